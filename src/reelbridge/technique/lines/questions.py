"""Whether a line asks, and whether it breaks off. Pure.

Burned-in lines often carry no mark at their end, so that words have to tell. What is looked for is what a viewer hears
as a question; whether an answer is expected is not asked: "who do you think you are" counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reelbridge.core.lang import language_of
from reelbridge.technique.lines.spelling import spell

#: in any script but Greek, whose question mark is a semicolon
_MARK = re.compile("[?؟⁇‽፧]")

#: a line that ends in a full stop does not ask, whatever its words are
_SENTENCE = re.compile("[^.!。]+[.!。]?")

#: an end that leaves the sentence open, in any script; a spelled text has three stops for an ellipsis
_OPEN_END = re.compile(r"(?:\.\.|[—–―,、:]|\w-|~)[\"'”’」』)]*$")

#: words that promise more and end no sentence
_OPEN_WORD = re.compile(
    "(?:可是|但是|然而|不过|因为|所以|如果|除非|其实|而且|只是|要不是|だけど|けれど|しかし|でも|それが|なのに|もし)[啊呢]?$"
    r"|\b(?:but|because|unless|and|or|if|until|although|except|nhưng|nhưng mà|bởi vì|tại vì|nếu|thật ra|trừ khi)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """How a language asks: `harmless` phrases are taken out first, then any of `words` asks.

    `pause` parts what is looked at by itself.
    """

    harmless: re.Pattern[str]
    words: re.Pattern[str]
    pause: re.Pattern[str]


def _compile(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts))


_ENGLISH_VERB = (
    r"(?:am|is|are|was|were|do|does|did|have|has|had|can|could|will|would|should|shall|may|might|must)(?:n't|nt)?"
)
_ENGLISH_START = r"^(?:(?:and|so|but|then|well|oh|hey|wait|now|no|yes) ?)*"

_LANGUAGES = {
    "zh": _Asking(
        harmless=_compile(
            "没有?[什甚]么|没怎[么样]|不怎么(?!办)|没谁|[什甚]么的$|哪怕|好几|动不动|时不时|不不不|不得了",
            "(?:知道|在想|告诉).{0,7}(?:[什甚]么|怎么|怎样|谁|哪|多少)",  # I know what you want
            "如果.{0,6}[什甚]么",
            "(?:[什甚]么|怎么|谁|哪[里儿个位些]|多少).{0,3}[都也]",  # 什么都不要: any, not which
            "(?:无论|不管|不论|随便).*",
        ),
        words=_compile(
            "[什甚]么|为啥|难道|怎么|怎样|谁|哪[里儿个位些来有能年]|在哪|去哪|多少|几[点岁个号]",
            "干嘛|干吗|啥|咋|何必|何苦|为何|如何|有没有|是否",
            "([\u4e00-\u9fff])(?:还是)?不\\1",  # 对不对, 签还是不签
            "(?:[吗么]|[是对会行]吧)[呀啊]?$",
            "[你他她它我人事钱家妈爸]呢$|^(?:那|要是|然后).*呢$|[到懂见]没$",  # 我妈呢 asks; 我还没吃呢 does not
        ),
        pause=re.compile("[,、;: ]+"),
    ),
    "en": _Asking(
        harmless=_compile(r"^what an? "),
        words=_compile(
            rf"{_ENGLISH_START}(?:who|what|why|where|when|which|how|whose)(?: on earth| the hell)? {_ENGLISH_VERB}\b",
            rf"{_ENGLISH_START}(?:who|what|where|why|how)(?:'s|'re|'d|'ll|$)",
            rf"{_ENGLISH_START}how (?:come|dare|much|many|long|about)\b",
            rf"{_ENGLISH_START}(?:what (?:about|if|kind|else|time|the hell)|why (?:not|else))\b",
            rf"{_ENGLISH_START}(?!(?:do|have|may) (?:it|th|my|your))"
            rf"{_ENGLISH_VERB} (?:i|you|he|she|it|we|they|this|that|there|any\w+|my|your|the)\b",
            rf"{_ENGLISH_START}who (?:cares|did|gave|got|killed|knows|made|said|says|sent|told|wants)\b",
            r"^(?:right|huh|okay)$",  # what is left of a tag: you knew, right
        ),
        pause=re.compile(", ?"),
    ),
    "ja": _Asking(
        harmless=_compile(
            "(?:誰|だれ|何|どこ|いつ|いくら|どれ|どっち|どんな.{1,4})(?:でも|にも|も|までも|か(?=[^らな]))|何[度年回日人]も",
            "どう(?:も|か(?!な)|ぞ|せ|でも|しても)|^そうか$|まさか|ばか|確か|静か|いつか",
        ),
        words=_compile(
            "誰|だれ|なぜ|何故|どうして|どこ|いつ|いくら|どっち|どちら|どれ|どの|どんな|なんで|どういう|どう",
            "何(?!とか)|なに",
            "(?:だろう|でしょう|かな|かしら|かい|[すたるういんの]か|[のる]かよ)$",
        ),
        pause=re.compile("[、, ]+"),
    ),
    "vi": _Asking(
        harmless=_compile(
            r"\b(?:không|chẳng|đừng) (?:\w+ )*(?:ai|gì|nào|đâu|sao)\b",  # không ai: nobody
            r"\b(?:ai|gì|nào|đâu) (?:cũng|đó|đấy)\b",
            r"\bnói không$|^không$",
        ),
        words=_compile(
            r"\b(?:ai|gì|nào|bao giờ|bao nhiêu|mấy giờ|mấy tuổi|tại sao|vì sao|làm sao|sao lại|phải không)\b",
            r"^sao\b|\b(?:thế nào|(?:sao|đâu)(?: vậy| thế| rồi)?)$",
            r"\w (?:không|chưa|à|ư|hả|hử|nhỉ|chăng)$",
        ),
        pause=re.compile(", ?"),
    ),
}


def is_question(text: str, language: str) -> bool:
    """Whether a line asks something.

    Args:
        text: a line as it is on screen.
        language: its BCP 47 tag; where nobody has written down its question words, only a question mark tells.
    """
    plain = spell(text, language)
    if _MARK.search(plain):
        return True
    asking = _LANGUAGES.get(language_of(language))
    if asking is None:
        return False
    for match in _SENTENCE.finditer(plain):
        sentence = match.group().strip()
        if sentence.endswith((".", "。")):
            continue
        for part in asking.pause.split(sentence.rstrip("! ")):
            if asking.words.search(asking.harmless.sub("", part)):
                return True
    return False


def is_unfinished(text: str) -> bool:
    """Whether a line breaks off: an ellipsis, a dash or a comma at its end, or a word that promises more (可是)."""
    plain = spell(text, "zh")
    return bool(_OPEN_END.search(plain) or _OPEN_WORD.search(plain.rstrip("!。 ")))
