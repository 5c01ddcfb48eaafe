"""The fake model as a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from reelbridge.testing.fake_llm import MODEL

#: nothing of this goes through a proxy
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the server counted since its faults were set. `broken` are requests that a fault fell on."""

    requests: int
    lines: int
    tokens_in: int
    tokens_cached: int
    tokens_out: int
    most_in_flight: int
    broken: int
    lines_falsified: int


class Server:
    """Use it in a `with`."""

    def __init__(self, memories: Sequence[Path], terms: Path, *, latency_s: float, seed: int) -> None:
        command = [
            sys.executable,
            "-m",
            "reelbridge.testing.fake_llm",
            "--latency",
            str(latency_s),
            "--seed",
            str(seed),
        ]
        for path in memories:
            command += ["--tmx", str(path)]
        self._command = [*command, "--tbx", str(terms)]
        self.latency_s = latency_s
        self.model = MODEL
        self.url = ""

    def __enter__(self) -> Server:
        self._process = subprocess.Popen(self._command, stdout=subprocess.PIPE, text=True)
        assert self._process.stdout is not None
        self.url = self._process.stdout.readline().strip()
        if not self.url:
            raise SystemExit("the fake model did not start")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()

    def set_faults(self, faults: Mapping[str, float]) -> None:
        """From now on these; counting begins anew."""
        request = urllib.request.Request(self._path("faults"), json.dumps(faults).encode(), method="PUT")
        with _OPENER.open(request) as answer:
            answer.read()

    def counts(self) -> Counts:
        """What was counted."""
        with _OPENER.open(self._path("stats")) as answer:
            plain = json.load(answer)
        names = ("requests", "lines", "tokens_in", "tokens_cached", "tokens_out", "most_in_flight", "lines_falsified")
        return Counts(**{name: plain[name] for name in names}, broken=sum(plain["faults"].values()))

    def _path(self, name: str) -> str:
        return self.url.removesuffix("/v1") + f"/fake/{name}"
