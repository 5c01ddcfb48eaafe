"""What profiles count: every measure of a shot and of an episode, with its unit and how it is taken."""

from __future__ import annotations

from collections.abc import Iterator

from reelbridge.model.profile import MeasureKind
from reelbridge.model.shot import ShotSize

#: the intensity curve of an episode is held against others by its means over this many equal parts
TENTHS = 10

#: an episode's shots of these sizes are counted together; the key is the end of a measure's name
SIZE_GROUPS: dict[str, tuple[ShotSize, ...]] = {
    "close-up": (ShotSize.EXTREME_CLOSE_UP, ShotSize.CLOSE_UP),
    "medium": (ShotSize.MEDIUM,),
    "wide": (ShotSize.WIDE,),
    "insert": (ShotSize.INSERT,),
}

#: characters a second mean something else in each language, so each has a measure of its own
SPEECH_RATE_LANGUAGES = {"zh": "Chinese", "en": "English", "ja": "Japanese", "vi": "Vietnamese"}


def _of_shots() -> Iterator[MeasureKind]:
    yield MeasureKind(
        id="shot-length",
        title="Shot length",
        unit="s",
        per="shot",
        meaning="How long a shot is on screen; a dissolve or a fade counts half to each side.",
    )
    for group, sizes in SIZE_GROUPS.items():
        names = " or ".join(sizes)
        yield MeasureKind(
            id=f"shot-length-{group}",
            title=f"Shot length, {group}",
            unit="s",
            per="shot",
            meaning=f"The same, of shots whose size is {names} alone.",
        )


def _of_episodes(*rows: tuple[str, str, str, str]) -> Iterator[MeasureKind]:
    for name, title, unit, meaning in rows:
        yield MeasureKind(id=name, title=title, unit=unit, per="episode", meaning=meaning)


def _of_tenths() -> Iterator[MeasureKind]:
    for tenth in range(1, TENTHS + 1):
        yield from _of_episodes(
            (
                f"intensity-{tenth:02d}",
                f"Intensity, part {tenth} of {TENTHS}",
                "points",
                f"The mean of the intensity curve over part {tenth} of {TENTHS} equal parts of the episode.",
            )
        )


def _of_languages() -> Iterator[MeasureKind]:
    for language, name in SPEECH_RATE_LANGUAGES.items():
        yield from _of_episodes(
            (
                f"speech-rate-{language}",
                f"Speech rate in {name}",
                "characters a second",
                "Characters of all lines by the time they are on screen, spaces and punctuation not counted;"
                f" {name} episodes only.",
            )
        )


#: id -> what it is; profile files are checked against it, and the page about measures in the docs is made from it
MEASURES: dict[str, MeasureKind] = {
    kind.id: kind
    for kind in (
        *_of_shots(),
        *_of_episodes(
            ("episode-length", "Episode length", "s", "From the first frame to the end of the last."),
            ("cuts", "Cuts", "a minute", "Changes of shot of any kind, by the length of the episode."),
            ("dissolves", "Dissolves", "%", "Of all changes of shot, those by a dissolve."),
            ("fades", "Fades", "%", "Of all changes of shot, those by a fade through a colour."),
            ("wipes", "Wipes", "%", "Of all changes of shot, those by a wipe."),
            ("flashes", "Flashes", "a minute", "Bursts of light inside a shot, by the length of the episode."),
            ("close-ups", "Close-ups", "%", "Of all shots, close-ups and extreme close-ups."),
            ("mediums", "Mediums", "%", "Of all shots, medium shots."),
            ("wides", "Wides", "%", "Of all shots, wide shots."),
            ("inserts", "Inserts", "%", "Of all shots, those of a thing or a place: nobody's face is seen."),
            ("first-close-up", "First close-up", "s", "When the first close-up begins."),
            ("locked-off", "Locked off", "%", "Of all shots, those in which the camera stands still."),
            ("brightness", "Brightness", "%", "The mean of the signal brightness."),
            ("hook", "Hook", "s", "When the first moment that takes hold of a viewer comes."),
            ("first-spike", "First spike", "s", "When the first jolt or the first peak of the intensity curve comes."),
            ("jolts", "Jolts", "a minute", "Sudden rises of the intensity curve, by the length of the episode."),
            (
                "jolt-gap",
                "Longest wait for a jolt",
                "s",
                "The longest time between two jolts, before the first, or after the last.",
            ),
            (
                "quiet",
                "Longest quiet stretch",
                "s",
                "The longest time of low intensity without a jolt, a peak or the hook; 0 where there is"
                " none of 8 s or more.",
            ),
            ("intensity", "Intensity", "points", "The mean of the intensity curve, 0 to 100."),
            ("ending-strength", "Strength of the ending", "points", "The points of the ending's reasons, 0 to 100."),
            (
                "cliffhanger",
                "Cliffhanger",
                "%",
                "100 if the episode ends on an open question, on a peak or in a silence; 0 if it comes to rest.",
            ),
            ("lines", "Lines", "a minute", "Lines that are spoken, by the length of the episode."),
            ("speech", "Speech", "%", "Of the time, that in which somebody speaks."),
            ("music", "Music", "%", "Of the time, that in which music or noise is heard and nobody speaks."),
            ("silence", "Silence", "%", "Of the time, that in which hardly anything is heard."),
            ("loudness", "Loudness", "LUFS", "Integrated loudness, EBU R128."),
            (
                "loudness-range",
                "Loudness range",
                "LU",
                "How far loud and soft passages are apart: the 10th to the 95th percentile of loudness over 3 s, gated"
                " as EBU Tech 3342 does; taken from momentary loudness five times a second.",
            ),
        ),
        *_of_tenths(),
        *_of_languages(),
    )
}  # fmt: skip
