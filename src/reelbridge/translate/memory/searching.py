"""Concordance: where a word or a phrase stands in what people have approved, in both languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reelbridge.core.text import fold
from reelbridge.translate.memory.store import MemoryStore

#: a row of `segments` with its number before it
_Row = tuple[int, str, str | None, str | None, int | None]

_SEGMENT = "segments.id, source, speaker, series, episode"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text in a locale; what was searched for stands from `start` until before `end`, which are equal where it does
    not. `by` and `at` as in a rendering."""

    locale: str
    text: str
    start: int = 0
    end: int = 0
    by: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A line with its translations."""

    memory: str
    source: MarkedText
    translations: tuple[MarkedText, ...]
    speaker: str | None
    series: str | None
    episode: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for. `locales` empty: all. `most` is how many lines are shown at most."""

    text: str
    locales: tuple[str, ...] = ()
    in_source: bool = True
    in_target: bool = True
    most: int = 20


def search(name: str, store: MemoryStore, asked: Search) -> Iterator[Hit]:
    """The lines that hold a text, those that hold it in the original first, in the memory's order.

    In the original punctuation, width and the case of letters do not matter; in translations the case does not.

    Args:
        name: what the memory is called.
    """
    known = store.locales()
    locales = tuple(locale for locale in known if not asked.locales or locale in asked.locales)
    shown: set[int] = set()
    with store.reading() as db:
        queries: list[tuple[str, tuple[str | int, ...]]] = []
        if asked.in_source:
            queries.append(_in_sources(asked.text))
        if asked.in_target:
            queries += [_in_targets(asked.text, locale) for locale in locales]
        for query, values in queries:
            rows: Iterator[_Row] = db.execute(f"{query} LIMIT ?", (*values, asked.most + len(shown)))
            for number, source, speaker, series, episode in rows:
                if number in shown:
                    continue
                if len(shown) == asked.most:
                    return
                shown.add(number)
                yield Hit(
                    memory=name,
                    source=_marked_source(store.source_locale, source, asked.text),
                    translations=tuple(_translations(store, number, locales, asked.text)),
                    speaker=speaker,
                    series=series,
                    episode=episode,
                )


def _in_sources(text: str) -> tuple[str, tuple[str | int, ...]]:
    folded = fold(text)
    column, wanted = ("keys.key", folded) if folded else ("source", text.strip())
    return (
        f"SELECT {_SEGMENT} FROM keys JOIN segments ON segments.key = keys.id"  # noqa: S608 - names of ours
        f" WHERE INSTR({column}, ?) ORDER BY keys.id, segments.id",
        (wanted,),
    )


def _in_targets(text: str, locale: str) -> tuple[str, tuple[str | int, ...]]:
    """SQLite's LIKE knows small and capital letters of ASCII alone; for others the usual ways to write are tried."""
    text = text.strip()
    ways = dict.fromkeys((text, text.lower(), text.upper(), text.capitalize(), text.title()))
    patterns = [f"%{_escaped(way)}%" for way in (ways if not text.isascii() else (text,))]
    likes = " OR ".join(["text LIKE ? ESCAPE '\\'"] * len(patterns))
    return (
        f"SELECT {_SEGMENT} FROM renderings JOIN segments ON segments.id = renderings.segment"  # noqa: S608
        f" WHERE locale = ? AND ({likes}) ORDER BY renderings.segment",
        (locale, *patterns),
    )


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in "%_\\" else char for char in text)


def _translations(store: MemoryStore, number: int, locales: Sequence[str], text: str) -> Iterator[MarkedText]:
    for locale, rendering in store.renderings_of(number, locales):
        start = rendering.text.casefold().find(text.strip().casefold())
        is_there = start >= 0 and len(rendering.text.casefold()) == len(rendering.text)
        start, end = (start, start + len(text.strip())) if is_there else (0, 0)
        yield MarkedText(locale=locale, text=rendering.text, start=start, end=end, by=rendering.by, at=rendering.at)


def _marked_source(locale: str, source: str, text: str) -> MarkedText:
    """The place in the line as it is written, though it was found without its punctuation."""
    places: list[int] = []
    folded = ""
    for place, char in enumerate(source):
        plain = fold(char)
        folded += plain
        places += [place] * len(plain)
    wanted = fold(text)
    start = folded.find(wanted) if wanted else -1
    if start < 0:
        plain_start = source.find(text.strip())
        if plain_start < 0:
            return MarkedText(locale=locale, text=source)
        return MarkedText(locale=locale, text=source, start=plain_start, end=plain_start + len(text.strip()))
    return MarkedText(locale=locale, text=source, start=places[start], end=places[start + len(wanted) - 1] + 1)
