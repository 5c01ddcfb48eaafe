"""Faces in a picture, and what finds them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:  # listing the detectors must not load what they work with
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A face as a box from forehead to chin, in shares (0 to 1) of the picture's width and height.

    It may reach over the side of the picture. `confidence` is from 0 to 1.
    """

    left: float
    top: float
    width: float
    height: float
    confidence: float


class FaceDetector(Protocol):
    """Finds faces. It keeps nothing between pictures."""

    def find(self, picture: NDArray[np.uint8]) -> tuple[Face, ...]:
        """The faces it is sure of, the highest first.

        Args:
            picture: (H, W, 3) uint8 RGB, upright.
        """
