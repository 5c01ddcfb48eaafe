"""A series votes on single characters: the same name or word read two ways becomes the way it is mostly read.

There is no dictionary. What a character should be is told by its neighbours over the whole series: 自 is followed by
己 fifty times and by 已 once. Because a rare word is no error, a character is touched only where there is a reason to
doubt it, and the less reason, the more the series has to say:

- *seen*: the reader saw the other character there as well;
- *alike*: both look alike in shape, or the reader wavers between the two elsewhere in the series;
- *doubtful*: the reader was not sure of the line or of the place.

A character is never touched if its own neighbours support it, nor if both stand for each other everywhere (他 and 她).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from reelbridge.core.text import HAN
from reelbridge.model.consensus import Consensus, Correction
from reelbridge.model.cue import Alternative, Cue, CueList
from reelbridge.subtitles.proof.contexts import Contexts, Window, windows
from reelbridge.subtitles.proof.shapes import look_alikes

#: the origin of a list that was read from the picture; what people wrote is counted and never changed
_READ = "burned-in"

#: the reader's confidence in an alternative, under which it is noise
_MIN_SEEN = 0.1
#: the reader's confidence in a line under which every place of it is doubtful; clean lines have 0.97 and more
_DOUBTFUL = 0.8
#: lines in which the reader has to waver between two characters for both to be alike
_MIN_WAVERED = 3

#: two characters that share this much of their neighbours stand for each other; the rarer is then well known
_MAX_SHARED, _WELL_KNOWN = 0.3, 8
#: a character seen only so often in a whole series may well be a misreading of its look-alike, wherever it stands
_RARE = 2
#: sightings from which a change is sure, if the characters are alike or were both seen
_SURE_SUPPORT = 8


class Reason(Enum):
    """Why a reading may be doubted."""

    SEEN = "seen"
    ALIKE = "alike"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Need:
    """What has to be said for a change.

    Attributes:
        size: of the shortest window that counts.
        sightings: of the new character in one window.
        on_both_sides: of the new character beside both neighbours together, where each knows it.
        majority: how many times as often as the old one the new one is seen in every window.
        share: of a window's sightings that are the new character's, from which it belongs there.
    """

    size: int
    sightings: int
    on_both_sides: int
    majority: int
    share: float


#: more than a series has lines
_NEVER = 1_000_000

_NEEDS = {
    Reason.SEEN: _Need(size=2, sightings=3, on_both_sides=3, majority=8, share=0.5),
    Reason.ALIKE: _Need(size=2, sightings=4, on_both_sides=8, majority=8, share=0.8),
    Reason.DOUBTFUL: _Need(size=3, sightings=8, on_both_sides=_NEVER, majority=_NEVER, share=0.8),
}


def settle(lists: Sequence[CueList]) -> Consensus:
    """The corrections of a series.

    Args:
        lists: all episodes; those that were not read from the picture are only counted.
    """
    # each text once: a line that is shown again, at the start of the next episode, is misread again and proves nothing
    contexts = Contexts(sorted({cue.text for cues in lists for cue in cues.cues}))
    read = [cue for cues in lists if cues.origin == _READ for cue in cues.cues]
    wavers = _wavers(read)
    found = {correction for cue in read for correction in _vote(cue, contexts, wavers)}
    # cues of two episodes may have the same id and text; where they differ in the rest, the less sure one stands
    ordered = sorted(found, key=lambda one: (one.cue_id, one.text, one.at, not one.is_unsure, one.now))
    by_place = {(one.cue_id, one.text, one.at): one for one in reversed(ordered)}
    return Consensus(corrections=tuple(reversed(by_place.values())))


def select_corrections(cues: CueList, consensus: Consensus) -> Consensus:
    """Those that touch a list."""
    here = {(cue.id, cue.text) for cue in cues.cues} if cues.origin == _READ else set()
    return Consensus(corrections=tuple(one for one in consensus.corrections if (one.cue_id, one.text) in here))


def apply_consensus(cues: CueList, consensus: Consensus) -> CueList:
    """The list with its corrections made; what was read stays as an alternative, with the reader's confidence."""
    by_cue: dict[tuple[str, str], list[Correction]] = {}
    for correction in select_corrections(cues, consensus).corrections:
        by_cue.setdefault((correction.cue_id, correction.text), []).append(correction)
    return replace(cues, cues=tuple(_correct(cue, by_cue.get((cue.id, cue.text), [])) for cue in cues.cues))


