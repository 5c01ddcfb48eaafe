"""Text in the scene, followed through the video: looked for about once a second, timed by the frames between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, sqrt

import cv2
import numpy as np

from reelbridge.subtitles.burned.blocks import BLOCK, Blocks, dilate, find_blocks
from reelbridge.subtitles.burned.layout import Layout
from reelbridge.subtitles.burned.sightings import STEP_MS, Followed, Sighting, find_areas, is_alike, sight
from reelbridge.subtitles.ocr.recognizers import Recognizer
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area, Luma, crop, overlap_share, shrink

#: pixels of the frames that are kept for timing: 360 x 640
_SMALL_PIXELS = 230_400
#: a text is looked for at this height in pixels
_HEIGHT = 24
#: ... this far around the place where it was seen, in line heights: a slow pan over a second
_REACH = 1.5
#: ... and is there at this correlation or more (-1 to 1)
_MIN_CORRELATION = 0.6
#: a text is read so many times; after that it is only followed
_READINGS = 3
#: a scene is looked at again if so many blocks may hold text that were not there before: about two characters
_MIN_BLOCKS = 2
#: rows of squares above and below them that are looked at, too
_ROOM = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class SmallFrame:
    """A frame in reduced size."""

    start_ms: int
    end_ms: int
    luma: Luma


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A frame to look at, and those since the last one (itself last) in reduced size."""

    at_ms: int
    luma: Luma
    frames: tuple[SmallFrame, ...]


class MomentRecorder:
    """Gathers frames into moments."""

    def __init__(self, layout: Layout) -> None:
        self._scale = min(1.0, sqrt(_SMALL_PIXELS / (layout.height * layout.width)))
        self._frames: list[SmallFrame] = []
        self._due_ms = 0

    def add(self, frame: Frame) -> Moment | None:
        """One more frame; now and then a moment comes back."""
        luma = np.ascontiguousarray(frame.luma)
        small = shrink(luma, self._scale) if self._scale < 1 else luma.copy()
        self._frames.append(SmallFrame(start_ms=frame.start_ms, end_ms=frame.end_ms, luma=small))
        if frame.start_ms < self._due_ms:
            return None
        self._due_ms = frame.start_ms + STEP_MS
        frames, self._frames = tuple(self._frames), []
        return Moment(at_ms=frame.start_ms, luma=luma.copy(), frames=frames)

    def rest(self) -> tuple[SmallFrame, ...]:
        """The frames since the last moment."""
        return tuple(self._frames)


