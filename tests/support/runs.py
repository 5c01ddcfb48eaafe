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
from reelbridge.runtime.worker import StepRequest
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
        if pool is not None:
            self.carry_out(*nodes, pool=pool)
        else:
            with Pool(jobs=2, scheduler=scheduler) as own:
                self.carry_out(*nodes, pool=own)
        assert self.result is not None
        outputs = self.result.outputs.items()
        return {name: decode(Number, self.store.read_bytes(digest)).value for name, digest in outputs}

    def carry_out(self, *nodes: Node, pool: StepPool) -> None:
        """Run nodes in a pool."""
        self.events.clear()
        with Index(self.folder / "index.sqlite") as index:
            self.result = run_plan(
                Plan(nodes),
                store=self.store,
                index=index,
                pool=pool,
                scratch=self.folder / "scratch",
                run=1,
                listen=self.events.append,
            )

    def request(self, node: Node) -> StepRequest:
        """A node whose inputs are all given, as it is handed to a pool."""
        return StepRequest(
            step=node.step,
            params=node.params,
            given={name: source.value for name, source in node.inputs.items() if isinstance(source, Given)},
            stored={},
            gathered={},
            sources={},
            store_url=self.store.url,
            scratch=str(self.folder / "scratch"),
        )

    def states(self, state: NodeState) -> list[str]:
        return sorted(event.node_id for event in self.events if event.state is state)
