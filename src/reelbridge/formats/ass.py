"""SubStation Alpha (.ass, .ssa).

Read: the `Format:` lines are honoured, comments, drawings and override tags are left out, the Name field is the
speaker. A line whose style or override puts it at the top is taken for a sign.

Written: one style made from `AssStyle`, signs with `{\\an8}` and their own margin. Times are hundredths of a second:
the format has no finer ones.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from reelbridge.core.errors import ParseError
from reelbridge.core.time import format_stamp, parse_stamp
from reelbridge.formats.assembling import WORD_JOINER, Mending, RawCue, build_cue_list, clean_text, refuse_without_cues
from reelbridge.formats.direction import embed_line
from reelbridge.formats.override_tags import break_lines, drop_overrides, has_drawing, is_aligned, is_at_top
from reelbridge.formats.safe_area import safe_area_of
from reelbridge.model.cue import Cue, CueKind, CueList

_EVENT_FIELDS = ("layer", "start", "end", "style", "name", "marginl", "marginr", "marginv", "effect", "text")
_STYLE_FIELDS = (
    "name", "fontname", "fontsize", "primarycolour", "secondarycolour", "outlinecolour", "backcolour", "bold", "italic",
    "underline", "strikeout", "scalex", "scaley", "spacing", "angle", "borderstyle", "outline", "shadow", "alignment",
    "marginl", "marginr", "marginv", "encoding",
)  # fmt: skip

#: alignments at the top: the keypad's upper row in ASS, 4 + 1..3 in SSA
_TOP_ALIGNMENTS = {"[v4+ styles]": ("7", "8", "9"), "[v4 styles]": ("5", "6", "7")}

_COMMENT = re.compile(r"(?<!\\)\{[^{}]*\}")
_ESCAPES = {"{": "\\{", "}": "\\}", "\\": "\\" + WORD_JOINER}


#: height of a line as a share of the picture's short side: in Noto Sans that is an em of 5.2 %, and 26 Latin or 14
#: full-width characters fit the safe width of 9:16
_LINE_SHARE = 0.071

#: the line height in em that this share is meant for; source: Noto Sans, OS/2 table
USUAL_LINE_EMS = 1.362

#: the most a font size is raised, so that two lines of a script with high lines do not fill the picture
_MAX_GROWTH = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class AssStyle:
    """How the text looks. Everything in pixels of a picture of `play_res_x` by `play_res_y`.

    `font_size` is the height of a line, as libass and VSFilter take it, not of the em square. `margin_bottom` is the
    room under dialogue, `margin_top` above signs, `margin_side` on the left and the right.
    """

    font_family: str
    font_size: int
    play_res_x: int
    play_res_y: int
    margin_bottom: int
    margin_top: int
    margin_side: int
    outline: float


def style_for(width: int, height: int, *, font_family: str, line_ems: float = USUAL_LINE_EMS) -> AssStyle:
    """The style for a picture of that size: text inside the safe area, of a size to be read on a phone.

    A font size is the height of a line, and an Arabic line is half as high again as a Latin one for the same letters:
    the size is raised for such a font, so that letters come nearer to one size in all scripts.

    Args:
        width: of the picture in pixels.
        height: of the picture in pixels.
        font_family: as the font names it.
        line_ems: the font's line height in em.
    """
    area = safe_area_of(width, height)
    font_size = round(_LINE_SHARE * min(width, height) * min(line_ems / USUAL_LINE_EMS, _MAX_GROWTH))
    return AssStyle(
        font_family=font_family,
        font_size=font_size,
        play_res_x=width,
        play_res_y=height,
        margin_bottom=round(area.bottom * height),
        margin_top=round(area.top * height),
        margin_side=round(area.side * width),
        outline=round(_LINE_SHARE * min(width, height) / 17, 1),
    )


#: for a file that is written without knowing the picture: the commonest vertical one
DEFAULT_STYLE = style_for(720, 1280, font_family="Noto Sans")


def parse_ass(text: str, *, language: str, origin: str) -> CueList:
    """Read ASS or SSA. A script with an [Events] section and no line of dialogue is a valid, empty one.

    Raises:
        ParseError: no such section and no dialogue, or not one cue that can be shown.
    """
    section, has_events = "", False
    event_fields: tuple[str, ...] = _EVENT_FIELDS
    style_fields: tuple[str, ...] = _STYLE_FIELDS
    top_styles: set[str] = set()
    raw_cues: list[RawCue] = []
    mendings: list[Mending] = []
    for number, line in enumerate(text.split("\n"), 1):
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            section = stripped.lower()
            has_events = has_events or section == "[events]"
            continue
        key, _, value = stripped.partition(":")
        key = key.strip().lower()
        if key == "format" and section == "[events]":
            event_fields = _read_names(value, required={"start", "end", "text"}) or _EVENT_FIELDS
        elif key == "format" and section in _TOP_ALIGNMENTS:
            style_fields = _read_names(value, required={"name", "alignment"}) or _STYLE_FIELDS
        elif key == "style" and section in _TOP_ALIGNMENTS:
            style = _read_fields(value, style_fields)
            if style.get("alignment", "").strip() in _TOP_ALIGNMENTS[section]:
                top_styles.add(style.get("name", "").strip())
        elif key == "dialogue":
            has_events = True
            raw_cue = _read_dialogue(number, _read_fields(value, event_fields), top_styles, mendings)
            raw_cues += [raw_cue] if raw_cue else []
    if not has_events:
        refuse_without_cues(text, "an [Events] section with lines that begin with Dialogue:")
    return build_cue_list(raw_cues, language=language, origin=origin, mendings=mendings)


def _read_names(value: str, *, required: set[str]) -> tuple[str, ...]:
    """The names of a Format line; none where the line lacks what it is read for."""
    names = tuple(part.strip().lower() for part in value.split(","))
    return names if required <= {*names} else ()


def _read_fields(value: str, names: tuple[str, ...]) -> dict[str, str]:
    """Only the last field may hold commas."""
    return dict(zip(names, value.strip().split(",", len(names) - 1), strict=False))


def _read_dialogue(number: int, event: dict[str, str], top_styles: set[str], mendings: list[Mending]) -> RawCue | None:
    body = event.get("text")
    if body is None:
        mendings.append(Mending(line_number=number, message="fields are missing, left out"))
        return None
    try:
        start_ms, end_ms = (_read_stamp(event[name]) for name in ("start", "end"))
    except ParseError:
        mendings.append(Mending(line_number=number, message="times cannot be read, left out"))
        return None
    text = _plain(body)
    if not text.strip() and has_drawing(body):
        return None  # a drawing was never text: nothing is lost, so nothing is noted
    is_sign = is_at_top(body) or (not is_aligned(body) and event.get("style", "").strip().lstrip("*") in top_styles)
    return RawCue(
        line_number=number,
        start_ms=start_ms,
        end_ms=end_ms,
        text=text,
        kind=CueKind.SIGN if is_sign else CueKind.DIALOGUE,
        speaker=event.get("name"),
    )


def _read_stamp(text: str) -> int:
    stamp = text.strip()
    return -parse_stamp(stamp[1:]) if stamp.startswith("-") else parse_stamp(stamp)


def _plain(body: str) -> str:
    text = _COMMENT.sub("", drop_overrides(body)).replace("\\n", " ")
    return break_lines(text).replace("\\{", "{").replace("\\}", "}")


def render_ass(
    cues: CueList, *, style: AssStyle = DEFAULT_STYLE, margins: Mapping[str, int] = MappingProxyType({})
) -> str:
    """Write ASS. A cue without text is not written: there is nothing to show.

    Args:
        cues: what is said.
        style: how it looks.
        margins: the room under single lines of dialogue in pixels, by cue id, where it is not the style's.
    """
    events = [
        _render_event(
            cue, text, cues.language, style.margin_top if cue.kind is CueKind.SIGN else margins.get(cue.id, 0)
        )
        for cue in cues.cues
        if (text := clean_text(cue.text))
    ]
    return "\n".join([_render_head(cues.language, style), *events]) + "\n"


def _render_head(language: str, style: AssStyle) -> str:
    family = clean_text(style.font_family).replace(",", " ").replace("\n", " ")
    margins = f"{style.margin_side},{style.margin_side},{style.margin_bottom}"
    # Language lets libass choose the right letter forms; WrapStyle 0 breaks what is too long into even lines;
    # Encoding 1 is what both renderers take for "as the text says"
    return f"""[Script Info]
