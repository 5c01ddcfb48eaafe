"""How often the contract per line notices what a model did wrong, and how often it cries wolf: prints a table.

Run with `python -m benchmarks.contract`. Windows of right translations, from the bundled series and, where it is there,
from the second half of the TVSub corpus (../shared/data/tvsub-dev, zh-en), are broken in every way that models break
them. Starts are copied as a model would that renumbers its answer blindly: they are right, only the text has moved.
"""

from __future__ import annotations

import html
import math
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.tmx import parse_tmx
from reelbridge.language.everyday_words import find_everyday_words
from reelbridge.model.cue import Cue
from reelbridge.translate.contract.answer import AnswerItem
from reelbridge.translate.contract.problem import Problem, Verdict
from reelbridge.translate.contract.verdict import judge
from reelbridge.translate.scene import Ask
from reelbridge.translate.term_finder import TermFinder

TVSUB = Path(__file__).parents[2] / "shared" / "data" / "tvsub-dev"
WINDOW_LINES = 60
CONTEXT_LINES = 3
SEED = 20261124


@dataclass(frozen=True)
class Window:
    """Right answers with their lines; `other` are the same lines in another language, where there are any."""

    locale: str
    asks: tuple[Ask, ...]
    texts: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    after_text: str
    other: tuple[str, ...]


@dataclass(frozen=True)
class Broken:
    """What a model answered instead: items, and the places whose text is wrong."""

    items: tuple[AnswerItem, ...]
    wrong: frozenset[int]


def sample_windows() -> Iterator[Window]:
    """The bundled series in every locale, in two windows each: thirty lines, and what is left."""
    folder = files("reelbridge").joinpath("data").joinpath("sample")
    memory = parse_tmx(folder.joinpath("memory.tmx").read_bytes())
    terms = parse_tbx(folder.joinpath("terms.tbx").read_bytes())
    by_locale = {found.locale: {each.segment_id: each.text for each in found.renderings} for found in memory.targets}
    for locale, texts in by_locale.items():
        segments = [each for each in memory.sources.segments if each.id in texts]
        other = by_locale["es-419" if locale == "en" else "en"]
        pairs = [(each.source, texts[each.id], other.get(each.id, "")) for each in segments]
        yield from cut(locale, pairs, TermFinder(terms.in_locale(locale).terms), 30)


def tvsub_windows(*, is_second_half: bool) -> Iterator[Window]:
    """Half of the corpus: weights and thresholds are set on the first, and reported on the second."""
    if not TVSUB.is_dir():
        return
    sources = (TVSUB / "dev.zh").read_text("utf-8").splitlines()
    targets = (TVSUB / "dev.en").read_text("utf-8").splitlines()
    pairs = [(source.strip(), _untokenised(target), "") for source, target in zip(sources, targets, strict=True)]
    half = len(pairs) // 2
    yield from cut("en", pairs[half:] if is_second_half else pairs[:half], TermFinder(()), WINDOW_LINES)


def _untokenised(text: str) -> str:
    plain = re.sub(r"\s+([.,!?;:])", r"\1", html.unescape(text))
    return re.sub(r"\s+('\w+|n't)", r"\1", plain).strip()


