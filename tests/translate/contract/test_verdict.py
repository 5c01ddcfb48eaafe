"""Whether an answer can be used: what cannot be shown is rejected with a reason, what can be mended has a finding."""

from __future__ import annotations

import pytest

from reelbridge.model.term import Term
from reelbridge.translate.contract.answer import AnswerItem
from reelbridge.translate.contract.problem import Problem, Verdict
from reelbridge.translate.contract.verdict import judge
from support.asking import SOURCES, TRANSLATIONS, answers, asks_for, kinds_of, verdicts_on


def verdict_on(source: str, text: str, *, locale: str = "en", terms: tuple[Term, ...] = ()) -> Verdict:
    """Of a line asked for alone."""
    (verdict,) = verdicts_on([source], [text], locale=locale, terms=terms)
    return verdict


def test_a_right_scene_has_no_problem() -> None:
    assert verdicts_on(SOURCES, TRANSLATIONS) == tuple(Verdict(text=text) for text in TRANSLATIONS)


def test_nothing_to_judge_is_judged_at_once() -> None:
    assert judge((), (), source_locale="zh-Hans", locale="en") == ()


def test_answers_are_matched_by_id_and_never_by_place() -> None:
    items = answers(SOURCES, TRANSLATIONS)[::-1]
    verdicts = judge(asks_for(SOURCES), items, source_locale="zh-Hans", locale="en")
    assert [verdict.text for verdict in verdicts] == list(TRANSLATIONS)


@pytest.mark.parametrize(
    ("source", "text", "locale", "kind"),
    [
        ("够了！", "", "en", Problem.EMPTY),
        ("够了！", "...", "en", Problem.EMPTY),
        ("我信", "我信", "en", Problem.ECHO),
        ("我信", "我信", "ja", Problem.ECHO),
        ("给你五百万", "給你 five million", "en", Problem.SOURCE_LEFT),
        ("给你五百万", "五百万円を你に", "ja", Problem.SOURCE_LEFT),
        ("我来找我女儿", "娘を上海市立中心病院で", "ja", None),
        ("我来找我女儿", "我来找我女儿呢", "ja", Problem.SOURCE_LEFT),
        ("我来找我女儿", "我来找我女儿", "zh-Hant", Problem.SIMPLIFIED),
        ("我来找我女儿", "我來找我女兒", "zh-Hant", None),
        ("我来找我女儿", "Я ищу свою дочь", "en", Problem.SCRIPT),
        ("我来找我女儿", "I'm looking for my daughter", "th", Problem.SCRIPT),
        ("够了！", "Enough!", "ko", Problem.SCRIPT),
        ("总裁！", "CEO!", "ko", None),
        ("OK！", "OK!", "ar", None),
        ("我来找我女儿", "Estoy buscando a mi hija", "en", Problem.LANGUAGE),
        ("我来找我女儿", "I'm looking for my daughter", "es-419", Problem.LANGUAGE),
        ("我发誓", "I swear", "de", Problem.LANGUAGE),
        ("我发誓", "Ich schwöre", "de", None),
        ("啊……", "...", "en", None),
        ("3000万", "3000万", "ja", None),
    ],
)
def test_what_cannot_be_shown_is_rejected(source: str, text: str, locale: str, kind: Problem | None) -> None:
    verdict = verdict_on(source, text, locale=locale)
    assert verdict.kind is kind
    assert verdict.is_usable == (kind is None)
    assert verdict.rejected == (text if kind else "")


def test_a_line_without_an_answer_is_missing() -> None:
    verdict = verdicts_on(SOURCES, [*TRANSLATIONS[:-1], None])[-1]
    assert verdict == Verdict(problem="there was no answer for this line", kind=Problem.MISSING)


