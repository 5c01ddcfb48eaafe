"""`reelbridge bible`: made from the lines, looked over by a person, taken to a spreadsheet and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from reelbridge.app.bible_file import read_bible
from reelbridge.model.bible import Gender
from reelbridge.testing.fake_llm.asked import Asked
from reelbridge.testing.fake_llm.fake import FakeLlm
from support.cli import reelbridge
from support.series import set_key

#: the lines of the two episodes name nobody, so the people of this bible are what they say
PART = {
    "characters": [
        {
            "name": "说人话",
            "also": [],
            "pinyin": "Shuō Rénhuà",
            "gender": "female",
            "age": "",
            "rank": "a ghost",
            "speech": "blunt",
        },
        {"name": "林黛玉", "also": [], "pinyin": "", "gender": "female", "age": "", "rank": "", "speech": ""},
    ],
    "addresses": [],
    "entries": [{"kind": "joke", "source": "我信", "also": [], "meaning": "she never believes anybody"}],
    "episodes": [{"number": 1, "summary": "Somebody wants a signature."}, {"number": 2, "summary": "Shoes come off."}],
    "secrets": [{"what": "She is a ghost", "known_by": [{"who": "说人话", "episode": 1}]}],
}


def name_forms(asked: Asked) -> object:
    items = [*asked.payload.get("people", []), *asked.payload.get("words", [])]
    return {"forms": [{"id": each["id"], "text": f"Form {each['id']}", "way": "", "note": ""} for each in items]}


@pytest.fixture
def model() -> Iterator[FakeLlm]:
    """A model that reads bibles."""
    with FakeLlm() as fake:
        fake.answer_document("bible_part", lambda _: PART)
        fake.answer_document("bible_merge", lambda _: {"same": [], "same_secrets": [], "synopsis": "A ghost story."})
        fake.answer_document("bible_forms", name_forms)
        yield fake


def variables(model: FakeLlm) -> dict[str, str]:
    return {"REELBRIDGE_MODEL": model.model, "OPENAI_BASE_URL": model.base_url, "OPENAI_API_KEY": "test"}


@pytest.mark.slow
def test_a_bible_is_made_looked_over_and_never_written_over(series: Path, model: FakeLlm) -> None:
    made = reelbridge("bible", "make", series, "--engine", "openai", code=3, **variables(model))
    assert "bible.toml: 1 character, 0 forms of address, 1 entry, 2 episodes, 1 secret" in made.err
    assert "note: left out, since they stand in no line: 林黛玉" in made.err
    bible = read_bible(series)
    assert bible.synopsis == "A ghost story."
    assert bible.characters[0].gender is Gender.FEMALE
    assert [form.locale for form in bible.characters[0].forms] == ["en", "de"]
    assert reelbridge("bible", "check", series, code=0).out == ""

    path = series / "bible.toml"
    text = path.read_text("utf-8").replace('"a ghost"', '"a good ghost"').replace("Form 1", "Speak Human")
    path.write_text(text, "utf-8")
    asked = model.ledger.requests
    again = reelbridge("bible", "make", series, "--engine", "openai", "--json", code=3, **variables(model))
    assert again.data["changes"] == []
    assert path.read_text("utf-8") == text
    assert model.ledger.requests == asked + 1  # what was read is stored; who is who is asked with what people wrote


@pytest.mark.slow
def test_it_goes_to_a_spreadsheet_and_back(series: Path, model: FakeLlm, tmp_path: Path) -> None:
    reelbridge("bible", "make", series, "--engine", "openai", code=3, **variables(model))
    sheet, terms = tmp_path / "bible.csv", tmp_path / "bible.tbx"
    reelbridge("bible", "export", series, "--csv", sheet, "--tbx", terms, code=0)
    sheet.write_text(sheet.read_text("utf-8-sig").replace("blunt", "sharp"), "utf-8-sig")
    taken = reelbridge("bible", "import", series, sheet, code=0)
    assert "说人话: speech is now sharp, was blunt" in taken.err
    assert "as it was before, comments and all:" in taken.err
    assert reelbridge("bible", "import", series, terms, "--json", code=0).data["changes"] == []


BY_HAND = """
[[characters]]
name = "说人话"
[characters.forms]
en = "Speak Human"

[[entries]]
kind = "term"
source = "脱鞋"
meaning = "shoes off"
"""


@pytest.mark.slow
def test_only_the_lines_that_a_change_touches_are_sent_again(series: Path, model: FakeLlm) -> None:
    set_key(series, "memories", "[]")
    path = series / "bible.toml"

    def sent(text: str) -> list[tuple[str, str]]:
        """Locale and source of every line that a run with this bible sends."""
        path.write_text(text, "utf-8")
        before = len(model.asked)
        reelbridge("localize", series, "--engine", "openai", **variables(model))
        return sorted((asked.payload["locale"], line.source) for asked in model.asked[before:] for line in asked.lines)

    assert len(sent(BY_HAND)) == 12  # six lines in two locales
    assert sent(BY_HAND) == []
    assert sent(BY_HAND.replace("shoes off", "take them off")) == [
        ("de", "站住！进门先脱鞋"),
        ("en", "站住！进门先脱鞋"),
    ]
    changed = BY_HAND.replace("shoes off", "take them off").replace("Speak Human", "Talk Human")
    assert sent(changed) == [("en", "说人话")]


def test_a_check_says_what_is_missing(series: Path, tmp_path: Path) -> None:
    assert "has no bible.toml" in reelbridge("bible", "check", series, code=2).err
    (series / "bible.toml").write_text('[[characters]]\nname = "沈小满"\n', "utf-8")
    found = reelbridge("bible", "check", series, code=3)
    assert found.out.splitlines() == ["no gender: 沈小满", "no form in en: 沈小满", "no form in de: 沈小满"]
    assert "not every episode has been read" in found.err


def test_names_are_looked_for_in_lines_that_were_read(done_series: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(done_series, tmp_path / "read"))
    (folder / "bible.toml").write_text('[[characters]]\nname = "沈小满"\n[[characters]]\nname = "说人话"\n', "utf-8")
    assert "in no line: 沈小满" in reelbridge("bible", "check", folder, code=3).out.splitlines()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("make",), "a bible is made by a language model, and"),
        (("make", "--engine", "openai"), "needs a model name"),
        (("make", "--engine", "nobody"), "translator 'nobody' is unknown"),
        (("export",), "nothing to export to"),
        (("export", "--csv", "a.txt"), "it has to end in .csv"),
        (("export", "--tbx", "nowhere/a.tbx"), "nowhere"),
        (("import", "nowhere.xlsx"), "ending '.xlsx' is unknown"),
    ],
)
def test_requests_that_cannot_be_meant(series: Path, arguments: tuple[str, ...], says: str) -> None:
    name, *rest = arguments
    ended = reelbridge("bible", name, series, *rest, code=2, REELBRIDGE_MODEL="", OPENAI_BASE_URL="")
    assert says in ended.err


def test_a_bible_with_a_mistake_stops_everything_with_one_sentence(series: Path) -> None:
    (series / "bible.toml").write_text('[[characters]]\nname = "沈小满"\ngender = "woman"\n', "utf-8")
    for arguments in (("check",), ("make", "--engine", "openai")):
        ended = reelbridge("bible", arguments[0], series, *arguments[1:], code=2, REELBRIDGE_MODEL="m")
        assert "[[characters]] number 1 (沈小满).gender: 'woman'; allowed: female, male" in ended.err
