"""Amounts, ages and spans of time survive translation: 万 and 亿 above all."""

from __future__ import annotations

import pytest

from reelbridge.model.finding import Severity
from support.checking import Said, run_check

KEPT = [
    ("en", "三千万，今晚就签字！", "30 million. Sign tonight!"),
    ("en", "三千万", "Thirty million!"),
    ("en", "三千万", "30,000,000"),
    ("en", "三千万", "$30M"),
    ("en", "沈家那一亿两千万", "the Shens' 120 million"),
    ("en", "一亿两千万", "A hundred and twenty million"),
    ("en", "一碗面才卖十二块", "At 12 yuan a bowl?"),
    ("en", "十二块", "a dozen yuan"),
    ("en", "找了二十年", "After twenty years,"),
    ("en", "一个两岁的女儿", "a two-year-old daughter"),
    ("en", "一个两岁的女儿", "a girl of 2"),
    ("en", "3.5万", "35 thousand"),
    ("en", "3.5万", "35,000 yuan"),
    ("en", "一百零五岁", "a hundred and five years old"),
    ("en", "六千美金", "a six-grand minimum"),
    ("en", "第十五名，十五号", "the fifteenth"),
    ("en", "二〇二四年", "in 2024"),
    ("en", "三千五", "3,500"),
    ("es-419", "三千万", "30 millones."),
    ("es-419", "三千万", "Treinta millones."),
    ("es-419", "二十年", "Veinte años buscándola."),
    ("es-419", "一万三", "trece mil"),
    ("es-419", "两岁", "una niña de dos años"),
    ("pt-BR", "三千万", "30 milhões."),
    ("pt-BR", "一亿两千万", "cento e vinte milhões"),
    ("pt-BR", "十二块", "doze yuans"),
    ("pt-BR", "3.5万", "35 mil"),
    ("ja", "三千万", "3000万で今夜売れ"),
    ("ja", "一亿两千万", "1億2000万を返せ"),
    ("ja", "二十年", "二十年かけて"),
    ("ja", "两岁", "2歳の娘"),
    ("ja", "３万块", "３万元"),
    ("de", "三千万", "30 Millionen!"),
    ("de", "二十五年", "fünfundzwanzig Jahre"),
    ("de", "一亿两千万", "hundertzwanzig Millionen"),
    ("de", "3.5万", "35.000 Yuan"),
    ("de", "十二块", "zwölf Yuan"),
    ("fr", "三千万", "30 millions."),
    ("fr", "二十年", "depuis vingt ans"),
    ("fr", "九十五块", "quatre-vingt-quinze yuans"),
    ("fr", "一亿两千万", "cent vingt millions"),
    ("fr", "3.5万", "35\u202f000 yuans"),
    ("ko", "三千万", "3천만, 오늘 밤 사인해!"),
    ("ko", "一亿两千万", "1억 2천만"),
    ("ko", "十二块", "12위안"),
    ("ko", "两岁", "두 살배기 딸"),
    ("ko", "二十岁", "스무 살"),
    ("zh-Hant", "三千万", "三千萬，今晚就簽字！"),
    ("zh-Hant", "一亿两千万", "一億兩千萬"),
    ("zh-Hant", "十二块", "12塊"),
    ("id", "三千万", "30 juta!"),
    ("id", "二十年", "dua puluh tahun"),
    ("id", "十二块", "dua belas yuan"),
    ("id", "3.5万", "35 ribu"),
    ("th", "三千万", "30 ล้าน เซ็นคืนนี้เลย!"),
    ("th", "三千万", "สามสิบล้าน"),
    ("th", "二十年", "ยี่สิบปี"),
    ("th", "两岁", "วัย 2 ขวบ"),
    ("it", "三千万", "30 milioni."),
    ("it", "二十年", "da vent'anni"),
    ("it", "十二块", "dodici yuan"),
    ("it", "一亿两千万", "centoventi milioni"),
    ("tr", "三千万", "30 milyon!"),
    ("tr", "二十年", "yirmi yıl"),
    ("tr", "一亿两千万", "Shenlerin 120 milyonunu"),
    ("tr", "十二块", "on iki yuan"),
    ("vi", "三千万", "30 triệu"),
    ("vi", "三千万", "ba mươi triệu"),
    ("vi", "一亿两千万", "120 triệu của nhà họ Thẩm"),
    ("vi", "十二块", "mười hai tệ"),
    ("ar", "三千万", "30 مليون!"),
    ("ar", "三千万", "٣٠ مليونًا"),
    ("ar", "二十年", "عشرون عامًا أبحث عنها"),
    ("ar", "一亿两千万", "120 مليون كاملة!"),
    ("ar", "两岁", "ذات عامين"),
    ("ar", "二十五年", "خمسة وعشرون عامًا"),
    # amounts said in a way of their own
    ("en", "三个亿的合同", "a 300 million contract"),
    ("en", "十个亿", "a billion"),
    ("en", "一百多万", "over a million"),
    ("en", "两千多万", "more than twenty million"),
    ("en", "一点五亿", "150 million"),
    ("en", "手机号13812345678", "my number is 138-1234-5678"),
    # decades, dozens and halves
    ("en", "找了二十年", "for two decades"),
    ("en", "二十四个人", "two dozen people"),
    ("en", "两百年的老店", "a shop two centuries old"),
    ("en", "五十万", "half a million"),
    ("en", "一百五十万", "a million and a half"),
    ("en", "两百五十万", "two and a half million"),
    ("en", "八十大寿", "his eightieth birthday"),
    ("en", "第二次，二十二次了", "for the twenty-second time"),
    ("en", "二十出头", "in her early twenties"),
    ("es-419", "二十年", "dos décadas"),
    ("es-419", "一百五十万", "un millón y medio"),
    ("pt-BR", "五十万", "meio milhão"),
    ("pt-BR", "三十年", "três décadas"),
    ("fr", "五十万", "un demi-million"),
    ("fr", "三十年", "trois décennies"),
    ("de", "五十万", "eine halbe Million"),
    ("de", "一百五十万", "anderthalb Millionen"),
    ("de", "两百五十万", "zweieinhalb Millionen"),
    ("de", "二十年", "zwei Jahrzehnte"),
    ("de", "一百一十五", "hundertfünfzehn"),
    ("it", "一百五十万", "un milione e mezzo"),
    ("it", "二十年", "due decenni"),
    ("id", "一百五十万", "satu setengah juta"),
    ("id", "二十年", "dua dekade"),
    ("tr", "一百五十万", "bir buçuk milyon"),
    ("vi", "一百五十万", "một triệu rưỡi"),
    ("vi", "二十年", "hai chục năm"),
    ("th", "一百五十万", "ล้านครึ่ง"),
    ("ar", "一百五十万", "مليون ونصف"),
    ("ar", "二十年", "عقدين"),
    ("ar", "三十年", "ثلاثة عقود"),
    ("zh-Hant", "三个亿", "三個億"),
    ("zh-Hant", "一百多万", "一百多萬"),
    ("zh-Hant", "一点五亿", "一點五億"),
    ("zh-Hant", "十一点四十五", "十一點四十五"),
    ("en", "一百五十万", "one point five million"),
    ("en", "一百二十五万", "one point two five million"),
    ("fr", "一百五十万", "un virgule cinq million"),
    ("th", "一百五十万", "หนึ่งจุดห้าล้าน"),
    ("vi", "十五亿", "một phẩy năm tỷ"),
    ("en", "三千万", "At this point, thirty million."),
]

