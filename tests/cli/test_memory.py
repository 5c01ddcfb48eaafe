"""Translation memories from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.cli import reelbridge


@pytest.fixture(scope="module")
def memory(tmp_path_factory: pytest.TempPathFactory, made_series: Path) -> Path:
    path = tmp_path_factory.mktemp("memory") / "studio.tmdb"
    ended = reelbridge("memory", "import", path, made_series / "memory.tmx", code=0)
    assert "6 new lines, 12 new translations" in ended.err
    return path


def test_a_search_shows_the_line_with_its_translations_and_marks_the_place(memory: Path) -> None:
    ended = reelbridge("memory", "search", memory, "今晚", "--to", "en", code=0)
    assert ended.out.splitlines() == ["zh-Hans  三千万，[今晚]就签字！", "  en       30 million. Sign tonight!"]
    hits = reelbridge("memory", "search", memory, "tonight", "--json", code=0).data
    assert [(hit["source"]["text"], hit["translations"][1]["start"]) for hit in hits] == [("三千万，今晚就签字！", 17)]


def test_a_series_folder_stands_for_all_its_memories(made_series: Path, tmp_path: Path) -> None:
    stats = reelbridge("memory", "stats", made_series, code=0).out
    assert "memory.tmx: 6 lines in zh-Hans" in stats
    ended = reelbridge("memory", "export", made_series, tmp_path / "out.tmx", "--to", "de", code=0)
    assert "6 lines, 6 translations written" in ended.err
    assert "Unterschreib" in (tmp_path / "out.tmx").read_text("utf-8")
    again = reelbridge("memory", "export", made_series, tmp_path / "out.tmx", code=2)
    assert "is there already" in again.err


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("stats", "nowhere.tmdb"), 1, "nowhere.tmdb is not there"),
        (("stats", __file__), 1, "is no memory, or is damaged"),
        (("stats", "."), 2, "is no series: it has no series.toml"),
        (("search", "MEMORY", " "), 2, "there is no text to search for"),
        (("search", "MEMORY", "x", "--source", "--target"), 2, "--source and --target exclude each other"),
        (("search", "MEMORY", "x", "--to", "Klingon!"), 2, "is not a language tag"),
        (("import", "no/where.tmdb", __file__), 1, "not XML"),
        (("import", "MEMORY", "nowhere.tmx"), 1, "nowhere.tmx is not there"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    memory: Path, arguments: tuple[str, ...], code: int, message: str
) -> None:
    given = [str(memory) if each == "MEMORY" else each for each in arguments]
    assert message in reelbridge("memory", *given, code=code).err
