"""The table of subtitle formats: extension -> how to read and write it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Protocol

from reelbridge.core.errors import ParseError
from reelbridge.core.registry import Registry
from reelbridge.formats.ass import parse_ass, render_ass
from reelbridge.formats.decoding import decode_text
from reelbridge.formats.srt import parse_srt, render_srt
from reelbridge.formats.vtt import parse_vtt, render_vtt
from reelbridge.model.cue import CueList


class Parse(Protocol):
    """Reads the text of a file; raises ParseError where it holds no subtitles."""

    def __call__(self, text: str, *, language: str, origin: str) -> CueList: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleFormat:
    """One format. `render` writes for a vertical picture where the format says where text stands."""

    title: str
    parse: Parse
    render: Callable[[CueList], str]


_ASS = SubtitleFormat(title="SubStation Alpha", parse=parse_ass, render=render_ass)

SUBTITLE_FORMATS: Registry[SubtitleFormat] = Registry(
    "subtitle format",
    {
        "srt": SubtitleFormat(title="SubRip", parse=parse_srt, render=render_srt),
        "vtt": SubtitleFormat(title="WebVTT", parse=parse_vtt, render=render_vtt),
        "ass": _ASS,
        "ssa": _ASS,
    },
)


def extension_of(name: str) -> str:
    """The extension of a file's name, without the point, in small letters."""
    return PurePath(name).suffix.removeprefix(".").lower()


def parse_subtitles(data: bytes, *, name: str, language: str, origin: str) -> CueList:
    """Read a subtitle file in any encoding; the format is told by the name's extension.

    Args:
        data: the whole file.
        name: the file's name, for its extension and for messages.
        language: the tag of the text's language.
        origin: where the file was found, see `CueList`.

    Raises:
        UnknownNameError: no such extension; the message lists the known ones.
        ParseError: not text, or not in that format; the message begins with the name.
    """
    subtitle_format = SUBTITLE_FORMATS[extension_of(name)]
    text = decode_text(data, name=name)
    try:
        return subtitle_format.parse(text, language=language, origin=origin)
    except ParseError as error:
        raise ParseError(f"{name}: {error.message}", hint=error.hint) from error


def render_subtitles(cue_list: CueList, extension: str) -> str:
    """Write subtitles in the format of an extension (`srt`, `.srt`), for a vertical picture.

    Raises:
        UnknownNameError: no such extension; the message lists the known ones.
    """
    return SUBTITLE_FORMATS[extension.removeprefix(".").lower()].render(cue_list)
