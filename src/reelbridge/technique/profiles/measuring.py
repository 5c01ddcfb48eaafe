"""Studies become a profile."""

from __future__ import annotations

from collections.abc import Iterator

from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Measure, Profile, ProfileKind
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.measures import values_of
from reelbridge.technique.profiles.quantiles import distribution_of

#: shots of one size a profile needs before it says how long they are: below it, one shot is more than a twentieth
FEW_SHOTS = 20


def profile_of(episodes: tuple[EpisodeStudy, ...], *, name: str, title: str) -> Profile:
    """How these episodes are made, as distributions. For several series, give the episodes of all of them."""
    return Profile(
        name=name,
        title=title,
        kind=ProfileKind.MEASUREMENT,
        episodes=len(episodes),
        shots=sum(len(episode.shots.shots) for episode in episodes),
        measures=tuple(_measured(episodes)),
    )


def _measured(episodes: tuple[EpisodeStudy, ...]) -> Iterator[Measure]:
    for measure in MEASURES:
        values = [value for episode in episodes for value in values_of(episode, measure)]
        if len(values) >= (FEW_SHOTS if measure.startswith("shot-length-") else 1):
            yield Measure(id=measure, distribution=distribution_of(values))