LOST = [
    ("en", "三千万", "3 million. Sign tonight!"),
    ("en", "三千万", "Thirty thousand"),
    ("en", "三千万", "Sign it tonight!"),
    ("en", "一亿两千万", "1.2 billion"),
    ("en", "一亿两千万", "12 million"),
    ("en", "十二块", "20 yuan"),
    ("en", "3.5万", "3,500"),
    ("en", "3.5万", "3.5 million"),
    ("en", "转120万", "Send 120 yuan"),
    ("es-419", "三千万", "3 millones."),
    ("pt-BR", "二十年", "doze anos"),
    ("ja", "三千万", "300万で今夜売れ"),
    ("ja", "一亿两千万", "1億2000を返せ"),
    ("de", "三千万", "300 Millionen!"),
    ("de", "二十五年", "zweiundfünfzig Jahre"),
    ("fr", "一亿两千万", "12 millions"),
    ("ko", "三千万", "3백만"),
    ("zh-Hant", "三千万", "三百萬"),
    ("id", "三千万", "3 juta!"),
    ("th", "三千万", "3 ล้าน"),
    ("it", "三千万", "tre milioni"),
    ("tr", "一亿两千万", "12 milyon"),
    ("vi", "三千万", "3 triệu"),
    ("ar", "三千万", "3 ملايين"),
    ("en", "三百个亿", "300 million"),
    ("en", "一点五亿", "15 million"),
    ("en", "五百万", "half a million"),
    ("en", "二十年", "two years"),
    ("en", "二百五十块", "25 yuan"),
    ("fr", "一百五十万", "un million"),
]

