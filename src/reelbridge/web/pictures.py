"""Small pictures inside a page."""

from __future__ import annotations

import base64

#: a picture of one line is 5 to 40 KB; a larger one would fill the page
MAX_PICTURE_BYTES = 256 << 10

_KINDS = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}


def picture_uri(data: bytes, *, max_bytes: int = MAX_PICTURE_BYTES) -> str:
    """A JPEG or PNG as an address that holds the picture itself; empty for anything else and for what is too large."""
    kind = next((kind for mark, kind in _KINDS.items() if data.startswith(mark)), None)
    if kind is None or len(data) > max_bytes:
        return ""
    return f"data:{kind};base64,{base64.b64encode(data).decode('ascii')}"
