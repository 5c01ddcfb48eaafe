"""Translating with a model: every line gets its own text, and whatever the model does wrong is asked for once more,
then left to a person with the reason."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from reelbridge.core.errors import EngineError, EngineUnavailableError, UsageError
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Draft, LineOrigin
from reelbridge.model.memory import RenderingList, SegmentList
from reelbridge.model.term import TermList
from support import llm_server as fake
from support.llm_server import MODEL, LlmServer
from support.translating import episode, renderings, scene, segments, term_list, translate

CUES = episode("天凉了", "你找谁啊？", "关我什么事？", "说人话", "我信")
NOTHING = segments()


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[LlmServer]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with LlmServer() as running:
        yield running


def draft_of(
    server: LlmServer,
    cues: CueList = CUES,
    *,
    memory: SegmentList = NOTHING,
    known: RenderingList | None = None,
    terms: TermList | None = None,
    locale: str = "de",
    model: str = MODEL,
) -> Draft:
    return translate(
        cues,
        memory,
        known or renderings({}, locale),
        terms,
        engine="openai",
        model=model,
        base_url=server.base_url,
    )


def texts(draft: Draft) -> list[str]:
    return [line.text for line in draft.lines]


def own_texts(count: int, locale: str = "de") -> list[str]:
    return [f"[{locale}] line {number}" for number in range(1, count + 1)]


def test_every_line_gets_its_own_text_from_the_model(server: LlmServer) -> None:
    draft = draft_of(server)
    assert texts(draft) == own_texts(5)
    assert {line.origin for line in draft.lines} == {LineOrigin.MACHINE}
    assert {line.reason for line in draft.lines} == {None}


@pytest.mark.parametrize(
    "behaviour",
    [fake.reordered, fake.fenced, fake.thinks_aloud, fake.one_per_line, fake.busy, fake.broken],
    ids=lambda found: found.__name__,
)
def test_what_only_looks_different_shifts_nothing(server: LlmServer, behaviour: fake.Behaviour) -> None:
    server.script(behaviour)
    assert texts(draft_of(server)) == own_texts(5)


@pytest.mark.parametrize(
    ("behaviour", "asked_again", "problem"),
    [
        (fake.without("2", "4"), ["2", "4"], "gave no answer"),
        (fake.renamed("3", "33"), ["3"], "gave no answer"),
        (fake.twice("3"), ["3"], "gave 2 answers"),
        (fake.with_text("2", " "), ["2"], "was empty"),
        (fake.with_text("2", "你找谁啊！"), ["2"], "repeated the source"),
        (fake.with_text("4", "Sprich wie ein Mensch, 霸总"), ["4"], "Chinese characters left: 霸总"),
        (fake.echoes, ["1", "2", "3", "4", "5"], "repeated the source"),
        (fake.shifted, ["1", "2", "3", "4"], "another line under this one's id"),
        (fake.refuses, ["1", "2", "3", "4", "5"], "without translations: I'm sorry"),
        (fake.refuses_formally, ["1", "2", "3", "4", "5"], "refused: this is violent"),
        (fake.filtered, ["1", "2", "3", "4", "5"], "refused: the content policy"),
        (fake.empty, ["1", "2", "3", "4", "5"], "was empty"),
    ],
)
def test_only_lines_that_failed_are_asked_for_again_with_what_was_wrong(
    server: LlmServer, behaviour: fake.Behaviour, asked_again: list[str], problem: str
) -> None:
    server.script(behaviour)
    draft = draft_of(server)
    first, second = server.asked
    assert [line["id"] for line in first.lines] == ["1", "2", "3", "4", "5"]
    assert [line["id"] for line in second.lines] == asked_again
    assert all(problem in line["problem"] for line in second.lines)
    assert texts(draft) == own_texts(5)
    assert draft.usage.requests == 2


def test_a_cut_answer_keeps_its_whole_lines_and_the_rest_is_asked_for_again(server: LlmServer) -> None:
    server.script(fake.truncated)
    draft = draft_of(server)
    assert texts(draft) == own_texts(5)
    assert 0 < len(server.asked[1].lines) < 5


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (fake.without("3"), 'the model answered without translations: {"lines": []}'),
        (fake.twice("3"), "the model gave 2 answers for this line"),
        (fake.with_text("3", "关我什么事"), "the model repeated the source instead of translating it"),
        (fake.with_text("3", "Was 关 mich"), "the translation has Chinese characters left: 关"),
    ],
)
def test_a_line_that_fails_twice_is_left_to_a_person_and_the_others_stay(
    server: LlmServer, behaviour: fake.Behaviour, reason: str
) -> None:
    server.script(behaviour, behaviour)
    draft = draft_of(server)
    assert len(server.asked) == 2
    line = draft.lines[2]
    assert (line.text, line.origin, line.reason) == ("", LineOrigin.UNTRANSLATED, reason)
    assert [text for text in texts(draft) if text] == [text for text in own_texts(5) if text != "[de] line 3"]


def test_a_model_that_keeps_refusing_leaves_every_line_with_its_words(server: LlmServer) -> None:
    server.script(fake.refuses, fake.refuses)
    draft = draft_of(server)
    assert {line.origin for line in draft.lines} == {LineOrigin.UNTRANSLATED}
    assert all("I'm sorry" in (line.reason or "") for line in draft.lines)


def test_what_was_wrong_goes_along_so_that_the_model_can_mend_it(server: LlmServer) -> None:
    server.script(fake.with_text("4", "Sprich, 霸总"))
    draft_of(server)
    again = server.asked[1].payload["lines"]
    assert [line.get("rejected") for line in again if line.get("id") == "4"] == ["Sprich, 霸总"]
    assert {"context": "关我什么事？", "rendering": "[de] line 3"} in again


def test_terms_go_along_and_are_kept(server: LlmServer) -> None:
    cues = episode("师父，走吧", "小满来了", "好")
    terms = term_list({"师父": "Meister", "小满": "Xiaoman", "二叔": "Onkel"}, "de")
    draft = draft_of(server, cues, terms=terms)
    assert [term["source"] for term in server.asked[0].payload["terms"]] == ["师父", "小满"]
    assert texts(draft) == ["[de] line 1 Meister", "[de] line 2 Xiaoman", "[de] line 3"]


def test_a_lost_term_is_asked_for_again_and_then_kept_for_a_person_to_see(server: LlmServer) -> None:
    lost = fake.with_text("1", "Gehen wir")
    cues, terms = episode("师父，走吧", "好"), term_list({"师父": "Meister"}, "de")
    server.script(lost)
    assert draft_of(server, cues, terms=terms).lines[0].reason is None
    server.script(lost, lost)
    line = draft_of(server, cues, terms=terms).lines[0]
    assert (line.text, line.origin) == ("Gehen wir", LineOrigin.MACHINE)
    assert line.reason == "a fixed term is not rendered as it should be: 师父 as Meister"


def test_approved_lines_are_not_asked_for_but_shown_to_the_model(server: LlmServer) -> None:
    memory, known = (
        segments(scene("你找谁啊？", "我可是你亲二叔！")),
        renderings({"m1": "Wen?", "m2": "Dein Onkel!"}, "de"),
    )
    cues = episode("天凉了", "你找谁啊", "我可是你亲二权")
    draft = draft_of(server, cues, memory=memory, known=known)
    assert texts(draft) == ["[de] line 1", "Wen?", "[de] line 3"]
    assert [line.origin for line in draft.lines] == [LineOrigin.MACHINE, LineOrigin.EXACT, LineOrigin.MACHINE]
    first, second, third = server.asked[0].payload["lines"]
    assert second == {"context": "你找谁啊", "rendering": "Wen?"}
    assert "similar" not in first
    assert third["similar"] == {"source": "我可是你亲二叔！", "rendering": "Dein Onkel!"}


def test_an_episode_that_the_memory_knows_needs_no_endpoint_at_all() -> None:
    known = renderings({"m1": "Wen?"}, "de")
    draft = translate(episode("你找谁啊"), segments(scene("你找谁啊？")), known, engine="openai", model=MODEL)
    assert texts(draft) == ["Wen?"]
    assert draft.usage.requests == 0


def test_a_long_episode_goes_in_parts_that_know_what_came_before(server: LlmServer) -> None:
    cues = episode(*(f"第{number}句话" for number in range(1, 101)))
    draft = draft_of(server, cues)
    assert texts(draft) == own_texts(100)
    assert [len(asked.lines) for asked in server.asked] == [40, 40, 20]
    before = server.asked[1].payload["lines"][:3]
    assert [line["rendering"] for line in before] == ["[de] line 38", "[de] line 39", "[de] line 40"]
    after = server.asked[0].payload["lines"][-3:]
    assert [line["context"] for line in after] == ["第41句话", "第42句话", "第43句话"]


def test_what_was_used_is_added_up(server: LlmServer) -> None:
    server.script(fake.without("2"))
    usage = draft_of(server).usage
    sent = sum(sum(len(part["content"]) for part in asked.body["messages"]) // 4 for asked in server.asked)
    assert (usage.requests, usage.tokens_in, usage.cost_usd) == (2, sent, None)
    assert usage.tokens_out > 0


def test_an_endpoint_without_schemas_serves_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with LlmServer(formats=("text",)) as server:
        assert texts(draft_of(server)) == own_texts(5)


def test_chinese_characters_belong_into_japanese_and_traditional_chinese(server: LlmServer) -> None:
    server.script(fake.with_text("5", "信じる、絶対"))
    assert draft_of(server, locale="ja").lines[4].text == "信じる、絶対"
    server.script(fake.with_text("5", "我信"))
    assert draft_of(server, locale="zh-Hant").lines[4].text == "我信"
    assert len(server.asked) == 2


def test_a_line_without_chinese_may_stay_as_it_is(server: LlmServer) -> None:
    server.script(fake.with_text("1", "OK"))
    assert texts(draft_of(server, episode("OK", "好"))) == ["OK", "[de] line 2"]


def test_the_model_is_told_the_language_and_that_the_picture_was_read(server: LlmServer) -> None:
    draft_of(server, locale="pt-BR")
    assert "Portuguese (Brazil) (pt-BR)" in server.asked[0].system
    assert "Chinese (Simplified) (zh-Hans)" in server.asked[0].system
    assert "read from the picture" in server.asked[0].system
    draft_of(server, episode("好", origin="sidecar"))
    assert "read from the picture" not in server.asked[1].system


def test_cue_ids_of_any_kind_come_through(server: LlmServer) -> None:
    cues = CueList(
        language="zh-Hans",
        origin="sidecar",
        cues=tuple(
            type(cue)(id=name, start_ms=cue.start_ms, end_ms=cue.end_ms, text=cue.text)
            for cue, name in zip(CUES.cues, ['"}', "2", "1", "", "第五"], strict=True)
        ),
    )
    draft = draft_of(server, cues)
    assert [line.cue_id for line in draft.lines] == ['"}', "2", "1", "", "第五"]
    assert texts(draft) == own_texts(5)


def test_an_endpoint_that_is_down_fails_the_step_with_one_sentence() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    with pytest.raises(EngineUnavailableError) as caught:
        translate(CUES, NOTHING, renderings({}, "de"), engine="openai", model=MODEL, base_url=url)
    assert caught.value.message == f"the endpoint {url} does not answer"


def test_a_wrong_model_fails_the_step(server: LlmServer) -> None:
    with pytest.raises(EngineError, match="does not know the model 'no-such'"):
        draft_of(server, model="no-such")
    with pytest.raises(UsageError, match="needs the name of a model"):
        draft_of(server, model="")


def test_an_endpoint_that_fails_in_the_repair_round_loses_nothing_silently(server: LlmServer) -> None:
    server.script(fake.without("2"), fake.web_page)
    with pytest.raises(EngineError, match="no chat completion"):
        draft_of(server)
