"""Only what an episode touches goes on, so that a change elsewhere does not run it again."""

from __future__ import annotations

import pytest

from reelbridge.core.codec import digest_of
from reelbridge.graph.step import NoParams
from reelbridge.model.cue import CueList
from reelbridge.model.memory import RenderingList
from reelbridge.model.term import Term, TermKind, TermList
from reelbridge.translate.steps import SELECT_RENDERINGS, SELECT_TERMS
from support.translating import episode, recall, renderings, run, scene, segments, term_list

MEMORY = segments(scene("不签", "我信", "你娘还活着"))


def chosen_renderings(cues: CueList, known: RenderingList) -> RenderingList:
    found: RenderingList = run(SELECT_RENDERINGS, NoParams(), recall=recall(cues, MEMORY), renderings=known)
    return found


def chosen_terms(cues: CueList, terms: TermList) -> list[str]:
    return [term.source for term in run(SELECT_TERMS, NoParams(), cues=cues, terms=terms).terms]


def test_only_renderings_of_lines_in_the_episode_are_chosen() -> None:
    chosen = chosen_renderings(
        episode("你娘还活着", "不签"), renderings({"m3": "She lives.", "m2": "I do.", "m1": "No."})
    )
    assert [(one.segment_id, one.text) for one in chosen.renderings] == [("m1", "No."), ("m3", "She lives.")]


def test_a_change_of_another_line_or_of_the_order_changes_nothing() -> None:
    cues = episode("不签")
    before = chosen_renderings(cues, renderings({"m1": "No.", "m2": "I do."}))
    after = chosen_renderings(cues, renderings({"m2": "I believe it.", "m1": "No."}))
    assert digest_of(before) == digest_of(after)
    assert digest_of(before) != digest_of(chosen_renderings(cues, renderings({"m1": "Never."})))


TERMS = term_list({"小满": "Xiaoman", "沈小满": "Shen Xiaoman", "师父": "Master", "OK": "OK"})


@pytest.mark.parametrize(
    ("texts", "terms"),
    [
        (["沈小满，跟我回家"], ["沈小满"]),
        (["小满，别跟他吵"], ["小满"]),
        (["沈小满，小满，师父"], ["小满", "师父", "沈小满"]),
        (["沈小满", "小满"], ["小满", "沈小满"]),
        (["他是老师，父亲不是"], []),
        (["ｏｋ！"], ["OK"]),
        ([], []),
    ],
)
def test_terms_that_stand_in_the_lines_are_chosen_the_longest_first(texts: list[str], terms: list[str]) -> None:
    assert chosen_terms(episode(*texts), TERMS) == terms


def test_a_term_with_two_renderings_keeps_both_and_an_empty_one_is_in_no_line() -> None:
    terms = TermList(
        locale="en",
        terms=(
            Term(source="师父", target="Shifu", kind=TermKind.ADDRESS),
            Term(source="师父", target="Master", kind=TermKind.ADDRESS),
            Term(source="", target="nothing"),
        ),
    )
    found = run(SELECT_TERMS, NoParams(), cues=episode("师父！"), terms=terms).terms
    assert [term.target for term in found] == ["Master", "Shifu"]
