"""What a risk is made of, in words for people who have never seen the checks' names."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: by the id of the check
_CHECKS = {
    "doubled-words": "a word stands twice in a row",
    "duration": "too short or too long on screen",
    "empty": "there is no text",
    "end-punctuation": "ends unlike the original",
    "forbidden-term": "a word that must not be used",
    "gap": "too close to the next line",
    "length-ratio": "much longer or shorter than the original",
    "line-count": "too many rows",
    "line-length": "a row is too long",
    "names-kept": "a name is missing or differs",
    "numbers-kept": "a number is missing or differs",
    "overlap": "runs into the next line",
    "reading-speed": "too fast to read",
    "source-left": "some of the original is left in it",
    "untranslated": "not translated",
    "wrong-script": "letters of another language",
}

_PART = re.compile(r"(?P<name>.+) \+(?P<weight>\d+)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPart:
    """One reason to look, and its weight in the risk (0 where it is not said)."""

    text: str
    weight: int


def spell_risk(part: str) -> RiskPart:
    """A part of a line's risk, such as `reading-speed +12`. The id of a check that is not known loses its hyphens."""
    match = _PART.fullmatch(part)
    name, weight = (match["name"], int(match["weight"])) if match else (part, 0)
    text = _CHECKS.get(name) or (name if " " in name else name.replace("-", " "))
    return RiskPart(text=text[:1].upper() + text[1:], weight=weight)
