from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reelbridge.subtitles.scripts.laying import join_texts, lay


@pytest.mark.parametrize(
    ("text", "rows", "parts"),
    [
        ("三千万，今晚就签字！", ["三千万", "今晚就签字"], ("三千万，", "今晚就签字！")),
        ("他说：“走吧。”我没走", ["他说", "走吧", "我没走"], ("他说：", "“走吧。”", "我没走")),
        ("好吧，那我走", ["好", "那我走"], ("好吧，", "那我走")),
        ("好吧，那我走", ["好吧", "我走"], ("好吧，", "那我走")),
        ("I love you forever", ["I love", "you forever"], ("I love", "you forever")),
        ("I love you", ["I lo", "ve you"], ("I", "love you")),
        ("不签", ["不签"], ("不签",)),
        ("不签", ["不签", "我信"], ("不签", "")),
    ],
)
def test_a_text_is_parted_where_the_rows_end(text: str, rows: list[str], parts: tuple[str, ...]) -> None:
    assert lay(text, rows) == parts


@given(st.text("不签我信，！“” ab", max_size=20), st.lists(st.text("不签我信ab", min_size=1, max_size=6), min_size=1))
def test_the_parts_are_the_whole_text(text: str, rows: list[str]) -> None:
    parts = lay(text, rows)
    assert len(parts) == len(rows)
    assert "".join(parts).replace(" ", "") == text.replace(" ", "")


def test_lines_are_joined_with_a_space_unless_punctuation_parts_them() -> None:
    assert join_texts(["不签", "我信"]) == "不签 我信"
    assert join_texts(["不签！", "我信"]) == "不签！我信"
    assert join_texts(["No!", "Yes."]) == "No! Yes."
