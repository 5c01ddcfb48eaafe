"""What is printed of a study, as plain values: lengths are shares of a width, texts are texts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from reelbridge.core.codec import to_plain
from reelbridge.core.time import format_clock, format_tenths
from reelbridge.formats.cut_layout import one_line
from reelbridge.formats.shot_facts import ShotFacts, facts_of
from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Comparison, Note, Profile
from reelbridge.model.shot import ShotSize
from reelbridge.model.study import EpisodeStudy, Moment, SeriesStudy
from reelbridge.web.study_bars import Band
from reelbridge.web.study_data import pack_index
from reelbridge.web.study_drawing import PART_COLOURS, draw_curve, draw_heat
from reelbridge.web.study_strip import pack_strip, place_of_picture
from reelbridge.web.study_view import band_of, view_study

#: most labels on a time axis
_MOST_LABELS = 13

_LABEL_STEPS_S = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600)

#: measures with this beginning are one curve in ten numbers, which the heat map shows better
_CURVE_MEASURE = "intensity-"


def pack_print(series: SeriesStudy, comparison: Comparison | None) -> dict[str, object]:
    """Everything the template asks for."""
    view = view_study(series, comparison)
    index = pack_index(series, comparison)
    longest_ms = max((episode.shots.duration_ms for episode in series.episodes), default=0)
    notes = comparison.notes if comparison else ()
    return {
        "title": one_line(series.title),
        "facts": list(view.facts),
        "reference": view.reference,
        "is_guidance": view.is_guidance,
        "note_count": len(notes),
        "figures": [to_plain(figure) for figure in view.figures],
        "heat": list(_heat_rows(cast(list[dict[str, Any]], index["episodes"]), longest_ms)),
        "heat_scale": index["scale"],
        "cell": "a second" if index["cell_ms"] == 1000 else f"{cast(int, index['cell_ms']) / 1000:.3g} s",
        "axis": list(_axis(longest_ms)),
        "lengths": to_plain(view.lengths),
        "shares": [
            {"title": title, "rows": [to_plain(share) for share in shares if share.count]}
            for title, shares in (
                ("Shot sizes", view.sizes),
                ("Camera", view.moves),
                ("How shots begin", view.transitions),
                ("How episodes end", view.endings),
            )
        ],
        "choices": [to_plain(choice) for choice in view.choices[:3]],
        "range": view.range,
        "measures": list(_measures(series.profile, comparison)),
        "rows": [to_plain(row) for row in view.rows],
        "sizes": list(ShotSize),
        "episodes": [pack_episode_print(episode, notes) for episode in series.episodes],
    }


def pack_episode_print(episode: EpisodeStudy, notes: tuple[Note, ...]) -> dict[str, object]:
    """One episode's pages.

    Args:
        episode: as it was studied.
        notes: of a comparison; those about other episodes are passed over.
    """
    shots, drama = episode.shots, episode.drama
    return {
        "number": episode.number,
        "title": one_line(episode.title),
        "facts": [
            format_clock(shots.duration_ms),
            f"{len(shots.shots)} shots" if len(shots.shots) != 1 else "1 shot",
            f"{episode.width}×{episode.height}",
            f"{float(shots.frame_rate):.5g} frames a second",
            *([f"{episode.loudness_lufs:.1f} LUFS"] if episode.loudness_lufs is not None else []),
        ],
        "warnings": list(dict.fromkeys((*episode.notes, *shots.notes))),
        "strip": pack_strip(episode),
        "curve": draw_curve(episode) if drama.curve.parts else None,
        "parts": [
            {"title": part.title, "weight": round(part.weight), "colour": colour}
            for part, colour in zip(drama.curve.parts, PART_COLOURS, strict=False)
        ],
        "missing": [name.replace("-", " ") for name in drama.curve.missing],
        "axis": list(_axis(shots.duration_ms)),
        "moments": list(_moments(episode)),
        "is_ending_judged": drama.ending is not None,
        "shots": [_pack_shot(facts, episode) for facts in facts_of(episode, notes)],
        "notes": [_pack_note(note) for note in notes if note.episode == episode.number],
    }


def _heat_rows(rows: list[dict[str, Any]], longest_ms: int) -> Iterator[dict[str, object]]:
    for row in rows:
        share = row["ms"] / longest_ms if longest_ms else 0
        yield {
            "number": row["number"],
            "title": one_line(row["title"]),
            "clock": format_clock(row["ms"]),
            "share": share,
            "drawing": draw_heat(row["heat"]) if row["heat"] else None,
            "hook": row["hook"] / longest_ms if row["hook"] is not None and longest_ms else None,
            "ending": row["ending"] / longest_ms if row["ending"] is not None and longest_ms else None,
        }


def _axis(duration_ms: int) -> Iterator[dict[str, object]]:
    step_ms = next((1000 * step for step in _LABEL_STEPS_S if duration_ms <= _MOST_LABELS * 1000 * step), 7_200_000)
    for ms in range(0, duration_ms, step_ms):
        yield {"at": ms / duration_ms, "text": format_clock(ms)}


def _measures(own: Profile, comparison: Comparison | None) -> Iterator[dict[str, str]]:
    """What was measured, and what the profile it was held against has."""
    shown = comparison.own if comparison else own
    for measure in shown.measures:
        kind = MEASURES.get(measure.id)
        if kind is None or measure.distribution is None or measure.id.startswith(_CURVE_MEASURE):
            continue
        band, reference = band_of(shown, measure.id), band_of(comparison.profile, measure.id) if comparison else None
        middle = dict(measure.distribution.quantiles).get(0.5, measure.distribution.mean)
        yield {
            "title": kind.title,
            "unit": kind.unit,
            "middle": f"{middle:.3g}",
            "band": band.say("") if band else "",
            "reference": _say(reference) if reference else "",
        }


def _say(band: Band) -> str:
    """What it has, and whether that is a rule or what half of all do."""
    return f"{band.say('')} (middle half)" if band.is_middle_half else band.say("")


def _moments(episode: EpisodeStudy) -> Iterator[dict[str, object]]:
    drama = episode.drama
    if drama.hook:
        yield _pack_moment("hook", drama.hook)
    yield from (_pack_moment("peak", peak) for peak in drama.peaks)
    if drama.ending:
        yield {
            "kind": "ending",
            "name": f"ending: {', '.join(drama.ending.kinds)}",
            "at": format_tenths(drama.ending.at_ms),
            "points": round(drama.ending.strength),
            "reasons": [one_line(f"{reason.text} ({reason.points:+.0f})") for reason in drama.ending.reasons],
        }


def _pack_moment(kind: str, moment: Moment) -> dict[str, object]:
    return {
        "kind": kind,
        "name": f"{kind}, shot {moment.shot}",
        "at": format_tenths(moment.at_ms),
        "points": round(moment.points),
        "reasons": [one_line(f"{reason.text} ({reason.points:+.0f})") for reason in moment.reasons],
    }


def _pack_shot(facts: ShotFacts, episode: EpisodeStudy) -> dict[str, object]:
    shot, look = facts.shot, facts.look
    return {
        "number": shot.number,
        "at": format_tenths(shot.start_ms),
        "length": f"{shot.duration_ms / 1000:.1f}",
        "transition": str(shot.transition),
        "size": str(look.size or "") if look else "",
        "camera": str(look.camera) if look else "",
        "intensity": "" if facts.intensity is None else f"{facts.intensity:.0f}",
        "beat": str(facts.beat.kind) if facts.beat else "",
        "lines": [one_line(f"{cue.speaker}: {cue.text}" if cue.speaker else cue.text) for cue in facts.lines],
        "picture": place_of_picture(episode.strip, look.thumbnail) if look else None,
    }


def _pack_note(note: Note) -> dict[str, object]:
    return {
        "when": f"{format_tenths(note.start_ms)} to {format_tenths(note.end_ms)}" if note.end_ms else "whole episode",
        "text": one_line(note.text),
        "band": one_line(note.band),
        "advice": one_line(note.advice),
    }
