"""A made-up series: three episodes in English, Thai and Arabic, and one that is no video."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from reelbridge.model.cue import Alternative, CueKind
from reelbridge.model.draft import LineOrigin, Usage
from reelbridge.model.finding import Finding, Repair, Severity
from reelbridge.model.media import FileRef
from reelbridge.model.package import FrameStrip
from reelbridge.model.report import (
    DeliveryState,
    EpisodeReport,
    Leverage,
    LineReport,
    LocaleReport,
    ReadFirst,
    RiskyLine,
    SeriesReport,
    SourceLine,
    StageReport,
)

LOCALES = ("en", "th", "ar")
HOSTILE = '</script><img src=x onerror="document.title=1">\u2028'

DURATION_MS = 4000
TILE_WIDTH, TILE_HEIGHT = 36, 64

STRIP = FileRef(name="strip.jpg", digest="0" * 64, size=1)
CUTOUT = FileRef(name="c0003.jpg", digest="1" * 64, size=16)

#: start, end, kind, source, confidence, then the translations
LINES = (
    (
        200,
        1000,
        "dialogue",
        "师父，面好了",
        0.99,
        "Master, noodles are ready",
        "อาจารย์ บะหมี่ได้แล้ว",
        "معلمي، النودلز جاهزة.",
    ),
    (600, 1800, "sign", "云记面馆", 0.71, "Yun's Noodle House", "ร้านบะหมี่ของหยุน", "مطعم يون للنودلز"),
    (1200, 2000, "dialogue", "三千万", 0.98, "30 million", "สามสิบล้าน", "30 مليون!"),
    (2400, 3600, "dialogue", "你找谁？", 0.98, "Who are you\nlooking for?", "คุณหาใคร", "عمّن تبحث؟"),
)

PAID = Usage(requests=1, tokens_in=900, tokens_out=300, tokens_cached=200, cost_usd=0.002)

TOO_FAST = Finding(
    check_id="reading-speed",
    severity=Severity.WARNING,
    cue_id="c0003",
    message="24.0 characters/s; at most 20",
    hint="shorten it by 4 characters",
)


def make_series() -> SeriesReport:
    """In the first episode Thai has one line to review, in the second Arabic; the fourth episode is no video."""
    episodes = (
        make_episode(1, {"th": "c0004"}),
        make_episode(2, {"ar": "c0003"}),
        make_episode(3, {}),
        _broken_episode(4),
    )
    return SeriesReport(
        title="面馆千金",
        source_locale="zh-Hans",
        locales=LOCALES,
        engine="memory",
        run_started="2026-11-24T10:09:14+01:00",
        run_seconds=97.2,
        stages=(
            StageReport(stage="probe", done=3, failed=1, seconds=0.42),
            StageReport(stage="read", done=3, failed=0, seconds=61.2),
        ),
        episodes=episodes,
        usage=sum((PAID, PAID, PAID), start=Usage()),
        bible_usage=Usage(),
        read_first=tuple(ReadFirst(locale=locale, line_count=12, lines=()) for locale in LOCALES),
    )


def make_episode(number: int, for_review: dict[str, str]) -> EpisodeReport:
    """One episode; `for_review` names one line per locale that needs a person."""
    source = tuple(
        SourceLine(
            cue_id=f"c{place:04d}", start_ms=start, end_ms=end, kind=CueKind(kind), text=text, confidence=confidence
        )
        for place, (start, end, kind, text, confidence, *_) in enumerate(LINES, 1)
    )
    folder = f"episode-{number:03d}"
    return EpisodeReport(
        number=number,
        name=f"第{number}集.mp4",
        duration_ms=DURATION_MS,
        is_vertical=True,
        origin="burned-in",
        message="",
        notes=(),
        lines=source,
        strip=FrameStrip(
            file=STRIP,
            tile_width=TILE_WIDTH,
            tile_height=TILE_HEIGHT,
            cue_ids=tuple(line.cue_id for line in source),
        ),
        preview=f"{folder}/preview.mp4",
        poster="",
        playlist=f"{folder}/index.m3u8",
        locales=tuple(
            _delivery(source, locale, column, for_review.get(locale), folder)
            for column, locale in enumerate(LOCALES, 5)
        ),
    )


def _delivery(
    source: tuple[SourceLine, ...], locale: str, column: int, for_review: str | None, folder: str
) -> LocaleReport:
    lines = [
        LineReport(
            cue_id=line.cue_id,
            start_ms=line.start_ms,
            end_ms=line.end_ms,
            text=str(LINES[place][column]),
            origin=LineOrigin.EXACT,
            score=100.0,
            needs_review=False,
            reason=None,
            findings=(TOO_FAST,) if line.cue_id == "c0003" else (),
            repairs=(),
        )
        for place, line in enumerate(source)
    ]
    lines[3] = replace(
        lines[3],
        repairs=(
            Repair(repair_id="rebreak", cue_id="c0004", message="broken into 2 lines", before="one", after="one\ntwo"),
        ),
    )
    lines = [
        replace(line, origin=LineOrigin.FUZZY, score=86.4, needs_review=True, reason="Compare it with the memory.")
        if line.cue_id == for_review
        else line
        for line in lines
    ]
    return LocaleReport(
        locale=locale,
        state=DeliveryState.REVIEW if for_review else DeliveryState.DONE,
        message="",
        line_count=len(lines),
        translated_count=len(lines),
        review_count=1 if for_review else 0,
        finding_count=1,
        usage=PAID if locale == "ar" else Usage(),
        subtitles=f"{folder}/files/{locale}.srt",
        lines=tuple(lines),
        leverage=_leverage(lines),
    )


def _leverage(lines: Iterable[LineReport]) -> Leverage:
    origins = Counter(line.origin for line in lines)
    return Leverage(
        exact=origins[LineOrigin.EXACT], fuzzy=origins[LineOrigin.FUZZY], machine=origins[LineOrigin.MACHINE]
    )


def _broken_episode(number: int) -> EpisodeReport:
    message = f"第{number}集.mp4 is no video: it holds text"
    failed = LocaleReport(
        locale="",
        state=DeliveryState.FAILED,
        message=message,
        line_count=0,
        translated_count=0,
        review_count=0,
        finding_count=0,
        usage=Usage(),
        subtitles="",
    )
    return EpisodeReport(
        number=number,
        name=f"第{number}集.mp4",
        duration_ms=0,
        is_vertical=True,
        origin="",
        message=message,
        notes=(),
        lines=(),
        strip=None,
        preview="",
        poster="",
        playlist="",
        locales=tuple(replace(failed, locale=locale) for locale in LOCALES),
    )


def with_doubt(report: SeriesReport) -> SeriesReport:
    """The series with one line of the first episode that was not read for sure."""
    first = report.episodes[0]
    doubtful = replace(
        first.lines[2],
        is_unsure=True,
        confidence=0.62,
        alternatives=(
            Alternative(at=1, length=1, text="干", confidence=0.41),
            Alternative(at=1, length=1, text="于", confidence=0.22),
        ),
        picture=CUTOUT,
        second="Thirty million",
    )
    lines = (*first.lines[:2], doubtful, *first.lines[3:])
    return replace(report, episodes=(replace(first, lines=lines), *report.episodes[1:]))


def with_machine_lines(report: SeriesReport, text: str = "") -> SeriesReport:
    """The series with three lines that a model wrote: one in the first episode, two in the second, in all locales.

    Args:
        report: the series.
        text: stands wherever a text of the model can stand; else the translations and other words.
    """
    new = ("no person has seen it +20",)
    doubtful = (text or "asked twice, the model said something else +30", *new, "reading-speed +12")
    shortened = (*new, "in the first 3 s +10", "shortened to be read in time +8")

    def write(line: LineReport, risk: float, risks: tuple[str, ...], full: str = "", second: str = "") -> LineReport:
        return replace(
            line, origin=LineOrigin.MACHINE, score=0.0, risk=risk, risks=risks, full=full, second=second, repairs=()
        )

    def write_episode(episode: EpisodeReport) -> EpisodeReport:
        def write_delivery(found: LocaleReport) -> LocaleReport:
            lines = list(found.lines)
            if episode.number == 1:
                lines[3] = write(lines[3], 20, new)
            elif episode.number == 2:
                lines[0] = write(lines[0], 38, shortened, full=text or f"{lines[0].text} {lines[0].text}")
                lines[2] = write(lines[2], 62, doubtful, second=text or lines[3].text)
            return replace(found, lines=tuple(lines), leverage=_leverage(lines))

        return replace(episode, locales=tuple(map(write_delivery, episode.locales)))

    ranked = (
        RiskyLine(episode=2, cue_id="c0003", risk=62),
        RiskyLine(episode=2, cue_id="c0001", risk=38),
        RiskyLine(episode=1, cue_id="c0004", risk=20),
    )
    return replace(
        report,
        episodes=tuple(map(write_episode, report.episodes)),
        read_first=tuple(ReadFirst(locale=locale, line_count=12, lines=ranked) for locale in LOCALES),
    )


def with_bible(report: SeriesReport) -> SeriesReport:
    """The series whose bible was paid for too, and a trial that had no price."""
    bible = Usage(requests=2, tokens_in=40_000, tokens_out=6_000, cost_usd=0.04)
    trial = Usage(requests=1, tokens_in=100, tokens_out=10)
    return replace(report, bible_usage=bible, usage=sum((PAID, PAID, PAID, bible), start=trial))


def without_cost(report: SeriesReport) -> SeriesReport:
    """The series for which no model was ever asked."""
    return replace(
        report,
        usage=Usage(),
        episodes=tuple(
            replace(episode, locales=tuple(replace(found, usage=Usage()) for found in episode.locales))
            for episode in report.episodes
        ),
    )


def with_text(report: SeriesReport, text: str) -> SeriesReport:
    """The series with that text wherever a text from outside can stand."""
    finding = Finding(check_id=text, severity=Severity.ERROR, cue_id="c0001", message=text, hint=text)
    repair = Repair(repair_id=text, cue_id="c0001", message=text, before=text, after=text)

    def spoil(line: LineReport) -> LineReport:
        return replace(line, text=text, reason=text, findings=(finding,), repairs=(repair,))

    def spoil_delivery(found: LocaleReport) -> LocaleReport:
        return replace(found, lines=tuple(map(spoil, found.lines)), message=text if found.message else "")

    def spoil_episode(episode: EpisodeReport) -> EpisodeReport:
        return replace(
            episode,
            name=text,
            message=text if episode.message else "",
            notes=(text,),
            lines=tuple(replace(line, text=text) for line in episode.lines),
            locales=tuple(map(spoil_delivery, episode.locales)),
        )

    return replace(report, title=text, engine=text, episodes=tuple(map(spoil_episode, report.episodes)))


def load_picture(file: FileRef) -> bytes:
    """The strip, whose tiles have a grey of their own each, or the one cut-out."""
    tile_count, height = (len(LINES), TILE_HEIGHT) if file == STRIP else (1, CUTOUT.size)
    picture = np.repeat(np.linspace(40, 220, tile_count).astype(np.uint8), TILE_WIDTH)
    pixels = np.broadcast_to(picture[None, :, None], (height, picture.size, 3)).copy()
    data = io.BytesIO()
    with av.open(data, "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = picture.size, height, "yuvj420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
    return data.getvalue()


def write_video(path: Path) -> None:
    """A small H.264 video of `DURATION_MS`, 90 x 160, from dark to bright."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=Fraction(10), options={"preset": "ultrafast", "g": "5"})
        stream.width, stream.height, stream.pix_fmt = 90, 160, "yuv420p"
        for number in range(DURATION_MS // 100):
            pixels = np.full((160, 90, 3), 40 + 5 * number, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
