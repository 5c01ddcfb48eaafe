"""The sample series translated by a language model that goes wrong in every way there is: a server of our own speaks
for it, and the memory it answers from says what is right."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from end_to_end.conftest import Demo, run
from reelbridge.app.query import series_report
from reelbridge.core.text import fold
from reelbridge.formats.tbx import parse_tbx
from reelbridge.formats.tmx import parse_tmx
from reelbridge.model.market import DEFAULT_LOCALES, read_package_text
from reelbridge.model.memory import Memory
from reelbridge.testing.fake_llm import FAULTS, FakeLlm

pytestmark = pytest.mark.slow


#: faults that keep a client waiting for minutes; the desk's own tests have them with a clock of their own
SLOW = {"timeout", "slow"}


@pytest.fixture(scope="module")
def memory() -> Memory:
    return parse_tmx(read_package_text("sample/memory.tmx").encode())


@pytest.fixture
def fake(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeLlm]:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    terms = parse_tbx(read_package_text("sample/terms.tbx").encode(), source_locale="zh-Hans")
    with FakeLlm(memory, terms=terms, faults=dict.fromkeys(sorted(FAULTS.keys() - SLOW), 0.02), seed=7) as running:
        yield running


@pytest.fixture
def series(demo: Demo, fake: FakeLlm, tmp_path: Path) -> Path:
    """The sample as it was read, without what people have translated of it."""
    folder = tmp_path / "series"
    shutil.copytree(demo.folder, folder)
    text = (folder / "series.toml").read_text("utf-8")
    text = re.sub(r"^memories = .*$", "memories = []", text, flags=re.MULTILINE)
    model = (
        f'name = "openai"\nmodel = "{fake.model}"\nbase_url = "{fake.base_url}"\n'
        "usd_per_million_in = 0.5\nusd_per_million_out = 2.0"
    )
    (folder / "series.toml").write_text(text.replace('\nname = "memory"', f"\n{model}", 1), "utf-8")
    return folder


def right_texts(memory: Memory, locale: str) -> Mapping[str, set[str]]:
    """What may stand in each line: the same words may be said twice."""
    by_id = {segment.id: fold(segment.source) for segment in memory.sources.segments}
    texts: dict[str, set[str]] = {}
    for rendering in memory.in_locale(locale).renderings:
        texts.setdefault(by_id[rendering.segment_id], set()).add(fold(rendering.text))
    return texts


def test_every_line_reaches_fourteen_locales_whatever_the_model_does(
    installed: Path, series: Path, fake: FakeLlm, memory: Memory
) -> None:
    summary = json.loads(run(installed, "localize", series, "--json", allowed=(0, 3)).stdout)
    assert (summary["delivered"], summary["failed"]) == (3 * 14, 0)
    assert fake.ledger.requests > 42
    report = report_of(installed, series)
    assert tuple(report["locales"]) == DEFAULT_LOCALES
    for episode in report["episodes"]:
        for locale in episode["locales"]:
            assert locale["line_count"] == locale["translated_count"] == len(episode["lines"])
            assert locale["usage"]["cost_usd"] > 0
    right = {locale: right_texts(memory, locale) for locale in DEFAULT_LOCALES}
    for locale, source, text in lines_of(series):
        assert fold(text) in right[locale][fold(source)], (locale, source)


def test_a_second_run_pays_nothing(installed: Path, series: Path, fake: FakeLlm) -> None:
    run(installed, "localize", series, "--to", "en,ja", allowed=(0, 3))
    paid = fake.ledger.requests
    run(installed, "localize", series, "--to", "en,ja", allowed=(0, 3))
    assert fake.ledger.requests == paid


def test_a_budget_stops_the_run_with_one_sentence_and_the_next_goes_on(
    installed: Path, series: Path, fake: FakeLlm
) -> None:
    stopped = run(installed, "localize", series, "--to", "en,de", "--budget", "0.0001", allowed=(1,))
    assert stopped.stderr.count("stopped at the budget") <= 2  # as it happens, and in the summary
    assert fake.ledger.requests == 0
    run(installed, "localize", series, "--to", "en,de", "--budget", "5", allowed=(0, 3))
    assert fake.ledger.requests > 0


def report_of(installed: Path, series: Path) -> Any:
    return json.loads(run(installed, "status", series, "--json", allowed=(0, 3)).stdout)


def lines_of(series: Path) -> Iterator[tuple[str, str, str]]:
    """Locale, source and the translation before it was shortened, of every line."""
    for episode in series_report(series, with_texts=True).episodes:
        sources = {line.cue_id: line.text for line in episode.lines}
        for locale in episode.locales:
            for line in locale.lines:
                yield locale.locale, sources[line.cue_id], line.full or line.text
