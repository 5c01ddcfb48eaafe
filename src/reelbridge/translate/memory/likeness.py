"""When two source lines are alike, and what any two that are must have in common. Pure.

Likeness is twice the longest common subsequence over the characters of both lines, in percent (rapidfuzz calls it
`ratio`). Three things follow for lines of `n` and `m` characters that are at least `FUZZY_THRESHOLD` alike, so that
nothing is lost by looking only at lines for which they hold:

- the shorter one has at least 70/130 of the longer one's characters;
- a subsequence of L characters needs L characters that stand in both, and `100 L >= 35 (n + m)`;
- between the marks of their beginning and end, the L characters make L + 1 neighbouring pairs. Each of the
  `n + m - 2 L` characters left over parts one of them at most, so at least `3 L + 1 - n - m` pairs stand in both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from reelbridge.translate.memory.keys import FUZZY_THRESHOLD, LONGEST

#: the threshold in hundredths of the characters of both lines
_HALF_THRESHOLD = int(FUZZY_THRESHOLD) // 2

#: marks of the beginning and the end; no folded line has control characters
_BEGIN, _END = "\x02", "\x03"

#: bits of a code point, and so of the second half of a pair
_POINT_BITS = 21

#: 2^32 over the golden ratio: spreads code points that lie side by side; Knuth, The Art of Computer Programming 6.4
_SPREAD = np.uint32(2654435769)

#: no line has so many pairs or characters in common with another
_NEVER = 30_000

Pairs = NDArray[np.uint64]
Masks = NDArray[np.uint64]
Lengths = NDArray[np.uint16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What a line must have in common with another to be like it.

    Attributes:
        length: its characters.
        fewest_pairs: by the length of another line: neighbouring pairs that stand in both if they are alike.
        fewest_characters: the same of characters.
        mask: a bit for each of its characters; see `masks_of`.
        pairs: its pairs, each with how often it occurs.
    """

    length: int
    fewest_pairs: NDArray[np.int16]
    fewest_characters: NDArray[np.int16]
    mask: np.uint64
    pairs: tuple[tuple[int, int], ...]


def shape_of(key: str) -> Shape:
    """The shape of a line that `fold` leaves as it is and that is not empty."""
    length = len(key)
    full = 2 * _HALF_THRESHOLD
    fewest_pairs, fewest_characters = (np.full(LONGEST + 1, _NEVER, np.int16) for _ in range(2))
    for other in range(-(-length * full // (200 - full)), min(length * (200 - full) // full, LONGEST) + 1):
        together = length + other
        common = -(-together * _HALF_THRESHOLD // 100)
        fewest_characters[other] = min(common, _NEVER)
        fewest_pairs[other] = min(3 * common + 1 - together, _NEVER)
    pairs, _ = pairs_of([key])
    return Shape(
        length=length,
        fewest_pairs=fewest_pairs,
        fewest_characters=fewest_characters,
        mask=masks_of([key])[0],
        pairs=tuple(Counter(pairs.tolist()).items()),
    )


def pairs_of(keys: Sequence[str]) -> tuple[Pairs, NDArray[np.intp]]:
    """The neighbouring pairs of lines, each packed into a number, and the place of the line each stands in."""
    points = _points("".join(f"{_BEGIN}{key}{_END}" for key in keys)).astype(np.uint64)
    packed = (points[:-1] << np.uint64(_POINT_BITS)) | points[1:]
    lines = np.repeat(np.arange(len(keys)), [len(key) + 2 for key in keys])[:-1]
    within = points[:-1] != ord(_END)
    return packed[within], lines[within]


def masks_of(keys: Sequence[str]) -> Masks:
    """64 bits a line: a character sets one of them. A bit that is missing is a character that is missing; one that is
    there may be another character's.

    Args:
        keys: lines that are not empty.
    """
    points = _points("".join(keys))
    bits = np.uint64(1) << ((points * _SPREAD) >> np.uint32(26)).astype(np.uint64)
    starts = np.cumsum([0, *(len(key) for key in keys[:-1])])
    found: Masks = np.bitwise_or.reduceat(bits, starts)
    return found


def most_in_common(shape: Shape, masks: Masks, lengths: Lengths) -> NDArray[np.int16]:
    """The most characters that each of some lines can have in common with one; -1 where that is too little to be like
    it."""
    common = np.bitwise_count(masks & shape.mask)
    missing_here = np.bitwise_count(shape.mask) - common
    missing_there = np.bitwise_count(masks) - common
    most = np.minimum(np.int16(shape.length) - missing_here, lengths.astype(np.int16) - missing_there)
    found: NDArray[np.int16] = np.where(most >= shape.fewest_characters[lengths], most, np.int16(-1))
    return found


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype="<u4").astype(np.uint32)
