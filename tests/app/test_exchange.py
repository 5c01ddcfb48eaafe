"""Lines go out to people's tools, and come back as decisions: the use cases."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest

from reelbridge.app.decisions import read_decisions
from reelbridge.app.exchange import HANDOUT_FORMATS, HandedFile, HandoutRequest, hand_out
from reelbridge.app.material import OWN_MEMORY
from reelbridge.app.taking_in import TakeInRequest, TakenIn, take_in
from reelbridge.core.errors import InputError, ReelbridgeError, UsageError
from reelbridge.formats.xliff import parse_xliff
from reelbridge.model.decision import Side
from reelbridge.translate.memory.store import MemoryStore
from support.delivered import LINES, deliver, make_delivered

BIBLE = """
synopsis = "A noodle shop and its heiress."

[[characters]]
name = "沈小满"
also = ["小满"]
gender = "female"
rank = "owner of the noodle shop"
[characters.forms]
en = "Shen Xiaoman"
"""


@pytest.fixture
def series(tmp_path: Path) -> Path:
    return make_delivered(tmp_path / "series")


def give(
    series: Path, kind: str = "xliff", *, locale: str = "en", force: bool = True, target: Path | None = None
) -> Path:
    """One file for a person."""
    request = HandoutRequest(locales=(locale,), episodes="1", kind=kind, target=target, is_forced=force)
    (file,) = hand_out(series, request)
    return file.path


def take(series: Path, *files: Path, by: str = "", prefer: Side | None = None) -> TakenIn:
    return take_in(series, TakeInRequest(files=files, by=by, prefer=prefer), on_wait=lambda holder: None)


def counts(taken: TakenIn) -> tuple[int, int, int]:
    return taken.changed, taken.approved, taken.unchanged


def retarget(path: Path, old: str, new: str) -> Path:
    """Change a target as a translator's tool does; its state stays."""
    text = path.read_text("utf-8")
    changed, times = re.subn(rf"(<target state=[^>]*>){re.escape(old)}</target>", rf"\g<1>{new}</target>", text)
    assert times == 1
    path.write_text(changed, "utf-8")
    return path


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def texts(series: Path) -> list[str]:
    """What the next person would get."""
    return [row["translation"] for row in rows_of(give(series, "csv"))]


def note_of(series: Path, cue_id: str) -> str:
    return next(row["note"] for row in rows_of(give(series, "csv")) if row["id"].endswith(cue_id))


def test_every_episode_and_locale_gets_a_file_of_its_own(series: Path, tmp_path: Path) -> None:
    deliver(series, LINES, locale="ar")
    deliver(series, LINES, episode=2)
    deliver(series, LINES, episode=2, locale="ar")
    request = HandoutRequest(locales=(), episodes=None, kind="xlsx", target=tmp_path / "for-mei")
    files = hand_out(series, request)
    assert [file.path.relative_to(tmp_path).as_posix() for file in files] == [
        "for-mei/e001.en.xlsx",
        "for-mei/e002.en.xlsx",
        "for-mei/e001.ar.xlsx",
        "for-mei/e002.ar.xlsx",
    ]
    assert files[0] == HandedFile(
        path=tmp_path / "for-mei/e001.en.xlsx", episode=1, locale="en", lines=4, untranslated=1, for_review=1
    )


def test_a_note_says_how_long_a_line_stands_and_how_long_it_may_be(series: Path) -> None:
    assert re.search(r"at 0:02 for 1\.8 s, at most \d+ characters", note_of(series, "c0002"))
    assert "a sign in the picture" in note_of(series, "c0003")


def test_a_note_says_why_a_person_should_look(series: Path) -> None:
    assert "please look: too fast to read" in note_of(series, "c0002")
    assert "please look: the engine is not sure" in note_of(series, "c0003")
    assert "shortened from: 30 million yuan. Sign it tonight!" in note_of(series, "c0001")


def test_a_note_shows_what_was_said_before(series: Path) -> None:
    assert "before: 三千万，今晚就签字！ / 30 million. Sign tonight!\nbefore: 你找谁啊？" in note_of(series, "c0003")


