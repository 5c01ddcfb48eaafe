"""Taking in what people wrote: files of their tools become decisions."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from reelbridge.app.decisions import append_conflicts, append_decisions, decisions_lock
from reelbridge.app.exchange import kept_handouts
from reelbridge.app.memory import remember
from reelbridge.app.standing import SeriesNow
from reelbridge.core.errors import InputError, ParseError, UnknownNameError, UsageError
from reelbridge.core.lang import language_of, parse_tag
from reelbridge.formats.sheet_csv import parse_csv
from reelbridge.formats.sheet_xlsx import parse_xlsx
from reelbridge.formats.subtitle_formats import extension_of, parse_subtitles
from reelbridge.formats.xliff import parse_xliff
from reelbridge.model.decision import Conflict, Decision, Side
from reelbridge.model.handout import Returned
from reelbridge.model.series import Series
from reelbridge.translate.decisions.comparing import Comparison, Refused, Signature, Standing, compare, settle
from reelbridge.translate.decisions.timed import match_timed, resemblance
from reelbridge.translate.decisions.words import is_same, words_of

#: an episode's XLIFF is 0.2 MB; a whole series in one file is 16 MB
MAX_BYTES = 32 << 20

#: an episode has a few hundred lines
MAX_CUES = 5_000

#: what is read, by the ending of the file
_ENDINGS = ("csv", "srt", "xlf", "xliff", "xlsx")

#: how a subtitle file says where it belongs: `e001.ja.srt`, perhaps with more in between
_SRT_NAME = re.compile(r"^e(\d{3,5})\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\b.*\.srt$", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenIn:
    """What came of the files.

    Attributes:
        changed: lines that people wrote anew.
        approved: lines that people said yes to.
        unchanged: lines that say nothing new.
        conflicts: those that are open now.
        refused: lines that were not taken, with the reason.
        unmatched: a sentence for each cue of a subtitle file that belongs to no line.
    """

    changed: int
    approved: int
    unchanged: int
    conflicts: tuple[Conflict, ...]
    refused: tuple[Refused, ...]
    unmatched: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInRequest:
    """The files, who they are from, and whose text to take where there is a conflict (None: nobody's yet)."""

    files: tuple[Path, ...]
    by: str = ""
    prefer: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Read:
    """A part of a file, and the cues of it that belong to no line."""

    path: Path
    returned: Returned
    unmatched: tuple[str, ...] = ()


def take_in(folder: Path, request: TakeInRequest, *, on_wait: Callable[[str], None]) -> TakenIn:
    """Read all files, then write down what is in them. Without files the open conflicts are settled or shown.

    Args:
        folder: the series.
        request: see `TakeInRequest`.
        on_wait: told who is taking in files at the same time.

    Raises:
        UsageError: the request is wrong.
        InputError: a file cannot be used; nothing of any file is taken then.
    """
    with decisions_lock(folder, on_wait):
        now = SeriesNow(folder)
        signature = Signature(by=request.by, at=f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}", prefer=request.prefer)
        if not request.files:
            return _settle_open(folder, now, signature)
        parts = [part for path in request.files for part in _read(folder, now, path)]
        for part in parts:
            _check_belongs(part, now.standing(part.returned.episode, part.returned.locale), now.series)
        compared: list[Comparison] = []
        for part in parts:
            standing = now.standing(part.returned.episode, part.returned.locale)
            found = compare(part.returned, standing, signature)
            _write_down(folder, now, found.decisions, found.to_keep)
            compared.append(found)
        _remember(folder, now, {(part.returned.episode, part.returned.locale) for part in parts})
    decisions = [decision for found in compared for decision in found.decisions]
    return TakenIn(
        changed=sum(not is_same(each.before, each.text) for each in decisions),
        approved=sum(is_same(each.before, each.text) for each in decisions),
        unchanged=sum(found.unchanged for found in compared),
        conflicts=tuple(conflict for found in compared for conflict in found.conflicts),
        refused=tuple(refused for found in compared for refused in found.refused),
        unmatched=tuple(f"{part.path.name}, {each}" for part in parts for each in part.unmatched),
    )


def _write_down(folder: Path, now: SeriesNow, decisions: Sequence[Decision], conflicts: Sequence[Conflict]) -> None:
    """Decisions first: a conflict that is called settled and was not would never be shown again."""
    append_decisions(folder, decisions)
    append_conflicts(folder, conflicts)
    now.add(decisions, conflicts)


def _remember(folder: Path, now: SeriesNow, places: Iterable[tuple[int, str]]) -> None:
    """What holds there now feeds the memory. All of it, so that a run that was killed in between is made good."""
    lines = (line for episode, locale in sorted(places) for line in now.standing(episode, locale).lines)
    remember(folder, [line.decision for line in lines if line.decision])


def _settle_open(folder: Path, now: SeriesNow, signature: Signature) -> TakenIn:
    still_open = now.open_conflicts
    decisions: tuple[Decision, ...] = ()
    if signature.prefer is not None:
        for conflict in still_open:
            now.check_localized(conflict.decision.episode, conflict.decision.locale)
        settled = [settle(conflict, signature) for conflict in still_open]
        decisions = tuple(decision for _, decision in settled if decision)
        _write_down(folder, now, decisions, [conflict for conflict, _ in settled])
        _remember(folder, now, {(decision.episode, decision.locale) for decision in decisions})
        still_open = ()
    return TakenIn(changed=len(decisions), approved=0, unchanged=0, conflicts=still_open, refused=(), unmatched=())


def _read(folder: Path, now: SeriesNow, path: Path) -> tuple[_Read, ...]:
    ending = extension_of(path.name)
    if ending not in _ENDINGS:
        raise UnknownNameError("ending", path.suffix, (f".{each}" for each in _ENDINGS))
    data = _read_bytes(path)
    try:
        if ending == "srt":
            return (_read_srt(folder, now, path, data),)
        if ending == "csv":
            parts = parse_csv(data, name=path.name)
        elif ending == "xlsx":
            parts = parse_xlsx(data, name=path.name)
        else:
            parts = parse_xliff(data)
    except ParseError as error:
        message = error.message if error.message.startswith(path.name) else f"{path.name}: {error.message}"
        raise ParseError(message, hint=error.hint) from error
    return tuple(_Read(path=path, returned=_in_series(part, now.series, path)) for part in parts)


def _read_bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"{path} has {size:,} bytes; at most {MAX_BYTES:,} are read")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror or error}") from error


