"""Putting the report into the out folder."""

from __future__ import annotations

from pathlib import Path

from reelbridge.app.export import write_out
from reelbridge.app.query import series_report
from reelbridge.app.workspace import Workspace
from reelbridge.model.package import FrameStrip
from reelbridge.web.report import render_report


def publish_report(folder: Path) -> Path:
    """Make `out/index.html` anew from what is known of the series; its path comes back."""
    store = Workspace(folder=folder).open_store()

    def load_strip(strip: FrameStrip) -> bytes:
        return store.read_bytes(strip.file.digest)

    page = render_report(series_report(folder, with_texts=True), load_strip=load_strip)
    return write_out(folder, "index.html", page.encode())