ScriptType: v4.00+
Language: {language}
PlayResX: {style.play_res_x}
PlayResY: {style.play_res_y}
WrapStyle: 0
ScaledBorderAndShadow: yes

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,{family},{style.font_size},&H00FFFFFF,&H00FFFFFF,&H00000000,&H80000000,0,0,0,0,100,100,0,0,1,\
{style.outline:g},0,2,{margins},1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text"""


def _render_event(cue: Cue, text: str, language: str, margin: int) -> str:
    """One line; a margin of 0 means the style's."""
    start = _round_to_hundredths(cue.start_ms)
    end = max(_round_to_hundredths(cue.end_ms), start + 10)
    name = clean_text(cue.speaker or "").replace(",", " ").replace("\n", " ")
    body = "\\N".join(embed_line(_escape(line), language) for line in text.split("\n"))
    top = "{\\an8}" if cue.kind is CueKind.SIGN else ""
    return f"Dialogue: 0,{_stamp(start)},{_stamp(end)},Default,{name},0,0,{margin},,{top}{body}"


def _escape(line: str) -> str:
    """Braces as libass escapes them. A backslash has no escape: a character that shows as nothing takes its power."""
    return "".join(_ESCAPES.get(char, char) for char in line)


def _round_to_hundredths(ms: int) -> int:
    return (ms + 5) // 10 * 10


def _stamp(ms: int) -> str:
    """`H:MM:SS.cc`."""
    return format_stamp(ms)[:-1].removeprefix("0")
