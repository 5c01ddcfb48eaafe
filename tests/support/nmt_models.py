"""Translation models so small that a test makes them: random weights, a vocabulary of a few hundred pieces.

What they write is nonsense, but it is made the way a real model makes it: from the pieces of one line, with a language
said before it and another to begin with.
"""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

#: made-up lines in two scripts, enough to train a tokenizer on
CHINESE = (
    "今晚的船票我已经买好了", "你为什么不早点告诉我", "这把钥匙是谁的", "风太大了，把窗关上", "我在车站等了你三个小时",
    "面凉了，我再给你热一热", "他说他从来没见过那封信", "别怕，灯马上就亮", "她把药倒进了河里", "钱不够，我去想办法",
)  # fmt: skip
ENGLISH = (
    "I already bought the ticket for tonight's boat", "Why didn't you tell me sooner", "Whose key is this",
    "The wind is strong, close the window", "I waited three hours at the station", "Your noodles are cold",
    "He says he never saw that letter", "Do not be afraid, the light is coming", "She poured it into the river",
)  # fmt: skip

NLLB_TOKENS = ("zho_Hans", "zho_Hant", "eng_Latn", "spa_Latn", "por_Latn", "jpn_Jpan", "arb_Arab")
M2M_TOKENS = ("__zh__", "__en__", "__ja__")

_WIDTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """How a model ends: `end_bias` above 0 soon, far above at once, far below never."""

    end_bias: float = 4.0


def make_shared_model(folder: Path, tokens: tuple[str, ...], habit: Habit | None = None) -> Path:
    """A model of the kinds that know many languages, NLLB-200 or M2M100, by the language tokens it has."""
    folder.mkdir(parents=True)
    pieces = _train(folder / "sentencepiece.bpe.model", CHINESE + ENGLISH)
    vocabulary = ["<s>", "<pad>", "</s>", "<unk>", *pieces, *tokens]
    _save(folder, vocabulary, habit or Habit())
    return folder


def make_opus_model(
    folder: Path, *, pair: tuple[str, str] | None, tokens: tuple[str, ...] = (), habit: Habit | None = None
) -> Path:
    """An OPUS-MT model; `pair` is what its tokenizer's settings say, None when they are missing."""
    folder.mkdir(parents=True)
    pieces = _train(folder / "source.spm", CHINESE) + _train(folder / "target.spm", ENGLISH)
    _save(folder, ["</s>", "<unk>", *dict.fromkeys(pieces), *tokens], habit or Habit())
    if pair is not None:
        settings = {"source_lang": pair[0], "target_lang": pair[1]}
        (folder / "tokenizer_config.json").write_text(json.dumps(settings), "utf-8")
    return folder


def _train(path: Path, lines: tuple[str, ...]) -> list[str]:
    """Train a tokenizer; its pieces."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines * 4),
        model_writer=written,
        vocab_size=150,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    path.write_bytes(written.getvalue())
    model = sentencepiece.SentencePieceProcessor(model_proto=written.getvalue())
    return [model.id_to_piece(number) for number in range(model.get_piece_size()) if not model.is_control(number)][1:]


def _save(folder: Path, vocabulary: list[str], habit: Habit) -> None:
    from ctranslate2.specs import TransformerSpec

    spec = TransformerSpec.from_config(1, 2)
    random = np.random.default_rng(20261124)
    _fill(spec, random, len(vocabulary))
    spec.decoder.projection.bias = np.zeros(len(vocabulary), np.float32)
    spec.decoder.projection.bias[vocabulary.index("</s>")] = habit.end_bias
    spec.register_source_vocabulary(vocabulary)
    spec.register_target_vocabulary(vocabulary)
    spec.config.bos_token = "<s>"
    spec.config.eos_token = "</s>"
    spec.config.unk_token = "<unk>"
    spec.config.decoder_start_token = "</s>"
    spec.validate()
    spec.save(str(folder))


def _fill(layer: Any, random: np.random.Generator, size: int) -> None:
    """Random weights for every part of a layer; norms stay neutral."""
    for name, part in vars(layer).items():
        if name.startswith("_"):
            continue
        if name == "layer_norm":
            part.gamma, part.beta = np.ones(_WIDTH, np.float32), np.zeros(_WIDTH, np.float32)
        elif isinstance(part, list):
            for index, each in enumerate(part):
                _fill_linear(each, random, size, f"{name}{index}", len(part))
        elif hasattr(part, "__dict__") and not isinstance(part, type):
            _fill_linear(part, random, size, name, 1)


def _fill_linear(part: Any, random: np.random.Generator, size: int, name: str, siblings: int) -> None:
    if not hasattr(part, "weight"):
        _fill(part, random, size)
        return
    rows = {"embeddings": size, "embeddings0": size, "projection": size, "linear_0": 2 * _WIDTH}.get(name, _WIDTH)
    if name == "linear0" and siblings == 2:  # queries, keys and values in one
        rows = 3 * _WIDTH
    if name == "linear1" and siblings == 3:  # keys and values in one
        rows = 2 * _WIDTH
    columns = 2 * _WIDTH if name == "linear_1" else _WIDTH
    part.weight = random.normal(0, 0.6, (rows, columns)).astype(np.float32)
    if not name.startswith("embeddings"):
        part.bias = np.zeros(rows, np.float32)
