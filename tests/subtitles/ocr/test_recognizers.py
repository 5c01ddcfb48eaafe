"""What every recognizer can do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from numpy.typing import NDArray

from reelbridge.core.errors import EngineError, UnknownNameError
from reelbridge.subtitles.ocr.recognizers import RECOGNIZERS
from reelbridge.subtitles.picture.pictures import crop
from support.dots import draw_dots

FONT = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Bold.ttc")
SIMPLIFIED = 2  # which font of the collection

Write = Callable[[str], NDArray[np.uint8]]


def write_in_dots(text: str) -> NDArray[np.uint8]:
    return np.pad(draw_dots(text), 24, constant_values=16)


def write_in_letters(text: str) -> NDArray[np.uint8]:
    if not FONT.exists():
        pytest.skip(f"needs the font {FONT} (apt-get install fonts-noto-cjk)")
    from PIL import Image, ImageDraw, ImageFont

    picture = Image.new("L", (100 + 50 * len(text), 100), 60)
    font = ImageFont.truetype(str(FONT), 48, index=SIMPLIFIED)
    middle = (picture.width // 2, 50)
    ImageDraw.Draw(picture).text(middle, text, 235, font, "mm", stroke_width=3, stroke_fill=16)
    return np.asarray(picture)


HOW = {"dots": write_in_dots, "rapidocr": write_in_letters}


@pytest.fixture(params=sorted(HOW))
def name(request: pytest.FixtureRequest) -> str:
    value: str = request.param
    return value


def test_every_recognizer_is_tried_here() -> None:
    assert sorted(HOW) == sorted(RECOGNIZERS)


def test_it_finds_a_line_and_reads_it(name: str) -> None:
    picture = HOW[name]("三千万今晚就签字")
    recognizer = RECOGNIZERS[name]("zh-Hans")
    (area,) = recognizer.detect(picture)
    assert area.left > 0 and area.right < picture.shape[1]
    (reading,) = recognizer.recognize([crop(picture, area)])
    assert reading.text == "三千万今晚就签字"
    assert len(reading.confidences) == len(reading.text)
    assert 0.8 < reading.confidence <= 1


def test_answers_come_in_the_order_of_the_pictures(name: str) -> None:
    texts = ["多少钱都不卖", "你", "不签"]
    readings = RECOGNIZERS[name]("zh-Hans").recognize([HOW[name](text) for text in texts])
    assert [reading.text for reading in readings] == texts


def test_where_nothing_is_it_reads_nothing(name: str) -> None:
    empty = np.full((60, 200), 80, np.uint8)
    recognizer = RECOGNIZERS[name]("zh-Hans")
    assert recognizer.detect(empty) == ()
    assert [reading.text for reading in recognizer.recognize([empty])] == [""]
    assert recognizer.recognize([]) == ()


def test_several_threads_may_ask_for_it_at_once(name: str) -> None:
    picture, answers = HOW[name]("跟我回家"), []
    threads = [
        Thread(target=lambda: answers.append(RECOGNIZERS[name]("zh-Hans").recognize([picture])[0].text))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == ["跟我回家"] * 4


def test_an_unknown_recognizer_lists_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="known: dots, rapidocr"):
        RECOGNIZERS["tesseract"]


def test_a_language_the_model_cannot_read_is_refused() -> None:
    with pytest.raises(EngineError, match="cannot read 'ar'"):
        RECOGNIZERS["rapidocr"]("ar")
