"""The translating engines: which there are, and whether one works."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from reelbridge.app.config import read_series
from reelbridge.app.wiring import choose_translators, installed_version, providers_of
from reelbridge.app.workspace import Workspace
from reelbridge.model.brief import Brief
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.draft import Draft, Usage
from reelbridge.model.market import load_market
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.memory import CueMatches, Recall, RenderingList
from reelbridge.model.series import EngineChoice
from reelbridge.model.term import TermList
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.patience import Patience
from reelbridge.tools.llm.provider import KEY_VARIABLE, Provider
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.asking.windows import WINDOW_LINES
from reelbridge.translate.engine import LLM, Translation, TranslationRequest, untranslated
from reelbridge.translate.engines import TRANSLATORS
from reelbridge.translate.nmt.model import INSTALL_LINE

#: what is sent: a line with a number and an order in it, ours
TRIAL_LINE = "三千万，今晚就签字！"
_TRIAL_MS = 3000

#: a person waits for it: one more try, and none of the waiting for an endpoint to come back. A model that has to be
#: loaded first (Ollama, llama.cpp) may take a minute or two.
_PATIENCE = Patience(timeout_s=180.0, tries=2)

#: tokens that one more line of ten characters adds to a request: its id, its text, the quotes and commas around them
_TOKENS_PER_LINE = 24

#: packages that an engine runs on, and how to get them
_PACKAGES = {"openai": ("openai",), "ctranslate2": ("ctranslate2", "sentencepiece")}
_INSTALL_LINES = {"openai": "pip install openai", "ctranslate2": INSTALL_LINE}

_NEEDS = {
    "memory": "nothing but the files under memories in series.toml",
    "openai": f"model under [engine], and base_url or {KEY_VARIABLE}",
    "ctranslate2": "folder under [engine]: a converted NLLB-200, M2M100 or OPUS-MT model",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineInfo:
    """One engine. `needs` is what a series has to name for it, `found` what is installed or how to get it."""

    name: str
    is_installed: bool
    needs: str
    found: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSetting:
    """An engine as a series would use it.

    `address`, `model` and `has_key` are of a service, `folder` of a model on disk; empty and None elsewhere.
    """

    name: str
    locale: str
    address: str = ""
    model: str = ""
    has_key: bool | None = None
    folder: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineTrial:
    """What became of one line. `reason` says why there is no translation, or what is the matter with it.

    `format` is the `response_format` that a service took; empty elsewhere.
    `usd_per_1000_lines` is about what a thousand short lines would cost without a bible; None without prices.
    """

    setting: EngineSetting
    source: str
    translation: str
    reason: str
    format: str
    seconds: float
    usage: Usage
    usd_per_1000_lines: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    """An engine that is about to be tried."""

    setting: EngineSetting
    source_locale: str
    providers: tuple[Provider, ...]


def list_engines() -> tuple[EngineInfo, ...]:
    """Every engine by name."""
    return tuple(_describe(name) for name in TRANSLATORS)


def try_engine(
    name: str,
    *,
    folder: Path | None,
    locale: str | None,
    tell: Callable[[EngineSetting], None],
    say: Callable[[str], None],
) -> EngineTrial:
    """Send one line to an engine.

    Args:
        name: of the engine.
        folder: the series whose settings are used; None for those of the environment.
        locale: into which; None for the series' first, or English.
        tell: told what is about to be asked, before it is.
        say: told when the engine has to be waited for.

    Raises:
        UsageError: a setting is wrong; the message says which.
        EngineError: it does not work; the message says why.
    """
    trial = _prepare(name, folder, locale)
    tell(trial.setting)
    started = time.monotonic()
    translation, answer_format = asyncio.run(_translate(trial, say))
    (line,) = translation.lines
    return EngineTrial(
        setting=trial.setting,
        source=TRIAL_LINE,
        translation=line.text,
        reason=line.reason or "",
        format=answer_format,
        seconds=round(time.monotonic() - started, 2),
        usage=translation.usage,
        usd_per_1000_lines=_price(trial.providers, translation.usage),
    )


def _describe(name: str) -> EngineInfo:
    versions = [(package, installed_version(package)) for package in _PACKAGES.get(name, ())]
    is_installed = all(version for _, version in versions)
    if not is_installed:
        found = f"not installed: {_INSTALL_LINES[name]}"
    elif versions:
        found = ", ".join(f"{package} {version}" for package, version in versions)
    else:
        found = "built in" if name in _NEEDS else "a plug-in"
    return EngineInfo(name=name, is_installed=is_installed, needs=_NEEDS.get(name, "see its own words"), found=found)


def _prepare(name: str, folder: Path | None, locale: str | None) -> _Trial:
    series = read_series(folder) if folder else None
    choice = series.engine if series else EngineChoice()
    market = load_market(locale or (series.locales[0] if series else "en"))
    (chosen,) = choose_translators(choice, name)
    setting = EngineSetting(name=name, locale=market.locale)
    providers = providers_of((chosen,))
    if TRANSLATORS[name].service == LLM:
        (provider,) = providers
        setting = EngineSetting(
            name=name,
            locale=market.locale,
            address=provider.url,
            model=provider.model,
            has_key=bool(os.environ.get(KEY_VARIABLE, "").strip()),
        )
    elif chosen.folder:
        where = Workspace(folder=folder or Path()).resolve(chosen.folder)
        setting = EngineSetting(name=name, locale=market.locale, folder=str(where))
    return _Trial(setting=setting, source_locale=series.source_locale if series else "zh-Hans", providers=providers)


async def _translate(trial: _Trial, say: Callable[[str], None]) -> tuple[Translation, str]:
    """The translation, and the format of answers that the service took."""
    engine, request = TRANSLATORS[trial.setting.name], _request(trial)
    if engine.service != LLM:
        return await engine.translate(request, None), ""
    # an answer from an earlier trial would tell nothing: the store is empty, and thrown away
    with tempfile.TemporaryDirectory() as scratch, AnswerStore(Path(scratch) / "answers.sqlite") as answers:
        async with Desk(answers=answers, say=say, patience=_PATIENCE) as desk:
            service = LlmService(desk=desk, answers=answers, providers=trial.providers)
            return await engine.translate(request, service), desk.format_of(trial.providers[0])


def _request(trial: _Trial) -> TranslationRequest:
    """An episode of one line."""
    setting, cue = trial.setting, Cue(id="c1", start_ms=0, end_ms=_TRIAL_MS, text=TRIAL_LINE)
    provider = trial.providers[0] if trial.providers else None
    return TranslationRequest(
        cues=CueList(language=trial.source_locale, origin="file", cues=(cue,)),
        draft=Draft(locale=setting.locale, engine="", lines=(untranslated(cue.id, "not asked yet"),)),
        recall=Recall(cues=(CueMatches(cue_id=cue.id, matches=()),)),
        renderings=RenderingList(locale=setting.locale, renderings=()),
        terms=TermList(locale=setting.locale, terms=()),
        brief=Brief(locale=setting.locale),
        market=load_market(setting.locale),
        media=_media(),
        source_locale=trial.source_locale,
        locale=setting.locale,
        topic="trial",
        model=provider.model if provider else "",
        base_url=provider.base_url if provider else "",
        folder=setting.folder,
    )


def _media() -> MediaInfo:
    """A vertical video of two lines' length: there is room for the one."""
    return MediaInfo(
        source=FileRef(name="trial.mp4", digest="", size=0),
        duration_ms=2 * _TRIAL_MS,
        width=1080,
        height=1920,
        rotation=0,
        frame_rate=Fraction(25),
        is_variable_rate=False,
        video_codec="h264",
        audio=(),
        text=(),
    )


def _price(providers: tuple[Provider, ...], usage: Usage) -> float | None:
    """From one line to a thousand: the rules are sent once for each window of lines, and not with every line."""
    if not providers or not usage.requests:
        return None
    asked = usage.tokens_in / usage.requests
    cost = providers[0].cost_usd(
        tokens_in=round(1000 / WINDOW_LINES * asked + 1000 * _TOKENS_PER_LINE), tokens_out=1000 * usage.tokens_out
    )
    return None if cost is None else round(cost, 4)
