"""Working ahead in a second thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from reelbridge.subtitles.erasing.ahead import Ahead


def test_items_come_in_order() -> None:
    with Ahead(range(5), size=1) as items:
        assert list(items) == [0, 1, 2, 3, 4]


def test_an_error_is_raised_where_its_item_would_have_come() -> None:
    def failing() -> Iterator[int]:
        yield 1
        raise ValueError("broken")

    with Ahead(failing(), size=1) as items:
        assert next(items) == 1
        with pytest.raises(ValueError, match="broken"):
            next(items)


def test_leaving_early_ends_the_thread() -> None:
    with Ahead(iter(int, 1), size=1) as items:
        assert next(items) == 0
    assert all(thread.name != "ahead" for thread in threading.enumerate())
