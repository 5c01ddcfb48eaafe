"""What is to be mended in a translation that can be shown all the same. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from reelbridge.model.term import Term
from reelbridge.translate.contract.fit import typical_log_ratio
from reelbridge.translate.contract.problem import Fault, Problem
from reelbridge.translate.contract.renderings import is_rendered, is_used
from reelbridge.translate.contract.traits import count_letters, log_length, numbers_in, quantities_of
from reelbridge.translate.scene import Ask

#: how far from its typical length a translation may be (log): 2.5 times as long, a third. None of 1,842 right lines of
#: TVSub and the bundled series is farther off.
_TOO_LONG = 0.9
_TOO_SHORT = -1.1

#: a short translation may be of any length for its source, and a short source may need a long translation
_LEAST_LONG_LETTERS = 16
_LEAST_SOURCE_LETTERS = 6


def find_soft_fault(ask: Ask, text: str, *, locale: str) -> Fault | None:
    """The first finding on a usable translation."""
    return (
        _find_lost_number(ask.cue.text, text, locale)
        or _find_forbidden(ask.terms, text, locale)
        or _find_lost_term(ask.terms, text, locale)
        or _find_length(ask.cue.text, text, locale)
    )


def _find_lost_number(source: str, text: str, locale: str) -> Fault | None:
    quantities = [quantity for quantity in quantities_of(source) if quantity.is_certain]
    kept = numbers_in(text, locale) if quantities else None
    if kept is None:
        return None
    lost = "; ".join(f"{found.text} is {_plain(found.value)}" for found in quantities if found.value not in kept)
    return Fault(kind=Problem.NUMBER, message=f"a number is not in the translation: {lost}") if lost else None


def _plain(value: Fraction) -> str:
    return f"{int(value):,}" if value.denominator == 1 else f"{float(value):g}"


def _find_forbidden(terms: Sequence[Term], text: str, locale: str) -> Fault | None:
    for term in terms:
        if not term.forbidden:
            continue
        allowed = tuple(other.target for other in terms)
        used = next((word for word in term.forbidden if is_used(word, text, allowed, locale)), None)
        if used is not None:
            message = f"{term.source} must not be rendered as {used}; use {term.target}"
            return Fault(kind=Problem.FORBIDDEN, message=message)
    return None


def _find_lost_term(terms: Sequence[Term], text: str, locale: str) -> Fault | None:
    renderings: dict[str, list[str]] = {}
    for term in terms:
        renderings.setdefault(term.source, []).append(term.target)
    lost = "; ".join(
        f"{source} as {' or '.join(targets)}"
        for source, targets in renderings.items()
        if not any(is_rendered(target, text, locale) for target in targets)
    )
    if lost:
        return Fault(kind=Problem.TERM, message=f"a fixed term is not rendered as it should be: {lost}")
    return None


def _find_length(source: str, text: str, locale: str) -> Fault | None:
    typical = typical_log_ratio(locale)
    if typical is None:
        return None
    off = log_length(text) - log_length(source) - typical
    if off > _TOO_LONG and count_letters(text) >= _LEAST_LONG_LETTERS:
        message = "the translation is far longer than its source: it may say more than the line does"
        return Fault(kind=Problem.LONG, message=message)
    if off < _TOO_SHORT and count_letters(source) >= _LEAST_SOURCE_LETTERS:
        message = "the translation is far shorter than its source: a part may be missing"
        return Fault(kind=Problem.SHORT, message=message)
    return None
