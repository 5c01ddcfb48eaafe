"""Breaking a line into rows: at the best place of the language, never inside a word."""

from __future__ import annotations

from itertools import accumulate

from reelbridge.checks.break_places import UNSPACED, Place, find_places
from reelbridge.core.text import count_characters
from reelbridge.model.market import Limits

#: what a row that is too wide costs, in characters of imbalance as the places do: more than any bad place
_OVERFLOW = 1000.0


def break_lines(text: str, locale: str, limits: Limits, *, names: tuple[str, ...] = ()) -> str:
    """A text in rows that fit, as even as the language allows, the longer one below.

    Breaks that a person set are kept where the rows fit. A text that is too long for the rows allowed gets as many as
    are allowed and stays too wide: shortening is no business of this function.

    Args:
        text: one line, with or without breaks in it.
        locale: a locale with a market file.
        limits: characters a row and rows a line.
        names: terms that should stay in one row.
    """
    rows = [row for row in (row.strip(" ") for row in text.split("\n")) if row]
    if not fits("\n".join(rows), limits):
        rows = _best_rows(_join(rows, locale), locale, limits, names)
    return "\n".join(rows)


def fits(text: str, limits: Limits) -> bool:
    """Whether a text in rows is within the limits."""
    rows = text.split("\n")
    return len(rows) <= limits.max_lines and all(count_characters(row) <= limits.max_line_chars for row in rows)


def _join(rows: list[str], locale: str) -> str:
    joined = rows[0]
    for row in rows[1:]:
        # Thai parts its clauses with spaces though not its words
        is_solid = locale in UNSPACED and locale != "th" and not (joined[-1].isascii() and row[0].isascii())
        joined += row if is_solid else f" {row}"
    return joined


def _best_rows(text: str, locale: str, limits: Limits, names: tuple[str, ...]) -> list[str]:
    """The cheapest division into rows: as few as can hold the text."""
    if fits(text, limits):
        return [text]
    widths = tuple(accumulate(map(count_characters, text), initial=0))
    places = find_places(text, locale, names)
    best: tuple[float, tuple[Place, ...]] = (float("inf"), ())
    for rows in range(2, limits.max_lines + 1):
        best = min(best, _divide(widths, 0, places, rows, limits), key=lambda found: found[0])
        if best[0] < _OVERFLOW:
            break
    starts = [0, *(place.start for place in best[1])]
    ends = [*(place.end for place in best[1]), len(text)]
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def _divide(
    widths: tuple[int, ...], start: int, places: tuple[Place, ...], rows: int, limits: Limits
) -> tuple[float, tuple[Place, ...]]:
    """The cheapest way to part the text from `start` on into that many rows, with its cost.

    Args:
        widths: characters before each position of the text.
        start: where the first of the rows begins.
        places: where rows may end behind `start`.
        rows: how many.
        limits: characters a row.
    """
    rest = widths[-1] - widths[start]
    if rows == 1:
        return _width_cost(rest, limits), ()
    best: tuple[float, tuple[Place, ...]] = (float("inf"), ())
    for index, place in enumerate(places):
        width = widths[place.end] - widths[start]
        below_cost, below = _divide(widths, place.start, places[index + 1 :] if rows > 2 else (), rows - 1, limits)
        cost = _width_cost(width, limits) + abs(width - rest / rows) + place.cost + below_cost
        if cost < best[0]:  # of two that are as good the first, which has the longer row below
            best = (cost, (place, *below))
    return best


def _width_cost(width: int, limits: Limits) -> float:
    over = width - limits.max_line_chars
    return _OVERFLOW + 10 * over if over > 0 else 0
