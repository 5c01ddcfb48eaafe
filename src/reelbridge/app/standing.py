"""How the lines of a series stand now: what the last run delivered, with what people have decided since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from reelbridge.app.config import read_series
from reelbridge.app.decisions import read_conflicts, read_decisions
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import decode
from reelbridge.core.errors import InputError, StoreError
from reelbridge.model.cue import CueList
from reelbridge.model.decision import Conflict, Decision, DecisionList
from reelbridge.model.draft import Localized
from reelbridge.model.media import MediaInfo
from reelbridge.pipelines.nodes import node_id
from reelbridge.translate.decisions.comparing import Standing, StandingLine
from reelbridge.translate.decisions.placing import place_decisions

T = TypeVar("T")


class SeriesNow:
    """A series as it stands. It is read once; `add` keeps it true while decisions are written down."""

    def __init__(self, folder: Path) -> None:
        workspace = Workspace(folder=folder)
        self.series = read_series(folder)
        with workspace.open_index() as index:
            self._outputs = {record.id: record.output for record in index.nodes() if record.output}
        self._store = workspace.open_store()
        self._conflicts = {conflict.decision: conflict for conflict in read_conflicts(folder)}
        self._decisions: dict[tuple[int, str], list[Decision]] = defaultdict(list)
        self.add(read_decisions(folder).decisions, ())

    @property
    def open_conflicts(self) -> tuple[Conflict, ...]:
        """Those that nobody has settled."""
        return tuple(conflict for conflict in self._conflicts.values() if conflict.settled is None)

    def add(self, decisions: Iterable[Decision], conflicts: Iterable[Conflict]) -> None:
        """Take in what has just been written down."""
        for decision in decisions:
            self._decisions[decision.episode, decision.locale].append(decision)
        self._conflicts.update({conflict.decision: conflict for conflict in conflicts})

    def media(self, episode: int) -> MediaInfo:
        """What is known of an episode's video; see `localized`."""
        return self._load(node_id(episode, "probe"), MediaInfo, f"episode {episode}")

    def localized(self, episode: int, locale: str) -> Localized:
        """One episode in one locale as the last run left it.

        Raises:
            InputError: it has not been localized yet.
        """
        return self._load(node_id(episode, locale, "finish"), Localized, f"episode {episode}, {locale},")

    def check_localized(self, episode: int, locale: str) -> None:
        """Refuse what no run has delivered yet; see `localized`."""
        if node_id(episode, locale, "finish") not in self._outputs:
            raise _not_localized(f"episode {episode}, {locale},")

    def standing(self, episode: int, locale: str) -> Standing:
        """Every line of one episode in one locale with what it says now; see `localized`."""
        localized = self.localized(episode, locale)
        decided = DecisionList(locale=locale, decisions=tuple(self._decisions.get((episode, locale), ())))
        placed = place_decisions(source_of(localized, self.series.source_locale), decided).decided
        return Standing(
            lines=tuple(
                StandingLine(
                    cue=line.source,
                    text=decision.text
                    if (decision := placed.get(line.source.id))
                    else line.cue.text * line.is_translated,
                    decision=decision,
                )
                for line in localized.lines
            ),
            decisions=decided.decisions,
            conflicts=tuple(
                conflict
                for conflict in self._conflicts.values()
                if (conflict.decision.episode, conflict.decision.locale) == (episode, locale)
            ),
        )

    def _load(self, node: str, kind: type[T], label: str) -> T:
        try:
            return decode(kind, self._store.read_bytes(self._outputs[node]))
        except (KeyError, StoreError):
            raise _not_localized(label) from None


def _not_localized(label: str) -> InputError:
    return InputError(f"{label} has not been localized yet", hint="run `reelbridge localize` for it first")


def source_of(localized: Localized, source_locale: str) -> CueList:
    """The lines of the original that a translation was made of."""
    return CueList(language=source_locale, origin="run", cues=tuple(line.source for line in localized.lines))
