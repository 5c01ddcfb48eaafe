"""An episode, put together."""

from __future__ import annotations

import json
from pathlib import Path

import m3u8
import pytest

from reelbridge.core.errors import ReelbridgeError
from reelbridge.core.hashing import digest_file
from reelbridge.deliver.package import assemble, check_paths
from reelbridge.deliver.steps import PACKAGE, PackageParams, SubtitleParams, VideoParams
from reelbridge.deliver.subtitles import package_subtitles
from reelbridge.deliver.video import package_video
from reelbridge.model.market import load_market
from support.localized import make_line, make_localized
from support.media import make_video, media_of
from support.work import FolderWork

PARAMS = PackageParams(series_title="面馆千金", episode_number=1, source_name="第1集.mp4", source_digest="ab" * 32)


@pytest.fixture(scope="module")
def delivered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an episode in Arabic and Thai, as a server would hold it."""
    folder = tmp_path_factory.mktemp("package")
    media = media_of(make_video(folder / "第1集.mp4", size="360x640", seconds=2))
    video = package_video(
        FolderWork(folder / "v"), VideoParams(ffmpeg_version="n9", source_locale="zh-Hans"), media=media, plate=None
    )
    subtitles = []
    for locale, text in (("ar", "مرحبا"), ("th", "สวัสดี")):
        localized = make_localized(locale, make_line(1, text, start_ms=0, end_ms=900))
        work = FolderWork(folder / locale)
        subtitles.append(
            package_subtitles(
                work, SubtitleParams(erased=""), media=media, localized=localized, market=load_market(locale)
            )
        )
    work = FolderWork(folder / "p")
    package = assemble(work, PARAMS, video=video, subtitles=tuple(subtitles))
    for file in package.files:
        target = folder / "out" / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = next(path for path in folder.glob(f"*/kept/{file.file.digest}"))
        target.write_bytes(kept.read_bytes())
    return folder / "out"


def test_the_step_is_the_declared_one() -> None:
    assert PACKAGE.load() is assemble


def test_the_index_offers_every_size_sound_and_language(delivered: Path) -> None:
    index = m3u8.load(str(delivered / "index.m3u8"))
    (stream,) = index.playlists
    info = stream.stream_info
    assert info.resolution == (360, 640)
    assert info.codecs.startswith("avc1.6400") and info.codecs.endswith(",mp4a.40.2")
    assert info.frame_rate == 25
    assert info.bandwidth >= info.average_bandwidth > 0
    subtitles = [media for media in index.media if media.type == "SUBTITLES"]
    assert [(media.language, media.name) for media in subtitles] == [("ar", "العربية"), ("th", "ไทย")]
    assert {(media.default, media.autoselect) for media in subtitles} == {("NO", "YES")}
    assert {media.group_id for media in subtitles} == {info.subtitles}
    (sound,) = [media for media in index.media if media.type == "AUDIO"]
    assert (sound.language, sound.group_id) == ("zh-Hans", info.audio)


def test_every_playlist_and_file_the_index_leads_to_is_there(delivered: Path) -> None:
    index = m3u8.load(str(delivered / "index.m3u8"))
    for uri in (*(stream.uri for stream in index.playlists), *(media.uri for media in index.media)):
        assert not uri.startswith("/") and ".." not in uri and ":" not in uri
        playlist = m3u8.load(str(delivered / uri))
        for segment in playlist.segments:
            assert ((delivered / uri).parent / segment.uri).is_file()


def test_the_manifest_has_the_digest_and_origin_of_every_other_file(delivered: Path) -> None:
    manifest = json.loads((delivered / "manifest.json").read_text("utf-8"))
    assert manifest["schema"] == "manifest.1"
    assert (manifest["series_title"], manifest["episode_number"]) == ("面馆千金", 1)
    assert (manifest["source_name"], manifest["source_sha256"]) == ("第1集.mp4", "ab" * 32)
    assert manifest["locales"] == ["ar", "th"]
    listed = {file["path"]: file for file in manifest["files"]}
    on_disk = {path.relative_to(delivered).as_posix() for path in delivered.rglob("*") if path.is_file()}
    assert listed.keys() == on_disk - {"manifest.json"}
    for path, file in listed.items():
        assert file["sha256"] == digest_file(delivered / path)
        assert file["size"] == (delivered / path).stat().st_size
        assert file["origin"]


@pytest.mark.parametrize("path", ["/etc/passwd", "../a.vtt", "a/../../b", "a\\b", "", "a\0b"])
def test_a_path_that_leaves_the_folder_is_refused(path: str) -> None:
    with pytest.raises(ReelbridgeError, match="leaves the package"):
        check_paths([path])


@pytest.mark.parametrize("paths", [["a.vtt", "a.vtt"], ["manifest.json"]])
def test_a_path_stands_only_once(paths: list[str]) -> None:
    with pytest.raises(ReelbridgeError, match="stands twice"):
        check_paths(paths)
