"""How charged a line is, and by what."""

from __future__ import annotations

import tomllib

import pytest

from reelbridge.model.market import read_package_text
from reelbridge.technique.lines.heat import heat_of
from reelbridge.technique.lines.lexicon import LANGUAGES, load_groups, load_heat
from reelbridge.technique.lines.spelling import TO_SIMPLIFIED


def parts_of(text: str, language: str) -> list[tuple[str, str, float]]:
    return [(part.group, part.word, part.points) for part in heat_of(text, language).parts]


def words_of(text: str, language: str) -> list[tuple[str, str]]:
    return [(group, word) for group, word, _ in parts_of(text, language) if group not in ("marks", "short")]


def test_a_line_is_told_by_its_parts_the_hottest_first() -> None:
    assert parts_of("三千万，今晚就签字！", "zh-Hans") == [
        ("power", "三千万", 40.0),
        ("power", "签字", 20.0),
        ("marks", "!", 10.0),
    ]
    assert heat_of("三千万，今晚就签字！", "zh-Hans").total == 70.0


@pytest.mark.parametrize(
    ("language", "hot", "cool"),
    [
        ("zh-Hans", "当年就该连你一起烧死！", "面好了，趁热吃"),
        ("zh-Hans", "你娘还活着", "坐吧，我去煮碗面"),
        ("zh-Hant", "我們離婚吧，我懷孕了", "麵好了，趁熱吃"),
        ("en", "I'll kill you, you bastard!", "The noodles are ready, eat while it's hot"),
        ("ja", "離婚だ！裏切り者！", "麺ができたよ、温かいうちに食べて"),
        ("vi", "Cút đi, đồ khốn!", "Mì chín rồi, ăn lúc còn nóng"),
    ],
)
def test_a_threat_is_hotter_than_dinner(language: str, hot: str, cool: str) -> None:
    assert heat_of(hot, language).total >= 50
    assert heat_of(cool, language).total == 0


@pytest.mark.parametrize(
    ("simplified", "traditional"),
    [
        ("亲子鉴定", "親子鑑定"),
        ("你这个骗子", "妳這個騙子"),
        ("总裁的私生女", "總裁的私生女"),
        ("亿万遗产", "億萬遺產"),
        ("没有证据", "沒有證據"),
        ("你娘还活着", "妳娘還活著"),
    ],
)
def test_traditional_and_simplified_lines_are_equally_hot(simplified: str, traditional: str) -> None:
    groups = [(group, points) for group, _, points in parts_of(simplified, "zh-Hans")]
    assert [(group, points) for group, _, points in parts_of(traditional, "zh-Hant")] == groups != []


def test_a_word_is_told_as_it_is_written() -> None:
    assert words_of("這是真相", "zh-Hant") == [("secret", "真相")]
    assert words_of("他騙了妳", "zh-Hant") == [("secret", "騙了")]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("zh-Hans", "亲子鉴定", [("family", "亲子鉴定")]),  # the longest word, and no other in it
        ("zh-Hans", "3000万", [("power", "3000万")]),
        ("zh-Hans", "那一亿两千万", [("power", "一亿"), ("power", "两千万")]),
        ("zh-Hans", "千万别告诉她", []),  # by all means, no money
        ("zh-Hans", "他对她死心了", []),
        ("zh-Hans", "离婚，离婚", [("love", "离婚")]),  # said twice, counted once
        ("en", "He has skill and a diet", []),  # no kill, no die
        ("en", "Killing him was murder", [("threat", "killing"), ("threat", "murder")]),
        ("en", "thirty million, sign it", [("power", "thirty million"), ("power", "sign it")]),
        ("en", "“Divorce”, she said.", [("love", "divorce")]),
        ("en", "my ex-wife", [("love", "ex-wife")]),
        ("vi", "Yêu cầu cô rời khỏi đây", []),  # to demand, not to love
        ("vi", "Ba mươi triệu", [("power", "mươi triệu")]),
        ("vi", "Em là con ruột của ông ấy", [("family", "con ruột")]),
        ("vi", "hận", [("anger", "hận")]),
        ("vi", "nhận", []),
        ("ja", "必死に走った", []),
        ("ja", "三億円の借金", [("power", "三億"), ("power", "借金")]),
    ],
)
def test_words_are_found_as_the_language_is_written(language: str, text: str, expected: list[tuple[str, str]]) -> None:
    assert words_of(text, language) == expected


def test_marks_and_brevity_add_a_little() -> None:
    assert parts_of("不签", "zh-Hans") == [("defiance", "不签", 40.0), ("short", "不签", 10.0)]
    assert parts_of("吃饭！！", "zh-Hans") == [("marks", "!!", 15.0), ("short", "吃饭!!", 10.0)]
    assert parts_of("我们今天晚上吃面？", "zh-Hans") == [("marks", "?", 5.0)]
    assert parts_of("Wait!", "en") == [("marks", "!", 10.0), ("short", "wait!", 10.0)]


def test_a_language_nobody_has_written_down_is_read_by_its_marks_and_says_so() -> None:
    heat = heat_of("Defol git!", "tr")
    assert not heat.is_known
    assert [part.group for part in heat.parts] == ["marks", "short"]
    assert heat_of("你好", "zh-Hans").is_known


def test_the_parts_of_the_hottest_line_add_up_to_no_more_than_100() -> None:
    heat = heat_of("滚！我恨你！你杀了我亲生儿子，骗了我二十年，还我三千万！", "zh-Hans")
    assert heat.total == 100.0
    assert all(part.points > 0 for part in heat.parts)


def test_a_hostile_line_costs_no_more_than_any_other() -> None:
    assert heat_of("千" * 1_000_000, "zh-Hans").total == 0
    assert heat_of("kil" * 500_000, "en").total == 0
    assert heat_of("million " * 100_000, "en").total <= 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_has_some_words_and_none_stands_in_two(language: str) -> None:
    plain = tomllib.loads(read_package_text(f"lexicon/heat.{language}.toml"))
    assert set(plain["words"]) == set(load_groups())
    assert all(8 <= len(words) <= 30 for words in plain["words"].values())
    listed = [word for words in plain["words"].values() for word in words] + plain["harmless"]
    assert len(listed) == len(set(listed))
    for group, words in plain["words"].items():
        for word in words:
            assert (group, word.strip("#~").casefold()) in words_of(word.strip("#~"), language), word


def test_chinese_words_are_listed_in_simplified_letters() -> None:
    text = read_package_text("lexicon/heat.zh.toml")
    assert not [char for char in text if char.translate(TO_SIMPLIFIED) != char]


def test_every_group_names_published_work() -> None:
    for group in load_groups().values():
        assert 0 < group.weight <= 60
        assert any(year in group.source for year in ("1982", "2008", "2013", "2015", "2017", "2018", "2022", "2023"))
    assert load_heat("xx") is None
