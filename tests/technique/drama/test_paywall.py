from __future__ import annotations

from dataclasses import replace

import pytest

from reelbridge.core.errors import UsageError
from reelbridge.model.study import Curve, CurvePart, Drama, Ending, EndingKind, EpisodeStudy, Moment, Paywall, Reason
from reelbridge.technique.drama.paywall import choose_paywall
from support.studies import make_episode


def episode(number: int, *, strength: float = 50.0, intensity: float = 20.0, hook_ms: int | None = 400) -> EpisodeStudy:
    """An episode that ends as strongly as told, with an even curve."""
    why = Reason(id="heat", points=strength, text="the line “你娘还活着” is hot (72 of 100)")
    drama = Drama(
        curve=Curve(parts=(CurvePart(id="motion", title="Motion", weight=100.0, values=(intensity,) * 120),)),
        hook=None if hook_ms is None else Moment(at_ms=hook_ms, points=50.0, reasons=(), shot=1),
        peaks=(),
        jolts=(),
        quiet=(),
        beats=(),
        ending=Ending(kinds=(EndingKind.OPEN_QUESTION,), at_ms=20_000, strength=strength, reasons=(why,)),
    )
    return replace(make_episode(number), drama=drama)


def choose(episodes: tuple[EpisodeStudy, ...], *, first: int, last: int) -> Paywall:
    paywall = choose_paywall(episodes, first=first, last=last)
    assert paywall is not None
    return paywall


def ranked(paywall: Paywall) -> list[int]:
    return [choice.episode for choice in paywall.choices]


def test_payment_begins_after_the_strongest_open_ending_of_those_in_range() -> None:
    strengths = {7: 40.0, 8: 90.0, 9: 60.0, 10: 50.0, 11: 100.0}
    episodes = tuple(episode(number, strength=strengths.get(number, 10.0)) for number in range(1, 13))
    paywall = choose(episodes, first=7, last=10)
    assert ranked(paywall) == [8, 9, 10, 7]
    assert (paywall.first, paywall.last) == (7, 10)


def test_every_point_is_told_with_what_was_measured() -> None:
    episodes = (episode(8, intensity=20.0), episode(9, strength=80.0, intensity=24.0), episode(10, intensity=30.0))
    choice = choose(episodes, first=9, last=9).choices[0]
    assert choice.points == pytest.approx(sum(reason.points for reason in choice.reasons))
    assert {reason.id: (reason.points, reason.text) for reason in choice.reasons} == {
        "ending": (
            pytest.approx(40.0),
            "episode 9 ends 80 of 100 strong (open question): the line “你娘还活着” is hot (72 of 100)",
        ),
        "place": (15.0, "a viewer has seen 9 episodes by then; the trade mostly gives away 7 to 15 of about 80"),
        "next-hook": (10.0, "episode 10 takes hold after 0.4 s"),
        "next-opening": (pytest.approx(6.0), "its first 10 s have a mean intensity of 30 of 100"),
        "rise": (pytest.approx(6.0), "its mean intensity is 24 of 100, after 20 in the episodes before it"),
    }


def test_of_equal_endings_the_one_with_the_stronger_next_episode_wins() -> None:
    episodes = (*(episode(number) for number in range(7, 9)), episode(9, hook_ms=20_000), episode(10, hook_ms=500))
    assert ranked(choose(episodes, first=8, last=9))[0] == 9


def test_a_stronger_ending_never_lowers_an_episode() -> None:
    points = [
        choose((episode(8, strength=float(strength)), episode(9)), first=8, last=8).choices[0].points
        for strength in range(0, 101, 20)
    ]
    assert points == sorted(points)


def test_giving_away_more_than_the_trade_does_costs_points() -> None:
    episodes = tuple(episode(number) for number in range(1, 45))
    points = {choice.episode: choice.points for choice in choose(episodes, first=1, last=43).choices}
    assert points[1] < points[4] < points[7] == points[15] > points[20]
    assert points[40] > 0


def test_after_the_last_episode_nothing_is_left_to_pay_for() -> None:
    episodes = (episode(1), episode(2), episode(3, strength=100.0))
    assert set(ranked(choose(episodes, first=1, last=15))) == {1, 2}
    assert choose_paywall((episode(1),), first=1, last=15) is None
    assert choose_paywall((), first=1, last=15) is None


def test_payment_begins_only_after_an_episode_whose_next_one_was_studied() -> None:
    paywall = choose((episode(1), episode(2, strength=100.0), episode(9)), first=1, last=15)
    assert ranked(paywall) == [1]
    assert (paywall.first, paywall.last) == (1, 1)
    assert not any("episode 9" in reason.text for reason in paywall.choices[0].reasons)


def test_a_range_without_an_episode_and_its_next_one_offers_no_choice() -> None:
    gaps = choose((episode(1), episode(2), episode(8), episode(10)), first=8, last=15)
    assert gaps == Paywall(first=8, last=15, choices=())
    assert choose((episode(1), episode(2)), first=8, last=15).choices == ()


def test_an_episode_of_which_nothing_is_known_is_a_choice_with_few_points() -> None:
    silent = Drama(curve=Curve(parts=()), hook=None, peaks=(), jolts=(), quiet=(), beats=(), ending=None)
    unknown = [replace(make_episode(number), drama=silent) for number in (1, 2)]
    choice = choose(tuple(unknown), first=1, last=1).choices[0]
    assert [reason.id for reason in choice.reasons] == ["place"]


def test_a_range_that_ends_before_it_begins_is_an_error() -> None:
    with pytest.raises(UsageError, match="between episode 9 and episode 8"):
        choose_paywall((), first=9, last=8)
