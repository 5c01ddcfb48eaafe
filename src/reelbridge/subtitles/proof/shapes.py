"""Characters that look alike in a small burned-in line.

The table is about shape only: no row says which character is the likelier. A row holds what differs by one stroke, by
the length or join of a stroke, or by a radical that is a few pixels wide at the size of a subtitle. Pairs that also
stand for each other in meaning (他 and 她, 二 and 三) are left out on purpose: neither their shape nor their
neighbours tell them apart. Each character stands in one row at most, so that a row can stand for all of its characters.
"""

from __future__ import annotations

#: by what they differ in
_ROWS = (
    # the stroke at the top is open, half open or closed
    "己已巳", "亨享", "官宫", "宜宣", "免兔", "乌鸟", "贝见", "风凤",
    # which of two level strokes is the longer; a box wider than high
    "未末", "土士", "日曰", "王玉", "天夭",
    # how two strokes meet, or where the stem begins
    "人入八", "干千于", "刀力カ", "儿几", "午牛", "由甲申", "失矢", "厂广", "历厉", "毛手", "史吏", "周同", "白自",
    # a dot or a short stroke more
    "戊戌戍", "候侯", "大太犬", "今令", "斤斥", "幸辛", "名各", "师帅", "幻幼", "兵乒乓", "母毋", "爪瓜", "卷券",
    "折拆析", "拨拔", "扬杨", "郎朗", "晴睛", "治冶", "准淮", "沈沉", "亳毫", "栗粟", "衰哀衷", "崇祟", "茶荼",
    "戴载", "问间", "余佘",
    # a narrow radical: one, two or three strokes wide
    "往住佳", "侍待持", "傅博搏", "账帐", "抢枪", "拦栏", "讯汛", "活话", "洒酒", "慢漫", "脑恼", "恨狠狼", "徒徙",
    "微徽", "撤撒", "贷货", "季李", "陈阵", "江汪", "辩辨辫", "遣遗", "暑署", "蓝篮", "盲肓", "壁璧", "钓钩",
    "薄溥", "孤狐", "妆壮",
    # a letter of the kana and a character of the same strokes
    "口ロ", "工エ", "二ニ", "卜ト", "夕タ", "才オ", "一ー",
)  # fmt: skip

_ROW_OF = {char: row for row in _ROWS for char in row}
_FIRST_OF = str.maketrans({char: row[0] for row in _ROWS for char in row})


def look_alikes(char: str) -> frozenset[str]:
    """What a character may be a misreading of, without itself."""
    return frozenset(_ROW_OF.get(char, "")) - {char}


def fold_shapes(text: str) -> str:
    """A text in which look-alikes are equal, of the same length."""
    return text.translate(_FIRST_OF)
