"""What the memory finds: the same line, the line with a slip of the reader, and which of two same lines is meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import StoreError
from reelbridge.model.cue import CueList
from reelbridge.model.memory import Memory, MemoryRef, MemorySet, Recall, Segment, SegmentList
from reelbridge.translate.memory.finding import leading
from reelbridge.translate.memory.store import MemoryStore
from support.memories import best, memory_set, recall_from, short_id, write_memory
from support.memory_oracle import find_slowly
from support.translating import episode, scene, segments

STORY = scene("三千万，今晚就签字！", "这家店，多少钱都不卖", "少废话，签还是不签？", "不签", "二叔，这家店我要了")


def recall(cues: CueList, sources: SegmentList) -> Recall:
    return recall_from(cues, memory_set(sources))


def bests(found: Recall) -> list[str | None]:
    return [best(cue) for cue in found.cues]


@pytest.mark.parametrize(
    "text",
    ["三千万，今晚就签字！", "三千万 今晚就签字", "三千万、今晚就签字。", "三千万\n今晚就签字!", "三千万,今晚就签字"],
)
def test_punctuation_width_and_line_breaks_do_not_matter(text: str) -> None:
    (found,) = recall(episode(text), segments(STORY)).cues
    assert (best(found), found.matches[0].score) == ("m1", 100)


def test_wide_and_small_letters_are_the_same_line() -> None:
    (found,) = recall(episode("ＯＫ，１２元"), segments(scene("ok 12元"))).cues
    assert found.matches[0].score == 100


@pytest.mark.parametrize(("text", "segment"), [("三千方，今晚就签字", "m1"), ("这家店，多少钱郡不卖", "m2")])
def test_a_slip_of_the_reader_still_finds_its_line_and_is_no_exact_match(text: str, segment: str) -> None:
    (found,) = recall(episode(text), segments(STORY)).cues
    assert best(found) == segment
    assert 70 <= found.matches[0].score < 100


def test_one_wrong_character_in_a_line_of_four_is_found() -> None:
    (found,) = recall(episode("你娘还舌着"), segments(scene("你娘还活着"))).cues
    assert best(found) == "m1"
    (found,) = recall(episode("元妈面馆"), segments(scene("云妈面馆"))).cues
    assert best(found) == "m1"


def test_in_a_line_of_two_a_slip_needs_the_line_before() -> None:
    alone = recall(episode("不答"), segments(STORY))
    assert bests(alone) == [None]
    in_scene = recall(episode("少废话，签还是不签", "不答"), segments(STORY))
    assert bests(in_scene) == ["m3", "m4"]
    assert in_scene.cues[1].matches[0].in_context


def test_a_line_like_no_other_finds_nothing() -> None:
    assert bests(recall(episode("天凉了，陆氏也该换人了"), segments(STORY))) == [None]


def test_a_line_of_signs_alone_is_only_like_itself() -> None:
    memory = segments(scene("……", "？！"))
    assert bests(recall(episode("？！", "…", "！！"), memory)) == ["m2", None, None]


def test_the_same_line_of_two_scenes_is_told_by_the_line_before() -> None:
    refusal = scene("签还是不签？", "不行", name="refusal")
    farewell = scene("我能留下来吗？", "不行", name="farewell")
    memory = segments(refusal, farewell)
    assert bests(recall(episode("我能留下来吗", "不行"), memory)) == ["farewell1", "farewell2"]
    assert bests(recall(episode("签还是不签", "不行"), memory)) == ["refusal1", "refusal2"]


def test_context_carries_through_a_scene_whose_lines_all_occur_twice() -> None:
    first = scene("早", "你好", "走吧", name="first")
    second = scene("晚安", "你好", "走吧", name="second")
    found = recall(episode("晚安", "你好", "走吧"), segments(first, second))
    assert bests(found) == ["second1", "second2", "second3"]


def test_a_sign_between_two_lines_does_not_part_them() -> None:
    found = recall(
        episode("少废话，签还是不签？", "云记面馆", "不签", signs=[2]), segments(STORY, scene("云记面馆", name="s"))
    )
    assert bests(found) == ["m3", "s1", "m4"]
    assert found.cues[2].matches[0].in_context


def test_the_first_line_is_not_in_context() -> None:
    assert not recall(episode("不签"), segments(STORY)).cues[0].matches[0].in_context


def test_the_best_match_comes_first_and_there_are_few() -> None:
    memory = segments(scene(*(f"这家店我不卖{end}" for end in "一二三四五六七八"), "这家店我不卖"))
    (found,) = recall(episode("这家店，我不卖"), memory).cues
    scores = [match.score for match in found.matches]
    assert (best(found), scores[0]) == ("m9", 100)
    assert scores == sorted(scores, reverse=True)
    assert len(found.matches) == 5


def test_memories_of_one_language_each_may_all_hold_the_line() -> None:
    memory = segments(*(scene("不签", name=f"file{number}-") for number in range(14)))
    assert len(recall(episode("不签"), memory).cues[0].matches) == 14


def test_a_match_tells_what_the_memory_has() -> None:
    assert recall(episode("三千方今晚就签字"), segments(STORY)).cues[0].matches[0].source == "三千万，今晚就签字！"


def test_no_lines_and_no_memory_are_no_trouble() -> None:
    assert recall(episode(), segments(STORY)).cues == ()
    assert bests(recall(episode("不签"), segments())) == [None]


SOME_TEXT = st.text(alphabet="不签我信三千万，。？ ab\n", min_size=1, max_size=8)


@given(texts=st.lists(SOME_TEXT, max_size=8), sources=st.lists(SOME_TEXT, max_size=8))
def test_every_line_has_its_own_entry_whatever_the_memory_holds(texts: list[str], sources: list[str]) -> None:
    cues = episode(*texts)
    found = recall(cues, segments(scene(*sources)))
    assert [entry.cue_id for entry in found.cues] == [cue.id for cue in cues.cues]
    assert all(0 < match.score <= 100 for entry in found.cues for match in entry.matches)


@given(order=st.permutations(range(len(STORY))))
def test_in_whatever_order_lines_come_each_finds_its_own(order: list[int]) -> None:
    found = recall(episode(*(STORY[place].source for place in order)), segments(STORY))
    assert bests(found) == [STORY[place].id for place in order]


@given(order=st.permutations(range(len(STORY))))
def test_the_order_of_the_memory_does_not_matter(order: list[int]) -> None:
    shuffled = SegmentList(source_locale="zh-Hans", segments=tuple(STORY[place] for place in order))
    cues = episode(*(segment.source for segment in STORY))
    assert bests(recall(cues, shuffled)) == [segment.id for segment in STORY]


def test_a_memory_that_points_nowhere_is_no_trouble() -> None:
    memory = SegmentList(
        source_locale="zh-Hans",
        segments=(
            Segment(id="a", source="不签", previous_id="gone"),
            Segment(id="b", source="我信", previous_id="b"),
            Segment(id="c", source="  "),
        ),
    )
    assert bests(recall(episode("不签", "我信", "另一句"), memory)) == ["a", "b", None]


def lines_and_memory() -> st.SearchStrategy[tuple[SegmentList, list[str]]]:
    """A small memory of lines that are much like one another, some after one that is not the one before, and lines."""
    count = st.integers(0, 30)
    text = st.text(alphabet="不签我信三千万哈，。 ab", min_size=1, max_size=12)
    return st.tuples(st.lists(st.tuples(text, st.none() | count), max_size=30), st.lists(text, max_size=6)).map(
        lambda drawn: (
            SegmentList(
                source_locale="zh-Hans",
                segments=tuple(
                    Segment(id=f"m{number}", source=source, previous_id=None if after is None else f"m{after}")
                    for number, (source, after) in enumerate(drawn[0])
                ),
            ),
            [*drawn[1], *(source for source, _ in drawn[0][:4])],
        )
    )


@given(lines_and_memory())
def test_what_is_found_is_what_comparing_with_every_line_finds(drawn: tuple[SegmentList, list[str]]) -> None:
    memory, texts = drawn
    before: frozenset[str] = frozenset()
    for text, found in zip(texts, recall(episode(*texts), memory).cues, strict=True):
        slowly = find_slowly(memory, text, before)
        assert [replace(match, segment_id=short_id(match.segment_id)) for match in found.matches] == list(slowly)
        before = frozenset(match.segment_id for match in leading(slowly))


def test_a_text_of_hundreds_of_segments_brings_the_first_of_them_and_those_in_context() -> None:
    memory = segments(scene("我信"), *(scene("签吗", "不签", name=f"s{number}-") for number in range(100)))
    first, second = recall(episode("签吗？", "不签！"), memory).cues
    assert [short_id(match.segment_id) for match in first.matches] == [f"s{number}-1" for number in range(64)]
    assert [short_id(match.segment_id) for match in second.matches] == [f"s{number}-2" for number in range(64)]
    assert all(match.in_context for match in second.matches)


def test_the_earlier_of_two_memories_wins_where_both_are_equally_good() -> None:
    first = memory_set(segments(scene("不签", name="a")), name="first.tmx")
    second = memory_set(segments(scene("签吗", "不签", name="b")), name="second.tmdb")
    both = MemorySet(refs=(*first.refs, *second.refs))
    (alone,) = recall_from(episode("不签"), both).cues
    assert [match.segment_id for match in alone.matches] == ["first.tmx\na1", "second.tmdb\nb2"]
    _, in_scene = recall_from(episode("签吗", "不签"), both).cues
    assert [match.segment_id for match in in_scene.matches] == ["second.tmdb\nb2", "first.tmx\na1"]


def test_two_memories_may_call_different_lines_the_same() -> None:
    first = memory_set(segments(scene("签吗", "不签")), name="first.tmx")
    second = memory_set(segments(scene("我信", "天凉了")), name="second.tmx")
    both = MemorySet(refs=(*first.refs, *second.refs))
    found = recall_from(episode("签吗", "天凉了"), both)
    assert bests(found) == ["m1", "m2"]
    assert not found.cues[1].matches[0].in_context


def test_no_memory_at_all_knows_nothing() -> None:
    assert bests(recall_from(episode("不签"), MemorySet())) == [None]


def test_a_memory_that_is_written_to_during_a_run_is_not_mixed_up(tmp_path: Path) -> None:
    path = tmp_path / "a.tmdb"
    write_memory(path, Memory(sources=segments(scene("不签")), targets=()))
    with MemoryStore(path) as store:
        planned = MemorySet(refs=(MemoryRef(name="a.tmdb", path=str(path), digest=store.digest),))
    write_memory(path, Memory(sources=segments(scene("我信", name="new")), targets=()))
    with pytest.raises(StoreError, match="was written to while the run was on"):
        recall_from(episode("不签"), planned)
