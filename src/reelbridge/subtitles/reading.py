"""Get the source lines of an episode: from a file beside it, from inside it, or from its picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reelbridge.core.errors import InputError, UnknownNameError
from reelbridge.formats.script import Script, parse_script, script_of
from reelbridge.formats.subtitle_formats import SUBTITLE_FORMATS, extension_of, parse_subtitles
from reelbridge.graph.step import Work
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo, SourceFile
from reelbridge.subtitles.burned.reader import read_burned_in
from reelbridge.subtitles.embedded import choose_stream, read_stream
from reelbridge.subtitles.ocr.recognizers import RECOGNIZERS
from reelbridge.subtitles.scripts.aligning import align
from reelbridge.subtitles.steps import ReadParams

#: far above the script of a series of 100 episodes
MAX_SCRIPT_BYTES = 16 << 20


def read(
    work: Work, params: ReadParams, *, media: MediaInfo, sidecar: SourceFile | None, script: SourceFile | None
) -> CueList:
    """The first source that gives lines. Each that was there and gave none is named in the notes.

    A script gives its words to the lines of the picture; lines that a person wrote need none.

    Raises:
        MediaError: the video itself cannot be read.
        UnknownNameError: the recognizer is unknown.
        EngineError: the recognizer is not installed, or cannot read the language.
    """
    notes: tuple[str, ...] = ()
    if sidecar is not None:
        try:
            return _with_notes(_read_sidecar(sidecar, params.language), notes + _unused(script))
        except (InputError, UnknownNameError) as error:
            notes += (f"subtitle file left out: {error.message}",)
    path = work.path(media.source)
    stream = choose_stream(media, params.language)
    if stream is not None:
        try:
            return _with_notes(read_stream(path, stream, params.language), notes + _unused(script))
        except InputError as error:
            notes += (f"text stream left out: {error.message}",)
    elif media.text:
        labels = ", ".join(item.language or "unlabelled" for item in media.text)
        notes += (f"text streams left out: none is in {params.language} ({labels})",)
    words: Script | None = None
    if script is not None:
        try:
            words = read_script(Path(script.path), params.language)
        except (InputError, UnknownNameError) as error:
            notes += (f"script left out: {error.message}",)
    return _with_notes(read_picture(work, params, media=media, script=words), notes)


def read_picture(
    work: Work,
    params: ReadParams,
    *,
    media: MediaInfo,
    script: Script | None,
    on_progress: Callable[[float], None] | None = None,
) -> CueList:
    """The lines of the picture, whatever else there is, in the words of the script if there is one.

    Args:
        work: see `read_burned_in`.
        params: the language and the recognizer.
        media: the video.
        script: of this episode or of the whole series.
        on_progress: told now and then which share of the video is done, 0 to 1.

    Raises:
        MediaError: the video itself cannot be read.
        UnknownNameError: the recognizer is unknown.
        EngineError: the recognizer is not installed, or cannot read the language.
    """
    recognizer = RECOGNIZERS[params.recognizer](params.language)
    cues = read_burned_in(work, media, recognizer, params.language, on_progress=on_progress)
    if script is None:
        return cues
    aligned = align(script.lines, cues)
    return replace(aligned, notes=aligned.notes + script.notes)


def read_script(path: Path, language: str) -> Script:
    """The words of a script: a text file, or a subtitle file whose times are not those of the video.

    Raises:
        InputError: it is not there, or is no script.
    """
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_SCRIPT_BYTES else b""
    except OSError as error:
        raise InputError(f"{path.name}: {error.strerror}") from error
    if size > MAX_SCRIPT_BYTES:
        raise InputError(f"{path.name}: larger than {MAX_SCRIPT_BYTES >> 20} MiB; it is no script")
    if extension_of(path.name) in SUBTITLE_FORMATS:
        return script_of(parse_subtitles(data, name=path.name, language=language, origin="script"))
    return parse_script(data, name=path.name)


def _unused(script: SourceFile | None) -> tuple[str, ...]:
    return () if script is None else ("script left out: the lines were written by a person already",)


def _read_sidecar(sidecar: SourceFile, language: str) -> CueList:
    path = Path(sidecar.path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path.name}: {error.strerror}") from error
    cues = parse_subtitles(data, name=path.name, language=language, origin="sidecar")
    if not cues.cues:
        raise InputError(f"{path.name}: holds no line")
    return cues


def _with_notes(cues: CueList, notes: tuple[str, ...]) -> CueList:
    return replace(cues, notes=notes + cues.notes)
