"""The bible as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given

from reelbridge.core.errors import ParseError
from reelbridge.formats.bible_csv import parse_bible_csv, render_bible_csv
from reelbridge.model.bible import Address, Bible, Character, Entry, EntryKind, Gender, LocalForm
from support.bible_strategies import CLEAN_TEXTS, bibles
from support.bibles import BIBLE


def parse(text: str | bytes) -> Bible:
    return parse_bible_csv(text.encode() if isinstance(text, str) else text, name="bible.csv")


def table(bible: Bible) -> list[list[str]]:
    return list(csv.reader(io.StringIO(render_bible_csv(bible).decode("utf-8-sig"))))


def in_a_table(bible: Bible) -> Bible:
    """What of a bible a table has: forms in the order of locales, without ways and notes."""

    def forms(of: Character | Address | Entry) -> tuple[LocalForm, ...]:
        return tuple(
            LocalForm(locale=form.locale, text=form.text) for form in sorted(of.forms, key=lambda form: form.locale)
        )

    return Bible(
        characters=tuple(replace(each, forms=forms(each)) for each in bible.characters),
        addresses=tuple(replace(each, forms=forms(each)) for each in bible.addresses),
        entries=tuple(replace(each, forms=forms(each)) for each in bible.entries),
    )


@given(bibles(CLEAN_TEXTS))
def test_what_is_written_reads_back_the_same(bible: Bible):
    assert parse(render_bible_csv(bible)) == in_a_table(bible)


def test_a_spreadsheet_shows_a_row_each_and_a_column_per_locale():
    head, first, *rest = table(BIBLE)
    assert head[:4] == ["kind", "name", "listener", "also"]
    assert head[-3:] == ["en", "fr", "ja"]
    assert first[:4] == ["character", "沈小满", "", "小满 | 沈老板"]
    assert first[-3:] == ["Shen Xiaoman", "", "シェン・シャオマン"]
    assert rest[3][:4] == ["addressing", "沈小满", "陆百川", "陆总 | 您"]


def test_excel_sees_that_it_is_unicode():
    assert render_bible_csv(BIBLE).startswith(b"\xef\xbb\xbf")


def test_locales_of_the_series_have_a_column_to_fill():
    assert render_bible_csv(Bible(), locales=("th", "en")).decode("utf-8-sig").strip().endswith("note,th,en")


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-san", "@SUM(A1)", "'=1", "＝1+1", "27", "5-8"])
def test_nothing_in_it_runs_and_nothing_is_lost(text: str):
    address = Address(speaker="甲", listener="乙", note=text, forms=(LocalForm(locale="ja", text=text),))
    cells = table(Bible(addresses=(address,)))[1]
    assert cells[-1].startswith("'")
    assert parse(render_bible_csv(Bible(addresses=(address,)))).addresses[0].forms[0].text == text.strip()


def test_a_sheet_as_people_save_it_is_understood():
    text = "\ufeffName;Kind;gender;PT_br;;ja\r\n 沈小满 ;Character;Female;Shen Xiaoman;x;-さん\r\n;;;;;\r\n"
    assert parse(text.encode("utf-16")) == Bible(
        characters=(
            Character(
                name="沈小满",
                gender=Gender.FEMALE,
                forms=(LocalForm(locale="pt-BR", text="Shen Xiaoman"), LocalForm(locale="ja", text="-さん")),
            ),
        )
    )


def test_names_may_hold_what_parts_them():
    entry = Entry(kind=EntryKind.TERM, source="a", also=("b|c", "d\\"))
    assert parse(render_bible_csv(Bible(entries=(entry,)))).entries == (entry,)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no column 'kind' in the first row"),
        ("kind,name,colour\n", "column 'colour' is unknown; known: kind, name"),
        ("kind,name,en,EN\n", "column 'en' stands twice"),
        ("kind,name\nperson,沈小满\n", "bible.csv, row 2: kind 'person'; allowed: character, addressing, name"),
        ("kind,name\ncharacter,沈小满\ncharacter,\n", "bible.csv, row 3: name is empty"),
        ("kind,name,listener\naddressing,沈小满,\n", "row 2: listener is empty"),
        ("kind,name,gender\ncharacter,沈小满,woman\n", "row 2: gender 'woman'; allowed: female, male, or nothing"),
        ('kind,name\ncharacter,"沈小满', "bible.csv, row 2: unexpected end of data"),
        ("kind,name\n" + "place,a\n" * 20_001, "more than 20,000 rows"),
        ("kind,name\nplace," + "a" * 30_000, "name has 30,000 characters"),
        ("kind,name\nplace," + "a" * 200_000, "field larger than field limit"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(text: str, says: str):
    with pytest.raises(ParseError) as caught:
        parse(text)
    assert says in caught.value.message
