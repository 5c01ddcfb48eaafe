"""Random cue lists, as people could have written them."""

from __future__ import annotations

from hypothesis import strategies as st

from reelbridge.formats.assembling import clean_text
from reelbridge.model.cue import Cue, CueKind, CueList

#: letters of many scripts, and everything that means something in one of the formats
CHARACTERS = st.one_of(
    st.sampled_from("<>&{}\\/Nnhpa1238-:;,.#\"' \u200f\u202b\u2060\u00a0ib"),
    st.sampled_from("师父三千万مرحباสวัสดีшהе\U0001f600"),
    st.characters(exclude_categories=["Cs", "Cn", "Co"]),
)
PIECES = st.one_of(
    CHARACTERS,
    st.sampled_from(
        ["-->", "00:00:01,000 --> 00:00:02,000", "<i>", "</font>", "{\\an8}", "\\N", "&amp;", "WEBVTT", "NOTE", "12"]
    ),
)
TEXTS = (
    st.lists(st.lists(PIECES, max_size=8).map("".join), min_size=1, max_size=3).map("\n".join).map(clean_text)
).filter(lambda text: text and text.count("\n") < 8)


@st.composite
def cue_lists(draw: st.DrawFn, *, speakers: bool = False) -> CueList:
    """Cues in order of time, times in whole hundredths of a second, texts without what no reader sees."""
    cues = []
    start = 0
    for number in range(1, draw(st.integers(0, 5)) + 1):
        start += draw(st.integers(1, 100_000))
        length = draw(st.integers(1, 1000))
        speaker = draw(st.sampled_from([None, "Su Wan", "苏 & <晚>"])) if speakers else None
        cues.append(
            Cue(
                id=f"c{number:04d}",
                start_ms=start * 10,
                end_ms=(start + length) * 10,
                text=draw(TEXTS),
                kind=draw(st.sampled_from(list(CueKind))),
                speaker=speaker,
            )
        )
    language = draw(st.sampled_from(["en", "ar", "zh-Hant", "he"]))
    return CueList(language=language, origin="file", cues=tuple(cues))
