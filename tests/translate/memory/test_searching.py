"""Looking up how a word was translated before."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.translate.memory.searching import Hit, MarkedText, Search, search
from reelbridge.translate.memory.store import MemoryStore
from support.memories import memory_set
from support.translating import renderings, scene, segments

MEMORY = memory_set(
    segments(scene("三千万，今晚就签字！", "不签", "今晚，就今晚！", "……")),
    renderings({"m1": "30 million. Sign tonight!", "m2": "No.", "m3": "Tonight it is! 100%"}),
    renderings({"m1": "Đêm nay ký đi!", "m2": "Không."}, "vi"),
    renderings({"m1": "今夜サインして"}, "ja"),
)


def found(text: str, **more: object) -> list[Hit]:
    with MemoryStore(Path(MEMORY.refs[0].path)) as store:
        return list(search("memory.tmx", store, Search(text=text, **more)))  # type: ignore[arg-type]


def sources(text: str, **more: object) -> list[str]:
    return [hit.source.text for hit in found(text, **more)]


def marked(each: MarkedText) -> str:
    return each.text[each.start : each.end]


def test_a_word_of_the_original_shows_every_translation_with_its_place() -> None:
    (hit,) = found("今晚就签字")
    assert (hit.source.text, marked(hit.source)) == ("三千万，今晚就签字！", "今晚就签字")
    assert [each.locale for each in hit.translations] == ["en", "ja", "vi"]


def test_punctuation_of_the_original_does_not_matter() -> None:
    hit = found("今晚就今晚")[0]
    assert marked(hit.source) == "今晚，就今晚"


def test_a_word_of_a_translation_shows_the_original() -> None:
    first, second = found("tonight", locales=("en",))
    assert (marked(first.translations[0]), marked(second.translations[0])) == ("tonight", "Tonight")


@pytest.mark.parametrize("text", ["đêm nay", "ĐÊM NAY", "Đêm Nay"])
def test_capital_letters_with_accents_are_found_too(text: str) -> None:
    assert sources(text) == ["三千万，今晚就签字！"]


def test_signs_are_searched_for_as_they_are() -> None:
    assert sources("……") == ["……"]
    assert sources("100%") == ["今晚，就今晚！"]
    assert sources("_") == []


def test_one_side_alone_can_be_searched() -> None:
    assert sources("今夜", in_target=False) == []
    assert sources("今夜", in_source=False) == ["三千万，今晚就签字！"]
    assert sources("今晚", in_source=False) == []


def test_a_line_is_shown_once_and_no_more_than_asked_for() -> None:
    assert len(found("今", most=1)) == 1
    assert sources("今") == ["三千万，今晚就签字！", "今晚，就今晚！"]


def test_what_is_nowhere_is_not_found() -> None:
    assert found("天凉了") == []
