"""Timelines for editors: what OpenTimelineIO reads out of the three formats is what was cut."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from fractions import Fraction
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import opentimelineio as otio
import pytest

from reelbridge.core.errors import UsageError
from reelbridge.formats.timecode import RATES
from reelbridge.formats.timeline import render_edl, render_edl_parts, render_fcpxml, render_otio
from reelbridge.model.media import FileRef
from reelbridge.model.shot import Transition
from reelbridge.model.study import EpisodeStudy
from support.cut import delayed, make_cut, make_note
from support.studies import CUTS, make_episode

NAMES = ("001 extreme close-up", "002 close-up", "003 medium", "004 wide", "005 insert", "006 close-up")

#: with a dissolve, a wipe that begins where the dissolve ends, and a fade
HARD = (0, 30, 61, 75, 2000, 2500)
GRADUAL = {
    2: (Transition.DISSOLVE, 24, 36),
    3: (Transition.WIPE, 50, 72),
    4: (Transition.FADE, 70, 90),
    5: (Transition.DISSOLVE, 1990, 2010),
}


def read_otio(text: str) -> Any:
    return otio.adapters.read_from_string(text, "otio_json")


def read_edl(text: str, rate: Fraction = Fraction(25)) -> Any:
    return otio.adapters.read_from_string(text, "cmx_3600", rate=float(rate))


def spans(timeline: Any) -> list[tuple[int, int]]:
    """First frame and end of each clip of the video track, where the clips meet."""
    track = timeline.video_tracks()[0]
    ranges = [track.range_of_child(clip) for clip in track.find_clips()]
    return [(one.start_time.to_frames(), one.end_time_exclusive().to_frames()) for one in ranges]


def transitions(timeline: Any) -> list[tuple[int, int]]:
    """First frame of each transition and the first after it."""
    track = timeline.video_tracks()[0]
    found = []
    for place, item in enumerate(track):
        if isinstance(item, otio.schema.Transition):
            cut = track.range_of_child(track[place + 1]).start_time
            found.append(((cut - item.in_offset).to_frames(), (cut + item.out_offset).to_frames()))
    return found


def frames_of(text: str, rate: Fraction) -> int:
    """A time of FCPXML as frames; it has to be a whole number of them."""
    frames = Fraction(text.removesuffix("s")) * rate
    assert frames.denominator == 1
    return int(frames)


def test_opentimelineio_reads_the_clips_of_all_three_formats_at_their_times() -> None:
    episode = make_episode()
    expected = list(itertools.pairwise(CUTS))
    fcpxml = otio.adapters.read_from_string(render_fcpxml(episode), "fcpx_xml")[0]
    for timeline in (read_otio(render_otio(episode)), fcpxml):
        assert spans(timeline) == expected
        assert tuple(clip.name for clip in timeline.video_tracks()[0].find_clips()) == NAMES
        assert timeline.name == "第1集"
    edl = read_edl(render_edl(episode))
    assert tuple(clip.name for clip in edl.video_tracks()[0].find_clips()) == NAMES
    # an event begins where its dissolve does
    assert spans(edl) == [(0, 40), (40, 75), (75, 144), (144, 400), (400, 520), (520, 600)]


def test_a_dissolve_stands_where_it_is_seen() -> None:
    episode = make_episode()
    assert transitions(read_otio(render_otio(episode))) == [(144, 156)]
    assert transitions(read_edl(render_edl(episode))) == [(144, 156)]
    (joint,) = ET.fromstring(render_fcpxml(episode)).iter("transition")
    assert (joint.get("offset"), joint.get("duration")) == ("144/25s", "12/25s")


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_every_rate_is_frame_accurate_in_every_format(rate: Fraction) -> None:
    episode = make_cut(rate, HARD, GRADUAL)
    expected = list(itertools.pairwise(HARD))
    joints = [(24, 36), (50, 72), (72, 90), (1990, 2010)]  # the fade begins after the wipe it ran into

    timeline = read_otio(render_otio(episode))
    assert spans(timeline) == expected
    assert transitions(timeline) == joints

    edl = read_edl(render_edl(episode), rate)
    starts = [0, *(start for start, _ in joints)]
    assert spans(edl) == list(zip(starts, [*starts[1:], 2500], strict=False))
    assert transitions(edl) == joints
    for clip in edl.video_tracks()[0].find_clips():  # of the video it takes the same frames
        assert clip.source_range.start_time == edl.video_tracks()[0].range_of_child(clip).start_time

    root = ET.fromstring(render_fcpxml(episode))
    assert Fraction(root.find("resources/format").get("frameDuration").removesuffix("s")) == 1 / rate
    for clip, (start, end) in zip(root.iter("asset-clip"), expected, strict=True):
        assert frames_of(clip.get("offset"), rate) == frames_of(clip.get("start"), rate) == start
        assert frames_of(clip.get("duration"), rate) == end - start
    found = [
        (frames_of(one.get("offset"), rate), frames_of(one.get("duration"), rate)) for one in root.iter("transition")
    ]
    assert found == [(start, end - start) for start, end in joints]


def test_a_wipe_is_one_in_every_format() -> None:
    episode = make_cut(Fraction(25), HARD, GRADUAL)
    assert "V     W001 022 " in render_edl(episode)
    assert [one.get("name") for one in ET.fromstring(render_fcpxml(episode)).iter("transition")] == [
        "Cross Dissolve",
        "Wipe",
        "Fade",
        "Cross Dissolve",
    ]
    track = read_otio(render_otio(episode)).video_tracks()[0]
    kinds = [item.transition_type for item in track if isinstance(item, otio.schema.Transition)]
    assert kinds == ["SMPTE_Dissolve", "Custom_Transition", "SMPTE_Dissolve", "SMPTE_Dissolve"]


@pytest.mark.parametrize(
    ("rate", "mode", "label", "form"),
    [
        (Fraction(30000, 1001), "DROP FRAME", "00:01:06;22", "DF"),
        (Fraction(30), "NON-DROP FRAME", "00:01:06:20", "NDF"),
        (Fraction(24000, 1001), "NON-DROP FRAME", "00:01:23:08", "NDF"),
    ],
)
def test_drop_frame_is_said(rate: Fraction, mode: str, label: str, form: str) -> None:
    episode = make_cut(rate, HARD)
    edl = render_edl(episode)
    assert f"FCM: {mode}\r\n" in edl
    assert label in edl
    assert ET.fromstring(render_fcpxml(episode)).find("event/project/sequence").get("tcFormat") == form


def test_a_variable_rate_is_placed_by_time() -> None:
    """A phone that slowed down in the dark: 30 frames in the first second, 15 in each of the next two."""
    episode = make_cut(Fraction(20), (0, 30, 60))
    first, second = episode.shots.shots
    shots = (replace(first, end_ms=1000), replace(second, start_ms=1000, end_ms=3000))
    episode = replace(episode, shots=replace(episode.shots, shots=shots, duration_ms=3000))
    # twenty on average, so sixty a second keep each frame's place
    assert spans(read_otio(render_otio(episode))) == [(0, 60), (60, 180)]
    facts = json.loads(render_otio(episode))["metadata"]["reelbridge"]
    assert (facts["video_frame_rate"], facts["timeline_rate"]) == ("20", "60")
    assert "own times" in facts["frames"]


@pytest.mark.parametrize("delay_ms", [23, 33, 500])
@pytest.mark.parametrize("rate", RATES, ids=str)
def test_a_picture_that_comes_after_the_sound_is_cut_at_its_own_frames(rate: Fraction, delay_ms: int) -> None:
    """Editing programs call a video's first frame 0, whatever time the file gives it."""
    episode = delayed(make_cut(rate, HARD, GRADUAL), delay_ms)
    timeline = read_otio(render_otio(episode))
    assert spans(timeline) == list(itertools.pairwise(HARD))
    assert transitions(timeline) == [(24, 36), (50, 72), (72, 90), (1990, 2010)]
    assert transitions(read_edl(render_edl(episode), rate)) == transitions(timeline)
    clips = ET.fromstring(render_fcpxml(episode)).iter("asset-clip")
    assert [frames_of(clip.get("start"), rate) for clip in clips] == [*HARD[:-1]]


