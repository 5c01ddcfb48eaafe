"""Handing lines out to people: one file for each episode and locale, in a format of their tools."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reelbridge.app.bible_file import read_bible
from reelbridge.app.config import select_episodes
from reelbridge.app.line_notes import notes_of_episode, notes_of_line
from reelbridge.app.local_work import check_absent
from reelbridge.app.material import load_terms
from reelbridge.app.standing import SeriesNow, source_of
from reelbridge.app.workspace import Workspace
from reelbridge.core.codec import decode, encode
from reelbridge.core.errors import ParseError, UsageError
from reelbridge.core.hashing import digest_bytes
from reelbridge.core.registry import Registry
from reelbridge.formats.omegat import OMEGAT_FOLDERS, render_omegat_project, render_omegat_xliff
from reelbridge.formats.sheet_csv import render_csv
from reelbridge.formats.sheet_xlsx import render_xlsx
from reelbridge.formats.srt import render_srt
from reelbridge.formats.xliff import render_xliff
from reelbridge.model.cue import Cue, CueList
from reelbridge.model.decision import Decision
from reelbridge.model.draft import Localized
from reelbridge.model.handout import HandedLine, Handout, LineState
from reelbridge.model.market import load_market
from reelbridge.runtime.store import storage_errors
from reelbridge.translate.asking.room import count_room
from reelbridge.translate.bible.narrowing import LineBriefs
from reelbridge.translate.bible.selecting import make_brief
from reelbridge.translate.bible.terms import merge_terms, terms_of
from reelbridge.translate.decisions.timed import text_in_file
from reelbridge.translate.decisions.words import check_of
from reelbridge.translate.term_finder import TermFinder

#: where files for people are laid in a series folder unless somebody says otherwise
DEFAULT_FOLDER = "hand-out"


def _nothing(handouts: Sequence[Handout]) -> tuple[tuple[str, bytes], ...]:  # noqa: ARG001
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutFormat:
    """A kind of file.

    Attributes:
        ending: what the files end with.
        render: writes one.
        project: the folder for the files of a locale, where they make a project; empty where they stand alone.
        folders: those that a project has besides, be they empty.
        render_project: writes the other files of a project, by their path in it.
    """

    ending: str
    render: Callable[[Handout], bytes]
    project: str = ""
    folders: tuple[str, ...] = ()
    render_project: Callable[[Sequence[Handout]], tuple[tuple[str, bytes], ...]] = _nothing

    def folder(self, locale: str) -> str:
        """Where the files of a locale lie, below the folder for all."""
        return f"{self.project}-{locale}/source" if self.project else "."


def _render_srt(handout: Handout) -> bytes:
    """The lines without ids: what is not translated yet stands in the original."""
    cues = tuple(
        Cue(id=line.cue_id, start_ms=line.start_ms, end_ms=line.end_ms, text=text_in_file(line))
        for line in handout.lines
    )
    return render_srt(CueList(language=handout.locale, origin="hand-out", cues=cues)).encode()


HANDOUT_FORMATS: Registry[HandoutFormat] = Registry(
    "hand-out format",
    {
        "xliff": HandoutFormat(ending="xlf", render=render_xliff),
        "omegat": HandoutFormat(
            ending="xlf",
            render=render_omegat_xliff,
            project="omegat",
            folders=OMEGAT_FOLDERS,
            render_project=render_omegat_project,
        ),
        "csv": HandoutFormat(ending="csv", render=render_csv),
        "xlsx": HandoutFormat(ending="xlsx", render=render_xlsx),
        "srt": HandoutFormat(ending="srt", render=_render_srt),
    },
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoutRequest:
    """What is to be handed out: locales (empty: all), episodes like `1-3,7` (None: all), a name of `HANDOUT_FORMATS`,
    and the folder for the files (None: `hand-out` in the series folder)."""

    locales: tuple[str, ...]
    episodes: str | None
    kind: str
    target: Path | None
    is_forced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedFile:
    """One file that was written. Of its lines, `for_review` have a translation and a reason to look at it."""

    path: Path
    episode: int
    locale: str
    lines: int
    untranslated: int
    for_review: int


def hand_out(folder: Path, request: HandoutRequest) -> tuple[HandedFile, ...]:
    """Write the files. What can be refused is refused before the first is written.

    Raises:
        UsageError: the request is wrong, or a file is there already.
        InputError: an episode has not been localized yet.
    """
    kind = HANDOUT_FORMATS[request.kind]
    now = SeriesNow(folder)
    locales = tuple(load_market(locale).locale for locale in request.locales) or now.series.locales
    for locale in locales:
        if locale not in now.series.locales:
            raise UsageError(f"locale {locale!r} is not in this series; it has {', '.join(now.series.locales)}")
    target = request.target or folder / DEFAULT_FOLDER
    episodes = select_episodes(now.series, request.episodes)
    for locale in locales:
        for episode in episodes:
            now.check_localized(episode, locale)
            check_absent(target / _path_of(kind, episode, locale), is_forced=request.is_forced)
    making = _Making(folder, now)
    files: list[HandedFile] = []
    for locale in locales:
        handouts = [making.handout(episode, locale) for episode in episodes]
        for handout in handouts:
            path = target / _path_of(kind, handout.episode, locale)
            _write(path, kind.render(handout))
            files.append(_describe(path, handout))
            if request.kind == "srt":
                keep_handout(folder, handout)
        project = (target / kind.folder(locale)).parent
        for name in kind.folders:
            _make_folder(project / name)
        for name, content in kind.render_project(handouts):
            _write(project / name, content)
    return tuple(files)


def _path_of(kind: HandoutFormat, episode: int, locale: str) -> Path:
    return Path(kind.folder(locale)) / f"e{episode:03d}.{locale}.{kind.ending}"


def _describe(path: Path, handout: Handout) -> HandedFile:
    states = [line.state for line in handout.lines]
    return HandedFile(
        path=path,
        episode=handout.episode,
        locale=handout.locale,
        lines=len(states),
        untranslated=states.count(LineState.UNTRANSLATED),
        for_review=states.count(LineState.REVIEW),
    )


def _make_folder(path: Path) -> None:
    with storage_errors(str(path)):
        path.mkdir(parents=True, exist_ok=True)


def _write(path: Path, content: bytes) -> None:
    _make_folder(path.parent)
    with storage_errors(str(path)):
        arriving = path.with_name(f".{path.name}.arriving")
        arriving.write_bytes(content)
        arriving.replace(path)


class _Making:
    """Makes hand-outs of one series; what they share is read once."""

    def __init__(self, folder: Path, now: SeriesNow) -> None:
        self._now = now
        self._bible = read_bible(folder)
        source_locale = now.series.source_locale
        self._terms = merge_terms(terms_of(self._bible, source_locale=source_locale), load_terms(now.series, folder))

    def handout(self, episode: int, locale: str) -> Handout:
        series = self._now.series
        localized = self._now.localized(episode, locale)
        cues = source_of(localized, series.source_locale)
        brief = make_brief(self._bible, cues, episode=episode, locale=locale)
        return Handout(
            series=series.title,
            episode=episode,
            source_locale=series.source_locale,
            locale=locale,
            lines=tuple(self._lines(episode, locale, localized, cues, LineBriefs(brief))),
            notes=notes_of_episode(brief),
        )

    def _lines(
        self, episode: int, locale: str, localized: Localized, cues: CueList, briefs: LineBriefs
    ) -> Iterator[HandedLine]:
        media = self._now.media(episode)
        limits = load_market(locale).limits_for(is_vertical=media.is_vertical)
        room = count_room(cues.cues, limits, frame_rate=media.frame_rate, end_ms=media.duration_ms)
        terms = TermFinder(self._terms.in_locale(locale).terms)
        review = frozenset(localized.lines_for_review)
        standing = self._now.standing(episode, locale).lines
        for place, (line, now) in enumerate(zip(localized.lines, standing, strict=True)):
            source = line.source
            yield HandedLine(
                cue_id=source.id,
                start_ms=source.start_ms,
                end_ms=source.end_ms,
                source=source.text,
                text=now.text,
                state=_state(now.text, now.decision, needs_review=source.id in review),
                max_chars=room[place],
                risk=line.risk,
                speaker=source.speaker or "",
                notes=notes_of_line(
                    line,
                    max_chars=room[place],
                    findings=tuple(each for each in localized.findings if each.cue_id == source.id),
                    brief=briefs.of(source),
                    terms=terms.find(source.text),
                    before=localized.lines[:place],
                ),
                check=check_of(source.id, source.text, now.text, was_decided=now.decision is not None),
            )


def _state(text: str, decision: Decision | None, *, needs_review: bool) -> LineState:
    if decision is not None:
        return LineState.DECIDED
    if not text:
        return LineState.UNTRANSLATED
    return LineState.REVIEW if needs_review else LineState.TRANSLATED


def _kept_folder(folder: Path, episode: int, locale: str) -> Path:
    return Workspace(folder=folder).state / "handed-out" / f"e{episode:03d}.{locale}"


def keep_handout(folder: Path, handout: Handout) -> None:
    """Remember what was handed out in a file that cannot say it itself."""
    content = encode(handout)
    _write(_kept_folder(folder, handout.episode, handout.locale) / f"{digest_bytes(content)[:16]}.json", content)


def kept_handouts(folder: Path, episode: int, locale: str) -> Iterable[Handout]:
    """What was handed out so, the newest first; one that was damaged is left out."""
    kept = sorted(
        _kept_folder(folder, episode, locale).glob("*.json"), key=lambda path: path.stat().st_mtime_ns, reverse=True
    )
    for path in kept:
        try:
            yield decode(Handout, path.read_bytes())
        except (ParseError, OSError):
            continue
