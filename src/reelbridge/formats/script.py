"""A studio's script as plain text: the words of a series, told apart from everything else a script holds.

There is no standard. What Chinese studios send is one row a line of dialogue, in one of three manners:

- labelled: `小满：这家店，多少钱都不卖`, with directions in brackets and action rows in between;
- Fountain: `@小满`, the words on the rows below until a blank one;
- bare: the words only, as a list made for the subtitles.

Which manner it is, is told by the share of its rows that have a label. In the first two a row without a label is a
direction; in the third every row is spoken.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reelbridge.core.errors import ParseError
from reelbridge.core.text import fold
from reelbridge.formats.decoding import decode_text
from reelbridge.model.cue import CueKind, CueList

#: a series of 100 episodes has about 6,000 lines
MAX_LINES = 20_000
#: no speech is longer; more is prose, or no script at all
_MAX_ROW_LENGTH = 2_000
#: share of rows with a label from which a row without one is a direction
_MIN_LABELLED_SHARE = 0.3
#: in a bare list, what stands before a colon is a speaker if it does so this often: 他说：不去 is spoken as it stands
_MIN_LABEL_COUNT = 3

_NUMBER = "[0-9０-９一二三四五六七八九十百零〇两]"
_TIMES = {
    "日",
    "夜",
    "晨",
    "昏",
    "白天",
    "夜晚",
    "清晨",
    "早晨",
    "黄昏",
    "傍晚",
    "凌晨",
    "深夜",
    "上午",
    "中午",
    "下午",
}
_TIMES |= {"DAY", "NIGHT"}
_PLACES = {"内", "外", "内外", "外内", "INT", "EXT"}

#: `1-1`, `12—3`: episode and scene
_SCENE_NUMBER = re.compile(r"\d{1,3}\s*[-－–—_]\s*\d{1,3}(?=$|[\s、.．:：日夜内外])")
_HEADINGS = (
    re.compile(rf"第\s*{_NUMBER}{{1,5}}\s*[集场幕章回](?:$|[\s：:、.．，《（(—-])"),
    re.compile(rf"(?:场景?|场次|SCENE)\s*{_NUMBER}{{1,5}}(?:$|[\s：:、.．-])", re.IGNORECASE),
    re.compile(r"(?:INT|EXT|I/E)\b[./ ]", re.IGNORECASE),
    re.compile(r"(?:#|\[\[|>.*<$|={3,}$|-{3,}$|\*{3,}$)"),
)
#: rows that tell something about the scene or the file
_ABOUT = re.compile(
    r"(?:出场|登场)?(?:人物|角色|演员)(?:表|小传)?[：:]|(?:时间|地点|场景|景别|道具|服装|妆容|"
    r"剧名|片名|编剧|导演|作者|备注|字幕|音效|音乐|画面|镜头|特写|闪回|蒙太奇|空镜|转场|集数|场次|梗概|简介|"
    r"title|credit|author|notes?|source|draft date)[：:]",
    re.IGNORECASE,
)
_ACTION_MARKS = tuple("△▲∆Δ▽▼◇◆■□●○※★☆►▶")
_BRACKETED = re.compile(r"（[^（）]*）|\([^()]*\)|【[^【】]*】|\[[^\[\]]*\]|〔[^〔〕]*〕")
_QUOTED = re.compile(r"“[^“”]*”|「[^「」]*」|\"[^\"]*\"")
_BETWEEN_TOKENS = re.compile(r"[\s/／、,，.．·:：—-]+")

_STAMP = r"\d{2}[:：]\d{2}(?:[:：]\d{2})?(?:[.,:;：；]\d{1,3})?"
_STAMPS = re.compile(rf"{_STAMP}(?:\s*(?:-->|[-–—~～至]|\s)\s*{_STAMP})+|\d{{1,2}}:\d{{2}}:\d{{2}}(?:[.,:;]\d{{1,3}})?")
_ROW_NUMBER = re.compile(r"\d{1,4}\s*[.．、)）\t]\s*(?=\D)")
_NAME = r"[^\s：:，。？！,?!…“”\"、；;]{1,12}"
#: one name or several, a colon or a tab, the words
_LABEL = re.compile(rf"(?P<name>{_NAME}(?:\s?[、/和&＆·. ]\s?{_NAME}){{0,3}}?)\s*[：:\t](?P<words>.*)")
#: directions between a name and its colon
_MANNER = re.compile(rf"\s*(?:{_BRACKETED.pattern})\s*(?=[：:])")
#: spoken out of the picture
_OUT_OF_PICTURE = re.compile(r"(?<=[\s\u4e00-\u9fff])(?:V\.?O\.?|O\.?S\.?)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ScriptLine:
    """What one person says."""

    text: str
    speaker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """The lines of a script, in order; of one episode or of a whole series. `notes` says what was left out."""

    SCHEMA: ClassVar[str] = "script.1"

    lines: tuple[ScriptLine, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row that may be spoken: as a whole, and parted at its label where it has one."""

    text: str
    speaker: str | None
    words: str


