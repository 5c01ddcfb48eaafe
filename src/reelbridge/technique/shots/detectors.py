"""The shot detectors there are."""

from __future__ import annotations

from collections.abc import Callable

from reelbridge.core.registry import Registry
from reelbridge.technique.shots.detector import ShotDetector

#: the detector that is taken where none is named
DEFAULT_DETECTOR = "picture-mix"

SHOT_DETECTORS: Registry[Callable[[], ShotDetector]] = Registry(
    "shot detector", {DEFAULT_DETECTOR: "reelbridge.technique.shots.picture_mix:PictureMix"}
)
