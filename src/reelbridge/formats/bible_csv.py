"""The people, addresses and entries of a bible as a table for a spreadsheet: a row each, a column per locale.

UTF-8 with a byte order mark, since Excel takes a file without one for something else. Several names in a cell are
parted by `|`. Synopsis, episodes and secrets are texts, not rows: they stay in `bible.toml`, and so do the ways and
notes of forms.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from reelbridge.core.errors import ParseError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.formats.assembling import clean_text
from reelbridge.formats.decoding import decode_text
from reelbridge.formats.spreadsheet_cells import guard_cell, unguard_cell
from reelbridge.model.bible import Address, Bible, Character, Entry, EntryKind, Gender, LocalForm

_COLUMNS = ("kind", "name", "listener", "also", "pinyin", "gender", "age", "rank", "speech", "note")
_CHARACTER, _ADDRESS = "character", "addressing"
_KINDS = (_CHARACTER, _ADDRESS, *EntryKind)

#: far above any bible; a sheet with more rows is another one
_MAX_ROWS = 20_000
_MAX_CELL_CHARS = 20_000

#: what Excel parts cells with, by the country it is in
_DELIMITERS = (",", ";", "\t")


def render_bible_csv(bible: Bible, *, locales: Sequence[str] = ()) -> bytes:
    """The table of a bible.

    Args:
        bible: what to write.
        locales: columns that are wanted though the bible has no form there yet.
    """
    rows = tuple(_rows_of(bible))
    columns = tuple(dict.fromkeys((*locales, *sorted({form.locale for _, forms in rows for form in forms}))))
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow((*_COLUMNS, *columns))
    for cells, forms in rows:
        texts = {form.locale: form.text for form in forms}
        writer.writerow(
            [guard_cell(clean_text(cell)) for cell in (*cells, *(texts.get(locale, "") for locale in columns))]
        )
    return out.getvalue().encode("utf-8-sig")


def _rows_of(bible: Bible) -> Iterator[tuple[tuple[str, ...], tuple[LocalForm, ...]]]:
    for each in bible.characters:
        facts = (each.pinyin, each.gender or "", each.age, each.rank, each.speech, each.note)
        yield (_CHARACTER, each.name, "", _joined(each.also), *facts), each.forms
    for address in bible.addresses:
        facts = ("", "", "", "", "", address.note)
        yield (_ADDRESS, address.speaker, address.listener, _joined(address.says), *facts), address.forms
    for entry in bible.entries:
        facts = ("", "", "", "", "", entry.meaning)
        yield (entry.kind, entry.source, "", _joined(entry.also), *facts), entry.forms


def parse_bible_csv(data: bytes, *, name: str) -> Bible:
    """What a table says. An empty cell says nothing. Whether the people in addresses exist is not asked here.

    Args:
        data: the whole file.
        name: the file's name, for messages.

    Raises:
        ParseError: no such table, or a cell that cannot be meant; the row is named as a spreadsheet numbers it.
    """
    text = decode_text(data, name=name)
    head = text.partition("\n")[0]
    delimiter = max(_DELIMITERS, key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    characters: list[Character] = []
    addresses: list[Address] = []
    entries: list[Entry] = []
    try:
        locales = _read_head(next(rows, []), name)
        for number, cells in enumerate(rows, 2):
            if number > _MAX_ROWS:
                raise ParseError(f"{name}: more than {_MAX_ROWS:,} rows; is it the right file?")
            if not any(cell.strip() for cell in cells):
                continue
            row = _Row(cells, locales, f"{name}, row {number}")
            kind = row.cell("kind").lower()
            if kind == _CHARACTER:
                characters.append(row.character())
            elif kind == _ADDRESS:
                addresses.append(row.address())
            elif kind in tuple(EntryKind):
                entries.append(row.entry(EntryKind(kind)))
            else:
                raise ParseError(f"{row.place}: kind {kind!r}; allowed: {', '.join(_KINDS)}")
    except csv.Error as error:
        raise ParseError(f"{name}, row {rows.line_num}: {error}", hint="save it as CSV UTF-8 again") from error
    return Bible(characters=tuple(characters), addresses=tuple(addresses), entries=tuple(entries))


def _read_head(cells: list[str], name: str) -> tuple[str, ...]:
    """Every column: its name, or its locale."""
    columns: list[str] = []
    for cell in cells:
        title = cell.strip()
        if title.lower() in _COLUMNS or not title:
            columns.append(title.lower())
            continue
        try:
            columns.append(parse_tag(title))
        except UsageError:
            allowed = ", ".join(_COLUMNS)
            raise ParseError(f"{name}: column {title!r} is unknown; known: {allowed}, and locales") from None
    if missing := [column for column in ("kind", "name") if column not in columns]:
        raise ParseError(
            f"{name}: no column {missing[0]!r} in the first row; expected {', '.join(_COLUMNS)} and locales",
            hint="begin with the table that `reelbridge bible export` writes",
        )
    named = [column for column in columns if column]
    for column in named:
        if named.count(column) > 1:
            raise ParseError(f"{name}: column {column!r} stands twice")
    return tuple(columns)


class _Row:
    """One row by its columns."""

    def __init__(self, cells: list[str], columns: tuple[str, ...], place: str) -> None:
        self.place = place
        self._cells = {
            column: clean_text(unguard_cell(cell.strip()))
            for column, cell in zip(columns, cells, strict=False)
            if column
        }
        for column, cell in self._cells.items():
            if len(cell) > _MAX_CELL_CHARS:
                raise ParseError(f"{place}: {column} has {len(cell):,} characters; at most {_MAX_CELL_CHARS:,}")

    def cell(self, column: str) -> str:
        return self._cells.get(column, "")

    def character(self) -> Character:
        gender = self.cell("gender").lower()
        if gender and gender not in tuple(Gender):
            raise ParseError(f"{self.place}: gender {gender!r}; allowed: {', '.join(Gender)}, or nothing")
        return Character(
            name=self._required("name"),
            also=_parted(self.cell("also")),
            pinyin=self.cell("pinyin"),
            gender=Gender(gender) if gender else None,
            age=self.cell("age"),
            rank=self.cell("rank"),
            speech=self.cell("speech"),
            note=self.cell("note"),
            forms=self._forms(),
        )

    def address(self) -> Address:
        return Address(
            speaker=self._required("name"),
            listener=self._required("listener"),
            says=_parted(self.cell("also")),
            note=self.cell("note"),
            forms=self._forms(),
        )

    def entry(self, kind: EntryKind) -> Entry:
        return Entry(
            kind=kind,
            source=self._required("name"),
            also=_parted(self.cell("also")),
            meaning=self.cell("note"),
            forms=self._forms(),
        )

    def _required(self, column: str) -> str:
        if not (cell := self.cell(column)):
            raise ParseError(f"{self.place}: {column} is empty")
        return cell

    def _forms(self) -> tuple[LocalForm, ...]:
        return tuple(
            LocalForm(locale=column, text=cell)
            for column, cell in self._cells.items()
            if column not in _COLUMNS and cell
        )


def _joined(names: Iterable[str]) -> str:
    return " | ".join(name.replace("\\", "\\\\").replace("|", "\\|") for name in names)


def _parted(cell: str) -> tuple[str, ...]:
    parts = re.findall(r"(?:\\.|[^\\|]|\\$)+", cell, re.DOTALL)
    names = (re.sub(r"\\(.)", r"\1", part, flags=re.DOTALL).strip() for part in parts)
    return tuple(dict.fromkeys(name for name in names if name))
