"""Text that stands all the time: a watermark, the title, the number of the episode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reelbridge.core.text import fold
from reelbridge.subtitles.burned.sightings import Followed, Track, is_alike
from reelbridge.subtitles.picture.pictures import Area, common_share, union

#: no line of dialogue is up this long
_MIN_SPAN_MS = 12_000
#: ... and a watermark is seen in this share of all samples at least
_MIN_SHARE = 0.5

#: ... or this often and in this share of them, at the rim of the picture: this share of its height and width from each
#: side; nobody speaks there, so a shorter time will do
_MIN_TIMES, _MIN_SHARE_OF_TIMES, _RIM, _MIN_SPAN_AT_RIM_MS = 3, 0.25, 0.2, 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One such text."""

    text: str
    area: Area


def split_standing(
    tracks: tuple[Track, ...], sample_count: int, height: int, width: int
) -> tuple[tuple[Standing, ...], tuple[Track, ...]]:
    """Part the tracks into what stands all the time and the rest.

    Args:
        tracks: what was seen.
        sample_count: how often all of the picture was looked at.
        height, width: of the picture, in pixels.
    """
    places: list[list[Track]] = []
    for track in tracks:
        place = next((place for place in places if _is_same_place(place[0], track)), None)
        if place is None:
            places.append([track])
        else:
            place.append(track)
    standing, rest = [], []
    for place in places:
        count = sum(len(track.sightings) for track in place)
        span_ms = max(track.last.at_ms for track in place) - min(track.first.at_ms for track in place)
        is_always = count >= _MIN_SHARE * sample_count
        # at the rim, over a busy scene, a mark is lost and found again
        is_often = len(place) >= _MIN_TIMES and count >= _MIN_SHARE_OF_TIMES * sample_count
        is_mark = (is_always or is_often) and _is_at_rim(place[0].best.area, height, width)
        if span_ms >= (_MIN_SPAN_AT_RIM_MS if is_mark else _MIN_SPAN_MS) and (is_always or is_mark):
            surest = max(place, key=lambda track: track.best.reading.confidence)
            area = union(tuple(sighting.area for track in place for sighting in track.sightings))
            standing.append(Standing(text=surest.text, area=area))
        else:
            rest += place
    return tuple(standing), tuple(rest)


def _is_at_rim(area: Area, height: int, width: int) -> bool:
    """At the top or a side; at the bottom people speak."""
    return area.center_y <= _RIM * height or not _RIM * width < area.center_x < (1 - _RIM) * width


def _is_same_place(first: Track, second: Track) -> bool:
    if common_share(first.first.area, second.first.area) < 0.6:
        return False
    one, two = fold(first.text), fold(second.text)
    # over a busy scene a part of it is read now and then
    return is_alike(one, two) or one in two or two in one


def is_standing(area: Area, standing: tuple[Standing, ...]) -> bool:
    """Whether a place is one of those."""
    return any(common_share(area, item.area) >= 0.5 for item in standing)


def split_followed(
    followed: Sequence[Followed], look_count: int, height: int, width: int
) -> tuple[tuple[Standing, ...], tuple[Followed, ...]]:
    """The same for texts that were followed through the video."""
    tracks = tuple(each.track for each in followed)
    standing, rest = split_standing(tracks, look_count, height, width)
    return standing, tuple(
        each for each, track in zip(followed, tracks, strict=True) if any(track is other for other in rest)
    )
