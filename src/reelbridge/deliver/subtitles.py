"""The step that writes the subtitles of one episode in one locale."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.deliver.lines import delivered_cues
from reelbridge.deliver.steps import SubtitleParams
from reelbridge.formats.ass import render_ass, style_for
from reelbridge.formats.m3u8 import render_subtitle_playlist
from reelbridge.formats.safe_area import SafeArea, above_source, on_source, safe_area_of
from reelbridge.formats.srt import render_srt
from reelbridge.formats.vtt import render_vtt
from reelbridge.graph.step import Work
from reelbridge.model.cue import CueList
from reelbridge.model.draft import Localized
from reelbridge.model.market import Market
from reelbridge.model.media import MediaInfo
from reelbridge.model.package import PackagedFile, SubtitlePackage

#: ways of taking lines off that leave a place for new ones to stand on
_STOOD_ON = ("blur", "box")


def package_subtitles(
    work: Work, params: SubtitleParams, *, media: MediaInfo, localized: Localized, market: Market
) -> SubtitlePackage:
    """Write the HLS rendition (one WebVTT file over the whole episode) and SRT, WebVTT and ASS to hand on.

    Where the format knows places (SRT does not), they stand above the lines that the original has in the picture; in
    their place where those are blurred or under a plate; and at the usual place where nothing of them is left.
    Untranslated lines are in none of them; see `delivered_cues`.
    """
    locale = localized.locale
    cues = delivered_cues(localized)
    area = _area(safe_area_of(media.width, media.height), cues, params.erased)
    style = style_for(media.width, media.height, font_family=market.font_family, line_ems=market.font_line_ems)
    style = replace(style, margin_bottom=round(area.bottom * media.height))
    playlist = f"subtitles/{locale}.m3u8"
    texts = {
        playlist: render_subtitle_playlist(f"{locale}.vtt", duration_ms=media.duration_ms),
        f"subtitles/{locale}.vtt": render_vtt(cues, area=area, for_hls=True),
        f"files/{locale}.srt": render_srt(cues),
        f"files/{locale}.vtt": render_vtt(cues, area=area),
        f"files/{locale}.ass": render_ass(cues, style=style),
    }
    files = []
    for path, text in texts.items():
        target = work.folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
        origin = f"{len(cues.cues)} of {len(localized.lines)} lines translated by engine {localized.engine}"
        files.append(PackagedFile(path=path, file=work.keep(target), origin=origin))
    return SubtitlePackage(locale=locale, playlist=playlist, files=tuple(files))


def _area(area: SafeArea, cues: CueList, erased: str) -> SafeArea:
    if not erased:
        return above_source(area, cues)
    return on_source(area, cues) if erased in _STOOD_ON else area
