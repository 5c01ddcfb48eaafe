"""The memories and term bases that series.toml names, as one of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from reelbridge.core.errors import InputError, ParseError
from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.tmx import parse_tmx
from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList
from reelbridge.model.series import Series
from reelbridge.model.term import Term, TermBase, TermList

T = TypeVar("T")

#: a memory of a million segments in one locale; larger ones belong into several files
MAX_BYTES = 512 << 20


def load_memory(series: Series, folder: Path) -> Memory:
    """All memories of a series as one; where two give the same id, the later file's segment gets a longer id."""
    segments: dict[str, Segment] = {}
    targets: dict[str, dict[str, Rendering]] = {locale: {} for locale in series.locales}
    for name in series.memories:
        memory = _parse(folder / name, parse_tmx)
        renamed = {s.id: s.id if s.id not in segments else f"{name}:{s.id}" for s in memory.sources.segments}
        for segment in memory.sources.segments:
            new_id = renamed[segment.id]
            previous = renamed.get(segment.previous_id) if segment.previous_id else None
            segments[new_id] = Segment(
                id=new_id, source=segment.source, previous_id=previous, speaker=segment.speaker, note=segment.note
            )
        for listed in memory.targets:
            for rendering in listed.renderings:
                new_id = renamed[rendering.segment_id]
                targets.setdefault(listed.locale, {})[new_id] = Rendering(segment_id=new_id, text=rendering.text)
    return Memory(
        sources=SegmentList(source_locale=series.source_locale, segments=tuple(segments.values())),
        targets=tuple(
            RenderingList(locale=locale, renderings=tuple(found.values())) for locale, found in targets.items()
        ),
    )


def load_terms(series: Series, folder: Path) -> TermBase:
    """All term bases of a series as one; the first file that has a term decides."""
    lists: dict[str, dict[str, Term]] = {}
    for name in series.terms:
        for listed in _parse(folder / name, partial(parse_tbx, source_locale=series.source_locale)).lists:
            found = lists.setdefault(listed.locale, {})
            for term in listed.terms:
                found.setdefault(term.source, term)
    return TermBase(
        source_locale=series.source_locale,
        lists=tuple(TermList(locale=locale, terms=tuple(found.values())) for locale, found in lists.items()),
    )


def _parse(path: Path, parse: Callable[[bytes], T]) -> T:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES >> 20} MiB; it is not read")
        return parse(path.read_bytes())
    except FileNotFoundError:
        raise InputError(f"{path} is not there", hint="correct its name in series.toml") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    except ParseError as error:
        raise ParseError(f"{path.name}: {error.message}", hint=error.hint) from error
