"""Which cut-outs of which frames are cleaned together. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.subtitles.erasing.clip import align
from reelbridge.subtitles.erasing.survey import Survey, TextPlace
from reelbridge.subtitles.erasing.veil import Veil
from reelbridge.subtitles.picture.mask import draw
from reelbridge.subtitles.picture.pictures import Area, union

#: frames without text that go with those that have some, before and after
_CONTEXT = 4
#: frames beyond the end of a part of a long shot that its end may look into
_LOOK_AHEAD = 12
#: room around the text, as a share of the picture's width: what comes out from behind the text comes from there
_ROOM = 0.08
#: pixels of brightness in one clip at most: with all that goes with it about 150 MB
_MAX_PIXELS = 20_000_000
_MIN_FRAMES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Masks:
    """`masks`, `areas` and `of_frames` as `masks`, `areas` and `mask_numbers` of a `Clip`; `veiled` for each mask the
    boxes around its lines."""

    masks: NDArray[np.bool_]
    areas: tuple[tuple[Area, ...], ...]
    veiled: tuple[tuple[Area, ...], ...]
    of_frames: NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipPlan:
    """The frames `first` to before `end`, of which those from `first_target` to before `end_target` are cleaned.

    `area` has even sides and corners; `places` are the lines in it, `veil` what their boxes are like.
    """

    area: Area
    places: tuple[TextPlace, ...]
    veil: Veil | None
    first: int
    first_target: int
    end_target: int
    end: int

    def draw_masks(self) -> Masks:
        """The masks of the clip and what goes with them."""
        numbers: dict[tuple[int, ...], int] = {(): 0}
        of_frames = np.zeros(self.end - self.first, dtype=np.intp)
        for frame in range(self.first, self.end):
            key = tuple(index for index, place in enumerate(self.places) if place.first <= frame < place.end)
            # what an earlier part has cleaned is no text any more
            shown = key if frame >= self.first_target else ()
            of_frames[frame - self.first] = numbers.setdefault(shown, len(numbers))
        masks = np.zeros((len(numbers), self.area.height, self.area.width), dtype=np.bool_)
        for key, number in numbers.items():
            for index in key:
                draw(masks[number], self.area, self.places[index].mask(), self.places[index].area)
            masks[number] = align(masks[number])
        shown_places = [[self.places[index] for index in key] for key in numbers]
        return Masks(
            masks=masks,
            areas=tuple(tuple(self._inside(place.box) for place in places) for places in shown_places),
            veiled=tuple(
                tuple(self._inside(place.veiled) for place in places if place.veiled) for places in shown_places
            ),
            of_frames=of_frames,
        )

    def _inside(self, box: Area) -> Area:
        return box.moved(-self.area.left, -self.area.top).grown(0, 0, within=(self.area.height, self.area.width))


def plan_clips(survey: Survey, size: tuple[int, int]) -> tuple[ClipPlan, ...]:
    """The clips of a video in the order of their first targets; no frame is a target of two in the same place.

    Args:
        survey: what was found.
        size: (height, width) of the picture.
    """
    edges = (*survey.cuts, survey.frame_count)
    plans: list[ClipPlan] = []
    for start, end in itertools.pairwise(edges):
        for first, stop in _runs(survey.places, start, end):
            plans += _split(survey, first, stop, (start, end), size)
    return tuple(plans)


def _runs(places: Sequence[TextPlace], start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans of a shot with text, those with little between them as one."""
    spans = sorted(
        (max(place.first, start), min(place.end, end)) for place in places if place.first < end and start < place.end
    )
    current: tuple[int, int] | None = None
    for first, stop in spans:
        if current and first - current[1] <= 2 * _CONTEXT:
            current = (current[0], max(current[1], stop))
        else:
            if current:
                yield current
            current = (first, stop)
    if current:
        yield current


def _split(survey: Survey, first: int, stop: int, shot: tuple[int, int], size: tuple[int, int]) -> Iterator[ClipPlan]:
    inside = tuple(place for place in survey.places if place.first < stop and first < place.end)
    area = _even(union(tuple(place.area for place in inside)), size)
    length = max(_MIN_FRAMES, _MAX_PIXELS // (area.width * area.height) - 2 * _CONTEXT - _LOOK_AHEAD)
    for at in range(first, stop, length):
        until = min(stop, at + length)
        yield ClipPlan(
            area=area,
            places=inside,
            veil=survey.veil,
            first=max(shot[0], at - _CONTEXT),
            first_target=at,
            end_target=until,
            end=min(shot[1], until + (_CONTEXT if until == stop else _LOOK_AHEAD)),
        )


def _even(area: Area, size: tuple[int, int]) -> Area:
    """Grown by the room, to even corners; the picture has even sides."""
    room = _ROOM * size[1]
    grown = area.grown(room, room, within=size)
    return Area(
        left=grown.left // 2 * 2,
        top=grown.top // 2 * 2,
        right=(grown.right + 1) // 2 * 2,
        bottom=(grown.bottom + 1) // 2 * 2,
    )
