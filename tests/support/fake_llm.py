"""Asking the fake model as any client would, over HTTP, and the memory that it answers from."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import Any

from reelbridge.model.memory import Memory, Rendering, RenderingList, Segment, SegmentList
from reelbridge.model.term import Term, TermBase, TermList
from reelbridge.testing.fake_llm import FakeLlm

LINES = {
    "你找谁啊？": ("Who are you looking for?", "Wen suchst du?"),
    "三千万，今晚就签字！": ("30 million. Sign tonight!", "30 Millionen. Heute unterschreiben!"),
    "沈小满不在家。": ("Shen Xiaoman isn't home.", "Shen Xiaoman ist nicht da."),
    "我信": ("I believe it", "Ich glaube es"),
    "快走！": ("Go, quick!", "Los, schnell!"),
    "他昨天就到了": ("He came yesterday", "Er kam gestern"),
}
MEMORY = Memory(
    sources=SegmentList(
        source_locale="zh-Hans", segments=tuple(Segment(id=f"s{n}", source=text) for n, text in enumerate(LINES))
    ),
    targets=tuple(
        RenderingList(
            locale=locale,
            renderings=tuple(Rendering(segment_id=f"s{n}", text=both[place]) for n, both in enumerate(LINES.values())),
        )
        for place, locale in enumerate(("en", "de"))
    ),
)
TERMS = TermBase(
    source_locale="zh-Hans", lists=(TermList(locale="en", terms=(Term(source="沈小满", target="Shen Xiaoman"),)),)
)
SOURCES = tuple(LINES)
ENGLISH = tuple(texts[0] for texts in LINES.values())


def post(fake: FakeLlm, body: dict[str, Any], **headers: str) -> Any:
    request = urllib.request.Request(
        f"{fake.base_url}/chat/completions", json.dumps(body).encode(), {"Content-Type": "application/json", **headers}
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request) as answer:
        return answer.read().decode()


def ask(fake: FakeLlm, user: str, system: str = "", **more: Any) -> dict[str, Any]:
    messages = [{"role": "system", "content": system}, {"role": "user", "content": user}]
    answer: dict[str, Any] = json.loads(post(fake, {"model": fake.model, "messages": messages, **more}))
    return answer


def content(fake: FakeLlm, user: str, system: str = "target=en", **more: Any) -> str:
    text: str = ask(fake, user, system, **more)["choices"][0]["message"]["content"]
    return text


def payload(*sources: str, locale: str = "en", most: int = 60, **more: Any) -> str:
    lines = [[number, source, most] for number, source in enumerate(sources, 1)]
    return json.dumps({"locale": locale, **more, "lines": lines}, ensure_ascii=False)


def lines(fake: FakeLlm, *sources: str, **more: Any) -> list[list[str]]:
    """Our own form: [id, copied characters, translation] of each line that came back."""
    return [line.split("|", 2) for line in json.loads(content(fake, payload(*sources, **more)))["lines"]]


def texts(fake: FakeLlm, *sources: str, **more: Any) -> list[str]:
    return [text for _, _, text in lines(fake, *sources, **more)]


def status(fake: FakeLlm, **more: Any) -> int:
    try:
        ask(fake, payload(SOURCES[0]), **more)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code
    return 200
