"""What finds shots."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Protocol

from reelbridge.model.shot import ShotList
from reelbridge.technique.pictures.frames import SmallFrame


class ShotDetector(Protocol):
    """Is shown every frame of one video, in order, and then says where the shots are.

    A new detector is made for each video. It keeps a bounded number of pictures, and of each frame only a few numbers.

    Attributes:
        name: its name in the registry, as it stands in the shot list.
    """

    name: ClassVar[str]

    def feed(self, frame: SmallFrame) -> None:
        """Look at the next frame."""

    def finish(self, *, frame_rate: Fraction, duration_ms: int, notes: tuple[str, ...]) -> ShotList:
        """The shots of all that was fed. To be called once.

        Args:
            frame_rate: of the video, its average where it varies.
            duration_ms: of the video; the last shot ends there, or a frame after the last one if that is later.
            notes: what is to be known of the picture, handed through.
        """
