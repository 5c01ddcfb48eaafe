from __future__ import annotations

import pytest

from reelbridge.model.shot import ShotSize
from reelbridge.model.study import Ending, EndingKind
from reelbridge.model.watched import SoundKind, SoundSpan
from reelbridge.technique.drama.ending import read_ending
from reelbridge.technique.drama.jolts import find_jolts
from reelbridge.technique.drama.material import Material
from reelbridge.technique.drama.peaks import find_peaks
from reelbridge.technique.drama.spoken import Line
from support.dramas import SPEECH_LUFS, make_material, say, show, steps

OPEN, PEAK, SILENCE, RESOLVED = (
    EndingKind.OPEN_QUESTION,
    EndingKind.CUT_ON_PEAK,
    EndingKind.SILENCE,
    EndingKind.RESOLVED,
)


def ending_of(material: Material) -> Ending:
    ending = read_ending(material, jolts=find_jolts(material), peaks=find_peaks(material))
    assert ending is not None
    assert ending.strength == pytest.approx(sum(reason.points for reason in ending.reasons))
    assert 0 <= ending.strength <= 100 + 1e-9
    return ending


def texts(ending: Ending) -> dict[str, str]:
    return {reason.id: reason.text for reason in ending.reasons}


def test_a_revelation_as_the_last_word_over_a_held_face_is_open() -> None:
    ending = ending_of(
        make_material(
            40_000,
            cuts=[30_000, 36_000],
            sizes=[ShotSize.CLOSE_UP, ShotSize.EXTREME_CLOSE_UP],
            lines=[say(30_000, 33_000), say(34_200, 36_600, "你娘还活着", heat=70.0)],
        )
    )
    assert ending.kinds == (OPEN,)
    assert (ending.at_ms, ending.cue_id) == (34_200, "c34200")
    assert texts(ending) == {
        "heat": "the line “你娘还活着” is hot (70 of 100)",
        "last-word": "it is the last word: 3.4 s are left, and nobody speaks",
        "hold": "then the picture stays on a face for 3.4 s without a word",
    }
    assert ending.strength == pytest.approx(35 + 15 + 15)


def test_a_hotter_last_line_never_makes_a_weaker_ending() -> None:
    strengths = [
        ending_of(make_material(20_000, lines=[say(15_000, 17_000, heat=float(heat))])).strength
        for heat in range(0, 101, 10)
    ]
    assert strengths == sorted(strengths)
    assert strengths[0] < strengths[-1]


def test_a_question_without_an_answer_is_open_even_in_calm_words() -> None:
    ending = ending_of(make_material(20_000, lines=[say(15_000, 17_000, "你是谁？", heat=5.0, asks=True)]))
    assert ending.kinds == (OPEN,)
    assert texts(ending)["question"] == "“你是谁？” asks, and nobody answers"


def test_a_question_that_is_answered_calmly_is_resolved() -> None:
    lines = [say(14_000, 16_000, "你去哪儿？", heat=5.0, asks=True), say(16_500, 18_000, "回家")]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.kinds == (RESOLVED,)
    assert "question" not in texts(ending)


def test_a_hot_question_that_is_answered_calmly_is_no_longer_asked() -> None:
    lines = [say(14_000, 16_000, "凶手是谁？", heat=60.0, asks=True), say(16_500, 18_000, "不知道")]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.at_ms == 14_000
    assert "question" not in texts(ending)
    assert texts(ending)["heat"].endswith("but a calm line follows")


def test_an_answer_that_opens_more_than_it_answers_is_the_ending() -> None:
    lines = [
        say(14_000, 16_000, "你到底是谁？", heat=40.0, asks=True),
        say(16_500, 18_500, "我是你亲生母亲", heat=75.0),
    ]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.kinds == (OPEN,)
    assert ending.at_ms == 16_500


def test_a_gasp_is_a_reaction_to_the_line_before_it() -> None:
    lines = [
        say(14_000, 16_000, "孩子不是你的", heat=70.0, speaker="她"),
        say(16_600, 17_200, "什么？", heat=5.0, asks=True, speaker="他"),
    ]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.at_ms == 14_000
    assert texts(ending)["question"] == "“什么？” is all that is said to it, and nobody answers"
    assert "last-word" not in texts(ending)


def test_a_short_line_by_the_same_voice_goes_on_and_is_no_gasp() -> None:
    lines = [
        say(14_000, 16_000, "放火的人还活着", heat=70.0, speaker="她"),
        say(16_600, 17_200, "是你", heat=30.0, speaker="她"),
    ]
    assert ending_of(make_material(20_000, lines=lines)).at_ms == 16_600


