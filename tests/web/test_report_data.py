"""The lines as the page carries them: little of each, and nothing lost."""

from __future__ import annotations

import json
from dataclasses import replace

from reelbridge.core.codec import to_plain
from reelbridge.model.draft import LineOrigin
from reelbridge.web.embedding import embed_json
from reelbridge.web.report_data import RiskTable, pack_lines
from reelbridge.web.risk_words import spell_risk
from web.made_up import make_series, with_machine_lines


def test_an_ordinary_line_is_its_text_and_where_it_comes_from() -> None:
    episode = make_series().episodes[0]
    packed = pack_lines(episode.locales[0].lines, episode.lines, RiskTable())
    assert packed[0] == ["Master, noodles are ready", 2]


def test_a_line_says_what_is_not_as_usual() -> None:
    episode = make_series().episodes[0]
    thai = episode.locales[1].lines
    packed = pack_lines(thai, episode.lines, RiskTable())
    assert packed[2][2:] == [0, {"findings": to_plain(thai[2].findings)}]
    assert packed[3][3] == {
        "score": 86.4,
        "needs_review": True,
        "reason": "Compare it with the memory.",
        "repairs": to_plain(thai[3].repairs),
    }
    moved = replace(thai[0], end_ms=900)
    assert pack_lines([moved], episode.lines, RiskTable())[0][3] == {"start_ms": 200, "end_ms": 900}


def test_an_episode_that_was_read_anew_keeps_its_older_translations_apart() -> None:
    episode = make_series().episodes[0]
    packed = pack_lines(episode.locales[0].lines, episode.lines[1:2], RiskTable())
    assert [line[3]["cue_id"] for line in packed] == ["c0001", "c0002", "c0003", "c0004"]


def test_a_risk_that_many_lines_have_stands_once() -> None:
    episode = with_machine_lines(make_series()).episodes[1]
    table = RiskTable()
    packed = [pack_lines(found.lines, episode.lines, table) for found in episode.locales]
    assert {line[0][2] for line in packed} == {1}
    risks = table.risks()
    assert [each.risk for each in risks.sums] == [0, 38, 62]
    assert [(risks.parts[part].text, risks.parts[part].weight) for part in risks.sums[2].parts] == [
        ("Asked twice, the model said something else", 30),
        ("No person has seen it", 20),
        ("Too fast to read", 12),
    ]


def test_a_risk_is_spelled_for_people() -> None:
    assert (spell_risk("in the first 3 s +10").text, spell_risk("in the first 3 s +10").weight) == (
        "In the first 3 s",
        10,
    )
    assert spell_risk("house-rule +12").text == "House rule"
    assert spell_risk("something else").weight == 0


def test_the_page_of_a_long_series_grows_by_the_texts_and_little_more() -> None:
    episode = with_machine_lines(make_series()).episodes[1]
    lines = episode.locales[0].lines * 50
    assert {line.origin for line in lines} == {LineOrigin.MACHINE, LineOrigin.EXACT}
    packed = json.dumps(pack_lines(lines, episode.lines * 50, RiskTable()), ensure_ascii=False)
    assert len(packed) < len(embed_json(lines)) / 2