def test_a_note_tells_what_the_bible_says_about_who_is_named(series: Path) -> None:
    (series / "bible.toml").write_text(BIBLE, "utf-8")
    deliver(series, {"小满，你找谁？": "Who?", "我信": "I do."})
    assert "沈小满 (Shen Xiaoman): female, owner of the noodle shop" in note_of(series, "c0001")
    assert "沈小满" not in note_of(series, "c0002").partition("before")[0]
    assert "A noodle shop and its heiress." in give(series).read_text("utf-8")


def test_an_omegat_project_is_a_folder_that_omegat_opens(series: Path) -> None:
    path = give(series, "omegat")
    assert path == series / "hand-out/omegat-en/source/e001.en.xlf"
    project = path.parent.parent
    assert {each.name for each in project.iterdir()} == {
        *("omegat.project", "omegat", "source", "target", "tm", "glossary", "dictionary"),
    }
    # what OmegaT writes into target: the memory's words where there are some, else the original
    made = path.read_text("utf-8")
    for source, text in LINES.items():
        made = re.sub(rf"(<target state=[^>]*>){source}<", rf"\g<1>{text or source}<", made)
    (project / "target/e001.en.xlf").write_text(made, "utf-8")
    assert counts(take(series, project / "target/e001.en.xlf")) == (0, 0, 4)
    retarget(project / "target/e001.en.xlf", "走吧", "Let's go.")
    assert counts(take(series, project / "target/e001.en.xlf")) == (1, 0, 3)


def test_a_project_that_was_never_translated_writes_nothing_over(series: Path) -> None:
    taken = take(series, give(series, "omegat"))
    assert counts(taken) == (0, 0, 1)
    assert {refused.reason for refused in taken.refused} == {
        "it says the same as the original; the old translation is kept"
    }


@pytest.mark.parametrize("kind", sorted({*HANDOUT_FORMATS} - {"omegat"}))
def test_a_file_that_comes_back_untouched_changes_nothing(series: Path, kind: str) -> None:
    taken = take(series, give(series, kind))
    assert counts(taken) == (0, 0, 4)
    assert not (taken.conflicts or taken.refused or taken.unmatched)
    assert not (series / "decisions.jsonl").exists()


def test_what_a_translator_writes_is_kept_as_a_decision(series: Path) -> None:
    file = retarget(give(series), "I do.", "I believe you.")
    assert counts(take(series, file, by="Mei")) == (1, 0, 3)
    (decision,) = read_decisions(series).about(1, "en").decisions
    assert (decision.cue_id, decision.before, decision.text, decision.by) == ("c0003", "I do.", "I believe you.", "Mei")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", decision.at)


def test_the_same_file_twice_changes_nothing(series: Path) -> None:
    file = retarget(give(series), "I do.", "I believe you.")
    take(series, file)
    before = (series / "decisions.jsonl").read_bytes()
    assert counts(take(series, file)) == (0, 0, 4)
    assert (series / "decisions.jsonl").read_bytes() == before


def test_what_was_decided_feeds_the_memory(series: Path) -> None:
    file = retarget(give(series), "I do.", "I believe you.")
    take(series, file)
    with MemoryStore(series / OWN_MEMORY) as store:
        before = store.digest
        known = {
            unit.segment.source: rendering.text for unit in store.units(("en",)) for _, rendering in unit.renderings
        }
    assert known == {"我信": "I believe you."}
    take(series, file)
    with MemoryStore(series / OWN_MEMORY) as store:
        assert store.digest == before


def test_a_decision_is_what_the_next_person_gets_even_before_a_run(series: Path) -> None:
    take(series, retarget(give(series), "I do.", "I believe you."))
    assert texts(series) == ["30 million. Sign tonight!", "Who are you looking for?", "I believe you.", ""]
    (returned,) = parse_xliff(give(series).read_bytes())
    assert [line.is_approved for line in returned.lines] == [False, False, True, False]


def test_a_sheet_comes_back_with_words_and_approvals(series: Path) -> None:
    path = give(series, "csv")
    rows = rows_of(path)
    rows[0]["translation"] = "- 30 million.\n- Sign tonight!"
    rows[1]["approved"] = "yes"
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, rows[0], delimiter=";")
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(stream.getvalue(), "utf-8")
    assert counts(take(series, path)) == (1, 1, 2)
    assert texts(series)[:2] == ["'- 30 million.\n- Sign tonight!", "Who are you looking for?"]