def test_calm_words_and_a_picture_that_moves_on_are_resolved() -> None:
    ending = ending_of(
        make_material(
            40_000,
            cuts=[34_000, 36_000],
            sizes=[ShotSize.MEDIUM, ShotSize.WIDE],
            lines=[say(33_000, 35_000, "面好了，趁热吃")],
        )
    )
    assert ending.kinds == (RESOLVED,)
    assert ending.at_ms == 33_000
    assert ending.strength < 25


def test_a_hot_line_is_remembered_over_a_calm_one_that_follows_but_weaker() -> None:
    hot = say(32_000, 34_000, "你娘还活着", heat=80.0)
    alone = ending_of(make_material(40_000, lines=[hot]))
    followed = ending_of(make_material(40_000, lines=[hot, say(35_000, 37_000, "先吃面吧，别凉了")]))
    assert followed.at_ms == alone.at_ms == 32_000
    assert followed.strength < alone.strength
    assert texts(followed)["heat"] == "the line “你娘还活着” is hot (80 of 100), but a calm line follows"


def test_a_hot_line_long_before_the_end_is_no_ending() -> None:
    lines = [say(10_000, 12_000, heat=90.0), say(36_000, 38_000)]
    assert ending_of(make_material(40_000, lines=lines)).kinds == (RESOLVED,)


def test_a_line_that_breaks_off_leaves_open_what_it_says() -> None:
    ending = ending_of(make_material(20_000, lines=[say(16_000, 18_000, "其实我……", heat=5.0, breaks_off=True)]))
    assert ending.kinds == (OPEN,)
    assert texts(ending)["unfinished"] == "“其实我……” breaks off"


def test_an_episode_that_ends_in_the_middle_of_a_line_says_so() -> None:
    ending = ending_of(make_material(20_000, lines=[say(18_000, 20_000, "我要告诉你一件事", heat=5.0)]))
    assert ending.kinds == (OPEN,)
    assert texts(ending)["cut-off"] == "the episode ends in the middle of “我要告诉你一件事”"


def test_black_after_the_last_word_is_no_part_of_the_story() -> None:
    lines = [say(12_000, 14_000, heat=70.0), show(15_500, 19_000, "第1集完")]
    material = make_material(20_000, lines=lines, brightness=steps(40.0, (15_000, 0.4)))
    ending = ending_of(material)
    assert ending.at_ms == 12_000
    assert texts(ending)["last-word"] == "it is the last word: 1.0 s are left, and nobody speaks"
    assert texts(ending)["black"] == "the last 5.0 s are black"


def test_credits_over_black_do_not_push_the_ending_out_of_reach() -> None:
    material = make_material(
        60_000,
        lines=[say(28_000, 30_000, heat=70.0), *(show(at, at + 3_000, "导演") for at in range(33_000, 57_000, 4_000))],
        brightness=steps(40.0, (32_000, 0.4)),
    )
    ending = ending_of(material)
    assert ending.at_ms == 28_000
    assert OPEN in ending.kinds


def test_a_voice_over_black_still_belongs_to_the_story() -> None:
    material = make_material(
        20_000, lines=[say(16_500, 18_500, "我回来了", heat=70.0)], brightness=steps(40.0, (15_000, 0.4))
    )
    assert ending_of(material).at_ms == 16_500


def test_an_episode_that_is_all_black_still_ends() -> None:
    ending = ending_of(make_material(20_000, brightness=steps(0.0)))
    assert ending.kinds == (RESOLVED,)
    assert "black" not in texts(ending)


def test_a_text_right_after_the_last_word_bears_it_out() -> None:
    line = say(45_200, 47_000, "你娘还活着", heat=70.0)
    ending = ending_of(make_material(53_000, lines=[line, show(47_800, 52_500, "小满，我是妈妈", heat=45.0)]))
    assert ending.at_ms == 45_200
    assert texts(ending)["text"] == "the text “小满，我是妈妈” in the picture goes on with it (45 of 100)"


def test_a_text_long_after_the_last_word_is_the_ending_itself() -> None:
    lines = [say(40_000, 42_000, "晚安", heat=5.0), show(49_000, 52_500, "救我", heat=60.0)]
    ending = ending_of(make_material(53_000, lines=lines))
    assert (ending.at_ms, ending.cue_id) == (49_000, "c49000")
    assert OPEN in ending.kinds


def test_a_shop_sign_in_the_last_shot_says_nothing() -> None:
    lines = [say(15_000, 17_000, heat=70.0), show(17_500, 20_000, "云记面馆")]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.at_ms == 15_000
    assert "text" not in texts(ending)


def test_a_burst_of_light_after_calm_words_is_where_it_ends() -> None:
    ending = ending_of(make_material(20_000, lines=[say(12_000, 14_000)], flashes=[18_000]))
    assert (ending.at_ms, ending.cue_id) == (18_000, None)
    assert PEAK in ending.kinds
    assert texts(ending)["event"] == "without a word, light bursts into the picture for 160 ms"


