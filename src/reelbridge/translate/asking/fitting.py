"""The second pass: translations that cannot be read in time are shortened, only those, and both texts are kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reelbridge.core.text import count_characters
from reelbridge.model.draft import Usage
from reelbridge.translate.asking.conversation import Outcome, Talk, talk_about
from reelbridge.translate.asking.prompt import shorten_text

#: once for all at once, once more for those that came out wrong: a line that cannot be shortened stays as it is
FIT_LADDER = (60, 20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fitted:
    """One line. `full` is what it was before it was shortened, or empty."""

    outcome: Outcome
    full: str = ""


async def fit(talk: Talk, outcomes: tuple[Outcome, ...]) -> tuple[tuple[Fitted, ...], Usage]:
    """Shorten the translations that have more characters than can be read.

    A shorter text is taken if it stands every test that a translation has to stand and is shorter, even where it is
    still too long.
    """
    long = tuple(one for one in outcomes if one.text and count_characters(one.text) > one.ask.max_chars)
    if not long:
        return tuple(Fitted(outcome=one) for one in outcomes), Usage()
    asks = tuple(replace(one.ask, similar=None, rejected=one.text, problem="") for one in long)
    shortening = replace(talk, system=shorten_text(locale=talk.brief.locale), task="shorten")
    answered = await talk_about(shortening, asks, FIT_LADDER)
    shorter = {each.ask.id: each for each in answered.lines}
    return tuple(_fitted(one, shorter) for one in outcomes), answered.usage


def _fitted(one: Outcome, shorter: Mapping[str, Outcome]) -> Fitted:
    found = shorter.get(one.ask.id)
    if found is None or not found.text or found.problem:
        return Fitted(outcome=one)
    if count_characters(found.text) >= count_characters(one.text):
        return Fitted(outcome=one)
    return Fitted(outcome=replace(one, text=found.text), full=one.text)
