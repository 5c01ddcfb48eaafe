"""What groups of looks say: read, parted where the reader sees two texts, put together where it is one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.subtitles.burned.intervals import stays
from reelbridge.subtitles.burned.looks import Group, Look, MaskOf, join_groups, part_group, strokes_of, touch
from reelbridge.subtitles.burned.strip import spread
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.ocr.voting import differs_surely, vote
from reelbridge.subtitles.picture.mask import largest_loss

#: looks of one group that are read by themselves if all together are not read surely
_READINGS = 3
_MAX_VOICES = 8
#: a reading is sure if none of its characters is less sure than this
_SURE = 0.9
#: two readings differ surely if both are at least this sure of what differs
_SURE_APART = 0.95
_MIN_CONFIDENCE = 0.6
#: characters further apart than this, in heights of their line, are things in the scene that look like characters
_MAX_PITCH = 2.4
#: folds and edges are read as a single character or as digits; those have to be sure
_MIN_CONFIDENCE_SHORT = 0.97
#: what the codec and the scene do to the strokes of one character (measured: at most 0.18 over the sample series)
_MAX_NOISE = 0.22
#: looks that may be misread in the middle of a line
_MAX_BRIDGE = 3
#: looks in a row that may miss a line that is there; nobody takes a line off and puts it back in a fifth of a second
_MAX_MISSED = 1
#: looks that are a moment: about a quarter of a second
_MOMENT = 2
#: looks that may show a line only in part, and how far from its place in the line, in characters, that part may be
_MAX_PART, _MAX_SHIFT = 8, 0.4
#: a piece with this share of a text of so many characters is most of it; 不要 is another line than 不要啊
_MOST, _LONG = 0.7, 6
#: marks that are read or not read at the ends of a line
_MARKS = "，。！？、…,.!?:： "

#: for each row of a group, one reading for each look
RowReadings = tuple[tuple[Reading, ...], ...]


class GroupReader(Protocol):
    """Reads the rows of groups."""

    def read_looks(self, group: Group, looks: Sequence[Look]) -> RowReadings:
        """Each look by itself."""

    def read_merged(self, group: Group, looks: Sequence[Look]) -> RowReadings:
        """One reading of all looks laid over one another."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One text and the looks that show it.

    `readings` holds, for each of its lines, all readings of it; `rows` what they come to, one reading for each line.
    """

    group: Group
    readings: tuple[tuple[Reading, ...], ...]
    rows: tuple[Reading, ...] = field(init=False)

    def __post_init__(self) -> None:
        # it is asked for again and again while texts are joined
        object.__setattr__(self, "rows", tuple(vote(row) for row in self.readings))

    @property
    def text(self) -> str:
        """All lines, parted by newlines."""
        return "\n".join(row.text for row in self.rows)

    @property
    def confidence(self) -> float:
        """The mean over all characters."""
        values = [value for row in self.rows for value in row.confidences]
        return sum(values) / len(values)


def read_groups(groups: Sequence[Group], reader: GroupReader, mask_of: MaskOf) -> tuple[Text, ...]:
    """The texts of a video, without what cannot be read."""
    texts = [text for group in join_groups(groups, mask_of) for text in _read_parts(group, reader, mask_of)]
    return join_texts(texts, mask_of)


def _read_parts(group: Group, reader: GroupReader, mask_of: MaskOf) -> tuple[Text, ...]:
    """A group in which strokes changed is read before and after; if both say the same, it was the scene."""
    parts = part_group(group, mask_of)
    if parts is None:
        return _read(group, reader)
    before, after = (_read(part, reader) for part in parts)
    if len(before) == len(after) == 1 and fold(before[0].text) == fold(after[0].text):
        return (_merge(before[0], after[0]),)
    return tuple(text for part in parts for text in _read_parts(part, reader, mask_of))


def _read(group: Group, reader: GroupReader) -> tuple[Text, ...]:
    """First all looks laid over one another: what stands still gets clearer. Single ones where that is not sure."""
    looks = group.looks
    merged = reader.read_merged(group, looks)
    if len(looks) == 1 or all(_is_sure(reading) for row in merged for reading in row):
        # one reading of many looks has a voice for every two, so that where groups are joined the longer one decides
        voices = min(_MAX_VOICES, max(1, len(looks) // 2))
        return _text(group, tuple(row * voices for row in merged))
    readings = reader.read_looks(group, [looks[place] for place in spread(len(looks), _READINGS)])
    if any(_disagree(row) for row in readings):
        return _part(group, reader.read_looks(group, looks))
    return _text(group, tuple(one + two for one, two in zip(merged, readings, strict=True)))


def _is_sure(reading: Reading) -> bool:
    return bool(reading.text) and min(reading.confidences) >= _SURE


def _disagree(readings: Sequence[Reading]) -> bool:
    return any(differs_surely(one, two) for one, two in pairwise(readings))


def _part(group: Group, readings: RowReadings) -> tuple[Text, ...]:
    """Part a group, all of whose looks were read, where one look and the next surely say different things."""
    count = len(group.looks)
    cuts = [
        0,
        *(index for index in range(1, count) if any(differs_surely(*row[index - 1 : index + 1]) for row in readings)),
    ]
    return tuple(
        text
        for start, end in zip(cuts, [*cuts[1:], count], strict=True)
        for text in _text(Group(looks=group.looks[start:end]), tuple(row[start:end] for row in readings))
    )


def _text(group: Group, readings: Sequence[Sequence[Reading]]) -> tuple[Text, ...]:
    """The text of a group, or none if nothing can be read."""
    rows = tuple(
        tuple(row)
        for row, area in zip(readings, group.rows, strict=True)
        if _is_readable(reading := vote(row)) and area.width <= _MAX_PITCH * area.height * len(reading.text)
    )
    return (Text(group=group, readings=rows),) if rows else ()


def _is_readable(reading: Reading) -> bool:
    text = fold(reading.text)
    if len(text) == 1 or text.isdigit():
        return max(reading.confidences) >= _MIN_CONFIDENCE_SHORT
    return bool(text) and reading.confidence >= _MIN_CONFIDENCE


def join_texts(texts: Sequence[Text], mask_of: MaskOf) -> tuple[Text, ...]:
    """Put neighbours together that say the same, unless the text was really gone between them."""
    joined: list[Text] = []
    for text in texts:
        if len(joined) > 1 and _is_bridged(joined[-2], joined[-1], text, mask_of):
            joined.pop()
            joined[-1] = _merge(joined[-1], text)
        elif joined and _is_one(joined[-1], text, mask_of):
            joined[-1] = _merge(joined[-1], text)
        else:
            joined.append(text)
    return tuple(joined)


def _merge(first: Text, second: Text) -> Text:
    group = Group(looks=first.group.looks + second.group.looks)
    if len(first.readings) == len(second.readings):
        readings = tuple(one + two for one, two in zip(first.readings, second.readings, strict=True))
    else:
        readings = max(first, second, key=lambda text: (len(text.group.looks), text.confidence)).readings
    return Text(group=group, readings=readings)


def _is_one(first: Text, second: Text, mask_of: MaskOf) -> bool:
    is_close = second.group.first.number - first.group.last.number <= _MAX_MISSED + 1
    if fold(first.text) == fold(second.text) or _is_part(first, second) or _is_part(second, first):
        return is_close or stays(first.group, second.group.first, mask_of)
    return is_close and _is_slip(first, second)


def _is_bridged(first: Text, middle: Text, last: Text, mask_of: MaskOf) -> bool:
    """Whether a line goes on behind a few looks that were misread: they say much the same, or all strokes stayed."""
    if len(middle.group.looks) > _MAX_BRIDGE or fold(first.text) != fold(last.text):
        return False
    if not (touch(first.group, middle.group) and touch(middle.group, last.group)):
        return False
    whole, piece = fold(first.text), fold(middle.text)
    return (
        piece in whole
        or Levenshtein.distance(whole, piece) <= len(whole) // 2
        or largest_loss(strokes_of(first.group, mask_of), mask_of(middle.group.first.frame)) <= _MAX_NOISE
    )


def _is_slip(first: Text, second: Text) -> bool:
    """Whether two readings can be of one text: few characters differ, and those one of the two was not sure of."""
    if len(first.rows) != len(second.rows):
        return False
    # what was seen for a moment only may be half gone
    share = 2 if min(len(first.group.looks), len(second.group.looks)) <= _MOMENT else 3
    return all(
        Levenshtein.distance(fold(one.text), fold(two.text)) <= max(1, min(len(one.text), len(two.text)) // share)
        and not differs_surely(one, two, sureness=_SURE_APART)
        for one, two in zip(first.rows, second.rows, strict=True)
    )


def _is_part(full: Text, part: Text) -> bool:
    """Whether a few looks show a piece of another text as it comes or goes: most of it, or at the very place where it
    stands there. 走 in the middle of the picture is no piece of 走吧."""
    piece = part.text.strip(_MARKS)
    at = full.text.find(piece)
    if at < 0 or len(part.group.looks) > _MAX_PART or not len(full.group.rows) == len(part.group.rows) == 1:
        return False
    length = len(full.text.strip(_MARKS))
    if length >= _LONG and len(piece) >= _MOST * length:
        return True
    row, area = full.group.rows[0], part.group.rows[0]
    width = row.width / len(full.text)
    left = row.left + at * width
    right = left + len(piece) * width
    return max(abs(area.left - left), abs(area.right - right)) <= _MAX_SHIFT * width
