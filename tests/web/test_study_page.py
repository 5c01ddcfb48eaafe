"""The study in a real browser, opened from the disk as a person would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reelbridge.model.cue import CueKind
from reelbridge.model.signal import Track
from reelbridge.model.study import Curve
from support.browser import PHONE, wait_until
from support.studies import make_episode, make_series
from web.made_up_study import HOSTILE, make_comparison, with_episode, write_page

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def study_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a page that is held against a profile; the first episode's video lies beside it."""
    folder: Path = tmp_path_factory.mktemp("study")
    series = make_series()
    return write_page(folder, series, comparison=make_comparison(series))


def current_shot(page: Any) -> str:
    return str(page.locator("#shots tr.is-current th").inner_text())


def seconds(page: Any) -> float:
    return float(page.evaluate("document.getElementById('video').currentTime"))


def test_the_heat_map_has_a_row_an_episode_in_true_proportion(open_page: Open, tmp_path: Path) -> None:
    short = make_episode()
    half = replace(short, shots=replace(short.shots, duration_ms=12_000))
    page = open_page(write_page(tmp_path, with_episode(make_series(2), half)))
    widths = [bar.bounding_box()["width"] for bar in page.locator(".heat-bar").all()]
    assert widths[0] == pytest.approx(widths[1] / 2, abs=1)
    names = [bar.get_attribute("aria-label") for bar in page.locator(".heat-bar").all()]
    assert names[1] == "Episode 2, 0:24, hook at 0.4 s, 1 jolt, ends: open question"


