"""People who turned out to be one person."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.model.bible import Address, Bible, Character, Gender, Knowing, Secret
from reelbridge.translate.bible.uniting import unite_people, unite_secrets

FULL = Character(name="沈小满", gender=Gender.FEMALE)
SHORT = Character(name="小满", also=("满满",), age="27")
OTHER = Character(name="陆百川")

BIBLE = Bible(
    characters=(SHORT, OTHER, FULL),
    addresses=(
        Address(speaker="小满", listener="陆百川", says=("陆总",)),
        Address(speaker="沈小满", listener="陆百川", says=("百川",)),
        Address(speaker="陆百川", listener="小满", says=("丫头",)),
        Address(speaker="小满", listener="沈小满"),
    ),
    secrets=(
        Secret(what="A", known_by=(Knowing(who="小满", episode=2), Knowing(who="沈小满", episode=1))),
        Secret(what="a", known_by=(Knowing(who="陆百川", episode=4), Knowing(who="小满", episode=9))),
    ),
)


def test_the_first_of_a_group_takes_everything_over():
    bible = unite_people(BIBLE, [(2, 0)], settled=0)
    assert bible.characters == (
        OTHER,
        Character(name="沈小满", also=("满满", "小满"), gender=Gender.FEMALE, age="27"),
    )
    assert bible.addresses == (
        Address(speaker="沈小满", listener="陆百川", says=("百川", "陆总")),
        Address(speaker="陆百川", listener="沈小满", says=("丫头",)),
    )
    assert bible.secrets[0].known_by == (Knowing(who="沈小满", episode=2),)


def test_who_was_written_down_by_people_stays_whoever_comes_first():
    bible = unite_people(BIBLE, [(2, 0)], settled=1)
    assert [each.name for each in bible.characters] == ["小满", "陆百川"]
    assert bible.characters[0].gender is Gender.FEMALE
    assert unite_people(BIBLE, [(2, 0)], settled=3) == BIBLE


def test_no_group_changes_nothing():
    assert unite_people(BIBLE, [], settled=0) == BIBLE
    assert unite_secrets(BIBLE, [], settled=0) == BIBLE


def test_a_secret_told_twice_is_one():
    bible = unite_secrets(BIBLE, [(1, 0)], settled=0)
    assert bible.secrets == (
        Secret(
            what="A",
            known_by=(
                Knowing(who="小满", episode=2),
                Knowing(who="沈小满", episode=1),
                Knowing(who="陆百川", episode=4),
            ),
        ),
    )
    assert unite_secrets(BIBLE, [(1, 0)], settled=2) == BIBLE
    assert unite_secrets(replace(BIBLE, secrets=()), [], settled=0).secrets == ()
