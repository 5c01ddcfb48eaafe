"""`series.toml`: read once, into a `Series`; written once, with comments."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields
from pathlib import Path

from reelbridge.core.codec import from_plain
from reelbridge.core.errors import ConfigError, ParseError
from reelbridge.core.lang import parse_tag
from reelbridge.model.market import load_market
from reelbridge.model.series import DEFAULT_ERASER, EngineChoice, Picture, Series
from reelbridge.subtitles.erasing.erasers import ERASERS

FILE_NAME = "series.toml"

#: far above any series; a larger file is something else
MAX_BYTES = 4 << 20


def read_series(folder: Path) -> Series:
    """The series in a folder.

    Raises:
        ConfigError: no `series.toml`, not TOML, or a key that is unknown, missing or of another type; the file and the
            key are named.
    """
    path = folder / FILE_NAME
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path} is larger than {MAX_BYTES >> 20} MiB; it is no series file")
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise ConfigError(
            f"{folder} is no series: it has no {FILE_NAME}",
            hint=f"make one with `reelbridge new {folder} --from FOLDER_WITH_VIDEOS`",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    return parse_series(text, place=str(path))


def parse_series(text: str, *, place: str) -> Series:
    """A series from the text of its file; see `read_series`."""
    try:
        plain = tomllib.loads(text)
        series = from_plain(Series, {"schema": Series.SCHEMA, **plain}, place)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{place} is not TOML: {error}") from error
    except ParseError as error:
        raise ConfigError(error.message, hint="see docs/reference/series-toml.md for every key") from error
    return _checked(series, place)


def _checked(series: Series, place: str) -> Series:
    if not series.episodes:
        raise ConfigError(f"{place} lists no episodes", hint="add an [[episodes]] table with number and video")
    if not series.locales:
        raise ConfigError(f"{place}: locales is empty", hint='name at least one, such as locales = ["en"]')
    numbers = [episode.number for episode in series.episodes]
    for number in numbers:
        if number < 1:
            raise ConfigError(f"{place}: episode number {number}; it must be 1 or more")
        if numbers.count(number) > 1:
            raise ConfigError(f"{place}: episode {number} stands twice")
    _check_erase(series, place)
    parse_tag(series.source_locale)
    for locale in series.locales:
        load_market(locale)
    return series


def _check_erase(series: Series, place: str) -> None:
    if series.erase is None:
        return
    if series.erase not in tuple(ERASERS):
        raise ConfigError(f"{place}.erase: {series.erase!r}; allowed: {', '.join(ERASERS)}")
    if series.picture is not Picture.CLEAN:
        raise ConfigError(
            f"{place}: erase is {series.erase!r}, but picture is {series.picture.value!r}: nothing is taken off",
            hint='set picture = "clean", or leave erase out',
        )


def select_episodes(series: Series, selection: str | None) -> tuple[int, ...]:
    """Episode numbers out of `1-3,7`; all of them without a selection.

    Raises:
        ConfigError: another form, or an episode that is not there.
    """
    known = tuple(sorted(episode.number for episode in series.episodes))
    if selection is None:
        return known
    chosen: set[int] = set()
    for part in selection.split(","):
        match = re.fullmatch(r"\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?", part)
        if not match:
            raise ConfigError(f"episodes {selection!r} is no selection", hint="write it like 1-3 or 1,4,7-9")
        first, last = int(match[1]), int(match[2] or match[1])
        if not any(first <= number <= last for number in known):
            raise ConfigError(f"episode {part.strip()} is not in the series; it has {_ranges(known)}")
        chosen.update(number for number in known if first <= number <= last)
    return tuple(sorted(chosen))


def _ranges(numbers: tuple[int, ...]) -> str:
    return f"{numbers[0]} to {numbers[-1]}" if len(numbers) > 1 else str(numbers[0])


def render_series(series: Series) -> str:
    """The commented file for a series."""
    lines = [
        "# A Reelbridge series. Every key is explained in docs/reference/series-toml.md.",
        "",
        f"title = {_text(series.title)}",
        "",
        "# The language the episodes are spoken and written in.",
        f"source_locale = {_text(series.source_locale)}",
        "",
        "# Where the series goes: BCP 47 tags. `reelbridge plugins` lists the markets there are.",
        f"locales = {_texts(series.locales)}",
        "",
        "# Translations that people have approved (TMX), and words with a fixed rendering (TBX).",
        f"memories = {_texts(series.memories)}",
        f"terms = {_texts(series.terms)}",
        "",
        "# The picture that goes out.",
        '#   picture = "original"   as it is; new subtitles stand above the lines that are burned in',
        '#   picture = "clean"      without them; `erase` says how they are taken off:',
        '#     erase = "fill"         filled with what stands behind the letters',
        '#     erase = "blur"         blurred',
        '#     erase = "box"          covered by a plate that the new line stands on',
        f"picture = {_text(series.picture)}",
        f"erase = {_text(series.erase)}" if series.erase else f'# erase = "{DEFAULT_ERASER}"',
        "",
        "# Who translates what the memory does not know.",
        '#   name = "memory"        the memory alone: no model, no key, no network',
        '#   name = "openai"        any OpenAI-compatible endpoint; the key comes from OPENAI_API_KEY',
        '#   name = "ctranslate2"   a model in a folder on this machine',
        "[engine]",
    ]
    lines += _engine_lines(series.engine, "engine.next")
    lines += [
        "",
        "# The episodes in order. `sidecar` is a subtitle file; without one the picture is read. `script` is a text",
        "# with the words of the episode, which get their times from the picture.",
    ]
    for episode in series.episodes:
        lines += ["[[episodes]]", f"number = {episode.number}", f"video = {_text(episode.video)}"]
        lines += [f"sidecar = {_text(episode.sidecar)}"] if episode.sidecar else []
        lines += [f"script = {_text(episode.script)}"] if episode.script else []
        lines += [""]
    return "\n".join(lines)


def _engine_lines(choice: EngineChoice, next_table: str) -> list[str]:
    """One engine and those after it. What has the value it would have anyway is left out, or shown as a comment."""
    plain = EngineChoice()
    lines = [f"name = {_text(choice.name)}"]
    examples = {"model": "the-model-of-your-endpoint", "base_url": "http://localhost:8000/v1"}
    for field in fields(EngineChoice):
        name, value = field.name, getattr(choice, field.name)
        if name in ("name", "next"):
            continue
        if value != getattr(plain, name):
            lines.append(f"{name} = {_value(value)}")
        elif name in examples and choice == plain:
            lines.append(f"# {name} = {_text(examples[name])}")
    if choice.next is not None:
        lines += ["", "# Asked for the lines that the engine above leaves untranslated.", f"[{next_table}]"]
        lines += _engine_lines(choice.next, f"{next_table}.next")
    return lines


def _value(value: str | bool | int | float) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, str) else repr(value)


def _text(value: str) -> str:
    # a JSON string without surrogates is a TOML basic string, save for DEL, which TOML wants escaped
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _texts(values: tuple[str, ...]) -> str:
    return "[" + ", ".join(_text(value) for value in values) + "]"
