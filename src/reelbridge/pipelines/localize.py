"""From episodes to packages in every locale:

probe -> read -> lines -> recall -+-> remember -> translate -> finish -> subtitles -+-> package
      |   |  ^ settle             `  (once per locale)                              |
      |   |  (all episodes)                                                         |
      |   `-> erase, where the picture is to be clean                               |
      |         |                                                                   |
      +---------+-> video ----------------------------------------------------------+

The picture is encoded once; only what stands between remember and subtitles is done for every locale. What the whole
series says about a character that was misread, `settle`, mends the lines of each episode; the key of an episode holds
only the part of it that touches the episode.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from reelbridge.checks.steps import FINISH
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
from reelbridge.graph.plan import From, FromEach, Input, Node, Plan
from reelbridge.graph.step import NoParams
from reelbridge.model.market import Market
from reelbridge.model.media import SourceFile
from reelbridge.pipelines.nodes import NOTHING, file_input, make_node, market_input, node_id
from reelbridge.pipelines.reading import EpisodeSource, ReadRequest, line_nodes, reading_nodes
from reelbridge.pipelines.translating import TranslateRequest, recall_node, translating_nodes
from reelbridge.subtitles.erasing.steps import ERASE, EraseParams
from reelbridge.subtitles.steps import READ


@dataclass(frozen=True, slots=True, kw_only=True)
class Engines:
    """Who does the work besides translating, by name and version: a new version makes new results."""

    recognizer: str
    recognizer_version: str
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
    translating: TranslateRequest
    engines: Engines
    erase: str = ""
    burns: tuple[BurnRequest, ...] = ()


def plan_localize(request: LocalizeRequest) -> Plan:
    """The plan for all episodes: first what every locale of an episode needs, then the locales."""
    nodes: list[Node] = list(line_nodes(_reading_of(request)))
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


def _episode_nodes(request: LocalizeRequest, episode: EpisodeSource) -> Iterator[Node]:
    engines, number, label = request.engines, episode.number, f"episode {episode.number}"
    media = From(node_id=node_id(number, "probe"))
    cues = From(node_id=node_id(number, "lines"))
    encoding = VideoParams(ffmpeg_version=engines.ffmpeg_version, source_locale=request.source_locale)
    yield from _erase_nodes(request, episode)
    plate = _plate(request, episode)
    yield make_node(node_id(number, "video"), VIDEO, encoding, "video", label, {"media": media, "plate": plate})
    yield make_node(node_id(number, "frames"), FRAMES, NoParams(), "deliver", label, {"media": media, "cues": cues})
    yield recall_node(request.translating, number, cues=cues)


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
        looking = next(node for node in reading_nodes(_reading_of(request), alone) if node.step is READ)
        yield replace(looking, id=seen, label=f"{label}, where its text stands")
    params = EraseParams(mode=request.erase, ffmpeg_version=engines.ffmpeg_version)
    taking: dict[str, Input] = {"media": From(node_id=node_id(number, "probe")), "cues": From(node_id=seen)}
    yield make_node(node_id(number, "erase"), ERASE, params, "erase", label, taking)


def _reading_of(request: LocalizeRequest) -> ReadRequest:
    return ReadRequest(
        source_locale=request.source_locale,
        episodes=request.episodes,
        others=request.others,
        recognizer=request.engines.recognizer,
        recognizer_version=request.engines.recognizer_version,
    )


def _plate(request: LocalizeRequest, episode: EpisodeSource) -> Input:
    return From(node_id=node_id(episode.number, "erase")) if request.erase else NOTHING


def _locale_nodes(request: LocalizeRequest, episode: EpisodeSource, market: Market) -> Iterator[Node]:
    number, locale = episode.number, market.locale
    label = f"episode {number}, {locale}"
    media, cues = From(node_id=node_id(number, "probe")), From(node_id=node_id(number, "lines"))
    here = {name: From(node_id=node_id(number, locale, name)) for name in ("terms", "decided", "finish")}
    yield from translating_nodes(request.translating, number, market, media=media, cues=cues)
    finishing: dict[str, Input] = {
        "media": media,
        "cues": cues,
        "draft": here["decided"],
        "terms": here["terms"],
        "market": market_input(market),
    }
    delivering: dict[str, Input] = {"media": media, "localized": here["finish"], "market": market_input(market)}
    placing = SubtitleParams(erased=request.erase)
    yield make_node(here["finish"].node_id, FINISH, NoParams(), "check", label, finishing)
    yield make_node(node_id(number, locale, "subtitles"), SUBTITLES, placing, "deliver", label, delivering)


def _package_node(request: LocalizeRequest, episode: EpisodeSource) -> Node:
    params = PackageParams(
        series_title=request.title,
        episode_number=episode.number,
        source_name=episode.video.path.rpartition("/")[2],
        source_digest=episode.video.digest,
    )
    subtitles = tuple(node_id(episode.number, market.locale, "subtitles") for market in request.markets)
    return make_node(
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
    return make_node(
        node_id(number, locale, "burn"),
        BURN,
        VideoParams(ffmpeg_version=request.engines.ffmpeg_version, source_locale=request.source_locale),
        "deliver",
        f"episode {number}, {locale}, burned in",
        {
            "media": From(node_id=node_id(number, "probe")),
            "plate": _plate(request, episode),
            "localized": From(node_id=node_id(number, locale, "finish")),
            "market": market_input(market),
            "font": file_input(burn.font),
        },
    )
