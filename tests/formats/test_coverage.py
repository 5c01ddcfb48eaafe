"""A plan to shoot by, beat by beat."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from fractions import Fraction

from reelbridge.formats.coverage import render_coverage, render_coverage_notes
from reelbridge.model.cue import Cue
from reelbridge.model.shot import CameraMove, ShotSize
from reelbridge.model.study import EpisodeStudy
from support.cut import make_cut
from support.studies import make_episode


def with_line(text: str, *, title: str = "第1集") -> EpisodeStudy:
    return replace(make_episode(title=title), cues=(Cue(id="c1", start_ms=0, end_ms=900, text=text),))


def outside_of_notes(fountain: str) -> str:
    return re.sub(r"\[\[.*?\]\]", "", fountain, flags=re.DOTALL)


def test_each_beat_is_a_row_with_columns_to_fill_in() -> None:
    rows = list(csv.DictReader(io.StringIO(render_coverage(make_episode()).removeprefix("\ufeff"), newline="")))
    assert [(row["kind"], row["from"], row["to"], row["shots"]) for row in rows] == [
        ("hook", "0:00.0", "0:03.0", "2"),
        ("build", "0:03.0", "0:16.0", "2"),
        ("cliffhanger", "0:16.0", "0:24.0", "2"),
    ]
    assert (rows[1]["typical shot s"], rows[1]["shortest s"], rows[1]["longest s"]) == ("6.5", "3.0", "10.0")
    assert (rows[0]["sizes"], rows[0]["cameras"]) == ("1 extreme close-up, 1 close-up", "1 locked off, 1 pan left")
    blank = [rows[0][name] for name in ("planned size", "lens", "movement", "who", "location", "done")]
    assert blank == [""] * 6


def test_the_screenplay_has_a_scene_a_beat_and_marks_the_hook_and_the_ending() -> None:
    text = render_coverage_notes(make_episode())
    assert text.startswith("Title: 第1集\n")
    assert re.findall(r"^\.PLACE - TIME #(\d)#$", text, re.MULTILINE) == ["1", "2", "3"]
    assert (
        "\n\n= hook, 0:00.0 to 0:03.0: 2 shots. Take hold of the viewer.\n\n[[hook 0:00.4]]\n\n[[shot 1: 1.6 s, "
        in text
    )
    assert "\n\n= cliffhanger, 0:16.0 to 0:24.0: 2 shots. End open.\n\n[[cliffhanger 0:21.0]]\n\n" in text
    assert '[[shot 6: 3.2 s, close-up, tilt up; "你到底是谁？"]]' in text


def test_a_short_beat_is_told_to_a_tenth_of_a_second() -> None:
    whole = make_episode()
    hook = replace(whole.drama.beats[0], end_ms=2800)
    episode = replace(whole, drama=replace(whole.drama, beats=(hook,)))
    assert "\n= hook, 0:00.0 to 0:02.8: 2 shots. " in render_coverage_notes(episode)
    assert ",0:00.0,0:02.8,2.8," in render_coverage(episode)


def test_several_shots_of_a_kind_are_counted_in_the_plural() -> None:
    whole = make_episode()
    looks = tuple(
        replace(look, size=ShotSize.WIDE if look.number == 6 else ShotSize.CLOSE_UP, camera=CameraMove.PAN_LEFT)
        for look in whole.looks
    )
    beat = replace(whole.drama.beats[0], last_shot=6)
    text = render_coverage(replace(whole, looks=looks, drama=replace(whole.drama, beats=(beat,))))
    assert '"5 close-ups, 1 wide",6 pans left,' in text


def test_a_line_cannot_leave_its_note() -> None:
    awkward = "]]\n\nINT. ELSEWHERE - DAY\n\n[[ /* ]]] */ ]"
    text = render_coverage_notes(with_line(awkward, title="x\n\nINT. TITLE /*"))
    assert text.count("[[") == text.count("]]")
    assert "ELSEWHERE" not in outside_of_notes(text)
    assert "/*" not in text and "*/" not in text
    assert not re.search(r"^INT\.", text, re.MULTILINE)


def test_an_episode_without_beats_is_a_head_alone() -> None:
    episode = make_cut(Fraction(25), (0,))
    assert render_coverage(episode).count("\r\n") == 1
    assert render_coverage_notes(episode) == "Title: 第1集\nNotes: a plan to shoot by, beat by beat\n"