def test_a_subtitle_file_comes_back_by_its_times(series: Path) -> None:
    path = give(series, "srt")
    path.write_text(path.read_text("utf-8").replace("I do.", "I believe you.").replace("走吧", "Let's go."), "utf-8")
    assert counts(take(series, path)) == (2, 0, 2)
    assert texts(series)[2:] == ["I believe you.", "Let's go."]


def test_subtitle_lines_that_belong_to_none_are_listed(series: Path) -> None:
    path = give(series, "srt")
    path.write_text(path.read_text("utf-8") + "\n5\n00:00:09,000 --> 00:00:09,900\nsubtitles by X\n", "utf-8")
    assert take(series, path).unmatched == (
        "e001.en.srt, 0:09 'subtitles by X': it stands where no line was handed out",
    )


def test_a_subtitle_file_does_not_undo_what_was_decided_meanwhile(series: Path) -> None:
    subtitles = give(series, "srt")
    take(series, retarget(give(series), "I do.", "I believe you."), by="Mei")
    give(series, "srt", target=series / "again")  # a newer one, with what was decided since
    subtitles.write_text(subtitles.read_text("utf-8").replace("Sign tonight", "Sign it tonight"), "utf-8")
    assert counts(take(series, subtitles, by="Jo")) == (1, 0, 3)
    assert texts(series)[:3] == ["30 million. Sign it tonight!", "Who are you looking for?", "I believe you."]


def test_two_copies_in_one_go_are_compared_with_each_other(series: Path, tmp_path: Path) -> None:
    mei = retarget(give(series), "I do.", "I believe you.")
    jo = tmp_path / "jo.xlf"
    jo.write_text(mei.read_text("utf-8").replace(">I believe you.<", ">I trust you.<"), "utf-8")
    taken = take(series, mei, jo)
    assert counts(taken) == (1, 0, 6)
    assert [conflict.decision.text for conflict in taken.conflicts] == ["I trust you."]


@pytest.mark.parametrize(("side", "text"), [(Side.FILE, "I trust you."), (Side.SERIES, "I believe you.")])
def test_a_conflict_is_kept_until_somebody_settles_it(series: Path, tmp_path: Path, side: Side, text: str) -> None:
    mei = retarget(give(series), "I do.", "I believe you.")
    jo = tmp_path / "jo.xlf"
    jo.write_text(mei.read_text("utf-8").replace(">I believe you.<", ">I trust you.<"), "utf-8")
    take(series, mei, by="Mei")
    assert len(take(series, jo, by="Jo").conflicts) == 1
    jo.unlink()
    (conflict,) = take(series).conflicts
    assert (conflict.decision.by, conflict.decision.text, conflict.text_now) == ("Jo", "I trust you.", "I believe you.")
    take(series, prefer=side)
    assert take(series).conflicts == ()
    assert texts(series)[2] == text
    assert "I trust you." in (series / "conflicts.jsonl").read_text("utf-8")


def test_a_line_whose_translation_changed_under_a_reviewer_is_a_conflict(series: Path) -> None:
    file = retarget(give(series), "I do.", "I believe you.")
    deliver(series, {**LINES, "我信": "I trust it."})
    (conflict,) = take(series, file).conflicts
    assert (conflict.decision.before, conflict.text_now) == ("I do.", "I trust it.")
    assert texts(series)[2] == "I trust it."


def test_a_line_whose_original_was_read_anew_is_a_conflict(series: Path) -> None:
    file = retarget(give(series), "I do.", "I believe you.")
    deliver(series, {("我不信" if source == "我信" else source): text for source, text in LINES.items()})
    (conflict,) = take(series, file).conflicts
    assert (conflict.decision.source, conflict.source_now) == ("我信", "我不信")


def test_files_that_are_there_are_not_written_over(series: Path) -> None:
    deliver(series, LINES, locale="ar")
    give(series)
    with pytest.raises(UsageError, match=r"e001\.en\.xlf is there already"):
        hand_out(series, HandoutRequest(locales=("ar", "en"), episodes="1", kind="xliff", target=None))
    assert not (series / "hand-out/e001.ar.xlf").exists()


