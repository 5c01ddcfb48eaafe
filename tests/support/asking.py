"""Lines to ask for, and answers to them, as short as a test can say it."""

from __future__ import annotations

from collections.abc import Sequence

from reelbridge.model.cue import Cue
from reelbridge.model.term import Term
from reelbridge.translate.contract.answer import AnswerItem
from reelbridge.translate.contract.problem import Problem, Verdict
from reelbridge.translate.contract.verdict import judge
from reelbridge.translate.scene import Ask, Similar
from reelbridge.translate.term_finder import TermFinder

#: a scene with its translation: thirty lines as they are in any series of this kind
SCENE = (
    ("你怎么在这里？", "What are you doing here?"),
    ("我来找我女儿", "I'm looking for my daughter."),
    ("你没有女儿", "You don't have a daughter."),
    ("二十年前，你把她扔在了医院门口！", "Twenty years ago you left her at the door of the hospital!"),
    ("那天晚上下着大雨", "It was pouring that night."),
    ("我没有钱，也没有家", "I had no money and no home."),
    ("够了！", "Enough!"),
    ("她现在过得很好，不需要你", "She's doing fine now. She doesn't need you."),
    ("求求你，让我见她一面", "Please, I'm begging you. Let me see her just once."),
    ("五百万", "Five million."),
    ("什么？", "What?"),
    ("给你五百万，离开这个城市", "I'll give you five million if you leave this city."),
    ("你以为我是为了钱才来的？", "You think I came for the money?"),
    ("难道不是吗？", "Didn't you?"),
    ("我得了癌症，医生说只剩三个月", "I have cancer. The doctor says three months."),
    ("对不起，我不知道", "I'm sorry, I didn't know."),
    ("妈！你在跟谁说话？", "Mom! Who are you talking to?"),
    ("没有谁，一个问路的", "Nobody. Someone asking for directions."),
    ("外面冷，快进来吃饭", "It's cold out. Come in and eat."),
    ("这位阿姨，你怎么哭了？", "Ma'am, why are you crying?"),
    ("沙子进了眼睛", "I got sand in my eyes."),
    ("我叫陈小雨，你叫什么名字？", "I'm Chen Xiaoyu. What's your name?"),
    ("我的名字不重要", "My name doesn't matter."),
    ("明天是我的婚礼，你要来吗？", "My wedding is tomorrow. Will you come?"),
    ("小雨，跟陌生人说这些干什么！", "Xiaoyu, why tell a stranger!"),
    ("她不是陌生人，我觉得在哪里见过她", "She's no stranger. I feel I've seen her somewhere."),
    ("你认错人了", "You've got the wrong person."),
    ("这个玉佩，为什么跟我的一模一样？", "This jade pendant, why is it just like mine?"),
    ("……", "..."),
    ("你到底是谁？", "Who are you really?"),
)
SOURCES = tuple(source for source, _ in SCENE)
TRANSLATIONS = tuple(translation for _, translation in SCENE)


def asks_for(sources: Sequence[str], *, terms: Sequence[Term] = (), similar: Similar | None = None) -> tuple[Ask, ...]:
    """Lines with ids from 1; `similar` is what the memory has like the first."""
    finder = TermFinder(terms)
    return tuple(
        Ask(
            id=str(place + 1),
            cue=Cue(id=f"c{place + 1}", start_ms=2000 * place, end_ms=2000 * place + 1900, text=source),
            terms=finder.find(source),
            max_chars=80,
            similar=similar if place == 0 else None,
        )
        for place, source in enumerate(sources)
    )


def answers(sources: Sequence[str], texts: Sequence[str | None]) -> tuple[AnswerItem, ...]:
    """Answers with the right starts, whatever their texts; None for a line that was left out."""
    return tuple(
        AnswerItem(id=str(place + 1), starts=source[:2], translation=text)
        for place, (source, text) in enumerate(zip(sources, texts, strict=True))
        if text is not None
    )


def verdicts_on(
    sources: Sequence[str],
    texts: Sequence[str | None],
    *,
    locale: str = "en",
    terms: Sequence[Term] = (),
    after: Sequence[str] = (),
) -> tuple[Verdict, ...]:
    """What is said of these texts, each under the id of the line at its place."""
    return judge(
        asks_for(sources, terms=terms),
        answers(sources, texts),
        source_locale="zh-Hans",
        locale=locale,
        before=(),
        after=tuple(after),
    )


def kinds_of(verdicts: Sequence[Verdict]) -> tuple[Problem | None, ...]:
    """The kinds alone."""
    return tuple(verdict.kind for verdict in verdicts)
