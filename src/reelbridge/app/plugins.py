"""Everything that can be named: engines, checks, formats, markets."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.checks.registry import CHECKS
from reelbridge.formats.subtitle_formats import SUBTITLE_FORMATS
from reelbridge.model.market import known_locales
from reelbridge.subtitles.erasing.erasers import ERASERS
from reelbridge.subtitles.ocr.recognizers import RECOGNIZERS
from reelbridge.technique.listening.detectors import SPEECH_DETECTORS
from reelbridge.technique.profiles.shipped import PROFILES
from reelbridge.technique.shots.detectors import SHOT_DETECTORS
from reelbridge.technique.watching.detectors import FACE_DETECTORS
from reelbridge.translate.engines import TRANSLATORS


@dataclass(frozen=True, slots=True, kw_only=True)
class PluginList:
    """The names of one kind."""

    kind: str
    names: tuple[str, ...]


def list_plugins() -> tuple[PluginList, ...]:
    """All kinds with their names."""
    return (
        PluginList(kind="translator", names=tuple(TRANSLATORS)),
        PluginList(kind="recognizer", names=tuple(RECOGNIZERS)),
        PluginList(kind="eraser", names=tuple(ERASERS)),
        PluginList(kind=SHOT_DETECTORS.kind, names=tuple(SHOT_DETECTORS)),
        PluginList(kind=FACE_DETECTORS.kind, names=tuple(FACE_DETECTORS)),
        PluginList(kind=SPEECH_DETECTORS.kind, names=tuple(SPEECH_DETECTORS)),
        PluginList(kind="profile", names=tuple(PROFILES)),
        PluginList(kind="check", names=tuple(CHECKS)),
        PluginList(kind="subtitle format", names=tuple(SUBTITLE_FORMATS)),
        PluginList(kind="market", names=known_locales()),
    )
