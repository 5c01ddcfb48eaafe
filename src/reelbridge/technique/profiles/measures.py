"""How each measure of `model.measure` is taken from a study."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reelbridge.model.measure import MEASURES, SIZE_GROUPS, SPEECH_RATE_LANGUAGES, TENTHS
from reelbridge.model.shot import Transition
from reelbridge.model.study import EpisodeStudy
from reelbridge.model.watched import SoundKind
from reelbridge.technique.profiles import drama_values, picture_values, sound_values

__all__ = ["EPISODE_MEASURES", "MEASURES", "SHOT_MEASURES", "values_of"]

#: id -> a value for each shot it is about
SHOT_MEASURES: dict[str, Callable[[EpisodeStudy], tuple[float, ...]]] = {
    "shot-length": picture_values.lengths,
    **{f"shot-length-{group}": partial(picture_values.lengths_of_size, group=group) for group in SIZE_GROUPS},
}

#: id -> the episode's value, None where it cannot be measured
EPISODE_MEASURES: dict[str, Callable[[EpisodeStudy], float | None]] = {
    "episode-length": picture_values.episode_length,
    "cuts": picture_values.cuts,
    "dissolves": partial(picture_values.share_of_changes, kind=Transition.DISSOLVE),
    "fades": partial(picture_values.share_of_changes, kind=Transition.FADE),
    "wipes": partial(picture_values.share_of_changes, kind=Transition.WIPE),
    "flashes": picture_values.flashes,
    "close-ups": partial(picture_values.share_of_size, group="close-up"),
    "mediums": partial(picture_values.share_of_size, group="medium"),
    "wides": partial(picture_values.share_of_size, group="wide"),
    "inserts": partial(picture_values.share_of_size, group="insert"),
    "first-close-up": picture_values.first_close_up,
    "locked-off": picture_values.locked_off,
    "brightness": partial(picture_values.mean_of_track, signal="brightness"),
    "hook": drama_values.hook,
    "first-spike": drama_values.first_spike,
    "jolts": drama_values.jolts,
    "jolt-gap": drama_values.jolt_gap,
    "quiet": drama_values.quiet,
    "intensity": drama_values.intensity,
    "ending-strength": drama_values.ending_strength,
    "cliffhanger": drama_values.cliffhanger,
    "lines": sound_values.lines,
    "speech": partial(sound_values.share_of_sound, kind=SoundKind.SPEECH),
    "music": partial(sound_values.share_of_sound, kind=SoundKind.MUSIC),
    "silence": partial(sound_values.share_of_sound, kind=SoundKind.SILENCE),
    "loudness": sound_values.loudness,
    "loudness-range": sound_values.loudness_range,
    **{
        f"intensity-{tenth:02d}": partial(drama_values.intensity_of_tenth, tenth=tenth)
        for tenth in range(1, TENTHS + 1)
    },
    **{
        f"speech-rate-{language}": partial(sound_values.speech_rate, language=language)
        for language in SPEECH_RATE_LANGUAGES
    },
}


def values_of(episode: EpisodeStudy, measure: str) -> tuple[float, ...]:
    """All values of one measure in an episode: one a shot, or one; none where it cannot be measured."""
    if measure in SHOT_MEASURES:
        return SHOT_MEASURES[measure](episode)
    value = EPISODE_MEASURES[measure](episode)
    return () if value is None else (value,)
