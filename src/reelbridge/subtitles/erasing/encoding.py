"""Pictures into a file: FFmpeg at the other end of a pipe."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Any

import av
import numpy as np
from av.video.frame import VideoFrame

from reelbridge.core.errors import ToolError
from reelbridge.model.media import AudioStream, MediaInfo
from reelbridge.subtitles.erasing.upright import Look, Picture, Plane
from reelbridge.tools.ffmpeg import REPRODUCIBLE, X264_THREADS, check_ended, input_of, make_command

#: sound that an MP4 holds as it is; source: the MP4 registration authority's list of codecs. Other sound becomes AAC
_MP4_SOUND = frozenset({"aac", "mp3", "mp2", "ac3", "eac3", "alac", "opus", "flac", "dts"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    """How a picture is encoded: x264's preset and constant rate factor, and whether the sound goes along."""

    preset: str
    crf: int
    keeps_sound: bool


#: to be encoded again by `deliver`: differences are under what 8 bits show at crf 12
PLATE = Quality(preset="veryfast", crf=12, keeps_sound=False)
#: to be watched and kept; x264 calls 17 to 18 "visually lossless or nearly so"
FINAL = Quality(preset="veryfast", crf=17, keeps_sound=True)


class PictureWriter:
    """Encodes pictures as they come, at their own times. To be used with `with`.

    Args:
        target: the file to make; what is there is replaced. An MP4, unless the name ends in .mkv or .mov.
        look: what the pictures are like.
        source: the video whose sound goes along.
        media: what is known of it.
        quality: how.

    Raises:
        ToolError: the encoder ended badly.
        StoreError: the disk is full or read-only.
    """

    def __init__(self, target: Path, look: Look, *, source: Path, media: MediaInfo, quality: Quality) -> None:
        self._what = f"encode {target.name}"
        self._look = look
        sound = media.audio if quality.keeps_sound else ()
        self._command = make_command(_encode_args(target, look, source, sound, quality))
        self._frame = VideoFrame(look.width, look.height, _format_of(look))

    def __enter__(self) -> PictureWriter:
        self._log: IO[bytes] = tempfile.TemporaryFile()
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=self._log
            )
        except OSError as error:
            self._log.close()
            raise ToolError(f"{self._what}: ffmpeg cannot be run: {error.strerror}") from error
        self._pipe: Any = av.open(self._process.stdin, "w", format="nut")
        stream: Any = self._pipe.add_stream("rawvideo", rate=25)
        stream.width, stream.height, stream.pix_fmt = self._look.width, self._look.height, _format_of(self._look)
        stream.time_base = stream.codec_context.time_base = self._look.ticks
        self._stream = stream
        return self

    def write(self, picture: Picture) -> None:
        """One more picture; their times rise."""
        for plane, samples in zip(self._frame.planes, (picture.luma, picture.blue, picture.red), strict=True):
            _copy(plane, samples)
        self._frame.pts, self._frame.time_base = picture.pts, self._look.ticks
        try:
            self._send(self._frame)
        except (av.FFmpegError, OSError) as error:
            self._finish()
            # it takes no more pictures and yet says that all is well
            raise ToolError(f"{self._what}: ffmpeg ended before the last picture") from error

    def _send(self, frame: VideoFrame | None) -> None:
        for packet in self._stream.encode(frame):
            self._pipe.mux(packet)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            with suppress(av.FFmpegError, OSError):  # the encoder ended early; how it ended says why
                self._send(None)
            self._finish()
        elif self._process.poll() is None:
            self._process.kill()
            self._close()

    def _finish(self) -> None:
        """Wait for the encoder and say what went wrong with it."""
        log, code = self._close()
        check_ended(code, log, what=self._what)

    def _close(self) -> tuple[str, int]:
        with suppress(av.FFmpegError, OSError):
            self._pipe.close()
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        code = self._process.wait()
        self._log.seek(0)
        log = self._log.read().decode(errors="replace").strip()
        self._log.close()
        return log, code


def _format_of(look: Look) -> str:
    return "yuvj420p" if look.is_full_range else "yuv420p"


def _copy(plane: Any, samples: Plane) -> None:
    height, width = samples.shape
    np.frombuffer(plane, dtype=np.uint8).reshape(-1, plane.line_size)[:height, :width] = samples


def _encode_args(
    target: Path, look: Look, source: Path, audio: Sequence[AudioStream], quality: Quality
) -> tuple[str, ...]:
    # FFmpeg moves each input to start at 0; the picture goes back to when it started beside its sound
    args = ["-itsoffset", f"{float(look.first_s):.6f}", "-f", "nut", "-i", "pipe:0"]
    if audio:
        args += input_of(source)
    args += ["-map", "0:v:0", "-fps_mode", "passthrough", "-enc_time_base", "demux", "-vf", _tag_filter(look)]
    args += ["-c:v", "libx264", "-preset", quality.preset, "-crf", str(quality.crf), "-threads", str(X264_THREADS)]
    if audio:
        args += ["-map", "1:a"]
        for index, sound in enumerate(audio):
            is_kept = sound.codec in _MP4_SOUND or target.suffix.lower() == ".mkv"
            args += [f"-c:a:{index}", "copy"] if is_kept else [f"-c:a:{index}", "aac", f"-b:a:{index}", "192k"]
    return (*args, *REPRODUCIBLE, "-movflags", "+faststart", str(target))


def _tag_filter(look: Look) -> str:
    """Says again what the samples mean; no sample changes. 2 is "unspecified" in each table of H.273."""
    names = (
        ("range", "full" if look.is_full_range else "limited"),
        ("color_primaries", look.primaries),
        ("color_trc", look.transfer),
        ("colorspace", look.matrix),
    )
    tags = ":".join(f"{name}={value}" for name, value in names)
    return f"setparams={tags},setsar={look.aspect.numerator}/{look.aspect.denominator}"
