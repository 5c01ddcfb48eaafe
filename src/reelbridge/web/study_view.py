"""What the page of a study says before an episode is opened, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import fmean, median

from reelbridge.core.time import format_clock
from reelbridge.model.profile import Comparison, Profile, ProfileKind
from reelbridge.model.shot import CameraMove, ShotSize, Transition
from reelbridge.model.signal import SIGNALS, SignalKind
from reelbridge.model.study import EndingKind, EpisodeStudy, Paywall, SeriesStudy
from reelbridge.technique.profiles import bands
from reelbridge.web.study_bars import Band, Bars, Share, bars_of_lengths, share_out, whole_points

#: choices for the end of the free part that are shown at once
SHOWN_CHOICES = 3

#: how an episode ends, where nobody can tell
NOT_JUDGED = "not judged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number at a glance. `reference` is what the profile has, in the words of the notes; `why` says what the number
    means."""

    id: str
    title: str
    value: str
    note: str
    reference: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonView:
    """A part of a judgement; `width` is its share of the bar in percent, `tone` a place among the colours."""

    points: str
    text: str
    width: float
    tone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceView:
    """An episode as the last free one."""

    episode: int
    points: int
    reasons: tuple[ReasonView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeRow:
    """An episode in numbers; texts are empty or a dash where there is nothing to measure."""

    number: int
    title: str
    clock: str
    shots: int
    median: str
    cuts: str
    hook: str
    jolts: int
    intensity: str
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyView:
    """The overview."""

    title: str
    facts: tuple[str, ...]
    reference: str
    is_guidance: bool
    figures: tuple[Figure, ...]
    endings: tuple[Share, ...]
    choices: tuple[ChoiceView, ...]
    more_choices: tuple[ChoiceView, ...]
    range: str
    lengths: Bars
    sizes: tuple[Share, ...]
    faces_missing: int
    moves: tuple[Share, ...]
    transitions: tuple[Share, ...]
    rows: tuple[EpisodeRow, ...]
    signals: tuple[SignalKind, ...]
    is_compared: bool


def view_study(series: SeriesStudy, comparison: Comparison | None) -> StudyView:
    """The overview of a study, held against a profile if it was."""
    episodes = series.episodes
    profile = comparison.profile if comparison else series.profile
    looks = [look for episode in episodes for look in episode.looks]
    lengths = [shot.duration_ms / 1000 for episode in episodes for shot in episode.shots.shots]
    choices = tuple(_choices(series.paywall))
    return StudyView(
        title=series.title,
        facts=tuple(_facts(episodes)),
        reference=profile.title if comparison else "",
        is_guidance=bool(comparison) and profile.kind is ProfileKind.GUIDANCE,
        figures=tuple(_figures(episodes, lengths, profile if comparison else None)),
        endings=share_out((_ending_of(episode) for episode in episodes), (*EndingKind, NOT_JUDGED)),
        choices=choices[:SHOWN_CHOICES],
        more_choices=choices[SHOWN_CHOICES:],
        range=f"{series.paywall.first} to {series.paywall.last}" if series.paywall else "",
        lengths=bars_of_lengths(
            lengths,
            band_of(profile, "shot-length"),
            whose="" if comparison is None else "craft rule" if profile.kind is ProfileKind.GUIDANCE else "reference",
        ),
        sizes=share_out((look.size for look in looks if look.size), ShotSize),
        faces_missing=sum(1 for look in looks if look.size is None),
        moves=share_out((look.camera for look in looks), CameraMove),
        transitions=share_out(
            (shot.transition for episode in episodes for shot in episode.shots.shots[1:]), list(Transition)[1:]
        ),
        rows=tuple(map(_row, episodes)),
        signals=tuple(SIGNALS.values()),
        is_compared=comparison is not None,
    )


def band_of(profile: Profile, measure_id: str) -> Band | None:
    """What the profile has of a measure: its bounds, or else the middle half of what was measured; None for nothing.

    The middle half is what a chart shows best. What notes call usual is wider: see `technique.profiles.bands`.
    """
    measure = next((each for each in profile.measures if each.id == measure_id), None)
    if measure is None:
        return None
    quantiles = dict(measure.distribution.quantiles) if measure.distribution else {}
    middle, ends = quantiles.get(0.5), (quantiles.get(0.25), quantiles.get(0.75))
    if measure.low is None and measure.high is None and None not in ends:
        return Band(low=ends[0], middle=middle, high=ends[1], is_middle_half=True)
    return Band(low=measure.low, middle=middle, high=measure.high)


def _facts(episodes: tuple[EpisodeStudy, ...]) -> Iterable[str]:
    yield _count(len(episodes), "episode")
    yield f"{format_clock(sum(episode.shots.duration_ms for episode in episodes))} in all"
    yield _count(sum(len(episode.shots.shots) for episode in episodes), "shot")


def _figures(episodes: tuple[EpisodeStudy, ...], lengths: list[float], profile: Profile | None) -> Iterable[Figure]:
    def reference(measure_id: str) -> str:
        band = bands.band_of(profile, measure_id) if profile else None
        return band.text if band else ""

    minutes = sum(episode.shots.duration_ms for episode in episodes) / 60000
    cuts = sum(max(0, len(episode.shots.shots) - 1) for episode in episodes)
    hooks = [episode.drama.hook.at_ms / 1000 for episode in episodes if episode.drama.hook]
    jolts = sum(len(episode.drama.jolts) for episode in episodes)
    yield Figure(
        id="shot-length",
        title="Median shot length",
        value=f"{median(lengths):.1f} s" if lengths else "–",
        note="half of all shots are shorter",
        reference=reference("shot-length"),
        why="All shots in order of length: this is the one in the middle. One very long shot does not change it, as it "
        "would change an average.",
    )
    yield Figure(
        id="cuts",
        title="Cuts a minute",
        value=f"{cuts / minutes:.1f}" if minutes else "–",
        note="dissolves, fades and wipes count",
        reference=reference("cuts"),
        why="How often one shot gives way to the next. More is faster; jolts tell what the story does in between.",
    )
    yield Figure(
        id="hook",
        title="Time to the hook",
        value=f"{median(hooks):.1f} s" if hooks else "–",
        note=f"found in {len(hooks)} of {_count(len(episodes), 'episode')}",
        reference=reference("hook"),
        why="When the first moment comes that takes hold of a viewer: a charged line, a fast cut, a loud entry. Of "
        "several episodes, the middle one. Open an episode to see what its hook is made of.",
    )
    yield Figure(
        id="jolts",
        title="Jolts a minute",
        value=f"{jolts / minutes:.1f}" if minutes else "–",
        note=f"{_count(jolts, 'sudden rise')} in all",
        reference=reference("jolts"),
        why="Moments at which the intensity rises suddenly: a turn, a slap, a revelation. The intensity itself is the "
        "sum of named parts, which every episode shows.",
    )


def _ending_of(episode: EpisodeStudy) -> str:
    ending = episode.drama.ending
    return ending.kinds[0] if ending and ending.kinds else NOT_JUDGED


def _choices(paywall: Paywall | None) -> Iterable[ChoiceView]:
    tones: dict[str, int] = {}
    for choice in paywall.choices if paywall else ():
        yield ChoiceView(
            episode=choice.episode,
            points=round(choice.points),
            reasons=tuple(
                ReasonView(
                    points=f"{points:+d}",
                    text=reason.text,
                    width=round(max(0.0, min(100.0, reason.points)), 1),
                    tone=tones.setdefault(reason.id, len(tones)) % 6,
                )
                for reason, points in zip(
                    choice.reasons, whole_points([each.points for each in choice.reasons]), strict=True
                )
            ),
        )


def _row(episode: EpisodeStudy) -> EpisodeRow:
    shots, drama = episode.shots.shots, episode.drama
    minutes = episode.shots.duration_ms / 60000
    totals = drama.curve.totals
    return EpisodeRow(
        number=episode.number,
        title=episode.title,
        clock=format_clock(episode.shots.duration_ms),
        shots=len(shots),
        median=_or_dash(shots, lambda: f"{median(shot.duration_ms for shot in shots) / 1000:.1f} s"),
        cuts=_or_dash(minutes and shots, lambda: f"{(len(shots) - 1) / minutes:.1f}"),
        hook=f"{drama.hook.at_ms / 1000:.1f} s" if drama.hook else "none",
        jolts=len(drama.jolts),
        intensity=_or_dash(totals, lambda: f"{fmean(totals):.0f}"),
        ending=", ".join(drama.ending.kinds) if drama.ending else NOT_JUDGED,
    )


def _or_dash(condition: object, say: Callable[[], str]) -> str:
    return say() if condition else "–"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
