"""The curves of a printed study as SVG: numbers only, so that no text can be taken for markup."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import EpisodeStudy
from reelbridge.model.watched import SoundKind

#: from calm to intense, told apart in grey print too
HEAT_COLOURS = ("#fdf4ea", "#fbe0c3", "#f8c08a", "#ef9557", "#d9653a", "#ac3b2c", "#6d1a22")

#: the parts of the curve, from the bottom up; print keeps them apart
PART_COLOURS = ("#35618f", "#6fa8c7", "#2f8f7b", "#a3c586", "#e0a83a", "#cc6a4a", "#8d5a97", "#8a8f98")

#: what a mark points at
MARK_COLOURS = {"hook": "#1c7a4a", "peak": "#b3261e", "jolt": "#d98a00", "ending": "#7b2d8b"}

_SOUND_COLOURS = {SoundKind.SPEECH: "#5b6470", SoundKind.MUSIC: "#b9c0c9", SoundKind.SILENCE: "#ffffff"}

#: values a curve is drawn of at most: an A4 page is 178 mm wide, and the eye sees no more
_MOST_POINTS = 600

_WIDTH, _HEIGHT, _SOUND_HEIGHT = 1000, 200, 10


def draw_heat(levels: str) -> str:
    """A row of the heat map, one unit a cell; a digit is a place in `HEAT_COLOURS`."""
    cells, at = [], 0
    for level, run in itertools.groupby(levels):
        length = len(list(run))
        cells.append(f'<rect x="{at}" y="0" width="{length}" height="1" fill="{HEAT_COLOURS[int(level)]}"/>')
        at += length
    return _svg(at, 1, cells)


def draw_curve(episode: EpisodeStudy) -> str:
    """The intensity, its parts on top of each other, 0 to 100; marks at what matters; below, what is heard."""
    parts = [_pooled(part.values) for part in episode.drama.curve.parts]
    shapes = [
        f'<line x1="0" x2="{_WIDTH}" y1="{y}" y2="{y}" stroke="#d9dce0" stroke-width="0.7"/>'
        for y in (0, _HEIGHT // 4, _HEIGHT // 2, 3 * _HEIGHT // 4)
    ]
    floor = [0.0] * len(parts[0])
    # what is measured covers the video and up to a tick more
    span_ms = max(1, episode.shots.duration_ms)
    step = _WIDTH * len(episode.drama.curve.parts[0].values) * TICK_MS / span_ms / max(1, len(floor))
    for values, colour in zip(parts, itertools.cycle(PART_COLOURS)):
        top = [low + value for low, value in zip(floor, values, strict=True)]
        shapes.append(f'<path d="{_area(floor, top, step)}" fill="{colour}"/>')
        floor = top
    shapes += _marks(episode, span_ms)
    shapes += _sound(episode, span_ms)
    return _svg(_WIDTH, _HEIGHT + 2 * _SOUND_HEIGHT, shapes)


def _pooled(values: Sequence[float]) -> list[float]:
    size = max(1, math.ceil(len(values) / _MOST_POINTS))
    groups = (values[start : start + size] for start in range(0, len(values), size))
    return [sum(group) / len(group) for group in groups]


def _area(floor: list[float], top: list[float], step: float) -> str:
    """Between two lines, in steps: a value holds for its whole tick."""

    def line(values: list[float]) -> list[str]:
        return [
            f"{min(_WIDTH, (place + side) * step):.1f},{_HEIGHT * (1 - max(0.0, min(100.0, value)) / 100):.1f}"
            for place, value in enumerate(values)
            for side in (0, 1)
        ]

    return f"M{' L'.join([*line(top), *reversed(line(floor))])} Z"


def _marks(episode: EpisodeStudy, span_ms: int) -> Iterator[str]:
    drama = episode.drama
    found = [("jolt", jolt.at_ms) for jolt in drama.jolts] + [("peak", peak.at_ms) for peak in drama.peaks]
    found += [("hook", drama.hook.at_ms)] if drama.hook else []
    found += [("ending", drama.ending.at_ms)] if drama.ending else []
    for kind, at_ms in found:
        x = _WIDTH * at_ms / span_ms
        colour = MARK_COLOURS[kind]
        yield f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{_HEIGHT}" stroke="{colour}" stroke-width="1.6"/>'
        yield f'<path d="M{x - 5:.1f},0 L{x + 5:.1f},0 L{x:.1f},9 Z" fill="{colour}"/>'


def _sound(episode: EpisodeStudy, span_ms: int) -> Iterator[str]:
    for span in episode.sound:
        x, width = _WIDTH * span.start_ms / span_ms, _WIDTH * (span.end_ms - span.start_ms) / span_ms
        yield (
            f'<rect x="{x:.1f}" y="{_HEIGHT + 6}" width="{width:.1f}" height="{_SOUND_HEIGHT}"'
            f' fill="{_SOUND_COLOURS[span.kind]}" stroke="#b9c0c9" stroke-width="0.5"/>'
        )


def _svg(width: int, height: int, shapes: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="none"'
        f' shape-rendering="crispEdges">{"".join(shapes)}</svg>'
    )
