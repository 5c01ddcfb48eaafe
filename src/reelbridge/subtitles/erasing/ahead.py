"""Working ahead in a second thread."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

#: how often a waiting thread looks whether it is still wanted
_POLL_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class _End:
    error: BaseException | None


class Ahead(Generic[T]):
    """Iterates over something in a thread of its own, at most `size` items ahead. To be used with `with`.

    An error of the other thread is raised where its next item would have come.
    """

    def __init__(self, items: Iterable[T], *, size: int) -> None:
        self._items = items
        self._queue: queue.Queue[T | _End] = queue.Queue(maxsize=size)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="ahead", daemon=True)

    def __enter__(self) -> Iterator[T]:
        self._thread.start()
        return self._take()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _take(self) -> Iterator[T]:
        while True:
            item = self._queue.get()
            if isinstance(item, _End):
                if item.error is not None:
                    raise item.error
                return
            yield item

    def _run(self) -> None:
        try:
            for item in self._items:
                if not self._put(item):
                    return
        except BaseException as error:
            self._put(_End(error=error))
            return
        self._put(_End(error=None))

    def _put(self, item: T | _End) -> bool:
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return True
        return False
