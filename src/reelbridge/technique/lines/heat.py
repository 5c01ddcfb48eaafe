"""How charged the words of a line are, and by what. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reelbridge.core.text import fold, has_han
from reelbridge.technique.lines.lexicon import load_heat
from reelbridge.technique.lines.spelling import spell, write_plain

#: the hottest word of a line counts in full, the next one half, the third a quarter: three insults are more than one,
#: but not three times as much
_NEXT = 0.5
_MOST_WORDS = 6

#: shouting and asking, in points; marks are few where lines are burned in, so they add little
_SHOUT, _SHOUT_TWICE, _ASK = 10.0, 15.0, 5.0

#: a hot word in no more than this many words (or characters, where words are not parted) is an order or an outburst
_SHORT_WORDS, _SHORT_CHARACTERS, _SHORT = 2, 4, 10.0

_MAX = 100.0

#: lines kept with their heat: a few episodes
_KEPT = 4096


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatPart:
    """What one thing in a line adds.

    Attributes:
        group: id of the kind of words (`heat.groups.toml`), or `marks`, or `short`.
        title: the kind in words.
        word: what stands in the line.
        points: what it adds.
    """

    group: str
    title: str
    word: str
    points: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Heat:
    """How hot a line is. `is_known` is false where nobody has written down the hot words of its language: then only
    marks and brevity were looked at."""

    parts: tuple[HeatPart, ...]
    is_known: bool

    @property
    def total(self) -> float:
        """0 to 100: the sum of the parts."""
        return sum(part.points for part in self.parts)


@lru_cache(maxsize=_KEPT)
def heat_of(text: str, language: str) -> Heat:
    """How charged a line is, 0 to 100, and by which words and marks.

    Args:
        text: a line as it is on screen.
        language: its BCP 47 tag.
    """
    lexicon = load_heat(language)
    plain, written = spell(text, language), write_plain(text)
    # a word that is said twice counts once
    found = {written[place].strip(): group for group, place in lexicon.find(plain)} if lexicon else {}
    words = sorted(found.items(), key=lambda pair: -pair[1].weight)
    parts = [
        HeatPart(group=group.id, title=group.title, word=word, points=group.weight * _NEXT**place)
        for place, (word, group) in enumerate(words[:_MOST_WORDS])
    ]
    return Heat(
        parts=tuple(_within(_MAX, [*parts, *_judge_manner(written, has_words=bool(parts))])), is_known=bool(lexicon)
    )


def _judge_manner(plain: str, *, has_words: bool) -> Iterator[HeatPart]:
    shouts, asks = plain.count("!"), len(re.findall("[?؟]", plain))
    if shouts > 1 or (shouts and asks):
        yield HeatPart(group="marks", title="shouted", word="!!" if shouts > 1 else "!?", points=_SHOUT_TWICE)
    elif shouts:
        yield HeatPart(group="marks", title="exclaimed", word="!", points=_SHOUT)
    elif asks:
        yield HeatPart(group="marks", title="asked", word="?", points=_ASK)
    if (has_words or shouts) and _is_short(plain):
        yield HeatPart(group="short", title="a short line", word=plain.strip(), points=_SHORT)


def _is_short(plain: str) -> bool:
    letters = fold(plain)
    is_unspaced = has_han(letters) or any("\u3040" <= char <= "\u30ff" for char in letters)
    if is_unspaced:
        return 0 < len(letters) <= _SHORT_CHARACTERS
    return 0 < len(re.findall(r"\w+(?:['’]\w+)*", plain)) <= _SHORT_WORDS


def _within(limit: float, parts: list[HeatPart]) -> Iterator[HeatPart]:
    """The parts in their order, cut so that they add up to no more than the limit."""
    left = limit
    for part in parts:
        if left <= 0:
            return
        points = min(part.points, left)
        left -= points
        yield HeatPart(group=part.group, title=part.title, word=part.word, points=points)
