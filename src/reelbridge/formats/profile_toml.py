"""Profile files: TOML that says beside every number what it counts, read strictly.

    [measures.shot-length]
    count = 72
    mean = 2.31
    quantiles = [[0, 0.4], [0.05, 0.9], [0.5, 2.1], [0.95, 4.4], [1, 7.2]]

A pair of `quantiles` is a share and the value below which that share of all values lies. Rules that nobody measured
have `low`, `high` or both instead, and a `source`.
"""

from __future__ import annotations

import itertools
import json
import textwrap
import tomllib
from collections.abc import Iterator
from typing import Any

from reelbridge.core.errors import ConfigError, ParseError
from reelbridge.model.measure import MEASURES
from reelbridge.model.profile import Distribution, Measure, Profile, ProfileKind

#: a profile of every measure has about 15 KB; a larger file is something else
MAX_BYTES = 1 << 20
MAX_TEXT_CHARS = 500
MAX_QUANTILES = 101
#: no measure here comes near; far larger numbers lose their decimals
MAX_NUMBER = 1_000_000_000

HINT = "see docs/reference/signals.md for every measure, and docs/concepts/technique.md for what a profile is"
LINE_CHARS = 118
#: some editors for Windows put it before everything else
BYTE_ORDER_MARK = "\ufeff"

_TOP = ("name", "title", "kind", "episodes", "shots", "measures")
_DISTRIBUTION = ("count", "mean", "quantiles")
_MEASURE = (*_DISTRIBUTION, "low", "high", "source")

HEADS = {
    ProfileKind.MEASUREMENT: (
        "How the episodes of a series are made, as measured.",
        "quantiles = pairs of a share and a value: [0.05, 0.9] says that 5 % of all values are below 0.9, and"
        " [0.5, 2.1] that half are below 2.1. From 5 % to 95 % is what `reelbridge compare` takes for usual.",
        "Edit it freely: take a measure out and nobody is held against it; give a measure `low` or `high` and these"
        " bounds are taken instead.",
    ),
    ProfileKind.GUIDANCE: (
        "Rules that are taught. Nobody measured them: they are guidance.",
        "low and high = what a rule asks for; either may be left out. source = who says so.",
    ),
}


def render_profile(profile: Profile) -> str:
    """The file for a profile, with comments that say what each measure is."""
    head = [line for text in HEADS[profile.kind] for line in _comment(text)]
    head += [
        "",
        f"name = {_text(profile.name)}",
        f"title = {_text(profile.title)}",
        f"kind = {_text(profile.kind.value)}",
    ]
    if profile.kind is ProfileKind.MEASUREMENT:
        head += [f"episodes = {profile.episodes}", f"shots = {profile.shots}"]
    blocks = ["\n".join(head), *("\n".join(_lines_of(measure)) for measure in profile.measures)]
    return "\n\n".join(blocks) + "\n"


def _lines_of(measure: Measure) -> Iterator[str]:
    kind = MEASURES[measure.id]
    yield from _comment(f"{kind.title}, in {kind.unit}, of each {kind.per}: {kind.meaning}")
    yield f"[measures.{measure.id}]"
    if seen := measure.distribution:
        yield f"count = {seen.count}"
        yield f"mean = {_number(seen.mean)}"
        pairs = ", ".join(f"[{_number(share)}, {_number(value)}]" for share, value in seen.quantiles)
        yield f"quantiles = [{pairs}]"
    for key, bound in (("low", measure.low), ("high", measure.high)):
        if bound is not None:
            yield f"{key} = {_number(bound)}"
    if measure.source:
        yield f"source = {_text(measure.source)}"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, LINE_CHARS, break_on_hyphens=False)]


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")


