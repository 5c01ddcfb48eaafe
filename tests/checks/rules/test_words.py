"""The checks that look at the words of a line."""

from __future__ import annotations

import pytest

from reelbridge.model.cue import CueKind
from reelbridge.model.finding import Severity
from reelbridge.model.term import Term
from support.checking import Said, run_check

TERMS = (
    Term(source="沈小满", target="Shen Xiaoman"),
    Term(source="小满", target="Xiaoman"),
    Term(source="二叔", target="Uncle"),
)


@pytest.mark.parametrize("text", ["", " \n ", "...", "?!", "——"])
def test_a_translation_without_words_is_an_error(text):
    (found,) = run_check("empty", "en", Said("谁？", text))
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize("text", ["No.", "12", "ไม่", "？谁"])
def test_a_translation_with_a_word_or_a_number_is_not_empty(text):
    assert not run_check("empty", "en", Said("谁？", text))


def test_a_line_nobody_translated_is_left_to_the_check_for_that():
    assert not run_check("empty", "en", Said("", None))


def test_a_line_without_a_translation_is_an_error():
    (found,) = run_check("untranslated", "en", Said("签", "Sign."), Said("不签", None))
    assert (found.cue_id, found.severity) == ("c2", Severity.ERROR)
    assert found.hint


def test_chinese_left_in_an_english_line_is_shown():
    (found,) = run_check("source-left", "en", Said("这是我的生存之道", "这是 my living."))
    assert "这是" in found.message


def test_a_japanese_line_that_repeats_the_source_is_an_echo():
    (found,) = run_check("source-left", "ja", Said("你哪来的未婚妻？", "你哪来的未婚妻?"))
    assert found.severity is Severity.ERROR


@pytest.mark.parametrize(
    ("source", "target"), [("社长", "社長"), ("干杯", "干杯"), ("3000万", "3000万"), ("塞翁失马", "人間万事塞翁が馬")]
)
def test_japanese_may_share_characters_with_the_source(source, target):
    assert not run_check("source-left", "ja", Said(source, target))


def test_traditional_chinese_may_be_the_same_as_the_source():
    assert not run_check("source-left", "zh-Hant", Said("打开看看再说", "打开看看再说"))


@pytest.mark.parametrize(
    ("locale", "text", "shown"),
    [
        ("en", "Кто это?", "Кто"),
        ("fr", "นี่ un piège", "น"),
        ("ja", "누구세요", "누"),
        ("zh-Hant", "这里是沈家", "这"),
        ("ja", "这家店は俺の", "这"),
        ("ar", "Where are you going?", "Latin"),
        ("th", "I don't know him.", "Latin"),
        ("ko", "これは何", "これ"),
    ],
)
def test_letters_of_another_language_are_an_error(locale, text, shown):
    (found,) = run_check("wrong-script", locale, Said("你好", text))
    assert found.severity is Severity.ERROR
    assert shown in found.message


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("ja", "人々は時々　我々を忘れる"),
        ("ja", "カフェ「Café」――ここだ—ー"),
        ("ja", "VIPルームへ"),
        ("es-419", "El n.º 3 y la 2.ª vez, ñoño."),
        ("fr", "Le 2ᵉ étage, s’il vous plaît… œuvre"),
        ("tr", "İğne ığdır şöyle"),
        ("vi", "Quán này giá nào cũng không bán."),
        ("th", "เสี่ยวหม่าน! แท้ๆ 12 หยวน"),
        ("ar", "مرحبًا يا Lu Group"),
        ("ko", "루씨 그룹 CEO다"),
        ("zh-Hant", "看著他笑着說：「擀麵！」"),
        ("de", "Straße, Ärger, Größe"),
        ("ar", "OK"),
    ],
)
def test_letters_names_and_marks_of_the_language_are_at_home(locale, text):
    assert not run_check("wrong-script", locale, Said("你好", text))


def test_a_name_that_is_missing_is_a_warning_with_the_rendering():
    (found,) = run_check("names-kept", "en", Said("沈小满，跟我回家", "Come home with me."), terms=TERMS)
    assert found.severity is Severity.WARNING
    assert "Shen Xiaoman" in found.message


@pytest.mark.parametrize(
    "target", ["Shen Xiaoman, come home.", "SHEN XIAOMAN!", "I found Shen\nXiaoman.", "Shen\u00a0Xiaoman!"]
)
def test_a_name_is_found_in_any_letters_and_over_a_row_break(target):
    assert not run_check("names-kept", "en", Said("沈小满", target), terms=TERMS)


