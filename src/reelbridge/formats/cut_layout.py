"""An episode's shots as editing programs lay them out: clips on one track, in frames, with markers.

Frames are counted from the video's first one, as editing programs do, whatever time the file gives it. Of a video of a
constant rate they are the frames themselves, of one of a variable rate the places in the program's own constant one.

Every clip is the same video at the same place, so a dissolve or a wipe between two of them mixes frames with
themselves: the picture stays as it was, and the editor sees how long it takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from urllib.parse import quote

from reelbridge.core.time import format_tenths
from reelbridge.formats.frame_places import FramePlaces, places_of
from reelbridge.formats.timecode import Timebase
from reelbridge.model.profile import Note
from reelbridge.model.shot import Shot, ShotLook, Transition
from reelbridge.model.study import EpisodeStudy, Moment

#: characters of a marker's text; more than any editing program shows
_TEXT_LENGTH = 300


class MarkerKind(StrEnum):
    """What a marker points at."""

    HOOK = "hook"
    PEAK = "peak"
    JOLT = "jolt"
    ENDING = "ending"
    FLASH = "flash"
    FADE = "fade"
    BEAT = "beat"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class CutMarker:
    """A marker at a frame: a short text, and what there is to say of it."""

    kind: MarkerKind
    frame: int
    frames: int
    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CutJoint:
    """A gradual transition: frames from `start` until before `end`, around the place where two clips meet."""

    kind: Transition
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CutClip:
    """One shot as a clip: frames from `start` until before `end`, of the video and of the timeline alike."""

    name: str
    start: int
    end: int
    joint: CutJoint | None  # with the clip before
    shot: Shot
    look: ShotLook | None
    markers: tuple[CutMarker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CutLayout:
    """A whole episode. `file_name` is the video's, in one line; `url` is where it lies, as a relative URL."""

    title: str
    file_name: str
    url: str
    timebase: Timebase
    frames: int
    clips: tuple[CutClip, ...]


def lay_out(episode: EpisodeStudy, notes: tuple[Note, ...], video_path: str | None) -> CutLayout:
    """The clips and markers of an episode; none for a video without a shot.

    Args:
        episode: as it was studied.
        notes: of a comparison; those about other episodes are passed over.
        video_path: of the video, relative to the file that is written, with `/`; None for one of its own name beside
            it.
    """
    path = episode.video.name.replace("/", " ") if video_path is None else video_path
    places = places_of(episode.shots)
    spans = places.spans(episode.shots.shots)
    total = spans[-1][1] if spans else 0
    markers = sorted(_markers(episode, notes, places), key=lambda marker: marker.frame)
    looks = {look.number: look for look in episode.looks}
    clips: list[CutClip] = []
    for shot, (start, end) in zip(episode.shots.shots, spans, strict=True):
        look = looks.get(shot.number)
        own = [one for one in markers if start <= one.frame and (one.frame < end or end == total)]
        clips.append(
            CutClip(
                name=f"{shot.number:03d} {look.size}" if look and look.size else f"{shot.number:03d}",
                start=start,
                end=end,
                joint=_joint(shot, clips[-1], end, places.scale) if clips else None,
                shot=shot,
                look=look,
                markers=tuple(_within(one, end) for one in own),
            )
        )
    return CutLayout(
        title=one_line(episode.title),
        file_name=one_line(path.rpartition("/")[2]),
        url=f"./{_link_to(path)}",
        timebase=places.timebase,
        frames=total,
        clips=tuple(clips),
    )


def _link_to(path: str) -> str:
    """A path as a relative URL. Bytes of a file name that are no text (Python holds them as lone surrogates) are
    written as these bytes."""
    try:
        return quote(path, safe="/", errors="surrogateescape")
    except UnicodeEncodeError:
        return quote(path, safe="/", errors="replace")


def one_line(text: str) -> str:
    """A text that stays in its line: no line break, no control character, and an end."""
    plain = text.encode("utf-8", "replace").decode("utf-8")
    return " ".join("".join(char if char.isprintable() else " " for char in plain).split())[:_TEXT_LENGTH]


def _joint(shot: Shot, before: CutClip, end: int, scale: Fraction) -> CutJoint | None:
    """The transition into a shot, within the two clips and after the transition before it.

    A fade up from black at the beginning is none: it is in the video, and a program would add a second one to it.
    """
    first, after = shot.transition_start_frame, shot.transition_end_frame
    if not shot.transition.is_gradual or first is None or after is None:
        return None
    free_from = before.joint.end if before.joint else before.start + 1
    joint = CutJoint(
        kind=shot.transition,
        start=min(before.end, max(free_from, before.end - round((shot.start_frame - first) * scale))),
        end=min(end, before.end + round((after - shot.start_frame) * scale)),
    )
    return joint if joint.end > joint.start else None


def _within(marker: CutMarker, end: int) -> CutMarker:
    """A marker that begins and ends in its clip: no editing program takes another."""
    frame = min(marker.frame, end - 1)
    return CutMarker(
        kind=marker.kind,
        frame=frame,
        frames=max(1, min(marker.frames, end - frame)),
        text=one_line(marker.text),
        detail=one_line(marker.detail),
    )


def _markers(episode: EpisodeStudy, notes: tuple[Note, ...], places: FramePlaces) -> Iterator[CutMarker]:
    drama = episode.drama
    for beat in drama.beats:
        until = format_tenths(beat.end_ms - places.origin_ms)
        text = f"beat: {beat.kind}, to {until}, intensity {beat.intensity:.0f}"
        yield CutMarker(kind=MarkerKind.BEAT, frame=places.at(beat.start_ms), frames=1, text=text)
    if drama.hook:
        yield _moment(MarkerKind.HOOK, drama.hook, places)
    for peak in drama.peaks:
        yield _moment(MarkerKind.PEAK, peak, places)
    for jolt in drama.jolts:
        yield _moment(MarkerKind.JOLT, jolt, places)
    if drama.ending:
        yield CutMarker(
            kind=MarkerKind.ENDING,
            frame=places.at(drama.ending.at_ms),
            frames=1,
            text=f"ending {drama.ending.strength:.0f}: {', '.join(drama.ending.kinds)}",
            detail="; ".join(reason.text for reason in drama.ending.reasons),
        )
    for shot in episode.shots.shots[:1]:
        if shot.transition_end_frame:
            text = f"fade up, {shot.transition_end_frame} frames"
            yield CutMarker(kind=MarkerKind.FADE, frame=0, frames=1, text=text)
    for flash in episode.shots.flashes:
        start, end = places.of(flash.start_frame, flash.start_ms), places.of(flash.end_frame, flash.end_ms)
        yield CutMarker(kind=MarkerKind.FLASH, frame=start, frames=end - start, text="flash, no cut")
    for note in notes:
        if note.episode == episode.number:
            start, end = places.at(note.start_ms), places.at(note.end_ms)
            detail = f"{note.band}. {note.advice}" if note.band else note.advice
            yield CutMarker(kind=MarkerKind.NOTE, frame=start, frames=end - start, text=note.text, detail=detail)


def _moment(kind: MarkerKind, moment: Moment, places: FramePlaces) -> CutMarker:
    return CutMarker(
        kind=kind,
        frame=places.at(moment.at_ms),
        frames=1,
        text=f"{kind} {moment.points:.0f}",
        detail="; ".join(reason.text for reason in moment.reasons),
    )
