"""Lines for people, in tests."""

from __future__ import annotations

from hypothesis import strategies as st

from reelbridge.formats.assembling import clean_text
from reelbridge.model.handout import HandedLine, Handout, LineState, Returned, ReturnedLine
from reelbridge.translate.decisions.words import check_of

#: texts that files like to break
AWKWARD = (
    "a < b & \"c\" > 'd'",
    "two\nlines",
    "هل أنت بخير؟ 3 مرات",
    "e\u0301le\u0300ve",
    '=HYPERLINK("http://example.org","click")',
    "- No.\n- Yes.",
    "+86 1380000",
    "@SUM(A1)",
    "007",
    "1/2",
    "3-4",
    "true",
    "May 5",
    "1e5",
    "'quoted'",
    "'=still a text",
    "''007",
    "]]> <!-- --> <g id='1'>",
    "😀 𠮷",
    "30 %",
    "_x0041_ and _x005F_x0041_",
)


def handed_line(cue_id: str, source: str, text: str, *, state: LineState = LineState.TRANSLATED, **more) -> HandedLine:
    number = int(cue_id.removeprefix("c")) - 1
    return HandedLine(
        **{
            "cue_id": cue_id,
            "start_ms": 1000 * number,
            "end_ms": 1000 * number + 900,
            "source": source,
            "text": text,
            "state": state,
            "max_chars": 24,
            "notes": ("at 0:01 for 0.9 s, at most 24 characters",),
            "check": check_of(cue_id, source, text, was_decided=state is LineState.DECIDED),
            **more,
        }
    )


def handout_of(*lines: HandedLine, locale: str = "ja", episode: int = 1) -> Handout:
    return Handout(
        series="面馆千金",
        episode=episode,
        source_locale="zh-Hans",
        locale=locale,
        lines=lines,
        notes=("synopsis: A noodle shop & its owner.",),
    )


def awkward_handout(locale: str = "ja") -> Handout:
    """Every awkward text, once as source and once as translation."""
    return handout_of(
        *(
            handed_line(f"c{number:04d}", source, text, speaker="=沈小满", notes=("=1+1", "note & note"))
            for number, (source, text) in enumerate(zip(AWKWARD, reversed(AWKWARD), strict=True), 1)
        ),
        locale=locale,
    )


def untouched(handout: Handout, *, via: str) -> Returned:
    """What comes back when nobody has changed anything."""
    return Returned(
        episode=handout.episode,
        locale=handout.locale,
        via=via,
        lines=tuple(
            ReturnedLine(
                cue_id=line.cue_id,
                text=clean_text(line.text),
                source=clean_text(line.source),
                given=clean_text(line.text),
                check=line.check,
                is_approved=line.state is LineState.DECIDED,
            )
            for line in handout.lines
        ),
    )


def handouts() -> st.SearchStrategy[Handout]:
    """Hand-outs with any text that a cue may have."""
    texts = st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=30).map(clean_text)
    lines = st.tuples(texts.filter(bool), texts, st.sampled_from(LineState))
    return st.lists(lines, min_size=1, max_size=5).map(
        lambda found: handout_of(
            *(
                handed_line(f"c{number:04d}", source, text, state=state)
                for number, (source, text, state) in enumerate(found, 1)
            )
        )
    )
