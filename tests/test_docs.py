"""The documentation is true: generated pages are current, links lead somewhere, commands exist."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

#: a command of two words is one of a group
COMMAND = re.compile(r"(?:^    (?:\.venv/bin/)?|`)reelbridge ([a-z-]+)(?: +([a-z][a-z-]+)\b)?", re.MULTILINE)


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    """`tools/make_reference.py`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(ROOT)
        return import_module("tools.make_reference")


@pytest.fixture(scope="module")
def commands(reference: ModuleType) -> frozenset[str]:
    """The whole names of all commands."""
    return frozenset(name for name, _ in reference.find_commands(reference.app))


def test_the_reference_pages_are_what_the_code_says(reference: ModuleType) -> None:
    for name, text in reference.make_pages().items():
        assert (reference.FOLDER / name).read_text("utf-8") == text, f"{name} is out of date: make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name}: {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_commands_in_the_text_exist(page: Path, commands: frozenset[str]) -> None:
    groups = {name.split()[0] for name in commands if " " in name}
    # in a block, or in the sentence: `reelbridge hand-out`
    for first, second in COMMAND.findall(page.read_text("utf-8")):
        name = f"{first} {second}".strip() if first in groups else first
        assert name in commands or name in groups, f"{page.name}: reelbridge {first} {second}"


def test_make_targets_in_the_text_exist() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))
    for page in PAGES:
        for name in re.findall(r"(?:^    |`)make ([a-z]+)", page.read_text("utf-8"), flags=re.MULTILINE):
            assert name in targets, f"{page.name}: make {name}"
