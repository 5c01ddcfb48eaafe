"""The order of the rooms: the picture once, the words once per locale."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import fields, replace

import pytest

from reelbridge.deliver.steps import SubtitleParams
from reelbridge.graph.plan import From, Given
from reelbridge.graph.step import Step
from reelbridge.model.bible import Bible
from reelbridge.model.decision import DecisionLog
from reelbridge.model.market import DEFAULT_LOCALES, load_market
from reelbridge.model.media import SourceFile
from reelbridge.model.memory import MemorySet
from reelbridge.model.term import TermBase
from reelbridge.pipelines.localize import BurnRequest, Engines, LocalizeRequest, plan_localize
from reelbridge.pipelines.nodes import SETTLE_NODE, episode_of, node_id
from reelbridge.pipelines.reading import EpisodeSource
from reelbridge.pipelines.translating import Engine, TranslateRequest
from reelbridge.subtitles.erasing.steps import EraseParams
from reelbridge.translate.steps import TranslateParams

ENGINES = Engines(
    recognizer="rapidocr",
    recognizer_version="3",
    ffmpeg_version="9",
)
MEMORY = Engine(name="memory", version="1")
MODEL = Engine(name="openai", version="1", service="llm", model="a-model")


def translating(*translators: Engine) -> TranslateRequest:
    return TranslateRequest(
        source_locale="zh-Hans",
        translators=translators,
        memories=MemorySet(),
        terms=TermBase(source_locale="zh-Hans", lists=()),
        bible=Bible(),
        decisions=DecisionLog(),
    )


def request(episodes: int, locales: tuple[str, ...] = DEFAULT_LOCALES) -> LocalizeRequest:
    return LocalizeRequest(
        title="面馆千金",
        source_locale="zh-Hans",
        episodes=tuple(
            EpisodeSource(
                number=number, video=SourceFile(path=f"/v/{number}.mp4", digest=str(number), size=1), sidecar=None
            )
            for number in range(1, episodes + 1)
        ),
        others=(),
        markets=tuple(load_market(locale) for locale in locales),
        wanted=frozenset(locales),
        translating=translating(MEMORY),
        engines=ENGINES,
    )


def test_the_picture_is_read_and_encoded_once_whatever_the_number_of_locales() -> None:
    steps = Counter(node.step.name for node in plan_localize(request(3)))
    assert steps["subtitles.read"] == steps["deliver.video"] == steps["deliver.package"] == 3
    assert steps["translate.translate"] == steps["checks.finish"] == steps["deliver.subtitles"] == 3 * 14


def test_a_package_gathers_every_locale_of_its_episode() -> None:
    package = plan_localize(request(2))[node_id(2, "package")]
    assert node_id(2, "ar", "subtitles") in package.needs
    assert not any(episode_of(needed) == 1 for needed in package.needs)


def test_a_whole_series_is_planned() -> None:
    assert len(plan_localize(request(100))) == 1 + 100 * (8 + 14 * 8)


def test_the_whole_series_has_a_say_in_how_it_is_read() -> None:
    asked = request(3)
    plan = plan_localize(replace(asked, episodes=asked.episodes[:1], others=asked.episodes[1:]))
    assert plan[SETTLE_NODE].needs == tuple(node_id(number, "read") for number in (1, 2, 3))
    # what was not asked for is taken as it lies in the store, and never made
    assert {episode_of(node.id) for node in plan if node.is_wanted} == {1, None}
    assert {node.step.name for node in plan if not node.is_wanted} == {"ingest.probe", "subtitles.read"}


def test_all_that_follows_takes_the_lines_the_series_has_settled() -> None:
    plan = plan_localize(request(2))
    assert plan[node_id(1, "lines")].needs == (node_id(1, "read"), node_id(1, "settled"))
    takers = {node.id for node in plan if node_id(1, "read") in node.needs}
    assert takers == {SETTLE_NODE, node_id(1, "settled"), node_id(1, "lines")}


def test_the_picture_is_cleaned_once_and_everything_that_shows_it_takes_the_clean_one() -> None:
    burn = BurnRequest(locale="en", font=SourceFile(path="/f/a.ttf", digest="font", size=1))
    asked = replace(request(2), erase="blur", burns=(burn,))
    plan = plan_localize(asked)
    for number in (1, 2):
        erase = plan[node_id(number, "erase")]
        assert erase.params == EraseParams(mode="blur", ffmpeg_version="9")
        takers = {node.id for node in plan if erase.id in node.needs}
        assert takers == {node_id(number, "video"), node_id(number, "en", "burn")}
        assert plan[node_id(number, "ar", "subtitles")].params == SubtitleParams(erased="blur")
    assert Counter(node.step.name for node in plan)["subtitles.erase"] == 2


def test_a_corrected_character_takes_nothing_off_anew() -> None:
    plan = plan_localize(replace(request(1), erase="fill"))
    assert plan[node_id(1, "erase")].needs == (node_id(1, "probe"), node_id(1, "read"))


def test_where_lines_come_from_a_file_the_picture_is_looked_at_for_their_places() -> None:
    asked = request(2)
    sidecar = SourceFile(path="/v/1.srt", digest="words", size=1)
    with_file = replace(asked.episodes[0], sidecar=sidecar, script=sidecar)
    plan = plan_localize(replace(asked, episodes=(with_file, asked.episodes[1]), erase="fill"))
    assert plan[node_id(1, "erase")].needs[1] == node_id(1, "seen")
    looking = plan[node_id(1, "seen")].inputs
    assert (looking["sidecar"], looking["script"]) == (plan[node_id(2, "read")].inputs["sidecar"],) * 2
    assert node_id(2, "seen") not in {node.id for node in plan}
    assert node_id(1, "seen") not in plan[SETTLE_NODE].needs


def test_engines_are_asked_one_after_the_other_for_what_is_left() -> None:
    asked = replace(request(1, ("de",)), translating=translating(MODEL, MEMORY))
    plan = plan_localize(asked)
    first, last = plan[node_id(1, "de", "translate-1")], plan[node_id(1, "de", "translate")]
    assert (first.step.name, last.step.name) == ("translate.ask", "translate.translate")
    assert first.inputs["draft"] == From(node_id=node_id(1, "de", "remember"))
    assert last.inputs["draft"] == From(node_id=first.id)
    assert last.id in plan[node_id(1, "de", "decided")].needs


def test_how_quickly_a_model_may_be_asked_is_in_no_key() -> None:
    settings = {field.name for field in fields(TranslateParams)}
    assert not settings & {"in_flight", "requests_per_minute", "tokens_per_minute", "usd_per_million_in"}


def test_a_series_without_one_episode_that_can_be_used_is_an_empty_plan() -> None:
    assert len(plan_localize(request(0))) == 0


def test_a_subtitle_file_with_another_ending_is_read_anew() -> None:
    keys = set()
    for name in ("1.srt", "1.ass", "elsewhere/1.SRT"):
        asked = request(1, ("en",))
        sidecar = SourceFile(path=f"/v/{name}", digest="same", size=1)
        plan = plan_localize(replace(asked, episodes=(replace(asked.episodes[0], sidecar=sidecar),)))
        given = plan[node_id(1, "read")].inputs["sidecar"]
        assert isinstance(given, Given)
        keys.add(given.digest)
    assert len(keys) == 2


ASKING = replace(request(1, ("en",)), erase="fill", translating=translating(MODEL, MEMORY))
STEPS = {node.step.name: node.step for node in plan_localize(ASKING)}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_every_step_takes_what_it_declares(step: Step) -> None:
    work, params, *inputs = inspect.signature(step.load()).parameters.values()
    assert (work.name, params.name) == ("work", "params")
    if step.service:
        assert inputs.pop(0).name == "service"
        assert inspect.iscoroutinefunction(step.load())
    assert {each.name for each in inputs} == {name for name, _ in step.inputs}
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in inputs)
