"""`python -m reelbridge.testing.fake_llm`: run the server until it is stopped."""

from __future__ import annotations

import argparse
import asyncio
import signal
import sys
from pathlib import Path

from reelbridge.core.errors import ReelbridgeError
from reelbridge.testing.fake_llm.fake import read_table
from reelbridge.testing.fake_llm.faults import ALL, FAULTS, spread
from reelbridge.testing.fake_llm.server import MODEL, Answering, FakeLlmOptions, Server


def main() -> int:
    """Parse the arguments and serve; 2 if they cannot be meant."""
    parser = argparse.ArgumentParser(
        prog="python -m reelbridge.testing.fake_llm",
        description="An OpenAI-compatible server that answers from a translation memory.",
        epilog=f"faults: {', '.join(FAULTS)}; {ALL} spreads its rate over them",
    )
    parser.add_argument("--tmx", type=Path, action="append", default=[], help="translation memory; may be repeated")
    parser.add_argument("--tbx", type=Path, action="append", default=[], help="how the memory renders terms")
    parser.add_argument("--latency", type=float, default=0.0, metavar="S", help="seconds before every answer")
    parser.add_argument(
        "--fault", action="append", default=[], metavar="NAME=RATE", help="shift=0.1: every tenth request"
    )
    parser.add_argument("--seed", type=int, default=0, help="another seed, other faults")
    parser.add_argument("--port", type=int, default=0, help="default: a free one")
    parser.add_argument("--key", help="the key it wants; default: any")
    parser.add_argument("--model", default=MODEL, help=f"the model it knows; default: {MODEL}; empty: any")
    parser.add_argument("--stats", type=Path, help="write what was counted here at the end, as JSON")
    options = parser.parse_args()
    try:
        answering = Answering(
            table=read_table(tuple(options.tmx), tuple(options.tbx)),
            options=FakeLlmOptions(
                latency_s=options.latency,
                faults=spread(dict(_rate_of(text) for text in options.fault)),
                seed=options.seed,
                key=options.key,
                model=options.model or None,
            ),
        )
        asyncio.run(_serve(Server(answering=answering, port=options.port)))
        if options.stats:
            options.stats.write_text(answering.ledger.render(), "utf-8")
    except (ReelbridgeError, OSError, ValueError) as error:
        print(f"error: {error}", file=sys.stderr)  # noqa: T201
        return 2
    return 0


def _rate_of(text: str) -> tuple[str, float]:
    name, _, rate = text.partition("=")
    try:
        return name, float(rate)
    except ValueError:
        raise ValueError(f"--fault {text!r} is not NAME=RATE, such as shift=0.1") from None


async def _serve(server: Server) -> None:
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    await server.start()
    print(server.base_url, flush=True)  # noqa: T201
    await stopped.wait()
    await server.stop()


if __name__ == "__main__":
    raise SystemExit(main())
