"""Names of files, as studios give them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.ingest.names import is_extra, natural_key, parse_episode_number, parse_number, parse_sidecar_language


@pytest.mark.parametrize(
    ("stem", "number"),
    [
        ("第1集", 1),
        ("第十二集", 12),
        ("第 03 集 重逢", 3),
        ("第１２集", 12),
        ("第一百零三集", 103),
        ("第一〇三集", 103),
        ("第二十集(大结局)", 20),
        ("第1回", 1),
        ("霸道总裁12集", 12),
        ("两集", 2),
        ("二十", 20),
        ("EP02", 2),
        ("ＥＰ０２", 2),
        ("ep.5", 5),
        ("E03", 3),
        ("S01E04", 4),
        ("s2.e5", 5),
        ("Episode 5", 5),
        ("Ep 12 - The End", 12),
        ("3", 3),
        ("007", 7),
        ("5_final", 5),
        ("04-上", 4),
        ("[04]", 4),
        ("【05】标题", 5),
        ("(6)", 6),
        ("MyShow7", 7),
        ("My Drama 12", 12),
        ("我的师父_07_1080p", 7),
        ("drama.2024.EP11.1080p.x264", 11),
        ("12_4K", 12),
        ("ep1v2", 1),
        ("20240501_ep3", 3),
    ],
)
def test_the_episode_number_is_read_from_the_name(stem: str, number: int) -> None:
    assert parse_episode_number(stem) == number


@pytest.mark.parametrize(
    "stem",
    ["大结局", "三十六计", "drama", "1080p", "video_720x1280", "25fps", "2024-05-01", "IMG_4321", "mmexport17", ""],
)
def test_numbers_that_count_something_else_are_no_episodes(stem: str) -> None:
    assert parse_episode_number(stem) is None


@given(st.text(max_size=40))
def test_any_name_is_answered(stem: str) -> None:
    number = parse_episode_number(stem)
    assert number is None or number >= 0


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("二十一", 21),
        ("一百零三", 103),
        ("一百一十", 110),
        ("一千零一", 1001),
    ],
)
def test_chinese_numbers(text: str, number: int) -> None:
    assert parse_number(text) == number


def test_names_sort_as_people_sort_them() -> None:
    assert sorted(["10.mp4", "2.mp4", "第1集.mp4", "1.mp4"], key=natural_key) == [
        "1.mp4",
        "2.mp4",
        "10.mp4",
        "第1集.mp4",
    ]


@pytest.mark.parametrize("stem", ["预告", "EP trailer", "花絮01", "behind the scenes"])
def test_previews_are_known_by_name(stem: str) -> None:
    assert is_extra(stem)


@pytest.mark.parametrize(
    ("tail", "tag"),
    [
        ("zh", "zh-Hans"),
        ("zh-Hans", "zh-Hans"),
        ("chs", "zh-Hans"),
        ("zh_CN", "zh-Hans"),
        ("中文", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("cht", "zh-Hant"),
        ("en", "en"),
        ("pt-BR", "pt-BR"),
        ("final cut", None),
    ],
)
def test_the_language_of_a_subtitle_file_is_read_from_its_name(tail: str, tag: str | None) -> None:
    assert parse_sidecar_language(tail) == tag
