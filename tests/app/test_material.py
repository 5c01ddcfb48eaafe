"""The term bases of a series."""

from __future__ import annotations

from pathlib import Path

from reelbridge.app.material import load_terms
from reelbridge.formats.tbx import render_tbx
from reelbridge.model.series import EpisodeEntry, Series
from reelbridge.model.term import Term, TermBase, TermList


def write_terms(path: Path, *terms: Term) -> None:
    base = TermBase(source_locale="zh-Hans", lists=(TermList(locale="en", terms=terms),))
    path.write_bytes(render_tbx(base))


def test_the_first_file_that_has_a_term_decides_with_all_its_renderings(tmp_path: Path) -> None:
    ours = tuple(Term(source="师父", target=target, forbidden=("Teacher",)) for target in ("Master", "Sifu"))
    write_terms(tmp_path / "ours.tbx", *ours)
    write_terms(tmp_path / "theirs.tbx", Term(source="师父", target="Teacher"), Term(source="二叔", target="Uncle"))
    series = Series(
        title="",
        source_locale="zh-Hans",
        locales=("en",),
        episodes=(EpisodeEntry(number=1, video="1.mp4"),),
        terms=("ours.tbx", "theirs.tbx"),
    )
    found = load_terms(series, tmp_path).in_locale("en").terms
    assert set(found) == {*ours, Term(source="二叔", target="Uncle")}
    assert [term.target for term in found if term.source == "师父"] == ["Master", "Sifu"]
