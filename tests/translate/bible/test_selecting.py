"""What an episode is told out of the bible."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.core.codec import encode
from reelbridge.model.bible import Bible, Character, EpisodeNote, Gender, Knowing, Secret
from reelbridge.model.brief import Brief
from reelbridge.model.cue import CueList
from reelbridge.translate.bible.selecting import MAX_STORY_CHARS, make_brief, select_brief
from reelbridge.translate.bible.steps import SELECT_BRIEF
from support.bibles import BIBLE, lines


def brief_for(cues: CueList, *, bible: Bible = BIBLE, episode: int = 2, locale: str = "en") -> Brief:
    return make_brief(bible, cues, episode=episode, locale=locale)


def names(brief: Brief) -> list[str]:
    return [person.name for person in brief.people]


def test_who_is_named_is_told_with_the_name_in_the_locale():
    (person,) = brief_for(lines("沈小满！", "你找谁啊？")).people
    assert (person.name, person.called, person.gender) == ("沈小满", "Shen Xiaoman", Gender.FEMALE)


def test_another_name_is_enough():
    assert names(brief_for(lines("小满，快跑"))) == ["沈小满"]


def test_who_speaks_is_told_though_nobody_names_them():
    assert names(brief_for(lines("今晚就签字！", speakers={0: "百川"}))) == ["陆百川"]


def test_who_is_called_in_a_way_that_only_one_is_called_is_there_and_so_is_the_caller():
    brief = brief_for(lines("陆总，请坐"), locale="fr")
    assert names(brief) == ["沈小满", "陆百川"]
    assert [(each.speaker, each.use) for each in brief.addresses] == [("沈小满", "vous"), ("陆百川", "tu")]


def test_a_pronoun_names_nobody():
    assert brief_for(lines("你找谁啊？", "您慢走")) == replace(brief_for(lines("……")), people=())


def test_a_name_inside_a_longer_one_is_not_named_but_inside_a_saying_it_is():
    assert names(brief_for(lines("霍三爷巷怎么走"))) == []
    assert names(brief_for(lines("一碗面，三千万，沈小满不卖！"))) == ["沈小满"]


def test_a_word_for_many_means_those_who_are_there():
    bible = replace(
        BIBLE,
        characters=(*BIBLE.characters, Character(name="小杰"), Character(name="林姨")),
        addresses=(
            replace(BIBLE.addresses[0], speaker="沈小满", listener="霍三爷", says=("爸",)),
            replace(BIBLE.addresses[0], speaker="小杰", listener="林姨", says=("爸",)),
        ),
    )
    assert names(brief_for(lines("爸！", "沈小满来了"), bible=bible)) == ["沈小满", "霍三爷"]


def test_things_are_told_where_they_stand_with_what_they_mean():
    assert [(thing.source, thing.meaning) for thing in brief_for(lines("这面馆不卖")).things] == [
        ("满记面馆", "her shop")
    ]
    assert brief_for(lines("小满不在")).things == ()  # a second name is told with its owner


def test_the_story_is_the_episodes_before():
    brief = brief_for(lines("……"), episode=3)
    assert brief.story.splitlines() == [
        "1: Men come to buy the shop. She feeds them and throws them out.",
        "2: 陆百川 eats a bowl of noodles and recognises the taste.",
    ]
    assert brief.summary == "The jade pendant is found."
    assert brief.synopsis == BIBLE.synopsis


def test_a_long_story_is_told_by_its_last_episodes():
    notes = tuple(EpisodeNote(number=number, summary="x" * 150) for number in range(1, 40))
    story = brief_for(lines("……"), bible=replace(BIBLE, episodes=notes), episode=39).story
    assert [line.partition(":")[0] for line in story.splitlines()] == ["36", "37", "38"]
    assert len(story) <= MAX_STORY_CHARS


def test_one_endless_paragraph_is_cut():
    notes = (EpisodeNote(number=1, summary="x" * 5000),)
    assert len(brief_for(lines("……"), bible=replace(BIBLE, episodes=notes)).story) == MAX_STORY_CHARS


def test_a_secret_is_one_for_those_who_do_not_know_it_yet():
    cues = lines("陆百川！", "三爷！")
    told = "沈小满 is the lost daughter of the Huo family"
    assert brief_for(cues, episode=2).secrets == (f"陆百川 does not know yet: {told}",)
    assert brief_for(cues, episode=3).secrets == (f"陆百川 learns in this episode: {told}",)
    assert brief_for(cues, episode=4).secrets == ()


def test_where_nearly_nobody_knows_those_who_do_are_named():
    everyone = tuple(Character(name=f"路人{sign}") for sign in "甲乙丙丁")
    cues = lines(*(each.name for each in everyone))
    known = Bible(characters=everyone, secrets=(Secret(what="x", known_by=(Knowing(who="店主", episode=1),)),))
    assert brief_for(cues, bible=known).secrets == ("Only 店主 knows: x",)
    assert brief_for(cues, bible=replace(known, secrets=(Secret(what="x"),))).secrets == ("Nobody knows yet: x",)


def test_a_change_to_somebody_else_changes_nothing_and_neither_does_the_order():
    cues = lines("沈小满！", "陆总，请坐")
    others = tuple(
        replace(each, note="changed", age="60") if each.name == "周婶" else each for each in BIBLE.characters
    )
    shuffled = replace(BIBLE, characters=others[::-1], addresses=BIBLE.addresses[::-1], entries=BIBLE.entries[::-1])
    assert encode(brief_for(cues, bible=shuffled)) == encode(brief_for(cues))


def test_no_bible_is_an_empty_brief():
    assert brief_for(lines("沈小满！"), bible=Bible(), locale="ja") == Brief(locale="ja")


def test_the_step_runs_what_it_says():
    assert SELECT_BRIEF.load() is select_brief