def test_two_different_answers_for_a_line_are_none_and_the_same_twice_is_one() -> None:
    ask = asks_for(["我信"])
    yes, no = (AnswerItem(id="1", starts="我信", translation=text) for text in ("I do.", "I don't."))
    (twice,) = judge(ask, (yes, no), source_locale="zh-Hans", locale="en")
    assert (twice.kind, twice.rejected) == (Problem.TWICE, "I do. / I don't.")
    (same,) = judge(ask, (yes, yes), source_locale="zh-Hans", locale="en")
    assert same == Verdict(text="I do.")


def test_the_start_of_another_line_gives_the_answer_away() -> None:
    items = list(answers(SOURCES, TRANSLATIONS))
    items[4] = AnswerItem(id="5", starts=SOURCES[8][:2], translation="Please.")
    verdicts = judge(asks_for(SOURCES), items, source_locale="zh-Hans", locale="en")
    assert verdicts[4].kind is Problem.OTHER_LINE


@pytest.mark.parametrize("starts", ["", "那晚", "天", "It", "……"])
def test_a_start_that_is_nobodys_proves_nothing(starts: str) -> None:
    items = list(answers(SOURCES, TRANSLATIONS))
    items[4] = AnswerItem(id="5", starts=starts, translation=TRANSLATIONS[4])
    verdicts = judge(asks_for(SOURCES), items, source_locale="zh-Hans", locale="en")
    assert verdicts[4] == Verdict(text=TRANSLATIONS[4])


def test_a_piece_of_the_translation_in_the_place_of_the_start_is_not_lost() -> None:
    item = AnswerItem(id="1", starts="Rice", translation="Noodles")
    (verdict,) = judge(asks_for(["米饭面条"]), (item,), source_locale="zh-Hans", locale="en")
    assert (verdict.kind, verdict.rejected) == (Problem.FORM, "Rice | Noodles")


def test_ids_that_nobody_asked_for_make_the_whole_window_suspect() -> None:
    items = (*answers(SOURCES, TRANSLATIONS), AnswerItem(id="31", starts="", translation="And more."))
    verdicts = judge(asks_for(SOURCES), items, source_locale="zh-Hans", locale="en")
    assert set(kinds_of(verdicts)) == {Problem.SHIFTED}


def test_a_line_asked_for_alone_is_never_shifted() -> None:
    items = (
        AnswerItem(id="1", starts="够了", translation="Enough!"),
        AnswerItem(id="2", starts="", translation="What?"),
    )
    (verdict,) = judge(asks_for(["够了！"]), items, source_locale="zh-Hans", locale="en")
    assert verdict == Verdict(text="Enough!")


def test_one_text_for_two_different_lines_is_rejected_unless_it_is_short() -> None:
    texts = list(TRANSLATIONS)
    texts[18] = texts[17]
    verdicts = verdicts_on(SOURCES, texts)
    assert not verdicts[17].is_usable
    assert not verdicts[18].is_usable
    assert kinds_of(verdicts_on(["快！", "快点！"], ["Hurry!", "Hurry!"])) == (None, None)


def test_a_line_beside_a_missing_one_may_not_hold_both() -> None:
    texts: list[str | None] = list(TRANSLATIONS)
    texts[4], texts[5] = f"{texts[4]} {texts[5]}", None
    kinds = kinds_of(verdicts_on(SOURCES, texts))
    assert kinds[4] in (Problem.MERGED, Problem.SHIFTED)
    assert kinds[5] is Problem.MISSING
    assert kinds[6:] == (None,) * 24


def test_a_missing_line_alone_costs_no_other() -> None:
    texts: list[str | None] = list(TRANSLATIONS)
    texts[11] = None
    assert [kind for kind in kinds_of(verdicts_on(SOURCES, texts)) if kind] == [Problem.MISSING]


def test_a_scene_in_another_language_is_rejected_with_its_short_lines() -> None:
    spanish = ("¿Qué haces aquí?", "Busco a mi hija.", "Tú no tienes ninguna hija.", "¡Basta!", "Ya no te necesita.")
    sources = ("你怎么在这里？", "我来找我女儿", "你没有女儿", "够了！", "她不需要你了")
    assert set(kinds_of(verdicts_on(sources, spanish))) == {Problem.LANGUAGE}
    assert set(kinds_of(verdicts_on(sources, spanish, locale="es-419"))) == {None}


