"""`bible.toml` beside `series.toml`."""

from __future__ import annotations

from pathlib import Path

from reelbridge.core.errors import ConfigError
from reelbridge.formats.bible import MAX_BYTES, parse_bible
from reelbridge.formats.bible_checking import checked_bible
from reelbridge.formats.bible_writing import HEAD, head_of, render_bible
from reelbridge.model.bible import Bible
from reelbridge.runtime.store import storage_errors

BIBLE_NAME = "bible.toml"


def read_bible(folder: Path) -> Bible:
    """The bible of a series; an empty one where there is none.

    Raises:
        ConfigError: it cannot be read, or something in it is wrong; the file and the key are named.
    """
    return parse_bible(_read_text(folder / BIBLE_NAME), place=str(folder / BIBLE_NAME))


def write_bible(folder: Path, bible: Bible) -> Path | None:
    """Write the bible of a series, whole or not at all; comments at the top stay as they are.

    Returns:
        Where the file lies now that was there before, if one was.

    Raises:
        ConfigError: the bible would not be read again.
        StoreError: the disk.
    """
    path = folder / BIBLE_NAME
    before = _read_text(path)
    text = render_bible(checked_bible(bible, place=str(path)), head=head_of(before) or HEAD)
    parse_bible(text, place=str(path))  # a file that is too large to be read again is not written
    if text == before:
        return None
    arriving, backup = path.with_name(f".{path.name}.arriving"), path.with_name(f"{path.name}.bak")
    with storage_errors(str(path)):
        arriving.write_text(text, encoding="utf-8", newline="\n")
        if before:
            kept = backup.with_name(f".{backup.name}.arriving")
            kept.write_bytes(path.read_bytes())
            kept.replace(backup)
        arriving.replace(path)
    return backup if before else None


def _read_text(path: Path) -> str:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ConfigError(f"{path} is larger than {MAX_BYTES >> 20} MiB; it is no bible")
        return path.read_text("utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} cannot be read: {error}", hint="save it as UTF-8") from error
