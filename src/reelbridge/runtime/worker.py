"""The part of a run that happens on a worker, in this process or on another machine."""

from __future__ import annotations

import asyncio
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any, get_args

from reelbridge.core.codec import decode, encode
from reelbridge.core.errors import ReelbridgeError
from reelbridge.graph.step import Step
from reelbridge.model.media import FileRef
from reelbridge.runtime.index import StoredResult
from reelbridge.runtime.store import BlobStore, as_store_error, storage_errors


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRequest:
    """A step with everything it needs. `given` are values, `stored` digests of documents in the store,
    `sources` where files of the user's lie, by digest."""

    step: Step
    params: Any
    given: Mapping[str, Any]
    stored: Mapping[str, str]
    gathered: Mapping[str, tuple[str, ...]]
    sources: Mapping[str, str]
    store_url: str
    scratch: str


class StoreWork:
    """`graph.step.Work` over the store."""

    def __init__(self, store: BlobStore, folder: Path, sources: Mapping[str, str]) -> None:
        self._store, self._folder, self._sources = store, folder, sources

    @property
    def folder(self) -> Path:
        """An empty scratch folder, removed afterwards."""
        return self._folder

    def path(self, file: FileRef) -> Path:
        """Where a stored file, or a source file of the user's, lies."""
        if file.digest in self._sources:
            return Path(self._sources[file.digest])
        return self._store.local_path(file.digest)

    def keep(self, path: Path, *, name: str | None = None) -> FileRef:
        """Put a file of the scratch folder into the store."""
        return self._store.put_file(path, name=name or path.name)


def open_store(url: str, scratch: str) -> BlobStore:
    """The store as a worker sees it."""
    return BlobStore(url, Path(scratch) / "blobs")


def load_inputs(request: StepRequest, store: BlobStore) -> dict[str, Any]:
    """The inputs of a step as dataclasses."""
    kinds = dict(request.step.inputs)
    values = dict(request.given)
    for name, digest in request.stored.items():
        values[name] = decode(kinds[name], store.read_bytes(digest))
    for name, digests in request.gathered.items():
        kind = get_args(kinds[name])[0]
        values[name] = tuple(decode(kind, store.read_bytes(digest)) for digest in digests)
    return values


def run_request(request: StepRequest) -> StoredResult:
    """Run a step and store what it returns.

    Raises:
        ReelbridgeError: whatever the step raised; anything else is wrapped, its traceback as `story`.
    """
    started = time.monotonic()
    with _working(request) as (store, work):
        output = request.step.load()(work, request.params, **load_inputs(request, store))
        return _stored(request, store, output, started)


async def run_service_request(request: StepRequest, service: Any) -> StoredResult:
    """Run a step that waits for a service; see `run_request`. Reading and writing go to threads, so that the answers
    of other steps are not kept waiting."""
    started = time.monotonic()
    with _working(request) as (store, work):
        inputs = await asyncio.to_thread(load_inputs, request, store)
        output = await request.step.load()(work, request.params, service, **inputs)
        return await asyncio.to_thread(_stored, request, store, output, started)


@contextmanager
def _working(request: StepRequest) -> Iterator[tuple[BlobStore, StoreWork]]:
    """The store and a scratch folder; whatever goes wrong inside comes out as an error that can be sent."""
    store = open_store(request.store_url, request.scratch)
    scratch = Path(request.scratch)
    with storage_errors(request.scratch):
        scratch.mkdir(parents=True, exist_ok=True)
        folder = tempfile.TemporaryDirectory(dir=scratch, prefix=f"{request.step.name}-")
    with folder:
        try:
            yield store, StoreWork(store, Path(folder.name), request.sources)
        except ReelbridgeError as error:
            raise _portable(error) from None
        except OSError as error:
            raise _portable(as_store_error(error, request.scratch)) from None
        except Exception as error:
            raise _portable(_unexpected(request.step, error)) from None


def _stored(request: StepRequest, store: BlobStore, output: Any, started: float) -> StoredResult:
    digest = store.put_bytes(encode(output))
    files = tuple(sorted({file.digest for file in _files_in(output)} - request.sources.keys()))
    is_final = bool(getattr(output, request.step.final_by)) if request.step.final_by else True
    return StoredResult(output=digest, files=files, seconds=time.monotonic() - started, is_final=is_final)


def _portable(error: ReelbridgeError) -> ReelbridgeError:
    """Without its causes: Dask pickles them too, and errors of other libraries may not come out of that again."""
    error.__cause__ = error.__context__ = None
    return error


def _unexpected(step: Step, error: Exception) -> ReelbridgeError:
    wrapped = ReelbridgeError(
        f"step {step.name} met something unforeseen: {type(error).__name__}: {error}",
        hint="this is a fault of Reelbridge; the full story is in .reelbridge/errors.log",
    )
    wrapped.__dict__["story"] = traceback.format_exc()
    return wrapped


def _files_in(value: Any) -> Iterator[FileRef]:
    if isinstance(value, FileRef):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from _files_in(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _files_in(getattr(value, field.name))
