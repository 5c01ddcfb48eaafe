"""Which line stands when and where: from the catalogue to the truth."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from importlib.resources import files

import numpy as np

from benchmarks.footage.catalogue import CATALOGUE, Clip
from benchmarks.footage.lettering import draw
from benchmarks.footage.truth import Text, TextKind, Truth
from reelbridge.core.hashing import digest_bytes
from reelbridge.core.time import seconds_to_ms

Random = np.random.Generator

#: raised whenever the same catalogue would give other pictures
_VERSION = 2

#: seconds a reader is given: a start and a share for each character, as drama subtitles have it
_BASE_S, _CHARACTER_S = 0.7, 0.12
#: a line in the rhythm `tight`
_SHORT_S = 0.4
_GAP_CHANCE = 0.65
_TAIL_S = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spoken:
    text: str
    start: int
    end: int


def write_script(clip: Clip) -> Truth:
    """Everything that is seen in a clip, and when."""
    random = random_of(clip, "script")
    spoken = _time_lines(clip, _entries(clip), random)
    frames = spoken[-1].end + round(_TAIL_S * clip.rate) if spoken else round(clip.seconds * clip.rate)
    texts: list[Text] = []
    for line in spoken:
        first, _, second = line.text.partition("|")
        texts += _dialogue(clip, first.replace("/", "\n"), second, line)
    texts += _standing(clip, frames)
    if clip.signs:
        texts += _signs(clip, frames)
    cuts = _cuts(clip, frames, random)
    flashes = sorted(
        {frame + more for frame in random.integers(5, frames - 5, clip.scenery.flashes) for more in range(3)}
    )
    return Truth(
        name=clip.name,
        style=clip.style,
        group=clip.group,
        width=clip.width,
        height=clip.height,
        rate=clip.rate,
        frames=frames,
        texts=tuple(texts),
        cuts=cuts,
        flashes=tuple(int(frame) for frame in flashes),
        key=digest_bytes(repr((_VERSION, clip, texts)).encode()),
    )


def random_of(clip: Clip, purpose: str) -> Random:
    """The same numbers for the same clip, whatever else is made."""
    return np.random.default_rng(zlib.crc32(f"{clip.name}/{purpose}".encode()))


def read_lines() -> dict[str, tuple[str, ...]]:
    """The sections of `lines.txt`."""
    sections: dict[str, list[str]] = {}
    for row in files("benchmarks.footage").joinpath("lines.txt").read_text("utf-8").splitlines():
        if row.startswith("["):
            lines = sections.setdefault(row[1:-1], [])
        elif row:
            lines.append(row)
    return {name: tuple(rows) for name, rows in sections.items()}


def _entries(clip: Clip) -> tuple[str, ...]:
    """The clip's own piece of its section: no line is in two clips, but for the episode."""
    earlier = () if clip.group == "episode" else CATALOGUE[: CATALOGUE.index(clip)]
    before = sum(other.count for other in earlier if other.section == clip.section)
    found = read_lines()[clip.section][before : before + clip.count]
    if len(found) != clip.count:
        raise SystemExit(f"lines.txt: section {clip.section} has too few lines for {clip.name}")
    if clip.rhythm == "pairs":
        return tuple(one for entry in found for one in entry.split("|"))
    if clip.rhythm == "repeats":
        return tuple(entry for entry in found for _ in range(2))
    return found


def _time_lines(clip: Clip, entries: tuple[str, ...], random: Random) -> list[_Spoken]:
    lines: list[_Spoken] = []
    at_s = 0.8
    for number, entry in enumerate(entries):
        shown = entry.split("|")[0]
        length_s = (_BASE_S + _CHARACTER_S * len(shown)) * random.uniform(0.85, 1.25)
        gap_s = random.uniform(0.08, 0.8) if random.random() < _GAP_CHANCE else 0.0
        if clip.rhythm == "tight":
            length_s = _SHORT_S if number % 3 else length_s
            gap_s = gap_s if number % 4 == 3 else 0.0
        elif clip.rhythm == "pairs":
            gap_s = 0.0 if number % 2 == 0 else gap_s
        elif clip.rhythm == "repeats":
            gap_s = random.uniform(0.3, 0.6)
        start = round(at_s * clip.rate)
        end = start + max(round(_SHORT_S * clip.rate), round(length_s * clip.rate))
        lines.append(_Spoken(text=entry, start=start, end=end))
        at_s = float(end / clip.rate) + gap_s
    return lines


def _dialogue(clip: Clip, text: str, second: str, line: _Spoken) -> list[Text]:
    middle = round(clip.middle_y * clip.height)
    found = [_place(clip, text, TextKind.DIALOGUE, clip.look, clip.width // 2, middle, line.start, line.end)]
    if second:
        below = found[0].bottom + round(0.03 * min(clip.width, clip.height))
        found.append(_place(clip, second, TextKind.SECOND, "english", clip.width // 2, below, line.start, line.end))
    return found


def _standing(clip: Clip, frames: int) -> list[Text]:
    found = []
    if clip.mark:
        found.append(("mark", clip.mark, round(clip.width * 0.84), round(clip.height * 0.06)))
    if clip.title:
        found.append(("title", clip.title, round(clip.width * 0.27), round(clip.height * 0.055)))
    if clip.disclaimer:
        found.append(("disclaimer", clip.disclaimer, clip.width // 2, round(clip.height * 0.965)))
    return [_place(clip, text, TextKind.WATERMARK, look, x, y, 0, frames) for look, text, x, y in found]


def _signs(clip: Clip, frames: int) -> list[Text]:
    """A shop sign, a message on a phone, a name card beside a face: each for some seconds, outside the dialogue."""
    planned = (
        ("shop", "福来面馆", 0.5, 0.2, 0.08, 0.25),
        ("message", "我在老地方等你\n今晚九点，别迟到", 0.56, 0.42, 0.33, 0.5),
        ("name-card", "顾氏集团总裁 顾言琛", 0.15, 0.36, 0.56, 0.7),
        ("message", "转账到账86000元", 0.5, 0.33, 0.8, 0.93),
    )
    return [
        _place(
            clip, text, TextKind.SIGN, look,
            round(x * clip.width), round(y * clip.height), round(start * frames), round(end * frames),
        )
        for look, text, x, y, start, end in planned
    ]  # fmt: skip


def _place(clip: Clip, text: str, kind: TextKind, look: str, x: int, y: int, start: int, end: int) -> Text:
    """A text around a middle, moved to even pixels inside the picture."""
    height, width = draw(text, look, min(clip.width, clip.height)).shape
    if width > clip.width:
        raise SystemExit(f"{clip.name}: {text!r} is wider than the picture")
    left = min(max(0, x - width // 2), clip.width - width) // 2 * 2
    top = min(max(0, y - height // 2), clip.height - height) // 2 * 2
    return Text(
        text=text,
        kind=kind,
        look=look,
        start_frame=start,
        end_frame=end,
        start_ms=seconds_to_ms(start / clip.rate),
        end_ms=seconds_to_ms(end / clip.rate),
        fade_frames=clip.fade_frames if kind in (TextKind.DIALOGUE, TextKind.SECOND) else 0,
        left=left,
        top=top,
        right=left + width,
        bottom=top + height,
    )


def _cuts(clip: Clip, frames: int, random: Random) -> tuple[int, ...]:
    cuts: list[int] = []
    while True:
        cut = (cuts[-1] if cuts else 0) + round(random.uniform(*clip.scenery.shot_s) * clip.rate)
        if cut >= frames - 10:
            return tuple(cuts)
        cuts.append(cut)
