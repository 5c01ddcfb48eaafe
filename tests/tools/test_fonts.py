"""Fonts that really have the letters."""

from __future__ import annotations

from pathlib import Path

import pytest

from reelbridge.core.errors import EngineMissingError
from reelbridge.tools.fonts import find_font, line_height, measure_line, read_fonts
from support.fonts import make_font


@pytest.fixture
def fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only font folder of the machine."""
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "none"))
    folder = tmp_path / "data/fonts/deep"
    folder.mkdir(parents=True)
    return folder


def test_the_regular_font_of_the_family_is_found(fonts: Path) -> None:
    make_font(fonts / "NotoSansThai-Bold.ttf", "Noto Sans Thai", "กข")
    regular = make_font(fonts / "NotoSansThai-Regular.ttf", "Noto Sans Thai", "กข")
    make_font(fonts / "NotoSans-Regular.ttf", "Noto Sans", "ab")
    found = find_font("Noto Sans Thai", "กข", "fonts-noto-core")
    assert (found.path, found.index, found.family) == (regular, 0, "Noto Sans Thai")


def test_a_font_whose_file_has_another_name_is_found_too(fonts: Path) -> None:
    path = make_font(fonts / "x17.ttf", "My Script", "ب")
    assert find_font("My Script", "ب", "fonts-mine").path == path


def test_a_missing_font_names_the_package_that_brings_it(fonts: Path) -> None:
    with pytest.raises(EngineMissingError) as caught:
        find_font("Noto Sans Thai", "กข", "fonts-noto-core")
    assert str(caught.value) == "font 'Noto Sans Thai' is not installed\nhint: apt-get install fonts-noto-core"


def test_a_font_without_the_letters_is_refused(fonts: Path) -> None:
    make_font(fonts / "NotoSans-Regular.ttf", "Noto Sans", "ab")
    with pytest.raises(EngineMissingError, match=r"has no ế \(U\+1EBF\)") as caught:
        find_font("Noto Sans", "abế", "fonts-noto-core")
    assert "apt-get install fonts-noto-core" in str(caught.value)


def test_digits_and_latin_may_come_from_another_font(fonts: Path) -> None:
    make_font(fonts / "NotoSansThai-Regular.ttf", "Noto Sans Thai", "ก")
    assert find_font("Noto Sans Thai", "ก 100% (WeChat)!", "fonts-noto-core")


def test_a_broken_font_file_is_passed_over(fonts: Path) -> None:
    (fonts / "NotoSans-Bold.ttf").write_bytes(b"no font")
    (fonts / "NotoSans-Black.ttc").write_bytes(b"")
    path = make_font(fonts / "NotoSans-Regular.ttf", "Noto Sans", "a")
    assert find_font("Noto Sans", "a", "fonts-noto-core").path == path


def test_lines_are_measured_in_em(fonts: Path) -> None:
    (font,) = read_fonts(make_font(fonts / "NotoSans-Regular.ttf", "Noto Sans", "ab"))
    assert measure_line(font, "aba") == pytest.approx(1.5)
    assert line_height(font) == pytest.approx(1.25)
