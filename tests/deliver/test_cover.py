"""Where burned-in lines stand."""

from __future__ import annotations

import pytest

from reelbridge.deliver.cover import place_lines, render_fields
from reelbridge.formats.ass import style_for
from reelbridge.model.cue import Box
from reelbridge.model.draft import LocalizedLine
from support.localized import make_line

STYLE = style_for(720, 1280, font_family="Noto Sans")


def boxed(top: float, bottom: float, text: str | None = "Hello") -> LocalizedLine:
    return make_line(1, text, start_ms=1000, end_ms=2000, box=Box(left=0.3, top=top, right=0.7, bottom=bottom))


def test_a_line_stands_in_the_middle_of_the_source_it_covers() -> None:
    (place,) = place_lines((boxed(0.70, 0.75),), STYLE, lambda text: 1.0)
    middle = 1280 - place.margin_bottom - STYLE.font_size / 2
    assert middle == pytest.approx(0.725 * 1280, abs=1)
    assert middle == pytest.approx((place.field.top + place.field.bottom) / 2, abs=1)


def test_dialogue_never_moves_down_under_the_buttons_of_the_app() -> None:
    (place,) = place_lines((boxed(0.79, 0.85),), STYLE, lambda text: 1.0)
    assert place.margin_bottom == STYLE.margin_bottom
    assert place_lines((boxed(0.9, 0.95),), STYLE, lambda text: 1.0) == ()


def test_a_field_covers_both_the_source_and_the_new_text() -> None:
    line = boxed(0.7, 0.75)
    (narrow,) = (place.field for place in place_lines((line,), STYLE, lambda text: 1.0))
    (wide,) = (place.field for place in place_lines((line,), STYLE, lambda text: 10.0))
    assert narrow.left <= 0.3 * 720 and narrow.right >= 0.7 * 720
    assert narrow.top <= 0.7 * 1280 and narrow.bottom >= 0.75 * 1280
    assert wide.right - wide.left > 10 * STYLE.font_size
    assert (wide.start_ms, wide.end_ms) == (1000, 2000)


def test_a_text_that_has_to_be_broken_gets_a_higher_field() -> None:
    line = boxed(0.7, 0.75)
    (one,) = (place.field for place in place_lines((line,), STYLE, lambda text: 10.0))
    (two,) = (place.field for place in place_lines((line,), STYLE, lambda text: 15.0))
    assert one.bottom - one.top < two.bottom - two.top
    assert two.right <= 720


@pytest.mark.parametrize("line", [boxed(0.7, 0.75, None), make_line(1, "a", start_ms=0, end_ms=9)])
def test_no_field_where_there_is_nothing_to_cover(line: LocalizedLine) -> None:
    assert place_lines((line,), STYLE, lambda text: 5.0) == ()


def test_fields_are_written_as_drawings() -> None:
    (place,) = place_lines((boxed(0.8, 0.82),), STYLE, lambda text: 1.0)
    script = render_fields((place.field,), 720, 1280)
    assert "Dialogue: 0,0:00:01.00,0:00:02.00,Field," in script
    assert "\\p1}m " in script
