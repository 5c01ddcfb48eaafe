"""A whole video without its lines."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from reelbridge.core.errors import MediaError, StoreError, ToolError, UnknownNameError
from reelbridge.model.cue import Cue, CueKind, CueList
from reelbridge.model.media import CleanPlate
from reelbridge.subtitles.erasing.cleaning import clean_pictures
from reelbridge.subtitles.erasing.encoding import FINAL, PLATE
from reelbridge.subtitles.erasing.erasers import ERASERS
from reelbridge.subtitles.erasing.planning import plan_clips
from reelbridge.subtitles.erasing.steps import ERASE, EraseParams
from reelbridge.subtitles.erasing.survey import survey_video
from reelbridge.subtitles.erasing.upright import PictureReader
from reelbridge.subtitles.erasing.video import Erased, erase_video
from reelbridge.tools.ffmpeg import run_ffmpeg
from support.lettered import (
    HEIGHT,
    LETTERS,
    WIDTH,
    cue_list,
    draw_letters,
    lay_over,
    make_texture,
    read_pictures,
    read_times_ms,
    write_video,
)
from support.media import make_video, media_of
from support.work import FolderWork

STILL = make_texture(WIDTH, HEIGHT)
NO_LINES = CueList(language="zh-Hans", origin="burned-in", cues=())
OUTLINE = draw_letters(HEIGHT, WIDTH)[1]
#: the codec may be off by so much on the mean
CODEC = 3.0


def lettered(
    count: int, first: int, end: int, scene: Callable[[int], np.ndarray] = lambda _: STILL
) -> list[np.ndarray]:
    """Pictures of a scene with letters from frame `first` to before `end`."""
    return [lay_over(scene(at)) if first <= at < end else scene(at) for at in range(count)]


def erase(path: Path, cues: CueList, *, mode: str = "fill", target: str = "out.mp4") -> tuple[Erased, list[np.ndarray]]:
    out = path.with_name(target)
    erased = erase_video(path, media_of(path), cues, mode=mode, target=out, quality=FINAL)
    return erased, read_pictures(out)


def away(picture: np.ndarray, truth: np.ndarray) -> float:
    """How far the place of the letters is from the truth, on the mean."""
    return float(np.abs(picture.astype(float) - truth)[OUTLINE].mean())


def test_a_line_over_a_still_scene_is_gone(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(30, 6, 24))
    erased, pictures = erase(path, cue_list((6, 24)))
    assert (erased.lines, erased.frames, erased.frame_count, erased.notes) == (1, 18, 30, ())
    assert max(away(picture, STILL) for picture in pictures) < CODEC


def test_nothing_outside_the_letters_changes_by_a_bit_before_the_encoder(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(30, 6, 24, lambda at: np.roll(STILL, at, axis=1)))
    reader = PictureReader(path, media_of(path))
    survey = survey_video(reader, cue_list((6, 24)), lambda _: None)
    plans = plan_clips(survey, (HEIGHT, WIDTH))
    before = [(p.luma.copy(), p.blue.copy(), p.red.copy()) for p in reader]
    (place,) = survey.places
    near = np.zeros((HEIGHT, WIDTH), dtype=bool)
    near[place.area.top : place.area.bottom, place.area.left : place.area.right] = place.mask()
    # a mask is whole blocks of chroma
    near = np.repeat(np.repeat(near.reshape(HEIGHT // 2, 2, WIDTH // 2, 2).any(axis=(1, 3)), 2, 0), 2, 1)
    for mode in ERASERS:
        for (luma, blue, red), (picture, is_changed) in zip(
            before, clean_pictures(reader, plans, ERASERS[mode]()), strict=True
        ):
            assert is_changed == (6 <= picture.number < 24)
            if mode == "fill" or not is_changed:
                kept = ~near if is_changed else np.ones_like(near)
                assert np.array_equal(picture.luma[kept], luma[kept])
                assert np.array_equal(picture.blue[kept[::2, ::2]], blue[kept[::2, ::2]])
                assert np.array_equal(picture.red[kept[::2, ::2]], red[kept[::2, ::2]])


def test_the_mask_is_the_letters_with_their_outline_and_little_more(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(30, 6, 24))
    (place,) = survey_video(PictureReader(path, media_of(path)), cue_list((6, 24)), lambda _: None).places
    mask = np.zeros((HEIGHT, WIDTH), dtype=bool)
    mask[place.area.top : place.area.bottom, place.area.left : place.area.right] = place.mask()
    assert (mask | OUTLINE == mask).all()
    assert mask.sum() < 2 * OUTLINE.sum()


def test_a_cut_in_the_middle_of_a_line(tmp_path: Path) -> None:
    other = 255 - make_texture(WIDTH, HEIGHT, seed=7)
    path = write_video(tmp_path / "in.mp4", lettered(40, 8, 32, lambda at: STILL if at < 20 else other))
    _, pictures = erase(path, cue_list((8, 32)))
    for at in (8, 19):
        assert away(pictures[at], STILL) < CODEC
    for at in (20, 31):
        assert away(pictures[at], other) < CODEC


def test_a_fade_leaves_no_trace(tmp_path: Path) -> None:
    opacity = np.interp(np.arange(50), [10, 16, 34, 40], [0, 1, 1, 0])
    path = write_video(tmp_path / "in.mp4", [lay_over(STILL, share) for share in opacity])
    # a reader takes the middle of a fade for its time
    _, pictures = erase(path, cue_list((13, 37)))
    assert max(away(picture, STILL) for picture in pictures) < CODEC


def test_two_lines_back_to_back(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(40, 6, 34))
    erased, pictures = erase(path, cue_list((6, 20), (20, 34)))
    assert erased.lines == 2
    assert max(away(picture, STILL) for picture in pictures) < CODEC


def test_frames_keep_their_times(tmp_path: Path) -> None:
    times = [sum((33, 50, 67)[index % 3] for index in range(at)) for at in range(24)]
    path = write_video(tmp_path / "in.mp4", lettered(24, 6, 18), times_ms=times)
    erase(path, cue_list((6, 18)))
    assert read_times_ms(path.with_name("out.mp4")) == times


def test_a_picture_that_starts_late_still_starts_late(tmp_path: Path) -> None:
    silent = write_video(tmp_path / "late.mp4", lettered(20, 4, 16))
    path = tmp_path / "in.mkv"
    tone = ("-f", "lavfi", "-i", "sine=duration=1", "-itsoffset", "0.2", "-i", str(silent))
    run_ffmpeg([*tone, "-map", "0", "-map", "1", "-c:v", "copy", "-c:a", "aac", str(path)], what="make a test video")
    before = read_times_ms(path)
    erase(path, cue_list((9, 21)), target="out.mkv")
    after = read_times_ms(path.with_name("out.mkv"))
    assert np.allclose(np.array(after) - after[0], np.array(before) - before[0], atol=1)
    assert after[0] == pytest.approx(before[0], abs=30)


def test_rotated_video_comes_out_upright(tmp_path: Path) -> None:
    upright = lettered(20, 4, 16)
    flat = write_video(tmp_path / "flat.mp4", [np.rot90(picture) for picture in upright])
    path = tmp_path / "in.mp4"
    run_ffmpeg(["-display_rotation", "-90", "-i", str(flat), "-c", "copy", str(path)], what="turn the test video")
    assert media_of(path).rotation == 90
    _, pictures = erase(path, cue_list((4, 16)))
    assert media_of(path.with_name("out.mp4")).rotation == 0
    assert max(away(picture, STILL) for picture in pictures) < CODEC


@pytest.mark.parametrize("pixels", ["yuv420p10le", "yuv444p", "yuvj420p"])
def test_other_pixel_formats(tmp_path: Path, pixels: str) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(20, 4, 16), pixels=pixels)
    plain = read_pictures(path)[0]
    _, pictures = erase(path, cue_list((4, 16)))
    assert max(away(picture, plain) for picture in pictures) < CODEC


def test_a_picture_of_odd_size_loses_its_last_row_and_column(tmp_path: Path) -> None:
    odd = [picture[:-1, :-1] for picture in lettered(20, 4, 16)]
    path = write_video(tmp_path / "in.mp4", odd, pixels="yuv444p")
    _, pictures = erase(path, cue_list((4, 16), box=LETTERS.as_shares(HEIGHT - 1, WIDTH - 1)))
    assert pictures[0].shape == (HEIGHT - 2, WIDTH - 2)
    assert np.abs(pictures[10].astype(float) - STILL[:-2, :-2])[OUTLINE[:-2, :-2]].mean() < CODEC


def test_signs_stay(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(20, 4, 16))
    erased, pictures = erase(path, cue_list((4, 16), kind=CueKind.SIGN))
    assert erased.frames == 0
    assert erased.notes == ("no dialogue to take off: the picture is as it was",)
    assert away(pictures[10], lay_over(STILL)) < CODEC


def test_a_line_without_a_place_is_named(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(10, 2, 8))
    cue = Cue(id="c1", start_ms=80, end_ms=320, text="字")
    cues = CueList(language="zh-Hans", origin="sidecar", cues=(cue,))
    erased, _ = erase(path, cues)
    assert erased.notes == ("1 of 1 lines have no place in the picture and were not taken off",)


def test_where_no_strokes_can_be_told_the_whole_box_goes(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", [STILL] * 10)
    erased, _ = erase(path, cue_list((2, 8)))
    assert erased.notes == ("the strokes of 1 of 1 lines could not be told; their whole box was taken off",)


def test_a_video_that_was_cut_off_is_written_as_far_as_it_goes(tmp_path: Path) -> None:
    whole = make_video(tmp_path / "whole.mkv", seconds=4)
    media = media_of(whole)
    path = tmp_path / "in.mkv"
    path.write_bytes(whole.read_bytes()[: whole.stat().st_size // 3])
    erased = erase_video(path, media, NO_LINES, mode="fill", target=tmp_path / "out.mp4", quality=FINAL)
    assert 0 < erased.frame_count < 100
    assert any("may be cut off" in note for note in erased.notes)
    assert len(read_pictures(tmp_path / "out.mp4")) == erased.frame_count


def test_the_sound_goes_along_to_be_watched_and_not_to_be_encoded_again(tmp_path: Path) -> None:
    path = make_video(tmp_path / "in.mp4")
    media = media_of(path)
    for quality, streams in ((FINAL, 1), (PLATE, 0)):
        erase_video(path, media, NO_LINES, mode="fill", target=tmp_path / "out.mp4", quality=quality)
        assert len(media_of(tmp_path / "out.mp4").audio) == streams


def test_progress_goes_from_nothing_to_all(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(20, 4, 16))
    told: list[float] = []
    target = tmp_path / "out.mp4"
    erase_video(
        path, media_of(path), cue_list((4, 16)), mode="fill", target=target, quality=FINAL, on_progress=told.append
    )
    assert told == sorted(told)
    assert told[0] == 0
    assert told[-1] == pytest.approx(1, abs=0.1)


def test_an_unknown_mode_lists_the_known_ones(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", [STILL] * 3)
    with pytest.raises(UnknownNameError, match="eraser 'magic' is unknown; known: blur, box, fill"):
        erase(path, NO_LINES, mode="magic")


def test_what_is_no_video(tmp_path: Path) -> None:
    media = media_of(write_video(tmp_path / "in.mp4", [STILL] * 3))
    path = tmp_path / "text.mp4"
    path.write_text("no video")
    with pytest.raises(MediaError, match=r"text\.mp4: cannot be opened as a video"):
        erase_video(path, media, NO_LINES, mode="fill", target=tmp_path / "out.mp4", quality=FINAL)


@pytest.mark.parametrize(
    ("script", "error", "message"),
    [
        (
            "head -c 200000 > /dev/null; echo Conversion failed >&2; exit 3",
            ToolError,
            "ended with code 3:\nConversion failed",
        ),
        ("echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1", StoreError, "the disk is full"),
        ("head -c 200000 > /dev/null", ToolError, "ffmpeg ended before the last picture"),
    ],
)
def test_an_encoder_that_dies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, error: type[Exception], message: str
) -> None:
    path = write_video(tmp_path / "in.mp4", [STILL] * 40)
    media = media_of(path)
    program = tmp_path / "ffmpeg"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr("reelbridge.tools.ffmpeg.find_ffmpeg", lambda: str(program))
    with pytest.raises(error, match=message):
        erase_video(path, media, NO_LINES, mode="fill", target=tmp_path / "out.mp4", quality=FINAL)


def test_the_step_keeps_a_clean_plate(tmp_path: Path) -> None:
    path = write_video(tmp_path / "in.mp4", lettered(20, 4, 16))
    work = FolderWork(tmp_path / "work")
    params = EraseParams(mode="fill", ffmpeg_version="")
    plate: CleanPlate = ERASE.load()(work, params, media=media_of(path), cues=cue_list((4, 16)))
    assert (plate.mode, plate.frames, plate.notes) == ("fill", 12, ())
    pictures = read_pictures(work.path(plate.file))
    assert max(away(picture, STILL) for picture in pictures) < CODEC
