"""The benchmarks count rightly: what they say of a reading can be checked by hand."""

from __future__ import annotations

import re
import sys
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from reelbridge.core.text import fold

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
try:
    from benchmarks.footage.catalogue import CATALOGUE
    from benchmarks.footage.script import read_lines
    from benchmarks.footage.truth import Text, TextKind, Truth
    from benchmarks.reading.answer import ReadLine
    from benchmarks.reading.scoring import add, pair_lines, score, wrong_share
    from benchmarks.technique.answer import Found, at
    from benchmarks.technique.planning import nearest_frame, plan_film
    from benchmarks.technique.scoring import score as score_shots
    from benchmarks.technique.truth import Boundary, Event, EventKind, Film
    from benchmarks.translating.corpus import Result, Said
    from benchmarks.translating.scoring import score as score_translation
    from benchmarks.translating.series import cut_series, make_series
    from benchmarks.translating.words import LOCALES, SOURCE, load_words, money_texts
finally:
    sys.path.remove(str(ROOT))

SLOT = re.compile(r"{(\w+)}")


def true(text: str, start_ms: int, end_ms: int, kind: TextKind = TextKind.DIALOGUE, fade_frames: int = 0) -> Text:
    """A text at 25 frames a second; where it stands does not matter."""
    return Text(
        text=text, kind=kind, look="white", start_frame=start_ms // 40, end_frame=end_ms // 40, start_ms=start_ms,
        end_ms=end_ms, fade_frames=fade_frames, left=0, top=0, right=2, bottom=2,
    )  # fmt: skip


def clip(*texts: Text) -> Truth:
    return Truth(
        name="clip", style="white", group="ordinary", width=72, height=128, rate=Fraction(25), frames=250, texts=texts,
        cuts=(), flashes=(), key="",
    )  # fmt: skip


def read(text: str, start_ms: int, end_ms: int, kind: str = "dialogue") -> ReadLine:
    return ReadLine(start_ms=start_ms, end_ms=end_ms, text=text, kind=kind)


def test_punctuation_width_and_space_are_no_errors() -> None:
    assert wrong_share("你好，A1！", "你好 Ａ１") == 0
    assert wrong_share("今天晚上", "今夭晚上") == 0.25


def test_a_perfect_reading_has_perfect_figures() -> None:
    result = score(
        clip(true("你回来了", 400, 1200), true("坐下", 1200, 1600)),
        [read("你回来了", 400, 1200), read("坐下", 1200, 1600)],
    )
    assert (result.recall, result.precision, result.cer, result.exact) == (1.0, 1.0, 0.0, 2)
    assert result.errors_ms == (0.0, 0.0, 0.0, 0.0)


def test_a_missed_line_costs_all_its_characters_and_an_invented_one_costs_precision() -> None:
    result = score(
        clip(true("你回来了", 400, 1200), true("坐下", 1200, 1600)),
        [read("你回来了", 400, 1200), read("山水", 3000, 3600)],
    )
    assert (result.recall, result.precision) == (0.5, 0.5)
    assert result.cer == 2 / 6


def test_errors_of_times_are_counted_at_both_ends_in_ms_and_frames() -> None:
    result = score(clip(true("你回来了", 400, 1200)), [read("你回来了", 440, 1120)])
    assert result.errors_ms == (40.0, 80.0)
    assert result.errors_frames == (1.0, 2.0)


def test_one_long_reading_finds_one_of_two_lines() -> None:
    pairs, left_over = pair_lines(
        [true("他昨晚没有回家", 400, 1200), true("她昨晚没有回家", 1200, 2000)], [read("他昨晚没有回家", 400, 2000)]
    )
    assert [pair.read is not None for pair in pairs] == [True, False]
    assert left_over == ()


def test_a_line_read_twice_finds_once() -> None:
    pairs, left_over = pair_lines(
        [true("你回来了", 400, 1200)], [read("你回来", 400, 1000), read("你回来了", 400, 1200)]
    )
    assert [pair.read and pair.read.text for pair in pairs] == ["你回来了"]
    assert [line.text for line in left_over] == ["你回来"]


