"""Which line of an episode each decision is about, now that the episode may have been read anew.

A decision holds for a source text. It is found, in this order, at the line with that text that starts when it did, at
the line with that text and its id, or at the line with that text that is nearest in time and not far off. Where there
is none, the decision is kept aside: a translation of other words is worth showing, and never worth using unseen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reelbridge.model.cue import Cue, CueList
from reelbridge.model.decision import Decision, DecisionList


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Decisions by the id of the cue that they are about. `aside` are those whose source text is gone, by the cue that
    stands in its place and that nobody decided about."""

    decided: Mapping[str, Decision]
    aside: Mapping[str, Decision]


#: how far a line may have moved and still be the line that was meant, where another says the same. Lines that are read
#: anew move by frames; a minute on, the same word is another line.
NEAR_MS = 5_000


def place_decisions(cues: CueList, decisions: DecisionList) -> Placement:
    """Find the line of every decision; of two about one line the later one holds. A line that is certainly meant comes
    before one that only says the same."""
    by_text: dict[str, list[Cue]] = defaultdict(list)
    for cue in cues.cues:
        by_text[cue.text].append(cue)
    decided: dict[str, Decision] = {}
    unsure: list[Decision] = []
    latest_first = [each for each in reversed(decisions.decisions) if each.text.strip()]
    for decision in latest_first:
        found = _certain(by_text.get(decision.source, ()), decision.cue_id, decision.start_ms)
        if found is None:
            unsure.append(decision)
        else:
            decided.setdefault(found.id, decision)
    aside: dict[str, Decision] = {}
    for decision in unsure:
        found = _near(by_text.get(decision.source, ()), decision)
        if found is not None:
            decided.setdefault(found.id, decision)
        elif (place := _cue_in_its_place(cues.cues, decision)) is not None:
            aside.setdefault(place.id, decision)
    return Placement(decided=decided, aside={cue_id: each for cue_id, each in aside.items() if cue_id not in decided})


def _certain(alike: Sequence[Cue], cue_id: str, start_ms: int | None) -> Cue | None:
    return next((cue for cue in alike if cue.start_ms == start_ms), None) or next(
        (cue for cue in alike if cue.id == cue_id), None
    )


def _near(alike: Sequence[Cue], decision: Decision) -> Cue | None:
    found = _nearest(alike, decision.start_ms)
    if found is None or decision.start_ms is None or abs(found.start_ms - decision.start_ms) <= NEAR_MS:
        return found
    return None


def find_cue(alike: Sequence[Cue], *, cue_id: str, start_ms: int | None) -> Cue | None:
    """The line that is meant among those that say the same; without a time that may be none of several."""
    return _certain(alike, cue_id, start_ms) or _nearest(alike, start_ms)


def _nearest(cues: Sequence[Cue], start_ms: int | None) -> Cue | None:
    if start_ms is None:
        return cues[0] if len(cues) == 1 else None
    return min(cues, key=lambda cue: abs(cue.start_ms - start_ms), default=None)


def _cue_in_its_place(cues: Sequence[Cue], decision: Decision) -> Cue | None:
    by_id = next((cue for cue in cues if cue.id == decision.cue_id), None)
    return by_id or _nearest(cues, decision.start_ms)
