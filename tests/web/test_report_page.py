"""The report in a real browser, opened from the disk as a person would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from reelbridge.model.draft import LineOrigin
from reelbridge.web.report import render_report
from support.browser import PHONE, wait_until
from web.made_up import HOSTILE, load_picture, make_series, with_doubt, with_machine_lines, with_text, write_video

Open = Callable[..., Any]


def shown_lines(page: Any) -> list[str]:
    return [line.get_attribute("data-cue") for line in page.locator("#lines > li:not([hidden])").all()]


def current_line(page: Any) -> str | None:
    found = page.locator("#lines > li[aria-current]")
    return found.get_attribute("data-cue") if found.count() else None


def wait_for_hash(page: Any, address: str) -> None:
    wait_until(page, f"location.hash === {address!r}")


def test_the_matrix_shows_every_state_in_words(open_page: Open, report_page: str) -> None:
    page = open_page(report_page)
    assert page.locator("#matrix tbody tr").count() == 4
    texts = page.locator("#matrix .cell").all_inner_texts()
    assert (texts.count("Done"), texts.count("Review 1"), texts.count("Failed")) == (7, 2, 3)
    assert page.locator("#totals [data-state=review]").text_content() == "2 Needs review"
    assert page.get_by_role("link", name="Episode 1, Thai: 1 line to review").count() == 1


def test_a_cell_leads_to_its_episode_and_language(open_page: Open, report_page: str) -> None:
    page = open_page(report_page)
    page.get_by_role("link", name="Episode 2, Arabic: 1 line to review").click()
    wait_until(page, "document.getElementById('episode').value === '2'")
    assert page.locator("#locale").input_value() == "ar"
    assert page.locator("#delivery-state").inner_text() == "1 line to review"
    assert page.locator("#bench").evaluate("bench => bench.getBoundingClientRect().top < innerHeight / 2")


@pytest.mark.parametrize(
    ("language", "direction", "dialogue", "sign"),
    [
        ("th", "ltr", "อาจารย์ บะหมี่ได้แล้ว", "ร้านบะหมี่ของหยุน"),
        ("ar", "rtl", "معلمي، النودلز جاهزة.", "مطعم يون للنودلز"),
    ],
)
def test_the_chosen_language_stands_over_the_video(
    open_page: Open, report_page: str, language: str, direction: str, dialogue: str, sign: str
) -> None:
    page = open_page(f"{report_page}#e1/en/c0002")
    wait_until(page, "document.querySelector('video').currentTime > 0.6")
    page.locator("#locale").select_option(language)
    spoken = page.locator("#captions-dialogue p", has_text=dialogue)
    seen = page.locator("#captions-sign p", has_text=sign)
    seen.wait_for()
    assert spoken.get_attribute("dir") == direction
    assert seen.get_attribute("lang") == language
    stage, low, high = (
        page.locator(place).bounding_box() for place in ("#stage", "#captions-dialogue", "#captions-sign")
    )
    assert low["y"] + low["height"] <= stage["y"] + 0.83 * stage["height"]
    assert high["y"] + high["height"] < stage["y"] + 0.3 * stage["height"]


def test_no_line_stands_over_the_poster_which_is_a_frame_from_anywhere(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e1/en")
    page.locator("#captions-dialogue").wait_for(state="hidden")
    page.keyboard.press("l")
    page.locator("#captions-dialogue p", has_text="Master, noodles are ready").wait_for()


def test_a_line_without_a_translation_is_not_shown_as_if_it_went_out(open_page: Open, tmp_path: Path) -> None:
    series = make_series()
    first = series.episodes[0]
    english = first.locales[0]
    lost = replace(english.lines[0], text="", origin=LineOrigin.UNTRANSLATED, needs_review=True)
    changed = replace(first, locales=(replace(english, lines=(lost, *english.lines[1:])), *first.locales[1:]))
    page_file = tmp_path / "index.html"
    write_video(tmp_path / "episode-001" / "preview.mp4")
    page_file.write_text(
        render_report(replace(series, episodes=(changed, *series.episodes[1:])), load_file=load_picture), "utf-8"
    )
    page = open_page(f"{page_file.as_uri()}#e1/en/c0001")
    assert "Nothing goes out for this line." in page.locator("[data-cue=c0001] .translation").inner_text()
    assert page.locator("#captions-dialogue p").count() == 0


def test_arabic_stands_to_the_right_with_all_that_is_said_of_it(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e1/ar")
    line = page.locator("[data-cue=c0001] .translation")
    badge, column = line.locator(".origin-exact").bounding_box(), line.bounding_box()
    assert badge["x"] + badge["width"] == pytest.approx(column["x"] + column["width"], abs=1)


def test_what_was_noted_while_reading_is_one_notice(open_page: Open, tmp_path: Path) -> None:
    series = make_series()
    noted = replace(series.episodes[0], notes=("watermark 面馆千金 left out", "watermark 第1集 left out"))
    page_file = tmp_path / "index.html"
    write_video(tmp_path / "episode-001" / "preview.mp4")
    page_file.write_text(
        render_report(replace(series, episodes=(noted, *series.episodes[1:])), load_file=load_picture), "utf-8"
    )
    page = open_page(f"{page_file.as_uri()}#e1/en")
    words = "While reading: watermark 面馆千金 left out; watermark 第1集 left out."
    assert page.locator("#notice p").all_inner_texts() == [words]


def test_a_click_on_a_line_plays_from_there_and_the_list_follows(open_page: Open, report_page: str) -> None:
    page = open_page(report_page)
    page.get_by_role("button", name="Play line 3 at 0:01.2").click()
    assert current_line(page) == "c0003"
    wait_until(page, "document.querySelector('video').currentTime > 1.3")
    assert page.evaluate("createImageBitmap(document.querySelector('video')).then(frame => frame.height)") == 160
    page.wait_for_selector("#lines > li[data-cue=c0004][aria-current]")


def test_n_goes_to_the_line_that_needs_review_also_in_another_episode(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e1/th")
    page.keyboard.press("n")
    assert current_line(page) == "c0004"
    page.locator("#locale").select_option("ar")
    page.locator("#locale").blur()
    page.keyboard.press("n")
    wait_for_hash(page, "#e2/ar/c0003")
    assert current_line(page) == "c0003"
    page.locator("#locale").select_option("en")
    page.locator("#locale").blur()
    page.keyboard.press("n")
    assert page.locator("#toast").inner_text() == "No line in English needs review."


def test_a_link_opens_the_very_line(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e3/ar/c0004")
    assert current_line(page) == "c0004"
    page.locator("#captions-dialogue p", has_text="عمّن تبحث؟").wait_for()
    wait_until(page, "Math.abs(document.querySelector('video').currentTime - 2.4) < 0.1")


def test_keys_walk_through_lines_and_episodes(open_page: Open, report_page: str) -> None:
    page = open_page(report_page)
    for key in ("l", "ArrowRight", "l", "j"):
        page.keyboard.press(key)
    assert current_line(page) == "c0002"
    page.keyboard.press("]")
    assert page.locator("#episode").input_value() == "2"
    page.keyboard.press("[")
    assert page.locator("#episode").input_value() == "1"
    page.keyboard.press("k")
    wait_until(page, "!document.querySelector('video').paused")
    page.keyboard.press(" ")
    wait_until(page, "document.querySelector('video').paused")
    page.keyboard.press("?")
    assert page.get_by_role("dialog").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog").is_visible()


def test_filters_and_search_narrow_the_list(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e1/th")
    page.get_by_text("Needs review 1", exact=True).click()
    assert shown_lines(page) == ["c0004"]
    assert page.locator("#shown").inner_text() == "1 of 4 lines shown"
    page.get_by_text("Signs 1", exact=True).click()
    assert shown_lines(page) == ["c0002"]
    page.get_by_text("All 4", exact=True).click()
    page.locator("#finding").select_option("check:reading-speed")
    assert shown_lines(page) == ["c0003"]
    page.locator("#finding").select_option("")
    page.locator("#finding").blur()
    page.keyboard.press("/")
    page.keyboard.type("บะหมี่")
    assert shown_lines(page) == ["c0001", "c0002"]
    page.keyboard.press("Control+a")
    page.keyboard.type("三千万")
    assert shown_lines(page) == ["c0003"]
    page.keyboard.type("no such text")
    assert page.locator("#shown").inner_text().startswith("No line fits.")
    page.keyboard.press("Escape")
    assert len(shown_lines(page)) == 4


def test_a_line_tells_where_it_comes_from_and_what_was_found(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e1/th")
    page.locator("#compare").select_option("en")
    fuzzy = page.locator("[data-cue=c0004] .translation").first.inner_text()
    assert "Like the memory 86 %" in fuzzy
    assert "Compare it with the memory." in fuzzy
    assert "Who are you\nlooking for?" in page.locator("[data-cue=c0004] .compared").inner_text()
    assert "Read at 71 %" in page.locator("[data-cue=c0002]").inner_text()
    found = page.locator("[data-cue=c0003] .findings").first.inner_text()
    assert "Warning 24.0 characters/s; at most 20 reading-speed" in found
    assert "shorten it by 4 characters" in found
    repairs = page.locator("[data-cue=c0004] details").first
    assert not repairs.locator(".before").is_visible()
    repairs.locator("summary").click()
    assert repairs.locator(".before").is_visible()


def test_tiles_show_the_frames_of_their_lines(open_page: Open, report_page: str) -> None:
    page = open_page(report_page)
    places = page.locator("#lines .tile").evaluate_all(
        """tiles => tiles.map(getComputedStyle).map(style =>
            [style.backgroundPositionX, style.backgroundImage.slice(0, 27)])"""
    )
    assert [round(float(place.removesuffix("%"))) for place, _ in places] == [0, 33, 67, 100]
    assert {image for _, image in places} == {'url("data:image/jpeg;base64'}


def test_a_broken_episode_says_so_in_place_of_the_lines(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e4/ar")
    assert "Episode 4: 第4集.mp4 is no video: it holds text" in page.locator("#notice").inner_text()
    assert page.locator("#shown").inner_text() == "No lines: this episode could not be read."
    assert page.locator("#stage-empty").inner_text() == "There is no video yet."


def test_light_and_dark_follow_the_system_until_a_person_chooses(open_page: Open, report_page: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    light, dark = open_page(report_page), open_page(report_page, scheme="dark")
    assert light.evaluate(ground) != dark.evaluate(ground)
    dark.get_by_role("button", name="Switch between light and dark").click()
    assert dark.evaluate(ground) == light.evaluate(ground)
    dark.reload()
    assert dark.evaluate(ground) == light.evaluate(ground)


@pytest.fixture(scope="module")
def risky_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The series with lines that a model wrote."""
    folder: Path = tmp_path_factory.mktemp("risky")
    for number in (1, 2, 3):
        write_video(folder / f"episode-{number:03d}" / "preview.mp4")
    page = folder / "index.html"
    page.write_text(render_report(with_machine_lines(make_series()), load_file=load_picture), "utf-8")
    return page.as_uri()


