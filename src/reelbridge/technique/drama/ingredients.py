"""What the intensity of an episode is made of: how much of each ingredient is there, 0 to 1, at each tick.

The anchors are fixed, so that two episodes can be held against each other: none is the episode's own maximum. That a
viewer's arousal can be modelled by motion, the rhythm of cuts and the energy of sound, smoothed over time, is from Alan
Hanjalic and Li-Qun Xu, Affective Video Content Representation and Modeling (IEEE Transactions on Multimedia 7, 2005).
Micro-dramas live on faces and on what is said, so these are added. The weights are a judgement: half is picture and
sound as there, and of the other half most is words, as they carry the story.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from reelbridge.core.lang import language_of
from reelbridge.technique.drama.ticks import Values, mean_before, share_between, smooth


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingredient:
    """One ingredient, and the points of 100 it adds at most while all others are there too."""

    id: str
    title: str
    weight: float


INGREDIENTS = (
    Ingredient(id="cut-rate", title="Cuts", weight=20.0),
    Ingredient(id="motion", title="Motion", weight=15.0),
    Ingredient(id="loudness-rise", title="Louder sound", weight=15.0),
    Ingredient(id="close-up", title="Close-ups", weight=15.0),
    Ingredient(id="speech-rate", title="Fast speech", weight=10.0),
    Ingredient(id="heat", title="Heat of the words", weight=25.0),
)

#: cuts a minute; a cut a second is as fast as pictures can still be read one by one, and puts the pace the trade
#: teaches (a cut every 2 to 4 s: 15 to 30 a minute) between a quarter and a half
CUTS_CALM, CUTS_FULL = 0.0, 60.0
#: grey levels a 1/25 s: under the first nothing but grain and breathing moves; the second is passed in one second of
#: thirty in a clip of cyclists overtaking the camera, and not at all in one of somebody who speaks
SUBJECT_CALM, SUBJECT_FULL = 1.0, 10.0
#: the camera, in the units of the signals. Below the first a move is felt as rest; at the second a pan crosses the
#: picture in a second and a half (it begins to blur), a thing grows by half in a second, the hand cannot be overlooked
PAN_CALM, PAN_FULL = 5.0, 65.0
ZOOM_CALM, ZOOM_FULL = 3.0, 40.0
SHAKE_CALM, SHAKE_FULL = 0.3, 2.0
#: LU: ten more sound twice as loud (S. S. Stevens' sone), two are hardly noticed
LOUDER_CALM, LOUDER_FULL = 2.0, 10.0
#: LUFS; what is softer counts as this: whether silence is -60 or -100 is nothing a viewer hears
LOUDNESS_FLOOR = -50.0
#: no programme is louder; what is, is a mistake in the signal
LOUDEST = 20.0
#: the level before is that from 2 s to 0.6 s ago: momentary loudness itself looks back over 0.4 s
BEFORE_FIRST, BEFORE_LAST = 10, 3
#: % of the picture's height: where a medium shot begins in a 9:16 picture (see `watching/sizes.py`), and between a
#: close-up (26) and an extreme one (48). A wide picture has higher faces at the same size and counts as nearer
FACE_CALM, FACE_FULL = 14.0, 40.0
#: characters a second that adults are asked to read at most, by language; others 17. Source: Netflix Timed Text Style
#: Guides. Lines at this rate count as full, at a third of it as calm
READING_LIMITS = {"en": 20.0, "ar": 20.0, "hi": 22.0, "ja": 4.0, "ko": 12.0, "zh": 9.0}
OTHER_READING_LIMIT = 17.0


def weigh(shares: Mapping[str, Values]) -> dict[str, float]:
    """The points each ingredient that could be measured adds at most; together 100."""
    known = [ingredient for ingredient in INGREDIENTS if ingredient.id in shares]
    total = sum(ingredient.weight for ingredient in known)
    return {ingredient.id: 100.0 * ingredient.weight / total for ingredient in known}


def measure_shares(signals: Mapping[str, Values], language: str) -> dict[str, Values]:
    """How much of each ingredient there is at each tick, not smoothed; without those that could not be measured."""
    shares = {
        "cut-rate": _share(signals.get("cut-rate"), CUTS_CALM, CUTS_FULL),
        "motion": _motion(signals),
        "loudness-rise": _louder(signals.get("loudness")),
        "close-up": _share(signals.get("face-height"), FACE_CALM, FACE_FULL),
        "speech-rate": _share(signals.get("speech-rate"), reading_limit(language) / 3, reading_limit(language)),
        "heat": _share(signals.get("heat"), 0.0, 100.0),
    }
    return {name: share for name, share in shares.items() if share is not None}


def reading_limit(language: str) -> float:
    """Characters a second that are as fast as adults can read."""
    return READING_LIMITS.get(language_of(language), OTHER_READING_LIMIT)


def loudness_rise(loudness: Values) -> Values:
    """LU by which it is louder than a second or two before; 0 where nothing is known of before."""
    level = np.maximum(np.nan_to_num(loudness, nan=LOUDNESS_FLOOR), LOUDNESS_FLOOR)
    return np.nan_to_num(level - mean_before(level, first=BEFORE_FIRST, last=BEFORE_LAST), nan=0.0)


def loudness_above(loudness: Values) -> Values:
    """LU by which it is louder than the whole episode, whose loudness is gated as ITU-R BS.1770 does it: a quiet master
    and a loud one are alike then."""
    level = np.minimum(np.nan_to_num(loudness, nan=-np.inf), LOUDEST)
    heard = level[level > -70.0]
    if not heard.size:
        return np.zeros(level.size)
    gate = _mean_loudness(heard) - 10.0
    above: Values = np.maximum(level, LOUDNESS_FLOOR) - _mean_loudness(heard[heard > gate])
    return above


def camera_shares(signals: Mapping[str, Values]) -> dict[str, Values]:
    """How strongly the camera pans, tilts, zooms and shakes, of those that could be measured."""
    anchors = {
        "pan": (PAN_CALM, PAN_FULL),
        "tilt": (PAN_CALM, PAN_FULL),
        "zoom": (ZOOM_CALM, ZOOM_FULL),
        "shake": (SHAKE_CALM, SHAKE_FULL),
    }
    return {
        name: share_between(np.abs(signals[name]), calm, full)
        for name, (calm, full) in anchors.items()
        if name in signals
    }


def _mean_loudness(levels: Values) -> float:
    return float(10.0 * np.log10(np.mean(10.0 ** (levels / 10.0))))


def _share(signal: Values | None, calm: float, full: float) -> Values | None:
    return None if signal is None else share_between(signal, calm, full)


def _motion(signals: Mapping[str, Values]) -> Values | None:
    """The strongest of what moves: a picture is not twice as moving because the camera goes along."""
    subject = _share(signals.get("subject-motion"), SUBJECT_CALM, SUBJECT_FULL)
    moves = [*camera_shares(signals).values(), *([] if subject is None else [subject])]
    return np.maximum.reduce(moves) if moves else None


def _louder(loudness: Values | None) -> Values | None:
    """A sudden rise counts, and so does what stays loud: shouting that goes on is no calm."""
    if loudness is None:
        return None
    louder = np.maximum(loudness_rise(loudness), loudness_above(loudness))
    return share_between(louder, LOUDER_CALM, LOUDER_FULL)


def smoothed_points(shares: Mapping[str, Values]) -> dict[str, Values]:
    """The points each ingredient adds at each tick, smoothed over about a second."""
    weights = weigh(shares)
    return {
        ingredient.id: np.clip(smooth(shares[ingredient.id]), 0.0, 1.0) * weights[ingredient.id]
        for ingredient in INGREDIENTS
        if ingredient.id in shares
    }
