"""Terms of a termbase as a bible has them."""

from __future__ import annotations

from reelbridge.formats.tbx import parse_tbx, render_tbx
from reelbridge.model.bible import EntryKind
from reelbridge.model.term import Term, TermBase, TermKind, TermList
from reelbridge.translate.bible.from_terms import bible_of_terms
from reelbridge.translate.bible.merging import merge_bibles
from reelbridge.translate.bible.terms import terms_of
from support.bibles import BIBLE, forms


def base(*terms: Term) -> TermBase:
    return TermBase(source_locale="zh-Hans", lists=(TermList(locale="th", terms=terms),))


def test_a_name_is_somebody_unless_it_is_known_to_be_a_second_name():
    terms = base(
        Term(source="沈小满", target="a", kind=TermKind.NAME),
        Term(source="沈老板", target="b", kind=TermKind.NAME),
        Term(source="小杰", target="c", kind=TermKind.NAME),
    )
    found = bible_of_terms(terms, BIBLE)
    assert [(each.name, each.forms) for each in found.characters] == [
        ("沈小满", forms(th="a")),
        ("小杰", forms(th="c")),
    ]
    assert [(each.kind, each.source, each.forms) for each in found.entries] == [
        (EntryKind.NAME, "沈老板", forms(th="b"))
    ]


def test_what_the_bible_has_keeps_its_kind_and_the_first_rendering_counts():
    terms = base(
        Term(source="满记面馆", target="a"),
        Term(source="满记面馆", target="b"),
        Term(source="师父", target="c", kind=TermKind.ADDRESS),
        Term(source="玉佩", target="d"),
    )
    assert [(each.kind, each.source, each.forms) for each in bible_of_terms(terms, BIBLE).entries] == [
        (EntryKind.PLACE, "满记面馆", forms(th="a")),
        (EntryKind.ADDRESS, "师父", forms(th="c")),
        (EntryKind.TERM, "玉佩", forms(th="d")),
    ]


def test_out_as_tbx_and_back_changes_nothing():
    data = render_tbx(terms_of(BIBLE, source_locale="zh-Hans"))
    added = bible_of_terms(parse_tbx(data, source_locale="zh-Hans"), BIBLE)
    merged = merge_bibles(BIBLE, added, prefers_added=True)
    assert (merged.bible, merged.changes) == (BIBLE, ())
