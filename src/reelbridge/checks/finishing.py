"""From a draft to lines that can go out: joined to their sources, repaired, checked."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.checks.check import CheckContext
from reelbridge.checks.registry import run_checks
from reelbridge.checks.repairs import Setting, repair_lines
from reelbridge.checks.risk import with_risks
from reelbridge.core.errors import AnswerError
from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin, Localized, LocalizedLine
from reelbridge.model.market import Market
from reelbridge.model.media import MediaInfo
from reelbridge.model.term import TermList

#: why a person should look at every translation of a line that was not read for sure
UNSURE_READING = "the reading of the original is unsure"


def finish(
    work: Work,  # noqa: ARG001 - every step is given one
    params: NoParams,  # noqa: ARG001
    *,
    media: MediaInfo,
    cues: CueList,
    draft: Draft,
    terms: TermList,
    market: Market,
) -> Localized:
    """Repair and check one episode in one locale.

    Raises:
        AnswerError: the draft misses a line, has one twice or one too many: no line may be lost or shifted.
    """
    limits = market.limits_for(is_vertical=media.is_vertical)
    setting = Setting(
        market=market,
        limits=limits,
        frame_rate=media.frame_rate,
        end_ms=media.duration_ms,
        names=tuple(term.target for term in terms.terms),
    )
    lines, repairs = repair_lines(join(cues, draft), setting)
    context = CheckContext(
        lines=lines,
        market=market,
        limits=limits,
        terms=terms.terms,
        frame_rate=media.frame_rate,
        has_source=True,
    )
    findings = run_checks(context)
    return Localized(
        locale=draft.locale,
        engine=draft.engine,
        lines=with_risks(lines, findings, terms.terms, end_ms=media.duration_ms),
        findings=findings,
        repairs=repairs,
    )


def join(cues: CueList, draft: Draft) -> tuple[LocalizedLine, ...]:
    """Each source line with its translation, by id. An untranslated line keeps the source text."""
    wanted, found = [cue.id for cue in cues.cues], [line.cue_id for line in draft.lines]
    if sorted(wanted) != sorted(found):
        missing, extra = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
        twice = sorted({cue_id for cue_id in found if found.count(cue_id) > 1})
        raise AnswerError(
            f"engine {draft.engine} did not give one line for every line: "
            f"missing {missing}, unknown {extra}, twice {twice}",
            hint="this is a fault of the engine; nothing of it is used",
        )
    by_id = {line.cue_id: line for line in draft.lines}
    return tuple(
        LocalizedLine(
            source=cue,
            cue=cue if (line := by_id[cue.id]).origin is LineOrigin.UNTRANSLATED else replace(cue, text=line.text),
            origin=line.origin,
            score=line.score,
            reason=_reason(cue, line),
            full=line.full,
            second=line.second,
        )
        for cue in cues.cues
    )


def _reason(cue: Cue, line: DraftLine) -> str | None:
    """A right translation of a wrong reading is wrong."""
    reasons = [reason for reason in (line.reason, UNSURE_READING if cue.is_unsure else None) if reason]
    return "; ".join(reasons) or None
