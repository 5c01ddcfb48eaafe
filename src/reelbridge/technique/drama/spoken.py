"""Lines as drama needs them: how hot each is, whether it asks, whether it breaks off."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelbridge.core.text import fold, has_han
from reelbridge.model.cue import Cue, CueKind
from reelbridge.technique.lines.heat import heat_of
from reelbridge.technique.lines.questions import is_question, is_unfinished

#: what is written over an ending without being a line of it: "end of episode 3", "to be continued", "next time"
CLOSING_CARD = re.compile(
    r"""第[0-9〇零一二三四五六七八九十百]+[集话話回章]\s*(?:完|终|終)? | 未完待[续續] | 全?[剧劇][终終] | 本集完
    | 完[结結] | 下集(?:[预預]告|精彩) | 敬[请請]期待 | つづく | 続く | 次回(?:予告)? | 終(?:わり)?
    | to\s+be\s+continued | (?:the\s+)?end(?:\s+of\s+episode\s+\d+)? | next\s+(?:time|episode)
    | còn\s+tiếp | hết(?:\s+tập\s+\d+)? | tập\s+sau | đón\s+xem\s+tập\s+(?:sau|tiếp\s+theo)""",
    re.VERBOSE | re.IGNORECASE,
)
#: a quoted line is cut off here: a reason is read at a glance
QUOTED = 36


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line, or a text in the picture, and what is in its words. `heat` is 0 to 100, by `hot_for`: what makes it hot,
    in words."""

    cue: Cue
    heat: float
    hot_for: tuple[str, ...]
    is_question: bool
    is_unfinished: bool

    @property
    def is_spoken(self) -> bool:
        """Whether somebody says it; else it is read in the picture."""
        return self.cue.kind is CueKind.DIALOGUE

    @property
    def is_short(self) -> bool:
        """Whether it is no longer than a gasp: four characters of Chinese or Japanese, two words of others."""
        return self._is_within(characters=4, words=2)

    @property
    def is_bare(self) -> bool:
        """Whether it is one word: "what?" asks nothing that was not said before."""
        return self._is_within(characters=2, words=1)

    def _is_within(self, *, characters: int, words: int) -> bool:
        text = self.cue.text
        return len(fold(text)) <= characters if has_han(text) or _has_kana(text) else len(text.split()) <= words

    @property
    def quoted(self) -> str:
        """The line on one row in quotation marks, its end left out where it is long."""
        text = " ".join(self.cue.text.split())
        return f"“{text if len(text) <= QUOTED else text[: QUOTED - 1].rstrip() + '…'}”"


def read_lines(cues: tuple[Cue, ...], language: str) -> tuple[Line, ...]:
    """All lines by time, without the cards that only say that an episode ends."""
    return tuple(
        _read_line(cue, language)
        for cue in sorted(cues, key=lambda cue: (cue.start_ms, cue.end_ms))
        if not is_closing_card(cue.text)
    )


def is_closing_card(text: str) -> bool:
    """Whether a text says nothing but that the episode is over, or goes on another time."""
    return CLOSING_CARD.fullmatch(" ".join(text.split()).strip(" .。!！…-—~<>《》【】()（）")) is not None


def _read_line(cue: Cue, language: str) -> Line:
    heat = heat_of(cue.text, language)
    return Line(
        cue=cue,
        heat=heat.total,
        hot_for=tuple(dict.fromkeys(part.title for part in heat.parts)),
        is_question=is_question(cue.text, language),
        is_unfinished=is_unfinished(cue.text),
    )


def _has_kana(text: str) -> bool:
    return any("\u3040" <= char <= "\u30ff" for char in text)
