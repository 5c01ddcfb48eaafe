"""The part of the bible that an episode needs: a change elsewhere does not run it again."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reelbridge.graph.step import Work
from reelbridge.model.bible import Address, Bible, Character, EntryKind, EpisodeNote, Secret
from reelbridge.model.brief import AddressForm, Brief, Person, Thing
from reelbridge.model.cue import CueList
from reelbridge.translate.bible.finding import PRONOUNS, MentionFinder
from reelbridge.translate.bible.lacking import form_in
from reelbridge.translate.bible.steps import BriefParams

#: characters of the story so far: about five episodes. What is older is in the synopsis, and every request pays for it.
MAX_STORY_CHARS = 600

#: names in one sentence about a secret; where more do not know, those who do are named
_MAX_UNKNOWING = 3


def select_brief(work: Work, params: BriefParams, *, cues: CueList, bible: Bible) -> Brief:  # noqa: ARG001
    """See `make_brief`."""
    return make_brief(bible, cues, episode=params.episode, locale=params.locale)


def make_brief(bible: Bible, cues: CueList, *, episode: int, locale: str) -> Brief:
    """What the bible says about the people and things in the lines, in one locale; sorted, whatever the bible's order.

    Somebody is in an episode who is named there, speaks there, or is called there as only few are called.
    """
    finder = _finder(bible)
    words = finder.find("\n".join(cue.text for cue in cues.cues))
    speakers = frozenset().union(*map(finder.people_called, {cue.speaker for cue in cues.cues}))
    here = speakers.union(*map(finder.people_called, words))
    for word in sorted(words - PRONOUNS):
        here |= _parties(_likely(finder.addresses_with(word), here))
    things = frozenset().union(*map(finder.things_called, words))
    people = tuple(sorted((each for each in bible.characters if each.name in here), key=lambda each: each.name))
    return Brief(
        locale=locale,
        synopsis=bible.synopsis.strip(),
        story=_story_before(episode, bible.episodes),
        summary=next((note.summary.strip() for note in bible.episodes if note.number == episode), ""),
        people=tuple(_person(each, locale) for each in people),
        addresses=tuple(
            _address_form(each, locale)
            for each in sorted(bible.addresses, key=lambda each: (each.speaker, each.listener))
            if each.speaker in here and each.listener in here
        ),
        things=tuple(
            Thing(source=entry.source, also=entry.also, meaning=entry.meaning)
            for entry in sorted(bible.entries, key=lambda entry: (entry.source, entry.kind))
            if entry.source in things and entry.meaning and entry.kind is not EntryKind.NAME
        ),
        secrets=tuple(
            sentence
            for secret in bible.secrets
            for sentence in _sentences(secret, episode, tuple(each.name for each in people))
        ),
    )


@lru_cache(maxsize=2)
def _finder(bible: Bible) -> MentionFinder:
    """A series asks about one bible for every episode and locale."""
    return MentionFinder(bible.characters, bible.addresses, bible.entries)


def _likely(pairs: frozenset[tuple[str, str]], here: frozenset[str]) -> frozenset[tuple[str, str]]:
    """The addresses that a word may be of: between people who are there, else of one of them, else any."""
    both = frozenset(pair for pair in pairs if here.issuperset(pair))
    one = frozenset(pair for pair in pairs if not here.isdisjoint(pair))
    return both or one or pairs


def _parties(pairs: frozenset[tuple[str, str]]) -> frozenset[str]:
    return frozenset(name for pair in pairs for name in pair)


def _person(character: Character, locale: str) -> Person:
    form = form_in(character.forms, locale)
    return Person(
        name=character.name,
        also=character.also,
        called=form.text if form else "",
        gender=character.gender,
        age=character.age,
        rank=character.rank,
        speech=character.speech,
    )


def _address_form(address: Address, locale: str) -> AddressForm:
    form = form_in(address.forms, locale)
    notes = (address.note, form.note if form else "")
    return AddressForm(
        speaker=address.speaker,
        listener=address.listener,
        says=address.says,
        use=form.text if form else "",
        note="; ".join(note for note in notes if note),
    )


def _story_before(episode: int, notes: Sequence[EpisodeNote]) -> str:
    """The paragraphs of the episodes before, as many of the last ones as there is room for."""
    kept: list[str] = []
    room = MAX_STORY_CHARS
    for note in sorted(notes, key=lambda note: note.number, reverse=True):
        paragraph = f"{note.number}: {note.summary.strip()}"
        if note.number >= episode or not note.summary.strip():
            continue
        if len(paragraph) > room:
            if not kept:
                kept.append(paragraph[: room - 1] + "…")
            break
        kept.append(paragraph)
        room -= len(paragraph) + 1
    return "\n".join(reversed(kept))


def _sentences(secret: Secret, episode: int, people: tuple[str, ...]) -> tuple[str, ...]:
    """Who of the people in an episode does not know, and who learns it there."""
    since = {knowing.who: knowing.episode for knowing in secret.known_by}
    unknowing = tuple(name for name in people if since.get(name, episode + 1) > episode)
    learning = tuple(name for name in people if since.get(name) == episode)
    sentences: list[str] = []
    if len(unknowing) > _MAX_UNKNOWING:
        knowing = tuple(sorted(name for name, first in since.items() if first <= episode))
        who = f"Only {_listed(knowing)} know{'s' if len(knowing) == 1 else ''}" if knowing else "Nobody knows yet"
        sentences.append(f"{who}: {secret.what}")
    elif unknowing:
        sentences.append(f"{_listed(unknowing)} do{'es' if len(unknowing) == 1 else ''} not know yet: {secret.what}")
    if learning and episode > 1:  # what is known from the first episode on is no news
        sentences.append(f"{_listed(learning)} learn{'s' if len(learning) == 1 else ''} in this episode: {secret.what}")
    return tuple(sentences)


def _listed(names: Sequence[str]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]
