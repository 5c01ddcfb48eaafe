"""A folder with a converted model: what kind it is, and whether all its parts are there."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from reelbridge.core.errors import UsageError

MODEL_FILE = "model.bin"
CONFIG_FILE = "config.json"

#: the tokenizer of NLLB-200 and M2M100, and the two of OPUS-MT
SHARED_PIECES = "sentencepiece.bpe.model"
SOURCE_PIECES = "source.spm"
TARGET_PIECES = "target.spm"

#: says from which language an OPUS-MT model translates into which
PAIR_FILE = "tokenizer_config.json"

#: the vocabulary of NLLB-200, the largest, has 256,000 tokens and takes 5 MB; a file far above is something else
MAX_VOCABULARY_BYTES = 64 << 20
MAX_SETTINGS_BYTES = 1 << 20

#: a token that only this kind of model has
_SIGNS = (("zho_Hans", "nllb"), ("__zh__", "m2m100"))

#: how OPUS-MT folders are called: opus-mt-zh-en, opus-mt-tc-big-zh-ja
_PAIR_NAME = re.compile(r"opus-mt-(?:tc-(?:base|big|bible-big)-)?(\w+)-(\w+)")

_CONVERT_HINT = (
    "convert it with `ct2-transformers-converter --model NAME --output_dir FOLDER --copy_files ...`; "
    "see the guide use-your-model"
)


class ModelKind(StrEnum):
    """A family of models that say languages in the same way."""

    NLLB = "nllb"
    M2M100 = "m2m100"
    OPUS = "opus"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFolder:
    """A model that is whole.

    Attributes:
        tokens: every token that the model reads or writes.
        adds_end: the model puts the end token behind a text by itself.
        source_code: OPUS-MT alone: the language it translates from, in its own letters (`zh`, `zho`); else empty.
        target_code: the same for the language it translates into.
    """

    path: Path
    kind: ModelKind
    tokens: frozenset[str]
    adds_end: bool
    source_code: str = ""
    target_code: str = ""

    @property
    def source_pieces(self) -> Path:
        """The tokenizer of what is read."""
        return self.path / (SOURCE_PIECES if self.kind is ModelKind.OPUS else SHARED_PIECES)

    @property
    def target_pieces(self) -> Path:
        """The tokenizer of what is written."""
        return self.path / (TARGET_PIECES if self.kind is ModelKind.OPUS else SHARED_PIECES)


def open_folder(path: Path) -> ModelFolder:
    """The model in a folder.

    Raises:
        UsageError: there is none, it is of a kind that is not known, or a part of it is missing.
    """
    if not path.is_dir():
        raise UsageError(f"the model folder {path} is not there", hint="correct folder under [engine] in series.toml")
    _require(path, MODEL_FILE, _CONVERT_HINT)
    _require(path, CONFIG_FILE, _CONVERT_HINT)
    adds_end = _read_object(path / CONFIG_FILE).get("add_source_eos") is True
    tokens = _read_tokens(path)
    kind = _kind_of(path, tokens)
    if kind is not ModelKind.OPUS:
        _require(path, SHARED_PIECES, f"copy {SHARED_PIECES} from the model that was converted")
        return ModelFolder(path=path, kind=kind, tokens=tokens, adds_end=adds_end)
    for name in (SOURCE_PIECES, TARGET_PIECES):
        _require(path, name, f"copy {name} from the model that was converted")
    source, target = _pair_of(path)
    return ModelFolder(path=path, kind=kind, tokens=tokens, adds_end=adds_end, source_code=source, target_code=target)


def _require(path: Path, name: str, hint: str) -> None:
    if not (path / name).is_file():
        raise UsageError(f"the model folder {path} has no {name}", hint=hint)


def _token_files(path: Path) -> list[Path]:
    """Vocabularies as CTranslate2 writes them: one that both sides share, or one each; JSON, or text in older ones."""
    return sorted(
        path / f"{side}_vocabulary.{ending}"
        for side in ("shared", "source", "target")
        for ending in ("json", "txt")
        if (path / f"{side}_vocabulary.{ending}").is_file()
    )


def _read_tokens(path: Path) -> frozenset[str]:
    files = _token_files(path)
    if not files:
        raise UsageError(f"the model folder {path} has no vocabulary (shared_vocabulary.json)", hint=_CONVERT_HINT)
    tokens: set[str] = set()
    for file in files:
        text = _read_text(file, MAX_VOCABULARY_BYTES)
        found = _parse_json(file, text) if file.suffix == ".json" else text.splitlines()
        if not isinstance(found, list) or not all(isinstance(token, str) for token in found):
            raise UsageError(f"{file} is no list of tokens", hint=_CONVERT_HINT)
        tokens.update(found)
    return frozenset(tokens)


def _kind_of(path: Path, tokens: frozenset[str]) -> ModelKind:
    for token, kind in _SIGNS:
        if token in tokens:
            return ModelKind(kind)
    if (path / SOURCE_PIECES).is_file() or (path / TARGET_PIECES).is_file():
        return ModelKind.OPUS
    raise UsageError(
        f"the model in {path} is of a kind that is not known; known: NLLB-200, M2M100, OPUS-MT",
        hint=f"an OPUS-MT model needs {SOURCE_PIECES} and {TARGET_PIECES} in its folder",
    )


def _pair_of(path: Path) -> tuple[str, str]:
    """From which language into which: as the tokenizer's settings say, else the folder's name."""
    settings = _read_object(path / PAIR_FILE) if (path / PAIR_FILE).is_file() else {}
    source, target = settings.get("source_lang"), settings.get("target_lang")
    if isinstance(source, str) and isinstance(target, str) and source and target:
        return source, target
    if named := _PAIR_NAME.search(path.name):
        return named[1], named[2]
    raise UsageError(
        f"the model folder {path} does not say which languages it translates",
        hint=f"copy {PAIR_FILE} from the model that was converted, or call the folder like opus-mt-zh-en",
    )


def _read_object(file: Path) -> dict[str, Any]:
    found = _parse_json(file, _read_text(file, MAX_SETTINGS_BYTES))
    if not isinstance(found, dict):
        raise UsageError(f"{file} is no JSON object", hint=_CONVERT_HINT)
    return found


def _parse_json(file: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{file} is no JSON: {error}", hint=_CONVERT_HINT) from error


def _read_text(file: Path, limit: int) -> str:
    try:
        with file.open("rb") as opened:
            data = opened.read(limit + 1)
        if len(data) > limit:
            raise UsageError(f"{file} is larger than {limit >> 20} MiB; it is no part of a model")
        return data.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file} cannot be read: {error}") from error
