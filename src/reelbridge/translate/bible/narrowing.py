"""What one line needs of a brief: when only that changes, only that line is translated again."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.model.brief import Brief
from reelbridge.model.cue import Cue
from reelbridge.translate.bible.finding import PRONOUNS, MentionFinder


class LineBriefs:
    """Built once a brief, asked for every line."""

    def __init__(self, brief: Brief) -> None:
        self._brief = brief
        self._finder = MentionFinder(brief.people, brief.addresses, brief.things)

    def of(self, cue: Cue) -> Brief:
        """The brief narrowed to one line.

        It has the people whom the line names or addresses and who speaks it; the ways in which its speaker addresses
        people, or where nobody knows the speaker, those whose words stand in it; the things in it; and the secrets that
        name one of its people. What tells the story is left out: it stands behind all lines and changes none by itself.
        """
        words = self._finder.find(cue.text)
        speakers = self._finder.people_called(cue.speaker)
        called = frozenset(
            pair
            for word in words - PRONOUNS
            for pair in self._finder.addresses_with(word)
            if not speakers or pair[0] in speakers
        )
        people = speakers.union(*map(self._finder.people_called, words), *called)
        pairs = called.union(*map(self._finder.addresses_with, words))
        things = frozenset().union(*map(self._finder.things_called, words))
        chosen = tuple(person for person in self._brief.people if person.name in people)
        return replace(
            self._brief,
            synopsis="",
            story="",
            summary="",
            people=chosen,
            addresses=tuple(
                address
                for address in self._brief.addresses
                if (address.speaker in speakers if speakers else (address.speaker, address.listener) in pairs)
            ),
            things=tuple(thing for thing in self._brief.things if thing.source in things),
            secrets=tuple(secret for secret in self._brief.secrets if any(person.name in secret for person in chosen)),
        )
