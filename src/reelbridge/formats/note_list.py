"""Notes on timecodes as a CSV that spreadsheets open."""

from __future__ import annotations

import csv
import io

from reelbridge.core.time import format_stamp
from reelbridge.formats.spreadsheet_cells import guard_cell
from reelbridge.model.profile import Note

_HEAD = ("episode", "start", "end", "shot", "measure", "what", "the profile has", "try", "weight")


def render_notes(notes: tuple[Note, ...]) -> str:
    """A row a note, in the order given; one about a whole episode has no times. A byte order mark leads, for Excel."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for note in notes:
        times = (format_stamp(note.start_ms), format_stamp(note.end_ms)) if note.end_ms else ("", "")
        said = (note.measure, note.text, note.band, note.advice)
        writer.writerow((note.episode, *times, note.shot or "", *map(guard_cell, said), round(note.weight)))
    return "\ufeff" + text.getvalue()
