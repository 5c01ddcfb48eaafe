"""The frames of a video without their lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.ahead import Ahead
from reelbridge.subtitles.erasing.clip import Clip, Filled, Planes, align, halve
from reelbridge.subtitles.erasing.erasers import Eraser
from reelbridge.subtitles.erasing.planning import ClipPlan, Masks
from reelbridge.subtitles.erasing.upright import Picture, PictureReader
from reelbridge.subtitles.erasing.veil import lift
from reelbridge.subtitles.picture.mask import Mask
from reelbridge.subtitles.picture.pictures import Area


def clean_pictures(reader: PictureReader, plans: Sequence[ClipPlan], eraser: Eraser) -> Iterator[tuple[Picture, bool]]:
    """Every picture, and whether it was changed. Samples that no eraser claims are those of the video, bit for bit.

    The video is decoded twice at once: one turn runs ahead and cleans clips, the other writes the results into whole
    pictures. So memory holds a few clips of the lines' surroundings, never many whole pictures.
    """
    with Ahead(_cleaned_clips(reader, plans, eraser), size=1) as clips:
        due = list(plans[::-1])
        active: list[_Cleaned] = []
        for picture in reader:
            while due and due[-1].first_target <= picture.number:
                due.pop()
                active += [cleaned] if (cleaned := next(clips, None)) else []
            active = [cleaned for cleaned in active if picture.number < cleaned.plan.end_target]
            if not active:
                yield picture, False
                continue
            luma, blue, red = (np.array(plane) for plane in (picture.luma, picture.blue, picture.red))
            for cleaned in active:
                cleaned.write(picture.number, luma, blue, red)
            yield _with_planes(picture, luma, blue, red), True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cleaned:
    plan: ClipPlan
    mask_numbers: NDArray[np.intp]
    filled: Filled

    def write(self, number: int, luma: Planes, blue: Planes, red: Planes) -> None:
        """Put the cleaned samples into a whole picture."""
        index = number - self.plan.first_target
        changed = self.filled.changed[self.mask_numbers[number - self.plan.first]]
        _put(luma, self.plan.area, self.filled.luma[index], changed)
        half = _half(self.plan.area)
        _put(blue, half, self.filled.blue[index], halve(changed))
        _put(red, half, self.filled.red[index], halve(changed))


def _put(plane: Planes, area: Area, values: Planes, changed: Mask) -> None:
    np.copyto(plane[area.top : area.bottom, area.left : area.right], values, where=changed)


def _half(area: Area) -> Area:
    return Area(left=area.left // 2, top=area.top // 2, right=area.right // 2, bottom=area.bottom // 2)


def _with_planes(picture: Picture, luma: Planes, blue: Planes, red: Planes) -> Picture:
    return Picture(number=picture.number, pts=picture.pts, at_ms=picture.at_ms, luma=luma, blue=blue, red=red)


class _Gathering:
    """The cut-outs of one clip while its frames go by."""

    def __init__(self, plan: ClipPlan) -> None:
        self.plan = plan
        count, area = plan.end - plan.first, plan.area
        self._luma = np.empty((count, area.height, area.width), dtype=np.uint8)
        self._blue = np.empty((count, area.height // 2, area.width // 2), dtype=np.uint8)
        self._red = np.empty_like(self._blue)

    def add(self, picture: Picture) -> None:
        area, half, index = self.plan.area, _half(self.plan.area), picture.number - self.plan.first
        self._luma[index] = picture.luma[area.top : area.bottom, area.left : area.right]
        self._blue[index] = picture.blue[half.top : half.bottom, half.left : half.right]
        self._red[index] = picture.red[half.top : half.bottom, half.left : half.right]

    def clean(self, eraser: Eraser, before: _Cleaned | None) -> _Cleaned:
        plan = self.plan
        if before is not None and before.plan.end_target == plan.first_target and before.plan.area == plan.area:
            for number in range(plan.first, plan.first_target):
                index, cleaned = number - plan.first, number - before.plan.first_target
                if cleaned >= 0:
                    self._luma[index] = before.filled.luma[cleaned]
                    self._blue[index], self._red[index] = before.filled.blue[cleaned], before.filled.red[cleaned]
        drawn = plan.draw_masks()
        self._lift_veils(drawn)
        clip = Clip(
            luma=self._luma,
            blue=self._blue,
            red=self._red,
            masks=drawn.masks,
            areas=drawn.areas,
            mask_numbers=drawn.of_frames,
            first_target=plan.first_target - plan.first,
            end_target=plan.end_target - plan.first,
        )
        filled = eraser.erase(clip)
        changed = filled.changed.copy()
        for number, areas in enumerate(drawn.veiled):
            for area in areas:
                changed[number, area.top : area.bottom, area.left : area.right] = True
            changed[number] = align(changed[number])
        return _Cleaned(plan=plan, mask_numbers=drawn.of_frames, filled=replace(filled, changed=changed))

    def _lift_veils(self, drawn: Masks) -> None:
        if self.plan.veil is None:
            return
        for index, number in enumerate(drawn.of_frames):
            for area in drawn.veiled[number]:
                lift(self.plan.veil, area, self._luma[index], self._blue[index], self._red[index])


def _cleaned_clips(reader: PictureReader, plans: Sequence[ClipPlan], eraser: Eraser) -> Iterator[_Cleaned]:
    due = list(plans[::-1])
    open_clips: list[_Gathering] = []
    last: _Cleaned | None = None
    for picture in reader:
        if not due and not open_clips:
            return
        while due and due[-1].first <= picture.number:
            open_clips.append(_Gathering(due.pop()))
        for gathering in open_clips:
            if picture.number < gathering.plan.end:
                gathering.add(picture)
        while open_clips and picture.number + 1 >= open_clips[0].plan.end:
            last = open_clips.pop(0).clean(eraser, last)
            yield last
