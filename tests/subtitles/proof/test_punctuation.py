"""Punctuation as the language is written, and nothing else changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.text import fold
from reelbridge.model.cue import Alternative, Cue, CueList
from reelbridge.subtitles.proof.punctuation import mend_punctuation


def mend(text: str, *, language: str = "zh-Hans", confidence: float = 0.98, seen: tuple[Alternative, ...] = ()) -> Cue:
    cue = Cue(id="c0001", start_ms=0, end_ms=1000, text=text, confidence=confidence, alternatives=seen)
    return mend_punctuation(CueList(language=language, origin="burned-in", cues=(cue,))).cues[0]


@pytest.mark.parametrize(
    ("read", "written"),
    [
        ("三千万,今晚就签字!", "三千万，今晚就签字！"),
        ("你找谁啊?", "你找谁啊？"),
        ("好?!", "好？！"),
        ("等等, 我来", "等等，我来"),
        ("第一:开始;", "第一：开始；"),
        ("我信.", "我信。"),
        ("OK,走吧", "OK，走吧"),
        ("一碗面,\n十二块!", "一碗面，\n十二块！"),
        ("你说...什么", "你说……什么"),
        ("。。。好", "……好"),
        ("你好…", "你好……"),
        ('他说:"走吧"', "他说：“走吧”"),
        ("天哪！ 走", "天哪！走"),
        ("你 还 好 吗?", "你还好吗？"),
        ("  不签 ", "不签"),
    ],
)
def test_chinese_is_written_full_width(read: str, written: str) -> None:
    assert mend(read).text == written
    assert mend(written).text == written


@pytest.mark.parametrize(
    "text",
    [
        "8:30见",
        "涨了3.5倍",
        "12,000块",
        "I said, go... now.",
        "a.m. 9:00",
        "嗯……",
        "“好”",
        "好 走",
        "好  就是它了",
        "...",
        "",
    ],
)
def test_numbers_times_latin_words_and_pauses_stay(text: str) -> None:
    assert mend(text).text == text


@pytest.mark.parametrize(
    ("read", "written"), [("そう,です.", "そう、です。"), ("待って...", "待って……"), ("はい…", "はい…")]
)
def test_japanese_has_its_own_marks(read: str, written: str) -> None:
    assert mend(read, language="ja").text == written


def test_other_languages_are_left_alone() -> None:
    assert mend("좋아, 가자!", language="ko").text == "좋아, 가자!"


@pytest.mark.parametrize("read", ["·不签", "不签 -", "不签_", "'不签"])
def test_a_speck_at_an_end_goes_where_the_reader_was_not_sure(read: str) -> None:
    assert mend(read, confidence=0.8).text == "不签"
    assert mend(read, confidence=0.98).text == read
    place = next(index for index, char in enumerate(read) if char in "·-_'")
    assert mend(read, seen=(Alternative(at=place, length=1, text="", confidence=0.4),)).text == "不签"


def test_a_dash_before_each_speaker_is_no_speck() -> None:
    assert mend("-不签\n-我信", confidence=0.8).text == "-不签\n-我信"


def test_a_space_that_only_some_readings_have_goes() -> None:
    assert mend("不 签字", seen=(Alternative(at=1, length=1, text="", confidence=0.4),)).text == "不签字"


def test_alternatives_move_with_their_text() -> None:
    seen = (
        Alternative(at=5, length=1, text="冶", confidence=0.3),
        Alternative(at=1, length=3, text="", confidence=0.1),
    )
    mended = mend("你...不治", seen=seen)
    assert (mended.text, mended.alternatives) == (
        "你……不治",
        (Alternative(at=4, length=1, text="冶", confidence=0.3),),
    )


@given(st.text("不签我信，。,.?!:;\"'…·- \n3aB", max_size=20), st.sampled_from([0.5, 0.98]))
def test_words_are_never_changed(text: str, confidence: float) -> None:
    assert fold(mend(text, confidence=confidence).text) == fold(text)
