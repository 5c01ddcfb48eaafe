"""Running small plans in tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reelbridge.core.codec import decode, digest_of
from reelbridge.graph.plan import Given, Input, Node, Plan
from reelbridge.graph.step import NoParams, Step
from reelbridge.runtime.events import NodeEvent, NodeState
from reelbridge.runtime.executor import RunResult, StepPool, run_plan
from reelbridge.runtime.index import Index
from reelbridge.runtime.pool import Pool
from reelbridge.runtime.store import BlobStore
from support.steps import Number


def given(value: int) -> Given:
    number = Number(value=value)
    return Given(value=number, digest=digest_of(number))


def node(name: str, step: Step, inputs: dict[str, Input], params: Any = None, **more: Any) -> Node:
    return Node(
        id=name, step=step, params=params or NoParams(), inputs=inputs, stage="sums", label=f"the {name}", **more
    )


@dataclass
class Runner:
    """A store and an index in a folder, and what was told."""

    folder: Path
    events: list[NodeEvent] = field(default_factory=list)
    result: RunResult | None = None

    def __post_init__(self) -> None:
        self.store = BlobStore(str(self.folder / "store"), self.folder / "cache")

    def run(self, *nodes: Node, pool: StepPool | None = None, scheduler: str | None = None) -> dict[str, int]:
        """Run nodes; the values of those that are done."""
        self.events.clear()
        scratch = self.folder / "scratch"
        with Index(self.folder / "index.sqlite") as index:
            if pool is not None:
                self.result = self._run(nodes, index, pool, scratch)
            else:
                with Pool(jobs=2, scheduler=scheduler) as own:
                    self.result = self._run(nodes, index, own, scratch)
        outputs = self.result.outputs.items()
        return {name: decode(Number, self.store.read_bytes(digest)).value for name, digest in outputs}

    def _run(self, nodes: tuple[Node, ...], index: Index, pool: StepPool, scratch: Path) -> RunResult:
        return run_plan(
            Plan(nodes), store=self.store, index=index, pool=pool, scratch=scratch, run=1, listen=self.events.append
        )

    def states(self, state: NodeState) -> list[str]:
        return sorted(event.node_id for event in self.events if event.state is state)
