"""The translator that runs a model on disk: no service, no key, no network."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from reelbridge.core.errors import UsageError
from reelbridge.model.cue import Cue
from reelbridge.model.draft import DraftLine, LineOrigin
from reelbridge.model.term import Term
from reelbridge.tools.llm.service import LlmService
from reelbridge.translate.contract.answer import AnswerItem
from reelbridge.translate.contract.verdict import judge
from reelbridge.translate.engine import Translation, TranslationRequest, untranslated
from reelbridge.translate.nmt.folder import MODEL_FILE
from reelbridge.translate.nmt.model import NmtModel
from reelbridge.translate.scene import Ask
from reelbridge.translate.term_finder import TermFinder

#: why a line that the model could not translate is left to a person
NOTHING_USABLE = "the local model wrote nothing that can be used: its answer was empty, or ran on without an end"


class CTranslate2Translator:
    """Lines are translated one by one, without their scene: quick and cheap, and below what a language model does."""

    service = ""

    async def translate(self, request: TranslationRequest, service: LlmService | None) -> Translation:  # noqa: ARG002
        """See `Translator`."""
        model = load_model(Path(request.folder))
        asked = tuple(
            cue
            for cue, line in zip(request.cues.cues, request.draft.lines, strict=True)
            if line.origin is LineOrigin.UNTRANSLATED
        )
        answers = model.translate(
            tuple(cue.text for cue in asked), source_locale=request.source_locale, locale=request.locale
        )
        finder = TermFinder(request.terms.terms)
        lines = {line.cue_id: line for line in request.draft.lines} | {
            cue.id: _line_of(cue, text, finder.find(cue.text), request)
            for cue, text in zip(asked, answers, strict=True)
        }
        return Translation(lines=tuple(lines[cue.id] for cue in request.cues.cues))


def _line_of(cue: Cue, text: str, terms: tuple[Term, ...], request: TranslationRequest) -> DraftLine:
    """A text that stands the tests of the contract. The model cannot be told what was wrong, so there is one try."""
    if not text:
        return untranslated(cue.id, NOTHING_USABLE)
    ask = Ask(id="1", cue=cue, terms=terms, max_chars=len(text))
    item = AnswerItem(id="1", starts="", translation=text)
    (verdict,) = judge((ask,), (item,), source_locale=request.source_locale, locale=request.locale)
    if not verdict.is_usable:
        return untranslated(cue.id, f"{verdict.problem}: {verdict.rejected}")
    return DraftLine(cue_id=cue.id, text=text, origin=LineOrigin.MACHINE, score=0.0, reason=verdict.problem)


_lock = Lock()
#: the model that was used last, with the time of its file: to load one takes seconds and gigabytes, so one is kept
_loaded: list[tuple[Path, int, NmtModel]] = []


def load_model(folder: Path) -> NmtModel:
    """The model in a folder, loaded once for as long as no other is asked for.

    Raises:
        UsageError: no folder is named, or it is not what it should be.
        EngineError: it cannot be loaded.
    """
    if not folder.parts:
        raise UsageError(
            "engine 'ctranslate2' needs the folder of a model; none is set", hint="set folder under [engine]"
        )
    with _lock:
        file = folder / MODEL_FILE
        modified_ns = file.stat().st_mtime_ns if file.is_file() else 0
        if _loaded and _loaded[0][:2] == (folder, modified_ns):
            return _loaded[0][2]
        _loaded.clear()  # before the next is loaded: two may not fit
        model = NmtModel(folder)
        _loaded.append((folder, modified_ns, model))
        return model


CTRANSLATE2 = CTranslate2Translator()
