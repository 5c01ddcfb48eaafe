"""The lines of dialogue of a recorded band, with their times."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelbridge.subtitles.burned.band import Band
from reelbridge.subtitles.burned.intervals import find_intervals
from reelbridge.subtitles.burned.looks import Group, Look, group_looks
from reelbridge.subtitles.burned.rows import join_rows, level, stack_rows
from reelbridge.subtitles.burned.standing import Standing, is_standing
from reelbridge.subtitles.burned.strip import Strip
from reelbridge.subtitles.burned.texts import read_groups
from reelbridge.subtitles.ocr.recognizers import Reading, Recognizer
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area, crop, shrink, union

#: lines are found at this height in pixels: as surely as in full size, and three times as fast
_DETECTION_HEIGHT = 36
#: what is up for less is noise: nobody could read it
_MIN_DURATION_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of dialogue. `area` is in pixels of the picture."""

    start_ms: int
    end_ms: int
    text: str
    confidence: float
    area: Area


class LineReader:
    """Reads one recorded band.

    Args:
        strip: the recording.
        band: where it lies in the picture.
        standing: the watermarks, which are never dialogue.
        recognizer: the engine that reads.
    """

    def __init__(self, strip: Strip, band: Band, standing: tuple[Standing, ...], recognizer: Recognizer) -> None:
        self._strip = strip
        self._band = band
        self._standing = standing
        self._recognizer = recognizer

    def read(self) -> tuple[Line, ...]:
        """Every line."""
        strip = self._strip
        looks = [self._look(number) for number in range(len(strip.kept))]
        texts = read_groups(group_looks(looks, strip.mask), self._read_looks, strip.mask)
        intervals = find_intervals([text.group for text in texts], looks, strip.mask, len(strip))
        lines = [
            Line(
                start_ms=strip.edges_ms[interval.first],
                end_ms=strip.edges_ms[interval.end],
                text=text.text,
                confidence=text.confidence,
                area=union(self._areas(text.group)).moved(0, self._band.top),
            )
            for text, interval in zip(texts, intervals, strict=True)
        ]
        return tuple(line for line in lines if line.end_ms - line.start_ms >= _MIN_DURATION_MS)

    def _look(self, number: int) -> Look:
        strip, band = self._strip, self._band
        picture = strip.picture(number)
        height, width = picture.shape
        small = shrink(picture, _DETECTION_HEIGHT / band.line_height)
        found = self._recognizer.detect(small)
        areas = [
            area.scaled(width / small.shape[1], height / small.shape[0]).grown(0, 0, within=(height, width))
            for area in found
        ]
        frame = strip.kept[number][0]
        free = [area for area in areas if not is_standing(area.moved(0, band.top), self._standing)]
        return Look(number=number, frame=frame, rows=self._rows(join_rows(free), strip.mask(frame)))

    def _rows(self, areas: Sequence[Area], mask: Mask) -> tuple[Area, ...]:
        """The boxes that are lines of this dialogue, in pixels of the masks."""
        scale = self._strip.scale
        rows = [
            row
            for area in areas
            for row in level(area.scaled(scale, scale), mask, self._band.line_height * scale)
            if self._band.fits(row.scaled(1 / scale, 1 / scale).moved(0, self._band.top))
        ]
        return tuple(row.grown(0, 0, within=self._strip.mask_shape) for row in stack_rows(rows))

    def _areas(self, group: Group) -> tuple[Area, ...]:
        """Where the lines of a group stand, in pixels of the strip, with room around them."""
        scale = self._strip.scale
        size = (round(self._strip.mask_shape[0] / scale), round(self._strip.mask_shape[1] / scale))
        pad = 0.1 * self._band.line_height
        return tuple(row.scaled(1 / scale, 1 / scale).grown(2 * pad, pad, within=size) for row in group.rows)

    def _read_looks(self, group: Group, looks: Sequence[Look]) -> tuple[tuple[Reading, ...], ...]:
        pictures = [self._strip.picture(look.number) for look in looks]
        return tuple(
            self._recognizer.recognize([crop(picture, area) for picture in pictures]) for area in self._areas(group)
        )
