"""Renders an episode: frames from the shots, subtitles and watermark on top, piped to ffmpeg with the sound."""

from __future__ import annotations

import subprocess
import tempfile
import wave
from collections.abc import Iterator
from pathlib import Path

import cv2
import imageio_ffmpeg
import numpy as np

from . import episode1, episode2, episode3
from .captions import overlay, subtitle, watermark
from .draw import Pixels
from .sound import RATE, Samples, mix_episode
from .stage import DISSOLVE_FRAMES, HEIGHT, WIDTH, Shot, ShotRenderer, flash_strength
from .story import FRAME_RATE, EpisodeStory, SampleError, Story, to_frame

_SHOTS = {1: episode1.shots, 2: episode2.shots, 3: episode3.shots}
_VIDEO = [
    "-c:v",
    "libx264",
    "-preset",
    "slower",
    "-crf",
    "31.5",
    "-tune",
    "animation",
    "-x264-params",
    "no-psy=1",
    "-pix_fmt",
    "yuv420p",
    "-threads",
    "1",
    "-g",
    "250",
    "-bf",
    "5",
    "-colorspace",
    "bt709",
    "-color_primaries",
    "bt709",
    "-color_trc",
    "bt709",
    "-color_range",
    "tv",
]
_AUDIO = ["-c:a", "aac", "-b:a", "40k", "-ac", "1", "-ar", str(RATE)]
_TARGET_LUFS = -16.0
_CEILING = 0.5  # -6 dBFS: a low bit rate AAC adds up to 5 dB of peaks
_HALF_OPEN, _WIDE_OPEN = 0.05, 0.13  # loudness of a frame of speech that opens the mouth


def episode_shots(episode: EpisodeStory) -> tuple[Shot, ...]:
    """Return the shots of an episode, checked for order."""
    shots = _SHOTS[episode.number](episode)
    starts = [shot.start_ms for shot in shots]
    if starts != sorted(set(starts)) or starts[0] != 0 or any(start % 40 for start in starts):
        raise SampleError(f"episode {episode.number}: shots must start at rising multiples of 40 ms, from 0")
    return shots


def shot_frames(episode: EpisodeStory, shots: tuple[Shot, ...]) -> list[tuple[int, int]]:
    """Return (first frame, end frame) of each shot; a dissolve is centred on the first frame."""
    starts = [to_frame(shot.start_ms) for shot in shots]
    return list(zip(starts, [*starts[1:], episode.frame_count], strict=True))


def draw_frames(story: Story, episode: EpisodeStory, levels: dict[str, list[float]]) -> Iterator[Pixels]:
    """Yield every frame of the episode, (1280, 720, 3) uint8 RGB."""
    shots = episode_shots(episode)
    spans = shot_frames(episode, shots)
    half = DISSOLVE_FRAMES // 2
    previous: tuple[ShotRenderer, int] | None = None
    for index, (shot, (first, end)) in enumerate(zip(shots, spans, strict=True)):
        renderer = ShotRenderer(shot, end - first)
        following = shots[index + 1] if index + 1 < len(shots) else None
        coming = ShotRenderer(following, spans[index + 1][1] - end) if following else None
        for frame in range(first, end):
            mouths = _mouths(episode, levels, frame)
            picture = renderer.frame(frame - first, mouths)
            if shot.transition == "dissolve" and previous and frame < first + half:
                older = previous[0].frame(frame - previous[1], mouths)
                picture = _mixed(older, picture, (frame - first + half + 0.5) / DISSOLVE_FRAMES)
            if following and coming and following.transition == "dissolve" and frame >= end - half:
                newer = coming.frame(frame - end, mouths)
                picture = _mixed(picture, newer, (frame - end + half + 0.5) / DISSOLVE_FRAMES)
            white = flash_strength(shot, frame)
            if white:
                picture = _mixed(picture, np.full_like(picture, 255), white)
            overlay(picture, *watermark(story.title, episode.number))
            for line in episode.lines:
                if line.start_frame <= frame < line.end_frame:
                    overlay(picture, *subtitle(line.text))
            yield picture
        previous = (renderer, first)


