"""What a viewer hears as a question, and as a sentence that breaks off."""

from __future__ import annotations

import pytest

from reelbridge.technique.lines.questions import is_question, is_unfinished

ASKING = {
    "zh-Hans": (
        "你怎么来了", "少废话，签还是不签", "师父，你早就知道，对不对", "谁会信你", "你到底是谁", "你是认真的吗",
        "凭什么",
        "难道你忘了", "我妈呢", "景川？你怎么来了", "你还爱不爱我", "有没有搞错！", "你得卖到哪年哪月？", "关我什么事",
        "一碗面才卖十二块\n你哪来的钱",
    ),
    "zh-Hant": ("你是誰", "這是為什麼", "真的嗎", "難道是妳", "你怎麼來了", "你說甚麼"),
    "en": (
        "Who are you", "What do you want?", "why", "Is it you", "And what's that supposed to mean",
        "You knew, didn't you",
        "How dare you!", "Don't you know me", "So who did it", "I left. Where are we going",
    ),
    "ja": (
        "誰だ", "どうしてここに", "本気ですか", "何を言ってる", "お前が殺したのか", "なぜ黙っていた",
        "知っていたのか!",
    ),
    "vi": (
        "Anh là ai", "Tại sao lại là tôi", "Cô có yêu tôi không", "Anh nói gì", "Cô ấy ở đâu", "Em ăn cơm chưa",
        "Thật à",
    ),
    "tr": ("Sen kimsin?",),
    "ar": ("من أنت؟",),
}  # fmt: skip

STATING = {
    "zh-Hans": (
        "这家店，多少钱都不卖", "没什么", "谁都别想走", "我什么都不要", "哪怕只有一天", "不管你是谁我都要", "不签",
        "我还没吃呢",
        "他动不动就哭", "面好了，趁热吃", "不怎么样", "吃完这碗，跟我去领证吧", "你是谁我知道。", "不不不",
    ),
    "zh-Hant": ("沒什麼", "誰都別想走"),
    "en": (
        "I know who you are", "When I was young", "What I want is you.", "What a day!", "However it ends, I stay",
        "He did it", "Whoever comes, shoot", "Do it now", "I have no idea",
    ),
    "ja": (
        "誰も信じない", "何でもない", "いつもありがとう", "静かに", "どうか助けて", "そうか", "ばか", "何度も言った",
        "確か",
    ),
    "vi": ("Không ai biết", "Tôi không đi đâu", "Ai cũng biết", "Tôi yêu em", "Không"),
    "tr": ("Sen kimsin",),
}  # fmt: skip


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in ASKING.items() for text in texts])
def test_a_line_that_asks_is_heard_as_a_question(language: str, text: str) -> None:
    assert is_question(text, language)


@pytest.mark.parametrize(("language", "text"), [(tag, text) for tag, texts in STATING.items() for text in texts])
def test_a_line_that_only_uses_such_words_is_none(language: str, text: str) -> None:
    assert not is_question(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "我其实……", "你听我说—", "等等，", "I never...", "Wait-", "But", "我爱你，但是", "我爱你，可是……", "それが",
        "Tôi yêu em, nhưng",
        "“你是……”", "I would, because",
    ],
)  # fmt: skip
def test_a_line_that_breaks_off_is_unfinished(text: str) -> None:
    assert is_unfinished(text)


@pytest.mark.parametrize(
    "text", ["你娘还活着", "不签！", "I sell noodles.", "Halibut", "两点-三点", "", "?!", "他还会回来吗？", "Robert"]
)
def test_a_whole_line_is_finished(text: str) -> None:
    assert not is_unfinished(text)


def test_a_very_long_line_is_read_in_no_time() -> None:
    assert not is_question("不" * 200_000, "zh-Hans")
    assert not is_question("is " * 100_000, "en")
    assert not is_unfinished("a" * 200_000 + " ")