def test_pointing_at_the_heat_map_takes_the_intensity_apart(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    bar = page.locator(".heat-bar").nth(1)
    bar.hover()
    status = page.locator("#heat-status").inner_text()
    assert status.startswith("Episode 2, 0:12.")
    assert "intensity 50 = motion" in status
    assert "Not measured: close-ups (faces were not looked for)." in status


def test_a_click_in_the_heat_map_opens_that_moment(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    bar = page.locator(".heat-bar").nth(1)
    bar.click(position={"x": bar.bounding_box()["width"] / 2, "y": 10})
    assert page.locator("#episode").input_value() == "2"
    assert page.locator("#readout-time").inner_text().startswith("0:12.")
    assert page.locator("#bench").evaluate("bench => bench.getBoundingClientRect().top < innerHeight / 2")


def test_keys_walk_through_the_heat_map(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    page.locator(".heat-bar").first.focus()
    for key in ("ArrowDown", "ArrowDown", "ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert page.locator("#heat-status").inner_text().startswith("Episode 3, 0:02.0")
    page.keyboard.press("Enter")
    assert page.locator("#episode").input_value() == "3"
    assert page.locator("#readout-time").inner_text() == "0:02.0"


def test_what_a_number_means_opens_on_a_tap_and_moves_nothing(open_page: Open, study_page: str) -> None:
    page = open_page(study_page, size=PHONE)
    below = page.locator("#heat").bounding_box()
    page.get_by_role("button", name="What is time to the hook?").click()
    assert page.locator("#why-hook").is_visible()
    assert not page.locator("#why-cuts").is_visible()
    assert page.locator("#heat").bounding_box() == below
    page.keyboard.press("Escape")
    page.mouse.move(0, 0)
    page.evaluate("document.activeElement.blur()")
    assert not page.locator("#why-hook").is_visible()


def test_the_film_strip_and_the_curves_share_one_time_axis(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    lanes = page.locator("#lanes").bounding_box()
    for at, start in ((1, 1600), (3, 6000), (5, 20800)):
        frame = page.locator(".frame").nth(at).bounding_box()
        assert frame["x"] - lanes["x"] == pytest.approx(lanes["width"] * start / 24000, abs=1.5)
    for place in ("#strip", ".lane-curve .plot", ".lane-sound .lane-body", ".lane-loudness .plot"):
        box = page.locator(place).bounding_box()
        assert (box["x"], box["width"]) == (pytest.approx(lanes["x"], abs=1), pytest.approx(lanes["width"], abs=1))
    jolt = page.locator(".moment-mark.mark-jolt").bounding_box()
    assert jolt["x"] + jolt["width"] / 2 - lanes["x"] == pytest.approx(lanes["width"] * 16000 / 24000, abs=1.5)
    dissolve = page.locator(".joints .joint-dissolve").bounding_box()
    assert dissolve["width"] == pytest.approx(max(11, lanes["width"] * 480 / 24000), abs=1)


def test_each_shot_shows_its_own_picture(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    places = page.locator(".frame .picture").evaluate_all("all => all.map(one => one.style.backgroundPosition)")
    assert len(set(places)) == 6
    assert page.locator(".frame .picture").first.evaluate(
        "one => getComputedStyle(one).backgroundImage.startsWith('url(\"data:image/jpeg')"
    )


def test_the_readout_takes_the_moment_apart_and_says_the_line(open_page: Open, study_page: str) -> None:
    page = open_page(f"{study_page}#e1/9.0")
    parts = page.locator(".readout-parts li").all_inner_texts()
    assert [part.split("\n")[0] for part in parts] == ["Motion", "Heat of the words"]
    assert sum(int(part.split("\n")[-1]) for part in parts) == 50
    assert page.locator("#readout-total").inner_text() == "intensity 50 of 100"
    assert page.locator("#readout-shot").inner_text() == "shot 4 · wide, locked off"
    assert page.locator("#readout-line").inner_text() == '</script><b>"你"&我</b>'
    assert "faces were not looked for" in page.locator(".lane-missing").inner_text()


def test_pointing_at_a_curve_reads_that_moment_and_leaving_it_the_one_that_is_shown(
    open_page: Open, study_page: str
) -> None:
    page = open_page(f"{study_page}#e1/1.0")
    plot = page.locator(".lane-curve .lane-body").bounding_box()
    page.mouse.move(plot["x"] + plot["width"] / 4, plot["y"] + 60)
    assert page.locator("#readout-time").inner_text() in ("0:05.9", "0:06.0")
    page.mouse.move(2, 2)
    assert page.locator("#readout-time").inner_text() == "0:01.0"


def test_a_click_on_a_curve_seeks(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    wait_until(page, "document.getElementById('video').readyState >= 1")
    plot = page.locator(".lane-loudness .lane-body")
    plot.click(position={"x": plot.bounding_box()["width"] * 0.75, "y": 20})
    wait_until(page, "Math.abs(document.getElementById('video').currentTime - 18) < 0.2")
    assert current_shot(page) == "5"


def test_a_click_on_a_shot_plays_it_to_its_end(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    wait_until(page, "document.getElementById('video').readyState >= 1")
    page.get_by_role("button", name="Play shot 2 at 0:01.6, 1.4 s long").click()
    wait_until(page, "document.getElementById('video').currentTime > 2.2")
    wait_until(page, "document.getElementById('video').paused")
    assert seconds(page) == pytest.approx(3.0, abs=0.05)
    assert seconds(page) < 3.0
    assert current_shot(page) == "2"


def test_the_space_bar_stops_a_shot_that_was_clicked(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    wait_until(page, "document.getElementById('video').readyState >= 1")
    page.locator(".frame").nth(3).click()
    wait_until(page, "document.getElementById('video').currentTime > 6.3")
    page.keyboard.press(" ")
    assert page.evaluate("document.getElementById('video').paused")
    assert seconds(page) < 9


def test_a_shot_repeats_while_it_is_asked_to(open_page: Open, study_page: str) -> None:
    page = open_page(f"{study_page}#e1/1.6")
    wait_until(page, "document.getElementById('video').readyState >= 1")
    page.keyboard.press("l")
    assert page.locator("#loop").get_attribute("aria-pressed") == "true"
    page.keyboard.press(" ")
    wait_until(page, "document.getElementById('video').currentTime > 2.6")
    wait_until(page, "document.getElementById('video').currentTime < 2.2")
    assert not page.evaluate("document.getElementById('video').paused")
    assert current_shot(page) == "2"


def test_keys_walk_through_shots_and_episodes(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert current_shot(page) == "3"
    wait_until(page, "location.hash === '#e1/3.0'")
    page.keyboard.press("]")
    assert page.locator("#episode").input_value() == "2"
    page.locator("#timeline").focus()
    page.keyboard.press("ArrowUp")
    assert page.locator("#episode").input_value() == "1"
    page.keyboard.press("ArrowUp")
    assert page.locator("#toast").inner_text() == "This is the first episode."
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_a_missing_video_is_said_kindly_and_the_rest_works(open_page: Open, study_page: str) -> None:
    page = open_page(f"{study_page}#e2/7.0")
    words = page.locator("#stage-empty").inner_text()
    assert words.startswith("The video of this episode is not beside this page. It is called 第2集.mp4.")
    assert current_shot(page) == "4"
    page.keyboard.press(" ")
    assert page.locator("#toast").inner_text() == "There is no video to play."


def test_the_time_axis_grows_and_scrolls(open_page: Open, study_page: str) -> None:
    page = open_page(f"{study_page}#e1/12.0")
    fit = page.locator("#lanes").bounding_box()["width"]
    page.get_by_text("4 ×", exact=True).click()
    assert page.locator("#lanes").bounding_box()["width"] == pytest.approx(4 * fit, abs=2)
    frame = page.locator("#timeline").bounding_box()
    playhead = page.locator("#playhead").bounding_box()
    assert frame["x"] < playhead["x"] < frame["x"] + frame["width"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440


def test_more_curves_come_with_their_unit_and_meaning(open_page: Open, study_page: str) -> None:
    page = open_page(f"{study_page}#e1/2.0")
    assert page.locator(".lane-brightness").count() == 0
    page.get_by_text("Brightness", exact=True).first.click()
    lane = page.locator(".lane-brightness").inner_text()
    assert "%" in lane and "The mean of the picture's luma" in lane
    page.keyboard.press("]")
    assert page.locator(".lane-brightness").count() == 1
    assert "Not measured here: pan, tilt, zoom" in page.locator("#tracks").inner_text()


def test_hook_peak_jolt_and_ending_are_taken_apart(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    moments = page.locator("#moments").inner_text()
    assert "Hook" in moments and "+30" in moments and "the line is hot (70 of 100)" in moments
    assert "Ending: open question" in moments
    assert "6.2 s without a hook, a peak or a jolt; mean intensity 12 of 100." in moments
    page.locator(".moment-mark.mark-jolt").click()
    assert page.locator("#toast").inner_text() == "Jolt, 40 points: cuts (40)"
    assert page.locator(".moment.is-current b").first.inner_text() == "Jolt"


def test_an_ending_that_is_not_judged_is_said_in_words(open_page: Open, tmp_path: Path) -> None:
    whole = make_episode()
    series = with_episode(make_series(2), replace(whole, drama=replace(whole.drama, ending=None)))
    page = open_page(write_page(tmp_path, series) + "#e1")
    assert "How it ends is not judged." in page.locator("#moments").inner_text()
    assert (page.locator(".heat-bar").first.get_attribute("aria-label") or "").endswith("ends: not judged")
    page.locator(".heat-bar").nth(1).click()
    assert "How it ends is not judged." not in page.locator("#moments").inner_text()


def test_lines_a_minute_are_a_curve_that_can_be_shown(open_page: Open, tmp_path: Path) -> None:
    whole = make_episode()
    rate = Track(signal="line-rate", values=(12.0,) * len(whole.tracks[0].values))
    series = with_episode(make_series(1), replace(whole, tracks=(*whole.tracks, rate)))
    page = open_page(write_page(tmp_path, series) + "#e1")
    page.locator("#tracks").get_by_label("Lines", exact=True).check()
    assert "lines a minute" in page.locator("#lanes").inner_text()


def test_notes_are_narrowed_to_an_episode_and_lead_to_their_moment(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    assert page.locator("#notes-list > li").count() == 6
    assert "Episode 3" in page.locator("#notes-list > li").first.inner_text()
    page.locator("#notes-episode").select_option("2")
    texts = page.locator("#notes-list > li").all_inner_texts()
    assert len(texts) == 2 and "Cut in to a face." in texts[0] and "whole episode" in texts[1]
    page.get_by_role("button", name="Episode 2, 0:06.0 to 0:16.0").first.click()
    assert page.locator("#episode").input_value() == "2"
    assert current_shot(page) == "4"


def test_a_video_of_nothing_can_be_opened(open_page: Open, tmp_path: Path) -> None:
    whole = make_episode()
    nothing = replace(
        whole,
        shots=replace(whole.shots, shots=(), flashes=(), frame_count=0, duration_ms=0),
        looks=(),
        tracks=(),
        sound=(),
        cues=(),
        strip=None,
        drama=replace(
            whole.drama, curve=Curve(parts=()), hook=None, peaks=(), jolts=(), quiet=(), beats=(), ending=None
        ),
    )
    page = open_page(write_page(tmp_path, with_episode(make_series(2), nothing)) + "#e2")
    page.keyboard.press("[")
    assert "there are no shots" in page.locator("#lanes").inner_text()
    assert "not measured: there is no sound" in page.locator("#lanes").inner_text()
    assert page.locator("#readout-total").inner_text() == "intensity not measured"
    page.locator(".heat-bar").first.focus()
    assert "nothing could be measured" in page.locator("#heat-status").inner_text()


def test_hostile_texts_are_shown_and_never_run(open_page: Open, tmp_path: Path) -> None:
    whole = make_episode(title=HOSTILE)
    line = replace(whole.cues[0], text=HOSTILE)
    peak = replace(whole.drama.peaks[0], reasons=(replace(whole.drama.peaks[0].reasons[0], text=HOSTILE),))
    nasty = replace(
        whole, cues=(line, *whole.cues[1:]), drama=replace(whole.drama, peaks=(peak,)), notes=(HOSTILE,), strip=None
    )
    series = replace(with_episode(make_series(), nasty), title=HOSTILE)
    page = open_page(write_page(tmp_path, series, comparison=make_comparison(series, text=HOSTILE)) + "#e2/0.5")
    page.keyboard.press("[")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.locator("img").count() == 0
    assert page.title().startswith("</script><img")
    for place in ("h1", "#notice", "#shots", "#moments", "#notes-list", "#episode-title"):
        assert "onerror" in page.locator(place).first.text_content()


def test_right_to_left_lines_stand_by_themselves(open_page: Open, tmp_path: Path) -> None:
    whole = make_episode(title="حلقة ١")
    line = replace(whole.cues[0], text="ثلاثون مليوناً!", speaker=None)
    page = open_page(write_page(tmp_path, with_episode(make_series(), replace(whole, cues=(line,)))) + "#e1/1.0")
    assert page.locator("#readout-line").evaluate("line => getComputedStyle(line).direction") == "rtl"
    assert page.locator(".shot-line p").first.evaluate("line => getComputedStyle(line).direction") == "rtl"
    assert page.locator("#readout-head, .readout-head").evaluate("head => getComputedStyle(head).direction") == "ltr"


def test_what_stands_in_the_picture_is_not_taken_for_a_line(open_page: Open, tmp_path: Path) -> None:
    whole = make_episode()
    sign = replace(whole.cues[0], id="s1", text="云记面馆", kind=CueKind.SIGN, speaker=None)
    page = open_page(
        write_page(tmp_path, with_episode(make_series(), replace(whole, cues=(sign, *whole.cues)))) + "#e1/1"
    )
    line = "二叔: 三千万，今晚就签字！ / [in the picture: 云记面馆]"
    assert page.locator("#readout-line").inner_text() == line


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_phone_needs_no_sideways_scrolling(open_page: Open, study_page: str, scheme: str) -> None:
    page = open_page(f"{study_page}#e1/9.0", size=PHONE, scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_text("4 ×", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.locator("#shots tr").nth(3).click()
    player = page.locator("#player").bounding_box()
    assert player["y"] >= 0 and player["height"] < 844 / 3


def test_the_theme_a_person_chose_stays(open_page: Open, study_page: str) -> None:
    page = open_page(study_page)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.get_by_role("button", name="Switch between light and dark").click()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != ground
