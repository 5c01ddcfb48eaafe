"""Make the reference pages from the code: `python tools/make_reference.py` (or `make docs`).

A test compares the pages with what this makes, so they cannot fall behind.
"""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from typer.core import TyperGroup

from reelbridge.checks.registry import CHECKS
from reelbridge.cli.lazy import LazyCommand
from reelbridge.cli.main import app
from reelbridge.model.market import Limits, known_locales, load_market
from reelbridge.model.measure import MEASURES
from reelbridge.model.series import EngineChoice, EpisodeEntry, Series
from reelbridge.model.signal import SIGNALS, TICK_MS

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
TOML_TYPES = {"str": "string", "int": "integer", "Picture": "string"}
NOTE = "<!-- made by tools/make_reference.py; edit the code, not this page -->\n\n"


def make_pages() -> dict[str, str]:
    """Name to text of every generated page."""
    return {
        "cli.md": _cli(),
        "checks.md": _checks(),
        "markets.md": _markets(),
        "series-toml.md": _series(),
        "signals.md": _signals(),
    }


def _cli() -> str:
    parts = [NOTE + f"# Commands\n\n{app.help}\n\n{app.epilog}\n"]
    for name, command in find_commands(app):
        arguments = [p for p in command.params if p.param_type_name == "argument"]
        options = [p for p in command.params if p.param_type_name == "option" and not getattr(p, "hidden", False)]
        usage = " ".join([f"reelbridge {name}", *(_argument(p) for p in arguments), "[options]" if options else ""])
        parts.append(f"## {name}\n\n{inspect.cleandoc(command.help)}\n\n    {usage.strip()}\n")
        rows = [(f"`{_argument(p)}`", p.help or "", _default(p)) for p in arguments]
        rows += [("`" + ", ".join(p.opts) + "`", p.help or "", _default(p)) for p in options]
        parts.append(_table(("argument or option", "what it does", "default"), rows))
    return "\n".join(parts)


def find_commands(group: TyperGroup, before: str = "") -> Iterator[tuple[str, Any]]:
    """Every command with its whole name: `read`, `bible make`."""
    for name, listed in group.commands.items():
        command = listed.load() if isinstance(listed, LazyCommand) else listed
        if isinstance(command, TyperGroup):
            yield from find_commands(command, f"{before}{name} ")
        else:
            yield before + name, command


def _argument(parameter: Any) -> str:
    return str(parameter.name).upper() if parameter.required else f"[{str(parameter.name).upper()}]"


def _default(parameter: Any) -> str:
    shown = parameter.show_default
    if isinstance(shown, str):
        return shown
    if shown is False or parameter.required or parameter.default in (None, False) or callable(parameter.default):
        return "required" if parameter.required else ""
    return f"`{parameter.default}`"


def _checks() -> str:
    parts = [NOTE + "# Checks\n\nEvery line of every locale is tested against these before it goes out.\n"]
    for name in CHECKS:
        parts.append(f"## {name}\n\n{inspect.cleandoc(inspect.getdoc(CHECKS[name]) or '')}\n")
    return "\n".join(parts)


def _markets() -> str:
    head = (
        "# Markets\n\nLimits per locale: characters per second, characters per line in a landscape and in a 9:16"
        " picture, lines, shortest and longest time on screen, gap. Sources stand in the market files"
        " (`src/reelbridge/data/markets`).\n"
    )
    rows = []
    for locale in known_locales():
        market = load_market(locale)
        across, down = market.horizontal, market.vertical
        rows.append(
            (
                f"`{locale}`",
                market.name,
                market.endonym,
                market.script,
                market.direction,
                f"{down.max_cps:g}",
                str(across.max_line_chars),
                str(down.max_line_chars),
                str(down.max_lines),
                _times(down),
            )
        )
    columns = ("locale", "name", "own name", "script", "direction", "cps", "16:9", "9:16", "lines", "time and gap")
    return NOTE + head + "\n" + _table(columns, rows)


def _times(limits: Limits) -> str:
    return f"{limits.min_duration_ms}-{limits.max_duration_ms} ms, {limits.min_gap_frames} frames"


def _series() -> str:
    head = (
        "# series.toml\n\nOne file describes a series. `reelbridge new` writes it with comments; an unknown key is an"
        " error that names the file and the key. Secrets are never in it: they come from the environment.\n"
    )
    parts = [NOTE + head]
    for title, kind in (("Top level", Series), ("[engine]", EngineChoice), ("[[episodes]]", EpisodeEntry)):
        parts.append(f"## {title}\n\n{inspect.cleandoc(kind.__doc__ or '')}\n")
        rows = [
            (f"`{field.name}`", _toml_type(str(field.type)), _field_default(field))
            for field in dataclasses.fields(kind)
        ]
        parts.append(_table(("key", "type", "default"), rows))
    return "\n".join(parts)


def _signals() -> str:
    parts = [
        NOTE
        + "# Signals and measures\n\nWhat `reelbridge study` measures of each episode over time, and what a profile"
        " counts of it. How they are meant is told in [How a drama is cut](../concepts/technique.md).\n",
        f"## Signals\n\nA value every {TICK_MS} ms, none where there is nothing to measure.\n",
        _table(
            ("signal", "id", "unit", "what it says", "how it is measured, and after whom"),
            [(each.title, f"`{each.id}`", each.unit, each.meaning, each.source) for each in SIGNALS.values()],
        ),
        "## Measures\n\nA profile keeps each of these as a distribution: quantiles, mean, and how many values there"
        " were. A measure that could not be taken is left out.\n",
        _table(
            ("measure", "id", "unit", "of each", "how it is taken"),
            [(each.title, f"`{each.id}`", each.unit, each.per, each.meaning) for each in MEASURES.values()],
        ),
    ]
    return "\n".join(parts)


def _field_default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return "required"
    if dataclasses.is_dataclass(field.default):
        return "see below"
    if field.default in ("", None):
        return "none"
    return "`[]`" if field.default == () else f'`"{field.default}"`'


def _toml_type(name: str) -> str:
    """A field's type as the TOML specification calls it."""
    if name.startswith("tuple["):
        inner = name.removeprefix("tuple[").removesuffix(", ...]")
        return "array of tables" if inner[0].isupper() else f"array of {TOML_TYPES[inner]}s"
    return TOML_TYPES.get(name.removesuffix(" | None"), "table")


def _table(columns: tuple[str, ...], rows: list[Any]) -> str:
    lines = ["| " + " | ".join(columns) + " |", "|" + " --- |" * len(columns)]
    lines += ["| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in make_pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        print(f"docs/reference/{name}")


if __name__ == "__main__":
    main()
