"""`reelbridge hand-out` and `take-in`: lines go out to people's tools, and come back as decisions."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from support.cli import reelbridge

CSV_TEXT, CSV_APPROVED = 5, 6


@pytest.fixture
def delivered(tmp_path: Path, done_series: Path) -> Path:
    """A series that has been localized, to be changed by the test."""
    import shutil

    return Path(shutil.copytree(done_series, tmp_path / "series"))


def hand_out(series: Path, *, kind: str = "xliff", to: str = "en", episodes: str = "1") -> Path:
    """One file for a person."""
    ended = reelbridge("hand-out", series, "--as", kind, "--to", to, "--episodes", episodes, code=0)
    return Path(ended.out.strip())


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def retarget(path: Path, old: str, new: str) -> None:
    """Change a target as a translator's tool does; its state stays."""
    text = path.read_text("utf-8")
    changed, times = re.subn(rf"(<target state=[^>]*>){re.escape(old)}</target>", rf"\g<1>{new}</target>", text)
    assert times == 1
    path.write_text(changed, "utf-8")


def test_what_a_translator_writes_is_what_goes_out(delivered: Path) -> None:
    file = hand_out(delivered)
    retarget(file, "I do.", "I believe you.")
    ended = reelbridge("take-in", delivered, file, "--by", "Mei", code=0)
    assert "1 line written anew, 0 approved, 2 with nothing new" in ended.err
    assert "run `reelbridge localize" in ended.err
    again = reelbridge("localize", delivered, "--json", code=0).data
    subtitles = (delivered / "out/episode-001/files/en.srt").read_text("utf-8")
    assert "I believe you." in subtitles
    assert "I do." not in subtitles
    assert "30 million. Sign tonight!" in subtitles
    assert again["delivered"] == 4
    lines = {line["cue_id"]: line["text"] for line in handed(delivered, "en")}
    assert lines["c0003"] == "I believe you."


def handed(series: Path, locale: str) -> list[dict[str, str]]:
    """The lines as the next person would get them."""
    path = hand_out(series, kind="csv", to=locale)
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
    return [{"cue_id": row["id"].rpartition("/")[2], "text": row["translation"], **row} for row in rows]


def test_a_second_run_after_a_decision_makes_nothing(delivered: Path) -> None:
    file = hand_out(delivered)
    retarget(file, "I do.", "I believe you.")
    reelbridge("take-in", delivered, file, code=0)
    assert reelbridge("localize", delivered, "--json", code=0).data["made"] > 0
    assert reelbridge("localize", delivered, "--json", code=0).data["made"] == 0
    reelbridge("take-in", delivered, file, code=0)
    assert reelbridge("localize", delivered, "--json", code=0).data["made"] == 0
    assert len((delivered / "decisions.jsonl").read_text("utf-8").splitlines()) == 1


@pytest.mark.parametrize("kind", ["xliff", "csv", "xlsx", "srt"])
def test_a_file_that_comes_back_untouched_changes_nothing(delivered: Path, kind: str) -> None:
    file = hand_out(delivered, kind=kind)
    assert "0 lines written anew, 0 approved, 3 with nothing new" in reelbridge("take-in", delivered, file, code=0).err
    assert not (delivered / "decisions.jsonl").exists()


def test_a_sheet_comes_back_with_words_and_approvals(delivered: Path) -> None:
    file = hand_out(delivered, kind="csv")
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8-sig"), newline="")))
    rows[1][CSV_TEXT] = "- 30 million.\n- Sign tonight!"
    rows[2][CSV_APPROVED] = "yes"
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";").writerows(rows)
    file.write_text(stream.getvalue(), "utf-8")
    assert "1 line written anew, 1 approved" in reelbridge("take-in", delivered, file, code=0).err


def test_a_subtitle_file_comes_back_by_its_times(delivered: Path) -> None:
    file = hand_out(delivered, kind="srt")
    rewrite(file, "I do.", "I believe you.")
    assert "1 line written anew" in reelbridge("take-in", delivered, file, code=0).err


def test_subtitle_lines_that_belong_to_none_are_listed(delivered: Path) -> None:
    file = hand_out(delivered, kind="srt")
    rewrite(file, "00:00:00,920 --> 00:00:01,000" if False else "00:00:01,000 --> ", "00:00:00,000 --> ")
    ended = reelbridge("take-in", delivered, file, code=3)
    assert "not taken: e001.en.srt, 0:00" in ended.err


def test_a_subtitle_file_does_not_undo_what_was_decided_meanwhile(delivered: Path) -> None:
    subtitles = hand_out(delivered, kind="srt")
    xliff = hand_out(delivered)
    retarget(xliff, "I do.", "I believe you.")
    reelbridge("take-in", delivered, xliff, "--by", "Mei", code=0)
    reelbridge("localize", delivered, code=0)
    rewrite(subtitles, "Sign tonight!", "Sign it tonight!")
    reelbridge("take-in", delivered, subtitles, "--by", "Jo", code=0)
    texts = [line["text"] for line in handed(delivered, "en")]
    assert texts == ["30 million. Sign it tonight!", "Who are you looking for?", "I believe you."]