def _ffmpeg() -> str:
    return str(imageio_ffmpeg.get_ffmpeg_exe())  # type: ignore[attr-defined, no-untyped-call, unused-ignore]


def _mixed(first: Pixels, second: Pixels, share: float) -> Pixels:
    return np.asarray(cv2.addWeighted(first, 1 - share, second, share, 0), np.uint8)


def _mouths(episode: EpisodeStory, levels: dict[str, list[float]], frame: int) -> dict[str, int]:
    """Open the mouth of who speaks as loud as the voice is, held for two frames."""
    for line in episode.lines:
        if line.start_frame <= frame < line.end_frame and line.id in levels:
            track = levels[line.id]
            at = (frame - line.start_frame) // 2 * 2
            level = max(track[at : at + 2], default=0.0)
            return {line.speaker: 2 if level > _WIDE_OPEN else 1 if level > _HALF_OPEN else 0}
    return {}


def render_episode(story: Story, episode: EpisodeStory, target: Path) -> None:
    """Write the episode as MP4 (H.264, 25 fps, AAC mono, about -16 LUFS)."""
    samples, levels = mix_episode(episode, episode.frame_count)
    target.parent.mkdir(parents=True, exist_ok=True)
    ffmpeg = _ffmpeg()
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder) / "sound.wav"
        _write_wav(sound, samples)
        command = [
            ffmpeg,
            "-y",
            "-loglevel",
            "error",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
            "-s",
            f"{WIDTH}x{HEIGHT}",
            "-r",
            str(FRAME_RATE),
            "-i",
            "-",
            "-i",
            str(sound),
            "-map",
            "0:v",
            "-map",
            "1:a",
            "-vf",
            "scale=out_color_matrix=bt709:out_range=tv",
            *_VIDEO,
            *_AUDIO,
            "-fflags",
            "+bitexact",
            "-flags:v",
            "+bitexact",
            "-flags:a",
            "+bitexact",
            "-movflags",
            "+faststart",
            str(target),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as process:
            assert process.stdin is not None
            for picture in draw_frames(story, episode, levels):
                process.stdin.write(picture.tobytes())
            process.stdin.close()
            if process.wait() != 0:
                raise SampleError(f"ffmpeg could not write {target}")


def _write_wav(path: Path, samples: Samples) -> None:
    """Write 16-bit mono at the target loudness, its peaks limited."""
    gain = 1.0
    for _ in range(4):
        _save(path, _limited(samples * gain))
        gain *= 10 ** ((_TARGET_LUFS - _measure_lufs(path)) / 20)
    _save(path, _limited(samples * gain))


def _limited(samples: Samples) -> Samples:
    """Turn the gain down around what would pass the ceiling, over windows of 6 ms."""
    window = int(RATE * 0.006) | 1
    level = np.maximum(np.abs(samples), _CEILING).reshape(1, -1)
    peaks = np.asarray(cv2.dilate(level, np.ones((1, window), np.uint8)))
    gain = np.asarray(cv2.blur(np.asarray(_CEILING / peaks, np.float64), (window, 1)))
    limited: Samples = samples * gain[0]
    return limited


def _save(path: Path, samples: Samples) -> None:
    with wave.open(str(path), "wb") as writer:
        writer.setnchannels(1)
        writer.setsampwidth(2)
        writer.setframerate(RATE)
        writer.writeframes((np.clip(samples, -1, 1) * 32767).astype("<i2").tobytes())


def _measure_lufs(path: Path) -> float:
    """Measure integrated loudness with ffmpeg's ebur128 filter."""
    command = [_ffmpeg(), "-hide_banner", "-nostats", "-i", str(path), "-af", "ebur128", "-f", "null", "-"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    line = [part for part in report.splitlines() if part.strip().startswith("I:")][-1]
    return float(line.split()[1])
