"""Where burned-in lines stand, and the dark fields behind them that cover the source text. Pure.

The source language is already in the picture. A line of the new language takes its place: a dark field is laid over the
source line, as large as the larger of the two texts, and the new text stands on it.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import dataclass, replace

from reelbridge.core.time import format_stamp
from reelbridge.formats.ass import AssStyle
from reelbridge.model.cue import Cue, CueKind
from reelbridge.model.draft import LocalizedLine

#: room around the text as a share of the line height
_PADDING = 0.22

#: the line height in em that a font size is meant for; source: Noto Sans, OS/2 table
_USUAL_LINE_EMS = 1.362

#: the most a font size is raised, so that two lines of a script with high lines do not fill the picture
_MAX_GROWTH = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One dark rectangle in pixels, shown from `start_ms` until before `end_ms`."""

    start_ms: int
    end_ms: int
    left: int
    top: int
    right: int
    bottom: int


def fit_size(style: AssStyle, line_ems: float) -> AssStyle:
    """Bring letters nearer to one size in all scripts: a font size is the height of a line, and an Arabic line is half
    as high again as a Latin one for the same letters.

    Args:
        line_ems: the font's line height in em.
    """
    growth = min(line_ems / _USUAL_LINE_EMS, _MAX_GROWTH)
    return replace(style, font_size=round(style.font_size * growth))


def place_style(style: AssStyle, lines: tuple[LocalizedLine, ...]) -> AssStyle:
    """Put dialogue where the source's stands, but never lower than the style does: there are the app's buttons."""
    bottoms = [line.source.box.bottom for line in lines if line.source.box and _is_dialogue(line.source)]
    if not bottoms:
        return style
    wanted = round((1 - statistics.median(bottoms)) * style.play_res_y)
    return replace(style, margin_bottom=max(style.margin_bottom, wanted))


def build_fields(
    lines: tuple[LocalizedLine, ...], style: AssStyle, measure: Callable[[str], float]
) -> tuple[Field, ...]:
    """The fields behind translated dialogue whose source stands in the picture where the new text goes.

    Args:
        measure: the width of a text as a multiple of the font size.
    """
    fields = (_field_of(line, style, measure) for line in lines if line.is_translated and _is_dialogue(line.source))
    return tuple(field for field in fields if field)


def _is_dialogue(cue: Cue) -> bool:
    return cue.kind is CueKind.DIALOGUE


def _field_of(line: LocalizedLine, style: AssStyle, measure: Callable[[str], float]) -> Field | None:
    box = line.source.box
    if box is None:
        return None
    width, height = style.play_res_x, style.play_res_y
    room = width - 2 * style.margin_side
    widths = [measure(text) * style.font_size for text in line.cue.text.split("\n")]
    # a text wider than the room is broken by the renderer into as many lines as it needs
    count = sum(max(1, -(-int(text_width) // room)) for text_width in widths)
    text_width = min(max(widths), room)
    text_bottom = height - style.margin_bottom
    text_top = text_bottom - count * style.font_size
    source_top, source_bottom = box.top * height, box.bottom * height
    if source_bottom <= text_top or source_top >= text_bottom:
        return None
    padding = _PADDING * style.font_size
    return Field(
        start_ms=min(line.source.start_ms, line.cue.start_ms),
        end_ms=max(line.source.end_ms, line.cue.end_ms),
        left=max(0, round(min(box.left * width, (width - text_width) / 2) - padding)),
        right=min(width, round(max(box.right * width, (width + text_width) / 2) + padding)),
        top=max(0, round(min(source_top, text_top) - padding)),
        bottom=min(height, round(max(source_bottom, text_bottom) + padding)),
    )


def render_fields(fields: tuple[Field, ...], width: int, height: int) -> str:
    """An ASS script that only draws the fields, in a picture of that size in pixels."""
    head = f"""[Script Info]
ScriptType: v4.00+
PlayResX: {width}
PlayResY: {height}

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV
Style: Field,Arial,20,&H00101010,1,0,0,7,0,0,0

[Events]
Format: Layer, Start, End, Style, Text"""
    return "\n".join([head, *(_render_field(field) for field in fields)]) + "\n"


def _render_field(field: Field) -> str:
    """A rectangle with rounded corners, as ASS draws: m moves, l is a line, b a Bezier curve."""
    width, height = field.right - field.left, field.bottom - field.top
    r = min(width, height) // 5
    path = (
        f"m {r} 0 l {width - r} 0 b {width} 0 {width} 0 {width} {r} "
        f"l {width} {height - r} b {width} {height} {width} {height} {width - r} {height} "
        f"l {r} {height} b 0 {height} 0 {height} 0 {height - r} l 0 {r} b 0 0 0 0 {r} 0"
    )
    times = f"{_stamp(field.start_ms)},{_stamp(field.end_ms)}"
    return f"Dialogue: 0,{times},Field,{{\\pos({field.left},{field.top})\\p1}}{path}{{\\p0}}"


def _stamp(ms: int) -> str:
    """`H:MM:SS.cc`: the format has no finer times."""
    return format_stamp((ms + 5) // 10 * 10)[:-1].removeprefix("0")
