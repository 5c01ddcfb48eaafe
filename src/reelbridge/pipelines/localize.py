"""From episodes to packages in every locale:

probe -> read -> lines -> recall -+-> translate -> finish -> subtitles --+-> package
      |   |  ^ settle             `  (once per locale)                   |
      |   |  (all episodes)                                              |
      |   `-> erase, where the picture is to be clean                    |
      |         |                                                        |
      +---------+-> video -----------------------------------------------+

The picture is encoded once; only what stands between translate and subtitles is done for every locale. What the whole
series says about a character that was misread, `settle`, mends the lines of each episode; the key of an episode holds
only the part of it that touches the episode.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from reelbridge.checks.steps import FINISH
from reelbridge.core.codec import digest_of
from reelbridge.deliver.steps import (
    BURN,
    FRAMES,
    PACKAGE,
    SUBTITLES,
    VIDEO,
    PackageParams,
    SubtitleParams,
    VideoParams,
)
from reelbridge.graph.plan import From, FromEach, Given, Input, Node, Plan
from reelbridge.graph.step import NoParams, Step
from reelbridge.ingest.steps import PROBE
from reelbridge.model.market import Market
from reelbridge.model.media import SourceFile
from reelbridge.model.memory import Memory
from reelbridge.model.term import TermBase
from reelbridge.subtitles.erasing.steps import ERASE, EraseParams
from reelbridge.subtitles.proof.steps import PROOF, SELECT, SETTLE
from reelbridge.subtitles.steps import READ, ReadParams
from reelbridge.translate.steps import RECALL, SELECT_RENDERINGS, SELECT_TERMS, TRANSLATE, TranslateParams

#: what progress is counted by, in the order of work, and what each is to a person
STAGES: Mapping[str, str] = {
    "probe": "Looking at the videos",
    "read": "Reading the lines",
    "erase": "Taking the text off the picture",
    "video": "Encoding the picture, once for all",
    "translate": "Translating",
    "check": "Checking every line",
    "deliver": "Packaging",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeSource:
    """One episode as it is found: its number, its video and, if they are there, its subtitle file and its script."""

    number: int
    video: SourceFile
    sidecar: SourceFile | None
    script: SourceFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Who does the work, by name and version: a new version makes new results."""

    recognizer: str
    recognizer_version: str
    translator: str
    translator_version: str
    model: str
    base_url: str
    ffmpeg_version: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BurnRequest:
    """A locale to burn into the picture, with the font that covers it."""

    locale: str
    font: SourceFile


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalizeRequest:
    """A series and what is wanted of it. The package holds every market that is there; only `wanted` ones are made.

    `others` are the episodes that are not asked for: what was read of them before has a say in how characters are read.
    `erase` says how the burned-in lines are taken off the picture (`fill`, `blur`, `box`); empty: they stay.
    """

    title: str
    source_locale: str
    episodes: tuple[EpisodeSource, ...]
    others: tuple[EpisodeSource, ...]
    markets: tuple[Market, ...]
    wanted: frozenset[str]
    memory: Memory
    terms: TermBase
    engines: Engines
    erase: str = ""
    burns: tuple[BurnRequest, ...] = ()


_NOTHING = Given(value=None, digest="none")


def node_id(episode: int, *names: str) -> str:
    """`node_id(1, "ja", "finish")` is `e001/ja/finish`."""
    return "/".join((f"e{episode:03d}", *names))


#: what all episodes together say of how characters are to be read
SETTLE_NODE = "series/settle"


def episode_of(node: str) -> int | None:
    """The episode a node id belongs to; None for what belongs to the series."""
    head = node.partition("/")[0]
    return int(head.removeprefix("e")) if head != SETTLE_NODE.partition("/")[0] else None


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
    return Plan(tuple(_line_nodes(request)), {episode.video.digest: episode.video.path for episode in sources})


def plan_localize(request: LocalizeRequest) -> Plan:
    """The plan for all episodes: first what every locale of an episode needs, then the locales."""
    nodes: list[Node] = list(_line_nodes(_reading_of(request)))
    for episode in request.episodes:
        nodes.extend(_episode_nodes(request, episode))
    for episode in request.episodes:
        for market in request.markets:
            is_wanted = market.locale in request.wanted
            nodes.extend(replace(node, is_wanted=is_wanted) for node in _locale_nodes(request, episode, market))
    for episode in request.episodes:
        nodes.append(_package_node(request, episode))
        nodes.extend(_burn_node(request, episode, burn) for burn in request.burns)
    sources = (*request.episodes, *request.others)
    return Plan(tuple(nodes), {episode.video.digest: episode.video.path for episode in sources})


