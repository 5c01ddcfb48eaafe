"""A subtitle file that was handed out has no ids when it comes back: its cues are matched by time, then by order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reelbridge.core.errors import InputError
from reelbridge.core.time import format_clock
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.handout import HandedLine, Handout, Returned, ReturnedLine

#: share of the shorter of two lines that both must be on screen to be taken for one line
MIN_OVERLAP = 0.5

#: how far apart starts may be that were moved as one: a frame at 12 frames a second, for editors that round to frames
MAX_DRIFT_MS = 84


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """The lines that were found, and a sentence for each cue of the file that belongs to none."""

    returned: Returned
    unmatched: tuple[str, ...]


def text_in_file(line: HandedLine) -> str:
    """What a subtitle file shows of a line: a person has to see what there is to translate."""
    return line.text or line.source


def resemblance(cues: CueList, handout: Handout) -> int:
    """How many lines of a hand-out stand in the file as they were handed out."""
    given = {(line.start_ms, text_in_file(line)) for line in handout.lines}
    return sum((cue.start_ms, cue.text) in given for cue in cues.cues)


def match_timed(cues: CueList, handout: Handout) -> Matched:
    """Find the line of every cue.

    A file that has every line, all moved by the same time, is matched by order. Else a cue and a line belong together
    if neither has another that it overlaps; a cue at the time of no line is matched by order, if none is missing.

    Raises:
        InputError: most lines stand at the times of other lines.
    """
    lines = handout.lines
    if _is_moved_as_one(cues.cues, lines):
        found = {place: place for place in range(len(lines))}
    else:
        found = _by_time(cues.cues, lines)
        _refuse_if_shifted(cues.cues, lines, found)
        found |= _by_order(cues.cues, lines, found)
    text_of = {line: cues.cues[cue].text for cue, line in found.items()}
    unmatched = tuple(_describe(cue, lines) for place, cue in enumerate(cues.cues) if place not in found)
    return Matched(
        returned=Returned(
            episode=handout.episode,
            locale=handout.locale,
            via="srt",
            # a line that nothing was found for may be in what is left over: it is passed over, not emptied
            lines=tuple(
                ReturnedLine(cue_id=line.cue_id, text=text_of.get(place, ""), source=line.source, given=line.text)
                for place, line in enumerate(lines)
                if place in text_of or not unmatched
            ),
        ),
        unmatched=unmatched,
    )


def _is_moved_as_one(cues: Sequence[Cue], lines: Sequence[HandedLine]) -> bool:
    if len(cues) != len(lines):
        return False
    moved_ms = [cue.start_ms - line.start_ms for cue, line in zip(cues, lines, strict=True)]
    return max(moved_ms, default=0) - min(moved_ms, default=0) <= MAX_DRIFT_MS


def _refuse_if_shifted(cues: Sequence[Cue], lines: Sequence[HandedLine], found: Mapping[int, int]) -> None:
    """Texts that stand as they were handed out, but at the times of other lines, give a shift away."""
    given = {text_in_file(line) for line in lines}
    in_place = sum(cues[cue].text == text_in_file(lines[line]) for cue, line in found.items())
    elsewhere = sum(cues[cue].text in given for cue in found) - in_place
    if elsewhere > in_place:
        raise InputError(
            f"{elsewhere} of {len(cues)} lines stand at the times of other lines; nothing of the file is taken",
            hint="change the words and leave the times as they are",
        )


def _by_order(cues: Sequence[Cue], lines: Sequence[HandedLine], found: Mapping[int, int]) -> dict[int, int]:
    if len(cues) != len(lines):
        return {}
    taken = set(found.values())
    return {
        place: place
        for place, cue in enumerate(cues)
        if place not in found and place not in taken and not any(_overlaps(cue, line) for line in lines)
    }


def _by_time(cues: Sequence[Cue], lines: Sequence[HandedLine]) -> dict[int, int]:
    """Place of a cue -> place of its line, where both have only one another."""
    lines_of: dict[int, list[int]] = {}
    cues_of: dict[int, list[int]] = {}
    for cue_place, cue in enumerate(cues):
        for line_place, line in enumerate(lines):
            if _overlaps(cue, line):
                lines_of.setdefault(cue_place, []).append(line_place)
                cues_of.setdefault(line_place, []).append(cue_place)
    return {
        cue_place: places[0]
        for cue_place, places in lines_of.items()
        if len(places) == 1 and len(cues_of[places[0]]) == 1
    }


def _overlaps(cue: Cue, line: HandedLine) -> bool:
    shared_ms = min(cue.end_ms, line.end_ms) - max(cue.start_ms, line.start_ms)
    return shared_ms >= MIN_OVERLAP * min(cue.duration_ms, line.end_ms - line.start_ms)


def _describe(cue: Cue, lines: Sequence[HandedLine]) -> str:
    near = sum(_overlaps(cue, line) for line in lines)
    why = "it stands where no line was handed out" if near == 0 else f"it stands at the time of {near} lines"
    if near == 1:
        why = "the line at its time has several cues now"
    return f"{format_clock(cue.start_ms)} {cue.text.replace(chr(10), ' ')!r}: {why}"
