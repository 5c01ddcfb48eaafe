"""A word that somebody has forbidden is an error, whatever else the line says."""

from __future__ import annotations

import pytest

from reelbridge.model.finding import Severity
from reelbridge.model.term import Term
from support.checking import Said, run_check

TERMS = (
    Term(source="师父", target="Master", forbidden=("Teacher", "Shen")),
    Term(source="师父", target="Sifu", forbidden=("Teacher", "Shen")),
    Term(source="沈小满", target="Shen Xiaoman", forbidden=("Xiaoman Shen", "Shen")),
)


def found(source: str, target: str) -> list[str]:
    return [finding.message for finding in run_check("forbidden-term", "en", Said(source, target), terms=TERMS)]


def test_a_forbidden_word_is_an_error_that_names_what_is_allowed() -> None:
    (finding,) = run_check("forbidden-term", "en", Said("师父！", "Teacher!"), terms=TERMS)
    assert finding.severity is Severity.ERROR
    assert finding.message == "师父 must not be 'Teacher'"
    assert finding.hint == "write 'Master' or 'Sifu'"


@pytest.mark.parametrize("target", ["TEACHER, wait!", "The teacher,\nMaster!", "my teacher's house"])
def test_it_is_found_in_any_letters_and_beside_the_right_word(target: str) -> None:
    assert found("师父！", target) == ["师父 must not be 'Teacher'"]


def test_a_forbidden_word_inside_an_allowed_one_is_none() -> None:
    assert found("沈小满来了", "Shen Xiaoman is here.") == []
    assert found("沈小满来了", "Shen is here.") == ["沈小满 must not be 'Shen'"]
    assert found("沈小满来了", "Xiaoman Shen is here.")[0] == "沈小满 must not be 'Xiaoman Shen'"


def test_a_longer_word_that_begins_so_is_none() -> None:
    assert found("师父！", "Teachers' pets!") == []


def test_a_line_about_something_else_may_use_the_word() -> None:
    assert found("老师来了", "The teacher is here.") == []


def test_of_two_renderings_any_will_do() -> None:
    for target in ("Master!", "Sifu!"):
        assert run_check("names-kept", "en", Said("师父！", target), terms=TERMS) == []
    (finding,) = run_check("names-kept", "en", Said("师父！", "Sir!"), terms=TERMS)
    assert finding.message == "师父 is 'Master' or 'Sifu'; it is not in the line"
