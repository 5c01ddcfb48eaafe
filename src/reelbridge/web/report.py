"""The report of a series as one HTML page that needs nothing beside it but the videos: no network, no server.

The overview is plain HTML. Episodes lie in the page as JSON, one script element for the original and one for each
locale, and are read when they are opened, so that a hundred episodes in fourteen locales are no trouble.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reelbridge import __version__
from reelbridge.core.codec import to_plain
from reelbridge.model.media import FileRef
from reelbridge.model.report import EpisodeReport, SeriesReport
from reelbridge.web.pictures import picture_uri
from reelbridge.web.report_data import RiskTable, pack_first, pack_lines
from reelbridge.web.report_view import view_report
from reelbridge.web.templates import read_asset, template

if TYPE_CHECKING:  # the template engine is loaded where a page is made
    from markupsafe import Markup

#: cut-outs of unsure lines in one episode; a reading with more doubts than this is to be done again, not mended
MAX_CUTOUTS = 100

#: all cut-outs of a page together, so that it opens at once however many episodes there are
MAX_CUTOUT_BYTES = 24 << 20

_SCRIPTS = (
    "report-data.js",
    "report-risks.js",
    "report-lines.js",
    "report-filters.js",
    "report-first.js",
    "report-origins.js",
    "report-player.js",
    "report.js",
)

#: inside a script element these could end it or begin a comment, and U+2028 and U+2029 end a line in old JavaScript;
#: in JSON they stand only within strings, where an escape means the same
_ESCAPES = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cutout:
    """The picture of one unsure line, as an address that holds it."""

    cue_id: str
    uri: str


def render_report(report: SeriesReport, *, load_file: Callable[[FileRef], bytes]) -> str:
    """The page `index.html`, to stand in the folder that the report's paths are relative to.

    Args:
        report: the series.
        load_file: the content of a picture that the report names.
    """
    from markupsafe import Markup

    view = view_report(report)
    table = RiskTable()
    lines = [
        (episode.number, found.locale, _embed_plain(pack_lines(found.lines, episode.lines, table)))
        for episode in report.episodes
        for found in episode.locales
        if found.lines
    ]
    theme, script = Markup(read_asset("report-theme.js")), Markup(_script())  # noqa: S704 - files of this package
    page = template("report.html.j2").render(
        view=view,
        version=__version__,
        policy=_content_policy(theme, script),
        style=Markup(read_asset("report.css") + read_asset("report-risks.css")),  # noqa: S704 - files of this package
        theme_script=theme,
        script=script,
        index=embed_json(view.index),
        risks=embed_json(table.risks()),
        episodes=[(episode.number, embed_json(_without_lines(episode))) for episode in report.episodes],
        lines=lines,
        first=[(each.locale, _embed_plain(pack_first(each))) for each in report.read_first],
        strips=[
            (episode.number, _jpeg_uri(load_file(episode.strip.file))) for episode in report.episodes if episode.strip
        ],
        cutouts=[(number, embed_json(found)) for number, found in _load_cutouts(report, load_file)],
    )
    # file names may hold bytes that are no text; they come as lone surrogates, which no UTF-8 file can hold
    return page.encode("utf-8", "replace").decode("utf-8")


def _load_cutouts(
    report: SeriesReport, load_file: Callable[[FileRef], bytes]
) -> Iterator[tuple[int, tuple[Cutout, ...]]]:
    """For each episode the pictures of its unsure lines, as many as a page can hold."""
    room = MAX_CUTOUT_BYTES
    for episode in report.episodes:
        found = []
        for cue_id, file in _cutout_files(episode):
            if file.size > room:
                break
            if uri := picture_uri(load_file(file)):
                found.append(Cutout(cue_id=cue_id, uri=uri))
                room -= file.size
        if found:
            yield episode.number, tuple(found)


def _cutout_files(episode: EpisodeReport) -> list[tuple[str, FileRef]]:
    return [(line.cue_id, line.picture) for line in episode.lines if line.is_unsure and line.picture][:MAX_CUTOUTS]


def _without_lines(episode: EpisodeReport) -> EpisodeReport:
    """The lines of each locale stand in an element of their own."""
    return replace(episode, locales=tuple(replace(found, lines=()) for found in episode.locales))


def embed_json(value: object) -> Markup:
    """A dataclass as JSON that can stand in a script element, whatever its texts are."""
    return _embed_plain(to_plain(value))


def _embed_plain(value: object) -> Markup:
    from markupsafe import Markup

    text = json.dumps(value, separators=(",", ":"), ensure_ascii=False)
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
    body = "\n".join(read_asset(name) for name in _SCRIPTS)
    return f'(() => {{\n"use strict";\n{body}}})();'
