"""A small series, made once and copied for each test."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import pytest

from reelbridge.tools.ffmpeg import run_ffmpeg
from support.cli import reelbridge
from support.series import make_folder, set_key, write_memory


@pytest.fixture(scope="session")
def videos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two episodes and their subtitle files."""
    return make_folder(tmp_path_factory.mktemp("videos"))


@pytest.fixture(scope="session")
def made_series(tmp_path_factory: pytest.TempPathFactory, videos: Path) -> Path:
    """A series in English and German whose memory knows every line; nothing has run."""
    folder = tmp_path_factory.mktemp("made") / "series"
    reelbridge("new", folder, "--from", videos, "--title", "面馆千金", code=0)
    write_memory(folder / "memory.tmx")
    set_key(folder, "locales", '["en", "de"]')
    set_key(folder, "memories", '["memory.tmx"]')
    return folder


@pytest.fixture
def series(tmp_path: Path, made_series: Path) -> Path:
    """A copy of it that the test may change."""
    return Path(shutil.copytree(made_series, tmp_path / "series"))


@pytest.fixture(scope="session")
def done_series(tmp_path_factory: pytest.TempPathFactory, made_series: Path) -> Path:
    """A series that has been localized; not to be changed."""
    folder = Path(shutil.copytree(made_series, tmp_path_factory.mktemp("done") / "series"))
    reelbridge("localize", folder, code=0)
    return folder


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first twelve seconds of the sample series: four lines of dialogue, three signs, a watermark."""
    path = tmp_path_factory.mktemp("scene") / "第1集.mp4"
    episode = files("reelbridge") / "data/sample/episodes/第1集.mp4"
    run_ffmpeg(["-i", str(episode), "-t", "12", "-c", "copy", str(path)], what="cut the sample")
    return path