def test_the_lines_to_read_first_stand_with_all_that_helps_to_judge_them(open_page: Open, risky_page: str) -> None:
    page = open_page(f"{risky_page}#e1/th")
    lines = page.locator("#first-lines > li")
    assert [text.split()[1] for text in lines.locator(".risk").all_inner_texts()] == ["62", "38", "20"]
    first, second = lines.nth(0).inner_text(), lines.nth(1).inner_text()
    for said in ("Episode 2", "三千万", "สามสิบล้าน", "Asked again, the model said", "คุณหาใคร", "Too fast to read"):
        assert said in first
    for said in ("Before it was shortened", "อาจารย์ บะหมี่ได้แล้ว อาจารย์ บะหมี่ได้แล้ว", "In the first 3 s"):
        assert said in second
    assert page.locator("#first-about").inner_text().startswith("3 lines of 12 in Thai")


def test_a_line_to_read_first_plays_in_its_episode(open_page: Open, risky_page: str) -> None:
    page = open_page(f"{risky_page}#e1/th")
    page.get_by_role("button", name="Play line 3 of episode 2").click()
    wait_for_hash(page, "#e2/th/c0003")
    wait_until(page, "document.querySelector('video').currentTime > 1.2")
    assert page.locator("#first-count").inner_text() == "1 of 3"
    assert page.locator("#bench").evaluate("bench => bench.getBoundingClientRect().top < innerHeight / 2")


