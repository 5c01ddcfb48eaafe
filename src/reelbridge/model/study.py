"""What is made of an episode and of a series: intensity, hook, jolts, endings, and where payment would begin best."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from reelbridge.model.cue import Cue
from reelbridge.model.media import FileRef
from reelbridge.model.profile import Profile
from reelbridge.model.shot import ShotList, ShotLook
from reelbridge.model.signal import Track
from reelbridge.model.watched import FilmStrip, SoundSpan


@dataclass(frozen=True, slots=True, kw_only=True)
class CurvePart:
    """What one ingredient adds to the intensity, a value a tick, in points.

    Attributes:
        id: of the ingredient: `cut-rate`, `motion`, `loudness-rise`, `close-up`, `speech-rate`, `heat`.
        weight: points it adds at most.
        values: points it adds at each tick, 0 to `weight`.
    """

    id: str
    title: str
    weight: float
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """The intensity of an episode, 0 to 100: the sum of its parts at each tick.

    Parts that could not be measured (no sound, no lines, no faces) are in `missing`; the weights of the others are
    then scaled so that they still add up to 100.
    """

    parts: tuple[CurvePart, ...]
    missing: tuple[str, ...] = ()

    @property
    def totals(self) -> tuple[float, ...]:
        """The curve itself."""
        return tuple(sum(values) for values in zip(*(part.values for part in self.parts), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """One part of a judgement: `points` it adds, and a sentence that says why, with the measured value in it."""

    id: str
    points: float
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A moment that matters, and what it is made of. `points` is the sum of its reasons.

    `shot` is the number of the shot it falls in; `cue_id` the line it is carried by, if any.
    """

    at_ms: int
    points: float
    reasons: tuple[Reason, ...]
    shot: int
    cue_id: str | None = None


class EndingKind(StrEnum):
    """How an episode ends."""

    OPEN_QUESTION = "open question"
    CUT_ON_PEAK = "cut on a peak"
    SILENCE = "silence"
    RESOLVED = "resolved"  # none of these: it comes to rest


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How an episode ends. `strength` 0 to 100 is the sum of the reasons' points.

    `at_ms` is where the ending's last strong moment (the cliffhanger) begins; `kinds` are all that hold, the strongest
    first.
    """

    kinds: tuple[EndingKind, ...]
    at_ms: int
    strength: float
    reasons: tuple[Reason, ...]
    cue_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A stretch of time in which nothing much happens, with its mean intensity."""

    start_ms: int
    end_ms: int
    intensity: float


class BeatKind(StrEnum):
    """What a beat does for the story."""

    HOOK = "hook"
    BUILD = "build"
    JOLT = "jolt"
    REST = "rest"
    CLIFFHANGER = "cliffhanger"


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """Shots that belong together, from number `first_shot` to `last_shot`, with their mean intensity."""

    kind: BeatKind
    first_shot: int
    last_shot: int
    start_ms: int
    end_ms: int
    intensity: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Drama:
    """What is made of one episode's signals.

    Attributes:
        hook: the first moment that takes hold of a viewer; None if there is none in the episode.
        peaks: the highest moments of the curve, by time.
        jolts: sudden rises of the curve, by time; every one of them can be told apart from its neighbours.
        quiet: the longest stretches without a jolt, a peak or a hook, the longest first.
        beats: the episode from its first shot to its last, in beats that follow each other without a gap.
        ending: None where it cannot be judged: without any tick, or where only the words would decide, and they are in
            a language whose charged words and questions nobody has listed.
    """

    curve: Curve
    hook: Moment | None
    peaks: tuple[Moment, ...]
    jolts: tuple[Moment, ...]
    quiet: tuple[Stretch, ...]
    beats: tuple[Beat, ...]
    ending: Ending | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeStudy:
    """Everything that is known of how one episode is made.

    `tracks` are all signals of `model.signal` that could be measured. `title` is the name of its video without the
    suffix. `has_lines` is false where lines were not asked for.
    """

    SCHEMA: ClassVar[str] = "episode_study.1"

    number: int
    title: str
    video: FileRef
    width: int
    height: int
    has_lines: bool
    language: str
    cues: tuple[Cue, ...]
    shots: ShotList
    looks: tuple[ShotLook, ...]
    tracks: tuple[Track, ...]
    sound: tuple[SoundSpan, ...]
    loudness_lufs: float | None
    strip: FilmStrip | None
    drama: Drama
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaywallChoice:
    """An episode as the last free one, with what speaks for it. `points` is the sum of its reasons."""

    episode: int
    points: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paywall:
    """After which episode payment would begin best, of those from `first` to `last`; the best choice first.

    There is no choice where none of them was studied together with its next one; `first` and `last` are then those that
    were asked for.
    """

    first: int
    last: int
    choices: tuple[PaywallChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesStudy:
    """A series (or a folder, or one file) as it is made. `paywall` is None for fewer than two episodes."""

    SCHEMA: ClassVar[str] = "series_study.1"

    title: str
    episodes: tuple[EpisodeStudy, ...]
    paywall: Paywall | None
    profile: Profile
