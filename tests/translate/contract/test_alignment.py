"""Answers that have moved are noticed by what they say, even where ids and copied starts look right."""

from __future__ import annotations

import pytest

from reelbridge.translate.contract.alignment import find_shifted
from reelbridge.translate.contract.fit import FitTable, WindowTexts
from reelbridge.translate.contract.problem import Problem
from reelbridge.translate.contract.verdict import judge
from reelbridge.translate.scene import Similar
from support.asking import SCENE, SOURCES, TRANSLATIONS, answers, asks_for, kinds_of, verdicts_on

LINES = len(SCENE)


def rejected(texts: list[str | None]) -> set[int]:
    """The places of the texts that cannot be shown."""
    return {place for place, verdict in enumerate(verdicts_on(SOURCES, texts)) if not verdict.is_usable}


@pytest.mark.parametrize("start", range(LINES - 1))
@pytest.mark.parametrize("last", ["missing", "doubled", "the following line's"])
def test_a_shift_is_noticed_wherever_it_begins(start: int, last: str) -> None:
    following = ("我是你妈妈", "I'm your mother.")
    texts: list[str | None] = [*TRANSLATIONS[:start], *TRANSLATIONS[start + 1 :]]
    texts.append({"missing": None, "doubled": TRANSLATIONS[-1], "the following line's": following[1]}[last])
    verdicts = verdicts_on(SOURCES, texts, after=[following[0]])
    shown_wrong = [v.text for v, right in zip(verdicts, TRANSLATIONS, strict=True) if v.text not in ("", right)]
    assert not shown_wrong


@pytest.mark.parametrize("start", range(LINES - 2))
def test_a_line_that_was_split_pushes_the_rest_back_and_is_noticed(start: int) -> None:
    texts: list[str | None] = [*TRANSLATIONS[: start + 1], TRANSLATIONS[start][-8:], *TRANSLATIONS[start + 1 : -1]]
    assert rejected(texts) >= set(range(start + 1, LINES))


def test_a_shift_of_a_few_lines_that_ends_again_is_noticed() -> None:
    texts: list[str | None] = list(TRANSLATIONS)
    texts[8:13] = TRANSLATIONS[9:14]
    found = rejected(texts)
    assert found >= {8, 9, 10, 11, 12}
    assert len(found) <= 9


def test_swapped_neighbours_are_noticed() -> None:
    for place in (3, 10, 14, 22):
        texts: list[str | None] = list(TRANSLATIONS)
        texts[place], texts[place + 1] = texts[place + 1], texts[place]
        assert rejected(texts) >= {place, place + 1}


def test_two_lines_that_are_swapped_are_noticed_however_far_apart() -> None:
    for first, second in ((3, 20), (1, 26), (11, 24)):
        texts: list[str | None] = list(TRANSLATIONS)
        texts[first], texts[second] = texts[second], texts[first]
        assert rejected(texts) >= {first, second}


def test_the_finding_says_what_may_have_happened() -> None:
    verdict = verdicts_on(SOURCES, [*TRANSLATIONS[1:], None])[10]
    assert verdict.kind is Problem.SHIFTED
    assert verdict.problem == "the answer seems to belong to another line"
    assert verdict.rejected == TRANSLATIONS[11]


def test_a_shift_is_noticed_in_a_language_whose_words_nobody_wrote_down() -> None:
    hindi = (
        "यहाँ क्या कर रहे हो?",
        "बीस साल पहले तुमने उसे अस्पताल के दरवाज़े पर छोड़ दिया!",
        "बस!",
        "पचास लाख",
        "क्या?",
        "माँ! किससे बात कर रही हो?",
    )
    sources = (SOURCES[0], SOURCES[3], SOURCES[6], SOURCES[9], SOURCES[10], SOURCES[16])
    assert set(kinds_of(verdicts_on(sources, hindi, locale="hi"))) == {None}
    shifted = kinds_of(verdicts_on(sources, [*hindi[1:], None], locale="hi"))
    assert set(shifted) <= {Problem.SHIFTED, Problem.MISSING}


def test_the_same_line_said_again_and_again_is_no_shift() -> None:
    sources = ["妈！", "妈！", "妈！", "妈！你醒醒！"]
    assert set(kinds_of(verdicts_on(sources, ["Mom!", "Mom!", "Mom!", "Mom! Wake up!"]))) == {None}


def test_what_the_memory_has_like_a_line_speaks_for_its_answer() -> None:
    def kinds(similar: Similar | None) -> tuple[Problem | None, ...]:
        sources, texts = ("塞翁失马", "画蛇添足"), ("You never know.", "That's over the top.")
        asks = asks_for(sources, similar=similar)
        return kinds_of(judge(asks, answers(sources, texts[::-1]), source_locale="zh-Hans", locale="en"))

    assert kinds(None) == (None, None)
    assert kinds(Similar(source="塞翁失马，焉知非福", translation="You never know.")) == (Problem.SHIFTED,) * 2


def table(answers: tuple[str | None, ...]) -> FitTable:
    return FitTable(
        WindowTexts(
            locale="en",
            before=(),
            sources=SOURCES[: len(answers)],
            after=(),
            answers=answers,
            terms=(),
            similar=(None,) * len(answers),
        )
    )


def test_in_a_window_with_holes_less_is_needed_to_suspect_a_shift() -> None:
    free = (*TRANSLATIONS[:4], "Rain all night long.", "Money! A home!", *TRANSLATIONS[6:12])
    calm = find_shifted(table(free), is_troubled=False)
    assert calm <= find_shifted(table(free), is_troubled=True)
    assert find_shifted(table(TRANSLATIONS), is_troubled=True) == frozenset()


def test_a_window_without_answers_has_no_shift() -> None:
    assert find_shifted(table((None,) * 5), is_troubled=True) == frozenset()
