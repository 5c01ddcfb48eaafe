"""FCPXML 1.9, which Final Cut Pro (10.4.9 and later) and DaVinci Resolve read:
https://developer.apple.com/documentation/professional-video-applications/fcpxml-reference

Written here and not by `otio-fcpx-xml-adapter`: that one drops transitions, counts 23.976 and 29.97 frames a second as
23 and 29, asks ffprobe for the picture's size and leaves it out, and names each asset after one shot.

The video is found by a URL relative to the file. Notes become to-do markers, all others are plain ones.
"""

from __future__ import annotations

from fractions import Fraction
from xml.etree import ElementTree as ET

from reelbridge.formats.cut_layout import CutClip, CutJoint, CutLayout, MarkerKind, lay_out
from reelbridge.formats.xml_reading import serialize
from reelbridge.model.profile import Note
from reelbridge.model.shot import Transition
from reelbridge.model.study import EpisodeStudy

VERSION = "1.9"

_FORMAT, _ASSET = "r1", "r2"

#: what the program calls them; without a filter it takes its own cross dissolve for any name
_TRANSITIONS = {Transition.DISSOLVE: "Cross Dissolve", Transition.FADE: "Fade", Transition.WIPE: "Wipe"}


def render_fcpxml(episode: EpisodeStudy, notes: tuple[Note, ...] = (), *, video_path: str | None = None) -> str:
    """Write an episode's shots, transitions and markers; a video without a shot gives an empty timeline.

    Args:
        episode: as it was studied.
        notes: of a comparison; those about other episodes are passed over.
        video_path: see `cut_layout.lay_out`.
    """
    layout = lay_out(episode, notes, video_path)
    base = layout.timebase
    root = ET.Element("fcpxml", {"version": VERSION})
    _add_resources(root, episode, layout)
    event = ET.SubElement(root, "event", {"name": layout.title})
    sequence = ET.SubElement(
        ET.SubElement(event, "project", {"name": layout.title}),
        "sequence",
        {
            "format": _FORMAT,
            "duration": _time(layout.frames, base.rate),
            "tcStart": "0s",
            "tcFormat": "DF" if base.is_drop_frame else "NDF",
        },
    )
    spine = ET.SubElement(sequence, "spine")
    for clip in layout.clips:
        if clip.joint:
            _add_transition(spine, clip.joint, base.rate)
        _add_clip(spine, clip, base.rate)
    return serialize(root).decode().replace("?>\n", "?>\n<!DOCTYPE fcpxml>\n", 1)


def _add_resources(root: ET.Element, episode: EpisodeStudy, layout: CutLayout) -> None:
    rate = layout.timebase.rate
    resources = ET.SubElement(root, "resources")
    ET.SubElement(
        resources,
        "format",
        {
            "id": _FORMAT,
            "frameDuration": _time(1, rate),
            "width": str(episode.width),
            "height": str(episode.height),
        },
    )
    asset = ET.SubElement(
        resources,
        "asset",
        {
            "id": _ASSET,
            "name": layout.file_name,
            "start": "0s",
            "duration": _time(layout.frames, rate),
            "hasVideo": "1",
            "format": _FORMAT,
            **({"hasAudio": "1"} if episode.sound else {}),
        },
    )
    ET.SubElement(asset, "media-rep", {"kind": "original-media", "src": layout.url})


def _add_clip(spine: ET.Element, clip: CutClip, rate: Fraction) -> None:
    element = ET.SubElement(
        spine,
        "asset-clip",
        {
            "ref": _ASSET,
            "name": clip.name,
            "offset": _time(clip.start, rate),
            "start": _time(clip.start, rate),
            "duration": _time(clip.end - clip.start, rate),
        },
    )
    if clip.look:
        ET.SubElement(element, "note").text = str(clip.look.camera)
    for marker in clip.markers:
        attributes = {
            "start": _time(marker.frame, rate),
            "duration": _time(marker.frames, rate),
            "value": marker.text,
            **({"completed": "0"} if marker.kind is MarkerKind.NOTE else {}),
            **({"note": marker.detail} if marker.detail else {}),
        }
        ET.SubElement(element, "marker", attributes)


def _add_transition(spine: ET.Element, joint: CutJoint, rate: Fraction) -> None:
    ET.SubElement(
        spine,
        "transition",
        {
            "name": _TRANSITIONS[joint.kind],
            "offset": _time(joint.start, rate),
            "duration": _time(joint.end - joint.start, rate),
        },
    )


def _time(frames: int, rate: Fraction) -> str:
    """Seconds as a fraction, a whole number of frames, which the program insists on."""
    if frames == 0:
        return "0s"
    return f"{frames * rate.denominator}/{rate.numerator}s"
