"""The report of a series as one HTML page that needs nothing beside it but the videos: no network, no server.

The overview is plain HTML. Episodes lie in the page as JSON, one script element for the original and one for each
locale, and are read when they are opened, so that a hundred episodes in fourteen locales are no trouble.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from reelbridge import __version__
from reelbridge.model.media import FileRef
from reelbridge.model.report import EpisodeReport, SeriesReport
from reelbridge.web.embedding import content_policy, embed_asset, embed_json, embed_plain, embed_scripts, writable
from reelbridge.web.pictures import picture_uri
from reelbridge.web.report_data import RiskTable, pack_first, pack_lines
from reelbridge.web.report_view import view_report
from reelbridge.web.templates import template

#: cut-outs of unsure lines in one episode; a reading with more doubts than this is to be done again, not mended
MAX_CUTOUTS = 100

#: all cut-outs of a page together, so that it opens at once however many episodes there are
MAX_CUTOUT_BYTES = 24 << 20

_SCRIPTS = (
    "page.js",
    "player.js",
    "report-data.js",
    "report-risks.js",
    "report-lines.js",
    "report-filters.js",
    "report-first.js",
    "report-origins.js",
    "report-player.js",
    "report.js",
)


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
    view = view_report(report)
    table = RiskTable()
    lines = [
        (episode.number, found.locale, embed_plain(pack_lines(found.lines, episode.lines, table)))
        for episode in report.episodes
        for found in episode.locales
        if found.lines
    ]
    theme, script = embed_asset("report-theme.js"), embed_scripts(*_SCRIPTS)
    page = template("report.html.j2").render(
        view=view,
        version=__version__,
        policy=content_policy(theme, script),
        style=embed_asset("report.css", "report-risks.css"),
        theme_script=theme,
        script=script,
        index=embed_json(view.index),
        risks=embed_json(table.risks()),
        episodes=[(episode.number, embed_json(_without_lines(episode))) for episode in report.episodes],
        lines=lines,
        first=[(each.locale, embed_plain(pack_first(each))) for each in report.read_first],
        strips=[
            (episode.number, _jpeg_uri(load_file(episode.strip.file))) for episode in report.episodes if episode.strip
        ],
        cutouts=[(number, embed_json(found)) for number, found in _load_cutouts(report, load_file)],
    )
    return writable(page)


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


def _jpeg_uri(data: bytes) -> str:
    return "data:image/jpeg;base64," + base64.b64encode(data).decode("ascii")
