"""Where text may stand in a picture."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeArea:
    """What to keep free, as shares of the picture's height (`top`, `bottom`) and width (`side`, left and right)."""

    top: float
    bottom: float
    side: float


#: 9:16 in an app: the buttons take the bottom 15-20 % and the right 12 %; the left is kept free too, so that the text
#: stays in the middle of the picture
VERTICAL = SafeArea(top=0.08, bottom=0.18, side=0.12)

#: 16:9: the title-safe area; source: SMPTE ST 2046-1, 90 % of width and height
HORIZONTAL = SafeArea(top=0.05, bottom=0.05, side=0.05)


def safe_area_of(width: int, height: int) -> SafeArea:
    """The safe area of a picture of that size in pixels."""
    return VERTICAL if height > width else HORIZONTAL
