"""What lines are compared by, and from when on they are alike. Pure, and quick to load."""

from __future__ import annotations

from reelbridge.core.text import fold

#: the least likeness in percent; 70 to 75 is what translators' tools show by default. One wrong character in a line of
#: four leaves 75.
FUZZY_THRESHOLD = 70.0

#: the score of a line that is the memory's but for punctuation, width and line breaks
EXACT_SCORE = 100.0

#: characters of a line that others can be like; a subtitle has less than 200
LONGEST = 9_999

#: keys in one row of the index: as many as 16 bits can name
PART_BITS = 16


def match_key(text: str) -> str:
    """What lines are compared by. A line that is all signs (`……？`) stands for itself."""
    return fold(text) or "".join(text.split())
