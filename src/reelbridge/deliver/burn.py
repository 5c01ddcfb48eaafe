"""The step that writes the lines of a locale into the picture."""

from __future__ import annotations

from pathlib import Path

from reelbridge.core.errors import EngineMissingError
from reelbridge.deliver.cover import place_lines, render_fields
from reelbridge.deliver.encoding import audio_args, x264_args
from reelbridge.deliver.footage import footage_of
from reelbridge.deliver.ladder import build_ladder, choose_rate
from reelbridge.deliver.lines import delivered_cues
from reelbridge.deliver.steps import VideoParams
from reelbridge.formats.ass import render_ass, style_for
from reelbridge.graph.step import Work
from reelbridge.model.draft import Localized
from reelbridge.model.market import Market
from reelbridge.model.media import CleanPlate, MediaInfo, SourceFile
from reelbridge.model.package import BurnedVideo, PackagedFile
from reelbridge.tools.ffmpeg import REPRODUCIBLE, run_ffmpeg
from reelbridge.tools.fonts import FontFile, line_height, measure_line, read_fonts, require_letters

#: names inside the scratch folder: FFmpeg runs there, so that no path needs the escapes of its filter language
_LINES, _FIELDS, _FONTS, _OUTPUT = "lines.ass", "fields.ass", "fonts", "burned.mp4"


def burn(
    work: Work,
    params: VideoParams,
    *,
    media: MediaInfo,
    plate: CleanPlate | None,
    localized: Localized,
    market: Market,
    font: SourceFile,
) -> BurnedVideo:
    """Encode one MP4 with the translated lines drawn by libass, which shapes Arabic and Thai as they are written.

    Dialogue stands where the source's own does: on a dark field that covers it, see `cover`, or on the clean plate, in
    which nothing is left to cover.

    Raises:
        EngineMissingError: the font is not the market's or lacks letters of the text.
        ToolError: the encoder failed.
        StoreError: the disk is full.
    """
    cues = delivered_cues(localized)
    face = _choose_face(Path(font.path), market)
    require_letters(face, "".join(cue.text for cue in cues.cues), market.font_package)
    rung = build_ladder(media.width, media.height)[0]
    line_ems = line_height(face)
    style = style_for(rung.width, rung.height, font_family=face.family, line_ems=line_ems)
    places = place_lines(localized.lines, style, lambda text: measure_line(face, text) / line_ems)
    margins = {place.cue_id: place.margin_bottom for place in places}
    fields = () if plate else tuple(place.field for place in places)
    folder, footage = work.folder, footage_of(work, media, plate)
    (folder / _LINES).write_text(render_ass(cues, style=style, margins=margins), "utf-8")
    (folder / _FIELDS).write_text(render_fields(fields, rung.width, rung.height), "utf-8")
    (folder / _FONTS).mkdir()
    (folder / _FONTS / f"font{face.path.suffix}").symlink_to(face.path.resolve())
    graph = (
        f"[0:V:0]fps=fps={choose_rate(media)}:start_time=0,scale={rung.width}:{rung.height}:out_range=tv,format=yuv420p,"
        f"setsar=1,ass={_FIELDS},ass={_LINES}:fontsdir={_FONTS}[out]"
    )
    args = [*footage.inputs, "-filter_complex", graph, "-map", "[out]", *x264_args(rung.max_kbps)]
    if media.audio:
        args += ["-map", footage.sound, *audio_args(media.audio[0])]
    run_ffmpeg(
        [*args, *REPRODUCIBLE, "-movflags", "+faststart", _OUTPUT],
        what=f"burn {localized.locale} into {work.path(media.source).name}",
        cwd=folder,
    )
    path = f"burned/{localized.locale}.mp4"
    added = f"{len(cues.cues)} lines added in {face.family}"
    origin = f"{footage.description}, {added}, encoded by FFmpeg {params.ffmpeg_version}"
    file = work.keep(folder / _OUTPUT, name=f"{localized.locale}.mp4")
    return BurnedVideo(locale=localized.locale, files=(PackagedFile(path=path, file=file, origin=origin),))


def _choose_face(path: Path, market: Market) -> FontFile:
    """The market's family in the file: a collection holds several, one per script."""
    faces = read_fonts(path)
    for face in faces:
        if face.family == market.font_family:
            return face
    found = ", ".join(face.family for face in faces) or "no font"
    raise EngineMissingError(
        f"font file {path} holds {found}; {market.locale} needs {market.font_family!r}",
        hint=f"apt-get install {market.font_package}",
    )
