"""The first look at a whole video: where shots begin, where the strokes of each line are, and in which frames."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.model.cue import CueKind, CueList
from reelbridge.subtitles.erasing.cuts import CutFinder
from reelbridge.subtitles.erasing.reach import ReachMeter, grow
from reelbridge.subtitles.erasing.strokes import Levels
from reelbridge.subtitles.erasing.tracking import LineTracker
from reelbridge.subtitles.erasing.upright import PictureReader
from reelbridge.subtitles.erasing.veil import EDGE, Veil, VeilMeter, draw_edge
from reelbridge.subtitles.picture.mask import Mask, pack, unpack
from reelbridge.subtitles.picture.pictures import Area

#: times of cues and of pictures are rounded apart by less than this
_ROUNDING_MS = 10
#: lines that are looked at together before the first is decided
_LEARNED_FROM = 5
#: more lines are never up within a second of each other
_NEAR = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class TextPlace:
    """What one line changes in the picture.

    Attributes:
        area: the rectangle that `packed` covers, in pixels.
        packed: (H * W / 8,) uint8, its mask with eight pixels a byte.
        box: the rectangle of its rows.
        first: the first frame with a trace of it.
        end: the first frame without.
        is_rectangle: its strokes could not be told from the scene, so the mask is its box.
        veiled: the box drawn around it that lets the picture through, if any; its edge belongs to the mask.
    """

    area: Area
    packed: NDArray[np.uint8]
    box: Area
    first: int
    end: int
    is_rectangle: bool
    veiled: Area | None = None

    def mask(self) -> Mask:
        """(H, W) bool."""
        return unpack(self.packed, (self.area.height, self.area.width))


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """`cuts` are the numbers of the frames that begin a shot, the first frame among them; `veil` is what the boxes of
    the lines are like."""

    places: tuple[TextPlace, ...]
    cuts: tuple[int, ...]
    frame_count: int
    veil: Veil | None = None


def survey_video(reader: PictureReader, cues: CueList, on_progress: Callable[[int], None]) -> Survey:
    """Look at all frames once.

    Args:
        reader: the video.
        cues: its lines; what is no dialogue or has no box is left alone.
        on_progress: told the time of each frame, in ms.
    """
    return _Surveyor(reader, cues).run(on_progress)


class _Surveyor:
    def __init__(self, reader: PictureReader, cues: CueList) -> None:
        size = (reader.look.height, reader.look.width)
        lines = [(cue, cue.box) for cue in cues.cues if cue.kind is CueKind.DIALOGUE and cue.box is not None]
        self._waiting = [LineTracker(cue, box, size) for cue, box in sorted(lines, key=lambda item: item[0].start_ms)]
        self._reader = reader
        usual = statistics.median([line.line_height for line in self._waiting] or [1.0])
        for line in self._waiting:
            # a box may come out too high, letters of one video are about the same size
            line.line_height = min(line.line_height, 1.25 * usual)
        self._meter = ReachMeter(usual)
        self._levels = Levels()
        self._veils = VeilMeter()
        self._active: list[LineTracker] = []
        self._seen: list[LineTracker] = []
        self._found: list[LineTracker] = []
        self._done: list[LineTracker] = []
        self._cuts: list[int] = []

    def run(self, on_progress: Callable[[int], None]) -> Survey:
        finder = CutFinder()
        count = 0
        for picture in self._reader:
            if finder.is_cut(picture.luma):
                self._cuts.append(picture.number)
            self._advance(picture.at_ms)
            for line in self._active:
                line.add(picture)
            count = picture.number + 1
            on_progress(picture.at_ms)
        self._advance(None)
        kernel, veil = self._meter.kernel(), self._veils.veil()
        places = tuple(_place(line, kernel, veil) for line in self._done if line.first is not None)
        return Survey(
            places=places,
            cuts=tuple(self._cuts),
            frame_count=count,
            veil=None if veil is None or veil.is_opaque else veil,
        )

    def _advance(self, at_ms: int | None) -> None:
        """Start the lines that come near, finish those that lie behind; None: all of them do."""
        while self._waiting and (at_ms is None or self._waiting[0].from_ms <= at_ms + _ROUNDING_MS):
            self._active.append(self._waiting.pop(0))
        for line in [line for line in self._active if at_ms is None or line.until_ms < at_ms]:
            self._active.remove(line)
            self._seen.append(line)
            if candidates := line.find_candidates():
                self._levels.add(candidates)
        cuts = tuple(self._cuts)
        # the first few lines wait for each other to learn what letters look like here
        while self._seen and (at_ms is None or len(self._seen) > _LEARNED_FROM or self._found or self._done):
            line = self._seen.pop(0)
            line.find(self._levels, self._near(line), cuts)
            self._found.append(line)
        for line in list(self._found):
            if at_ms is None or not any(other.from_ms < line.until_ms for other in (*self._seen, *self._active)):
                line.widen(self._near(line), cuts, self._meter)
                self._veils.add(line.edges)
                line.forget()
                self._found.remove(line)
                self._done.append(line)
                for settled in self._done[-_NEAR - 1 : -_NEAR]:
                    settled.pack()

    def _near(self, line: LineTracker) -> tuple[LineTracker, ...]:
        others = (*self._done[-_NEAR:], *self._found, *self._seen, *self._active, *self._waiting[:_NEAR])
        return tuple(
            other
            for other in others
            if other is not line and other.start_ms < line.until_ms and line.from_ms < other.end_ms
        )


def _place(line: LineTracker, kernel: NDArray[np.uint8], veil: Veil | None) -> TextPlace:
    shape = (line.area.height, line.area.width)
    around = line.box_around if veil else None
    strokes = line.final_strokes()
    if strokes is None:
        mask = _draw_rectangle(shape, line.box.moved(-line.area.left, -line.area.top))
    else:
        mask = grow(strokes, kernel)
    if around is not None and veil is not None:
        mask |= (
            _draw_rectangle(shape, around.grown(EDGE, EDGE, within=shape))
            if veil.is_opaque
            else draw_edge(shape, around)
        )
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    tight = Area(left=int(columns[0]), top=int(rows[0]), right=int(columns[-1]) + 1, bottom=int(rows[-1]) + 1)
    return TextPlace(
        area=tight.moved(line.area.left, line.area.top),
        packed=pack(mask[tight.top : tight.bottom, tight.left : tight.right]),
        box=line.box,
        first=line.first or 0,
        end=line.end,
        is_rectangle=strokes is None,
        veiled=None
        if around is None or veil is None or veil.is_opaque
        else around.moved(line.area.left, line.area.top),
    )


def _draw_rectangle(shape: tuple[int, int], area: Area) -> Mask:
    mask = np.zeros(shape, dtype=np.bool_)
    mask[area.top : max(area.bottom, area.top + 1), area.left : max(area.right, area.left + 1)] = True
    return mask
