"""OpenTimelineIO, which editing programs and pipelines read: https://opentimeline.io

One video track with a clip a shot, one sound track where there is sound. Markers lie on the clips, because the adapters
to other formats look for them only there; what is known of a shot and has no place in the format is in its metadata.
"""

from __future__ import annotations

from fractions import Fraction

from opentimelineio import opentime, schema
from opentimelineio.core import Track

from reelbridge.formats.cut_layout import CutClip, CutJoint, CutLayout, CutMarker, MarkerKind, lay_out
from reelbridge.model.profile import Note
from reelbridge.model.shot import Transition
from reelbridge.model.study import EpisodeStudy

_COLOURS = {
    MarkerKind.HOOK: schema.MarkerColor.GREEN,
    MarkerKind.PEAK: schema.MarkerColor.RED,
    MarkerKind.JOLT: schema.MarkerColor.ORANGE,
    MarkerKind.ENDING: schema.MarkerColor.MAGENTA,
    MarkerKind.FLASH: schema.MarkerColor.WHITE,
    MarkerKind.FADE: schema.MarkerColor.BLACK,
    MarkerKind.BEAT: schema.MarkerColor.BLUE,
    MarkerKind.NOTE: schema.MarkerColor.YELLOW,
}

_FRAMES_ARE = "frames count from the video's first; of a video of a varying rate by their own times"


def render_otio(episode: EpisodeStudy, notes: tuple[Note, ...] = (), *, video_path: str | None = None) -> str:
    """Write an episode's shots, transitions and markers; a video without a shot gives an empty track.

    Args:
        episode: as it was studied.
        notes: of a comparison; those about other episodes are passed over.
        video_path: see `cut_layout.lay_out`.
    """
    layout = lay_out(episode, notes, video_path)
    rate = layout.timebase.rate
    pictures = Track(name="V1", kind=schema.TrackKind.Video)
    for clip in layout.clips:
        if clip.joint:
            pictures.append(_transition(clip.joint, clip.start, rate))
        pictures.append(_clip(clip, layout))
    timeline = schema.Timeline(
        name=layout.title,
        global_start_time=opentime.RationalTime(0, float(rate)),
        metadata={
            "reelbridge": {
                "episode": episode.number,
                "video_frame_rate": str(episode.shots.frame_rate),
                "timeline_rate": str(rate),
                "frames": _FRAMES_ARE,
                "width": episode.width,
                "height": episode.height,
                "shot_detector": episode.shots.detector,
            }
        },
    )
    timeline.tracks.append(pictures)
    if episode.sound and layout.clips:
        sound = Track(name="A1", kind=schema.TrackKind.Audio)
        whole = _range(0, layout.frames, rate)
        sound.append(schema.Clip(name=layout.file_name, media_reference=_reference(layout), source_range=whole))
        timeline.tracks.append(sound)
    return str(timeline.to_json_string(indent=2))


def _clip(clip: CutClip, layout: CutLayout) -> schema.Clip:
    rate = layout.timebase.rate
    item = schema.Clip(
        name=clip.name,
        media_reference=_reference(layout),
        source_range=_range(clip.start, clip.end, rate),
        metadata={"reelbridge": _facts(clip)},
    )
    item.markers.extend(_marker(marker, rate) for marker in clip.markers)
    return item


def _facts(clip: CutClip) -> dict[str, str | int | float]:
    """What is known of a shot; times are the video's own."""
    facts: dict[str, str | int | float] = {
        "shot": clip.shot.number,
        "start_ms": clip.shot.start_ms,
        "end_ms": clip.shot.end_ms,
        "transition": str(clip.shot.transition),
        "confidence": clip.shot.confidence,
    }
    if clip.look:
        facts |= {
            "camera": str(clip.look.camera),
            "motion": clip.look.motion,
            "brightness": clip.look.brightness,
            "saturation": clip.look.saturation,
            "warmth": clip.look.warmth,
        }
        if clip.look.size is not None:
            facts["size"] = str(clip.look.size)
        if clip.look.faces is not None:
            facts["faces"] = clip.look.faces
    return facts


def _reference(layout: CutLayout) -> schema.ExternalReference:
    return schema.ExternalReference(
        target_url=layout.url, available_range=_range(0, layout.frames, layout.timebase.rate)
    )


def _transition(joint: CutJoint, cut: int, rate: Fraction) -> schema.Transition:
    """OpenTimelineIO has a name for the dissolve alone."""
    is_wipe = joint.kind is Transition.WIPE
    kinds = schema.TransitionTypes
    return schema.Transition(
        name=str(joint.kind),
        transition_type=kinds.Custom if is_wipe else kinds.SMPTE_Dissolve,
        in_offset=_time(cut - joint.start, rate),
        out_offset=_time(joint.end - cut, rate),
        metadata={"reelbridge": {"transition": str(joint.kind)}},
    )


def _marker(marker: CutMarker, rate: Fraction) -> schema.Marker:
    return schema.Marker(
        name=marker.text,
        comment=marker.detail,
        marked_range=_range(marker.frame, marker.frame + marker.frames, rate),
        color=_COLOURS[marker.kind],
        metadata={"reelbridge": {"kind": str(marker.kind)}},
    )


def _time(frames: int, rate: Fraction) -> opentime.RationalTime:
    return opentime.RationalTime(frames, float(rate))


def _range(start: int, end: int, rate: Fraction) -> opentime.TimeRange:
    return opentime.TimeRange(_time(start, rate), _time(end - start, rate))
