"""Proofreading as steps: the series settles once, every episode takes its part."""

from __future__ import annotations

from reelbridge.graph.step import NoParams, Work
from reelbridge.model.consensus import Consensus
from reelbridge.model.cue import CueList
from reelbridge.subtitles.proof import consensus as voting
from reelbridge.subtitles.proof.punctuation import mend_punctuation


def settle(work: Work, params: NoParams, *, cues: tuple[CueList, ...]) -> Consensus:  # noqa: ARG001
    """What the whole series says about characters that were misread."""
    return voting.settle(cues)


def select(work: Work, params: NoParams, *, cues: CueList, consensus: Consensus) -> Consensus:  # noqa: ARG001
    """The corrections of one episode: what another episode adds does not run this one again."""
    return voting.select_corrections(cues, consensus)


def proof(work: Work, params: NoParams, *, cues: CueList, consensus: Consensus) -> CueList:  # noqa: ARG001
    """The lines with their corrections, then with the punctuation of their language."""
    return mend_punctuation(voting.apply_consensus(cues, consensus))
