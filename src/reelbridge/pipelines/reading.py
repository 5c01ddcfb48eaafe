"""From videos to the lines of every episode, each read with the whole series in mind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reelbridge.graph.plan import From, FromEach, Input, Node, Plan
from reelbridge.graph.step import NoParams
from reelbridge.ingest.steps import PROBE
from reelbridge.model.media import SourceFile
from reelbridge.pipelines.nodes import SETTLE_NODE, file_input, make_node, node_id, text_input
from reelbridge.subtitles.proof.steps import PROOF, SELECT, SETTLE
from reelbridge.subtitles.steps import READ, ReadParams


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSource:
    """One episode as it is found: its number, its video and, if they are there, its subtitle file and its script."""

    number: int
    video: SourceFile
    sidecar: SourceFile | None
    script: SourceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadRequest:
    """A series of which the lines are wanted, and who reads them.

    `others` are the episodes that are not asked for: what was read of them before has a say in how characters are read.
    """

    source_locale: str
    episodes: tuple[EpisodeSource, ...]
    others: tuple[EpisodeSource, ...]
    recognizer: str
    recognizer_version: str


def plan_lines(request: ReadRequest) -> Plan:
    """The plan for the lines of all episodes, in the original: `eNNN/lines`."""
    sources = (*request.episodes, *request.others)
    return Plan(tuple(line_nodes(request)), {episode.video.digest: episode.video.path for episode in sources})


def line_nodes(request: ReadRequest) -> Iterator[Node]:
    """The nodes up to `eNNN/lines`."""
    for episode in request.episodes:
        yield from reading_nodes(request, episode)
    for episode in request.others:
        yield from (replace(node, is_wanted=False) for node in reading_nodes(request, episode))
    reads = tuple(node_id(episode.number, "read") for episode in (*request.episodes, *request.others))
    if reads:
        yield make_node(SETTLE_NODE, SETTLE, NoParams(), "read", "the whole series", {"cues": FromEach(node_ids=reads)})
    for episode in request.episodes:
        number, label = episode.number, f"episode {episode.number}"
        read, settled = From(node_id=node_id(number, "read")), From(node_id=node_id(number, "settled"))
        choosing: dict[str, Input] = {"cues": read, "consensus": From(node_id=SETTLE_NODE)}
        proofing: dict[str, Input] = {"cues": read, "consensus": settled}
        yield make_node(settled.node_id, SELECT, NoParams(), "read", label, choosing)
        yield make_node(node_id(number, "lines"), PROOF, NoParams(), "read", label, proofing)


def reading_nodes(request: ReadRequest, episode: EpisodeSource) -> Iterator[Node]:
    """One episode by itself: `probe` and `read`."""
    number, label = episode.number, f"episode {episode.number}"
    reading = ReadParams(
        language=request.source_locale,
        recognizer=request.recognizer,
        recognizer_version=request.recognizer_version,
    )
    taking: dict[str, Input] = {
        "media": From(node_id=node_id(number, "probe")),
        "sidecar": text_input(episode.sidecar),
        "script": text_input(episode.script),
    }
    yield make_node(node_id(number, "probe"), PROBE, NoParams(), "probe", label, {"source": file_input(episode.video)})
    yield make_node(node_id(number, "read"), READ, reading, "read", label, taking)
