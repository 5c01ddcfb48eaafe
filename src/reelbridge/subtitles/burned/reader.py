"""Text that is part of the picture: a first look at a few key frames, then one pass over the whole video."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import cv2

from reelbridge.core.errors import StoreError
from reelbridge.core.text import fold
from reelbridge.graph.step import Work
from reelbridge.model.cue import Alternative, Cue, CueKind, CueList
from reelbridge.model.media import FileRef, MediaInfo
from reelbridge.subtitles.burned.layout import Layout
from reelbridge.subtitles.burned.lines import Line, LineReader
from reelbridge.subtitles.burned.scene import MomentRecorder, SceneReader
from reelbridge.subtitles.burned.scout import scout
from reelbridge.subtitles.burned.sightings import Followed, is_alike
from reelbridge.subtitles.burned.signs import Sign, select_signs
from reelbridge.subtitles.burned.standing import Standing, split_followed
from reelbridge.subtitles.burned.strip import Slice, StripRecorder
from reelbridge.subtitles.ocr.recognizers import Recognizer
from reelbridge.subtitles.picture.frames import FrameReader
from reelbridge.subtitles.picture.pictures import Luma

#: the band is handed over to be read in pieces of this length
_PIECE_MS = 8_000
#: work that may wait for the reading thread, in pieces and moments; the decoder waits beyond that
_MAX_WAITING = 12
#: decoding threads: the second one takes over while frames are looked at
_DECODERS = 2

Progress = Callable[[float], None]


def read_burned_in(
    work: Work,
    media: MediaInfo,
    recognizer: Recognizer,
    language: str,
    *,
    on_progress: Progress | None = None,
) -> CueList:
    """The dialogue and the signs of a video.

    Args:
        work: gives the video, a folder for scratch files, and keeps the pictures of lines that are unsure.
        media: what is known of the video: its rotation and rate.
        recognizer: the engine that reads.
        language: the tag of the text.
        on_progress: told now and then which share of the video is done, 0 to 1.

    Raises:
        MediaError: the video cannot be opened.
    """
    reader = FrameReader(work.path(media.source), media, threads=_DECODERS)
    with ThreadPoolExecutor(max_workers=2) as pool:
        layout = scout(reader, media.duration_ms, recognizer, language, pool)
    found = _Pass(layout, recognizer)
    with ThreadPoolExecutor(max_workers=1) as lines_pool, ThreadPoolExecutor(max_workers=1) as scene_pool:
        found.run(reader, lines_pool, scene_pool, media.duration_ms, on_progress)
    lines = found.lines
    standing, followed = split_followed(found.followed, found.look_count, layout.height, layout.width)
    signs = _without_dialogue(select_signs(followed, language), lines)
    return CueList(
        language=language,
        origin="burned-in",
        cues=_CueMaker(work, layout).make(lines, signs),
        notes=_notes(layout, lines, (*layout.standing, *standing), reader.break_note),
    )


class _Pass:
    """One pass over all frames. They are decoded and cut in one thread, read in two others: the lines and the scene."""

    def __init__(self, layout: Layout, recognizer: Recognizer) -> None:
        self._layout = layout
        self._strip: StripRecorder | None = None
        self._lines: LineReader | None = None
        if dialogue := layout.dialogue:
            self._strip = StripRecorder(dialogue, layout.width)
            self._lines = LineReader(self._strip, dialogue, layout.standing, recognizer)
        self._scene = SceneReader(layout, recognizer)
        self._waiting: deque[Future[None]] = deque()
        self.lines: tuple[Line, ...] = ()
        self.followed: tuple[Followed, ...] = ()
        self.look_count = 0

    def run(
        self,
        reader: FrameReader,
        lines_pool: Executor,
        scene_pool: Executor,
        duration_ms: int,
        on_progress: Progress | None,
    ) -> None:
        """Decode everything and read it."""
        if not self._layout.height:
            return
        moments = MomentRecorder(self._layout)
        piece: list[Slice] = []
        for frame in reader.all():
            if self._strip is not None and self._lines is not None:
                piece.append(self._strip.cut(frame))
                if frame.end_ms - piece[0].start_ms >= _PIECE_MS:
                    self._hand_over(lines_pool.submit(self._lines.feed, piece))
                    piece = []
            moment = moments.add(frame)
            if moment is not None:
                self._hand_over(scene_pool.submit(self._scene.look, moment))
                if on_progress is not None:
                    on_progress(min(1.0, frame.end_ms / max(1, duration_ms)))
        if self._lines is not None:
            self._hand_over(lines_pool.submit(self._lines.feed, piece))
        while self._waiting:
            self._waiting.popleft().result()
        self.lines = self._lines.finish() if self._lines else ()
        self.followed = self._scene.finish(moments.rest())
        self.look_count = self._scene.look_count

    def _hand_over(self, future: Future[None]) -> None:
        self._waiting.append(future)
        while len(self._waiting) > _MAX_WAITING:
            self._waiting.popleft().result()


def _without_dialogue(signs: tuple[Sign, ...], lines: tuple[Line, ...]) -> tuple[Sign, ...]:
    """Leave out what is a piece of a line of dialogue that is up at the same time."""

    def is_dialogue(sign: Sign) -> bool:
        return any(
            line.start_ms < sign.end_ms
            and sign.start_ms < line.end_ms
            and (fold(sign.text) in fold(line.text) or is_alike(sign.text, line.text))
            for line in lines
        )

    return tuple(sign for sign in signs if not is_dialogue(sign))


class _CueMaker:
    """Lines and signs as cues."""

    def __init__(self, work: Work, layout: Layout) -> None:
        self._work = work
        self._layout = layout

    def make(self, lines: tuple[Line, ...], signs: tuple[Sign, ...]) -> tuple[Cue, ...]:
        """Ids in the order of time; dialogue before a sign that starts with it."""
        found: list[Line | Sign] = [*lines, *signs]
        found.sort(key=lambda item: (item.start_ms, isinstance(item, Sign), item.area.top))
        return tuple(
            self._line(f"c{number:04d}", item) if isinstance(item, Line) else self._sign(f"c{number:04d}", item)
            for number, item in enumerate(found, start=1)
        )

    def _line(self, name: str, line: Line) -> Cue:
        return Cue(
            id=name,
            start_ms=line.start_ms,
            end_ms=line.end_ms,
            text=line.text,
            confidence=round(line.confidence, 4),
            box=line.area.as_shares(self._layout.height, self._layout.width),
            second=line.second,
            alternatives=tuple(
                Alternative(at=at, length=1, text=char, confidence=round(confidence, 4))
                for at, others in enumerate(line.others)
                for char, confidence in others
            ),
            is_unsure=line.cut is not None,
            picture=self._keep(name, line.cut) if line.cut is not None else None,
        )

    def _sign(self, name: str, sign: Sign) -> Cue:
        return Cue(
            id=name,
            start_ms=sign.start_ms,
            end_ms=sign.end_ms,
            text=sign.text,
            kind=CueKind.SIGN,
            confidence=round(sign.confidence, 4),
            box=sign.area.as_shares(self._layout.height, self._layout.width),
        )

    def _keep(self, name: str, cut: Luma) -> FileRef:
        path = self._work.folder / f"{name}.png"
        try:
            path.write_bytes(cv2.imencode(".png", cut)[1].tobytes())
            file = self._work.keep(path)
            path.unlink()
        except OSError as error:
            raise StoreError(f"cannot write to the scratch folder {path.parent}: {error.strerror}") from error
        return file


def _notes(
    layout: Layout, lines: tuple[Line, ...], standing: tuple[Standing, ...], break_note: str | None
) -> tuple[str, ...]:
    notes = [break_note] if break_note else []
    if not layout.height:
        notes.append("no picture could be decoded")
    elif not lines:
        notes.append("no dialogue found in the picture")
    notes += [f"watermark {text} left out" for text in dict.fromkeys(item.text for item in standing)]
    return tuple(notes)
