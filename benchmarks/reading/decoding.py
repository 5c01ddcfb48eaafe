"""The floor: PyAV decoding with one thread for each core, and nothing else."""

from __future__ import annotations

import sys

import av


def main() -> None:
    """`decoding.py VIDEO OUT` (nothing is written)."""
    with av.open(sys.argv[1]) as container:
        container.streams.video[0].thread_type = "AUTO"
        for _ in container.decode(video=0):
            pass


if __name__ == "__main__":
    main()
