"""The translator that needs no model, no key and no network: what people have approved before."""

from __future__ import annotations

from reelbridge.core.errors import UsageError
from reelbridge.model.draft import Usage
from reelbridge.translate.engine import Translation, TranslationRequest, untranslated
from reelbridge.translate.known_lines import exact_line, fuzzy_line, texts_by_segment


class MemoryTranslator:
    """In context before exact before fuzzy; what the memory does not know is left untranslated."""

    def translate(self, request: TranslationRequest) -> Translation:
        """See `Translator`."""
        if request.model or request.base_url:
            raise UsageError(
                f"engine 'memory' talks to no model; it was given {request.model or request.base_url!r}",
                hint="choose engine 'openai', or leave model and base_url empty",
            )
        texts = texts_by_segment(request.renderings)
        return Translation(
            lines=tuple(
                exact_line(cue, found, texts)
                or fuzzy_line(cue, found, texts)
                or untranslated(cue.id, f"the memory has no line like it in {request.locale}")
                for cue, found in zip(request.cues.cues, request.recall.cues, strict=True)
            ),
            usage=Usage(),
        )


MEMORY = MemoryTranslator()
