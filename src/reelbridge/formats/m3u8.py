"""HLS playlists (RFC 8216): the multivariant one and that of a subtitle rendition; FFmpeg writes the others.

Paths are relative and are written as URIs, so any name may hold spaces or Chinese characters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from reelbridge.core.errors import InputError
from reelbridge.model.package import AudioRendition, VideoRendition

#: fragmented MP4 (EXT-X-MAP in any playlist) needs 6 or more; Apple asks for 7 with CMAF
_VERSION = 7

_AUDIO_GROUP, _SUBTITLE_GROUP = "sound", "subtitles"


@dataclass(frozen=True, slots=True, kw_only=True)
class SubtitleRendition:
    """The subtitles of one locale. `name` is what the viewer chooses by, the language's own name."""

    locale: str
    name: str
    playlist: str
    is_default: bool = False


def render_subtitle_playlist(segment: str, *, duration_ms: int) -> str:
    """The media playlist of a subtitle rendition: one WebVTT file over the whole episode.

    Args:
        segment: path of the file, relative to the playlist.
        duration_ms: length of the episode; above 0.
    """
    return "\n".join(
        (
            "#EXTM3U",
            f"#EXT-X-VERSION:{_VERSION}",
            f"#EXT-X-TARGETDURATION:{max(1, -(-duration_ms // 1000))}",
            "#EXT-X-MEDIA-SEQUENCE:0",
            "#EXT-X-PLAYLIST-TYPE:VOD",
            f"#EXTINF:{duration_ms / 1000:.3f},",
            quote(segment),
            "#EXT-X-ENDLIST",
            "",
        )
    )


def render_multivariant(
    video: Sequence[VideoRendition], audio: Sequence[AudioRendition], subtitles: Sequence[SubtitleRendition]
) -> str:
    """The playlist a player opens: every picture size, with every sound and every language to choose from.

    Bandwidth and codecs of a picture include those of the sound, the greatest bandwidth where there are several. The
    first sound is the default one.

    Raises:
        InputError: more than one default subtitle, or a name HLS cannot write.
    """
    if sum(rendition.is_default for rendition in subtitles) > 1:
        defaults = ", ".join(rendition.locale for rendition in subtitles if rendition.is_default)
        raise InputError(f"subtitles {defaults} are all the default; HLS allows one")
    lines = ["#EXTM3U", f"#EXT-X-VERSION:{_VERSION}", "#EXT-X-INDEPENDENT-SEGMENTS"]
    lines += [_audio_line(rendition, is_default=index == 0) for index, rendition in enumerate(audio)]
    lines += [_subtitle_line(rendition) for rendition in subtitles]
    for rendition in video:
        lines += [_stream_line(rendition, audio, has_subtitles=bool(subtitles)), quote(rendition.playlist)]
    return "\n".join([*lines, ""])


def _audio_line(rendition: AudioRendition, *, is_default: bool) -> str:
    return _media_line(
        "AUDIO",
        ("GROUP-ID", _quoted(_AUDIO_GROUP)),
        ("NAME", _quoted(rendition.name)),
        ("LANGUAGE", _quoted(rendition.language)),
        ("DEFAULT", _yes_or_no(is_default)),
        ("AUTOSELECT", "YES"),
        ("CHANNELS", _quoted(str(rendition.channels))),
        ("URI", _quoted(quote(rendition.playlist))),
    )


def _subtitle_line(rendition: SubtitleRendition) -> str:
    return _media_line(
        "SUBTITLES",
        ("GROUP-ID", _quoted(_SUBTITLE_GROUP)),
        ("NAME", _quoted(rendition.name)),
        ("LANGUAGE", _quoted(rendition.locale)),
        ("DEFAULT", _yes_or_no(rendition.is_default)),
        ("AUTOSELECT", "YES"),
        ("FORCED", "NO"),
        ("URI", _quoted(quote(rendition.playlist))),
    )


def _stream_line(rendition: VideoRendition, audio: Sequence[AudioRendition], *, has_subtitles: bool) -> str:
    peak = rendition.peak_bandwidth + max((sound.peak_bandwidth for sound in audio), default=0)
    average = rendition.average_bandwidth + max((sound.average_bandwidth for sound in audio), default=0)
    codecs = dict.fromkeys([rendition.codecs, *(sound.codecs for sound in audio)])
    attributes = [
        ("BANDWIDTH", str(peak)),
        ("AVERAGE-BANDWIDTH", str(average)),
        ("CODECS", _quoted(",".join(codecs))),
        ("RESOLUTION", f"{rendition.width}x{rendition.height}"),
        ("FRAME-RATE", f"{float(rendition.frame_rate):.3f}"),
    ]
    attributes += [("AUDIO", _quoted(_AUDIO_GROUP))] if audio else []
    attributes += [("SUBTITLES", _quoted(_SUBTITLE_GROUP))] if has_subtitles else []
    attributes += [("CLOSED-CAPTIONS", "NONE")]
    return f"#EXT-X-STREAM-INF:{_join(attributes)}"


def _media_line(kind: str, *attributes: tuple[str, str]) -> str:
    return f"#EXT-X-MEDIA:{_join([('TYPE', kind), *attributes])}"


def _join(attributes: Sequence[tuple[str, str]]) -> str:
    return ",".join(f"{name}={value}" for name, value in attributes)


def _yes_or_no(value: bool) -> str:
    return "YES" if value else "NO"


def _quoted(text: str) -> str:
    """A quoted string; HLS has no escapes in it (RFC 8216, 4.2)."""
    if any(char in text for char in '"\r\n'):
        raise InputError(f"{text!r} holds a quote or a line break; HLS cannot write either in a name")
    return f'"{text}"'
