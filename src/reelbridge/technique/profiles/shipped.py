"""Profiles that come with Reelbridge, and how any profile is loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from reelbridge.core.registry import Registry
from reelbridge.formats.profile_toml import parse_profile
from reelbridge.model.market import read_package_text
from reelbridge.model.profile import Profile

#: name -> a function that gives the text of its file
PROFILES: Registry[Callable[[], str]] = Registry(
    "profile",
    {"micro-drama-craft": partial(read_package_text, "profiles/micro-drama-craft.toml")},
)


def load_profile(name: str) -> Profile:
    """A profile of the table; a file of one's own is read with `formats.profile_toml.parse_profile`.

    Raises:
        UnknownNameError: there is none of that name; the message lists the known ones.
    """
    return parse_profile(PROFILES[name](), name=f"profile {name}")
