"""Proofreading as the three steps that a run makes of it."""

from __future__ import annotations

from pathlib import Path

from reelbridge.graph.step import NoParams, Step, check_step
from reelbridge.model.consensus import Consensus
from reelbridge.model.cue import CueList
from reelbridge.subtitles.proof.steps import PROOF, SELECT, SETTLE
from support.reading_noise import cues_of
from support.work import FolderWork


def test_the_series_settles_and_an_episode_is_proofread(tmp_path: Path) -> None:
    work = FolderWork(tmp_path / "work")
    series = cues_of(
        ["我自己来", "你自己的事", "他自己说的", "自己走", "自己人", "靠自己的本事", "问你自己", "自己的家"]
    )
    episode = cues_of(["我自已来的,走吧!"])
    consensus: Consensus = SETTLE.load()(work, NoParams(), cues=(series, episode))
    part: Consensus = SELECT.load()(work, NoParams(), cues=episode, consensus=consensus)
    found: CueList = PROOF.load()(work, NoParams(), cues=episode, consensus=part)
    assert [cue.text for cue in found.cues] == ["我自己来的，走吧！"]
    assert SELECT.load()(work, NoParams(), cues=series, consensus=consensus).corrections == ()


def test_the_steps_take_what_they_declare() -> None:
    takes: list[tuple[Step, set[str]]] = [(SETTLE, {"cues"}), (SELECT, {"cues", "consensus"})]
    for step, names in [*takes, (PROOF, {"cues", "consensus"})]:
        check_step(step, names)
