"""Notes about bounds that somebody wrote into a profile for shots of one size: how long these typically are."""

from __future__ import annotations

from collections.abc import Iterator
from statistics import median

from reelbridge.model.measure import SIZE_GROUPS
from reelbridge.model.profile import Note, Profile
from reelbridge.model.study import EpisodeStudy
from reelbridge.technique.profiles.advice import MANY_SHORT, SLOW_RUN
from reelbridge.technique.profiles.bands import band_of
from reelbridge.technique.profiles.picture_values import lengths_of_size
from reelbridge.technique.profiles.shot_notes import CLEARLY_LONG, CLEARLY_PACED, PACE_IMPORTANCE
from reelbridge.technique.profiles.wording import worded


def size_notes(episode: EpisodeStudy, profile: Profile) -> Iterator[Note]:
    """At most one note a size. A single shot that is far too long is named by `shot_notes`; a single short one breaks
    nothing, and what is only usual in a measured profile is told of all shots together."""
    written = {measure.id for measure in profile.measures if measure.low is not None or measure.high is not None}
    for group in SIZE_GROUPS:
        band = band_of(profile, f"shot-length-{group}")
        lengths = lengths_of_size(episode, group)
        if band is None or band.measure not in written or not lengths:
            continue
        typical = median(lengths)
        is_short = band.low is not None and typical < band.low / CLEARLY_PACED
        is_long = band.high is not None and typical > band.high * CLEARLY_PACED
        # alone and clearly long, it was named
        if is_short or (is_long and (len(lengths) > 1 or typical <= CLEARLY_LONG * (band.high or 0.0))):
            yield Note(
                episode=episode.number,
                start_ms=0,
                end_ms=0,
                measure=band.measure,
                text=f"{group} shots: typically {worded(typical, 's')} each",
                band=band.text,
                advice=MANY_SHORT if is_short else SLOW_RUN,
                weight=band.weight(typical, PACE_IMPORTANCE),
            )
