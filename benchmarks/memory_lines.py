"""Made-up lines of dialogue, as many as are asked for: the frequent words of spoken Chinese, put together at random.

Their pairs of characters are spread about as in real subtitles: in a memory of a million lines the lists of a line's
pairs would hold 82,000 entries in the median, reckoned from 1,086 lines of a TV series; for these lines it is 80,000.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

#: who, when, how, what and to whom; the earlier ones of a list come more often, as in real dialogue
_WHO = (
    "我 你 他 她 我们 你们 他们 咱们 大家 这个人 那个女人 爸爸 妈妈 老板 总裁 小姐 少爷 师父 二叔 奶奶 医生 律师 警察"
)
_WHEN = "今天 明天 现在 刚才 昨天晚上 以后 从来 已经 马上 一直 三年前 这次 下个月 早就 终于 每天 当年 从今天起"
_HOW = "不 没 真的 都 也 就 还 一定 可能 只是 不能 不会 不想 必须 到底 根本 居然 其实 绝对 好像 偷偷 亲自 再也不"
_DOES = (
    "是 知道 说 想 要 看见 去 喜欢 相信 答应 离开 回来 告诉 明白 认识 等 帮 求 骗 放过 嫁给 忘记 记得 签 卖 买 "
    "保护 后悔 解释 原谅 利用 背叛 调查 拿走 救 打电话给 赔偿 照顾 拒绝 怀疑 隐瞒 威胁 跪下求"
)
_WHAT = (
    "这件事 你 我 他 钱 公司 孩子 真相 合同 家里 这家店 医院 名字 机会 证据 股份 那张照片 婚礼 秘密 遗嘱 房子 手机 "
    "一切 三千万 项链 配方 会议 董事会 车祸 鉴定报告 面馆 飞机票 手术 债 录音 结婚证 功劳 房产证 银行卡 发布会"
)
_END = "了 吗 吧 呢 啊 的 过 好不好 行不行 再说 你听见没有 求你了 对不对 算什么"
_NAME_FIRST = "沈陆顾苏林叶江秦傅白宋程许周温霍云夏"
_NAME_LAST = "小满晚晴景深知意清婉言希念安南星辰子墨雨薇思远浩然若曦一诺"

#: words of two characters that nobody says, in the place of the many that are said seldom
_SELDOM = 6000


class LineMaker:
    """Makes lines without end; some of them more than once.

    Args:
        seed: equal seeds, equal lines.
    """

    def __init__(self, seed: int) -> None:
        self._rng = random.Random(seed)
        words = random.Random(0)
        self._seldom = ["".join(chr(words.randrange(0x4E00, 0x5E00)) for _ in "xx") for _ in range(_SELDOM)]

    def __iter__(self) -> Iterator[str]:
        while True:
            yield self.make_line()

    def make_line(self) -> str:
        """One line."""
        rng = self._rng
        parts: list[str] = []
        if rng.random() < 0.2:
            parts += [self._name(), "，"]
        if rng.random() < 0.7:
            parts.append(self._name() if rng.random() < 0.1 else self._word(_WHO))
        if rng.random() < 0.2:
            parts.append(self._word(_WHEN))
        if rng.random() < 0.55:
            parts.append(self._word(_HOW))
        parts.append(self._word(_DOES, seldom=0.5))
        if rng.random() < 0.6:
            parts.append(self._word(_WHAT, seldom=0.6))
        if rng.random() < 0.15:
            parts += ["，", self._word(_HOW), self._word(_DOES, seldom=0.5), self._word(_WHAT, seldom=0.6)]
        if rng.random() < 0.4:
            parts.append(self._word(_END))
        return "".join(parts) + rng.choice("。！？……")

    def slip(self, line: str) -> str:
        """The line with one character misread."""
        place = self._rng.randrange(max(len(line) - 1, 1))
        return line[:place] + chr(self._rng.randrange(0x4E00, 0x9FA5)) + line[place + 1 :]

    def _word(self, words: str, *, seldom: float = 0.0) -> str:
        """The first words of a list come most often."""
        if self._rng.random() < seldom:
            return self._rng.choice(self._seldom)
        choices = words.split()
        return choices[int(len(choices) * self._rng.random() ** 1.5)]

    def _name(self) -> str:
        return self._rng.choice(_NAME_FIRST) + "".join(self._rng.choices(_NAME_LAST, k=self._rng.choice((1, 2, 2))))
