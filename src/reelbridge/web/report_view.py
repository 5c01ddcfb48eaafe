"""What the report page says, worked out from a `SeriesReport`: counts, sentences, links. No HTML here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

from reelbridge.app.costs import describe_cost
from reelbridge.core.errors import UnknownNameError
from reelbridge.core.time import format_clock
from reelbridge.model.market import load_market
from reelbridge.model.report import DeliveryState, EpisodeReport, LocaleReport, SeriesReport
from reelbridge.pipelines.stages import STAGES
from reelbridge.web.origins_view import (
    ORIGINS,
    LeverageView,
    OriginName,
    PaidView,
    count_origins,
    view_leverage,
    view_paid,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LocaleView:
    """A locale as it is named and written; `direction` is ltr, rtl, or auto where it is not known."""

    tag: str
    name: str
    endonym: str
    direction: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellView:
    """One episode in one locale: `text` is what stands in the matrix, `label` the whole sentence.

    `counts` are lines by origin. `paid` is requests, tokens in, of those cached, tokens out; empty where nothing was.
    """

    locale: str
    state: DeliveryState
    review_count: int
    text: str
    label: str
    counts: tuple[int, ...]
    paid: tuple[int, ...]
    cost: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EpisodeView:
    """One row of the matrix."""

    number: int
    name: str
    clock: str
    needs_attention: bool
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesIndex:
    """What the page's script knows of the series before an episode is opened."""

    SCHEMA: ClassVar[str] = "report_index.2"

    source: LocaleView
    locales: tuple[LocaleView, ...]
    origins: tuple[OriginName, ...]
    episodes: tuple[EpisodeView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many deliveries are in one state, and what part of all that is, in percent."""

    state: DeliveryState
    label: str
    count: int
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The head of the page. `lines_wanted` counts every line in every locale."""

    shares: tuple[Share, ...]
    delivery_count: int
    lines_read: int
    lines_unsure: int
    lines_wanted: int
    lines_translated: int
    lines_for_review: int
    finding_count: int

    @property
    def translated_percent(self) -> str:
        """Rounded down, so that 100 % means all of them."""
        return f"{100 * self.lines_translated // self.lines_wanted} %" if self.lines_wanted else "0 %"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that failed: where, and why in the words of the error."""

    place: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StageView:
    """One row of the times. `percent` is the share of the slowest stage, for the bar."""

    name: str
    done: int
    failed: int
    seconds: str
    percent: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Everything that the page's template prints."""

    title: str
    engine: str
    started: str
    took: str
    totals: Totals
    problems: tuple[Problem, ...]
    index: SeriesIndex
    stages: tuple[StageView, ...]
    leverages: tuple[LeverageView, ...]
    paid: PaidView
    has_risks: bool


def view_report(report: SeriesReport) -> ReportView:
    """The page of a series."""
    locales = tuple(_view_locale(tag) for tag in report.locales)
    names = {locale.tag: locale.name for locale in locales}
    return ReportView(
        title=report.title,
        engine=report.engine,
        started=format_moment(report.run_started),
        took=format_seconds(report.run_seconds) if report.run_seconds is not None else "",
        totals=_count(report),
        problems=tuple(problem for episode in report.episodes for problem in _problems(episode, names)),
        index=SeriesIndex(
            source=_view_source(report.source_locale),
            locales=locales,
            origins=ORIGINS,
            episodes=tuple(_view_episode(episode, names) for episode in report.episodes),
        ),
        stages=_view_stages(report),
        leverages=tuple(
            view_leverage(names[tag], tag, [each for each in _deliveries(report) if each.locale == tag])
            for tag in report.locales
        ),
        paid=view_paid(report, names),
        has_risks=any(each.lines for each in report.read_first),
    )


def format_moment(text: str) -> str:
    """An ISO 8601 moment for people: `24 Nov 2026, 09:09 UTC`. What is no moment stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    if moment.tzinfo is None:
        return f"{moment.day} {moment:%b %Y, %H:%M}"
    moment = moment.astimezone(UTC)
    return f"{moment.day} {moment:%b %Y, %H:%M} UTC"


def format_seconds(seconds: float) -> str:
    """`0.4 s`, `48 s`, `3 min 12 s`, `2 h 5 min`."""
    if seconds < 10:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def _view_locale(tag: str) -> LocaleView:
    market = load_market(tag)
    return LocaleView(tag=tag, name=market.name, endonym=market.endonym, direction=market.direction)


def _view_source(tag: str) -> LocaleView:
    """The original's language need not be a market."""
    try:
        return _view_locale(tag)
    except UnknownNameError:
        return LocaleView(tag=tag, name=tag, endonym=tag, direction="auto")


def _view_episode(episode: EpisodeReport, names: dict[str, str]) -> EpisodeView:
    cells = tuple(_view_cell(episode, found, names) for found in episode.locales)
    return EpisodeView(
        number=episode.number,
        name=episode.name,
        clock=format_clock(episode.duration_ms) if episode.duration_ms else "",
        needs_attention=any(cell.state in (DeliveryState.REVIEW, DeliveryState.FAILED) for cell in cells),
        cells=cells,
    )


def _view_cell(episode: EpisodeReport, found: LocaleReport, names: dict[str, str]) -> CellView:
    text, sentence = {
        DeliveryState.DONE: ("Done", "done"),
        DeliveryState.REVIEW: (f"Review {found.review_count}", f"{_lines(found.review_count)} to review"),
        DeliveryState.FAILED: ("Failed", "failed"),
        DeliveryState.PENDING: ("Pending", "not run yet"),
    }[found.state]
    usage = found.usage
    return CellView(
        locale=found.locale,
        state=found.state,
        review_count=found.review_count,
        text=text,
        label=f"Episode {episode.number}, {names[found.locale]}: {sentence}",
        counts=count_origins(found.leverage),
        paid=(usage.requests, usage.tokens_in, usage.tokens_cached, usage.tokens_out) if usage.requests else (),
        cost=describe_cost((usage,)),
    )


def _lines(count: int) -> str:
    return "1 line" if count == 1 else f"{count} lines"


def _deliveries(report: SeriesReport) -> list[LocaleReport]:
    return [found for episode in report.episodes for found in episode.locales]


def _count(report: SeriesReport) -> Totals:
    deliveries = _deliveries(report)
    labels = {
        DeliveryState.DONE: "Done",
        DeliveryState.REVIEW: "Needs review",
        DeliveryState.FAILED: "Failed",
        DeliveryState.PENDING: "Pending",
    }
    counts = {state: sum(found.state is state for found in deliveries) for state in labels}
    return Totals(
        shares=tuple(
            Share(state=state, label=label, count=counts[state], percent=100 * counts[state] / max(len(deliveries), 1))
            for state, label in labels.items()
        ),
        delivery_count=len(deliveries),
        lines_read=sum(len(episode.lines) for episode in report.episodes),
        lines_unsure=sum(episode.unsure_count for episode in report.episodes),
        lines_wanted=sum(len(episode.lines) * len(episode.locales) for episode in report.episodes),
        lines_translated=sum(found.translated_count for found in deliveries),
        lines_for_review=sum(found.review_count for found in deliveries),
        finding_count=sum(found.finding_count for found in deliveries),
    )


def _problems(episode: EpisodeReport, names: dict[str, str]) -> Iterator[Problem]:
    """An episode that failed as a whole is told once, and so is one reason that stopped several locales."""
    if episode.message:
        yield Problem(place=f"Episode {episode.number}", message=episode.message)
    reasons: dict[str, list[str]] = {}
    for found in episode.locales:
        if found.state is DeliveryState.FAILED and found.message != episode.message:
            reasons.setdefault(found.message, []).append(names[found.locale])
    for message, places in reasons.items():
        yield Problem(place=f"Episode {episode.number}, {', '.join(places)}", message=message or "It failed.")


def _view_stages(report: SeriesReport) -> tuple[StageView, ...]:
    slowest = max((stage.seconds for stage in report.stages), default=0.0) or 1.0
    return tuple(
        StageView(
            name=STAGES.get(stage.stage, stage.stage),
            done=stage.done,
            failed=stage.failed,
            seconds=format_seconds(stage.seconds),
            percent=100 * stage.seconds / slowest,
        )
        for stage in report.stages
    )
