"""One spelling of a line, for finding words in it. Pure."""

from __future__ import annotations

from reelbridge.core.lang import language_of
from reelbridge.language.word_finding import plain_text

#: longer texts are cut: a line has under 100 characters, and this only bounds the work for a hostile file
_MAX_CHARACTERS = 2000

#: traditional characters of the words this room looks for, in the order of the simplified ones they are looked for by;
#: source: OpenCC's table of characters (t2s), of which only what is needed here was taken, and 妳 and 著
_TRADITIONAL = (
    "丟乾來係俬個傢債價億儘償兇兒別動務厭厲喫嗎噁噹報場墊墳壓夠夢媽孃孫實對嵗幹幾廢彆彔後復惡愛憑憶應懷戰"
    "換搖據擾斷於時會東榦槍樓樣機歡歲歸殺毀氣沒淚準滾為無煩熱燒燙燬爲爺產産當瘋癡癥盡眞睏瞞祕禍禮種箇簽籤"
    "約結絕給絶綁綵總繫繼纍翫臉萬處號衕衚裏裡複見親討記許註証話該認說説誰諒論謀謊證譭豈豬貍負貨資賠賣賤賬"
    "購車軌辦迴過遺還鄉醣錄錢錯録鑑鑒長門閉開閤闆關陰隻雙雜離難韆領養餓饒騙驗體鬍鬧魚麪麫麵麼麽點黨齣妳著"
)
_SIMPLIFIED = (
    "丢干来系私个家债价亿尽偿凶儿别动务厌厉吃吗恶当报场垫坟压够梦妈娘孙实对岁干几废别录后复恶爱凭忆应怀战"
    "换摇据扰断于时会东干枪楼样机欢岁归杀毁气没泪准滚为无烦热烧烫毁为爷产产当疯痴症尽真困瞒秘祸礼种个签签"
    "约结绝给绝绑彩总系继累玩脸万处号同胡里里复见亲讨记许注证话该认说说谁谅论谋谎证毁岂猪狸负货资赔卖贱账"
    "购车轨办回过遗还乡糖录钱错录鉴鉴长门闭开合板关阴只双杂离难千领养饿饶骗验体胡闹鱼面面面么么点党出你着"
)
TO_SIMPLIFIED = str.maketrans(_TRADITIONAL, _SIMPLIFIED)


def write_plain(text: str) -> str:
    """The text with width and case folded, every run of spaces and row breaks one space."""
    return plain_text(text[:_MAX_CHARACTERS])


def spell(text: str, language: str) -> str:
    """The same, Chinese in simplified letters: each character stays in its place.

    Args:
        text: a line as it is on screen.
        language: its BCP 47 tag.
    """
    plain = write_plain(text)
    return plain.translate(TO_SIMPLIFIED) if language_of(language) == "zh" else plain
