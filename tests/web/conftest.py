"""The made-up series as a page on the disk."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.web.report import render_report
from support.browser import browser, open_page
from web.made_up import load_picture, make_series, write_video

__all__ = ["browser", "open_page"]


@pytest.fixture(scope="session")
def report_page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Its address; the videos of the first two episodes lie beside it."""
    folder: Path = tmp_path_factory.mktemp("out")
    for number in (1, 2, 3):
        write_video(folder / f"episode-{number:03d}" / "preview.mp4")
    page = folder / "index.html"
    page.write_text(render_report(make_series(), load_file=load_picture), "utf-8")
    return page.as_uri()
