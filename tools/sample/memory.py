"""Writes the translation memory (TMX 1.4) and the termbase (TBX-Basic) of the sample from `translations/*.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from .story import EpisodeStory, Line, SampleError, Story

TRANSLATIONS = Path(__file__).with_name("translations")
SOURCE_LOCALE = "zh-Hans"
LOCALES = ("en", "es-419", "pt-BR", "ja", "de", "fr", "ko", "zh-Hant", "id", "th", "it", "tr", "vi", "ar")
TERM_FIELDS = {
    "沈小满": "name",
    "小满": "name",
    "陆景川": "name",
    "景川": "name",
    "陆国栋": "name",
    "云记面馆": "name",
    "沈家": "name",
    "陆氏": "name",
    "师父": "address",
    "二叔": "address",
    "奶奶": "address",
    "红包": "term",
    "玉佩": "term",
}
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TBX = "urn:iso:std:iso:30042:ed-2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """The series in one locale."""

    locale: str
    title: str
    lines: dict[str, str]
    terms: dict[str, str]


def read_translations(folder: Path = TRANSLATIONS) -> tuple[Translation, ...]:
    """Read the locales that are there, in the order of `LOCALES`.

    Raises:
        SampleError: a file does not parse, or names another locale than its file name.
    """
    found = []
    for locale in LOCALES:
        path = folder / f"{locale}.toml"
        if not path.exists():
            continue
        try:
            raw = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise SampleError(f"{path} is not valid TOML: {error}") from error
        if raw.get("locale") != locale:
            raise SampleError(f"{path} says locale {raw.get('locale')!r}; the file name says {locale!r}")
        found.append(Translation(locale=locale, title=raw["title"], lines=raw["lines"], terms=raw.get("terms", {})))
    return tuple(found)


def find_gaps(story: Story, translations: tuple[Translation, ...]) -> list[str]:
    """Name what a locale does not translate, or translates though the story has no such line."""
    known = {line.id for episode in story.episodes for line in (*episode.lines, *episode.signs)}
    gaps = []
    for translation in translations:
        for what, ids in (
            ("misses lines", known - set(translation.lines)),
            ("has unknown lines", set(translation.lines) - known),
            ("misses terms", set(TERM_FIELDS) - set(translation.terms)),
            ("has unknown terms", set(translation.terms) - set(TERM_FIELDS)),
        ):
            if ids:
                gaps.append(f"{translation.locale} {what}: {', '.join(sorted(ids))}")
    gaps += [f"{locale} is not there" for locale in LOCALES if locale not in {t.locale for t in translations}]
    return gaps


def write_memory(story: Story, translations: tuple[Translation, ...], folder: Path) -> None:
    """Write memory.tmx and terms.tbx into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    _write(build_tmx(story, translations), folder / "memory.tmx", '<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n')
    _write(build_tbx(translations), folder / "terms.tbx")


def build_tmx(story: Story, translations: tuple[Translation, ...]) -> ET.Element:
    """Build the memory: one unit for the title, each line and each sign."""
    tmx = ET.Element("tmx", version="1.4")
    ET.SubElement(
        tmx,
        "header",
        {
            "creationtool": "reelbridge-make-sample",
            "creationtoolversion": "1",
            "segtype": "block",
            "o-tmf": "reelbridge",
            "adminlang": "en",
            "srclang": SOURCE_LOCALE,
            "datatype": "plaintext",
        },
    )
    body = ET.SubElement(tmx, "body")
    titles = {t.locale: t.title for t in translations}
    _add_unit(body, "title", story.title, titles, {"x-note": story.title_note})
    for episode in story.episodes:
        for line in sorted([*episode.lines, *episode.signs], key=lambda line: (line.start_ms, line.id)):
            targets = {t.locale: t.lines[line.id] for t in translations if line.id in t.lines}
            props = {"x-note": line.note, "x-speaker": line.speaker, "x-previous": _previous(episode, line)}
            _add_unit(body, line.id, line.text.replace("\n", " "), targets, props)
    return tmx


def build_tbx(translations: tuple[Translation, ...]) -> ET.Element:
    """Build the termbase: one concept a source term, DCA style, in the order of `TERM_FIELDS`."""
    ET.register_namespace("", _TBX)
    tbx = ET.Element(f"{{{_TBX}}}tbx", {"type": "TBX-Basic", "style": "dca", _XML_LANG: SOURCE_LOCALE})
    header = ET.SubElement(ET.SubElement(tbx, f"{{{_TBX}}}tbxHeader"), f"{{{_TBX}}}fileDesc")
    source = ET.SubElement(header, f"{{{_TBX}}}sourceDesc")
    ET.SubElement(source, f"{{{_TBX}}}p").text = "Terms of the Reelbridge sample series."
    body = ET.SubElement(ET.SubElement(tbx, f"{{{_TBX}}}text"), f"{{{_TBX}}}body")
    for number, (term, kind) in enumerate(TERM_FIELDS.items(), 1):
        concept = ET.SubElement(body, f"{{{_TBX}}}conceptEntry", id=f"c{number}")
        ET.SubElement(concept, f"{{{_TBX}}}descrip", type="subjectField").text = kind
        _add_term(concept, SOURCE_LOCALE, term)
        for translation in translations:
            if term in translation.terms:
                _add_term(concept, translation.locale, translation.terms[term])
    return tbx


def _add_unit(body: ET.Element, unit_id: str, source: str, targets: dict[str, str], props: dict[str, str]) -> None:
    unit = ET.SubElement(body, "tu", {"tuid": unit_id, "srclang": SOURCE_LOCALE})
    for kind, value in props.items():
        if value:
            ET.SubElement(unit, "prop", type=kind).text = value
    for locale, text in {SOURCE_LOCALE: source, **targets}.items():
        ET.SubElement(ET.SubElement(unit, "tuv", {_XML_LANG: locale}), "seg").text = text


def _add_term(concept: ET.Element, locale: str, term: str) -> None:
    section = ET.SubElement(concept, f"{{{_TBX}}}langSec", {_XML_LANG: locale})
    ET.SubElement(ET.SubElement(section, f"{{{_TBX}}}termSec"), f"{{{_TBX}}}term").text = term


def _previous(episode: EpisodeStory, line: Line) -> str:
    """Return the id of the last spoken line that began before this one, or nothing."""
    before = [other for other in episode.lines if other.start_ms < line.start_ms]
    return before[-1].id if before else ""


def _write(root: ET.Element, path: Path, doctype: str = "") -> None:
    ET.indent(root)
    text = ET.tostring(root, encoding="unicode")
    path.write_text(f'<?xml version="1.0" encoding="UTF-8"?>\n{doctype}{text}\n', encoding="utf-8")
