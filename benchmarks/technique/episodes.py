"""Videos with sound, to time all signals with, and a very long one."""

from __future__ import annotations

from importlib.resources import as_file, files
from pathlib import Path

from reelbridge.tools.ffmpeg import run_ffmpeg

_EPISODE = "第1集.mp4"


def with_sound(picture: Path, seconds: float) -> Path:
    """The film with the talk and music of the sample's first episode, again and again."""
    out = picture.with_name(f"{picture.stem}.sound.mp4")
    if not out.exists():
        with as_file(files("reelbridge").joinpath("data", "sample", "episodes", _EPISODE)) as episode:
            sound = ("-stream_loop", "-1", "-i", str(episode), "-map", "0:v", "-map", "1:a")
            _make(out, "-i", str(picture), *sound, "-c:v", "copy", "-c:a", "aac", "-t", f"{seconds:.3f}")
    return out


def make_long(episode: Path, hours: float) -> Path:
    """The same over and over at a tiny size. It goes on for hours, and its packets are copies."""
    tiny = episode.with_name(f"{episode.stem}.tiny.mp4")
    if not tiny.exists():
        _make(tiny, "-i", str(episode), "-vf", "scale=144:256", "-preset", "veryfast", "-c:a", "aac", "-b:a", "32k")
    out = episode.with_name(f"{episode.stem}.{round(60 * hours)}min.mp4")
    if not out.exists():
        _make(out, "-stream_loop", "-1", "-i", str(tiny), "-c", "copy", "-t", f"{3600 * hours:.0f}")
    return out


def _make(out: Path, *args: str) -> None:
    part = out.with_name(f"part.{out.name}")
    run_ffmpeg((*args, str(part)), what=out.name)
    part.rename(out)
