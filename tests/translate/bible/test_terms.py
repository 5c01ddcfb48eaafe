"""The renderings that the bible fixes."""

from __future__ import annotations

from reelbridge.model.term import Term, TermBase, TermKind, TermList
from reelbridge.translate.bible.terms import merge_terms, terms_of
from support.bibles import BIBLE

NAME, ADDRESS = TermKind.NAME, TermKind.ADDRESS


def test_names_and_entries_with_a_form_are_terms():
    terms = terms_of(BIBLE, source_locale="zh-Hans")
    assert terms.source_locale == "zh-Hans"
    assert terms.in_locale("en").terms == (
        Term(source="小满", target="Xiaoman", kind=NAME),
        Term(source="沈小满", target="Shen Xiaoman", kind=NAME),
        Term(source="满记面馆", target="Man's Noodles"),
        Term(source="陆总", target="Mr. Lu", kind=ADDRESS),
        Term(source="陆百川", target="Lu Baichuan", kind=NAME),
        Term(source="霍三爷巷", target="Huo Lane"),
    )


def test_how_one_addresses_another_is_no_term():
    assert terms_of(BIBLE, source_locale="zh-Hans").in_locale("fr").terms == (
        Term(source="陆百川", target="Lu Baichuan", kind=NAME),
    )


def test_the_termbase_wins_where_both_have_a_word():
    wanted = Term(source="小满", target="Manman", kind=NAME, forbidden=("Little Full",))
    base = TermBase(source_locale="zh-Hans", lists=(TermList(locale="en", terms=(wanted,)),))
    merged = merge_terms(terms_of(BIBLE, source_locale="zh-Hans"), base)
    terms = merged.in_locale("en").terms
    assert terms[0] == wanted
    assert [term.target for term in terms if term.source == "小满"] == ["Manman"]
    assert Term(source="陆总", target="Mr. Lu", kind=ADDRESS) in terms
    assert merged.in_locale("ja").terms == terms_of(BIBLE, source_locale="zh-Hans").in_locale("ja").terms
