"""What a run tells while it goes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class NodeState(StrEnum):
    """Where a node is."""

    STARTED = "started"
    DONE = "done"
    CACHED = "cached"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeEvent:
    """One change of one node. `message` says why for failed and skipped ones; `seconds` is what making it took."""

    node_id: str
    stage: str
    label: str
    state: NodeState
    message: str = ""
    seconds: float = 0.0


Listener = Callable[[NodeEvent], None]
