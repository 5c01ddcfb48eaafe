"""RapidOCR: PP-OCRv6 small, detection and recognition, as its wheel carries them. Nothing is downloaded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from reelbridge.core.errors import EngineError, EngineMissingError
from reelbridge.core.lang import language_of
from reelbridge.core.text import has_han
from reelbridge.subtitles.ocr.recognizers import Others, Reading
from reelbridge.subtitles.picture.pictures import Area, Luma

#: what the bundled model reads; source: its character list (simplified and traditional Chinese, English, Japanese)
_LANGUAGES = frozenset({"zh", "en", "ja"})

_SETTINGS: dict[str, Any] = {
    "Global.log_level": "critical",
    # several episodes are read side by side, one core each
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
    "EngineConfig.onnxruntime.inter_op_num_threads": 1,
    # pictures come in the size that is wanted: enlarge none, shrink only the huge
    "Det.limit_type": "max",
    "Det.limit_side_len": 2048,
}

#: height in pixels of the lines the recognition network was trained on; source: PP-OCR, `rec_img_shape` 3 x 48 x W
_LINE_HEIGHT = 48
#: a narrower picture is padded to a square
_MIN_WIDTH = 48
#: what the network gives less than this is not worth keeping
_MIN_OTHER = 0.02
_MAX_OTHERS = 3
#: index of "no character here" in the output of a CTC network, as PP-OCR has it
_BLANK = 0

#: language tag -> charset of its characters; source: GB/T 2312 holds the simplified ones, Big5 the traditional ones
_CHARSETS = {"zh-Hans": "gb2312", "zh": "gb2312", "zh-CN": "gb2312", "zh-Hant": "big5", "zh-TW": "big5"}
#: weight of a character that is not among them: a rare name is still read where the network is sure
_FOREIGN = 0.1

_engine_lock = threading.Lock()
_engines: dict[str, RapidRecognizer] = {}


def rapid_recognizer(language: str) -> RapidRecognizer:
    """The engine of this process for a language; it is loaded when it is first asked for (about 0.5 s).

    Raises:
        EngineError: the bundled model cannot read the language.
    """
    if language_of(language) not in _LANGUAGES:
        raise EngineError(
            f"recognizer 'rapidocr' cannot read {language!r}; it reads {', '.join(sorted(_LANGUAGES))}",
            hint="put a subtitle file beside the video",
        )
    charset = _CHARSETS.get(language, "")
    with _engine_lock:
        if charset not in _engines:
            _engines[charset] = RapidRecognizer(charset)
        return _engines[charset]


class RapidRecognizer:
    """The two networks. They keep no state between calls, so threads may share them.

    Args:
        charset: a Python codec that holds the characters of the language; others are read only where they are far
            likelier. 別 and 别 are one network output apart. Empty for any character.
    """

    def __init__(self, charset: str = "") -> None:
        try:
            from rapidocr import RapidOCR
            from rapidocr.ch_ppocr_det import TextDetector
            from rapidocr.ch_ppocr_rec import TextRecognizer
        except ImportError as error:
            raise EngineMissingError("recognizer 'rapidocr' is not installed", hint="pip install rapidocr") from error
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        config = RapidOCR(params=_SETTINGS).cfg
        for part in (config.Det, config.Rec):
            part.engine_cfg = config.EngineConfig[part.engine_type.value]
            part.model_root_dir = config.Global.model_root_dir
        config.Rec.font_path = None
        self._detector: Any = TextDetector(config.Det)
        recognizer: Any = TextRecognizer(config.Rec)
        self._session: Any = recognizer.session
        self._characters: list[str] = recognizer.postprocess_op.character
        weights = [1.0 if _is_in(char, charset) else _FOREIGN for char in self._characters]
        self._weights = np.asarray(weights, dtype=np.float32)
        # a rare character is weighed against other characters, not against none
        self._weights[_BLANK] = _FOREIGN

    def detect(self, picture: Luma) -> tuple[Area, ...]:
        """Where lines of text stand; slanted boxes become the upright ones around them."""
        height, width = picture.shape
        found = self._detector(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_GRAY2BGR)).boxes
        areas = []
        for corners in () if found is None else np.asarray(found):
            left, top = np.maximum(corners.min(axis=0), 0)
            right, bottom = np.minimum(corners.max(axis=0), (width, height))
            if right > left and bottom > top:
                areas.append(Area(left=int(left), top=int(top), right=int(right), bottom=int(bottom)))
        return tuple(sorted(areas, key=lambda area: (area.top, area.left)))

    def recognize(self, pictures: Sequence[Luma]) -> tuple[Reading, ...]:
        """What each picture of one line says.

        One line at a time, sized by its own length: on one core a batch saves nothing, and its padding costs.
        """
        return tuple(self._read(picture) for picture in pictures)

    def _read(self, picture: Luma) -> Reading:
        height, width = picture.shape
        width = max(1, round(_LINE_HEIGHT * width / height))
        line = cv2.resize(np.ascontiguousarray(picture), (width, _LINE_HEIGHT)).astype(np.float32) / 127.5 - 1
        line = np.pad(line, ((0, 0), (0, max(0, _MIN_WIDTH - width))))
        shares = self._session(np.repeat(line[None, None], 3, axis=1))[0]
        return self._decode(np.asarray(shares, dtype=np.float32))

    def _decode(self, shares: NDArray[np.float32]) -> Reading:
        """The likeliest character at every place, repeats and blanks left out.

        Args:
            shares: (places, characters) float32; each row sums to 1.
        """
        best = shares.argmax(axis=1)
        foreign = (best != _BLANK) & (self._weights[best] < 1)
        if foreign.any():
            weighted = shares[foreign] * self._weights
            shares = shares.copy()
            shares[foreign] = weighted / weighted.sum(axis=1, keepdims=True)
            best = shares.argmax(axis=1)
        starts = np.flatnonzero((best != _BLANK) & (np.concatenate(([True], best[1:] != best[:-1]))))
        chars, confidences, others = [], [], []
        for start in starts:
            char = best[start]
            end = start + int(np.argmax(np.append(best[start:] != char, True)))
            place = start + int(np.argmax(shares[start:end, char]))
            chars.append(self._characters[char])
            confidences.append(float(shares[place, char]))
            others.append(self._others(shares[place], int(char)))
        return _strip(chars, confidences, others)

    def _others(self, shares: NDArray[np.float32], chosen: int) -> Others:
        likely = [index for index in np.flatnonzero(shares >= _MIN_OTHER) if index not in (chosen, _BLANK)]
        likely.sort(key=lambda index: -float(shares[index]))
        return tuple((self._characters[index], round(float(shares[index]), 4)) for index in likely[:_MAX_OTHERS])


def _is_in(char: str, charset: str) -> bool:
    """Whether a charset holds a character; only Han characters tell languages apart."""
    if not charset or len(char) != 1 or not has_han(char):
        return True
    try:
        char.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _strip(chars: list[str], confidences: list[float], others: list[Others]) -> Reading:
    """The reading without spaces at its ends."""
    first = next((index for index, char in enumerate(chars) if not char.isspace()), len(chars))
    last = next((index for index in range(len(chars), first, -1) if not chars[index - 1].isspace()), first)
    return Reading(
        text="".join(chars[first:last]),
        confidences=tuple(confidences[first:last]),
        others=tuple(others[first:last]),
    )
