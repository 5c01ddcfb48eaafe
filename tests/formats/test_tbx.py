from __future__ import annotations

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.tbx import parse_tbx, render_tbx
from reelbridge.model.market import DEFAULT_LOCALES
from reelbridge.model.term import Term, TermBase, TermKind, TermList

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=10).map(clean_text).filter(bool)


@st.composite
def term_bases(draw: st.DrawFn) -> TermBase:
    sources = draw(st.lists(WORDS, unique=True, min_size=1, max_size=4))
    kinds = [draw(st.sampled_from(list(TermKind))) for _ in sources]
    return TermBase(
        source_locale="zh-Hans",
        lists=tuple(
            TermList(
                locale=locale,
                terms=tuple(
                    term
                    for source, kind in zip(sources, kinds, strict=True)
                    for term in _renderings(source, kind, draw(st.lists(WORDS, unique=True, min_size=1, max_size=5)))
                ),
            )
            for locale in ("en", "ar")
        ),
    )


def _renderings(source: str, kind: TermKind, words: list[str]) -> list[Term]:
    """The first word, or the first two, are allowed; the rest is forbidden."""
    allowed = 1 + len(words) % 2
    return [
        Term(source=source, target=target, kind=kind, forbidden=tuple(words[allowed:])) for target in words[:allowed]
    ]


def tbx(*words: tuple[str, str]) -> bytes:
    """An entry of 师父 and its English words, each with what is said of it."""
    english = "".join(
        f'<termSec><term>{word}</term><termNote type="administrativeStatus">{status}</termNote></termSec>'
        for word, status in words
    )
    return f"""<tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry>
        <langSec xml:lang="zh-Hans"><termSec><term>师父</term></termSec></langSec>
        <langSec xml:lang="en">{english}</langSec></conceptEntry></body></text></tbx>""".encode()


def test_of_several_allowed_words_the_preferred_one_comes_first() -> None:
    base = parse_tbx(tbx(("Sifu", "admittedTerm-admn-sts"), ("Master", "preferredTerm-admn-sts"), ("Shifu", "")))
    assert [term.target for term in base.in_locale("en").terms] == ["Master", "Sifu", "Shifu"]


def test_deprecated_and_superseded_words_are_forbidden() -> None:
    words = (("Teacher", "deprecatedTerm-admn-sts"), ("Master", ""), ("Boss", "supersededTerm-admn-sts"))
    (term,) = parse_tbx(tbx(*words)).in_locale("en").terms
    assert (term.target, term.forbidden) == ("Master", ("Teacher", "Boss"))


def test_a_word_that_is_allowed_and_forbidden_is_allowed() -> None:
    words = (("Master", "deprecatedTerm-admn-sts"), ("Master", "preferredTerm-admn-sts"))
    (term,) = parse_tbx(tbx(*words)).in_locale("en").terms
    assert (term.target, term.forbidden) == ("Master", ())


def test_a_language_with_forbidden_words_alone_has_no_term() -> None:
    assert parse_tbx(tbx(("Teacher", "deprecatedTerm-admn-sts"))).in_locale("en").terms == ()


def test_what_may_be_said_of_a_word_is_written_as_other_tools_know_it() -> None:
    terms = tuple(Term(source="师父", target=word, forbidden=("Boss",)) for word in ("Master", "Sifu"))
    written = render_tbx(TermBase(source_locale="zh-Hans", lists=(TermList(locale="en", terms=terms),))).decode()
    for status in ("preferredTerm-admn-sts", "admittedTerm-admn-sts", "deprecatedTerm-admn-sts"):
        assert written.count(status) == 1


def test_a_term_with_two_meanings_keeps_both() -> None:
    terms = (
        Term(source="爷", target="Grandpa", kind=TermKind.ADDRESS),
        Term(source="爷", target="Sir", kind=TermKind.ADDRESS),
    )
    base = TermBase(source_locale="zh-Hans", lists=(TermList(locale="en", terms=terms),))
    assert parse_tbx(render_tbx(base)) == base


def test_the_language_to_translate_from_can_be_named() -> None:
    base = TermBase(
        source_locale="zh-Hans", lists=(TermList(locale="en", terms=(Term(source="师父", target="Master"),)),)
    )
    turned = parse_tbx(render_tbx(base), source_locale="en")
    assert turned.in_locale("zh-Hans").terms == (Term(source="Master", target="师父"),)
    with pytest.raises(ParseError, match="no entry has a term in the source language 'ja'"):
        parse_tbx(render_tbx(base), source_locale="ja")


def test_an_empty_base_is_written_and_read() -> None:
    base = TermBase(source_locale="zh-Hans", lists=())
    assert parse_tbx(render_tbx(base)) == base


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"hello", "not XML: .*; expected a TBX file"),
        (b"<tmx/>", "the root is <tmx>; expected a TBX file"),
        (b"<tbx/>", "no entry with a language and a term"),
        (b'<!DOCTYPE tbx [<!ENTITY a "ha">]><tbx>&a;</tbx>', "the file defines entities"),
    ],
)
def test_what_is_no_termbase_is_refused_with_the_reason(data: bytes, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        parse_tbx(data)


@given(term_bases())
def test_what_is_written_is_read_back(base: TermBase) -> None:
    assert parse_tbx(render_tbx(base)) == base


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_termbase_or_a_parse_error(data: bytes) -> None:
    for candidate in (data, b"<tbx><text><body>" + data + b"</body></text></tbx>"):
        try:
            parse_tbx(candidate)
        except ParseError:
            continue


def test_the_bundled_terms_are_read_in_every_default_locale() -> None:
    base = parse_tbx(files("reelbridge").joinpath("data", "sample", "terms.tbx").read_bytes())
    assert base.source_locale == "zh-Hans"
    kinds = {term.source: term.kind for term in base.in_locale("en").terms}
    assert kinds["师父"] is TermKind.ADDRESS
    assert {listed.locale for listed in base.lists} == {*DEFAULT_LOCALES}
    assert all({term.source for term in listed.terms} == {*kinds} for listed in base.lists)
