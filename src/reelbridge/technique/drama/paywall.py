"""After which episode payment would begin best."""

from __future__ import annotations

import itertools

from reelbridge.core.errors import UsageError
from reelbridge.model.cue import HOOK_MS
from reelbridge.model.signal import tick_at
from reelbridge.model.study import EpisodeStudy, Paywall, PaywallChoice, Reason
from reelbridge.technique.drama.wording import total_of

#: points at most of: how open the episode ends; how the next one begins: its hook, its first seconds; how much more
#: intense it is than those before it; how many episodes a viewer has got attached to. A judgement: the wish to see what
#: comes next is what is paid for
ENDING_POINTS, HOOK_POINTS, OPENING_POINTS, RISE_POINTS, PLACE_POINTS = 50.0, 10.0, 10.0, 15.0, 15.0
#: the trade gives away 7 to 15 of about 80 episodes
TRADE_FIRST, TRADE_LAST = 7, 15
#: every episode given away beyond those takes so many points
BEYOND = 1.0
#: a next episode's hook counts in full up to HOOK_MS, and not at all from here: the first spike is asked for by then
LATE_HOOK_MS = 15_000
#: an opening counts in full at this mean intensity over its first seconds; half of what the curve can reach is rare
OPENING_MS, OPENING_FULL = 10_000, 50.0
#: points of the curve by which an episode is more intense than those before it, to count in full
RISE_FULL = 10.0


def choose_paywall(episodes: tuple[EpisodeStudy, ...], *, first: int, last: int) -> Paywall | None:
    """The episodes numbered `first` to `last` as the last free one, the best first.

    Payment can begin only after an episode whose next one was studied too: what makes a viewer go on is in both. Where
    there is none, there are no choices; fewer than two episodes have no paywall at all.

    Raises:
        UsageError: `last` comes before `first`.
    """
    if last < first:
        raise UsageError(
            f"the free part would end between episode {first} and episode {last}",
            hint="name the earlier episode first",
        )
    if len(episodes) < 2:
        return None
    ordered = sorted(episodes, key=lambda episode: episode.number)
    choices = [
        _weigh(tuple(ordered[:place]), episode, following)
        for place, (episode, following) in enumerate(itertools.pairwise(ordered))
        if first <= episode.number <= last and following.number == episode.number + 1
    ]
    ranked = sorted(choices, key=lambda choice: (-choice.points, choice.episode))
    numbers = [choice.episode for choice in choices] or [first, last]
    return Paywall(first=min(numbers), last=max(numbers), choices=tuple(ranked))


def _weigh(before: tuple[EpisodeStudy, ...], episode: EpisodeStudy, following: EpisodeStudy) -> PaywallChoice:
    reasons = tuple(
        reason
        for reason in (
            _ending(episode),
            _hook_of_next(following),
            _opening_of_next(following),
            _rise(before, episode),
            _place(episode.number),
        )
        if reason is not None
    )
    return PaywallChoice(
        episode=episode.number,
        points=total_of(reasons),
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.points)),
    )


def _ending(episode: EpisodeStudy) -> Reason | None:
    ending = episode.drama.ending
    if ending is None:
        return None
    kinds = " and ".join(kind.value for kind in ending.kinds)
    why = f": {ending.reasons[0].text}" if ending.reasons else ""
    text = f"episode {episode.number} ends {ending.strength:.0f} of 100 strong ({kinds}){why}"
    return Reason(id="ending", points=ENDING_POINTS * ending.strength / 100, text=text)


def _hook_of_next(following: EpisodeStudy) -> Reason | None:
    hook = following.drama.hook
    if hook is None:
        return None
    share = (LATE_HOOK_MS - hook.at_ms) / (LATE_HOOK_MS - HOOK_MS)
    if share <= 0:
        return None
    text = f"episode {following.number} takes hold after {hook.at_ms / 1000:.1f} s"
    return Reason(id="next-hook", points=HOOK_POINTS * min(1.0, share), text=text)


def _opening_of_next(following: EpisodeStudy) -> Reason | None:
    mean = mean_intensity(following, until_ms=OPENING_MS)
    if mean is None:
        return None
    text = f"its first {OPENING_MS // 1000} s have a mean intensity of {mean:.0f} of 100"
    return Reason(id="next-opening", points=OPENING_POINTS * min(1.0, mean / OPENING_FULL), text=text)


def _rise(before: tuple[EpisodeStudy, ...], episode: EpisodeStudy) -> Reason | None:
    earlier = [mean for each in before if (mean := mean_intensity(each)) is not None]
    own = mean_intensity(episode)
    if not earlier or own is None:
        return None
    usual = sum(earlier) / len(earlier)
    if own <= usual:
        return None
    text = f"its mean intensity is {own:.0f} of 100, after {usual:.0f} in the episodes before it"
    return Reason(id="rise", points=RISE_POINTS * min(1.0, (own - usual) / RISE_FULL), text=text)


def _place(number: int) -> Reason | None:
    range_ = f"the trade mostly gives away {TRADE_FIRST} to {TRADE_LAST} of about 80"
    if number < TRADE_FIRST:
        points = PLACE_POINTS * number / TRADE_FIRST
    else:
        points = PLACE_POINTS - BEYOND * max(0, number - TRADE_LAST)
    if points <= 0:
        return None
    episodes = "1 episode" if number == 1 else f"{number} episodes"
    return Reason(id="place", points=points, text=f"a viewer has seen {episodes} by then; {range_}")


def mean_intensity(episode: EpisodeStudy, *, until_ms: int | None = None) -> float | None:
    """The mean of an episode's curve, of its first `until_ms` if given; None where there is no curve."""
    totals = episode.drama.curve.totals
    part = totals if until_ms is None else totals[: tick_at(until_ms)]
    return sum(part) / len(part) if part else None
