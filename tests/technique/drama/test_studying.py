from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from reelbridge.model.cue import Cue, CueList
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.signal import SIGNALS
from reelbridge.model.study import EndingKind, EpisodeStudy
from reelbridge.model.watched import Heard, SoundKind, SoundSpan, Watched
from reelbridge.technique.drama.gathering import gather
from reelbridge.technique.drama.studying import study
from reelbridge.technique.steps import GatherParams, StudyParams
from support.dramas import make_shot_list, make_track, steps
from support.studies import make_episode, make_looks
from support.work import FolderWork

MEDIA = MediaInfo(
    source=FileRef(name="第1集.mp4", digest="ab" * 32, size=10),
    duration_ms=20_000,
    width=720,
    height=1280,
    rotation=0,
    frame_rate=Fraction(25),
    is_variable_rate=False,
    video_codec="h264",
    audio=(),
    text=(),
    notes=("the rate varies",),
)
HEARD = Heard(
    tracks=(make_track("loudness", 20_000, steps(-23.0)),),
    spans=(SoundSpan(kind=SoundKind.MUSIC, start_ms=0, end_ms=20_000),),
    loudness_lufs=-23.0,
    notes=("nobody listened for speech",),
)
CUES = (Cue(id="c1", start_ms=400, end_ms=2_600, text="三千万，今晚就签字！"),)


def watched() -> Watched:
    return Watched(
        shots=make_shot_list(20_000, cuts=[8_000]),
        looks=make_looks()[:2],
        tracks=tuple(make_track(name, 20_000, steps(20.0)) for name in ("face-height", "subject-motion")),
        strip=None,
        notes=("the rate varies", "the picture breaks off"),
    )


def studied(tmp_path: Path, *, cues: CueList | None, heard: Heard = HEARD, seen: Watched | None = None) -> EpisodeStudy:
    return study(
        FolderWork(tmp_path / "work"),
        StudyParams(number=3, title="第3集"),
        media=MEDIA,
        watched=watched() if seen is None else seen,
        heard=heard,
        cues=cues,
    )


def test_a_study_holds_every_signal_in_one_order_and_every_note_once(tmp_path: Path) -> None:
    episode = studied(tmp_path, cues=CueList(language="zh-Hans", origin="file", cues=CUES, notes=("two lines unsure",)))
    assert [track.signal for track in episode.tracks] == [
        name
        for name in SIGNALS
        if name in {"cut-rate", "subject-motion", "face-height", "loudness", "line-rate", "speech-rate", "heat"}
    ]
    assert len({len(track.values) for track in episode.tracks}) == 1
    assert episode.notes == (
        "the rate varies", "the picture breaks off", "nobody listened for speech", "two lines unsure"
    )  # fmt: skip
    assert (episode.number, episode.title, episode.video, episode.has_lines) == (3, "第3集", MEDIA.source, True)
    assert episode.drama.curve.missing == ()
    assert episode.drama.hook is not None
    assert episode.drama.hook.at_ms == 400


def test_lines_that_were_not_asked_for_are_missing_from_the_curve(tmp_path: Path) -> None:
    episode = studied(tmp_path, cues=None)
    assert not episode.has_lines
    assert episode.cues == ()
    assert episode.drama.curve.missing == ("speech-rate", "heat")


def test_how_an_episode_ends_is_not_judged_where_its_lines_were_left_out(tmp_path: Path) -> None:
    nothing_said = CueList(language="zh-Hans", origin="burned-in", cues=())
    assert studied(tmp_path, cues=nothing_said).drama.ending is not None
    episode = studied(tmp_path / "left out", cues=None)
    assert episode.drama.ending is None
    assert "how it ends is not judged: its lines were left out" in episode.notes


def test_an_episode_that_was_asked_for_lines_and_has_none_says_so(tmp_path: Path) -> None:
    episode = studied(tmp_path, cues=CueList(language="zh-Hans", origin="burned-in", cues=()))
    assert episode.has_lines
    assert episode.drama.curve.missing == ("speech-rate", "heat")


def test_lines_in_a_language_without_a_list_of_hot_words_have_no_heat_and_a_note(tmp_path: Path) -> None:
    cues = (Cue(id="c1", start_ms=400, end_ms=2_600, text="Nenda zako!"),)
    episode = studied(tmp_path, cues=CueList(language="sw", origin="file", cues=cues))
    assert "heat" not in {track.signal for track in episode.tracks}
    assert episode.drama.curve.missing == ("heat",)
    assert "no list of hot words is kept for the language sw: how charged the lines are is left out" in episode.notes


@pytest.mark.parametrize("language", ["th", "fr"])
def test_how_an_episode_ends_is_not_judged_by_words_that_nobody_has_listed(tmp_path: Path, language: str) -> None:
    note = f"how it ends is not judged: there is no list of charged words and questions for {language}"
    calm = (Cue(id="c1", start_ms=12_000, end_ms=14_000, text="Ta mère est vivante"),)
    unknown = studied(tmp_path, cues=CueList(language=language, origin="file", cues=calm))
    assert unknown.drama.ending is None
    assert unknown.notes[-1] == note
    asking = (replace(calm[0], text="Ta mère est vivante ?"),)
    asked = studied(tmp_path / "asked", cues=CueList(language=language, origin="file", cues=asking))
    assert asked.drama.ending is not None
    assert note not in asked.notes
    english = studied(tmp_path / "english", cues=CueList(language="en", origin="file", cues=calm))
    assert english.drama.ending is not None
    assert english.drama.ending.kinds == (EndingKind.RESOLVED,)


def test_a_video_of_which_nothing_could_be_decoded_is_still_a_study(tmp_path: Path) -> None:
    nothing = Watched(shots=make_shot_list(0), looks=(), tracks=(), strip=None)
    episode = studied(tmp_path, cues=None, seen=nothing, heard=Heard(tracks=(), spans=(), loudness_lufs=None, notes=()))
    assert episode.tracks == ()
    assert episode.drama.curve.parts == ()
    assert episode.drama.ending is None
    assert episode.drama.beats == ()


def test_a_series_is_gathered_by_number_with_its_profile_and_its_paywall(tmp_path: Path) -> None:
    series = gather(
        FolderWork(tmp_path / "work"),
        GatherParams(title="面馆千金", first_free=1, last_free=15),
        episodes=tuple(make_episode(number) for number in (3, 1, 2)),
    )
    assert [episode.number for episode in series.episodes] == [1, 2, 3]
    assert series.profile.episodes == 3
    assert series.paywall is not None
    assert {choice.episode for choice in series.paywall.choices} == {1, 2}


def test_one_video_has_no_paywall(tmp_path: Path) -> None:
    series = gather(
        FolderWork(tmp_path / "work"),
        GatherParams(title="面馆千金", first_free=1, last_free=15),
        episodes=(make_episode(1),),
    )
    assert series.paywall is None
