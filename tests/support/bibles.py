"""A small bible of a made-up drama, and lines to go with it."""

from __future__ import annotations

from reelbridge.model.bible import (
    Address,
    Bible,
    Character,
    Entry,
    EntryKind,
    EpisodeNote,
    Gender,
    Knowing,
    LocalForm,
    Secret,
    Way,
)
from reelbridge.model.cue import Cue, CueList


def forms(**texts: str) -> tuple[LocalForm, ...]:
    return tuple(LocalForm(locale=locale.replace("_", "-"), text=text) for locale, text in texts.items())


XIAOMAN = Character(
    name="沈小满",
    also=("小满", "沈老板"),
    pinyin="Shěn Xiǎomǎn",
    gender=Gender.FEMALE,
    age="27",
    rank="runs a noodle shop",
    speech="dry, never begs",
    forms=(
        LocalForm(locale="en", text="Shen Xiaoman", way=Way.ROMANISED),
        LocalForm(locale="ja", text="シェン・シャオマン", way=Way.ROMANISED, note="katakana"),
    ),
)
LU = Character(
    name="陆百川",
    also=("百川",),
    pinyin="Lù Bǎichuān",
    gender=Gender.MALE,
    rank="head of the Lu Group",
    forms=forms(en="Lu Baichuan", fr="Lu Baichuan"),
)
ZHOU = Character(name="周婶", gender=Gender.FEMALE, note="sells vegetables next door")
HUO = Character(name="霍三爷", also=("三爷",), gender=Gender.MALE)

BIBLE = Bible(
    synopsis="A cook turns out to be the lost daughter of the family that wants her shop.",
    characters=(XIAOMAN, LU, ZHOU, HUO),
    addresses=(
        Address(speaker="沈小满", listener="陆百川", says=("陆总", "您"), forms=forms(fr="vous", ja="-さん")),
        Address(speaker="陆百川", listener="沈小满", says=("沈老板", "你"), note="mocking", forms=forms(fr="tu")),
        Address(speaker="周婶", listener="沈小满", says=("丫头",), forms=forms(fr="tu", en="girl")),
    ),
    entries=(
        Entry(kind=EntryKind.NAME, source="小满", meaning="沈小满, to her friends", forms=forms(en="Xiaoman")),
        Entry(kind=EntryKind.ADDRESS, source="陆总", meaning="President Lu", forms=forms(en="Mr. Lu")),
        Entry(
            kind=EntryKind.PLACE, source="满记面馆", also=("面馆",), meaning="her shop", forms=forms(en="Man's Noodles")
        ),
        Entry(kind=EntryKind.PLACE, source="霍三爷巷", meaning="an alley with his name", forms=forms(en="Huo Lane")),
        Entry(kind=EntryKind.JOKE, source="一碗面，三千万，沈小满不卖！", meaning="what she says to every offer"),
    ),
    episodes=(
        EpisodeNote(number=1, summary="Men come to buy the shop. She feeds them and throws them out."),
        EpisodeNote(number=2, summary="陆百川 eats a bowl of noodles and recognises the taste."),
        EpisodeNote(number=3, summary="The jade pendant is found."),
    ),
    secrets=(
        Secret(
            what="沈小满 is the lost daughter of the Huo family",
            known_by=(Knowing(who="霍三爷", episode=1), Knowing(who="陆百川", episode=3)),
        ),
    ),
)


def lines(*texts: str, speakers: dict[int, str] | None = None) -> CueList:
    """One cue a text; `speakers` by place from 0."""
    return CueList(
        language="zh-Hans",
        origin="sidecar",
        cues=tuple(
            Cue(
                id=f"c{number:04d}",
                start_ms=number * 2000,
                end_ms=number * 2000 + 1500,
                text=text,
                speaker=(speakers or {}).get(number),
            )
            for number, text in enumerate(texts)
        ),
    )
