"""The words of a script laid over the rows of the picture, character by character."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from reelbridge.subtitles.scripts.folding import Folded, fold_text

#: what begins words, so that it goes with those that follow
_OPENING = "“‘「『《〈（【([{¿¡"
#: what ends a line of wide characters needs no space before the next
_WIDE_ENDS = "。！？；，、…：”’」』》〉）】"


def join_texts(texts: Sequence[str]) -> str:
    """Lines of the script one after the other, parted by a space unless punctuation already parts them."""
    joined = ""
    for text in texts:
        gap = "" if not joined or joined[-1].isspace() or joined[-1] in _WIDE_ENDS else " "
        joined += gap + text
    return joined


def lay(text: str, rows: Sequence[str]) -> tuple[str, ...]:
    """Part a text where the rows end that were read: as many parts as rows, together the whole text but for spaces.

    A part may be empty where nothing of the text is like its row.

    Args:
        text: the words of the script.
        rows: what was read of the same words, in order.
    """
    words = fold_text(text)
    read = [fold_text(row).key for row in rows]
    blocks = Levenshtein.opcodes(words.key, "".join(read))
    parts: list[str] = []
    start, end_in_read = 0, 0
    for row in read[:-1]:
        end_in_read += len(row)
        ranges = [
            _between(block.src_start, block.src_end, block.dest_start, block.dest_end, end_in_read)
            for block in blocks
            if block.dest_start <= end_in_read <= block.dest_end
        ]
        lowest = min((low for low, _ in ranges), default=0)
        highest = max((high for _, high in ranges), default=0)
        end = max(start, _place(words, _choose(words, lowest, highest)))
        parts.append(text[start:end].strip())
        start = end
    return (*parts, text[start:].strip())


def _between(src_start: int, src_end: int, dest_start: int, dest_end: int, end: int) -> tuple[int, int]:
    """The places in a block of the words that stand for a place in what was read, the first and the last."""
    if dest_start == dest_end:
        return src_start, src_end
    if src_start == src_end:
        return src_start, src_start
    return src_start + end - dest_start, src_start + end - dest_start


def _choose(words: Folded, lowest: int, highest: int) -> int:
    """Where to part, between two places that both fit what was read: after punctuation, never inside a word."""
    index = next((index for index in range(highest, lowest - 1, -1) if words.has_mark_before(index)), highest)
    if not words.is_in_word(index):
        return index
    before = next(place for place in range(index, -1, -1) if not words.is_in_word(place))
    after = next(place for place in range(index, len(words.plain) + 1) if not words.is_in_word(place))
    return before if index - before <= after - index else after


def _place(words: Folded, index: int) -> int:
    """The place in the text that parts it before `plain[index]`: what ends words stays, what begins them goes."""
    if index <= 0:
        return 0
    if index >= len(words.places):
        return len(words.text)
    place, least = words.places[index], words.places[index - 1] + 1
    while place > least and words.text[place - 1] in _OPENING:
        place -= 1
    return max(place, words.places[index - 1])
