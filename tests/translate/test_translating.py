"""Whatever an engine does, every line gets exactly one translation, its own, or says why it has none."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import InputError, UnknownNameError
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.testing.fake_llm import FakeLlm
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.engine import Translation, TranslationRequest, untranslated
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.steps import TRANSLATE, TranslateParams
from reelbridge.translate.translating import settle
from support.nmt_models import make_shared_model
from support.translating import drafting, episode, renderings, run, scene, segments, translate

STORY = scene("三千万，今晚就签字！", "这家店，多少钱都不卖", "少废话，签还是不签？", "不签")
GERMAN = renderings({"m1": "Dreißig Millionen!", "m2": "Unverkäuflich.", "m4": "Nein."}, "de")


PARAMS = TranslateParams(engine="memory", engine_version="1", source_locale="zh-Hans", locale="de")


@pytest.fixture(scope="module")
def nmt_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model on disk that knows German in its way."""
    pytest.importorskip("ctranslate2")
    return make_shared_model(tmp_path_factory.mktemp("nmt") / "model", ("zho_Hans", "deu_Latn"))


@pytest.fixture(params=list(TRANSLATORS))
def settings(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Every translator there is, with what it needs to work."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    engine: str = request.param
    if engine == "ctranslate2":
        yield {"engine": engine, "folder": str(request.getfixturevalue("nmt_folder"))}
    elif TRANSLATORS[engine].service:
        with FakeLlm() as fake:
            yield {"engine": engine, "model": fake.model, "base_url": fake.base_url}
    else:
        yield {"engine": engine}


class TestEveryTranslator:
    def test_answers_every_line_in_order(self, settings: dict[str, str]) -> None:
        cues = episode("不签", "不知道的一句", "三千方，今晚就签字", "云记面馆", "不签", signs=[4])
        draft = translate(cues, segments(STORY), GERMAN, **settings)
        assert [line.cue_id for line in draft.lines] == ["c1", "c2", "c3", "c4", "c5"]
        assert (draft.locale, draft.engine) == ("de", settings["engine"])

    def test_has_nothing_to_say_about_no_lines(self, settings: dict[str, str]) -> None:
        assert translate(episode(), segments(STORY), GERMAN, **settings).lines == ()

    def test_takes_what_people_approved(self, settings: dict[str, str]) -> None:
        first, second = translate(
            episode("三千万，今晚就签字！", "这家店，多少钱都不卖"), segments(STORY), GERMAN, **settings
        ).lines
        assert (first.text, first.origin) == ("Dreißig Millionen!", LineOrigin.EXACT)
        assert (second.text, second.origin) == ("Unverkäuflich.", LineOrigin.CONTEXT)

    def test_never_passes_the_source_off_as_a_translation(self, settings: dict[str, str]) -> None:
        cues = episode("天凉了", "不知道的一句", "未知号码")
        for cue, line in zip(
            cues.cues, translate(cues, segments(), renderings({}, "de"), **settings).lines, strict=True
        ):
            assert line.text != cue.text
            assert (line.text == "") == (line.origin is LineOrigin.UNTRANSLATED)
            assert line.reason or line.text

    def test_answers_the_same_to_the_same(self, settings: dict[str, str]) -> None:
        cues = episode("不签", "不知道的一句")
        first = translate(cues, segments(STORY), GERMAN, **settings)
        assert translate(cues, segments(STORY), GERMAN, **settings) == first


class Scripted:
    """A translator that answers what it was told to."""

    service = ""

    def __init__(self, *lines: DraftLine, is_final: bool = True) -> None:
        self.lines, self.is_final = lines, is_final

    async def translate(self, request: TranslationRequest, service: LlmService | None) -> Translation:
        return Translation(lines=self.lines, is_final=self.is_final)


def line(cue_id: str, text: str = "text", score: float = 0.0) -> DraftLine:
    return DraftLine(cue_id=cue_id, text=text, origin=LineOrigin.MACHINE, score=score)


def open_lines(*cue_ids: str) -> tuple[DraftLine, ...]:
    """Lines that nobody has translated yet."""
    return tuple(untranslated(cue_id, "not yet") for cue_id in cue_ids)


def test_a_third_partys_careless_engine_cannot_lose_or_shift_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    careless = Scripted(line("c3", "three"), line("c9", "nobody's"), line("c1", "one"), line("c4", " "))
    monkeypatch.setitem(TRANSLATORS._entries, "careless", careless)
    draft = translate(episode("一", "二", "三", "四"), segments(), renderings({}), engine="careless")
    assert [(found.cue_id, found.text) for found in draft.lines] == [
        ("c1", "one"),
        ("c2", ""),
        ("c3", "three"),
        ("c4", ""),
    ]
    assert draft.lines[1].reason == "engine 'careless' gave no answer for this line"
    assert draft.lines[3].reason == "engine 'careless' gave an empty answer for this line"


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ((line("c1", "one"), line("c1", "two")), "gave 2 different answers"),
        ((line("c1", score=math.nan),), "gave the score nan"),
        ((line("c1", score=101.0),), "gave the score 101"),
        ((DraftLine(cue_id="c1", text="x", origin=LineOrigin.UNTRANSLATED, score=0.0),), "left this line out"),
    ],
)
def test_an_answer_that_cannot_be_used_is_none_and_says_why(answers: tuple[DraftLine, ...], reason: str) -> None:
    (found,) = settle(episode("一").cues, open_lines("c1"), answers, engine="careless")
    assert (found.text, found.origin) == ("", LineOrigin.UNTRANSLATED)
    assert found.reason is not None
    assert reason in found.reason


