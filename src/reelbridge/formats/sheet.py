"""A translator's sheet: one row a line, the columns that CSV and XLSX have in common.

The header names the columns, so that they may be moved, hidden or added to. Only `translation` and `approved` are read
as a person's words; `id`, `source`, `given` and `check` say what they are about.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from reelbridge.core.errors import ParseError
from reelbridge.core.time import format_stamp
from reelbridge.formats.assembling import clean_text
from reelbridge.model.handout import HandedLine, Handout, LineState, Returned, ReturnedLine

COLUMNS = (
    "id",
    "start",
    "end",
    "speaker",
    "source",
    "translation",
    "approved",
    "most characters",
    "risk",
    "note",
    "given",
    "check",
)

#: far above any episode; a larger sheet is something else
MAX_ROWS = 20_000

#: `e001/ja/c0001`: a text to every spreadsheet, and it says where the row belongs wherever the row goes
_ID = re.compile(r"^e(\d{3,5})/([A-Za-z0-9-]{2,20})/(\S{1,40})$")

#: what people write to say yes
_YES = frozenset({"yes", "y", "x", "true", "1", "ok", "✓", "✔", "是"})

#: what a spreadsheet shows where it took a text for a formula
_ERRORS = frozenset({"#NAME?", "#REF!", "#VALUE!", "#N/A", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!", "Err:508"})


def row_of(handout: Handout, line: HandedLine) -> tuple[str, ...]:
    """The cells of one line, in the order of `COLUMNS`. All are texts: a risk of `007` sorts before one of `042`."""
    return (
        f"e{handout.episode:03d}/{handout.locale}/{line.cue_id}",
        format_stamp(line.start_ms),
        format_stamp(line.end_ms),
        line.speaker,
        line.source,
        line.text,
        "yes" if line.state is LineState.DECIDED else "",
        str(line.max_chars),
        f"{line.risk:03.0f}",
        "\n".join(line.notes),
        line.text,
        line.check,
    )


def columns_of(header: Sequence[str]) -> Mapping[str, int]:
    """Name -> position of the columns that are there.

    Raises:
        ParseError: one is missing that nothing can be done without.
    """
    names = [name.strip().casefold() for name in header]
    for wanted in ("id", "translation"):
        if wanted not in names:
            raise ParseError(f"no column {wanted!r}; expected a sheet with the columns {', '.join(COLUMNS)}")
    return {name: names.index(name) for name in COLUMNS if name in names}


def returned_of(
    rows: Iterable[tuple[Sequence[str], str]], columns: Mapping[str, int], *, via: str
) -> tuple[Returned, ...]:
    """The rows of a sheet by episode and locale, in order.

    Args:
        rows: the cells, and why the translation among them cannot be used, or an empty text.
        columns: see `columns_of`.
        via: the kind of file.

    Raises:
        ParseError: no row has an id that was handed out here.
    """
    found: dict[tuple[int, str], list[ReturnedLine]] = {}
    for number, (cells, problem) in enumerate(rows, 2):
        if number > MAX_ROWS:
            raise ParseError(f"more than {MAX_ROWS:,} rows; an episode has a few hundred")
        row = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
        if not any(cell.strip() for cell in row.values()):
            continue
        place = _ID.match(row["id"].strip())
        if place:
            found.setdefault((int(place[1]), place[2]), []).append(_line_of(row, place[3], problem))
    if not found:
        raise ParseError(
            "no row has an id such as e001/ja/c0001", hint="the ids must stay as `reelbridge hand-out` wrote them"
        )
    return tuple(
        Returned(episode=episode, locale=locale, via=via, lines=tuple(lines))
        for (episode, locale), lines in found.items()
    )


def _line_of(row: Mapping[str, str], cue_id: str, problem: str) -> ReturnedLine:
    text = clean_text(row["translation"])
    if text in _ERRORS:
        problem = f"the spreadsheet took its text for a formula and shows {text}"
    return ReturnedLine(
        cue_id=cue_id,
        text=text,
        source=clean_text(row["source"]) if "source" in row else None,
        given=clean_text(row["given"]) if "given" in row else None,
        check=row.get("check", "").strip(),
        is_approved=row.get("approved", "").strip().casefold() in _YES,
        problem=problem,
    )
