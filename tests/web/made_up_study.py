"""The made-up series of studies as a page, with pictures in its film strips."""

from __future__ import annotations

import io
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

import av
import numpy as np

from reelbridge.model.media import FileRef
from reelbridge.model.profile import Comparison, Measure, Note, Profile, ProfileKind
from reelbridge.model.study import EpisodeStudy, SeriesStudy
from reelbridge.web.study_page import render_study
from support.studies import CUTS, STRIP, make_series

HOSTILE = '</script><img src=x onerror="document.title=1">\u2028'

CRAFT = Profile(
    name="micro-drama-craft",
    title="Micro-drama craft",
    kind=ProfileKind.GUIDANCE,
    episodes=0,
    shots=0,
    measures=(Measure(id="shot-length", low=2.0, high=4.0), Measure(id="hook", high=3.0)),
)


def make_comparison(series: SeriesStudy, *, text: str = "shot 4: 10.0 s of a locked-off wide") -> Comparison:
    """One note on a shot and one on the whole of each episode; the later the episode, the worse its shot."""
    notes = [
        note
        for number in range(1, len(series.episodes) + 1)
        for note in (
            Note(
                episode=number,
                start_ms=6000,
                end_ms=16000,
                measure="shot-length",
                text=text,
                band="2 to 4 s",
                advice="Cut in to a face.",
                weight=50.0 + number,
                shot=4,
            ),
            Note(
                episode=number,
                start_ms=0,
                end_ms=0,
                measure="jolts",
                text="2.5 jolts a minute",
                band="at least 3",
                advice="Plant a turn.",
                weight=20.0,
            ),
        )
    ]
    return Comparison(title=series.title, profile=CRAFT, notes=tuple(notes), own=series.profile)


@cache
def _sheet() -> bytes:
    """Six small pictures of six colours in a row, as a JPEG."""
    pixels = np.zeros((STRIP.height, STRIP.width * STRIP.columns, 3), np.uint8)
    for place in range(STRIP.columns):
        pixels[:, place * STRIP.width : (place + 1) * STRIP.width, place % 3] = 200
    target = io.BytesIO()
    with av.open(target, "w", format="mjpeg") as container:
        stream = container.add_stream("mjpeg", rate=1)
        stream.width, stream.height, stream.pix_fmt = pixels.shape[1], pixels.shape[0], "yuvj420p"
        container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
    return target.getvalue()


def load_sheet(_: FileRef) -> bytes:
    """The content of every sheet."""
    return _sheet()


def render(series: SeriesStudy, *, comparison: Comparison | None = None) -> str:
    """The page; the video of the first episode alone is at hand."""
    return render_study(series, comparison=comparison, load_file=load_sheet, video_paths={1: "第1集.mp4"})


def write_page(folder: Path, series: SeriesStudy | None = None, *, comparison: Comparison | None = None) -> str:
    """The page on the disk with the video of the first episode beside it; the page's address."""
    (folder / "第1集.mp4").write_bytes(_video())
    page = folder / "study.html"
    page.write_text(render(series or make_series(), comparison=comparison), "utf-8")
    return page.as_uri()


@cache
def _video() -> bytes:
    """A small H.264 video as long as the made-up episode: each shot is brighter than the one before."""
    target = io.BytesIO()
    with av.open(target, "w", format="mp4") as container:
        stream = container.add_stream("libx264", rate=Fraction(25), options={"preset": "ultrafast", "g": "10"})
        stream.width, stream.height, stream.pix_fmt = 36, 64, "yuv420p"
        for number in range(CUTS[-1]):
            shot = sum(number >= cut for cut in CUTS)
            pixels = np.full((64, 36, 3), 30 * shot, np.uint8)
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, format="rgb24")))
        container.mux(stream.encode(None))
    return target.getvalue()


def with_episode(series: SeriesStudy, episode: EpisodeStudy) -> SeriesStudy:
    """The same series with another first episode."""
    return replace(series, episodes=(episode, *series.episodes[1:]))
