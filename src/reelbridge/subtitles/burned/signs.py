"""Text in the scene: a phone message, a shop sign, a price board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

import cv2
import numpy as np

from reelbridge.core.lang import language_of
from reelbridge.core.text import fold, has_han
from reelbridge.subtitles.burned.sightings import STEP_MS, Sighting, Track
from reelbridge.subtitles.ocr.voting import vote
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area, Luma, crop, is_one_row, shrink, union

#: a sign is seen in this many samples at least: about a second; what is gone sooner nobody reads
_MIN_SIGHTINGS = 2
_MIN_CONFIDENCE = 0.85
_MIN_CHARACTERS = 2
#: the picture of a sign is looked for at this height in pixels
_HEIGHT = 24
#: ... this far around the place where it was seen, in line heights: a slow pan over a second
_REACH = 1.5
#: ... and is there at this correlation or more (-1 to 1)
_MIN_CORRELATION = 0.6
#: lines of one bubble or board lie this close, in line heights
_MAX_GAP = 1.5
#: ... or this close, if they come and go together: the sender and the message on a phone
_MAX_GAP_TOGETHER = 4.5
_TOGETHER_MS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A text in the scene. `area` is in pixels, where it was read best."""

    start_ms: int
    end_ms: int
    text: str
    confidence: float
    area: Area


def select_signs(tracks: Sequence[Track], language: str) -> tuple[Track, ...]:
    """The tracks that were long enough there and read surely enough to be read by a viewer, too, and that hold
    something to translate."""
    return tuple(
        track
        for track in tracks
        if len(track.sightings) >= _MIN_SIGHTINGS
        and fmean(sighting.reading.confidence for sighting in track.sightings) >= _MIN_CONFIDENCE
        and len(fold(track.text)) >= _MIN_CHARACTERS
        and _has_words(track.text, language)
    )


def _has_words(text: str, language: str) -> bool:
    """A number is the same in every language; a word in Latin letters in a Chinese scene is foreign there, too."""
    return has_han(text) if language_of(language) == "zh" else any(char.isalpha() for char in text)


class SignWatch:
    """Watches the frames around the first and the last sighting of one sign, to find when it comes and goes."""

    def __init__(self, track: Track) -> None:
        self.track = track
        self._start_ms = track.first.at_ms
        self._end_ms = track.last.at_ms
        self._misses = 2

    def add(self, frame: Frame) -> None:
        """One more frame; all frames come in order."""
        first, last = self.track.first, self.track.last
        if first.at_ms - 2 * STEP_MS <= frame.start_ms < first.at_ms:
            if not _shows(frame.luma, first):
                self._misses += 1
                return
            # two frames in a row without it: what came before was something else
            self._start_ms = frame.start_ms if self._misses >= 2 else min(self._start_ms, frame.start_ms)
            self._misses = 0
        elif first.at_ms <= frame.start_ms <= last.at_ms:
            self._start_ms = first.at_ms if self._misses >= 2 else min(self._start_ms, first.at_ms)
            self._misses = 0
            self._end_ms = frame.end_ms
        elif last.at_ms < frame.start_ms <= last.at_ms + 2 * STEP_MS and self._misses < 2:
            if _shows(frame.luma, last):
                self._end_ms = frame.end_ms
                self._misses = 0
            else:
                self._misses += 1

    def finish(self) -> Sign:
        """The sign with its time."""
        reading = vote([sighting.reading for sighting in self.track.sightings])
        return Sign(
            start_ms=self._start_ms,
            end_ms=max(self._end_ms, self._start_ms + 1),
            text=reading.text,
            confidence=reading.confidence,
            area=self.track.best.area,
        )


def _shows(picture: Luma, sighting: Sighting) -> bool:
    """Whether a sign is in a picture, near the place where it was seen."""
    scale = min(1.0, _HEIGHT / sighting.area.height)
    reach = _REACH * sighting.area.height
    around = sighting.area.grown(reach, reach, within=(picture.shape[0], picture.shape[1]))
    scene, sign = shrink(crop(picture, around), scale), shrink(sighting.picture, scale)
    if sign.shape[0] > scene.shape[0] or sign.shape[1] > scene.shape[1]:
        return False
    match = cv2.matchTemplate(np.ascontiguousarray(scene), np.ascontiguousarray(sign), cv2.TM_CCOEFF_NORMED)
    return float(match.max()) >= _MIN_CORRELATION


def join_signs(signs: Sequence[Sign]) -> tuple[Sign, ...]:
    """Put the lines of one bubble or board together, from top to bottom."""
    groups: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda sign: (sign.area.top, sign.area.left)):
        near = [group for group in groups if any(_belong_together(other, sign) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([other for group in near for other in group] + [sign])
    return tuple(sorted((_as_one(group) for group in groups), key=lambda sign: sign.start_ms))


def _belong_together(first: Sign, second: Sign) -> bool:
    common_ms = min(first.end_ms, second.end_ms) - max(first.start_ms, second.start_ms)
    if common_ms < 0.5 * min(first.end_ms - first.start_ms, second.end_ms - second.start_ms):
        return False
    is_together = max(abs(first.start_ms - second.start_ms), abs(first.end_ms - second.end_ms)) <= _TOGETHER_MS
    reach = (_MAX_GAP_TOGETHER if is_together else _MAX_GAP) * min(first.area.height, second.area.height)
    gap_x = max(first.area.left, second.area.left) - min(first.area.right, second.area.right)
    gap_y = max(first.area.top, second.area.top) - min(first.area.bottom, second.area.bottom)
    return gap_y <= reach and gap_x <= (reach if is_one_row(first.area, second.area) else 0)


def _as_one(group: list[Sign]) -> Sign:
    rows: list[list[Sign]] = []
    for sign in sorted(group, key=lambda sign: sign.area.center_y):
        if rows and is_one_row(rows[-1][0].area, sign.area):
            rows[-1].append(sign)
        else:
            rows.append([sign])
    texts = [" ".join(sign.text for sign in sorted(row, key=lambda sign: sign.area.left)) for row in rows]
    return Sign(
        start_ms=min(sign.start_ms for sign in group),
        end_ms=max(sign.end_ms for sign in group),
        text="\n".join(texts),
        confidence=fmean(sign.confidence for sign in group),
        area=union(tuple(sign.area for sign in group)),
    )