class SceneReader:
    """Follows every text outside the dialogue.

    Args:
        layout: where the dialogue stands.
        recognizer: the engine that reads.
    """

    def __init__(self, layout: Layout, recognizer: Recognizer) -> None:
        self._layout = layout
        self._recognizer = recognizer
        self._followed: list[Followed] = []
        self._earlier: tuple[SmallFrame, ...] = ()
        self._known = np.zeros((1, 1), np.bool_)
        self.look_count = 0

    def look(self, moment: Moment) -> None:
        """One more moment; they come in order."""
        self.look_count += 1
        now = moment.frames[-1]
        shown = [each for each in self._followed if each.is_open and self._still_shows(each, now, moment)]
        for each in self._followed:
            if each.is_open and each not in shown:
                self._close(each, moment.frames)
        likely = self._likely_blocks(now.luma)
        new = likely & ~self._known
        if np.count_nonzero(new) >= _MIN_BLOCKS:
            self._find(moment, shown, self._part(new, likely, now.luma))
            self._known = dilate(likely)
        for each in shown:
            each.end_ms = now.end_ms
        self._earlier = moment.frames

    def finish(self, rest: Sequence[SmallFrame]) -> tuple[Followed, ...]:
        """Everything that was followed; `rest` are the frames after the last moment."""
        for each in self._followed:
            if each.is_open:
                self._close(each, rest)
        return tuple(self._followed)

    def _still_shows(self, each: Followed, now: SmallFrame, moment: Moment) -> bool:
        place = _find_again(now.luma, each.last, self._scale(now.luma))
        if place is None:
            return False
        each.sightings.append(
            replace(each.last, at_ms=now.start_ms, area=place.grown(0, 0, within=_size_of(moment.luma)))
        )
        return True

    def _scale(self, small: Luma) -> float:
        return float(small.shape[1] / self._layout.width)

    def _close(self, each: Followed, frames: Sequence[SmallFrame]) -> None:
        """A text that is gone: it went after the last of these frames that shows it."""
        each.is_open = False
        last = self._follow(each.last, frames)
        if last is not None:
            each.end_ms = last.end_ms

    def _follow(self, sighting: Sighting, frames: Iterable[SmallFrame]) -> SmallFrame | None:
        """The last of some frames, from the nearest on, that shows a text, until two in a row do not."""
        last, misses = None, 0
        for frame in frames:
            if _find_again(frame.luma, sighting, self._scale(frame.luma)) is not None:
                last, misses = frame, 0
            elif misses:
                break
            else:
                misses = 1
        return last

    def _likely_blocks(self, small: Luma) -> Blocks:
        """Where text may stand outside the dialogue."""
        likely = find_blocks(small)
        if dialogue := self._layout.dialogue:
            scale = self._scale(small) / BLOCK
            likely[ceil(dialogue.top * scale) : floor(dialogue.bottom * scale)] = False
        return likely

    def _part(self, new: Blocks, likely: Blocks, small: Luma) -> Area:
        """The rows of the picture that hold new squares and those that hang together with them, with room around."""
        _, labels = cv2.connectedComponents((new | likely).astype(np.uint8), connectivity=8)
        rows = np.flatnonzero(np.isin(labels, np.unique(labels[new])).any(axis=1))
        scale = BLOCK / self._scale(small)
        return Area(
            left=0,
            top=max(0, round((rows[0] - _ROOM) * scale)),
            right=self._layout.width,
            bottom=min(self._layout.height, round((rows[-1] + 1 + _ROOM) * scale)),
        )

    def _find(self, moment: Moment, shown: Sequence[Followed], part: Area) -> None:
        """Look for text in a part of the frame, and begin to follow what is new."""
        new = []
        for area in find_areas(moment.luma, self._recognizer, within=part):
            if self._layout.is_known(area):
                continue
            known = next((each for each in shown if _covers(each.last.area, area)), None)
            if known is None:
                new.append(area)
            elif len(known.sightings) <= _READINGS:
                again = sight(moment.luma, moment.at_ms, [area], self._recognizer)
                if again and is_alike(again[0].reading.text, known.last.reading.text):
                    known.sightings[-1] = again[0]
        for sighting in sight(moment.luma, moment.at_ms, new, self._recognizer):
            end_ms = moment.frames[-1].end_ms
            start_ms = self._come(sighting, [*self._earlier, *moment.frames])
            self._followed.append(Followed(sightings=[sighting], start_ms=start_ms, end_ms=end_ms))

    def _come(self, sighting: Sighting, frames: Sequence[SmallFrame]) -> int:
        """When a text that was seen in the last of these frames came."""
        first = self._follow(sighting, reversed(frames))
        return sighting.at_ms if first is None else min(sighting.at_ms, first.start_ms)


def _size_of(luma: Luma) -> tuple[int, int]:
    return (luma.shape[0], luma.shape[1])


def _covers(first: Area, second: Area) -> bool:
    """Whether one box is (most of) the other; boxes of one text differ from frame to frame."""
    return overlap_share(first, second) >= 0.3


def _find_again(small: Luma, sighting: Sighting, scale: float) -> Area | None:
    """Where a text is in a frame, near the place where it was seen; None if it is not.

    Args:
        small: the frame in reduced size.
        sighting: the text, in pixels of the full picture.
        scale: from full to reduced size.
    """
    area = sighting.area
    # the size of its characters: a column is as wide as a row is high
    size = min(area.height, area.width)
    factor = min(1.0, _HEIGHT / (size * scale))
    reach = _REACH * size
    around = area.grown(reach, reach, within=(round(small.shape[0] / scale), round(small.shape[1] / scale)))
    here = around.scaled(scale, scale).grown(0, 0, within=_size_of(small))
    scene = shrink(crop(small, here), factor)
    text = shrink(sighting.picture, scale * factor)
    if text.shape[0] > scene.shape[0] or text.shape[1] > scene.shape[1]:
        return None
    match = cv2.matchTemplate(np.ascontiguousarray(scene), np.ascontiguousarray(text), cv2.TM_CCOEFF_NORMED)
    _, correlation, _, (x, y) = cv2.minMaxLoc(match)
    if correlation < _MIN_CORRELATION:
        return None
    left, top = here.left + round(x / factor), here.top + round(y / factor)
    left, top = round(left / scale), round(top / scale)
    return Area(left=left, top=top, right=left + area.width, bottom=top + area.height)
