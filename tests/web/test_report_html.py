"""What the report says before any script runs, and that no text of a series can become markup."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reelbridge.model.report import SeriesReport
from reelbridge.web.report import render_report
from reelbridge.web.report_view import format_moment, format_seconds, view_report
from web.made_up import (
    HOSTILE,
    STRIP,
    load_picture,
    make_series,
    with_bible,
    with_doubt,
    with_machine_lines,
    with_text,
    without_cost,
)


class Elements(HTMLParser):
    """Collects tags with their attributes, and the texts of script elements by id."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: dict[str, str] = {}
        self.text = ""
        self._script: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._script = (dict(attrs).get("id") or "code") if tag == "script" else None

    def handle_endtag(self, tag: str) -> None:
        self._script = None if tag == "script" else self._script

    def handle_data(self, data: str) -> None:
        if self._script:
            self.scripts[self._script] = self.scripts.get(self._script, "") + data
        else:
            self.text += data


def render(report: SeriesReport) -> str:
    return render_report(report, load_file=load_picture)


@pytest.fixture(scope="module")
def page() -> str:
    return render(make_series())


def test_the_page_needs_no_network_and_no_file_but_the_videos(page: str) -> None:
    tags = Elements(page).tags
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]
    assert not any("src" in attributes for _, attributes in tags)
    assert "url(" not in page.split("</style>", maxsplit=1)[0]
    (policy,) = (str(attributes["content"]) for _, attributes in tags if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")


def test_stages_are_named_as_in_the_terminal(page: str) -> None:
    text = Elements(page).text
    assert "Looking at the videos" in text
    assert "probe" not in text


def test_failures_are_told_at_the_top_once_each(page: str) -> None:
    view = view_report(make_series())
    assert [(problem.place, problem.message) for problem in view.problems] == [
        ("Episode 4", "第4集.mp4 is no video: it holds text")
    ]
    assert page.index("1 thing could not be done") < page.index("Deliveries")


def test_a_reason_that_stopped_two_languages_is_told_once() -> None:
    report = make_series()
    first = report.episodes[0]
    broken = report.episodes[3].locales[0]
    locales = (
        first.locales[0],
        *(replace(broken, locale=tag, message="the endpoint did not answer") for tag in ("th", "ar")),
    )
    view = view_report(replace(report, episodes=(replace(first, locales=locales),)))
    assert [(problem.place, problem.message) for problem in view.problems] == [
        ("Episode 1, Thai, Arabic", "the endpoint did not answer")
    ]


def test_totals_add_up() -> None:
    totals = view_report(make_series()).totals
    assert {share.label: share.count for share in totals.shares} == {
        "Done": 7,
        "Needs review": 2,
        "Failed": 3,
        "Pending": 0,
    }
    assert (totals.lines_read, totals.lines_translated, totals.lines_for_review) == (12, 36, 2)
    assert totals.translated_percent == "100 %"


def test_one_missing_translation_is_never_rounded_up_to_all() -> None:
    totals = replace(view_report(make_series()).totals, lines_wanted=1000, lines_translated=999)
    assert totals.translated_percent == "99 %"


def test_cost_tells_free_paid_and_unknown_apart() -> None:
    paid = view_report(with_bible(make_series())).paid
    assert [(row.name, row.requests, row.cost) for row in (*paid.rows, paid.total)] == [
        ("Arabic", "3", "$0.0060"),
        ("The series bible", "2", "$0.0400"),
        ("Trials, and what left the series", "1", "price not known"),
        ("In all", "6", "at least $0.0460"),
    ]
    assert (paid.rows[0].tokens_in, paid.rows[0].tokens_cached, paid.rows[0].tokens_out) == ("2,700", "600", "900")


def test_where_nothing_was_paid_no_cost_is_shown() -> None:
    free = without_cost(make_series())
    assert view_report(free).paid.rows == ()
    text = Elements(render(free)).text
    assert "Nothing was paid: no language model was asked." in text
    assert "Tokens in" not in text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.42, "0.4 s"), (48.2, "48 s"), (97.2, "1 min 37 s"), (7500, "2 h 5 min"), (59.7, "1 min 0 s")],
)
def test_durations_read_well(seconds: float, text: str) -> None:
    assert format_seconds(seconds) == text