def test_the_same_line_at_another_time_is_not_the_line() -> None:
    assert score(clip(true("你回来了", 400, 1200)), [read("你回来了", 900, 3000)]).found == 0


def test_a_watermark_among_the_dialogue_is_counted() -> None:
    truth = clip(true("星河短剧 第9集", 0, 10_000, TextKind.WATERMARK), true("坐下", 1200, 1600))
    assert score(truth, [read("星河短剧", 0, 400), read("坐下", 1200, 1600)]).marks == 1


def test_a_sign_counts_only_as_a_sign() -> None:
    truth = clip(true("福来面馆", 0, 4000, TextKind.SIGN))
    assert score(truth, [read("福来面馆", 400, 3000, "sign")]).signs_found == 1
    assert score(truth, [read("福来面馆", 400, 3000)]).signs_found == 0


def test_clips_add_up() -> None:
    one = score(clip(true("你回来了", 400, 1200)), [read("你回来了", 400, 1200)])
    none = score(clip(true("坐下", 400, 1200)), [])
    both = add([one, none])
    assert (both.lines, both.found, both.characters, both.wrong) == (2, 1, 6, 2)


def test_a_fading_text_is_never_wholly_gone_while_it_is_up() -> None:
    text = true("坐下", 400, 1200, fade_frames=4)
    shown = [text.opacity(frame) for frame in range(9, 31)]
    assert shown[0] == shown[-1] == 0
    assert shown[1:6] == [0.2, 0.4, 0.6, 0.8, 1.0]
    assert min(shown[1:-1]) > 0


def test_there_are_lines_enough_for_small_shares_to_mean_something() -> None:
    sections = read_lines()
    lines = {line for rows in sections.values() for row in rows for line in row.split("|")}
    assert len(lines) >= 400
    for section, rows in sections.items():
        wanted = sum(clip.count for clip in CATALOGUE if clip.section == section and clip.group != "episode")
        assert wanted <= len(rows), section


def test_every_sentence_has_its_slots_in_every_language() -> None:
    words = load_words()
    assert len(words.sentences) + len(words.shorts) + len(words.signs) >= 150
    for sentence in words.sentences:
        slots = set(SLOT.findall(sentence[SOURCE]))
        assert slots <= {*words.slots, "money", "n"}
        for locale in LOCALES:
            assert set(SLOT.findall(sentence[locale])) == slots, (locale, sentence[SOURCE])


def test_the_series_is_the_same_every_time_and_no_two_lines_share_a_translation() -> None:
    series = make_series(seed=7, episodes=2, lines=400)
    assert series == make_series(seed=7, episodes=2, lines=400)
    assert [len(episode.lines) for episode in series] == [200, 200]
    for locale in LOCALES:
        owners: dict[str, set[str]] = {}
        for line in (line for episode in series for line in episode.lines):
            owners.setdefault(fold(line.texts[locale]), set()).add(fold(line.source))
        assert all(len(sources) == 1 for sources in owners.values())
    assert len(cut_series(series, 300)[0].lines) == 300


def test_amounts_are_written_as_people_write_them() -> None:
    thirty_million, odd = money_texts(30_000_000), money_texts(25_000)
    assert (thirty_million[SOURCE], thirty_million["en"], thirty_million["ja"]) == ("三千万", "30 million", "3000万")
    assert (odd[SOURCE], odd["en"], odd["de"], odd["ko"]) == ("二万五千", "25,000", "25.000", "25000")


def test_what_became_of_every_line_is_told_apart() -> None:
    (episode,) = cut_series(make_series(seed=7, episodes=1, lines=40), 8)
    right = [line.texts["en"] for line in episode.lines]
    said = [
        Said(text=right[0]), Said(text=""), Said(text=right[3]), Said(text="nonsense"), Said(text="x", note="unsure"),
        Said(text=right[5], note="unsure"), Said(text=right[2]), Said(text=right[7].upper()),
    ]  # fmt: skip
    result = Result(wall_s=1, cpu_s=1, lines={("e001", "en"): tuple(said)})
    found = score_translation((episode,), result)
    assert (found.lines, found.right, found.lost, found.shifted) == (8, 3, 1, 1)
    assert (found.silent, found.flagged, found.alarms) == (2, 1, 1)


