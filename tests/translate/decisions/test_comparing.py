"""What a person's file means: nothing new, a decision, a conflict, or something that cannot be taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reelbridge.model.cue import Cue
from reelbridge.model.decision import Decision, Side
from reelbridge.model.handout import LineState, Returned, ReturnedLine
from reelbridge.translate.decisions.comparing import Comparison, Refusal, Signature, Standing, StandingLine, compare
from support.handouts import handed_line, handout_of, untouched

#: what was handed out, by cue id: the original and the translation
GIVEN = {"c0001": ("你好", "hello"), "c0002": ("我信", "I do."), "c0003": ("走吧", "")}

MEI = Signature(by="Mei", at="2026-11-24T15:00:00Z")
JO = Signature(by="Jo", at="2026-11-24T16:00:00Z")


def standing_of(decisions: tuple[Decision, ...] = (), **now: tuple[str, str]) -> Standing:
    """The lines as they were handed out, but for those that are given."""
    latest = {decision.cue_id: decision for decision in decisions}
    return Standing(
        lines=tuple(
            StandingLine(
                cue=Cue(id=cue_id, start_ms=1000 * place, end_ms=1000 * place + 900, text=source),
                text=latest[cue_id].text if cue_id in latest else text,
                decision=latest.get(cue_id),
            )
            for place, (cue_id, (source, text)) in enumerate({**GIVEN, **now}.items())
        ),
        decisions=decisions,
    )


def file_with(locale: str = "en", state: LineState = LineState.TRANSLATED, **changes: object) -> Returned:
    """The hand-out as it comes back: text by cue id, or a function of the line."""
    lines = tuple(handed_line(cue_id, source, text, state=state) for cue_id, (source, text) in GIVEN.items())
    returned = untouched(handout_of(*lines, locale=locale), via="xliff")
    edited = []
    for line in returned.lines:
        change = changes.get(line.cue_id)
        edited.append(change(line) if callable(change) else replace(line, text=change) if change is not None else line)
    return replace(returned, lines=tuple(edited))


def approved(line: ReturnedLine) -> ReturnedLine:
    return replace(line, is_approved=True)


def counts(found: Comparison) -> tuple[int, int, int, int]:
    return len(found.decisions), len(found.conflicts), len(found.refused), found.unchanged


def test_a_file_nobody_touched_says_nothing_new() -> None:
    assert counts(compare(file_with(), standing_of(), MEI)) == (0, 0, 0, 3)


def test_a_line_written_anew_is_a_decision() -> None:
    found = compare(file_with(c0002="I believe you."), standing_of(), MEI)
    assert found.decisions == (
        Decision(
            episode=1,
            locale="en",
            cue_id="c0002",
            source="我信",
            before="I do.",
            text="I believe you.",
            start_ms=1000,
            by="Mei",
            at="2026-11-24T15:00:00Z",
            via="xliff",
        ),
    )
    assert found.unchanged == 2


def test_a_line_that_had_no_translation_gets_one() -> None:
    (decision,) = compare(file_with(c0003="Let's go."), standing_of(), MEI).decisions
    assert (decision.cue_id, decision.before, decision.text) == ("c0003", "", "Let's go.")


def test_a_line_that_is_approved_is_a_decision_for_what_was_there() -> None:
    (decision,) = compare(file_with(c0001=approved), standing_of(), MEI).decisions
    assert decision.text == decision.before == "hello"


def test_what_was_decided_before_is_not_decided_again_by_saying_nothing() -> None:
    assert counts(compare(file_with(state=LineState.DECIDED), standing_of(), MEI)) == (0, 0, 0, 3)


def test_the_same_file_twice_changes_nothing() -> None:
    file = file_with(c0001=approved, c0002="I believe you.")
    first = compare(file, standing_of(), MEI)
    again = compare(file, standing_of(first.decisions), JO)
    assert len(first.decisions) == 2
    assert counts(again) == (0, 0, 0, 3)


def test_the_same_file_again_does_not_undo_what_was_decided_later() -> None:
    file = file_with(c0002="I believe you.")
    first = compare(file, standing_of(), MEI).decisions
    later = replace(first[0], before="I believe you.", text="I trust you.")
    assert counts(compare(file, standing_of((*first, later)), MEI)) == (0, 0, 0, 3)


def test_spaces_and_line_ends_around_a_text_are_no_change() -> None:
    assert counts(compare(file_with(c0002=" I do.\r\n"), standing_of(), MEI)) == (0, 0, 0, 3)


def test_another_way_to_write_an_accent_is_no_change() -> None:
    line = handed_line("c0001", "你好", "caf\u00e9")
    returned = untouched(handout_of(line, locale="en"), via="csv")
    written = replace(returned, lines=(replace(returned.lines[0], text="cafe\u0301"),))
    assert counts(compare(written, standing_of(c0001=("你好", "caf\u00e9")), MEI)) == (0, 0, 0, 1)


def test_two_people_who_changed_the_same_line_are_a_conflict() -> None:
    first = compare(file_with(c0002="I believe you."), standing_of(), MEI).decisions
    found = compare(file_with(c0002="I trust you."), standing_of(first), JO)
    (conflict,) = found.conflicts
    assert found.decisions == ()
    assert (conflict.decision.before, conflict.text_now, conflict.decision.text) == (
        "I do.",
        "I believe you.",
        "I trust you.",
    )
    assert found.to_keep == (conflict,)


def test_the_same_person_may_think_again() -> None:
    first = compare(file_with(c0002="I believe you."), standing_of(), MEI).decisions
    (second,) = compare(file_with(c0002="I trust you."), standing_of(first), MEI).decisions
    assert second.text == "I trust you."


def test_nobody_is_not_the_same_person_as_nobody() -> None:
    nobody = Signature(by="", at="")
    first = compare(file_with(c0002="I believe you."), standing_of(), nobody).decisions
    assert len(compare(file_with(c0002="I trust you."), standing_of(first), nobody).conflicts) == 1


def test_two_people_of_one_mind_are_no_conflict() -> None:
    first = compare(file_with(c0002="I believe you."), standing_of(), MEI).decisions
    assert counts(compare(file_with(c0002="I believe you."), standing_of(first), JO)) == (0, 0, 0, 3)


def test_a_machine_that_changed_the_line_meanwhile_is_a_conflict() -> None:
    standing = standing_of(c0002=("我信", "I trust it."))
    assert len(compare(file_with(c0002="I believe you."), standing, MEI).conflicts) == 1
    assert len(compare(file_with(c0002=approved), standing, MEI).conflicts) == 1
    assert counts(compare(file_with(), standing, MEI)) == (0, 0, 0, 3)


def test_a_machine_that_only_broke_the_line_anew_is_none() -> None:
    standing = standing_of(c0002=("我信", "I\ndo."))
    assert len(compare(file_with(c0002="I believe you."), standing, MEI).decisions) == 1


def test_an_original_that_changed_meanwhile_is_a_conflict() -> None:
    standing = standing_of(c0002=("我不信", "I don't."))
    (conflict,) = compare(file_with(c0002="I believe you."), standing, MEI).conflicts
    assert (conflict.decision.source, conflict.source_now) == ("我信", "我不信")


def test_a_line_that_only_moved_is_found_by_its_words() -> None:
    moved = Standing(
        lines=tuple(
            StandingLine(cue=Cue(id=f"c{number:04d}", start_ms=number, end_ms=number + 9, text=source), text=text)
            for number, (source, text) in enumerate([("新", "new"), *GIVEN.values()], 1)
        )
    )
    (decision,) = compare(file_with(c0002="I believe you."), moved, MEI).decisions
    assert (decision.cue_id, decision.source) == ("c0003", "我信")


def test_a_line_that_is_gone_is_kept_as_a_conflict() -> None:
    gone = Standing(lines=standing_of().lines[:1])
    (conflict,) = compare(file_with(c0002="I believe you."), gone, MEI).conflicts
    assert (conflict.source_now, conflict.decision.text) == ("", "I believe you.")


def test_a_conflict_is_kept_once_and_shown_until_it_is_settled() -> None:
    first = compare(file_with(c0002="I believe you."), standing_of(), MEI).decisions
    file, standing = file_with(c0002="I trust you."), standing_of(first)
    found = compare(file, standing, JO)
    again = compare(file, replace(standing, conflicts=found.to_keep), JO)
    assert len(again.conflicts) == 1
    assert again.to_keep == ()


@pytest.mark.parametrize(("side", "texts"), [(Side.FILE, ["I trust you."]), (Side.SERIES, [])])
def test_a_settled_conflict_is_over_whoever_won(side: Side, texts: list[str]) -> None:
    first = compare(file_with(c0002="I believe you."), standing_of(), MEI).decisions
    file, standing = file_with(c0002="I trust you."), standing_of(first)
    found = compare(file, standing, replace(JO, prefer=side))
    assert [decision.text for decision in found.decisions] == texts
    assert found.conflicts == ()
    assert [conflict.settled for conflict in found.to_keep] == [side]
    settled = replace(standing, conflicts=found.to_keep)
    assert counts(compare(file, settled, JO)) == (0, 0, 0, 3)


def test_a_conflict_about_a_changed_original_is_settled_for_the_new_one() -> None:
    standing = standing_of(c0002=("我不信", "I don't."))
    (decision,) = compare(file_with(c0002="I believe you."), standing, replace(MEI, prefer=Side.FILE)).decisions
    assert (decision.source, decision.text) == ("我不信", "I believe you.")


def test_an_emptied_line_is_said_and_kept() -> None:
    (refused,) = compare(file_with(c0002=""), standing_of(), MEI).refused
    assert (refused.cue_id, refused.reason) == ("c0002", Refusal.EMPTIED)


def test_the_original_in_place_of_a_translation_is_none() -> None:
    found = compare(file_with(c0002="我信", c0003="走吧"), standing_of(), MEI)
    assert [(refused.cue_id, refused.reason) for refused in found.refused] == [("c0002", Refusal.COPIED)]
    assert found.decisions == ()


def test_between_two_ways_of_writing_chinese_the_original_may_be_the_translation() -> None:
    assert compare(file_with(locale="zh-Hant", c0003="走吧"), standing_of(), MEI).decisions == ()
    said = file_with(locale="zh-Hant", c0003=lambda line: replace(line, text="走吧", is_approved=True))
    (decision,) = compare(said, standing_of(), MEI).decisions
    assert decision.text == "走吧"


def test_an_original_that_was_edited_in_the_file_is_noticed() -> None:
    file = file_with(c0002=lambda line: replace(line, source="我不信", text="I don't."))
    (refused,) = compare(file, standing_of(), MEI).refused
    assert refused.reason == Refusal.ALTERED
    assert refused.text == "I don't."


def test_a_line_that_cannot_be_read_is_said_with_its_reason() -> None:
    file = file_with(c0002=lambda line: replace(line, problem="its cell holds a formula"))
    assert [refused.reason for refused in compare(file, standing_of(), MEI).refused] == ["its cell holds a formula"]


def test_a_line_that_stands_twice_with_two_texts_is_not_guessed() -> None:
    file = file_with()
    twice = replace(file, lines=(*file.lines, replace(file.lines[1], text="I trust you.")))
    assert [refused.reason for refused in compare(twice, standing_of(), MEI).refused] == [Refusal.TWICE]
    same = replace(file, lines=(*file.lines, file.lines[1]))
    assert counts(compare(same, standing_of(), MEI)) == (0, 0, 0, 3)


def stripped(text: str, *, check: bool):
    """A line of which a tool left the id and the target, perhaps the digest."""
    return lambda line: ReturnedLine(cue_id=line.cue_id, text=text, check=line.check if check else "")


def test_a_file_that_lost_what_was_given_still_has_the_digest() -> None:
    (decision,) = compare(file_with(c0002=stripped("I believe you.", check=True)), standing_of(), MEI).decisions
    assert decision.before == "I do."
    changed = standing_of(c0002=("我信", "I trust it."))
    assert len(compare(file_with(c0002=stripped("I believe you.", check=True)), changed, MEI).conflicts) == 1


def test_a_file_that_lost_everything_never_writes_over_a_person() -> None:
    file = file_with(c0002=stripped("I trust you.", check=False))
    assert len(compare(file, standing_of(), JO).decisions) == 1
    first = compare(file_with(c0002="I believe you."), standing_of(), MEI).decisions
    assert len(compare(file, standing_of(first), JO).conflicts) == 1


def test_a_line_nobody_knows_is_said() -> None:
    file = file_with()
    more = replace(file, lines=(*file.lines, ReturnedLine(cue_id="c0099", text="what?")))
    assert [refused.reason for refused in compare(more, standing_of(), MEI).refused] == [Refusal.UNKNOWN]
