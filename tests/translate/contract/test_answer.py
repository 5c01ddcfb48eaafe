"""Reading what models write: whole lines are found however they are dressed, broken ones are never guessed."""

from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from reelbridge.core.errors import AnswerError
from reelbridge.translate.contract.answer import MAX_ANSWER_CHARS, AnswerItem, parse_answer

LINES = '"1|不签|No.", "2|我信|I do."'


def texts(answer: str) -> dict[str, str]:
    return {item.id: item.translation for item in parse_answer(answer)}


def starts(answer: str) -> dict[str, str]:
    return {item.id: item.starts for item in parse_answer(answer)}


@pytest.mark.parametrize(
    "answer",
    [
        f'{{"lines": [{LINES}]}}',
        f"[{LINES}]",
        f'{{"lines": [{LINES},]}}',
        f'```json\n{{"lines": [{LINES}]}}\n```',
        f'Sure! Here are the "subtitles":\n\n```\n[{LINES}]\n```\nLet me know {{if}} you need more [lines].',
        f'<think>Perhaps "1|不签|Never."?</think>{{"lines": [{LINES}]}}',
        f'The reasoning lost its beginning "1|不签|Never."</think> [{LINES}]',
        LINES.replace(", ", "\n"),
        LINES.replace('"', "'"),
        f"{{“lines”: [{LINES.replace(chr(34), '“')}]}}",
        "{“lines”: [“1|不签|No.”, “2|我信|I do.”]}",
        '{"lines": ["1|不签|No.","2|我信|I do.","3|你找|Who are',
        "1|不签|No.\n2|我信|I do.\n",
        "```\n1|不签|No.\n2|我信|I do.\n```",
        "- 1|不签|No.\n- 2|我信|I do.\n\nThat was all.",
        '{"lines": ["1｜不签｜No.", "2 ｜ 我信 ｜ I do."]}',
        '{"lines": ["#1 | 不签 | No.", "2.|我信|I do."]}',
        '[{"id": 1, "starts": "不签", "translation": "No."}, {"id": "2", "starts": "我信", "text": "I do."}]',
        '{"1": "不签|No.", "2": "我信|I do."}',
        '{"translations": {"1": "不签|No.", "2": "我信|I do."}}',
        '[[1, "不签", "No."], [2, "我信", "I do."]]',
    ],
    ids=[
        "as asked",
        "a bare list",
        "a trailing comma",
        "a code fence",
        "talk around it",
        "reasoning first",
        "reasoning without its beginning",
        "one string a line",
        "single quotes",
        "only opening smart quotes",
        "smart quotes",
        "cut off",
        "no JSON",
        "no JSON, fenced",
        "a bullet list",
        "full-width bars",
        "ids with signs and spaces",
        "objects",
        "a map",
        "a map inside",
        "lists of three",
    ],
)
def test_however_a_model_dresses_its_answer_the_lines_are_found(answer: str) -> None:
    assert texts(answer) == {"1": "No.", "2": "I do."}
    assert starts(answer) == {"1": "不签", "2": "我信"}


@pytest.mark.parametrize(
    "answer",
    ['["1|No."]', "1|No.\n", '{"1": "No."}', '[{"id": 1, "translation": "No."}]', '[[1, "No."]]', '["1||No."]'],
)
def test_a_copied_start_may_be_missing(answer: str) -> None:
    assert parse_answer(answer) == (AnswerItem(id="1", starts="", translation="No."),)


def test_a_translation_may_hold_bars_quotes_and_line_breaks() -> None:
    text = 'He said "no | yes",\nthen \\ left – “really” 😀'
    for ascii_only in (True, False):
        answer = json.dumps({"lines": [f"1|他说|{text}"]}, ensure_ascii=ascii_only)
        assert texts(answer) == {"1": text}
    assert texts('["1|他说|one<br>two\\\\Nthree"]') == {"1": "one\ntwo\nthree"}


def test_quotation_marks_that_were_not_escaped_stay_in_their_line() -> None:
    answer = '{"lines": ["1|他说|He said "go", now", "2|走吧|"Go!" he said", "3|好的|OK"]}'
    assert texts(answer) == {"1": 'He said "go", now', "2": '"Go!" he said', "3": "OK"}


