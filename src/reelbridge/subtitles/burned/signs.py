"""Text in the scene: a phone message, a shop sign, a price board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from reelbridge.core.lang import language_of
from reelbridge.core.text import fold, has_han
from reelbridge.subtitles.burned.sightings import Followed, is_near
from reelbridge.subtitles.ocr.vertical import is_column
from reelbridge.subtitles.ocr.voting import vote
from reelbridge.subtitles.picture.pictures import Area, common_share, is_one_row, union

#: a sign is up for this long at least; what is gone sooner nobody reads
_MIN_DURATION_MS = 900
#: a text that is gone no longer than this is the same text when it is back
_MAX_LOST_MS = 1500
#: a box that lies in another by this share is a part of it
_SAME_PLACE = 0.7
#: a text that moves further than this, in its own heights, runs through the picture
_MAX_TRAVEL = 8.0
_MIN_CONFIDENCE = 0.85
_MIN_CHARACTERS = 2
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


def select_signs(followed: Sequence[Followed], language: str) -> tuple[Sign, ...]:
    """The texts that were long enough there and read surely enough to be read by a viewer, too, and that hold
    something to translate. Lines of one bubble or board are one sign."""
    signs = []
    for each in join_followed(followed):
        reading = vote([sighting.reading for sighting in each.sightings])
        if (
            each.end_ms - each.start_ms >= _MIN_DURATION_MS
            and reading.confidence >= _MIN_CONFIDENCE
            and len(fold(reading.text)) >= _MIN_CHARACTERS
            and _has_words(reading.text, language)
            and not _scrolls(each)
        ):
            signs.append(
                Sign(
                    start_ms=each.start_ms,
                    end_ms=each.end_ms,
                    text=reading.text,
                    confidence=reading.confidence,
                    area=each.track.best.area,
                )
            )
    return join_signs(signs)


def join_followed(followed: Sequence[Followed]) -> tuple[Followed, ...]:
    """Put together what is one text that was lost for a moment: someone walked past it."""
    joined: list[Followed] = []
    for each in sorted(followed, key=lambda each: each.start_ms):
        first = next((one for one in joined if _goes_on(one, each)), None)
        if first is None:
            joined.append(replace(each, sightings=list(each.sightings)))
        else:
            first.sightings += each.sightings
            first.end_ms = max(first.end_ms, each.end_ms)
    return tuple(joined)


def _goes_on(first: Followed, second: Followed) -> bool:
    if second.start_ms - first.end_ms > _MAX_LOST_MS:
        return False
    one, two = first.last, second.sightings[0]
    is_piece = common_share(one.area, two.area) >= _SAME_PLACE and fold(two.reading.text) in fold(one.reading.text)
    return is_piece or is_near(one, two)


def _scrolls(each: Followed) -> bool:
    """Whether a text runs through the picture: a barrage of comments, the closing titles."""
    first, last = each.sightings[0].area, each.last.area
    travel = max(abs(first.center_x - last.center_x), abs(first.center_y - last.center_y))
    return travel > _MAX_TRAVEL * first.height


def _has_words(text: str, language: str) -> bool:
    """A number is the same in every language; a word in Latin letters in a Chinese scene is foreign there, too."""
    return has_han(text) if language_of(language) == "zh" else any(char.isalpha() for char in text)


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
    if all(is_column(sign.area) for sign in group):
        # columns are read from the right
        return _joined(group, [sign.text for sign in sorted(group, key=_column_order)])
    rows: list[list[Sign]] = []
    for sign in sorted(group, key=lambda sign: sign.area.center_y):
        if rows and is_one_row(rows[-1][0].area, sign.area):
            rows[-1].append(sign)
        else:
            rows.append([sign])
    texts = [" ".join(sign.text for sign in sorted(row, key=lambda sign: sign.area.left)) for row in rows]
    return _joined(group, texts)


def _column_order(sign: Sign) -> tuple[int, int]:
    """From the right, in steps of the width of a column; in one column from the top."""
    return (-round(sign.area.center_x / sign.area.width), sign.area.top)


def _joined(group: list[Sign], texts: list[str]) -> Sign:
    return Sign(
        start_ms=min(sign.start_ms for sign in group),
        end_ms=max(sign.end_ms for sign in group),
        text="\n".join(texts),
        confidence=fmean(sign.confidence for sign in group),
        area=union(tuple(sign.area for sign in group)),
    )