def test_r_goes_from_one_line_to_read_first_to_the_next_and_back(open_page: Open, risky_page: str) -> None:
    page = open_page(f"{risky_page}#e1/ar")
    for key, address in (
        ("r", "#e2/ar/c0003"),
        ("r", "#e2/ar/c0001"),
        ("r", "#e1/ar/c0004"),
        ("Shift+R", "#e2/ar/c0001"),
    ):
        page.keyboard.press(key)
        wait_for_hash(page, address)
    assert page.locator("#toast").inner_text() == "Line 2 of 3 to read first"
    page.keyboard.press("r")
    page.keyboard.press("r")
    assert page.locator("#toast").inner_text() == "This is the last line to read first."
    assert page.locator("#first-lines > li[aria-current]").get_attribute("data-place") == "2"


def test_the_lines_of_an_episode_can_stand_with_the_riskiest_first(open_page: Open, risky_page: str) -> None:
    page = open_page(f"{risky_page}#e2/en")
    page.locator("#order").select_option("risk")
    assert shown_lines(page) == ["c0003", "c0001", "c0002", "c0004"]
    assert "No person has seen it" in page.locator("[data-cue=c0001] .risk-parts").inner_text()
    page.locator("#order").blur()
    page.keyboard.press("l")
    page.keyboard.press("l")
    assert current_line(page) == "c0001"
    page.locator("#episode").select_option("3")
    assert shown_lines(page) == ["c0001", "c0002", "c0003", "c0004"]
    assert not page.locator("#order").is_visible()


