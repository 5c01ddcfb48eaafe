"""Get the source lines of an episode: from a file beside it, from inside it, or from its picture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reelbridge.core.errors import InputError, UnknownNameError
from reelbridge.formats.subtitle_formats import parse_subtitles
from reelbridge.graph.step import Work
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo, SourceFile
from reelbridge.subtitles.burned.reader import read_burned_in
from reelbridge.subtitles.embedded import choose_stream, read_stream
from reelbridge.subtitles.ocr.recognizers import RECOGNIZERS
from reelbridge.subtitles.steps import ReadParams


def read(work: Work, params: ReadParams, *, media: MediaInfo, sidecar: SourceFile | None) -> CueList:
    """The first source that gives lines. Each that was there and gave none is named in the notes.

    Raises:
        MediaError: the video itself cannot be read.
        UnknownNameError: the recognizer is unknown.
        EngineError: the recognizer is not installed, or cannot read the language.
    """
    notes: tuple[str, ...] = ()
    if sidecar is not None:
        try:
            return _with_notes(_read_sidecar(sidecar, params.language), notes)
        except (InputError, UnknownNameError) as error:
            notes += (f"subtitle file left out: {error.message}",)
    path = work.path(media.source)
    stream = choose_stream(media, params.language)
    if stream is not None:
        try:
            return _with_notes(read_stream(path, stream, params.language), notes)
        except InputError as error:
            notes += (f"text stream left out: {error.message}",)
    elif media.text:
        labels = ", ".join(item.language or "unlabelled" for item in media.text)
        notes += (f"text streams left out: none is in {params.language} ({labels})",)
    recognizer = RECOGNIZERS[params.recognizer](params.language)
    return _with_notes(read_burned_in(work, media, recognizer, params.language), notes)


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
