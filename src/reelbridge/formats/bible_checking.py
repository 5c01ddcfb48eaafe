"""What no bible may have, wherever it comes from: a file, a table, or a model."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from reelbridge.core.errors import ConfigError
from reelbridge.model.bible import Bible, LocalForm

HINT = "see docs/reference/bible.md for every key"

#: characters of one text; a synopsis has about a thousand, and every request pays for what it holds
MAX_TEXT_CHARS = 10_000

#: characters of a text by which a message names something
LABEL_CHARS = 24


def checked_bible(bible: Bible, *, place: str) -> Bible:
    """The same bible.

    Raises:
        ConfigError: something stands twice, is empty or too long, or names a character that is not there.
    """
    for problem in _problems(bible):
        raise ConfigError(f"{place}: {problem}", hint=HINT)
    return bible


def _problems(bible: Bible) -> Iterator[str]:
    yield from _bad_texts(bible)
    names = [each.name for each in bible.characters]
    yield from _twice("character", names)
    yield from _twice("the address", [f"{each.speaker} -> {each.listener}" for each in bible.addresses])
    yield from _twice("entry", [each.source for each in bible.entries])
    yield from _twice("episode", [str(each.number) for each in bible.episodes])
    yield from _twice("secret", [each.what for each in bible.secrets])
    for address in bible.addresses:
        for who in (address.speaker, address.listener):
            if who not in names:
                yield f"the address {address.speaker} -> {address.listener}: {_nobody(who, bible)}"
    for note in bible.episodes:
        if note.number < 1:
            yield f"episode number {note.number}; it must be 1 or more"
    for secret in bible.secrets:
        where = f"secret {secret.what[:LABEL_CHARS]!r}"
        yield from _twice(f"{where}: who =", [knowing.who for knowing in secret.known_by])
        for knowing in secret.known_by:
            if knowing.who not in names:
                yield f"{where}: {_nobody(knowing.who, bible)}"
            if knowing.episode < 1:
                yield f"{where}: {knowing.who} knows from episode {knowing.episode}; it must be 1 or more"


def _bad_texts(bible: Bible) -> Iterator[str]:
    for what, text in _texts_of(bible):
        if len(text) > MAX_TEXT_CHARS:
            yield f"{what} has {len(text):,} characters; at most {MAX_TEXT_CHARS:,}"
    for what, text in _required_texts(bible):
        if not text.strip():
            yield f"{what} is empty"


def _required_texts(bible: Bible) -> Iterator[tuple[str, str]]:
    for number, character in enumerate(bible.characters, 1):
        yield f"the name of character number {number}", character.name
        yield from ((f"another name of {character.name}", name) for name in character.also)
    for number, entry in enumerate(bible.entries, 1):
        yield f"the source of entry number {number}", entry.source
        yield from ((f"another word for {entry.source}", word) for word in entry.also)
    for address in bible.addresses:
        yield from ((f"what {address.speaker} says to {address.listener}", says) for says in address.says)
    for number, secret in enumerate(bible.secrets, 1):
        yield f"what secret number {number} is", secret.what
    for name, form in _forms_of(bible):
        yield f"the form of {name} in {form.locale}", form.text


def _texts_of(bible: Bible) -> Iterator[tuple[str, str]]:
    """All texts that could be long, with what they are."""
    yield from _required_texts(bible)
    yield "the synopsis", bible.synopsis
    for character in bible.characters:
        for key in ("pinyin", "age", "rank", "speech", "note"):
            yield f"the {key} of {character.name}", getattr(character, key)
    for address in bible.addresses:
        yield f"the note on {address.speaker} -> {address.listener}", address.note
    for entry in bible.entries:
        yield f"the meaning of {entry.source}", entry.meaning
    for note in bible.episodes:
        yield f"the summary of episode {note.number}", note.summary
    for name, form in _forms_of(bible):
        yield f"the note on {name} in {form.locale}", form.note


def _forms_of(bible: Bible) -> Iterator[tuple[str, LocalForm]]:
    for character in bible.characters:
        yield from ((character.name, form) for form in character.forms)
    for address in bible.addresses:
        yield from ((f"{address.speaker} -> {address.listener}", form) for form in address.forms)
    for entry in bible.entries:
        yield from ((entry.source, form) for form in entry.forms)


def _twice(what: str, values: list[str]) -> Iterator[str]:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            yield f"{what} {value[:LABEL_CHARS]} stands twice"
        seen.add(value)


def _nobody(who: str, bible: Bible) -> str:
    """Why a name is nobody's, and who may be meant."""
    owner = next((each.name for each in bible.characters if who in each.also), None)
    if owner:
        return f"{who!r} is another name of {owner}; write {owner}"
    near = get_close_matches(who, [each.name for each in bible.characters], n=1)
    return f"no character is called {who!r}" + (f"; is {near[0]} meant?" if near else "")
