"""The shots of a video, when nothing else is asked of its picture."""

from __future__ import annotations

from pathlib import Path

from reelbridge.model.media import MediaInfo
from reelbridge.model.shot import ShotList
from reelbridge.technique.pictures.frames import SmallFrames
from reelbridge.technique.shots.detectors import DEFAULT_DETECTOR, SHOT_DETECTORS


def find_shots(path: Path, media: MediaInfo, *, detector: str = DEFAULT_DETECTOR, threads: int = 2) -> ShotList:
    """Decode a video once and find its shots.

    Args:
        path: the video.
        media: what is known of it.
        detector: its name in the registry.
        threads: that decode at once.

    Raises:
        UnknownNameError: there is no such detector.
        MediaError: the video cannot be opened, or has no picture.
    """
    finder = SHOT_DETECTORS[detector]()
    # shots are found as well in pictures with blocks; what else is measured in a shared pass is not
    frames = SmallFrames(path, media, threads=threads, smooth=False)
    for frame in frames:
        finder.feed(frame)
    notes = (frames.note,) if frames.note else ()
    return finder.finish(frame_rate=media.frame_rate, duration_ms=media.duration_ms, notes=notes)
