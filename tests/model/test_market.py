"""Every market has limits, a script and a font."""

from __future__ import annotations

import pytest

from reelbridge.core.errors import UnknownNameError, UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.language.letters import SCRIPT_LETTERS
from reelbridge.model.market import DEFAULT_LOCALES, known_locales, load_market

#: characters per second, then per row in a landscape and in a 9:16 picture
LIMITS = {
    "en": (20, 42, 26), "ar": (20, 42, 26), "hi": (22, 42, 26), "ja": (4, 13, 13), "ko": (12, 16, 15),
    "zh-Hans": (9, 16, 14), "zh-Hant": (9, 16, 14), "th": (17, 35, 26), "ru": (17, 39, 26), "de": (17, 42, 26),
    "fr": (17, 42, 26), "es-419": (17, 42, 26), "pt-BR": (17, 42, 26), "id": (17, 42, 26), "it": (17, 42, 26),
    "tr": (17, 42, 26), "vi": (17, 42, 26),
}  # fmt: skip


def test_the_fourteen_locales_of_a_new_series_are_known():
    assert len(set(DEFAULT_LOCALES)) == 14
    assert set(DEFAULT_LOCALES) <= set(known_locales())


@pytest.mark.parametrize("locale", known_locales())
def test_a_market_is_complete(locale):
    market = load_market(locale)
    assert market.locale == locale == parse_tag(locale)
    assert market.name
    assert market.endonym
    assert market.script in SCRIPT_LETTERS
    assert market.direction == ("rtl" if market.script in ("Arab", "Hebr") else "ltr")
    assert market.font_family.startswith("Noto")
    assert market.font_package.startswith("fonts-noto")
    assert 1 <= market.font_line_ems <= 2.5
    for limits in (market.horizontal, market.vertical):
        assert (limits.max_lines, limits.min_gap_frames) == (2, 2)
        assert (limits.min_duration_ms, limits.max_duration_ms) == (833, 7000)
    assert market.vertical.max_line_chars <= market.horizontal.max_line_chars


@pytest.mark.parametrize(("locale", "numbers"), LIMITS.items())
def test_reading_speed_and_width_are_those_of_the_guides(locale, numbers):
    market = load_market(locale)
    upright, wide = market.limits_for(is_vertical=True), market.limits_for(is_vertical=False)
    assert (upright.max_cps, wide.max_line_chars, upright.max_line_chars) == numbers
    assert wide.max_cps == upright.max_cps


@pytest.mark.parametrize(("given", "meant"), [("pt_br", "pt-BR"), ("ZH-TW", "zh-Hant"), ("zh", "zh-Hans")])
def test_a_locale_is_understood_in_any_letters(given, meant):
    assert load_market(given).locale == meant


def test_an_unknown_locale_lists_the_known_ones():
    with pytest.raises(UnknownNameError) as caught:
        load_market("xx")
    assert "pt-BR" in str(caught.value)


def test_what_is_no_tag_at_all_is_said_so():
    with pytest.raises(UsageError):
        load_market("../markets/en")
