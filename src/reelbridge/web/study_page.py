"""The study of a series as one HTML page that needs nothing beside it but the videos: no network, no server.

The numbers of the series are plain HTML. Episodes lie in the page as JSON, one script element each, and are read when
they are opened.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reelbridge import __version__
from reelbridge.model.media import FileRef
from reelbridge.model.profile import Comparison
from reelbridge.model.study import SeriesStudy
from reelbridge.web.embedding import content_policy, embed_asset, embed_plain, embed_scripts, writable
from reelbridge.web.pictures import picture_uri
from reelbridge.web.study_data import pack_episode, pack_index, strips_of
from reelbridge.web.study_view import view_study
from reelbridge.web.templates import template

#: all film strips of a page together, so that it opens at once however many episodes there are
MAX_STRIP_BYTES = 24 << 20

#: a sheet of pictures; a hundred of 128 x 228 are about 700 KB
MAX_SHEET_BYTES = 2 << 20

_SCRIPTS = (
    "page.js",
    "player.js",
    "study-data.js",
    "study-overview.js",
    "study-strip.js",
    "study-timeline.js",
    "study-readout.js",
    "study-moments.js",
    "study-player.js",
    "study.js",
)


def render_study(
    series: SeriesStudy,
    *,
    comparison: Comparison | None,
    load_file: Callable[[FileRef], bytes],
    video_paths: Mapping[int, str],
) -> str:
    """The page, to stand in the folder that the paths of the videos are relative to.

    Args:
        series: the study.
        comparison: the same series held against a profile, if it was.
        load_file: the content of a sheet of pictures.
        video_paths: the address of each episode's video, relative to that folder, by the episode's number; one that is
            not at hand is left out.
    """
    theme, script = embed_asset("report-theme.js"), embed_scripts(*_SCRIPTS)
    strips, left_out = _load_strips(series, load_file)
    page = template("study.html.j2").render(
        view=view_study(series, comparison),
        version=__version__,
        policy=content_policy(theme, script),
        style=embed_asset("report.css", "study.css"),
        theme_script=theme,
        script=script,
        without_pictures=left_out,
        index=embed_plain(pack_index(series, comparison)),
        episodes=[
            (episode.number, embed_plain(pack_episode(episode, video_paths.get(episode.number))))
            for episode in series.episodes
        ],
        strips=[(number, embed_plain(strip)) for number, strip in strips_of(strips, series)],
    )
    return writable(page)


def _load_strips(
    series: SeriesStudy, load_file: Callable[[FileRef], bytes]
) -> tuple[dict[int, list[str]], tuple[int, ...]]:
    """The film strips of as many episodes as a page can hold, and the numbers of the others."""
    room = MAX_STRIP_BYTES
    found: dict[int, list[str]] = {}
    left_out = []
    for episode in series.episodes:
        if episode.strip is None:
            continue
        size = sum(file.size for file in episode.strip.sheets)
        if size > room:
            left_out.append(episode.number)
            continue
        room -= size
        sheets = [picture_uri(load_file(file), max_bytes=MAX_SHEET_BYTES) for file in episode.strip.sheets]
        if any(sheets):
            found[episode.number] = sheets
    return found, tuple(left_out)
