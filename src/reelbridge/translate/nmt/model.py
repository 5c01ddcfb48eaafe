"""A translation model on disk. One text is one line: nothing can slip to another."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from reelbridge.core.errors import EngineError, EngineMissingError
from reelbridge.translate.nmt.directions import Direction, find_direction
from reelbridge.translate.nmt.folder import open_folder

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

INSTALL_LINE = 'pip install "reelbridge[nmt]"'

#: hypotheses kept at a time; 4 is what NLLB-200 was evaluated with. Source: NLLB Team, 2022, section 8.
BEAM_SIZE = 4

#: no run of so many pieces is written twice: what a model that is caught in a loop does. "Ha ha ha" may stand.
NO_REPEAT_PIECES = 4

#: pieces of one text that are translated; OPUS-MT reads no more than 512, a subtitle has less than 80
MAX_SOURCE_PIECES = 256

#: pieces of a translation per piece of its source: Thai and Arabic need two; what needs four has run away
MAX_PIECES_RATIO = 4
#: a short line may be anything: 节哀 is "I am sorry for your loss"
MIN_PIECES_LIMIT = 32

#: pieces of source in one batch, padding counted: keeps the memory of a batch below 200 MB for NLLB 600M with 4 beams
BATCH_PIECES = 1024

_END = "</s>"
#: tokens that steer a model and are no words: ends, languages, places that were never trained
_STEERING = re.compile(r"</?s>|<pad>|<unk>|<mask>|[a-z]{3}_[A-Z][a-z]{3}|__[a-z]+__|>>\w+<<|madeupword\d+")


class NmtModel:
    """A converted NLLB-200, M2M100 or OPUS-MT model; see `folder`.

    Args:
        path: its folder.

    Raises:
        EngineMissingError: the packages that run it are not installed.
        EngineError: it cannot be loaded.
        UsageError: the folder is not what it should be.
    """

    def __init__(self, path: Path) -> None:
        self._folder = open_folder(path)
        try:
            import ctranslate2
            import sentencepiece
        except ImportError as error:
            raise EngineMissingError(
                "the packages that run local models are not installed", hint=INSTALL_LINE
            ) from error
        try:
            self._reader = sentencepiece.SentencePieceProcessor(model_file=str(self._folder.source_pieces))
            self._writer = sentencepiece.SentencePieceProcessor(model_file=str(self._folder.target_pieces))
            cores = len(os.sched_getaffinity(0))
            self._model = ctranslate2.Translator(str(path), intra_threads=cores)  # type: ignore[attr-defined]
        except (RuntimeError, ValueError, OSError) as error:  # what the two libraries raise for a file they cannot read
            raise EngineError(f"the model in {path} cannot be loaded: {error}", hint="convert it again") from error

    def translate(self, lines: tuple[str, ...], *, source_locale: str, locale: str) -> tuple[str, ...]:
        """One translation per line, in order, each in one row. Empty where the model wrote nothing, or ran away.

        The same lines give the same translations.

        Raises:
            UsageError: the model does not translate between these locales.
            EngineError: it failed.
        """
        direction = find_direction(self._folder, source_locale=source_locale, locale=locale)
        sources = tuple(_pieces(self._reader, line) for line in lines)
        translations = [""] * len(lines)
        for batch in _batches(sources):
            found = self._translate_batch([sources[index] for index in batch], direction)
            for index, text in zip(batch, found, strict=True):
                translations[index] = text
        return tuple(translations)

    def _translate_batch(self, sources: list[tuple[str, ...]], direction: Direction) -> list[str]:
        end = () if self._folder.adds_end else (_END,)
        limits = [max(MIN_PIECES_LIMIT, MAX_PIECES_RATIO * len(source)) for source in sources]
        try:
            results = self._model.translate_batch(
                [[*direction.before, *source, *end] for source in sources],
                target_prefix=[list(direction.begins)] * len(sources) if direction.begins else None,
                beam_size=BEAM_SIZE,
                no_repeat_ngram_size=NO_REPEAT_PIECES,
                disable_unk=True,
                max_decoding_length=max(limits),
            )
        except (RuntimeError, ValueError) as error:
            raise EngineError(f"the model in {self._folder.path} failed: {error}") from error
        return [self._text(result.hypotheses[0], limit) for result, limit in zip(results, limits, strict=True)]

    def _text(self, written: list[str], limit: int) -> str:
        """The words of a translation; none if it was cut off before its end."""
        if len(written) >= limit:
            return ""
        pieces = [piece for piece in written if not _STEERING.fullmatch(piece)]
        return " ".join(str(self._writer.decode(pieces)).split())


def _pieces(reader: SentencePieceProcessor, line: str) -> tuple[str, ...]:
    """A line in pieces, its rows joined. None of them is a token that steers the model, whatever the line says."""
    whole = line.encode(errors="replace").decode()  # half a surrogate pair is no text to the tokenizer
    pieces = reader.encode(" ".join(whole.split()), out_type=str)
    return tuple(piece for piece in pieces if not _STEERING.fullmatch(piece))


def _batches(sources: tuple[tuple[str, ...], ...]) -> Iterator[tuple[int, ...]]:
    """The places of the lines that can be translated, the shortest first, as many at a time as fit."""
    places = sorted(
        (place for place, source in enumerate(sources) if 0 < len(source) <= MAX_SOURCE_PIECES),
        key=lambda place: len(sources[place]),
    )
    batch: list[int] = []
    for place in places:
        if batch and (len(batch) + 1) * len(sources[place]) > BATCH_PIECES:
            yield tuple(batch)
            batch = []
        batch.append(place)
    if batch:
        yield tuple(batch)