def test_a_cut_to_a_face_after_the_last_word_does_not_move_it() -> None:
    faces = steps(10.0, (17_000, 60.0))
    ending = ending_of(
        make_material(20_000, cuts=[15_000, 17_000], faces=faces, lines=[say(14_500, 16_800, heat=40.0)])
    )
    assert ending.at_ms == 14_500


def test_an_ending_without_lines_is_its_last_event() -> None:
    loudness = steps(SPEECH_LUFS, (17_000, SPEECH_LUFS + 14))
    ending = ending_of(make_material(20_000, cuts=[17_000], loudness=loudness))
    assert 16_800 <= ending.at_ms <= 17_200
    assert PEAK in ending.kinds
    assert texts(ending)["event"] == "without a word, it gets 14 LU louder within 2 s"


def test_an_ending_in_which_nothing_happens_is_the_last_shot_at_rest() -> None:
    ending = ending_of(make_material(20_000, cuts=[8_000, 15_000]))
    assert ending.kinds == (RESOLVED,)
    assert ending.at_ms == 15_000


def test_a_cut_while_everything_is_high_is_a_cut_on_a_peak() -> None:
    material = make_material(
        20_000,
        cuts=range(15_000, 20_000, 700),
        faces=steps(10.0, (15_000, 45.0)),
        motion=steps(1.0, (15_000, 12.0)),
        lines=[say(17_000, 19_500, heat=70.0)],
    )
    ending = ending_of(material)
    assert PEAK in ending.kinds
    assert "before the end the intensity is still" in texts(ending)["peak"]


def test_sound_that_falls_silent_is_an_ending_of_its_own() -> None:
    sound = (
        SoundSpan(kind=SoundKind.MUSIC, start_ms=0, end_ms=17_000),
        SoundSpan(kind=SoundKind.SILENCE, start_ms=17_000, end_ms=20_000),
    )
    ending = ending_of(make_material(20_000, sound=sound))
    assert ending.kinds == (SILENCE,)
    assert texts(ending)["silence"] == "the last 3.0 s are silent"


def test_an_episode_that_is_silent_throughout_does_not_end_in_silence() -> None:
    sound = (SoundSpan(kind=SoundKind.SILENCE, start_ms=0, end_ms=20_000),)
    assert ending_of(make_material(20_000, sound=sound)).kinds == (RESOLVED,)


def test_more_than_100_points_are_scaled_to_100() -> None:
    material = make_material(
        20_000,
        cuts=[*range(12_000, 17_000, 500), 17_500],
        sizes=[ShotSize.EXTREME_CLOSE_UP],
        faces=steps(10.0, (12_000, 45.0)),
        motion=steps(1.0, (12_000, 12.0)),
        lines=[say(15_000, 17_500, "凶手是谁？", heat=100.0, asks=True)],
        sound=(
            SoundSpan(kind=SoundKind.SPEECH, start_ms=0, end_ms=17_500),
            SoundSpan(kind=SoundKind.SILENCE, start_ms=17_500, end_ms=20_000),
        ),
    )
    assert ending_of(material).strength == pytest.approx(100.0)


def test_an_episode_without_a_tick_has_no_ending() -> None:
    assert read_ending(make_material(0), jolts=(), peaks=()) is None


def test_a_face_held_after_calm_words_may_as_well_smile() -> None:
    material = make_material(
        40_000, cuts=[36_000], sizes=[ShotSize.CLOSE_UP], lines=[say(33_000, 35_000, "面好了，趁热吃")]
    )
    ending = ending_of(material)
    assert ending.kinds == (RESOLVED,)
    assert texts(ending)["hold"] == "then the picture stays on a face for 4.0 s without a word"


def test_a_short_line_that_is_hotter_than_the_one_before_is_no_gasp() -> None:
    lines = [say(14_000, 16_000, "孩子不是你的", heat=40.0), say(16_600, 17_400, "杀了他", heat=80.0)]
    assert ending_of(make_material(20_000, lines=lines)).at_ms == 16_600


def test_a_burst_of_light_right_after_a_hot_line_belongs_to_it() -> None:
    lines = [say(12_000, 14_000, "放火的人还活着", heat=70.0)]
    assert ending_of(make_material(20_000, lines=lines, flashes=[15_000])).at_ms == 12_000
    assert ending_of(make_material(20_000, lines=lines, flashes=[18_500])).at_ms == 18_500