def test_sound_that_goes_on_after_the_picture_adds_no_frames() -> None:
    episode = make_cut(Fraction(25), (0, 30, 61))
    first, last = episode.shots.shots
    shots = replace(episode.shots, shots=(first, replace(last, end_ms=4000)), duration_ms=4000)
    assert spans(read_otio(render_otio(replace(episode, shots=shots)))) == [(0, 30), (30, 61)]


def test_a_measured_rate_does_not_drift_from_the_frames() -> None:
    """An hour at 25.001 frames a second would be three frames off at its end."""
    cuts = (0, 30, 90_000, 90_025)
    episode = make_cut(Fraction(25_001, 1000), cuts)
    start_ms = episode.shots.shots[2].start_ms
    note = replace(make_note(text="late", shot=3), start_ms=start_ms, end_ms=start_ms + 500)
    timeline = read_otio(render_otio(episode, (note,)))
    assert spans(timeline) == list(itertools.pairwise(cuts))
    (marker,) = timeline.find_clips()[2].markers
    assert marker.marked_range.start_time.to_frames() == 90_000


def test_a_variable_rate_is_placed_from_the_first_frame_too() -> None:
    episode = make_cut(Fraction(20), (0, 30, 60))
    first, second = episode.shots.shots
    shots = (replace(first, end_ms=1000), replace(second, start_ms=1000, end_ms=3000))
    episode = delayed(replace(episode, shots=replace(episode.shots, shots=shots, duration_ms=3000)), 500)
    assert spans(read_otio(render_otio(episode))) == [(0, 60), (60, 180)]


