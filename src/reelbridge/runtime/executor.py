"""Carrying out a plan: what is in the store is not made again, the rest goes to Dask.

The loop runs in the planning process. A node's key needs the contents of its inputs, so a node is looked at when those
it needs have ended; nodes that come out the same as before let everything after them stand.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reelbridge.core.codec import encode
from reelbridge.core.errors import ReelbridgeError
from reelbridge.graph.key import key_of
from reelbridge.graph.plan import From, FromEach, Given, Node, Plan
from reelbridge.runtime.events import Listener, NodeEvent, NodeState
from reelbridge.runtime.index import Index, NodeRecord, StoredResult
from reelbridge.runtime.store import BlobStore
from reelbridge.runtime.worker import StepRequest, StoreWork, load_inputs

#: why a node that was not wanted has no result
_LEFT = "not asked for"


class StepPool(Protocol):
    """A place that runs steps: `runtime.pool.Pool`, or one that only counts them."""

    @property
    def is_busy(self) -> bool:
        """Whether a step is waited for."""

    def submit(self, node_id: str, request: StepRequest) -> None:
        """Run a step as soon as there is room."""

    def next_done(self) -> tuple[str, StoredResult | ReelbridgeError]:
        """Wait for a step; its node and how it ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunResult:
    """How a plan ended: digests of the outputs of the nodes that are done, messages of those that are not."""

    outputs: Mapping[str, str]
    failures: Mapping[str, ReelbridgeError]
    skipped: Mapping[str, str]


def run_plan(
    plan: Plan, *, store: BlobStore, index: Index, pool: StepPool, scratch: Path, run: int, listen: Listener
) -> RunResult:
    """Carry out every node that can be; a failure stops only what needs it.

    Args:
        pool: where steps run.
        scratch: a folder for half-made files; with a cluster, on every machine.
        run: the number of the run, as the index knows it.
        listen: told of every change, in this thread.
    """
    return _Run(plan, store=store, index=index, pool=pool, scratch=scratch, run=run, listen=listen).go()