def film(*boundaries: Boundary, events: tuple[Event, ...] = ()) -> Film:
    """Ten seconds at 25 frames a second."""
    return Film(
        name="film", width=72, height=128, rate=Fraction(25), is_variable=False, times_ms=tuple(range(0, 10_000, 40)),
        boundaries=boundaries, events=events, key="",
    )  # fmt: skip


def cut(frame: int) -> Boundary:
    return Boundary(kind="cut", look="", start_frame=frame, end_frame=frame)


def dissolve(start: int, end: int) -> Boundary:
    return Boundary(kind="dissolve", look="", start_frame=start, end_frame=end)


def test_a_cut_is_found_within_two_frames_and_no_more() -> None:
    result = score_shots(film(cut(50), cut(100)), [at(52), at(103)])
    assert (result.cuts.found, result.cuts.false, result.cuts.f1) == (1, 1, 0.5)
    assert result.offsets == {2: 1}


def test_a_boundary_found_twice_counts_once() -> None:
    result = score_shots(film(cut(50), dissolve(100, 112)), [at(50), at(51), at(102), at(110)])
    assert (result.cuts.found, result.cuts.false) == (1, 1)
    assert (result.gradual.found, result.gradual.false) == (1, 1)
    assert result.every.f1 == 2 * 2 / (2 + 4)


def test_any_frame_of_a_dissolve_will_do_but_only_its_ends_and_kind_are_exact() -> None:
    truth = film(dissolve(100, 112), dissolve(200, 212))
    near = Found(frame=106, start_frame=102, end_frame=111, kind="dissolve")
    far = Found(frame=206, start_frame=203, end_frame=212, kind="dissolve")
    result = score_shots(truth, [near, far])
    assert (result.gradual.f1, result.exact.found, result.exact.f1) == (1.0, 1, 0.5)
    assert score_shots(truth, [at(106), at(206)]).exact.found == 0
    assert score_shots(truth, [Found(frame=106, start_frame=100, end_frame=112, kind="wipe")]).exact.found == 0


def test_a_cut_called_at_a_flash_is_an_alarm_and_a_false_cut() -> None:
    flash = Event(kind=EventKind.FLASH, look="white", start_frame=60, end_frame=63)
    line = Event(kind=EventKind.SUBTITLE, look="", start_frame=62, end_frame=120)
    result = score_shots(film(cut(50), events=(flash, line)), [at(50), at(60)])
    assert result.events == {EventKind.FLASH: [1, 1], EventKind.SUBTITLE: [1, 0]}
    assert result.cuts.false == 1


def test_nobody_is_asked_about_the_fade_a_film_begins_with() -> None:
    opening = Event(kind=EventKind.EDGE, look="in", start_frame=0, end_frame=12)
    assert score_shots(film(cut(50), events=(opening,)), [at(6), at(50)]).every.f1 == 1.0


def test_made_films_follow_their_seed_and_keep_boundaries_and_events_apart() -> None:
    for seed in range(1, 30):
        plan = plan_film(seed, seconds=30, has_takes=False)
        assert plan == plan_film(seed, seconds=30, has_takes=False)
        assert plan.film != plan_film(seed + 1, seconds=30, has_takes=False).film
        times = plan.film.times_ms
        assert times[0] == 0
        assert all(earlier < later for earlier, later in pairwise(times))
        assert all(earlier.end_frame < later.start_frame for earlier, later in pairwise(plan.film.boundaries))
        for event in plan.film.events:
            if event.kind is not EventKind.SUBTITLE:
                assert not any(
                    event.start_frame < boundary.end_frame + 5 and boundary.start_frame < event.end_frame + 5
                    for boundary in plan.film.boundaries
                )


def test_the_frame_at_a_time_is_the_one_shown_then() -> None:
    assert [nearest_frame((0, 33, 67, 133), time) for time in (0, 32, 33, 66.7, 100, 900)] == [0, 0, 1, 2, 2, 3]
