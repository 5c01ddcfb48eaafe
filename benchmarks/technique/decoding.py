"""The floor: decoding with PyAV and nothing else."""

from __future__ import annotations

import sys

import av


def main() -> None:
    """`decoding.py THREADS VIDEO OUT` (nothing is written)."""
    threads = int(sys.argv[1])
    with av.open(sys.argv[2]) as container:
        context = container.streams.video[0].codec_context
        context.thread_count = threads
        context.thread_type = "AUTO" if threads > 1 else "NONE"
        for _ in container.decode(video=0):
            pass


if __name__ == "__main__":
    main()
