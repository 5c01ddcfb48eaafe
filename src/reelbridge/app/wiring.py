"""Which engines do the work in a run, by name and version."""

from __future__ import annotations

import os
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
    RECOGNIZERS.check(RECOGNIZER)
    return Engines(
        recognizer=RECOGNIZER,
        recognizer_version=installed_version(RECOGNIZER),
        translator=name,
        translator_version=installed_version("openai") if name == "openai" else "1",
        model=model,
        base_url=base_url,
        ffmpeg_version=read_ffmpeg_version(),
    )
