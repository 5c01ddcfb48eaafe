"""Changing the text of a cue without losing the places of its alternatives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reelbridge.model.cue import Alternative, Cue


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """`text` in place of the `length` characters from `at` on."""

    at: int
    length: int
    text: str


def edit_cue(cue: Cue, edits: Sequence[Edit]) -> Cue:
    """The cue with its text changed.

    An alternative moves with its text; one whose place itself changes in length goes, as it no longer fits anywhere.

    Args:
        cue: any cue.
        edits: by place, not overlapping.
    """
    if not edits:
        return cue
    text, end = "", 0
    for edit in edits:
        text += cue.text[end : edit.at] + edit.text
        end = edit.at + edit.length
    text += cue.text[end:]
    return replace(cue, text=text, alternatives=tuple(_moved(cue.alternatives, edits)))


def _moved(alternatives: Sequence[Alternative], edits: Sequence[Edit]) -> Iterator[Alternative]:
    resizing = [edit for edit in edits if len(edit.text) != edit.length]
    for alternative in alternatives:
        start, end = alternative.at, alternative.at + alternative.length
        if any(edit.at < end and start < edit.at + edit.length for edit in resizing):
            continue
        before = [edit for edit in resizing if edit.at + edit.length <= start]
        yield replace(alternative, at=start + sum(len(edit.text) - edit.length for edit in before))
