"""What is known of a video before it is read."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.subtitles.burned.band import Band, SecondRow
from reelbridge.subtitles.burned.standing import Standing, is_standing
from reelbridge.subtitles.picture.mask import Ink
from reelbridge.subtitles.picture.pictures import Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialogue:
    """Where and how the dialogue of a video is written. `top` and `bottom` (exclusive) are the rows of the picture that
    hold it together with its second language, if there is one."""

    band: Band
    second: SecondRow | None
    ink: Ink
    top: int
    bottom: int

    def holds(self, area: Area) -> bool:
        """Whether a box is a line of it, or its second language."""
        return self.band.fits(area) or (self.second is not None and self.second.holds(area))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What is known of a video before it is read: height and width in pixels, 0 if no picture could be decoded."""

    height: int
    width: int
    dialogue: Dialogue | None = None
    standing: tuple[Standing, ...] = ()

    def is_known(self, area: Area) -> bool:
        """Whether a box is dialogue, or stands there all the time."""
        return (self.dialogue is not None and self.dialogue.holds(area)) or is_standing(area, self.standing)
