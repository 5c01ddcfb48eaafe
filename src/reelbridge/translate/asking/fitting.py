"""The second pass: translations that cannot be read in time are shortened, only those, and both texts are kept."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reelbridge.core.errors import BudgetError
from reelbridge.core.text import count_characters
from reelbridge.model.draft import Usage
from reelbridge.translate.asking.conversation import Outcome, Talk, TalkStoppedError, talk_about
from reelbridge.translate.asking.prompt import shorten_text

#: once for all at once, once more for those that came out wrong: a line that cannot be shortened stays as it is
FIT_LADDER = (60, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One line. `full` is what it was before it was shortened, and the text itself where it could not be; `second` what
    was said the second time. Both may be empty."""

    outcome: Outcome
    full: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """One line each, in the order they came, and what it took. Not `is_whole`: some could not be asked for."""

    lines: tuple[Fitted, ...]
    usage: Usage
    is_whole: bool = True


async def fit(talk: Talk, lines: tuple[Fitted, ...]) -> Fit:
    """Shorten the translations that have more characters than can be read.

    A shorter text is taken if it stands every test that a translation has to stand and is shorter, even where it is
    still too long. A line that was tried before is left alone.

    Raises:
        BudgetError: the budget is spent.
    """
    long = tuple(one for one in lines if one.outcome.text and _is_long(one))
    if not long:
        return Fit(lines=lines, usage=Usage())
    asks = tuple(replace(one.outcome.ask, similar=None, rejected=one.outcome.text, problem="") for one in long)
    shortening = replace(talk, system=shorten_text(locale=talk.brief.locale), task="shorten")
    try:
        answered = await talk_about(shortening, asks, FIT_LADDER)
    except TalkStoppedError as stopped:
        if isinstance(stopped.error, BudgetError):
            raise stopped.error from stopped
        return Fit(lines=lines, usage=Usage(), is_whole=False)
    shorter = {each.ask.id: each for each in answered.lines}
    return Fit(
        lines=tuple(_fitted(one, shorter[one.outcome.ask.id]) if one in long else one for one in lines),
        usage=answered.usage,
    )


def _is_long(one: Fitted) -> bool:
    """Whether it cannot be read in time, and nobody has tried to shorten it."""
    return not one.full and count_characters(one.outcome.text) > one.outcome.ask.max_chars


def _fitted(one: Fitted, found: Outcome) -> Fitted:
    before = one.outcome.text
    is_shorter = bool(found.text) and not found.problem and count_characters(found.text) < count_characters(before)
    return replace(one, outcome=replace(one.outcome, text=found.text) if is_shorter else one.outcome, full=before)
