"""What came back from a person, beside what was handed out and what stands in the series now. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reelbridge.core.lang import language_of
from reelbridge.core.text import has_han
from reelbridge.model.cue import Cue
from reelbridge.model.decision import Conflict, Decision, Side
from reelbridge.model.handout import Returned, ReturnedLine
from reelbridge.translate.decisions.placing import find_cue
from reelbridge.translate.decisions.words import is_same, is_same_but_for_spaces, is_untouched, was_decided, words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingLine:
    """A line as it stands in the series now: its cue, its translation (empty for none), and a person's word on it."""

    cue: Cue
    text: str
    decision: Decision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One episode in one locale as it stands now, with everything that was ever decided or disputed about it."""

    lines: tuple[StandingLine, ...]
    decisions: tuple[Decision, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who took a file in and when; `prefer` says whose text to take where there is a conflict, None for nobody's."""

    by: str
    at: str
    prefer: Side | None = None


class Refusal(StrEnum):
    """Why a line of a file is not taken."""

    UNKNOWN = "there is no such line"
    TWICE = "it stands in the file more than once, with different texts"
    ALTERED = "the original or the given translation was changed in the file; only the translation may be"
    EMPTIED = "its translation was emptied; the old one is kept"
    COPIED = "it says the same as the original; the old translation is kept"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line of a file that cannot be taken."""

    episode: int
    locale: str
    cue_id: str
    reason: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What comes out of a file.

    Attributes:
        decisions: to be written down.
        conflicts: those that are still open, new or not.
        to_keep: conflicts to be written down: new ones, and those that are settled now.
        refused: lines that cannot be taken.
        unchanged: how many lines say nothing new.
    """

    decisions: tuple[Decision, ...]
    conflicts: tuple[Conflict, ...]
    to_keep: tuple[Conflict, ...]
    refused: tuple[Refused, ...]
    unchanged: int


def compare(returned: Returned, standing: Standing, signature: Signature) -> Comparison:
    """Sort the lines of a file by what they mean; none gets lost, and taking the same file twice changes nothing."""
    comparing = _Comparing(returned, standing, signature)
    for line in _each_once(returned.lines):
        comparing.look_at(line)
    return comparing.result()


def settle(conflict: Conflict, signature: Signature) -> tuple[Conflict, Decision | None]:
    """A conflict with its end, and the decision that follows from it, if one does."""
    if signature.prefer is not Side.FILE:
        return replace(conflict, settled=signature.prefer), None
    source = conflict.source_now or conflict.decision.source
    taken = replace(conflict.decision, source=source, at=signature.at)
    return replace(conflict, settled=signature.prefer), taken


def _each_once(lines: Sequence[ReturnedLine]) -> tuple[ReturnedLine, ...]:
    """A line that stands twice is one if both say the same."""
    found: dict[str, ReturnedLine] = {}
    for line in lines:
        first = found.setdefault(line.cue_id, line)
        if not is_same(first.text, line.text):
            found[line.cue_id] = replace(first, problem=Refusal.TWICE)
    return tuple(found.values())


