"""A step: everything that decides a result, declared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reelbridge.core.errors import ReelbridgeError
from reelbridge.core.registry import load_target
from reelbridge.model.media import FileRef


class Work(Protocol):
    """What a running step is given besides its inputs."""

    @property
    def folder(self) -> Path:
        """An empty scratch folder, removed afterwards."""

    def path(self, file: FileRef) -> Path:
        """Where a stored file, or a source file of the user's, lies; to be read only."""

    def keep(self, path: Path, *, name: str | None = None) -> FileRef:
        """Put a file of the scratch folder into the store."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A named function from inputs to one output.

    Attributes:
        name: `room.verb`.
        version: raised whenever the function would answer differently to the same inputs.
        run: `"package.module:function"`, called as `function(work, params, **inputs)`; loaded only where it runs.
        params: the dataclass of its settings.
        inputs: names and dataclasses of its inputs; a tuple type for an input that gathers many.
        output: the dataclass it returns.
        is_inline: cheap and pure: run in the planning process every time instead of being stored.
        service: the service it spends its time waiting for. Its function is a coroutine then, called as
            `function(work, params, service, **inputs)` in the planning process, many at a time.
        final_by: the property of the output that says whether it may serve later runs too; empty: it always may.
    """

    name: str
    version: int
    run: str
    params: type
    inputs: tuple[tuple[str, Any], ...]
    output: type
    is_inline: bool = False
    service: str = ""
    final_by: str = ""

    def load(self) -> Any:
        """The function itself."""
        return load_target(self.run)


@dataclass(frozen=True, slots=True, kw_only=True)
class NoParams:
    """The settings of a step that has none."""


def check_step(step: Step, input_names: set[str]) -> None:
    """Refuse a node that feeds a step other inputs than it declares."""
    declared = {name for name, _ in step.inputs}
    if declared != input_names:
        raise ReelbridgeError(f"step {step.name} takes {sorted(declared)}; it was given {sorted(input_names)}")
