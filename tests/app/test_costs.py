"""What was paid, in words: known, unknown, or nothing at all."""

from __future__ import annotations

import pytest

from reelbridge.app.costs import describe_cost, describe_paid
from reelbridge.model.draft import Usage
from web.made_up import make_series, with_bible

PRICED = Usage(requests=2, tokens_in=900, tokens_out=100, cost_usd=0.42)
UNPRICED = Usage(requests=1, tokens_in=9, tokens_out=1)


@pytest.mark.parametrize(
    ("usages", "words"),
    [
        ((), ""),
        ((Usage(),), ""),
        ((PRICED, Usage()), "$0.4200"),
        ((Usage(requests=1, cost_usd=1234.5),), "$1,234.50"),
        ((UNPRICED,), "price not known"),
        ((PRICED, UNPRICED), "at least $0.4200"),
        ((Usage(requests=3, cost_usd=0.0),), "free"),
        ((Usage(requests=3, cost_usd=0.0), UNPRICED), "price not known"),
    ],
)
def test_a_cost_is_told_as_what_is_known_of_it(usages: tuple[Usage, ...], words: str) -> None:
    assert describe_cost(usages) == words


def test_what_a_series_cost_is_one_sentence_with_its_bible_and_its_trials() -> None:
    assert describe_paid(with_bible(make_series())) == (
        "paid to language models so far: at least $0.0460, for 6 requests with 42,800 tokens in and 6,910 out"
    )