def test_markers_count_from_the_first_frame() -> None:
    """What is heard before the first picture is marked at it."""
    on_time = make_episode()
    drama = replace(on_time.drama, hook=replace(on_time.drama.hook, at_ms=200))
    episode = delayed(replace(on_time, drama=drama), 500)
    found = {
        marker.metadata["reelbridge"]["kind"]: (marker.marked_range.start_time.to_frames(), marker.name)
        for clip in read_otio(render_otio(episode)).video_tracks()[0].find_clips()
        for marker in clip.markers
    }
    assert found["flash"][0] == 100
    assert found["hook"][0] == 0
    assert found["jolt"][0] == 388  # at 16 s of the file, 15.5 s after the first picture
    assert found["beat"] == (388, "beat: cliffhanger, to 0:23.5, intensity 70")


def test_markers_lie_where_things_happen() -> None:
    timeline = read_otio(render_otio(make_episode(), (make_note(), make_note(episode=2, text="of another episode"))))
    found = [
        (marker.metadata["reelbridge"]["kind"], marker.marked_range.start_time.to_frames(), marker.color)
        for clip in timeline.video_tracks()[0].find_clips()
        for marker in clip.markers
    ]
    assert found == [
        ("beat", 0, "BLUE"),
        ("hook", 10, "GREEN"),
        ("beat", 75, "BLUE"),
        ("flash", 100, "WHITE"),
        ("note", 150, "YELLOW"),
        ("peak", 225, "RED"),
        ("beat", 400, "BLUE"),
        ("jolt", 400, "ORANGE"),
        ("ending", 525, "MAGENTA"),
    ]


