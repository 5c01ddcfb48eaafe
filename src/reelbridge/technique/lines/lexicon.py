"""Hot words of a language, as `data/lexicon/heat.*.toml` holds them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from reelbridge.core.lang import language_of
from reelbridge.model.market import read_package_text
from reelbridge.technique.lines.spelling import spell

#: languages whose hot words somebody has written down
LANGUAGES = ("en", "ja", "vi", "zh")

#: languages written without spaces: a word is found within other letters
_UNSPACED = ("ja", "zh")

#: what `#` stands for; bounded, because a line from outside may be one long numeral
_NUMERAL = {
    "ja": "[0-9.,一二三四五六七八九十百千何数]{0,12}",
    "zh": "[0-9.,一二两三四五六七八九十百千几数]{0,12}",
    "en": r"(?:[\w.,-]{1,20} )?",
    "vi": r"(?:[\w.,]{1,20} )?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatGroup:
    """Hot words of one kind. `weight` is the points of 100 that the hottest word of a line adds."""

    id: str
    title: str
    weight: float
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatLexicon:
    """The hot words of a language; spellings are as `spell` leaves them."""

    pattern: re.Pattern[str]
    groups: dict[str, HeatGroup]

    def find(self, plain: str) -> Iterator[tuple[HeatGroup, slice]]:
        """Where hot words stand in a spelled text, the longest at each place; none shares a letter with another.

        Phrases that hold a hot word and are harmless are passed over.
        """
        for match in self.pattern.finditer(plain):
            if match.lastgroup in self.groups:
                yield self.groups[match.lastgroup], slice(*match.span())


@cache
def load_groups() -> dict[str, HeatGroup]:
    """The kinds of hot words by their id, in the order they are told."""
    plain = tomllib.loads(read_package_text("lexicon/heat.groups.toml"))
    return {
        name: HeatGroup(id=name, title=group["title"], weight=float(group["weight"]), source=group["source"])
        for name, group in plain.items()
    }


@cache
def load_heat(language: str) -> HeatLexicon | None:
    """The hot words of a language.

    Args:
        language: a BCP 47 tag; `zh-Hant` has the words of `zh`.

    Returns:
        None where nobody has written them down.
    """
    name = language_of(language)
    if name not in LANGUAGES:
        return None
    plain = tomllib.loads(read_package_text(f"lexicon/heat.{name}.toml"))
    groups = load_groups()
    words = [("harmless", word) for word in plain["harmless"]]
    words += [(group, word) for group in groups for word in plain["words"][group]]
    # the longest first: a pattern takes the first that fits
    words.sort(key=lambda pair: -len(pair[1]))
    alternatives = "|".join(
        f"(?P<{group}_{place}>{_compile_word(word, name)})" for place, (group, word) in enumerate(words)
    )
    bounds = ("", "") if name in _UNSPACED else (r"(?<!\w)", r"(?!\w)")
    kinds = {f"{group}_{place}": groups[group] for place, (group, _) in enumerate(words) if group in groups}
    return HeatLexicon(pattern=re.compile(f"{bounds[0]}(?:{alternatives}){bounds[1]}"), groups=kinds)


def _compile_word(word: str, language: str) -> str:
    stem = re.escape(spell(word.strip("#~"), language))
    before = _NUMERAL[language] if word.startswith("#") else ""
    after = r"\w*" if word.endswith("~") else ""
    return f"{before}{stem}{after}"
