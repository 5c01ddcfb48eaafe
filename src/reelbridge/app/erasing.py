"""Taking the burned-in lines off one video, without a series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from reelbridge.app.local_work import LocalWork, check_target, local_work
from reelbridge.app.reading import LINES_ENDING, Reading, ReadRequest, read_with
from reelbridge.app.wiring import RECOGNIZER
from reelbridge.core.codec import decode
from reelbridge.core.errors import InputError, ParseError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.subtitle_formats import extension_of
from reelbridge.graph.step import NoParams
from reelbridge.ingest.steps import PROBE
from reelbridge.model.cue import CueKind, CueList
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.erasing.erasers import ERASERS

#: containers that are written
VIDEO_ENDINGS = ("mp4", "mov", "mkv")

#: far above the lines of any video
MAX_LINES_BYTES = 64 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class EraseRequest:
    """A video to take the lines off. `lines` is what `reelbridge read` wrote as JSON; without it the video is read."""

    video: Path
    target: Path
    mode: str
    language: str
    lines: Path | None = None
    is_forced: bool = False
    recognizer: str = RECOGNIZER


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasedVideo:
    """What was done: of `line_count` lines of dialogue `erased_count`, which changed `frame_count` frames."""

    target: str
    line_count: int
    erased_count: int
    frame_count: int
    notes: tuple[str, ...]


def erase_lines(
    request: EraseRequest, *, on_reading: Callable[[float], None], on_erasing: Callable[[float], None]
) -> ErasedVideo:
    """Write a video with the sound of the source and its picture without the burned-in dialogue.

    It is there when it is whole: half of it is never seen under its name.

    Args:
        request: what to do.
        on_reading: told now and then which share of the video is read, 0 to 1; never where lines are given.
        on_erasing: told now and then which share is written.

    Raises:
        UsageError: the request is wrong, or the target is there already; nothing was done.
        InputError: the video or the lines cannot be used.
        EngineError: the recognizer is not installed, or cannot read the language.
        ToolError: the encoder failed.
        StoreError: the disk is full or may not be written to.
    """
    from reelbridge.subtitles.erasing.encoding import FINAL
    from reelbridge.subtitles.erasing.video import erase_video

    _check(request)
    given = load_lines(request.lines) if request.lines else None
    with local_work(beside=request.target) as work:
        reading = _look_at(work, request, given) if given else _read(work, request, on_reading)
        on_erasing(0.0)
        arriving = work.folder / request.target.name
        erased = erase_video(
            request.video.absolute(),
            reading.media,
            reading.cues,
            mode=request.mode,
            target=arriving,
            quality=FINAL,
            on_progress=on_erasing,
        )
        arriving.replace(request.target)
    return ErasedVideo(
        target=str(request.target),
        line_count=sum(cue.kind is CueKind.DIALOGUE for cue in reading.cues.cues),
        erased_count=erased.lines,
        frame_count=erased.frames,
        notes=tuple(dict.fromkeys((*reading.cues.notes, *erased.notes))),
    )


def _check(request: EraseRequest) -> None:
    parse_tag(request.language)
    ERASERS.check(request.mode)
    if extension_of(request.target.name) not in VIDEO_ENDINGS:
        allowed = ", ".join(f".{ending}" for ending in VIDEO_ENDINGS)
        raise UsageError(f"{request.target} is no name for a video that can be written; allowed endings: {allowed}")
    if request.target.exists() and request.video.exists() and request.target.samefile(request.video):
        raise UsageError(f"{request.target} is the video itself; it is left as it is", hint="give another name with -o")
    check_target(request.target, is_forced=request.is_forced)


def load_lines(path: Path) -> CueList:
    """The lines that `reelbridge read` wrote as JSON, with their places.

    Raises:
        UsageError: another kind of file.
        InputError: it cannot be read, is something else, or no line in it has a place.
    """
    hint = "make them with `reelbridge read VIDEO -o lines.json`"
    if extension_of(path.name) != LINES_ENDING:
        raise UsageError(f"{path} does not say where in the picture its lines stand; only .json does", hint=hint)
    try:
        if path.stat().st_size > MAX_LINES_BYTES:
            raise InputError(f"{path} is larger than {MAX_LINES_BYTES >> 20} MiB; these are no lines")
        cues = decode(CueList, path.read_bytes())
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except ParseError as error:
        raise ParseError(f"{path}: {error.message}", hint=hint) from error
    if cues.cues and not any(cue.box for cue in cues.cues):
        raise InputError(f"no line of {path} has a place in the picture", hint=hint)
    return cues


def _look_at(work: LocalWork, request: EraseRequest, cues: CueList) -> Reading:
    media: MediaInfo = PROBE.load()(work, NoParams(), source=work.take(request.video))
    return Reading(cues=cues, media=media, unsure=())


def _read(work: LocalWork, request: EraseRequest, on_reading: Callable[[float], None]) -> Reading:
    asked = ReadRequest(video=request.video, language=request.language, recognizer=request.recognizer)
    return read_with(work, asked, on_progress=on_reading)
