"""What one bad answer says about the lines beside it. Pure.

Asking for a line once more costs little; a line that is wrong and looks right costs a viewer.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reelbridge.translate.contract.problem import Fault, Problem, Verdict, verdict_on

#: faults of a whole answer: who did this to many lines did it to short ones too, where it does not show
_OF_WHOLE = frozenset((Problem.ECHO, Problem.SOURCE_LEFT, Problem.SIMPLIFIED, Problem.SCRIPT, Problem.LANGUAGE))

#: the share of a window with such faults from which on none of it is trusted
DISTRUST_SHARE = 0.3


def distrust(verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """The verdicts on a window, with lines put in doubt that stood the tests alone.

    If much of an answer is not a translation, none of it is believed. The lines beside a block that slipped may hold
    half of a text, or two.
    """
    kinds = [verdict.kind for verdict in verdicts]
    of_whole = [kind for kind in kinds if kind in _OF_WHOLE]
    if len(verdicts) > 1 and len(of_whole) >= DISTRUST_SHARE * len(verdicts):
        message = "most of the lines that came with this one were no translations, so it is not believed either"
        return _doubted(verdicts, range(len(verdicts)), Fault(kind=of_whole[0], message=message))
    slipped = [place for place, kind in enumerate(kinds) if kind is Problem.SHIFTED]
    beside = {place + step for place in slipped for step in (-1, 1)} & set(range(len(verdicts)))
    message = "the lines beside this one seem to have moved, so this one may have as well"
    return _doubted(verdicts, beside, Fault(kind=Problem.SHIFTED, message=message))


def _doubted(verdicts: Sequence[Verdict], places: Collection[int], fault: Fault) -> tuple[Verdict, ...]:
    return tuple(
        verdict_on(verdict.text, fault) if place in places and verdict.is_usable else verdict
        for place, verdict in enumerate(verdicts)
    )
