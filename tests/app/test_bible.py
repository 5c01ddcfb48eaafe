"""bible.toml beside series.toml: read, written, taken out and in."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.app.bible import check_bible, choose_provider, export_bible, import_bible, make
from reelbridge.app.bible_file import read_bible, write_bible
from reelbridge.app.config import render_series
from reelbridge.app.lines import SeriesLines
from reelbridge.app.sources import Failure
from reelbridge.core.errors import ConfigError, InputError, UsageError
from reelbridge.formats.bible import MAX_BYTES
from reelbridge.formats.bible_writing import HEAD
from reelbridge.model.bible import Bible, EpisodeNote
from reelbridge.model.series import EngineChoice, EpisodeEntry, Series
from reelbridge.tools.llm.provider import Provider
from support.bibles import BIBLE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A series with a bible and without videos."""
    return make_series(tmp_path / "series")


def make_series(folder: Path, engine: EngineChoice | None = None) -> Path:
    folder.mkdir()
    series = Series(
        title="面馆千金",
        source_locale="zh-Hans",
        locales=("en", "fr"),
        episodes=(EpisodeEntry(number=1, video="1.mp4"),),
        engine=engine or EngineChoice(),
    )
    (folder / "series.toml").write_text(render_series(series), "utf-8")
    write_bible(folder, BIBLE)
    return folder


def test_a_series_without_a_bible_has_an_empty_one(tmp_path: Path) -> None:
    assert read_bible(tmp_path) == Bible()


def test_what_is_written_is_read_and_explains_itself(folder: Path) -> None:
    assert read_bible(folder) == BIBLE
    assert (folder / "bible.toml").read_text("utf-8").startswith(HEAD)


def test_what_was_there_before_is_kept_beside_it(folder: Path) -> None:
    path = folder / "bible.toml"
    ours = "# Ours.\n\n" + path.read_text("utf-8").removeprefix(HEAD) + "# and a remark\n"
    path.write_text(ours, "utf-8")
    backup = write_bible(folder, Bible(synopsis="new"))
    assert backup == folder / "bible.toml.bak"
    assert backup.read_text("utf-8") == ours
    assert path.read_text("utf-8") == '# Ours.\n\nsynopsis = "new"\n'


def test_writing_the_same_again_writes_nothing(folder: Path) -> None:
    assert write_bible(folder, BIBLE) is None
    assert sorted(path.name for path in folder.iterdir()) == ["bible.toml", "series.toml"]


def test_a_bible_that_could_not_be_read_again_is_not_written(folder: Path) -> None:
    huge = Bible(episodes=tuple(EpisodeNote(number=n, summary="x" * 9000) for n in range(1, MAX_BYTES // 9000 + 2)))
    with pytest.raises(ConfigError, match="larger than"):
        write_bible(folder, huge)
    assert read_bible(folder) == BIBLE


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xff\xfe\x00", "cannot be read"),
        (b"#" * (MAX_BYTES + 1), "larger than 4 MiB"),
        ("synopsis = 满".encode(), "is not TOML"),
    ],
)
def test_a_file_that_is_no_bible(folder: Path, data: bytes, says: str) -> None:
    (folder / "bible.toml").write_bytes(data)
    with pytest.raises(ConfigError, match=says):
        read_bible(folder)


@pytest.mark.parametrize("name", ["out.csv", "out.tbx"])
def test_out_and_in_again_changes_nothing(folder: Path, tmp_path: Path, name: str) -> None:
    export_bible(folder, tmp_path / name, is_forced=False)
    before = (folder / "bible.toml").read_bytes()
    written = import_bible(folder, tmp_path / name)
    assert (written.changes, written.backup) == ((), None)
    assert (folder / "bible.toml").read_bytes() == before


def test_what_a_person_changed_in_the_table_is_in_the_bible_and_said(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "bible.csv"
    export_bible(folder, sheet, is_forced=False)
    changed = sheet.read_text("utf-8-sig").replace("vous", "tu").replace("Lu Baichuan", "Lu Baichuan Jr.", 1)
    sheet.write_text(changed, "utf-8-sig")
    written = import_bible(folder, sheet)
    assert written.changes == (
        "陆百川: en is now Lu Baichuan Jr., was Lu Baichuan",
        "沈小满 to 陆百川: fr is now tu, was vous",
    )
    assert read_bible(folder) == written.bible
    assert written.backup is not None
    assert written.bible.secrets == BIBLE.secrets


def test_a_row_that_is_gone_is_not_lost(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "bible.csv"
    sheet.write_text("kind,name,en\ncharacter,小杰,Jay\n", "utf-8")
    written = import_bible(folder, sheet)
    assert written.changes == ("new: 小杰",)
    assert len(written.bible.characters) == len(BIBLE.characters) + 1


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("a.csv", "kind,name,listener\naddressing,沈小满,路人\n", "a.csv: the address 沈小满 -> 路人: no character"),
        ("a.csv", "kind,name\nship,x\n", "a.csv, row 2: kind 'ship'"),
        ("a.tbx", "<html/>", "a.tbx: the root is <html>"),
        ("a.xlsx", "", "ending '.xlsx' is unknown; known: .csv, .tbx"),
        ("b.csv", None, "b.csv is not there"),
    ],
)
def test_a_file_that_cannot_be_meant_changes_nothing(
    folder: Path, tmp_path: Path, name: str, text: str | None, says: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises((InputError, UsageError)) as caught:
        import_bible(folder, tmp_path / name)
    assert says in caught.value.message
    assert read_bible(folder) == BIBLE


def test_nothing_is_written_over_unless_asked(folder: Path, tmp_path: Path) -> None:
    export_bible(folder, tmp_path / "a.csv", is_forced=False)
    with pytest.raises(UsageError, match="is there already"):
        export_bible(folder, tmp_path / "a.csv", is_forced=False)
    export_bible(folder, tmp_path / "a.csv", is_forced=True)


def test_a_check_names_what_is_missing_and_whether_it_looked_into_the_lines(folder: Path) -> None:
    found = check_bible(folder)
    assert not found.has_lines
    assert any(gap.startswith("no form in fr: 沈小满") for gap in found.gaps)
    (folder / "bible.toml").unlink()
    with pytest.raises(ConfigError, match=r"has no bible\.toml"):
        check_bible(folder)


def test_without_a_model_a_bible_is_made_by_hand(folder: Path) -> None:
    with pytest.raises(ConfigError, match="a bible is made by a language model") as caught:
        choose_provider(folder, engine=None, budget_usd=None)
    assert 'name = "openai"' in (caught.value.hint or "")


def test_a_budget_needs_prices_before_anything_is_read(tmp_path: Path) -> None:
    engine = EngineChoice(name="openai", model="m", base_url="http://127.0.0.1:9/v1")
    folder = make_series(tmp_path / "priceless", engine)
    assert choose_provider(folder, engine=None, budget_usd=None).model == "m"
    with pytest.raises(UsageError, match="needs the prices"):
        choose_provider(folder, engine=None, budget_usd=20.0)


def test_when_nothing_could_be_read_the_reason_is_said(folder: Path) -> None:
    lines = SeriesLines(episodes=(), failures=(Failure(label="episode 1", message="1.mp4 is not there"),))
    with pytest.raises(InputError, match=r"has a line to make a bible of: episode 1: 1\.mp4 is not there"):
        make(folder, lines, Provider(model="m"), budget_usd=None, on_progress=print, say=print)
