"""`python -m benchmarks.translating.naive JOB RESULT [--map]`: a client in the manner of its day, written for this.

Batches of thirty lines, numbered, one after the other by position; an answer with another number of lines, or none, is
asked for again, three times; what came last is taken by position. With `--map` in the manner of those that send twenty
lines as a JSON map and take them by key: an answer without some key is asked for again, and what then is missing is
lost.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import openai

from benchmarks.translating.corpus import Job, Result, Said, read_job, write_result

RETRIES = 3
NUMBERED_LINES = 30
MAP_LINES = 20

#: seconds before another try
_PAUSE_S = 0.5

_NUMBERED_RULES = """\
You are a professional subtitle translator. Translate the numbered lines of a Chinese drama. target={locale}
Answer with the same numbers, one line each, and nothing else. Keep the meaning and the tone, be natural and brief.
"""

_MAP_RULES = """\
You are a professional subtitle translator. Translate the subtitles of a Chinese drama. target={locale}

Rules:
1. The input is a JSON object: keys are the numbers of subtitles, values their texts.
2. Answer with a JSON object that has exactly the same keys; every value is the translation of that subtitle alone.
3. Do not merge or split subtitles, even where a sentence runs over several of them.
4. Translate by sense and not word by word, in the natural language of the target's viewers; keep names, terms and
   forms of address the same throughout; keep numbers.
5. Be brief: viewers have little time to read.
6. Answer with the JSON object only, without explanations and without a code fence.

Example
Input: {{"1": "...", "2": "..."}}
Output: {{"1": "the translation of 1", "2": "the translation of 2"}}
"""

_LINE = re.compile(r"^\s*\d+\.\s*(.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """One job under way."""

    job: Job
    is_map: bool
    sdk: openai.AsyncOpenAI
    gate: asyncio.Semaphore

    async def translate(self, sources: Sequence[str], locale: str) -> list[str]:
        """One episode, batch by batch; batches do not wait for one another."""
        size = MAP_LINES if self.is_map else NUMBERED_LINES
        batches = [sources[start : start + size] for start in range(0, len(sources), size)]
        return [
            text for texts in await asyncio.gather(*(self._batch(each, locale) for each in batches)) for text in texts
        ]

    async def _batch(self, sources: Sequence[str], locale: str) -> list[str]:
        """One batch; empty texts for what was lost."""
        texts: list[str] = []
        for attempt in range(1 + RETRIES):
            if attempt:
                await asyncio.sleep(_PAUSE_S)
            try:
                async with self.gate:
                    answer = await self._ask(sources, locale)
                texts = _read_map(answer, len(sources)) if self.is_map else _LINE.findall(answer)
            except Exception:  # whatever it is: once more, as such clients do
                continue
            if len(texts) == len(sources) and all(texts):
                break
        return [*texts, *([""] * len(sources))][: len(sources)]

    async def _ask(self, sources: Sequence[str], locale: str) -> str:
        numbered = {str(number): text for number, text in enumerate(sources, 1)}
        if self.is_map:
            user = json.dumps(numbered, ensure_ascii=False)
        else:
            user = "\n".join(f"{number}. {text}" for number, text in numbered.items())
        rules = _MAP_RULES if self.is_map else _NUMBERED_RULES
        completion = await self.sdk.chat.completions.create(
            model=self.job.model,
            messages=[{"role": "system", "content": rules.format(locale=locale)}, {"role": "user", "content": user}],
        )
        return completion.choices[0].message.content or ""


def _read_map(answer: str, count: int) -> list[str]:
    found = json.loads(answer.removeprefix("```json").removesuffix("```").strip())
    return [str(found.get(str(number), "")) for number in range(1, count + 1)]


async def run(job: Job, *, is_map: bool) -> Result:
    """Every episode into every locale."""
    client = Client(
        job=job,
        is_map=is_map,
        sdk=openai.AsyncOpenAI(api_key="none", base_url=job.url, max_retries=0, timeout=job.timeout_s),
        gate=asyncio.Semaphore(job.in_flight),
    )
    started, began = time.perf_counter(), time.process_time()
    keys = [(name, locale) for name, _ in job.episodes for locale in job.locales]
    sources = {name: [line.text for line in lines] for name, lines in job.episodes}
    found = await asyncio.gather(*(client.translate(sources[name], locale) for name, locale in keys))
    return Result(
        wall_s=time.perf_counter() - started,
        cpu_s=time.process_time() - began,
        lines={key: tuple(Said(text=text) for text in texts) for key, texts in zip(keys, found, strict=True)},
    )


def main() -> None:
    """Do a job."""
    parser = argparse.ArgumentParser()
    parser.add_argument("job", type=Path)
    parser.add_argument("result", type=Path)
    parser.add_argument("--map", action="store_true")
    options = parser.parse_args()
    write_result(asyncio.run(run(read_job(options.job), is_map=options.map)), options.result)


if __name__ == "__main__":
    main()
