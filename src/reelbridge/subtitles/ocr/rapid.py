"""RapidOCR: PP-OCRv6 small, detection and recognition, as its wheel carries them. Nothing is downloaded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np

from reelbridge.core.errors import EngineError, EngineMissingError
from reelbridge.core.lang import language_of
from reelbridge.subtitles.ocr.recognizers import Reading
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
    # one line at a time, sized by its own length: on one core a batch saves nothing, and its padding costs
    "Rec.rec_batch_num": 1,
    "Rec.rec_img_shape": [3, 48, 48],
}

_engine_lock = threading.Lock()
_engines: dict[str, RapidRecognizer] = {}


def rapid_recognizer(language: str) -> RapidRecognizer:
    """The engine of this process; it is loaded when it is first asked for (about 0.5 s).

    Raises:
        EngineError: the bundled model cannot read the language.
    """
    if language_of(language) not in _LANGUAGES:
        raise EngineError(
            f"recognizer 'rapidocr' cannot read {language!r}; it reads {', '.join(sorted(_LANGUAGES))}",
            hint="put a subtitle file beside the video",
        )
    with _engine_lock:
        return _engines.setdefault("bundled", _engines.get("bundled") or RapidRecognizer())


class RapidRecognizer:
    """The two networks. They keep no state between calls, so threads may share them."""

    def __init__(self) -> None:
        try:
            from rapidocr import RapidOCR
            from rapidocr.ch_ppocr_det import TextDetector
            from rapidocr.ch_ppocr_rec import TextRecInput, TextRecognizer
        except ImportError as error:
            raise EngineMissingError("recognizer 'rapidocr' is not installed", hint="pip install rapidocr") from error
        logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
        config = RapidOCR(params=_SETTINGS).cfg
        for part in (config.Det, config.Rec):
            part.engine_cfg = config.EngineConfig[part.engine_type.value]
            part.model_root_dir = config.Global.model_root_dir
        config.Rec.font_path = None
        self._detector: Any = TextDetector(config.Det)
        self._recognizer: Any = TextRecognizer(config.Rec)
        self._request: Any = TextRecInput

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
        """What each picture of one line says."""
        if not pictures:
            return ()
        lines = [cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_GRAY2BGR) for picture in pictures]
        answer = self._recognizer(self._request(img=lines, return_word_box=True))
        return tuple(
            _reading(text, score, words.confs)
            for text, score, words in zip(answer.txts, answer.scores, answer.word_results, strict=True)
        )


def _reading(text: str, score: float, confidences: list[float]) -> Reading:
    if len(confidences) != len(text):
        confidences = [score] * len(text)
    stripped = text.strip()
    start = text.find(stripped)
    return Reading(text=stripped, confidences=tuple(float(c) for c in confidences[start : start + len(stripped)]))