@pytest.mark.parametrize(
    ("request_", "says"),
    [
        (HandoutRequest(locales=(), episodes=None, kind="docx", target=None), "known: csv, omegat, srt, xliff, xlsx"),
        (HandoutRequest(locales=("fr",), episodes=None, kind="csv", target=None), "not in this series; it has en, ar"),
        (HandoutRequest(locales=(), episodes="9", kind="csv", target=None), "it has 1 to 2"),
        (
            HandoutRequest(locales=("en",), episodes=None, kind="csv", target=None),
            "episode 2, en, has not been localized",
        ),
    ],
)
def test_a_wrong_request_writes_nothing(series: Path, request_: HandoutRequest, says: str) -> None:
    with pytest.raises(ReelbridgeError, match=says):
        hand_out(series, request_)
    assert not (series / "hand-out").exists()


XLIFF = (
    '<xliff version="1.2"><file original="{original}" target-language="{locale}"><body><trans-unit id="c0001">'
    "<source>{source}</source><target>x</target></trans-unit></body></file></xliff>"
)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.xlf", XLIFF.format(original="e001", locale="fr", source="我信"), "locale 'fr'; this series has en, ar"),
        ("a.xlf", XLIFF.format(original="e001", locale="", source="我信"), "locale ''; this series has en, ar"),
        ("a.xlf", XLIFF.format(original="e009", locale="en", source="我信"), "episode 9, which is not in this series"),
        ("a.xlf", XLIFF.format(original="e002", locale="en", source="我信"), "episode 2, en, has not been localized"),
        ("a.xlf", XLIFF.format(original="e001", locale="en", source="别的"), "it is of another series or episode"),
        ("a.xlf", XLIFF.format(original="../../x", locale="en", source="我信"), "expected an episode"),
        ("a.xlf", "hello", r"a\.xlf: not XML"),
        ("a.xlsx", "hello", r"a\.xlsx: not an XLSX file"),
        ("a.csv", "hello", r"a\.csv: no column 'id'"),
        ("a.csv", "id,translation\ne001/../c1,x\n", r"a\.csv: no row has an id"),
        ("lines.srt", "1\n00:00:00,000 --> 00:00:01,000\nhi\n", r"expected one like e001\.ja\.srt"),
        ("e001.en.srt", "1\n00:00:00,000 --> 00:00:01,000\nhi\n", "no subtitle file of episode 1 in en was handed out"),
        ("a.docx", "hello", r"known: \.csv, \.srt, \.xlf, \.xliff, \.xlsx"),
    ],
)
def test_a_wrong_file_is_one_sentence_and_nothing_of_any_file_is_taken(
    series: Path, tmp_path: Path, name: str, content: str, says: str
) -> None:
    good = retarget(give(series), "I do.", "I believe you.")
    (tmp_path / name).write_text(content, "utf-8")
    with pytest.raises(ReelbridgeError, match=says) as caught:
        take(series, good, tmp_path / name)
    assert "\n" not in caught.value.message
    assert not (series / "decisions.jsonl").exists()


def test_a_locale_as_a_tool_calls_it_is_understood(series: Path) -> None:
    file = retarget(give(series), "I do.", "I believe you.")
    file.write_text(file.read_text("utf-8").replace('target-language="en"', 'target-language="en_us"'), "utf-8")
    assert take(series, file).changed == 1


def test_a_file_that_is_far_too_large_is_not_read(series: Path, tmp_path: Path) -> None:
    with (tmp_path / "a.xlf").open("wb") as stream:
        stream.truncate(50 << 20)
    with pytest.raises(InputError, match="52,428,800 bytes; at most"):
        take(series, tmp_path / "a.xlf")


def test_a_file_that_is_not_there_or_is_a_folder(series: Path, tmp_path: Path) -> None:
    (tmp_path / "folder.xlf").mkdir()
    for name in ("nothing.xlf", "folder.xlf"):
        with pytest.raises(InputError, match="cannot be read"):
            take(series, tmp_path / name)


def test_a_damaged_decision_is_named_before_anything_is_done(series: Path) -> None:
    file = give(series)
    (series / "decisions.jsonl").write_text("{}\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.jsonl, line 1 is damaged"):
        take(series, file)
    with pytest.raises(InputError, match=r"decisions\.jsonl, line 1 is damaged"):
        give(series)
