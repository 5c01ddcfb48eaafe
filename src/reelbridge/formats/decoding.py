"""Bytes of a text file from anywhere, as text.

How the encoding is told, in this order:

1. A byte order mark decides (UTF-8, UTF-16, UTF-32, GB18030).
2. Many zero bytes mean UTF-16 without a mark if nearly all stand in every second place (the digits of the times make
   them), and no text at all if not. A few are dropped.
3. What is valid UTF-8 is UTF-8: other encodings are valid UTF-8 only by a rare accident. One broken byte in a hundred
   characters is forgiven, so that a cut file stays readable.
4. Else the file is old Chinese. It is read as GB18030 and as Big5, and each reading is scored by the share of its
   letters that are everyday Chinese ones: about 0.98 for the right reading, under 0.65 for the wrong one. The better
   reading wins, GB18030 on a tie; if neither looks like Chinese the file is refused, not guessed. Korean (EUC-KR) and
   Japanese (EUC-JP) files use the same bytes as Chinese ones and come out as Chinese: this way cannot tell them.
"""

from __future__ import annotations

import codecs
import unicodedata
from functools import cache

from reelbridge.core.errors import ParseError

#: a feature film's subtitles are 0.2 MB; 20 MiB leaves room for karaoke ASS and keeps a wrong file out of memory
MAX_TEXT_BYTES = 20 << 20

#: longest first: the mark of UTF-32 LE begins with that of UTF-16 LE
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

#: characters looked at to judge a reading; a whole episode has about 3,000
_SAMPLE = 50_000

#: share of control, unassigned and private characters from which something is no text; measured: text 0, JPEG 0.1-0.3
_MAX_STRANGE_SHARE = 0.02

#: share of everyday letters from which a reading is Chinese; measured: simplified dialogue in GB18030 0.99, traditional
#: in Big5 or GBK 1.0; French, German and Russian in the Windows encodings 0.1-0.3, Thai 0.8
_MIN_EVERYDAY_SHARE = 0.85

#: share of zero bytes from which they mean something; half of ASCII in UTF-16, a third of Chinese subtitles
_MAX_STRAY_ZEROS = 0.05

#: share of characters that may be broken in a UTF-8 file
_MAX_BROKEN_SHARE = 0.01


def decode_text(data: bytes, *, name: str) -> str:
    """The text of a file, line ends as `\\n`, no byte order mark.

    Args:
        data: the whole file.
        name: the file's name, for messages.

    Raises:
        ParseError: too big, not text, or in an encoding that cannot be told.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise ParseError(f"{name}: {len(data):,} bytes; a text file has at most {MAX_TEXT_BYTES:,}")
    exact = _exactly_utf8(data)
    text = exact or _decode(data, name)
    # a mark of a wrong reading that stands in the file itself is somebody else's, and no sign that this is no text
    if _strange_share(exact.replace("\ufffd", "") or text) > _MAX_STRANGE_SHARE:
        raise _not_text(name)
    return text.replace("\ufeff", "").replace("\r\n", "\n").replace("\r", "\n")


def _exactly_utf8(data: bytes) -> str:
    """The text, if every byte of it is UTF-8 and none is zero; else an empty one."""
    try:
        return "" if 0 in data else data.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    if data.count(0) > _MAX_STRAY_ZEROS * len(data):
        return _decode_utf16(data, name)
    data = data.replace(b"\0", b"")
    text = data.decode("utf-8", "replace")
    wide = sum(1 for char in text[:_SAMPLE] if char > "\x7f")
    if text[:_SAMPLE].count("\ufffd") <= _MAX_BROKEN_SHARE * wide:
        return text
    return _decode_chinese(data, name)


def _decode_utf16(data: bytes, name: str) -> str:
    high_first, low_first = data[::2].count(0), data[1::2].count(0)
    if min(high_first, low_first) > _MAX_STRAY_ZEROS * max(high_first, low_first):
        raise _not_text(name)
    return data.decode("utf-16-be" if high_first > low_first else "utf-16-le", "replace")


def _decode_chinese(data: bytes, name: str) -> str:
    readings = [data.decode(encoding, "replace") for encoding in ("gb18030", "big5hkscs")]
    scores = [_everyday_share(reading) for reading in readings]
    if max(scores) < _MIN_EVERYDAY_SHARE:
        if _strange_share(data[:_SAMPLE].decode("latin-1")) > _MAX_STRANGE_SHARE:
            raise _not_text(name)
        raise ParseError(
            f"{name}: the encoding cannot be told; known: UTF-8, UTF-16, UTF-32, GB18030, Big5",
            hint="open it in an editor and save it as UTF-8",
        )
    return readings[scores.index(max(scores))]


def _not_text(name: str) -> ParseError:
    return ParseError(f"{name}: not a text file", hint="is it the right file? A subtitle file opens in any text editor")


def _strange_share(text: str) -> float:
    """Cf is left out of the control characters: it holds the marks of right-to-left text."""
    sample = text[:_SAMPLE]
    strange = sum(
        1
        for char in sample
        if char == "\ufffd" or (char not in "\t\n\r\f" and unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs"))
    )
    return strange / max(1, len(sample))


def _everyday_share(text: str) -> float:
    everyday = _everyday_characters()
    letters = [char for char in text[:_SAMPLE] if char > "\x7f" and unicodedata.category(char)[0] not in "PSZ"]
    letters += "\ufffd" * text[:_SAMPLE].count(
        "\ufffd"
    )  # a symbol by category, and the clearest sign of a wrong reading
    return sum(1 for char in letters if char in everyday) / max(1, len(letters))


@cache
def _everyday_characters() -> frozenset[str]:
    """The characters either standard holds to be in daily use.

    GB 2312 level 1 (lead bytes 0xB0 to 0xD7, 3,755 characters), Big5 level 1 (0xA4 to 0xC6, 5,401 characters).
    """
    simplified = bytes(byte for lead in range(0xB0, 0xD8) for trail in range(0xA1, 0xFF) for byte in (lead, trail))
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    traditional = bytes(byte for lead in range(0xA4, 0xC7) for trail in trails for byte in (lead, trail))
    return frozenset(simplified.decode("gb2312", "ignore") + traditional.decode("big5", "ignore"))
