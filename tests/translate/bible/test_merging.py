"""What there is and what comes in, as one bible: nothing that people wrote is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given

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
from reelbridge.translate.bible.merging import merge_bibles
from support.bible_strategies import bibles
from support.bibles import BIBLE, LU, XIAOMAN, forms


def merge(added: Bible, *, prefers_added: bool = True, base: Bible = BIBLE) -> Bible:
    return merge_bibles(base, added, prefers_added=prefers_added).bible


@given(bibles())
def test_nothing_into_something_and_something_into_nothing(bible: Bible):
    assert merge_bibles(bible, Bible(), prefers_added=True).changes == ()
    assert merge(Bible(), base=bible).characters == bible.characters
    assert merge(bible, base=bible, prefers_added=False).addresses == bible.addresses
    assert set(merge(bible, base=Bible()).entries) >= set(bible.entries) or bible.entries


def test_the_same_again_changes_nothing():
    for prefers_added in (True, False):
        merged = merge_bibles(BIBLE, BIBLE, prefers_added=prefers_added)
        assert (merged.bible, merged.changes) == (BIBLE, ())


def test_what_is_new_is_added_and_what_is_there_stays_as_it_is():
    added = Bible(
        synopsis="another",
        characters=(Character(name="沈小满", gender=Gender.MALE, note="cooks"), Character(name="小杰")),
        episodes=(EpisodeNote(number=2, summary="another"), EpisodeNote(number=9, summary="new")),
    )
    bible = merge(added, prefers_added=False)
    assert bible.synopsis == BIBLE.synopsis
    assert bible.characters[0] == replace(XIAOMAN, note="cooks")
    assert bible.characters[-1] == Character(name="小杰")
    assert [note.number for note in bible.episodes] == [1, 2, 3, 9]
    assert bible.episodes[1] == BIBLE.episodes[1]


def test_a_person_who_changes_something_in_a_sheet_is_right_and_told_what_changed():
    added = Bible(
        characters=(
            Character(name="沈小满", also=("满满",), gender=Gender.MALE, forms=forms(en="Xiaoman Shen", th="เสี่ยวหม่าน")),
        ),
        entries=(Entry(kind=EntryKind.PLACE, source="面馆", meaning="the shop"),),
        addresses=(Address(speaker="小满", listener="百川", forms=forms(fr="tu")),),
    )
    merged = merge_bibles(BIBLE, added, prefers_added=True)
    assert merged.changes == (
        "沈小满: also called 满满",
        "沈小满: gender is now male, was female",
        "沈小满: en is now Xiaoman Shen, was Shen Xiaoman",
        "沈小满: th is now เสี่ยวหม่าน",
        "沈小满 to 陆百川: fr is now tu, was vous",
        "满记面馆: meaning is now the shop, was her shop",
    )
    assert merged.bible.characters[0].also == ("小满", "沈老板", "满满")
    assert len(merged.bible.addresses) == len(BIBLE.addresses)


def test_a_note_on_a_form_stays_and_how_the_old_one_was_made_goes():
    added = Bible(characters=(Character(name="沈小满", forms=forms(ja="沈小満")),))
    form = next(form for form in merge(added).characters[0].forms if form.locale == "ja")
    assert form == LocalForm(locale="ja", text="沈小満", note="katakana")
    known = Bible(characters=(Character(name="沈小满", forms=(LocalForm(locale="en", text="Manman", way=Way.KEPT),)),))
    assert merge(known, prefers_added=False).characters[0] == XIAOMAN


def test_somebody_under_another_name_is_the_same_and_a_shared_name_is_nobodys():
    known = merge(Bible(characters=(Character(name="百川", age="35"),))).characters
    assert [each.name for each in known] == [each.name for each in BIBLE.characters]
    assert known[1] == replace(LU, age="35")
    shared = replace(BIBLE, characters=(Character(name="甲", also=("妈",)), Character(name="乙", also=("妈",))))
    assert [each.name for each in merge(Bible(characters=(Character(name="妈"),)), base=shared).characters] == [
        "甲",
        "乙",
        "妈",
    ]


def test_a_man_is_not_a_woman_for_having_her_other_name():
    added = Bible(characters=(Character(name="沈老板", gender=Gender.MALE),))
    bible = merge(added, prefers_added=False)
    assert bible.characters == (*BIBLE.characters, *added.characters)


def test_who_was_known_by_a_short_name_is_known_by_it_still():
    short = Bible(characters=(Character(name="小满"),))
    assert merge(Bible(characters=(XIAOMAN,)), base=short).characters[0].also == ("沈老板", "沈小满")


def test_a_secret_is_known_by_people_under_their_names():
    secret = Secret(what="x", known_by=(Knowing(who="百川", episode=2),))
    bible = merge(Bible(secrets=(secret,)))
    assert bible.secrets[-1].known_by == (Knowing(who="陆百川", episode=2),)
    more = Secret(what="x", known_by=(Knowing(who="周婶", episode=5),))
    assert len(merge(Bible(secrets=(more,)), base=bible).secrets[-1].known_by) == 2
