"""What is encoded: the episode as it came in, or its sound with a clean plate for a picture."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import av

from reelbridge.core.errors import MediaError
from reelbridge.graph.step import Work
from reelbridge.model.media import CleanPlate, MediaInfo
from reelbridge.tools.ffmpeg import input_of

#: how each way of taking the lines off reads in a manifest
_ERASED = {"fill": "filled in", "blur": "blurred", "box": "covered by a plate"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Footage:
    """FFmpeg's inputs. The picture is always the first one's; `sound` is what to map for the original sound.

    `description` says in words what it is, for manifests: `the source video`.
    """

    inputs: tuple[str, ...]
    sound: str
    description: str


def footage_of(work: Work, media: MediaInfo, plate: CleanPlate | None) -> Footage:
    """The source, or the plate with the sound of the source.

    FFmpeg shifts every input so that it starts at 0. A picture that begins after its sound would then come too early
    once it has a file of its own, so the plate is moved back to where it begins.
    """
    source = work.path(media.source)
    if plate is None:
        return Footage(inputs=input_of(source), sound="0:a:0", description="the source video")
    picture = work.path(plate.file)
    inputs = ("-itsoffset", f"{_start_seconds(picture):.6f}", *input_of(picture), *input_of(source))
    description = f"the source video, its burned-in lines {_ERASED.get(plate.mode, plate.mode)}"
    return Footage(inputs=inputs, sound="1:a:0", description=description)


def _start_seconds(path: Path) -> float:
    try:
        with av.open(str(path)) as container:
            return (container.start_time or 0) / av.time_base
    except av.FFmpegError as error:
        raise MediaError(f"the clean plate cannot be opened: {error.strerror}") from error
