"""What is there to work with, and how to get what is not."""

from __future__ import annotations

import os
from dataclasses import dataclass

from reelbridge.app.wiring import RECOGNIZER, installed_version
from reelbridge.core.errors import ReelbridgeError
from reelbridge.model.market import DEFAULT_LOCALES, load_market
from reelbridge.tools.ffmpeg import find_ffmpeg, read_ffmpeg_version
from reelbridge.tools.fonts import find_font


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """One thing looked for. `is_needed`: no run can do without; `detail` says what was found or how to get it."""

    name: str
    is_found: bool
    is_needed: bool
    detail: str


def examine() -> tuple[Examination, ...]:
    """Look for everything a run may need."""
    return (_ffmpeg(), *_engines(), *_fonts())


def _ffmpeg() -> Examination:
    try:
        detail = f"{read_ffmpeg_version()} at {find_ffmpeg()}"
    except ReelbridgeError as error:
        return Examination(name="ffmpeg", is_found=False, is_needed=True, detail=str(error).replace("\n", "; "))
    return Examination(name="ffmpeg", is_found=True, is_needed=True, detail=detail)


def _engines() -> tuple[Examination, ...]:
    reader = installed_version(RECOGNIZER)
    has_key = bool(os.environ.get("OPENAI_API_KEY"))
    key = "OPENAI_API_KEY is set" if has_key else "OPENAI_API_KEY is not set; local endpoints need none"
    return (
        Examination(
            name=f"reader {RECOGNIZER}",
            is_found=bool(reader),
            is_needed=True,
            detail=reader or f"get it with `pip install {RECOGNIZER}`",
        ),
        Examination(name="translator memory", is_found=True, is_needed=True, detail="built in, needs no network"),
        Examination(name="translator openai", is_found=True, is_needed=False, detail=key),
    )


def _fonts() -> tuple[Examination, ...]:
    found: dict[str, list[str]] = {}
    for locale in DEFAULT_LOCALES:
        found.setdefault(load_market(locale).font_family, []).append(locale)
    return tuple(_font(family, locales) for family, locales in found.items())


def _font(family: str, locales: list[str]) -> Examination:
    market = load_market(locales[0])
    name = f"font for {', '.join(locales)}"
    try:
        path = find_font(family, sample_text=market.endonym, package=market.font_package).path
    except ReelbridgeError as error:
        return Examination(name=name, is_found=False, is_needed=False, detail=error.hint or error.message)
    return Examination(name=name, is_found=True, is_needed=False, detail=f"{family} at {path}")
