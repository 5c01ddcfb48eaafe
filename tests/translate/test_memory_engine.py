"""Translating with the memory alone: approved lines, like lines with a reason to look, and none for the rest."""

from __future__ import annotations

import pytest

from reelbridge.core.errors import UsageError
from reelbridge.model.draft import DraftLine, LineOrigin
from support.translating import episode, renderings, scene, segments, translate

MEMORY = segments(
    scene("签还是不签？", "不行", "我可是你亲二叔！", name="a"), scene("我能留下来吗？", "不行", name="b")
)
ENGLISH = renderings(
    {"a1": "Sign or not?", "a2": "No deal.", "a3": "I'm your own uncle!", "b1": "May I stay?", "b2": "You may not."}
)


def lines(*texts: str) -> tuple[DraftLine, ...]:
    return translate(episode(*texts), MEMORY, ENGLISH).lines


def test_a_line_in_its_scene_gets_the_translation_of_that_scene() -> None:
    _, line = lines("我能留下来吗？", "不行。")
    assert (line.text, line.origin, line.score, line.reason) == ("You may not.", LineOrigin.CONTEXT, 100, None)


def test_a_line_outside_its_scene_is_exact() -> None:
    (line,) = lines("签还是不签")
    assert (line.text, line.origin, line.reason) == ("Sign or not?", LineOrigin.EXACT, None)


def test_a_line_that_the_memory_translates_in_two_ways_is_for_a_person() -> None:
    (line,) = lines("不行")
    assert (line.text, line.origin) == ("No deal.", LineOrigin.EXACT)
    assert line.reason == "the memory translates this line in 2 ways; not taken: You may not."


def test_a_like_line_is_taken_and_says_what_differs() -> None:
    (line,) = lines("我可是你亲二权")
    assert (line.text, line.origin) == ("I'm your own uncle!", LineOrigin.FUZZY)
    assert line.reason == "like the memory's line: 我可是你亲二叔！, 85 %: 权 instead of 叔"


@pytest.mark.parametrize(
    ("text", "difference"),
    [
        ("我可是你二叔", "亲 is missing"),
        ("我可是你亲生二叔", "生 is added"),
        ("他可是你亲二婶", "他 instead of 我; 婶 instead of 叔"),
    ],
)
def test_every_difference_is_named(text: str, difference: str) -> None:
    (line,) = lines(text)
    assert line.reason is not None
    assert line.reason.endswith(f": {difference}")


def test_a_line_that_the_memory_does_not_know_is_left_untranslated_and_says_so() -> None:
    (line,) = lines("天凉了，陆氏也该换人了")
    assert (line.text, line.origin, line.score) == ("", LineOrigin.UNTRANSLATED, 0)
    assert line.reason == "the memory has no line like it in en"


def test_a_match_without_a_translation_in_this_locale_is_none() -> None:
    memory = segments(scene("不签", name="ja"), scene("不签", name="en"))
    (line,) = translate(episode("不签"), memory, renderings({"en1": "No.", "ja1": " "})).lines
    assert (line.text, line.reason) == ("No.", None)
    (line,) = translate(episode("不签"), memory, renderings({}, "th")).lines
    assert line.origin is LineOrigin.UNTRANSLATED


def test_a_like_line_helps_where_the_same_line_has_no_translation() -> None:
    memory = segments(scene("这家店我不卖", name="same"), scene("这家店我不卖了", name="like"))
    (line,) = translate(episode("这家店，我不卖"), memory, renderings({"like1": "I'm not selling."})).lines
    assert (line.text, line.origin) == ("I'm not selling.", LineOrigin.FUZZY)


def test_a_model_that_it_cannot_ask_is_an_error_and_not_ignored() -> None:
    with pytest.raises(UsageError, match="talks to no model"):
        translate(episode("不行"), MEMORY, ENGLISH, model="some-model")
