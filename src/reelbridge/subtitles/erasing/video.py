"""A video in, the same video without its burned-in dialogue out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelbridge.model.cue import CueKind, CueList
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.erasing.cleaning import clean_pictures
from reelbridge.subtitles.erasing.encoding import PictureWriter, Quality
from reelbridge.subtitles.erasing.erasers import ERASERS
from reelbridge.subtitles.erasing.planning import plan_clips
from reelbridge.subtitles.erasing.survey import Survey, survey_video
from reelbridge.subtitles.erasing.upright import PictureReader

#: the first look takes about this share of the time
_SURVEY_SHARE = 0.15


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """`lines` were taken off, which changed `frames` of `frame_count` frames; `notes` say what was not as usual."""

    lines: int
    frames: int
    frame_count: int
    notes: tuple[str, ...]


def erase_video(
    path: Path,
    media: MediaInfo,
    cues: CueList,
    *,
    mode: str,
    target: Path,
    quality: Quality,
    on_progress: Callable[[float], None] | None = None,
) -> Erased:
    """Write a video without the dialogue of `cues`; signs and watermarks stay.

    Args:
        path: the video.
        media: what is known of it.
        cues: its lines. Only those with a box can be taken off.
        mode: the name of an eraser: `fill`, `blur`, `box`.
        target: the file to make.
        quality: `PLATE` to encode from, `FINAL` to watch.
        on_progress: told now and then which share is done, 0 to 1.

    Raises:
        MediaError: the video cannot be read.
        UnknownNameError: there is no such mode.
        ToolError: the encoder failed.
        StoreError: the disk is full.
    """
    ERASERS.check(mode)
    reader = PictureReader(path, media)
    tell = _Progress(on_progress, media.duration_ms)
    lines = [cue for cue in cues.cues if cue.kind is CueKind.DIALOGUE]
    placed = [cue for cue in lines if cue.box is not None]
    survey = Survey(places=(), cuts=(), frame_count=0)
    if placed:
        survey = survey_video(reader, cues, tell.surveying)
    plans = plan_clips(survey, (reader.look.height, reader.look.width))
    frames = count = 0
    with PictureWriter(target, reader.look, source=path, media=media, quality=quality) as writer:
        for picture, is_changed in clean_pictures(reader, plans, ERASERS[mode]()):
            writer.write(picture)
            frames += is_changed
            count += 1
            tell.writing(picture.at_ms)
    notes = [reader.break_note] if reader.break_note else []
    notes += _notes(len(lines), len(placed), survey)
    return Erased(lines=len(survey.places), frames=frames, frame_count=count, notes=tuple(notes))


def _notes(line_count: int, placed_count: int, survey: Survey) -> list[str]:
    if line_count == 0:
        return ["no dialogue to take off: the picture is as it was"]
    notes = []
    if missing := line_count - placed_count:
        notes.append(f"{missing} of {line_count} lines have no place in the picture and were not taken off")
    if late := placed_count - len(survey.places):
        notes.append(f"{late} of {line_count} lines lie outside the picture's time and were not taken off")
    if rough := sum(place.is_rectangle for place in survey.places):
        notes.append(f"the strokes of {rough} of {line_count} lines could not be told; their whole box was taken off")
    return notes


class _Progress:
    def __init__(self, tell: Callable[[float], None] | None, duration_ms: int) -> None:
        self._tell = tell
        self._duration_ms = max(1, duration_ms)
        self._start = 0.0

    def surveying(self, at_ms: int) -> None:
        self._start = _SURVEY_SHARE
        self._say(_SURVEY_SHARE * at_ms / self._duration_ms)

    def writing(self, at_ms: int) -> None:
        self._say(self._start + (1 - self._start) * at_ms / self._duration_ms)

    def _say(self, share: float) -> None:
        if self._tell is not None:
            self._tell(min(1.0, share))
