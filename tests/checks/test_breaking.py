"""Long lines are broken where a person of the language would break them."""

from __future__ import annotations

import budoux
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reelbridge.checks.breaking import break_lines
from reelbridge.core.text import count_characters
from reelbridge.model.market import Limits, load_market


def limits(characters: int, rows: int = 2) -> Limits:
    return Limits(
        max_cps=20, max_line_chars=characters, max_lines=rows, min_duration_ms=833, max_duration_ms=7000,
        min_gap_frames=2,
    )  # fmt: skip


def broken(text: str, locale: str, characters: int | None = None, names: tuple[str, ...] = ()) -> str:
    chosen = limits(characters) if characters else load_market(locale).vertical
    return break_lines(text, locale, chosen, names=names)


#: sentences of the bundled series as their translators broke them
GOOD_BREAKS = [
    ("en", "Cut the crap!\nAre you signing or not?"),
    ("en", "This shop's not for sale\nat any price."),
    ("en", "The Shens lost a girl of 2\nin a fire 20 years ago."),
    ("en", "She's the Shens' heiress\nand my only apprentice."),
    ("en", "I'm the one who carried\nyou out of the fire."),
    ("es-419", "30 millones.\n¡Firma esta noche!"),
    ("es-419", "Sin pruebas,\n¿quién te va a creer?"),
    ("es-419", "Es la heredera de los Shen\ny mi única aprendiz."),
    ("pt-BR", "Chega de conversa fiada!\nAssina ou não?"),
    ("pt-BR", "Este lugar não se vende\npor nada."),
    ("pt-BR", "É hora de devolver\nos 120 milhões dos Shen."),
    ("ja", "20年前の大火で\n沈家の2歳の娘が消えた"),
    ("de", "Keine Beweise.\nWer glaubt dir schon?"),
    ("de", "Gib den Shens endlich\nihre 120 Millionen zurück!"),
    ("de", "Ich war es, der dich\naus dem Feuer trug."),
    ("fr", "À 12 yuans le bol ?\nVous y passerez la vie !"),
    ("fr", "C'est l'héritière Shen\net ma seule apprentie."),
    ("fr", "Une Shen, 2 ans, a disparu\ndans un feu il y a 20 ans."),
    ("ko", "국수 한 그릇에 12위안,\n어느 세월에 돈 벌래?"),
    ("ko", "선씨 집안 돈 1억 2천만\n이제 갚으셔야죠."),
    ("ko", "감히 내게 신발을\n벗으라 한 자는 없었다."),
    ("zh-Hant", "一碗麵才賣十二塊\n你要賣到哪年哪月？"),
    ("zh-Hant", "二十年前那場大火裡\n沈家兩歲的女兒失蹤了"),
    ("id", "Semangkuk mi cuma 12 yuan.\nMau jualan sampai kiamat?"),
    ("id", "Dia putri sulung Shen\ndan muridku satu-satunya."),
    ("id", "Bocah ingusan,\nkau pikir kau siapa?"),
    ("th", "ไม่เคยมีใครกล้า\nสั่งให้ฉันถอดรองเท้า"),
    ("th", "เธอคือคุณหนูใหญ่ตระกูลเสิ่น\nและเป็นศิษย์คนเดียวของฉัน"),
    ("it", "A 12 yuan la ciotola?\nCi metterete una vita!"),
    ("it", "È l'ereditiera degli Shen\ne la mia unica allieva."),
    ("it", "Non tutto il male\nvien per nuocere."),
    ("tr", "Kes lafı!\nİmza var mı, yok mu?"),
    ("tr", "O, Shenlerin büyük kızı\nve benim tek çırağım."),
    ("tr", "Yarım yeşim kolye mi?\nBende de yarısı var."),
    ("vi", "Con ranh,\nmày là cái thá gì?"),
    ("vi", "120 triệu của nhà họ Thẩm,\nông cũng nên trả rồi."),
    ("vi", "Nó là tiểu thư nhà họ Thẩm\nvà đồ đệ duy nhất của tôi."),
    ("ar", "عشرون عامًا أبحث عنها،\nوأخيرًا وجدتها."),
    ("ar", "إنها كبرى بنات آل شن،\nوتلميذتي الوحيدة."),
    ("ar", "النودلز جاهزة،\nتناولها ساخنة."),
]


