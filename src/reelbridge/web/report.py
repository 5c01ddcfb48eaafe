"""The report of a series as one HTML page that needs nothing beside it but the videos: no network, no server.

The overview is plain HTML. Episodes lie in the page as JSON, one script element each, and are read when they are
opened, so that a hundred episodes in fourteen locales are no trouble.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from reelbridge import __version__
from reelbridge.core.codec import to_plain
from reelbridge.model.package import FrameStrip
from reelbridge.model.report import SeriesReport
from reelbridge.web.report_view import view_report

if TYPE_CHECKING:  # the template engine is loaded where a page is made
    from jinja2 import Environment
    from markupsafe import Markup

_TEMPLATE = "report.html.j2"
_SCRIPTS = ("report-data.js", "report-lines.js", "report-filters.js", "report-player.js", "report.js")

#: inside a script element these could end it or begin a comment, and U+2028 and U+2029 end a line in old JavaScript;
#: in JSON they stand only within strings, where an escape means the same
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def render_report(report: SeriesReport, *, load_strip: Callable[[FrameStrip], bytes]) -> str:
    """The page `index.html`, to stand in the folder that the report's paths are relative to.

    Args:
        report: the series.
        load_strip: the JPEG of a strip; called once per episode that has one.
    """
    from markupsafe import Markup

    view = view_report(report)
    theme, script = Markup(_asset("report-theme.js")), Markup(_script())  # noqa: S704 - files of this package
    page = (
        _environment()
        .get_template(_TEMPLATE)
        .render(
            view=view,
            version=__version__,
            policy=_content_policy(theme, script),
            style=Markup(_asset("report.css")),  # noqa: S704 - a file of this package
            theme_script=theme,
            script=script,
            index=embed_json(view.index),
            episodes=[(episode.number, embed_json(episode)) for episode in report.episodes],
            strips=[
                (episode.number, _jpeg_uri(load_strip(episode.strip))) for episode in report.episodes if episode.strip
            ],
        )
    )
    # file names may hold bytes that are no text; they come as lone surrogates, which no UTF-8 file can hold
    return page.encode("utf-8", "replace").decode("utf-8")


def embed_json(value: object) -> Markup:
    """A dataclass as JSON that can stand in a script element, whatever its texts are."""
    from markupsafe import Markup

    text = json.dumps(to_plain(value), separators=(",", ":"), ensure_ascii=False)
    return Markup(text.translate(_ESCAPES))  # noqa: S704 - every character that means something in HTML is escaped


def _jpeg_uri(data: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(data).decode("ascii")


def _content_policy(*scripts: str) -> str:
    """Only these scripts run, and nothing is fetched but pictures and videos that lie beside the page."""
    digests = [base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src 'self' file: data:; media-src 'self' file:; base-uri 'none'; form-action 'none'"
    )


def _script() -> str:
    body = "\n".join(_asset(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();'


@cache
def _asset(name: str) -> str:
    return files("reelbridge.web").joinpath("static").joinpath(name).read_text("utf-8")


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("reelbridge.web", "static"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
