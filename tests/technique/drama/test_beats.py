from __future__ import annotations

import itertools

from reelbridge.model.study import Beat, BeatKind, Ending, EndingKind, Moment, Stretch
from reelbridge.technique.drama.beats import find_beats
from reelbridge.technique.drama.material import Material
from support.dramas import make_material, say

CUTS = range(2_000, 40_000, 2_000)


def at(ms: int, shot: int, cue_id: str | None = None) -> Moment:
    return Moment(at_ms=ms, points=1.0, reasons=(), shot=shot, cue_id=cue_id)


def ends(at_ms: int, *kinds: EndingKind) -> Ending:
    return Ending(kinds=kinds, at_ms=at_ms, strength=50.0, reasons=())


def beats_of(
    material: Material,
    *,
    hook: Moment | None = None,
    jolts: tuple[Moment, ...] = (),
    quiet: tuple[Stretch, ...] = (),
    ending: Ending | None = None,
) -> tuple[Beat, ...]:
    return find_beats(material, hook=hook, jolts=jolts, peaks=(), quiet=quiet, ending=ending)


def test_an_episode_goes_from_hook_to_cliffhanger_without_a_gap() -> None:
    material = make_material(40_000, cuts=CUTS, lines=[say(400, 3_900, heat=80.0)])
    beats = beats_of(
        material,
        hook=at(400, 1, "c400"),
        jolts=(at(9_000, 5),),
        quiet=(Stretch(start_ms=20_000, end_ms=30_000, intensity=3.0),),
        ending=ends(36_500, EndingKind.OPEN_QUESTION),
    )
    assert [(beat.kind, beat.first_shot, beat.last_shot) for beat in beats] == [
        (BeatKind.HOOK, 1, 2),
        (BeatKind.BUILD, 3, 4),
        (BeatKind.JOLT, 5, 5),
        (BeatKind.BUILD, 6, 10),
        (BeatKind.REST, 11, 15),
        (BeatKind.BUILD, 16, 18),
        (BeatKind.CLIFFHANGER, 19, 20),
    ]
    assert all(one.end_ms == other.start_ms for one, other in itertools.pairwise(beats))
    assert (beats[0].start_ms, beats[-1].end_ms) == (0, 40_000)


def test_a_late_hook_is_built_up_to() -> None:
    beats = beats_of(make_material(40_000, cuts=CUTS), hook=at(20_500, 11))
    assert [beat.kind for beat in beats] == [BeatKind.BUILD, BeatKind.HOOK, BeatKind.BUILD]


def test_an_episode_that_comes_to_rest_has_no_cliffhanger() -> None:
    beats = beats_of(make_material(40_000, cuts=CUTS), ending=ends(36_500, EndingKind.RESOLVED))
    assert [beat.kind for beat in beats] == [BeatKind.BUILD]


def test_a_video_without_shots_has_no_beats() -> None:
    assert beats_of(make_material(0)) == ()


def test_an_ending_that_is_not_judged_is_no_cliffhanger() -> None:
    assert [beat.kind for beat in beats_of(make_material(40_000, cuts=CUTS), ending=None)] == [BeatKind.BUILD]
