"""Which pieces of a script are which lines of the picture: one global decision over all of them.

Dynamic programming over pieces (rows) and cues (columns). A move takes some pieces and some cues as the same words and
costs the edits between them, or skips one piece or one cue. Pieces before the first and after the last cue cost
nothing: the script may be that of the whole series.

Costs are whole numbers, so that equal ways are equal on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

#: one edit of a character
_EDIT = 20
#: skipping a cue costs this, and as much more for every character: a piece and a cue of n characters are taken for the
#: same while less than 0.4 n + 0.5 of them differ: 1 of 2, 2 of 5, 4 of 10; a single one has to be equal
_SKIP_CUE_COST, _SKIP_CUE_CHARACTER = 9, 8
#: skipping a piece is cheap, however long: whole scenes are cut, and a script has lines that were never shot
_SKIP_PIECE_COST = 2
#: every piece or cue more than one and one: they stay apart where nothing is gained by joining them
_JOIN = 3

#: how many pieces, how many cues
_MOVES = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1), (2, 2), (2, 3), (3, 2))
_SKIP_PIECE = len(_MOVES)
_SKIP_CUE = _SKIP_PIECE + 1

#: rows whose distances are held at once: 8 moves of 256 x 2,000 cues are 16 MB
_ROWS_AT_ONCE = 256

Costs = npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Pieces and cues that are the same words, as ranges of their numbers; one of the two may be empty."""

    first_piece: int
    end_piece: int
    first_cue: int
    end_cue: int


def match(pieces: Sequence[str], cues: Sequence[str]) -> tuple[Match, ...]:
    """The cheapest way through both, in order. Every cue is in one match, every piece in one at most.

    Args:
        pieces: the keys of the script's pieces, none of them empty.
        cues: the keys of the picture's lines, none of them empty.
    """
    if not pieces or not cues:
        return tuple(Match(first_piece=0, end_piece=0, first_cue=cue, end_cue=cue + 1) for cue in range(len(cues)))
    moves, end = _fill(pieces, cues)
    return tuple(_pair_lone(_walk_back(moves, end), pieces, cues))


def _fill(pieces: Sequence[str], cues: Sequence[str]) -> tuple[npt.NDArray[np.uint8], int]:
    """The best move into every place, (pieces + 1, cues + 1), and the piece after the last one that is used."""
    count = len(cues)
    skip_cue = np.cumsum([0, *(_SKIP_CUE_COST + _SKIP_CUE_CHARACTER * len(key) for key in cues)], dtype=np.int32)
    moves = np.full((len(pieces) + 1, count + 1), _SKIP_CUE, dtype=np.uint8)
    # the last three rows of costs, the newest last
    rows: list[Costs] = [skip_cue.copy()]
    best, end = int(skip_cue[-1]), 0
    distances: dict[tuple[int, int], Costs] = {}
    for row in range(1, len(pieces) + 1):
        # a move of p pieces that ends here began p rows above
        if (row - 1) % _ROWS_AT_ONCE == 0:
            distances = _distances(pieces, cues, row - 1)
        costs = rows[-1] + np.int32(_SKIP_PIECE_COST)
        costs[0] = 0
        moves[row] = _SKIP_PIECE
        for number, (taken, shown) in enumerate(_MOVES):
            if taken > row or shown > count:
                continue
            way = rows[-taken][: count + 1 - shown] + distances[taken, shown][(row - 1) % _ROWS_AT_ONCE]
            better = way < costs[shown:]
            costs[shown:][better] = way[better]
            moves[row, shown:][better] = number
        # skipping cues runs along the row: the cheapest start to the left, whatever lies between
        skipped = np.minimum.accumulate(costs - skip_cue) + skip_cue
        moves[row, skipped < costs] = _SKIP_CUE
        rows = [*rows[-2:], skipped]
        if skipped[-1] < best:
            best, end = int(skipped[-1]), row
    return moves, end


def _distances(pieces: Sequence[str], cues: Sequence[str], first: int) -> dict[tuple[int, int], Costs]:
    """For each move, the cost of taking the pieces that end in row `first + i` for the cues that begin with each."""
    rows = range(first, min(first + _ROWS_AT_ONCE, len(pieces)))
    found: dict[tuple[int, int], Costs] = {}
    for taken, shown in _MOVES:
        if shown > len(cues):
            continue
        joined_pieces = ["".join(pieces[max(0, row + 1 - taken) : row + 1]) for row in rows]
        joined_cues = ["".join(cues[start : start + shown]) for start in range(len(cues) + 1 - shown)]
        edits = cdist(joined_pieces, joined_cues, scorer=Levenshtein.distance, dtype=np.int32)
        found[taken, shown] = edits * _EDIT + _JOIN * (taken + shown - 2)
    return found


def _walk_back(moves: npt.NDArray[np.uint8], end: int) -> list[Match]:
    found: list[Match] = []
    piece, cue = end, moves.shape[1] - 1
    while cue:
        move = int(moves[piece, cue])
        taken, shown = {_SKIP_PIECE: (1, 0), _SKIP_CUE: (0, 1)}.get(move) or _MOVES[move]
        found.append(Match(first_piece=piece - taken, end_piece=piece, first_cue=cue - shown, end_cue=cue))
        piece, cue = piece - taken, cue - shown
    return found[::-1]


def _pair_lone(matches: list[Match], pieces: Sequence[str], cues: Sequence[str]) -> Iterator[Match]:
    """Take one piece and one cue left over between two matches for the same, if they have a character in common.

    Half of a short line is too little by itself; that nothing else is left for either makes it enough.
    """
    index = 0
    while index < len(matches):
        gap = matches[index : index + 2]
        around = matches[index - 1 : index] + matches[index + 2 : index + 3]
        is_lone = sorted(map(_sizes, gap)) == [(0, 1), (1, 0)] and len(around) == 2
        if is_lone and all(min(_sizes(found)) for found in around):
            whole = Match(
                first_piece=gap[0].first_piece,
                end_piece=gap[1].end_piece,
                first_cue=gap[0].first_cue,
                end_cue=gap[1].end_cue,
            )
            if set(pieces[whole.first_piece]) & set(cues[whole.first_cue]):
                yield whole
                index += 2
                continue
        yield matches[index]
        index += 1


def _sizes(found: Match) -> tuple[int, int]:
    return found.end_piece - found.first_piece, found.end_cue - found.first_cue
