"""Punctuation as Chinese and Japanese are written: full width between their characters.

A reader of pictures gives half-width marks, because they look the same. Latin words, numbers, times and decimals keep
theirs: a mark is changed only where its neighbours are Chinese or Japanese.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from reelbridge.core.lang import language_of
from reelbridge.model.cue import Cue, CueList
from reelbridge.subtitles.proof.edits import Edit, edit_cue

_WIDE = "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_IS_WIDE = re.compile(f"[{_WIDE}，。？！：；、…“”‘’「」『』《》〈〉（）【】]")
_IS_LETTER = re.compile(f"[{_WIDE}]")

_MARKS = {
    "zh": {",": "，", ".": "。", "?": "？", "!": "！", ":": "：", ";": "；"},
    "ja": {",": "、", ".": "。", "?": "？", "!": "！", ":": "：", ";": "；"},
}
#: those that end words in any script, so that a wide letter after a Latin word is enough: `OK,走`
_AFTER_LATIN = frozenset(",?!;")

_DOTS = re.compile(r"(?:[.．]\s?){1,}[.．]|。{2,}|[·・]{2,}|…+")
_ELLIPSIS = "……"
_SPACES_AT_MARKS = re.compile(
    r"(?<=[，。？！：；、“])[ \u3000]+|[ \u3000]+(?=[，。？！：；、”])|^[ \u3000]+|[ \u3000]+$", re.M
)
#: every letter by itself, four at least: 你 还 好 吗; three may be three calls
_SPREAD = re.compile(f"^[{_WIDE}](?: [{_WIDE}]){{3,}}(?=[，。？！…]*$)", re.MULTILINE)
_SPACE_IN_WORDS = re.compile(f"(?<=[{_WIDE}])[ \u3000](?=[{_WIDE}])")
#: what an edge of the scene is read as
_SPECK = re.compile(rf"^[·・'`_|-] ?(?=[{_WIDE}])|(?<=[{_WIDE}，。？！…]) ?[·・'`_|-]$", re.MULTILINE)
#: a line read less surely than this may have a speck at its end; the reader gives clean lines 0.97 and more
_SURE = 0.9


def mend_punctuation(cues: CueList) -> CueList:
    """The same lines with the punctuation of their language; lines in other languages as they are."""
    language = language_of(cues.language)
    if language not in _MARKS:
        return cues
    return replace(cues, cues=tuple(_mend(cue, language) for cue in cues.cues))


def _mend(cue: Cue, language: str) -> Cue:
    rules: tuple[Callable[[Cue], Iterator[Edit]], ...] = (
        _drop_specks,
        lambda cue: _write_ellipses(cue, language),
        _pair_quotes,
        lambda cue: _widen_marks(cue, _MARKS[language]),
        _drop_spaces,
    )
    for rule in rules:
        mended = edit_cue(cue, tuple(rule(cue)))
        cue = mended if mended.text else cue
    return cue


def _is_doubted(cue: Cue, start: int, end: int) -> bool:
    """Whether the reader saw something else there as well."""
    return any(other.at < end and start < other.at + other.length for other in cue.alternatives)


def _drop_specks(cue: Cue) -> Iterator[Edit]:
    is_talk = len(re.findall(r"^-", cue.text, re.MULTILINE)) > 1  # a dash before each speaker
    for match in _SPECK.finditer(cue.text):
        is_dash = "-" in match.group() and is_talk
        if not is_dash and (cue.confidence < _SURE or _is_doubted(cue, match.start(), match.end())):
            yield Edit(at=match.start(), length=len(match.group()), text="")


def _write_ellipses(cue: Cue, language: str) -> Iterator[Edit]:
    for match in _DOTS.finditer(cue.text):
        dots = match.group()
        around = cue.text[match.start() - 1 : match.start()] + cue.text[match.end() : match.end() + 1]
        is_written = dots == _ELLIPSIS or (language == "ja" and dots == "…")
        if not is_written and _IS_WIDE.search(around):
            yield Edit(at=match.start(), length=len(dots), text=_ELLIPSIS)


def _widen_marks(cue: Cue, marks: dict[str, str]) -> Iterator[Edit]:
    text = cue.text
    is_wide = [bool(_IS_WIDE.match(char)) for char in text]
    for index, char in enumerate(text):
        if char not in marks:
            continue
        after = text[index + 1 :].lstrip(" \u3000")[:1]
        ends_words = after in ("", "\n") or _IS_WIDE.match(after) or after in "?!"
        is_after_wide = index > 0 and is_wide[index - 1]
        is_after_latin = index > 0 and text[index - 1].isalnum() and char in _AFTER_LATIN
        is_before_letter = _IS_LETTER.match(text[index + 1 : index + 2])
        if (is_after_wide and ends_words) or (is_after_latin and is_before_letter):
            is_wide[index] = True
            yield Edit(at=index, length=1, text=marks[char])


def _pair_quotes(cue: Cue) -> Iterator[Edit]:
    places = [match.start() for match in re.finditer('"', cue.text)]
    if len(places) % 2:
        return
    for opening, closing in zip(places[::2], places[1::2], strict=True):
        if _IS_LETTER.search(cue.text[opening:closing]):
            yield Edit(at=opening, length=1, text="“")
            yield Edit(at=closing, length=1, text="”")


def _drop_spaces(cue: Cue) -> Iterator[Edit]:
    """A space between words stays, it is how a subtitle writes a pause; one that only some readings have goes."""
    stray = {place for match in _SPACES_AT_MARKS.finditer(cue.text) for place in range(*match.span())}
    for match in _SPREAD.finditer(cue.text):
        stray |= {match.start() + place for place, char in enumerate(match.group()) if char == " "}
    stray |= {
        match.start() for match in _SPACE_IN_WORDS.finditer(cue.text) if _is_doubted(cue, match.start(), match.end())
    }
    for place in sorted(stray):
        yield Edit(at=place, length=1, text="")
