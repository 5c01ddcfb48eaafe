"""`reelbridge engines list` and `engines test`, `reelbridge evaluate`: what is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.testing.fake_llm import MODEL, FakeLlm
from support.cli import reelbridge
from support.nmt_models import NLLB_TOKENS, make_shared_model
from support.series import set_key


def test_engines_are_listed() -> None:
    out = reelbridge("engines", "list", code=0).out
    for said in ("memory", "openai", "ctranslate2", "OPENAI_API_KEY"):
        assert said in out


def test_an_engine_that_works() -> None:
    with FakeLlm() as fake:
        environment = {"REELBRIDGE_MODEL": MODEL, "OPENAI_BASE_URL": fake.base_url, "OPENAI_API_KEY": "sk-secret"}
        ended = reelbridge("engines", "test", "openai", "--to", "ja", code=0, **environment)
    assert fake.base_url in ended.out
    assert "OPENAI_API_KEY is set" in ended.out
    assert "1 request" in ended.out
    assert "format       json_schema" in ended.out
    assert "sk-secret" not in ended.out + ended.err


def test_an_engine_that_does_not_is_one_sentence_below_what_was_asked() -> None:
    address = "http://127.0.0.1:9/v1"
    ended = reelbridge("engines", "test", "openai", code=1, REELBRIDGE_MODEL=MODEL, OPENAI_BASE_URL=address)
    assert address in ended.out
    assert "does not answer" in ended.err


def test_an_engine_without_a_translation_needs_a_person() -> None:
    trial = reelbridge("engines", "test", "memory", "--json", code=3).data
    assert (trial["translation"], trial["setting"]["locale"], trial["format"]) == ("", "en", "")


@pytest.mark.slow
def test_a_series_is_translated_by_a_model_on_disk(series: Path) -> None:
    pytest.importorskip("ctranslate2")
    pytest.importorskip("sentencepiece")
    make_shared_model(series / "models" / "nllb", NLLB_TOKENS)
    set_key(series, "memories", "[]")
    path = series / "series.toml"
    path.write_text(
        path.read_text("utf-8").replace(
            '[engine]\nname = "memory"', '[engine]\nname = "ctranslate2"\nfolder = "models/nllb"'
        ),
        "utf-8",
    )
    # its lines have to be looked at, and German it does not know
    assert "does not know de" in reelbridge("localize", series, code=1).err
    episodes = reelbridge("status", series, "--json").data["episodes"]
    english = [each for episode in episodes for each in episode["locales"] if each["locale"] == "en"]
    # what random weights write stands no test: every line is left to people, and none is lost
    assert sum(each["line_count"] for each in english) == sum(each["review_count"] for each in english) == 6


def test_a_translation_is_measured(tmp_path: Path) -> None:
    for name, text in (("zh", "三千万！\n走。\n"), ("en", "Three million!\nGo.\n"), ("ref", "Thirty million!\nGo.\n")):
        (tmp_path / f"{name}.txt").write_text(text, "utf-8")
    files = [f"--{option}={tmp_path / name}.txt" for option, name in
             (("source", "zh"), ("hypothesis", "en"), ("reference", "ref"))]  # fmt: skip
    out = reelbridge("evaluate", *files, code=0).out
    for said in ("BLEU", "chrF", "tok:13a", "0 of 1", "1 of 1", "error numbers-kept"):
        assert said in out
    assert reelbridge("evaluate", *files, "--json", code=0).data["comparison"]["lines"] == 2
    assert "do not go together" in reelbridge("evaluate", *files[:2], f"--reference={__file__}", code=1).err
