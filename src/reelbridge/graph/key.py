"""The key of a result: equal keys, equal results."""

from __future__ import annotations

from collections.abc import Mapping

from reelbridge.core.codec import digest_of
from reelbridge.core.hashing import digest_bytes
from reelbridge.graph.plan import Node


def key_of(node: Node, input_digests: Mapping[str, tuple[str, ...]]) -> str:
    """SHA-256 over the step's name and version, its settings (engine and model among them) and its inputs' contents."""
    parts = [node.step.name, str(node.step.version), digest_of(node.params)]
    for name in sorted(input_digests):
        parts += [name, *input_digests[name]]
    return digest_bytes("\n".join(parts).encode())
