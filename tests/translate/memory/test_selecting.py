"""Only what an episode touches goes on, so that a change elsewhere does not run it again."""

from __future__ import annotations

from reelbridge.core.codec import digest_of
from reelbridge.model.cue import CueList
from reelbridge.model.memory import MemorySet, Rendering, RenderingList
from support.memories import memory_set, recall_from, renderings_from, short_id
from support.translating import episode, renderings, scene, segments

MEMORY = segments(scene("不签", "我信", "你娘还活着"))


def chosen_renderings(cues: CueList, known: RenderingList) -> RenderingList:
    memories = memory_set(MEMORY, known)
    return renderings_from(recall_from(cues, memories), memories, known.locale)


def test_only_renderings_of_lines_in_the_episode_are_chosen() -> None:
    chosen = chosen_renderings(
        episode("你娘还活着", "不签"), renderings({"m3": "She lives.", "m2": "I do.", "m1": "No."})
    )
    assert [(short_id(one.segment_id), one.text) for one in chosen.renderings] == [("m1", "No."), ("m3", "She lives.")]


def test_a_change_of_another_line_or_of_the_order_changes_nothing() -> None:
    cues = episode("不签")
    before = chosen_renderings(cues, renderings({"m1": "No.", "m2": "I do."}))
    after = chosen_renderings(cues, renderings({"m2": "I believe it.", "m1": "No."}))
    assert digest_of(before) == digest_of(after)
    assert digest_of(before) != digest_of(chosen_renderings(cues, renderings({"m1": "Never."})))


def test_who_approved_a_translation_and_when_changes_nothing() -> None:
    cues = episode("不签")
    signed = RenderingList(locale="en", renderings=(Rendering(segment_id="m1", text="No.", by="Mei", at="2026-11-24"),))
    assert chosen_renderings(cues, signed) == chosen_renderings(cues, renderings({"m1": "No."}))


def test_every_memory_gives_its_own_translations() -> None:
    first = memory_set(MEMORY, renderings({"m1": "No."}), name="first.tmx")
    second = memory_set(MEMORY, renderings({"m1": "Never."}), name="second.tmx")
    both = MemorySet(refs=(*first.refs, *second.refs))
    chosen = renderings_from(recall_from(episode("不签"), both), both, "en")
    assert [one.text for one in chosen.renderings] == ["No.", "Never."]


def test_a_locale_that_the_memory_does_not_have_has_none() -> None:
    memories = memory_set(MEMORY, renderings({"m1": "No."}))
    found = renderings_from(recall_from(episode("不签"), memories), memories, "ja")
    assert (found.locale, found.renderings) == ("ja", ())
