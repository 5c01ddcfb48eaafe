"""Which answers of a window are in another language than the one asked for. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from reelbridge.language.everyday_words import find_everyday_words
from reelbridge.language.identify import find_other_language, guess_language
from reelbridge.language.letters import letter_script
from reelbridge.translate.contract.traits import count_letters

#: a text of at most that many letters is judged by the words in it, if it is that unlikely
_SHORT_LETTERS = 20
_SHORT_OTHER = 0.1

#: beside a line in another language, a line less likely than that is in another as well
_DOUBTFUL = 0.4


def find_other_languages(
    sources: Sequence[str],
    answers: Sequence[str | None],
    locale: str,
    *,
    script: str,
    wrong_script: Collection[int],
) -> tuple[tuple[int, str], ...]:
    """Places of answers that are in another language, with that language.

    Short lines are like lines of many languages, so they are judged by their neighbours: where a long one is wrong, a
    short one beside it that is not clearly right is wrong too.

    Args:
        sources: the lines.
        answers: to them.
        locale: asked for.
        script: of that locale.
        wrong_script: places of answers that were found to be in other letters.
    """
    found = dict.fromkeys(wrong_script, "")
    for place, (source, answer) in enumerate(zip(sources, answers, strict=True)):
        if not answer:
            continue
        language = find_other_language(answer, locale) or _find_by_words(source, answer, locale)
        if language is not None:
            found[place] = language
    spread = _spread(found, answers, locale, script) if found else {}
    return tuple((place, language) for place, language in sorted(spread.items()) if place not in wrong_script)


def _find_by_words(source: str, text: str, locale: str) -> str | None:
    """The language of a short text that says in it, and not in its own, what the source says: `I swear`."""
    if count_letters(text) > _SHORT_LETTERS or _share_words(source, text, locale):
        return None
    guess = guess_language(text, locale)
    if guess is None or guess.own >= _SHORT_OTHER or not _share_words(source, text, guess.language):
        return None
    return guess.language


def _share_words(source: str, text: str, locale: str) -> bool:
    said, meant = find_everyday_words(text, locale), find_everyday_words(source, "zh")
    return bool(said and meant and (said.telling & meant.telling or said.common & meant.common))


def _spread(found: dict[int, str], answers: Sequence[str | None], locale: str, script: str) -> dict[int, str]:
    """With the doubtful lines beside those that were found, forwards and backwards."""
    spread = dict(found)
    places = range(len(answers))
    for order in (places, places[::-1]):
        language: str | None = None
        for place in order:
            answer = answers[place]
            if place in found:
                language = found[place]
            elif language is not None and answer and _is_doubtful(answer, locale, script):
                spread.setdefault(place, language)
            elif answer:
                language = None
    return spread


def _is_doubtful(text: str, locale: str, script: str) -> bool:
    guess = guess_language(text, locale)
    if guess is not None:
        return guess.own < _DOUBTFUL
    return script != "Latn" and {letter_script(char) for char in text} - {None} == {"LATIN"}