def test_a_jolt_that_is_mostly_a_face_is_how_a_line_is_answered() -> None:
    material = make_material(
        20_000,
        cuts=[17_000],
        faces=steps(10.0, (17_000, 60.0)),
        motion=steps(1.0, (17_000, 8.0)),
        lines=[say(14_000, 16_000)],
    )
    assert find_jolts(material)
    assert ending_of(material).at_ms == 14_000


def test_what_is_left_of_a_hot_line_over_a_calm_one_is_half() -> None:
    hot = say(32_000, 34_000, "你娘还活着", heat=80.0)
    ending = ending_of(make_material(40_000, lines=[hot, say(35_000, 37_000, "先吃面吧，别凉了")]))
    assert {reason.id: reason.points for reason in ending.reasons}["heat"] == pytest.approx(20.0)


def test_an_end_that_is_high_but_low_for_its_episode_is_not_cut_on_a_peak() -> None:
    def high_until(ms: int) -> Material:
        return make_material(
            40_000,
            cuts=range(1_000, 40_000, 1_000),
            faces=steps(45.0),
            motion=steps(10.0, (ms, 1.0)),
            lines=[say(0, 39_000, heat=20.0)],
        )

    assert PEAK not in ending_of(high_until(30_000)).kinds
    assert PEAK in ending_of(high_until(40_000)).kinds


def test_a_gasp_that_asks_nothing_only_adds_a_little() -> None:
    lines = [say(14_000, 16_000, "孩子不是你的", heat=70.0), say(16_600, 17_200, "啊！", heat=10.0)]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.at_ms == 14_000
    assert texts(ending)["gasp"] == "“啊！” is all that is said to it"


def test_a_bare_what_asks_about_what_was_said_however_calmly() -> None:
    lines = [say(14_000, 16_000, "Your husband did."), say(16_600, 17_200, "What?", asks=True)]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.at_ms == 14_000
    assert ending.kinds == (OPEN,)


def test_a_short_question_of_its_own_is_no_gasp_at_calm_words() -> None:
    lines = [say(14_000, 16_000, "我回来了，妈"), say(16_600, 17_800, "你是谁？", asks=True)]
    ending = ending_of(make_material(20_000, lines=lines))
    assert ending.at_ms == 16_600
    assert ending.kinds == (OPEN,)


def test_a_charged_text_on_black_is_part_of_the_story() -> None:
    lines = [say(8_000, 10_000, "晚安"), show(16_000, 19_000, "凶手还活着", heat=60.0)]
    ending = ending_of(make_material(20_000, lines=lines, brightness=steps(40.0, (13_000, 0.4))))
    assert ending.at_ms == 16_000
    assert OPEN in ending.kinds


def test_a_blow_of_sound_over_black_comes_after_the_ending() -> None:
    material = make_material(
        20_000,
        lines=[say(12_000, 14_000, heat=70.0)],
        brightness=steps(40.0, (15_000, 0.4)),
        loudness=steps(SPEECH_LUFS, (19_000, SPEECH_LUFS + 20)),
    )
    assert [jolt for jolt in find_jolts(material) if jolt.at_ms >= 18_800]
    assert ending_of(material).at_ms == 12_000


def test_an_ending_that_only_words_would_decide_is_not_judged_where_nobody_can_tell_what_they_say() -> None:
    def read(*lines: Line, has_heat: bool) -> Ending | None:
        material = make_material(20_000, lines=lines, has_heat=has_heat)
        return read_ending(material, jolts=find_jolts(material), peaks=find_peaks(material))

    calm = say(14_000, 16_000, "แม่ของเธอยังไม่ตาย")
    known = read(calm, has_heat=True)
    assert known is not None and known.kinds == (RESOLVED,)
    assert read(calm, has_heat=False) is None
    assert read(say(14_000, 16_000, "ใครฆ่าเขา?", asks=True), calm, has_heat=False) is None


def test_without_lines_no_word_is_missing_from_the_ending() -> None:
    assert ending_of(make_material(20_000, has_heat=False)).kinds == (RESOLVED,)


def test_a_question_mark_a_silence_and_a_peak_are_judged_in_every_language() -> None:
    asked = ending_of(make_material(20_000, lines=[say(14_000, 16_000, "ใคร?", asks=True)], has_heat=False))
    assert asked.kinds == (OPEN,)
    calm = say(12_000, 14_000, "ราตรีสวัสดิ์")
    assert ending_of(make_material(20_000, lines=[calm], flashes=[18_000], has_heat=False)).kinds == (PEAK,)
    sound = (
        SoundSpan(kind=SoundKind.SPEECH, start_ms=0, end_ms=17_000),
        SoundSpan(kind=SoundKind.SILENCE, start_ms=17_000, end_ms=20_000),
    )
    assert ending_of(make_material(20_000, lines=[calm], sound=sound, has_heat=False)).kinds == (SILENCE,)
