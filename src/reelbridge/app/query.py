"""How a series stands, out of the index and the store. Nothing here runs a step."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from reelbridge.app.config import read_series
from reelbridge.app.read_first import Candidates
from reelbridge.app.wiring import MAX_ENGINES
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import decode
from reelbridge.core.errors import StoreError
from reelbridge.model.cue import CueList
from reelbridge.model.draft import LineOrigin, Localized, LocalizedLine, Usage
from reelbridge.model.finding import Severity
from reelbridge.model.media import MediaInfo
from reelbridge.model.package import FrameStrip, VideoPackage
from reelbridge.model.report import (
    DeliveryState,
    EpisodeReport,
    Leverage,
    LineReport,
    LocaleReport,
    SeriesReport,
    SourceLine,
    StageReport,
)
from reelbridge.model.series import EpisodeEntry
from reelbridge.pipelines.nodes import SETTLE_NODE, node_id
from reelbridge.pipelines.stages import STAGES
from reelbridge.runtime.index import NodeRecord
from reelbridge.runtime.store import BlobStore
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.translate.bible.making import TOPIC as BIBLE_TOPIC

T = TypeVar("T")

#: what every locale of an episode needs, in the order in which it can fail
_SHARED = ("probe", "read", "lines", "seen", "erase", "video", "recall", "package")

#: engines that were asked before the last one
_ENGINES = tuple(f"translate-{place}" for place in range(1, MAX_ENGINES))


def series_report(folder: Path, *, with_texts: bool) -> SeriesReport:
    """Everything that is known of a series.

    Args:
        with_texts: also the lines themselves, which a report shows and a status does not need.
    """
    workspace = Workspace(folder=folder)
    series = read_series(folder)
    with workspace.open_index() as index:
        nodes = {record.id: record for record in index.nodes()}
        run = index.last_run()
    reader = _Reader(nodes, workspace, with_texts=with_texts)
    episodes = tuple(
        reader.episode(entry, series.locales) for entry in sorted(series.episodes, key=lambda entry: entry.number)
    )
    return SeriesReport(
        title=series.title,
        source_locale=series.source_locale,
        locales=series.locales,
        engine=series.engine.name,
        run_started=run.started if run else "",
        run_seconds=run.seconds if run else None,
        stages=_stages(nodes),
        episodes=episodes,
        usage=sum(reader.paid.values(), start=Usage()),
        bible_usage=reader.paid.get(BIBLE_TOPIC, Usage()),
        read_first=tuple(reader.candidates.read_first(locale) for locale in series.locales),
    )


def _stages(nodes: Mapping[str, NodeRecord]) -> tuple[StageReport, ...]:
    found: dict[str, list[NodeRecord]] = defaultdict(list)
    for record in nodes.values():
        found[record.stage].append(record)
    return tuple(
        StageReport(
            stage=stage,
            done=sum(record.state == "done" for record in found[stage]),
            failed=sum(record.state == "failed" for record in found[stage]),
            seconds=sum(record.seconds for record in found[stage]),
        )
        for stage in STAGES
        if stage in found
    )


def _paid(workspace: Workspace) -> Mapping[str, Usage]:
    """What was paid to language models, by topic; nothing where none was ever asked."""
    if not workspace.answers.exists():
        return {}
    with AnswerStore(workspace.answers) as answers:
        return {each.topic: each.usage for each in answers.usage()}


class _Reader:
    """Puts the records of one series together."""

    def __init__(self, nodes: Mapping[str, NodeRecord], workspace: Workspace, *, with_texts: bool) -> None:
        self._nodes, self._workspace, self._with_texts = nodes, workspace, with_texts
        self._store: BlobStore = workspace.open_store()
        self.paid = _paid(workspace)
        self.candidates = Candidates()

    def _load(self, name: str, kind: type[T]) -> T | None:
        record = self._nodes.get(name)
        if record is None or not record.output:
            return None
        try:
            return decode(kind, self._store.read_bytes(record.output))
        except StoreError:
            return None  # someone emptied the store; the next run makes it anew

    def episode(self, entry: EpisodeEntry, locales: tuple[str, ...]) -> EpisodeReport:
        number = entry.number
        media = self._load(node_id(number, "probe"), MediaInfo)
        cues = self._load(node_id(number, "lines"), CueList) or self._load(node_id(number, "read"), CueList)
        video = self._load(node_id(number, "video"), VideoPackage)
        base = self._workspace.episode_folder(number).relative_to(self._workspace.out).as_posix()
        is_packaged = self._is_done(node_id(number, "package"))
        return EpisodeReport(
            number=number,
            name=Path(entry.video).name,
            duration_ms=media.duration_ms if media else 0,
            is_vertical=media.is_vertical if media else True,
            origin=cues.origin if cues else "",
            message=self._shared_failure(number),
            notes=(*(media.notes if media else ()), *(cues.notes if cues else ())),
            lines=tuple(
                SourceLine(
                    cue_id=cue.id,
                    start_ms=cue.start_ms,
                    end_ms=cue.end_ms,
                    kind=cue.kind,
                    text=cue.text,
                    confidence=cue.confidence,
                    second=cue.second,
                    alternatives=cue.alternatives,
                    is_unsure=cue.is_unsure,
                    picture=cue.picture,
                )
                for cue in (cues.cues if cues else ())
            ),
            strip=self._load(node_id(number, "frames"), FrameStrip) if self._with_texts else None,
            preview=f"{base}/{video.preview}" if video and is_packaged else "",
            poster=f"{base}/{video.poster}" if video and is_packaged else "",
            playlist=f"{base}/index.m3u8" if is_packaged else "",
            locales=tuple(self.locale(number, locale, base) for locale in locales),
            erased=video.erased if video and is_packaged else "",
        )

    def _is_done(self, name: str) -> bool:
        return name in self._nodes and self._nodes[name].state == "done"

    def _failure(self, number: int, *names: str) -> str:
        for name in names:
            record = self._nodes.get(node_id(number, *name.split("/")))
            if record and record.state == "failed":
                return record.message
        return ""

    def _shared_failure(self, number: int) -> str:
        """Why no locale of an episode can be delivered."""
        settled = self._nodes.get(SETTLE_NODE)
        of_series = settled.message if settled and settled.state == "failed" else ""
        return self._failure(number, *_SHARED) or of_series

    def locale(self, number: int, locale: str, base: str) -> LocaleReport:
        shared = self._shared_failure(number)
        message = shared or self._failure(
            number, *(f"{locale}/{name}" for name in (*_ENGINES, "translate", "finish", "subtitles"))
        )
        localized = self._load(node_id(number, locale, "finish"), Localized)
        is_out = self._is_done(node_id(number, locale, "subtitles")) and self._is_done(node_id(number, "package"))
        review = localized.lines_for_review if localized else ()
        if localized:
            self.candidates.add(number, localized)
        return LocaleReport(
            locale=locale,
            state=_state(message, is_out=is_out and localized is not None, review_count=len(review)),
            message=message,
            line_count=len(localized.lines) if localized else 0,
            translated_count=sum(line.is_translated for line in localized.lines) if localized else 0,
            review_count=len(review),
            finding_count=sum(f.severity is not Severity.NOTE for f in localized.findings) if localized else 0,
            usage=self.paid.get(node_id(number, locale), Usage()),
            subtitles=f"{base}/files/{locale}.srt" if is_out else "",
            lines=_lines(localized, frozenset(review)) if localized and self._with_texts else (),
            leverage=_leverage(localized) if localized else Leverage(),
        )


def _leverage(localized: Localized) -> Leverage:
    origins = Counter(line.origin for line in localized.lines)
    return Leverage(
        decided=origins[LineOrigin.DECIDED],
        context=origins[LineOrigin.CONTEXT],
        exact=origins[LineOrigin.EXACT],
        fuzzy=origins[LineOrigin.FUZZY],
        machine=origins[LineOrigin.MACHINE],
        none=origins[LineOrigin.UNTRANSLATED],
    )


def _state(message: str, *, is_out: bool, review_count: int) -> DeliveryState:
    if message:
        return DeliveryState.FAILED
    if not is_out:
        return DeliveryState.PENDING
    return DeliveryState.REVIEW if review_count else DeliveryState.DONE


def _lines(localized: Localized, review: frozenset[str]) -> tuple[LineReport, ...]:
    return tuple(_line(localized, line, needs_review=line.cue.id in review) for line in localized.lines)


def _line(localized: Localized, line: LocalizedLine, *, needs_review: bool) -> LineReport:
    return LineReport(
        cue_id=line.cue.id,
        start_ms=line.cue.start_ms,
        end_ms=line.cue.end_ms,
        text=line.cue.text if line.is_translated else "",
        origin=line.origin,
        score=line.score,
        needs_review=needs_review,
        reason=line.reason,
        findings=tuple(finding for finding in localized.findings if finding.cue_id == line.cue.id),
        repairs=tuple(repair for repair in localized.repairs if repair.cue_id == line.cue.id),
        risk=line.risk,
        risks=line.risks,
        full=line.full,
        second=line.second,
    )
