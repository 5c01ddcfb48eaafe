"""What the lines of dialogue say: intervals read, put together where the text is one, noise dropped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelbridge.core.text import fold
from reelbridge.subtitles.band import Band
from reelbridge.subtitles.intervals import Interval, Look, find_intervals
from reelbridge.subtitles.pictures import Area, crop, shrink, union
from reelbridge.subtitles.recognizers import Reading, Recognizer
from reelbridge.subtitles.rows import join_rows
from reelbridge.subtitles.standing import Standing, is_standing
from reelbridge.subtitles.strip import Strip
from reelbridge.subtitles.voting import differs_surely, vote

#: lines are found at this height in pixels: as surely as in full size, and six times as fast
_DETECTION_HEIGHT = 30
#: looks that are read for one interval
_READINGS = 3
#: the same text that is away for less than this never left (a flash, a lost frame)
_MAX_BLINK_MS = 120
#: what is up for less is noise: nobody could read it
_MIN_DURATION_MS = 200
_MIN_CONFIDENCE = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A text with its time. `rows` holds one reading for each line of it, `area` is in pixels of the picture."""

    start_ms: int
    end_ms: int
    rows: tuple[Reading, ...]
    area: Area

    @property
    def text(self) -> str:
        """All lines, parted by newlines."""
        return "\n".join(row.text for row in self.rows)

    @property
    def confidence(self) -> float:
        """The mean over all characters."""
        values = [value for row in self.rows for value in row.confidences]
        return sum(values) / len(values)


def read_lines(
    strip: Strip, band: Band, standing: tuple[Standing, ...], recognizer: Recognizer, height: int
) -> tuple[Line, ...]:
    """Every line of dialogue of a video that is `height` pixels high."""
    looks = [_look(strip, number, band, standing, recognizer, height) for number in range(len(strip.kept))]
    intervals = find_intervals(looks, strip.mask, len(strip))
    lines = [line for interval in intervals if (line := _read(strip, interval, band, recognizer))]
    return tuple(line for line in join_lines(lines) if line.end_ms - line.start_ms >= _MIN_DURATION_MS)


def _look(
    strip: Strip, number: int, band: Band, standing: tuple[Standing, ...], recognizer: Recognizer, height: int
) -> Look:
    picture = strip.picture(number)
    small = shrink(picture, _DETECTION_HEIGHT / band.line_height)
    ratio_x, ratio_y = picture.shape[1] / small.shape[1], picture.shape[0] / small.shape[0]
    within = (height, picture.shape[1])
    areas = [
        area.scaled(ratio_x, ratio_y).moved(0, band.top).grown(0, 0, within=within) for area in recognizer.detect(small)
    ]
    rows = join_rows(area for area in areas if not is_standing(area, standing))
    return Look(
        number=number,
        frame=strip.kept[number][0],
        rows=tuple(
            row.moved(0, -band.top).scaled(strip.scale, strip.scale).grown(0, 0, within=strip.mask_shape)
            for row in rows
            if band.fits(row)
        ),
    )


def _read(strip: Strip, interval: Interval, band: Band, recognizer: Recognizer) -> Line | None:
    """The text of an interval, or None if there is none."""
    if interval.end <= interval.first:
        return None
    # spread evenly, away from both ends, where a line may be fading
    chosen = sorted({int(len(interval.looks) * (place + 0.5) / _READINGS) for place in range(_READINGS)})
    pictures = [strip.picture(interval.looks[index].number) for index in chosen]
    size = pictures[0].shape
    pad = 0.1 * band.line_height
    areas = [
        row.scaled(1 / strip.scale, 1 / strip.scale).grown(2 * pad, pad, within=(size[0], size[1]))
        for row in interval.rows
    ]
    rows, places = [], []
    for area in areas:
        reading = vote(recognizer.recognize([crop(picture, area) for picture in pictures]))
        if fold(reading.text) and reading.confidence >= _MIN_CONFIDENCE:
            rows.append(reading)
            places.append(area.moved(0, band.top))
    if not rows:
        return None
    return Line(
        start_ms=strip.edges_ms[interval.first],
        end_ms=strip.edges_ms[interval.end],
        rows=tuple(rows),
        area=union(tuple(places)),
    )


def join_lines(lines: Sequence[Line]) -> tuple[Line, ...]:
    """Put neighbours together that say the same and have no real gap between them."""
    joined: list[Line] = []
    for line in lines:
        if joined and line.start_ms - joined[-1].end_ms < _MAX_BLINK_MS and is_same_text(joined[-1], line):
            surer = max(joined[-1], line, key=lambda item: (item.confidence, item.end_ms - item.start_ms))
            joined[-1] = Line(
                start_ms=joined[-1].start_ms,
                end_ms=line.end_ms,
                rows=surer.rows,
                area=union((joined[-1].area, line.area)),
            )
        else:
            joined.append(line)
    return tuple(joined)


def is_same_text(first: Line, second: Line) -> bool:
    """Equal but for punctuation, or for a slip of the reader: one unsure character."""
    if fold(first.text) == fold(second.text):
        return True
    if len(first.rows) != len(second.rows):
        return False
    return all(
        fold(one.text) == fold(two.text) or (abs(len(one.text) - len(two.text)) <= 1 and _is_slip(one, two))
        for one, two in zip(first.rows, second.rows, strict=True)
    )


def _is_slip(first: Reading, second: Reading) -> bool:
    a, b = fold(first.text), fold(second.text)
    differing = sum(1 for x, y in zip(a, b, strict=False) if x != y) if len(a) == len(b) else 1
    return differing <= max(1, len(a) // 6) and not differs_surely(first, second)
