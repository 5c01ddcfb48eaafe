"""Studies as the page carries them: whole numbers in rows, so that a hundred episodes are a page that opens at once.

Tracks and the parts of the curve are tenths of their unit; enums are places in the lists of names of the index.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import zip_longest
from urllib.parse import quote, unquote, unquote_to_bytes

from reelbridge.core.codec import to_plain
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Comparison, Note
from reelbridge.model.shot import CameraMove, Shot, ShotList, ShotLook, ShotSize, Transition
from reelbridge.model.signal import SIGNALS, TICK_MS
from reelbridge.model.study import Drama, EpisodeStudy, SeriesStudy
from reelbridge.model.watched import SoundKind

#: colours of the heat map, from calm to intense
HEAT_LEVELS = 7

#: cells of the heat map in the longest row: a cell is a second, but a film of three hours is no wider than the page
MAX_CELLS = 600

_SIZES, _MOVES, _TRANSITIONS, _SOUNDS = map(tuple, (ShotSize, CameraMove, Transition, SoundKind))


def pack_index(series: SeriesStudy, comparison: Comparison | None) -> dict[str, object]:
    """What the page knows of every episode before one is opened."""
    cell_ms = max(1000, -(-max((each.shots.duration_ms for each in series.episodes), default=0) // MAX_CELLS))
    rows = [_cell_means(episode, cell_ms) for episode in series.episodes]
    top = max((value for row in rows for value in row), default=0.0)
    scale = max(10, 10 * math.ceil(top / 10))
    highest = max((max(each.drama.curve.totals, default=0.0) for each in series.episodes), default=0.0)
    return {
        "title": series.title,
        "tick_ms": TICK_MS,
        "cell_ms": cell_ms,
        "scale": scale,
        "top": max(20, 20 * math.ceil(highest / 20)),
        "levels": HEAT_LEVELS,
        "sizes": list(_SIZES),
        "moves": list(_MOVES),
        "transitions": list(_TRANSITIONS),
        "sounds": list(_SOUNDS),
        "signals": {kind.id: to_plain(kind) for kind in SIGNALS.values()},
        "episodes": [
            _pack_row(episode, [_level(value, scale) for value in row])
            for episode, row in zip(series.episodes, rows, strict=True)
        ],
        "notes": [] if comparison is None else [pack_note(note) for note in _worst_first(comparison.notes)],
    }


def pack_note(note: Note) -> dict[str, object]:
    """A note, its measure called by its title."""
    kind = MEASURES.get(note.measure)
    return {**to_plain(note), "measure": kind.title if kind else note.measure, "weight": round(note.weight)}


def pack_episode(episode: EpisodeStudy, video_address: str | None) -> dict[str, object]:
    """Everything about one episode; see the head of this file.

    Args:
        episode: the study.
        video_address: of its video, relative to the page; None for one that is not at hand.
    """
    return {
        "number": episode.number,
        "title": episode.title,
        "video": None if video_address is None else link_to(video_address),
        "file": episode.video.name if video_address is None else unquote(link_to(video_address), errors="replace"),
        "width": episode.width,
        "height": episode.height,
        "ms": episode.shots.duration_ms,
        "rate": f"{float(episode.shots.frame_rate):.5g}",
        "detector": episode.shots.detector,
        "language": episode.language,
        "has_lines": episode.has_lines,
        "notes": list(dict.fromkeys((*episode.notes, *episode.shots.notes))),
        "cues": [_pack_cue(cue) for cue in episode.cues],
        "shots": list(_pack_shots(episode.shots, episode.looks)),
        "flashes": [[flash.start_ms, flash.end_ms] for flash in episode.shots.flashes],
        "parts": [
            {"id": part.id, "title": part.title, "weight": round(part.weight, 1), "values": _tenths(part.values)}
            for part in episode.drama.curve.parts
        ],
        "missing": list(episode.drama.curve.missing),
        "tracks": {track.signal: _tenths(track.values) for track in episode.tracks},
        "sound": [[_SOUNDS.index(span.kind), span.start_ms, span.end_ms] for span in episode.sound],
        "loudness": episode.loudness_lufs,
        "drama": to_plain(_without_curve(episode.drama)),
    }


def link_to(address: str) -> str:
    """An address with every part escaped, so that no file name is taken for anything but a name.

    What is escaped already stays as it is. Bytes of a file name that are no text (Python holds them as lone surrogates)
    are written as these bytes.
    """
    try:
        data = address.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = address.encode("utf-8", "replace")
    # two slashes at the start would name another computer
    return quote(re.sub(b"^/+", b"/", unquote_to_bytes(data)), safe="/")


def _pack_cue(cue: Cue) -> list[object]:
    return [cue.start_ms, cue.end_ms, cue.text, cue.speaker or "", int(cue.kind is CueKind.SIGN)]


def _pack_row(episode: EpisodeStudy, levels: list[int]) -> dict[str, object]:
    drama = episode.drama
    return {
        "number": episode.number,
        "title": episode.title,
        "ms": episode.shots.duration_ms,
        "heat": "".join(map(str, levels)),
        "hook": drama.hook.at_ms if drama.hook else None,
        "jolts": [moment.at_ms for moment in drama.jolts],
        "ending": drama.ending.at_ms if drama.ending else None,
        "ends": list(drama.ending.kinds) if drama.ending else [],
    }


def _cell_means(episode: EpisodeStudy, cell_ms: int) -> list[float]:
    totals = episode.drama.curve.totals
    size = max(1, cell_ms // TICK_MS)
    cells = (totals[start : start + size] for start in range(0, len(totals), size))
    return [sum(cell) / len(cell) for cell in cells]


def _level(value: float, scale: int) -> int:
    return min(HEAT_LEVELS - 1, max(0, int(HEAT_LEVELS * value / scale)))


def _worst_first(notes: Iterable[Note]) -> list[Note]:
    return sorted(notes, key=lambda note: (-note.weight, note.episode, note.start_ms))


def _pack_shots(shots: ShotList, looks: tuple[ShotLook, ...]) -> Iterable[list[object]]:
    for shot, look in zip_longest(shots.shots, looks[: len(shots.shots)]):
        taken = [None, None, None, None, None] if look is None else _pack_look(look)
        yield [shot.start_ms, shot.end_ms, _TRANSITIONS.index(shot.transition), *_joint(shot, shots), *taken]


def _pack_look(look: ShotLook) -> list[object]:
    size = None if look.size is None else _SIZES.index(look.size)
    return [size, look.faces, _MOVES.index(look.camera), round(look.motion, 1), look.thumbnail]


def _joint(shot: Shot, shots: ShotList) -> tuple[int, int]:
    """From when until when a gradual transition is seen, in ms; for a cut its moment, twice."""
    if shot.transition_start_frame is None or shot.transition_end_frame is None or not shots.frame_rate:
        return shot.start_ms, shot.start_ms
    before, after = shot.start_frame - shot.transition_start_frame, shot.transition_end_frame - shot.start_frame
    frame_ms = 1000 / shots.frame_rate
    return max(0, round(shot.start_ms - before * frame_ms)), min(
        shots.duration_ms, round(shot.start_ms + after * frame_ms)
    )


def _tenths(values: Iterable[float | None]) -> list[int | None]:
    return [None if value is None or not math.isfinite(value) else round(10 * value) for value in values]


def _without_curve(drama: Drama) -> Drama:
    """Its parts stand beside it, as tenths."""
    return replace(drama, curve=replace(drama.curve, parts=()))


def strips_of(strips: Mapping[int, list[str]], series: SeriesStudy) -> list[tuple[int, dict[str, object]]]:
    """For each episode with pictures: the sheets, and how the pictures lie in them."""
    return [
        (
            episode.number,
            {
                "sheets": strips[episode.number],
                "width": episode.strip.width,
                "height": episode.strip.height,
                "columns": episode.strip.columns,
                "per_sheet": episode.strip.per_sheet,
            },
        )
        for episode in series.episodes
        if episode.strip is not None and episode.number in strips
    ]
