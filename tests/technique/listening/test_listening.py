"""Listening to a video: in time, whatever its sound is like."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import av
import pytest

from reelbridge.core.errors import MediaError, UnknownNameError
from reelbridge.model.signal import Track
from reelbridge.model.watched import Heard
from reelbridge.technique.listening.detectors import SPEECH_DETECTORS
from reelbridge.technique.listening.listening import hear, listen
from reelbridge.technique.steps import ListenParams
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.hearing import make_loud_speech
from support.media import FAST, make_video, media_of
from support.work import FolderWork

PICTURE = ("-f", "lavfi", "-i", "color=gray:size=64x64:rate=25:duration=4")
SINE = "sine=frequency=1000:duration=4:sample_rate=48000,volume=4"


@pytest.fixture(autouse=True)
def loud_is_speech(monkeypatch: pytest.MonkeyPatch) -> None:
    """A speech detector that needs no model."""
    monkeypatch.setitem(SPEECH_DETECTORS._entries, "loud", make_loud_speech)


def make_sound(path: Path, *args: str, codec: str = "aac") -> Path:
    run_ffmpeg([*PICTURE, *args, *FAST, "-c:a", codec, str(path)], what="make a test video")
    return path


def hear_loud(path: Path) -> Heard:
    return hear(path, media_of(path), speech="loud")


def read(heard: Heard) -> list[tuple[str, int, int]]:
    return [(span.kind.value, span.start_ms, span.end_ms) for span in heard.spans]


def track(heard: Heard, signal: str) -> Track:
    return next(track for track in heard.tracks if track.signal == signal)


def assert_tone_from_to(heard: Heard, start_ms: int, end_ms: int) -> None:
    """The tone is heard where it is, give or take a step of 100 ms and a little."""
    (tone,) = [span for span in heard.spans if span.kind.value == "speech"]
    assert tone.start_ms == pytest.approx(start_ms, abs=120)
    assert tone.end_ms == pytest.approx(end_ms, abs=120)


@pytest.mark.parametrize("suffix", ["mp4", "ts", "mkv"])
def test_sound_that_begins_later_than_the_picture_stays_in_time(tmp_path: Path, suffix: str) -> None:
    tone = ("-itsoffset", "1.5", "-f", "lavfi", "-i", f"{SINE},atrim=end=1")
    heard = hear_loud(make_sound(tmp_path / f"late.{suffix}", *tone))
    assert_tone_from_to(heard, 1500, 2500)
    assert heard.notes == ("the sound ends at 0:02 of 0:04",) * bool(heard.notes)


@pytest.mark.parametrize("suffix", ["mp4", "ts"])
def test_a_picture_that_begins_later_than_the_sound_does_not_move_it(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"early.{suffix}"
    run_ffmpeg(
        ["-itsoffset", "1", *PICTURE, "-f", "lavfi", "-i", f"{SINE},volume='between(t,2,3)':eval=frame", *FAST,
         "-c:a", "aac", str(path)],
        what="make a test video",
    )  # fmt: skip
    assert_tone_from_to(hear_loud(path), 2000, 3000)


def test_a_hole_in_the_sound_stays_a_hole(tmp_path: Path) -> None:
    holed = ("-f", "lavfi", "-i", f"{SINE},aselect='not(between(t,0.5,2.5))'")
    heard = hear_loud(make_sound(tmp_path / "hole.mkv", *holed, codec="flac"))
    spans = read(heard)
    assert [kind for kind, _, _ in spans] == ["speech", "silence", "speech"]
    assert spans[1][1] == pytest.approx(500, abs=120)
    assert spans[1][2] == pytest.approx(2500, abs=120)
    assert heard.notes == ()


def test_tracks_have_a_value_for_each_tick_of_the_video(tmp_path: Path) -> None:
    heard = hear_loud(make_sound(tmp_path / "1.mp4", "-f", "lavfi", "-i", SINE))
    assert [(track.signal, len(track.values)) for track in heard.tracks] == [("loudness", 20), ("speech", 20)]
    assert all(-70 <= value <= 10 for value in track(heard, "loudness").values)
    assert track(heard, "speech").values[5] == 100.0
    assert read(heard) == [("speech", 0, 4000)]
    assert heard.notes == ()


def test_the_step_listens_to_the_file_of_the_work(tmp_path: Path) -> None:
    path = make_video(tmp_path / "1.mp4", size="64x64", seconds=1.0)
    params = ListenParams(speech="", speech_version="", ffmpeg_version="")
    media = media_of(path)
    assert listen(FolderWork(tmp_path / "work"), params, media=media) == hear(path, media, speech="")


def test_without_a_speech_detector_there_is_loudness_and_the_rest_is_left_open(tmp_path: Path) -> None:
    path = make_video(tmp_path / "1.mp4", size="64x64", seconds=1.0)
    heard = hear(path, media_of(path), speech="")
    assert [track.signal for track in heard.tracks] == ["loudness"]
    assert heard.spans == ()
    assert heard.loudness_lufs is not None
    assert "speech was not looked for" in heard.notes[0]


def test_an_unknown_speech_detector_is_an_error_that_lists_the_known_ones(tmp_path: Path) -> None:
    path = make_video(tmp_path / "1.mp4", size="64x64", seconds=0.2, channels=0)
    with pytest.raises(UnknownNameError, match="speech detector 'whisper' is unknown; known: .*silero"):
        hear(path, media_of(path), speech="whisper")


def test_a_video_without_sound_says_so(tmp_path: Path) -> None:
    heard = hear_loud(make_video(tmp_path / "1.mp4", size="64x64", seconds=0.2, channels=0))
    assert heard == Heard(tracks=(), spans=(), loudness_lufs=None, notes=("the video has no sound",))


def test_a_video_of_a_few_frames_says_that_it_is_too_short(tmp_path: Path) -> None:
    heard = hear_loud(make_video(tmp_path / "1.mp4", size="64x64", seconds=0.2))
    assert heard.tracks == ()
    assert "too short" in heard.notes[0]


def test_sound_that_ends_early_is_silence_from_there_on_and_noted(tmp_path: Path) -> None:
    heard = hear_loud(make_sound(tmp_path / "1.mp4", "-f", "lavfi", "-i", f"{SINE},atrim=end=1"))
    assert heard.notes == ("the sound ends at 0:01 of 0:04",)
    assert [kind for kind, _, _ in read(heard)] == ["speech", "silence"]
    assert track(heard, "loudness").values[-1] == -70.0


def test_sound_that_is_nothing_but_noise_in_the_file_is_noted(tmp_path: Path) -> None:
    path = make_sound(tmp_path / "1.mp4", "-f", "lavfi", "-i", SINE)
    media = media_of(path)
    data = bytearray(path.read_bytes())
    with av.open(str(path)) as container:
        for packet in container.demux(audio=0):
            if packet.size and packet.pos:
                data[packet.pos : packet.pos + packet.size] = b"\xff" * packet.size
    path.write_bytes(data)
    heard = hear(path, media, speech="loud")
    assert heard.tracks == ()
    assert heard.notes == ("the sound cannot be decoded: nothing is known of it",)


def test_sound_that_goes_on_after_the_picture_is_not_listened_to(tmp_path: Path) -> None:
    path = make_sound(tmp_path / "1.mp4", "-f", "lavfi", "-i", SINE)
    heard = hear(path, replace(media_of(path), duration_ms=1300), speech="loud")
    assert heard.spans[-1].end_ms == 1300
    assert len(track(heard, "speech").values) == 7
    assert heard.notes == ()


def test_a_file_that_is_gone_is_an_error(tmp_path: Path) -> None:
    path = make_video(tmp_path / "1.mp4", size="64x64", seconds=0.6)
    media = media_of(path)
    path.unlink()
    with pytest.raises(MediaError, match=r"1\.mp4: cannot be opened"):
        hear(path, media, speech="loud")


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="needs espeak-ng to speak")
def test_silero_hears_a_voice_and_no_music(tmp_path: Path) -> None:
    voice = tmp_path / "voice.wav"
    subprocess.run(["espeak-ng", "-v", "en", "-w", str(voice), "you knew the truth all along"], check=True)
    with av.open(str(voice)) as container:
        spoken_ms = int(container.duration / 1000)
    graph = "[1:a]adelay=1000,apad=whole_dur=4[v];[2:a][v]amix=normalize=0"
    chord = "aevalsrc='0.05*sin(2*PI*220*t)+0.05*sin(2*PI*277*t)+0.05*sin(2*PI*330*t)':d=4"
    path = make_sound(tmp_path / "1.mp4", "-i", str(voice), "-f", "lavfi", "-i", chord, "-filter_complex", graph)
    heard = hear(path, media_of(path), speech="silero")
    (line,) = [span for span in heard.spans if span.kind.value == "speech"]
    assert line.start_ms == pytest.approx(1000, abs=250)
    assert line.end_ms == pytest.approx(1000 + spoken_ms, abs=500)
    assert [span.kind.value for span in heard.spans] == ["music", "speech", "music"]