def _in_series(part: Returned, series: Series, path: Path) -> Returned:
    """With the locale as the series calls it: tools make `ja-JP` of `ja`.

    Raises:
        InputError: it is of an episode or in a locale that the series does not have.
    """
    if part.episode not in {entry.number for entry in series.episodes}:
        raise InputError(f"{path.name} is of episode {part.episode}, which is not in this series")
    try:
        tag = parse_tag(part.locale)
    except UsageError:
        tag = part.locale
    alike = [locale for locale in series.locales if language_of(locale) == language_of(tag)]
    if tag not in series.locales and len(alike) != 1:
        raise InputError(f"{path.name} is in locale {part.locale!r}; this series has {', '.join(series.locales)}")
    locale = tag if tag in series.locales else alike[0]
    return Returned(episode=part.episode, locale=locale, via=part.via, lines=part.lines)


def _read_srt(folder: Path, now: SeriesNow, path: Path, data: bytes) -> _Read:
    place = _SRT_NAME.match(path.name)
    if not place:
        raise InputError(
            f"{path.name}: its name does not say which episode and locale it is; expected one like e001.ja.srt"
        )
    bare = _in_series(Returned(episode=int(place[1]), locale=place[2], via="srt", lines=()), now.series, path)
    cues = parse_subtitles(data, name=path.name, language=bare.locale, origin="file")
    if len(cues.cues) > MAX_CUES:
        raise InputError(f"{path.name}: {len(cues.cues):,} lines; an episode has at most {MAX_CUES:,}")
    kept = kept_handouts(folder, bare.episode, bare.locale)
    handout = max(kept, key=lambda each: resemblance(cues, each), default=None)
    if handout is None:
        raise InputError(
            f"{path.name}: no subtitle file of episode {bare.episode} in {bare.locale} was handed out from here",
            hint="make one with `reelbridge hand-out --as srt`, and edit that",
        )
    matched = match_timed(cues, handout)
    return _Read(path=path, returned=matched.returned, unmatched=matched.unmatched)


def _check_belongs(part: _Read, standing: Standing, series: Series) -> None:
    """A file of another series has the same ids and other words."""
    sources = {words_of(line.cue.text) for line in standing.lines}
    said = [line.source for line in part.returned.lines if line.source is not None]
    if said and not any(words_of(each) in sources for each in said):
        raise InputError(
            f"{part.path.name}: none of its {len(said)} lines is in episode {part.returned.episode} of "
            f"{series.title!r}; it is of another series or episode"
        )
