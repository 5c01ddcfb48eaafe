from __future__ import annotations

import pytest

from reelbridge.model.cue import Cue
from reelbridge.technique.drama.spoken import is_closing_card, read_lines
from support.dramas import say


@pytest.mark.parametrize(
    "text",
    ["第1集完", "第十二集 终", "— 未完待续 —", "全剧终", "下集预告", "To be continued...", "THE END",
     "End of episode 3", "つづく", "Còn tiếp…", "Hết tập 5"],
)  # fmt: skip
def test_a_card_that_only_says_that_it_is_over_is_no_line(text: str) -> None:
    assert is_closing_card(text)
    assert read_lines((Cue(id="c", start_ms=0, end_ms=1_000, text=text),), "zh-Hans") == ()


@pytest.mark.parametrize("text", ["你的戏，完了", "第一集我就猜到了", "这不是终点", "It never ends.", "the end of us"])
def test_a_line_that_speaks_of_an_end_is_a_line(text: str) -> None:
    assert not is_closing_card(text)


def test_lines_are_read_by_time_with_what_is_in_their_words() -> None:
    cues = (
        Cue(id="b", start_ms=5_000, end_ms=7_000, text="你到底是谁？"),
        Cue(id="a", start_ms=1_000, end_ms=3_000, text="我……"),
    )
    first, second = read_lines(cues, "zh-Hans")
    assert (first.cue.id, first.is_unfinished, first.is_question) == ("a", True, False)
    assert (second.cue.id, second.is_unfinished, second.is_question) == ("b", False, True)
    assert 0 <= second.heat <= 100


def test_a_hot_line_knows_what_makes_it_hot() -> None:
    (line,) = read_lines((Cue(id="a", start_ms=0, end_ms=1_000, text="放火的人，还活着！"),), "zh-Hans")
    assert line.heat > 50
    assert len(line.hot_for) >= 2
    assert len(set(line.hot_for)) == len(line.hot_for)


@pytest.mark.parametrize(
    ("text", "is_short"),
    [("什么？", True), ("怎么可能！", True), ("你娘还活着", False), ("What?", True), ("No, never.", True),
     ("Who told you?", False), ("なに！", True)],
)  # fmt: skip
def test_a_gasp_is_short_in_its_own_script(text: str, is_short: bool) -> None:
    assert say(0, 1_000, text).is_short is is_short


def test_a_long_line_is_quoted_by_its_beginning_on_one_row() -> None:
    quoted = say(0, 1_000, "二十年前那场大火里\n" + "沈家丢了一个两岁的女儿" * 5).quoted
    assert quoted.startswith("“二十年前那场大火里 沈家")
    assert quoted.endswith("…”")
    assert len(quoted) <= 38
