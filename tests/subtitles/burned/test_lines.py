"""The lines of a band that comes in pieces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from reelbridge.subtitles.burned.band import Anchor, Band
from reelbridge.subtitles.burned.layout import Dialogue
from reelbridge.subtitles.burned.lines import Line, LineReader
from reelbridge.subtitles.burned.strip import StripRecorder
from reelbridge.subtitles.ocr.dots import DotRecognizer
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.mask import Ink
from reelbridge.subtitles.picture.pictures import Area, Luma
from support.dots import WIDTH, Shown, frames_of

MS = 40
BAND = Band(top=442, bottom=482, line_height=24, anchor=Anchor.MIDDLE, anchor_x=WIDTH / 2)
DIALOGUE = Dialogue(band=BAND, second=None, ink=Ink(), top=442, bottom=482)


class Counting(DotRecognizer):
    """Counts how often lines are looked for and read."""

    looks = reads = 0

    def detect(self, picture: Luma) -> tuple[Area, ...]:
        self.looks += 1
        return super().detect(picture)

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        self.reads += len(pictures)
        return super().recognize(pictures)


def read(shown: Sequence[Shown], count: int, piece: int, recognizer: DotRecognizer | None = None) -> tuple[Line, ...]:
    """The lines of a video whose band is handed over in pieces of so many frames."""
    recorder = StripRecorder(DIALOGUE, WIDTH)
    reader = LineReader(recorder, DIALOGUE, (), recognizer or DotRecognizer())
    slices = [
        recorder.cut(Frame(start_ms=MS * number, end_ms=MS * (number + 1), luma=picture))
        for number, picture in enumerate(frames_of(shown, count))
    ]
    for first in range(0, count, piece):
        reader.feed(slices[first : first + piece])
    return reader.finish()


def found(lines: tuple[Line, ...]) -> list[tuple[str, int, int]]:
    return [(line.text, line.start_ms // MS, line.end_ms // MS) for line in lines]


@pytest.mark.parametrize("piece", [30, 50, 70, 200])
def test_a_line_over_the_end_of_a_piece_is_one_line(piece: int) -> None:
    shown = (
        Shown(text="三千万签字", first=10, end=65),
        Shown(text="他来了吗", first=65, end=100),
        Shown(text="不签", first=120, end=190),
    )
    assert found(read(shown, 200, piece)) == [(item.text, item.first, item.end) for item in shown]


@pytest.mark.parametrize("piece", [40, 55, 120])
def test_the_same_line_twice_is_two_lines_in_whatever_pieces_it_comes(piece: int) -> None:
    shown = (Shown(text="好的", first=10, end=40), Shown(text="好的", first=50, end=90))
    assert found(read(shown, 120, piece)) == [("好的", 10, 40), ("好的", 50, 90)]


def test_a_line_that_never_ends_is_read_all_the_same_and_in_one_piece() -> None:
    shown = (Shown(text="未完待续", first=20, end=1620),)
    assert found(read(shown, 1620, 810)) == [("未完待续", 20, 1620)]


def test_every_line_is_looked_for_and_read_about_once() -> None:
    recognizer = Counting()
    shown = tuple(
        Shown(text=text, first=at, end=at + 40) for at, text in ((10, "不签"), (60, "我信"), (110, "跟我回家"))
    )
    assert len(read(shown, 200, 200, recognizer)) == 3
    assert recognizer.reads == 3
    assert recognizer.looks <= 6


def test_what_flashes_up_for_a_moment_is_no_line() -> None:
    shown = (Shown(text="不签", first=10, end=40), Shown(text="万", first=60, end=63))
    assert found(read(shown, 100, 200)) == [("不签", 10, 40)]


class Unsure(DotRecognizer):
    """Reads well and is not sure of anything."""

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        return tuple(
            replace(reading, confidences=(0.7,) * len(reading.text), others=((("万", 0.25),),) * len(reading.text))
            for reading in super().recognize(pictures)
        )


def test_a_line_says_where_it_stands() -> None:
    (line,) = read((Shown(text="三千万", first=10, end=60),), 80, 200)
    assert line.area.top <= 450 and line.area.bottom >= 474
    assert abs(line.area.center_x - WIDTH / 2) < 12
    assert line.cut is None


def test_a_line_that_is_not_sure_shows_its_place_and_what_it_may_be_instead() -> None:
    (line,) = read((Shown(text="三千签字", first=10, end=60),), 80, 200, Unsure())
    assert line.cut is not None
    assert line.cut.shape == (line.area.height, line.area.width)
    assert DotRecognizer().recognize([line.cut])[0].text == line.text == "三千签字"
    assert [[char for char, _ in others] for others in line.others] == [["万"]] * 4
