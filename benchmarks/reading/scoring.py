"""How well lines were read. What is counted, exactly:

*Folding.* Texts are compared as `reelbridge.core.text.fold` leaves them: letters and digits, width and case folded.

*Found.* A line read belongs to a true one if it is up for at least half of the time of the true line and at most 34 %
of its characters are wrong. Lines are paired one to one in the order of time so that the sum of what is right is
largest. Recall is the share of true lines that are found, precision the share of read lines that found one, exact the
share of true lines found without a single wrong character.

*Character error rate.* Wrong characters (Levenshtein) of the found lines plus all characters of those not found, by
all true characters. What was read where there is no line counts in precision, not here.

*Times.* Absolute errors of start and end of the found lines.

*Marks.* Lines that contain a watermark, a title or a disclaimer (or most of one): of dialogue, and among the signs.
*Signs.* True signs that were read as signs at their time, with at most 34 % wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import partial_ratio

from benchmarks.footage.truth import Text, TextKind, Truth
from benchmarks.reading.answer import ReadLine
from reelbridge.core.text import fold

MAX_WRONG = 0.34
_MIN_OVERLAP = 0.5
_MARK_LIKENESS = 80.0
_COUNTS = (
    "lines", "read", "found", "exact", "characters", "wrong", "marks", "marks_as_signs", "signs", "signs_found",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A true line, and the read one that found it, if any."""

    true: Text
    read: ReadLine | None

    @property
    def wrong(self) -> int:
        """Wrong characters."""
        return Levenshtein.distance(fold(self.true.text), fold(self.read.text if self.read else ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Counts of one clip or of several; errors of times in ms and in frames, one for each end of each found line."""

    lines: int
    read: int
    found: int
    exact: int
    characters: int
    wrong: int
    errors_ms: tuple[float, ...]
    errors_frames: tuple[float, ...]
    marks: int
    marks_as_signs: int
    signs: int
    signs_found: int

    @property
    def recall(self) -> float:
        """Share of true lines that were found."""
        return self.found / self.lines if self.lines else 1.0

    @property
    def precision(self) -> float:
        """Share of read lines that found one."""
        return self.found / self.read if self.read else 1.0

    @property
    def cer(self) -> float:
        """Character error rate."""
        return self.wrong / self.characters if self.characters else 0.0


def wrong_share(true: str, read: str) -> float:
    """Wrong characters by true characters, both folded."""
    right = fold(true)
    return Levenshtein.distance(right, fold(read)) / max(1, len(right))


def _worth(true: Text, read: ReadLine) -> float:
    """What a pair is worth: 1 for a perfect one, 0 for none at all."""
    overlap = min(true.end_ms, read.end_ms) - max(true.start_ms, read.start_ms)
    if overlap < _MIN_OVERLAP * (true.end_ms - true.start_ms):
        return 0.0
    share = wrong_share(true.text, read.text)
    # the overlap decides between two readings that are equally good
    longest = max(true.end_ms, read.end_ms) - min(true.start_ms, read.start_ms)
    return (1.0 - share) + 0.01 * overlap / longest if share <= MAX_WRONG else 0.0


def pair_lines(true: Sequence[Text], read: Sequence[ReadLine]) -> tuple[tuple[Pair, ...], tuple[ReadLine, ...]]:
    """Pair in the order of time so that the worth is largest; the read lines that are left over come second."""
    true, read = sorted(true, key=lambda t: t.start_ms), sorted(read, key=lambda r: r.start_ms)
    best = np.zeros((len(true) + 1, len(read) + 1))
    worth = np.array([[_worth(t, r) for r in read] for t in true]).reshape(len(true), len(read))
    for i in range(len(true)):
        for j in range(len(read)):
            joined = best[i, j] + worth[i, j] if worth[i, j] else 0.0
            best[i + 1, j + 1] = max(best[i, j + 1], best[i + 1, j], joined)
    pairs: list[Pair] = []
    i, j, used = len(true), len(read), set()
    while i:
        if j and worth[i - 1, j - 1] and np.isclose(best[i, j], best[i - 1, j - 1] + worth[i - 1, j - 1]):
            pairs.append(Pair(true=true[i - 1], read=read[j - 1]))
            used.add(j - 1)
            i, j = i - 1, j - 1
        elif j and best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            pairs.append(Pair(true=true[i - 1], read=None))
            i -= 1
    return tuple(reversed(pairs)), tuple(line for number, line in enumerate(read) if number not in used)


def score(truth: Truth, lines: Sequence[ReadLine]) -> Score:
    """The figures of one clip."""
    dialogue = [line for line in lines if line.kind == "dialogue"]
    pairs, _ = pair_lines(truth.of(TextKind.DIALOGUE), dialogue)
    found = [pair for pair in pairs if pair.read]
    errors = [
        error
        for pair in found
        if pair.read
        for error in (abs(pair.read.start_ms - pair.true.start_ms), abs(pair.read.end_ms - pair.true.end_ms))
    ]
    signs = truth.of(TextKind.SIGN)
    return Score(
        lines=len(pairs),
        read=len(dialogue),
        found=len(found),
        exact=sum(pair.wrong == 0 for pair in found),
        characters=sum(len(fold(pair.true.text)) for pair in pairs),
        wrong=sum(pair.wrong for pair in pairs),
        errors_ms=tuple(float(error) for error in errors),
        errors_frames=tuple(error * float(truth.rate) / 1000 for error in errors),
        marks=sum(_is_mark(line, truth) for line in dialogue),
        marks_as_signs=sum(_is_mark(line, truth) for line in lines if line.kind == "sign"),
        signs=len(signs),
        signs_found=sum(any(_is_sign(sign, line) for line in lines if line.kind == "sign") for sign in signs),
    )


def add(scores: Sequence[Score]) -> Score:
    """Several clips as one."""
    counts = {name: sum(getattr(each, name) for each in scores) for name in _COUNTS}
    return Score(
        **counts,
        errors_ms=tuple(error for each in scores for error in each.errors_ms),
        errors_frames=tuple(error for each in scores for error in each.errors_frames),
    )


def _is_mark(line: ReadLine, truth: Truth) -> bool:
    read = fold(line.text)
    return any(
        len(read) >= 2 and partial_ratio(fold(mark.text), read) >= _MARK_LIKENESS
        for mark in truth.of(TextKind.WATERMARK)
    )


def _is_sign(sign: Text, line: ReadLine) -> bool:
    meets = line.start_ms < sign.end_ms and sign.start_ms < line.end_ms
    return meets and wrong_share(sign.text, line.text) <= MAX_WRONG
