"""A first look at a video: where its dialogue stands and how it is drawn, from a few of its frames."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import islice

import numpy as np

from reelbridge.core.lang import language_of
from reelbridge.core.text import has_han
from reelbridge.subtitles.burned.band import HAN_LANGUAGES, find_band, find_second
from reelbridge.subtitles.burned.layout import Dialogue, Layout
from reelbridge.subtitles.burned.sightings import Sighting, Track, link, look
from reelbridge.subtitles.burned.standing import split_standing
from reelbridge.subtitles.ocr.recognizers import Recognizer
from reelbridge.subtitles.picture.frames import Frame, FrameReader
from reelbridge.subtitles.picture.mask import measure_ink

#: so many frames are looked at, at most; half of the time a line is up, so this shows a dozen
_MAX_LOOKS = 24
#: fewer looks than this are no picture of the whole
_MIN_LOOKS = 8
#: looks are enough when so many different lines agree on the band
_ENOUGH_TEXTS = 5
#: room above and below a second language, in line heights
_SECOND_PAD = 0.2
#: looks at a time between two counts
_BATCH = 4


def scout(reader: FrameReader, duration_ms: int, recognizer: Recognizer, language: str, pool: Executor) -> Layout:
    """Look at frames from all over the video until the place of the dialogue is plain.

    Args:
        reader: decodes the video.
        duration_ms: of the video.
        recognizer: the engine that reads.
        language: the tag of the text.
        pool: where frames are looked at, several at a time.
    """
    frames = _sample(reader, duration_ms // _MAX_LOOKS)
    layout = Layout(height=0, width=0)
    samples: list[tuple[Sighting, ...]] = []
    waiting = iter([frames[place] for place in _spread(len(frames))])
    while batch := list(islice(waiting, _BATCH)):
        seen = [sighting for sample in samples for sighting in sample]
        samples += pool.map(partial(look, recognizer=recognizer, seen=seen), batch)
        height, width = batch[0].luma.shape
        layout, texts = _lay_out(samples, height, width, language)
        if len(samples) >= _MIN_LOOKS and texts >= _ENOUGH_TEXTS:
            break
    return layout


def _sample(reader: FrameReader, step_ms: int) -> list[Frame]:
    """Frames all over the video: after key frames, which is cheap, unless those are too far apart."""
    found = [_kept(frame) for frame in islice(reader.glimpses(max(1500, step_ms)), 2 * _MAX_LOOKS)]
    if len(found) >= _MIN_LOOKS:
        return found
    return [_kept(frame) for frame in islice(reader.samples(max(400, step_ms)), 2 * _MAX_LOOKS)]


def _kept(frame: Frame) -> Frame:
    return replace(frame, luma=np.ascontiguousarray(frame.luma).copy())


def _spread(count: int) -> Iterator[int]:
    """0 to `count - 1` so that any first few are spread over all: every eighth, those in the middle of them, ..."""
    seen = set()
    for step in (8, 4, 2, 1):
        for place in range(step // 2, count, step):
            if place not in seen:
                seen.add(place)
                yield place
    yield from (place for place in range(count) if place not in seen)


def _lay_out(samples: list[tuple[Sighting, ...]], height: int, width: int, language: str) -> tuple[Layout, int]:
    """What the samples tell, and how many different lines of dialogue are among them."""
    in_order = sorted((sample for sample in samples if sample), key=lambda sample: sample[0].at_ms)
    standing, tracks = split_standing(link(in_order), len(samples), height, width)
    band = find_band(_spoken(tracks, language), height, width)
    if band is None:
        return Layout(height=height, width=width, standing=standing), 0
    lines = [track.best for track in tracks if band.fits(track.best.area)]
    second = find_second(tracks, band, language)
    top, bottom = band.top, band.bottom
    if second is not None:
        pad = round(_SECOND_PAD * band.line_height)
        top, bottom = max(0, min(top, second.top - pad)), min(height, max(bottom, second.bottom + pad))
    ink = measure_ink([line.picture for line in lines])
    dialogue = Dialogue(band=band, second=second, ink=ink, top=top, bottom=bottom)
    return Layout(height=height, width=width, dialogue=dialogue, standing=standing), len(
        {line.reading.text for line in lines}
    )


def _spoken(tracks: tuple[Track, ...], language: str) -> tuple[Track, ...]:
    """The tracks in the script of the language, where it has one of its own: a translation under them has another, and
    a clock has none."""
    if language_of(language) not in HAN_LANGUAGES:
        return tracks
    han = tuple(track for track in tracks if has_han(track.text))
    # a line of Japanese may do without
    return han or (tracks if language_of(language) == "ja" else ())
