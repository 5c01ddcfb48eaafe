"""CSV for spreadsheets: UTF-8 with a mark, so that Excel reads it as such.

A cell that a spreadsheet might take for a formula or a number gets an apostrophe in front, and loses it on the way
back.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator

from reelbridge.core.errors import ParseError
from reelbridge.formats.decoding import decode_text
from reelbridge.formats.sheet import COLUMNS, columns_of, returned_of, row_of
from reelbridge.formats.spreadsheet_cells import guard_cell, unguard_cell
from reelbridge.model.handout import Handout, Returned

#: the cells that hold words; of the others a spreadsheet may make what it likes
_WORDS = frozenset({"speaker", "source", "translation", "note", "given"})

_DELIMITERS = (",", ";", "\t")


def render_csv(handout: Handout) -> bytes:
    """Write one episode in one locale."""
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in handout.lines:
        cells = zip(COLUMNS, row_of(handout, line), strict=True)
        writer.writerow(guard_cell(cell) if name in _WORDS else cell for name, cell in cells)
    return codecs.BOM_UTF8 + stream.getvalue().encode("utf-8", "replace")


def parse_csv(data: bytes, *, name: str) -> tuple[Returned, ...]:
    """Read a sheet back, however a spreadsheet parted its columns.

    Raises:
        ParseError: not text, not a sheet that was handed out here.
    """
    text = decode_text(data, name=name)
    head = text.partition("\n")[0].casefold()
    delimiter = max(_DELIMITERS, key=head.count)
    rows = _rows(text, delimiter)
    columns = columns_of(next(rows, []))
    return returned_of(((cells, "") for cells in rows), columns, via="csv")


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    while True:
        try:
            yield [unguard_cell(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise ParseError(f"line {reader.line_num}: not CSV: {error}") from error