def test_markers_of_an_edit_list_are_read_back() -> None:
    edl = read_edl(render_edl(make_episode(), (make_note(),)))
    clips = {clip.name: clip for clip in edl.video_tracks()[0].find_clips()}
    (note, peak) = clips["004 wide"].markers
    assert (note.marked_range.start_time.to_frames(), note.color) == (150, "CYAN")
    assert note.name == "shot 4: 10.0 s of a locked-off wide: 2 to 4 s. cut to her hands"
    assert peak.name == "peak 80: fast"
    assert clips["004 wide"].metadata["cmx_3600"]["reel"] == "EP001"


def test_notes_are_to_do_markers_in_fcpxml() -> None:
    root = ET.fromstring(render_fcpxml(make_episode(), (make_note(),)))
    (to_do,) = [marker for marker in root.iter("marker") if marker.get("completed")]
    assert (to_do.get("start"), to_do.get("completed")) == ("150/25s", "0")
    assert to_do.get("note") == "2 to 4 s. cut to her hands"


def test_a_note_about_the_whole_episode_stands_at_its_beginning() -> None:
    note = replace(make_note(text="no hook"), start_ms=0, end_ms=0, shot=None)
    (marker,) = [
        one for one in ET.fromstring(render_fcpxml(make_episode(), (note,))).iter("marker") if one.get("completed")
    ]
    assert marker.get("start") == "0s"


def test_a_moment_at_the_very_end_is_marked_in_the_last_shot() -> None:
    note = replace(make_note(text="late"), start_ms=24000, end_ms=24000, shot=None)
    timeline = read_otio(render_otio(make_episode(), (note,)))
    last = list(timeline.video_tracks()[0].find_clips())[-1]
    assert last.markers[-1].name == "late"
    assert last.markers[-1].marked_range.end_time_inclusive().to_frames() == 599


def test_a_fade_up_at_the_start_is_a_marker_and_no_second_fade() -> None:
    episode = make_cut(Fraction(25), (0, 50, 100), {1: (Transition.START, 0, 12)})
    timeline = read_otio(render_otio(episode))
    assert transitions(timeline) == []
    assert timeline.find_clips()[0].markers[0].name == "fade up, 12 frames"
    assert " D " not in render_edl(episode)


def test_what_is_known_of_a_shot_is_in_the_metadata() -> None:
    timeline = read_otio(render_otio(make_episode()))
    facts = timeline.find_clips()[0].metadata["reelbridge"]
    assert (facts["size"], facts["camera"], facts["faces"], facts["shot"]) == ("extreme close-up", "locked off", 1, 1)
    sound = timeline.audio_tracks()[0]
    assert sound.duration().to_frames() == 600


def hostile() -> EpisodeStudy:
    name = '../第1集\r\n001  AX V C "><asset id="x"/>&%.mp4'
    return replace(
        make_episode(title="第1集\n* FROM CLIP NAME: x</event>"), video=FileRef(name=name, digest="ab" * 32, size=1)
    )


def test_a_hostile_name_stays_a_name() -> None:
    episode = hostile()
    note = make_note(text="a\r\n007  AX V C\x00\x1b", shot=None)
    edl = render_edl(episode, (note,))
    assert len(list(read_edl(edl).find_clips())) == 6
    assert all(line[:3].isdigit() or line[:1] in "*TF" for line in edl.split("\r\n") if line)
    assert "\x1b" not in edl and "\x00" not in edl
    root = ET.fromstring(render_fcpxml(episode, (note,)))
    assert len(list(root.iter("asset"))) == 1
    url = root.find("resources/asset/media-rep").get("src")
    assert url.startswith("./") and "/" not in url[2:]
    assert unquote(url[2:]) == episode.video.name.replace("/", " ")
    timeline = read_otio(render_otio(episode, (note,)))
    assert timeline.find_clips()[0].media_reference.target_url == url


