"""One episode's study, from what was seen, heard and said in it."""

from __future__ import annotations

from dataclasses import replace

from reelbridge.graph.step import Work
from reelbridge.model.cue import CueList
from reelbridge.model.media import MediaInfo
from reelbridge.model.signal import SIGNALS
from reelbridge.model.study import EndingKind, EpisodeStudy
from reelbridge.model.watched import Heard, Watched
from reelbridge.technique.drama.cutting import cut_rate_track
from reelbridge.technique.drama.reading import read_drama
from reelbridge.technique.lines.lexicon import load_heat
from reelbridge.technique.lines.tracks import line_tracks
from reelbridge.technique.steps import StudyParams


def study(
    work: Work,  # noqa: ARG001 - every step is given one
    params: StudyParams,
    *,
    media: MediaInfo,
    watched: Watched,
    heard: Heard,
    cues: CueList | None,
) -> EpisodeStudy:
    """Put everything about an episode together.

    Args:
        cues: its lines in the language they are spoken in; None where lines were not asked for.
    """
    lines = cues.cues if cues else ()
    language = cues.language if cues else ""
    duration_ms = watched.shots.duration_ms or media.duration_ms
    of_cuts = (cut_rate_track(watched.shots),) if watched.shots.shots else ()
    of_lines = line_tracks(lines, language=language, duration_ms=duration_ms) if lines else ()
    own_notes: tuple[str, ...] = ()
    if lines and load_heat(language) is None:
        of_lines = tuple(track for track in of_lines if track.signal != "heat")
        own_notes = (
            f"no list of hot words is kept for the language {language}: how charged the lines are is left out",
        )
    order = list(SIGNALS)
    tracks = tuple(
        sorted(
            (*of_cuts, *watched.tracks, *heard.tracks, *of_lines),
            key=lambda track: order.index(track.signal),
        )
    )
    drama = read_drama(
        shots=watched.shots,
        looks=watched.looks,
        tracks=tracks,
        sound=heard.spans,
        cues=lines,
        language=language,
    )
    if own_notes and drama.ending is None:
        own_notes += (f"how it ends is not judged: there is no list of charged words and questions for {language}",)
    if cues is None and drama.ending and drama.ending.kinds == (EndingKind.RESOLVED,):
        drama = replace(drama, ending=None)
        own_notes += ("how it ends is not judged: its lines were left out",)
    sources = (media.notes, watched.shots.notes, watched.notes, heard.notes, cues.notes if cues else (), own_notes)
    return EpisodeStudy(
        number=params.number,
        title=params.title,
        video=media.source,
        width=media.width,
        height=media.height,
        has_lines=cues is not None,
        language=language,
        cues=lines,
        shots=watched.shots,
        looks=watched.looks,
        tracks=tracks,
        sound=heard.spans,
        loudness_lufs=heard.loudness_lufs,
        strip=watched.strip,
        drama=drama,
        notes=tuple(dict.fromkeys(note for notes in sources for note in notes)),
    )
