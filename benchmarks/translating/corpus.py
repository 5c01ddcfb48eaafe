"""The series as files: what the server answers from, and what a client is given to translate."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.translating.series import Episode
from benchmarks.translating.words import LOCALES, SOURCE, name_texts
from reelbridge.formats.tbx import render_tbx
from reelbridge.formats.tmx import render_tmx
from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList
from reelbridge.model.term import Term, TermBase, TermKind, TermList


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One line as a client gets it."""

    text: str
    start_ms: int
    end_ms: int
    is_sign: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What a client has to do, and how.

    `names` are (locale, ((name, rendering), ...)) pairs; `state` is a folder that outlives the client's process.
    """

    url: str
    model: str
    in_flight: int
    timeout_s: float
    locales: tuple[str, ...]
    episodes: tuple[tuple[str, tuple[Source, ...]], ...]
    names: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    state: str

    def names_in(self, locale: str) -> tuple[tuple[str, str], ...]:
        """Name and rendering in one locale."""
        return dict(self.names).get(locale, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a client made of one line: empty for no text; `note` says why a person should look, or is empty."""

    text: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a client brought back: lines by (episode, locale), seconds from the first request to the last answer."""

    wall_s: float
    cpu_s: float
    lines: Mapping[tuple[str, str], tuple[Said, ...]]


def write_memory(series: Iterable[Episode], folder: Path) -> tuple[Path, ...]:
    """One TMX a locale: one file with all of them would be larger than is read."""
    texts = {line.source: line.texts for episode in series for line in episode.lines}
    sources = SegmentList(
        source_locale=SOURCE, segments=tuple(Segment(id=f"s{n}", source=source) for n, source in enumerate(texts))
    )
    paths = []
    for locale in LOCALES:
        renderings = tuple(Rendering(segment_id=f"s{n}", text=each[locale]) for n, each in enumerate(texts.values()))
        memory = Memory(sources=sources, targets=(RenderingList(locale=locale, renderings=renderings),))
        path = folder / f"memory.{locale}.tmx"
        path.write_bytes(render_tmx(memory))
        paths.append(path)
    return tuple(paths)


def write_terms(folder: Path) -> Path:
    """The names, as the memory renders them."""
    lists = tuple(
        TermList(
            locale=locale,
            terms=tuple(Term(source=each[SOURCE], target=each[locale], kind=TermKind.NAME) for each in name_texts()),
        )
        for locale in LOCALES
    )
    path = folder / "terms.tbx"
    path.write_bytes(render_tbx(TermBase(source_locale=SOURCE, lists=lists)))
    return path


def names_of(locales: Sequence[str]) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The names for a job."""
    return tuple((locale, tuple((each[SOURCE], each[locale]) for each in name_texts())) for locale in locales)


def sources_of(series: Iterable[Episode]) -> tuple[tuple[str, tuple[Source, ...]], ...]:
    """The lines for a job."""
    return tuple(
        (
            episode.name,
            tuple(
                Source(text=line.source, start_ms=line.start_ms, end_ms=line.end_ms, is_sign=line.is_sign)
                for line in episode.lines
            ),
        )
        for episode in series
    )


def write_job(job: Job, path: Path) -> None:
    """For the client's process."""
    path.write_text(json.dumps(asdict(job), ensure_ascii=False), "utf-8")


def read_job(path: Path) -> Job:
    """In the client's process."""
    plain: dict[str, Any] = json.loads(path.read_text("utf-8"))
    plain["locales"] = tuple(plain["locales"])
    plain["episodes"] = tuple((name, tuple(Source(**line) for line in lines)) for name, lines in plain["episodes"])
    plain["names"] = tuple((locale, tuple((name, text) for name, text in pairs)) for locale, pairs in plain["names"])
    return Job(**plain)


def write_result(result: Result, path: Path) -> None:
    """For the benchmark."""
    lines = [[*key, [[said.text, said.note] for said in each]] for key, each in result.lines.items()]
    plain = {"wall_s": result.wall_s, "cpu_s": result.cpu_s, "lines": lines}
    path.write_text(json.dumps(plain, ensure_ascii=False), "utf-8")


def read_result(path: Path) -> Result:
    """In the benchmark."""
    plain = json.loads(path.read_text("utf-8"))
    return Result(
        wall_s=plain["wall_s"],
        cpu_s=plain["cpu_s"],
        lines={
            (episode, locale): tuple(Said(text=text, note=note) for text, note in each)
            for episode, locale, each in plain["lines"]
        },
    )
