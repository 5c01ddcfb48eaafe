"""Where an episode's last strong moment begins.

It is the last charged line, or what happens without words after it, after which the story is left open. What follows it
is reaction: the picture holds on a face, somebody gasps, a text in the picture bears the line out. A cut to a face is
how a line's effect is shown and no moment of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reelbridge.model.cue import CLIFFHANGER_MS
from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Moment
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.spoken import Line
from reelbridge.technique.drama.wording import total_of

#: heat from which a line is charged, and from which it is remembered over calm ones that follow
WARM, HOT = 30.0, 50.0
#: an answer or a gasp comes this soon after the line before
ANSWER_MS = 3_000
#: what happens later than this after the last line is a moment of its own
APART_MS = 3_500
#: an event without words: so many points of a jolt are light, sound and motion
LEAST_EVENT = 20.0
EVENTS = frozenset({"flash", "loudness-rise", "motion"})
#: % of brightness; below it the picture is black: coded black with a little noise
BLACK = 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class LastMoment:
    """The last strong moment of an episode.

    Attributes:
        end_ms: where the story ends: at the black tail, if there is one.
        line: the line or text that carries it, if any; `event` the jolt or peak, if there is no line.
        gasp: the short line that reacts to it.
        after: spoken lines that follow it, the gasp not among them.
    """

    at_ms: int
    end_ms: int
    line: Line | None = None
    event: Moment | None = None
    gasp: Line | None = None
    after: tuple[Line, ...] = ()

    @property
    def is_answered(self) -> bool:
        """Whether it asks and is given an answer: a line that asks nothing, soon after."""
        if self.line is None or not self.line.is_question:
            return False
        soon = self.line.cue.end_ms + ANSWER_MS
        return any(not line.is_question and line.cue.start_ms <= soon for line in self.after)


def find_last_moment(material: Material, *, jolts: tuple[Moment, ...], peaks: tuple[Moment, ...]) -> LastMoment:
    """The last strong moment of an episode that has at least one tick."""
    end_ms = find_story_end(material)
    since = end_ms - CLIFFHANGER_MS
    spoken = [line for line in material.lines if line.is_spoken and line.cue.start_ms < end_ms]
    line, gasp = _last_charged(spoken, since)
    after = tuple(other for other in spoken if line and other.cue.start_ms > line.cue.start_ms and other is not gasp)
    said_ms = spoken[-1].cue.end_ms if line else since
    quiet_ms = APART_MS if line and is_charged(line) else 0
    texts = [text for text in material.lines if not text.is_spoken and text.heat >= WARM]
    late_texts = [text for text in texts if text.cue.start_ms > said_ms + (APART_MS if line else 0)]
    events = [moment for moment in jolts if said_ms + quiet_ms < moment.at_ms < end_ms and _is_event(moment)]
    if late_texts:
        return LastMoment(at_ms=late_texts[-1].cue.start_ms, end_ms=end_ms, line=late_texts[-1])
    if events:
        return LastMoment(at_ms=events[-1].at_ms, end_ms=end_ms, event=events[-1])
    if line is not None:
        return LastMoment(at_ms=line.cue.start_ms, end_ms=end_ms, line=line, gasp=gasp, after=after)
    late = [moment for moment in (*jolts, *peaks) if since <= moment.at_ms < end_ms]
    if late:
        last = max(late, key=lambda moment: moment.at_ms)
        return LastMoment(at_ms=last.at_ms, end_ms=end_ms, event=last)
    return LastMoment(at_ms=max((start for start in material.shot_starts if start < end_ms), default=0), end_ms=end_ms)


def is_charged(line: Line) -> bool:
    """Whether a line leaves something open by its words."""
    return line.heat >= WARM or line.is_question or line.is_unfinished


def find_story_end(material: Material) -> int:
    """Where the picture turns black for good, or the end. A line spoken over black still belongs to the story, and so
    does a text on it that is charged; credits are not."""
    brightness = material.signals.get("brightness")
    if brightness is None:
        return material.duration_ms
    lit = np.flatnonzero(np.nan_to_num(brightness, nan=100.0) >= BLACK)
    if not lit.size:
        return material.duration_ms
    lit_ms = (int(lit[-1]) + 1) * TICK_MS
    told = (line for line in material.lines if line.is_spoken or line.heat >= WARM)
    said_ms = max((line.cue.end_ms for line in told), default=0)
    return min(material.duration_ms, max(lit_ms, said_ms))


def is_reaction(line: Line, before: Line) -> bool:
    """Whether a line is no more than a gasp at the one before it: soon, by somebody else, and either a bare "what?" or
    short and no hotter than a charged line. What comes after a question is an answer."""
    speakers = {speaker for speaker in (line.cue.speaker, before.cue.speaker) if speaker}
    is_same = len(speakers) == 1 and line.cue.speaker == before.cue.speaker
    if before.is_question or is_same or line.cue.start_ms > before.cue.end_ms + ANSWER_MS:
        return False
    return (line.is_bare and line.is_question) or (line.is_short and line.heat <= before.heat and before.heat >= WARM)


def _last_charged(spoken: list[Line], since: int) -> tuple[Line | None, Line | None]:
    """The last charged line that is on screen from `since` on, and the gasp that follows it; the last line of all where
    none is charged."""
    late = [line for line in spoken if line.cue.end_ms > since]
    if not late:
        return None, None
    last = late[-1]
    if len(late) > 1 and is_reaction(last, late[-2]):
        return late[-2], last
    if is_charged(last):
        return last, None
    hot = [line for line in late if line.heat >= HOT]
    return (hot[-1] if hot else last), None


def _is_event(moment: Moment) -> bool:
    return total_of(reason for reason in moment.reasons if reason.id in EVENTS) >= LEAST_EVENT
