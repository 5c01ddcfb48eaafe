"""What a check found, and what was mended."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much it matters."""

    ERROR = "error"  # the line must not go out as it is: a person has to look
    WARNING = "warning"  # outside a limit; a person should look
    NOTE = "note"  # worth knowing


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One observation about one line. `message` holds the values; `hint` what to try."""

    check_id: str
    severity: Severity
    cue_id: str
    message: str
    hint: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """One safe change that was made to a line, so that a person can see and undo it."""

    repair_id: str
    cue_id: str
    message: str
    before: str
    after: str
