"""What is spoken in a studio's script, in whatever manner it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.core.errors import ParseError
from reelbridge.formats.script import MAX_LINES, parse_script, script_of
from reelbridge.formats.srt import parse_srt

LABELLED = """面馆千金
编剧：云上

第1集 三千万
1-1 夜 内 大堂
人物：沈小满、陆国栋
△陆国栋把合同拍在桌上。
（小满抬头）
二叔：三千万，今晚就签字！
小满（冷笑）：这家店，多少钱都不卖
二叔 (怒)：（拍桌）一碗面才卖十二块
闪电照亮整条街。
【闪回】
2、云记面馆 夜 外
师父OS：“塞翁失马，焉知非福。”
景川、小满：8:30见
"""


def read(text: str, encoding: str = "utf-8") -> list[tuple[str | None, str]]:
    return [(line.speaker, line.text) for line in parse_script(text.encode(encoding), name="script.txt").lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_lines_with_a_speaker_are_told_apart_from_scenes_and_directions(encoding: str) -> None:
    assert read(LABELLED, encoding) == [
        ("二叔", "三千万，今晚就签字！"),
        ("小满", "这家店，多少钱都不卖"),
        ("二叔", "一碗面才卖十二块"),
        ("师父", "塞翁失马，焉知非福。"),
        ("景川、小满", "8:30见"),
    ]


def test_a_traditional_script_in_big5_is_read_too() -> None:
    text = "二叔：三千萬，今晚就簽字！\n小滿：這家店，多少錢都不賣\n" * 3
    assert read(text, "big5")[:2] == [("二叔", "三千萬，今晚就簽字！"), ("小滿", "這家店，多少錢都不賣")]


def test_what_was_left_out_is_counted() -> None:
    assert parse_script(LABELLED.encode(), name="script.txt").notes == ("script: 10 rows are no dialogue, left out",)


def test_without_labels_every_row_is_spoken() -> None:
    text = "三千万，今晚就签字！\n\n他说：我不去\n3000万\n8:30见\n第一场比赛我赢了\n"
    assert read(text) == [
        (None, "三千万，今晚就签字！"),
        (None, "他说：我不去"),
        (None, "3000万"),
        (None, "8:30见"),
        (None, "第一场比赛我赢了"),
    ]


def test_fountain_names_the_speaker_in_the_row_above() -> None:
    text = "EXT. 面馆 - 夜\n\n大雨。\n\n@陆景川（低声）\n二叔，\n这家店我要了\n\n陆国栋脸色一变。\n\n> 第1集完 <\n"
    assert read(text) == [("陆景川", "二叔，"), ("陆景川", "这家店我要了")]


def test_numbers_and_times_before_a_line_are_no_words() -> None:
    text = "12. 小满：走\n00:01:02:10 00:01:04:00 二叔：站住\n00:01:05,000 --> 00:01:06,000\n小满\t：不\n"
    assert read(text) == [("小满", "走"), ("二叔", "站住"), ("小满", "不")]


@pytest.mark.parametrize(
    "heading",
    ["1-1 夜 内 大堂", "12-3、大堂", "第十二集", "第3场 大堂", "场景二", "大堂 日 内", "日/外 街道", "INT. 大堂 - 夜"],
)
def test_scene_headings_are_never_spoken(heading: str) -> None:
    assert read(f"{heading}\n小满：不签\n") == [("小满", "不签")]
    assert read(f"{heading}\n不签\n我信\n") == [(None, "不签"), (None, "我信")]


def test_the_words_of_a_subtitle_file_are_a_script_as_well() -> None:
    srt = "1\n00:00:01,000 --> 00:00:02,000\n一碗面\n十二块\n\n2\n00:00:02,000 --> 00:00:03,000\n……\n\n"
    srt += "3\n00:00:03,000 --> 00:00:04,000\n{\\an8}云记面馆\n"
    assert [line.text for line in script_of(parse_srt(srt, language="zh-Hans", origin="sidecar")).lines] == [
        "一碗面 十二块"
    ]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "script.txt: no line of dialogue found"),
        ("△小满抬头\n".encode(), "script.txt: no line of dialogue found"),
        (b"\x00\x01\x02\xff" * 50, "script.txt: not a text file"),
        ("好\n".encode() * (MAX_LINES + 1), f"script.txt: over {MAX_LINES:,} lines"),
        ("好".encode() * 5000, "script.txt: row of 5,000 characters"),
    ],
)
def test_what_is_no_script_is_refused_by_name(data: bytes, message: str) -> None:
    with pytest.raises(ParseError, match=message):
        parse_script(data, name="script.txt")


@given(st.text(st.sampled_from("小满二叔：:（）()【】@△#1-. \t\n夜内“”V.OS"), max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        lines = parse_script(text.encode(), name="script.txt").lines
    except ParseError:
        return
    assert all(line.text and "\n" not in line.text for line in lines)
