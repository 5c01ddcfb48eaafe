"""Commands that are loaded when they are called, so that `--help` answers at once."""

from __future__ import annotations

from typing import Any, cast

import typer.main
from typer.core import TyperCommand, TyperGroup

from reelbridge.core.registry import load_target


class LazyCommand(TyperCommand):
    """A command, or a group of commands, of which only the name and one sentence are known until it is called.

    Args:
        name: as it is typed.
        target: `"package.module:attribute"`: the function of a command, the `typer.Typer` of a group.
        help: the first sentence of its own help.
    """

    def __init__(self, name: str, target: str, help: str) -> None:
        super().__init__(name, help=help)
        self._target = target

    def load(self) -> TyperCommand | TyperGroup:
        """The command itself."""
        found = load_target(self._target)
        holder = typer.Typer(rich_markup_mode=None)
        if isinstance(found, typer.Typer):
            holder.add_typer(found, name=self.name)
        else:
            holder.command(self.name)(found)
        (command,) = typer.main.get_group(holder).commands.values()
        return cast("TyperCommand | TyperGroup", command)

    def make_context(self, *args: Any, **kwargs: Any) -> Any:
        """Where a call of a command begins; from here on it is the loaded one that is called."""
        return self.load().make_context(*args, **kwargs)
