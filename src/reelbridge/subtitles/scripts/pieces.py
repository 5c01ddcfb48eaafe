"""Long speeches of a script in pieces about as long as what a picture shows at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reelbridge.core.text import fold
from reelbridge.formats.script import ScriptLine
from reelbridge.subtitles.scripts.folding import Folded, fold_text

#: letters from which a line is parted at its punctuation; a row of a vertical picture holds 8 to 14
_MAX_WHOLE = 16
#: letters of a piece at least, so that a cue is never more than three pieces
_MIN_PIECE = 6

_CLAUSE = re.compile(r"[^。！？!?；;，,、…：:]*[。！？!?；;，,、…：:\s”」』）)]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some of a line of the script. `line` is the number of that line, from 0."""

    folded: Folded
    line: int
    speaker: str | None


def part_lines(lines: Sequence[ScriptLine]) -> tuple[Piece, ...]:
    """The pieces of all lines, in order; lines without a letter are left out."""
    return tuple(
        Piece(folded=fold_text(text), line=number, speaker=line.speaker)
        for number, line in enumerate(lines)
        for text in _part(line.text)
        if fold(text)
    )


def _part(text: str) -> Iterator[str]:
    if len(fold(text)) <= _MAX_WHOLE:
        yield text
        return
    piece = ""
    rest = len(fold(text))
    for match in _CLAUSE.finditer(text):
        piece += match.group()
        size = len(fold(piece))
        if size >= _MIN_PIECE and rest - size >= _MIN_PIECE:
            yield piece
            rest -= size
            piece = ""
    if piece:
        yield piece
