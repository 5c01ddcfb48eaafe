"""What stands where in a sample of frames, and which sightings are one and the same text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import sqrt

from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.subtitles.ocr.recognizers import Reading, Recognizer
from reelbridge.subtitles.ocr.vertical import is_column, lay_across
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area, Luma, crop, shrink

#: one frame about every this many ms is looked at as a whole
STEP_MS = 1000
#: pixels of the picture in which text is looked for: 270 x 480; characters of 1/45 of the height are still found
_DETECTION_PIXELS = 129_600
#: text stays the same text over this long without being seen
_PATIENCE_MS = 2500
#: ... and may have moved this many line heights from one sample to the next (a slow pan)
_MAX_MOVE = 2.0
_MIN_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One line of text in one frame. `picture` is the piece of the frame that shows it."""

    at_ms: int
    area: Area
    reading: Reading
    picture: Luma


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """The same text seen in several samples, in order."""

    sightings: tuple[Sighting, ...]

    @property
    def first(self) -> Sighting:
        """The earliest sighting."""
        return self.sightings[0]

    @property
    def last(self) -> Sighting:
        """The latest sighting."""
        return self.sightings[-1]

    @property
    def best(self) -> Sighting:
        """The one that was read most surely."""
        return max(self.sightings, key=lambda sighting: sighting.reading.confidence)

    @property
    def text(self) -> str:
        """The surest reading."""
        return self.best.reading.text


@dataclass(slots=True, kw_only=True)
class Followed:
    """A text that was seen. It is on screen from `start_ms` until before `end_ms`."""

    sightings: list[Sighting]
    start_ms: int
    end_ms: int
    is_open: bool = field(default=True)

    @property
    def last(self) -> Sighting:
        """The latest sighting."""
        return self.sightings[-1]

    @property
    def track(self) -> Track:
        """All sightings."""
        return Track(sightings=tuple(self.sightings))


def find_areas(picture: Luma, recognizer: Recognizer) -> tuple[Area, ...]:
    """Where lines of text stand in a whole frame, in its pixels."""
    height, width = picture.shape
    small = shrink(picture, sqrt(_DETECTION_PIXELS / (height * width)))
    ratio_x, ratio_y = width / small.shape[1], height / small.shape[0]
    areas = [area.scaled(ratio_x, ratio_y).grown(0, 0, within=(height, width)) for area in recognizer.detect(small)]
    return tuple(area for area in areas if area.width > 4 and area.height > 4)


def sight(picture: Luma, at_ms: int, areas: Sequence[Area], recognizer: Recognizer) -> tuple[Sighting, ...]:
    """What stands in these places of a frame, if it holds a letter or a digit and was read with some confidence."""
    pictures = [crop(picture, area).copy() for area in areas]
    rows = [lay_across(piece) if is_column(area) else piece for area, piece in zip(areas, pictures, strict=True)]
    return tuple(
        Sighting(at_ms=at_ms, area=area, reading=reading, picture=piece)
        for area, piece, reading in zip(areas, pictures, recognizer.recognize(rows), strict=True)
        if fold(reading.text) and reading.confidence >= _MIN_CONFIDENCE
    )


def look(frame: Frame, recognizer: Recognizer) -> tuple[Sighting, ...]:
    """Every line of text in a frame."""
    return sight(frame.luma, frame.start_ms, find_areas(frame.luma, recognizer), recognizer)


def is_alike(first: str, second: str) -> bool:
    """Whether two readings can be of one text: at most a third of the letters differ."""
    a, b = fold(first), fold(second)
    return Levenshtein.distance(a, b) <= max(len(a), len(b)) // 3


def link(samples: Iterable[Sequence[Sighting]]) -> tuple[Track, ...]:
    """Follow each text through the samples."""
    done: list[list[Sighting]] = []
    for sightings in samples:
        for sighting in sightings:
            open_tracks = [track for track in done if _continues(track[-1], sighting)]
            if open_tracks:
                min(open_tracks, key=lambda track: _distance(track[-1], sighting)).append(sighting)
            else:
                done.append([sighting])
    return tuple(Track(sightings=tuple(track)) for track in done)


def _distance(first: Sighting, second: Sighting) -> float:
    x = first.area.center_x - second.area.center_x
    y = first.area.center_y - second.area.center_y
    return sqrt(x * x + y * y)


def _continues(last: Sighting, sighting: Sighting) -> bool:
    return 0 < sighting.at_ms - last.at_ms <= _PATIENCE_MS and is_near(last, sighting)


def is_near(first: Sighting, second: Sighting) -> bool:
    """Whether two sightings can be one text that moved a little."""
    return _distance(first, second) <= _MAX_MOVE * first.area.height and is_alike(
        first.reading.text, second.reading.text
    )