def test_a_series_without_a_risk_has_no_list_and_says_so_on_r(open_page: Open, report_page: str) -> None:
    page = open_page(report_page)
    assert page.locator("#first").count() == 0
    page.keyboard.press("r")
    assert page.locator("#toast").inner_text() == "No line in English asks for a person's eyes."


def test_where_lines_come_from_and_what_they_cost_is_told_by_episode(open_page: Open, risky_page: str) -> None:
    page = open_page(f"{risky_page}#e1/ar")
    page.get_by_text("By episode", exact=True).click()
    rows = page.locator("#origins-rows tr").all_inner_texts()
    assert rows[1].split() == ["Episode", "2", "4", "$0.0020", "1", "900", "200", "300"]
    assert rows[3].split()[:3] == ["Episode", "4", "0"]
    assert page.get_by_role("img", name="From memory: 2; Machine: 2").count() == 1


def test_hostile_texts_in_the_list_are_shown_and_never_run(open_page: Open, tmp_path: Path) -> None:
    page_file = tmp_path / "index.html"
    write_video(tmp_path / "episode-001" / "preview.mp4")
    series = with_machine_lines(make_series(), HOSTILE)
    page_file.write_text(render_report(series, load_file=load_picture), "utf-8")
    page = open_page(f"{page_file.as_uri()}#e1/ar")
    assert "onerror" in page.locator("#first-lines > li").first.inner_text()
    assert page.locator("img").count() == 0


def test_a_phone_needs_no_sideways_scrolling(open_page: Open, report_page: str) -> None:
    page = open_page(f"{report_page}#e1/ar/c0004", size=PHONE)
    page.locator("#compare").select_option("en")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    box, player = page.locator("[data-cue=c0004]").bounding_box(), page.locator("#player").bounding_box()
    assert player["y"] + player["height"] <= box["y"] < 844


