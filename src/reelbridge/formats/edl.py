"""CMX3600 edit lists, which every editing program reads.

Written here and not by `otio-cmx3600-adapter`: that one leaves the frame code mode (`FCM`) out, makes a dissolve of
every wipe, puts markers in capitals, and counts past the 999 events the format has room for. It reads what is written
here, but for markers in drop-frame timecode.

A transition's event begins where both shots are first seen, as the format has it. `FROM CLIP NAME` is the shot,
`SOURCE FILE` the video. Texts keep their letters (UTF-8).
"""

from __future__ import annotations

from collections.abc import Iterator

from reelbridge.core.errors import UsageError
from reelbridge.formats.cut_layout import CutClip, CutLayout, CutMarker, MarkerKind, lay_out
from reelbridge.formats.timecode import Timebase
from reelbridge.model.profile import Note
from reelbridge.model.shot import Transition
from reelbridge.model.study import EpisodeStudy

#: an event's number has three digits
MAX_EVENTS = 999

#: an effect's length has three digits too
_MAX_EFFECT = 999

_TITLE_LENGTH = 70  # characters; source: the CMX3600 form

#: the colours locators of this form have
_COLOURS = {
    MarkerKind.HOOK: "GREEN",
    MarkerKind.PEAK: "RED",
    MarkerKind.JOLT: "YELLOW",
    MarkerKind.ENDING: "MAGENTA",
    MarkerKind.FLASH: "WHITE",
    MarkerKind.FADE: "BLACK",
    MarkerKind.BEAT: "BLUE",
    MarkerKind.NOTE: "CYAN",
}


def render_edl(episode: EpisodeStudy, notes: tuple[Note, ...] = (), *, video_path: str | None = None) -> str:
    """Write an episode's shots as one edit list.

    Args:
        episode: as it was studied.
        notes: of a comparison; those about other episodes are passed over.
        video_path: see `cut_layout.lay_out`; the list has room for the name alone.

    Raises:
        UsageError: it has no shots, or more than the form has room for.
    """
    count = len(episode.shots.shots)
    if count > MAX_EVENTS:
        raise UsageError(
            f"episode {episode.number}: {count:,} shots; a CMX3600 edit list holds at most {MAX_EVENTS}",
            hint="write several with render_edl_parts, or open the OTIO or FCPXML file, which have no limit",
        )
    return render_edl_parts(episode, notes, video_path=video_path)[0]


def render_edl_parts(
    episode: EpisodeStudy, notes: tuple[Note, ...] = (), *, video_path: str | None = None
) -> tuple[str, ...]:
    """Write an episode's shots as edit lists of at most 999 events, each going on where the one before ends.

    Args: those of `render_edl`.

    Raises:
        UsageError: it has no shots: an edit list cannot be empty.
    """
    layout = lay_out(episode, notes, video_path)
    if not layout.clips:
        raise UsageError(f"episode {episode.number} has no shots; an edit list needs one at least")
    reel = f"EP{episode.number:03d}"[:8]
    starts = range(0, len(layout.clips), MAX_EVENTS)
    return tuple(_render(layout, reel, first, len(starts)) for first in starts)


def _render(layout: CutLayout, reel: str, first: int, parts: int) -> str:
    suffix = f" {first // MAX_EVENTS + 1} of {parts}" if parts > 1 else ""
    lines = [
        f"TITLE: {layout.title[: _TITLE_LENGTH - len(suffix)]}{suffix}",
        f"FCM: {'DROP FRAME' if layout.timebase.is_drop_frame else 'NON-DROP FRAME'}",
        "",
    ]
    for place, clip in enumerate(layout.clips[first : first + MAX_EVENTS]):
        index = first + place
        before = layout.clips[index - 1] if index else None
        after = layout.clips[index + 1] if index + 1 < len(layout.clips) else None
        lines += _event(place + 1, reel, clip, before if place else None, after, layout)
    return "\r\n".join(lines) + "\r\n"


def _event(
    number: int, reel: str, clip: CutClip, before: CutClip | None, after: CutClip | None, layout: CutLayout
) -> Iterator[str]:
    base = layout.timebase
    end = after.joint.start if after and after.joint else clip.end
    head = f"{number:03d}  {reel:8s} V    "
    joint = clip.joint
    if joint and before:  # the first event of a list has nothing to come from
        effect = "W001" if joint.kind is Transition.WIPE else "D"
        length = min(_MAX_EFFECT, joint.end - joint.start)
        yield f"{head} {'C':8s} {_times(joint.start, joint.start, base)}"
        yield f"{head} {effect:4s} {length:03d} {_times(joint.start, end, base)}"
        yield f"* FROM CLIP NAME: {before.name}"
        yield f"* TO CLIP NAME: {clip.name}"
    else:
        start = clip.joint.start if clip.joint else clip.start
        yield f"{head} {'C':8s} {_times(start, end, base)}"
        yield f"* FROM CLIP NAME: {clip.name}"
    yield f"* SOURCE FILE: {layout.file_name}"
    if clip.look:
        yield f"* COMMENT: {clip.look.camera}"
    for marker in clip.markers:
        yield _locator(marker, base)


def _times(start: int, end: int, base: Timebase) -> str:
    """Of the video and of the timeline: they are the same."""
    place = f"{base.label(start)} {base.label(end)}"
    return f"{place} {place}"


def _locator(marker: CutMarker, base: Timebase) -> str:
    text = f"{marker.text}: {marker.detail}" if marker.detail else marker.text
    return f"* LOC: {base.label(marker.frame)} {_COLOURS[marker.kind]:7s} {text}"
