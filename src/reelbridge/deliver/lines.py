"""The lines of a locale as they go out. Pure."""

from __future__ import annotations

from reelbridge.model.cue import CueList
from reelbridge.model.draft import Localized


def delivered_cues(localized: Localized) -> CueList:
    """The translated lines, in order of time.

    Lines without a translation are left out: source text among the others would reach viewers as a mistake, and a
    person is told of every one by the status, the report and the checks.
    """
    translated = [line.cue for line in localized.lines if line.is_translated]
    return CueList(
        language=localized.locale,
        origin=localized.engine,
        cues=tuple(sorted(translated, key=lambda cue: (cue.start_ms, cue.end_ms))),
    )
