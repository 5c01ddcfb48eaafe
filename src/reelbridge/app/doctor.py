"""What is there to work with, and how to get what is not."""

from __future__ import annotations

import os
from dataclasses import dataclass

from reelbridge.app.engines import EngineInfo, list_engines
from reelbridge.app.wiring import FACES_FROM, RECOGNIZER, SPEECH_FROM, installed_version
from reelbridge.core.errors import ReelbridgeError
from reelbridge.model.market import DEFAULT_LOCALES, load_market
from reelbridge.tools.ffmpeg import find_ffmpeg, read_ffmpeg_version
from reelbridge.tools.fonts import find_font
from reelbridge.tools.llm.provider import DEFAULT_BASE_URL, KEY_VARIABLE

#: what a study does without if it must: what it is for, its distribution, the line that installs it
_STUDYING = (
    ("face detector yunet", FACES_FROM, f"pip install {FACES_FROM}"),
    ("speech detector silero", SPEECH_FROM, f"pip install {SPEECH_FROM}"),
    ("typesetter typst", "typst", 'pip install "reelbridge[pdf]"'),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """One thing looked for. `is_needed`: no run can do without; `detail` says what was found or how to get it."""

    name: str
    is_found: bool
    is_needed: bool
    detail: str


def examine() -> tuple[Examination, ...]:
    """Look for everything a run may need."""
    studying = (_optional(*each) for each in _STUDYING)
    return (_ffmpeg(), _reader(), *map(_translator, list_engines()), *studying, *_fonts())


def _ffmpeg() -> Examination:
    try:
        detail = f"{read_ffmpeg_version()} at {find_ffmpeg()}"
    except ReelbridgeError as error:
        return Examination(name="ffmpeg", is_found=False, is_needed=True, detail=str(error).replace("\n", "; "))
    return Examination(name="ffmpeg", is_found=True, is_needed=True, detail=detail)


def _reader() -> Examination:
    version = installed_version(RECOGNIZER)
    return Examination(
        name=f"reader {RECOGNIZER}",
        is_found=bool(version),
        is_needed=True,
        detail=version or f"get it with `pip install {RECOGNIZER}`",
    )


def _optional(name: str, distribution: str, install: str) -> Examination:
    version = installed_version(distribution)
    return Examination(name=name, is_found=bool(version), is_needed=False, detail=version or f"get it with `{install}`")


def _translator(engine: EngineInfo) -> Examination:
    detail = f"{engine.found}; {_endpoint()}" if engine.is_installed and engine.name == "openai" else engine.found
    return Examination(
        name=f"translator {engine.name}",
        is_found=engine.is_installed,
        is_needed=engine.name == "memory",
        detail=detail,
    )


def _endpoint() -> str:
    """The language model that the environment names. The key itself is never shown."""
    model = os.environ.get("REELBRIDGE_MODEL") or "none"
    address = os.environ.get("OPENAI_BASE_URL") or DEFAULT_BASE_URL
    if os.environ.get(KEY_VARIABLE, "").strip():
        key = f"{KEY_VARIABLE} is set"
    else:
        key = f"{KEY_VARIABLE} is not set, an endpoint of your own may need none"
    return f"model: {model}, address: {address}, unless series.toml names others; {key}"


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
