"""The part of the memory and of the terms that one episode touches: a change elsewhere does not run it again."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueList
from reelbridge.model.memory import Recall, RenderingList
from reelbridge.model.term import TermList
from reelbridge.translate.term_finder import TermFinder


def select_renderings(work: Work, params: NoParams, *, recall: Recall, renderings: RenderingList) -> RenderingList:  # noqa: ARG001
    """The renderings of the segments that the recall names, sorted and each once."""
    wanted = {match.segment_id for cue in recall.cues for match in cue.matches}
    chosen = {rendering for rendering in renderings.renderings if rendering.segment_id in wanted}
    return RenderingList(
        locale=renderings.locale,
        renderings=tuple(sorted(chosen, key=lambda rendering: (rendering.segment_id, rendering.text))),
    )


def select_terms(work: Work, params: NoParams, *, cues: CueList, terms: TermList) -> TermList:  # noqa: ARG001
    """The terms that stand in the lines, sorted and each once; a longer term hides the shorter one inside it."""
    finder = TermFinder(terms.terms)
    chosen = {term for cue in cues.cues for term in finder.find(cue.text)}
    return TermList(
        locale=terms.locale,
        terms=tuple(sorted(chosen, key=lambda term: (term.source, term.target, term.kind))),
    )
