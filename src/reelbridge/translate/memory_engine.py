"""The translator that needs no model, no key and no network: what people have approved before."""

from __future__ import annotations

from reelbridge.core.errors import UsageError
from reelbridge.model.draft import LineOrigin
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.engine import Translation, TranslationRequest, untranslated
from reelbridge.translate.known_lines import exact_line, fuzzy_line, texts_by_segment


class MemoryTranslator:
    """In context before exact before fuzzy; what the memory does not know is left untranslated.

    Where an engine follows, a line that is only alike is left to it: it is told what the memory has.
    """

    service = ""

    async def translate(self, request: TranslationRequest, service: LlmService | None) -> Translation:  # noqa: ARG002
        """See `Translator`."""
        if request.model or request.base_url or request.folder:
            raise UsageError(
                f"engine 'memory' talks to no model; it was given "
                f"{request.model or request.base_url or request.folder!r}",
                hint="choose another engine, or leave model, base_url and folder empty",
            )
        texts = texts_by_segment(request.renderings)
        return Translation(
            lines=tuple(
                line
                if line.origin is not LineOrigin.UNTRANSLATED
                else exact_line(cue, found, texts)
                or (None if request.is_followed else fuzzy_line(cue, found, texts))
                or untranslated(cue.id, f"the memory has no line like it in {request.locale}")
                for cue, line, found in zip(request.cues.cues, request.draft.lines, request.recall.cues, strict=True)
            )
        )


MEMORY = MemoryTranslator()
