"""How episodes of a kind are made, as distributions, to hold another one against."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class ProfileKind(StrEnum):
    """Where a profile comes from."""

    MEASUREMENT = "measurement"  # taken from videos
    GUIDANCE = "guidance"  # what directors are taught; nobody measured it


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureKind:
    """Something that is measured of each shot or each episode: `per` says which, `meaning` says how.

    All of them are listed in `model.measure`.
    """

    id: str
    title: str
    unit: str
    per: str
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Distribution:
    """Values in order of size as their quantiles: 0 is the least, 1 the greatest, between them on a straight line.

    `count` values were seen; `quantiles` are pairs (share of the values that are smaller, value), ascending.
    """

    count: int
    mean: float
    quantiles: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What a profile says of one measure: a distribution, or bounds (`low`, `high`; either may be None), or both.

    `source` is for guidance: who says so.
    """

    id: str
    distribution: Distribution | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A named way of making episodes. `episodes` and `shots` were measured; both 0 for guidance."""

    SCHEMA: ClassVar[str] = "profile.1"

    name: str
    title: str
    kind: ProfileKind
    episodes: int
    shots: int
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Where an episode leaves a profile, and what to try.

    Attributes:
        episode: its number.
        start_ms: where it begins; `end_ms` where it ends; both 0 for a note about the whole episode.
        measure: id of the measure.
        text: what it is: "shot 12: 9.4 s of a locked-off wide".
        band: what the profile has: "2 to 4 s".
        advice: what to try.
        weight: how far it is from the band, 0 to 100; the worst come first in lists.
    """

    episode: int
    start_ms: int
    end_ms: int
    measure: str
    text: str
    band: str
    advice: str
    weight: float
    shot: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """An episode or a series held against a profile. `notes` are by episode and time."""

    SCHEMA: ClassVar[str] = "comparison.1"

    title: str
    profile: Profile
    notes: tuple[Note, ...]
    own: Profile
