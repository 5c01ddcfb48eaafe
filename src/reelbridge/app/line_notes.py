"""What a translator is told about a line, in words, besides what stands in the line itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reelbridge.core.time import format_clock
from reelbridge.model.brief import AddressForm, Brief, Person, Thing
from reelbridge.model.cue import CueKind
from reelbridge.model.draft import LocalizedLine
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.term import Term

#: lines before that are shown: who speaks to whom, and what a dropped subject stands for
LINES_BEFORE = 2


def notes_of_line(
    line: LocalizedLine,
    *,
    max_chars: int,
    findings: Sequence[Finding],
    brief: Brief,
    terms: Sequence[Term],
    before: Sequence[LocalizedLine],
) -> tuple[str, ...]:
    """One note a row: what limits the line, why it needs a look, who and what is in it, what was said before.

    Args:
        line: the line.
        max_chars: how many characters can be read while it is on screen.
        findings: what the checks found in it.
        brief: the bible, narrowed to this line.
        terms: the fixed renderings of words in it.
        before: the lines before it, in order.
    """
    return (
        *_limits(line, max_chars),
        *_doubts(line, findings),
        *_background(brief, terms),
        *(f"before: {_flat(each.source.text)}{_said(each)}" for each in before[-LINES_BEFORE:]),
    )


def notes_of_episode(brief: Brief) -> tuple[str, ...]:
    """What the series is about, what has happened, and what happens here."""
    told = (("synopsis", brief.synopsis), ("so far", brief.story), ("here", brief.summary))
    return tuple(f"{name}: {text}" for name, text in told if text)


def _limits(line: LocalizedLine, max_chars: int) -> Iterator[str]:
    cue = line.source
    kind = ", a sign in the picture" if cue.kind is CueKind.SIGN else ""
    seconds = f"at {format_clock(cue.start_ms)} for {cue.duration_ms / 1000:.1f} s"
    yield f"{seconds}, at most {max_chars} characters{kind}"
    if cue.speaker:
        yield f"speaker: {cue.speaker}"


def _doubts(line: LocalizedLine, findings: Sequence[Finding]) -> Iterator[str]:
    reasons = [line.reason, *line.risks, *(each.message for each in findings if each.severity is not Severity.NOTE)]
    for reason in dict.fromkeys(reason for reason in reasons if reason):
        yield f"please look: {_flat(reason)}"
    if line.full:
        yield f"shortened from: {_flat(line.full)}"
    if line.second:
        yield f"asked once more, the model wrote: {_flat(line.second)}"


def _background(brief: Brief, terms: Sequence[Term]) -> Iterator[str]:
    yield from map(_person, brief.people)
    yield from map(_address, brief.addresses)
    yield from map(_thing, brief.things)
    for term in terms:
        forbidden = f", not {', '.join(term.forbidden)}" if term.forbidden else ""
        yield f"{term.source} = {term.target}{forbidden}"
    yield from map(_flat, brief.secrets)


def _person(person: Person) -> str:
    name = f"{person.name} ({person.called})" if person.called else person.name
    known = (person.gender.value if person.gender else "", person.age, person.rank, person.speech)
    return _flat(f"{name}: {', '.join(each for each in known if each) or 'somebody in the series'}")


def _address(address: AddressForm) -> str:
    says = f" says {', '.join(address.says)}" if address.says else ""
    parts = [each for each in (address.use and f"use {address.use}", address.note) if each]
    return _flat(f"{address.speaker} to {address.listener}{says}: {'; '.join(parts) or 'no form is set'}")


def _thing(thing: Thing) -> str:
    return _flat(f"{thing.source}: {thing.meaning}")


def _said(line: LocalizedLine) -> str:
    return f" / {_flat(line.cue.text)}" if line.is_translated else ""


def _flat(text: str) -> str:
    return text.replace("\n", " ")
