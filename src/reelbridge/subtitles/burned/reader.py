"""Text that is part of the picture, read in two passes: a sample to learn what stands where, then every frame."""

from __future__ import annotations

from collections.abc import Callable

from reelbridge.core.text import fold
from reelbridge.graph.step import Work
from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.model.media import MediaInfo
from reelbridge.subtitles.burned.band import Band, find_band
from reelbridge.subtitles.burned.lines import Line, LineReader
from reelbridge.subtitles.burned.sightings import STEP_MS, Track, link, look
from reelbridge.subtitles.burned.signs import Sign, SignWatch, join_signs, select_signs
from reelbridge.subtitles.burned.standing import Standing, split_standing
from reelbridge.subtitles.burned.strip import StripRecorder
from reelbridge.subtitles.ocr.recognizers import Recognizer
from reelbridge.subtitles.picture.frames import FrameReader


def read_burned_in(
    work: Work,
    media: MediaInfo,
    recognizer: Recognizer,
    language: str,
    *,
    on_progress: Callable[[float], None] | None = None,
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
    reader = FrameReader(work.path(media.source), media)
    samples = []
    height, width = media.height, media.width
    for frame in reader.samples(STEP_MS):
        height, width = frame.luma.shape
        samples.append(look(frame, recognizer))
    standing, tracks = split_standing(link(samples), len(samples))
    band = find_band(tracks, height, width)
    watches = [SignWatch(track) for track in select_signs(_outside(tracks, band), language)]
    lines: tuple[Line, ...] = ()
    if band is not None:
        strip_file = work.folder / "strip.jpgs"
        recorder = StripRecorder(band, strip_file)
        for frame in reader.all():
            recorder.add(frame)
            if on_progress is not None:
                on_progress(min(1.0, frame.end_ms / max(1, media.duration_ms)))
            for watch in watches:
                watch.add(frame)
        lines = LineReader(recorder.finish(), band, standing, recognizer).read()
        strip_file.unlink()
    elif watches:
        for frame in reader.all():
            for watch in watches:
                watch.add(frame)
    signs = _without_dialogue(join_signs([watch.finish() for watch in watches]), lines)
    return CueList(
        language=language,
        origin="burned-in",
        cues=_number(lines, signs, height, width),
        notes=_notes(len(samples), lines, standing, reader.break_note),
    )


def _outside(tracks: tuple[Track, ...], band: Band | None) -> tuple[Track, ...]:
    return tracks if band is None else tuple(track for track in tracks if not band.fits(track.best.area))


def _without_dialogue(signs: tuple[Sign, ...], lines: tuple[Line, ...]) -> tuple[Sign, ...]:
    """Leave out what is a piece of a line of dialogue that is up at the same time."""

    def is_dialogue(sign: Sign) -> bool:
        return any(
            line.start_ms < sign.end_ms and sign.start_ms < line.end_ms and fold(sign.text) in fold(line.text)
            for line in lines
        )

    return tuple(sign for sign in signs if not is_dialogue(sign))


def _number(lines: tuple[Line, ...], signs: tuple[Sign, ...], height: int, width: int) -> tuple[Cue, ...]:
    """Ids in the order of time; dialogue before a sign that starts with it."""
    found = [(line, CueKind.DIALOGUE) for line in lines] + [(sign, CueKind.SIGN) for sign in signs]
    found.sort(key=lambda item: (item[0].start_ms, item[1] is CueKind.SIGN, item[0].area.top))
    return tuple(
        Cue(
            id=f"c{number:04d}",
            start_ms=item.start_ms,
            end_ms=item.end_ms,
            text=item.text,
            kind=kind,
            confidence=round(item.confidence, 4),
            box=item.area.as_shares(height, width),
        )
        for number, (item, kind) in enumerate(found, start=1)
    )


def _notes(
    sample_count: int, lines: tuple[Line, ...], standing: tuple[Standing, ...], break_note: str | None
) -> tuple[str, ...]:
    notes = [break_note] if break_note else []
    if sample_count == 0:
        notes.append("no picture could be decoded")
    elif not lines:
        notes.append("no dialogue found in the picture")
    notes += [f"watermark {item.text} left out" for item in standing]
    return tuple(notes)