def _file(source: SourceFile) -> Given:
    return Given(value=source, digest=source.digest)


def _text_file(source: SourceFile | None) -> Given:
    """A file with lines is read by its ending: the same bytes called `.srt` and `.ass` are two inputs."""
    if source is None:
        return _NOTHING
    return Given(value=source, digest=f"{source.digest}{PurePath(source.path).suffix.casefold()}")


def _reading_of(request: LocalizeRequest) -> ReadRequest:
    return ReadRequest(
        source_locale=request.source_locale,
        episodes=request.episodes,
        others=request.others,
        recognizer=request.engines.recognizer,
        recognizer_version=request.engines.recognizer_version,
    )


def _line_nodes(request: ReadRequest) -> Iterator[Node]:
    for episode in request.episodes:
        yield from _reading_nodes(request, episode)
    for episode in request.others:
        yield from (replace(node, is_wanted=False) for node in _reading_nodes(request, episode))
    reads = tuple(node_id(episode.number, "read") for episode in (*request.episodes, *request.others))
    if reads:
        yield _node(SETTLE_NODE, SETTLE, NoParams(), "read", "the whole series", {"cues": FromEach(node_ids=reads)})
    for episode in request.episodes:
        number, label = episode.number, f"episode {episode.number}"
        read, settled = From(node_id=node_id(number, "read")), From(node_id=node_id(number, "settled"))
        choosing: dict[str, Input] = {"cues": read, "consensus": From(node_id=SETTLE_NODE)}
        proofing: dict[str, Input] = {"cues": read, "consensus": settled}
        yield _node(settled.node_id, SELECT, NoParams(), "read", label, choosing)
        yield _node(node_id(number, "lines"), PROOF, NoParams(), "read", label, proofing)


def _reading_nodes(request: ReadRequest, episode: EpisodeSource) -> Iterator[Node]:
    number, label = episode.number, f"episode {episode.number}"
    reading = ReadParams(
        language=request.source_locale,
        recognizer=request.recognizer,
        recognizer_version=request.recognizer_version,
    )
    taking: dict[str, Input] = {
        "media": From(node_id=node_id(number, "probe")),
        "sidecar": _text_file(episode.sidecar),
        "script": _text_file(episode.script),
    }
    yield _node(node_id(number, "probe"), PROBE, NoParams(), "probe", label, {"source": _file(episode.video)})
    yield _node(node_id(number, "read"), READ, reading, "read", label, taking)


def _episode_nodes(request: LocalizeRequest, episode: EpisodeSource) -> Iterator[Node]:
    engines, number, label = request.engines, episode.number, f"episode {episode.number}"
    media = From(node_id=node_id(number, "probe"))
    cues = From(node_id=node_id(number, "lines"))
    sources = request.memory.sources
    encoding = VideoParams(ffmpeg_version=engines.ffmpeg_version, source_locale=request.source_locale)
    yield from _erase_nodes(request, episode)
    plate = _plate(request, episode)
    yield _node(node_id(number, "video"), VIDEO, encoding, "video", label, {"media": media, "plate": plate})
    yield _node(node_id(number, "frames"), FRAMES, NoParams(), "deliver", label, {"media": media, "cues": cues})
    yield _node(
        node_id(number, "recall"),
        RECALL,
        NoParams(),
        "translate",
        label,
        {"cues": cues, "sources": Given(value=sources, digest=digest_of(sources))},
    )


def _erase_nodes(request: LocalizeRequest, episode: EpisodeSource) -> Iterator[Node]:
    """The clean plate. It needs where the lines stand and not what they say: what was read serves, and a character that
    the series corrects later takes nothing off anew. A subtitle file says no places, so the picture is read for them.
    """
    if not request.erase:
        return
    engines, number, label = request.engines, episode.number, f"episode {episode.number}"
    seen = node_id(number, "read")
    if episode.sidecar is not None:
        seen = node_id(number, "seen")
        alone = replace(episode, sidecar=None, script=None)
        looking = next(node for node in _reading_nodes(_reading_of(request), alone) if node.step is READ)
        yield replace(looking, id=seen, label=f"{label}, where its text stands")
    params = EraseParams(mode=request.erase, ffmpeg_version=engines.ffmpeg_version)
    taking: dict[str, Input] = {"media": From(node_id=node_id(number, "probe")), "cues": From(node_id=seen)}
    yield _node(node_id(number, "erase"), ERASE, params, "erase", label, taking)


