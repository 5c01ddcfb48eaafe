"""The page of the lines that were not read for sure: each with the place cut out of the picture, and what it may say.

It is one file that loads nothing and runs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reelbridge import __version__
from reelbridge.app.reading import Reading, UnsureLine
from reelbridge.core.time import format_stamp
from reelbridge.model.cue import Alternative, Cue, CueKind
from reelbridge.web.pictures import picture_uri
from reelbridge.web.templates import read_asset, template

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"

#: what a character may be instead is worth a look from this confidence on
_MIN_CONFIDENCE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some of a text; `others` is what it may say instead, the likeliest first, each with its confidence in percent."""

    text: str
    others: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class UnsureView:
    """One line as the page shows it. `picture` is a data address or empty."""

    number: int
    start: str
    end: str
    is_sign: bool
    percent: int
    picture: str
    pieces: tuple[Piece, ...]
    second: str

    @property
    def choices(self) -> tuple[Piece, ...]:
        """The pieces that may say something else."""
        return tuple(piece for piece in self.pieces if piece.others)


def render_reading_page(title: str, reading: Reading) -> str:
    """The page.

    Args:
        title: what was read, such as the name of the video.
        reading: only its unsure lines are shown.
    """
    from markupsafe import Markup

    page = template("reading.html.j2").render(
        title=title,
        version=__version__,
        policy=_POLICY,
        style=Markup(read_asset("report.css") + read_asset("reading.css")),  # noqa: S704 - files of this package
        language=reading.cues.language,
        is_from_script=reading.cues.origin == "script",
        line_count=len(reading.cues.cues),
        lines=[_view(number, line) for number, line in enumerate(reading.unsure, 1)],
    )
    return page.encode("utf-8", "replace").decode("utf-8")


def _view(number: int, line: UnsureLine) -> UnsureView:
    cue = line.cue
    return UnsureView(
        number=number,
        start=format_stamp(cue.start_ms),
        end=format_stamp(cue.end_ms),
        is_sign=cue.kind is CueKind.SIGN,
        percent=int(100 * cue.confidence),
        picture=picture_uri(line.picture),
        pieces=part_text(cue),
        second=cue.second or "",
    )


def part_text(cue: Cue) -> tuple[Piece, ...]:
    """The text in pieces: between those that are sure stand those that may say something else."""
    likely = [each for each in cue.alternatives if each.confidence >= _MIN_CONFIDENCE]
    return tuple(_part(cue.text, likely))


def _part(text: str, alternatives: Sequence[Alternative]) -> Iterator[Piece]:
    place = 0
    for at, length in sorted({(each.at, each.length) for each in alternatives}):
        if at < place or at + length > len(text):
            continue  # it overlaps the one before, or is not of this text
        if at > place:
            yield Piece(text=text[place:at])
        here = [each for each in alternatives if (each.at, each.length) == (at, length)]
        here.sort(key=lambda each: -each.confidence)
        yield Piece(
            text=text[at : at + length], others=tuple((each.text, round(100 * each.confidence)) for each in here)
        )
        place = at + length
    if place < len(text):
        yield Piece(text=text[place:])
