"""The study of a series from those of its episodes."""

from __future__ import annotations

from reelbridge.graph.step import Work
from reelbridge.model.study import EpisodeStudy, SeriesStudy
from reelbridge.technique.drama.paywall import choose_paywall
from reelbridge.technique.profiles.measuring import profile_of
from reelbridge.technique.steps import GatherParams


def gather(
    work: Work,  # noqa: ARG001 - every step is given one
    params: GatherParams,
    *,
    episodes: tuple[EpisodeStudy, ...],
) -> SeriesStudy:
    """Episodes by number, the profile they have in common, and where the free part would end best."""
    ordered = tuple(sorted(episodes, key=lambda episode: episode.number))
    return SeriesStudy(
        title=params.title,
        episodes=ordered,
        paywall=choose_paywall(ordered, first=params.first_free, last=params.last_free),
        profile=profile_of(ordered, name=params.title, title=params.title),
    )
