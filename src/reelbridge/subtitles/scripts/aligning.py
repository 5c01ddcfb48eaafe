"""A script over what was read from the picture: the script's words, the picture's times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from reelbridge.core.text import fold
from reelbridge.formats.script import ScriptLine
from reelbridge.model.cue import Alternative, Cue, CueKind, CueList
from reelbridge.subtitles.scripts.folding import fold_text
from reelbridge.subtitles.scripts.laying import join_texts, lay
from reelbridge.subtitles.scripts.matching import Match, match
from reelbridge.subtitles.scripts.pieces import Piece, part_lines

#: share of the lines that have to be in a script for it to be the script of this video
_MIN_FOUND_SHARE = 0.3
#: likeness under which a person should look whether the script's words are those that are said
_MIN_SURE = 0.7
#: lines named in a note
_MAX_NAMED = 3


def align(lines: Sequence[ScriptLine], cues: CueList) -> CueList:
    """The words of a script at the times, places and kinds of what was read; signs stay as they were read.

    A cue whose words are not in the script keeps what was read, and is unsure. Where script and reading differ, what
    was read is kept as an alternative; `confidence` is how alike they are. A script of which hardly a line is found
    is not used, and a note says so.

    Args:
        lines: of this episode, or of the whole series.
        cues: what was read.
    """
    spoken = [cue for cue in cues.cues if cue.kind is CueKind.DIALOGUE and fold(cue.text)]
    pieces = part_lines(lines)
    matches = match([piece.folded.key for piece in pieces], [fold_text(cue.text).key for cue in spoken])
    worded = {cue.id: cue for found in matches for cue in _word(found, pieces, spoken)}
    found_count = len(spoken) - sum(1 for found in matches if found.first_piece == found.end_piece)
    if found_count < max(1, _MIN_FOUND_SHARE * len(spoken)):
        note = f"script left out: only {found_count} of {len(spoken)} lines of the picture are in it"
        return replace(cues, notes=(*cues.notes, note))
    return replace(
        cues,
        origin="script",
        cues=tuple(worded.get(cue.id, cue) for cue in cues.cues),
        notes=(*cues.notes, *_notes(matches, pieces, lines, len(spoken) - found_count)),
    )


def _word(found: Match, pieces: Sequence[Piece], spoken: Sequence[Cue]) -> Iterator[Cue]:
    """The cues of a match with the words of its pieces."""
    cues = spoken[found.first_cue : found.end_cue]
    taken = pieces[found.first_piece : found.end_piece]
    if not taken:
        yield from (replace(cue, is_unsure=True) for cue in cues)
        return
    rows = [[row for row in cue.text.split("\n") if fold(row)] for cue in cues]
    parts = iter(lay(_join(taken), [row for cue_rows in rows for row in cue_rows]))
    speakers = {piece.speaker for piece in taken}
    speaker = speakers.pop() if len(speakers) == 1 else None
    for cue, cue_rows in zip(cues, rows, strict=True):
        text = "\n".join(part for part in [next(parts) for _ in cue_rows] if part)
        yield _with_words(cue, text, speaker) if fold(text) else replace(cue, is_unsure=True)


def _join(pieces: Sequence[Piece]) -> str:
    """The words of neighbouring pieces; pieces of one line were one text before."""
    texts: list[str] = []
    for index, piece in enumerate(pieces):
        if index and pieces[index - 1].line == piece.line:
            texts[-1] += piece.folded.text
        else:
            texts.append(piece.folded.text)
    return join_texts(texts)


def _with_words(cue: Cue, text: str, speaker: str | None) -> Cue:
    words, read = fold_text(text), fold_text(cue.text)
    likeness = float(Levenshtein.normalized_similarity(words.key, read.key))
    alternatives = []
    for block in Levenshtein.opcodes(words.plain, read.plain):
        if block.tag == "equal":
            continue
        at = words.places[block.src_start] if block.src_start < len(words.places) else len(text)
        end = words.places[block.src_end - 1] + 1 if block.src_end > block.src_start else at
        other = read.plain[block.dest_start : block.dest_end]
        alternatives.append(Alternative(at=at, length=end - at, text=other, confidence=cue.confidence))
    return replace(
        cue,
        text=text,
        speaker=speaker or cue.speaker,
        confidence=likeness,
        alternatives=tuple(alternatives),
        is_unsure=likeness < _MIN_SURE,
    )


def _notes(
    matches: Sequence[Match], pieces: Sequence[Piece], lines: Sequence[ScriptLine], not_in_script: int
) -> Iterator[str]:
    used = [found for found in matches if found.first_piece < found.end_piece and found.first_cue < found.end_cue]
    first, end = used[0].first_piece, used[-1].end_piece
    before, after = pieces[first].line, len(lines) - 1 - pieces[end - 1].line
    if before or after:
        yield f"script: {before} lines before the first one found and {after} after the last: other episodes'"
    missing = [
        piece
        for found in matches
        if found.first_cue == found.end_cue and first <= found.first_piece < end
        for piece in pieces[found.first_piece : found.end_piece]
    ]
    if missing:
        named = ", ".join(piece.folded.text for piece in missing[:_MAX_NAMED])
        more = f" and {len(missing) - _MAX_NAMED} more" if len(missing) > _MAX_NAMED else ""
        yield f"script: not found in the picture: {named}{more}"
    if not_in_script:
        yield f"script: {not_in_script} lines of the picture are not in it, they stay as they were read"
