"""Frozen dataclasses to JSON and back, the one way anything is written down.

A dataclass that stands at the top of a document names its schema, `SCHEMA: ClassVar[str] = "cue_list.2"`, and may list
`UPGRADES: ClassVar[Mapping[int, Callable[[dict], dict]]]`: the function under 1 turns version 1 into version 2.
Encoding is canonical (sorted keys, no spaces, UTF-8), so that equal values have equal digests.
"""

from __future__ import annotations

import json
import types
from dataclasses import fields, is_dataclass
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from reelbridge.core.errors import ParseError
from reelbridge.core.hashing import digest_bytes

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """A dataclass (or a tuple, enum, number, text, None) as JSON values."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        plain = {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
        schema = getattr(value, "SCHEMA", None)
        return {"schema": schema, **plain} if schema else plain
    raise TypeError(f"{type(value).__name__} has no JSON form: {value!r}")


def encode(value: Any) -> bytes:
    """Canonical JSON of a dataclass."""
    return json.dumps(to_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest_of(value: Any) -> str:
    """SHA-256 of the canonical JSON."""
    return digest_bytes(encode(value))


def decode(kind: type[T], data: bytes | str) -> T:
    """Read canonical JSON back.

    Raises:
        ParseError: not JSON, another schema, or a field that is missing, unknown or of another type.
    """
    try:
        plain = json.loads(data)
    except ValueError as error:
        raise ParseError(f"{kind.__name__}: not JSON: {error}") from error
    return from_plain(kind, plain)


def from_plain(kind: type[T], plain: Any, place: str = "") -> T:
    """JSON values as the given type; see `decode`."""
    result: T = _read(kind, plain, place or getattr(kind, "__name__", str(kind)))
    return result


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, plain: Any, place: str) -> Any:
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _read_union(get_args(kind), plain, place)
    if origin is tuple:
        return _read_tuple(get_args(kind), plain, place)
    if kind is Fraction:
        return _read_fraction(_expect(str, plain, place), place)
    if kind is float:
        return float(_expect((int, float), plain, place))
    if kind in (str, int, bool):
        return _expect(kind, plain, place)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _read_enum(kind, plain, place)
    if is_dataclass(kind):
        return _read_dataclass(kind, plain, place)
    raise TypeError(f"{place}: {kind!r} has no JSON form")


def _expect(kind: Any, plain: Any, place: str) -> Any:
    if not isinstance(plain, kind) or (isinstance(plain, bool) and kind is not bool):
        raise ParseError(f"{place}: {plain!r} is not {getattr(kind, '__name__', 'a number')}")
    return plain


def _read_union(options: tuple[Any, ...], plain: Any, place: str) -> Any:
    if plain is None and type(None) in options:
        return None
    (option,) = (option for option in options if option is not type(None))
    return _read(option, plain, place)


def _read_tuple(items: tuple[Any, ...], plain: Any, place: str) -> tuple[Any, ...]:
    _expect(list, plain, place)
    if len(items) == 2 and items[1] is Ellipsis:
        return tuple(_read(items[0], item, f"{place}[{index}]") for index, item in enumerate(plain))
    if len(items) != len(plain):
        raise ParseError(f"{place}: {len(plain)} values; {len(items)} expected")
    return tuple(_read(kind, item, place) for kind, item in zip(items, plain, strict=True))


def _read_fraction(plain: str, place: str) -> Fraction:
    try:
        return Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise ParseError(f"{place}: {plain!r} is not a fraction such as 30000/1001") from None


def _read_enum(kind: type[Enum], plain: Any, place: str) -> Enum:
    try:
        return kind(plain)
    except ValueError:
        allowed = ", ".join(str(member.value) for member in kind)
        raise ParseError(f"{place}: {plain!r}; allowed: {allowed}") from None


def _read_dataclass(kind: Any, plain: Any, place: str) -> Any:
    values = dict(_expect(dict, plain, place))
    schema = getattr(kind, "SCHEMA", None)
    if schema:
        values = _upgrade(kind, schema, values, place)
    hints = _hints(kind)
    names = {field.name for field in fields(kind)}
    if unknown := sorted(values.keys() - names):
        raise ParseError(f"{place}: unknown key {', '.join(unknown)}; known: {', '.join(sorted(names))}")
    try:
        return kind(**{name: _read(hints[name], value, f"{place}.{name}") for name, value in values.items()})
    except TypeError as error:
        raise ParseError(f"{place}: {error}") from error


def _upgrade(kind: Any, schema: str, values: dict[str, Any], place: str) -> dict[str, Any]:
    name, _, wanted = schema.rpartition(".")
    found = values.pop("schema", None)
    found_name, _, version = str(found).rpartition(".")
    if found_name != name or not version.isdigit() or int(version) > int(wanted):
        raise ParseError(f"{place}: schema {found!r}; this version reads {schema!r} and older")
    for step in range(int(version), int(wanted)):
        values = kind.UPGRADES[step](values)
    return values
