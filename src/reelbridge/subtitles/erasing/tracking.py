"""One line followed through the frames that may show it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.model.cue import Box, Cue
from reelbridge.subtitles.erasing.fades import Trace, count_traces
from reelbridge.subtitles.erasing.reach import ReachMeter
from reelbridge.subtitles.erasing.strokes import Candidates, Levels, choose_strokes, find_candidates
from reelbridge.subtitles.erasing.upright import Picture
from reelbridge.subtitles.erasing.veil import Edges, find_edges
from reelbridge.subtitles.picture.mask import Mask, draw, pack, unpack
from reelbridge.subtitles.picture.pictures import Area, Luma, crop

#: a line fades in and out within this time before and after it is half there
FADE_MS = 600
#: times of cues and of pictures are rounded apart by this much at most
_ROUNDING_MS = 2
#: frames of a line that are compared; what moves behind it has moved by then
_SAMPLES = 12
#: they are taken this long after it comes and before it goes, when it is there in full
_SETTLED_MS = 160
#: room around a box, in line heights: for shadows, for a box that is too tight, and for what no text reaches
_ROOM = 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    number: int
    at_ms: int
    luma: Luma


class LineTracker:
    """Takes every picture in order; afterwards it knows the strokes of its line and the frames that show them.

    Args:
        cue: a line with a box.
        size: (height, width) of the picture.
    """

    def __init__(self, cue: Cue, box: Box, size: tuple[int, int]) -> None:
        height, width = size
        self.start_ms, self.end_ms = cue.start_ms, cue.end_ms
        self.box = Area(
            left=round(box.left * width),
            top=round(box.top * height),
            right=round(box.right * width),
            bottom=round(box.bottom * height),
        )
        rows = 1 + cue.text.count("\n") + (1 + cue.second.count("\n") if cue.second else 0)
        self.line_height = max(8.0, self.box.height / rows)
        room = _ROOM * self.line_height
        self.area = self.box.grown(room, room, within=size)
        settled = min(_SETTLED_MS, cue.duration_ms // 4)
        self._due_ms = float(cue.start_ms + settled)
        self._last_ms = cue.end_ms - settled
        self._every_ms = (self._last_ms - self._due_ms) / (_SAMPLES - 1)
        self._before: list[_Seen] = []
        self._inside: list[_Seen] = []
        self._after: list[_Seen] = []
        self.first: int | None = None
        self.end = 0
        self.strokes: Mask | None = None
        self._packed: NDArray[np.uint8] | None = None
        self.edges: Edges | None = None
        #: the box drawn around the letters, in pixels of `area`
        self.box_around: Area | None = None
        self._trace: Trace | None = None
        self._candidates: Candidates | None = None

    @property
    def from_ms(self) -> int:
        """Pictures before this do not matter."""
        return self.start_ms - FADE_MS

    @property
    def until_ms(self) -> int:
        """Pictures from here on do not matter."""
        return self.end_ms + FADE_MS

    def add(self, picture: Picture) -> None:
        """One more picture."""
        at_ms = picture.at_ms + _ROUNDING_MS
        if not self.from_ms <= at_ms < self.until_ms:
            return
        if self.start_ms <= at_ms < self.end_ms:
            if self.first is None:
                self.first = picture.number
            self.end = picture.number + 1
            if at_ms >= self._due_ms and (at_ms <= self._last_ms or not self._inside):
                self._due_ms += max(self._every_ms, 1.0)
                self._inside.append(self._cut_out(picture))
        else:
            (self._before if at_ms < self.start_ms else self._after).append(self._cut_out(picture))

    def _cut_out(self, picture: Picture) -> _Seen:
        return _Seen(number=picture.number, at_ms=picture.at_ms, luma=crop(picture.luma, self.area).copy())

    def find_candidates(self) -> Candidates | None:
        """What may be its strokes, once all pictures were taken."""
        if self._inside:
            samples = np.stack([seen.luma for seen in self._inside])
            box = self.box.moved(-self.area.left, -self.area.top)
            self._candidates = find_candidates(samples, self.line_height, box)
        return self._candidates

    def find(self, levels: Levels, others: tuple[LineTracker, ...], cuts: tuple[int, ...]) -> None:
        """Find the strokes among the candidates.

        Args:
            levels: how bright letters are in this video.
            others: the lines near in time.
            cuts: the frames that begin a shot.
        """
        if self._candidates is None:
            return
        samples = np.stack([seen.luma for seen in self._inside])
        absent = [seen.luma for seen in self._without_line(others, cuts)]
        strokes = choose_strokes(self._candidates, levels.choose(self._candidates), samples, absent)
        self._candidates = None
        if strokes.any():
            self.strokes = strokes
            self._trace = Trace(samples, strokes, self.line_height)
            self.edges = find_edges(samples, strokes, self.line_height)

    def _without_line(self, others: tuple[LineTracker, ...], cuts: tuple[int, ...]) -> Iterator[_Seen]:
        """On either side the frame of the same shot that is farthest from the line, if no line is there."""
        for frames, edge in ((self._before, self._inside[0]), (self._after[::-1], self._inside[-1])):
            for seen in frames:
                low, high = sorted((seen.number, edge.number))
                is_cut = any(low < cut <= high for cut in cuts)
                if not is_cut and not any(other.may_show(seen.at_ms) for other in others):
                    yield seen
                    break

    def may_show(self, at_ms: int) -> bool:
        """Whether some of it may be there, if it fades as long as lines do."""
        return self.start_ms - _SETTLED_MS <= at_ms < self.end_ms + _SETTLED_MS

    def widen(self, others: tuple[LineTracker, ...], cuts: tuple[int, ...], meter: ReachMeter) -> None:
        """Find the first and the last frame with a trace, and measure what is around the strokes. To be called after
        `find` of all lines near in time."""
        if self._trace is None or self.strokes is None or self.first is None:
            return
        before, after = self._before[::-1], self._after
        came = count_traces([self._strength(seen, others) for seen in before])
        went = count_traces([self._strength(seen, others) for seen in after])
        inside = None if self.edges is None else self.edges.draw_inside(self.strokes.shape)
        meter.see(self._inside[len(self._inside) // 2].luma, self.strokes)
        pairs = []
        if came < len(before):
            pairs.append((before[came], self._inside[0]))
        if went < len(after):
            pairs.append((self._inside[-1], after[went]))
        for one, two in pairs:
            absent = one if one.at_ms < self.start_ms else two
            shown = two if absent is one else one
            is_cut = any(one.number < cut <= two.number for cut in cuts)
            if not is_cut and not any(other.may_show(absent.at_ms) for other in others):
                meter.add(shown.luma, absent.luma, self.strokes, inside)
        self.first -= came
        self.end += went

    def forget(self) -> None:
        """Let go of the pictures."""
        self._before, self._inside, self._after = [], [], []
        self._trace = None
        if self.edges is not None:
            self.box_around = self.edges.area
            self.edges = None

    def pack(self) -> None:
        """Keep the strokes small, once no neighbour needs them: a long video has thousands of lines."""
        if self.strokes is not None:
            self._packed, self.strokes = pack(self.strokes), None

    def final_strokes(self) -> Mask | None:
        """The strokes, packed or not."""
        if self._packed is not None:
            return unpack(self._packed, (self.area.height, self.area.width))
        return self.strokes

    def _strength(self, seen: _Seen, others: tuple[LineTracker, ...]) -> float | None:
        if self._trace is None:
            return None
        showing = [other for other in others if other.may_show(seen.at_ms) and other.strokes is not None]
        if not showing:
            return self._trace.strength(seen.luma, None)
        hidden = np.zeros(seen.luma.shape, dtype=np.bool_)
        for other in showing:
            if other.strokes is not None:
                draw(hidden, self.area, other.strokes, other.area)
        size = max(3, round(0.2 * self.line_height)) | 1
        grown = cv2.dilate(hidden.view(np.uint8), np.ones((size, size), dtype=np.uint8)) > 0
        return self._trace.strength(seen.luma, np.asarray(grown, dtype=np.bool_))
