"""The step that takes the burned-in dialogue off an episode."""

from __future__ import annotations

from reelbridge.graph.step import Work
from reelbridge.model.cue import CueList
from reelbridge.model.media import CleanPlate, MediaInfo
from reelbridge.subtitles.erasing.encoding import PLATE
from reelbridge.subtitles.erasing.steps import EraseParams
from reelbridge.subtitles.erasing.video import erase_video

_NAME = "clean.mp4"


def erase(work: Work, params: EraseParams, *, media: MediaInfo, cues: CueList) -> CleanPlate:
    """Make the clean picture: upright, without sound, of a quality to encode from.

    Raises:
        MediaError: the video cannot be read.
        UnknownNameError: there is no such mode.
        ToolError: the encoder failed.
        StoreError: the disk is full.
    """
    target = work.folder / _NAME
    erased = erase_video(work.path(media.source), media, cues, mode=params.mode, target=target, quality=PLATE)
    return CleanPlate(file=work.keep(target), mode=params.mode, frames=erased.frames, notes=erased.notes)
