"""Fonts of this machine: the file that really has the letters of a text."""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reelbridge.core.errors import EngineMissingError

if TYPE_CHECKING:  # the command line lists fonts only when it is asked to
    from fontTools.ttLib import TTFont

FONT_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")

#: OpenType name ids: family, typographic family; source: OpenType 1.9, `name` table
_FAMILY_IDS = (1, 16)


@dataclass(frozen=True, slots=True, kw_only=True)
class FontFile:
    """One font: its file, its place in the file (0 unless the file is a collection), its family's name."""

    path: Path
    index: int
    family: str


def font_folders() -> tuple[Path, ...]:
    """Where fonts lie on Linux: the user's own folders first, then the system's (XDG base directories)."""
    home = Path.home()
    user_data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local/share")
    system_data = (os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share").split(":")
    return (user_data / "fonts", home / ".fonts", *(Path(folder) / "fonts" for folder in system_data if folder))


def find_font(family: str, sample_text: str, package: str) -> FontFile:
    """The upright regular font of a family, if it has every letter of the text.

    Only letters and their marks beyond ASCII count: a font of one script (Noto Sans Thai) leaves Latin, digits and
    punctuation to others, and a renderer takes those from any font.

    Args:
        family: as the font names it: "Noto Sans Thai".
        sample_text: what is to be shown.
        package: the Debian package that brings the font, for the message.

    Raises:
        EngineMissingError: no such font, or it lacks letters; the message names the package.
    """
    fonts = _fonts_of(family, font_folders())
    if not fonts:
        raise EngineMissingError(f"font {family!r} is not installed", hint=f"apt-get install {package}")
    font = min(fonts, key=lambda one: len(missing_letters(one, sample_text)))
    require_letters(font, sample_text, package)
    return font


def require_letters(font: FontFile, text: str, package: str) -> None:
    """Refuse a font that would show boxes.

    Raises:
        EngineMissingError: it lacks letters of the text; the message names the package that brings a full one.
    """
    if missing := missing_letters(font, text):
        shown = " ".join(f"{char} (U+{ord(char):04X})" for char in missing[:8])
        raise EngineMissingError(
            f"font {font.family!r} in {font.path} has no {shown}",
            hint=f"apt-get install {package}, or set another font in the market file",
        )


def missing_letters(font: FontFile, text: str) -> tuple[str, ...]:
    """The letters and marks beyond ASCII that a font does not have, each once, in code point order."""
    covered = _code_points(font)
    letters = {char for char in text if not char.isascii() and unicodedata.category(char)[0] in "LM"}
    return tuple(sorted(char for char in letters if ord(char) not in covered))


def read_fonts(path: Path) -> tuple[FontFile, ...]:
    """The fonts of a file; none where it cannot be read: a broken font is as good as one that is not there."""
    from fontTools.ttLib import TTLibError

    try:
        with _open(path) as fonts:
            return tuple(
                FontFile(path=path, index=index, family=family)
                for index, font in enumerate(fonts)
                for family in sorted({font["name"].getDebugName(name_id) or "" for name_id in _FAMILY_IDS} - {""})
            )
    except (TTLibError, OSError, KeyError, ValueError, struct.error):
        return ()


@cache
def _fonts_of(family: str, folders: tuple[Path, ...]) -> tuple[FontFile, ...]:
    """The fonts of a family, best first. Files are opened only if their name begins like the family's, which is how
    Debian, Google and Noto name them; only where that finds none is every font opened."""
    files = [path for folder in folders for path in _font_files(folder)]
    wanted = _squeeze(family)
    likely = [path for path in files if _is_named_like(path, wanted)]
    found: list[FontFile] = []
    for group in (likely, [path for path in files if path not in set(likely)]):
        found = [font for path in group for font in read_fonts(path) if _squeeze(font.family) == wanted]
        if found:
            break
    return tuple(sorted(found, key=_rank))


def _font_files(folder: Path) -> Iterator[Path]:
    if folder.is_dir():
        yield from sorted(path for path in folder.rglob("*") if path.suffix.lower() in FONT_SUFFIXES and path.is_file())


def _squeeze(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _is_named_like(path: Path, wanted: str) -> bool:
    name = _squeeze(path.stem.partition("-")[0])
    return bool(name) and (wanted.startswith(name) or name.startswith(wanted))


def _rank(font: FontFile) -> tuple[bool, str, int]:
    """The regular upright one first: `NotoSans-Regular.ttf`, `DejaVuSans.ttf`."""
    style = font.path.stem.casefold().partition("-")[2]
    return (style not in ("", "regular"), str(font.path), font.index)


@contextmanager
def _open(path: Path) -> Iterator[Sequence[TTFont]]:
    """The fonts of a file, read as they are asked for. Those of a collection share one open file."""
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.ttCollection import TTCollection

    # fontTools leaves a file open that it cannot read, so it is opened here
    with path.open("rb") as stream:
        if path.suffix.lower() in (".ttc", ".otc"):
            with TTCollection(stream, lazy=True) as collection:  # type: ignore[no-untyped-call]
                yield collection.fonts
        else:
            with TTFont(stream, lazy=True) as font:
                yield [font]


@cache
def _code_points(font: FontFile) -> frozenset[int]:
    with _open(font.path) as fonts:
        return frozenset(fonts[font.index].getBestCmap() or {})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Metrics:
    line_ems: float
    advances: dict[int, float]


def line_height(font: FontFile) -> float:
    """The height of a line in em: what ASS renderers take the font size for (libass: Windows ascent and descent)."""
    return _metrics(font).line_ems


def measure_line(font: FontFile, text: str) -> float:
    """The width of one line in em, letter by letter: never less than a renderer needs that joins or kerns letters.

    A character the font does not have counts as one em.
    """
    widths = _metrics(font).advances
    return sum(widths.get(ord(char), 1.0) for char in text if unicodedata.category(char) not in ("Mn", "Me", "Cf"))


@cache
def _metrics(font: FontFile) -> _Metrics:
    with _open(font.path) as fonts:
        face: Any = fonts[font.index]
        em = face["head"].unitsPerEm
        advances = face["hmtx"].metrics
        return _Metrics(
            line_ems=(face["OS/2"].usWinAscent + face["OS/2"].usWinDescent) / em,
            advances={point: advances[glyph][0] / em for point, glyph in (face.getBestCmap() or {}).items()},
        )
