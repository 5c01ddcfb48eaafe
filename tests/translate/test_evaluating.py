"""How a translation is measured against a reference: what the figures mean."""

from __future__ import annotations

import pytest

from reelbridge.model.term import Term, TermKind
from reelbridge.translate.evaluating import Comparison, Hits, compare

SOURCES = ("林晚，三千万，今晚就签字！", "师父，你找了我二十年？", "我们一起走。")
REFERENCES = ("Lin Wan, thirty million. Sign tonight!", "Master, you searched for twenty years?", "Let's go together.")
TERMS = (
    Term(source="林晚", target="Lin Wan", kind=TermKind.NAME),
    Term(source="师父", target="Master", kind=TermKind.ADDRESS),
    Term(source="师父", target="Sifu", kind=TermKind.ADDRESS),
)


def measure(*hypotheses: str, locale: str = "en", references: tuple[str, ...] = REFERENCES) -> Comparison:
    return compare(SOURCES, hypotheses, references, locale=locale, terms=TERMS)


def test_the_reference_itself_has_full_marks() -> None:
    found = measure(*REFERENCES)
    assert (found.bleu.value, found.chrf.value) == (100, 100)
    assert (found.lines, found.empty, found.lengths.median_ratio) == (3, 0, 1)


def test_a_worse_translation_has_a_lower_score() -> None:
    close = measure("Lin Wan, 30 million. Sign it tonight!", REFERENCES[1], REFERENCES[2])
    far = measure("No.", "What?", "Fine.")
    assert 100 > close.bleu.value > far.bleu.value
    assert 100 > close.chrf.value > far.chrf.value


def test_numbers_of_the_source_are_looked_for_in_words_and_digits() -> None:
    assert measure("30 million, Lin Wan!", "Twelve years, Master?", "Go.").numbers == Hits(
        source=2, hypothesis=1, reference=2
    )


def test_names_and_other_terms_are_counted_apart_and_any_rendering_will_do() -> None:
    found = measure("Evening Lin, 30 million!", "Sifu, twenty years?", "Go.")
    assert found.names == Hits(source=1, hypothesis=0, reference=1)
    assert found.terms == Hits(source=1, hypothesis=1, reference=1)


def test_lines_without_a_translation_are_counted() -> None:
    assert measure("", REFERENCES[1], "").empty == 2


def test_a_line_in_two_rows_is_one_line() -> None:
    assert measure(REFERENCES[0].replace(" Sign", "\nSign"), *REFERENCES[1:]).bleu.value == 100


@pytest.mark.parametrize(
    ("locale", "tokenizer"), [("en", "13a"), ("zh-Hant", "zh"), ("ja", "char"), ("ko", "char"), ("pt-BR", "13a")]
)
def test_the_signature_says_how_words_were_cut(locale: str, tokenizer: str) -> None:
    assert f"tok:{tokenizer}|" in measure(*REFERENCES, locale=locale).bleu.signature


def test_characters_are_those_a_reader_reads() -> None:
    found = measure("ab", "abcd", "", references=("abcd", "abcd", "abcd"))
    assert (found.lengths.hypothesis, found.lengths.reference, found.lengths.median_ratio) == (6, 12, 0.75)
