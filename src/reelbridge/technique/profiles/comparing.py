"""Episodes are held against a profile: where they leave it, and what to try."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.bound_notes import bound_notes
from reelbridge.technique.profiles.episode_notes import episode_notes
from reelbridge.technique.profiles.shot_notes import shot_notes
from reelbridge.technique.profiles.size_notes import size_notes
from reelbridge.technique.profiles.stretch_notes import stretch_notes
from reelbridge.technique.profiles.unjudged import OF_CURVE, find_gap, unjudged_notes

#: notes of one measure in one episode; a longer list is not read
MOST_NOTES = 5


def compare(episodes: tuple[EpisodeStudy, ...], profile: Profile) -> tuple[Note, ...]:
    """All notes, by episode and time; those about a whole episode before its others, the weightiest first.

    Notes of weight 0 say what was not compared.
    """
    return tuple(
        note
        for episode in episodes
        for note in sorted(_worst(_of_episode(episode, profile)), key=lambda note: (note.start_ms, -note.weight))
    )


def _of_episode(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    gap = find_gap(episode, profile)
    yield from unjudged_notes(episode, profile, gap)
    yield from shot_notes(episode, profile)
    yield from size_notes(episode, profile)
    for note in (
        *episode_notes(episode, profile),
        *stretch_notes(episode, profile),
        *bound_notes(episode, profile),
    ):
        if gap.hides(note.measure):
            continue
        is_partial = gap.sources and note.measure.startswith(OF_CURVE)
        yield replace(note, text=f"{note.text} (studied without {' and '.join(gap.sources)})") if is_partial else note


def _worst(notes: Iterable[Note]) -> Iterator[Note]:
    """The worst of each measure, and how many more there are."""
    by_measure = sorted(notes, key=lambda note: (note.measure, -note.weight, note.start_ms))
    for measure, group in itertools.groupby(by_measure, key=lambda note: note.measure):
        found = list(group)
        yield from found[:MOST_NOTES]
        rest = found[MOST_NOTES:]
        if rest:
            yield Note(
                episode=rest[0].episode,
                start_ms=0,
                end_ms=0,
                measure=measure,
                text=f"{MEASURES[measure].title.lower()}: {len(rest)} more like the {MOST_NOTES} that are shown",
                band=rest[0].band,
                advice=rest[0].advice,
                weight=rest[0].weight,
            )
