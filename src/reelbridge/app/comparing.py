"""Holding a series against another way of making episodes: a profile, or a series that has one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reelbridge.core.errors import InputError, UsageError
from reelbridge.formats.profile_toml import parse_profile
from reelbridge.model.profile import Comparison, Profile
from reelbridge.model.study import SeriesStudy
from reelbridge.technique.profiles.comparing import compare
from reelbridge.technique.profiles.shipped import PROFILES, load_profile

#: far above any profile; a larger file is something else
MAX_BYTES = 4 << 20


def compare_study(study: SeriesStudy, profile: Profile) -> Comparison:
    """Where the episodes of a study leave a profile."""
    return Comparison(title=study.title, profile=profile, notes=compare(study.episodes, profile), own=study.profile)


def find_profile(reference: str, *, study: Callable[[Path], SeriesStudy]) -> Profile:
    """The profile that a reference names.

    Args:
        reference: the name of a shipped profile, a profile file (.toml), or what can be studied.
        study: studies a path.

    Raises:
        UsageError: it is none of them.
        InputError: the file is no profile.
    """
    path = Path(reference)
    if reference in PROFILES and not path.exists():
        return load_profile(reference)
    if path.is_file() and path.suffix.casefold() == ".toml":
        return read_profile(path)
    if path.exists():
        return study(path).profile
    known = ", ".join(PROFILES)
    raise UsageError(
        f"{reference!r} is no profile that is known and no path that is there; known profiles: {known}",
        hint="name a profile, a profile.toml, or a series, folder or video to compare with",
    )


def read_profile(path: Path) -> Profile:
    """A profile from its file.

    Raises:
        InputError: it cannot be read or is too large.
        ConfigError: it is no profile; the file and the key are named.
    """
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"{path} is larger than {MAX_BYTES >> 20} MiB; it is no profile")
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from error
    return parse_profile(text, name=str(path))