def test_the_video_is_found_where_it_lies() -> None:
    path = '../../videos/第1集 "a&b".mp4'
    (media,) = ET.fromstring(render_fcpxml(make_episode(), video_path=path)).iter("media-rep")
    assert media.get("src") == "./../../videos/%E7%AC%AC1%E9%9B%86%20%22a%26b%22.mp4"
    timeline = read_otio(render_otio(make_episode(), video_path=path))
    assert timeline.find_clips()[0].media_reference.target_url == media.get("src")
    assert '* SOURCE FILE: 第1集 "a&b".mp4\r\n' in render_edl(make_episode(), video_path=path)


def test_a_name_that_is_no_text_can_be_written() -> None:
    episode = replace(make_episode(), video=FileRef(name="a\udcff.mp4", digest="ab" * 32, size=1))
    for text in (render_edl(episode), render_fcpxml(episode), render_otio(episode)):
        text.encode()
    assert 'src="./a%FF.mp4"' in render_fcpxml(episode)  # the very bytes of its name


def test_a_video_without_shots_is_an_empty_timeline_and_no_edit_list() -> None:
    episode = make_cut(Fraction(25), (0,))
    assert list(read_otio(render_otio(episode)).find_clips()) == []
    sequence = ET.fromstring(render_fcpxml(episode)).find("event/project/sequence")
    assert (sequence.get("duration"), list(sequence.find("spine"))) == ("0s", [])
    with pytest.raises(UsageError, match="episode 1 has no shots; an edit list needs one at least"):
        render_edl(episode)


def test_a_film_of_more_shots_than_an_edit_list_has_room_for_is_written_in_parts() -> None:
    episode = make_cut(Fraction(25), range(0, 25_000, 10), {1000: (Transition.DISSOLVE, 9988, 9992)})
    with pytest.raises(UsageError, match="2,499 shots; a CMX3600 edit list holds at most 999"):
        render_edl(episode)
    parts = render_edl_parts(episode)
    assert [part.split("\r\n")[0] for part in parts] == [f"TITLE: 第1集 {part} of 3" for part in (1, 2, 3)]
    counts = [len(list(read_edl(part).find_clips())) for part in parts]
    assert counts == [999, 999, 501]
    # the dissolve between two lists has nothing to come from in the second: nothing is lost, nothing is told twice
    assert "\r\n001  EP001    V     C        00:06:39:13 " in parts[1]
    assert " 00:06:39:13\r\n* FROM CLIP NAME: 999\r\n" in parts[0]
    assert len(ET.fromstring(render_fcpxml(episode)).findall("event/project/sequence/spine/asset-clip")) == 2499


def test_the_parts_of_fcpxml_stand_in_the_order_of_its_definition() -> None:
    """https://developer.apple.com/documentation/professional-video-applications/document-type-definition"""
    text = render_fcpxml(make_episode(), (make_note(),))
    assert text.startswith('<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE fcpxml>\n<fcpxml version="1.9">')
    root = ET.fromstring(text)
    assert [child.tag for child in root] == ["resources", "event"]
    ids = {child.get("id") for child in root.find("resources")}
    for clip in root.iter("asset-clip"):
        assert clip.get("ref") in ids
        tags = [child.tag for child in clip]
        assert tags == ["note", *["marker"] * (len(tags) - 1)]
        start, length = (Fraction(clip.get(name).removesuffix("s")) for name in ("start", "duration"))
        for marker in clip.iter("marker"):
            assert start <= Fraction(marker.get("start").removesuffix("s")) < start + length
    asset = root.find("resources/asset")
    assert (asset.get("hasVideo"), asset.get("hasAudio"), asset.get("duration")) == ("1", "1", "600/25s")
    assert root.find("resources/format").attrib == {
        "id": "r1",
        "frameDuration": "1/25s",
        "width": "720",
        "height": "1280",
    }


def test_the_otio_file_is_json_with_a_schema() -> None:
    assert json.loads(render_otio(make_episode()))["OTIO_SCHEMA"] == "Timeline.1"
