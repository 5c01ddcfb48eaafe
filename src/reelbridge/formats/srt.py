"""SubRip (.srt): a number, a line of times, text, a blank line.

Nobody owns the format, so the reader trusts only the lines of times: numbers may be wrong or missing, blank lines
missing or in the middle of a cue. Tags `<i> <b> <u> <s> <font>` and override blocks such as `{\\i1}` become plain text.
`{\\an7}` to `{\\an9}` put a cue at the top of the picture: it is taken for a sign, and signs are written so.
"""

from __future__ import annotations

import re
from itertools import pairwise

from reelbridge.core.time import format_stamp
from reelbridge.formats.assembling import WORD_JOINER, Mending, RawCue, build_cue_list, clean_text, refuse_without_cues
from reelbridge.formats.direction import embed_line
from reelbridge.formats.override_tags import break_lines, drop_overrides, is_at_top
from reelbridge.formats.timing import looks_like_timing, parse_timing
from reelbridge.model.cue import CueKind, CueList

_TAG = re.compile(r"< {0,2}/? {0,2}(?:[ibus]|font)(?:\s[^<>]*)?/?>", re.IGNORECASE)

#: the places in plain text where markup would begin: inside an arrow, a tag, an override block, a line break
_MARKUP = re.compile(r"(?<=[-–—])(?=\s*>)|(?<=<)(?= {0,2}/? {0,2}(?:[ibus]|font))|(?<=\{)(?=\\)|(?<=\\)(?=[Nh])", re.I)


def parse_srt(text: str, *, language: str, origin: str) -> CueList:
    """Read SubRip.

    Raises:
        ParseError: not one cue in a text that is not empty.
    """
    lines = text.split("\n")
    marks = [index for index, line in enumerate(lines) if looks_like_timing(line)]
    if not marks:
        refuse_without_cues(text, "lines of times such as 00:00:01,000 --> 00:00:02,500")
    mendings: list[Mending] = []
    head = lines[: marks[0]] if marks else []
    if any(line.strip() and not line.strip().isdecimal() for line in head):
        mendings.append(Mending(line_number=1, message="text before the first time, left out"))
    raw_cues: list[RawCue] = []
    for mark, end in pairwise([*marks, len(lines)]):
        timing = parse_timing(lines[mark])
        if timing is None:
            mendings.append(Mending(line_number=mark + 1, message="times cannot be read, left out"))
            continue
        body = "\n".join(_without_number(lines[mark + 1 : end], is_last=end == len(lines)))
        raw_cues.append(
            RawCue(
                line_number=mark + 1,
                start_ms=timing.start_ms,
                end_ms=timing.end_ms,
                text=_plain(body),
                kind=CueKind.SIGN if is_at_top(body) else CueKind.DIALOGUE,
            )
        )
    return build_cue_list(raw_cues, language=language, origin=origin, mendings=mendings)


def _without_number(body: list[str], *, is_last: bool) -> list[str]:
    """The lines under a line of times without the number of the next cue.

    A number right above the next times is that; so is one after a blank line, wherever the times follow.
    """
    end = len(body)
    while end and not body[end - 1].strip():
        end -= 1
    if not end or not body[end - 1].strip().isdecimal():
        return body
    is_right_above = end == len(body) and not is_last
    is_after_blank = end >= 2 and not body[end - 2].strip()
    return body[: end - 1] if is_right_above or is_after_blank else body


def _plain(body: str) -> str:
    return break_lines(drop_overrides(_TAG.sub("", body)))


def render_srt(cues: CueList) -> str:
    """Write SubRip, one cue a block, numbered from 1. A cue without text is not written: there is nothing to show."""
    shown = [(cue, text) for cue in cues.cues if (text := clean_text(cue.text))]
    blocks = []
    for number, (cue, text) in enumerate(shown, 1):
        lines = [embed_line(_protect(line), cues.language) for line in text.split("\n")]
        top = "{\\an8}" if cue.kind is CueKind.SIGN else ""
        times = f"{format_stamp(cue.start_ms, separator=',')} --> {format_stamp(cue.end_ms, separator=',')}"
        blocks.append(f"{number}\n{times}\n{top}" + "\n".join(lines) + "\n")
    return "\n".join(blocks)


def _protect(line: str) -> str:
    """SubRip has no escapes: what would be read as markup is parted by a character that shows as nothing."""
    return _MARKUP.sub(WORD_JOINER, line)
