"""Tiny videos for tests, made by FFmpeg in a fraction of a second."""

from __future__ import annotations

import struct
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from reelbridge.core.hashing import digest_file
from reelbridge.graph.step import NoParams
from reelbridge.ingest.probe import probe
from reelbridge.model.media import MediaInfo, SourceFile
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.work import FolderWork

FAST = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")


def make_video(
    path: Path,
    *,
    size: str = "180x320",
    rate: str = "25",
    seconds: float = 1.0,
    channels: int = 1,
    encoder: tuple[str, ...] = FAST,
) -> Path:
    """A moving test picture with a tone; `channels=0` for none."""
    args = ["-f", "lavfi", "-i", f"testsrc2=size={size}:rate={rate}:duration={seconds}"]
    if channels:
        args += ["-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}", "-ac", str(channels), "-c:a", "aac"]
    run_ffmpeg([*args, *encoder, str(path)], what="make a test video")
    return path


def make_corner_video(path: Path, *, width: int = 320, height: int = 180, rotation: int = 0) -> Path:
    """One second in which the upper left quarter of the stored picture is red, the rest blue.

    `rotation` in clockwise degrees goes into the display matrix, as phones write it.
    """
    graph = f"color=blue:size={width}x{height}:rate=25:duration=1,drawbox=0:0:iw/2:ih/2:red:fill"
    flat = path.with_name(f"flat-{path.name}")
    run_ffmpeg(["-f", "lavfi", "-i", graph, *FAST, str(flat)], what="make a test video")
    run_ffmpeg(
        ["-display_rotation", str(-rotation), "-i", str(flat), "-c", "copy", str(path)], what="turn the test video"
    )
    flat.unlink()
    return path


def make_variable_rate_video(path: Path) -> Path:
    """Frames as a phone in poor light delivers them: steps of 33, 50 and 67 ms in turn."""
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=30)
        stream.width, stream.height, stream.pix_fmt = 96, 160, "yuv420p"
        stream.time_base = stream.codec_context.time_base = Fraction(1, 1000)
        at_ms = 0
        for index in range(30):
            frame = av.VideoFrame.from_ndarray(np.full((160, 96, 3), index * 8, np.uint8), format="rgb24")
            frame.pts, frame.time_base = at_ms, Fraction(1, 1000)
            container.mux(stream.encode(frame))
            at_ms += (33, 50, 67)[index % 3]
        container.mux(stream.encode())
    return path


def source_of(path: Path) -> SourceFile:
    source = SourceFile(path=str(path), digest=digest_file(path), size=path.stat().st_size)
    FolderWork.sources[source.digest] = path
    return source


def media_of(path: Path) -> MediaInfo:
    """What the probe says of a file. It needs no scratch folder."""
    return probe(None, NoParams(), source=source_of(path))  # type: ignore[arg-type]


def read_frame(path: Path, at_s: float = 0.0) -> np.ndarray:
    """The first frame at or after a time: (H, W, 3) uint8 RGB."""
    with av.open(str(path)) as container:
        frames = [frame for frame in container.decode(video=0) if frame.time >= at_s - 1e-6]
        return frames[0].to_ndarray(format="rgb24")


def find_idr_times(path: Path) -> list[float]:
    """Seconds, from the first frame on, of the packets that hold an IDR slice (H.264 NAL unit type 5)."""
    with av.open(str(path)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
        first = min(packet.pts for packet in packets)
        return [float((packet.pts - first) * packet.time_base) for packet in packets if 5 in _nal_types(bytes(packet))]


def _nal_types(data: bytes) -> set[int]:
    types, place = set(), 0
    while place + 5 <= len(data):
        (size,) = struct.unpack(">I", data[place : place + 4])
        types.add(data[place + 4] & 0x1F)
        place += 4 + size
    return types
