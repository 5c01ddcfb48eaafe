"""Putting pages where people find them: the report into the out folder, the page of unsure lines beside the lines."""

from __future__ import annotations

from pathlib import Path

from reelbridge.app.export import write_out
from reelbridge.app.local_work import write_whole
from reelbridge.app.reading import Reading, review_page
from reelbridge.app.workspace import Workspace
from reelbridge.model.media import FileRef
from reelbridge.model.report import SeriesReport
from reelbridge.runtime.store import storage_errors
from reelbridge.web.reading_page import render_reading_page
from reelbridge.web.report import render_report


def publish_report(folder: Path, report: SeriesReport) -> Path:
    """Write the page of a report, with its texts, to `out/index.html`; its path comes back."""
    store = Workspace(folder=folder).open_store()

    def load_file(file: FileRef) -> bytes:
        return store.read_bytes(file.digest)

    page = render_report(report, load_file=load_file)
    return write_out(folder, "index.html", page.encode())


def publish_reading(reading: Reading, lines: Path, *, title: str) -> Path | None:
    """Write the page of the unsure lines beside the file with the lines; None where there are none.

    A page from an earlier reading is then removed: it speaks of lines that are no longer there.

    Raises:
        StoreError: the disk is full or may not be written to.
    """
    page = review_page(lines)
    with storage_errors(str(page.parent)):
        if not reading.unsure:
            page.unlink(missing_ok=True)
            return None
        page.parent.mkdir(exist_ok=True)
    write_whole(page, render_reading_page(title, reading).encode())
    return page
