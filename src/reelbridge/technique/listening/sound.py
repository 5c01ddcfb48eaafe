"""The sound of a video, decoded once: samples to look for speech in, and the loudness FFmpeg measures on the way."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import IO

import av
import numpy as np
from numpy.typing import NDArray

from reelbridge.core.errors import MediaError, ToolError
from reelbridge.core.time import format_clock
from reelbridge.model.media import MediaInfo
from reelbridge.technique.listening.speech import SPEECH_RATE_HZ, WINDOW
from reelbridge.tools.ffmpeg import input_of
from reelbridge.tools.ffmpeg_stream import stream_ffmpeg
from reelbridge.tools.video import open_video

#: FFmpeg's ebur128 tells this often how loud the last so many ms were; source: EBU Tech 3341, 400 ms at 10 Hz or more
STEP_MS = 100
MOMENTARY_MS = 400

#: the place of the first value that listens to nothing before the beginning
FIRST_WHOLE = MOMENTARY_MS // STEP_MS - 1

#: sound may end this long before the picture without a note
_MAX_MISSING_MS = 1500

#: sound that comes out longer than the video by more than this is no longer in time
_MAX_LONGER_MS = 1000

_SAMPLE_BYTES = 4


class Sound:
    """The first sound stream of a video from the moment its picture begins to its end, in windows of samples.

    Sound that begins later or has holes is filled with silence, so that it stays in time. After a whole turn
    `momentary` and `notes` tell the rest.

    Args:
        path: the video.
        media: what is known of it; it has sound, and lasts MOMENTARY_MS at least.

    Attributes:
        momentary: LUFS; value `i` is of the 400 ms that end at `(i + 1) * STEP_MS`; -inf where there is no sound.
        heard_ms: how much sound came out.
        notes: what is wrong with the sound.
    """

    def __init__(self, path: Path, media: MediaInfo) -> None:
        self._path = path
        self._media = media
        self.momentary: NDArray[np.float32] = np.full(media.duration_ms // STEP_MS, -np.inf, np.float32)
        self.heard_ms = 0
        self.notes: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[NDArray[np.float32]]:
        """(WINDOW,) float32 at SPEECH_RATE_HZ, mono, -1 to 1; owned by the caller. The last one ends with silence.

        Raises:
            MediaError: the file cannot be opened.
            EngineMissingError: there is no ffmpeg.
        """
        read_end, write_end = os.pipe()
        reader = threading.Thread(target=self._read_loudness, args=(read_end,), daemon=True)
        reader.start()
        failed = False
        try:
            with os.fdopen(write_end, "wb") as writer:
                command = self._arguments(write_end)
                with stream_ffmpeg(command, what=f"listen to {self._path.name}", pass_fds=(write_end,)) as pipe:
                    writer.close()  # FFmpeg alone holds it now: the reader ends when FFmpeg does
                    yield from self._read_windows(pipe)
        except ToolError:
            failed = True
        finally:
            reader.join()
        # FFmpeg tells nothing before 400 ms are full: the beginning sounds as they do
        self.momentary[: FIRST_WHOLE + 1] = self.momentary[FIRST_WHOLE : FIRST_WHOLE + 1]
        self.notes = tuple(self._list_notes(failed))

    def _arguments(self, loudness_pipe: int) -> tuple[str, ...]:
        end_s = self._media.duration_ms / 1000
        graph = (
            # FFmpeg would move the sound to where the sound begins; times are counted from where the file begins
            f"asetpts=PTS-({self._read_origin()})/TB,"
            f"aresample=async=1:min_hard_comp=0.04:first_pts=0,atrim=end={end_s:.3f},"
            "ebur128=metadata=1:framelog=quiet,"
            rf"ametadata=mode=print:key=lavfi.r128.M:file='pipe\:{loudness_pipe}',"
            f"aresample={SPEECH_RATE_HZ}"
        )
        return (
            "-copyts", "-max_error_rate", "1", *input_of(self._path), "-map", f"0:{self._media.audio[0].index}",
            "-af", graph, "-ac", "1", "-f", "f32le", "pipe:1",
        )  # fmt: skip

    def _read_origin(self) -> str:
        """The time in seconds at which the file begins, as FFmpeg's expressions take it."""
        try:
            with open_video(str(self._path)) as container:
                origin = Fraction(container.start_time or 0, av.time_base)
        except (av.FFmpegError, OSError) as error:
            raise MediaError(f"{self._path.name}: cannot be opened as a video: {error.strerror}") from error
        return f"{origin.numerator}/{origin.denominator}"

    def _read_windows(self, pipe: IO[bytes]) -> Iterator[NDArray[np.float32]]:
        limit_ms = self._media.duration_ms + _MAX_LONGER_MS
        samples = 0
        while self.heard_ms <= limit_ms and (data := pipe.read(WINDOW * _SAMPLE_BYTES)):
            samples += len(data) // _SAMPLE_BYTES
            self.heard_ms = 1000 * samples // SPEECH_RATE_HZ
            # never bytes of less than a sample: the pipe is only short at its end
            window = np.frombuffer(data[: len(data) // _SAMPLE_BYTES * _SAMPLE_BYTES], "<f4")
            # a damaged float stream may hold infinities, which would stay in a detector's memory for good
            plain = np.nan_to_num(window, nan=0.0, posinf=0.0, neginf=0.0).clip(-1, 1)
            yield np.pad(plain, (0, WINDOW - len(plain))).astype(np.float32, copy=False)

    def _read_loudness(self, read_end: int) -> None:
        """Read `frame:0 pts:0 pts_time:0` and `lavfi.r128.M=-120.691` in turn until FFmpeg closes the pipe."""
        place = -1
        with os.fdopen(read_end, encoding="ascii", errors="replace") as lines:
            for line in lines:
                key, _, value = line.strip().rpartition("pts_time:" if "pts_time:" in line else "=")
                try:
                    number = float(value)
                except ValueError:
                    continue
                if key != "lavfi.r128.M":
                    place = round(number * 1000 / STEP_MS) if 0 <= number <= self._media.duration_ms else -1
                elif 0 <= place < len(self.momentary) and number > self.momentary[place]:
                    self.momentary[place] = number

    def _list_notes(self, failed: bool) -> Iterator[str]:
        duration_ms = self._media.duration_ms
        if not self.heard_ms:
            yield "the sound cannot be decoded: nothing is known of it"
        elif self.heard_ms < duration_ms - _MAX_MISSING_MS:
            yield f"the sound ends at {format_clock(self.heard_ms)} of {format_clock(duration_ms)}"
        elif self.heard_ms > duration_ms + _MAX_LONGER_MS:
            yield "the sound changes its format on the way: what is heard after that may be out of place"
        elif failed:
            yield "the sound is damaged"
