"""Only the terms that an episode touches go on, so that a change elsewhere does not run it again."""

from __future__ import annotations

import pytest

from reelbridge.graph.step import NoParams
from reelbridge.model.cue import CueList
from reelbridge.model.term import Term, TermKind, TermList
from reelbridge.translate.steps import SELECT_TERMS
from support.translating import episode, run, term_list


def chosen_terms(cues: CueList, terms: TermList) -> list[str]:
    return [term.source for term in run(SELECT_TERMS, NoParams(), cues=cues, terms=terms).terms]


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


def test_a_term_with_two_renderings_keeps_both_the_preferred_one_first_and_an_empty_one_is_in_no_line() -> None:
    terms = TermList(
        locale="en",
        terms=(
            Term(source="师父", target="Shifu", kind=TermKind.ADDRESS),
            Term(source="师父", target="Master", kind=TermKind.ADDRESS),
            Term(source="", target="nothing"),
        ),
    )
    found = run(SELECT_TERMS, NoParams(), cues=episode("师父！"), terms=terms).terms
    assert [term.target for term in found] == ["Shifu", "Master"]
