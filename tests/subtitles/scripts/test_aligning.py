"""The script's words come to the picture's times, whatever was read wrongly, missed or added."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.core.text import fold
from reelbridge.formats.script import ScriptLine
from reelbridge.model.cue import Alternative, Box, Cue, CueKind, CueList
from reelbridge.model.media import FileRef
from reelbridge.subtitles.scripts.aligning import align
from support.reading_noise import cues_of, misread, write_lines


def lines_of(*texts: str) -> tuple[ScriptLine, ...]:
    return tuple(ScriptLine(text=text) for text in texts)


def texts_of(cues: CueList) -> list[str]:
    return [cue.text for cue in cues.cues]


def test_words_come_from_the_script_and_everything_else_from_the_picture() -> None:
    box, picture = Box(left=0.1, top=0.8, right=0.9, bottom=0.85), FileRef(name="c.png", digest="d", size=1)
    cue = Cue(id="c0007", start_ms=40, end_ms=880, text="三干万今晚就签宇", confidence=0.9, box=box, picture=picture)
    script = (ScriptLine(text="三千万，今晚就签字！", speaker="二叔"),)
    (found,) = align(script, CueList(language="zh-Hans", origin="burned-in", cues=(cue,))).cues
    assert (found.id, found.start_ms, found.end_ms, found.box, found.picture) == ("c0007", 40, 880, box, picture)
    assert (found.text, found.speaker, found.is_unsure) == ("三千万，今晚就签字！", "二叔", False)
    assert found.confidence == pytest.approx(7 / 8)  # 千 and 干 look alike, 字 and 宇 are not in the table
    assert found.alternatives == (
        Alternative(at=1, length=1, text="干", confidence=0.9),
        Alternative(at=8, length=1, text="宇", confidence=0.9),
    )


def test_a_line_of_the_script_is_parted_where_the_picture_parts_it() -> None:
    script = lines_of("一碗面才卖十二块，你得卖到哪年哪月？", "签吧")
    found = align(script, cues_of(["一碗面才卖十二块", "你得买到哪年哪月", "签吧"]))
    assert texts_of(found) == ["一碗面才卖十二块，", "你得卖到哪年哪月？", "签吧"]


def test_rows_of_the_picture_stay_rows() -> None:
    found = align(lines_of("她是沈家大小姐，也是我唯一的徒弟"), cues_of(["她是沈家大小姐\n也是我唯一的徒第"]))
    assert texts_of(found) == ["她是沈家大小姐，\n也是我唯一的徒弟"]


def test_lines_shown_together_are_joined_and_have_a_speaker_only_if_it_is_one() -> None:
    script = (ScriptLine(text="签还是不签？", speaker="二叔"), ScriptLine(text="不签", speaker="小满"))
    (found,) = align(script, cues_of(["签还是不签 不签"])).cues
    assert (found.text, found.speaker) == ("签还是不签？不签", None)
    (found,) = align((script[1], ScriptLine(text="我信", speaker="小满")), cues_of(["不签\n我信"])).cues
    assert (found.text, found.speaker) == ("不签\n我信", "小满")


def test_a_long_speech_is_laid_over_many_cues() -> None:
    speech = "二十年前那场大火里，沈家丢了一个两岁的女儿，我找了她二十年，终于在这里找到了，跟我回家吧！"
    shown = ["二十年前那场大火里", "沈家丢了一个两岁的女儿", "我找了她二十年", "终于在这里找到了", "跟我回家吧"]
    found = align(lines_of("站住", speech, "不去"), cues_of(["站住", *shown, "不去"]))
    assert [fold(text) for text in texts_of(found)] == ["站住", *shown, "不去"]
    assert "".join(texts_of(found)[1:-1]) == speech


def test_no_word_of_letters_is_cut() -> None:
    found = align(lines_of("你是我的Sunshine永远"), cues_of(["你是我的Sunsh", "ne永远"]))
    assert texts_of(found) in (["你是我的Sunshine", "永远"], ["你是我的", "Sunshine永远"])


def test_a_line_that_is_in_no_script_stays_as_it_was_read_and_is_unsure() -> None:
    found = align(lines_of("不签", "来找我的未婚妻"), cues_of(["不签", "下雨了快收衣服", "来找我的未婚妻"]))
    assert texts_of(found) == ["不签", "下雨了快收衣服", "来找我的未婚妻"]
    assert [cue.is_unsure for cue in found.cues] == [False, True, False]
    assert found.notes == ("script: 1 lines of the picture are not in it, they stay as they were read",)


def test_lines_that_were_never_shown_are_named() -> None:
    missing = ("你哪来的未婚妻？", "没有证据", "谁会信你", "我可是你亲二叔")
    found = align(lines_of("不签", *missing, "天凉了，陆氏也该换人了"), cues_of(["不签", "天凉了陆氏也该换人了"]))
    assert found.notes == ("script: not found in the picture: 你哪来的未婚妻？, 没有证据, 谁会信你 and 1 more",)


def test_signs_take_no_part() -> None:
    cues = cues_of(["云记面馆", "不签", "我信"])
    sign = replace(cues.cues[0], kind=CueKind.SIGN)
    found = align(lines_of("云记面馆", "不签！", "我信！"), replace(cues, cues=(sign, *cues.cues[1:])))
    assert found.cues[0] == sign
    assert texts_of(found) == ["云记面馆", "不签！", "我信！"]


def test_the_script_of_another_series_is_not_used() -> None:
    cues = cues_of(["三千万今晚就签字", "这家店多少钱都不卖", "一碗面才卖十二块"])
    found = align(lines_of("皇上驾到", "娘娘请用茶", "退朝"), cues)
    assert found == replace(cues, notes=("script left out: only 0 of 3 lines of the picture are in it",))
    assert align((), cues).cues == cues.cues


def test_an_episode_finds_its_place_in_the_script_of_the_whole_series() -> None:
    series = write_lines(600, seed=1)
    chance = random.Random(2)
    episode = series[200:240]
    found = align(lines_of(*series), cues_of([misread(text, chance, 0.03) for text in episode]))
    assert texts_of(found) == episode
    assert found.notes == ("script: 200 lines before the first one found and 360 after the last: other episodes'",)


@pytest.mark.parametrize("seed", range(3))
def test_nearly_every_line_is_recovered_from_noise(seed: int) -> None:
    """Characters misread, lines missed, lines nobody wrote, lines joined and parted."""
    chance = random.Random(seed)
    script = write_lines(500, seed=seed + 10)
    shown: list[str] = []
    truth: list[str | None] = []
    rest = list(script)
    while rest:
        line = rest.pop(0)
        case = chance.random()
        if case < 0.03:
            continue
        if case < 0.06:
            shown.append("汪洋海棠春睡梨花")
            truth.append(None)
        if case < 0.10 and rest:
            line += "\n" + rest.pop(0)
        parts = line.split("，") if 0.10 <= case < 0.2 else [line]
        shown += parts
        truth += parts
    found = align(lines_of(*script), cues_of([misread(text, chance, 0.04) for text in shown]))
    scripted = [(cue, text) for cue, text in zip(found.cues, truth, strict=True) if text is not None]
    right = sum(fold(cue.text) == fold(text) for cue, text in scripted)
    assert right / len(scripted) >= 0.99
    assert all(cue.is_unsure for cue, text in zip(found.cues, truth, strict=True) if text is None)


LINES = st.lists(st.text(st.sampled_from("不签我信三千万，！ ab\n"), min_size=1, max_size=24), max_size=8)


@settings(deadline=None)
@given(script=LINES, shown=LINES)
def test_no_word_is_lost_doubled_or_moved(script: list[str], shown: list[str]) -> None:
    """The words that cues took from the script are a part of it, in its order; every cue stays, in its order."""
    cues = cues_of([text for text in shown if text.strip()])
    found = align(lines_of(*script), cues)
    assert [(cue.id, cue.start_ms, cue.end_ms) for cue in found.cues] == [
        (cue.id, cue.start_ms, cue.end_ms) for cue in cues.cues
    ]
    taken = [new.text for new, old in zip(found.cues, cues.cues, strict=True) if new.confidence != old.confidence]
    rest = iter(fold("".join(script)))
    assert all(char in rest for char in fold("".join(taken)))
    assert all(cue.text.strip() for cue in found.cues)
    assert all(other.at + other.length <= len(cue.text) for cue in found.cues for other in cue.alternatives)


@settings(deadline=None)
@given(script=LINES)
def test_a_script_shown_word_for_word_comes_back_whole(script: list[str]) -> None:
    words = [line for line in (" ".join(line.split()) for line in script) if fold(line)]
    found = align(lines_of(*words), cues_of(words))
    assert [fold(text) for text in texts_of(found)] == [fold(text) for text in words]
    assert not any(cue.is_unsure for cue in found.cues)
