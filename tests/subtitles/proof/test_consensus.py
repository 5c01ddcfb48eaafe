"""What a whole series says about one character of one line."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from importlib.resources import files

import pytest

from reelbridge.core.codec import decode, digest_of, encode
from reelbridge.model.consensus import Consensus
from reelbridge.model.cue import Alternative, Cue, CueList
from reelbridge.subtitles.proof.consensus import apply_consensus, select_corrections, settle
from reelbridge.subtitles.proof.shapes import look_alikes
from support.reading_noise import cues_of, write_lines

#: a name and a word that stand in many lines, between different neighbours
MOSTLY = [
    *(
        "沈小满来了",
        "沈小满不签",
        "沈小满",
        "跟沈小满回家",
        "沈小满你听我说",
        "我是沈小满",
        "沈小满在哪里",
        "沈小满，站住",
    ),
    *(
        "找沈小满去",
        "沈小满走了",
        "我自己来",
        "你自己的事",
        "他自己说的",
        "自己走",
        "自己人",
        "靠自己的本事",
        "问你自己",
    ),
    *("自己的家", "是我自己的", "自己做主"),
]


def one(text: str, *, confidence: float = 0.98, seen: tuple[Alternative, ...] = ()) -> CueList:
    """An episode of one line, read with this confidence."""
    cues = cues_of([text], confidence=confidence)
    return replace(cues, cues=(replace(cues.cues[0], alternatives=seen),))


def also(at: int, text: str, confidence: float = 0.4) -> Alternative:
    return Alternative(at=at, length=1, text=text, confidence=confidence)


def proofread(episode: CueList, *others: CueList) -> Cue:
    """The one line of an episode after the series has settled."""
    return apply_consensus(episode, settle((cues_of(MOSTLY), *others, episode))).cues[0]


def test_a_name_the_reader_also_saw_right_becomes_what_it_is_elsewhere() -> None:
    found = proofread(one("沈小蒲出去了", confidence=0.9, seen=(also(2, "满"),)))
    assert found.text == "沈小满出去了"
    assert found.alternatives == (Alternative(at=2, length=1, text="蒲", confidence=0.9),)
    assert not found.is_unsure


def test_a_name_in_a_doubtful_line_is_mended_and_flagged() -> None:
    found = proofread(one("沈小蒲出去了", confidence=0.7))
    assert (found.text, found.is_unsure) == ("沈小满出去了", True)


def test_a_name_that_was_read_surely_stays_another_name() -> None:
    assert proofread(one("沈小蒲出去了")).text == "沈小蒲出去了"


def test_look_alikes_are_told_by_their_neighbours_alone() -> None:
    assert proofread(one("我自已来的")).text == "我自己来的"
    assert proofread(one("是自巳的家")).text == "是自己的家"


def test_a_look_alike_that_is_right_where_it_stands_stays() -> None:
    known = cues_of(["我已经走了", "他已经来了", "已经签了"])
    assert proofread(one("他已经说了"), known).text == "他已经说了"
    assert proofread(one("沈家的己方"), known).text == "沈家的己方"


def test_two_words_that_are_both_well_known_stay_two() -> None:
    """他 and 她 stand between the same neighbours: the majority says nothing about one line."""
    talk = ["说不去", "来了", "走了", "在哪里", "不签", "是谁", "回家了", "知道"]
    both = cues_of([f"{who}{what}" for what in talk for who in ("他", "他", "他", "她")])
    assert proofread(one("她来了", confidence=0.6, seen=(also(0, "他"),)), both).text == "她来了"


def test_sisters_whose_names_differ_in_one_character_stay_two() -> None:
    known = cues_of(["沈小莲来了", "我是沈小莲", "沈小莲", "沈小莲在这"], confidence=0.7)
    assert proofread(one("沈小莲走了", confidence=0.7), known).text == "沈小莲走了"


def test_what_people_wrote_is_counted_and_never_changed() -> None:
    written = replace(one("我自已来的"), origin="sidecar")
    assert proofread(written).text == "我自已来的"
    sidecar = cues_of(MOSTLY, origin="sidecar")
    episode = one("我自已来的")
    assert apply_consensus(episode, settle((sidecar, episode))).cues[0].text == "我自己来的"


def test_several_places_of_one_line_are_mended_and_other_alternatives_stay() -> None:
    seen = (also(2, "满"), also(5, "问", 0.2), also(5, "闷", 0.1))
    found = proofread(one("沈小蒲，自已门", seen=seen))
    assert found.text == "沈小满，自己门"
    assert {(other.at, other.text) for other in found.alternatives} == {(2, "蒲"), (5, "已"), (5, "问"), (5, "闷")}


def test_an_episode_takes_its_own_part_and_no_other() -> None:
    here, there = one("我自已来的"), one("沈小蒲出去了", seen=(also(2, "满"),))
    whole = settle((cues_of(MOSTLY), here, there))
    part = select_corrections(here, whole)
    assert [correction.text for correction in part.corrections] == ["我自已来的"]
    assert apply_consensus(here, part) == apply_consensus(here, whole)
    alone = select_corrections(here, settle((cues_of(MOSTLY), here)))
    assert digest_of(part) == digest_of(alone)
    assert decode(Consensus, encode(whole)) == whole


def test_cues_of_two_episodes_with_the_same_id_and_text_share_one_correction() -> None:
    sure, unsure = one("沈小蒲出去了", seen=(also(2, "满"),)), one("沈小蒲出去了", confidence=0.7)
    (correction,) = settle((cues_of(MOSTLY), sure, unsure)).corrections
    assert (correction.now, correction.is_unsure) == ("满", True)


def test_a_series_without_lines_has_nothing_to_say() -> None:
    assert settle(()) == settle((cues_of([]),)) == Consensus(corrections=())


@pytest.mark.parametrize("confidence", [0.7, 0.98, 1.0])
def test_clean_lines_stay_as_they_are(confidence: float) -> None:
    rows = csv.DictReader((files("reelbridge") / "data/sample/truth/cues.csv").read_text("utf-8").splitlines())
    assert settle((cues_of([row["text"] for row in rows], confidence=confidence),)).corrections == ()
    if confidence > 0.9:
        assert settle((cues_of(write_lines(1500, seed=3), confidence=confidence),)).corrections == ()


def test_most_slips_are_mended_and_nothing_else_is_touched() -> None:
    """A series of 1,500 lines; in one of 25 a look-alike was misread, and half the time both readings were seen."""
    chance = random.Random(5)
    truth = write_lines(1500, seed=4)
    slips: list[tuple[int, int]] = []
    cues = list(cues_of(truth).cues)
    for number, text in enumerate(truth):
        places = [at for at, char in enumerate(text) if look_alikes(char)]
        if places and chance.random() < 0.04:
            at = chance.choice(places)
            other = chance.choice(sorted(look_alikes(text[at])))
            seen = (also(at, text[at]),) if chance.random() < 0.5 else ()
            cues[number] = replace(cues[number], text=text[:at] + other + text[at + 1 :], alternatives=seen)
            slips.append((number, at))
    episode = replace(cues_of([]), cues=tuple(cues))
    mended = [cue.text for cue in apply_consensus(episode, settle((episode,))).cues]
    right = sum(mended[number][at] == truth[number][at] for number, at in slips)
    assert len(slips) > 30
    assert right / len(slips) >= 0.9
    touched = [number for number, text in enumerate(mended) if text != truth[number]]
    assert set(touched) <= {number for number, _ in slips}
