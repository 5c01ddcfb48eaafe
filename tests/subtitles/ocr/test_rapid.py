"""What the bundled network says, as a reading. The network here is a table of shares."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from reelbridge.subtitles.ocr.rapid import RapidRecognizer
from reelbridge.subtitles.ocr.recognizers import Reading

CHARACTERS = ["", "己", "已", "巳", "经", "别", "別", " "]

#: the shares of the characters at one place; the rest is "no character here"
Place = Mapping[str, float]
Read = Callable[..., Reading]


class Session:
    """A network that answers the same to every picture, and keeps the shapes of what it was given."""

    def __init__(self) -> None:
        self.shapes: list[tuple[int, ...]] = []
        self.places: tuple[Place, ...] = ({},)

    def __call__(self, pictures: NDArray[np.float32]) -> NDArray[np.float32]:
        self.shapes.append(pictures.shape)
        shares = np.zeros((len(self.places), len(CHARACTERS)), np.float32)
        for row, place in zip(shares, self.places, strict=True):
            for char, share in place.items():
                row[CHARACTERS.index(char)] = share
            row[0] += 1 - row.sum()
        return shares[None]


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    """Takes the place of the networks in RapidOCR's wheel, which need not be installed."""
    session = Session()
    part = SimpleNamespace(engine_type=SimpleNamespace(value="onnxruntime"))
    config = SimpleNamespace(
        Det=part, Rec=part, EngineConfig={"onnxruntime": None}, Global=SimpleNamespace(model_root_dir="")
    )
    reader = SimpleNamespace(session=session, postprocess_op=SimpleNamespace(character=CHARACTERS))
    for name, made in (
        ("rapidocr", {"RapidOCR": lambda params: SimpleNamespace(cfg=config)}),
        ("rapidocr.ch_ppocr_det", {"TextDetector": lambda config: None}),
        ("rapidocr.ch_ppocr_rec", {"TextRecognizer": lambda config: reader}),
    ):
        module = ModuleType(name)
        vars(module).update(made)
        monkeypatch.setitem(sys.modules, name, module)
    return session


@pytest.fixture
def read(session: Session) -> Read:
    def read(*places: Place, charset: str = "") -> Reading:
        session.places = places
        (reading,) = RapidRecognizer(charset).recognize([np.zeros((30, 100), np.uint8)])
        return reading

    return read


def test_repeats_and_blanks_are_left_out(read: Read) -> None:
    reading = read({}, {"己": 0.9}, {"己": 0.97}, {}, {"经": 0.8}, {"经": 0.6}, {})
    assert reading.text == "己经"
    assert reading.confidences == pytest.approx((0.97, 0.8))


def test_a_character_twice_in_a_row_is_told_by_the_blank_between(read: Read) -> None:
    assert read({"经": 0.9}, {}, {"经": 0.9}).text == "经经"


def test_what_a_character_may_be_instead_is_kept_the_likeliest_first(read: Read) -> None:
    reading = read({"己": 0.6, "巳": 0.1, "已": 0.25, "经": 0.01}, {}, {"经": 0.99})
    assert [char for char, _ in reading.others[0]] == ["已", "巳"]
    assert reading.others[0][0][1] == pytest.approx(0.25, abs=1e-3)
    assert reading.others[1] == ()


def test_a_traditional_form_in_a_simplified_text_has_to_be_far_likelier(read: Read) -> None:
    assert read({"別": 0.6, "别": 0.38}, charset="gb2312").text == "别"
    assert read({"別": 0.6, "别": 0.38}, charset="big5").text == "別"
    assert read({"別": 0.6, "别": 0.38}).text == "別"
    assert read({"別": 0.98, "别": 0.01}, charset="gb2312").text == "別"


def test_spaces_at_the_ends_are_no_text(read: Read) -> None:
    reading = read({" ": 0.9}, {"己": 0.9}, {" ": 0.9}, {"经": 0.9}, {" ": 0.9})
    assert reading.text == "己 经"
    assert len(reading.confidences) == len(reading.others) == 3


def test_nothing_is_read_as_nothing(read: Read) -> None:
    assert read({}, {}, {}) == Reading(text="", confidences=(), others=())


def test_a_line_keeps_its_shape_and_a_narrow_one_is_padded(session: Session) -> None:
    RapidRecognizer().recognize([np.zeros((24, 240), np.uint8), np.zeros((40, 20), np.uint8)])
    assert session.shapes == [(1, 3, 48, 480), (1, 3, 48, 48)]
