"""WebVTT (.vtt): https://www.w3.org/TR/webvtt1/

Read: NOTE, STYLE and REGION blocks are skipped, tags become plain text, `<v Name>` gives the speaker, ruby text is left
out. A cue that `line:` puts into the top third is taken for a sign.

Written: every cue says where it stands, so that apps' buttons do not cover it. The place is a percentage from the top
(`line:76%`), counted back from the bottom of the safe area by the number of lines. `line:82%,end` would say it better,
but Chromium does not know `,end` and lets the text begin there instead.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from reelbridge.core.time import format_stamp
from reelbridge.formats.assembling import Mending, RawCue, build_cue_list, clean_text, refuse_without_cues
from reelbridge.formats.direction import lead_line
from reelbridge.formats.safe_area import VERTICAL, SafeArea
from reelbridge.formats.timing import Timing, looks_like_timing, parse_timing
from reelbridge.model.cue import Cue, CueKind, CueList

#: share of the picture's height one line takes at most; source: WebVTT, 5vh text in a line box of about 1.07
_LINE_SHARE = 0.0533

_SKIPPED_BLOCKS = re.compile(r"(?:NOTE|STYLE|REGION)(?:[ \t]|$)")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?[ \t]+([^<>]*)>")
_RUBY_TEXT = re.compile(r"<rt[^<>]*>[^<]*(?:</rt>)?")
_TAG = re.compile(r"<[^<>]*>")
_LINE_PERCENT = re.compile(r"(?:^|\s)line:(\d{1,3})(?:\.\d+)?%")
_LINE_NUMBER = re.compile(r"(?:^|\s)line:(\d{1,3})(?![\d.%])")


@dataclass(slots=True)
class _Block:
    """One cue while its lines are read."""

    line_number: int
    timing: Timing
    lines: list[str] = field(default_factory=list)


def parse_vtt(text: str, *, language: str, origin: str) -> CueList:
    """Read WebVTT. A file with its header and no cue is a valid, empty one.

    Raises:
        ParseError: neither a header nor a cue, or not one cue that can be shown.
    """
    lines = text.split("\n")
    has_header = lines[0].lstrip().startswith("WEBVTT")
    blocks, mendings = _read_blocks(lines, has_header=has_header)
    if not has_header:
        if not blocks and not mendings:
            refuse_without_cues(text, "WEBVTT and lines of times such as 00:01.000 --> 00:02.500")
        if blocks:
            mendings.append(Mending(line_number=1, message="WEBVTT is missing"))
    raw_cues = [
        RawCue(
            line_number=block.line_number,
            start_ms=block.timing.start_ms,
            end_ms=block.timing.end_ms,
            text=_plain("\n".join(block.lines)),
            kind=CueKind.SIGN if _is_at_top(block.timing.settings) else CueKind.DIALOGUE,
            speaker=_speaker("\n".join(block.lines)),
        )
        for block in blocks
    ]
    return build_cue_list(raw_cues, language=language, origin=origin, mendings=mendings)


def _read_blocks(lines: list[str], *, has_header: bool) -> tuple[list[_Block], list[Mending]]:
    blocks: list[_Block] = []
    mendings: list[Mending] = []
    current: _Block | None = None
    is_skipping = has_header  # the header ends with a blank line, like a NOTE
    stray = 0  # number of the last line that stands alone: an identifier if times follow it
    for number, line in enumerate(lines, 1):
        if looks_like_timing(line):
            if stray and stray != number - 1:
                mendings.append(Mending(line_number=stray, message="text outside a cue, left out"))
            if current and current.lines and current.lines[-1].strip().isdecimal():
                current.lines.pop()  # no blank line between the cues: this was the next one's identifier
            stray, is_skipping, current = 0, False, None
            if timing := parse_timing(line):
                current = _Block(line_number=number, timing=timing)
                blocks.append(current)
            else:
                mendings.append(Mending(line_number=number, message="times cannot be read, left out"))
                is_skipping = True
        elif not line.strip():
            current, is_skipping = None, False
        elif current:
            current.lines.append(line)
        elif _SKIPPED_BLOCKS.match(line):
            is_skipping = True
        elif not is_skipping and blocks:
            if stray:
                mendings.append(Mending(line_number=stray, message="text outside a cue, left out"))
            stray = number
    if stray:
        mendings.append(Mending(line_number=stray, message="text outside a cue, left out"))
    return blocks, mendings


def _is_at_top(settings: str) -> bool:
    if match := _LINE_PERCENT.search(settings):
        return int(match[1]) <= 33
    if match := _LINE_NUMBER.search(settings):
        return int(match[1]) <= 3
    return False


def _plain(body: str) -> str:
    return html.unescape(_TAG.sub("", _RUBY_TEXT.sub("", body)))


def _speaker(body: str) -> str | None:
    match = _VOICE.search(body)
    return html.unescape(match[1]) if match else None


def render_vtt(cues: CueList, *, area: SafeArea = VERTICAL, for_hls: bool = False) -> str:
    """Write WebVTT.

    Args:
        cues: a cue without text is not written: there is nothing to show.
        area: where text may stand in the picture.
        for_hls: whether to add the map from cue times to the video's clock, which HLS wants; both start at 0.
    """
    head = "WEBVTT\n"
    if for_hls:
        head += "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n"
    blocks = [_render_cue(cue, text, cues.language, area) for cue in cues.cues if (text := clean_text(cue.text))]
    return "\n".join([head, *blocks])


def _render_cue(cue: Cue, text: str, language: str, area: SafeArea) -> str:
    lines = text.split("\n")
    top = area.top if cue.kind is CueKind.SIGN else 1 - area.bottom - _LINE_SHARE * len(lines)
    settings = f"line:{int(100 * max(0, top) + 0.01)}% size:{round(100 * (1 - 2 * area.side))}% align:center"
    # ExoPlayer knows only lt, gt, amp and nbsp, so everything else is written as the character itself
    body = "\n".join(lead_line(html.escape(line, quote=False), language) for line in lines)
    voice = clean_text(cue.speaker or "").replace("\n", " ")
    voice = f"<v {html.escape(voice, quote=False)}>" if voice else ""
    identifier = clean_text(cue.id).replace("\n", " ").replace(">", "")
    times = f"{format_stamp(cue.start_ms)} --> {format_stamp(cue.end_ms)}"
    return f"{identifier}\n{times} {settings}\n{voice}{body}\n"
