"""What a single line needs: it is translated again when that changes, and only then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reelbridge.model.bible import Bible, EpisodeNote, Knowing
from reelbridge.model.brief import Brief
from reelbridge.model.cue import CueList
from reelbridge.translate.bible.narrowing import LineBriefs
from reelbridge.translate.bible.selecting import make_brief
from support.bibles import BIBLE, LU, forms, lines

CUES = lines("沈小满！", "你找谁啊？", "陆总，请坐", "这面馆不卖", "周婶，关门", "今晚就签字！", speakers={5: "陆百川"})


def brief_for(bible: Bible, cues: CueList = CUES) -> Brief:
    return make_brief(bible, cues, episode=2, locale="fr")


def touched(bible: Bible) -> list[str]:
    """The lines that are translated again when the bible becomes this one."""
    before, after = LineBriefs(brief_for(BIBLE)), LineBriefs(brief_for(bible))
    return [cue.text for cue in CUES.cues if before.of(cue) != after.of(cue)]


def test_nothing_changed():
    assert touched(BIBLE) == []


def test_a_name_touches_the_lines_that_say_it_the_calls_and_what_its_owner_says():
    changed = replace(LU, forms=forms(fr="Lou Baichuan"))
    bible = replace(BIBLE, characters=tuple(changed if each.name == LU.name else each for each in BIBLE.characters))
    assert touched(bible) == ["陆总，请坐", "今晚就签字！"]


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [("沈小满", ["陆总，请坐"]), ("陆百川", ["你找谁啊？", "今晚就签字！"]), ("周婶", [])],
)
def test_a_form_of_address_touches_the_lines_with_it_and_all_of_a_known_speaker(speaker: str, expected: list[str]):
    bible = replace(
        BIBLE,
        addresses=tuple(
            replace(each, forms=forms(fr="toi")) if each.speaker == speaker else each for each in BIBLE.addresses
        ),
    )
    assert touched(bible) == expected


def test_a_thing_touches_the_lines_with_it():
    bible = replace(BIBLE, entries=tuple(replace(each, meaning=f"{each.meaning}!") for each in BIBLE.entries))
    assert touched(bible) == ["陆总，请坐", "这面馆不卖"]


def test_a_secret_touches_the_lines_that_name_its_people():
    bible = replace(BIBLE, secrets=(replace(BIBLE.secrets[0], known_by=(Knowing(who="陆百川", episode=1),)),))
    assert set(touched(bible)) == {"沈小满！", "陆总，请坐", "周婶，关门", "今晚就签字！"}


def test_the_story_touches_no_line():
    bible = replace(BIBLE, synopsis="another", episodes=(EpisodeNote(number=1, summary="another"),))
    assert touched(bible) == []