#: what holds a numeral and counts nothing, or nothing that a translation has to keep
NO_QUANTITY = [
    "我们一起走", "万一他来了", "千万别说", "二叔，你来了", "三心二意", "周三见", "第一集", "第十二集", "星期五",
    "初一", "十分感谢", "一心一意", "乱七八糟", "七上八下", "有征兆我们才结婚", "陆百川来了", "陆十一", "张三李四",
    "王五", "几十万", "好几百块", "两三天", "七八个人", "三年半", "三个半小时", "三块五", "一米八", "快打120",
    "打110报警", "八十年代", "三月", "千万富翁", "上百人", "成千上万", "老三", "小六", "一诺千金", "这两天",
    "三年五载都不回来", "三天两头来闹", "十年如一日", "十八般武艺", "三十年河东", "弱水三千", "十八线小明星",
    "十二生肖", "祖宗十八代", "八百个心眼", "一百个放心", "十一国庆", "90后", "九零后", "5G信号", "打八折", "千八百块",
    "年薪百万", "二维码", "半块玉佩", "他们两个人靠在一起", "百分百", "一辈子", "小三",
]  # fmt: skip


@pytest.mark.parametrize(("locale", "source", "target"), KEPT)
def test_a_number_kept_is_quiet_in_digits_and_in_words(locale, source, target):
    assert not run_check("numbers-kept", locale, Said(source, target))


@pytest.mark.parametrize(("locale", "source", "target"), LOST)
def test_a_number_that_changed_or_went_is_an_error(locale, source, target):
    found = run_check("numbers-kept", locale, Said(source, target))
    assert [each.severity for each in found] == [Severity.ERROR]


@pytest.mark.parametrize("source", NO_QUANTITY)
def test_words_with_a_numeral_inside_count_nothing(source):
    assert not run_check("numbers-kept", "en", Said(source, "Well."))


@pytest.mark.parametrize(
    "source",
    [
        "两岁的女儿", "十分钟", "三十多岁", "晚上十二点", "说了一百遍", "奶奶只给了我三天", "上百万块",
        "二十四小时陪着你", "520", "1314", "两百斤", "19点见", "一百八十度", "二十一世纪", "二十多万", "三十出头",
    ],
)  # fmt: skip
def test_a_small_or_rough_number_that_is_gone_is_a_warning_only(source):
    (found,) = run_check("numbers-kept", "en", Said(source, "Well."))
    assert found.severity is Severity.WARNING


def test_the_finding_says_what_the_number_is_worth():
    (found,) = run_check("numbers-kept", "en", Said("那一亿两千万", "the money"))
    assert "一亿两千万 is 120,000,000" in found.message


@pytest.mark.parametrize("source", ["十一点四十五", "19:30", "拨138-1234-5678"])
def test_numbers_that_are_parts_of_a_time_or_a_telephone_number_are_no_proof(source):
    found = run_check("numbers-kept", "en", Said(source, "Well."))
    assert {each.severity for each in found} == {Severity.WARNING}


def test_each_lost_number_is_named():
    found = run_check("numbers-kept", "en", Said("三千万，还是十二块？", "Which?"))
    assert len(found) == 2


def test_an_amount_cut_off_by_a_row_break_is_read_in_one():
    assert not run_check("numbers-kept", "en", Said("三千万\n今晚就签字", "30\nmillion"))


def test_a_language_whose_number_words_nobody_wrote_down_is_left_alone():
    assert not run_check("numbers-kept", "hi", Said("三千万", "नमस्ते"))
