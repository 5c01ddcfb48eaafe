"""Scripts, data and pictures inside a page that loads nothing: what may run in it, and texts that cannot break out."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import TYPE_CHECKING

from reelbridge.core.codec import to_plain
from reelbridge.web.templates import read_asset

if TYPE_CHECKING:  # the template engine is loaded where a page is made
    from markupsafe import Markup

#: inside a script element these could end it or begin a comment, and U+2028 and U+2029 end a line in old JavaScript;
#: in JSON they stand only within strings, where an escape means the same
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def embed_json(value: object) -> Markup:
    """A dataclass as JSON that can stand in a script element, whatever its texts are."""
    return embed_plain(to_plain(value))


def embed_plain(value: object) -> Markup:
    """JSON values likewise."""
    from markupsafe import Markup

    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - every character that means something in HTML is escaped


def embed_asset(*names: str) -> Markup:
    """Static files of this package, one after the other."""
    from markupsafe import Markup

    return Markup("".join(map(read_asset, names)))  # noqa: S704 - files of this package


def embed_scripts(*names: str) -> Markup:
    """Static scripts as one that leaves no name behind in the page."""
    from markupsafe import Markup

    body = "\n".join(map(read_asset, names))
    return Markup(f'(() => {{\n"use strict";\n{body}}})();')  # noqa: S704 - files of this package


def content_policy(*scripts: str) -> str:
    """Only these scripts run, and nothing is fetched but pictures and videos that lie beside the page."""
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src 'self' file: data:; media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


def writable(page: str) -> str:
    """The page without lone surrogates.

    File names may hold bytes that are no text; they come as lone surrogates, which no UTF-8 file can hold.
    """
    return page.encode("utf-8", "replace").decode("utf-8")
