"""The engine `ctranslate2`: it fills what is untranslated, leaves the rest as it is, and makes nothing up."""

from __future__ import annotations

import asyncio
from fractions import Fraction
from pathlib import Path

import pytest

pytest.importorskip("ctranslate2")
pytest.importorskip("sentencepiece")

from reelbridge.core.errors import UsageError
from reelbridge.model.brief import Brief
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.model.market import load_market
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.memory import CueMatches, Recall, RenderingList
from reelbridge.model.term import TermList
from reelbridge.translate.engine import TranslationRequest, untranslated
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.nmt.engine import NOTHING_USABLE, load_model
from reelbridge.translate.nmt.model import NmtModel
from support.nmt_models import CHINESE, NLLB_TOKENS, Habit, make_shared_model
from support.translating import episode


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_shared_model(tmp_path_factory.mktemp("models") / "nllb", NLLB_TOKENS)


def translated(folder: Path | str, *texts: str, known: dict[str, str] | None = None) -> tuple[DraftLine, ...]:
    """The lines of an episode with those texts; `known` are translations by cue id that there are already."""
    cues = episode(*texts)
    approved = {
        cue_id: DraftLine(cue_id=cue_id, text=text, origin=LineOrigin.EXACT, score=100.0)
        for cue_id, text in (known or {}).items()
    }
    request = TranslationRequest(
        cues=cues,
        draft=Draft(
            locale="en",
            engine="memory",
            lines=tuple(approved.get(cue.id, untranslated(cue.id, "nobody knows it")) for cue in cues.cues),
        ),
        recall=Recall(cues=tuple(CueMatches(cue_id=cue.id, matches=()) for cue in cues.cues)),
        renderings=RenderingList(locale="en", renderings=()),
        terms=TermList(locale="en", terms=()),
        brief=Brief(locale="en"),
        market=load_market("en"),
        media=MediaInfo(
            source=FileRef(name="1.mp4", digest="", size=0), duration_ms=60_000, width=1080, height=1920, rotation=0,
            frame_rate=Fraction(25), is_variable_rate=False, video_codec="h264", audio=(), text=(),
        ),
        source_locale="zh-Hans",
        locale="en",
        folder=str(folder),
    )  # fmt: skip
    return asyncio.run(TRANSLATORS["ctranslate2"].translate(request, None)).lines


def test_what_is_translated_already_stays_and_the_rest_is_the_models(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(NmtModel, "translate", lambda *_, **__: ("Why did you not tell me?",))
    first, second = translated(folder, CHINESE[0], CHINESE[1], known={"c1": "I have the tickets."})
    assert (first.text, first.origin) == ("I have the tickets.", LineOrigin.EXACT)
    assert (second.text, second.origin) == ("Why did you not tell me?", LineOrigin.MACHINE)


def test_what_does_not_stand_the_tests_of_the_contract_is_left_to_a_person_with_the_reason(folder: Path) -> None:
    (line,) = translated(folder, CHINESE[1])  # random weights write Chinese and letters in one
    assert (line.text, line.origin) == ("", LineOrigin.UNTRANSLATED)
    assert "Chinese characters left" in (line.reason or "")


def test_every_cue_has_its_line_in_order(folder: Path) -> None:
    lines = translated(folder, *CHINESE, known={"c4": "Shut the window."})
    assert [line.cue_id for line in lines] == [f"c{number}" for number in range(1, len(CHINESE) + 1)]


def test_a_line_that_the_model_cannot_do_is_left_to_a_person(tmp_path: Path) -> None:
    silent = make_shared_model(tmp_path / "silent", NLLB_TOKENS, Habit(end_bias=90))
    (line,) = translated(silent, CHINESE[0])
    assert (line.text, line.origin, line.reason) == ("", LineOrigin.UNTRANSLATED, NOTHING_USABLE)


def test_a_model_is_loaded_once(folder: Path) -> None:
    assert load_model(folder) is load_model(folder)


def test_a_model_that_was_replaced_is_loaded_anew(tmp_path: Path) -> None:
    folder = make_shared_model(tmp_path / "m", NLLB_TOKENS)
    before = load_model(folder)
    data = (folder / "model.bin").read_bytes()
    (folder / "model.bin").unlink()
    (folder / "model.bin").write_bytes(data)
    assert load_model(folder) is not before


def test_no_folder_named() -> None:
    with pytest.raises(UsageError, match="needs the folder of a model"):
        translated("", CHINESE[0])
