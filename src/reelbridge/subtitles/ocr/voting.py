"""One text from several readings of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rapidfuzz.distance import Levenshtein

from reelbridge.subtitles.ocr.recognizers import Reading


def vote(readings: Sequence[Reading]) -> Reading:
    """Decide every character by the confidences of those who read it.

    The reading that most others agree with gives the length (the surest among equals, the longest among those); the
    others vote where they align with it, also for what they hold possible. Readings of nothing count against the
    result: they lower its confidence.
    """
    spoken = [reading for reading in readings if reading.text]
    if not spoken:
        return Reading(text="", confidences=())
    counts = Counter(reading.text for reading in spoken)
    base = max(
        spoken,
        key=lambda reading: (counts[reading.text], round(reading.confidence, 1), len(reading.text), reading.confidence),
    )
    ballots: list[dict[str, float]] = [{} for _ in base.text]
    for reading in spoken:
        for piece in Levenshtein.opcodes(base.text, reading.text):
            if piece.tag in ("equal", "replace"):
                for place, other in zip(
                    range(piece.src_start, piece.src_end), range(piece.dest_start, piece.dest_end), strict=False
                ):
                    for char, weight in _votes(reading, other):
                        ballots[place][char] = ballots[place].get(char, 0.0) + weight / len(readings)
    ranked = [sorted(ballot.items(), key=lambda item: -item[1]) for ballot in ballots]
    return Reading(
        text="".join(ranking[0][0] for ranking in ranked),
        confidences=tuple(min(1.0, ranking[0][1]) for ranking in ranked),
        others=tuple(tuple((char, min(1.0, weight)) for char, weight in ranking[1:]) for ranking in ranked),
    )


def _votes(reading: Reading, place: int) -> tuple[tuple[str, float], ...]:
    """What a reading says of one of its characters."""
    others = reading.others[place] if reading.others else ()
    return ((reading.text[place], reading.confidences[place]), *others)


def differs_surely(first: Reading, second: Reading, *, sureness: float = 0.8) -> bool:
    """Whether both are sure of what they read where they differ, so that one is no slip of the other."""
    for piece in Levenshtein.opcodes(first.text, second.text):
        if piece.tag == "equal":
            continue
        sure = first.confidences[piece.src_start : piece.src_end]
        sure += second.confidences[piece.dest_start : piece.dest_end]
        if min(sure) >= sureness:
            return True
    return False
