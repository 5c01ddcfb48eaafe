"""Episodes held against a profile: what a director is told, and what not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from reelbridge.model.measure import SPEECH_RATE_LANGUAGES
from reelbridge.model.profile import Distribution, Measure, Note, Profile, ProfileKind
from reelbridge.model.shot import CameraMove, ShotSize
from reelbridge.model.study import EndingKind, EpisodeStudy
from reelbridge.technique.drama.quiet import LEAST_MS
from reelbridge.technique.profiles.advice import OUT_OF_BOUNDS, RULES
from reelbridge.technique.profiles.comparing import MOST_NOTES, compare
from reelbridge.technique.profiles.measures import EPISODE_MEASURES, values_of
from reelbridge.technique.profiles.measuring import profile_of
from reelbridge.technique.profiles.shipped import load_profile
from reelbridge.technique.profiles.stretch_notes import LEAST_QUIET_S
from support.cut_episodes import flat_curve, make_cut, make_whole, with_drama

CRAFT = load_profile("micro-drama-craft")


def rules(**bounds: tuple[float | None, float | None]) -> Profile:
    """Guidance of some measures: `shot_length=(2, 4)`."""
    return Profile(
        name="rules",
        title="Rules",
        kind=ProfileKind.GUIDANCE,
        episodes=0,
        shots=0,
        measures=tuple(Measure(id=name.replace("_", "-"), low=low, high=high) for name, (low, high) in bounds.items()),
    )


def measured(measure: str, *, low: float, high: float, count: int = 100) -> Profile:
    """A profile in which nine of ten values of one measure lie between two."""
    quantiles = ((0.0, low / 2), (0.05, low), (0.95, high), (1.0, 2 * high))
    distribution = Distribution(count=count, mean=(low + high) / 2, quantiles=quantiles)
    return Profile(
        name="measured",
        title="Measured",
        kind=ProfileKind.MEASUREMENT,
        episodes=count,
        shots=count,
        measures=(Measure(id=measure, distribution=distribution),),
    )


def notes(episode: EpisodeStudy, profile: Profile) -> list[Note]:
    """Of one episode."""
    return list(compare((episode,), profile))


def texts(episode: EpisodeStudy, profile: Profile) -> list[str]:
    """What the notes say."""
    return [note.text for note in notes(episode, profile)]


# its own way


def test_a_series_held_against_itself_has_nearly_nothing_to_change() -> None:
    chance = random.Random(5)
    series = tuple(
        make_cut([max(0.3, chance.lognormvariate(0.6, 0.5)) for _ in range(30)], number=number) for number in range(40)
    )
    found = compare(series, profile_of(series, name="own", title="Own"))
    assert len(found) <= len(series) / 2  # 1200 shots and 40 episodes were judged


@pytest.mark.parametrize("count", [1, 3])
def test_few_episodes_held_against_themselves_have_nothing_to_change(count: int) -> None:
    series = tuple(make_whole(number) for number in range(1, count + 1))
    assert compare(series, profile_of(series, name="own", title="Own")) == ()


def test_a_good_cut_by_the_rules_has_no_notes() -> None:
    good = with_drama(make_cut([1.2, 2.5, 3.0, 1.3, 3.5, 2.2, 1.2, 3.8, 2.8, 3.1] * 2), jolts_s=[10, 40])
    assert notes(good, CRAFT) == []


# shots


def test_a_long_shot_is_named_with_its_camera_and_size() -> None:
    lengths = [2.0, 2.5, 3.0, 9.4, 2.0, 2.5]
    sizes = [ShotSize.CLOSE_UP] * 3 + [ShotSize.WIDE] + [ShotSize.CLOSE_UP] * 2
    cameras = [CameraMove.HANDHELD] * 3 + [CameraMove.LOCKED] + [CameraMove.HANDHELD] * 2
    (note,) = notes(make_cut(lengths, sizes=sizes, cameras=cameras), rules(shot_length=(2, 4)))
    assert note.text == "shot 4: 9.4 s of a locked-off wide"
    assert note.band == "craft rule: 2 to 4 s"
    assert note.advice == "cut away to a face, or start later and end earlier"
    assert (note.start_ms, note.end_ms, note.shot) == (7500, 16900, 4)
    assert 0 < note.weight <= 100


def test_a_shot_is_held_against_its_own_size_where_the_profile_knows_it() -> None:
    profile = measured("shot-length", low=1, high=4)
    wides = measured("shot-length-wide", low=2, high=8).measures
    profile = replace(profile, measures=(*profile.measures, *wides))
    sizes = [ShotSize.CLOSE_UP, ShotSize.WIDE, ShotSize.CLOSE_UP, ShotSize.CLOSE_UP]
    assert texts(make_cut([2, 9, 2, 2], sizes=sizes), profile) == []
    (note,) = notes(make_cut([2, 14, 2, 2], sizes=sizes), profile)
    assert note.band == "profile: 2 to 8 s in nine of ten wide shots"
    assert texts(make_cut([2, 2, 2, 9], sizes=sizes), profile) == ["shot 4: 9 s of a handheld close-up"]


def test_a_shot_that_is_a_little_long_is_no_note() -> None:
    assert texts(make_cut([2.0, 5.5, 2.5, 3.0]), rules(shot_length=(2, 4))) == []


def test_long_shots_side_by_side_are_one_note() -> None:
    episode = make_cut([2, 2, 2, 7, 9, 2, 2, 2, 2])
    assert texts(episode, rules(shot_length=(2, 4))) == ["shots 4 to 5: 7 to 9 s each"]


def test_a_slow_stretch_is_one_note_and_names_its_longest_shot() -> None:
    (note,) = notes(make_cut([2, 2, 2, 2, 5.2, 5.4, 8, 5.2, 5.6, 2, 2, 2, 2]), rules(shot_length=(2, 4)))
    assert note.text == "shots 5 to 9: typically 5.4 s each; the longest is shot 7 with 8 s"
    assert (note.start_ms, note.end_ms) == (8000, 37400)


@pytest.mark.parametrize("length", [1.7, 4.6])
def test_a_pace_that_is_nearly_as_taught_is_no_note(length: float) -> None:
    assert texts(make_cut([length] * 10), rules(shot_length=(2, 4))) == []


def test_a_flurry_that_is_named_is_not_counted_as_many_short_shots_too() -> None:
    episode = make_cut([3.0] * 20 + [0.7] * 6)
    assert texts(episode, measured("shot-length", low=1, high=4)) == ["shots 21 to 26: typically 0.7 s each"]


def test_three_quick_shots_are_a_flourish() -> None:
    assert texts(make_cut([0.8, 0.9, 0.7, 2.5, 3, 2.5, 3]), rules(shot_length=(2, 4))) == []


def test_one_short_insert_is_no_note_but_a_flurry_is() -> None:
    pace = rules(shot_length=(2, 4))
    assert texts(make_cut([2.5, 1.2, 3, 0.8, 2.5, 3, 2.5]), pace) == []
    (note,) = notes(make_cut([3, 3, 3, 3, 1, 0.8, 0.9, 1, 0.7, 0.8, 3, 3, 3, 3]), pace)
    assert note.text == "shots 5 to 10: typically 0.8 s each"
    assert (note.start_ms, note.end_ms) == (12_000, 17_200)


def test_many_short_shots_are_one_note_against_a_measured_profile() -> None:
    episode = make_cut([0.9, 3, 3] * 10)
    (note,) = notes(episode, measured("shot-length", low=1, high=4))
    assert note.text == "10 of 30 shots are shorter than 1 s"
    assert (note.start_ms, note.end_ms) == (0, 0)
    assert notes(episode, rules(shot_length=(1, 4))) == []


def test_only_the_worst_are_listed_and_the_rest_is_counted() -> None:
    episode = make_cut([2, 2, 2, 12] * 9)
    found = texts(episode, rules(shot_length=(2, 4)))
    assert len(found) == MOST_NOTES + 1
    assert found[0] == f"shot length: 4 more like the {MOST_NOTES} that are shown"


def test_a_shot_without_a_look_is_still_told_by_its_length() -> None:
    assert texts(replace(make_cut([2, 9, 2]), looks=()), rules(shot_length=(2, 4))) == ["shot 2: 9 s"]


# stretches


def test_a_long_quiet_stretch_is_named_with_its_times() -> None:
    episode = with_drama(make_cut([2.0] * 35), jolts_s=[10, 40], quiet_s=[(21, 55)])
    (note,) = notes(episode, rules(quiet=(None, 20)))
    assert note.text == "nothing happens from 0:21 to 0:55: 34 s without a jolt or a peak"
    assert note.band == "craft rule: at most 20 s"
    assert (note.start_ms, note.end_ms) == (21_000, 55_000)


def test_the_shortest_lull_is_the_one_that_drama_looks_for() -> None:
    assert 1000 * LEAST_QUIET_S == LEAST_MS


def test_a_lull_is_held_against_the_shortest_that_is_looked_for() -> None:
    usual = with_drama(make_cut([2.0] * 30), jolts_s=[15, 30, 45])
    profile = profile_of((usual,) * 5, name="own", title="Own")
    assert texts(with_drama(usual, jolts_s=[15, 30, 45], quiet_s=[(32, 40.2)]), profile) == []
    (note,) = notes(with_drama(usual, jolts_s=[15, 30, 45], quiet_s=[(32, 44)]), profile)
    assert note.band == "profile: at most 8 s in all 5 episodes"
    assert note.weight < 50


def test_a_long_wait_for_a_jolt_is_said_once() -> None:
    waiting = with_drama(make_cut([2.0] * 35), jolts_s=[10])
    assert texts(waiting, rules(jolt_gap=(None, 40))) == ["no jolt from 0:10 to 1:10: 60 s"]
    quiet = with_drama(waiting, jolts_s=[10], quiet_s=[(12, 65)])
    assert texts(quiet, rules(jolt_gap=(None, 40))) == [
        "nothing happens from 0:12 to 1:05: 53 s without a jolt or a peak"
    ]


def test_a_stretch_calmer_than_the_profile_has_it_there_is_one_note() -> None:
    usual = with_drama(make_cut([2.0] * 30))
    profile = profile_of((usual,) * 5, name="own", title="Own")
    slack = replace(usual, drama=replace(usual.drama, curve=flat_curve(50, 60_000, until=0.7, then=20)))
    (note,) = [note for note in notes(slack, profile) if note.measure.startswith("intensity")]
    assert note.text == "calmer from 0:42 to 1:00: the intensity goes down to 20 of 100 points"
    assert (note.start_ms, note.end_ms) == (42_000, 60_000)
    tense = replace(usual, drama=replace(usual.drama, curve=flat_curve(90, 60_000)))
    assert "tenser from 0:00 to 1:00: the intensity goes up to 90 of 100 points" in texts(tense, profile)


def test_a_part_that_is_over_in_a_moment_is_neither_calm_nor_tense() -> None:
    usual = with_drama(make_cut([2.0] * 10))
    profile = profile_of((usual,) * 5, name="own", title="Own")
    dip = replace(usual, drama=replace(usual.drama, curve=flat_curve(50, 20_000, until=0.9, then=20)))
    assert texts(dip, profile) == []


# the episode


def test_a_late_hook_is_told_with_both_times() -> None:
    episode = with_drama(make_cut([2.5] * 8), hook_s=7.4)
    (note,) = notes(episode, rules(hook=(None, 3)))
    assert (note.text, note.band) == ("the hook comes at 0:07.4", "craft rule: by 0:03")
    assert (note.start_ms, note.end_ms) == (0, 7400)


def test_a_little_late_weighs_less_than_very_late() -> None:
    profile = rules(hook=(None, 0.4))
    weights = [notes(with_drama(make_cut([2.5] * 12), hook_s=at), profile)[0].weight for at in (1.5, 4, 12, 25)]
    assert weights == sorted(weights)
    assert weights[0] < 35
    assert 80 < weights[-1] <= 100


def test_what_follows_from_few_close_ups_is_not_said_again() -> None:
    episode = make_cut([2.5] * 8, sizes=[ShotSize.INSERT] * 8)
    assert texts(episode, rules(close_ups=(40, 60), inserts=(5, 20), wides=(0, 20))) == [
        "0 % of all shots are close-ups"
    ]
    assert texts(episode, rules(inserts=(5, 20))) == ["100 % of all shots are inserts"]


def test_a_hook_that_never_comes_is_told_unless_there_was_no_time_for_it() -> None:
    assert texts(with_drama(make_cut([2.5] * 8), hook_s=None), rules(hook=(None, 3))) == [
        "no moment of the episode is strong enough for a hook"
    ]
    assert texts(with_drama(make_cut([2.5]), hook_s=None), rules(hook=(None, 3))) == []


def test_a_late_first_spike_is_told() -> None:
    episode = with_drama(make_cut([2.5] * 12), jolts_s=[22, 28])
    assert texts(episode, rules(first_spike=(None, 15))) == ["the first spike comes at 0:22"]


def test_an_ending_at_rest_is_one_note_where_the_ending_begins() -> None:
    episode = make_cut([2.5] * 8)
    assert episode.drama.ending is not None
    rest = replace(episode.drama.ending, kinds=(EndingKind.RESOLVED,), strength=12.0, at_ms=17_000)
    episode = replace(episode, drama=replace(episode.drama, ending=rest))
    (note,) = notes(episode, rules(cliffhanger=(100, None), ending_strength=(40, None)))
    assert note.text == "it ends at rest: 12 of 100 points"
    assert (note.start_ms, note.end_ms) == (17_000, 20_000)
    assert note.band == "craft rule: an open ending"
    assert texts(episode, rules(ending_strength=(40, None))) == ["its ending is weak: 12 of 100 points"]


def test_rates_shares_and_times_read_as_a_person_would_say_them() -> None:
    sizes = [ShotSize.WIDE] * 9 + [ShotSize.CLOSE_UP]
    episode = make_cut([2.5] * 10, sizes=sizes)
    profile = rules(cuts=(30, None), close_ups=(30, None), first_close_up=(None, 5), episode_length=(60, None))
    assert set(texts(episode, profile)) == {
        "it has 22 cuts a minute",
        "10 % of all shots are close-ups",
        "the first close-up comes at 0:22.5",
        "the episode is 25 s long",
    }


@pytest.mark.parametrize("side", ["below", "above"])
@pytest.mark.parametrize("measure", sorted(RULES))
def test_each_rule_speaks_outside_its_band_and_only_there(measure: str, side: str) -> None:
    episode = make_whole()
    language = measure.removeprefix("speech-rate-")
    if language in SPEECH_RATE_LANGUAGES:
        episode = replace(episode, language=language)
    (value,) = values_of(episode, measure)
    beyond = (value + 100, None) if side == "below" else (None, value - 100)
    found = notes(episode, rules(**{measure: beyond}))
    words = getattr(RULES[measure], side)
    assert [note.advice for note in found if note.measure == measure] == [words.advice if words else OUT_OF_BOUNDS]
    assert all("{" not in note.text and "craft rule: " in note.band for note in found)
    assert notes(episode, rules(**{measure: (value, value)})) == []


def test_rules_are_about_measures_that_exist() -> None:
    assert RULES.keys() <= EPISODE_MEASURES.keys()


# what is not there is not judged


def test_what_was_not_measured_is_not_judged() -> None:
    full = make_whole()
    profile = profile_of((full,) * 5, name="own", title="Own")
    bare = replace(
        full,
        looks=tuple(replace(look, size=None, faces=None) for look in full.looks),
        tracks=(),
        sound=(),
        cues=(),
        has_lines=False,
        loudness_lufs=None,
    )
    assert notes(bare, profile) == []


def without(episode: EpisodeStudy, *parts: str, has_lines: bool) -> EpisodeStudy:
    """The episode with a curve that lacks some parts."""
    curve = replace(episode.drama.curve, missing=parts)
    return replace(episode, has_lines=has_lines, cues=(), drama=replace(episode.drama, curve=curve))


def test_what_a_curve_lacks_is_said_where_it_matters() -> None:
    episode = with_drama(make_cut([2.0, 2.5, 9, 2.5] * 3), hook_s=7)
    episode = without(episode, "loudness-rise", "close-up", has_lines=True)
    profile = rules(hook=(None, 3), shot_length=(2, 5), jolt_gap=(None, 40))
    assert set(texts(episode, profile)) == {
        "the hook comes at 0:07 (studied without sound and faces)",
        "no jolt from 0:00 to 0:48: 48 s (studied without sound and faces)",
        *(f"shot {number}: 9 s of a handheld close-up" for number in (3, 7, 11)),
    }


def test_hook_and_ending_are_not_judged_where_nobody_read_the_lines() -> None:
    episode = with_drama(make_cut([2.5] * 20), hook_s=7, jolts_s=[25])
    unread = without(episode, "speech-rate", "heat", has_lines=False)
    profile = rules(hook=(None, 3), first_spike=(None, 15), cliffhanger=(100, None))
    assert texts(unread, profile) == [
        "the first spike comes at 0:25 (studied without lines)",
        "hook and ending are not compared: this was studied without lines",
    ]
    # where there are none, picture and sound are all there is
    silent = without(episode, "speech-rate", "heat", has_lines=True)
    assert set(texts(silent, profile)) == {"the hook comes at 0:07", "the first spike comes at 0:25"}
    assert texts(unread, rules(cuts=(10, 40))) == []


def test_a_curve_without_lines_is_not_held_against_one_with_them() -> None:
    profile = profile_of((make_whole(),) * 5, name="own", title="Own")
    made = with_drama(make_whole(), hook_s=20)
    silent = replace(made.drama, curve=replace(made.drama.curve, missing=("speech-rate", "heat")))
    (note,) = notes(replace(made, drama=silent, cues=(), has_lines=False), profile)
    assert note.text == "hook, jolts, intensity and ending are not compared: this was studied without lines"
    assert note.weight == 0
    assert "the hook comes at 0:20" in texts(made, profile)
    mute = notes(replace(made, drama=silent, cues=()), profile)
    assert "hook, jolts, intensity and ending are not compared: it has no lines" in [note.text for note in mute]
    assert not any("studied without" in note.text or "same way" in note.advice for note in mute)


def unlisted(episode: EpisodeStudy, *more: str) -> EpisodeStudy:
    """The episode as if it were spoken in Thai, for which no charged words are listed; its ending cannot be judged."""
    curve = replace(episode.drama.curve, missing=("heat", *more))
    return replace(episode, language="th", drama=replace(episode.drama, curve=curve, ending=None))


def test_a_language_without_charged_words_is_named_and_nothing_that_stands_on_them_is_compared() -> None:
    profile = profile_of((make_whole(),) * 5, name="own", title="Own")
    (note,) = notes(unlisted(with_drama(make_whole(), hook_s=20)), profile)
    assert note.text == ("hook, jolts, intensity and ending are not compared: there is no list of charged words for th")
    assert (note.band, note.weight) == ("profile: measured with a list of charged words", 0)
    assert "same way" not in note.advice
    (both,) = notes(unlisted(with_drama(make_whole(), hook_s=20), "loudness-rise"), profile)
    assert both.text.endswith("there is no list of charged words for th, and this was studied without sound")


def test_rules_do_not_judge_hook_and_ending_in_a_language_without_charged_words() -> None:
    episode = unlisted(with_drama(make_cut([2.5] * 20), hook_s=7, jolts_s=[25]))
    made = make_cut([2.5]).drama.ending
    assert made is not None
    rest = replace(made, kinds=(EndingKind.RESOLVED,))
    for ending in (None, rest):
        judged = replace(episode, drama=replace(episode.drama, ending=ending))
        assert texts(judged, rules(hook=(None, 3), first_spike=(None, 15), cliffhanger=(100, None))) == [
            "the first spike comes at 0:25 (studied without a list of charged words)",
            "hook and ending are not compared: there is no list of charged words for th",
        ]


def test_episodes_of_one_unlisted_language_are_held_against_each_other() -> None:
    usual = unlisted(with_drama(make_whole(), hook_s=1))
    profile = profile_of((usual,) * 5, name="own", title="Own")
    tense = replace(usual, drama=replace(usual.drama, curve=replace(flat_curve(95, 24_000), missing=("heat",))))
    found = texts(tense, profile)
    assert "hook and ending are not compared: there is no list of charged words for th" in found
    assert any(text.startswith("tenser from 0:00") for text in found)


def test_an_ending_without_anything_to_judge_it_by_is_said_not_to_be_compared() -> None:
    episode = make_cut([2.5] * 8)
    episode = replace(episode, drama=replace(episode.drama, ending=None))
    assert texts(episode, rules(cuts=(10, 40), cliffhanger=(100, None))) == [
        "the ending is not compared: nothing was found to judge it by"
    ]


def test_a_profile_without_measures_is_said_to_compare_nothing() -> None:
    found = compare((make_cut([20, 20, 20]), make_cut([20, 20], number=2)), rules())
    said = "nothing was compared: the profile has no measures"
    assert [(note.episode, note.text, note.weight) for note in found] == [(1, said, 0), (2, said, 0)]


def test_an_episode_of_which_nothing_could_be_compared_says_why() -> None:
    japanese = replace(make_cut([2.5] * 4), language="ja")
    (note,) = notes(japanese, rules(speech_rate_zh=(1, 2), speech_rate_en=(1, 2)))
    assert note.text == (
        "nothing was compared: this could not be measured here (speech rate in Chinese, speech rate in English)"
    )
    assert note.weight == 0
    assert texts(unlisted(make_cut([2.5] * 4)), rules(hook=(None, 3), cliffhanger=(100, None))) == [
        "nothing was compared: there is no list of charged words for th"
    ]


# bounds that nothing else is said of


@pytest.mark.parametrize(
    ("measure", "low", "high", "text", "band"),
    [
        ("dissolves", 10, None, "dissolves: 0 %", "craft rule: at least 10 %"),
        ("dissolves", 10, 30, "dissolves: 0 %", "craft rule: at least 10 %"),
        ("mediums", 20, None, "mediums: 0 %", "craft rule: at least 20 %"),
        ("music", None, 20, "music: 50 %", "craft rule: at most 20 %"),
        ("intensity", 70, None, "intensity: 50 points", "craft rule: at least 70 points"),
        ("hook", 10, 20, "hook: 0:01", "craft rule: not before 0:10"),
        ("cliffhanger", None, 0, "cliffhanger: 100 %", "craft rule: an ending that comes to rest"),
    ],
)
def test_bounds_without_words_of_their_own_are_told_plainly(
    measure: str, low: float | None, high: float | None, text: str, band: str
) -> None:
    (note,) = notes(with_drama(make_cut([2.5] * 12)), rules(**{measure: (low, high)}))
    assert (note.text, note.band, note.advice) == (text, band, OUT_OF_BOUNDS)
    assert 0 < note.weight <= 20


def test_every_measure_of_an_episode_is_judged_on_both_sides() -> None:
    episode = with_drama(make_whole(), jolts_s=[3], quiet_s=[(4, 20)])
    for measure in EPISODE_MEASURES:
        language = measure.removeprefix("speech-rate-")
        made = replace(episode, language=language) if language in SPEECH_RATE_LANGUAGES else episode
        (value,) = values_of(made, measure)
        for bounds in ((value + 100, None), (None, value - 100)):
            found = texts(made, rules(**{measure: bounds}))
            assert found, (measure, bounds)
            assert not any("compared" in text for text in found)


def test_what_is_only_usual_stays_unsaid_where_it_says_nothing() -> None:
    assert notes(make_cut([2.5] * 12), measured("music", low=5, high=10)) == []


def test_bounds_for_shots_of_one_size_alone_are_judged() -> None:
    sizes = [ShotSize.CLOSE_UP, ShotSize.WIDE, ShotSize.CLOSE_UP, ShotSize.CLOSE_UP]
    assert texts(make_cut([2, 9, 2, 9], sizes=sizes), rules(shot_length_close_up=(None, 4))) == [
        "shot 4: 9 s of a handheld close-up"
    ]
    assert texts(make_cut([2, 9, 2, 9], sizes=sizes), rules(shot_length_wide=(None, 4))) == [
        "shot 2: 9 s of a handheld wide"
    ]
    (note,) = notes(make_cut([1, 9, 0.8, 1.2], sizes=sizes), rules(shot_length_close_up=(2, 4)))
    assert (note.text, note.band) == ("close-up shots: typically 1 s each", "craft rule: 2 to 4 s")
    assert texts(make_cut([5.4, 9, 5.5, 5.6], sizes=sizes), rules(shot_length_close_up=(2, 4))) == [
        "close-up shots: typically 5.5 s each"
    ]
    assert texts(make_cut([2, 9, 3, 4], sizes=sizes), rules(shot_length_close_up=(2, 4))) == []


def test_what_the_profile_does_not_have_is_not_judged() -> None:
    assert notes(make_cut([20, 20, 20]), rules(brightness=(0, 100))) == []


def test_a_language_is_never_held_against_another() -> None:
    profile = profile_of((make_whole(),) * 5, name="own", title="Own")
    slow = replace(make_whole(), cues=tuple(replace(cue, text="ああ") for cue in make_whole().cues))
    assert [note.measure for note in notes(slow, profile)] == ["speech-rate-zh"]
    assert notes(replace(slow, language="ja"), profile) == []


# the words for a band


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (100, "profile: 60 to 70 a minute in nine of ten episodes"),
        (3, "profile: 30 to 140 a minute in all 3 episodes"),
        (1, "profile: 30 to 140 a minute in the one episode"),
    ],
)
def test_a_band_says_how_many_it_stands_for(count: int, words: str) -> None:
    (note,) = notes(make_cut([10, 10, 10]), measured("cuts", low=60, high=70, count=count))
    assert note.band == words


def test_few_episodes_bound_less_strictly_than_many() -> None:
    many, few = measured("cuts", low=24, high=30, count=100), measured("cuts", low=48, high=50, count=2)
    episode = make_cut([2.5] * 9)  # 21.3 cuts a minute
    assert texts(episode, many) == ["it has 21 cuts a minute"]
    assert texts(episode, few) == []


def test_notes_come_by_episode_and_time() -> None:
    lengths = [2, 2, 2, 9, 2, 2, 2, 2, 9, 2]
    series = tuple(with_drama(make_cut(lengths, number=number), hook_s=6) for number in (2, 5))
    found = compare(series, CRAFT)
    assert [(note.episode, note.start_ms) for note in found] == sorted((note.episode, note.start_ms) for note in found)
    assert {note.episode for note in found} == {2, 5}
