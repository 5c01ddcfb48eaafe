"""Translators' sheets: CSV and XLSX, with what spreadsheets do to them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable

import openpyxl
import pytest
from hypothesis import given, settings

from reelbridge.core.errors import ParseError
from reelbridge.formats.sheet import COLUMNS
from reelbridge.formats.sheet_csv import parse_csv, render_csv
from reelbridge.formats.sheet_xlsx import MAX_UNPACKED_BYTES, parse_xlsx, render_xlsx
from reelbridge.model.handout import Handout, LineState
from support.handouts import AWKWARD, awkward_handout, handed_line, handout_of, handouts, untouched


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def csv_of(rows: list[list[str]], *, delimiter: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows(rows)
    return stream.getvalue().encode("utf-8-sig")


def edited(data: bytes, edit: Callable[[openpyxl.worksheet.worksheet.Worksheet], None]) -> bytes:
    """An XLSX after somebody had it open."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book.active)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_sheet_has_a_column_for_everything() -> None:
    handout = handout_of(
        handed_line("c0001", "我信", "信じる", speaker="沈小满", risk=7.2),
        handed_line("c0002", "好", "はい", state=LineState.DECIDED),
    )
    header, first, second = rows_of(render_csv(handout))
    assert tuple(header) == COLUMNS
    row = dict(zip(header, first, strict=True))
    assert row["id"] == "e001/ja/c0001"
    assert (row["start"], row["end"], row["speaker"]) == ("00:00:00.000", "00:00:00.900", "沈小满")
    assert (row["source"], row["translation"], row["approved"]) == ("我信", "信じる", "")
    assert (row["most characters"], row["risk"]) == ("24", "007")
    assert dict(zip(header, second, strict=True))["approved"] == "yes"


def test_excel_is_told_that_it_is_unicode() -> None:
    assert render_csv(awkward_handout()).startswith(b"\xef\xbb\xbf")


def test_no_cell_of_a_csv_can_run_or_become_a_number() -> None:
    for row in rows_of(render_csv(awkward_handout()))[1:]:
        cells = dict(zip(COLUMNS, row, strict=True))
        for name in ("speaker", "source", "translation", "note", "given"):
            cell = cells[name]
            assert not cell.startswith(("=", "+", "-", "@", "\t", "\r")), cell
            assert not cell.replace("/", "").replace("-", "").isdecimal(), cell
            assert cell.casefold() not in ("true", "1e5", "may 5")


@pytest.mark.parametrize("locale", ["ja", "ar"])
def test_what_nobody_touched_comes_back_as_it_was(locale: str) -> None:
    handout = awkward_handout(locale)
    assert parse_csv(render_csv(handout), name="a.csv") == (untouched(handout, via="csv"),)
    assert parse_xlsx(render_xlsx(handout), name="a.xlsx") == (untouched(handout, via="xlsx"),)


@given(handouts())
@settings(max_examples=60)
def test_any_text_comes_back_from_a_csv_as_it_was(handout: Handout) -> None:
    assert parse_csv(render_csv(handout), name="a.csv") == (untouched(handout, via="csv"),)


@given(handouts())
@settings(max_examples=25, deadline=None)
def test_any_text_comes_back_from_an_xlsx_as_it_was(handout: Handout) -> None:
    assert parse_xlsx(render_xlsx(handout), name="a.xlsx") == (untouched(handout, via="xlsx"),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_csv_that_a_spreadsheet_saved_its_own_way(delimiter: str) -> None:
    rows = rows_of(render_csv(handout_of(handed_line("c0001", "我信", "a, b; c"))))
    rows[0] = [name.upper() for name in rows[0]]
    moved = [[*row[5:], *row[:5], "my own column"] for row in rows] + [[""] * 13]
    (returned,) = parse_csv(csv_of(moved, delimiter=delimiter), name="a.csv")
    assert [(line.cue_id, line.text) for line in returned.lines] == [("c0001", "a, b; c")]


def test_what_a_person_types_is_taken_as_typed() -> None:
    rows = rows_of(render_csv(handout_of(handed_line("c0001", "我信", "信じる"))))
    rows[1][COLUMNS.index("translation")] = "- No.\n- 'Yes.'"
    rows[1][COLUMNS.index("approved")] = "X"
    (returned,) = parse_csv(csv_of(rows), name="a.csv")
    assert returned.lines[0].text == "- No.\n- 'Yes.'"
    assert returned.lines[0].is_approved


def test_a_sheet_may_hold_several_episodes() -> None:
    first = rows_of(render_csv(handout_of(handed_line("c0001", "我信", "信じる"))))
    second = rows_of(render_csv(handout_of(handed_line("c0001", "走", "行こう"), episode=2)))
    returned = parse_csv(csv_of([*first, *second[1:]]), name="a.csv")
    assert [(each.episode, each.locale, each.lines[0].text) for each in returned] == [
        (1, "ja", "信じる"),
        (2, "ja", "行こう"),
    ]


@pytest.mark.parametrize("error", ["#NAME?", "#REF!", "#N/A"])
def test_a_text_that_the_spreadsheet_took_for_a_formula_is_no_translation(error: str) -> None:
    rows = rows_of(render_csv(handout_of(handed_line("c0001", "我信", "信じる"))))
    rows[1][COLUMNS.index("translation")] = error
    (returned,) = parse_csv(csv_of(rows), name="a.csv")
    assert error in returned.lines[0].problem


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no column 'id'"),
        (b"hello\n", "no column 'id'"),
        (b"id,source\n1,2\n", "no column 'translation'"),
        (b"id,translation\n1,2\n", "no row has an id"),
        (b"id,translation\ne001/../c0001,x\n", "no row has an id"),
        (b"id,translation\n/etc/passwd,x\n", "no row has an id"),
        (b'id,translation\ne001/ja/c0001,"' + b"x" * 200_000 + b'"\n', "not CSV"),
        (b"id,translation\n" + b"e001/ja/c0001,x\n" * 20_001, "more than 20,000 rows"),
        (bytes(range(256)) * 20, "not a text file"),
    ],
)
def test_what_is_no_such_csv_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(ParseError, match=says):
        parse_csv(data, name="a.csv")