def _correct(cue: Cue, corrections: Iterable[Correction]) -> Cue:
    for one in corrections:
        end = one.at + len(one.was)
        old = Alternative(at=one.at, length=len(one.was), text=one.was, confidence=cue.confidence)
        others = [
            other for other in cue.alternatives if (other.at, other.length, other.text) != (one.at, old.length, one.now)
        ]
        cue = replace(
            cue,
            text=cue.text[: one.at] + one.now + cue.text[end:],
            alternatives=tuple(sorted((*others, old), key=lambda other: (other.at, other.length))),
            is_unsure=cue.is_unsure or one.is_unsure,
        )
    return cue


def _wavers(cues: Iterable[Cue]) -> frozenset[frozenset[str]]:
    """Pairs of characters between which the reader wavers in several lines."""
    counts = Counter(
        pair
        for cue in cues
        for pair in {frozenset((cue.text[at], other)) for at, other in _other_chars(cue.text, cue.alternatives)}
    )
    return frozenset(pair for pair, count in counts.items() if count >= _MIN_WAVERED)


def _other_chars(text: str, alternatives: Iterable[Alternative]) -> Iterator[tuple[int, str]]:
    """Places and the other character seen there, of alternatives that are as long as what they stand for."""
    for other in alternatives:
        if len(other.text) == other.length and other.confidence >= _MIN_SEEN:
            for at, char in enumerate(other.text, other.at):
                if at < len(text) and char != text[at]:
                    yield at, char


def _vote(cue: Cue, contexts: Contexts, wavers: frozenset[frozenset[str]]) -> Iterator[Correction]:
    seen: dict[int, set[str]] = {}
    for at, other in _other_chars(cue.text, cue.alternatives):
        seen.setdefault(at, set()).add(other)
    doubted = {at for other in cue.alternatives for at in range(other.at, other.at + other.length)}
    for at, was in enumerate(cue.text):
        if not HAN.match(was) and not look_alikes(was):
            continue
        around = tuple(windows(cue.text, at))
        candidates = dict.fromkeys(look_alikes(was), Reason.ALIKE)
        candidates |= {char: Reason.ALIKE for pair in wavers if was in pair for char in pair - {was}}
        if cue.confidence < _DOUBTFUL or at in doubted:
            usual = {char for window in around for char, _ in contexts.in_window(window).most_common(1)}
            candidates = dict.fromkeys(usual - {was}, Reason.DOUBTFUL) | candidates
        candidates |= dict.fromkeys(seen.get(at, ()), Reason.SEEN)
        supports = {
            char: (_support(around, was, char, reason, contexts), reason)
            for char, reason in candidates.items()
            if HAN.match(char) or look_alikes(char)
        }
        now = max(sorted(supports), key=lambda char: supports[char][0], default=None)
        if now is not None and supports[now][0]:
            support, reason = supports[now]
            is_unsure = reason is Reason.DOUBTFUL or support < _SURE_SUPPORT
            yield Correction(cue_id=cue.id, text=cue.text, at=at, was=was, now=now, is_unsure=is_unsure)


def _support(around: Sequence[Window], was: str, now: str, reason: Reason, contexts: Contexts) -> int:
    """How often the series has the new character where the old one stands; 0 if that is not enough to change it."""
    ours = {window: contexts.in_window(window)[now] for window in around}
    theirs = {window: contexts.in_window(window)[was] - 1 for window in around}  # without the place itself
    need = _NEEDS[reason]
    if any(theirs[window] * need.majority > ours[window] for window in around):
        return 0
    is_rare = contexts.count(was) <= _RARE and now in look_alikes(was)
    sides = [ours[window] for window in around if window.size == 2]
    best = 0
    for window in around:
        if window.size >= need.size and ours[window] >= need.sightings:
            belongs = ours[window] >= need.share * (contexts.in_window(window).total() - 1)
            is_known = window.size > 2 or ours[window] >= _SURE_SUPPORT or min(sides) > 0
            if is_rare or (belongs and is_known) or (window.is_inside and reason is not Reason.DOUBTFUL):
                best = max(best, ours[window])
    if len(sides) == 2 and min(sides) and sum(sides) >= need.on_both_sides:
        best = max(best, min(sum(sides), _SURE_SUPPORT - 1))  # two neighbours, each by itself: never sure
    return 0 if best and _stand_for_each_other(was, now, contexts) else best


def _stand_for_each_other(was: str, now: str, contexts: Contexts) -> bool:
    if min(contexts.count(was), contexts.count(now)) < _WELL_KNOWN:
        return False
    return contexts.shared(was, now) >= _MAX_SHARED
