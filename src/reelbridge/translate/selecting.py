"""The part of the terms that one episode touches: a change elsewhere does not run it again."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.cue import CueList
from reelbridge.model.term import TermList
from reelbridge.translate.term_finder import TermFinder


def select_terms(work: Work, params: NoParams, *, cues: CueList, terms: TermList) -> TermList:  # noqa: ARG001
    """The terms that stand in the lines, sorted by source and each once; a longer term hides the shorter one inside it.
    Several renderings of one source keep their order: the first one is preferred."""
    finder = TermFinder(terms.terms)
    chosen = dict.fromkeys(term for cue in cues.cues for term in finder.find(cue.text))
    return TermList(
        locale=terms.locale,
        terms=tuple(sorted(chosen, key=lambda term: term.source)),
    )
