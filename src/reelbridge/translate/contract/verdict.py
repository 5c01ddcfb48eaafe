"""Whether the answers to a window of lines can be used. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reelbridge.core.text import has_han
from reelbridge.model.market import load_market
from reelbridge.translate.contract.alignment import find_shifted
from reelbridge.translate.contract.answer import AnswerItem
from reelbridge.translate.contract.fit import FitTable, WindowTexts
from reelbridge.translate.contract.line_faults import clean, find_hard_fault
from reelbridge.translate.contract.neighbours import find_merged, find_repeated
from reelbridge.translate.contract.problem import Fault, Problem, Verdict, verdict_on
from reelbridge.translate.contract.soft_faults import find_soft_fault
from reelbridge.translate.contract.traits import folded
from reelbridge.translate.contract.window_language import find_other_languages
from reelbridge.translate.scene import Ask

#: characters of the copied start that are compared; the models are asked for two
_START_CHARS = 4

#: two rows of 42 characters make a subtitle; a text several times as long is a remark, and costs time to look at
_MOST_CHARS = 400

#: a line of these alone may be translated as "..."
_CRIES = frozenset("啊嗯哦呃唉哎嘿哈呵唔哼额噢喔咦呀哇")

#: answers with these faults say nothing of the line they stand at
_TROUBLE = frozenset((Problem.MISSING, Problem.EMPTY, Problem.TWICE, Problem.OTHER_LINE, Problem.FORM))
#: and these may still show a shift
_STILL_COMPARED = frozenset((Problem.OTHER_LINE, Problem.SOURCE_LEFT, Problem.SIMPLIFIED))


def judge(
    asks: Sequence[Ask],
    items: Sequence[AnswerItem],
    *,
    source_locale: str,
    locale: str,
    before: Sequence[str] = (),
    after: Sequence[str] = (),
) -> tuple[Verdict, ...]:
    """One verdict per line asked for, in that order. Answers are matched by id alone.

    Args:
        asks: the lines of one request, in the order they were sent.
        items: what came.
        source_locale: of the lines.
        locale: asked for.
        before: source texts right before the first line, the nearest last.
        after: source texts right behind the last line.
    """
    answers: dict[str, list[AnswerItem]] = {ask.id: [] for ask in asks}
    is_slipped = False
    for item in items:
        if item.id in answers:
            answers[item.id].append(item)
        else:
            is_slipped = True
    script = load_market(locale).script
    texts: list[str] = []
    faults: list[Fault | None] = []
    for ask in asks:
        text, fault = _read(ask, answers[ask.id], asks)
        if fault is None:
            fault = find_hard_fault(ask.cue.text, text, source_locale=source_locale, locale=locale, script=script)
        texts.append(text)
        faults.append(fault)
    if len(asks) > 1:
        _judge_together(asks, texts, faults, locale, (tuple(before), tuple(after)), is_slipped=is_slipped)
    _judge_language(asks, texts, faults, locale, script)
    return tuple(
        verdict_on(text, fault or find_soft_fault(ask, text, locale=locale))
        for ask, text, fault in zip(asks, texts, faults, strict=True)
    )


def _read(ask: Ask, items: Sequence[AnswerItem], asks: Sequence[Ask]) -> tuple[str, Fault | None]:
    """The one answer to a line, or all of them and why none can be used."""
    texts = tuple(dict.fromkeys(clean(item.translation) for item in items))
    if not items:
        return "", Fault(kind=Problem.MISSING, message="there was no answer for this line")
    if len(texts) > 1:
        message = f"there were {len(texts)} different answers for this line"
        return " / ".join(texts)[:_MOST_CHARS], Fault(kind=Problem.TWICE, message=message)
    text, said = texts[0], folded(ask.cue.text)
    if not text or (not folded(text) and not _CRIES.issuperset(said)):
        return text, Fault(kind=Problem.EMPTY, message="the answer for this line was empty")
    if len(text) > _MOST_CHARS:
        message = f"the answer has {len(text):,} characters; a subtitle has less than {_MOST_CHARS}"
        return text[:_MOST_CHARS], Fault(kind=Problem.FORM, message=message)
    if any(_is_of_another(ask, item.starts, asks) for item in items):
        message = "the answer to another line was given under this line's id"
        return text, Fault(kind=Problem.OTHER_LINE, message=message)
    if any(_is_piece(ask, item) for item in items):
        message = "what stood between the id and the translation was not the start of the source"
        return f"{items[0].starts} | {text}", Fault(kind=Problem.FORM, message=message)
    return text, None


def _is_piece(ask: Ask, item: AnswerItem) -> bool:
    """Whether the copied start shares nothing with the source, and so may be a piece of the translation. Some models
    copy the start of their translation instead: that does no harm."""
    start = folded(item.starts)
    if not start or has_han(start) or folded(item.translation).startswith(start):
        return False
    return not set(start) & set(folded(ask.cue.text))


def _is_of_another(ask: Ask, starts: str, asks: Sequence[Ask]) -> bool:
    """Whether the start that the model copied proves that it answered another line: it is none of this line's, and
    it is another's. A start that is nobody's proves nothing."""
    start = folded(starts)[:_START_CHARS]
    if not start or folded(ask.cue.text).startswith(start):
        return False
    return any(folded(other.cue.text).startswith(start) for other in asks)


def _judge_together(
    asks: Sequence[Ask],
    texts: Sequence[str],
    faults: list[Fault | None],
    locale: str,
    around: tuple[tuple[str, ...], tuple[str, ...]],
    *,
    is_slipped: bool,
) -> None:
    """Add what only shows beside the other lines of the window."""
    sources = tuple(ask.cue.text for ask in asks)
    if is_slipped:
        message = "the answer had ids that nobody asked for, so its lines may have moved"
        _add(faults, range(len(asks)), Fault(kind=Problem.SHIFTED, message=message))
        return
    answers = tuple(
        text if fault is None or fault.kind in _STILL_COMPARED else None
        for text, fault in zip(texts, faults, strict=True)
    )
    repeated = find_repeated(sources, answers)
    is_troubled = bool(repeated) or any(fault is not None and fault.kind in _TROUBLE for fault in faults)
    table = FitTable(
        WindowTexts(
            locale=locale,
            before=around[0],
            sources=sources,
            after=around[1],
            answers=answers,
            terms=tuple(term for ask in asks for term in ask.terms),
            similar=tuple(ask.similar for ask in asks),
        )
    )
    message = "the answer seems to belong to another line"
    shifted = find_shifted(table, is_troubled=is_troubled)
    _add(faults, shifted, Fault(kind=Problem.SHIFTED, message=message))
    _add(faults, repeated, Fault(kind=Problem.NEIGHBOUR, message="the line beside this one got the same answer"))
    message = "the line beside this one got no answer: this one may hold both"
    _add(faults, find_merged(table), Fault(kind=Problem.MERGED, message=message))


def _judge_language(
    asks: Sequence[Ask], texts: Sequence[str], faults: list[Fault | None], locale: str, script: str
) -> None:
    kinds = [fault.kind if fault else None for fault in faults]
    answers = [
        text if kind is None or kind is Problem.SCRIPT else None for text, kind in zip(texts, kinds, strict=True)
    ]
    wrong_script = [place for place, kind in enumerate(kinds) if kind is Problem.SCRIPT]
    sources = tuple(ask.cue.text for ask in asks)
    for place, language in find_other_languages(sources, answers, locale, script=script, wrong_script=wrong_script):
        message = f"the answer is in another language{f' ({language})' if language else ''}"
        _add(faults, (place,), Fault(kind=Problem.LANGUAGE, message=message))


def _add(faults: list[Fault | None], places: Iterable[int], fault: Fault) -> None:
    for place in places:
        faults[place] = faults[place] or fault
