"""series.toml: written with comments, read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.app.config import parse_series, read_series, render_series, select_episodes
from reelbridge.core.errors import ConfigError, UsageError
from reelbridge.model.series import EngineChoice, EpisodeEntry, Picture, Series

GOOD = """
title = "面馆千金"
source_locale = "zh-Hans"
locales = ["en", "ja"]
[[episodes]]
number = 1
video = "1.mp4"
"""

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(
    st.builds(
        Series,
        title=texts,
        source_locale=st.just("zh-Hans"),
        locales=st.just(("en", "pt-BR")),
        episodes=st.lists(texts, min_size=1, max_size=4).map(
            lambda names: tuple(
                EpisodeEntry(number=n, video=name, script=name or None) for n, name in enumerate(names, 1)
            )
        ),
        picture=st.just(Picture.CLEAN),
        erase=st.sampled_from([None, "fill", "blur", "box"]),
        memories=st.lists(texts, max_size=2).map(tuple),
        engine=st.builds(EngineChoice, name=st.just("openai"), model=texts.filter(bool), base_url=texts.filter(bool)),
    )
)
def test_what_is_written_reads_back_the_same(series: Series) -> None:
    assert parse_series(render_series(series), place="series.toml") == series


def test_a_series_needs_few_words() -> None:
    series = parse_series(GOOD, place="series.toml")
    assert (series.title, series.engine.name, series.memories) == ("面馆千金", "memory", ())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD + 'subtitle = "x"', "unknown key subtitle"),
        ("titel = 1\n" + GOOD, "unknown key titel"),
        (GOOD.replace('title = "面馆千金"', ""), "title"),
        (GOOD.replace("number = 1", 'number = "one"'), "series.toml.episodes[0].number: 'one' is not int"),
        (GOOD.replace('["en", "ja"]', '["en", "klingon"]'), "locale 'klingon' is not a language tag"),
        (GOOD.replace('["en", "ja"]', '["en", "xx"]'), "locale 'xx' is unknown; known: ar"),
        (GOOD.replace('["en", "ja"]', "[]"), "locales is empty"),
        (GOOD.replace("number = 1", "number = 0"), "episode number 0"),
        ('picture = "blurred"' + GOOD, "series.toml.picture: 'blurred'; allowed: original, clean"),
        ('picture = "clean"\nerase = "none"' + GOOD, "series.toml.erase: 'none'; allowed: blur, box, fill"),
        ('erase = "blur"' + GOOD, "erase is 'blur', but picture is 'original'"),
        (GOOD + '[[episodes]]\nnumber = 1\nvideo = "2.mp4"', "episode 1 stands twice"),
        ("title = ", "is not TOML"),
        ('title = "x"\nsource_locale = "zh"\nlocales = ["en"]\nepisodes = []', "lists no episodes"),
    ],
)
def test_a_mistake_is_named_with_its_place(text: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_series(text, place="series.toml")
    assert says in str(caught.value)


def test_a_folder_without_a_series_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="reelbridge new"):
        read_series(tmp_path)


@pytest.mark.parametrize(
    ("selection", "numbers"), [(None, (1, 2, 3, 7)), ("2", (2,)), ("1-3", (1, 2, 3)), ("7, 1-2", (1, 2, 7))]
)
def test_episodes_are_chosen_by_number_and_range(selection: str | None, numbers: tuple[int, ...]) -> None:
    assert select_episodes(with_episodes(1, 2, 3, 7), selection) == numbers


@pytest.mark.parametrize(("selection", "says"), [("x", "no selection"), ("9", "it has 1 to 3"), ("3-1", "not in the")])
def test_a_wrong_choice_of_episodes_is_explained(selection: str, says: str) -> None:
    with pytest.raises(ConfigError, match=says):
        select_episodes(with_episodes(1, 2, 3), selection)


def with_episodes(*numbers: int) -> Series:
    return Series(
        title="x",
        source_locale="zh-Hans",
        locales=("en",),
        episodes=tuple(EpisodeEntry(number=number, video=f"{number}.mp4") for number in numbers),
    )
