"""One run at a time on one workspace: a lock that the operating system lets go of when its holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from reelbridge.runtime.store import storage_errors

POLL_SECONDS = 0.2


@contextmanager
def run_lock(path: Path, on_wait: Callable[[str], None]) -> Iterator[None]:
    """Hold the lock for the block; while another process holds it, say so once and wait.

    Args:
        path: the lock file.
        on_wait: told who holds it, as text the holder wrote: `process 1234`.
    """
    with storage_errors(str(path.parent)):
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        has_told = False
        while not _try_lock(descriptor):
            if not has_told:
                on_wait(os.pread(descriptor, 200, 0).decode(errors="replace").strip() or "another process")
                has_told = True
            time.sleep(POLL_SECONDS)
        with storage_errors(str(path)):
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, f"process {os.getpid()}".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def _try_lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
