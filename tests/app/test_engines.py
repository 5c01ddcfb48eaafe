"""`engines`: which there are, and what one line sent to each of them tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.app import engines
from reelbridge.app.engines import TRIAL_LINE, EngineSetting, EngineTrial, list_engines, try_engine
from reelbridge.core.errors import ConfigError, EngineError, EngineUnavailableError, UnknownNameError, UsageError
from reelbridge.testing.fake_llm import MODEL, FakeLlm
from support.nmt_models import NLLB_TOKENS, Habit, make_shared_model

SERIES = """
title = "面馆千金"
source_locale = "zh-Hans"
locales = ["ja", "en"]

[engine]
{engine}

[[episodes]]
number = 1
video = "1.mp4"
"""


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch):
    with FakeLlm() as server:
        monkeypatch.setenv("REELBRIDGE_MODEL", MODEL)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        yield server


def series(folder: Path, engine: str) -> Path:
    (folder / "series.toml").write_text(SERIES.format(engine=engine), "utf-8")
    return folder


def attempt(
    name: str, folder: Path | None = None, locale: str | None = None
) -> tuple[EngineTrial, list[EngineSetting]]:
    told: list[EngineSetting] = []
    trial = try_engine(name, folder=folder, locale=locale, tell=told.append, say=pytest.fail)
    return trial, told


def test_every_engine_says_what_it_needs_and_what_is_installed() -> None:
    found = {each.name: each for each in list_engines()}
    assert {"memory", "openai", "ctranslate2"} <= set(found)
    assert found["memory"].is_installed
    assert "OPENAI_API_KEY" in found["openai"].needs
    assert "openai " in found["openai"].found


def test_an_engine_that_is_not_installed_names_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "installed_version", lambda package: "")
    found = {each.name: each for each in list_engines()}
    assert not found["ctranslate2"].is_installed
    assert 'pip install "reelbridge[nmt]"' in found["ctranslate2"].found
    assert found["memory"].is_installed


def test_one_line_goes_to_a_model_and_comes_back(fake: FakeLlm) -> None:
    trial, told = attempt("openai", locale="ja")
    assert told == [trial.setting]
    assert (trial.setting.address, trial.setting.model, trial.setting.locale) == (fake.base_url, MODEL, "ja")
    assert trial.source == TRIAL_LINE
    assert trial.translation
    assert fake.ledger.requests == trial.usage.requests == 1
    assert (trial.usage.tokens_in, trial.usage.tokens_out) == (fake.ledger.tokens_in, fake.ledger.tokens_out)


def test_whether_a_key_is_set_is_told_and_the_key_never(fake: FakeLlm, monkeypatch: pytest.MonkeyPatch) -> None:
    assert attempt("openai")[0].setting.has_key is False
    monkeypatch.setenv("OPENAI_API_KEY", "sk-very-secret")
    trial, _ = attempt("openai")
    assert trial.setting.has_key is True
    assert "sk-very-secret" not in repr(trial)


def test_it_is_asked_anew_every_time(fake: FakeLlm) -> None:
    attempt("openai")
    attempt("openai")
    assert fake.ledger.requests == 2


def test_a_series_names_model_address_prices_and_locale(fake: FakeLlm, tmp_path: Path) -> None:
    folder = series(
        tmp_path,
        f'name = "openai"\nmodel = "{MODEL}"\nbase_url = "{fake.base_url}"\n'
        "usd_per_million_in = 1.0\nusd_per_million_out = 10.0",
    )
    trial, _ = attempt("openai", folder)
    assert trial.setting.locale == "ja"
    # a thousand times the answer, and the rules seventeen times
    answers_usd = 1000 * trial.usage.tokens_out * 10 / 1e6
    assert answers_usd < trial.usd_per_1000_lines < answers_usd + 20 * trial.usage.tokens_in / 1e6 + 0.03


@pytest.mark.parametrize("formats", [("json_schema", "json_object", "text"), ("json_object", "text"), ("text",)])
def test_the_format_that_the_endpoint_takes_is_told(formats: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeLlm(formats=formats) as server:
        monkeypatch.setenv("REELBRIDGE_MODEL", MODEL)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        assert attempt("openai")[0].format == formats[0]


def test_without_prices_none_is_made_up(fake: FakeLlm) -> None:
    assert attempt("openai")[0].usd_per_1000_lines is None


def test_a_line_that_the_model_refuses_comes_back_with_the_reason(fake: FakeLlm) -> None:
    fake.script(*["refusal"] * 20)
    trial, _ = attempt("openai")
    assert trial.translation == ""
    assert trial.reason


def test_an_endpoint_where_nobody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELBRIDGE_MODEL", MODEL)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    with pytest.raises(EngineUnavailableError, match="does not answer") as caught:
        attempt("openai")
    assert caught.value.hint == "is it running, and is base_url right?"


def test_a_model_that_the_endpoint_does_not_know(fake: FakeLlm, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELBRIDGE_MODEL", "another-model")
    with pytest.raises(EngineError, match="does not know the model 'another-model'"):
        attempt("openai")


def test_a_key_that_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    with FakeLlm(key="the-right-one") as server:
        monkeypatch.setenv("REELBRIDGE_MODEL", MODEL)
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        with pytest.raises(EngineError, match="refuses the key"):
            attempt("openai")


def test_no_model_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ConfigError, match="needs a model name"):
        attempt("openai")
    monkeypatch.setenv("REELBRIDGE_MODEL", MODEL)
    with pytest.raises(UsageError, match="OPENAI_API_KEY is not set"):
        attempt("openai")


def test_a_model_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # what random weights write stands no test
    monkeypatch.setattr(
        "reelbridge.translate.nmt.model.NmtModel.translate", lambda *_, **__: ("今夜サインして、三千万だ",)
    )
    pytest.importorskip("ctranslate2")
    pytest.importorskip("sentencepiece")
    make_shared_model(tmp_path / "models" / "nllb", NLLB_TOKENS, Habit(end_bias=3))
    trial, _ = attempt("ctranslate2", series(tmp_path, 'name = "ctranslate2"\nfolder = "models/nllb"'))
    assert trial.setting.folder == str(tmp_path / "models" / "nllb")
    assert trial.setting.has_key is None
    assert trial.translation == "今夜サインして、三千万だ"
    assert trial.usage.requests == 0


def test_the_memory_knows_nothing_of_the_line_and_says_so() -> None:
    trial, _ = attempt("memory")
    assert (trial.translation, trial.reason) == ("", "the memory has no line like it in en")


def test_an_engine_that_nobody_knows() -> None:
    with pytest.raises(UnknownNameError, match="known: ctranslate2, memory, openai"):
        attempt("babelfish")
