"""What is there to work with, and how to get what is not."""

from __future__ import annotations

import pytest

from reelbridge.app import engines
from reelbridge.app.doctor import Examination, examine
from reelbridge.app.engines import list_engines
from reelbridge.tools.llm.provider import DEFAULT_BASE_URL, KEY_VARIABLE


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (KEY_VARIABLE, "REELBRIDGE_MODEL", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)


def translators() -> dict[str, Examination]:
    return {each.name.removeprefix("translator "): each for each in examine() if each.name.startswith("translator ")}


def test_every_engine_is_looked_at() -> None:
    found = translators()
    assert set(found) == {each.name for each in list_engines()}
    assert [name for name, each in found.items() if each.is_needed] == ["memory"]
    assert found["memory"].detail == "built in"


def test_an_engine_that_is_not_installed_comes_with_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "installed_version", lambda package: "")
    found = translators()
    assert not found["ctranslate2"].is_found
    assert not found["ctranslate2"].is_needed
    assert 'pip install "reelbridge[nmt]"' in found["ctranslate2"].detail
    assert found["openai"].detail == "not installed: pip install openai"


def test_a_language_model_is_told_as_the_environment_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REELBRIDGE_MODEL", "sample-model")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://localhost:8000/v1")
    monkeypatch.setenv(KEY_VARIABLE, "sk-very-secret")
    detail = translators()["openai"].detail
    for said in ("model: sample-model", "address: http://localhost:8000/v1", f"{KEY_VARIABLE} is set"):
        assert said in detail
    assert "sk-very-secret" not in detail


def test_what_a_language_model_lacks_is_said() -> None:
    detail = translators()["openai"].detail
    for said in ("model: none", DEFAULT_BASE_URL, f"{KEY_VARIABLE} is not set"):
        assert said in detail
