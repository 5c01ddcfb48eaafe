from __future__ import annotations

from fractions import Fraction

import m3u8
import pytest

from reelbridge.core.errors import InputError
from reelbridge.formats.m3u8 import SubtitleRendition, render_multivariant, render_subtitle_playlist
from reelbridge.model.package import AudioRendition, VideoRendition

LARGE = VideoRendition(
    name="720p",
    playlist="video/720p.m3u8",
    width=720,
    height=1280,
    frame_rate=Fraction(30000, 1001),
    peak_bandwidth=2_000_000,
    average_bandwidth=1_500_000,
    codecs="avc1.64001f",
)
SMALL = VideoRendition(
    name="360p",
    playlist="video/360p.m3u8",
    width=360,
    height=640,
    frame_rate=Fraction(25),
    peak_bandwidth=600_000,
    average_bandwidth=500_000,
    codecs="avc1.64001e",
)
SOUND = AudioRendition(
    name="Original",
    playlist="audio/original.m3u8",
    language="zh-Hans",
    channels=2,
    peak_bandwidth=130_000,
    average_bandwidth=128_000,
    codecs="mp4a.40.2",
)
THAI = SubtitleRendition(locale="th", name="ไทย", playlist="subtitles/th.m3u8", is_default=True)
ARABIC = SubtitleRendition(locale="ar", name="العربية", playlist="subtitles/第1集 ar.m3u8")


def test_a_player_finds_every_picture_with_its_size_and_cost() -> None:
    playlist = m3u8.loads(render_multivariant((LARGE, SMALL), (SOUND,), (THAI, ARABIC)))
    assert playlist.is_variant
    assert playlist.is_independent_segments
    large, small = playlist.playlists
    assert (large.uri, small.uri) == ("video/720p.m3u8", "video/360p.m3u8")
    assert large.stream_info.resolution == (720, 1280)
    assert large.stream_info.bandwidth == 2_130_000
    assert large.stream_info.average_bandwidth == 1_628_000
    assert large.stream_info.codecs == "avc1.64001f,mp4a.40.2"
    assert large.stream_info.frame_rate == 29.97
    assert (large.stream_info.audio, large.stream_info.subtitles) == ("sound", "subtitles")
    assert large.stream_info.closed_captions == "NONE"


def test_a_viewer_finds_every_language_by_its_own_name() -> None:
    playlist = m3u8.loads(render_multivariant((LARGE,), (SOUND,), (THAI, ARABIC)))
    sound, thai, arabic = playlist.media
    assert (sound.type, sound.language, sound.default, sound.channels) == ("AUDIO", "zh-Hans", "YES", "2")
    assert (thai.type, thai.name, thai.language, thai.default) == ("SUBTITLES", "ไทย", "th", "YES")
    assert (arabic.name, arabic.default, arabic.autoselect, arabic.forced) == ("العربية", "NO", "YES", "NO")
    assert arabic.uri == "subtitles/%E7%AC%AC1%E9%9B%86%20ar.m3u8"


def test_a_silent_film_without_subtitles_names_no_groups() -> None:
    (picture,) = m3u8.loads(render_multivariant((LARGE,), (), ())).playlists
    assert picture.stream_info.audio is None
    assert picture.stream_info.subtitles is None
    assert picture.stream_info.bandwidth == 2_000_000


@pytest.mark.parametrize("name", ['the "good" one', "two\nlines", "two\rlines"])
def test_a_name_hls_cannot_write_is_refused(name: str) -> None:
    with pytest.raises(InputError, match="HLS cannot write either in a name"):
        render_multivariant((LARGE,), (), (SubtitleRendition(locale="en", name=name, playlist="en.m3u8"),))


def test_two_default_languages_are_refused_by_name() -> None:
    also = SubtitleRendition(locale="en", name="English", playlist="en.m3u8", is_default=True)
    with pytest.raises(InputError, match="subtitles th, en are all the default"):
        render_multivariant((LARGE,), (), (THAI, also))


@pytest.mark.parametrize(("duration_ms", "target"), [(53_280, 54), (60_000, 60), (400, 1)])
def test_a_subtitle_rendition_is_one_file_over_the_whole_episode(duration_ms: int, target: int) -> None:
    playlist = m3u8.loads(render_subtitle_playlist("第1集.vtt", duration_ms=duration_ms))
    assert playlist.is_endlist
    assert playlist.playlist_type == "vod"
    assert playlist.target_duration == target
    (segment,) = playlist.segments
    assert segment.uri == "%E7%AC%AC1%E9%9B%86.vtt"
    assert segment.duration * 1000 == pytest.approx(duration_ms)
