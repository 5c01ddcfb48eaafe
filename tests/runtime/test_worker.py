"""A step runs anywhere, and how it ended comes back whole."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import tblib.pickling_support

from reelbridge.core.errors import MediaError
from reelbridge.runtime.worker import StepRequest, run_request
from support.steps import ADD, AddParams, Number


def request(folder: Path, **params: str) -> StepRequest:
    return StepRequest(
        step=ADD,
        params=AddParams(amount=1, **params),
        given={"number": Number(value=1)},
        stored={},
        gathered={},
        sources={},
        store_url=str(folder / "store"),
        scratch=str(folder / "scratch"),
    )


def test_an_error_crosses_though_its_cause_could_not(tmp_path: Path) -> None:
    tblib.pickling_support.install()  # what Dask does: causes are pickled too
    with pytest.raises(MediaError) as caught:
        run_request(request(tmp_path, breaks="foreign"))
    assert pickle.loads(pickle.dumps(caught.value)).message == "the film is foreign"


def test_a_step_leaves_no_half_made_files(tmp_path: Path) -> None:
    run_request(request(tmp_path))
    with pytest.raises(MediaError):
        run_request(request(tmp_path, breaks="media"))
    assert list((tmp_path / "scratch").iterdir()) == []
