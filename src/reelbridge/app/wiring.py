"""Which engines do the work in a run, by name and version."""

from __future__ import annotations

import os
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from reelbridge.core.errors import ConfigError
from reelbridge.model.series import EngineChoice
from reelbridge.pipelines.localize import Engines
from reelbridge.subtitles.ocr.recognizers import RECOGNIZERS
from reelbridge.tools.ffmpeg import read_ffmpeg_version
from reelbridge.translate.engines import TRANSLATORS

#: the reader of pictures; the distribution it comes in has the same name
RECOGNIZER = "rapidocr"


def installed_version(distribution: str) -> str:
    """The version of an installed distribution, or an empty text."""
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who reads pictures."""

    name: str
    version: str


def choose_recognizer() -> Reader:
    """The reader of pictures, by name and version."""
    RECOGNIZERS.check(RECOGNIZER)
    return Reader(name=RECOGNIZER, version=installed_version(RECOGNIZER))


def choose_engines(choice: EngineChoice, override: str | None) -> Engines:
    """The engines of a run.

    Args:
        choice: what series.toml says.
        override: a translator's name from the command line, or None.

    Raises:
        UnknownNameError: there is no translator of that name.
        ConfigError: the engine talks to a service and no model is named.
    """
    name = override or choice.name
    TRANSLATORS.check(name)
    model = base_url = ""
    if name != "memory":
        model = choice.model or os.environ.get("REELBRIDGE_MODEL", "")
        base_url = choice.base_url or os.environ.get("OPENAI_BASE_URL", "")
        if not model:
            raise ConfigError(
                f"engine {name!r} needs a model name; none is set",
                hint="set model under [engine] in series.toml, or REELBRIDGE_MODEL",
            )
    reader = choose_recognizer()
    return Engines(
        recognizer=reader.name,
        recognizer_version=reader.version,
        translator=name,
        translator_version=installed_version("openai") if name == "openai" else "1",
        model=model,
        base_url=base_url,
        ffmpeg_version=read_ffmpeg_version(),
    )
