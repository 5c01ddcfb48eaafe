"""A moment with all that belongs to it."""

from __future__ import annotations

from reelbridge.model.study import Moment, Reason
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.wording import total_of


def moment_at(material: Material, at_ms: int, reasons: tuple[Reason, ...]) -> Moment:
    """The moment of these reasons, in the shot that is seen then, with the line that is on screen if there is one."""
    line = material.line_at(at_ms)
    return Moment(
        at_ms=at_ms,
        points=total_of(reasons),
        reasons=reasons,
        shot=material.shot_at(at_ms),
        cue_id=line.cue.id if line else None,
    )
