"""Where burned-in lines stand, and the dark fields behind them that cover the source text. Pure.

The source language is already in the picture. A line of the new language takes its place: a dark field is laid over the
source line, as large as the larger of the two texts, and the new text stands in the middle of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from reelbridge.core.time import format_stamp
from reelbridge.formats.ass import AssStyle
from reelbridge.model.cue import CueKind
from reelbridge.model.draft import LocalizedLine

#: room around the text as a share of the line height
_PADDING = 0.22


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One dark rectangle in pixels, shown from `start_ms` until before `end_ms`."""

    start_ms: int
    end_ms: int
    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one line goes: the room under it in pixels, and what it stands on."""

    cue_id: str
    margin_bottom: int
    field: Field


def place_lines(
    lines: tuple[LocalizedLine, ...], style: AssStyle, measure: Callable[[str], float]
) -> tuple[Place, ...]:
    """The places of translated dialogue whose source stands in the picture where text may go.

    Others stand where the style says. Nothing is placed lower than that: there are the app's buttons.

    Args:
        lines: of one episode.
        style: of the new text; it says how large the picture is.
        measure: the width of a text as a multiple of the font size.
    """
    places = (_place(line, style, measure) for line in lines if line.is_translated)
    return tuple(place for place in places if place)


def _place(line: LocalizedLine, style: AssStyle, measure: Callable[[str], float]) -> Place | None:
    box = line.source.box
    if box is None or line.source.kind is not CueKind.DIALOGUE:
        return None
    width, height = style.play_res_x, style.play_res_y
    room = width - 2 * style.margin_side
    widths = [measure(text) * style.font_size for text in line.cue.text.split("\n")]
    # a text wider than the room is broken by the renderer into as many lines as it needs
    text_height = style.font_size * sum(max(1, -(-int(text_width) // room)) for text_width in widths)
    text_width = min(max(widths), room)
    source_top, source_bottom = box.top * height, box.bottom * height
    text_bottom = min((source_top + source_bottom + text_height) / 2, height - style.margin_bottom)
    text_bottom = max(text_bottom, style.margin_top + text_height)
    text_top = text_bottom - text_height
    if source_top >= text_bottom:
        return None
    padding = _PADDING * style.font_size
    field = Field(
        start_ms=min(line.source.start_ms, line.cue.start_ms),
        end_ms=max(line.source.end_ms, line.cue.end_ms),
        left=max(0, round(min(box.left * width, (width - text_width) / 2) - padding)),
        right=min(width, round(max(box.right * width, (width + text_width) / 2) + padding)),
        top=max(0, round(min(source_top, text_top) - padding)),
        bottom=min(height, round(max(source_bottom, text_bottom) + padding)),
    )
    return Place(cue_id=line.cue.id, margin_bottom=round(height - text_bottom), field=field)


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
