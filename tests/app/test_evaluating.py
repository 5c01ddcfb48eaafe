"""`evaluate` from files: text or subtitles, the findings in both, and what is wrong with a file in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.app.evaluating import Evaluation, evaluate
from reelbridge.core.errors import InputError, UnknownNameError
from reelbridge.formats.tbx import render_tbx
from reelbridge.model.finding import Severity
from reelbridge.model.term import Term, TermBase, TermKind, TermList

SOURCE = "三千万，今晚就签字！\n林晚，你来了？\n我们一起走。\n"
REFERENCE = "Thirty million. Sign tonight!\nLin Wan, you came?\nLet's go together.\n"


def srt(*texts: str, seconds: float = 2.0) -> str:
    return "\n".join(
        f"{number}\n00:00:{3 * number:02},000 --> 00:00:{3 * number + int(seconds):02},{round(seconds % 1 * 1000):03}\n"
        f"{text}\n"
        for number, text in enumerate(texts, start=1)
    )


@pytest.fixture
def measure(tmp_path: Path):
    """Evaluate an English translation given as text; a name that ends in .srt makes it subtitles."""

    def run(hypothesis: str, name: str = "ours.txt", reference: str = REFERENCE, **options: object) -> Evaluation:
        ending = name.rpartition(".")[2]
        for file, text in (("zh.txt", SOURCE), (name, hypothesis), (f"theirs.{ending}", reference)):
            (tmp_path / file).write_text(text, "utf-8")
        files = (tmp_path / "zh.txt", tmp_path / name, tmp_path / f"theirs.{ending}")
        return evaluate(*files, **{"locale": "en", **options})

    return run


def rate(found: Evaluation, check_id: str) -> tuple[float, float]:
    return next(((each.hypothesis, each.reference) for each in found.findings if each.check_id == check_id), (0, 0))


def test_a_lost_number_is_a_finding_in_a_third_of_the_lines(measure) -> None:
    found = measure("Three million. Sign tonight!\nLin Wan, you came?\nLet's go together.\n")
    assert rate(found, "numbers-kept") == (33.33, 0)
    assert (found.error_lines.hypothesis, found.error_lines.reference) == (33.33, 0)


def test_a_line_without_text_is_an_error_and_keeps_its_place(measure) -> None:
    found = measure("Thirty million!\n\nLet's go together.\n")
    assert found.comparison.empty == 1
    assert rate(found, "untranslated") == (33.33, 0)


def test_plain_text_is_laid_in_rows_and_has_no_times(measure) -> None:
    found = measure("Thirty million. You sign before dawn!\nLin Wan?\nGo.\n")
    assert rate(found, "line-length") == (0, 0)
    assert rate(found, "reading-speed") == (0, 0)
    assert any("no times" in note for note in found.notes)


def test_subtitles_are_measured_with_their_times(measure) -> None:
    texts = ("Thirty million. Sign tonight!", "Lin Wan, you came?", "Let's go together.")
    found = measure(srt(*texts, seconds=0.9), "ours.srt", reference=srt(*texts))
    ours, theirs = rate(found, "reading-speed")
    assert ours > theirs
    assert not found.notes


def test_terms_come_from_a_termbase(measure, tmp_path: Path) -> None:
    terms = TermBase(
        source_locale="zh-Hans",
        lists=(TermList(locale="en", terms=(Term(source="林晚", target="Lin Wan", kind=TermKind.NAME),)),),
    )
    (tmp_path / "terms.tbx").write_bytes(render_tbx(terms))
    found = measure("30 million!\nEvening, you came?\nGo.\n", terms=tmp_path / "terms.tbx")
    assert (found.comparison.names.hypothesis, found.comparison.names.reference) == (0, 1)
    assert rate(found, "names-kept") == (33.33, 0)


def test_a_termbase_without_the_locale_is_said(measure, tmp_path: Path) -> None:
    terms = TermBase(source_locale="zh-Hans", lists=(TermList(locale="de", terms=(Term(source="林", target="L"),)),))
    (tmp_path / "terms.tbx").write_bytes(render_tbx(terms))
    assert any("no terms in en" in note for note in measure(REFERENCE, terms=tmp_path / "terms.tbx").notes)


def test_files_that_do_not_go_together_say_how_many_lines_each_has(measure) -> None:
    with pytest.raises(InputError, match=r"zh\.txt has 3 lines, .*ours\.txt has 2 lines, .*theirs\.txt has 3 lines"):
        measure("One.\nTwo.\n")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.txt cannot be read"):
        evaluate(tmp_path / "nowhere.txt", tmp_path / "a.txt", tmp_path / "b.txt", locale="en")


def test_files_without_lines(measure, tmp_path: Path) -> None:
    for name in ("zh.txt", "en.txt"):
        (tmp_path / name).write_text("")
    with pytest.raises(InputError, match="has no lines"):
        evaluate(tmp_path / "zh.txt", tmp_path / "en.txt", tmp_path / "en.txt", locale="en")


def test_a_market_that_nobody_knows(measure) -> None:
    with pytest.raises(UnknownNameError):
        measure(REFERENCE, locale="xx")


def test_the_findings_go_from_errors_to_notes(measure) -> None:
    found = measure("三 million\nLin Wan, you came\nLet's go together\n")
    order = [list(Severity).index(each.severity) for each in found.findings]
    assert order == sorted(order)
    assert {each.severity for each in found.findings} == set(Severity)