def test_two_people_on_one_line_are_a_conflict_that_is_shown_kept_and_settled(delivered: Path, tmp_path: Path) -> None:
    mei = hand_out(delivered)
    jo = tmp_path / "from-jo.xlf"
    jo.write_text(mei.read_text("utf-8"), "utf-8")
    retarget(mei, "I do.", "I believe you.")
    retarget(jo, "I do.", "I trust [you].")
    reelbridge("take-in", delivered, mei, "--by", "Mei", code=0)
    shown = reelbridge("take-in", delivered, jo, "--by", "Jo", code=3)
    for text in ("I do.", "I believe you.", "I trust [you].", "c0003"):
        assert text in shown.out
    jo.unlink()
    assert "I trust [you]." in reelbridge("take-in", delivered, code=3).out
    reelbridge("take-in", delivered, "--prefer", "file", code=0)
    assert reelbridge("take-in", delivered, code=0).out == ""
    reelbridge("localize", delivered, code=0)
    assert "I trust [you]." in (delivered / "out/episode-001/files/en.srt").read_text("utf-8")


def test_a_line_whose_translation_changed_under_a_reviewer_is_a_conflict(delivered: Path) -> None:
    from support.series import ENGLISH, write_memory

    file = hand_out(delivered)
    write_memory(delivered / "memory.tmx", english={**ENGLISH, "我信": "I trust it."})
    reelbridge("localize", delivered, code=0)
    retarget(file, "I do.", "I believe you.")
    found = reelbridge("take-in", delivered, file, "--json", code=3).data
    (conflict,) = found["conflicts"]
    assert (conflict["decision"]["before"], conflict["text_now"]) == ("I do.", "I trust it.")
    reelbridge("take-in", delivered, file, "--prefer", "series", code=0)
    assert [line["text"] for line in handed(delivered, "en")][2] == "I trust it."


def test_files_that_are_there_are_not_written_over(delivered: Path) -> None:
    hand_out(delivered)
    ended = reelbridge("hand-out", delivered, "--to", "en,de", "--episodes", "1", code=2)
    assert "e001.en.xlf is there already" in ended.err
    assert not (delivered / "hand-out/e001.de.xlf").exists()
    reelbridge("hand-out", delivered, "--to", "en,de", "--episodes", "1", "--force", code=0)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--as", "docx"), "hand-out format 'docx' is unknown; known: csv, srt, xliff, xlsx"),
        (("--to", "fr"), "not in this series"),
        (("--episodes", "9"), "it has 1 to 2"),
    ],
)
def test_a_wrong_request_is_one_sentence(delivered: Path, arguments: tuple[str, ...], says: str) -> None:
    assert says in reelbridge("hand-out", delivered, *arguments, code=2).err
    assert not (delivered / "hand-out").exists()


def test_a_series_that_was_not_localized_has_nothing_to_hand_out(series: Path) -> None:
    assert "has not been localized yet" in reelbridge("hand-out", series, code=1).err


XLIFF = (
    '<xliff version="1.2"><file original="{original}" target-language="{locale}"><body><trans-unit id="c0001">'
    "<source>{source}</source><target>x</target></trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlf", XLIFF.format(original="e001", locale="fr", source="我信"), "'fr' locale; this series has en, de"),
        ("a.xlf", XLIFF.format(original="e009", locale="en", source="我信"), "episode 9, which is not in this series"),
        ("a.xlf", XLIFF.format(original="e001", locale="en", source="别的"), "it is of another series or episode"),
        ("a.xlf", XLIFF.format(original="../../x", locale="en", source="我信"), "expected an episode"),
        ("a.xlf", "hello", "a.xlf: not XML"),
        ("a.xlsx", "hello", "a.xlsx: not an XLSX file"),
        ("a.csv", "hello", "a.csv: no column 'id'"),
        ("lines.srt", "1\n00:00:00,000 --> 00:00:01,000\nhi\n", "expected one like e001.ja.srt"),
        ("e002.de.srt", "1\n00:00:00,000 --> 00:00:01,000\nhi\n", "no subtitle file of episode 2 in de was handed out"),
        ("a.docx", "hello", "known: .csv, .srt, .xlf, .xliff, .xlsx"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_nothing_is_taken(
    delivered: Path, tmp_path: Path, name: str, content: str, says: str
) -> None:
    good = hand_out(delivered)
    retarget(good, "I do.", "I believe you.")
    (tmp_path / name).write_text(content, "utf-8")
    ended = reelbridge("take-in", delivered, good, tmp_path / name)
    assert ended.code in (1, 2)
    assert says in ended.err
    assert len(ended.err.splitlines()) <= 2
    assert not (delivered / "decisions.jsonl").exists()


def test_a_file_that_is_far_too_large_is_not_read(delivered: Path, tmp_path: Path) -> None:
    with (tmp_path / "a.xlf").open("wb") as stream:
        stream.truncate(50 << 20)
    assert "52,428,800 bytes" in reelbridge("take-in", delivered, tmp_path / "a.xlf", code=1).err


def test_a_damaged_decision_is_named_before_anything_runs(delivered: Path) -> None:
    (delivered / "decisions.jsonl").write_text("{}\n", "utf-8")
    for arguments in (("localize", delivered), ("hand-out", delivered), ("take-in", delivered)):
        assert "decisions.jsonl, line 1 is damaged" in reelbridge(*arguments, code=1).err
