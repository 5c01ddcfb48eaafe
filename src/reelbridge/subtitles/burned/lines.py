"""The lines of dialogue of a band, with their times, piece by piece as it is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from reelbridge.core.text import fold
from reelbridge.subtitles.burned.fades import stretch
from reelbridge.subtitles.burned.intervals import Interval, find_intervals
from reelbridge.subtitles.burned.layout import Dialogue
from reelbridge.subtitles.burned.looks import Group, Look, group_looks, strokes_of
from reelbridge.subtitles.burned.rows import join_rows, level, stack_rows
from reelbridge.subtitles.burned.standing import Standing, is_standing
from reelbridge.subtitles.burned.strip import Slice, Strip, StripRecorder, merged_picture, spread
from reelbridge.subtitles.burned.texts import RowReadings, Text, read_groups
from reelbridge.subtitles.burned.watch import watch
from reelbridge.subtitles.ocr.recognizers import Others, Recognizer
from reelbridge.subtitles.ocr.voting import vote
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area, Luma, crop, shrink, union

#: lines are looked for at this height in pixels first, which finds nine in ten in a quarter of the time; those that are
#: missed (on a ground that looks like text) are looked for in full size
_DETECTION_HEIGHT = 30
#: what is up for less is noise: nobody could read it
_MIN_DURATION_MS = 200
#: what is up for less than this is a line only if it was read this surely
_MOMENT_MS, _MIN_CONFIDENCE = 600, 0.85
#: a line with a character less sure than this, or as a whole less sure than that, is for a person to look at
_SURE_CHARACTER, _SURE_LINE = 0.6, 0.85
#: a piece is read again from this long before its end, where a line may be coming
_MARGIN_MS = 700
#: a line that goes on longer than this is read although its end is not there yet
_MAX_PENDING_MS = 60_000
#: looks that are laid over one another
_MERGED = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of dialogue. `area` is in pixels of the picture, around all its rows.

    `others` is what its characters may be instead; `second` the same line in a second language. `cut` is its place in
    one frame if a person should look at it, since the reader is unsure, else None.
    """

    start_ms: int
    end_ms: int
    text: str
    confidence: float
    others: tuple[Others, ...]
    second: str | None
    area: Area
    cut: Luma | None


class LineReader:
    """Reads one band. Pieces of it come in order; a line over the end of a piece waits for the next one.

    Args:
        recorder: cuts the band out of the frames.
        dialogue: where the band lies.
        standing: what stands in the picture all the time and is no dialogue.
        recognizer: the engine that reads.
    """

    def __init__(
        self, recorder: StripRecorder, dialogue: Dialogue, standing: tuple[Standing, ...], recognizer: Recognizer
    ) -> None:
        self._dialogue = dialogue
        self._standing = standing
        self._recorder = recorder
        self._recognizer = recognizer
        self._pending: list[Slice] = []
        self._lines: list[Line] = []

    def feed(self, slices: Sequence[Slice]) -> None:
        """One more piece."""
        self._pending += slices
        self._read(is_last=False)

    def finish(self) -> tuple[Line, ...]:
        """Every line of all pieces."""
        self._read(is_last=True)
        return tuple(line for line in self._lines if _is_credible(line))

    def _read(self, *, is_last: bool) -> None:
        if not self._pending:
            return
        strip = self._recorder.strip(self._pending)
        span_ms = strip.edge_ms(len(strip)) - strip.edge_ms(0)
        is_whole = is_last or span_ms > _MAX_PENDING_MS
        found = StripReader(strip, self._dialogue, self._standing, self._recognizer).read()
        done, cut_ms = found, strip.edge_ms(len(strip))
        if not is_whole:
            # what is up in the last looks may go on, and what comes just now may not have been seen
            quiet_ms = strip.edge_ms(len(strip)) - _MARGIN_MS
            done = [line for line in found if line.end_ms <= quiet_ms]
            waiting = [line for line in found if line.end_ms > quiet_ms]
            cut_ms = min([quiet_ms, *(line.start_ms - _MARGIN_MS for line in waiting)])
            cut_ms = max([cut_ms, *(line.end_ms for line in done)])
        for line in done:
            self._add(line)
        self._pending = [item for item in self._pending if item.start_ms >= cut_ms]

    def _add(self, line: Line) -> None:
        """One more line, or the rest of the last one if that was parted."""
        last = self._lines[-1] if self._lines else None
        if last is not None and last.end_ms >= line.start_ms and fold(last.text) == fold(line.text):
            self._lines[-1] = replace(last, end_ms=line.end_ms)
        else:
            self._lines.append(line)


def _is_credible(line: Line) -> bool:
    """What was there for a moment only has to be read surely: folds and flashes look like characters, too."""
    duration_ms = line.end_ms - line.start_ms
    return duration_ms >= _MIN_DURATION_MS and (duration_ms >= _MOMENT_MS or line.confidence >= _MIN_CONFIDENCE)


