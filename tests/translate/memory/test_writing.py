"""What goes into a memory: once each, the later translation over the earlier, nothing half-way."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import InputError, StoreError, UsageError
from reelbridge.model.memory import Memory, Rendering, Segment, Unit
from reelbridge.translate.memory import database
from reelbridge.translate.memory.store import MemoryStore
from reelbridge.translate.memory.writing import Added, MemoryWriter
from support.memories import memory_set, write_memory
from support.translating import renderings, scene, segments

MEMORY = Memory(
    sources=segments(scene("签还是不签？", "不签", "我可是你亲二叔！")),
    targets=(renderings({"m1": "Sign or not?", "m2": "No."}), renderings({"m2": "Nein."}, "de")),
)


def contents(path: Path) -> list[Unit]:
    with MemoryStore(path) as store:
        return list(store.units(store.locales()))


def digest(path: Path) -> str:
    with MemoryStore(path) as store:
        return store.digest


def add(path: Path, *units: Unit, source_locale: str = "zh-Hans") -> Added:
    with MemoryWriter(path, source_locale=source_locale) as writer:
        return writer.add(units)


def unit(name: str, source: str, text: str = "", **more: str) -> Unit:
    translation = (("en", Rendering(segment_id=name, text=text, **more)),) if text else ()
    return Unit(segment=Segment(id=name, source=source), renderings=translation)


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    assert contents(path) == [
        Unit(segment=each.segment, renderings=tuple(sorted(each.renderings))) for each in MEMORY.units()
    ]


TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=6)


@given(st.lists(st.tuples(st.sampled_from("abcd"), TEXT, TEXT), max_size=8))
def test_any_text_is_kept_as_it_is(rows: list[tuple[str, str, str]]) -> None:
    memory = segments(tuple(Segment(id=f"{name}{n}", source=source) for n, (name, source, _) in enumerate(rows)))
    known = renderings({f"{name}{n}": text for n, (name, _, text) in enumerate(rows)})
    found = contents(Path(memory_set(memory, known).refs[0].path))
    kept = [each for each in memory.segments if each.source.split()]
    assert [each.segment for each in found] == kept
    texts = {each.segment_id: each.text for each in known.renderings}
    assert {each.segment.id: [rendering.text for _, rendering in each.renderings] for each in found} == {
        each.id: [texts[each.id]] if texts[each.id].strip() else [] for each in kept
    }


def test_the_same_once_more_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    before = digest(path)
    with MemoryWriter(path, source_locale="zh-Hans") as writer:
        assert writer.add(MEMORY.units()) == Added(segments=0, renderings=0)
    assert digest(path) == before


def test_a_later_translation_takes_the_place_of_an_earlier_one(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    assert add(path, unit("a", "不签", "No.")) == Added(segments=1, renderings=1)
    before = digest(path)
    assert add(path, unit("a", "不签", "Never.", by="Mei", at="2026-11-24T15:00:00Z")) == Added(renderings=1)
    assert digest(path) != before
    ((_, rendering),) = contents(path)[0].renderings
    assert (rendering.text, rendering.by, rendering.at) == ("Never.", "Mei", "2026-11-24T15:00:00Z")


def test_two_lines_of_one_id_are_both_kept_and_each_keeps_its_context(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    add(path, unit("s1", "早", "Morning."))
    other = (unit("s1", "晚安", "Night."), Unit(segment=Segment(id="s2", source="走吧", previous_id="s1")))
    add(path, *other)
    assert add(path, *other) == Added()
    morning, night, leaving = (each.segment for each in contents(path))
    assert (morning.source, night.source, leaving.previous_id) == ("早", "晚安", night.id)


def test_equal_contents_have_equal_digests_wherever_they_lie(tmp_path: Path) -> None:
    paths = [tmp_path / "a.tmdb", tmp_path / "b.tmdb"]
    for path in paths:
        write_memory(path, MEMORY)
    assert digest(paths[0]) == digest(paths[1])


def test_a_memory_at_rest_is_one_file_that_can_be_copied(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    assert [each.name for each in tmp_path.iterdir()] == ["a.tmdb"]
    copy = Path(shutil.copy(path, tmp_path / "b.tmdb"))
    assert (contents(copy), digest(copy)) == (contents(path), digest(path))


def test_a_batch_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    before = contents(path)

    def breaking() -> list[Unit]:
        return [unit("x", "新的一句"), None]  # type: ignore[list-item]

    with MemoryWriter(path, source_locale="zh-Hans") as writer, pytest.raises(AttributeError):
        writer.add(breaking())
    assert contents(path) == before


def test_lines_of_another_language_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    with pytest.raises(UsageError, match="is a memory of lines in zh-Hans; these are in ja"):
        add(path, unit("a", "やめて"), source_locale="ja")


@pytest.mark.parametrize("damage", [b"", b"hello", b"SQLite format 3\0" + bytes(5000)])
def test_what_is_no_memory_is_refused_in_one_sentence(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "a.tmdb"
    path.write_bytes(damage)
    with pytest.raises(InputError, match="no memory|another program") as error:
        contents(path)
    assert "\n" not in error.value.message


def test_a_memory_that_is_damaged_inside_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    add(path, *(unit(f"s{number}", f"第{number}句话", f"line {number}") for number in range(2000)))
    whole = bytearray(path.read_bytes())
    whole[8192:-4096] = bytes(len(whole) - 8192 - 4096)
    path.write_bytes(whole)
    with pytest.raises(InputError, match="is no memory, or is damaged"):
        contents(path)


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "photos.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE photos (id)")
    db.close()
    before = path.read_bytes()
    with pytest.raises(InputError, match="is a database of another program, not a memory"):
        contents(path)
    with pytest.raises(InputError, match="is a database of another program, not a memory"):
        add(path, unit("a", "不签"))
    assert path.read_bytes() == before


def test_a_memory_of_a_later_version_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    with sqlite3.connect(path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(InputError, match="has version 99; this Reelbridge reads version 1"):
        contents(path)


def test_a_memory_that_is_not_there_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not there"):
        contents(tmp_path / "a.tmdb")
    assert list(tmp_path.iterdir()) == []


def test_two_who_write_at_once_both_get_their_lines_in(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)

    def write(name: str) -> None:
        for number in range(20):
            add(path, unit(f"{name}{number}", f"{name}的第{number}句", "x"))

    threads = [threading.Thread(target=write, args=(name,)) for name in ("甲", "乙")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(contents(path)) == 3 + 2 * 20


def test_who_waits_in_vain_for_another_writer_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, MEMORY)
    monkeypatch.setattr(database, "_WAIT_SECONDS", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert len(contents(path)) == 3  # reading goes on
        with pytest.raises(StoreError, match="is being written to by another process"):
            add(path, unit("a", "新的一句"))
    finally:
        holder.close()
