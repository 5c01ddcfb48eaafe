"""A plan: nodes, each a step with its settings and where its inputs come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from reelbridge.core.errors import ReelbridgeError
from reelbridge.graph.step import Step, check_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value known when the plan is made. `digest` stands for it in keys (of a file: its content, not its path)."""

    value: Any
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class From:
    """The output of another node."""

    node_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FromEach:
    """The outputs of several nodes as one tuple, in this order. A node that failed is left out, unless all did."""

    node_ids: tuple[str, ...]


Input = Given | From | FromEach


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One piece of work. `stage` groups nodes for progress; `label` says what it is about: `episode 1, ja`.

    A node that is not `is_wanted` gives its result if it is in the store and is not made otherwise.
    """

    id: str
    step: Step
    params: Any
    inputs: Mapping[str, Input]
    stage: str
    label: str
    is_wanted: bool = True

    @property
    def is_counted(self) -> bool:
        """Whether people see it: an inline step is part of the planning."""
        return not self.step.is_inline

    @property
    def needs(self) -> tuple[str, ...]:
        """Ids of the nodes it waits for."""
        found: list[str] = []
        for source in self.inputs.values():
            if isinstance(source, From):
                found.append(source.node_id)
            elif isinstance(source, FromEach):
                found.extend(source.node_ids)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Plan:
    """Nodes in an order in which every node comes after those it needs.

    `sources` says where files of the user's lie, by their digest: results name them by content only.
    """

    nodes: tuple[Node, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    _by_id: dict[str, Node] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for node in self.nodes:
            if node.id in self._by_id:
                raise ReelbridgeError(f"node {node.id!r} stands twice in the plan")
            check_step(node.step, set(node.inputs))
            for needed in node.needs:
                if needed not in self._by_id:
                    raise ReelbridgeError(f"node {node.id!r} needs {needed!r}, which does not come before it")
            self._by_id[node.id] = node

    def __iter__(self) -> Iterator[Node]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)

    def __getitem__(self, node_id: str) -> Node:
        return self._by_id[node_id]
