"""The picture of a clean plate with the sound of the source."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from reelbridge.deliver.footage import footage_of
from reelbridge.deliver.steps import VideoParams
from reelbridge.deliver.video import package_video
from reelbridge.model.media import CleanPlate, FileRef, MediaInfo
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.media import FAST, media_of, read_frame
from support.work import FolderWork

PARAMS = VideoParams(ffmpeg_version="n9", source_locale="zh-Hans")


def make_source(path: Path, *, delay_s: float) -> MediaInfo:
    """Two seconds of black that begin `delay_s` after the sound and turn white after a second of their own."""
    graph = "color=black:size=180x320:rate=25:duration=1[a];color=white:size=180x320:rate=25:duration=1[b]"
    picture = f"{graph};[a][b]concat=n=2,setpts=PTS+{delay_s}/TB[v]"
    sound = ["-f", "lavfi", "-i", f"sine=duration={2 + delay_s}"]
    args = [*sound, "-filter_complex", picture, "-map", "[v]", "-map", "0:a", *FAST, "-bf", "0", "-c:a", "aac"]
    run_ffmpeg([*args, str(path)], what="make a test video")
    return media_of(path)


def make_plate(work: FolderWork, *, delay_s: float) -> CleanPlate:
    """The same in grey and red, as the eraser leaves it: no sound, its frames at the times of the source."""
    path = work.folder / "plate.mp4"
    graph = "color=gray:size=180x320:rate=25:duration=1[a];color=red:size=180x320:rate=25:duration=1[b]"
    picture = f"{graph};[a][b]concat=n=2,setpts=PTS+{delay_s}/TB[v]"
    run_ffmpeg(["-filter_complex", picture, "-map", "[v]", *FAST, "-bf", "0", str(path)], what="make a plate")
    file = work.keep(path)
    path.unlink()
    return CleanPlate(file=file, mode="fill", frames=50)


@pytest.mark.parametrize("delay_s", [0.0, 0.4])
def test_the_plate_is_the_picture_at_the_times_of_the_source(tmp_path: Path, delay_s: float) -> None:
    work = FolderWork(tmp_path / "work")
    media, plate = make_source(tmp_path / "1.mp4", delay_s=delay_s), make_plate(work, delay_s=delay_s)
    package = package_video(work, PARAMS, media=media, plate=plate)
    preview = tmp_path / "work/scratch/preview.mp4"
    before, after = (read_frame(preview, 1 + delay_s + step).mean(axis=(0, 1)) for step in (-0.1, 0.1))
    assert np.ptp(before) < 8
    assert after[0] > 200 and after[1] < 60
    with av.open(str(preview)) as container:
        assert [stream.type for stream in container.streams] == ["video", "audio"]
    assert package.erased == "fill"
    assert {file.origin for file in package.files if file.path == "poster.jpg"} == {
        "a frame of the source video, its burned-in lines filled in"
    }


def test_without_a_plate_the_source_is_all_there_is(tmp_path: Path) -> None:
    media = make_source(tmp_path / "1.mp4", delay_s=0)
    footage = footage_of(FolderWork(tmp_path / "work"), media, None)
    assert footage.inputs.count("-i") == 1
    assert (footage.sound, footage.description) == ("0:a:0", "the source video")


def test_a_way_of_erasing_that_came_as_a_plug_in_is_named_as_it_is(tmp_path: Path) -> None:
    work = FolderWork(tmp_path / "work")
    media, plate = make_source(tmp_path / "1.mp4", delay_s=0), make_plate(work, delay_s=0)
    plate = CleanPlate(file=FileRef(name="x", digest=plate.file.digest, size=1), mode="neural", frames=1)
    assert footage_of(work, media, plate).description == "the source video, its burned-in lines neural"
