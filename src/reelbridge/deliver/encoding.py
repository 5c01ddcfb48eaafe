"""The FFmpeg arguments that turn an episode into its renditions in one run. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from reelbridge.deliver.footage import Footage
from reelbridge.deliver.ladder import Rung, choose_rate
from reelbridge.model.media import AudioStream, MediaInfo
from reelbridge.tools.ffmpeg import REPRODUCIBLE, X264_THREADS

#: a new picture to start from every so many seconds, in all rungs at once; source: Apple HLS Authoring Specification
#: ("key frames should be present every two seconds")
KEYFRAME_SECONDS = 2

#: a segment is two of them: short enough to start fast, long enough to keep the playlist small
SEGMENT_SECONDS = 4

#: x264's own middle of "visually fine" is 23; the presets slower than this gain under 10 % of size for twice the time
X264_QUALITY = ("-preset", "veryfast", "-crf", "23")

AUDIO_RATE_HZ = 48000


def encode_args(footage: Footage, media: MediaInfo, rungs: Sequence[Rung], folder: Path) -> list[str]:
    """Decode once, write every rung to `folder/video` and the sound, if any, to `folder/audio`, as HLS with CMAF parts.

    FFmpeg itself turns the picture upright by the display matrix.
    """
    args = [*footage.inputs, "-filter_complex", scale_graph(rungs, choose_rate(media))]
    for index, rung in enumerate(rungs):
        args += ["-map", f"[out{index}]", *_video_args(rung), *_hls_args(folder / "video", rung.name)]
    if media.audio:
        args += ["-map", footage.sound, *audio_args(media.audio[0]), *_hls_args(folder / "audio", "original")]
    return args


def scale_graph(rungs: Sequence[Rung], rate: Fraction) -> str:
    """The filter graph: constant rate from time 0 on, then each rung scaled from the one above it."""
    steps = []
    source = f"[0:V:0]fps=fps={rate}:start_time=0"
    for index, rung in enumerate(rungs):
        scaled = f"{source},scale={rung.width}:{rung.height}:out_range=tv,format=yuv420p,setsar=1"
        if index == len(rungs) - 1:
            steps.append(f"{scaled}[out{index}]")
        else:
            steps.append(f"{scaled},split=2[out{index}][from{index}]")
            source = f"[from{index}]null"
    return ";".join(steps)


def x264_args(max_kbps: int) -> tuple[str, ...]:
    """H.264 High that every phone and browser plays, at constant quality up to a bandwidth."""
    return (
        "-c:v", "libx264", *X264_QUALITY, "-profile:v", "high", "-threads", str(X264_THREADS),
        "-maxrate", f"{max_kbps}k", "-bufsize", f"{2 * max_kbps}k",
    )  # fmt: skip


def audio_args(audio: AudioStream) -> tuple[str, ...]:
    """AAC-LC in stereo or mono; gaps in the sound of a phone are filled so that it stays with the picture."""
    channels, kbps = (1, 96) if audio.channels == 1 else (2, 128)
    return (
        "-c:a", "aac", "-b:a", f"{kbps}k", "-ac", str(channels), "-ar", str(AUDIO_RATE_HZ),
        "-af", "aresample=async=1:first_pts=0",
    )  # fmt: skip


def _video_args(rung: Rung) -> tuple[str, ...]:
    # scenes get no key frames of their own, so that all rungs can be switched at the same instants; x264's groups of
    # pictures are closed unless asked otherwise, so each key frame is an IDR picture
    keyframes = f"expr:gte(t,n_forced*{KEYFRAME_SECONDS})"
    return (*x264_args(rung.max_kbps), "-sc_threshold", "0", "-force_key_frames", keyframes)


def _hls_args(folder: Path, name: str) -> tuple[str, ...]:
    """One fragmented MP4 with a playlist of byte ranges: two files a rendition however long it is.

    Timestamps are left as they are: the delays of both encoders then stand in the edit lists, which players honour, and
    picture and sound both start at 0. Shifted by FFmpeg's default, the picture would come after the sound.
    """
    return (
        *REPRODUCIBLE, "-avoid_negative_ts", "disabled",
        "-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4",
        "-hls_flags", "single_file",
        "-hls_segment_filename", str(folder / f"{name}.mp4"), str(folder / f"{name}.m3u8"),
    )  # fmt: skip
