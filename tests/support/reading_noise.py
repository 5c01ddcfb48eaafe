"""A series as it would be read from its picture: mostly right, with slips that are known."""

from __future__ import annotations

import random
from collections.abc import Sequence

from reelbridge.core.text import HAN, fold
from reelbridge.model.cue import Cue, CueList
from reelbridge.subtitles.proof.shapes import look_alikes

#: words that lines are made of, so that they are alike in parts as real ones are
WORDS = (
    "小满", "景川", "二叔", "师父", "奶奶", "面馆", "合同", "玉佩", "徒弟", "大火", "证据", "今天", "明天",
    "昨晚", "已经", "自己", "时候", "问题", "三千万", "未婚妻", "大小姐", "我们", "你们", "他们", "咱们", "什么",
    "怎么", "为什么", "不知道", "没关系", "对不起", "谢谢", "回家", "签字", "承认", "放火", "录音", "还活着", "拿出来",
    "找到了", "告诉", "相信", "离开", "等着", "站住", "快走", "别动", "好吧", "当然", "真的", "是不是", "能不能",
    "一定", "从来", "终于", "只有", "可是", "因为", "所以", "如果", "就是",
)  # fmt: skip


def write_lines(count: int, *, seed: int) -> list[str]:
    """Lines of two to five words, some with a comma."""
    chance = random.Random(seed)
    lines = []
    for _ in range(count):
        words = chance.choices(WORDS, k=chance.randint(2, 5))
        if len(words) > 3:
            words.insert(2, "，")
        lines.append("".join(words))
    return lines


def misread(text: str, chance: random.Random, rate: float) -> str:
    """A character in `1 / rate` is read wrongly: a look-alike where it has one, else another, or nothing."""
    read = ""
    for char in text:
        if not HAN.match(char) or chance.random() >= rate:
            read += char
        elif chance.random() < 0.7:
            read += chance.choice(sorted(look_alikes(char)) or "的是了我")
    return read if fold(read) else text


def cues_of(texts: Sequence[str], *, origin: str = "burned-in", confidence: float = 0.98) -> CueList:
    """One cue a second."""
    cues = tuple(
        Cue(id=f"c{number:04d}", start_ms=number * 1000, end_ms=number * 1000 + 900, text=text, confidence=confidence)
        for number, text in enumerate(texts, 1)
    )
    return CueList(language="zh-Hans", origin=origin, cues=cues)
