"""Use cases for a single subtitle file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from reelbridge.app.local_work import check_absent
from reelbridge.checks.standalone import check_cues
from reelbridge.core.errors import InputError
from reelbridge.formats.subtitle_formats import parse_subtitles, render_subtitles
from reelbridge.model.cue import CueList
from reelbridge.model.finding import Finding
from reelbridge.model.market import load_market
from reelbridge.runtime.store import storage_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """The lines of a file and what was found."""

    cues: CueList
    findings: tuple[Finding, ...]


def check_file(path: Path, locale: str, *, is_vertical: bool, frame_rate: float) -> CheckedFile:
    """Check a subtitle file against the limits of a market."""
    market = load_market(locale)
    cues = _read(path, market.locale)
    rate = Fraction(frame_rate).limit_denominator(1001)
    return CheckedFile(cues=cues, findings=check_cues(cues, market, is_vertical=is_vertical, frame_rate=rate))


def convert_file(source: Path, target: Path, *, is_forced: bool) -> CueList:
    """Convert a subtitle file; the lines come back.

    Raises:
        UsageError: the target is there and `is_forced` is false.
    """
    check_absent(target, is_forced=is_forced)
    cues = _read(source, "und")
    content = render_subtitles(cues, target.suffix)
    with storage_errors(str(target)):
        target.write_text(content, encoding="utf-8", newline="\n")
    return cues


def _read(path: Path, language: str) -> CueList:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    return parse_subtitles(data, name=path.name, language=language, origin="file")
