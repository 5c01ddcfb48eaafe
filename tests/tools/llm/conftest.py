"""What these tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from reelbridge.testing.fake_llm import FakeLlm
from reelbridge.tools.llm.provider import KEY_VARIABLE


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def fake() -> Iterator[FakeLlm]:
    with FakeLlm() as running:
        yield running
