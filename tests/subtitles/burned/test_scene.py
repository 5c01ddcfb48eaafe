"""Text in the scene, followed from look to look and timed by the frames between."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from reelbridge.subtitles.burned.layout import Layout
from reelbridge.subtitles.burned.scene import MomentRecorder, SceneReader
from reelbridge.subtitles.burned.sightings import Followed
from reelbridge.subtitles.burned.signs import select_signs
from reelbridge.subtitles.burned.standing import Standing
from reelbridge.subtitles.ocr.dots import DotRecognizer
from reelbridge.subtitles.picture.frames import Frame
from reelbridge.subtitles.picture.pictures import Area, Luma
from support.dots import HEIGHT, WIDTH, Shown, draw_dots

MS = 40


class Counting(DotRecognizer):
    """Counts how often text is looked for."""

    looks = 0

    def detect(self, picture: Luma) -> tuple[Area, ...]:
        self.looks += 1
        return super().detect(picture)


def draw(shown: Sequence[Shown], number: int) -> Luma:
    """A frame: dots on dark plates before a soft wall."""
    shade = 60 + 20 * np.sin((np.arange(WIDTH) + number) / 40)
    picture = np.tile(shade, (HEIGHT, 1)).astype(np.uint8)
    for item in shown:
        if item.first <= number < item.end:
            plate = np.pad(draw_dots(item.text), 6, constant_values=16)
            left = (item.x - plate.shape[1] // 2 if item.left is None else item.left) + round(
                item.drift * (number - item.first)
            )
            part = picture[item.y : item.y + plate.shape[0], max(0, left) : left + plate.shape[1]]
            part[:] = plate[:, max(0, -left) :][:, : part.shape[1]]
    return picture


def follow(
    shown: Sequence[Shown], count: int, standing: tuple[Standing, ...] = (), recognizer: DotRecognizer | None = None
) -> tuple[Followed, ...]:
    """Everything that was followed in a video of these frames."""
    layout = Layout(height=HEIGHT, width=WIDTH, standing=standing)
    recorder, reader = MomentRecorder(layout), SceneReader(layout, recognizer or DotRecognizer())
    for number in range(count):
        picture = draw(shown, number)
        moment = recorder.add(Frame(start_ms=MS * number, end_ms=MS * (number + 1), luma=picture))
        if moment is not None:
            reader.look(moment)
    return reader.finish(recorder.rest())


def test_a_sign_that_comes_and_goes_between_two_looks_is_timed_to_the_frame() -> None:
    (sign,) = follow([Shown(text="云记面", first=37, end=88, y=200)], 120)
    assert (sign.track.text, sign.start_ms, sign.end_ms) == ("云记面", 37 * MS, 88 * MS)


def test_a_sign_that_is_up_at_the_end_of_the_video_ends_with_it() -> None:
    (sign,) = follow([Shown(text="云记面", first=37, end=90, y=200)], 90)
    assert (sign.start_ms, sign.end_ms) == (37 * MS, 90 * MS)


def test_a_sign_that_drifts_with_the_camera_is_one_sign() -> None:
    (sign,) = follow([Shown(text="云记面", first=10, end=110, y=200, left=40, drift=0.6)], 120)
    assert (sign.start_ms, sign.end_ms) == (10 * MS, 110 * MS)


def test_two_signs_at_once_are_timed_each_for_itself() -> None:
    shown = (Shown(text="云记面", first=20, end=90, y=120), Shown(text="奶奶来电", first=45, end=70, y=320))
    found = {each.track.text: (each.start_ms // MS, each.end_ms // MS) for each in follow(shown, 110)}
    assert found == {"云记面": (20, 90), "奶奶来电": (45, 70)}


def test_a_watermark_that_is_known_is_not_followed() -> None:
    mark = Standing(text="千金", area=Area(left=20, top=30, right=86, bottom=54))
    assert follow([Shown(text="千金", first=0, end=100, y=30, left=20)], 100, (mark,)) == ()


def test_text_that_runs_through_the_picture_is_followed_but_is_no_sign() -> None:
    quick = Shown(text="好看", first=10, end=90, y=100, left=10, drift=5)
    slow = Shown(text="导演", first=0, end=240, y=300, left=2, drift=0.9)
    found = follow([quick, slow], 240)
    assert found != ()
    assert select_signs(found, "zh-Hans") == ()


def test_a_scene_without_new_strokes_is_not_searched_again() -> None:
    recognizer = Counting()
    follow([Shown(text="云记面", first=0, end=250, y=200)], 250, recognizer=recognizer)
    assert recognizer.looks <= 3