def test_the_lines_to_read_first_fit_a_phone(open_page: Open, risky_page: str) -> None:
    page = open_page(f"{risky_page}#e1/ar", size=PHONE)
    page.get_by_text("By episode", exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    line = page.locator("#first-lines > li").first
    arabic, frame = line.locator(".first-translation > .text").bounding_box(), line.bounding_box()
    assert arabic["x"] + arabic["width"] == pytest.approx(frame["width"] - 16, abs=2)


def test_hostile_texts_are_shown_and_never_run(open_page: Open, tmp_path: Path) -> None:
    page_file = tmp_path / "index.html"
    page_file.write_text(render_report(with_text(make_series(), HOSTILE), load_file=load_picture), "utf-8")
    write_video(tmp_path / "episode-001" / "preview.mp4")
    page = open_page(f"{page_file.as_uri()}#e1/en/c0001")
    page.locator("#captions-dialogue", has_text=HOSTILE.strip()).wait_for()
    assert page.locator("img").count() == 0
    assert page.title().startswith("</script><img")
    for place in ("h1", "#notice", "[data-cue=c0001] .original", "[data-cue=c0001] .findings"):
        assert "onerror" in page.locator(place).inner_text()


def test_an_unsure_line_shows_its_place_in_the_picture_and_what_it_may_say(open_page: Open, tmp_path: Path) -> None:
    page_file = tmp_path / "index.html"
    write_video(tmp_path / "episode-001" / "preview.mp4")
    write_video(tmp_path / "episode-002" / "preview.mp4")
    page_file.write_text(render_report(with_doubt(make_series()), load_file=load_picture), "utf-8")
    page = open_page(f"{page_file.as_uri()}#e1/th")
    line = page.locator("[data-cue=c0003] .original")
    assert "Unsure reading" in line.inner_text()
    assert line.locator("mark").all_inner_texts() == ["千"]
    assert line.locator(".second").inner_text() == "Thirty million"
    assert line.locator("img.cutout").evaluate("picture => picture.decode().then(() => picture.naturalHeight)") == 16
    assert line.locator(".choice").all_inner_texts() == ["干 41 %", "于 22 %"]
    page.get_by_text("Unsure reading 1", exact=True).click()
    assert shown_lines(page) == ["c0003"]
    page.locator("#episode").select_option("2")
    assert len(shown_lines(page)) == 4
    assert not page.locator("#show-unsure").is_visible()


def test_where_the_text_was_taken_off_no_band_covers_the_picture(open_page: Open, tmp_path: Path) -> None:
    series = make_series()
    clean = replace(series, episodes=(replace(series.episodes[0], erased="fill"), *series.episodes[1:]))
    page_file = tmp_path / "index.html"
    for number in (1, 2):
        write_video(tmp_path / f"episode-00{number}" / "preview.mp4")
    page_file.write_text(render_report(clean, load_file=load_picture), "utf-8")
    page = open_page(f"{page_file.as_uri()}#e1/en/c0001")
    grounds = []
    for number in (1, 2):
        page.locator("#episode").select_option(str(number))
        page.locator("[data-cue=c0001] .time").click()
        spoken = page.locator("#captions-dialogue p").first
        grounds.append(spoken.evaluate("line => getComputedStyle(line).backgroundColor"))
    assert grounds[0] == "rgba(0, 0, 0, 0)" != grounds[1]


def test_all_filters_are_in_reach_on_a_phone(open_page: Open, tmp_path: Path) -> None:
    page_file = tmp_path / "index.html"
    write_video(tmp_path / "episode-001" / "preview.mp4")
    page_file.write_text(render_report(with_doubt(make_series()), load_file=load_picture), "utf-8")
    page = open_page(f"{page_file.as_uri()}#e1/th", size=PHONE)
    for name in ("All 4", "Needs review 1", "Unsure reading 1", "Signs 1"):
        box = page.get_by_text(name, exact=True).bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390 - 16
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
