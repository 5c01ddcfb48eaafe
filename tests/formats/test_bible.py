"""bible.toml: written for people, read strictly."""

from __future__ import annotations

import re
from dataclasses import fields
from enum import StrEnum
from pathlib import Path

import pytest
from hypothesis import given

from reelbridge.core.errors import ConfigError
from reelbridge.formats.bible import MAX_BYTES, parse_bible
from reelbridge.formats.bible_checking import MAX_TEXT_CHARS
from reelbridge.formats.bible_writing import HEAD, head_of, render_bible
from reelbridge.model.bible import (
    Address,
    Bible,
    Character,
    Entry,
    EntryKind,
    EpisodeNote,
    Gender,
    Knowing,
    LocalForm,
    Secret,
    Way,
)
from support.bible_strategies import bibles
from support.bibles import BIBLE

REFERENCE = Path(__file__).parents[2] / "docs" / "reference" / "bible.md"

GOOD = """
synopsis = "A cook turns out to be an heiress."

[[characters]]
name = "沈小满"
also = ["小满"]
gender = "female"
[characters.forms]
en = "Shen Xiaoman"
ja = { text = "シェン・シャオマン", way = "romanised" }

[[characters]]
name = "陆百川"

[[addresses]]
speaker = "沈小满"
listener = "陆百川"
says = ["陆总"]
forms = { fr = "vous" }

[[entries]]
kind = "place"
source = "满记面馆"

[[episodes]]
number = 1
summary = "Men come to buy the shop."

[[secrets]]
what = "She is an heiress"
known_by = [{ who = "陆百川", episode = 3 }]
"""


def parse(text: str) -> Bible:
    return parse_bible(text, place="bible.toml")


@given(bibles())
def test_what_is_written_reads_back_the_same(bible: Bible):
    assert parse(render_bible(bible)) == bible


def test_a_bible_is_written_in_few_words():
    bible = parse(GOOD)
    assert bible.characters[0] == Character(
        name="沈小满",
        also=("小满",),
        gender=Gender.FEMALE,
        forms=(
            LocalForm(locale="en", text="Shen Xiaoman"),
            LocalForm(locale="ja", text="シェン・シャオマン", way=Way.ROMANISED),
        ),
    )
    assert bible.addresses == (
        Address(speaker="沈小满", listener="陆百川", says=("陆总",), forms=(LocalForm(locale="fr", text="vous"),)),
    )


def test_an_empty_file_is_an_empty_bible():
    assert parse("") == Bible()


def test_a_locale_may_be_written_in_any_letters():
    assert parse(GOOD.replace('en = "Shen', 'EN_us = "Shen')).characters[0].forms[0].locale == "en-US"


def test_what_is_unknown_stands_as_a_question_and_what_is_empty_does_not_stand_at_all():
    text = render_bible(Bible(characters=(Character(name="周婶"),)))
    assert '# gender = "female" or "male"' in text
    assert "age" not in text.removeprefix(HEAD)


def test_paragraphs_stand_over_several_lines():
    assert '"""\nOne.\nTwo \\"quoted\\"."""' in render_bible(Bible(synopsis='One.\nTwo "quoted".'))


