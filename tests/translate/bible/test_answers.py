"""What a model says about a series is believed as far as the lines bear it out."""

from __future__ import annotations

import json

import pytest

from reelbridge.model.bible import Character, EntryKind, EpisodeNote, Gender, Knowing, LocalForm, Secret, Way
from reelbridge.translate.bible.answers import read_forms, read_groups, read_object, read_part, read_synopsis

LINES = "沈小满！\n小满，陆总来了\n这面馆我要了\n您慢走"

GOOD = {
    "characters": [
        {
            "name": "沈小满",
            "also": ["小满", "沈小满", "满满", "您", "满"],
            "pinyin": "Shěn Xiǎomǎn",
            "gender": "female",
            "age": 27,
            "rank": "runs a\nnoodle shop",
            "speech": "dry",
        },
        {"name": "王总", "gender": "male"},
    ],
    "addresses": [
        {"speaker": "沈小满", "listener": "陆百川", "says": ["陆总", "您", "陆爷"], "note": ""},
        {"speaker": "沈小满", "listener": "沈小满"},
    ],
    "entries": [{"kind": "place", "source": "面馆", "meaning": "her shop"}, {"kind": "ship", "source": "您"}],
    "episodes": [{"number": 3, "summary": "She fights."}, {"number": 9, "summary": "Not asked for."}],
    "secrets": [
        {"what": "She is an heiress", "known_by": [{"who": "沈小满", "episode": 1}, {"who": "x", "episode": 99}]}
    ],
}


def test_what_stands_in_the_lines_is_taken():
    found = read_part(GOOD, LINES, numbers=(2, 3))
    assert found.bible.characters == (
        Character(
            name="沈小满",
            also=("小满",),
            pinyin="Shěn Xiǎomǎn",
            gender=Gender.FEMALE,
            age="27",
            rank="runs a noodle shop",
            speech="dry",
        ),
    )
    assert found.bible.addresses[0].says == ("陆总", "您")
    assert len(found.bible.addresses) == 1
    assert [(entry.kind, entry.source) for entry in found.bible.entries] == [(EntryKind.PLACE, "面馆")]
    assert found.bible.episodes == (EpisodeNote(number=3, summary="She fights."),)
    assert found.bible.secrets == (Secret(what="She is an heiress", known_by=(Knowing(who="沈小满", episode=1),)),)


def test_names_that_nobody_says_are_left_out_and_named():
    assert read_part(GOOD, LINES, numbers=(3,)).dropped == ("王总",)


@pytest.mark.parametrize("value", [None, 3, "text", [], {}, [None], [[]], [{}], [{"name": None}], [{"name": ["x"]}]])
@pytest.mark.parametrize("key", sorted(GOOD))
def test_nonsense_is_passed_over(key: str, value: object):
    read_part({**GOOD, key: value}, LINES, numbers=(3,))


def test_nothing_is_endless():
    flood = {
        "characters": [
            {"name": "小满" + "x" * 100},
            {"name": "沈小满", "speech": "x" * 100_000, "also": ["小满"] * 10_000, "gender": ["female"]},
        ]
        + [{"name": "小满"}] * 100_000,
        "episodes": [{"number": 3, "summary": "y" * 100_000}, {"number": 10**30, "summary": "z"}],
    }
    bible = read_part(flood, LINES, numbers=(3,)).bible
    assert bible.characters[0].name == "沈小满"
    assert len(bible.characters) <= 200
    assert len(bible.characters[0].speech) == 300
    assert len(bible.episodes[0].summary) == 1200


def test_what_no_reader_sees_is_no_part_of_a_name():
    part = {"characters": [{"name": "\u202e沈小满\x00 ", "rank": "a\u0000b\u2028c"}]}
    (character,) = read_part(part, LINES, numbers=(1,)).bible.characters
    assert (character.name, character.rank) == ("沈小满", "ab c")


@pytest.mark.parametrize(
    "dress",
    [
        "{}",
        "```json\n{}\n```",
        "Here you are: {} Enjoy!",
        '<think>maybe {{"characters": 1}} {{</think>{}',
        '{{"id": 1}} {}',
    ],
)
def test_an_answer_is_found_however_it_is_dressed(dress: str):
    assert read_object(dress.format(json.dumps(GOOD)), expected="characters") == GOOD


def test_a_comma_too_many_is_forgiven():
    assert read_object('{"forms": [{"id": 1,},],}', expected="forms") == {"forms": [{"id": 1}]}


@pytest.mark.parametrize("text", ["", "I cannot help with that.", '{"lines": []}', '["x"]', '{"forms": [' * 50_000])
def test_no_answer_is_none(text: str):
    assert read_object(text, expected="forms") is None


def test_groups_hold_numbers_that_were_given_each_once():
    plain = {"same": [[1, 2], [2, 3, 4], [5], "x", [9, 1], [True, 4], [6, 6, "7", 7.0, 8, 0, -1]]}
    assert read_groups(plain, "same", count=8) == ((0, 1), (2, 3), (5, 7))


def test_a_synopsis_is_text():
    assert read_synopsis({"synopsis": " A\ncook. "}) == "A cook."
    assert read_synopsis({"synopsis": ["x"]}) == ""


def test_forms_go_by_number_and_have_no_chinese_where_nobody_reads_it():
    plain = {
        "forms": [
            {"id": 1, "text": "Shen Xiaoman", "way": "romanised", "note": ""},
            {"id": 1, "text": "again", "way": "", "note": ""},
            {"id": 2, "text": "沈小满", "way": "kept", "note": ""},
            {"id": 3, "text": "Lu", "way": "shouted", "note": "x"},
            {"id": 4, "text": "nobody asked", "way": "", "note": ""},
            {"id": "5", "text": "x"},
        ]
    }
    assert read_forms(plain, "en", count=3) == (
        (1, LocalForm(locale="en", text="Shen Xiaoman", way=Way.ROMANISED)),
        (3, LocalForm(locale="en", text="Lu", note="x")),
    )
    assert [number for number, _ in read_forms(plain, "ja", count=3)] == [1, 2, 3]