def test_the_last_run_is_told_in_utc() -> None:
    assert format_moment("2026-11-24T10:09:14+01:00") == "24 Nov 2026, 09:09 UTC"
    assert format_moment("some day") == "some day"


def test_where_the_lines_come_from_is_told_for_each_language() -> None:
    leverages = {row.tag: row for row in view_report(with_machine_lines(make_series())).leverages}
    assert leverages["en"].counts == (0, 0, 9, 0, 3, 0)
    assert leverages["en"].known_percent == "75 %"
    text = Elements(render(with_machine_lines(make_series()))).text
    for label in ("Decided by people", "From memory, in its scene", "Like a line of the memory", "No translation"):
        assert label in text


def test_the_lines_to_read_first_are_named_in_the_page() -> None:
    scripts = Elements(render(with_machine_lines(make_series()))).scripts
    assert json.loads(scripts["first-ar"]) == [12, [2, "c0003"], [2, "c0001"], [1, "c0004"]]
    assert "Read these lines first" in Elements(render(with_machine_lines(make_series()))).text
    assert "Read these lines first" not in Elements(render(make_series())).text


def test_hostile_texts_stay_texts() -> None:
    clean, hostile = Elements(render(make_series())), Elements(render(with_text(make_series(), HOSTILE)))
    assert "img" not in {tag for tag, _ in hostile.tags}
    assert sum(tag == "script" for tag, _ in hostile.tags) == sum(tag == "script" for tag, _ in clean.tags)
    assert "onerror" in hostile.text
    assert json.loads(hostile.scripts["episode-1"])["lines"][0]["text"] == HOSTILE
    assert json.loads(hostile.scripts["lines-1-th"])[0][0] == HOSTILE
    assert not any("\u2028" in script for name, script in hostile.scripts.items() if name != "code")


def test_a_file_name_that_is_no_text_still_makes_a_page() -> None:
    report = make_series()
    odd = replace(report.episodes[0], name=b"\xff\xfe.mp4".decode("utf-8", "surrogateescape"))
    page = render(replace(report, episodes=(odd,)))
    assert "??.mp4" in page
    page.encode("utf-8")


def test_a_series_that_was_never_run_has_a_page() -> None:
    report = make_series()
    page = render(replace(report, run_started="", run_seconds=None, stages=(), episodes=()))
    assert "Not run yet" in page
    assert "Nothing has been run yet." in page


def test_lines_that_were_not_read_for_sure_are_counted() -> None:
    assert view_report(with_doubt(make_series())).totals.lines_unsure == 1
    assert "in the original; 1 not for sure" in render(with_doubt(make_series()))
    assert "not for sure" not in render(make_series()).split("<script", maxsplit=1)[0]


def test_only_unsure_lines_bring_a_picture_and_only_if_it_is_one() -> None:
    doubtful = with_doubt(make_series())
    (cutout,) = json.loads(Elements(render(doubtful)).scripts["cutouts-1"])
    assert cutout["cue_id"] == "c0003"
    assert cutout["uri"].startswith("data:image/jpeg;base64,")
    assert "cutouts-1" not in Elements(render(make_series())).scripts
    hostile = render_report(doubtful, load_file=lambda file: load_picture(file) if file == STRIP else b"<svg onload=x>")
    assert "cutouts-1" not in Elements(hostile).scripts


def test_a_page_takes_no_more_cut_outs_than_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reelbridge.web.report.MAX_CUTOUT_BYTES", 8)
    assert "cutouts-1" not in Elements(render(with_doubt(make_series()))).scripts
