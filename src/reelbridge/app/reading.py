"""Reading the lines out of the picture of one video, without a series."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reelbridge.app.local_work import LocalWork, check_absent, check_target, local_work, write_whole
from reelbridge.app.wiring import RECOGNIZER, installed_version
from reelbridge.core.codec import encode
from reelbridge.core.errors import UnknownNameError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.ass import DEFAULT_STYLE, render_ass, style_for
from reelbridge.formats.safe_area import safe_area_of
from reelbridge.formats.subtitle_formats import SUBTITLE_FORMATS, extension_of, render_subtitles
from reelbridge.formats.vtt import render_vtt
from reelbridge.graph.step import NoParams
from reelbridge.ingest.steps import PROBE
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.market import load_market
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.steps import ReadParams

#: the whole of what was read, places and doubts among it; the one form `reelbridge erase` takes
LINES_ENDING = "json"

#: far above what a person can look through
MAX_PICTURES = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A video to read.

    `script` is a text with its words. `target` is the file to write, its ending says the format; None writes none.
    """

    video: Path
    language: str
    script: Path | None = None
    target: Path | None = None
    is_forced: bool = False
    recognizer: str = RECOGNIZER


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureLine:
    """A line the reader is not sure of, and the place cut out of the picture: PNG or JPEG, empty if there is none."""

    cue: Cue
    picture: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read. The cues name no pictures: those of unsure lines are in `unsure`."""

    cues: CueList
    media: MediaInfo
    unsure: tuple[UnsureLine, ...]


def read_video(request: ReadRequest, *, on_progress: Callable[[float], None]) -> Reading:
    """Read a video and write its lines.

    Args:
        request: what to read, and where to.
        on_progress: told now and then which share of the video is done, 0 to 1.

    Raises:
        UsageError: the request is wrong, or the target is there already; nothing was read.
        InputError: the video cannot be used.
        EngineError: the recognizer is not installed, or cannot read the language.
        StoreError: the disk is full or may not be written to.
    """
    parse_tag(request.language)
    if request.target is not None:
        check_lines_ending(request.target)
        check_target(request.target, is_forced=request.is_forced)
        check_absent(review_page(request.target), is_forced=request.is_forced)
    with local_work() as work:
        reading = read_with(work, request, on_progress=on_progress)
    if request.target is not None:
        write_whole(request.target, render_lines(reading, request.target.suffix))
    return reading


def read_with(work: LocalWork, request: ReadRequest, *, on_progress: Callable[[float], None]) -> Reading:
    """Read the picture of a video; nothing is written but inside the work's folder."""
    from reelbridge.subtitles.reading import read_picture, read_script

    script = read_script(request.script, request.language) if request.script else None
    media: MediaInfo = PROBE.load()(work, NoParams(), source=work.take(request.video))
    params = ReadParams(
        language=request.language,
        recognizer=request.recognizer,
        recognizer_version=installed_version(request.recognizer),
    )
    on_progress(0.0)
    cues = read_picture(work, params, media=media, script=script, on_progress=on_progress)
    return Reading(
        cues=replace(
            cues,
            cues=tuple(replace(cue, picture=None) for cue in cues.cues),
            notes=(*media.notes, *cues.notes),
        ),
        media=media,
        unsure=_unsure(work, cues),
    )


def _unsure(work: LocalWork, cues: CueList) -> tuple[UnsureLine, ...]:
    unsure = [cue for cue in cues.cues if cue.is_unsure]
    return tuple(
        UnsureLine(
            cue=cue,
            picture=work.path(cue.picture).read_bytes() if cue.picture and place < MAX_PICTURES else b"",
        )
        for place, cue in enumerate(unsure)
    )


def review_page(lines: Path) -> Path:
    """Where the page of the unsure lines belongs: `lines.review/index.html` beside `lines.srt`."""
    return lines.with_suffix(".review") / "index.html"


def check_lines_ending(target: Path) -> None:
    """Refuse a file that lines cannot be written to."""
    ending = extension_of(target.name)
    if ending != LINES_ENDING and ending not in SUBTITLE_FORMATS:
        raise UnknownNameError("ending", target.suffix, (f".{name}" for name in (*SUBTITLE_FORMATS, LINES_ENDING)))


def render_lines(reading: Reading, ending: str) -> bytes:
    """The lines in the format of an ending: a subtitle file, or JSON with everything that is known of them.

    Text stands where the shape of the picture allows it, in the formats that know places.
    """
    width, height = reading.media.width, reading.media.height
    name = ending.removeprefix(".").lower()
    if name == LINES_ENDING:
        return encode(reading.cues) + b"\n"
    if name == "vtt":
        return render_vtt(reading.cues, area=safe_area_of(width, height)).encode()
    if name in ("ass", "ssa"):
        family = _font_family(reading.cues.language)
        return render_ass(reading.cues, style=style_for(width, height, font_family=family)).encode()
    return render_subtitles(reading.cues, name).encode()


def _font_family(language: str) -> str:
    try:
        return load_market(language).font_family
    except UsageError:
        return DEFAULT_STYLE.font_family
