"""XLSX, the sheet as people like it: frozen header, wrapped text, right-to-left where the language is.

Every cell is written as text, so nothing in it is ever a formula or a date. What comes back is a zip of XML from
anywhere: its size unpacked is looked at before anything is unpacked, and entities are refused.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from reelbridge.core.errors import ParseError
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.sheet import COLUMNS, columns_of, returned_of, row_of
from reelbridge.formats.xml_reading import children, flatten, parse_xml
from reelbridge.model.handout import Handout, Returned
from reelbridge.model.market import load_market

#: an episode's sheet is 0.2 MB unpacked
MAX_UNPACKED_BYTES = 64 << 20

#: far more than a person would add
MAX_COLUMNS = 200

_EXPECTED = "an XLSX sheet that was handed out here"

#: the parts of the zip that are read
_PART = re.compile(r"^xl/(?:sharedStrings|worksheets/[^/]+)\.xml$")

#: how a text is read aloud stands beside the text
_PHONETIC = frozenset({"rPh", "phoneticPr"})

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

#: what no cell may hold: https://www.w3.org/TR/xml/#charsets
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")

#: widths in characters of the columns that are seen
_WIDTHS = {
    "id": 14,
    "start": 13,
    "end": 13,
    "speaker": 12,
    "source": 34,
    "translation": 46,
    "approved": 10,
    "most characters": 10,
    "risk": 6,
    "note": 60,
}

#: columns that are there for the way back only
_HIDDEN = ("given", "check")

#: what the format writes for text: https://learn.microsoft.com/openspecs/office_standards/ms-oe376
_TEXT_FORMAT = "@"


def render_xlsx(handout: Handout) -> bytes:
    """Write one episode in one locale."""
    from openpyxl.styles.alignment import Alignment
    from openpyxl.styles.fills import PatternFill
    from openpyxl.styles.fonts import Font
    from openpyxl.utils.cell import get_column_letter
    from openpyxl.workbook.workbook import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = f"e{handout.episode:03d} {handout.locale}"
    is_from_right = load_market(handout.locale).direction == "rtl"
    sheet.sheet_view.rightToLeft = is_from_right
    sheet.freeze_panes = "A2"
    wrapped = Alignment(wrap_text=True, vertical="top")
    reading = Alignment(wrap_text=True, vertical="top", readingOrder=2 if is_from_right else 0)
    to_edit = PatternFill("solid", fgColor="FFF8DC")
    for column, name in enumerate(COLUMNS, 1):
        cell = sheet.cell(row=1, column=column, value=name)
        cell.font = Font(bold=True)
        dimension = sheet.column_dimensions[get_column_letter(column)]
        dimension.width = _WIDTHS.get(name, 10)
        dimension.hidden = name in _HIDDEN
    for number, line in enumerate(handout.lines, 2):
        for column, (name, text) in enumerate(zip(COLUMNS, row_of(handout, line), strict=True), 1):
            cell = sheet.cell(row=number, column=column)
            cell.value = _escaped(clean_text(text))
            cell.data_type = "s"
            cell.number_format = _TEXT_FORMAT
            cell.quotePrefix = True
            cell.alignment = reading if name in ("translation", "given") else wrapped
            if name in ("translation", "approved"):
                cell.fill = to_edit
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _escaped(text: str) -> str:
    """What stands for itself and looks like an escape is escaped."""
    return _LIKE_ESCAPE.sub("_x005F_", _ILLEGAL.sub("", text))


def parse_xlsx(data: bytes, *, name: str) -> tuple[Returned, ...]:
    """Read a sheet back: the first of the book that has the columns.

    Raises:
        ParseError: not XLSX, too large unpacked, not a sheet that was handed out here.
    """
    parts = _unpack(data, name)
    shared = _shared_texts(parts.get("xl/sharedStrings.xml"))
    problem: ParseError | None = None
    for part in sorted(each for each in parts if each.startswith("xl/worksheets/") and each.endswith(".xml")):
        rows = _rows(parse_xml(parts[part], expected=_EXPECTED), shared)
        try:
            columns = columns_of([cell.text for cell in next(rows, [])])
        except ParseError as error:
            problem = problem or error
            continue
        return returned_of((_with_problem(row, columns["translation"]) for row in rows), columns, via="xlsx")
    raise problem or ParseError(f"{name}: no sheet in it; expected {_EXPECTED}")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """`problem` says why its text is not what a person wrote."""

    text: str = ""
    problem: str = ""


def _unpack(data: bytes, name: str) -> Mapping[str, bytes]:
    """The parts of the zip that hold the sheets and their texts."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if _PART.match(part.filename)]
            unpacked = sum(part.file_size for part in parts)
            if unpacked > MAX_UNPACKED_BYTES:
                raise ParseError(f"{name}: {unpacked:,} bytes unpacked; at most {MAX_UNPACKED_BYTES:,}")
            return {part.filename: archive.read(part) for part in parts}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        # the last four: a way of packing or a password that nobody here knows, a file that was cut
        raise ParseError(f"{name}: not an XLSX file: {error}", hint="let your spreadsheet save it as .xlsx") from error


def _shared_texts(part: bytes | None) -> tuple[str, ...]:
    if part is None:
        return ()
    return tuple(_text_of(item) for item in children(parse_xml(part, expected=_EXPECTED), "si"))


def _rows(sheet: ET.Element, shared: Sequence[str]) -> Iterator[list[_Cell]]:
    for data in children(sheet, "sheetData"):
        for row in children(data, "row"):
            cells: list[_Cell] = []
            for cell in children(row, "c"):
                place = _column_of(cell.get("r", ""), len(cells))
                if len(cells) <= place < MAX_COLUMNS:
                    cells += [_Cell()] * (place - len(cells)) + [_read_cell(cell, shared)]
            yield cells


def _column_of(reference: str, following: int) -> int:
    """`C7` is column 2; a cell without a place follows the one before it."""
    place = 0
    for letter in reference.rstrip("0123456789"):
        if not "A" <= letter <= "Z":
            return following
        place = 26 * place + ord(letter) - ord("A") + 1
    return place - 1 if place else following


def _read_cell(cell: ET.Element, shared: Sequence[str]) -> _Cell:
    kind = cell.get("t", "n")
    value = next((flatten(each) for each in children(cell, "v")), "")
    if next(children(cell, "f"), None) is not None:
        return _Cell(text=value, problem="its cell holds a formula")
    if kind == "inlineStr":
        return _Cell(text="".join(_text_of(each) for each in children(cell, "is")))
    if kind == "s":
        number = int(value) if value.isascii() and value.isdecimal() else -1
        return _Cell(text=shared[number]) if 0 <= number < len(shared) else _Cell(problem="its text is missing")
    if kind == "e":
        return _Cell(text=value, problem=f"its cell shows {value}")
    if kind == "str" or not value:
        return _Cell(text=_unescaped(value))
    return _Cell(text=value, problem=f"the spreadsheet made a number, a date or a yes of it: {value}")


def _text_of(element: ET.Element) -> str:
    return _unescaped(flatten(element, dropped=_PHONETIC))


def _unescaped(text: str) -> str:
    """Characters that XML cannot hold are written as `_x000D_`."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _with_problem(row: Sequence[_Cell], translation: int) -> tuple[tuple[str, ...], str]:
    return tuple(cell.text for cell in row), row[translation].problem if translation < len(row) else ""
