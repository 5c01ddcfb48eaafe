"""CSV for spreadsheets: UTF-8 with a mark, so that Excel reads it as such.

A spreadsheet takes `=1+1`, `- No.` and `+86` for formulas and runs them, and makes other things of `007` and `1/2`. A
cell that it might take so gets an apostrophe in front, and loses it on the way back.
https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

from reelbridge.core.errors import ParseError
from reelbridge.formats.decoding import decode_text
from reelbridge.formats.sheet import COLUMNS, columns_of, returned_of, row_of
from reelbridge.model.handout import Handout, Returned

#: begins like a formula
_FORMULA = re.compile(r"^[=+\-@\t\r]")

#: a number, a date, a time, a truth value: an English month may stand in it
_VALUE = re.compile(
    r"^(?:[\d\s.,:/%$€£¥₩()^-]*\d[\d\s.,:/%$€£¥₩()^-]*(?:e[+-]?\d+|am|pm)?|true|false"
    r"|(?:[\d\s.,/-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,/-]*\d[\d\s.,/-]*)"
    r"|(?:\d[\d\s.,/-]*(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[\s.,/-]*))$",
    re.IGNORECASE,
)

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
        writer.writerow(_guarded(cell) if name in _WORDS else cell for name, cell in cells)
    return codecs.BOM_UTF8 + stream.getvalue().encode("utf-8", "replace")


def _guarded(cell: str) -> str:
    bare = cell.lstrip("'")
    return f"'{cell}" if _FORMULA.match(bare) or _VALUE.match(bare) else cell


def _unguarded(cell: str) -> str:
    bare = cell.lstrip("'")
    return cell[1:] if cell != bare and (_FORMULA.match(bare) or _VALUE.match(bare)) else cell


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
            yield [_unguarded(cell) for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            raise ParseError(f"line {reader.line_num}: not CSV: {error}") from error
