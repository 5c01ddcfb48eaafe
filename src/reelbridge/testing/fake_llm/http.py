"""Just enough of HTTP/1.1 for a server on loopback: requests are read, bounded in size, and answered."""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from dataclasses import dataclass
from http import HTTPStatus

#: a request with 60 lines and a bible has about 40 kB
MAX_BODY_BYTES = 8 << 20

#: pieces that a body trickles in
TRICKLE_PIECES = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. `headers` have small letters."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


async def read_request(reader: asyncio.StreamReader) -> Request | None:
    """The next request of a connection, or None when the client is gone or says what is no request."""
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        first, *rest = head.split("\r\n")
        method, path, _ = first.split(" ", 2)
        headers = {
            name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in rest if line)
        }
        return Request(method=method, path=path, headers=headers, body=await _read_body(reader, headers))
    except (asyncio.IncompleteReadError, asyncio.LimitOverrunError, ConnectionError, ValueError):
        return None


async def _read_body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if headers.get("transfer-encoding", "").lower() != "chunked":
        return await reader.readexactly(_bounded(int(headers.get("content-length", "0"))))
    body = b""
    while size := _bounded(int((await reader.readline()).split(b";")[0], 16)):
        body += await reader.readexactly(size)
        _bounded(len(body))
        await reader.readline()
    await reader.readline()
    return body


def _bounded(size: int) -> int:
    if not 0 <= size <= MAX_BODY_BYTES:
        raise ValueError(f"a body of {size} bytes; at most {MAX_BODY_BYTES}")
    return size


def head_of(status: int, headers: tuple[tuple[str, str], ...]) -> bytes:
    """The first lines of an answer."""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        phrase = "Status"
    lines = [f"HTTP/1.1 {status} {phrase}", *(f"{name}: {value}" for name, value in headers), "", ""]
    return "\r\n".join(lines).encode("latin-1")


def chunk(data: bytes) -> bytes:
    """One chunk of a body whose length is not known; an empty one ends it."""
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


def event(value: object) -> bytes:
    """One server-sent event."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f"data: {text}\n\n".encode()


async def trickle(writer: asyncio.StreamWriter, data: bytes, pause_s: float) -> None:
    """Send in pieces with a pause before each."""
    size = max(1, -(-len(data) // TRICKLE_PIECES))
    for start in range(0, len(data), size):
        await asyncio.sleep(pause_s)
        writer.write(data[start : start + size])
        await writer.drain()


def reset(writer: asyncio.StreamWriter) -> None:
    """Close a connection the hard way: the client sees it reset."""
    connection = writer.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()
