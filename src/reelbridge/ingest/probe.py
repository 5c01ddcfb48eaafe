"""What is in a video file: read by PyAV, refused with a reason where it cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from av.container import InputContainer
from av.error import FFmpegError
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from reelbridge.core.errors import MediaError
from reelbridge.core.time import format_clock, seconds_to_ms
from reelbridge.graph.step import NoParams, Work
from reelbridge.ingest.rate import measure_rate
from reelbridge.ingest.refusal import explain_unreadable
from reelbridge.model.media import AudioStream, FileRef, MediaInfo, SourceFile, TextStream
from reelbridge.tools.video import find_picture, open_video

#: a file may end this much before its header says without a note: sound and picture seldom end together
_MISSING_MS = 1000

#: transfer functions of HDR pictures; source: ITU-T H.273 (16 PQ, 18 HLG)
_HDR_TRANSFERS = (16, 18)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Picture:
    """The shown picture: size in square pixels after rotation, clockwise rotation in degrees."""

    width: int
    height: int
    rotation: int


def probe(work: Work, params: NoParams, *, source: SourceFile) -> MediaInfo:
    """Look into a video.

    A file that was cut off is used as far as it can be read, and a note says how far that is.

    Raises:
        MediaError: no video that can be used; the message names the file and the reason.
    """
    del work, params
    path = Path(source.path)
    try:
        with open_video(str(path)) as container:
            return _describe(container, source)
    except FFmpegError as error:
        raise MediaError(f"{path.name}: {explain_unreadable(path, error)}") from error


def _describe(container: InputContainer, source: SourceFile) -> MediaInfo:
    name = Path(source.path).name
    stream = _find_video(container, name)
    ticks, end_ticks, stopped = _read_times(container, stream)
    first = _decode_first(source.path, name)
    start = Fraction(container.start_time or 0, av.time_base)
    time_base = stream.time_base or Fraction(1, av.time_base)
    duration_ms = seconds_to_ms(end_ticks * time_base - start) if ticks else 0
    if duration_ms <= 0:
        raise MediaError(f"{name}: has no frames that can be read")
    stated = [rate for rate in (stream.average_rate, stream.guessed_rate, stream.base_rate) if rate]
    rate = measure_rate(ticks, time_base, stated)
    picture = _describe_picture(first, stream)
    return MediaInfo(
        source=FileRef(name="video", digest=source.digest, size=source.size),
        duration_ms=duration_ms,
        width=picture.width,
        height=picture.height,
        rotation=picture.rotation,
        frame_rate=rate.rate,
        is_variable_rate=rate.is_variable,
        video_codec=stream.codec_context.codec.canonical_name,
        audio=_list_audio(container),
        text=_list_text(container),
        notes=tuple(_list_notes(container, stream, duration_ms, stopped)),
    )


def _find_video(container: InputContainer, name: str) -> VideoStream:
    stream = find_picture(container)
    if stream is None:
        kinds = ", ".join(sorted({stream.type for stream in container.streams})) or "nothing"
        raise MediaError(f"{name}: has no video stream; it holds {kinds}")
    if stream.codec_context is None:
        raise MediaError(f"{name}: its video codec is unknown")
    return stream


def _read_times(container: InputContainer, stream: VideoStream) -> tuple[list[int], int, bool]:
    """Presentation times of all readable frames and the end of the last, in ticks, and whether reading broke off."""
    ticks: list[int] = []
    end = 0
    try:
        for packet in container.demux(stream):
            tick = packet.pts if packet.pts is not None else packet.dts
            if tick is None or packet.is_corrupt or packet.is_discard:
                continue
            ticks.append(tick)
            end = max(end, tick + (packet.duration or 0))
    except FFmpegError:
        return ticks, end, True
    return ticks, end, False


def _decode_first(path: str, name: str) -> VideoFrame:
    """The first frame that decodes; its display matrix holds the rotation."""
    with open_video(path) as container:
        stream = _find_video(container, name)
        for packet in container.demux(stream):
            try:
                for frame in packet.decode():
                    if isinstance(frame, VideoFrame):
                        return frame
            except FFmpegError:
                continue
    raise MediaError(f"{name}: no frame of it can be decoded (codec {stream.codec_context.name})")


def _describe_picture(frame: VideoFrame, stream: VideoStream) -> _Picture:
    # FFmpeg counts the display matrix counterclockwise; right angles are all that cameras write
    rotation = round(-frame.rotation / 90) * 90 % 360
    aspect = stream.sample_aspect_ratio or Fraction(1)
    width, height = round(frame.width * aspect) if aspect > 0 else frame.width, frame.height
    if rotation in (90, 270):
        width, height = height, width
    return _Picture(width=width, height=height, rotation=rotation)


def _language(metadata: dict[str, str]) -> str | None:
    language = metadata.get("language", "").strip()
    return language if language and language != "und" else None


def _list_audio(container: InputContainer) -> tuple[AudioStream, ...]:
    return tuple(
        AudioStream(
            index=stream.index,
            codec=stream.codec_context.codec.canonical_name,
            sample_rate_hz=stream.codec_context.sample_rate,
            channels=stream.codec_context.channels,
            language=_language(stream.metadata),
        )
        for stream in container.streams.audio
        # a codec FFmpeg does not know, or a track that was announced and never filled
        if stream.codec_context is not None and stream.codec_context.channels > 0
    )


def _list_text(container: InputContainer) -> tuple[TextStream, ...]:
    return tuple(
        TextStream(
            index=stream.index,
            codec=stream.codec_context.codec.canonical_name,
            language=_language(stream.metadata),
            title=stream.metadata.get("title"),
        )
        for stream in container.streams.subtitles
        if stream.codec_context is not None
    )


def _list_notes(container: InputContainer, stream: VideoStream, duration_ms: int, stopped: bool) -> list[str]:
    notes = []
    stated_ms = (container.duration or 0) * 1000 // av.time_base
    if stream.duration and stream.time_base:
        stated_ms = seconds_to_ms(stream.duration * stream.time_base)
    if stated_ms - duration_ms > _MISSING_MS:
        notes.append(f"ends at {format_clock(duration_ms)} of {format_clock(stated_ms)}: the file was cut off")
    elif stopped:
        notes.append(f"cannot be read beyond {format_clock(duration_ms)}")
    if stream.codec_context.color_trc in _HDR_TRANSFERS:
        notes.append("HDR picture; it is delivered in standard range without tone mapping and may look flat")
    return notes
