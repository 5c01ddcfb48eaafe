"""Made-up lines of dialogue, as many as are asked for: the frequent words of spoken Chinese, put together at random."""

from __future__ import annotations

import random
from collections.abc import Iterator

#: who, when, how, what and to whom; the earlier ones of a list come more often, as in real dialogue
_WHO = "我 你 他 她 我们 你们 他们 咱们 大家 这个人 那个女人 爸爸 妈妈 老板 总裁 小姐 少爷 师父 二叔 奶奶 医生 律师 警察".split()
_WHEN = "今天 明天 现在 刚才 昨天晚上 以后 从来 已经 马上 一直 三年前 这次 下个月 早就 终于 每天 当年 从今天起".split()
_HOW = "不 没 真的 都 也 就 还 一定 可能 只是 不能 不会 不想 必须 到底 根本 居然 其实 绝对 好像 偷偷 亲自 再也不".split()
_DOES = (
    "是 知道 说 想 要 看见 去 喜欢 相信 答应 离开 回来 告诉 明白 认识 等 帮 求 骗 放过 嫁给 忘记 记得 签 卖 买 保护 后悔 "
    "解释 原谅 利用 背叛 调查 拿走 救 打电话给 赔偿 照顾 拒绝 怀疑 隐瞒 威胁 跪下求"
).split()
_WHAT = (
    "这件事 你 我 他 钱 公司 孩子 真相 合同 家里 这家店 医院 名字 机会 证据 股份 那张照片 婚礼 秘密 遗嘱 房子 手机 一切 三千万 "
    "项链 配方 会议 董事会 车祸 鉴定报告 面馆 飞机票 手术 债 录音 结婚证 功劳 房产证 银行卡 发布会"
).split()
_END = "了 吗 吧 呢 啊 的 过 好不好 行不行 再说 你听见没有 求你了 对不对 算什么".split()
_NAME_FIRST = "沈陆顾苏林叶江秦傅白宋程许周温霍云夏"
_NAME_LAST = "小满晚晴景深知意清婉言希念安南星辰子墨雨薇思远浩然若曦一诺"


def make_lines(rng: random.Random) -> Iterator[str]:
    """Lines without end; a good part of them is said more than once."""
    while True:
        parts: list[str] = []
        if rng.random() < 0.2:
            parts += [_name(rng), "，"]
        if rng.random() < 0.75:
            parts.append(_name(rng) if rng.random() < 0.1 else _often(rng, _WHO))
        if rng.random() < 0.3:
            parts.append(_often(rng, _WHEN))
        if rng.random() < 0.55:
            parts.append(_often(rng, _HOW))
        parts.append(_often(rng, _DOES))
        if rng.random() < 0.6:
            parts.append(_often(rng, _WHAT))
        if rng.random() < 0.15:
            parts += ["，", _often(rng, _HOW), _often(rng, _DOES), _often(rng, _WHAT)]
        if rng.random() < 0.6:
            parts.append(_often(rng, _END))
        yield "".join(parts) + rng.choice("。！？……")


def slip(rng: random.Random, line: str) -> str:
    """The line with one character misread."""
    place = rng.randrange(len(line) - 1)
    return line[:place] + chr(rng.randrange(0x4E00, 0x9FA5)) + line[place + 1 :]


def _often(rng: random.Random, words: list[str]) -> str:
    """The first words of a list come most often."""
    return words[int(len(words) * rng.random() ** 2)]


def _name(rng: random.Random) -> str:
    return rng.choice(_NAME_FIRST) + "".join(rng.choices(_NAME_LAST, k=rng.choice((1, 2, 2))))
