"""The order of the rooms: the picture once, the words once per locale."""

from __future__ import annotations

import inspect
from collections import Counter
from dataclasses import replace

import pytest

from reelbridge.graph.plan import Given
from reelbridge.graph.step import Step
from reelbridge.model.market import DEFAULT_LOCALES, load_market
from reelbridge.model.media import SourceFile
from reelbridge.model.memory import Memory, SegmentList
from reelbridge.model.term import TermBase
from reelbridge.pipelines.localize import Engines, EpisodeSource, LocalizeRequest, episode_of, node_id, plan_localize

ENGINES = Engines(
    recognizer="rapidocr",
    recognizer_version="3",
    translator="memory",
    translator_version="1",
    model="",
    base_url="",
    ffmpeg_version="9",
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
        markets=tuple(load_market(locale) for locale in locales),
        wanted=frozenset(locales),
        memory=Memory(sources=SegmentList(source_locale="zh-Hans", segments=()), targets=()),
        terms=TermBase(source_locale="zh-Hans", lists=()),
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
    assert len(plan_localize(request(100))) == 100 * (6 + 14 * 5)


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


STEPS = {node.step.name: node.step for node in plan_localize(request(1, ("en",)))}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS.keys())
def test_every_step_takes_what_it_declares(step: Step) -> None:
    work, params, *inputs = inspect.signature(step.load()).parameters.values()
    assert (work.name, params.name) == ("work", "params")
    assert {each.name for each in inputs} == {name for name, _ in step.inputs}
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in inputs)
