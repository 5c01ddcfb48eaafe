"""Asking once more for the lines most in doubt: where a model says something else the second time, a person looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from reelbridge.core.text import fold
from reelbridge.model.cue import CLIFFHANGER_MS, HOOK_MS
from reelbridge.model.draft import Usage
from reelbridge.model.term import TermKind
from reelbridge.translate.asking.conversation import LADDER, Talk, TalkStoppedError, talk_about
from reelbridge.translate.asking.fitting import Fitted
from reelbridge.translate.asking.windows import WINDOW_LINES

#: the share of an episode's lines that is asked for twice; reviewers read the worst tenth, and half of what looks
#: doubtful is not
SHARE = 0.2

#: samples up to this are those of the first look
_FIRST_SAMPLE = len(LADDER)


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """What was said the second time, by the ask's id, of lines where it was something else."""

    texts: Mapping[str, str]
    usage: Usage


#: nobody looked
NO_LOOK = SecondLook(texts={}, usage=Usage())


async def look_again(talk: Talk, lines: tuple[Fitted, ...], *, end_ms: int) -> SecondLook:
    """Ask once more for the lines in doubt. Where the budget does not reach, or the model cannot be asked, they stay as
    they are.

    Args:
        talk: the episode.
        lines: the translations there are.
        end_ms: the end of the video.
    """
    ranked = sorted(lines, key=lambda one: -_doubt(one, end_ms))
    most = max(1, round(SHARE * len(lines)))
    doubtful = {one.outcome.ask.id for one in ranked[:most] if one.outcome.text and _doubt(one, end_ms) > 0}
    asks = tuple(one.outcome.ask for one in lines if one.outcome.ask.id in doubtful)
    if not asks:
        return NO_LOOK
    try:
        heard = await talk_about(talk, asks, (WINDOW_LINES,), first_sample=_FIRST_SAMPLE)
    except TalkStoppedError:
        return NO_LOOK
    first = {one.outcome.ask.id: one.full or one.outcome.text for one in lines}
    return SecondLook(
        texts={
            outcome.ask.id: outcome.text
            for outcome in heard.lines
            if outcome.text and fold(outcome.text) != fold(first[outcome.ask.id])
        },
        usage=heard.usage,
    )


def _doubt(one: Fitted, end_ms: int) -> int:
    """How much there is to doubt in a line, before a second look."""
    cue, ask = one.outcome.ask.cue, one.outcome.ask
    return (
        3 * bool(one.outcome.problem)
        + 3 * cue.is_unsure
        + 2 * any(term.kind is TermKind.ADDRESS for term in ask.terms)
        + 2 * (cue.start_ms < HOOK_MS)
        + 2 * (cue.end_ms > end_ms - CLIFFHANGER_MS)
        + 1 * bool(one.full)
    )