class StripReader:
    """Reads one strip from end to end."""

    def __init__(
        self, strip: Strip, dialogue: Dialogue, standing: tuple[Standing, ...], recognizer: Recognizer
    ) -> None:
        self._strip = strip
        self._standing = standing
        self._band, self._second = dialogue.band, dialogue.second
        self._recognizer = recognizer

    def read(self) -> list[Line]:
        """Every line that is up in it, cut at its ends."""
        strip = self._strip
        looks = watch(strip, self._find_rows)
        texts = read_groups(group_looks(looks), self, strip.mask)
        groups = [text.group for text in texts]
        intervals = self._stretch(find_intervals(groups, looks, strip.mask, len(strip)), groups)
        return [
            self._line(text, strip.edge_ms(interval.first), strip.edge_ms(interval.end))
            for text, interval in zip(texts, intervals, strict=True)
        ]

    def _stretch(self, intervals: Sequence[Interval], groups: Sequence[Group]) -> tuple[Interval, ...]:
        """The intervals with their fades. Two lines that fade into one another part where they did before."""
        strip = self._strip
        edges = [0, *(interval.end for interval in intervals)], [*(i.first for i in intervals[1:]), len(strip)]
        return tuple(
            stretch(
                interval,
                strokes_of(group, strip.mask),
                lambda frame: strip.slices[frame].small,
                strip.edge_ms,
                earliest=earliest,
                latest=latest,
            )
            for interval, group, earliest, latest in zip(intervals, groups, *edges, strict=False)
        )

    def _line(self, text: Text, start_ms: int, end_ms: int) -> Line:
        group = text.group
        rows = text.rows
        second = self._areas(group.second)
        area = union((*self._areas(group.rows), *second))
        least = min(value for row in rows for value in row.confidences)
        is_unsure = least < _SURE_CHARACTER or text.confidence < _SURE_LINE
        picture = self._strip.picture(group.looks[len(group.looks) // 2].frame)
        return Line(
            start_ms=start_ms,
            end_ms=end_ms,
            text=text.text,
            confidence=text.confidence,
            # the newline between two rows is nobody's reading
            others=tuple(others for row in rows for others in (*(row.others or ((),) * len(row.text)), ()))[:-1],
            second=self._read_second(group, second),
            area=area.moved(0, self._strip.top),
            cut=crop(picture, area).copy() if is_unsure else None,
        )

    def _find_rows(self, frame: int, *, closely: bool) -> tuple[tuple[Area, ...], tuple[Area, ...]]:
        """The lines of dialogue in a look and those in the second language, in pixels of the masks."""
        picture = self._strip.picture(frame)
        height, width = picture.shape
        small = shrink(picture, 1.0 if closely else _DETECTION_HEIGHT / self._band.line_height)
        found = self._recognizer.detect(small)
        areas = [
            area.scaled(width / small.shape[1], height / small.shape[0]).grown(0, 0, within=(height, width))
            for area in found
        ]
        top, second = self._strip.top, self._second
        free = [area for area in areas if not is_standing(area.moved(0, top), self._standing)]
        rows = join_rows(free)
        under = [row for row in rows if second and second.holds(row.moved(0, top))]
        spoken = self._rows([row for row in rows if row not in under], self._strip.mask(frame))
        return spoken, tuple(self._to_mask(row) for row in under)

    def _rows(self, areas: Sequence[Area], mask: Mask) -> tuple[Area, ...]:
        """The boxes that are lines of this dialogue, in pixels of the masks."""
        scale = self._strip.scale
        rows = [
            row
            for area in areas
            for row in level(area.scaled(scale, scale), mask, self._band.line_height * scale)
            if self._band.fits(row.scaled(1 / scale, 1 / scale).moved(0, self._strip.top))
        ]
        return tuple(row.grown(0, 0, within=self._strip.mask_shape) for row in stack_rows(rows))

    def _to_mask(self, area: Area) -> Area:
        return area.scaled(self._strip.scale, self._strip.scale).grown(0, 0, within=self._strip.mask_shape)

    def _areas(self, rows: Sequence[Area]) -> tuple[Area, ...]:
        """Rows of the masks in pixels of the strip, with room around them."""
        scale = self._strip.scale
        size = (round(self._strip.mask_shape[0] / scale), round(self._strip.mask_shape[1] / scale))
        pad = 0.1 * self._band.line_height
        return tuple(row.scaled(1 / scale, 1 / scale).grown(2 * pad, pad, within=size) for row in rows)

    def read_looks(self, group: Group, looks: Sequence[Look]) -> RowReadings:
        """Each look by itself."""
        pictures = [self._strip.picture(look.frame) for look in looks]
        return tuple(
            self._recognizer.recognize([crop(picture, area) for picture in pictures])
            for area in self._areas(group.rows)
        )

    def read_merged(self, group: Group, looks: Sequence[Look]) -> RowReadings:
        """One reading of all looks laid over one another."""
        picture = self._merge(looks)
        return tuple(self._recognizer.recognize([crop(picture, area)]) for area in self._areas(group.rows))

    def _merge(self, looks: Sequence[Look]) -> Luma:
        chosen = [looks[place] for place in spread(len(looks), _MERGED)]
        return merged_picture([self._strip.picture(look.frame) for look in chosen])

    def _read_second(self, group: Group, areas: Sequence[Area]) -> str | None:
        if not areas:
            return None
        picture = self._merge(group.looks)
        texts = [vote(self._recognizer.recognize([crop(picture, area)])).text for area in areas]
        return "\n".join(text for text in texts if text) or None
