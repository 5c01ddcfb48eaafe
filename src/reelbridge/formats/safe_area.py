"""Where text may stand in a picture."""

from __future__ import annotations

from dataclasses import dataclass, replace

from reelbridge.model.cue import Box, CueKind, CueList


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


#: between new text and the lines that are part of the picture, as a share of the picture's height
_CLEARANCE = 0.008

#: new text does not climb over this share of the picture to get out of their way: there are faces
_HIGHEST = 0.5


def above_source(area: SafeArea, cues: CueList) -> SafeArea:
    """The safe area without the place where the original's own lines are part of the picture.

    It is one place for all lines of an episode, so that the text does not jump. Signs are elsewhere and do not count,
    nor do lines above `_HIGHEST`.
    """
    tops = [box.top for box in _source_boxes(area, cues)]
    return replace(area, bottom=1 - min(tops) + _CLEARANCE) if tops else area


def on_source(area: SafeArea, cues: CueList) -> SafeArea:
    """The safe area ending where the original's own lines do: new text takes their place on a plate or a blur.

    One place for all lines of an episode, as in `above_source`.
    """
    bottoms = sorted(box.bottom for box in _source_boxes(area, cues))
    return replace(area, bottom=max(area.bottom, 1 - bottoms[len(bottoms) // 2])) if bottoms else area


def _source_boxes(area: SafeArea, cues: CueList) -> list[Box]:
    """Where the original's dialogue stands, so far as new text would come near it."""
    boxes = [cue.box for cue in cues.cues if cue.box and cue.kind is CueKind.DIALOGUE]
    return [box for box in boxes if _HIGHEST < box.top < 1 - area.bottom]


def safe_area_of(width: int, height: int) -> SafeArea:
    """The safe area of a picture of that size in pixels."""
    return VERTICAL if height > width else HORIZONTAL
