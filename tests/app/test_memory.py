"""The memories of a series: which are asked, in which order, and what goes in and out of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.app.config import render_series
from reelbridge.app.material import OWN_MEMORY, find_memories
from reelbridge.app.memory import describe_memories, export_file, import_files, remember, search_memories
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import encode
from reelbridge.core.errors import ConfigError, InputError, UsageError
from reelbridge.formats.tmx import parse_tmx, render_tmx
from reelbridge.model.decision import Decision
from reelbridge.model.memory import Memory, MemorySet, Segment, SegmentList
from reelbridge.model.series import EpisodeEntry, Series
from reelbridge.pipelines.nodes import node_id
from reelbridge.runtime.index import NodeRecord
from reelbridge.translate.memory.searching import Search
from reelbridge.translate.memory.writing import Added
from support.memories import best, recall_from, renderings_from, write_memory
from support.translating import episode, renderings, scene, segments

REFUSAL = Memory(sources=segments(scene("签吗？", "不签")), targets=(renderings({"m1": "Sign?", "m2": "No."}),))
FAREWELL = Memory(
    sources=segments(scene("留下吧", "不签")),
    targets=(renderings({"m1": "Stay.", "m2": "I can't."}), renderings({"m2": "Nein."}, "de")),
)


def make_series(folder: Path, *memories: str) -> Series:
    series = Series(
        title="面馆千金",
        source_locale="zh-Hans",
        locales=("en",),
        episodes=(EpisodeEntry(number=1, video="1.mp4"),),
        memories=memories,
    )
    (folder / "series.toml").write_text(render_series(series), "utf-8")
    return series


def found_in(folder: Path, *memories: str) -> MemorySet:
    workspace = Workspace(folder=folder)
    with workspace.open_index() as index:
        return find_memories(make_series(folder, *memories), workspace, index)


def texts(memories: MemorySet, *lines: str) -> list[str]:
    return [each.text for each in renderings_from(recall_from(episode(*lines), memories), memories, "en").renderings]


def decision(text: str, *, number: int = 1, source: str = "不签") -> Decision:
    return Decision(episode=number, locale="en", cue_id="c2", source=source, before="", text=text, by="Mei")


def note_lines(folder: Path, *lines: str) -> None:
    """As a run leaves them."""
    workspace = Workspace(folder=folder)
    digest = workspace.open_store().put_bytes(encode(episode(*lines)))
    with workspace.open_index() as index:
        record = NodeRecord(
            id=node_id(1, "lines"), stage="read", label="", state="done", message="", output=digest, seconds=0, run=0
        )
        index.set_nodes([record])


def test_a_tmx_file_is_taken_in_once_and_again_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(render_tmx(REFUSAL))
    first = found_in(tmp_path, "a.tmx")
    made = Path(first.refs[0].path)
    written = made.stat().st_mtime_ns
    assert found_in(tmp_path, "a.tmx") == first
    assert made.stat().st_mtime_ns == written
    (tmp_path / "a.tmx").write_bytes(render_tmx(FAREWELL))
    assert found_in(tmp_path, "a.tmx").digest != first.digest
    assert [each.name for each in (tmp_path / ".reelbridge/memories").iterdir() if each.name.startswith(".")] == []


def test_a_database_is_used_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "series").mkdir()
    write_memory(tmp_path / "studio.tmdb", REFUSAL)
    memories = found_in(tmp_path / "series", "../studio.tmdb")
    assert Path(memories.refs[0].path).samefile(tmp_path / "studio.tmdb")
    assert texts(memories, "签吗") == ["Sign?"]


def test_where_a_series_lies_does_not_matter_but_what_it_knows(tmp_path: Path) -> None:
    digests = set()
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
        write_memory(tmp_path / name / "a.tmdb", REFUSAL)
        digests.add(found_in(tmp_path / name, "a.tmdb").digest)
    assert len(digests) == 1


def test_the_first_memory_wins_and_what_people_approved_in_this_series_comes_before_all(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(render_tmx(REFUSAL))
    (tmp_path / "b.tmx").write_bytes(render_tmx(FAREWELL))
    assert texts(found_in(tmp_path, "a.tmx", "b.tmx"), "不签")[0] == "No."
    assert remember(tmp_path, [decision("Never.")]) == Added(segments=1, renderings=1)
    memories = found_in(tmp_path, "a.tmx", "b.tmx")
    assert [ref.name for ref in memories.refs] == [OWN_MEMORY, "a.tmx", "b.tmx"]
    (found,) = recall_from(episode("不签"), memories).cues
    assert found.matches[0].segment_id.startswith(OWN_MEMORY)


def test_what_is_remembered_is_in_context_when_it_is_said_after_the_same_line(tmp_path: Path) -> None:
    make_series(tmp_path)
    note_lines(tmp_path, "签吗？", "不签")
    remember(tmp_path, [decision("Never.")])
    _, found = recall_from(episode("签吗", "不签"), found_in(tmp_path)).cues
    assert found.matches[0].in_context
    assert best(found) == "面馆千金/e001/c2"


def test_a_decision_without_a_text_is_not_remembered(tmp_path: Path) -> None:
    make_series(tmp_path)
    assert remember(tmp_path, [decision(" ")]) == Added()
    assert not (tmp_path / OWN_MEMORY).exists()


def test_the_same_decisions_leave_the_memory_as_it_is(tmp_path: Path) -> None:
    make_series(tmp_path)
    remember(tmp_path, [decision("Never.")])
    before = found_in(tmp_path).digest
    assert remember(tmp_path, [decision("Never.")]) == Added()
    assert found_in(tmp_path).digest == before


def test_a_memory_of_another_language_is_refused(tmp_path: Path) -> None:
    other = Memory(sources=SegmentList(source_locale="ja", segments=(Segment(id="a", source="やめて"),)), targets=())
    (tmp_path / "a.tmx").write_bytes(render_tmx(other))
    with pytest.raises(ConfigError, match=r"the memory a.tmx translates from 'ja'; the series is in 'zh-Hans'"):
        found_in(tmp_path, "a.tmx")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gone.tmx", None, "gone.tmx is not there"),
        ("a.tmx", b"hello", "a.tmx: not XML"),
        ("a.tmdb", b"SQLite format 3\0" + bytes(100), "a.tmdb is no memory, or is damaged"),
    ],
)
def test_a_memory_that_cannot_be_used_is_named(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=message):
        found_in(tmp_path, name)


def test_what_is_imported_is_exported(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(render_tmx(FAREWELL))
    import_files(tmp_path / "a.tmdb", [tmp_path / "a.tmx"])
    export_file(tmp_path / "a.tmdb", tmp_path / "b.tmx", locales=(), is_forced=False)
    again = parse_tmx((tmp_path / "b.tmx").read_bytes())
    assert again.sources == FAREWELL.sources
    assert {each.locale: each for each in again.targets} == {each.locale: each for each in FAREWELL.targets}
    export_file(tmp_path / "a.tmdb", tmp_path / "b.tmx", locales=("de",), is_forced=True)
    assert [each.locale for each in parse_tmx((tmp_path / "b.tmx").read_bytes()).targets] == ["de"]


def test_memories_of_a_series_are_exported_as_one_and_nothing_is_lost(tmp_path: Path) -> None:
    for name, memory in (("a.tmx", REFUSAL), ("b.tmx", FAREWELL)):
        (tmp_path / name).write_bytes(render_tmx(memory))
    make_series(tmp_path, "a.tmx", "b.tmx")
    exported = export_file(tmp_path, tmp_path / "all.tmx", locales=(), is_forced=False)
    assert (exported.lines, exported.translations) == (4, 5)
    sources = parse_tmx((tmp_path / "all.tmx").read_bytes()).sources.segments
    assert [each.source for each in sources] == ["签吗？", "不签", "留下吧", "不签"]
    assert [each.previous_id for each in sources] == [None, sources[0].id, None, sources[2].id]


def test_another_memory_can_be_taken_into_a_studios(tmp_path: Path) -> None:
    write_memory(tmp_path / "a.tmdb", REFUSAL)
    write_memory(tmp_path / "b.tmdb", FAREWELL)
    (taken,) = import_files(tmp_path / "a.tmdb", [tmp_path / "b.tmdb"])
    assert taken.added == Added(segments=1, renderings=3)  # both know 不签 as m2: the later translation holds
    with pytest.raises(UsageError, match="is the memory itself"):
        import_files(tmp_path / "a.tmdb", [tmp_path / "a.tmdb"])


def test_a_locale_that_is_nowhere_is_named_with_those_there_are(tmp_path: Path) -> None:
    write_memory(tmp_path / "a.tmdb", FAREWELL)
    with pytest.raises(UsageError, match="there is no translation into 'fr'; there is de, en"):
        search_memories(tmp_path / "a.tmdb", Search(text="不签", locales=("fr",)))


def test_a_series_is_searched_through_all_its_memories_up_to_the_number_asked_for(tmp_path: Path) -> None:
    for name, memory in (("a.tmx", REFUSAL), ("b.tmx", FAREWELL)):
        (tmp_path / name).write_bytes(render_tmx(memory))
    make_series(tmp_path, "a.tmx", "b.tmx")
    assert [hit.memory for hit in search_memories(tmp_path, Search(text="不签"))] == ["a.tmx", "b.tmx"]
    assert [hit.memory for hit in search_memories(tmp_path, Search(text="不签", most=1))] == ["a.tmx"]


def test_what_a_memory_holds_is_counted(tmp_path: Path) -> None:
    make_series(tmp_path)
    remember(tmp_path, [decision("Never."), decision("Stay.", source="留下吧", number=2)])
    (status,) = describe_memories(tmp_path)
    assert (status.name, status.counts.lines, status.counts.texts) == (OWN_MEMORY, 2, 2)
    assert [(each.locale, each.translations) for each in status.counts.translations] == [("en", 2)]


def test_a_series_without_a_memory_says_so(tmp_path: Path) -> None:
    make_series(tmp_path)
    with pytest.raises(UsageError, match="has no memory yet"):
        describe_memories(tmp_path)
