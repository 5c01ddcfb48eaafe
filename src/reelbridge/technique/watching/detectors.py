"""The face detectors there are."""

from __future__ import annotations

from collections.abc import Callable

from reelbridge.core.registry import Registry
from reelbridge.technique.watching.faces import FaceDetector

#: name -> function that makes it
FACE_DETECTORS: Registry[Callable[[], FaceDetector]] = Registry(
    "face detector", {"yunet": "reelbridge.technique.watching.yunet:YuNetFaces"}
)
