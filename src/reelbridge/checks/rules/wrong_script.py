"""Letters of another language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from reelbridge.checks.check import CheckContext, finding
from reelbridge.core.text import HAN
from reelbridge.language.letters import SCRIPT_LETTERS, is_simplified_only, letter_script
from reelbridge.model.finding import Finding, Severity


class WrongScript:
    """What it checks: letters of a script that is not the locale's, and simplified characters in traditional Chinese
    or Japanese text. Latin names are allowed everywhere, and Chinese characters left over have a check of their own.

    Why: an engine that answers in another language, or a file under the wrong name, is of no use to the viewer.
    Source: Unicode character names; GB 2312, Big5 and JIS character sets.
    """

    id: ClassVar[str] = "wrong-script"
    needs_source: ClassVar[bool] = False

    def run(self, context: CheckContext) -> Iterator[Finding]:
        """Look at every translated line."""
        script = context.market.script
        allowed = SCRIPT_LETTERS.get(script)
        if allowed is None:
            return
        for line in context.translated:
            scripts = {char: letter_script(char) for char in line.cue.text if not HAN.match(char)}
            foreign = [char for char, found in scripts.items() if found not in (*allowed, "LATIN", None)]
            simplified = dict.fromkeys(char for char in line.cue.text if is_simplified_only(char, script))
            if foreign:
                yield finding(
                    self, line, Severity.ERROR, f"letters of another script: {''.join(foreign)} in a {script} line"
                )
            elif simplified:
                yield finding(self, line, Severity.ERROR, f"simplified characters: {''.join(simplified)}")
            elif self._is_latin_only(line.cue.text, scripts.values(), script):
                yield finding(
                    self, line, Severity.ERROR, f"no letter of {context.market.endonym}: the line is in Latin letters"
                )

    @staticmethod
    def _is_latin_only(text: str, scripts: Iterable[str | None], script: str) -> bool:
        """Three words or more in Latin letters are a sentence and no name."""
        return (
            script != "Latn" and not HAN.search(text) and set(scripts) - {None} == {"LATIN"} and len(text.split()) >= 3
        )
