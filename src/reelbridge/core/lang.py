"""Language tags: BCP 47 in its canonical letters (`pt-BR`, `zh-Hant`, `es-419`)."""

from __future__ import annotations

import re

from reelbridge.core.errors import UsageError

_TAG = re.compile(r"^([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$")

#: what players and files call Chinese without a script subtag; source: CLDR likely subtags
_ALIASES = {"zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant"}


def parse_tag(text: str) -> str:
    """A tag in canonical letters: `PT_br` -> `pt-BR`, `zh-TW` -> `zh-Hant`.

    Raises:
        UsageError: not language[-Script][-REGION].
    """
    match = _TAG.match(text.strip())
    if not match:
        raise UsageError(f"locale {text!r} is not a language tag", hint="use a BCP 47 tag such as pt-BR or zh-Hant")
    language, script, region = match.groups()
    parts = [language.lower()]
    parts += [script.title()] if script else []
    parts += [region.upper()] if region else []
    tag = "-".join(parts)
    return _ALIASES.get(tag, tag)


def language_of(tag: str) -> str:
    """The language alone: `pt-BR` -> `pt`."""
    return tag.partition("-")[0]
