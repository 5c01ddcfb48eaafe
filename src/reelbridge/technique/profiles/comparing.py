"""Episodes are held against a profile: where they leave it, and what to try."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import replace

from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.episode_notes import episode_notes
from reelbridge.technique.profiles.shot_notes import shot_notes
from reelbridge.technique.profiles.stretch_notes import stretch_notes

#: notes of one measure in one episode; a longer list is not read
MOST_NOTES = 5

#: measures that stand on the intensity curve: what could not be measured is missing in them
OF_CURVE = ("hook", "first-spike", "jolts", "jolt-gap", "quiet", "intensity", "ending-strength", "cliffhanger")

#: those of them that words decide most: without lines, "it ends at rest" would be a guess
OF_WORDS = ("hook", "ending-strength", "cliffhanger")

#: what each part of the curve is taken from, and the measure that a profile only has if its episodes had it
SOURCES = {
    "heat": ("lines", "lines"),
    "speech-rate": ("lines", "lines"),
    "loudness-rise": ("sound", "loudness"),
    "close-up": ("faces", "close-ups"),
}


def compare(episodes: tuple[EpisodeStudy, ...], profile: Profile) -> tuple[Note, ...]:
    """All notes, by episode and time; those about a whole episode before its others, the weightiest first."""
    return tuple(
        note
        for episode in episodes
        for note in sorted(_worst(_of_episode(episode, profile)), key=lambda note: (note.start_ms, -note.weight))
    )


def _of_episode(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    yield from shot_notes(episode, profile)
    missing = dict(SOURCES[part] for part in episode.drama.curve.missing if part in SOURCES)
    measured = {measure.id for measure in profile.measures if measure.distribution}
    unlike = [source for source, measure in missing.items() if measure in measured]
    if episode.has_lines and not unlike:
        missing.pop("lines", None)  # they were looked for, and there are none
    skipped = OF_CURVE if unlike else OF_WORDS if "lines" in missing else ()
    if any(measure.id in skipped for measure in profile.measures):
        yield _skipped_note(episode, unlike)
    for note in (*episode_notes(episode, profile), *stretch_notes(episode, profile)):
        if skipped and note.measure.startswith(skipped):
            continue
        is_partial = missing and note.measure.startswith(OF_CURVE)
        yield replace(note, text=f"{note.text} (studied without {' and '.join(missing)})") if is_partial else note


def _skipped_note(episode: EpisodeStudy, unlike: list[str]) -> Note:
    """What is not compared, and why: a curve that lacks something is higher elsewhere, so held against a whole one, all
    that it says would be wrong; and without lines nobody knows a hook or an ending."""
    what = "hook, jolts, intensity and ending are" if unlike else "hook and ending are"
    sources = " and ".join(unlike) or "lines"
    return Note(
        episode=episode.number,
        start_ms=0,
        end_ms=0,
        measure="intensity" if unlike else "hook",
        text=f"{what} not compared: this was studied without {sources}",
        band=f"profile: measured with {sources}" if unlike else "most hooks and cliffhangers are lines",
        advice="everything else is compared; for these, study both in the same way"
        if unlike
        else "study it with lines",
        weight=0.0,
    )


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
