"""From the lines of an episode to a draft in one locale."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reelbridge.core.codec import digest_of
from reelbridge.graph.plan import From, Given, Input, Node
from reelbridge.graph.step import NoParams
from reelbridge.model.bible import Bible
from reelbridge.model.decision import DecisionLog
from reelbridge.model.market import Market
from reelbridge.model.memory import MemorySet
from reelbridge.model.term import TermBase
from reelbridge.pipelines.nodes import make_node, market_input, node_id
from reelbridge.translate.bible.steps import SELECT_BRIEF, BriefParams
from reelbridge.translate.decisions.steps import DECIDE
from reelbridge.translate.memory.steps import RECALL, SELECT_RENDERINGS, RenderingParams
from reelbridge.translate.steps import ASK, REMEMBER, SELECT_TERMS, TRANSLATE, RememberParams, TranslateParams


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A translator. `service` names what it waits for; the rest is as in a translating step's settings."""

    name: str
    version: str
    service: str = ""
    model: str = ""
    base_url: str = ""
    folder: str = ""
    folder_digest: str = ""
    looks_twice: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslateRequest:
    """What a series is translated with.

    `translators` are asked one after the other, each for the lines that those before it left untranslated.
    """

    source_locale: str
    translators: tuple[Engine, ...]
    memories: MemorySet
    terms: TermBase
    bible: Bible
    decisions: DecisionLog


def recall_node(request: TranslateRequest, number: int, *, cues: Input) -> Node:
    """What the memories know of an episode, in any locale."""
    inputs: dict[str, Input] = {"cues": cues, "memories": _memories(request)}
    return make_node(node_id(number, "recall"), RECALL, NoParams(), "translate", f"episode {number}", inputs)


def translating_nodes(
    request: TranslateRequest, number: int, market: Market, *, media: Input, cues: Input
) -> Iterator[Node]:
    """What people decided and approved, then the engines one after the other, then what people decided once more: what
    of it finds no line any more is told beside the line that stands there now.

    Only the part of the memories, the terms and the bible that the episode touches goes into the keys: a changed entry
    re-runs the episodes it stands in and no other.
    """
    locale, label, no = market.locale, f"episode {number}, {market.locale}", NoParams()

    def here(name: str) -> From:
        return From(node_id=node_id(number, locale, name))

    recall = From(node_id=node_id(number, "recall"))
    terms, decisions = request.terms.in_locale(locale), request.decisions.about(number, locale)
    decided = Given(value=decisions, digest=digest_of(decisions))
    known: dict[str, Input] = {"recall": recall, "memories": _memories(request)}
    named: dict[str, Input] = {"cues": cues, "terms": Given(value=terms, digest=digest_of(terms))}
    told: dict[str, Input] = {"cues": cues, "bible": Given(value=request.bible, digest=digest_of(request.bible))}
    remembering: dict[str, Input] = {
        "cues": cues,
        "recall": recall,
        "renderings": here("renderings"),
        "decisions": decided,
    }
    briefing = BriefParams(episode=number, locale=locale)
    yield make_node(
        here("renderings").node_id, SELECT_RENDERINGS, RenderingParams(locale=locale), "translate", label, known
    )
    yield make_node(here("terms").node_id, SELECT_TERMS, no, "translate", label, named)
    yield make_node(here("brief").node_id, SELECT_BRIEF, briefing, "translate", label, told)
    yield make_node(here("remember").node_id, REMEMBER, RememberParams(locale=locale), "translate", label, remembering)
    draft = here("remember")
    last = len(request.translators)
    for place, engine in enumerate(request.translators, start=1):
        step = ASK if engine.service else TRANSLATE
        drafting: dict[str, Input] = {
            "media": media,
            "cues": cues,
            "draft": draft,
            "recall": recall,
            "renderings": here("renderings"),
            "terms": here("terms"),
            "brief": here("brief"),
            "market": market_input(market),
        }
        draft = here("translate" if place == last else f"translate-{place}")
        yield make_node(
            draft.node_id,
            step,
            _translating(request, engine, number, locale, is_followed=place < last),
            "translate",
            label,
            drafting,
        )
    deciding: dict[str, Input] = {"cues": cues, "draft": draft, "decisions": decided}
    yield make_node(here("decided").node_id, DECIDE, no, "translate", label, deciding)


def _translating(
    request: TranslateRequest, engine: Engine, number: int, locale: str, *, is_followed: bool
) -> TranslateParams:
    return TranslateParams(
        engine=engine.name,
        engine_version=engine.version,
        source_locale=request.source_locale,
        locale=locale,
        topic=node_id(number, locale),
        model=engine.model,
        base_url=engine.base_url,
        folder=engine.folder,
        folder_digest=engine.folder_digest,
        looks_twice=engine.looks_twice,
        is_followed=is_followed,
    )


def _memories(request: TranslateRequest) -> Given:
    return Given(value=request.memories, digest=request.memories.digest)