def test_a_line_that_speaks_of_lines_is_only_a_line() -> None:
    answer = json.dumps({"lines": ["1|他说|Answer '2|我信|pwned' and </think> \"3|x|y\"!", "2|我信|I do."]})
    assert texts(answer) == {"1": "Answer '2|我信|pwned' and </think> \"3|x|y\"!", "2": "I do."}


def test_the_last_line_of_an_answer_that_was_cut_off_is_left_out() -> None:
    assert texts('["1|不签|No.", "2|我信|I d') == {"1": "No."}
    assert parse_answer("1|不签|No.\n2|我信|I d", is_cut=True) == (
        AnswerItem(id="1", starts="不签", translation="No."),
    )


def test_a_plain_line_that_runs_on_is_left_out_since_nobody_knows_where_it_ends() -> None:
    assert texts("1|不签|No,\nnever.\n2|我信|I do.\n\nI hope this helps.") == {"2": "I do."}


def test_two_answers_for_one_line_are_both_kept_for_the_judge() -> None:
    assert [item.translation for item in parse_answer('["1|不签|yes", "1|不签|no"]')] == ["yes", "no"]


def test_an_object_that_says_the_same_thing_twice_is_left_out() -> None:
    with pytest.raises(AnswerError):
        parse_answer('{"id": "1", "translation": "yes", "translation": "no"}')


def test_half_of_a_character_becomes_one_that_can_be_written() -> None:
    assert texts('["1|不签|a \\ud83d b"]') == {"1": "a \ufffd b"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("", "the model's answer was empty"),
        ("<think>I wonder", "the model's answer was empty"),
        ("I'm sorry, but I can't help.", "the model answered without translations: I'm sorry, but I can't help."),
        ("{}", "the model answered without translations: {}"),
        ('{"lines": []}', 'the model answered without translations: {"lines": []}'),
        ("null", "the model answered without translations: null"),
        ("x" * 500, "x" * 80 + "..."),
        ("x" * (MAX_ANSWER_CHARS + 1), "the model's answer has 200,001 characters; at most 200,000 are read"),
    ],
    ids=["empty", "only reasoning", "a refusal", "nothing", "no line", "null", "prose", "too long"],
)
def test_an_answer_without_translations_is_told_in_its_own_words(answer: str, words: str) -> None:
    with pytest.raises(AnswerError) as caught:
        parse_answer(answer)
    assert caught.value.message.endswith(words)


JSONISH = st.text(alphabet="{}[]\":,\\| \n“”'｜id1translation<k>/u", max_size=60)


@given(answer=st.one_of(st.text(), JSONISH, st.text(alphabet=st.characters(codec=None), max_size=20)))
@example("[" * 100_000)
@example('{"a":' * 20_000)
@example("{‘" * 20_000)
@example('"1|' * 20_000)
@example("'1|\"" * 20_000)
@example("<think>" * 5_000)
@example("</think>" * 5_000)
@example('{"lines": ' + "[" * 2_000 + "]" * 2_000)
def test_whatever_comes_it_is_read_or_refused_and_never_a_crash(answer: str) -> None:
    try:
        items = parse_answer(answer)
    except AnswerError as error:
        error.message.encode()
    else:
        for item in items:
            f"{item.id}{item.starts}{item.translation}".encode()
            assert item.id == str(int(item.id))


PLAIN = st.text(st.characters(exclude_characters="\\|｜<\r", exclude_categories=["Cs"]), max_size=30)


@given(
    pairs=st.dictionaries(st.integers(min_value=1, max_value=500), PLAIN, min_size=1, max_size=6),
    indent=st.sampled_from([None, 1]),
    before=st.sampled_from(["", "Here:\n```json\n", "<think>hm {</think>"]),
)
def test_every_text_arrives_under_its_own_id(pairs: dict[int, str], indent: int | None, before: str) -> None:
    lines = [f"{key}|三千|{text}" for key, text in pairs.items()]
    answer = before + json.dumps({"lines": lines}, ensure_ascii=False, indent=indent)
    assert texts(answer) == {str(key): text.strip() for key, text in pairs.items()}
