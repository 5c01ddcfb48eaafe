"""What nodes are called, and how their inputs are given."""

from __future__ import annotations

from pathlib import PurePath

from reelbridge.core.codec import digest_of
from reelbridge.graph.plan import Given, Input, Node
from reelbridge.graph.step import Step
from reelbridge.model.market import Market
from reelbridge.model.media import SourceFile

#: an input that is not there
NOTHING = Given(value=None, digest="none")


def node_id(episode: int, *names: str) -> str:
    """`node_id(1, "ja", "finish")` is `e001/ja/finish`."""
    return "/".join((f"e{episode:03d}", *names))


#: what all episodes together say of how characters are to be read
SETTLE_NODE = "series/settle"


def episode_of(node: str) -> int | None:
    """The episode a node id belongs to; None for what belongs to the series."""
    head = node.partition("/")[0]
    return int(head.removeprefix("e")) if head != SETTLE_NODE.partition("/")[0] else None


def file_input(source: SourceFile) -> Given:
    return Given(value=source, digest=source.digest)


def text_input(source: SourceFile | None) -> Given:
    """A file with lines is read by its ending: the same bytes called `.srt` and `.ass` are two inputs."""
    if source is None:
        return NOTHING
    return Given(value=source, digest=f"{source.digest}{PurePath(source.path).suffix.casefold()}")


def make_node(name: str, step: Step, params: object, stage: str, label: str, inputs: dict[str, Input]) -> Node:
    return Node(id=name, step=step, params=params, inputs=inputs, stage=stage, label=label)


def market_input(market: Market) -> Given:
    """A market with all that it says."""
    return Given(value=market, digest=digest_of(market))
