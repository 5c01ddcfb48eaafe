"""The text of `bible.toml`: what is empty is left out, what a person is asked for stands as a comment."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reelbridge.model.bible import Address, Bible, Character, Entry, LocalForm, Secret

HEAD = """\
# The bible of this series: who is who, what things are called, what has happened. Every translation is made with it.
# Edit it freely and run again: only the lines that a change touches are translated anew.
# Every key is explained in docs/reference/bible.md. These lines at the top are kept when Reelbridge adds something,
# comments further down are not: use `note`.
#
#   gender = "female" or "male": a pronoun needs it
#   also = other names in the lines; one that needs a form of its own gets an entry of kind "name"
#   [characters.forms]
#   en = "Shen Xiaoman"
#   ja = { text = "シェン・シャオマン", way = "romanised", note = "..." }
#       way is "romanised", "translated", "localised" or "kept"
#   [[addresses]]: how one speaks to another; the form says what a language does: "vous", "-san", "anh/em"
#   [[entries]]: kind is "name", "address", "place", "organisation", "term" or "joke"
#   [[secrets]]: known_by = [{ who = "沈小满", episode = 3 }] says who knows, and from which episode on
"""


def head_of(text: str) -> str:
    """The comments and blank lines before the first key of a file."""
    lines = text.split("\n")
    end = next((place for place, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), 0)
    return "\n".join(lines[:end]).strip("\n")


def render_bible(bible: Bible, *, head: str = HEAD) -> str:
    """The file for a bible, in the bible's own order.

    Args:
        bible: what to write.
        head: comments at the top.
    """
    blocks = [head.strip("\n"), "\n".join(_lines_of_synopsis(bible.synopsis))]
    blocks += ["\n".join(_lines_of_character(each)) for each in bible.characters]
    blocks += ["\n".join(_lines_of_address(each)) for each in bible.addresses]
    blocks += ["\n".join(_lines_of_entry(each)) for each in bible.entries]
    blocks += [f"[[episodes]]\nnumber = {each.number}\nsummary = {_long(each.summary)}" for each in bible.episodes]
    blocks += ["\n".join(_lines_of_secret(each)) for each in bible.secrets]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _lines_of_synopsis(synopsis: str) -> Iterator[str]:
    yield f"synopsis = {_long(synopsis)}"


def _lines_of_character(character: Character) -> Iterator[str]:
    yield "[[characters]]"
    yield f"name = {_text(character.name)}"
    if character.also:
        yield f"also = {_texts(character.also)}"
    if character.pinyin:
        yield f"pinyin = {_text(character.pinyin)}"
    yield f"gender = {_text(character.gender)}" if character.gender else '# gender = "female" or "male"'
    for key in ("age", "rank", "speech", "note"):
        if value := getattr(character, key):
            yield f"{key} = {_long(value)}"
    yield from _lines_of_forms("characters", character.forms)


def _lines_of_address(address: Address) -> Iterator[str]:
    yield "[[addresses]]"
    yield f"speaker = {_text(address.speaker)}"
    yield f"listener = {_text(address.listener)}"
    if address.says:
        yield f"says = {_texts(address.says)}"
    if address.note:
        yield f"note = {_long(address.note)}"
    yield from _lines_of_forms("addresses", address.forms)


def _lines_of_entry(entry: Entry) -> Iterator[str]:
    yield "[[entries]]"
    yield f"kind = {_text(entry.kind)}"
    yield f"source = {_text(entry.source)}"
    if entry.also:
        yield f"also = {_texts(entry.also)}"
    if entry.meaning:
        yield f"meaning = {_long(entry.meaning)}"
    yield from _lines_of_forms("entries", entry.forms)


def _lines_of_secret(secret: Secret) -> Iterator[str]:
    yield "[[secrets]]"
    yield f"what = {_long(secret.what)}"
    if secret.known_by:
        known = ", ".join(f"{{ who = {_text(each.who)}, episode = {each.episode} }}" for each in secret.known_by)
        yield f"known_by = [{known}]"


def _lines_of_forms(section: str, forms: tuple[LocalForm, ...]) -> Iterator[str]:
    if forms:
        yield f"[{section}.forms]"
    for form in forms:
        if form.way is None and not form.note:
            yield f"{form.locale} = {_text(form.text)}"
            continue
        parts = [f"text = {_text(form.text)}"]
        parts += [f"way = {_text(form.way)}"] if form.way else []
        parts += [f"note = {_text(form.note)}"] if form.note else []
        yield f"{form.locale} = {{ {', '.join(parts)} }}"


def _text(value: str) -> str:
    # a JSON string without surrogates is a TOML basic string, save for DEL, which TOML wants escaped
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(_text(value) for value in values) + "]"


def _long(value: str) -> str:
    """A text of several lines as one that stands over several lines."""
    if "\n" not in value:
        return _text(value)
    return '"""\n' + "\n".join(_text(line)[1:-1] for line in value.split("\n")) + '"""'
