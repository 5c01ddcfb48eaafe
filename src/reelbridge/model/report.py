"""How a series stands: what `status` prints and the report shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from reelbridge.model.cue import Alternative, CueKind
from reelbridge.model.draft import LineOrigin, Usage
from reelbridge.model.finding import Finding, Repair
from reelbridge.model.media import FileRef
from reelbridge.model.package import FrameStrip


class DeliveryState(StrEnum):
    """How one episode stands in one locale."""

    DONE = "done"
    REVIEW = "review"  # delivered, but some lines need a person
    FAILED = "failed"
    PENDING = "pending"  # not run yet


@dataclass(frozen=True, slots=True, kw_only=True)
class LineReport:
    """One line in one locale. `reason` says why a person should look, or is None.

    `risk`, `risks`, `full` and `second` are as in a localized line.
    """

    cue_id: str
    start_ms: int
    end_ms: int
    text: str
    origin: LineOrigin
    score: float
    needs_review: bool
    reason: str | None
    findings: tuple[Finding, ...]
    repairs: tuple[Repair, ...]
    risk: float = 0.0
    risks: tuple[str, ...] = ()
    full: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Leverage:
    """Where the lines of an episode came from, so that nobody pays or reads twice: lines by origin.

    `fuzzy` lines were only like one of the memory's; `none` have no translation.
    """

    decided: int = 0
    context: int = 0
    exact: int = 0
    fuzzy: int = 0
    machine: int = 0
    none: int = 0

    @property
    def known_count(self) -> int:
        """Lines that no engine was needed for."""
        return self.decided + self.context + self.exact

    @property
    def line_count(self) -> int:
        """All lines."""
        return self.known_count + self.fuzzy + self.machine + self.none

    def __add__(self, other: Leverage) -> Leverage:
        return Leverage(
            decided=self.decided + other.decided,
            context=self.context + other.context,
            exact=self.exact + other.exact,
            fuzzy=self.fuzzy + other.fuzzy,
            machine=self.machine + other.machine,
            none=self.none + other.none,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleReport:
    """One episode in one locale. `message` says why it failed; `lines` holds one entry per source line when it ran.

    `lines` is empty in a status, which needs no texts. `subtitles` is the SRT's path relative to the out folder.
    `usage` is all that was ever paid for it, whatever became of the answers.
    """

    locale: str
    state: DeliveryState
    message: str
    line_count: int
    translated_count: int
    review_count: int
    finding_count: int
    usage: Usage
    subtitles: str
    lines: tuple[LineReport, ...] = ()
    leverage: Leverage = Leverage()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One line of the original. `confidence` 0 to 1 is the reader's; the rest is as in a cue."""

    cue_id: str
    start_ms: int
    end_ms: int
    kind: CueKind
    text: str
    confidence: float
    second: str | None = None
    alternatives: tuple[Alternative, ...] = ()
    is_unsure: bool = False
    picture: FileRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeReport:
    """One episode. Paths are relative to the out folder and empty where there is no such file yet.

    `origin` says where its lines came from (`sidecar`, `stream`, `burned-in`, `script`); `notes` what was noticed on
    the way. `erased` says how the burned-in lines were taken off the picture that goes out; empty where they were not.
    """

    number: int
    name: str
    duration_ms: int
    is_vertical: bool
    origin: str
    message: str
    notes: tuple[str, ...]
    lines: tuple[SourceLine, ...]
    strip: FrameStrip | None
    preview: str
    poster: str
    playlist: str
    locales: tuple[LocaleReport, ...]
    erased: str = ""

    @property
    def unsure_count(self) -> int:
        """How many lines of the original the reader is not sure of."""
        return sum(line.is_unsure for line in self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class StageReport:
    """What one stage took: pieces of work, and seconds of work in all."""

    stage: str
    done: int
    failed: int
    seconds: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskyLine:
    """A line that a person should read early: which one, and its risk from 0 to 100."""

    episode: int
    cue_id: str
    risk: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFirst:
    """The tenth of a locale's lines, over all episodes, that most needs a person's eyes; the riskiest first.

    `line_count` is how many lines the locale has in all. What people approved and no check objects to is not among
    them, so that they may be fewer than a tenth.
    """

    locale: str
    line_count: int
    lines: tuple[RiskyLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesReport:
    """A series. `run_seconds` is how long the last run took; None if none ended.

    `usage` is all that was ever paid for the series; `bible_usage` is the part of it that made the bible. `read_first`
    holds one entry per locale.
    """

    SCHEMA: ClassVar[str] = "series_report.2"

    title: str
    source_locale: str
    locales: tuple[str, ...]
    engine: str
    run_started: str
    run_seconds: float | None
    stages: tuple[StageReport, ...]
    episodes: tuple[EpisodeReport, ...]
    usage: Usage
    bible_usage: Usage
    read_first: tuple[ReadFirst, ...]
