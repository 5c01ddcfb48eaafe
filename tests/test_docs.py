"""The documentation is true: generated pages are current, links lead somewhere, commands exist."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_reference_pages_are_what_the_code_says() -> None:
    sys.path.insert(0, str(ROOT))
    try:
        from tools.make_reference import FOLDER, make_pages
    finally:
        sys.path.remove(str(ROOT))
    for name, text in make_pages().items():
        assert (FOLDER / name).read_text("utf-8") == text, f"{name} is out of date: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_in_the_text_exist(page: Path) -> None:
    from reelbridge.cli.main import app

    known = {each.name for each in (*app.registered_commands, *app.registered_groups)}
    for line in page.read_text("utf-8").splitlines():
        for name in re.findall(r"^    (?:\.venv/bin/)?reelbridge ([a-z-]+)", line):
            assert name in known, f"{page.name}: {line.strip()}"


def test_make_targets_in_the_text_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    for page in PAGES:
        for name in re.findall(r"(?:^    |`)make ([a-z]+)", page.read_text("utf-8"), flags=re.MULTILINE):
            assert name in targets, f"{page.name}: make {name}"
