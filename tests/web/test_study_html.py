"""What the page of a study says before any script runs, and that no text of a study can become markup."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, cast

import pytest

from reelbridge.model.profile import Comparison, Distribution, Measure
from reelbridge.model.study import Curve, Drama, EpisodeStudy
from reelbridge.technique.profiles.bands import band_of
from reelbridge.web.study_bars import whole_points
from reelbridge.web.study_data import link_to
from reelbridge.web.study_page import render_study
from reelbridge.web.study_print import pack_print
from reelbridge.web.study_view import view_study
from support.studies import EMPTY_PROFILE, make_episode, make_series
from web.made_up_study import HOSTILE, load_sheet, make_comparison, render, with_episode
from web.test_report_html import Elements


@pytest.fixture(scope="module")
def page() -> str:
    series = make_series()
    return render(series, comparison=make_comparison(series))


def data_of(page: str, name: str) -> Any:
    return json.loads(Elements(page).scripts[name])


def empty_episode() -> EpisodeStudy:
    """A video of which nothing could be decoded."""
    whole = make_episode()
    nothing = Drama(curve=Curve(parts=()), hook=None, peaks=(), jolts=(), quiet=(), beats=(), ending=None)
    shots = replace(whole.shots, shots=(), flashes=(), frame_count=0, duration_ms=0, notes=("the picture is broken",))
    return replace(
        whole, shots=shots, looks=(), tracks=(), sound=(), loudness_lufs=None, strip=None, drama=nothing, cues=()
    )


def test_the_page_needs_no_network_and_no_file_but_the_videos(page: str) -> None:
    tags = Elements(page).tags
    assert [attributes["href"] for tag, attributes in tags if tag == "link"] == ["data:,"]
    assert not any("src" in attributes for _, attributes in tags)
    assert "url(" not in page.split("</style>", maxsplit=1)[0]
    (policy,) = (str(attributes["content"]) for _, attributes in tags if "http-equiv" in attributes)
    assert policy.startswith("default-src 'none'; script-src 'sha256-")


def test_the_numbers_at_a_glance_are_explained_and_held_against_the_reference(page: str) -> None:
    view = view_study(make_series(), make_comparison(make_series()))
    assert [(figure.id, figure.value, figure.reference) for figure in view.figures] == [
        ("shot-length", "3.1 s", "craft rule: 2 to 4 s"),
        ("cuts", "12.5", ""),
        ("hook", "0.4 s", "craft rule: by 0:03"),
        ("jolts", "2.5", ""),
    ]
    assert [(share.name, share.count) for share in view.endings] == [("open question", 3)]
    text = Elements(page).text
    assert all(figure.why in text for figure in view.figures)
    assert "what directors are taught; nobody measured it" in text
    assert view.lengths.caption == "Median 3.1 s. The craft rule is 2 to 4 s."
    assert "craft rule: 2 to 4 s" in text and "Reference:" not in text


def against(*measures: Measure) -> Comparison:
    """The series held against what was measured elsewhere."""
    profile = replace(EMPTY_PROFILE, title="Elsewhere", episodes=1, shots=40, measures=measures)
    return Comparison(title="x", profile=profile, notes=(), own=EMPTY_PROFILE)


def test_a_number_and_the_notes_beside_it_are_held_against_the_same_band() -> None:
    quantiles = ((0.0, 0.4), (0.05, 0.8), (0.25, 1.3), (0.5, 2.0), (0.75, 2.9), (0.95, 6.0), (1.0, 9.0))
    lengths = Measure(id="shot-length", distribution=Distribution(count=40, mean=2.4, quantiles=quantiles))
    comparison = against(lengths)
    view = view_study(make_series(), comparison)
    band = band_of(comparison.profile, "shot-length")
    assert band is not None
    assert view.figures[0].reference == band.text == "profile: 0.8 to 6 s in nine of ten shots"
    assert view.lengths.caption == "Median 3.1 s. The middle half of the reference lies at 1.3 to 2.9 s."
    (row,) = cast(
        list[dict[str, str]], pack_print(make_series(), replace(comparison, own=comparison.profile))["measures"]
    )
    assert row["reference"] == "1.3 to 2.9 (middle half)"


def test_a_single_value_is_no_span() -> None:
    one = Distribution(count=1, mean=1.3, quantiles=((0.0, 1.3), (0.25, 1.3), (0.5, 1.3), (0.75, 1.3), (1.0, 1.3)))
    view = view_study(
        make_series(), against(Measure(id="hook", distribution=one), Measure(id="shot-length", distribution=one))
    )
    assert view.figures[2].reference == "profile: by 0:01.3 in the one episode"
    assert view.lengths.caption == "Median 3.1 s. The middle half of the reference lies at 1.3 s."


@pytest.mark.parametrize("quantiles", [(), ((0.5, 3.0),)], ids=["none", "the median alone"])
def test_a_profile_that_lacks_quantiles_is_shown_as_far_as_it_goes(quantiles: tuple[tuple[float, float], ...]) -> None:
    bare = Distribution(count=2, mean=3.0, quantiles=quantiles)
    view = view_study(make_series(), against(Measure(id="shot-length", distribution=bare)))
    assert view.lengths.band is None
    assert view.lengths.caption == ("Median 3.1 s. The reference is 3 s." if quantiles else "Median 3.1 s.")
    assert view.figures[0].reference == ("profile: 3 s in all 2 shots" if quantiles else "")


def test_without_a_comparison_the_series_is_its_own_measure() -> None:
    lengths = Distribution(count=18, mean=4.0, quantiles=((0.25, 1.4), (0.5, 3.1), (0.75, 4.8)))
    own = replace(EMPTY_PROFILE, measures=(Measure(id="shot-length", distribution=lengths),))
    view = view_study(make_series(profile=own), None)
    assert view.lengths.caption == "Median 3.1 s. The middle half lies at 1.4 to 4.8 s."
    assert not any(figure.reference for figure in view.figures)
    assert 'id="notes"' not in render(make_series(profile=own))


def test_where_payment_would_begin_is_taken_apart(page: str) -> None:
    view = view_study(make_series(), None)
    assert [(choice.episode, choice.points) for choice in view.choices] == [(1, 59), (2, 58)]
    assert "it ends on an open question" in Elements(page).text
    assert 'id="payment"' not in render(make_series(1))


def test_points_are_rounded_so_that_they_still_add_up() -> None:
    assert whole_points([11.4, 10.4, 5.9, 3.6]) == [11, 10, 6, 4]
    assert whole_points([1.5, 1.5, 1.4]) == [2, 1, 1]
    assert whole_points([]) == []


def test_shots_are_counted_by_length_size_camera_and_transition() -> None:
    view = view_study(make_series(2), None)
    assert sum(bar.count for bar in view.lengths.bars) == 12
    assert [(share.name, share.count) for share in view.transitions] == [("cut", 8), ("dissolve", 2)]
    assert {share.name: share.count for share in view.sizes}["close-up"] == 4
    assert {share.name: share.percent for share in view.moves}["locked off"] == 33.3


def test_a_page_says_where_faces_were_not_looked_for() -> None:
    whole = make_episode()
    blind = replace(whole, looks=tuple(replace(look, size=None, faces=None) for look in whole.looks))
    assert "Faces were not looked for in 6 shots." in Elements(render(with_episode(make_series(1), blind))).text


def test_hostile_texts_stay_texts() -> None:
    whole = make_episode(title=HOSTILE)
    cue, moment = whole.cues[0], whole.drama.peaks[0]
    nasty = replace(
        whole,
        cues=(replace(cue, text=HOSTILE, speaker=HOSTILE), *whole.cues[1:]),
        notes=(HOSTILE,),
        language='"><b>',
        drama=replace(
            whole.drama, peaks=(replace(moment, reasons=(replace(moment.reasons[0], id=HOSTILE, text=HOSTILE),)),)
        ),
    )
    series = replace(with_episode(make_series(), nasty), title=HOSTILE)
    comparison = make_comparison(series, text=HOSTILE)
    profile = replace(comparison.profile, title=HOSTILE)
    hostile = Elements(render(series, comparison=replace(comparison, profile=profile)))
    clean = Elements(render(make_series(), comparison=make_comparison(make_series())))
    for tag in ("script", "img", "b"):
        assert sum(name == tag for name, _ in hostile.tags) == sum(name == tag for name, _ in clean.tags)
    episode = json.loads(hostile.scripts["episode-1"])
    assert episode["cues"][0][2] == HOSTILE
    assert episode["title"] == HOSTILE
    assert not any("\u2028" in script for name, script in hostile.scripts.items() if name != "code")


def test_a_file_name_that_is_no_text_still_makes_a_page_and_leads_to_the_file() -> None:
    name = b"\xff\xfe#1.mp4".decode("utf-8", "surrogateescape")
    series = with_episode(make_series(), make_episode(title=name))
    page = render_study(series, comparison=None, load_file=load_sheet, video_paths={1: f"clips/{name}"})
    page.encode("utf-8")
    assert data_of(page, "episode-1")["video"] == "clips/%FF%FE%231.mp4"


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("a b/第1集.mp4", "a%20b/%E7%AC%AC1%E9%9B%86.mp4"),
        ("%E7%AC%AC1%E9%9B%86.mp4", "%E7%AC%AC1%E9%9B%86.mp4"),
        ("100%.mp4", "100%25.mp4"),
        ("../javascript:alert(1)", "../javascript%3Aalert%281%29"),
        ("//elsewhere/x.mp4", "/elsewhere/x.mp4"),
        ("\ud800.mp4", "%3F.mp4"),
    ],
)
def test_a_link_leads_to_a_file_and_nowhere_else(address: str, link: str) -> None:
    assert link_to(address) == link


def test_a_video_of_which_nothing_could_be_decoded_has_a_page() -> None:
    page = render(with_episode(make_series(2), empty_episode()))
    assert data_of(page, "episode-1")["notes"] == ["the picture is broken"]
    assert "1 not judged" in Elements(page).text
    only = render(with_episode(make_series(1), empty_episode()))
    assert "–" in Elements(only).text


def test_the_page_says_in_words_that_an_ending_is_not_judged() -> None:
    whole = make_episode()
    series = with_episode(make_series(2), replace(whole, drama=replace(whole.drama, ending=None)))
    view = view_study(series, None)
    assert [(share.name, share.count) for share in view.endings] == [("open question", 1), ("not judged", 1)]
    assert [row.ending for row in view.rows] == ["not judged", "open question"]
    assert "Where nothing but words would decide, and nobody has listed" in Elements(render(series)).text


def test_a_value_that_is_no_number_is_left_out_of_a_curve() -> None:
    whole = make_episode()
    broken = replace(whole.tracks[0], values=(float("nan"), float("inf"), None, 1.26))
    page = render(with_episode(make_series(), replace(whole, tracks=(broken,))))
    assert data_of(page, "episode-1")["tracks"] == {broken.signal: [None, None, None, 13]}


def test_a_gradual_transition_has_its_own_time() -> None:
    shots = data_of(render(make_series()), "episode-1")["shots"]
    assert shots[3][3:5] == [6000 - 240, 6000 + 240]
    assert shots[2][3:5] == [3000, 3000]


def test_pictures_stand_once_in_the_page_and_no_more_than_it_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    strip = data_of(render(make_series()), "strip-1")
    assert strip["sheets"][0].startswith("data:image/jpeg;base64,")
    monkeypatch.setattr("reelbridge.web.study_page.MAX_STRIP_BYTES", 8)
    page = render(make_series())
    assert "strip-2" in Elements(page).scripts
    assert "strip-3" not in Elements(page).scripts
    assert "the pictures of 1 episode are left out (from episode 3 on)" in Elements(page).text


def test_what_is_no_picture_is_no_film_strip() -> None:
    page = render_study(make_series(), comparison=None, load_file=lambda _: b"<svg onload=x>", video_paths={})
    assert not any(name.startswith("strip-") for name in Elements(page).scripts)


def test_the_heat_map_shows_the_curve_by_the_second() -> None:
    index = data_of(render(make_series()), "index")
    assert {len(row["heat"]) for row in index["episodes"]} == {24}
    assert index["scale"] == 50
    assert set(index["episodes"][0]["heat"]) == {"6"}


def test_notes_stand_worst_first(page: str) -> None:
    notes = data_of(page, "index")["notes"]
    assert [(note["episode"], note["weight"]) for note in notes] == [
        (3, 53),
        (2, 52),
        (1, 51),
        (1, 20),
        (2, 20),
        (3, 20),
    ]
    assert notes[0]["measure"] == "Shot length"


def test_a_long_series_is_a_small_page() -> None:
    pages = [len(render(make_series(count))) for count in (1, 21)]
    assert (pages[1] - pages[0]) / 20 < 16_000
