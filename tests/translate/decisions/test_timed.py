"""A subtitle file has no ids: its cues are matched by time, then by order, and what is left over is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reelbridge.core.errors import InputError
from reelbridge.model.cue import Cue, CueList
from reelbridge.translate.decisions.timed import Matched, match_timed, resemblance
from support.handouts import handed_line, handout_of

HANDOUT = handout_of(
    handed_line("c0001", "你好", "hello"),
    handed_line("c0002", "我信", "I do."),
    handed_line("c0003", "走吧", ""),
)


def cues_of(*cues: tuple[int, int, str]) -> CueList:
    return CueList(
        language="en",
        origin="file",
        cues=tuple(
            Cue(id=f"c{number:04d}", start_ms=start, end_ms=end, text=text)
            for number, (start, end, text) in enumerate(cues, 1)
        ),
    )


def texts(matched: Matched) -> dict[str, str]:
    return {line.cue_id: line.text for line in matched.returned.lines}


def test_cues_at_their_times_are_their_lines() -> None:
    matched = match_timed(cues_of((0, 900, "hi"), (1000, 1900, "I do."), (2000, 2900, "走吧")), HANDOUT)
    assert texts(matched) == {"c0001": "hi", "c0002": "I do.", "c0003": "走吧"}
    assert matched.unmatched == ()
    assert [line.given for line in matched.returned.lines] == ["hello", "I do.", ""]


def test_times_may_be_moved_a_little() -> None:
    matched = match_timed(cues_of((100, 800, "hi"), (1200, 2100, "I do."), (2250, 2900, "go")), HANDOUT)
    assert texts(matched) == {"c0001": "hi", "c0002": "I do.", "c0003": "go"}


@pytest.mark.parametrize("moved_ms", [500, 1000, 60_000])
def test_a_file_whose_times_were_all_moved_is_matched_by_order(moved_ms: int) -> None:
    cues = ((0, "hi"), (1000, "I do."), (2000, "go"))
    moved = cues_of(*((start + moved_ms, start + moved_ms + 900, text) for start, text in cues))
    assert texts(match_timed(moved, HANDOUT)) == {"c0001": "hi", "c0002": "I do.", "c0003": "go"}


def test_one_cue_at_another_time_is_matched_by_order_if_none_is_missing() -> None:
    matched = match_timed(cues_of((0, 900, "hi"), (1000, 1900, "I do."), (7000, 7900, "go")), HANDOUT)
    assert texts(matched) == {"c0001": "hi", "c0002": "I do.", "c0003": "go"}


def test_lines_that_slipped_to_the_times_of_others_are_refused() -> None:
    longer = handout_of(*(handed_line(f"c{number:04d}", f"源{number}", f"text {number}") for number in range(1, 7)))
    slipped = cues_of(*((1000 * number, 1000 * number + 900, f"text {number}") for number in range(1, 6)))
    with pytest.raises(InputError, match="5 of 5 lines stand at the times of other lines"):
        match_timed(slipped, longer)


def test_lines_joined_here_and_parted_there_are_not_guessed_by_order() -> None:
    cues = cues_of((0, 1900, "hello, I do."), (2000, 2400, "let us"), (2500, 2900, "go"))
    matched = match_timed(cues, HANDOUT)
    assert texts(matched) == {}
    assert len(matched.unmatched) == 3


def test_a_line_that_was_taken_out_is_emptied() -> None:
    matched = match_timed(cues_of((0, 900, "hi"), (2000, 2900, "go")), HANDOUT)
    assert texts(matched) == {"c0001": "hi", "c0002": "", "c0003": "go"}


def test_two_lines_made_one_are_not_guessed() -> None:
    matched = match_timed(cues_of((0, 1900, "hello, I do."), (2000, 2900, "go")), HANDOUT)
    assert texts(matched) == {"c0003": "go"}
    assert matched.unmatched == ("0:00 'hello, I do.': it stands at the time of 2 lines",)


def test_a_line_made_two_is_not_guessed() -> None:
    matched = match_timed(
        cues_of((0, 400, "hel"), (500, 900, "lo"), (1000, 1900, "I do."), (2000, 2900, "go")), HANDOUT
    )
    assert texts(matched) == {"c0002": "I do.", "c0003": "go"}
    assert [each.endswith("the line at its time has several cues now") for each in matched.unmatched] == [True, True]


def test_a_cue_where_no_line_was_is_said() -> None:
    matched = match_timed(
        cues_of((0, 900, "hi"), (1000, 1900, "I do."), (2000, 2900, "go"), (9000, 9900, "translated by X")), HANDOUT
    )
    assert matched.unmatched == ("0:09 'translated by X': it stands where no line was handed out",)


def test_the_hand_out_that_a_file_came_from_is_the_one_it_looks_like() -> None:
    later = replace(HANDOUT, lines=(HANDOUT.lines[0], replace(HANDOUT.lines[1], text="I trust you."), HANDOUT.lines[2]))
    edited = cues_of((0, 900, "hi"), (1000, 1900, "I do."), (2000, 2900, "走吧"))
    assert resemblance(edited, HANDOUT) == 2
    assert resemblance(edited, later) == 1
