"""The list of commands: it is quick, it is true, and a command loads what it needs itself."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest
from typer.core import TyperGroup

from reelbridge.cli.lazy import LazyCommand
from reelbridge.cli.main import COMMANDS, app
from support.cli import environment, reelbridge

#: loads with most commands, and takes far longer than printing a page of help may
SLOW_TO_LOAD = ("numpy", "asyncio", "openai", "rapidfuzz")


def listed(name: str) -> LazyCommand:
    command = app.commands[name]
    assert isinstance(command, LazyCommand)
    return command


def test_help_names_every_command() -> None:
    out = reelbridge("--help", code=0).out
    rows = out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert [row.split()[0] for row in rows] == list(COMMANDS)
    assert "Exit codes" in out


def test_help_loads_nothing_that_is_slow() -> None:
    code = (
        "import sys\nfrom reelbridge.cli.main import main\n"
        "try:\n    main()\nfinally:\n    print(*sys.modules, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--help"], env=environment(), capture_output=True, text=True, check=True
    )
    assert "Commands:" in done.stdout
    assert not set(SLOW_TO_LOAD) & set(done.stderr.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says_first(name: str) -> None:
    said = " ".join(inspect.cleandoc(listed(name).load().help or "").split())
    sentence = listed(name).help
    assert sentence.endswith(".")
    assert said == sentence or said.startswith(f"{sentence} ")


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_goes_by_its_name_when_it_is_loaded(name: str) -> None:
    assert listed(name).load().name == name


def test_a_group_lists_its_own_commands() -> None:
    groups = [name for name in COMMANDS if isinstance(listed(name).load(), TyperGroup)]
    assert groups == ["bible", "engines", "memory"]
    out = reelbridge("bible", "--help", code=0).out
    assert "reelbridge bible [OPTIONS] COMMAND" in out
    for name in ("make", "check", "export", "import"):
        assert f"\n  {name} " in out


def test_a_command_nobody_knows_is_said_and_one_like_it_is_offered() -> None:
    assert "No such command 'frob'" in reelbridge("frob", code=2).err
    assert "Did you mean 'localize'" in reelbridge("localise", code=2).err
    ended = reelbridge("bible", "chek", code=2)
    assert "reelbridge bible --help" in ended.err
    assert "Did you mean 'check'" in ended.err


def test_the_version_is_stated() -> None:
    assert reelbridge("--version", code=0).out.startswith("reelbridge ")
