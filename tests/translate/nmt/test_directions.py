"""Each kind of model is told its languages in its own letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.core.errors import UsageError
from reelbridge.model.market import known_locales
from reelbridge.translate.nmt.directions import NLLB_CODES, Direction, find_direction
from reelbridge.translate.nmt.folder import ModelFolder, ModelKind


def folder(kind: ModelKind, *tokens: str, pair: tuple[str, str] = ("", "")) -> ModelFolder:
    return ModelFolder(
        path=Path("models/m"),
        kind=kind,
        tokens=frozenset(tokens),
        adds_end=False,
        source_code=pair[0],
        target_code=pair[1],
    )


NLLB = folder(ModelKind.NLLB, *NLLB_CODES.values())


@pytest.mark.parametrize("locale", known_locales())
def test_nllb_knows_every_market(locale: str) -> None:
    assert find_direction(NLLB, source_locale="zh-Hans", locale=locale).before == ("zho_Hans",)


@pytest.mark.parametrize(
    ("locale", "code"),
    [("zh-Hant", "zho_Hant"), ("es-419", "spa_Latn"), ("pt-BR", "por_Latn"), ("ja", "jpn_Jpan"), ("ar", "arb_Arab")],
)
def test_nllb_says_language_and_script(locale: str, code: str) -> None:
    assert find_direction(NLLB, source_locale="zh-Hans", locale=locale).begins == (code,)


def test_m2m100_says_the_language_alone() -> None:
    m2m = folder(ModelKind.M2M100, "__zh__", "__pt__")
    assert find_direction(m2m, source_locale="zh-Hant", locale="pt-BR") == Direction(
        before=("__zh__",), begins=("__pt__",)
    )


@pytest.mark.parametrize("source", ["zh", "zho", "cmn", "zh_CN", "mul", "ZH"])
def test_opus_models_have_many_names_for_chinese(source: str) -> None:
    assert find_direction(folder(ModelKind.OPUS, pair=(source, "en")), source_locale="zh-Hans", locale="en") == (
        Direction()
    )


@pytest.mark.parametrize(
    ("locale", "tokens", "said"),
    [
        ("ja", (">>jpn<<", ">>kor<<"), ">>jpn<<"),
        ("pt-BR", (">>por<<", ">>pob<<"), ">>pob<<"),
        ("pt-BR", (">>por<<",), ">>por<<"),
        ("zh-Hant", (">>cmn_Hans<<", ">>cmn_Hant<<"), ">>cmn_Hant<<"),
    ],
)
def test_an_opus_model_of_many_targets_is_told_the_nearest(locale: str, tokens: tuple[str, ...], said: str) -> None:
    many = folder(ModelKind.OPUS, *tokens, pair=("mul", "mul"))
    assert find_direction(many, source_locale="zh-Hans", locale=locale).before == (said,)


def test_simplified_is_no_traditional() -> None:
    with pytest.raises(UsageError, match="not into zh-Hant"):
        find_direction(folder(ModelKind.OPUS, pair=("en", "zh")), source_locale="en", locale="zh-Hant")
