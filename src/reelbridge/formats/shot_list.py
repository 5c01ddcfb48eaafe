"""The shot list as CSV, for spreadsheets: a row a shot, UTF-8 with a mark in front, so that Excel reads it as such."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reelbridge.formats.cut_layout import one_line
from reelbridge.formats.frame_places import places_of
from reelbridge.formats.shot_facts import ShotFacts, facts_of
from reelbridge.formats.spreadsheet_cells import guard_cell
from reelbridge.formats.timecode import Timebase
from reelbridge.model.profile import Note
from reelbridge.model.study import EpisodeStudy

_COLUMNS = (
    "shot",
    "start timecode",
    "end timecode",
    "start ms",
    "end ms",
    "start frame",
    "end frame",
    "length s",
    "transition",
    "transition frames",
    "size",
    "faces",
    "camera",
    "motion",
    "brightness",
    "heat",
    "intensity",
    "beat",
    "lines",
    "notes",
)


def render_shot_list(episode: EpisodeStudy, notes: tuple[Note, ...] = ()) -> str:
    """Write one episode's shots. An end is where the next shot begins; frames are the video's own, from 0.

    Timecodes are those of the edit list, and begin at the video's first frame; times are the file's own.

    Args:
        episode: as it was studied.
        notes: of a comparison; those about other episodes are passed over.
    """
    places = places_of(episode.shots)
    rows = zip(facts_of(episode, notes), places.spans(episode.shots.shots), strict=True)
    return render_table(_COLUMNS, (_row(facts, span, places.timebase) for facts, span in rows))


def render_table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A table for spreadsheets, with its mark. Cells that hold words are to be guarded before."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return "\ufeff" + stream.getvalue()


def _row(facts: ShotFacts, span: tuple[int, int], base: Timebase) -> tuple[str, ...]:
    shot, look = facts.shot, facts.look
    first, after = shot.transition_start_frame, shot.transition_end_frame
    lines = " / ".join(one_line(f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text) for cue in facts.lines)
    notes = " / ".join(one_line(f"{note.text} - {note.advice}") for note in facts.notes)
    return (
        str(shot.number),
        base.label(span[0]),
        base.label(span[1]),
        str(shot.start_ms),
        str(shot.end_ms),
        str(shot.start_frame),
        str(shot.end_frame),
        f"{shot.duration_ms / 1000:.2f}",
        str(shot.transition),
        str(after - (first or 0)) if after is not None else "",
        str(look.size or "") if look else "",
        _number(look.faces, 0) if look else "",
        str(look.camera) if look else "",
        _number(look.motion, 1) if look else "",
        _number(look.brightness, 0) if look else "",
        _number(facts.heat, 0),
        _number(facts.intensity, 0),
        str(facts.beat.kind) if facts.beat else "",
        guard_cell(lines),
        guard_cell(notes),
    )


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:.{digits}f}"