@pytest.mark.parametrize(("locale", "rows"), GOOD_BREAKS)
def test_a_line_is_broken_as_its_translator_broke_it(locale, rows):
    flat = rows.replace("\n", "" if locale in ("ja", "zh-Hant") else " ")
    limit = {"ja": 11, "zh-Hant": 13, "ko": 15, "id": 26}.get(locale, 26)
    if count_characters(flat) <= limit:
        limit = count_characters(flat) - 1
    assert broken(flat, locale, limit) == rows


@pytest.mark.parametrize(
    ("locale", "text", "together"),
    [
        ("en", "You will pay for the old noodles now", "the old"),
        ("en", "I have looked for her for twenty years", "twenty years"),
        ("de", "Das ist doch wirklich eine Unverschämtheit", "eine Unverschämtheit"),
        ("fr", "Tu me dois encore douze yuans de nouilles", "douze yuans"),
        ("tr", "Sen bunu benim için mi yaptın söyle", "için mi"),
        ("ko", "나는 아직 안 팔아요 정말", "안 팔아요"),
        ("ko", "내가 정말 사인할 거야 두고 봐라", "사인할 거야"),
        ("vi", "Hai mươi năm rồi con vẫn nhớ mãi", "năm rồi"),
        ("th", "เหตุไฟไหม้ใหญ่เมื่อประมาณ 20 ปีก่อน", "20 ปี"),
        ("ja", "祖母がくれた猶予はたったの3日だけ", "3日"),
    ],
)
def test_words_that_belong_together_stay_in_one_row(locale, text, together):
    rows = broken(text, locale, count_characters(text) * 2 // 3)
    assert "\n" in rows
    assert together in rows


def test_a_name_stays_in_one_row():
    text = "They say that Shen Xiaoman lives"
    assert "Shen Xiaoman" in broken(text, "en", 20, names=("Shen Xiaoman",))
    text = "これが雲記麺館の秘伝の味だ"
    assert "雲記麺館" in broken(text, "ja", 8, names=("雲記麺館",))


def test_a_line_that_fits_stays_in_one_row():
    assert broken("Sign tonight!", "en") == "Sign tonight!"


def test_breaks_of_a_person_are_kept_where_they_fit():
    assert broken("No.\nNever will I sign this.", "en") == "No.\nNever will I sign this."


def test_too_many_short_rows_become_one():
    assert broken("No.\nNo.\nNo.", "en") == "No. No. No."
    assert broken("断る\n断る\n断る", "ja") == "断る断る断る"
    assert broken("Lu\nGroup\nだ", "ja") == "Lu Groupだ"


def test_a_line_far_too_long_is_left_whole_and_in_as_many_rows_as_are_allowed():
    text = "This is a line that nobody could ever read in the time that it is shown on the screen, not even you."
    rows = broken(text, "en")
    assert rows.count("\n") == 1
    assert rows.replace("\n", " ") == text


def test_a_third_row_is_used_only_where_it_is_allowed_and_needed():
    text = "One two three four five six seven eight nine ten"
    assert break_lines(text, "en", limits(26, 3)).count("\n") == 1
    assert break_lines(text, "en", limits(18, 3)).count("\n") == 2


def test_two_speakers_get_a_row_each():
    assert broken("- Who are you? - Your uncle.", "en", 26) == "- Who are you?\n- Your uncle."


@pytest.mark.parametrize("space", ["\u00a0", "\u202f"])
def test_a_french_mark_stays_with_its_word(space):
    rows = broken(f"Vous ne signez donc vraiment jamais{space}?", "fr", 34)
    assert f"jamais{space}?" in rows
    assert "\n" in rows


def test_french_marks_and_guillemets_are_never_cut_off_by_a_plain_space():
    rows = broken("Il a dit « Jamais de la vie » et voilà !", "fr", 22)
    assert not any(row.startswith(("!", "»")) or row.endswith("«") for row in rows.split("\n"))


def test_german_guillemets_point_the_other_way():
    assert broken("Da stand auf Deutsch »Zur Nudel« am Haus", "de", 21) == "Da stand auf Deutsch\n»Zur Nudel« am Haus"


@pytest.mark.parametrize(
    "text", ["彼は「断る」と言った。そうだ", "ラーメン、チャーハン、ギョーザだ", "あっちょっと待ってよ！！え？"]
)
def test_japanese_rows_never_begin_or_end_with_the_wrong_mark(text):
    for characters in range(6, len(text)):
        for row in broken(text, "ja", characters).split("\n"):
            assert row[0] not in "、。」！？ーっょ"
            assert row[-1] != "「"


def test_a_japanese_space_is_a_good_place():
    assert broken("なぜここに　俺の未婚妻はどこだ", "ja", 11) == "なぜここに\n俺の未婚妻はどこだ"


def test_arabic_with_latin_names_is_broken_at_spaces_only():
    text = "اتصل بشركة Lu Group قبل أن يأتي CEO الجديد"
    rows = broken(text, "ar", 26, names=("Lu Group",))
    assert rows.replace("\n", " ") == text
    assert "Lu Group" in rows


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("th", "ผู้หญิง เธอเรียกความสนใจจากฉันได้สำเร็จแล้ววันนี้"),
        ("th", "ตอนนั้นน่าจะเผาแกให้ตายไปด้วยกันกับพ่อแม่ของแก"),
        ("ja", "俺に靴を脱がせた者はこの世に一人もいない"),
        ("ja", "レストランとインターネットの話をしましょう"),
        ("zh-Hant", "從來沒有人敢讓我在門口脫鞋你是第一個"),
        ("zh-Hans", "从来没有人敢让我在门口脱鞋你是第一个"),
    ],
)
def test_a_break_is_never_inside_a_word(locale, text):
    parsers = {
        "th": budoux.load_default_thai_parser,
        "ja": budoux.load_default_japanese_parser,
        "zh-Hant": budoux.load_default_traditional_chinese_parser,
        "zh-Hans": budoux.load_default_simplified_chinese_parser,
    }
    words = parsers[locale]().parse(text)
    borders = {len("".join(words[:count]).replace(" ", "")) for count in range(len(words) + 1)}
    for characters in range(10, count_characters(text)):
        first, *_ = broken(text, locale, characters).split("\n")
        assert len(first.replace(" ", "")) in borders


