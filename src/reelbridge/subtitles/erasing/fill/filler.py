"""The eraser that shows what is behind the text.

Most of what a line hides is seen a moment earlier or later: before the line comes, after it goes, or beside a stroke
when the picture moves. So the picture is followed from frame to frame to the nearest place where it shows, into the
past and into the future, and both are copied together, as far as they fit to what is around the line now. What never
shows is made up from around it, once for the shot: each frame takes over what the one before made up, along the motion,
so nothing flickers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.clip import Clip, Filled, Planes, halve
from reelbridge.subtitles.erasing.fill.chains import Hidden, Sources, Step, follow, take, without_sources
from reelbridge.subtitles.erasing.fill.gathering import Values, gather
from reelbridge.subtitles.erasing.fill.motion import Cells, Link, MotionFinder, grid_of, sample, see
from reelbridge.subtitles.erasing.fill.seams import Seam
from reelbridge.subtitles.erasing.fill.spatial import Field, Surroundings
from reelbridge.subtitles.picture.mask import Mask

#: a source this many frames away counts half
_HALF_AGE = 8.0
#: chains that are trusted less than this fade into made-up content
_MIN_TRUST = 0.05
#: two sources of one place that differ by more than this (brightness) are not mixed, one of them is chosen
_DIFFERENT = 10.0
#: at least this share of what is made up is new in each frame
_FRESH = 0.05

_Plane = TypeVar("_Plane", NDArray[np.uint8], NDArray[np.float32])


class FillEraser:
    """See the module."""

    def erase(self, clip: Clip) -> Filled:
        """The target frames without text."""
        return _Filling(clip).run()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Past:
    """What is known of a frame once all before it have been seen."""

    values: NDArray[np.uint8]
    weights: Field
    trust: Field
    made_up: NDArray[np.uint8]


class _Filling:
    def __init__(self, clip: Clip) -> None:
        self._clip = clip
        self._motion = MotionFinder()
        self._cells = halve(clip.masks)
        # right beside a mask a codec has smeared some of the text into the scene: nothing is copied from there
        wary = [cv2.dilate(cells.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0 for cells in self._cells]
        self._hidden = [Hidden(np.asarray(cells, dtype=np.bool_)) for cells in wary]
        self._around: dict[bytes, tuple[Surroundings, Surroundings]] = {}
        self._seen: Cells | None = None
        self._seams = [Seam(hidden, hidden.numbers < 0) for hidden in self._hidden]
        #: all frames at half size, holes made up, without noise
        self._small = np.empty((len(clip.luma), *self._cells.shape[1:]), dtype=np.uint8)
        # what frames show, holes made up; only holes are ever written
        self._luma, self._blue, self._red = clip.luma.copy(), clip.blue.copy(), clip.red.copy()

    def run(self) -> Filled:
        """Forward through the clip, then back."""
        pasts: list[_Past | None] = []
        steps: list[Step | None] = []
        sources: Sources | None = None
        made_up: _MadeUp | None = None
        for frame in range(len(self._clip.luma)):
            self._fill_around(frame)
            link = None
            if frame:
                link, onward = self._link(frame)
                steps.append(onward)
            hidden = self._hidden_of(frame)
            made_up = self._make_up(frame, link, made_up)
            if not len(hidden):
                sources = None
                pasts.append(None)
            else:
                sources = self._follow(frame, frame - 1, take(link, hidden) if link else None, sources)
                pasts.append(self._remember(frame, sources, made_up))
        steps.append(None)
        return self._go_back(pasts, steps)

    def _hidden_of(self, frame: int) -> Hidden:
        return self._hidden[int(self._clip.mask_numbers[frame])]

    def _surroundings(self, mask: Mask) -> tuple[Surroundings, Surroundings]:
        key = mask.tobytes()
        if key not in self._around:
            self._around[key] = (Surroundings(mask), Surroundings(halve(mask)))
        return self._around[key]

    def _fill_around(self, frame: int) -> None:
        mask = self._clip.mask(frame)
        if mask.any():
            whole, half = self._surroundings(mask)
            self._luma[frame] = whole.fill(self._luma[frame])
            filled = half.fill(np.dstack([_half(self._luma[frame]), self._blue[frame], self._red[frame]]))
            self._blue[frame], self._red[frame] = filled[:, :, 1], filled[:, :, 2]
        self._small[frame] = cv2.blur(_half(self._luma[frame]), (3, 3))

    def _link(self, frame: int) -> tuple[Link | None, Step | None]:
        """From a frame to the one before, and what a chain needs of the way back."""
        one, two = self._clip.mask(frame), self._clip.mask(frame - 1)
        if not one.any() and not two.any():
            self._seen = None
            return None, None
        holes = one | two
        before = self._seen if self._seen is not None and np.array_equal(one, two) else self._see(frame - 1, holes)
        now = self._see(frame, holes)
        self._seen = now
        link, onward = self._motion.link(now, before)
        return link, take(onward, self._hidden_of(frame - 1))

    def _see(self, frame: int, holes: Mask) -> Cells:
        """A frame for its motion. What only its neighbour hides is made up in both, so that both look alike there."""
        luma, blue, red = self._luma[frame], self._blue[frame], self._red[frame]
        cells = halve(holes)
        if not np.array_equal(holes, self._clip.mask(frame)):
            whole, half = self._surroundings(holes)
            luma = whole.fill(luma)
            filled = half.fill(np.dstack([_half(luma), blue, red]))
            blue, red = filled[:, :, 1], filled[:, :, 2]
        return see(_half(luma), np.dstack([blue, red]), cells)

    def _make_up(self, frame: int, link: Link | None, before: _MadeUp | None) -> _MadeUp:
        now = _MadeUp(
            luma=self._luma[frame].astype(np.float32),
            chroma=np.dstack([self._blue[frame], self._red[frame]]).astype(np.float32),
        )
        if link is None or before is None or not len(self._hidden_of(frame)):
            return now
        return now.mixed(before, link, self._hidden_of(frame), self._seams[self._clip.mask_numbers[frame]])

    def _follow(self, frame: int, neighbour: int, step: Step | None, known: Sources | None) -> Sources:
        hidden = self._hidden_of(frame)
        if step is None:
            return without_sources(hidden)
        return follow(hidden, step, neighbour, self._hidden_of(neighbour), known)

    def _is_target(self, frame: int) -> bool:
        return self._clip.first_target <= frame < self._clip.end_target

    def _remember(self, frame: int, sources: Sources, made_up: _MadeUp) -> _Past | None:
        if not self._is_target(frame):
            return None
        hidden = self._hidden_of(frame)
        trust = self._check(frame, sources)
        return _Past(
            values=_as_samples(gather(self._luma, self._blue, self._red, sources)),
            weights=_weigh(sources, trust, frame),
            trust=trust,
            made_up=_as_samples(made_up.at(hidden)),
        )

    def _check(self, frame: int, sources: Sources) -> Field:
        """The trust in sources once they were compared with what is around the holes."""
        seam = self._seams[self._clip.mask_numbers[frame]]
        return np.asarray(sources.trust - seam.distrust(self._small, frame, sources), dtype=np.float32)

    def _go_back(self, pasts: list[_Past | None], steps: list[Step | None]) -> Filled:
        clip = self._clip
        targets = slice(clip.first_target, clip.end_target)
        luma, blue, red = clip.luma[targets].copy(), clip.blue[targets].copy(), clip.red[targets].copy()
        sources: Sources | None = None
        for frame in range(len(pasts) - 1, -1, -1):
            hidden = self._hidden_of(frame)
            if not len(hidden):
                sources = None
                continue
            sources = self._follow(frame, frame + 1, steps[frame], sources)
            past = pasts[frame]
            pasts[frame] = steps[frame] = None
            if past is not None:
                future = gather(self._luma, self._blue, self._red, sources)
                at = frame - clip.first_target
                trust = self._check(frame, sources)
                blended = _blend(past, future, _weigh(sources, trust, frame), trust)
                _write(luma[at], blue[at], red[at], hidden, blended, self._cells[clip.mask_numbers[frame]])
        return Filled(luma=luma, blue=blue, red=red, changed=clip.masks)


@dataclass(frozen=True, kw_only=True)
class _MadeUp:
    """A whole frame whose holes are filled from around them and from what was made up before."""

    luma: Field
    chroma: Field

    def mixed(self, before: _MadeUp, link: Link, hidden: Hidden, seam: Seam) -> _MadeUp:
        """With the holes mostly as before, along the motion, as far as that fits to what is around them."""
        height, width = self.luma.shape
        flow = cv2.resize(link.flow, (width, height), interpolation=cv2.INTER_LINEAR) * 2
        light = cv2.resize(link.light[:, :, 0], (width, height), interpolation=cv2.INTER_LINEAR)
        luma = sample(before.luma, grid_of((height, width)) + flow) + light
        chroma = sample(before.chroma, grid_of((height // 2, width // 2)) + link.flow) + link.light[:, :, 1:]
        trust = link.trust.reshape(-1)[hidden.flat] - seam.drift(_half(luma), _half(self.luma))
        keep = np.zeros(hidden.shape, dtype=np.float32)
        keep.reshape(-1)[hidden.flat] = (1 - _FRESH) * np.exp(np.maximum(trust, -20))
        keep_luma = np.repeat(np.repeat(keep, 2, axis=0), 2, axis=1)
        return _MadeUp(
            luma=self.luma + (luma - self.luma) * keep_luma,
            chroma=self.chroma + (chroma - self.chroma) * keep[:, :, None],
        )

    def at(self, hidden: Hidden) -> Values:
        """Its values in the cells."""
        y, x = 2 * hidden.y, 2 * hidden.x
        luma = [self.luma[y + down, x + across] for down in range(2) for across in range(2)]
        return np.stack([*luma, *self.chroma[hidden.y, hidden.x].T], axis=1)


def _half(plane: _Plane) -> _Plane:
    height, width = plane.shape
    return np.asarray(cv2.resize(plane, (width // 2, height // 2), interpolation=cv2.INTER_AREA), dtype=plane.dtype)


def _weigh(sources: Sources, trust: Field, frame: int) -> Field:
    age = np.abs(sources.frames - frame).astype(np.float32)
    return np.asarray(np.exp(np.maximum(trust, -50)) / (1 + age / _HALF_AGE), dtype=np.float32)


def _as_samples(values: Values) -> NDArray[np.uint8]:
    return np.clip(np.rint(values), 0, 255).astype(np.uint8)


def _blend(past: _Past, future: Values, future_weights: Field, future_trust: Field) -> Values:
    # sources that differ show different things: halfway between them lies a ghost of both
    differ = np.abs(past.values[:, :4] - future[:, :4]).mean(axis=1)
    share = past.weights / np.maximum(past.weights + future_weights, np.float32(1e-20))
    odds = np.clip(share, 1e-4, 1 - 1e-4)
    share = 1 / (1 + ((1 - odds) / odds) ** np.minimum(1 + differ / _DIFFERENT, 8))
    shown = future + (past.values - future) * share[:, None]
    trust = np.exp(np.maximum(np.maximum(past.trust, future_trust), -50))
    is_shown = (trust * np.float32(1 + _MIN_TRUST) / (trust + np.float32(_MIN_TRUST)))[:, None]
    return np.asarray(past.made_up + (shown - past.made_up) * is_shown, dtype=np.float32)


def _write(luma: Planes, blue: Planes, red: Planes, hidden: Hidden, values: Values, cells: Mask) -> None:
    """Put values into the planes of a frame, in those hidden cells that the mask has."""
    chosen = cells.reshape(-1)[hidden.flat]
    x, y, samples = hidden.x[chosen], hidden.y[chosen], _as_samples(values[chosen])
    for index in range(4):
        luma[2 * y + index // 2, 2 * x + index % 2] = samples[:, index]
    blue[y, x] = samples[:, 4]
    red[y, x] = samples[:, 5]
