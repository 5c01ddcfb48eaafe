"""Localized episodes for tests."""

from __future__ import annotations

from reelbridge.model.cue import Box, Cue, CueKind
from reelbridge.model.draft import LineOrigin, Localized, LocalizedLine


def make_line(
    number: int,
    text: str | None,
    *,
    start_ms: int,
    end_ms: int,
    box: Box | None = None,
    kind: CueKind = CueKind.DIALOGUE,
) -> LocalizedLine:
    """One line; `text=None` for one that was not translated, which keeps its source text."""
    source = Cue(id=f"c{number}", start_ms=start_ms, end_ms=end_ms, text="你好", kind=kind, box=box)
    cue = Cue(id=source.id, start_ms=start_ms, end_ms=end_ms, text=text or source.text, kind=kind)
    origin = LineOrigin.EXACT if text else LineOrigin.UNTRANSLATED
    return LocalizedLine(source=source, cue=cue, origin=origin, score=100.0 if text else 0.0)


def make_localized(locale: str, *lines: LocalizedLine) -> Localized:
    return Localized(locale=locale, engine="memory", lines=lines, findings=(), repairs=())
