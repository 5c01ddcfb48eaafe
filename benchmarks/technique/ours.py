"""Reelbridge's shots, alone."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.technique.answer import Answer, Found, write_answer
from benchmarks.technique.media import look_into
from reelbridge.model.shot import Transition
from reelbridge.technique.shots.finding import find_shots


def main() -> None:
    """`ours.py VIDEO OUT`."""
    path = Path(sys.argv[1])
    found = []
    for shot in find_shots(path, look_into(path)).shots:
        if shot.transition is Transition.START:
            continue
        start, end = shot.transition_start_frame, shot.transition_end_frame
        found.append(
            Found(
                frame=shot.start_frame,
                start_frame=shot.start_frame if start is None else start,
                end_frame=shot.start_frame if end is None else end,
                kind=shot.transition.value,
            )
        )
    write_answer(Answer(found=tuple(found)), Path(sys.argv[2]))


if __name__ == "__main__":
    main()
