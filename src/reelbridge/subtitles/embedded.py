"""Text streams inside a video file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import av

from reelbridge.core.errors import MediaError, ParseError, UsageError
from reelbridge.core.lang import language_of, parse_tag
from reelbridge.core.text import has_han
from reelbridge.core.time import seconds_to_ms
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.media import MediaInfo, TextStream
from reelbridge.tools.video import open_video

#: ISO 639-2 codes that containers use, of the languages dramas are made in; two-letter codes need no table
_THREE_LETTERS = {
    "chi": "zh", "zho": "zh", "cmn": "zh", "yue": "zh", "eng": "en", "jpn": "ja", "kor": "ko", "tha": "th",
    "vie": "vi", "ind": "id", "spa": "es", "por": "pt", "hin": "hi", "tur": "tr",
}  # fmt: skip
_UNLABELLED = frozenset({"", "und", "mul", "zxx"})
#: a line without an end stays this long
_DEFAULT_MS = 3000

_OVERRIDE = re.compile(r"\{[^}]*\}")
_DRAWING = re.compile(r"\{[^}]*\\p[1-9]")


def choose_stream(media: MediaInfo, language: str) -> TextStream | None:
    """The stream in the source language, else the only one, unless it says that it is in another language."""
    wanted = language_of(language)
    in_language = [stream for stream in media.text if _language(stream.language) == wanted]
    if in_language:
        return in_language[0]
    only = media.text[0] if len(media.text) == 1 else None
    return only if only is not None and _language(only.language) is None else None


def _language(label: str | None) -> str | None:
    """`chi` and `zh-CN` as `zh`; None for a stream without a label."""
    text = (label or "").strip().casefold()
    if text in _UNLABELLED:
        return None
    try:
        return _THREE_LETTERS.get(text) or language_of(parse_tag(text))
    except UsageError:
        return None


def read_stream(path: Path, stream: TextStream, language: str) -> CueList:
    """The lines of a text stream.

    Raises:
        MediaError: the file cannot be opened or the stream is not there.
        ParseError: the stream holds no line, or none in Chinese characters where the source is Chinese.
    """
    try:
        events = sorted(_events(path, stream.index))
    except (av.FFmpegError, OSError) as error:
        raise MediaError(f"{path.name}: text stream {stream.index} cannot be read: {error.strerror}") from error
    cues = tuple(
        Cue(id=f"c{number:04d}", start_ms=start_ms, end_ms=end_ms, text=text)
        for number, (start_ms, end_ms, text) in enumerate(events, start=1)
    )
    if not cues:
        raise ParseError(f"{path.name}: text stream {stream.index} is empty")
    if language_of(language) == "zh" and not any(has_han(cue.text) for cue in cues):
        raise ParseError(f"{path.name}: text stream {stream.index} is not in Chinese")
    return CueList(language=language, origin="stream", cues=cues)


def _events(path: Path, index: int) -> Iterator[tuple[int, int, str]]:
    """Start and end in ms, and the text."""
    with open_video(str(path)) as container:
        streams = [stream for stream in container.streams if stream.index == index and stream.type == "subtitle"]
        if not streams:
            raise MediaError(f"{path.name}: has no text stream {index}")
        origin_ms = seconds_to_ms((container.start_time or 0) / av.time_base)
        for packet in container.demux(streams[0]):
            if packet.pts is None or packet.time_base is None or not packet.size:
                continue
            start_ms = max(0, seconds_to_ms(packet.pts * packet.time_base) - origin_ms)
            duration_ms = seconds_to_ms((packet.duration or 0) * packet.time_base) or _DEFAULT_MS
            lines = [text for item in packet.decode() if (text := _text_of(getattr(item, "ass", b"")))]
            if lines:
                yield start_ms, start_ms + duration_ms, "\n".join(lines)


def _text_of(event: bytes) -> str:
    """The text of `ReadOrder,Layer,Style,Name,MarginL,MarginR,MarginV,Effect,Text`; empty for a drawing."""
    text = event.decode("utf-8", "replace").split(",", 8)[-1]
    if _DRAWING.search(text):
        return ""
    text = _OVERRIDE.sub("", text).replace("\\N", "\n").replace("\\n", "\n").replace("\\h", " ")
    return "\n".join(line for part in text.splitlines() if (line := part.strip()))
