"""Small series for tests: seconds of moving colour, lines in a sidecar, a memory that knows them."""

from __future__ import annotations

import subprocess
from pathlib import Path

from reelbridge.core.time import format_stamp
from reelbridge.formats.tmx import render_tmx
from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList
from reelbridge.tools.ffmpeg import find_ffmpeg

#: the lines of each episode, one a second
EPISODES = {
    1: ("三千万，今晚就签字！", "你找谁啊？", "我信"),
    2: ("站住！进门先脱鞋", "说人话", "打开看看再说"),
}
ENGLISH = {
    "三千万，今晚就签字！": "30 million. Sign tonight!",
    "你找谁啊？": "Who are you looking for?",
    "我信": "I do.",
    "站住！进门先脱鞋": "Hold it! Shoes off first.",
    "说人话": "Speak human.",
    "打开看看再说": "Open it first.",
}
GERMAN = {
    "三千万，今晚就签字！": "30 Millionen. Unterschreib!",
    "你找谁啊？": "Wen suchst du?",
    "我信": "Ich.",
    "站住！进门先脱鞋": "Halt! Erst Schuhe aus.",
    "说人话": "Red normal.",
    "打开看看再说": "Mach erst auf.",
}


def make_video(path: Path, *, seconds: int = 4, size: str = "90x160") -> Path:
    """A real MP4 with picture and sound."""
    path.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [
            *(find_ffmpeg(), "-v", "error", "-y"),
            *("-f", "lavfi", "-i", f"testsrc2=size={size}:rate=25:duration={seconds}"),
            *("-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds}"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", str(path)),
        ],
        check=True,
    )
    return path


def srt_of(lines: tuple[str, ...]) -> str:
    """One line a second, with numbers and blank lines as they should be."""
    cues = []
    for number, line in enumerate(lines):
        start, end = (format_stamp(1000 * number + at, separator=",") for at in (0, 900))
        cues.append(f"{number + 1}\n{start} --> {end}\n{line}\n")
    return "\n".join(cues)


def make_folder(folder: Path) -> Path:
    """Two episodes with sidecars."""
    for number, lines in EPISODES.items():
        make_video(folder / f"第{number}集.mp4")
        (folder / f"第{number}集.srt").write_text(srt_of(lines), "utf-8")
    return folder


def write_memory(path: Path, *, english: dict[str, str] | None = None) -> None:
    """A memory of all lines in English and German."""
    english = english or ENGLISH
    segments = tuple(Segment(id=f"s{number}", source=source) for number, source in enumerate(ENGLISH))
    targets = tuple(
        RenderingList(
            locale=locale,
            renderings=tuple(Rendering(segment_id=each.id, text=texts[each.source]) for each in segments),
        )
        for locale, texts in (("en", english), ("de", GERMAN))
    )
    memory = Memory(sources=SegmentList(source_locale="zh-Hans", segments=segments), targets=targets)
    path.write_bytes(render_tmx(memory))


def set_key(folder: Path, key: str, value: str) -> None:
    """Change one top-level key of series.toml."""
    path = folder / "series.toml"
    lines = path.read_text("utf-8").splitlines()
    found = [line.startswith(f"{key} = ") for line in lines]
    assert any(found)
    changed = [f"{key} = {value}" if is_it else line for line, is_it in zip(lines, found, strict=True)]
    path.write_text("\n".join(changed) + "\n", "utf-8")