def cut(locale: str, pairs: list[tuple[str, str, str]], finder: TermFinder, size: int) -> Iterator[Window]:
    """Windows of consecutive lines, ids from 1."""
    for start in range(0, len(pairs) - size // 2, size):
        part = pairs[start : start + size]
        behind = pairs[start + size : start + size + CONTEXT_LINES]
        yield Window(
            locale=locale,
            asks=tuple(_ask(start + place, source, finder) for place, (source, _, _) in enumerate(part)),
            texts=tuple(text for _, text, _ in part),
            before=tuple(source for source, _, _ in pairs[max(0, start - CONTEXT_LINES) : start]),
            after=tuple(source for source, _, _ in behind),
            after_text=behind[0][1] if behind else "",
            other=tuple(text for _, _, text in part),
        )


def _ask(place: int, source: str, finder: TermFinder) -> Ask:
    cue = Cue(id=f"c{place}", start_ms=2000 * place, end_ms=2000 * place + 1900, text=source)
    return Ask(id=str(place + 1), cue=cue, terms=finder.find(source), max_chars=40)


def answer(window: Window, texts: list[str | None], *, extra: str = "") -> Broken:
    """The texts under the ids in order; None is left out, `extra` gets the id behind the last."""
    items = [
        AnswerItem(id=ask.id, starts=ask.cue.text[:2], translation=text)
        for ask, text in zip(window.asks, texts, strict=True)
        if text is not None
    ]
    if extra:
        items.append(AnswerItem(id=str(int(window.asks[-1].id) + 1), starts="", translation=extra))
    wrong = {place for place, text in enumerate(texts) if text is not None and text != window.texts[place]}
    return Broken(tuple(items), frozenset(wrong))


def right(window: Window, dice: random.Random) -> Broken:  # noqa: ARG001
    return answer(window, list(window.texts))


def dropped(window: Window, dice: random.Random) -> Broken:
    texts: list[str | None] = list(window.texts)
    texts[dice.randrange(len(texts))] = None
    return answer(window, texts)


def shifted(last: str) -> Callable[[Window, random.Random], Broken]:
    """From some line on each has the text of the next; the last one's is missing, doubled, or the following line's."""

    def shift(window: Window, dice: random.Random) -> Broken:
        start = dice.randrange(len(window.texts) - 1)
        texts: list[str | None] = [*window.texts[:start], *window.texts[start + 1 :]]
        ends = {"missing": None, "doubled": window.texts[-1], "following": window.after_text or None}
        return answer(window, [*texts, ends[last]])

    return shift


def late(*, has_extra: bool) -> Callable[[Window, random.Random], Broken]:
    """From some line on each has the text of the one before; the first of them is split, or said twice."""

    def shift(window: Window, dice: random.Random) -> Broken:
        start = dice.randrange(len(window.texts) - 1)
        first, second = halves(window.texts[start])
        texts: list[str | None] = [*window.texts[:start], first, second, *window.texts[start + 1 :]]
        return answer(window, texts[:-1], extra=window.texts[-1] if has_extra else "")

    return shift


def inner(window: Window, dice: random.Random) -> Broken:
    """Three to ten lines have the text of the next, and then all is right again: two lines have one text."""
    length = dice.randint(3, 10)
    start = dice.randrange(len(window.texts) - length - 1)
    texts: list[str | None] = list(window.texts)
    texts[start : start + length] = window.texts[start + 1 : start + length + 1]
    return answer(window, texts)


def swapped(window: Window, dice: random.Random) -> Broken:
    place = dice.randrange(len(window.texts) - 1)
    texts: list[str | None] = list(window.texts)
    texts[place], texts[place + 1] = texts[place + 1], texts[place]
    return answer(window, texts)


def far_swapped(window: Window, dice: random.Random) -> Broken:
    first, second = dice.sample(range(len(window.texts)), 2)
    texts: list[str | None] = list(window.texts)
    texts[first], texts[second] = texts[second], texts[first]
    return answer(window, texts)


def merged(rest: str | None) -> Callable[[Window, random.Random], Broken]:
    def merge(window: Window, dice: random.Random) -> Broken:
        place = dice.randrange(len(window.texts) - 1)
        texts: list[str | None] = list(window.texts)
        texts[place] = f"{window.texts[place]} {window.texts[place + 1]}"
        texts[place + 1] = rest
        return answer(window, texts)

    return merge


def echoed(window: Window, dice: random.Random) -> Broken:
    place = dice.randrange(len(window.texts))
    texts: list[str | None] = list(window.texts)
    texts[place] = window.asks[place].cue.text
    return answer(window, texts)


def foreign(lines: int) -> Callable[[Window, random.Random], Broken]:
    """Some lines, one behind the other, are in another language."""

    def change(window: Window, dice: random.Random) -> Broken:
        if not all(window.other):
            return answer(window, list(window.texts))
        count = min(lines, len(window.texts))
        start = dice.randrange(len(window.texts) - count + 1)
        texts: list[str | None] = list(window.texts)
        texts[start : start + count] = window.other[start : start + count]
        return answer(window, texts)

    return change


def halves(text: str) -> tuple[str, str]:
    words = text.split()
    middle = len(words) // 2
    if middle:
        return " ".join(words[:middle]), " ".join(words[middle:])
    return text[: len(text) // 2] or text, text[len(text) // 2 :] or text


FAULTS: dict[str, Callable[[Window, random.Random], Broken]] = {
    "shift, last missing": shifted("missing"),
    "shift, last doubled": shifted("doubled"),
    "shift, last is the following": shifted("following"),
    "shift of 3 to 10 lines": inner,
    "split, the rest late, last lost": late(has_extra=False),
    "split, the rest late, an id more": late(has_extra=True),
    "swapped neighbours": swapped,
    "two lines swapped": far_swapped,
    "merged, second missing": merged(None),
    "merged, second empty": merged(""),
    "dropped": dropped,
    "echo": echoed,
    "3 lines in another language": foreign(3),
    "all in another language": foreign(WINDOW_LINES),
}


@dataclass
class Count:
    """Over many windows. `seen` are wrong lines found out, `again` right lines asked for again."""

    windows: int = 0
    whole: int = 0
    wrong: int = 0
    seen: int = 0
    right: int = 0
    again: int = 0

    def add(self, broken: Broken, verdicts: tuple[Verdict, ...]) -> None:
        unusable = {place for place, verdict in enumerate(verdicts) if not verdict.is_usable}
        missing = {place for place, verdict in enumerate(verdicts) if verdict.kind is Problem.MISSING}
        self.windows += 1
        self.whole += broken.wrong <= unusable
        self.wrong += len(broken.wrong)
        self.seen += len(broken.wrong & unusable)
        self.right += len(verdicts) - len(broken.wrong)
        self.again += len(unusable - broken.wrong - missing)


def judged(window: Window, broken: Broken) -> tuple[Verdict, ...]:
    return judge(
        window.asks,
        broken.items,
        source_locale="zh-Hans",
        locale=window.locale,
        before=window.before,
        after=window.after,
    )


def print_false_alarms(name: str, windows: list[Window]) -> None:
    """Findings on right answers, and what judging costs."""
    lines = sum(len(window.asks) for window in windows)
    if not lines:
        return
    kinds: dict[str, int] = {}
    for window in windows:
        judged(window, right(window, random.Random(SEED)))  # loads and fills what is kept
    spent_ms = math.inf
    for _ in range(3):
        find_everyday_words.cache_clear()  # the answers are new each time in a run, and so is most of what is kept
        started = time.process_time()
        verdicts = [verdict for window in windows for verdict in judged(window, right(window, random.Random(SEED)))]
        spent_ms = min(spent_ms, 1000 * (time.process_time() - started))
    for verdict in verdicts:
        if verdict.kind is not None:
            kinds[verdict.kind.value] = kinds.get(verdict.kind.value, 0) + 1
    hard = sum(count for kind, count in kinds.items() if Problem(kind).is_hard)
    soft = sum(kinds.values()) - hard
    print(
        f"{name}: {lines} right lines, {hard} called unusable ({hard / lines:.2%}), {soft} with a finding "
        f"({soft / lines:.2%}) {kinds or ''}; {spent_ms * WINDOW_LINES / lines:.1f} ms for {WINDOW_LINES} lines"
    )


def print_faults(name: str, windows: list[Window], times: int) -> None:
    """What is noticed of each fault."""
    if not windows:
        return
    dice = random.Random(SEED)
    print(f"\n{name:34}{'windows':>9}{'all seen':>10}{'wrong lines':>13}{'seen':>9}{'right, asked again':>20}")
    for fault, change in FAULTS.items():
        count = Count()
        for window in windows * times:
            broken = change(window, dice)
            count.add(broken, judged(window, broken))
        if count.wrong or fault == "dropped":
            seen = f"{count.seen / count.wrong:.2%}" if count.wrong else "-"
            print(
                f"{fault:34}{count.windows:>9}{count.whole / count.windows:>10.2%}{count.wrong:>13}{seen:>9}"
                f"{count.again / count.right:>20.2%}"
            )


def main() -> None:
    """Print the tables; `tune` prints the windows that thresholds are set on."""
    series = list(sample_windows())
    corpus = list(tvsub_windows(is_second_half="tune" not in sys.argv))
    print_false_alarms("bundled series, 14 locales", series)
    print_false_alarms("TVSub, zh-en", corpus)
    print_faults("bundled series", series, times=3)
    print_faults("TVSub", corpus, times=10)


if __name__ == "__main__":
    main()
