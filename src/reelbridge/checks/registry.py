"""The checks there are."""

from __future__ import annotations

from reelbridge.checks.check import Check, CheckContext
from reelbridge.core.registry import Registry
from reelbridge.model.finding import Finding

CHECKS: Registry[type[Check]] = Registry(
    "check",
    {
        "empty": "reelbridge.checks.rules.empty:Empty",
        "untranslated": "reelbridge.checks.rules.untranslated:Untranslated",
        "source-left": "reelbridge.checks.rules.source_left:SourceLeft",
        "wrong-script": "reelbridge.checks.rules.wrong_script:WrongScript",
        "reading-speed": "reelbridge.checks.rules.reading_speed:ReadingSpeed",
        "line-length": "reelbridge.checks.rules.line_length:LineLength",
        "line-count": "reelbridge.checks.rules.line_count:LineCount",
        "duration": "reelbridge.checks.rules.duration:Duration",
        "gap": "reelbridge.checks.rules.gap:Gap",
        "overlap": "reelbridge.checks.rules.overlap:Overlap",
        "numbers-kept": "reelbridge.checks.rules.numbers_kept:NumbersKept",
        "names-kept": "reelbridge.checks.rules.names_kept:NamesKept",
        "forbidden-term": "reelbridge.checks.rules.forbidden_term:ForbiddenTerm",
        "end-punctuation": "reelbridge.checks.rules.end_punctuation:EndPunctuation",
        "doubled-words": "reelbridge.checks.rules.doubled_words:DoubledWords",
        "length-ratio": "reelbridge.checks.rules.length_ratio:LengthRatio",
    },
)


def run_checks(context: CheckContext) -> tuple[Finding, ...]:
    """What all checks find, by line and then by check."""
    order = {line.cue.id: position for position, line in enumerate(context.lines)}
    found: list[Finding] = []
    for name in CHECKS:
        check = CHECKS[name]
        if context.has_source or not check.needs_source:
            found.extend(check().run(context))
    return tuple(sorted(found, key=lambda each: (order[each.cue_id], each.check_id)))