def script_of(cues: CueList) -> Script:
    """The words of a subtitle file whose times are not those of the video."""
    spoken = [cue for cue in cues.cues if cue.kind is CueKind.DIALOGUE and fold(cue.text)]
    return Script(lines=tuple(ScriptLine(text=" ".join(cue.text.split()), speaker=cue.speaker) for cue in spoken))


def parse_script(data: bytes, *, name: str) -> Script:
    """Read a script in any usual encoding.

    Args:
        data: the whole file.
        name: the file's name, for messages.

    Raises:
        ParseError: not text, without one line of dialogue, or far too long.
    """
    rows: list[_Row] = []
    count = 0
    for text, speaker in _read_rows(decode_text(data, name=name)):
        count += 1
        if len(text) > _MAX_ROW_LENGTH:
            raise ParseError(
                f"{name}: row of {len(text):,} characters; a script has at most {_MAX_ROW_LENGTH:,} in one"
            )
        if not _is_direction(text):
            rows.append(_part(text) if speaker is None else _Row(text=text, speaker=speaker, words=text))
        if len(rows) > MAX_LINES:
            raise ParseError(f"{name}: over {MAX_LINES:,} lines; the script of a long series has about 6,000")
    lines = tuple(_spoken(rows))
    if not lines:
        raise ParseError(f"{name}: no line of dialogue found", hint="write one line a row, such as 小满：这家店不卖")
    left_out = count - len(lines)
    return Script(lines=lines, notes=(f"script: {left_out} rows are no dialogue, left out",) if left_out else ())


def _read_rows(text: str) -> Iterator[tuple[str, str | None]]:
    """The rows that are not blank, without times and numbers, and the speaker a Fountain row above them names."""
    speaker: str | None = None
    for raw in text.split("\n"):
        row = raw.strip()
        if row.startswith(("@", "＠")):
            speaker = _BRACKETED.sub("", row[1:]).strip() or None
            continue
        if not row:
            speaker = None
        row = _STAMPS.sub("", row, count=1).strip() if _STAMPS.match(row) else row
        row = _ROW_NUMBER.sub("", row, count=1) if _ROW_NUMBER.match(row) and not _is_heading(row) else row
        if row:
            yield row, speaker


def _is_direction(row: str) -> bool:
    return row.startswith(_ACTION_MARKS) or _is_heading(row) or not fold(_BRACKETED.sub("", row))


def _is_heading(row: str) -> bool:
    if _ABOUT.match(row) or _SCENE_NUMBER.match(row) or any(pattern.match(row) for pattern in _HEADINGS):
        return True
    tokens = {token.upper() for token in _BETWEEN_TOKENS.split(row)}
    return bool(tokens & _TIMES) and bool(tokens & _PLACES)


def _part(row: str) -> _Row:
    label = _LABEL.fullmatch(_MANNER.sub("", row, count=1))
    if label is None or not fold(label["name"]) or label["name"].isdigit():
        return _Row(text=row, speaker=None, words=row)
    name = _OUT_OF_PICTURE.sub("", label["name"]).strip()
    return _Row(text=row, speaker=name, words=label["words"])


def _spoken(rows: Sequence[_Row]) -> Iterator[ScriptLine]:
    labels = Counter(row.speaker for row in rows if row.speaker is not None)
    is_labelled = labels.total() >= _MIN_LABELLED_SHARE * len(rows)
    for row in rows:
        has_label = row.speaker is not None and (is_labelled or labels[row.speaker] >= _MIN_LABEL_COUNT)
        text = _clean(row.words if has_label else row.text)
        if fold(text) and (has_label or not is_labelled):
            yield ScriptLine(text=text, speaker=row.speaker if has_label else None)


def _clean(words: str) -> str:
    """The words as they are said: no directions in brackets, no quotes around the whole, no double spaces."""
    text = " ".join(_BRACKETED.sub("", words).split())
    quoted = _QUOTED.fullmatch(text)
    return text[1:-1].strip() if quoted else text