class _Run:
    def __init__(
        self, plan: Plan, *, store: BlobStore, index: Index, pool: StepPool, scratch: Path, run: int, listen: Listener
    ) -> None:
        self.plan, self.store, self.index, self.pool = plan, store, index, pool
        self.scratch, self.number, self.listen = scratch, run, listen
        self.outputs: dict[str, str] = {}
        self.failures: dict[str, ReelbridgeError] = {}
        self.skipped: dict[str, str] = {}
        self.records: list[NodeRecord] = []
        self.keys: dict[str, str] = {}
        self.making: dict[str, list[Node]] = {}
        self.waiting = {node.id: len(set(node.needs)) for node in plan}
        self.followers: dict[str, list[Node]] = {node.id: [] for node in plan}
        for node in plan:
            for needed in set(node.needs):
                self.followers[needed].append(node)
        self.ready = deque(node for node in plan if not node.needs)

    def go(self) -> RunResult:
        try:
            while self.ready or self.pool.is_busy:
                while self.ready:
                    self._look_at(self.ready.popleft())
                if self.pool.is_busy:
                    node_id, outcome = self.pool.next_done()
                    node = self.plan[node_id]
                    for same in (node, *self.making.pop(self.keys[node_id])):
                        self._settle(same, outcome)
                    self._note()
        finally:
            self._note()
        return RunResult(outputs=self.outputs, failures=self.failures, skipped=self.skipped)

    def _note(self) -> None:
        """Write down how nodes ended, so that a killed run leaves a true status."""
        self.index.set_nodes(self.records)
        self.records.clear()

    def _look_at(self, node: Node) -> None:
        missing = self._missing(node)
        if missing and not node.is_wanted:
            self._leave(node)
            return
        if missing:
            self._end(node, NodeState.SKIPPED, message=f"needs {self.plan[missing].label}: {self._why(missing)}")
            return
        if node.step.is_inline:
            self._run_inline(node)
            return
        key = key_of(node, self._input_digests(node))
        found = self.index.result(key)
        if found and all(self.store.has(digest) for digest in (found.output, *found.files)):
            self._end(node, NodeState.CACHED, result=found)
            return
        if not node.is_wanted:
            self._leave(node)
            return
        self.keys[node.id] = key
        self._tell(node, NodeState.STARTED)
        if key in self.making:  # two episodes with the same content: the second takes what the first gets
            self.making[key].append(node)
            return
        self.making[key] = []
        self.pool.submit(node.id, self._request(node))

    def _missing(self, node: Node) -> str | None:
        for source in node.inputs.values():
            if isinstance(source, From) and source.node_id not in self.outputs:
                return source.node_id
            if isinstance(source, FromEach) and not any(each in self.outputs for each in source.node_ids):
                # one that failed explains more than one that was not asked for
                return next((each for each in source.node_ids if self._has_failed(each)), source.node_ids[0])
        return None

    def _has_failed(self, node_id: str) -> bool:
        return node_id in self.failures or self.skipped.get(node_id, _LEFT) != _LEFT

    def _why(self, node_id: str) -> str:
        return self.failures[node_id].message if node_id in self.failures else self.skipped[node_id]

    def _input_digests(self, node: Node) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for name, source in node.inputs.items():
            if isinstance(source, Given):
                found[name] = (source.digest,)
            elif isinstance(source, From):
                found[name] = (self.outputs[source.node_id],)
            else:
                found[name] = self._gathered(source)
        return found

    def _gathered(self, source: FromEach) -> tuple[str, ...]:
        return tuple(self.outputs[each] for each in source.node_ids if each in self.outputs)

    def _request(self, node: Node) -> StepRequest:
        sources = node.inputs.items()
        return StepRequest(
            step=node.step,
            params=node.params,
            given={name: source.value for name, source in sources if isinstance(source, Given)},
            stored={name: self.outputs[source.node_id] for name, source in sources if isinstance(source, From)},
            gathered={name: self._gathered(source) for name, source in sources if isinstance(source, FromEach)},
            sources=self.plan.sources,
            store_url=self.store.url,
            scratch=str(self.scratch),
        )

    def _run_inline(self, node: Node) -> None:
        try:
            inputs = load_inputs(self._request(node), self.store)
            output: Any = node.step.load()(
                StoreWork(self.store, self.scratch, self.plan.sources), node.params, **inputs
            )
            digest = self.store.put_bytes(encode(output))
        except ReelbridgeError as error:
            self._settle(node, error)
            return
        self._end(node, NodeState.CACHED, result=StoredResult(output=digest, files=(), seconds=0.0))

    def _settle(self, node: Node, outcome: StoredResult | ReelbridgeError) -> None:
        if isinstance(outcome, ReelbridgeError):
            self.failures[node.id] = outcome
            self._end(node, NodeState.FAILED, message=str(outcome))
            return
        if outcome.is_final:
            self.index.add_result(self.keys[node.id], node.step.name, outcome)
        self._end(node, NodeState.DONE, result=outcome)

    def _end(self, node: Node, state: NodeState, *, message: str = "", result: StoredResult | None = None) -> None:
        if result:
            self.outputs[node.id] = result.output
        if state is NodeState.SKIPPED:
            self.skipped[node.id] = message
        if node.is_counted:
            self._record(node, state, message, result)
        self._release(node)

    def _record(self, node: Node, state: NodeState, message: str, result: StoredResult | None) -> None:
        seconds = result.seconds if result else 0.0
        self.records.append(
            NodeRecord(
                id=node.id,
                stage=node.stage,
                label=node.label,
                state="done" if result else state.value,
                message=message,
                output=result.output if result else "",
                seconds=seconds,
                run=self.number,
            )
        )
        self._tell(node, state, message=message, seconds=seconds)

    def _leave(self, node: Node) -> None:
        """Not asked for and not there: what was noted of it before stays."""
        self.skipped[node.id] = _LEFT
        self._release(node)

    def _release(self, node: Node) -> None:
        for follower in self.followers[node.id]:
            self.waiting[follower.id] -= 1
            if self.waiting[follower.id] == 0:
                self.ready.append(follower)

    def _tell(self, node: Node, state: NodeState, *, message: str = "", seconds: float = 0.0) -> None:
        event = NodeEvent(
            node_id=node.id, stage=node.stage, label=node.label, state=state, message=message, seconds=seconds
        )
        self.listen(event)
