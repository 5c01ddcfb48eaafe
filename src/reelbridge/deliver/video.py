"""The step that encodes an episode once, for every locale."""

from __future__ import annotations

from pathlib import Path

import av

from reelbridge.core.errors import UnknownNameError
from reelbridge.core.time import seconds_to_ms
from reelbridge.deliver.bitstream import (
    average_bandwidth,
    parse_segments,
    peak_bandwidth,
    read_aac_codec,
    read_avc_codec,
)
from reelbridge.deliver.encoding import encode_args
from reelbridge.deliver.footage import footage_of
from reelbridge.deliver.ladder import Rung, build_ladder, choose_rate
from reelbridge.deliver.poster import write_poster
from reelbridge.deliver.steps import VideoParams
from reelbridge.graph.step import Work
from reelbridge.model.market import load_market
from reelbridge.model.media import CleanPlate, MediaInfo
from reelbridge.model.package import AudioRendition, PackagedFile, VideoPackage, VideoRendition
from reelbridge.tools.ffmpeg import REPRODUCIBLE, run_ffmpeg

PREVIEW = "preview.mp4"
POSTER = "poster.jpg"
ORIGINAL_AUDIO = "audio/original"


def package_video(work: Work, params: VideoParams, *, media: MediaInfo, plate: CleanPlate | None) -> VideoPackage:
    """Encode the ladder and the original sound as HLS with CMAF parts, a plain MP4 for previews, and a poster.

    Where there is a clean plate, it is the picture of them all.

    Raises:
        ToolError: the encoder failed.
        StoreError: the disk is full.
    """
    footage, name = footage_of(work, media, plate), work.path(media.source).name
    folder = work.folder
    rungs = build_ladder(media.width, media.height)
    (folder / "video").mkdir()
    if media.audio:
        (folder / "audio").mkdir()
    run_ffmpeg(encode_args(footage, media, rungs, folder), what=f"encode {name}")
    preview_rung = rungs[len(rungs) // 2]
    _write_preview(folder, preview_rung, has_audio=bool(media.audio), name=name)
    write_poster(folder / f"video/{_poster_rung(rungs).name}.mp4", folder / POSTER)
    audio = (_describe_audio(folder, params.source_locale),) if media.audio else ()
    encoded = f"{footage.description}, encoded by FFmpeg {params.ffmpeg_version}"
    origins = {f"video/{rung.name}{suffix}": encoded for rung in rungs for suffix in (".m3u8", ".mp4")}
    origins |= {f"{ORIGINAL_AUDIO}{suffix}": encoded for suffix in (".m3u8", ".mp4") if media.audio}
    origins |= {PREVIEW: f"{encoded}, the {preview_rung.name} picture with its sound"}
    origins |= {POSTER: f"a frame of {footage.description}"}
    top_segments, _ = parse_segments((folder / f"video/{rungs[0].name}.m3u8").read_text("utf-8"))
    return VideoPackage(
        duration_ms=seconds_to_ms(sum(segment.seconds for segment in top_segments)),
        video=tuple(_describe_rung(folder, rung, media) for rung in rungs),
        audio=audio,
        preview=PREVIEW,
        poster=POSTER,
        files=tuple(
            PackagedFile(path=path, file=work.keep(folder / path), origin=origin) for path, origin in origins.items()
        ),
        erased=plate.mode if plate else "",
    )


def _poster_rung(rungs: tuple[Rung, ...]) -> Rung:
    """The largest one that is not larger than a poster needs to be."""
    return next((rung for rung in rungs if min(rung.width, rung.height) <= 720), rungs[-1])


def _write_preview(folder: Path, rung: Rung, *, has_audio: bool, name: str) -> None:
    """One file that plays from a disk, index first; nothing is encoded again."""
    inputs = ["-i", str(folder / f"video/{rung.name}.mp4")]
    maps = ["-map", "0:v:0"]
    if has_audio:
        inputs += ["-i", str(folder / f"{ORIGINAL_AUDIO}.mp4")]
        maps += ["-map", "1:a:0"]
    args = [*inputs, *maps, "-c", "copy", *REPRODUCIBLE, "-movflags", "+faststart", str(folder / PREVIEW)]
    run_ffmpeg(args, what=f"write the preview of {name}")


def _read_configuration(path: Path) -> tuple[bytes, int]:
    """The codec's configuration record and the number of channels (0 for a picture)."""
    with av.open(str(path)) as container:
        context = container.streams[0].codec_context
        return bytes(context.extradata or b""), getattr(context, "channels", 0)


def _describe_rung(folder: Path, rung: Rung, media: MediaInfo) -> VideoRendition:
    playlist = f"video/{rung.name}.m3u8"
    segments, target = parse_segments((folder / playlist).read_text("utf-8"))
    configuration, _ = _read_configuration(folder / f"video/{rung.name}.mp4")
    return VideoRendition(
        name=rung.name,
        playlist=playlist,
        width=rung.width,
        height=rung.height,
        frame_rate=choose_rate(media),
        peak_bandwidth=peak_bandwidth(segments, target),
        average_bandwidth=average_bandwidth(segments),
        codecs=read_avc_codec(configuration),
    )


def _describe_audio(folder: Path, language: str) -> AudioRendition:
    playlist = f"{ORIGINAL_AUDIO}.m3u8"
    segments, target = parse_segments((folder / playlist).read_text("utf-8"))
    configuration, channels = _read_configuration(folder / f"{ORIGINAL_AUDIO}.mp4")
    return AudioRendition(
        name=_name_of(language),
        playlist=playlist,
        language=language,
        channels=channels,
        peak_bandwidth=peak_bandwidth(segments, target),
        average_bandwidth=average_bandwidth(segments),
        codecs=read_aac_codec(configuration),
    )


def _name_of(language: str) -> str:
    """What viewers choose a sound by: the language's own name, or its tag where no market file tells it."""
    try:
        return load_market(language).endonym
    except UnknownNameError:
        return language