def test_names_are_in_no_language() -> None:
    assert verdict_on("沈小满，陆百川！", "Shen Xiaoman, Lu Baichuan!", locale="tr").problem is None


XIAOMAN = Term(source="小满", target="Xiaoman", forbidden=("Manny", "Little Man"))


@pytest.mark.parametrize(
    ("source", "text", "kind", "problem"),
    [
        (
            "给你五百万",
            "I'll give you money.",
            Problem.NUMBER,
            "a number is not in the translation: 五百万 is 5,000,000",
        ),
        ("给你五百万", "I'll give you five million.", None, None),
        (
            "小满，过来",
            "Come here, girl.",
            Problem.TERM,
            "a fixed term is not rendered as it should be: 小满 as Xiaoman",
        ),
        ("小满，过来", "Manny, come.", Problem.FORBIDDEN, "小满 must not be rendered as Manny; use Xiaoman"),
        ("小满，过来", "Come here, Xiaoman.", None, None),
        (
            "明天是我的婚礼",
            "My wedding, which I have been looking forward to for so many long years, is tomorrow.",
            Problem.LONG,
            "the translation is far longer than its source: it may say more than the line does",
        ),
        (
            "她不是陌生人，我觉得在哪里见过她",
            "Stranger.",
            Problem.SHORT,
            "the translation is far shorter than its source: a part may be missing",
        ),
    ],
)
def test_what_can_be_mended_is_shown_with_a_finding(
    source: str, text: str, kind: Problem | None, problem: str | None
) -> None:
    verdict = verdict_on(source, text, terms=(XIAOMAN,))
    assert (verdict.kind, verdict.problem) == (kind, problem)
    assert verdict.text == text


@pytest.mark.parametrize(
    ("locale", "rendering", "text"),
    [
        ("en", "Cloud Noodles", "Welcome to Cloud\nNoodles!"),
        ("tr", "Bulut Restoranı", "Bulut Restoranına hoş geldiniz!"),
        ("de", "die alte Frau", "Ich kenne die alten Frauen."),
        ("ja", "雲記麺館", "雲記\n麺館へようこそ"),
    ],
)
def test_a_term_may_be_inflected_and_broken_over_two_rows(locale: str, rendering: str, text: str) -> None:
    term = Term(source="云记面馆", target=rendering)
    assert verdict_on("欢迎来到云记面馆", text, locale=locale, terms=(term,)).problem is None


def test_a_forbidden_word_inside_the_right_rendering_is_right() -> None:
    term = Term(source="小满", target="Little Xiaoman", forbidden=("Xiaoman", "Man"))
    assert verdict_on("小满，过来", "Come here, Little Xiaoman.", terms=(term,)).problem is None
    assert verdict_on("小满，过来", "Come here, Xiaoman.", terms=(term,)).kind is Problem.FORBIDDEN


def test_a_text_that_is_no_subtitle_any_more_is_rejected() -> None:
    verdict = verdict_on("够了！", "Enough! " * 100)
    assert verdict.problem == "the answer has 799 characters; a subtitle has less than 400"
    assert not verdict.is_usable
    assert len(verdict.rejected) == 400


def test_control_characters_are_taken_out_of_an_answer() -> None:
    assert verdict_on("够了！", " Enough!\x00\r\n \n Now! ").text == "Enough!\nNow!"


def test_a_request_that_was_not_answered_loses_its_lines() -> None:
    assert Verdict.lost("the model refused").kind is Problem.MISSING
    assert not Verdict.lost("the model refused").is_usable


def test_every_problem_is_either_hard_or_soft() -> None:
    soft = {problem for problem in Problem if not problem.is_hard}
    assert soft == {Problem.NUMBER, Problem.TERM, Problem.FORBIDDEN, Problem.LONG, Problem.SHORT}
