"""What of an episode is not held against a profile, and why: what its curve lacks, and what nobody can tell of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reelbridge.model.measure import MEASURES, SPEECH_RATE_LANGUAGES
from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.lines.lexicon import load_heat
from reelbridge.technique.profiles.drama_values import has_curve
from reelbridge.technique.profiles.episode_notes import MISSING
from reelbridge.technique.profiles.measures import values_of

#: measures that stand on the intensity curve: what could not be measured is missing in them
OF_CURVE = ("hook", "first-spike", "jolts", "jolt-gap", "quiet", "intensity", "ending-strength", "cliffhanger")

#: those of them that words decide most: without lines, "it ends at rest" would be a guess
OF_WORDS = ("hook", "ending-strength", "cliffhanger")

LINES, WORDS, SOUND, FACES = "lines", "a list of charged words", "sound", "faces"

#: what each part of the curve is taken from; what is said of the words depends on why they are missing
SOURCES = {"heat": LINES, "speech-rate": LINES, "loudness-rise": SOUND, "close-up": FACES}

#: measures that a profile only has if its episodes had the source. Charged words are listed for the languages whose
#: speech rate is measured, so that a profile of those languages was made with them
EVIDENCE = {
    LINES: ("lines",),
    WORDS: tuple(f"speech-rate-{language}" for language in SPEECH_RATE_LANGUAGES),
    SOUND: ("loudness",),
    FACES: ("close-ups",),
}

#: so many measures are named one by one
NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What the curve of an episode lacks.

    Attributes:
        sources: what it was studied without; without lines that were looked for in an episode that has none.
        unlike: those of them, and lines that it has not, that the profile was measured with.
        skipped: beginnings of the ids of all measures that are not judged for it.
    """

    sources: tuple[str, ...]
    unlike: tuple[str, ...]
    skipped: tuple[str, ...]

    def hides(self, measure: str) -> bool:
        """Whether a measure is not judged."""
        return bool(self.skipped) and measure.startswith(self.skipped)


def find_gap(episode: EpisodeStudy, profile: Profile) -> Gap:
    """What is missing, and what follows from it: a curve that lacks something is higher elsewhere, so held against a
    whole one, all that it says would be wrong; and without words nobody knows a hook or an ending."""
    lacking = list(dict.fromkeys(SOURCES[part] for part in episode.drama.curve.missing if part in SOURCES))
    if LINES in lacking and episode.cues and load_heat(episode.language) is None:
        lacking[lacking.index(LINES)] = WORDS
    measured = {measure.id for measure in profile.measures if measure.distribution}
    unlike = tuple(source for source in lacking if measured.intersection(EVIDENCE[source]))
    has_none = LINES in lacking and episode.has_lines  # they were looked for
    sources = tuple(source for source in lacking if source != LINES or not has_none)
    skipped = OF_CURVE if unlike else OF_WORDS if WORDS in sources or LINES in sources else ()
    return Gap(sources=sources, unlike=unlike, skipped=skipped)


def unjudged_notes(episode: EpisodeStudy, profile: Profile, gap: Gap) -> Iterator[Note]:
    """At most one note, without weight: nothing of the profile was compared, or what was left out."""
    asked = [measure.id for measure in profile.measures]
    hidden = [measure for measure in asked if gap.hides(measure)]
    if not any(_is_judged(episode, measure) for measure in asked if measure not in hidden):
        yield _nothing_note(episode, asked, why=_reason(episode, gap) if hidden else "")
    elif hidden:
        what = "hook, jolts, intensity and ending are" if gap.unlike else "hook and ending are"
        yield _note(
            episode,
            measure="intensity" if gap.unlike else "hook",
            text=f"{what} not compared: {_reason(episode, gap)}",
            band=_band(gap),
            advice=f"everything else is compared; {_advice(episode, gap)}",
        )
    elif episode.drama.ending is None and (endings := [each for each in OF_WORDS[1:] if each in asked]):
        yield _note(
            episode,
            measure=endings[0],
            text="the ending is not compared: nothing was found to judge it by",
            band=f"profile: {MEASURES[endings[0]].title.lower()}",
            advice="everything else is compared; see for yourself how it ends",
        )


def _is_judged(episode: EpisodeStudy, measure: str) -> bool:
    """Whether there is a value, or a moment that does not come is told of."""
    return bool(values_of(episode, measure)) or (measure in MISSING and has_curve(episode))


def _nothing_note(episode: EpisodeStudy, asked: list[str], *, why: str) -> Note:
    titles = [title[0].lower() + title[1:] for title in (MEASURES[measure].title for measure in asked)]
    more = [f"{len(titles) - NAMED} more"] if len(titles) > NAMED + 1 else []
    named = ", ".join([*titles[:NAMED], *more] if more else titles)
    if not asked:
        why = "the profile has no measures"
    return _note(
        episode,
        measure=asked[0] if asked else "profile",
        text=f"nothing was compared: {why or f'this could not be measured here ({named})'}",
        band=f"profile: {named}" if asked else "it is empty",
        advice="hold it against another profile" if asked else "give the profile measures, or name another one",
    )


def _reason(episode: EpisodeStudy, gap: Gap) -> str:
    """Why measures are not judged: those that matter for it, in words."""
    matter = gap.unlike or tuple(source for source in gap.sources if source in (LINES, WORDS))
    said = [f"there is no list of charged words for {episode.language or 'its language'}"] if WORDS in matter else []
    if LINES in matter and episode.has_lines:
        said.append("it has no lines")
    without = [source for source in matter if source != WORDS and not (source == LINES and episode.has_lines)]
    if without:
        said.append(f"this was studied without {' and '.join(without)}")
    return ", and ".join(said)


def _band(gap: Gap) -> str:
    return (
        f"profile: measured with {' and '.join(gap.unlike)}" if gap.unlike else "most hooks and cliffhangers are lines"
    )


def _advice(episode: EpisodeStudy, gap: Gap) -> str:
    """What helps: no other way of studying gives words to a language without a list, or lines where there are none."""
    if WORDS in gap.sources:
        return "see for yourself whether its hook takes hold and its ending stays open"
    if LINES in gap.unlike and episode.has_lines:
        return "these stand on what is said, and here nothing is"
    return "for these, study both in the same way" if gap.unlike else "for these, study it with lines"


def _note(episode: EpisodeStudy, *, measure: str, text: str, band: str, advice: str) -> Note:
    return Note(
        episode=episode.number, start_ms=0, end_ms=0, measure=measure, text=text, band=band, advice=advice, weight=0.0
    )