WORD = st.text(alphabet="abcdé,.?!0123-»«'قلم", min_size=1, max_size=9)
WORDS = st.lists(WORD, min_size=1, max_size=14).map(" ".join)
ANY = st.text(alphabet=st.sampled_from("ab 　\n12,.。、「」！กาน้ ำๆ漢字かなっカー麺여기قل\u00a0\u202f"), max_size=60)
LOCALES = st.sampled_from(["en", "fr", "de", "ar", "ko", "ja", "th", "zh-Hant", "zh-Hans", "tr"])


@given(text=ANY | WORDS, locale=LOCALES, characters=st.integers(4, 30), rows=st.integers(1, 3))
@settings(max_examples=300, deadline=None)
def test_nothing_is_lost_and_no_row_is_one_too_many(text, locale, characters, rows):
    result = break_lines(text, locale, limits(characters, rows))
    assert "".join(result.replace("\u3000", " ").split(" ")).replace("\n", "") == (
        "".join(text.replace("\u3000", " ").split(" ")).replace("\n", "")
    )
    assert result.count("\n") < rows
    assert all(row for row in result.split("\n")) or not result


@given(text=WORDS, locale=st.sampled_from(["en", "fr", "ar", "ko", "vi"]), characters=st.integers(4, 30))
@settings(max_examples=300, deadline=None)
def test_breaking_again_changes_nothing(text, locale, characters):
    once = break_lines(text, locale, limits(characters))
    assert break_lines(once, locale, limits(characters)) == once


@given(words=st.lists(st.text(alphabet="abcdé", min_size=1, max_size=9), min_size=2, max_size=10))
@settings(max_examples=300, deadline=None)
def test_no_row_is_too_wide_where_a_division_fits(words):
    divisions = [(" ".join(words[:cut]), " ".join(words[cut:])) for cut in range(1, len(words))]
    narrowest = min(max(len(first), len(second)) for first, second in divisions)
    result = break_lines(" ".join(words), "en", limits(narrowest))
    assert max(map(len, result.split("\n"))) <= narrowest


def test_a_hostile_length_takes_no_hostile_time():
    text = "word " * 20_000
    assert break_lines(text, "en", limits(26)).replace("\n", " ") == text.strip()
