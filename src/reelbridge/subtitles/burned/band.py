"""Where the dialogue stands: found from the video itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median

from reelbridge.core.lang import language_of
from reelbridge.core.text import fold, has_han
from reelbridge.subtitles.burned.sightings import Sighting, Track
from reelbridge.subtitles.picture.pictures import Area

#: lines of one size differ in the height of their boxes by this factor at most
_HEIGHT_RATIO = 1.35
#: how far the middle (or the left end) of a line may be off, in line heights
_MAX_OFFSET = 0.8
#: the middle of the next row of a band lies this near to the edge of the last one, in line heights
_ROW_REACH = 1.2
#: a single line is taken for dialogue only where it is expected: in the middle, in the lower half
_MIN_TEXTS = 2
#: the middle of a row in a second language lies this near to the band, in line heights
_SECOND_REACH = 1.0
#: languages whose own script tells them from any translation under it
HAN_LANGUAGES = frozenset({"zh", "ja"})


class Anchor(StrEnum):
    """What lines of different length have in common."""

    MIDDLE = "middle"
    LEFT = "left"

    def of(self, area: Area) -> float:
        """That point of a box, in pixels from the left."""
        return area.center_x if self is Anchor.MIDDLE else float(area.left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """The strip in which dialogue appears, over the whole width. `line_height` and `anchor_x` in pixels."""

    top: int
    bottom: int
    line_height: float
    anchor: Anchor
    anchor_x: float

    def fits(self, area: Area) -> bool:
        """Whether a box is a line of this dialogue: its size, its row, its alignment."""
        return (
            1 / _HEIGHT_RATIO <= area.height / self.line_height <= _HEIGHT_RATIO
            and self.top <= area.center_y <= self.bottom
            and abs(self.anchor.of(area) - self.anchor_x) <= _MAX_OFFSET * self.line_height
        )

    def is_beside(self, area: Area, reach: float) -> bool:
        """Whether the middle of a box lies within the band or `reach` line heights above or below it."""
        room = reach * self.line_height
        return self.top - room <= area.center_y <= self.bottom + room


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondRow:
    """Where the same lines stand in a second language. `top` and `bottom` in pixels bound the middle of its rows."""

    top: int
    bottom: int
    is_below: bool

    def holds(self, area: Area) -> bool:
        """Whether a box is one of its rows."""
        return self.top <= area.center_y <= self.bottom


def find_second(tracks: Sequence[Track], band: Band, language: str) -> SecondRow | None:
    """The row of a second language under (or over) the dialogue: smaller, in the same middle, without a character of
    the source language, and there for most lines.

    Args:
        tracks: what was seen.
        band: where the dialogue stands.
        language: the tag of the dialogue; only languages written in Han characters can be told from their translation.
    """
    if language_of(language) not in HAN_LANGUAGES:
        return None
    lines = [track.best for track in tracks if band.is_beside(track.best.area, 0) and has_han(track.text)]
    others = [
        track.best
        for track in tracks
        if not has_han(track.text)
        and any(char.isalpha() for char in track.text)
        and band.is_beside(track.best.area, _SECOND_REACH)
        and abs(band.anchor.of(track.best.area) - band.anchor_x) <= _MAX_OFFSET * band.line_height
    ]
    with_line = [other for other in others if any(line.at_ms == other.at_ms for line in lines)]
    if len(with_line) < max(_MIN_TEXTS, len({line.at_ms for line in lines}) / 2):
        return None
    middles = [other.area.center_y for other in with_line]
    half = 0.5 * median(other.area.height for other in with_line)
    line_middle = median(line.area.center_y for line in lines)
    return SecondRow(
        top=round(min(middles) - half), bottom=round(max(middles) + half), is_below=median(middles) > line_middle
    )


def find_band(tracks: tuple[Track, ...], height: int, width: int) -> Band | None:
    """The rows whose text changes most often while size and alignment stay.

    Args:
        tracks: what was seen, without the text that stands all the time.
        height, width: of the picture, in pixels.
    """
    candidates = [
        band
        for track in tracks
        for anchor, anchor_x in ((Anchor.MIDDLE, width / 2), (Anchor.LEFT, float(track.best.area.left)))
        if (band := _row_of(track.best, anchor, anchor_x)).fits(track.best.area)
    ]

    def score(band: Band) -> tuple[int, int, float]:
        # most texts first; among equals the middle before the left, the lower before the higher
        return (_count_texts(band, tracks), band.anchor is Anchor.MIDDLE, band.top)

    best = max(candidates, key=score, default=None)
    if best is None:
        return None
    if _count_texts(best, tracks) < _MIN_TEXTS and (best.anchor is not Anchor.MIDDLE or best.top < height / 2):
        return None
    return _widen(best, tracks, height)


def _row_of(sighting: Sighting, anchor: Anchor, anchor_x: float) -> Band:
    """The row a line stands in: other lines have their middle within half a line of its middle."""
    half = sighting.area.height / 2
    return Band(
        top=round(sighting.area.center_y - half),
        bottom=round(sighting.area.center_y + half),
        line_height=float(sighting.area.height),
        anchor=anchor,
        anchor_x=anchor_x,
    )


def _count_texts(band: Band, tracks: tuple[Track, ...]) -> int:
    return len({fold(track.text) for track in tracks if band.fits(track.best.area)})


def _widen(row: Band, tracks: tuple[Track, ...], height: int) -> Band:
    """Take in the rows right above and below, and measure size and alignment over all lines."""
    band = row
    while True:
        reach = _ROW_REACH * band.line_height
        wide = Band(
            top=round(band.top - reach),
            bottom=round(band.bottom + reach),
            line_height=band.line_height,
            anchor=band.anchor,
            anchor_x=band.anchor_x,
        )
        areas = [track.best.area for track in tracks if wide.fits(track.best.area)]
        found = Band(
            top=min(area.top for area in areas),
            bottom=max(area.bottom for area in areas),
            line_height=float(median(area.height for area in areas)),
            anchor=band.anchor,
            anchor_x=float(median(band.anchor.of(area) for area in areas)),
        )
        if found.top >= band.top and found.bottom <= band.bottom:
            break
        band = Band(
            top=min(band.top, found.top),
            bottom=max(band.bottom, found.bottom),
            line_height=found.line_height,
            anchor=found.anchor,
            anchor_x=found.anchor_x,
        )
    pad = 0.3 * found.line_height
    return Band(
        top=max(0, round(min(band.top, found.top) - pad)),
        bottom=min(height, round(max(band.bottom, found.bottom) + pad)),
        line_height=found.line_height,
        anchor=found.anchor,
        anchor_x=found.anchor_x,
    )
