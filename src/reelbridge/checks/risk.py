"""How much a line asks for a person's eyes, so that reviewers read the worst tenth first. Pure.

Every reason adds its weight, and every weight is said: a number that cannot be taken apart would not be believed. The
weights are our judgement of what a wrong line costs and how often the sign is right; none is measured yet against what
reviewers changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from rapidfuzz import fuzz

from reelbridge.core.text import fold
from reelbridge.model.cue import CLIFFHANGER_MS, HOOK_MS
from reelbridge.model.draft import LineOrigin, LocalizedLine
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.term import Term, TermKind

#: likeness (0 to 100) of two answers to one question below which they say something else
ALIKE = 60.0

MOST = 100.0

_UNTRANSLATED = 100.0
_ERROR = 40.0
_WARNING = 12.0
_REASON = 30.0
_DISAGREEMENT = 30.0
_UNSURE_READING = 25.0
_SHORTENED = 8.0
_CULTURE = 10.0
_HOOK = 10.0
_CLIFFHANGER = 10.0
#: a text that no person has seen
_NEW = 20.0
#: a translation of another line; per percent that this one differs from it
_PER_PERCENT = 1.0


def with_risks(
    lines: Sequence[LocalizedLine], findings: Iterable[Finding], terms: Sequence[Term], *, end_ms: int
) -> tuple[LocalizedLine, ...]:
    """The lines with their risk and what it is made of.

    Args:
        lines: one episode in one locale.
        findings: what the checks found in it.
        terms: those of the episode; forms of address are bound to a culture.
        end_ms: the end of the video.
    """
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(finding.cue_id, []).append(finding)
    bound = tuple(term.source for term in terms if term.kind is TermKind.ADDRESS)
    return tuple(_with_risk(line, tuple(_parts(line, found.get(line.cue.id, ()), bound, end_ms))) for line in lines)


def _with_risk(line: LocalizedLine, parts: tuple[tuple[float, str], ...]) -> LocalizedLine:
    ranked = sorted(parts, key=lambda part: -part[0])
    risk = min(MOST, sum(weight for weight, _ in parts))
    return replace(line, risk=risk, risks=tuple(f"{name} +{weight:.0f}" for weight, name in ranked))


def _parts(
    line: LocalizedLine, findings: Sequence[Finding], bound: Sequence[str], end_ms: int
) -> Iterator[tuple[float, str]]:
    if line.origin is LineOrigin.DECIDED:  # a person has looked; what the checks still find is worth a second look
        yield from _of_findings(findings)
        return
    if not line.is_translated:
        yield _UNTRANSLATED, "not translated"
    else:
        yield from _of_text(line, bound)
    yield from _of_findings(finding for finding in findings if finding.check_id != "untranslated")
    if line.source.is_unsure:
        yield _UNSURE_READING, "the original was not read for sure"
    elif line.reason:
        yield _REASON, "the engine had a doubt"
    if line.source.start_ms < HOOK_MS:
        yield _HOOK, "in the first 3 s"
    if line.source.end_ms > end_ms - CLIFFHANGER_MS:
        yield _CLIFFHANGER, "in the last 10 s"


def _of_text(line: LocalizedLine, bound: Sequence[str]) -> Iterator[tuple[float, str]]:
    is_new = line.origin in (LineOrigin.MACHINE, LineOrigin.FUZZY)
    if line.origin is LineOrigin.MACHINE:
        yield _NEW, "no person has seen it"
    elif line.origin is LineOrigin.FUZZY:
        yield _PER_PERCENT * (MOST - line.score), "the memory has another line like it"
    if line.second and fuzz.ratio(fold(line.second), fold(line.full or line.cue.text)) < ALIKE:
        yield _DISAGREEMENT, "asked twice, the model said something else"
    if line.full:
        yield _SHORTENED, "shortened to be read in time"
    if is_new and any(source in line.source.text for source in bound):
        yield _CULTURE, "a form of address"


def _of_findings(findings: Iterable[Finding]) -> Iterator[tuple[float, str]]:
    weights = {Severity.ERROR: _ERROR, Severity.WARNING: _WARNING}
    for finding in findings:
        if finding.severity in weights:
            yield weights[finding.severity], finding.check_id
