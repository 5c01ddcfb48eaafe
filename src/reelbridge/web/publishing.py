"""Putting pages where people find them: the report into the out folder, the page of unsure lines beside the lines."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote

from reelbridge.app.export import write_out
from reelbridge.app.local_work import write_whole
from reelbridge.app.reading import Reading, review_page
from reelbridge.app.study_files import PAGE, PRINT, path_between, write_files
from reelbridge.app.studying import StudyOutcome
from reelbridge.app.workspace import Workspace
from reelbridge.core.errors import UsageError
from reelbridge.model.media import FileRef
from reelbridge.model.profile import Comparison
from reelbridge.model.report import SeriesReport
from reelbridge.runtime.store import storage_errors
from reelbridge.web.reading_page import render_reading_page
from reelbridge.web.report import render_report
from reelbridge.web.study_page import render_study


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


def check_printing() -> None:
    """Refuse a PDF that cannot be made.

    Raises:
        EngineMissingError: the typesetter is not installed; the message names the install line.
    """
    from reelbridge.web.study_pdf import check_typesetter

    check_typesetter()


def publish_study(
    outcome: StudyOutcome, folder: Path, *, comparison: Comparison | None, with_pdf: bool
) -> tuple[Path, tuple[Path, ...]]:
    """Write the page of a study, and the PDF; the page's path comes back, and files that a person had changed.

    Args:
        folder: the folder of the study, or one in it for a comparison.

    Raises:
        StoreError: the disk is full or may not be written to.
        UsageError: there is no study.
    """
    if outcome.study is None:
        raise UsageError("there is no study to show")
    store = outcome.place.workspace.open_store()

    def load_file(file: FileRef) -> bytes:
        return store.read_bytes(file.digest)

    videos = {number: quote(os.fsencode(path_between(folder, video))) for number, video in outcome.videos.items()}
    page = render_study(outcome.study, comparison=comparison, load_file=load_file, video_paths=videos)
    files = {folder / PAGE: page.encode()}
    if with_pdf:
        from reelbridge.web.study_pdf import render_pdf

        files[folder / PRINT] = render_pdf(outcome.study, comparison=comparison, load_file=load_file)
    return folder / PAGE, write_files(outcome.place, files)