@pytest.mark.parametrize("locale", ["ja", "ar"])
def test_an_xlsx_is_laid_out_for_reading(locale: str) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(awkward_handout(locale)))).active
    assert sheet.freeze_panes == "A2"
    assert bool(sheet.sheet_view.rightToLeft) is (locale == "ar")
    assert sheet["F2"].alignment.wrap_text
    assert sheet.column_dimensions["F"].width > 40
    assert [sheet.column_dimensions[column].hidden for column in "EFKL"] == [False, False, True, True]


def test_every_cell_of_an_xlsx_is_a_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_xlsx(awkward_handout()))).active
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert {cell.number_format for cell in cells} == {"@"}
    texts = [row[5].value for row in sheet.iter_rows(min_row=2)]
    assert [text for text in texts if "x005F" not in text] == [text for text in reversed(AWKWARD) if "_x" not in text]


def test_an_xlsx_that_somebody_edited() -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["F2"] = "信じます"
        sheet["G2"] = "yes"
        sheet.insert_cols(1)
        sheet["A1"] = "my remarks"

    data = render_xlsx(handout_of(handed_line("c0001", "我信", "信じる"), handed_line("c0002", "走", "行こう")))
    (returned,) = parse_xlsx(edited(data, edit), name="a.xlsx")
    assert [(line.cue_id, line.text, line.given, line.is_approved) for line in returned.lines] == [
        ("c0001", "信じます", "信じる", True),
        ("c0002", "行こう", "行こう", False),
    ]


@pytest.mark.parametrize(("value", "says"), [("=1+1", "formula"), (30, "number"), (True, "number, a date or a yes")])
def test_what_is_not_a_text_is_no_translation(value: object, says: str) -> None:
    def edit(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
        sheet["F2"].value = value

    data = edited(render_xlsx(handout_of(handed_line("c0001", "我信", "信じる"))), edit)
    (returned,) = parse_xlsx(data, name="a.xlsx")
    assert says in returned.lines[0].problem


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


def sheet_of(cells: str) -> bytes:
    return f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>".encode()


def test_a_zip_bomb_is_not_unpacked() -> None:
    with pytest.raises(ParseError, match="unpacked; at most"):
        parse_xlsx(zipped(xl__worksheets__sheet1=b" " * (MAX_UNPACKED_BYTES + 1)), name="a.xlsx")


def test_entities_in_a_sheet_are_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>'
    with pytest.raises(ParseError, match="defines entities"):
        parse_xlsx(zipped(xl__worksheets__sheet1=bomb), name="a.xlsx")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "not an XLSX file"),
        (b"PK\x03\x04 broken", "not an XLSX file"),
        (zipped(word__document=b"<w/>"), "no sheet in it"),
        (zipped(xl__worksheets__sheet1=b"<worksheet/>"), "no column 'id'"),
        (zipped(xl__worksheets__sheet1=sheet_of('<c r="ZZZZZZ1"/>')), "no column 'id'"),
        (zipped(xl__worksheets__sheet1=sheet_of('<c t="s"><v>99</v></c>')), "no column 'id'"),
        (zipped(xl__worksheets__sheet1=sheet_of("<c><v>id</v></c>" * 500)), "no column 'translation'"),
    ],
)
def test_what_is_no_such_xlsx_is_refused_in_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(ParseError, match=says):
        parse_xlsx(data, name="a.xlsx")
