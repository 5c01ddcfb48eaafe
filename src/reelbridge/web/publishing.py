"""Putting the report into the out folder."""

from __future__ import annotations

from pathlib import Path

from reelbridge.app.export import write_out
from reelbridge.app.workspace import Workspace
from reelbridge.model.package import FrameStrip
from reelbridge.model.report import SeriesReport
from reelbridge.web.report import render_report


def publish_report(folder: Path, report: SeriesReport) -> Path:
    """Write the page of a report, with its texts, to `out/index.html`; its path comes back."""
    store = Workspace(folder=folder).open_store()

    def load_strip(strip: FrameStrip) -> bytes:
        return store.read_bytes(strip.file.digest)

    page = render_report(report, load_strip=load_strip)
    return write_out(folder, "index.html", page.encode())
