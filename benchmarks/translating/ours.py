"""`python -m benchmarks.translating.ours JOB RESULT`: the translating room as a run drives it, without the videos.

Every episode and locale goes through the step that asks a language model, on one event loop, over one desk, as in
`reelbridge localize`; the answers are kept in the job's state folder, so a killed process goes on where it was.
The names of the series are given as fixed terms; there is no bible beside them and no memory.
"""

from __future__ import annotations

import asyncio
import sys
import time
from fractions import Fraction
from pathlib import Path

import openai  # noqa: F401  # the room imports it when it first asks, which is no part of translating

from benchmarks.translating.corpus import Job, Result, Said, Source, read_job, write_result
from benchmarks.translating.words import SOURCE
from reelbridge.graph.step import NoParams
from reelbridge.model.brief import Brief
from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.model.draft import Draft, DraftLine, LineOrigin
from reelbridge.model.market import load_market
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.model.memory import CueMatches, Recall, RenderingList
from reelbridge.model.term import Term, TermKind, TermList
from reelbridge.runtime.waiting import OPEN_STEPS
from reelbridge.tools.llm.answers import AnswerStore
from reelbridge.tools.llm.desk import Desk
from reelbridge.tools.llm.patience import Patience
from reelbridge.tools.llm.provider import Provider
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.selecting import select_terms
from reelbridge.translate.steps import TranslateParams
from reelbridge.translate.translating import ask


def media_of(episode: tuple[Source, ...]) -> MediaInfo:
    """A landscape video as long as its lines."""
    return MediaInfo(
        source=FileRef(name="episode.mp4", digest="0" * 64, size=1),
        duration_ms=episode[-1].end_ms + 1000,
        width=1920,
        height=1080,
        rotation=0,
        frame_rate=Fraction(25),
        is_variable_rate=False,
        video_codec="h264",
        audio=(),
        text=(),
    )


def cues_of(episode: tuple[Source, ...]) -> CueList:
    """Its lines."""
    return CueList(
        language=SOURCE,
        origin="sidecar",
        cues=tuple(
            Cue(
                id=f"c{number:04}",
                start_ms=line.start_ms,
                end_ms=line.end_ms,
                text=line.text,
                kind=CueKind.SIGN if line.is_sign else CueKind.DIALOGUE,
            )
            for number, line in enumerate(episode, 1)
        ),
    )


async def translate(job: Job, service: LlmService, name: str, episode: tuple[Source, ...], locale: str) -> Draft:
    """One episode in one locale."""
    cues = cues_of(episode)
    names = tuple(Term(source=each, target=text, kind=TermKind.NAME) for each, text in job.names_in(locale))
    nothing = tuple(DraftLine(cue_id=cue.id, text="", origin=LineOrigin.UNTRANSLATED, score=0.0) for cue in cues.cues)
    return await ask(
        None,  # type: ignore[arg-type]  # the step keeps no files
        TranslateParams(
            engine="openai",
            engine_version="1",
            source_locale=SOURCE,
            locale=locale,
            topic=f"{name}/{locale}",
            model=job.model,
            base_url=job.url,
        ),
        service,
        media=media_of(episode),
        cues=cues,
        draft=Draft(locale=locale, engine="memory", lines=nothing),
        recall=Recall(cues=tuple(CueMatches(cue_id=cue.id, matches=()) for cue in cues.cues)),
        renderings=RenderingList(locale=locale, renderings=()),
        terms=select_terms(None, NoParams(), cues=cues, terms=TermList(locale=locale, terms=names)),  # type: ignore[arg-type]
        brief=Brief(locale=locale),
        market=load_market(locale),
    )


async def run(job: Job) -> Result:
    """Every episode into every locale."""
    provider = Provider(model=job.model, base_url=job.url, in_flight=job.in_flight)
    gate = asyncio.Semaphore(OPEN_STEPS)
    started, began = time.perf_counter(), time.process_time()
    patience = Patience(timeout_s=job.timeout_s)
    with AnswerStore(Path(job.state) / "answers.sqlite") as answers:
        async with Desk(answers=answers, say=lambda text: print(text, file=sys.stderr), patience=patience) as desk:
            service = LlmService(desk=desk, answers=answers, providers=(provider,))

            async def one(name: str, episode: tuple[Source, ...], locale: str) -> tuple[Said, ...]:
                async with gate:
                    draft = await translate(job, service, name, episode, locale)
                return tuple(Said(text=line.text, note=line.reason or "") for line in draft.lines)

            keys = [(name, locale) for name, _ in job.episodes for locale in job.locales]
            episodes = dict(job.episodes)
            found = await asyncio.gather(*(one(name, episodes[name], locale) for name, locale in keys))
    return Result(
        wall_s=time.perf_counter() - started,
        cpu_s=time.process_time() - began,
        lines=dict(zip(keys, found, strict=True)),
    )


def main() -> None:
    """Do a job."""
    job, result = Path(sys.argv[1]), Path(sys.argv[2])
    write_result(asyncio.run(run(read_job(job))), result)


if __name__ == "__main__":
    main()
