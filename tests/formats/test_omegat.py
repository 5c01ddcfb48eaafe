"""An OmegaT project: the original where OmegaT looks for it, and what is translated in the project's memory."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from reelbridge.formats.omegat import OMEGAT_FOLDERS, render_omegat_project, render_omegat_xliff
from reelbridge.formats.xliff import parse_xliff
from reelbridge.model.handout import Handout
from support.handouts import handed_line, handout_of

#: 我信 is said twice and means two things; 走吧 is said twice and means one
FIRST = handout_of(handed_line("c0001", "我信", "I do."), handed_line("c0002", "走吧", "Let's go."), locale="en")
SECOND = handout_of(
    handed_line("c0001", "走吧", "Let's go."),
    handed_line("c0002", "我信", "I trust you."),
    handed_line("c0003", "好", ""),
    locale="en",
    episode=2,
)


def memory_of(*handouts: Handout) -> list[tuple[dict[str, str], str, str]]:
    """What the project knows: place, original, translation."""
    root = ET.fromstring(dict(render_omegat_project(handouts))["omegat/project_save.tmx"])
    return [
        (
            {prop.get("type", ""): prop.text or "" for prop in unit.iter("prop")},
            *(segment.text or "" for segment in unit.iter("seg")),
        )
        for unit in root.iter("tu")
    ]


def test_the_original_stands_where_the_translation_goes() -> None:
    (returned,) = parse_xliff(render_omegat_xliff(FIRST))
    assert [(line.text, line.given) for line in returned.lines] == [("我信", "I do."), ("走吧", "Let's go.")]


def test_a_line_that_always_means_the_same_has_one_translation_for_any_place() -> None:
    assert [unit for unit in memory_of(FIRST, SECOND) if unit[1] == "走吧"] == [({}, "走吧", "Let's go.")]


def test_a_line_that_means_two_things_has_a_translation_for_each_place() -> None:
    assert [unit for unit in memory_of(FIRST, SECOND) if unit[1] == "我信"] == [
        ({"file": "e001.en.xlf", "prev": "", "next": "走吧"}, "我信", "I do."),
        ({"file": "e002.en.xlf", "prev": "走吧", "next": "好"}, "我信", "I trust you."),
    ]


def test_a_line_without_a_translation_is_left_to_be_translated() -> None:
    assert all(source != "好" for _, source, _ in memory_of(FIRST, SECOND))


def test_the_project_names_its_languages_and_folders() -> None:
    root = ET.fromstring(dict(render_omegat_project((FIRST,)))["omegat.project"])
    settings = {element.tag: element.text for element in root.iter()}
    assert (settings["source_lang"], settings["target_lang"]) == ("ZH-CN", "EN")
    assert all(f"{folder}_dir" in settings for folder in OMEGAT_FOLDERS)