def test_a_name_is_found_over_a_row_break_where_words_are_not_parted():
    terms = (Term(source="云记面馆", target="雲記麵館"),)
    assert not run_check("names-kept", "zh-Hant", Said("云记面馆", "這就是雲記\n麵館"), terms=terms)


def test_a_longer_name_hides_the_shorter_one_inside_it():
    terms = (Term(source="沈小满", target="Miss Shen"), Term(source="小满", target="Xiaoman"))
    assert not run_check("names-kept", "en", Said("沈小满来了", "Miss Shen is here."), terms=terms)
    (found,) = run_check("names-kept", "en", Said("沈小满，小满！", "Miss Shen!"), terms=terms)
    assert "Xiaoman" in found.message


def test_a_question_that_lost_its_mark_is_a_warning():
    (found,) = run_check("end-punctuation", "en", Said("你找谁？", "You are looking for someone."))
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("locale", "target"),
    [
        ("en", "Who?"),
        ("ar", "من تبحث عنه؟"),
        ("ja", "誰のこと"),
        ("th", "คุณหาใครเนี่ย"),
        ("zh-Hant", "你找誰？"),
        ("es-419", "¿A quién buscas?"),
        ("fr", "Tu cherches qui\u00a0?"),
        ("ko", "누구 찾아?"),
    ],
)
def test_a_question_is_one_in_the_manner_of_the_language(locale, target):
    assert not run_check("end-punctuation", locale, Said("你找谁？", target))


@pytest.mark.parametrize("target", ["Firmas o no?", "Alto!"])
def test_spanish_opens_what_it_closes(target):
    (found,) = run_check("end-punctuation", "es-419", Said("签！", target))
    assert "¿" in found.message


def test_an_open_sentence_is_noted_where_the_script_closes_its_sentences():
    (found,) = run_check("end-punctuation", "en", Said("不签", "I won't sign"))
    assert found.severity is Severity.NOTE
    assert not run_check("end-punctuation", "ja", Said("不签", "断る"))
    assert not run_check("end-punctuation", "en", Said("云记面馆", "Yun's Noodle House", kind=CueKind.SIGN))


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "Give me the the money."),
        ("en", "This is my\nmy shop."),
        ("fr", "Le le resto"),
        ("ar", "هذا هذا المطعم"),
        ("de", "Ich nehme nehme es."),
    ],
)
def test_a_word_that_stands_twice_is_a_warning(locale, text):
    (found,) = run_check("doubled-words", locale, Said("钱", text))
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("en", "No, no, he had had enough."),
        ("en", "I told you you can't."),
        ("en", "12 12"),
        ("fr", "Vous vous trompez, nous nous aimons."),
        ("de", "Die, die das sagen"),
        ("id", "Pelan pelan saja"),
        ("tr", "Yavaş yavaş"),
        ("vi", "Mãi mãi"),
        ("ko", "빨리 빨리"),
        ("en", "the theatre"),
        ("ar", "شكرا جدا جدا"),
    ],
)
def test_doubling_that_is_good_language_is_quiet(locale, text):
    assert not run_check("doubled-words", locale, Said("钱", text))


def test_a_line_far_longer_than_usual_may_be_two_lines_run_together():
    long = "I set that fire, and I would do it again tomorrow if I had to, for what the Shens did to this family."
    (found,) = run_check("length-ratio", "en", Said("那场火是我放的", long))
    assert "longer" in found.message


def test_a_line_far_shorter_than_usual_may_have_lost_its_half():
    (found,) = run_check("length-ratio", "en", Said("二十年前那场大火里\n沈家丢了一个两岁的女儿", "A fire."))
    assert "shorter" in found.message


@pytest.mark.parametrize(
    ("locale", "source", "target"),
    [
        ("en", "说人话", "Talk like a normal person, will you?"),
        ("en", "塞翁失马，焉知非福", "Who knows? It may be a blessing in disguise."),
        ("ja", "塞翁失马，焉知非福", "人間万事　塞翁が馬"),
        ("ko", "女人，你成功引起了我的注意", "여자, 넌 내 관심을\n끄는 데 성공했다."),
    ],
)
def test_a_line_of_a_usual_length_is_quiet(locale, source, target):
    assert not run_check("length-ratio", locale, Said(source, target))
