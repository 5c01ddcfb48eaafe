"""What players want to know before they load a rendition: codec strings and bandwidths, from what was written. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelbridge.core.errors import MediaError

_DURATION = re.compile(r"^#EXTINF:([\d.]+)")
_RANGE = re.compile(r"^#EXT-X-BYTERANGE:(\d+)")
_TARGET = re.compile(r"^#EXT-X-TARGETDURATION:(\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaSegment:
    """One entry of a media playlist."""

    seconds: float
    size: int


def read_avc_codec(decoder_configuration: bytes) -> str:
    """The RFC 6381 string of H.264: `avc1.64001F`.

    Args:
        decoder_configuration: the avcC record; profile, constraints and level are its bytes 1 to 3 (ISO/IEC 14496-15).
    """
    if len(decoder_configuration) < 4 or decoder_configuration[0] != 1:
        raise MediaError("the encoded picture has no H.264 configuration record")
    return f"avc1.{decoder_configuration[1:4].hex().upper()}"


def read_aac_codec(audio_specific_config: bytes) -> str:
    """The RFC 6381 string of AAC: `mp4a.40.2`.

    Args:
        audio_specific_config: its first five bits are the object type, 31 announces six more (ISO/IEC 14496-3).
    """
    if len(audio_specific_config) < 2:
        raise MediaError("the encoded sound has no AAC configuration")
    head = int.from_bytes(audio_specific_config[:2])
    object_type = head >> 11
    if object_type == 31:
        object_type = 32 + (head >> 5 & 0x3F)
    return f"mp4a.40.{object_type}"


def parse_segments(playlist: str) -> tuple[tuple[MediaSegment, ...], int]:
    """The segments of a media playlist with byte ranges, and its target duration in seconds."""
    segments = []
    seconds = 0.0
    for line in playlist.splitlines():
        if found := _DURATION.match(line):
            seconds = float(found.group(1))
        elif found := _RANGE.match(line):
            segments.append(MediaSegment(seconds=seconds, size=int(found.group(1))))
    target = _TARGET.search(playlist)
    if not segments or not target:
        raise MediaError("the encoder wrote a playlist without segments")
    return tuple(segments), int(target.group(1))


def average_bandwidth(segments: tuple[MediaSegment, ...]) -> int:
    """Bits per second over all segments."""
    return round(8 * sum(segment.size for segment in segments) / sum(segment.seconds for segment in segments))


def peak_bandwidth(segments: tuple[MediaSegment, ...], target_seconds: int) -> int:
    """The most bits per second of any run of segments that lasts 0.5 to 1.5 target durations (RFC 8216, 4.1)."""
    peak = 0.0
    for first in range(len(segments)):
        seconds, size = 0.0, 0
        for segment in segments[first:]:
            seconds, size = seconds + segment.seconds, size + segment.size
            if seconds > 1.5 * target_seconds:
                break
            if seconds >= 0.5 * target_seconds:
                peak = max(peak, 8 * size / seconds)
    # an episode shorter than half a segment has no such run
    return max(round(peak), average_bandwidth(segments))
