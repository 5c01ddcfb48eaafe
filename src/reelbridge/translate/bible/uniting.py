"""People who turned out to be one, and secrets that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from reelbridge.model.bible import Bible, Knowing, Secret
from reelbridge.translate.bible.merging import merge_bibles


def unite_people(bible: Bible, groups: Sequence[Sequence[int]], *, settled: int) -> Bible:
    """Each group of characters as one: the first of those that people wrote down, else the first of the group.

    Args:
        bible: where they are.
        groups: places of characters, from 0.
        settled: so many characters at the start were written by people, and none of them goes.
    """
    leaders: dict[str, str] = {}
    for group in groups:
        leader = next((place for place in group if place < settled), group[0])
        leaders |= {
            bible.characters[place].name: bible.characters[leader].name
            for place in group
            if place != leader and place >= settled
        }

    def now(name: str) -> str:
        return leaders.get(name, name)

    gone = tuple(each for each in bible.characters if each.name in leaders)
    moved = tuple(
        replace(each, speaker=now(each.speaker), listener=now(each.listener))
        for each in bible.addresses
        if leaders.keys() & {each.speaker, each.listener}
    )
    rest = replace(
        bible,
        characters=tuple(each for each in bible.characters if each.name not in leaders),
        addresses=tuple(each for each in bible.addresses if not leaders.keys() & {each.speaker, each.listener}),
        secrets=tuple(
            replace(each, known_by=_once(tuple(replace(known, who=now(known.who)) for known in each.known_by)))
            for each in bible.secrets
        ),
    )
    added = Bible(
        characters=tuple(replace(each, name=now(each.name), also=(*each.also, each.name)) for each in gone),
        addresses=tuple(each for each in moved if each.speaker != each.listener),
    )
    return merge_bibles(rest, added, prefers_added=False).bible


def unite_secrets(bible: Bible, groups: Sequence[Sequence[int]], *, settled: int) -> Bible:
    """Each group of secrets as the first of them; see `unite_people`."""
    secrets: dict[int, Secret] = dict(enumerate(bible.secrets))
    for group in groups:
        first, *others = sorted(group)
        for place in others:
            if place >= settled:
                known = secrets[first].known_by + secrets.pop(place).known_by
                secrets[first] = replace(secrets[first], known_by=_once(known))
    return replace(bible, secrets=tuple(secrets.values()))


def _once(known: tuple[Knowing, ...]) -> tuple[Knowing, ...]:
    """Everybody as first said."""
    return tuple({each.who: each for each in reversed(known)}[who] for who in dict.fromkeys(each.who for each in known))
