"""Measured values as a person says them."""

from __future__ import annotations

from reelbridge.core.time import format_clock, format_tenths

#: units that nobody counts in tenths of
WHOLE_UNITS = frozenset({"%", "points"})
#: seconds from which minutes are said
LONG_S = 100


def number(value: float, unit: str) -> str:
    """As many figures as tell something: "9.4" s, "44" s, "4" %."""
    is_whole = unit in WHOLE_UNITS or (unit != "LUFS" and abs(value) >= 10)
    return f"{value:.0f}" if is_whole else f"{value:.1f}".removesuffix(".0")


def worded(value: float, unit: str) -> str:
    """A value with its unit: "9.4 s", "2:05 min", "44 %", "12 a minute"."""
    if unit == "s" and value >= LONG_S:
        return f"{format_clock(round(value) * 1000)} {'min' if value < 3600 else 'h'}"
    return f"{number(value, unit)} {unit}"


def spanned(low: float, high: float, unit: str) -> str:
    """From one value to another: "2 to 4 s"; both are said as one if they read alike."""
    first, last = worded(low, unit), worded(high, unit)
    if first == last:
        return last
    # the unit once, if it is the same
    first_number, _, first_unit = first.partition(" ")
    return f"{first_number if last.endswith(f' {first_unit}') else first} to {last}"


def clock(ms: int) -> str:
    """`M:SS`, with a tenth where there is one: "0:07.4"."""
    return format_tenths(ms).removesuffix(".0")
