"""What stands where in a frame."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelbridge.subtitles.burned.sightings import find_areas, look
from reelbridge.subtitles.ocr.dots import DotRecognizer
from reelbridge.subtitles.ocr.recognizers import Reading
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area, Luma
from support.dots import HEIGHT, WIDTH, draw_dots


class Counting(DotRecognizer):
    """Counts the pictures that are read."""

    reads = 0

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        self.reads += len(pictures)
        return super().recognize(pictures)


def frame(at_ms: int, **texts: int) -> Frame:
    """Texts by their distance from the top, in the middle; a little grain over all."""
    picture = np.full((HEIGHT, WIDTH), 70, np.uint8)
    for text, top in texts.items():
        drawn = draw_dots(text)
        left = (WIDTH - drawn.shape[1]) // 2
        picture[top : top + drawn.shape[0], left : left + drawn.shape[1]] = drawn
    picture += np.random.default_rng(at_ms).integers(0, 6, picture.shape, np.uint8)
    return Frame(start_ms=at_ms, end_ms=at_ms + 40, luma=picture)


def test_lines_are_found_in_pixels_of_the_whole_frame() -> None:
    (area,) = find_areas(frame(0, 云记面=200).luma, DotRecognizer())
    assert abs(area.top - 200) <= 3 and abs(area.bottom - 224) <= 3
    assert abs(area.center_x - WIDTH / 2) <= 6


def test_what_a_part_cuts_off_is_left_out() -> None:
    picture = frame(0, 云记面=200, 跟我回家=300).luma
    part = Area(left=0, top=210, right=WIDTH, bottom=400)
    (area,) = find_areas(picture, DotRecognizer(), within=part)
    assert abs(area.top - 300) <= 3


def test_what_was_read_in_another_frame_is_not_read_again() -> None:
    recognizer = Counting()
    first = look(frame(0, 千金=30, 不签=450), recognizer, ())
    second = look(frame(2000, 千金=30, 我信=450), recognizer, first)
    assert sorted(sighting.reading.text for sighting in second) == ["千金", "我信"]
    assert {sighting.at_ms for sighting in second} == {2000}
    assert recognizer.reads == 3


def test_empty_ground_holds_nothing() -> None:
    assert look(frame(0), DotRecognizer(), ()) == ()
