"""What goes wrong with models and endpoints, by name. Each is a function of one exchange, and of nothing else."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reelbridge.core.errors import UnknownNameError, UsageError
from reelbridge.testing.fake_llm.asked import Asked, Question, Shape
from reelbridge.testing.fake_llm.replies import COPIED, Completion, Item, Manner, Raw, Reply, fails, says
from reelbridge.testing.fake_llm.table import Table

REFUSAL = "I'm sorry, but I can't help with that."
_PAGE = b"<!doctype html><html><head><title>Welcome</title></head><body>Please log in to the proxy.</body></html>"


@dataclass(frozen=True, kw_only=True)
class Exchange:
    """One request, and what a good answer to it would hold: lines, or a document where one is asked for.

    `retry_after_s` is what a busy server asks for.
    """

    asked: Asked
    locale: str
    items: tuple[Item, ...]
    table: Table
    chance: random.Random
    retry_after_s: float
    document: str | None = None

    @property
    def question(self) -> Question:
        """What is asked for."""
        return self.asked.question

    def says(self, items: Sequence[Item]) -> Completion:
        """A completion with these items; with the document where one is asked for."""
        return says(self.question, items) if self.document is None else Completion(text=self.document)

    def any_place(self, *, before_end: int = 0) -> int:
        """The place of one item; -1 if there are too few. `before_end` items come after it."""
        return self.chance.randrange(len(self.items) - before_end) if len(self.items) > before_end else -1


Fault = Callable[[Exchange], Reply]


# --- the endpoint ---


def busy(exchange: Exchange) -> Reply:
    """429 with Retry-After."""
    wait = f"{exchange.retry_after_s:g}"
    return fails(429, "Rate limit reached", code="rate_limit_exceeded", Retry_After=wait)


def busy_bare(_: Exchange) -> Reply:
    """429 that does not say when to come back."""
    return fails(429, "Rate limit reached", code="rate_limit_exceeded")


def broken(_: Exchange) -> Reply:
    """500."""
    return fails(500, "The server had an error while processing your request")


def reset(_: Exchange) -> Reply:
    """The connection is closed without an answer."""
    return Raw(manner=Manner.RESET)


def timeout(_: Exchange) -> Reply:
    """Nothing comes, until the client leaves."""
    return Raw(manner=Manner.NEVER)


def slow(exchange: Exchange) -> Reply:
    """The answer is right, and its body trickles: twenty pieces, each after the latency."""
    return replace(exchange.says(exchange.items), manner=Manner.TRICKLE)


def garbage(_: Exchange) -> Reply:
    """A web page with status 200."""
    return Raw(content_type="text/html", body=_PAGE)


# --- how the answer is written ---


def truncated(exchange: Exchange) -> Reply:
    """The answer is cut in the middle; the finish reason says so."""
    whole = exchange.says(exchange.items).text or ""
    cut = whole[: len(whole) // 2]
    there = tuple(item for item in exchange.items if json.dumps(item.text, ensure_ascii=False)[1:] in cut)
    return Completion(text=cut, items=there, finish="length")


def prose(exchange: Exchange) -> Reply:
    """Chat around the answer."""
    said = exchange.says(exchange.items)
    return replace(
        said, text=f"Sure! Here are the translations:\n\n{said.text}\n\nLet me know if you need anything else."
    )


def fenced(exchange: Exchange) -> Reply:
    """The answer in a code fence."""
    said = exchange.says(exchange.items)
    return replace(said, text=f"```json\n{said.text}\n```")


def refusal(_: Exchange) -> Reply:
    """A refusal in prose, as a good answer of the endpoint."""
    return Completion(text=REFUSAL)


def keys_reordered(exchange: Exchange) -> Reply:
    """The items, or the keys of a map, in another order. Lines without an id cannot be: they keep their order."""
    items = list(exchange.items)
    if exchange.question.shape not in (Shape.TEXTS, Shape.PLAIN):
        exchange.chance.shuffle(items)
    return exchange.says(items)


# --- the lines ---


def dropped_line(exchange: Exchange) -> Reply:
    """One line is missing."""
    place = exchange.any_place()
    return exchange.says(_without(exchange.items, place))


def merged_lines(exchange: Exchange) -> Reply:
    """One line holds its text and the next one's, and the next is missing."""
    place = exchange.any_place(before_end=1)
    if place < 0:
        return exchange.says(exchange.items)
    items = list(exchange.items)
    both = f"{items[place].text} {items[place + 1].text}"
    items[place : place + 2] = [replace(items[place], text=both)]
    return exchange.says(items)


def split_line(exchange: Exchange) -> Reply:
    """A line is split in two, all later texts stand one id later, and the last is lost."""
    place = exchange.any_place()
    texts = [item.text for item in exchange.items]
    if place < 0:
        return exchange.says(exchange.items)
    texts[place : place + 1] = _halves(texts[place])
    return exchange.says([replace(item, text=text) for item, text in zip(exchange.items, texts, strict=False)])


