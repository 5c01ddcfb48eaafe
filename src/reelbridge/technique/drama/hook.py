"""The first moment that takes hold of a viewer."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from reelbridge.model.signal import TICK_MS
from reelbridge.model.study import Moment, Reason
from reelbridge.technique.drama.material import OF_LINES, Material
from reelbridge.technique.drama.peaks import LEAST_PART
from reelbridge.technique.drama.spoken import Line
from reelbridge.technique.drama.ticks import REACH
from reelbridge.technique.drama.wording import explain_heat, explain_part, total_of

#: points of a line whose words are as hot as words get, and of one that asks; the rest is what is seen and heard as it
#: begins: the parts of the curve that are not about lines
HEAT_POINTS = 60.0
QUESTION_POINTS = 10.0
#: points from which a line takes hold: about a line half as hot as can be over a face
LEAST_POINTS = 30.0
#: and of these at least so many are the words'
LEAST_WORDS = 12.0
#: what takes hold within the same second is one hook, carried by the strongest of it
TOGETHER_MS = 1_000
#: what is seen and heard of a line is looked for in its first second
OPENING_MS = 1_000
#: a line or a shot that began longer ago does not carry a peak
CARRIED_MS = 3_000


def find_hook(material: Material, *, jolts: tuple[Moment, ...], peaks: tuple[Moment, ...]) -> Moment | None:
    """The first of: a line that takes hold, a jolt, a peak. It is where the line or the shot begins that carries it."""
    begun = tuple(_from_its_beginning(material, peak) for peak in peaks)
    moments = [*jolts, *begun]
    first_ms = min((moment.at_ms for moment in moments), default=material.duration_ms)
    for line in material.lines:
        if line.cue.start_ms > first_ms + TOGETHER_MS:
            break
        moment = weigh_line(material, line)
        if moment is not None:
            moments.append(moment)
            first_ms = min(first_ms, moment.at_ms)
    together = [moment for moment in moments if moment.at_ms <= first_ms + TOGETHER_MS]
    return max(together, key=lambda moment: moment.points, default=None)


def _from_its_beginning(material: Material, peak: Moment) -> Moment:
    """A peak as a hook: it takes hold where the line or the shot begins that carries it, not where it is highest."""
    starts = material.line_starts if peak.reasons[0].id in OF_LINES else material.shot_starts
    place = bisect_right(starts, peak.at_ms) - 1
    if place < 0 or peak.at_ms - starts[place] > CARRIED_MS:
        return peak
    return replace(peak, at_ms=starts[place], shot=material.shot_at(starts[place]))


def weigh_line(material: Material, line: Line) -> Moment | None:
    """A line as a hook, if it is strong enough for one."""
    words = [Reason(id="heat", points=HEAT_POINTS * line.heat / 100, text=explain_heat(line))]
    if line.is_question:
        words.append(Reason(id="question", points=QUESTION_POINTS, text=f"{line.quoted} asks"))
    if total_of(words) < LEAST_WORDS:
        return None
    first = material.tick(line.cue.start_ms)
    last = material.tick(line.cue.start_ms + OPENING_MS - TICK_MS)
    around = max(0, first - REACH), min(material.ticks - 1, last + REACH)
    seen = [
        Reason(id=part, points=float(points[first : last + 1].max()), text=explain_part(material, part, *around))
        for part, points in material.points.items()
        if part not in OF_LINES and points[first : last + 1].max() >= LEAST_PART
    ]
    reasons = (*words, *sorted(seen, key=lambda reason: -reason.points))
    if total_of(reasons) < LEAST_POINTS:
        return None
    return Moment(
        at_ms=line.cue.start_ms,
        points=total_of(reasons),
        reasons=reasons,
        shot=material.shot_at(line.cue.start_ms),
        cue_id=line.cue.id,
    )
