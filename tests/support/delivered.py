"""A series as a run leaves it, made without running one."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path

from reelbridge.app.config import FILE_NAME, render_series
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import encode
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.draft import LineOrigin, Localized, LocalizedLine
from reelbridge.model.finding import Finding, Severity
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.series import EpisodeEntry, Series
from reelbridge.pipelines.nodes import node_id
from reelbridge.runtime.index import NodeRecord

#: the lines of the first episode: original, English
LINES: Mapping[str, str] = {
    "三千万，今晚就签字！": "30 million. Sign tonight!",
    "你找谁啊？": "Who are you looking for?",
    "我信": "I do.",
    "走吧": "",
}

MEDIA = MediaInfo(
    source=FileRef(name="1.mp4", digest="0" * 64, size=1),
    duration_ms=10_000,
    width=720,
    height=1280,
    rotation=0,
    frame_rate=Fraction(25),
    is_variable_rate=False,
    video_codec="h264",
    audio=(),
    text=(),
)


def localized_of(lines: Mapping[str, str], locale: str) -> Localized:
    """One line each two seconds; without a translation it is untranslated, the last but one is a sign in doubt."""
    made = []
    for place, (source, text) in enumerate(lines.items()):
        kind = CueKind.SIGN if place == len(lines) - 2 else CueKind.DIALOGUE
        cue = Cue(id=f"c{place + 1:04d}", start_ms=2000 * place, end_ms=2000 * place + 1800, text=source, kind=kind)
        made.append(
            LocalizedLine(
                source=cue,
                cue=Cue(id=cue.id, start_ms=cue.start_ms, end_ms=cue.end_ms, text=text or source, kind=kind),
                origin=LineOrigin.MACHINE if text else LineOrigin.UNTRANSLATED,
                score=50.0,
                reason=None if text and kind is CueKind.DIALOGUE else "the engine is not sure",
                full="30 million yuan. Sign it tonight!" if place == 0 else "",
            )
        )
    finding = Finding(check_id="reading-speed", severity=Severity.WARNING, cue_id="c0002", message="too fast to read")
    return Localized(locale=locale, engine="openai", lines=tuple(made), findings=(finding,), repairs=())


def deliver(folder: Path, lines: Mapping[str, str], *, episode: int = 1, locale: str = "en") -> None:
    """What a run would leave of one episode in one locale."""
    workspace = Workspace(folder=folder)
    store = workspace.open_store()
    outputs = {
        node_id(episode, "probe"): store.put_bytes(encode(MEDIA)),
        node_id(episode, locale, "finish"): store.put_bytes(encode(localized_of(lines, locale))),
    }
    with workspace.open_index() as index:
        index.set_nodes(
            [
                NodeRecord(
                    id=name, stage="check", label=name, state="done", message="", output=digest, seconds=0.0, run=1
                )
                for name, digest in outputs.items()
            ]
        )


def make_delivered(folder: Path, *, title: str = "面馆千金") -> Path:
    """A series of two episodes in English and Arabic; the first has been localized into English."""
    folder.mkdir()
    series = Series(
        title=title,
        source_locale="zh-Hans",
        locales=("en", "ar"),
        episodes=(EpisodeEntry(number=1, video="1.mp4"), EpisodeEntry(number=2, video="2.mp4")),
    )
    (folder / FILE_NAME).write_text(render_series(series), "utf-8")
    deliver(folder, LINES)
    return folder
