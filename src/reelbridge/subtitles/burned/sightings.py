"""What stands where in a sample of frames, and which sightings are one and the same text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import sqrt

import cv2
import numpy as np
from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.subtitles.ocr.recognizers import Reading, Recognizer
from reelbridge.subtitles.ocr.vertical import is_column, lay_across
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area, Luma, crop, overlap_share, shrink

#: one frame about every this many ms is looked at as a whole
STEP_MS = 1000
#: pixels of the picture in which text is looked for: 270 x 480; characters of 1/45 of the height are still found
_DETECTION_PIXELS = 129_600
#: a box nearer to the edge of the part that was looked at, in pixels, goes on beyond it
_MIN_ROOM = 3
#: a text at the same place is the same text if its picture correlates as well as this (-1 to 1)
_SAME_PLACE, _SAME_PICTURE = 0.75, 0.85
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
    is_open: bool = True

    @property
    def last(self) -> Sighting:
        """The latest sighting."""
        return self.sightings[-1]

    @property
    def track(self) -> Track:
        """All sightings."""
        return Track(sightings=tuple(self.sightings))


def find_areas(picture: Luma, recognizer: Recognizer, *, within: Area | None = None) -> tuple[Area, ...]:
    """Where lines of text stand in a frame, in its pixels.

    Args:
        picture: the frame.
        recognizer: the engine.
        within: look in this part only. What it cuts off at its edges is left out.
    """
    height, width = picture.shape
    part = within or Area(left=0, top=0, right=width, bottom=height)
    small = shrink(np.ascontiguousarray(crop(picture, part)), sqrt(_DETECTION_PIXELS / (height * width)))
    ratio_x, ratio_y = part.width / small.shape[1], part.height / small.shape[0]
    areas = [area.scaled(ratio_x, ratio_y).moved(part.left, part.top) for area in recognizer.detect(small)]
    areas = [area.grown(0, 0, within=(height, width)) for area in areas if not _is_cut(area, part, height, width)]
    return tuple(area for area in areas if area.width > 4 and area.height > 4)


def _is_cut(area: Area, part: Area, height: int, width: int) -> bool:
    """Whether a box touches an edge of the part that is no edge of the picture."""
    near = max(_MIN_ROOM, area.height // 4)
    return (
        (part.left > 0 and area.left - part.left < near)
        or (part.top > 0 and area.top - part.top < near)
        or (part.right < width and part.right - area.right < near)
        or (part.bottom < height and part.bottom - area.bottom < near)
    )


def sight(picture: Luma, at_ms: int, areas: Sequence[Area], recognizer: Recognizer) -> tuple[Sighting, ...]:
    """What stands in these places of a frame, if it holds a letter or a digit and was read with some confidence."""
    pictures = [crop(picture, area).copy() for area in areas]
    rows = [lay_across(piece) if is_column(area) else piece for area, piece in zip(areas, pictures, strict=True)]
    return tuple(
        Sighting(at_ms=at_ms, area=area, reading=reading, picture=piece)
        for area, piece, reading in zip(areas, pictures, recognizer.recognize(rows), strict=True)
        if fold(reading.text) and reading.confidence >= _MIN_CONFIDENCE
    )


def look(frame: Frame, recognizer: Recognizer, seen: Sequence[Sighting]) -> tuple[Sighting, ...]:
    """Every line of text in a frame. What is the very picture of something `seen` before is not read again."""
    areas = find_areas(frame.luma, recognizer)
    known = {area: sighting for area in areas if (sighting := _find_same(frame.luma, area, seen)) is not None}
    again = [replace(sighting, at_ms=frame.start_ms, area=area) for area, sighting in known.items()]
    new = [area for area in areas if area not in known]
    return (*again, *sight(frame.luma, frame.start_ms, new, recognizer))


def _find_same(picture: Luma, area: Area, seen: Sequence[Sighting]) -> Sighting | None:
    """A sighting at the same place that shows the same."""
    for sighting in seen:
        if overlap_share(area, sighting.area) < _SAME_PLACE:
            continue
        piece = np.ascontiguousarray(crop(picture, area))
        other = cv2.resize(np.ascontiguousarray(sighting.picture), piece.shape[::-1], interpolation=cv2.INTER_AREA)
        if float(cv2.matchTemplate(piece, other, cv2.TM_CCOEFF_NORMED)[0, 0]) >= _SAME_PICTURE:
            return sighting
    return None


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