def test_what_a_person_wrote_at_the_top_is_kept():
    text = '# Ours.\n# Ask the studio about 霍三爷.\n\nsynopsis = "x" # lost\n# lost too\n'
    assert head_of(text) == "# Ours.\n# Ask the studio about 霍三爷."
    again = render_bible(parse(text), head=head_of(text))
    assert again.startswith("# Ours.\n# Ask the studio about 霍三爷.\n\nsynopsis")
    assert head_of(render_bible(BIBLE)) == HEAD.strip("\n")


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("synopsis =", "synopsys =", "unknown key synopsys"),
        ('"A cook turns out to be an heiress."', "3", "bible.toml.synopsis: 3 is not text"),
        ('gender = "female"', 'gender = "woman"', "number 1 (沈小满).gender: 'woman'; allowed: female, male"),
        ('also = ["小满"]', 'also = "小满"', "[[characters]] number 1 (沈小满).also: '小满' is not list"),
        ('also = ["小满"]', 'nick = "小满"', "[[characters]] number 1 (沈小满): unknown key nick"),
        ('also = ["小满"]', 'also = [" "]', "another name of 沈小满 is empty"),
        ('name = "陆百川"', 'name = "沈小满"', "character 沈小满 stands twice"),
        ('name = "陆百川"', 'age = "30"', "[[characters]] number 2"),
        ('speaker = "沈小满"', 'speaker = "小满"', "'小满' is another name of 沈小满; write 沈小满"),
        ('speaker = "沈小满"', 'speaker = "沈小曼"', "no character is called '沈小曼'; is 沈小满 meant?"),
        ('en = "Shen', 'klingon = "Shen', "locale 'klingon' is not a language tag"),
        ('en = "Shen', 'JA = "Shen', "forms: ja stands twice"),
        ('en = "Shen Xiaoman"', "en = 3", "forms.en: 3; expected a text"),
        ('en = "Shen Xiaoman"', 'en = ""', "the form of 沈小满 in en is empty"),
        ('way = "romanised"', 'way = "roman"', "way: 'roman'; allowed: romanised, translated, localised, kept"),
        ('forms = { fr = "vous" }', 'forms = "vous"', "[[addresses]] number 1 (沈小满 -> 陆百川), forms: expected"),
        (
            'kind = "place"',
            'kind = "spot"',
            "[[entries]] number 1 (满记面馆).kind: 'spot'; allowed: name, address, place",
        ),
        ("number = 1", "number = 0", "episode number 0; it must be 1 or more"),
        ("number = 1", 'number = "one"', "[[episodes]] number 1 (one).number: 'one' is not int"),
        ('who = "陆百川"', 'who = "陆先生"', "no character is called '陆先生'"),
        ("episode = 3", "episode = 0", "陆百川 knows from episode 0"),
        ("[[secrets]]", "[secrets]", "secrets: expected tables that begin with [[secrets]]"),
        ("[[secrets]]", "[[secrets", "is not TOML"),
        ("A cook", "A cook" * MAX_TEXT_CHARS, "the synopsis has"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(before: str, after: str, says: str):
    assert before in GOOD
    with pytest.raises(ConfigError) as caught:
        parse(GOOD.replace(before, after))
    assert says in caught.value.message
    assert caught.value.message.startswith("bible.toml")
    assert "docs/reference/bible.md" in (caught.value.hint or "")


def test_lists_without_end_are_no_toml():
    with pytest.raises(ConfigError, match="is not TOML"):
        parse("a = " + "[" * 20_000)


def test_a_file_of_megabytes_is_none():
    with pytest.raises(ConfigError, match="larger than 4 MiB"):
        parse("#" * (MAX_BYTES + 1))


def test_the_example_of_the_reference_is_a_bible_with_everything_in_it():
    (example,) = re.findall(r"```toml\n(.*?)```", REFERENCE.read_text("utf-8"), re.DOTALL)
    bible = parse(example)
    assert all(getattr(bible, field.name) for field in fields(Bible))


@pytest.mark.parametrize("kind", [Bible, Character, Address, Entry, LocalForm, EpisodeNote, Secret, Knowing])
def test_the_reference_has_every_key(kind: type):
    text = REFERENCE.read_text("utf-8")
    missing = [field.name for field in fields(kind) if f"`{field.name}`" not in text and field.name != "locale"]
    assert missing == []


@pytest.mark.parametrize("kind", [Gender, EntryKind, Way])
def test_the_reference_and_the_file_itself_have_every_value(kind: type[StrEnum]):
    for value in kind:
        assert f"`{value}`" in REFERENCE.read_text("utf-8")
        assert f'"{value}"' in HEAD