class _Comparing:
    """One file on its way in."""

    def __init__(self, returned: Returned, standing: Standing, signature: Signature) -> None:
        self._returned, self._signature = returned, signature
        self._by_id = {line.cue.id: line for line in standing.lines}
        self._by_source: Mapping[str, list[Cue]] = defaultdict(list)
        for line in standing.lines:
            self._by_source[words_of(line.cue.text)].append(line.cue)
        self._known = {_essence(decision) for decision in standing.decisions}
        self._disputed = {_essence(conflict.decision): conflict for conflict in standing.conflicts}
        self._decisions: list[Decision] = []
        self._open: list[Conflict] = []
        self._to_keep: list[Conflict] = []
        self._refused: list[Refused] = []
        self._unchanged = 0

    def result(self) -> Comparison:
        return Comparison(
            decisions=tuple(self._decisions),
            conflicts=tuple(self._open),
            to_keep=tuple(self._to_keep),
            refused=tuple(self._refused),
            unchanged=self._unchanged,
        )

    def look_at(self, line: ReturnedLine) -> None:
        here = self._find(line)
        given = _given(line, here)
        is_kept_text = given is not None and is_same(line.text, given)
        if line.problem:
            self._refuse(line, line.problem)
        elif line.check and None not in (line.source, line.given) and not _is_as_given(line):
            self._refuse(line, Refusal.ALTERED)
        elif not line.text:
            self._pass_over(line, Refusal.EMPTIED, had_text=bool(given))
        elif not is_kept_text and self._is_copy(line, here):
            self._pass_over(line, Refusal.COPIED, had_text=bool(given))
        elif is_kept_text and (not line.is_approved or was_decided(line.check)):
            self._unchanged += 1
        else:
            self._take(line, here, given)

    def _find(self, line: ReturnedLine) -> StandingLine | None:
        """The line of the series that is meant: by id, unless another line says now what the person saw."""
        here = self._by_id.get(line.cue_id)
        if line.source is None or (here and is_same(here.cue.text, line.source)):
            return here
        alike = self._by_source.get(words_of(line.source), [])
        moved = find_cue(alike, cue_id=line.cue_id, start_ms=None)
        return self._by_id[moved.id] if moved else here

    def _is_copy(self, line: ReturnedLine, here: StandingLine | None) -> bool:
        """Tools put the original in where a line is not translated. Between two ways of writing Chinese it may be a
        translation, and then the person approves it."""
        source = line.source if line.source is not None else here.cue.text if here else ""
        if not is_same(line.text, source):
            return False
        is_chinese = language_of(self._returned.locale) == "zh"
        return not line.is_approved if is_chinese or not has_han(source) else True

    def _pass_over(self, line: ReturnedLine, reason: Refusal, *, had_text: bool) -> None:
        """A line that was empty before and says nothing now was simply not worked on."""
        if had_text:
            self._refuse(line, reason)
        else:
            self._unchanged += 1

    def _refuse(self, line: ReturnedLine, reason: str) -> None:
        self._refused.append(
            Refused(
                episode=self._returned.episode,
                locale=self._returned.locale,
                cue_id=line.cue_id,
                reason=str(reason),
                text=line.text,
            )
        )

    def _take(self, line: ReturnedLine, here: StandingLine | None, given: str | None) -> None:
        decision = self._decision(line, here, given)
        if decision is None:
            self._refuse(line, Refusal.UNKNOWN)
            return
        if _essence(decision) in self._known or (here and here.decision and self._says(here, line)):
            self._unchanged += 1
            return
        disputed = self._disputed.get(_essence(decision))
        if disputed and disputed.settled:
            self._unchanged += 1
        elif self._is_conflict(line, here, given):
            conflict = Conflict(
                decision=disputed.decision if disputed else decision,
                source_now=here.cue.text if here else "",
                text_now=here.text if here else "",
            )
            self._dispute(conflict, is_new=disputed is None)
        else:
            self._decisions.append(decision)

    def _decision(self, line: ReturnedLine, here: StandingLine | None, given: str | None) -> Decision | None:
        source = line.source if line.source is not None else here.cue.text if here else None
        if source is None:
            return None
        is_seen = here is not None and is_same(here.cue.text, source)
        return Decision(
            episode=self._returned.episode,
            locale=self._returned.locale,
            cue_id=here.cue.id if here and is_seen else line.cue_id,
            # the source exactly as it stands, where a file has only changed the way it is written
            source=here.cue.text if here and is_seen else source,
            before=given or "",
            text=line.text,
            start_ms=here.cue.start_ms if here else None,
            by=self._signature.by,
            at=self._signature.at,
            via=self._returned.via,
        )

    @staticmethod
    def _says(here: StandingLine, line: ReturnedLine) -> bool:
        is_same_source = line.source is None or is_same(here.cue.text, line.source)
        return is_same_source and is_same(here.text, line.text)

    def _is_conflict(self, line: ReturnedLine, here: StandingLine | None, given: str | None) -> bool:
        if here is None or (line.source is not None and not is_same(here.cue.text, line.source)):
            return True
        if any(is_same_but_for_spaces(here.text, each) for each in (line.text, given) if each is not None):
            return False  # breaking a line anew is no change of it
        if here.decision and here.decision.by and here.decision.by == self._signature.by:
            return False  # the same person's later word
        return bool(given is not None or line.check or here.decision)

    def _dispute(self, conflict: Conflict, *, is_new: bool) -> None:
        if self._signature.prefer is None:
            self._open.append(conflict)
            if is_new:
                self._to_keep.append(conflict)
            return
        settled, taken = settle(conflict, self._signature)
        self._to_keep.append(settled)
        if taken:
            self._decisions.append(taken)


def _essence(decision: Decision) -> tuple[str, str, str, str]:
    """What makes two decisions of an episode one: not who said it, nor when."""
    return decision.cue_id, words_of(decision.source), words_of(decision.before), words_of(decision.text)


def _given(line: ReturnedLine, here: StandingLine | None) -> str | None:
    """The translation that the person was given; None where nothing says what it was."""
    if line.given is not None:
        return line.given
    source = line.source if line.source is not None else here.cue.text if here else ""
    if here and line.check and is_untouched(line.check, line.cue_id, source, here.text):
        return here.text
    return None


def _is_as_given(line: ReturnedLine) -> bool:
    return is_untouched(line.check, line.cue_id, line.source or "", line.given or "")