def _plate(request: LocalizeRequest, episode: EpisodeSource) -> Input:
    return From(node_id=node_id(episode.number, "erase")) if request.erase else _NOTHING


def _locale_nodes(request: LocalizeRequest, episode: EpisodeSource, market: Market) -> Iterator[Node]:
    engines, number, locale = request.engines, episode.number, market.locale
    label = f"episode {number}, {locale}"
    media, cues = From(node_id=node_id(number, "probe")), From(node_id=node_id(number, "lines"))
    recall = From(node_id=node_id(number, "recall"))
    renderings, terms = request.memory.in_locale(locale), request.terms.in_locale(locale)
    here = {
        name: From(node_id=node_id(number, locale, name)) for name in ("renderings", "terms", "translate", "finish")
    }
    translating = TranslateParams(
        engine=engines.translator,
        engine_version=engines.translator_version,
        source_locale=request.source_locale,
        locale=locale,
        model=engines.model,
        base_url=engines.base_url,
    )
    # Only the part of the memory and of the terms that this episode touches goes into the keys that follow:
    # a changed entry re-runs the episodes it stands in and no other.
    known: dict[str, Input] = {
        "recall": recall,
        "renderings": Given(value=renderings, digest=digest_of(renderings)),
    }
    named: dict[str, Input] = {"cues": cues, "terms": Given(value=terms, digest=digest_of(terms))}
    drafting: dict[str, Input] = {
        "cues": cues,
        "recall": recall,
        "renderings": here["renderings"],
        "terms": here["terms"],
    }
    finishing: dict[str, Input] = {
        "media": media,
        "cues": cues,
        "draft": here["translate"],
        "terms": here["terms"],
        "market": _market(market),
    }
    delivering: dict[str, Input] = {"media": media, "localized": here["finish"], "market": _market(market)}
    no, placing = NoParams(), SubtitleParams(erased=request.erase)
    yield _node(here["renderings"].node_id, SELECT_RENDERINGS, no, "translate", label, known)
    yield _node(here["terms"].node_id, SELECT_TERMS, no, "translate", label, named)
    yield _node(here["translate"].node_id, TRANSLATE, translating, "translate", label, drafting)
    yield _node(here["finish"].node_id, FINISH, no, "check", label, finishing)
    yield _node(node_id(number, locale, "subtitles"), SUBTITLES, placing, "deliver", label, delivering)


def _market(market: Market) -> Given:
    return Given(value=market, digest=digest_of(market))


def _package_node(request: LocalizeRequest, episode: EpisodeSource) -> Node:
    params = PackageParams(
        series_title=request.title,
        episode_number=episode.number,
        source_name=episode.video.path.rpartition("/")[2],
        source_digest=episode.video.digest,
    )
    subtitles = tuple(node_id(episode.number, market.locale, "subtitles") for market in request.markets)
    return _node(
        node_id(episode.number, "package"),
        PACKAGE,
        params,
        "deliver",
        f"episode {episode.number}",
        {"video": From(node_id=node_id(episode.number, "video")), "subtitles": FromEach(node_ids=subtitles)},
    )


def _burn_node(request: LocalizeRequest, episode: EpisodeSource, burn: BurnRequest) -> Node:
    number, locale = episode.number, burn.locale
    market = next(market for market in request.markets if market.locale == locale)
    return _node(
        node_id(number, locale, "burn"),
        BURN,
        VideoParams(ffmpeg_version=request.engines.ffmpeg_version, source_locale=request.source_locale),
        "deliver",
        f"episode {number}, {locale}, burned in",
        {
            "media": From(node_id=node_id(number, "probe")),
            "plate": _plate(request, episode),
            "localized": From(node_id=node_id(number, locale, "finish")),
            "market": _market(market),
            "font": _file(burn.font),
        },
    )


def _node(name: str, step: Step, params: object, stage: str, label: str, inputs: dict[str, Input]) -> Node:
    return Node(id=name, step=step, params=params, inputs=inputs, stage=stage, label=label)
