"""The fake model goes wrong as it is told: by name, at a rate, or by a test's own function."""

from __future__ import annotations

import http.client
import json
import urllib.error
from collections.abc import Iterator

import pytest

from reelbridge.core.errors import UnknownNameError, UsageError
from reelbridge.testing.fake_llm import FAULTS, Completion, Exchange, FakeLlm, Item, Reply, fails
from support.fake_llm import ENGLISH, LINES, MEMORY, SOURCES, TERMS, ask, content, lines, payload, status, texts


@pytest.fixture
def fake() -> Iterator[FakeLlm]:
    with FakeLlm(MEMORY, terms=TERMS) as running:
        yield running


def right(*missing: int) -> list[list[str]]:
    return [[str(n), source[:2], LINES[source][0]] for n, source in enumerate(SOURCES, 1) if n not in missing]


def faulty(fake: FakeLlm, fault: str) -> tuple[list[list[str]], tuple[str, ...]]:
    """The lines of one faulty answer to all six lines, and those that the server says it falsified."""
    fake.script(fault)
    said = lines(fake, *SOURCES)
    truths = fake.ledger.truths
    return said, truths[-1].ids if truths and truths[-1].request == fake.ledger.requests else ()


def test_a_dropped_line_is_missing(fake: FakeLlm) -> None:
    said, ids = faulty(fake, "dropped-line")
    assert len(ids) == 1
    assert said == right(int(ids[0]))


def test_merged_lines_stand_under_the_first(fake: FakeLlm) -> None:
    said, (first, second) = faulty(fake, "merged-lines")
    assert int(second) == int(first) + 1
    assert next(line for line in said if line[0] == first)[2] == f"{ENGLISH[int(first) - 1]} {ENGLISH[int(first)]}"
    assert second not in [line[0] for line in said]


def test_a_split_line_pushes_the_others_on(fake: FakeLlm) -> None:
    said, ids = faulty(fake, "split-line")
    place = int(ids[0]) - 1
    assert [line[0] for line in said] == ["1", "2", "3", "4", "5", "6"]
    assert [text for _, _, text in said[place + 2 :]] == list(ENGLISH[place + 1 : -1])
    assert [starts for _, starts, _ in said] == [source[:2] for source in SOURCES]


def test_a_shift_moves_all_later_texts_up_in_one_of_four_ways(fake: FakeLlm) -> None:
    ways = set()
    for seed in range(40):
        fake.script("shift")
        said = lines(fake, *SOURCES, story=str(seed))
        place = int(fake.ledger.truths[-1].ids[0]) - 1
        assert [text for _, _, text in said[place:5]] == list(ENGLISH[place + 1 :])
        ways.add((len(said), said[place][1] == SOURCES[place][:2]))
    assert ways == {(5, True), (5, False), (6, True), (6, False)}


@pytest.mark.parametrize(("fault", "moves_starts"), [("swapped-ids", True), ("swapped-texts", False)])
def test_two_lines_change_places(fake: FakeLlm, fault: str, moves_starts: bool) -> None:
    said, (first, second) = faulty(fake, fault)
    by_id = {key: (starts, text) for key, starts, text in said}
    assert by_id[first][1] == ENGLISH[int(second) - 1]
    assert by_id[second][1] == ENGLISH[int(first) - 1]
    assert (by_id[first][0] == SOURCES[int(second) - 1][:2]) is moves_starts


def test_an_echo_is_the_source_and_another_language_is_another(fake: FakeLlm) -> None:
    said, ids = faulty(fake, "echo")
    assert [text for _, _, text in said] == list(SOURCES)
    assert len(ids) == 6
    said, ids = faulty(fake, "wrong-language")
    assert [text for _, _, text in said] == [both[1] for both in LINES.values()]
    assert len(ids) == 6


def test_one_empty_line_one_id_twice_and_another_order(fake: FakeLlm) -> None:
    said, ids = faulty(fake, "empty")
    assert [key for key, _, text in said if not text] == list(ids)
    said, ids = faulty(fake, "duplicate-id")
    assert [key for key, _, _ in said].count(ids[0]) == 2
    said, ids = faulty(fake, "keys-reordered")
    assert (said != right(), sorted(said), ids) == (True, right(), ())


