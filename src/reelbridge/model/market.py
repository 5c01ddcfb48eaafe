"""What is right for the viewers of one locale: reading speed, line length, script, fonts. The values are data files."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar

from reelbridge.core.codec import from_plain
from reelbridge.core.errors import UnknownNameError
from reelbridge.core.lang import parse_tag

#: the locales a new series gets; source: docs/decisions/0011-default-locales.md
DEFAULT_LOCALES = (
    "en", "es-419", "pt-BR", "ja", "de", "fr", "ko", "zh-Hant", "id", "th", "it", "tr", "vi", "ar",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a subtitle may be. Speeds in characters per second, times in ms, the gap in frames."""

    SCHEMA: ClassVar[str] = "limits.1"

    max_cps: float
    max_line_chars: int
    max_lines: int
    min_duration_ms: int
    max_duration_ms: int
    min_gap_frames: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Market:
    """One locale as a market: `script` is an ISO 15924 code, `direction` ltr or rtl.

    `horizontal` are the limits of the landscape guides, `vertical` those of a 9:16 picture.
    `font_family` covers the script, its lines are `font_line_ems` em high; `font_package` is the Debian package that
    brings it.
    """

    SCHEMA: ClassVar[str] = "market.1"

    locale: str
    name: str
    endonym: str
    script: str
    direction: str
    horizontal: Limits
    vertical: Limits
    font_family: str
    font_line_ems: float
    font_package: str

    def limits_for(self, *, is_vertical: bool) -> Limits:
        """The limits that fit the picture's shape."""
        return self.vertical if is_vertical else self.horizontal


def read_package_text(path: str) -> str:
    """A data file of the package, such as `markets/ja.toml`."""
    return files("reelbridge").joinpath("data").joinpath(path).read_text("utf-8")


def known_locales() -> tuple[str, ...]:
    """Every locale that has a market file."""
    folder = files("reelbridge").joinpath("data").joinpath("markets")
    return tuple(sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir() if entry.name.endswith(".toml")))


@cache
def load_market(locale: str) -> Market:
    """The market of a locale, in any letters (`pt_br`).

    Raises:
        UnknownNameError: there is no such market; the message lists the known ones.
    """
    tag = parse_tag(locale)
    if tag not in known_locales():
        raise UnknownNameError("locale", locale, known_locales(), hint="add a market file to data/markets")
    plain: Mapping[str, Any] = tomllib.loads(read_package_text(f"markets/{tag}.toml"))
    limits = {key: {"schema": "limits.1", **plain[key]} for key in ("horizontal", "vertical")}
    return from_plain(Market, {"schema": Market.SCHEMA, **plain, **limits}, f"markets/{tag}.toml")
