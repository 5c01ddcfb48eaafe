"""Where burned-in lines stand."""

from __future__ import annotations

import pytest

from reelbridge.deliver.cover import build_fields, fit_size, place_style, render_fields
from reelbridge.formats.ass import style_for
from reelbridge.model.cue import Box
from reelbridge.model.draft import LocalizedLine
from support.localized import make_line

STYLE = style_for(720, 1280, font_family="Noto Sans")


def boxed(top: float, bottom: float, text: str | None = "Hello") -> LocalizedLine:
    return make_line(1, text, start_ms=1000, end_ms=2000, box=Box(left=0.3, top=top, right=0.7, bottom=bottom))


def test_dialogue_moves_up_to_where_the_source_stands() -> None:
    assert place_style(STYLE, (boxed(0.7, 0.75),)).margin_bottom == 320


def test_dialogue_never_moves_down_under_the_buttons_of_the_app() -> None:
    assert place_style(STYLE, (boxed(0.9, 0.95),)).margin_bottom == STYLE.margin_bottom
    assert place_style(STYLE, ()).margin_bottom == STYLE.margin_bottom


def test_a_field_covers_both_the_source_and_the_new_text() -> None:
    line = boxed(0.7, 0.75)
    style = place_style(STYLE, (line,))
    (narrow,) = build_fields((line,), style, lambda text: 1.0)
    (wide,) = build_fields((line,), style, lambda text: 10.0)
    assert narrow.left <= 0.3 * 720 and narrow.right >= 0.7 * 720
    assert narrow.top <= 0.7 * 1280 and narrow.bottom >= 0.75 * 1280
    assert wide.right - wide.left > 10 * style.font_size
    assert (wide.start_ms, wide.end_ms) == (1000, 2000)


def test_a_text_that_has_to_be_broken_gets_a_higher_field() -> None:
    line = boxed(0.7, 0.75)
    style = place_style(STYLE, (line,))
    (one,) = build_fields((line,), style, lambda text: 10.0)
    (two,) = build_fields((line,), style, lambda text: 15.0)
    assert one.bottom - one.top < two.bottom - two.top
    assert two.right <= 720


@pytest.mark.parametrize("line", [boxed(0.1, 0.15), boxed(0.7, 0.75, None), make_line(1, "a", start_ms=0, end_ms=9)])
def test_no_field_where_there_is_nothing_to_cover(line: LocalizedLine) -> None:
    assert build_fields((line,), STYLE, lambda text: 5.0) == ()


def test_high_scripts_grow_but_not_without_limit() -> None:
    assert fit_size(STYLE, 1.362).font_size == STYLE.font_size
    assert STYLE.font_size < fit_size(STYLE, 1.511).font_size < fit_size(STYLE, 2.1).font_size
    assert fit_size(STYLE, 2.1).font_size == fit_size(STYLE, 4).font_size


def test_fields_are_written_as_drawings() -> None:
    fields = build_fields((boxed(0.8, 0.82),), STYLE, lambda text: 1.0)
    script = render_fields(fields, 720, 1280)
    assert "Dialogue: 0,0:00:01.00,0:00:02.00,Field," in script
    assert "\\p1}m " in script