def test_answers_in_other_clothes_hold_the_right_lines(fake: FakeLlm) -> None:
    whole = content(fake, payload(*SOURCES))
    fake.script("fenced", "prose", "slow", "truncated", "refusal")
    assert content(fake, payload(*SOURCES)) == f"```json\n{whole}\n```"
    assert whole in content(fake, payload(*SOURCES))
    assert content(fake, payload(*SOURCES)) == whole
    assert fake.ledger.truths == []
    cut = ask(fake, payload(*SOURCES))["choices"][0]
    assert (cut["finish_reason"], whole.startswith(cut["message"]["content"])) == ("length", True)
    assert fake.ledger.truths[-1].ids == ("3", "4", "5", "6")
    assert "can't help" in content(fake, payload(*SOURCES))
    assert len(fake.ledger.truths[-1].ids) == 6


def test_the_endpoint_is_busy_broken_or_a_web_page(fake: FakeLlm) -> None:
    fake.script("429", "429-bare", "500", "garbage")
    waits = []
    for _ in range(3):
        with pytest.raises(urllib.error.HTTPError) as caught:
            content(fake, payload(SOURCES[0]))
        waits.append((caught.value.code, caught.value.headers["Retry-After"]))
        caught.value.close()
    assert waits == [(429, "0.01"), (429, None), (500, None)]
    with pytest.raises(json.JSONDecodeError):
        content(fake, payload(SOURCES[0]))


def test_a_connection_is_reset_or_says_nothing(fake: FakeLlm) -> None:
    fake.script("reset", "timeout")
    with pytest.raises((ConnectionError, urllib.error.URLError)):
        content(fake, payload(SOURCES[0]))
    connection = http.client.HTTPConnection(fake.base_url.split("/")[2], timeout=0.2)
    body = json.dumps({"model": fake.model, "messages": [{"role": "user", "content": payload(SOURCES[0])}]})
    connection.request("POST", "/v1/chat/completions", body)
    with pytest.raises(TimeoutError):
        connection.getresponse()
    connection.close()
    assert texts(fake, SOURCES[0]) == [ENGLISH[0]]


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - {"429", "429-bare", "500", "reset", "timeout", "garbage"}))
def test_every_fault_can_befall_a_single_line_and_any_shape(fake: FakeLlm, fault: str) -> None:
    for asked in (payload(SOURCES[0]), '{"1": "我信"}', '["我信"]', "1. 我信", '[{"id": 4, "text": "我信"}]', "我信"):
        fake.script(fault)
        assert isinstance(content(fake, asked), str)


def test_a_script_takes_functions_too(fake: FakeLlm) -> None:
    def busy(exchange: Exchange) -> Reply:
        return fails(429, f"{len(exchange.items)} lines are too many", Retry_After="0.01")

    def wrong(exchange: Exchange) -> Reply:
        return exchange.says([Item(id=item.id, starts=item.starts, text="!") for item in exchange.items])

    fake.script(busy, wrong, lambda _: Completion(text=None, refusal="this is violent"), "")
    assert status(fake) == 429
    assert texts(fake, SOURCES[0]) == ["!"]
    assert ask(fake, payload(SOURCES[0]))["choices"][0]["message"]["refusal"] == "this is violent"
    assert texts(fake, SOURCES[0]) == [ENGLISH[0]]


def test_faults_come_at_their_rate_and_the_same_ones_in_any_order_of_requests() -> None:
    def falsified(order: range) -> dict[str, int]:
        with FakeLlm(MEMORY, faults={"dropped-line": 0.3, "all": 0.1}, seed=5) as fake:
            fates = {}
            for number in order:
                fake.ledger.clear()
                try:
                    content(fake, payload(*SOURCES, story=str(number)))
                except (OSError, ValueError):
                    continue
                fates[str(number)] = fake.ledger.lines_falsified
            return fates

    with FakeLlm(faults={"shift": 0.0, "echo": 0.0}) as fake:
        assert fake.ledger.faults == {}
    first = falsified(range(30))
    assert first == falsified(range(29, -1, -1))
    assert 3 <= sum(count == 1 for count in first.values()) <= 20


def test_rates_and_names_that_cannot_be_meant_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="fault 'shifted' is unknown; known: 429, "):
        FakeLlm(faults={"shifted": 0.1})
    with pytest.raises(UsageError, match=r"rate of 10"):
        FakeLlm(faults={"shift": 10})
    with pytest.raises(UsageError, match=r"add up to 1.20"):
        FakeLlm(faults={"shift": 0.6, "echo": 0.6})
