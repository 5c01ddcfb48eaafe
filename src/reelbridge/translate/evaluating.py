"""How good a translation is beside one that people made: scores, and what of the source was kept. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from reelbridge.core.lang import language_of
from reelbridge.core.text import count_characters
from reelbridge.language.number_words import find_numbers, load_lexicon
from reelbridge.language.quantities import find_quantities
from reelbridge.model.term import Term, TermKind
from reelbridge.translate.term_finder import TermFinder, normal

#: how sacrebleu cuts text into words. Japanese, Korean and Thai are compared character by character: their word cutters
#: are programs and models of their own, and a score that depends on one cannot be had everywhere.
_TOKENIZERS = {"zh": "zh", "ja": "char", "ko": "char", "th": "char"}
_OTHER_TOKENIZER = "13a"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """0 to 100, more is better. `signature` says how it was reckoned; only scores with the same one compare."""

    value: float
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """How many things of the source there are, and how many of them each translation has."""

    source: int
    hypothesis: int
    reference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengths:
    """Characters as a reader counts them. `median_ratio` is that of the hypothesis to the reference, line by line."""

    hypothesis: int
    reference: int
    median_ratio: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A translation beside its reference. `empty` counts the lines that have a reference and no translation."""

    lines: int
    empty: int
    bleu: Score
    chrf: Score
    numbers: Hits
    names: Hits
    terms: Hits
    lengths: Lengths


def compare(
    sources: Sequence[str],
    hypotheses: Sequence[str],
    references: Sequence[str],
    *,
    locale: str,
    terms: Iterable[Term] = (),
) -> Comparison:
    """Compare a translation with a reference, line by line.

    Args:
        sources: the lines in Chinese.
        hypotheses: the translation, one text per line; empty where there is none.
        references: what people wrote, one text per line.
        locale: the language of both.
        terms: words with a fixed rendering in that locale.
    """
    hypotheses, references = tuple(map(_in_one_row, hypotheses)), tuple(map(_in_one_row, references))
    triples = tuple(zip(sources, hypotheses, references, strict=True))
    known = tuple(terms)
    bleu, chrf = _scores(hypotheses, references, locale)
    return Comparison(
        lines=len(triples),
        empty=sum(1 for _, hypothesis, reference in triples if reference and not hypothesis),
        bleu=bleu,
        chrf=chrf,
        numbers=_count(triples, _numbers(locale)),
        names=_count(triples, _renderings(term for term in known if term.kind is TermKind.NAME)),
        terms=_count(triples, _renderings(term for term in known if term.kind is not TermKind.NAME)),
        lengths=_lengths(hypotheses, references),
    )


def _in_one_row(text: str) -> str:
    return " ".join(text.split())


def _scores(hypotheses: Sequence[str], references: Sequence[str], locale: str) -> tuple[Score, Score]:
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    tokenizer = _TOKENIZERS.get(language_of(locale), _OTHER_TOKENIZER)
    found = []
    for metric in (BLEU(tokenize=tokenizer, force=True), CHRF()):  # force: no remark about text that was cut before
        score = metric.corpus_score(list(hypotheses), [list(references)])
        found.append(Score(value=round(score.score, 2), signature=str(metric.get_signature())))
    return found[0], found[1]


#: finds the things of a source line; each is a question that a translation answers
_Find = Callable[[str], Iterator[Callable[[str], bool]]]


def _count(triples: Sequence[tuple[str, str, str]], find: _Find) -> Hits:
    source = hypothesis = reference = 0
    for text, translated, expected in triples:
        for is_kept in find(text):
            source += 1
            hypothesis += is_kept(translated)
            reference += is_kept(expected)
    return Hits(source=source, hypothesis=hypothesis, reference=reference)


def _numbers(locale: str) -> _Find:
    lexicon = load_lexicon(locale)

    def find(source: str) -> Iterator[Callable[[str], bool]]:
        if lexicon is not None:
            for quantity in find_quantities(source):
                yield lambda text, value=quantity.value: value in find_numbers(text, lexicon)  # type: ignore[misc]

    return find


def _renderings(terms: Iterable[Term]) -> _Find:
    finder = TermFinder(terms)

    def find(source: str) -> Iterator[Callable[[str], bool]]:
        targets: dict[str, list[str]] = {}
        for term in finder.find(source):
            targets.setdefault(term.source, []).append(normal(term.target))
        for allowed in targets.values():
            yield lambda text, allowed=allowed: any(target in normal(text) for target in allowed)  # type: ignore[misc]

    return find


def _lengths(hypotheses: Sequence[str], references: Sequence[str]) -> Lengths:
    from statistics import median

    pairs = [
        (count_characters(ours), count_characters(theirs)) for ours, theirs in zip(hypotheses, references, strict=True)
    ]
    ratios = [ours / theirs for ours, theirs in pairs if ours and theirs]
    return Lengths(
        hypothesis=sum(ours for ours, _ in pairs),
        reference=sum(theirs for _, theirs in pairs),
        median_ratio=round(median(ratios), 3) if ratios else 0.0,
    )
