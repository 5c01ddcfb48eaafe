"""Reading what models write: whole items are found however they are dressed, broken ones are never guessed."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reelbridge.core.errors import AnswerError
from reelbridge.translate.answer import parse_answer

ITEMS = '{"id": "1", "starts": "不签", "translation": "No."}, {"id": "2", "starts": "我信", "translation": "I do."}'


def texts(answer: str) -> dict[str, str]:
    return {item.id: item.translation for item in parse_answer(answer)}


@pytest.mark.parametrize(
    "answer",
    [
        f'{{"lines": [{ITEMS}]}}',
        f"[{ITEMS}]",
        f'{{"lines": [{ITEMS},]}}',
        f'```json\n{{"lines": [{ITEMS}]}}\n```',
        f'Sure! Here are the subtitles:\n\n```\n[{ITEMS}]\n```\nLet me know {{if}} you "need" more.',
        f'<think>Perhaps {{"id": "1", "translation": "Never."}}?</think>{{"lines": [{ITEMS}]}}',
        f'The reasoning lost its beginning {{"id": "1", "translation": "Never."}}</think> [{ITEMS}]',
        ITEMS.replace("}, {", "}\n{"),
        ITEMS.replace('"', "'"),
        f"{{“lines”: [{ITEMS.replace(chr(34), '“')}]}}".replace("“id“", "“id”"),
        '{"lines": [{"id": 1, "translation": "No.",}, {"translation": "I do.", "id": 2, "note": null,},],}',
        '{"lines": [{"id":"1","translation":"No."},{"id":"2","translation":"I do."},{"id":"3","transl',
    ],
    ids=[
        "as asked",
        "a bare list",
        "a trailing comma",
        "a code fence",
        "talk around it",
        "reasoning first",
        "reasoning without its beginning",
        "one per line",
        "single quotes",
        "smart quotes",
        "numbers, another order, commas everywhere",
        "cut off",
    ],
)
def test_however_a_model_dresses_its_answer_the_lines_are_found(answer: str) -> None:
    assert texts(answer) == {"1": "No.", "2": "I do."}


def test_escapes_quotes_and_line_breaks_arrive_as_meant() -> None:
    text = 'He said "no",\nthen \\ left – “really” 😀\tok'
    for ascii_only in (True, False):
        answer = json.dumps({"lines": [{"id": "1", "translation": text}]}, ensure_ascii=ascii_only)
        assert texts(answer) == {"1": text}


def test_half_of_a_character_becomes_one_that_can_be_written() -> None:
    assert texts('{"id": "1", "translation": "a \\ud83d b"}') == {"1": "a \ufffd b"}


def test_an_item_that_is_not_whole_is_left_out() -> None:
    answer = '[{"id": "1", "translation": "He said "go", now"}, {"id": "2", "translation": "I do."}, {"id": "3"}]'
    assert texts(answer) == {"2": "I do."}


def test_an_item_that_says_the_same_thing_twice_is_left_out() -> None:
    with pytest.raises(AnswerError):
        parse_answer('{"id": "1", "translation": "yes", "translation": "no"}')


def test_two_answers_for_one_line_are_both_kept_for_the_judge() -> None:
    items = parse_answer('[{"id": "1", "translation": "yes"}, {"id": "1", "translation": "no"}]')
    assert [item.translation for item in items] == ["yes", "no"]


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", "the model's answer was empty"),
        ("<think>I wonder", "the model's answer was empty"),
        ("I'm sorry, but I can't help.", "the model answered without translations: I'm sorry, but I can't help."),
        ("{}", "the model answered without translations: {}"),
        ("null", "the model answered without translations: null"),
        ("x" * 500, "x" * 80 + "..."),
    ],
)
def test_an_answer_without_translations_is_told_in_its_own_words(answer: str, words: str) -> None:
    with pytest.raises(AnswerError) as caught:
        parse_answer(answer)
    assert caught.value.message.endswith(words)


JSONISH = st.text(alphabet="{}[]\":,\\ \n“”'id1translation<k>/u", max_size=60)


@given(answer=st.one_of(st.text(), JSONISH, st.text(alphabet=st.characters(codec=None), max_size=20)))
@example("[" * 100_000)
@example('{"a":' * 20_000)
@example("{‘" * 2_000)
@example("<think>" * 5_000)
def test_whatever_comes_it_is_read_or_refused_and_never_a_crash(answer: str) -> None:
    try:
        items = parse_answer(answer)
    except AnswerError as error:
        error.message.encode()
    else:
        for item in items:
            item.translation.encode()


@given(
    pairs=st.dictionaries(st.from_regex(r"[0-9]{1,3}", fullmatch=True), st.text(max_size=30), min_size=1, max_size=6),
    indent=st.sampled_from([None, 1]),
    before=st.sampled_from(["", "Here:\n```json\n", "<think>hm {</think>"]),
)
def test_every_text_arrives_under_its_own_id(pairs: dict[str, str], indent: int | None, before: str) -> None:
    items = [{"translation": text, "id": key} for key, text in pairs.items()]
    answer = before + json.dumps({"lines": items}, ensure_ascii=False, indent=indent)
    assert texts(answer) == {key: text.strip() for key, text in pairs.items()}
