"""How an episode ends, and how strongly it leaves the story open.

The points are a judgement, not a measurement: what is left open is said more often than shown, so that words make up
half of the strongest ending. More than 100 together is scaled back to 100.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from reelbridge.model.shot import ShotSize
from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Ending, EndingKind, Moment, Reason
from reelbridge.model.watched import SoundKind
from reelbridge.technique.drama.last_moment import WARM, LastMoment, find_last_moment
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.spoken import Line
from reelbridge.technique.drama.wording import explain_heat, total_of

# points at most of what the last line says
HEAT_POINTS = 50.0  # as hot as words get
QUESTION_POINTS = 25.0  # it asks, or breaks off
CUT_OFF_POINTS = 15.0  # the episode ends before it does
LAST_WORD_POINTS = 15.0  # nobody speaks after it
GASP_POINTS = 5.0  # somebody gasps at it
GASP_QUESTION_POINTS = 15.0  # somebody gasps "what?" at it
# points at most of what is seen and heard
TEXT_POINTS = 10.0  # a text in the picture bears the line out
HOLD_POINTS = 15.0  # the picture holds on a face
PEAK_POINTS = 20.0  # the curve is high
EVENT_POINTS = 30.0  # something happens without words
SILENCE_POINTS = 10.0
BLACK_POINTS = 5.0
#: what is left of a line's heat where calm lines follow it
CALMED = 0.5
#: a hold this long is as long as it gets before it is a pause; half of it is felt as one
HOLD_MS = 2_000
#: the curve counts as high from the first on, in full from the second; it also has to be high for this episode
PEAK_LOW, PEAK_FULL, PEAK_RANK = 35.0, 70.0, 75.0
#: the curve is looked at from the last strong moment on, and for no longer than this
PEAK_MS = 6_000
#: silence is heard as such from here; from twice that it is how the episode ends
SILENCE_MS = 750
#: a black tail that is one: longer than a fade's last frames
BLACK_MS = 400
#: sizes from which a face can be read
FACES = frozenset({ShotSize.EXTREME_CLOSE_UP, ShotSize.CLOSE_UP})
#: the kind each reason speaks for; the others only add to the strength
KINDS = {
    **dict.fromkeys(
        ("heat", "question", "unfinished", "cut-off", "last-word", "text", "gasp", "hold"), EndingKind.OPEN_QUESTION
    ),
    **dict.fromkeys(("peak", "event"), EndingKind.CUT_ON_PEAK),
    "silence": EndingKind.SILENCE,
}
#: points that a line's own words need to leave the story open: those of a warm line
LEAST_OPEN = HEAT_POINTS * WARM / 100


def read_ending(material: Material, *, jolts: tuple[Moment, ...], peaks: tuple[Moment, ...]) -> Ending | None:
    """The ending with its reasons.

    None where it cannot be judged: for an episode without any tick, and where nothing that is seen, heard or marked
    leaves it open, and nobody can tell what the words do.
    """
    if not material.ticks:
        return None
    moment = find_last_moment(material, jolts=jolts, peaks=peaks)
    reasons = [
        *_said(material, moment),
        *_answered_by_picture(material, moment),
        *_at_the_end(material, moment),
    ]
    points: dict[EndingKind, float] = {}
    for reason in reasons:
        if reason.id in KINDS:
            points[KINDS[reason.id]] = points.get(KINDS[reason.id], 0.0) + reason.points
    holding = {kind: sum_ for kind, sum_ in points.items() if _holds(kind, reasons)}
    if not holding and not material.are_words_known:
        return None
    kinds = tuple(sorted(holding, key=lambda kind: -holding[kind])) or (EndingKind.RESOLVED,)
    reasons = _at_most_100(reasons)
    return Ending(
        kinds=kinds,
        at_ms=moment.at_ms,
        strength=total_of(reasons),
        reasons=tuple(sorted(reasons, key=lambda reason: -reason.points)),
        cue_id=moment.line.cue.id if moment.line else None,
    )


def _said(material: Material, moment: LastMoment) -> list[Reason]:
    """What the line that carries the ending leaves open."""
    line = moment.line
    if line is None:
        return []
    heat = HEAT_POINTS * line.heat / 100
    reasons = [Reason(id="heat", points=heat, text=explain_heat(line))]
    if moment.after:
        count = "a calm line follows" if len(moment.after) == 1 else f"{len(moment.after)} calm lines follow"
        reasons = [Reason(id="heat", points=CALMED * heat, text=f"{explain_heat(line)}, but {count}")]
    if line.is_question and not moment.is_answered:
        reasons.append(Reason(id="question", points=QUESTION_POINTS, text=f"{line.quoted} asks, and nobody answers"))
    elif line.is_unfinished and not moment.after:
        reasons.append(Reason(id="unfinished", points=QUESTION_POINTS, text=f"{line.quoted} breaks off"))
    elif _is_cut_off(material, line):
        reasons.append(
            Reason(id="cut-off", points=CUT_OFF_POINTS, text=f"the episode ends in the middle of {line.quoted}")
        )
    if not moment.after and not moment.gasp:
        left = max(0, moment.end_ms - line.cue.end_ms) / 1000
        text = f"it is the last word: {left:.1f} s are left, and nobody speaks"
        reasons.append(Reason(id="last-word", points=LAST_WORD_POINTS, text=text))
    return [reason for reason in reasons if reason.points > 0]


def _answered_by_picture(material: Material, moment: LastMoment) -> list[Reason]:
    """What reacts to the last strong moment: a gasp, a text in the picture, a face that is held."""
    reasons = []
    if moment.gasp:
        text = f"{moment.gasp.quoted} is all that is said to it"
        asks = moment.gasp.is_question
        reasons.append(
            Reason(id="question", points=GASP_QUESTION_POINTS, text=f"{text}, and nobody answers")
            if asks
            else Reason(id="gasp", points=GASP_POINTS, text=text)
        )
    texts = [
        line
        for line in material.lines
        if not line.is_spoken and line is not moment.line and line.heat > 0 and line.cue.start_ms > moment.at_ms
    ]
    if texts and moment.line:
        hottest = max(texts, key=lambda line: line.heat)
        text = f"the text {hottest.quoted} in the picture goes on with it ({hottest.heat:.0f} of 100)"
        reasons.append(Reason(id="text", points=TEXT_POINTS * hottest.heat / 100, text=text))
    held_ms = _held_face(material, moment)
    if held_ms >= HOLD_MS / 2:
        text = f"then the picture stays on a face for {held_ms / 1000:.1f} s without a word"
        reasons.append(Reason(id="hold", points=HOLD_POINTS * min(1.0, held_ms / HOLD_MS), text=text))
    return reasons


def _at_the_end(material: Material, moment: LastMoment) -> list[Reason]:
    """What the curve, the sound and the picture do in the last seconds."""
    reasons = []
    if moment.event:
        strongest = moment.event.reasons[0]
        points = min(EVENT_POINTS, moment.event.points / 2)
        reasons.append(Reason(id="event", points=points, text=f"without a word, {strongest.text}"))
    first, last = material.tick(max(moment.at_ms, moment.end_ms - PEAK_MS)), material.tick(moment.end_ms - 1)
    top = first + int(np.argmax(material.totals[first : last + 1]))
    height = float(material.totals[top])
    share = (height - PEAK_LOW) / (PEAK_FULL - PEAK_LOW)
    if share > 0 and height >= float(np.percentile(material.totals, PEAK_RANK)):
        left = max(0, moment.end_ms - top * TICK_MS) / 1000
        text = f"{left:.1f} s before the end the intensity is still {height:.0f} of 100"
        reasons.append(Reason(id="peak", points=PEAK_POINTS * min(1.0, share), text=text))
    silent_ms = _silent_tail(material)
    if silent_ms >= SILENCE_MS:
        text = f"the last {silent_ms / 1000:.1f} s are silent"
        points = SILENCE_POINTS * min(1.0, silent_ms / (2 * SILENCE_MS))
        reasons.append(Reason(id="silence", points=points, text=text))
    black_ms = material.duration_ms - moment.end_ms
    if black_ms >= BLACK_MS:
        text = f"the last {black_ms / 1000:.1f} s are black"
        reasons.append(Reason(id="black", points=BLACK_POINTS, text=text))
    return reasons


def _holds(kind: EndingKind, reasons: list[Reason]) -> bool:
    """Whether an episode ends that way. A held face alone asks nothing: it may as well smile."""
    points = {reason.id: reason.points for reason in reasons}
    if kind is EndingKind.OPEN_QUESTION:
        words = sum(points.get(name, 0.0) for name in ("heat", "question", "unfinished", "cut-off", "text"))
        return words >= LEAST_OPEN
    if kind is EndingKind.SILENCE:
        return points.get("silence", 0.0) >= SILENCE_POINTS
    return True


def _is_cut_off(material: Material, line: Line) -> bool:
    """Whether the episode ends while a line is on screen, and still spoken where that was listened for."""
    if line.cue.end_ms < material.duration_ms - TICK_MS // 2:
        return False
    speech = material.signals.get("speech")
    return speech is None or float(np.nan_to_num(speech[-2:]).max()) >= 50.0


def _held_face(material: Material, moment: LastMoment) -> int:
    """How long, in ms, the end is nothing but faces near enough to be read, after the last line."""
    said_ms = max((line.cue.end_ms for line in material.lines if line.is_spoken), default=moment.at_ms)
    sizes = {look.number: look.size for look in material.looks}
    start_ms = moment.end_ms
    for shot in reversed(material.shots.shots):
        if shot.start_ms >= moment.end_ms:
            continue
        if sizes.get(shot.number) not in FACES:
            break
        start_ms = max(shot.start_ms, said_ms)
    return max(0, moment.end_ms - start_ms)


def _silent_tail(material: Material) -> int:
    """How long, in ms, the end is silent; 0 where the whole episode is: silence says nothing then."""
    start_ms = end_ms = material.sound[-1].end_ms if material.sound else 0
    for span in reversed(material.sound):
        if span.kind is not SoundKind.SILENCE:
            return end_ms - start_ms
        start_ms = span.start_ms
    return 0


def _at_most_100(reasons: list[Reason]) -> list[Reason]:
    total = total_of(reasons)
    if total <= 100:
        return reasons
    return [replace(reason, points=reason.points * 100 / total) for reason in reasons]
