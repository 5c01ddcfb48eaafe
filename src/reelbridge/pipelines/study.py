"""From episodes to the study of a series:

probe -+-> watch --+
       |           |
       +-> listen -+-> study --> series/study
       |           |             (all episodes)
       `-> read .. lines

Without lines (`with_lines` false) nothing is read, and a study knows that it has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reelbridge.graph.plan import From, FromEach, Input, Node, Plan
from reelbridge.graph.step import NoParams
from reelbridge.ingest.steps import PROBE
from reelbridge.pipelines.nodes import NOTHING, file_input, make_node, node_id
from reelbridge.pipelines.reading import EpisodeSource, ReadRequest, line_nodes
from reelbridge.technique.steps import (
    GATHER,
    LISTEN,
    STUDY,
    WATCH,
    GatherParams,
    ListenParams,
    StudyParams,
    WatchParams,
)

#: what all episodes together make
STUDY_NODE = "series/study"


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyRequest:
    """Episodes to study, what they are called, and who looks and listens.

    `titles` are by episode, in the order of `reading.episodes`. `lexicon` is the digest of the lists of charged words.
    Episodes of `lineless` have no lines that can be read.
    """

    reading: ReadRequest
    titles: tuple[str, ...]
    with_lines: bool
    watching: WatchParams
    listening: ListenParams
    gathering: GatherParams
    lexicon: str = ""
    lineless: frozenset[int] = frozenset()


def plan_study(request: StudyRequest) -> Plan:
    """The plan for the study of a series: `eNNN/study` of each episode and `series/study` of all."""
    sources = (*request.reading.episodes, *request.reading.others)
    return Plan(tuple(_nodes(request)), {episode.video.digest: episode.video.path for episode in sources})


def _nodes(request: StudyRequest) -> Iterator[Node]:
    episodes = request.reading.episodes
    if request.with_lines:
        yield from line_nodes(request.reading)
    else:
        for episode in episodes:
            taking: dict[str, Input] = {"source": file_input(episode.video)}
            yield make_node(node_id(episode.number, "probe"), PROBE, NoParams(), "probe", _label(episode), taking)
    for episode, title in zip(episodes, request.titles, strict=True):
        yield from _episode_nodes(request, episode, title)
    studies = tuple(node_id(episode.number, "study") for episode in episodes)
    if studies:
        gathering: dict[str, Input] = {"episodes": FromEach(node_ids=studies)}
        yield make_node(STUDY_NODE, GATHER, request.gathering, "study", "the whole series", gathering)


def _episode_nodes(request: StudyRequest, episode: EpisodeSource, title: str) -> Iterator[Node]:
    number, label = episode.number, _label(episode)
    media = From(node_id=node_id(number, "probe"))
    watched, heard = From(node_id=node_id(number, "watch")), From(node_id=node_id(number, "listen"))
    has_lines = request.with_lines and number not in request.lineless
    studying: dict[str, Input] = {
        "media": media,
        "watched": watched,
        "heard": heard,
        "cues": From(node_id=node_id(number, "lines")) if has_lines else NOTHING,
    }
    yield make_node(watched.node_id, WATCH, request.watching, "watch", label, {"media": media})
    yield make_node(heard.node_id, LISTEN, request.listening, "listen", label, {"media": media})
    yield make_node(
        node_id(number, "study"),
        STUDY,
        StudyParams(number=number, title=title, lexicon=request.lexicon),
        "study",
        label,
        studying,
    )


def _label(episode: EpisodeSource) -> str:
    return f"episode {episode.number}"
