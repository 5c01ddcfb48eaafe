"""Which lines a person reads first: the worst tenth of a language over the whole series."""

from __future__ import annotations

from reelbridge.app.read_first import Candidates
from reelbridge.model.cue import Cue
from reelbridge.model.draft import LineOrigin, Localized, LocalizedLine
from reelbridge.model.finding import Finding, Severity


def make_line(place: int, origin: LineOrigin, risk: float, reason: str | None = None) -> LocalizedLine:
    cue = Cue(id=f"c{place:04d}", start_ms=1000 * place, end_ms=1000 * place + 900, text="走吧")
    return LocalizedLine(source=cue, cue=cue, origin=origin, score=0.0, risk=risk, reason=reason)


def make_episode(*lines: LocalizedLine, objected: tuple[str, ...] = ()) -> Localized:
    findings = tuple(
        Finding(check_id="reading-speed", severity=Severity.WARNING, cue_id=cue_id, message="24 characters/s")
        for cue_id in objected
    )
    return Localized(locale="th", engine="openai", lines=lines, findings=findings, repairs=())


def test_the_riskiest_tenth_of_all_episodes_comes_first() -> None:
    candidates = Candidates()
    candidates.add(1, make_episode(*(make_line(place, LineOrigin.MACHINE, 20) for place in range(10))))
    candidates.add(2, make_episode(*(make_line(place, LineOrigin.MACHINE, 20 + place) for place in range(11))))
    found = candidates.read_first("th")
    assert found.line_count == 21
    assert [(line.episode, line.cue_id, line.risk) for line in found.lines] == [
        (2, "c0010", 30),
        (2, "c0009", 29),
        (2, "c0008", 28),
    ]


def test_lines_of_equal_risk_stay_in_the_order_of_the_series() -> None:
    candidates = Candidates()
    for number in (1, 2):
        candidates.add(number, make_episode(*(make_line(place, LineOrigin.MACHINE, 20) for place in range(10))))
    assert [(line.episode, line.cue_id) for line in candidates.read_first("th").lines] == [(1, "c0000"), (1, "c0001")]


def test_what_people_approved_is_not_read_again_for_its_place_alone() -> None:
    approved = [make_line(place, LineOrigin.EXACT, 10) for place in range(30)]
    candidates = Candidates()
    candidates.add(1, make_episode(*approved))
    assert candidates.read_first("th").lines == ()
    objected = Candidates()
    objected.add(1, make_episode(*approved, objected=("c0004",)))
    assert [line.cue_id for line in objected.read_first("th").lines] == ["c0004"]


def test_a_language_that_has_not_run_has_nothing_to_read() -> None:
    assert (Candidates().read_first("ar").line_count, Candidates().read_first("ar").lines) == (0, ())
