"""The order of a study: the picture and the sound of each episode once, then what is made of them."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.graph.plan import From, FromEach
from reelbridge.model.media import SourceFile
from reelbridge.pipelines.nodes import NOTHING, node_id
from reelbridge.pipelines.reading import EpisodeSource, ReadRequest
from reelbridge.pipelines.stages import STAGES
from reelbridge.pipelines.study import STUDY_NODE, StudyRequest, plan_study
from reelbridge.technique.steps import GatherParams, ListenParams, WatchParams

REQUEST = StudyRequest(
    reading=ReadRequest(
        source_locale="zh-Hans",
        episodes=tuple(
            EpisodeSource(
                number=number, video=SourceFile(path=f"/v/{number}.mp4", digest=str(number), size=1), sidecar=None
            )
            for number in (1, 2)
        ),
        others=(),
        recognizer="rapidocr",
        recognizer_version="3",
    ),
    titles=("第1集", "第2集"),
    with_lines=True,
    watching=WatchParams(detector="any", faces="", faces_version=""),
    listening=ListenParams(speech="", speech_version="", ffmpeg_version="9"),
    gathering=GatherParams(title="面馆千金", first_free=1, last_free=1),
)


def test_each_episode_is_watched_and_heard_once_and_studied_with_its_lines() -> None:
    plan = plan_study(REQUEST)
    study = plan[node_id(2, "study")]
    assert study.inputs == {
        "media": From(node_id="e002/probe"),
        "watched": From(node_id="e002/watch"),
        "heard": From(node_id="e002/listen"),
        "cues": From(node_id="e002/lines"),
    }
    assert study.params.title == "第2集"
    assert plan[STUDY_NODE].inputs == {"episodes": FromEach(node_ids=("e001/study", "e002/study"))}


def test_without_lines_nothing_is_read() -> None:
    plan = plan_study(replace(REQUEST, with_lines=False))
    assert plan[node_id(1, "study")].inputs["cues"] == NOTHING
    assert not any(node.id.endswith(("/read", "/lines")) for node in plan)


def test_an_episode_whose_lines_cannot_be_read_is_studied_without_them() -> None:
    plan = plan_study(replace(REQUEST, lineless=frozenset({1})))
    assert plan[node_id(1, "study")].inputs["cues"] == NOTHING
    assert plan[node_id(2, "study")].inputs["cues"] == From(node_id="e002/lines")


def test_every_stage_has_words_for_people() -> None:
    assert {node.stage for node in plan_study(REQUEST)} <= set(STAGES)
