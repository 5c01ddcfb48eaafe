"""What the server knows: translations by source line and locale, and how the terms are rendered in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reelbridge.core.errors import UsageError
from reelbridge.core.lang import parse_tag
from reelbridge.core.text import fold
from reelbridge.model.memory import Memory
from reelbridge.model.term import TermBase
from reelbridge.testing.fake_llm.asked import AskedLine, Question
from reelbridge.testing.fake_llm.inventing import invent
from reelbridge.testing.fake_llm.shortening import shorten


@dataclass(kw_only=True)
class Table:
    """Texts by locale and source; the source as it is written goes before the source folded."""

    written: dict[str, dict[str, str]] = field(default_factory=dict)
    folded: dict[str, dict[str, str]] = field(default_factory=dict)
    #: locale -> source term -> how the texts of the table render it
    terms: dict[str, dict[str, str]] = field(default_factory=dict)

    def add_memory(self, memory: Memory) -> None:
        """Learn the translations of a memory. A source that is there already keeps its first translation."""
        sources = {segment.id: segment.source for segment in memory.sources.segments}
        folds = {identifier: fold(source) for identifier, source in sources.items()}
        for target in memory.targets:
            written = self.written.setdefault(target.locale, {})
            folded = self.folded.setdefault(target.locale, {})
            for rendering in target.renderings:
                written.setdefault(sources[rendering.segment_id], rendering.text)
                folded.setdefault(folds[rendering.segment_id], rendering.text)

    def add_terms(self, terms: TermBase) -> None:
        """Learn how the memory's texts render terms, so that a client's other wish for one can be followed."""
        for in_locale in terms.lists:
            known = self.terms.setdefault(in_locale.locale, {})
            for term in in_locale.terms:
                known.setdefault(term.source, term.target)

    @property
    def locales(self) -> tuple[str, ...]:
        """Locales with a translation."""
        return tuple(self.written)

    def locale_of(self, question: Question) -> str:
        """The locale asked for, in canonical letters; the table's only one where none is named; else empty."""
        try:
            return parse_tag(question.locale)
        except UsageError:
            return self.locales[0] if len(self.locales) == 1 else ""

    def find(self, source: str, locale: str) -> str | None:
        """The translation of a line, or None."""
        return self.written.get(locale, {}).get(source) or self.folded.get(locale, {}).get(fold(source)) or None

    def translate(self, line: AskedLine, question: Question, locale: str) -> str:
        """The right answer for a line: shortened if that is asked for."""
        if question.is_shorten and line.was:
            kept = [rendering for name, rendering in question.names if name in line.source]
            return shorten(line.was, locale, max_chars=line.max_chars, kept=kept)
        found = self.find(line.source, locale)
        if found is None:
            return invent(line.source, locale, names=question.names, max_chars=line.max_chars)
        return self._with_names(found, line.source, question.names, locale)

    def other_locale(self, locale: str) -> str:
        """A locale whose texts are not this one's: the next of the table, or one of another script."""
        others = [other for other in self.locales if other != locale]
        if not others:
            return "th" if locale != "th" else "en"
        place = self.locales.index(locale) if locale in self.locales else 0
        return self.locales[(place + 1) % len(self.locales)] if locale in self.locales else others[0]

    def _with_names(self, text: str, source: str, names: Sequence[tuple[str, str]], locale: str) -> str:
        """The names as the client wants them rendered, where the table renders them otherwise."""
        known = self.terms.get(locale, {})
        for name, wanted in _longest_first(names):
            used = known.get(name, "")
            if used and wanted and used != wanted and name in source and wanted not in text:
                text = text.replace(used, wanted)
        return text


def _longest_first(names: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(names, key=lambda pair: -len(pair[0]))
