"""Language tags come in many letters and leave in one."""

from __future__ import annotations

import pytest

from reelbridge.core.errors import UsageError
from reelbridge.core.lang import language_of, parse_tag


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("pt_br", "pt-BR"),
        ("ZH-hant", "zh-Hant"),
        ("zh-TW", "zh-Hant"),
        ("zh", "zh-Hans"),
        ("es-419", "es-419"),
        (" EN ", "en"),
    ],
)
def test_tags_get_their_canonical_letters(text: str, tag: str) -> None:
    assert parse_tag(text) == tag


@pytest.mark.parametrize("text", ["", "english", "../en", "pt-BR-x", "日本"])
def test_what_is_no_tag_is_refused(text: str) -> None:
    with pytest.raises(UsageError, match="is not a language tag"):
        parse_tag(text)


def test_the_language_of_a_tag() -> None:
    assert language_of("zh-Hant") == "zh"
