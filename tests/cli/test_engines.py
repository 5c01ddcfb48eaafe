"""`reelbridge engines list` and `engines test`, `reelbridge evaluate`: what is printed."""

from __future__ import annotations

from pathlib import Path

from reelbridge.testing.fake_llm import MODEL, FakeLlm
from support.cli import reelbridge


def test_engines_are_listed() -> None:
    assert "OPENAI_API_KEY" in reelbridge("engines", "list", code=0).out
    names = [each["name"] for each in reelbridge("engines", "list", "--json", code=0).data]
    assert names == sorted(names)


def test_an_engine_that_works() -> None:
    with FakeLlm() as fake:
        environment = {"REELBRIDGE_MODEL": MODEL, "OPENAI_BASE_URL": fake.base_url, "OPENAI_API_KEY": "sk-secret"}
        ended = reelbridge("engines", "test", "openai", "--to", "ja", code=0, **environment)
        trial = reelbridge("engines", "test", "openai", "--json", code=0, **environment).data
    assert fake.base_url in ended.out
    assert "OPENAI_API_KEY is set" in ended.out
    assert "1 request" in ended.out
    assert "sk-secret" not in ended.out + ended.err
    assert trial["setting"]["locale"] == "en"


def test_an_engine_that_does_not_is_one_sentence_below_what_was_asked() -> None:
    address = "http://127.0.0.1:9/v1"
    ended = reelbridge("engines", "test", "openai", code=1, REELBRIDGE_MODEL=MODEL, OPENAI_BASE_URL=address)
    assert address in ended.out
    assert "does not answer" in ended.err


def test_an_engine_without_a_translation_needs_a_person() -> None:
    assert "no translation" in reelbridge("engines", "test", "memory", code=3).out


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
