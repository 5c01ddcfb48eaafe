"""Which engines there are, and who does the work in a run."""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version

from reelbridge.core.errors import EngineMissingError
from reelbridge.model.series import EngineChoice
from reelbridge.pipelines.localize import Engines
from reelbridge.subtitles.recognizers import RECOGNIZERS
from reelbridge.tools.ffmpeg import ffmpeg_version
from reelbridge.translate.engines import TRANSLATORS
