"""Codec strings and bandwidths."""

from __future__ import annotations

import pytest

from reelbridge.core.errors import MediaError
from reelbridge.deliver.bitstream import (
    MediaSegment,
    average_bandwidth,
    parse_segments,
    peak_bandwidth,
    read_aac_codec,
    read_avc_codec,
)

PLAYLIST = """#EXTM3U
#EXT-X-TARGETDURATION:4
#EXT-X-MAP:URI="a.mp4",BYTERANGE="805@0"
#EXTINF:4.000000,
#EXT-X-BYTERANGE:2000@805
a.mp4
#EXTINF:1.500000,
#EXT-X-BYTERANGE:1500@2805
a.mp4
#EXT-X-ENDLIST
"""


def test_codec_strings_are_read_from_the_configuration() -> None:
    assert read_avc_codec(bytes.fromhex("0164001fffe1")) == "avc1.64001F"
    assert read_aac_codec(bytes.fromhex("1190")) == "mp4a.40.2"
    assert read_aac_codec(bytes.fromhex("2b92")) == "mp4a.40.5"
    assert read_aac_codec(bytes.fromhex("f94a")) == "mp4a.40.42"  # xHE-AAC: an escaped object type


@pytest.mark.parametrize("data", [b"", b"\x01\x64", b"\x00\x64\x00\x1f"])
def test_a_picture_without_configuration_is_an_error(data: bytes) -> None:
    with pytest.raises(MediaError):
        read_avc_codec(data)


def test_segments_are_read_from_the_playlist() -> None:
    assert parse_segments(PLAYLIST) == ((MediaSegment(seconds=4, size=2000), MediaSegment(seconds=1.5, size=1500)), 4)
    with pytest.raises(MediaError, match="without segments"):
        parse_segments("#EXTM3U\n#EXT-X-TARGETDURATION:4\n")


def test_average_and_peak_are_in_bits_per_second() -> None:
    segments, target = parse_segments(PLAYLIST)
    assert average_bandwidth(segments) == round(8 * 3500 / 5.5)
    # 1.5 s are under half a target duration, so the last segment counts only together with the one before
    assert peak_bandwidth(segments, target) == round(8 * 3500 / 5.5)
    assert peak_bandwidth((MediaSegment(seconds=1, size=1000),), 4) == 8000
