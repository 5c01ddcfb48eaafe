"""Notes about shots that stand long, and about runs of shots that are slower or faster than the profile.

A rule such as "a cut every 2-4 s" is about the pace: one short insert breaks nothing. So single shots are only named
where they are clearly long, and short ones where several neighbours are.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from reelbridge.model.measure import SIZE_GROUPS
from reelbridge.model.profile import Measure, Note, Profile
from reelbridge.model.shot import Shot, ShotLook, ShotSize
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.advice import (
    CAMERA_WORDS,
    FAST_RUN,
    LONG_SHOT,
    MANY_SHORT,
    SIZE_WORDS,
    SLOW_RUN,
)
from reelbridge.technique.profiles.bands import MANY, Band, band_of
from reelbridge.technique.profiles.wording import spanned, worded

#: a shot is long from here on, in upper bounds: half as long again is seen without a watch
CLEARLY_LONG = 1.5

#: the pace is the median of so many neighbouring shots, about as many as one exchange of lines takes; it is outside
#: where it is a quarter beyond a bound
PACE_SHOTS = 5
CLEARLY_PACED = 1.25

#: of a profile's own shots one in twenty is below its band; three times as many are a habit
SHORT_SHARE = 0.15

SHOT_IMPORTANCE = 60.0
PACE_IMPORTANCE = 70.0
SHORT_IMPORTANCE = 40.0


def shot_notes(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    """All notes about single shots and runs of them."""
    band = band_of(profile, "shot-length")
    if band is None:
        yield from _long_shots(episode, profile, None, set())  # the profile may have bounds for some sizes alone
        return
    slow = list(_runs(episode.shots.shots, band, is_slow=True))
    fast = list(_runs(episode.shots.shots, band, is_slow=False))
    yield from (_pace_note(episode, run, band, is_slow=True) for run in slow)
    yield from (_pace_note(episode, run, band, is_slow=False) for run in fast)
    yield from _long_shots(episode, profile, band, {shot.number for run in slow for shot in run})
    if not fast:
        yield from _many_short(episode, profile, band)


def _runs(shots: Sequence[Shot], band: Band, *, is_slow: bool) -> Iterator[tuple[Shot, ...]]:
    """Longest stretches of shots in which the pace is outside, without shots at the ends that are not."""
    bound = band.high if is_slow else band.low
    if bound is None:
        return
    limit = 1000 * (bound * CLEARLY_PACED if is_slow else bound / CLEARLY_PACED)

    def is_outside(ms: float) -> bool:
        return ms > limit if is_slow else ms < limit

    inside: set[int] = set()
    for first in range(len(shots) - PACE_SHOTS + 1):
        window = shots[first : first + PACE_SHOTS]
        if is_outside(median(shot.duration_ms for shot in window)):
            places = [first + place for place, shot in enumerate(window) if is_outside(shot.duration_ms)]
            inside.update(range(places[0], places[-1] + 1))
    for _, group in itertools.groupby(enumerate(sorted(inside)), key=lambda pair: pair[1] - pair[0]):
        run = tuple(shots[place] for _, place in group)
        # a few quick shots are a flourish; a few slow ones already take their time
        if is_slow or len(run) >= PACE_SHOTS:
            yield run


def _pace_note(episode: EpisodeStudy, run: tuple[Shot, ...], band: Band, *, is_slow: bool) -> Note:
    seconds = median(shot.duration_ms for shot in run) / 1000
    text = f"shots {run[0].number} to {run[-1].number}: typically {worded(seconds, 's')} each"
    longest = max(run, key=lambda shot: shot.duration_ms)
    if band.high is not None and longest.duration_ms > 1000 * CLEARLY_LONG * band.high:
        text += f"; the longest is shot {longest.number} with {worded(longest.duration_ms / 1000, 's')}"
    return Note(
        episode=episode.number,
        start_ms=run[0].start_ms,
        end_ms=run[-1].end_ms,
        measure=band.measure,
        text=text,
        band=band.text,
        advice=SLOW_RUN if is_slow else FAST_RUN,
        weight=band.weight(seconds, PACE_IMPORTANCE),
        shot=run[0].number,
    )


def _long_shots(episode: EpisodeStudy, profile: Profile, band: Band | None, said: set[int]) -> Iterator[Note]:
    looks = {look.number: look for look in episode.looks}
    bands = {size: band_of(profile, f"shot-length-{group}") for group, sizes in SIZE_GROUPS.items() for size in sizes}
    found: list[tuple[Shot, Band]] = []
    for shot in episode.shots.shots:
        look = looks.get(shot.number)
        own = (bands.get(look.size) if look and look.size else None) or band
        if (
            own
            and own.high is not None
            and shot.duration_ms > 1000 * CLEARLY_LONG * own.high
            and shot.number not in said
        ):
            found.append((shot, own))
    neighbours = itertools.groupby(enumerate(found), key=lambda pair: pair[1][0].number - pair[0])
    for _, group in neighbours:
        yield _long_note(episode, [pair for _, pair in group], looks)


def _long_note(episode: EpisodeStudy, run: list[tuple[Shot, Band]], looks: dict[int, ShotLook]) -> Note:
    shots = [shot for shot, _ in run]
    worst, band = max(run, key=lambda pair: pair[0].duration_ms)
    look = looks.get(worst.number)
    if len(shots) == 1:
        text = f"shot {worst.number}: {_described(worst, look)}"
    else:
        lengths = sorted(shot.duration_ms / 1000 for shot in shots)
        text = f"shots {shots[0].number} to {shots[-1].number}: {spanned(lengths[0], lengths[-1], 's')} each"
    size = look.size if look else None
    return Note(
        episode=episode.number,
        start_ms=shots[0].start_ms,
        end_ms=shots[-1].end_ms,
        measure=band.measure,
        text=text,
        band=band.text,
        advice=LONG_SHOT[size] if len(shots) == 1 else SLOW_RUN,
        weight=band.weight(worst.duration_ms / 1000, SHOT_IMPORTANCE),
        shot=worst.number,
    )


def _described(shot: Shot, look: ShotLook | None) -> str:
    """ "9.4 s of a locked-off wide"."""
    length = worded(shot.duration_ms / 1000, "s")
    size: ShotSize | None = look.size if look else None
    return f"{length} of a {CAMERA_WORDS[look.camera]} {SIZE_WORDS[size]}" if look else length


def _many_short(episode: EpisodeStudy, profile: Profile, band: Band) -> Iterator[Note]:
    """One note if far more shots are short than in a measured profile; a rule about the pace says nothing of this."""
    measure: Measure = next(each for each in profile.measures if each.id == band.measure)
    is_measured = measure.low is None and measure.high is None
    shots = episode.shots.shots
    short = [shot for shot in shots if band.low is not None and shot.duration_ms < 1000 * band.low]
    if not is_measured or len(shots) < MANY or len(short) < SHORT_SHARE * len(shots):
        return
    share = len(short) / len(shots)
    yield Note(
        episode=episode.number,
        start_ms=0,
        end_ms=0,
        measure=band.measure,
        text=f"{len(short)} of {len(shots)} shots are shorter than {worded(band.low or 0.0, 's')}",
        band=band.text,
        advice=MANY_SHORT,
        weight=round(SHORT_IMPORTANCE * share, 1),
    )
