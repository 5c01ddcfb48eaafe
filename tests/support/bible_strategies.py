"""Random bibles, as people could have written them."""

from __future__ import annotations

from hypothesis import strategies as st

from reelbridge.formats.assembling import clean_text
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

#: as a file in TOML may hold them
ANY_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.text(st.sampled_from("\"'\\\n\r\t\x7f\x00\x85\u2028#=[]{},;|+-@ 沈a"), max_size=12),
)
#: as a person sees them
CLEAN_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cn", "Co"]), max_size=20),
    st.text(st.sampled_from("\"'\\\n#=[]{},;|+-@＝ 沈a"), max_size=12),
).map(clean_text)
LOCALES = st.sampled_from(["en", "pt-BR", "es-419", "zh-Hant", "ja"])


def several(items: st.SearchStrategy[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(items, max_size=3, unique=True).map(tuple)


@st.composite
def bibles(draw: st.DrawFn, texts: st.SearchStrategy[str] = ANY_TEXTS) -> Bible:
    filled = texts.filter(str.strip)
    form = st.builds(LocalForm, locale=LOCALES, text=filled, way=st.none() | st.sampled_from(Way), note=texts)
    forms = st.lists(form, max_size=3, unique_by=lambda form: form.locale).map(tuple)
    names = draw(st.lists(filled, min_size=1, max_size=3, unique=True))
    pairs = draw(
        st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=3, unique=True),
    )
    numbers = st.integers(1, 200)
    knowing = st.builds(Knowing, who=st.sampled_from(names), episode=numbers)
    return Bible(
        synopsis=draw(texts),
        characters=tuple(
            draw(
                st.builds(
                    Character,
                    name=st.just(name),
                    also=several(filled),
                    pinyin=texts,
                    gender=st.none() | st.sampled_from(Gender),
                    age=texts,
                    rank=texts,
                    speech=texts,
                    note=texts,
                    forms=forms,
                )
            )
            for name in names
        ),
        addresses=tuple(
            draw(
                st.builds(
                    Address,
                    speaker=st.just(speaker),
                    listener=st.just(listener),
                    says=several(filled),
                    note=texts,
                    forms=forms,
                )
            )
            for speaker, listener in pairs
        ),
        entries=tuple(
            draw(
                st.builds(
                    Entry,
                    kind=st.sampled_from(EntryKind),
                    source=st.just(source),
                    also=several(filled),
                    meaning=texts,
                    forms=forms,
                )
            )
            for source in draw(st.lists(filled, max_size=3, unique=True))
        ),
        episodes=draw(
            st.lists(
                st.builds(EpisodeNote, number=numbers, summary=texts), max_size=3, unique_by=lambda note: note.number
            ).map(tuple)
        ),
        secrets=draw(
            st.lists(
                st.builds(
                    Secret,
                    what=filled,
                    known_by=st.lists(knowing, max_size=2, unique_by=lambda each: each.who).map(tuple),
                ),
                max_size=2,
                unique_by=lambda secret: secret.what,
            ).map(tuple)
        ),
    )
