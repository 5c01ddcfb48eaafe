"""Counting what a run does."""

from __future__ import annotations

from reelbridge.runtime.events import Listener, NodeEvent, NodeState


class Tally:
    """Counts what happened, and passes it on."""

    def __init__(self, listen: Listener) -> None:
        self._listen = listen
        self.made = self.stored = 0

    def __call__(self, event: NodeEvent) -> None:
        self.made += event.state is NodeState.DONE
        self.stored += event.state is NodeState.CACHED
        self._listen(event)
