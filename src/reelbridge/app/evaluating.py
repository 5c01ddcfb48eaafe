"""A translation measured against a reference, from files."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from reelbridge.checks.breaking import break_lines
from reelbridge.checks.check import CheckContext
from reelbridge.checks.registry import CHECKS, run_checks
from reelbridge.core.errors import InputError, ParseError
from reelbridge.formats.decoding import MAX_TEXT_BYTES, decode_text
from reelbridge.formats.subtitle_formats import SUBTITLE_FORMATS, extension_of, parse_subtitles
from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.xml_reading import MAX_XML_BYTES
from reelbridge.model.cue import Cue
from reelbridge.model.draft import LineOrigin, LocalizedLine
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.market import Market, load_market
from reelbridge.model.term import Term
from reelbridge.translate.evaluating import Comparison, compare

#: checks that measure times; lines of plain text have none
TIMED_CHECKS = frozenset({"reading-speed", "duration", "gap", "overlap"})

#: how long a line of plain text is said to stand, ms: any time would do, since none is looked at
_PLAIN_MS = 4000

#: frames per second that gaps are counted in; they are measured on packages, not here
_FRAME_RATE = Fraction(25)


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRate:
    """What a check finds in a hundred lines of the translation, and of the reference: there it cries wolf."""

    check_id: str
    severity: Severity
    hypothesis: float
    reference: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """What came of it. `error_lines` are lines with a finding that is an error, in a hundred."""

    locale: str
    comparison: Comparison
    error_lines: FindingRate
    findings: tuple[FindingRate, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """The lines of a file; `cues` are made up for plain text."""

    path: Path
    cues: tuple[Cue, ...]
    is_timed: bool

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(cue.text for cue in self.cues)


def evaluate(source: Path, hypothesis: Path, reference: Path, *, locale: str, terms: Path | None = None) -> Evaluation:
    """Compare a translation with one that people made. All three are plain text, a line per line, or subtitles.

    Args:
        source: the lines in Chinese.
        hypothesis: the translation.
        reference: what people wrote.
        locale: the language of both.
        terms: a TBX file with words that have a fixed rendering.

    Raises:
        InputError: a file cannot be read, or they have different numbers of lines.
        UnknownNameError: there is no such market.
    """
    market = load_market(locale)
    asked, given, expected = (_read_lines(path) for path in (source, hypothesis, reference))
    if not len(asked.cues) == len(given.cues) == len(expected.cues):
        counts = ", ".join(f"{each.path} has {len(each.cues)} lines" for each in (asked, given, expected))
        raise InputError(f"the files do not go together: {counts}", hint="line n of each must be the same line")
    if not asked.cues:
        raise InputError(f"{source} has no lines")
    found, notes = _read_terms(terms, market.locale)
    has_times = all(each.is_timed for each in (given, expected))
    ours, theirs = (_find(market, asked, each, found, has_times=has_times) for each in (given, expected))
    return Evaluation(
        locale=market.locale,
        comparison=compare(asked.texts, given.texts, expected.texts, locale=market.locale, terms=found),
        error_lines=_error_lines(ours, theirs, len(asked.cues)),
        findings=_rates(ours, theirs, len(asked.cues)),
        notes=(
            *notes,
            *(() if has_times else ("plain text has no times: speed, gaps and overlaps are not looked at",)),
        ),
    )


def _read_lines(path: Path) -> _Lines:
    data = _read_bytes(path, MAX_TEXT_BYTES)
    if extension_of(path.name) in tuple(SUBTITLE_FORMATS):
        cues = parse_subtitles(data, name=path.name, language="und", origin="file").cues
        return _Lines(path=path, cues=cues, is_timed=True)
    rows = decode_text(data, name=path.name).split("\n")
    if rows and not rows[-1].strip():
        rows.pop()  # what stands behind the last line end is no line
    cues = tuple(
        Cue(id=str(number), start_ms=number * _PLAIN_MS, end_ms=(number + 1) * _PLAIN_MS, text=row.strip())
        for number, row in enumerate(rows, start=1)
    )
    return _Lines(path=path, cues=cues, is_timed=False)


def _read_bytes(path: Path, limit: int) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(data) > limit:
        raise InputError(f"{path} is larger than {limit >> 20} MiB; it is no text of this kind")
    return data


def _read_terms(path: Path | None, locale: str) -> tuple[tuple[Term, ...], tuple[str, ...]]:
    if path is None:
        return (), ()
    try:
        found = parse_tbx(_read_bytes(path, MAX_XML_BYTES)).in_locale(locale).terms
    except ParseError as error:
        raise ParseError(f"{path}: {error.message}", hint=error.hint) from error
    return found, () if found else (f"{path} has no terms in {locale}",)


def _find(
    market: Market, asked: _Lines, given: _Lines, terms: tuple[Term, ...], *, has_times: bool
) -> tuple[Finding, ...]:
    lines = tuple(
        LocalizedLine(
            source=replace(source, id=str(number)),
            cue=replace(cue, id=str(number), text=_in_rows(cue.text, market, is_broken=given.is_timed)),
            origin=LineOrigin.MACHINE if cue.text else LineOrigin.UNTRANSLATED,
            score=0.0,
            reason=None if cue.text else "the file has no text for it",
        )
        for number, (source, cue) in enumerate(zip(asked.cues, given.cues, strict=True), start=1)
    )
    context = CheckContext(
        lines=lines,
        market=market,
        limits=market.vertical,
        terms=terms,
        frame_rate=_FRAME_RATE,
        has_source=True,
    )
    return tuple(found for found in run_checks(context) if has_times or found.check_id not in TIMED_CHECKS)


def _in_rows(text: str, market: Market, *, is_broken: bool) -> str:
    """A line of plain text in the rows it would get: without them every line would be too long."""
    return text if is_broken or not text else break_lines(text, market.locale, market.vertical)


def _error_lines(ours: tuple[Finding, ...], theirs: tuple[Finding, ...], lines: int) -> FindingRate:
    counts = [len({each.cue_id for each in found if each.severity is Severity.ERROR}) for found in (ours, theirs)]
    return FindingRate(
        check_id="any",
        severity=Severity.ERROR,
        hypothesis=_per_hundred(counts[0], lines),
        reference=_per_hundred(counts[1], lines),
    )


def _rates(ours: tuple[Finding, ...], theirs: tuple[Finding, ...], lines: int) -> tuple[FindingRate, ...]:
    """By severity, then by check, in the checks' own order."""
    counted = [Counter((each.severity, each.check_id) for each in found) for found in (ours, theirs)]
    return tuple(
        FindingRate(
            check_id=check_id,
            severity=severity,
            hypothesis=_per_hundred(counted[0][severity, check_id], lines),
            reference=_per_hundred(counted[1][severity, check_id], lines),
        )
        for severity in Severity
        for check_id in CHECKS
        if any(counts[severity, check_id] for counts in counted)
    )


def _per_hundred(count: int, lines: int) -> float:
    return round(100 * count / lines, 2)
