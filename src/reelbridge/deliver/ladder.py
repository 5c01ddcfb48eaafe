"""Which sizes, rates and bandwidths an episode is encoded in. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from reelbridge.model.media import MediaInfo

#: rungs by their short side in pixels, with the most bits per second a rung may take. Source: Apple, HLS Authoring
#: Specification for Apple devices, the H.264 rows for up to 30 fps (6000k at 1080, 3000k at 720, 2000k at 540; of the
#: rows about 360 high the upper one, 730k, because burned-in text needs it). Encoding is by quality (CRF) below them.
LADDER_KBPS = {1080: 6000, 720: 3000, 540: 2000, 360: 730}

#: what a picture smaller than every rung may take
SMALLEST_KBPS = LADDER_KBPS[360]

#: rates a variable one is brought to; source: the same specification, up to 60 fps
DELIVERY_RATES = (
    Fraction(24000, 1001), Fraction(24), Fraction(25), Fraction(30000, 1001), Fraction(30), Fraction(50), Fraction(60),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """One size. Width and height in pixels, both even; `max_kbps` in 1000 bits per second."""

    name: str
    width: int
    height: int
    max_kbps: int


def build_ladder(width: int, height: int) -> tuple[Rung, ...]:
    """The rungs for a picture, the largest first: none is larger than the picture, and there is always one."""
    short = min(width, height)
    sides = [side for side in LADDER_KBPS if side <= short] or [short]
    return tuple(
        Rung(
            name=f"{side}p",
            width=_even(width * side / short),
            height=_even(height * side / short),
            max_kbps=LADDER_KBPS.get(side, SMALLEST_KBPS),
        )
        for side in sides
    )


def _even(side: float) -> int:
    """4:2:0 colour needs even sides; the picture is never made larger for it."""
    return max(2, int(side) // 2 * 2)


def choose_rate(media: MediaInfo) -> Fraction:
    """The constant frame rate an episode goes out with.

    A constant rate is kept (halved while above 60). A variable one becomes the next standard rate, so that a phone's 30
    with dropped frames stays 30 and no frame is lost.
    """
    rate = media.frame_rate
    while rate > DELIVERY_RATES[-1]:
        rate /= 2
    if media.is_variable_rate:
        # an average of 29.4 was meant as 29.97
        return next(
            (standard for standard in DELIVERY_RATES if standard >= rate * Fraction(98, 100)), DELIVERY_RATES[-1]
        )
    return rate
