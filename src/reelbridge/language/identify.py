"""Which language a text is in: its letters first, then a statistical model (py3langid) where letters do not tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Protocol, cast

from reelbridge.core.lang import language_of
from reelbridge.core.text import HAN

#: what the model may answer: the languages of our market files that share the Latin letters. Others would only be
#: mistaken for these (ms for id, gl for pt), and other letters tell by themselves.
LATIN_LANGUAGES = ("de", "en", "es", "fr", "id", "it", "pt", "tr", "vi")

#: A text is in another language if it is less likely than this in its own, also without words that may be names, and
#: if there is enough of it. By these none of the 486 lines of the bundled series in nine languages is called wrong, nor
#: one of TVSub's 1,086; of the same 486 in another language than they should be, seven in ten are found; a window
#: of them is always.
_OTHER = 0.02
_OTHER_WITHOUT_NAMES = 0.3
_LEAST_LETTERS = 10
_LEAST_LETTERS_WITHOUT_NAMES = 12

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

#: Chinese characters without one of kana between them that are no Japanese sentence; names have up to six
_MOST_HAN_WITHOUT_KANA = 12
_KANA = re.compile("[\u3041-\u30ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """The likeliest language of a text, and how likely it is the one asked about, 0 to 1."""

    language: str
    own: float


class _Identifier(Protocol):
    def rank(self, text: str) -> list[tuple[str, float]]:
        """Languages with their probabilities, the likeliest first."""
        ...


@cache
def _load_identifier() -> _Identifier:
    """The model: half a second and about 100 MB, so it is loaded when it is first needed."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LATIN_LANGUAGES)
    return cast(_Identifier, identifier)


def guess_language(text: str, locale: str) -> Guess | None:
    """What language a text is likely in, or None for a locale whose letters alone tell that.

    Variants of one language (pt and pt-BR) are not told apart.
    """
    own = language_of(locale)
    if own == "ja":
        is_chinese = len(HAN.findall(text)) >= _MOST_HAN_WITHOUT_KANA and not _KANA.search(text)
        return Guess(language="zh", own=0.0) if is_chinese else Guess(language="ja", own=1.0)
    if own not in LATIN_LANGUAGES:
        return None
    ranked = _load_identifier().rank(text.casefold())
    return Guess(language=ranked[0][0], own=dict(ranked)[own])


def find_other_language(text: str, locale: str) -> str | None:
    """The language that a text is certainly in instead of the locale's; None for a right one, and where nothing is
    certain: short lines, and those that are made of names."""
    if sum(map(str.isalpha, text)) < _LEAST_LETTERS:
        return None
    guess = guess_language(text, locale)
    if guess is None or guess.own >= _OTHER:
        return None
    if language_of(locale) in LATIN_LANGUAGES:
        plain = text if text.isupper() else " ".join(word for word in _WORD.findall(text) if not word[0].isupper())
        if sum(map(str.isalpha, plain)) < _LEAST_LETTERS_WITHOUT_NAMES:
            return None
        without_names = guess_language(plain, locale)
        if without_names is None or without_names.own >= _OTHER_WITHOUT_NAMES:
            return None
    return guess.language
