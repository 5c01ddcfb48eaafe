"""Watching a video: shots, camera, motion, light, faces and small pictures, from one turn through its frames."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from reelbridge.graph.step import Work
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.shot import ShotList
from reelbridge.model.signal import Track
from reelbridge.model.watched import FilmStrip, Watched
from reelbridge.technique.pictures.frames import SmallFrames
from reelbridge.technique.shots.detectors import SHOT_DETECTORS
from reelbridge.technique.steps import WatchParams
from reelbridge.technique.watching.bounds import disturbances, undisturbed
from reelbridge.technique.watching.detectors import FACE_DETECTORS
from reelbridge.technique.watching.glances import Glances
from reelbridge.technique.watching.looks import choose_thumbnails, describe_shots
from reelbridge.technique.watching.meter import Meter
from reelbridge.technique.watching.path import find_paths
from reelbridge.technique.watching.strip import make_strip
from reelbridge.technique.watching.tracks import face_track, light_tracks, motion_tracks, shake_track

#: frames that may wait for the meter
_FRAMES_AHEAD = 8

_NO_FACES = "shot sizes are left out: nobody looked for faces"
_NO_PICTURE = "no picture could be decoded"


def watch(work: Work, params: WatchParams, *, media: MediaInfo) -> Watched:
    """The step: see `watch_picture`."""
    return watch_picture(
        work.path(media.source),
        media,
        detector=params.detector,
        faces=params.faces,
        folder=work.folder,
        keep=work.keep,
    )


def watch_picture(
    path: Path,
    media: MediaInfo,
    *,
    detector: str,
    faces: str,
    folder: Path,
    keep: Callable[[Path], FileRef],
    threads: int = 2,
) -> Watched:
    """Decode a video once and see all that is to be seen.

    Args:
        path: the video.
        media: what is known of it.
        detector: who finds shots, by name.
        faces: who finds faces, by name; empty if nobody looks for them.
        folder: for scratch files.
        keep: puts a file of that folder into the store.
        threads: that decode at once.

    Raises:
        UnknownNameError: there is no such detector.
        EngineMissingError: the face detector is not installed.
        MediaError: the video cannot be opened, or has no picture.
    """
    finder = SHOT_DETECTORS[detector]()
    face_detector = FACE_DETECTORS[faces]() if faces else None
    meter = Meter()
    frames = SmallFrames(path, media, threads=threads, smooth=False)
    with Glances(face_detector, folder) as glances, ThreadPoolExecutor(max_workers=1) as aside:
        metered: deque[Future[None]] = deque()
        for frame in frames:
            metered.append(aside.submit(meter.feed, frame))  # it needs small planes only, and most of the time
            finder.feed(frame)
            glances.feed(frame)
            if len(metered) > _FRAMES_AHEAD:
                metered.popleft().result()
        for each in metered:
            each.result()
        notes = (frames.note,) if frames.note else ()
        shots = finder.finish(frame_rate=media.frame_rate, duration_ms=media.duration_ms, notes=notes)
        return _put_together(shots, meter, glances, with_faces=bool(faces), folder=folder, keep=keep)


def _put_together(
    shots: ShotList, meter: Meter, glances: Glances, *, with_faces: bool, folder: Path, keep: Callable[[Path], FileRef]
) -> Watched:
    notes = () if with_faces else (_NO_FACES,)
    if not shots.shots:
        return Watched(shots=shots, looks=(), tracks=(), strip=None, notes=(_NO_PICTURE, *notes))
    readings, looked = meter.readings(), glances.looked()
    spans = disturbances(shots)
    is_clean = undisturbed(readings.earlier, readings.later, spans)
    paths = tuple(find_paths(readings, is_clean))
    tracks: list[Track] = [
        *motion_tracks(readings, is_clean, duration_ms=shots.duration_ms),
        shake_track(paths, duration_ms=shots.duration_ms),
        *light_tracks(readings, duration_ms=shots.duration_ms),
    ]
    if with_faces:
        tracks.append(face_track(shots, looked))
    return Watched(
        shots=shots,
        looks=describe_shots(shots.shots, readings, is_clean, paths, looked if with_faces else None),
        tracks=tuple(tracks),
        strip=_make_strip(shots, glances, looked.frame, spans, folder=folder, keep=keep),
        notes=notes,
    )


def _make_strip(
    shots: ShotList,
    glances: Glances,
    frames: NDArray[np.int64],
    spans: NDArray[np.int64],
    *,
    folder: Path,
    keep: Callable[[Path], FileRef],
) -> FilmStrip:
    chosen = choose_thumbnails(shots.shots, frames, spans)
    height, width = glances.picture(0).shape[:2]
    return make_strip(
        (glances.picture(look) for look in chosen), len(chosen), size=(width, height), folder=folder, keep=keep
    )
