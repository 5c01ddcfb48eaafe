"""How each kind of model is told which language to translate from and into."""

from __future__ import annotations

from dataclasses import dataclass

from reelbridge.core.errors import UsageError
from reelbridge.core.lang import language_of
from reelbridge.translate.nmt.folder import ModelFolder, ModelKind

#: locale (or its language) -> code of NLLB-200; source: FLORES-200,
#: https://github.com/facebookresearch/flores/blob/main/flores200/README.md
NLLB_CODES = {
    "ar": "arb_Arab",
    "de": "deu_Latn",
    "en": "eng_Latn",
    "es": "spa_Latn",
    "fr": "fra_Latn",
    "hi": "hin_Deva",
    "id": "ind_Latn",
    "it": "ita_Latn",
    "ja": "jpn_Jpan",
    "ko": "kor_Hang",
    "pt": "por_Latn",
    "ru": "rus_Cyrl",
    "th": "tha_Thai",
    "tr": "tur_Latn",
    "vi": "vie_Latn",
    "zh-Hans": "zho_Hans",
    "zh-Hant": "zho_Hant",
}

#: language -> what OPUS-MT models call it in their names (`zh`, `zho`) and in tokens that say the target (`>>jpn<<`);
#: the first that a model has is used. Source: the language lists of the model cards of Helsinki-NLP.
OPUS_CODES = {
    "ar": ("ara", "arb", "ar"),
    "de": ("deu", "de"),
    "en": ("eng", "en"),
    "es": ("spa", "es"),
    "fr": ("fra", "fr"),
    "hi": ("hin", "hi"),
    "id": ("ind", "id"),
    "it": ("ita", "it"),
    "ja": ("jpn", "ja", "jap"),
    "ko": ("kor", "ko", "kor_Hang"),
    "pt": ("por", "pt"),
    "ru": ("rus", "ru"),
    "th": ("tha", "th"),
    "tr": ("tur", "tr"),
    "vi": ("vie", "vi"),
    "zh": ("zho", "cmn", "zh", "zh_cn", "zh_CN"),
}

#: where the language alone would not do: regional Portuguese, the two scripts of Chinese
_OPUS_LOCALES = {
    "pt-BR": ("pob", "pt_br", "pt_BR", "por", "pt"),
    "es-419": ("spa", "es"),
    "zh-Hans": ("cmn_Hans", "zho_Hans", "zho", "cmn", "zh_cn", "zh_CN", "zh"),
    "zh-Hant": ("cmn_Hant", "zho_Hant", "zh_tw", "zh_TW", "zh_hk"),
}

#: groups of languages with Chinese among them: Sinitic, Sino-Tibetan, many
_CHINESE_GROUPS = frozenset({"zhx", "sit", "mul", "ZH"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """Tokens that stand before a text, and tokens that its translation has to begin with."""

    before: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()


def find_direction(folder: ModelFolder, *, source_locale: str, locale: str) -> Direction:
    """How this model is told to translate from one locale into another.

    Raises:
        UsageError: it cannot.
    """
    if folder.kind is ModelKind.OPUS:
        return _opus_direction(folder, source_locale, locale)
    source, target = _code(folder.kind, source_locale), _code(folder.kind, locale)
    if folder.kind is ModelKind.M2M100 and locale == "zh-Hant":
        target = ""  # its one Chinese is simplified and traditional mixed
    for wanted, code in ((source_locale, source), (locale, target)):
        if code not in folder.tokens:
            raise UsageError(f"the {folder.kind.value} model in {folder.path} does not know {wanted}", hint=_HINT)
    return Direction(before=(source,), begins=(target,))


_HINT = "choose a model that knows it, or take the locale out of locales"


def _code(kind: ModelKind, locale: str) -> str:
    language = language_of(locale)
    if kind is ModelKind.NLLB:
        return NLLB_CODES.get(locale) or NLLB_CODES.get(language, "")
    return f"__{language}__"


def _opus_direction(folder: ModelFolder, source_locale: str, locale: str) -> Direction:
    pair = f"the model in {folder.path} translates from {folder.source_code} into {folder.target_code}"
    source = language_of(source_locale)
    is_group = source == "zh" and folder.source_code in _CHINESE_GROUPS
    if not is_group and folder.source_code not in _OPUS_LOCALES.get(source_locale, ()) + OPUS_CODES.get(source, ()):
        raise UsageError(f"{pair}, not from {source_locale}", hint=_HINT)
    codes = _OPUS_LOCALES.get(locale) or OPUS_CODES.get(language_of(locale), ())
    for code in codes:
        if (token := f">>{code}<<") in folder.tokens:
            return Direction(before=(token,))
    if folder.target_code not in codes:
        raise UsageError(f"{pair}, not into {locale}", hint=_HINT)
    return Direction()