def shift(exchange: Exchange) -> Reply:
    """From some line on every text stands one too early. Whether the copied characters move along is chance, and what
    stands last is missing or has its text twice."""
    place = exchange.any_place(before_end=1)
    if place < 0:
        return exchange.says(exchange.items)
    moves_starts = exchange.chance.random() < 0.5
    items = list(exchange.items)
    for here in range(place, len(items) - 1):
        later = exchange.items[here + 1]
        items[here] = replace(later, id=items[here].id) if moves_starts else replace(items[here], text=later.text)
    return exchange.says(items[:-1] if exchange.chance.random() < 0.5 else items)


def swapped_ids(exchange: Exchange) -> Reply:
    """Two lines have each other's id, above their own copied characters."""
    first, second = _two_places(exchange)
    items = list(exchange.items)
    items[first] = replace(exchange.items[first], id=exchange.items[second].id)
    items[second] = replace(exchange.items[second], id=exchange.items[first].id)
    return exchange.says(items)


def swapped_texts(exchange: Exchange) -> Reply:
    """Two lines have each other's text; ids and copied characters are right."""
    first, second = _two_places(exchange)
    items = list(exchange.items)
    items[first] = replace(exchange.items[first], text=exchange.items[second].text)
    items[second] = replace(exchange.items[second], text=exchange.items[first].text)
    return exchange.says(items)


def echo(exchange: Exchange) -> Reply:
    """The source comes back as its translation."""
    sources = {line.id: line.source for line in exchange.question.lines}
    return exchange.says([replace(item, text=sources[item.id]) for item in exchange.items])


def wrong_language(exchange: Exchange) -> Reply:
    """The texts of another locale."""
    other = exchange.table.other_locale(exchange.locale)
    lines = {line.id: line for line in exchange.question.lines}
    plain = replace(exchange.question, is_shorten=False, names=())
    return exchange.says(
        [replace(item, text=exchange.table.translate(lines[item.id], plain, other)) for item in exchange.items]
    )


def empty(exchange: Exchange) -> Reply:
    """One line has no text."""
    place = exchange.any_place()
    return exchange.says(
        [replace(item, text="") if here == place else item for here, item in enumerate(exchange.items)]
    )


def duplicate_id(exchange: Exchange) -> Reply:
    """One id twice, with different texts."""
    place = exchange.any_place()
    if place < 0:
        return exchange.says(exchange.items)
    items = list(exchange.items)
    others = [item.text for item in items if item.text != items[place].text] or [
        f"{items[place].text} {items[place].text}"
    ]
    items.insert(place + 1, replace(items[place], text=exchange.chance.choice(others)))
    return exchange.says(items)


def _without(items: Sequence[Item], place: int) -> list[Item]:
    return [item for here, item in enumerate(items) if here != place]


def _two_places(exchange: Exchange) -> tuple[int, int]:
    """Two neighbours, or two lines anywhere; the same one twice if there is only one."""
    count = len(exchange.items)
    if count < 2:
        return 0, 0
    if exchange.chance.random() < 0.5:
        first = exchange.chance.randrange(count - 1)
        return first, first + 1
    first, second = exchange.chance.sample(range(count), 2)
    return first, second


def _halves(text: str) -> list[str]:
    """A text split near its middle, at a blank if there is one."""
    middle = len(text) // 2
    blank = text.find(" ", middle)
    place = blank if blank > 0 else max(1, middle)
    return [text[:place].strip(), text[place:].strip()]


FAULTS: Mapping[str, Fault] = {
    "429": busy,
    "429-bare": busy_bare,
    "500": broken,
    "reset": reset,
    "timeout": timeout,
    "slow": slow,
    "garbage": garbage,
    "truncated": truncated,
    "prose": prose,
    "fenced": fenced,
    "refusal": refusal,
    "keys-reordered": keys_reordered,
    "dropped-line": dropped_line,
    "merged-lines": merged_lines,
    "split-line": split_line,
    "shift": shift,
    "swapped-ids": swapped_ids,
    "swapped-texts": swapped_texts,
    "echo": echo,
    "wrong-language": wrong_language,
    "empty": empty,
    "duplicate-id": duplicate_id,
}

#: spreads its rate over all
ALL = "all"


def right_items(asked: Asked, table: Table, locale: str) -> tuple[Item, ...]:
    """What a good answer holds."""
    question = asked.question
    return tuple(
        Item(id=line.id, starts=line.source[:COPIED], text=table.translate(line, question, locale))
        for line in question.lines
    )


def find_fault(name: str) -> Fault:
    """A fault by its name.

    Raises:
        UnknownNameError: there is none; the message lists them.
    """
    if name not in FAULTS:
        raise UnknownNameError("fault", name, (*FAULTS, ALL))
    return FAULTS[name]


def spread(rates: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    """(fault, share of requests) with `all` spread over every fault.

    Raises:
        UnknownNameError: a name that is none.
        UsageError: a share below 0, or more than 1 together.
    """
    shares: dict[str, float] = {}
    for name, rate in rates.items():
        if not 0 <= rate <= 1:
            raise UsageError(
                f"fault {name!r} has a rate of {rate}; allowed is 0 to 1", hint="0.1 is every tenth request"
            )
        for each in FAULTS if name == ALL else (name,):
            find_fault(each)
            shares[each] = shares.get(each, 0.0) + (rate / len(FAULTS) if name == ALL else rate)
    if sum(shares.values()) > 1 + 1e-9:
        raise UsageError(f"the rates of faults add up to {sum(shares.values()):.2f}; at most 1")
    return tuple(shares.items())