def test_the_same_answer_twice_is_one() -> None:
    (found,) = settle(episode("一").cues, open_lines("c1"), (line("c1"), line("c1")), engine="careless")
    assert found.text == "text"


@given(answered=st.lists(st.sampled_from(["c1", "c2", "c3", "c4", "other"]), max_size=9))
def test_every_line_keeps_its_place_whatever_was_answered(answered: list[str]) -> None:
    cues = episode("一", "二", "三", "四").cues
    answers = tuple(line(cue_id, f"for {cue_id}") for cue_id in answered)
    found = settle(cues, open_lines("c1", "c2", "c3", "c4"), answers, engine="any")
    assert [one.cue_id for one in found] == ["c1", "c2", "c3", "c4"]
    assert all(one.text in ("", f"for {one.cue_id}") for one in found)


def test_an_unknown_engine_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="translator 'magic' is unknown; known: ctranslate2, memory, openai"):
        translate(episode("不签"), segments(STORY), GERMAN, engine="magic")


def test_a_cue_id_that_stands_twice_is_refused() -> None:
    cues = episode("一", "二")
    doubled = CueList(language=cues.language, origin=cues.origin, cues=(*cues.cues, cues.cues[0]))
    with pytest.raises(InputError, match="cue id 'c1' stands twice"):
        translate(doubled, segments(STORY), GERMAN)


@pytest.mark.parametrize("name", ["draft", "renderings", "terms", "brief", "market"])
def test_inputs_of_another_locale_are_refused(name: str) -> None:
    cues = episode("不签")
    inputs = drafting(cues, segments(STORY), renderings({}, "de"))
    inputs[name] = drafting(cues, segments(STORY), renderings({}, "fr"))[name]
    with pytest.raises(InputError, match=f"the {name} speaks of 'fr'; the translation is into 'de'"):
        run(TRANSLATE, PARAMS, **inputs)


@pytest.mark.parametrize("name", ["recall", "draft"])
def test_inputs_of_another_episode_are_refused(name: str) -> None:
    inputs = drafting(episode("不签"), segments(STORY), renderings({}, "de"))
    inputs[name] = drafting(episode("不签", "二"), segments(STORY), renderings({}, "de"))[name]
    with pytest.raises(InputError, match="other cues"):
        run(TRANSLATE, PARAMS, **inputs)


class TestOneEngineAfterTheOther:
    @pytest.fixture(autouse=True)
    def engines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        first = Scripted(line("c1", "one"), untranslated("c2", "too hard"), is_final=False)
        monkeypatch.setitem(TRANSLATORS._entries, "first", first)
        monkeypatch.setitem(TRANSLATORS._entries, "second", Scripted(line("c1", "another"), line("c2", "two")))

    def chain(self, *engines: str) -> Draft:
        inputs = drafting(episode("一", "二"), segments(), renderings({}, "de"))
        for engine, following in zip_longest(engines, engines[1:]):
            params = replace(PARAMS, engine=engine, is_followed=following is not None)
            inputs["draft"] = run(TRANSLATE, params, **inputs)
        draft: Draft = inputs["draft"]
        return draft

    def test_the_second_fills_in_what_the_first_left_out_and_touches_nothing_else(self) -> None:
        draft = self.chain("first", "second")
        assert [found.text for found in draft.lines] == ["one", "two"]
        assert draft.is_final

    def test_what_the_last_engine_may_still_translate_keeps_the_draft_open(self) -> None:
        assert not self.chain("first").is_final
        assert not self.chain("memory", "first").is_final

    def test_what_one_leaves_to_the_next_is_not_asked_of_it_again_in_every_run(self) -> None:
        inputs = drafting(episode("一", "二"), segments(), renderings({}, "de"))
        assert run(TRANSLATE, replace(PARAMS, engine="first", is_followed=True), **inputs).is_final

    def test_a_line_that_is_only_like_one_of_the_memory_goes_to_the_engine_behind_it(self) -> None:
        cues = episode("我可是你亲二权！")
        inputs = drafting(cues, segments(scene("我可是你亲二叔！")), renderings({"m1": "Dein Onkel!"}, "de"))
        assert run(TRANSLATE, PARAMS, **inputs).lines[0].origin is LineOrigin.FUZZY
        followed = run(TRANSLATE, replace(PARAMS, is_followed=True), **inputs)
        assert followed.lines[0].origin is LineOrigin.UNTRANSLATED
