"""Writes what is true about the sample: the screenplay, the shots and the cues, to measure Reelbridge against."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from .render import episode_shots, shot_frames
from .screenplay import DIRECTIONS
from .stage import DISSOLVE_FRAMES, FLASH_FRAMES
from .story import FRAME_MS, EpisodeStory, Line, Story

_README = """# Truth about the sample series

Made by `tools/make_sample.py` together with the episodes; do not edit by hand. 25 frames a second, frame i is shown
at i * 40 ms, ends are exclusive.

- `screenplay.fountain`: the series as a Fountain screenplay; `[[hook 0:00.4]]` and `[[cliffhanger 0:42.0]]` mark
  the line that does it.
- `shots.csv`: one row a shot. `transition` is how the shot begins. A dissolve takes 12 frames,
  `transition_start_frame` to `transition_end_frame`, and `start_frame` is its middle. `flash_start_frame` and
  `flash_end_frame` are a white flash inside the shot, which is no cut.
- `cues.csv`: every line and every text in the picture at its frame-aligned time. A line break in `text` is on screen.
  A `phone` text is the sender and the message.
"""


def write_truth(story: Story, folder: Path) -> None:
    """Write all truth files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "README.md").write_text(_README, encoding="utf-8")
    (folder / "shots.csv").write_text(render_shots(story), encoding="utf-8")
    (folder / "cues.csv").write_text(render_cues(story), encoding="utf-8")
    (folder / "screenplay.fountain").write_text(render_screenplay(story), encoding="utf-8")


def render_shots(story: Story) -> str:
    """Render the shot list as CSV."""
    rows: list[list[object]] = []
    for episode in story.episodes:
        shots = episode_shots(episode)
        for number, (shot, (first, end)) in enumerate(zip(shots, shot_frames(episode, shots), strict=True), 1):
            mixed = shot.transition == "dissolve"
            flash = None if shot.flash_ms is None else shot.flash_ms // FRAME_MS
            rows.append(
                [
                    episode.number,
                    number,
                    first * FRAME_MS,
                    end * FRAME_MS,
                    first,
                    end,
                    shot.transition,
                    first - DISSOLVE_FRAMES // 2 if mixed else "",
                    first + DISSOLVE_FRAMES // 2 if mixed else "",
                    "" if flash is None else flash,
                    "" if flash is None else flash + FLASH_FRAMES,
                    shot.size,
                    shot.about,
                ]
            )
    return _csv(
        [
            "episode",
            "shot",
            "start_ms",
            "end_ms",
            "start_frame",
            "end_frame",
            "transition",
            "transition_start_frame",
            "transition_end_frame",
            "flash_start_frame",
            "flash_end_frame",
            "size",
            "description",
        ],
        rows,
    )


def render_cues(story: Story) -> str:
    """Render all lines and signs as CSV, by time."""
    rows: list[list[object]] = []
    for episode in story.episodes:
        for line in sorted([*episode.lines, *episode.signs], key=lambda line: (line.start_ms, line.id)):
            rows.append(
                [
                    episode.number,
                    line.id,
                    line.kind,
                    line.speaker,
                    line.start_frame * FRAME_MS,
                    line.end_frame * FRAME_MS,
                    line.text,
                ]
            )
    return _csv(["episode", "id", "kind", "speaker", "start_ms", "end_ms", "text"], rows)


def render_screenplay(story: Story) -> str:
    """Render the series as one Fountain document."""
    names = {character.id: character.name for character in story.characters}
    parts = [
        f"Title: {story.title}\nCredit: a sample series of the Reelbridge project\n"
        "Notes: The Noodle-Shop Heiress, three episodes, 9:16\n"
    ]
    for episode in story.episodes:
        parts.append(f"# 第{episode.number}集 {episode.title}\n")
        parts += _scenes(episode, names)
        parts.append(f"> 第{episode.number}集完 <\n")
    return "\n".join(parts)


def _scenes(episode: EpisodeStory, names: dict[str, str]) -> list[str]:
    directions = sorted(DIRECTIONS[episode.number], key=lambda stage: (stage.at_ms, not stage.heading))
    items: list[tuple[int, int, str]] = [
        (stage.at_ms, 0 if stage.heading else 1, f"{stage.text}\n") for stage in directions
    ]
    for line in episode.lines:
        items.append((line.start_ms, 2, _speech(line, names[line.speaker])))
    return [text for _, _, text in sorted(items, key=lambda item: item[:2])]


def _speech(line: Line, name: str) -> str:
    mark = ""
    for kind in ("hook", "cliffhanger"):
        if line.note.startswith(kind):
            mark = f"[[{kind} {line.start_ms // 60000}:{line.start_ms % 60000 / 1000:04.1f}]]\n\n"
    return f"{mark}@{name}\n{line.text}\n"


def _csv(header: list[str], rows: list[list[object]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue()
