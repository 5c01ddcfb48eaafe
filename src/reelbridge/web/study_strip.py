"""The shots of an episode side by side, each as wide as it is long, in rows that fit a page."""

from __future__ import annotations

from collections.abc import Iterator

from reelbridge.core.time import format_clock
from reelbridge.model.shot import ShotSize
from reelbridge.model.study import EpisodeStudy
from reelbridge.model.watched import FilmStrip

#: seconds a row: a shot of two seconds is then about as wide as a picture of 9:16
_ROW_MS = 30_000

#: rows at most; a film of three hours has the same, each longer
_MOST_ROWS = 6

_SIZES = tuple(ShotSize)


def pack_strip(episode: EpisodeStudy) -> dict[str, object]:
    """Rows of blocks; places and widths are shares of a row's width."""
    duration_ms = episode.shots.duration_ms
    row_ms = max(_ROW_MS, -(-duration_ms // _MOST_ROWS))
    strip = episode.strip
    return {
        "picture": [strip.width, strip.height] if strip else [episode.width, episode.height],
        "rows": [
            {
                "from": format_clock(start),
                "share": min(row_ms, duration_ms - start) / row_ms,
                "blocks": list(_blocks(episode, start, start + row_ms)),
                "flashes": [
                    (flash.start_ms - start) / row_ms
                    for flash in episode.shots.flashes
                    if start <= flash.start_ms < start + row_ms
                ],
            }
            for start in range(0, duration_ms, row_ms)
        ],
    }


def place_of_picture(strip: FilmStrip | None, place: int) -> dict[str, object] | None:
    """On which sheet a picture is, and where on it; None where there is none."""
    if strip is None or not 0 <= place < strip.count:
        return None
    sheet, at = divmod(place, strip.per_sheet)
    row, column = divmod(at, strip.columns)
    return {"sheet": sheet, "row": row, "column": column} if sheet < len(strip.sheets) else None


def _blocks(episode: EpisodeStudy, start: int, end: int) -> Iterator[dict[str, object]]:
    """The shots of a row; one that goes on in the next row is cut in two, and only its beginning has a picture."""
    looks = {look.number: look for look in episode.looks}
    for shot in episode.shots.shots:
        if shot.end_ms <= start or shot.start_ms >= end:
            continue
        look = looks.get(shot.number)
        is_first = shot.start_ms >= start
        yield {
            "at": (max(start, shot.start_ms) - start) / (end - start),
            "width": (min(end, shot.end_ms) - max(start, shot.start_ms)) / (end - start),
            "number": shot.number,
            "is_first": is_first,
            "is_gradual": shot.transition.is_gradual,
            "size": _SIZES.index(look.size) if look and look.size else None,
            "picture": place_of_picture(episode.strip, look.thumbnail) if look and is_first else None,
        }
