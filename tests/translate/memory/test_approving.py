"""Lines that a person approved are found again, in context, and nothing else gets into the memory."""

from __future__ import annotations

from pathlib import Path

from reelbridge.model.cue import CueList
from reelbridge.model.decision import Decision, DecisionList
from reelbridge.model.memory import MemoryRef, MemorySet
from reelbridge.translate.memory.approving import approved_units
from reelbridge.translate.memory.store import MemoryStore
from reelbridge.translate.memory.writing import MemoryWriter
from support.memories import recall_from, renderings_from
from support.translating import episode

LINES = episode("我能留下来吗？", "云记面馆", "不行", signs=[2])


def decision(cue_id: str, source: str, text: str) -> Decision:
    return Decision(
        episode=1, locale="en", cue_id=cue_id, source=source, before="", text=text, by="Mei", at="2026-11-24T15:00:00Z"
    )


def remembered(path: Path, cues: CueList, *decisions: Decision) -> MemorySet:
    with MemoryWriter(path, source_locale="zh-Hans") as writer:
        writer.add(approved_units(cues, DecisionList(locale="en", decisions=decisions), series="面馆千金"))
    with MemoryStore(path) as store:
        return MemorySet(refs=(MemoryRef(name="approved.tmdb", path=str(path), digest=store.digest),))


def test_an_approved_line_is_found_in_context_though_the_line_before_was_not_decided(tmp_path: Path) -> None:
    memories = remembered(tmp_path / "a.tmdb", LINES, decision("c3", "不行", "You may not."))
    found = recall_from(LINES, memories)
    assert [[match.in_context for match in cue.matches] for cue in found.cues] == [[False], [], [True]]
    assert [each.text for each in renderings_from(found, memories, "en").renderings] == ["You may not."]


def test_who_approved_it_and_when_is_kept_with_series_and_episode(tmp_path: Path) -> None:
    remembered(tmp_path / "a.tmdb", LINES, decision("c1", "我能留下来吗？", "May I stay?"))
    with MemoryStore(tmp_path / "a.tmdb") as store:
        (unit,) = store.units(["en"])
    ((_, rendering),) = unit.renderings
    assert (unit.segment.series, unit.segment.episode) == ("面馆千金", 1)
    assert (rendering.by, rendering.at) == ("Mei", "2026-11-24T15:00:00Z")


def test_the_later_decision_about_a_line_holds(tmp_path: Path) -> None:
    memories = remembered(
        tmp_path / "a.tmdb", LINES, decision("c3", "不行", "No way."), decision("c3", "不行", "You may not.")
    )
    texts = renderings_from(recall_from(LINES, memories), memories, "en").renderings
    assert [each.text for each in texts] == ["You may not."]


def test_a_decision_about_words_that_are_gone_is_kept_without_context(tmp_path: Path) -> None:
    memories = remembered(tmp_path / "a.tmdb", LINES, decision("c9", "天凉了", "It grew cold."))
    (found,) = recall_from(episode("天凉了"), memories).cues
    assert (found.matches[0].score, found.matches[0].in_context) == (100, False)


def test_the_same_decisions_once_more_change_nothing(tmp_path: Path) -> None:
    decided = decision("c3", "不行", "You may not.")
    once = remembered(tmp_path / "a.tmdb", LINES, decided)
    assert remembered(tmp_path / "a.tmdb", LINES, decided).digest == once.digest
