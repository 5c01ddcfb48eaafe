"""Holding a series against another way of making episodes: a profile, or a series that has one."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from reelbridge.app.config import FILE_NAME
from reelbridge.app.study_place import StudyPlace, find_place
from reelbridge.core.errors import InputError, ReelbridgeError, UsageError
from reelbridge.core.hashing import digest_bytes
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


def folder_against(reference: str, profile: Profile) -> str:
    """The folder of a comparison: by the profile's name, and by the place where that alone could mean several."""
    name = re.sub(r"[^\w-]+", "-", profile.name).strip("-")[:60] or "profile"
    if reference in PROFILES:
        return f"against-{name}"
    place = str(Path(reference).resolve()).encode("utf-8", "surrogateescape")
    return f"against-{name}-{digest_bytes(place)[:6]}"


def reference_folder(reference: Path, mine: StudyPlace) -> Path | None:
    """Where the study of a reference goes: where it is already, else among the results of one's own.

    Nothing is left beside somebody else's videos. None is the usual place.
    """
    if (reference / FILE_NAME).is_file():
        return None
    try:
        usual = find_place(reference, output=None, language=None)
        if usual.workspace.state.is_dir():
            return None
    except ReelbridgeError:
        pass  # it may not be written to
    place = str(reference.resolve()).encode("utf-8", "surrogateescape")
    return mine.workspace.state / "references" / digest_bytes(place)[:16]


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
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{path} is not UTF-8", hint="save it as UTF-8 in your editor") from None
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error
    return parse_profile(text, name=str(path))
