"""From what a parser found to a `CueList`: what every subtitle format has to mend, in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reelbridge.core.errors import ParseError
from reelbridge.formats.direction import strip_marks
from reelbridge.model.cue import Cue, CueKind, CueList

#: notes kept of one file; a file that needs more is broken as a whole, and the last note says how many there are
MAX_NOTES = 50

#: put inside `-->`, `<i>` or `{\\` when they are text, so that no reader takes them for more; it shows as nothing
WORD_JOINER = "\u2060"

#: control characters and lone surrogates go, other ways to end a line become the one way
_CLEANED = dict.fromkeys((*range(32), *range(127, 160), *range(55296, 57344)), "")
_CLEANED |= {ord(char): "" for char in (WORD_JOINER, "\ufeff")}
_CLEANED |= {ord(char): " " for char in "\t\v\f"}
_CLEANED |= {ord(char): "\n" for char in "\n\r\u0085\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCue:
    """A cue as it stands in a file. `line_number` counts from 1; the times may be in any order."""

    line_number: int
    start_ms: int
    end_ms: int
    text: str
    kind: CueKind = CueKind.DIALOGUE
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mending:
    """Something in a file that was put right. `line_number` counts from 1."""

    line_number: int
    message: str


def clean_text(text: str) -> str:
    """Text without what no reader sees: blank lines, outer spaces, control characters, outer direction marks."""
    lines = (strip_marks(line) for line in text.replace("\r\n", "\n").translate(_CLEANED).split("\n"))
    return "\n".join(line for line in lines if line)


def build_cue_list(raw_cues: Iterable[RawCue], *, language: str, origin: str, mendings: Iterable[Mending]) -> CueList:
    """Cues in order of time with ids `c0001`, `c0002`, ...; what cannot be shown is left out, with a note.

    Overlapping cues stay: a check finds them, and both may be meant.

    Raises:
        ParseError: cues were there, and not one of them can be shown.
    """
    kept: list[RawCue] = []
    mended = list(mendings)
    for raw in raw_cues:
        text = clean_text(raw.text)
        if problem := _find_problem(raw, text):
            mended.append(Mending(line_number=raw.line_number, message=f"{problem}, left out"))
            continue
        if raw.start_ms < 0:
            mended.append(Mending(line_number=raw.line_number, message="starts before the video, cut to begin with it"))
        kept.append(
            RawCue(
                line_number=raw.line_number,
                start_ms=max(0, raw.start_ms),
                end_ms=raw.end_ms,
                text=text,
                kind=raw.kind,
                speaker=clean_text(raw.speaker or "").replace("\n", " ") or None,
            )
        )
    mended.sort(key=lambda mending: mending.line_number)
    notes = [f"line {mending.line_number}: {mending.message}" for mending in mended]
    if notes and not kept:
        raise ParseError(f"no cue can be shown; {notes[0]}")
    ordered = sorted(kept, key=lambda raw: (raw.start_ms, raw.end_ms))
    if ordered != kept:
        notes.append("the cues were not in order of time, now they are")
    return CueList(
        language=language,
        origin=origin,
        cues=tuple(
            Cue(
                id=f"c{number:04d}",
                start_ms=raw.start_ms,
                end_ms=raw.end_ms,
                text=raw.text,
                kind=raw.kind,
                speaker=raw.speaker,
            )
            for number, raw in enumerate(ordered, 1)
        ),
        notes=_limit_notes(notes),
    )


def _find_problem(raw: RawCue, text: str) -> str | None:
    if raw.end_ms < raw.start_ms:
        return "ends before it starts"
    if raw.end_ms == raw.start_ms:
        return "ends when it starts"
    if raw.end_ms <= 0:
        return "ends before the video starts"
    if not text:
        return "no text"
    return None


def _limit_notes(notes: list[str]) -> tuple[str, ...]:
    if len(notes) <= MAX_NOTES:
        return tuple(notes)
    return (*notes[: MAX_NOTES - 1], f"and {len(notes) - MAX_NOTES + 1} more like these")


def refuse_without_cues(text: str, expected: str) -> None:
    """Raise if a text without a single cue is not simply empty.

    Raises:
        ParseError: there is text; the message says what was expected.
    """
    if text.strip():
        raise ParseError(f"no subtitles found; expected {expected}")
