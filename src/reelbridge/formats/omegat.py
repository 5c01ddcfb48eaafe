"""A project folder for OmegaT: https://omegat.org

Older versions of it (3.6 does, as tried) take what stands in `<target>` for the text to translate, so the XLIFF of a
project has the original there, and what is translated already stands in the project's own memory. A line that occurs
once has its translation there for any place (a default translation); one that is said again and means something else
has it for its place alone (an alternative translation), told by its file and the lines before and after it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from reelbridge import __version__
from reelbridge.formats.xliff import render_xliff
from reelbridge.formats.xml_reading import serialize
from reelbridge.model.handout import HandedLine, Handout

#: what OmegaT calls locales that it knows by a country
_LANGUAGES = {"zh-Hans": "ZH-CN", "zh-Hant": "ZH-TW"}

#: the folders that OmegaT wants to find; without one of them it opens nothing
OMEGAT_FOLDERS = ("source", "target", "tm", "glossary", "dictionary")


def omegat_name(handout: Handout) -> str:
    """The file of an episode in its project's source folder."""
    return f"e{handout.episode:03d}.{handout.locale}.xlf"


def render_omegat_xliff(handout: Handout) -> bytes:
    """The episode with the original in the place of every translation."""
    return render_xliff(handout, targets=tuple(line.source for line in handout.lines))


def render_omegat_project(handouts: Sequence[Handout]) -> tuple[tuple[str, bytes], ...]:
    """The other files of a project for hand-outs in one locale, by their path in it."""
    source, target = (_language(locale) for locale in (handouts[0].source_locale, handouts[0].locale))
    return (
        ("omegat.project", _render_settings(source, target)),
        ("omegat/project_save.tmx", _render_memory(handouts, source, target)),
    )


def _language(locale: str) -> str:
    return _LANGUAGES.get(locale, locale.upper())


def _render_settings(source: str, target: str) -> bytes:
    root = ET.Element("omegat")
    project = ET.SubElement(root, "project", version="1.0")
    for folder in OMEGAT_FOLDERS:
        ET.SubElement(project, f"{folder}_dir").text = "__DEFAULT__"
    for name, text in (
        ("source_lang", source),
        ("target_lang", target),
        ("sentence_seg", "false"),
        ("support_default_translations", "true"),
        ("remove_tags", "false"),
    ):
        ET.SubElement(project, name).text = text
    return serialize(root)


def _render_memory(handouts: Sequence[Handout], source: str, target: str) -> bytes:
    root = ET.Element("tmx", version="1.1")
    ET.SubElement(
        root,
        "header",
        {
            "creationtool": "reelbridge",
            "creationtoolversion": __version__,
            "segtype": "paragraph",
            "o-tmf": "OmegaT TMX",
            "adminlang": "EN-US",
            "datatype": "plaintext",
            "srclang": source,
        },
    )
    body = ET.SubElement(root, "body")
    for line, props in _known_lines(handouts):
        unit = ET.SubElement(body, "tu")
        for kind, text in props:
            ET.SubElement(unit, "prop", type=kind).text = text
        for language, text in ((source, line.source), (target, line.text)):
            ET.SubElement(ET.SubElement(unit, "tuv", lang=language), "seg").text = text
    return serialize(root)


def _known_lines(handouts: Sequence[Handout]) -> Iterator[tuple[HandedLine, tuple[tuple[str, str], ...]]]:
    """Each translation once, with what tells its place where the original is rendered in several ways."""
    renderings: dict[str, set[str]] = defaultdict(set)
    for handout in handouts:
        for line in handout.lines:
            renderings[line.source].add(line.text)
    done: set[str] = set()
    for handout in handouts:
        sources = ["", *(line.source for line in handout.lines), ""]
        for place, line in enumerate(handout.lines, 1):
            if not line.text:
                continue
            if len(renderings[line.source]) > 1:
                around = (("prev", sources[place - 1]), ("next", sources[place + 1]))
                yield line, (("file", omegat_name(handout)), *around)
            elif line.source not in done:
                done.add(line.source)
                yield line, ()
