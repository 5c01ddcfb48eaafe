"""What a profile has for a measure: a band with the words for it, and how far outside a value is."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Measure, Profile, ProfileKind
from reelbridge.technique.profiles.quantiles import value_at
from reelbridge.technique.profiles.wording import clock, spanned, worded

#: measures that are moments of the episode: they are written as clock times
MOMENTS = frozenset({"hook", "first-spike", "first-close-up"})

#: nine of ten values lie between these shares; below so many values the ends cannot be told, and all are usual
USUAL_SHARES = (0.05, 0.95)
MANY = 20

#: a difference that nobody would act on is no note: a tenth of the bound, but at least this much in the unit. A few
#: episodes say little about where a band ends, so with few of them both are more
LEAST_SLACK = {"s": 0.5, "%": 5.0, "a minute": 1.0, "points": 5.0, "LUFS": 1.0, "LU": 1.0, "characters a second": 0.5}
SLACK_SHARE = 0.10
FEW = 5
FEW_FACTOR = 2.5

#: on scales that have no nought worth dividing by, so much beyond the bound weighs like twice the bound on others; on
#: these others so much is added to both, as twice of next to nothing is next to nothing
STEPS = {"%": 25.0, "points": 25.0, "LUFS": 6.0, "LU": 6.0}
SOFTENED = {"s": 0.5, "a minute": 3.0, "characters a second": 1.0}
SOFTENED_MOMENT = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """From `low` to `high` is usual; None: no bound on that side. `before` and `after` are put around it in words."""

    measure: str
    low: float | None
    high: float | None
    before: str
    after: str
    slack_factor: float

    @property
    def unit(self) -> str:
        """Of the measure."""
        return MEASURES[self.measure].unit

    @property
    def text(self) -> str:
        """In words: "craft rule: 2 to 4 s"."""
        return f"{self.before}{self._bounds()}{self.after}"

    def _bounds(self) -> str:
        if self.measure == "cliffhanger":
            return "an open ending" if self.low else "an ending that comes to rest"
        if self.measure in MOMENTS:
            bound, word = (self.high, "by") if self.high is not None else (self.low, "not before")
            return f"{word} {clock(round(1000 * (bound or 0.0)))}"
        if self.low is None:
            return f"at most {worded(self.high or 0.0, self.unit)}"
        if self.high is None:
            return f"at least {worded(self.low, self.unit)}"
        return spanned(self.low, self.high, self.unit)

    def is_below(self, value: float) -> bool:
        """Whether it is clearly less than usual."""
        return self.low is not None and value < self.low - self._slack(self.low)

    def is_above(self, value: float) -> bool:
        """Whether it is clearly more than usual."""
        return self.high is not None and value > self.high + self._slack(self.high)

    def _slack(self, bound: float) -> float:
        return self.slack_factor * max(LEAST_SLACK[self.unit], SLACK_SHARE * abs(bound) if self.unit != "LUFS" else 0.0)

    def weight(self, value: float, importance: float) -> float:
        """0 at the bound, half of the importance at twice (or half of) it, never more than the importance."""
        bound = self.low if self.low is not None and value < self.low else self.high
        if bound is None:
            return 0.0
        if self.unit in STEPS:
            ratio = 1 + abs(value - bound) / STEPS[self.unit]
        else:
            soft = SOFTENED_MOMENT if self.measure in MOMENTS else SOFTENED[self.unit]
            ratio = (max(value, bound) + soft) / (max(min(value, bound), 0.0) + soft)
        return round(importance * (1 - 1 / max(ratio, 1.0)), 1)


def band_of(profile: Profile, measure: str) -> Band | None:
    """What the profile has for a measure: its own bounds, else what is usual in its distribution."""
    found = next((each for each in profile.measures if each.id == measure), None)
    if found is None:
        return None
    if found.low is not None or found.high is not None:
        before = "craft rule: " if profile.kind is ProfileKind.GUIDANCE else "profile: "
        return Band(measure=measure, low=found.low, high=found.high, before=before, after="", slack_factor=1.0)
    return _usual(found)


def _usual(found: Measure) -> Band | None:
    seen = found.distribution
    if seen is None or not seen.quantiles:
        return None
    group = found.id.removeprefix("shot-length").removeprefix("-") if found.id.startswith("shot-length-") else ""
    per = f"{group} {MEASURES[found.id].per}".strip()
    is_many = seen.count >= MANY
    shares = USUAL_SHARES if is_many else (0.0, 1.0)
    low, high = (value_at(seen, share) for share in shares)
    whose = f"nine of ten {per}s" if is_many else f"all {seen.count} {per}s" if seen.count > 1 else f"the one {per}"
    return Band(
        measure=found.id,
        low=low,
        high=high,
        before="profile: ",
        after=f" in {whose}",
        slack_factor=1.0 if seen.count >= FEW else FEW_FACTOR,
    )