def _text(value: str) -> str:
    # a JSON string without surrogates is a TOML basic string, save for DEL, which TOML wants escaped; a title may come
    # from a folder whose name is no UTF-8
    whole = value.encode("utf-8", "replace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def parse_profile(text: str, *, name: str) -> Profile:
    """A profile from the text of its file.

    Args:
        text: the whole file.
        name: what messages call the file.

    Raises:
        ConfigError: not TOML, an unknown key or measure, or a number that cannot be; the message names file and key.
    """
    if len(text) > MAX_BYTES:
        raise ConfigError(f"{name} is larger than {MAX_BYTES >> 20} MiB; it is no profile", hint=HINT)
    try:
        plain = tomllib.loads(text.removeprefix(BYTE_ORDER_MARK))
    except (ValueError, RecursionError) as error:  # ValueError: not TOML, or a number of thousands of digits
        raise ConfigError(f"{name} is not TOML: {error}", hint=HINT) from error
    try:
        return _read_profile(plain, name)
    except ParseError as error:
        raise ConfigError(error.message, hint=HINT) from error


def _read_profile(plain: dict[str, Any], place: str) -> Profile:
    _check_keys(plain, _TOP, place)
    if missing := [key for key in ("name", "title", "kind") if key not in plain]:
        raise ParseError(f"{place}: {', '.join(missing)} is missing")
    kinds = {kind.value: kind for kind in ProfileKind}
    kind = kinds.get(_read_text(plain["kind"], f"{place}, kind"))
    if kind is None:
        raise ParseError(f"{place}, kind: {_shown(plain['kind'])}; allowed: {', '.join(kinds)}")
    measures = _expect_table(plain.get("measures", {}), f"{place}, measures")
    if unknown := sorted(measures.keys() - MEASURES.keys()):
        raise ParseError(f"{place}, measures: {_shown(unknown[0])} is no measure; known: {', '.join(MEASURES)}")
    return Profile(
        name=_read_text(plain["name"], f"{place}, name"),
        title=_read_text(plain["title"], f"{place}, title"),
        kind=kind,
        episodes=_read_count(plain.get("episodes", 0), f"{place}, episodes"),
        shots=_read_count(plain.get("shots", 0), f"{place}, shots"),
        measures=tuple(_read_measure(key, table, f"{place}, measures.{key}") for key, table in measures.items()),
    )


def _read_measure(key: str, plain: Any, place: str) -> Measure:
    table = _expect_table(plain, place)
    _check_keys(table, _MEASURE, place)
    bounds = {side: _read_number(table[side], f"{place}.{side}") for side in ("low", "high") if side in table}
    if len(bounds) == 2 and bounds["low"] > bounds["high"]:
        raise ParseError(f"{place}: low {bounds['low']:g} is above high {bounds['high']:g}")
    seen = [part for part in _DISTRIBUTION if part in table]
    if not seen and not bounds:
        raise ParseError(f"{place} says nothing; it needs low, high, or {', '.join(_DISTRIBUTION)}")
    if seen and len(seen) < len(_DISTRIBUTION):
        raise ParseError(f"{place} has {' and '.join(seen)}, but {', '.join(_DISTRIBUTION)} belong together")
    return Measure(
        id=key,
        distribution=_read_distribution(table, place) if seen else None,
        low=bounds.get("low"),
        high=bounds.get("high"),
        source=_read_text(table.get("source", ""), f"{place}.source"),
    )


def _read_distribution(table: dict[str, Any], place: str) -> Distribution:
    count = _read_count(table["count"], f"{place}.count")
    if count == 0:
        raise ParseError(f"{place}.count: 0; it must be 1 or more")
    pairs, here = table["quantiles"], f"{place}.quantiles"
    if not isinstance(pairs, list) or not 2 <= len(pairs) <= MAX_QUANTILES:
        raise ParseError(f"{here}: expected 2 to {MAX_QUANTILES} pairs, such as [[0, 0.4], [0.5, 2.1], [1, 7.2]]")
    quantiles = []
    for number, pair in enumerate(pairs, 1):
        if not isinstance(pair, list) or len(pair) != 2:
            raise ParseError(f"{here}, number {number}: {_shown(pair)}; expected a share and a value, such as [0.5, 2]")
        share, value = (_read_number(each, f"{here}, number {number}") for each in pair)
        if not 0 <= share <= 1:
            raise ParseError(f"{here}, number {number}: share {share:g}; it must be 0 to 1")
        quantiles.append((share, value))
    for (left, low), (right, high) in itertools.pairwise(quantiles):
        if right <= left or high < low:
            raise ParseError(f"{here}: [{left:g}, {low:g}] stands before [{right:g}, {high:g}]; both must ascend")
    return Distribution(count=count, mean=_read_number(table["mean"], f"{place}.mean"), quantiles=tuple(quantiles))


def _check_keys(table: dict[str, Any], known: tuple[str, ...], place: str) -> None:
    if unknown := sorted(table.keys() - set(known)):
        raise ParseError(f"{place}: unknown key {_shown(unknown[0])}; known: {', '.join(known)}")


def _expect_table(plain: Any, place: str) -> dict[str, Any]:
    if not isinstance(plain, dict):
        raise ParseError(f"{place}: {_shown(plain)} is no table")
    return plain


def _read_text(plain: Any, place: str) -> str:
    if not isinstance(plain, str) or len(plain) > MAX_TEXT_CHARS:
        raise ParseError(f"{place}: {_shown(plain)}; expected a text of at most {MAX_TEXT_CHARS} characters")
    return plain


def _read_number(plain: Any, place: str) -> float:
    is_number = isinstance(plain, int | float) and not isinstance(plain, bool)
    if not is_number or not abs(plain) <= MAX_NUMBER:  # false for nan too
        raise ParseError(f"{place}: {_shown(plain)}; expected a number from -{MAX_NUMBER} to {MAX_NUMBER}")
    return float(plain)


def _read_count(plain: Any, place: str) -> int:
    if not isinstance(plain, int) or isinstance(plain, bool) or not 0 <= plain <= MAX_NUMBER:
        raise ParseError(f"{place}: {_shown(plain)}; expected a whole number from 0 to {MAX_NUMBER}")
    return plain


def _shown(value: object) -> str:
    """A value in a message, cut to a length that can be read."""
    try:
        shown = repr(value)
    except ValueError:  # a whole number of more digits than Python writes out
        shown = "a number of thousands of digits"
    return shown if len(shown) <= 60 else f"{shown[:60]}..."
