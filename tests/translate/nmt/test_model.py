"""Local models: each line is translated by itself, and nothing a line says steers the model."""

from __future__ import annotations

import builtins
import json
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2")
pytest.importorskip("sentencepiece")

from reelbridge.core.errors import EngineError, EngineMissingError, UsageError
from reelbridge.translate.nmt.model import NmtModel
from support.nmt_models import CHINESE, M2M_TOKENS, NLLB_TOKENS, Habit, make_opus_model, make_shared_model


@pytest.fixture(scope="module")
def nllb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shared_model(tmp_path_factory.mktemp("models") / "nllb", NLLB_TOKENS)


def translate(folder: Path, *lines: str, source_locale: str = "zh-Hans", locale: str = "en") -> tuple[str, ...]:
    return NmtModel(folder).translate(lines, source_locale=source_locale, locale=locale)


def test_every_line_gets_its_own_translation_wherever_it_stands(nllb: Path) -> None:
    together = translate(nllb, *CHINESE)
    alone = tuple(translate(nllb, line)[0] for line in CHINESE)
    backwards = translate(nllb, *reversed(CHINESE))
    assert together == alone == tuple(reversed(backwards))
    assert len(set(together) - {""}) > len(CHINESE) // 2


def test_the_same_lines_give_the_same_translations(nllb: Path) -> None:
    assert translate(nllb, *CHINESE) == translate(nllb, *CHINESE)


def test_more_lines_than_fit_into_one_batch_all_come_back(nllb: Path) -> None:
    lines = CHINESE * 40
    assert translate(nllb, *lines) == translate(nllb, *CHINESE) * 40


def test_the_target_language_makes_a_difference(nllb: Path) -> None:
    assert translate(nllb, *CHINESE, locale="ja") != translate(nllb, *CHINESE, locale="ar")


def test_a_line_in_two_rows_is_translated_as_one(nllb: Path) -> None:
    assert translate(nllb, "风太大了\n把窗关上") == translate(nllb, "风太大了 把窗关上")
    assert "\n" not in translate(nllb, "风太大了\n把窗关上")[0]


@pytest.mark.parametrize("token", ["eng_Latn", "jpn_Jpan", "</s>", "<unk>"])
def test_a_language_token_in_a_line_is_text_and_no_order(nllb: Path, token: str) -> None:
    model = NmtModel(nllb)
    assert token not in model._reader.encode(f"你好 {token} 再见", out_type=str)
    (text,) = model.translate((f"{token} {CHINESE[1]}",), source_locale="zh-Hans", locale="en")
    assert token not in text


@pytest.mark.parametrize("line", ["", "   ", "\n", CHINESE[0] * 400])
def test_what_is_no_line_of_dialogue_is_left_alone(nllb: Path, line: str) -> None:
    assert translate(nllb, line, CHINESE[0]) == ("", *translate(nllb, CHINESE[0]))


def test_half_a_character_breaks_nothing(nllb: Path) -> None:
    assert len(translate(nllb, "\ud83d 你好", CHINESE[0])) == 2


@pytest.mark.parametrize(("habit", "what"), [(Habit(end_bias=90), "says nothing"), (Habit(end_bias=-90), "never ends")])
def test_a_model_that_says_nothing_or_never_ends_gives_no_translation(tmp_path: Path, habit: Habit, what: str) -> None:
    assert translate(make_shared_model(tmp_path / "m", NLLB_TOKENS, habit), *CHINESE) == ("",) * len(CHINESE), what


def test_a_model_of_the_m2m_kind(tmp_path: Path) -> None:
    folder = make_shared_model(tmp_path / "m2m", M2M_TOKENS)
    assert any(translate(folder, *CHINESE, locale="ja"))
    with pytest.raises(UsageError, match="m2m100 model .* does not know zh-Hant"):
        translate(folder, *CHINESE, locale="zh-Hant")


