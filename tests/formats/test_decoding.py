from __future__ import annotations

import codecs
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats import decoding
from reelbridge.formats.decoding import decode_text

SIMPLIFIED = "1\n00:00:01,000 --> 00:00:02,000\n师父，三千万一分都不能少！你到底想怎么样？\n"
TRADITIONAL = "1\n00:00:01,000 --> 00:00:02,000\n師父，這件事我已經說過了。你聽見沒有？\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "gb18030", "gbk"])
@pytest.mark.parametrize("text", [SIMPLIFIED, TRADITIONAL])
def test_chinese_is_read_in_any_encoding_without_a_mark(text: str, encoding: str) -> None:
    assert decode_text(text.encode(encoding), name="a.srt") == text


def test_traditional_chinese_in_big5_is_not_taken_for_gb18030() -> None:
    assert decode_text(TRADITIONAL.encode("big5"), name="a.srt") == TRADITIONAL


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_decides_and_is_not_part_of_the_text(mark: bytes, encoding: str) -> None:
    assert decode_text(mark + SIMPLIFIED.encode(encoding), name="a.srt") == SIMPLIFIED


def test_every_line_end_becomes_one_line_feed() -> None:
    assert decode_text(b"a\r\nb\rc\n", name="a.srt") == "a\nb\nc\n"


def test_a_utf8_file_cut_in_the_middle_of_a_character_stays_readable() -> None:
    text = SIMPLIFIED * 10
    assert decode_text(text.encode()[:-3], name="a.srt").startswith(text[:-3])


def test_a_stray_zero_byte_is_dropped() -> None:
    assert decode_text(SIMPLIFIED.encode() + b"\0", name="a.srt") == SIMPLIFIED


@pytest.mark.parametrize(
    "data",
    [
        bytes(1000),
        b"\x89PNG\r\n\x1a\n" + zlib.compress(bytes(range(256)) * 40),
        b"\x7fELF" + bytes(range(256)) * 20,
        b"\x01\x02\x03 some text \x04\x05",
    ],
)
def test_what_is_not_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(ParseError, match=r"^a\.srt: not a text file") as raised:
        decode_text(data, name="a.srt")
    assert raised.value.hint


def test_french_in_a_windows_encoding_is_refused_and_not_turned_into_chinese() -> None:
    data = "Où étais-tu passé hier ? Ça m'a énervé, la forêt, Noël, la façade".encode("cp1252")
    with pytest.raises(ParseError, match="encoding cannot be told; known: UTF-8"):
        decode_text(data, name="a.srt")


def test_a_file_that_is_too_big_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_TEXT_BYTES", 10)
    with pytest.raises(ParseError, match="11 bytes; a text file has at most 10"):
        decode_text(b"x" * 11, name="a.srt")


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_parse_error(data: bytes) -> None:
    try:
        text = decode_text(data, name="a.srt")
    except ParseError:
        return
    assert "\r" not in text


@given(st.text(st.characters(exclude_categories=["C"]), max_size=200))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    assert decode_text(text.encode(), name="a.srt") == text


def test_a_text_that_holds_the_mark_of_a_wrong_reading_is_still_utf_8() -> None:
    assert decode_text("1\n师\ufffd\n".encode(), name="a.srt") == "1\n师\ufffd\n"
