"""Errors are sentences for people, and survive crossing a process."""

from __future__ import annotations

import pickle

import pytest

from reelbridge.core.errors import EngineUnavailableError, MediaError, ReelbridgeError, UnknownNameError


def test_an_unknown_name_lists_the_known_ones() -> None:
    error = UnknownNameError("market", "br-pt", ["pt-BR", "en"], hint="use a BCP 47 tag")
    assert str(error) == "market 'br-pt' is unknown; known: en, pt-BR\nhint: use a BCP 47 tag"


@pytest.mark.parametrize(
    "error",
    [
        ReelbridgeError("it broke", hint="try again"),
        MediaError("a.mp4 is no video"),
        UnknownNameError("check", "x", ["y"]),
        EngineUnavailableError("nobody answers"),
    ],
)
def test_an_error_is_the_same_after_crossing_a_process(error: ReelbridgeError) -> None:
    other = pickle.loads(pickle.dumps(error))
    assert type(other) is type(error)
    assert str(other) == str(error)
    assert other.__dict__ == error.__dict__
    assert other.retryable == error.retryable