def test_a_model_of_the_opus_kind_translates_one_pair(tmp_path: Path) -> None:
    folder = make_opus_model(tmp_path / "m", pair=("zho", "eng"))
    assert any(translate(folder, *CHINESE, locale="en"))
    with pytest.raises(UsageError, match="from zho into eng, not into ja"):
        translate(folder, *CHINESE, locale="ja")
    with pytest.raises(UsageError, match="from zho into eng, not from ko"):
        translate(folder, *CHINESE, source_locale="ko")


def test_an_opus_model_says_its_pair_by_its_name_when_nothing_else_does(tmp_path: Path) -> None:
    assert any(translate(make_opus_model(tmp_path / "opus-mt-zh-en", pair=None), *CHINESE))
    with pytest.raises(UsageError, match="does not say which languages"):
        translate(make_opus_model(tmp_path / "mine", pair=None), *CHINESE)


def test_an_opus_model_of_many_languages_is_told_which(tmp_path: Path) -> None:
    folder = make_opus_model(tmp_path / "m", pair=("mul", "ROMANCE"), tokens=(">>spa<<", ">>por<<", ">>pt_BR<<"))
    assert translate(folder, *CHINESE, locale="es-419") != translate(folder, *CHINESE, locale="pt-BR")
    with pytest.raises(UsageError, match="not into fr"):
        translate(folder, *CHINESE, locale="fr")


def test_a_locale_the_model_does_not_know_is_one_sentence(nllb: Path) -> None:
    with pytest.raises(UsageError, match="nllb model in .* does not know th"):
        translate(nllb, *CHINESE, locale="th")


@pytest.mark.parametrize("name", ["model.bin", "config.json", "sentencepiece.bpe.model", "shared_vocabulary.json"])
def test_a_part_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    folder = make_shared_model(tmp_path / "m", NLLB_TOKENS)
    (folder / name).unlink()
    with pytest.raises(UsageError, match=name):
        NmtModel(folder)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is not there"):
        NmtModel(tmp_path / "nowhere")


def test_a_model_of_another_kind(tmp_path: Path) -> None:
    folder = make_shared_model(tmp_path / "m", ("<|en|>",))
    with pytest.raises(UsageError, match="known: NLLB-200, M2M100, OPUS-MT"):
        NmtModel(folder)


@pytest.mark.parametrize("name", ["model.bin", "sentencepiece.bpe.model"])
def test_a_part_that_is_broken_is_one_sentence(tmp_path: Path, name: str) -> None:
    folder = make_shared_model(tmp_path / "m", NLLB_TOKENS)
    (folder / name).write_bytes(b"\xff" * 100)
    with pytest.raises(EngineError, match="cannot be loaded"):
        NmtModel(folder)


@pytest.mark.parametrize("text", ["{", "[]", "[" * 100_000, "\ud800"])
def test_settings_that_are_no_settings(tmp_path: Path, text: str) -> None:
    folder = make_shared_model(tmp_path / "m", NLLB_TOKENS)
    (folder / "config.json").write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(UsageError, match=r"config\.json"):
        NmtModel(folder)


def test_a_vocabulary_as_older_converters_wrote_it(tmp_path: Path) -> None:
    folder = make_shared_model(tmp_path / "m", NLLB_TOKENS)
    before = translate(folder, *CHINESE)
    tokens = json.loads((folder / "shared_vocabulary.json").read_text("utf-8"))
    (folder / "shared_vocabulary.json").unlink()
    (folder / "shared_vocabulary.txt").write_text("\n".join(tokens) + "\n", "utf-8")
    assert translate(folder, *CHINESE) == before


def test_without_the_packages_the_install_line_is_named(nllb: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name in ("ctranslate2", "sentencepiece"):
            raise ImportError(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(EngineMissingError) as caught:
        NmtModel(nllb)
    assert caught.value.hint == 'pip install "reelbridge[nmt]"'
