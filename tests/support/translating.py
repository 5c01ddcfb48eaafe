"""Short ways to write episodes, memories and terms, and to run the steps of the translating room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reelbridge.graph.step import NoParams, Step
from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.model.draft import Draft
from reelbridge.model.memory import Recall, Rendering, RenderingList, Segment, SegmentList
from reelbridge.model.term import Term, TermList
from reelbridge.translate.steps import RECALL, SELECT_RENDERINGS, SELECT_TERMS, TRANSLATE, TranslateParams


def run(step: Step, params: Any, **inputs: Any) -> Any:
    """Run a step through its door; those of this room keep no files, so they are given no folder."""
    result = step.load()(None, params, **inputs)
    assert isinstance(result, step.output)
    return result


def episode(*texts: str, signs: Sequence[int] = (), origin: str = "burned-in") -> CueList:
    """One cue of a second per text, called c1, c2, ...; `signs` are the numbers of those that are signs."""
    return CueList(
        language="zh-Hans",
        origin=origin,
        cues=tuple(
            Cue(
                id=f"c{number}",
                start_ms=1000 * number,
                end_ms=1000 * number + 900,
                text=text,
                kind=CueKind.SIGN if number in signs else CueKind.DIALOGUE,
            )
            for number, text in enumerate(texts, start=1)
        ),
    )


def scene(*sources: str, name: str = "m") -> tuple[Segment, ...]:
    """Lines that once followed each other, called m1, m2, ..."""
    return tuple(
        Segment(id=f"{name}{number}", source=source, previous_id=f"{name}{number - 1}" if number > 1 else None)
        for number, source in enumerate(sources, start=1)
    )


def segments(*scenes: tuple[Segment, ...]) -> SegmentList:
    return SegmentList(source_locale="zh-Hans", segments=tuple(segment for one in scenes for segment in one))


def renderings(texts: Mapping[str, str], locale: str = "en") -> RenderingList:
    return RenderingList(
        locale=locale, renderings=tuple(Rendering(segment_id=key, text=text) for key, text in texts.items())
    )


def term_list(terms: Mapping[str, str], locale: str = "en") -> TermList:
    return TermList(locale=locale, terms=tuple(Term(source=source, target=target) for source, target in terms.items()))


def recall(cues: CueList, sources: SegmentList) -> Recall:
    found: Recall = run(RECALL, NoParams(), cues=cues, sources=sources)
    return found


def translate(
    cues: CueList,
    sources: SegmentList,
    known: RenderingList,
    terms: TermList | None = None,
    *,
    engine: str = "memory",
    model: str = "",
    base_url: str = "",
) -> Draft:
    """The four steps of the room, one after the other, as a run does them."""
    found = recall(cues, sources)
    params = TranslateParams(
        engine=engine,
        engine_version="1",
        source_locale="zh-Hans",
        locale=known.locale,
        model=model,
        base_url=base_url,
    )
    draft: Draft = run(
        TRANSLATE,
        params,
        cues=cues,
        recall=found,
        renderings=run(SELECT_RENDERINGS, NoParams(), recall=found, renderings=known),
        terms=run(SELECT_TERMS, NoParams(), cues=cues, terms=terms or term_list({}, known.locale)),
    )
    return draft
