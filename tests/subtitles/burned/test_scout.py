"""A first look at a few frames: where the dialogue stands, with its second language, and what stands all the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from reelbridge.subtitles.burned.layout import Layout
from reelbridge.subtitles.burned.scout import scout
from reelbridge.subtitles.ocr.dots import DotRecognizer
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area
from support.dots import HEIGHT, WIDTH, Shown, frames_of

LINES = ("三千万签字", "多少钱", "你来了吗", "跟我回家", "不签", "我信", "他早就知", "好的")
ENGLISH = ("sign", "price", "here?", "home", "never", "trust", "knew", "fine")


class Video:
    """Frames two seconds apart instead of a video, and what was asked for.

    Args:
        shown: texts by the number of the frame.
        count: of the frames.
        key_count: of those that come after a key frame.
    """

    def __init__(self, shown: Sequence[Shown], count: int, *, key_count: int | None = None) -> None:
        self._shown = shown
        self._count = count
        self._key_count = count if key_count is None else key_count
        self.sampled = False

    def glimpses(self, step_ms: int) -> Iterator[Frame]:
        return self._frames(self._key_count)

    def samples(self, step_ms: int) -> Iterator[Frame]:
        self.sampled = True
        return self._frames(self._count)

    def _frames(self, count: int) -> Iterator[Frame]:
        for number, picture in enumerate(frames_of(self._shown, count)):
            grain = np.random.default_rng(number).integers(0, 6, picture.shape, np.uint8)
            yield Frame(start_ms=2000 * number, end_ms=2000 * number + 40, luma=picture + grain)


class Counting(DotRecognizer):
    """Counts the frames in which text was looked for."""

    looks = 0

    def detect(self, picture):  # type: ignore[no-untyped-def]
        self.looks += 1
        return super().detect(picture)


def lay_out(video: Video, recognizer: DotRecognizer | None = None) -> Layout:
    with ThreadPoolExecutor(max_workers=1) as pool:
        return scout(video, 48_000, recognizer or DotRecognizer(), "zh-Hans", pool)  # type: ignore[arg-type]


def spoken(count: int = 24, texts: Sequence[str] = LINES, y: int = 450) -> tuple[Shown, ...]:
    """A line in two of three frames."""
    return tuple(
        Shown(text=texts[number // 3 % len(texts)], first=number, end=number + 2, y=y) for number in range(0, count, 3)
    )


def test_the_dialogue_is_found_in_frames_after_key_frames() -> None:
    video = Video(spoken(), 24)
    dialogue = lay_out(video).dialogue
    assert dialogue is not None and dialogue.second is None
    assert not video.sampled
    assert 400 < dialogue.band.top <= 450 and 474 <= dialogue.band.bottom < 530
    assert dialogue.band.line_height == pytest.approx(24, abs=2)
    assert abs(dialogue.band.anchor_x - WIDTH / 2) < 6


def test_it_looks_no_longer_than_until_the_place_is_plain() -> None:
    recognizer = Counting()
    lay_out(Video(spoken(48), 48), recognizer)
    assert 8 <= recognizer.looks < 24


def test_where_key_frames_are_too_far_apart_other_frames_are_looked_at() -> None:
    video = Video(spoken(), 24, key_count=2)
    assert lay_out(video).dialogue is not None
    assert video.sampled


def test_a_row_of_a_second_language_is_found_and_kept_apart() -> None:
    dialogue = lay_out(Video((*spoken(), *spoken(texts=ENGLISH, y=486)), 24)).dialogue
    assert dialogue is not None and dialogue.second is not None
    assert dialogue.second.is_below
    assert dialogue.second.top < 498 < dialogue.second.bottom
    assert not dialogue.band.fits(Area(left=100, top=486, right=220, bottom=510))
    assert dialogue.bottom >= 510  # both are cut out of the frames


def test_a_watermark_is_known_from_the_first_look() -> None:
    layout = lay_out(Video((*spoken(), Shown(text="千金", first=0, end=24, y=30, left=20)), 24))
    assert [item.text for item in layout.standing] == ["千金"]
    assert layout.is_known(Area(left=20, top=30, right=86, bottom=54))
    assert layout.dialogue is not None


def test_a_video_without_text_has_no_dialogue() -> None:
    layout = lay_out(Video((), 24))
    assert (layout.height, layout.width, layout.dialogue, layout.standing) == (HEIGHT, WIDTH, None, ())


def test_without_a_picture_nothing_is_known() -> None:
    assert lay_out(Video((), 0)) == Layout(height=0, width=0)
