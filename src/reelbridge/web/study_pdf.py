"""A study on paper, for a set: A4, light, in colours that stay apart in grey.

Typst (https://typst.app) makes the pages of `static/study.typ`. What it is given is data, in a folder of its own that
is the only place it can read; no text of a study is ever read as markup.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory

from reelbridge.core.errors import EngineError, EngineMissingError
from reelbridge.core.text import has_han
from reelbridge.model.media import FileRef
from reelbridge.model.profile import Comparison
from reelbridge.model.study import SeriesStudy
from reelbridge.tools.fonts import find_font
from reelbridge.web.study_print import pack_print

_TEMPLATE = "study.typ"

#: the letters of Chinese and Japanese differ in shape, so the language chooses
_HAN_FONTS = {"ja": "Noto Sans CJK JP", "ko": "Noto Sans CJK KR", "zh-Hant": "Noto Sans CJK TC"}
_HAN_FONT = "Noto Sans CJK SC"
_HAN_PACKAGE = "fonts-noto-cjk"


def check_typesetter() -> None:
    """Refuse pages that cannot be made, before anything else is done for them.

    Raises:
        EngineMissingError: typst is not installed; the message names the install line.
    """
    try:
        import typst  # noqa: F401
    except ImportError as error:
        raise EngineMissingError(
            "the typesetter typst is not installed", hint="pip install 'reelbridge[pdf]'"
        ) from error


def render_pdf(series: SeriesStudy, *, comparison: Comparison | None, load_file: Callable[[FileRef], bytes]) -> bytes:
    """A series as it is made, and notes on timecodes where it was compared.

    Args:
        series: the study.
        comparison: None where it was held against nothing.
        load_file: the content of a film strip's sheet.

    Raises:
        EngineMissingError: typst is not installed, or no font has Chinese letters and the study has some.
        EngineError: typst could not make the pages.
    """
    return render_pages(series, comparison=comparison, load_file=load_file)[0]


def render_pages(
    series: SeriesStudy,
    *,
    comparison: Comparison | None,
    load_file: Callable[[FileRef], bytes],
    pixels_an_inch: float | None = None,
) -> list[bytes]:
    """The same as one PDF, or as a PNG a page to look at.

    Args:
        pixels_an_inch: of the PNGs; None for a PDF.
    """
    check_typesetter()
    import typst

    data = json.dumps(
        pack_print(series, comparison) | {"fonts": _fonts(series)}, ensure_ascii=False, allow_nan=False
    ).encode("utf-8", "replace")
    with TemporaryDirectory(prefix="reelbridge-pdf-") as name:
        root = Path(name)
        (root / _TEMPLATE).write_text(files("reelbridge.web").joinpath("static", _TEMPLATE).read_text("utf-8"), "utf-8")
        (root / "study.json").write_bytes(data)
        for episode in series.episodes:
            for place, sheet in enumerate(episode.strip.sheets if episode.strip else ()):
                (root / f"{episode.number}-{place}.jpg").write_bytes(load_file(sheet))
        try:
            compiler = typst.Compiler(str(root / _TEMPLATE), root=str(root))
            made = compiler.compile(format="png" if pixels_an_inch else "pdf", ppi=pixels_an_inch, pdf_tags=False)
        except typst.TypstError as error:
            raise EngineError(f"typst could not make the pages: {error}") from error
    return [made] if isinstance(made, bytes) else list(made or ())  # a list where there is more than one page


def _fonts(series: SeriesStudy) -> list[str]:
    """Latin letters first, then Chinese ones; typst looks through all other fonts for what these do not have."""
    texts = [series.title, *(episode.title for episode in series.episodes)]
    texts += [cue.text for episode in series.episodes for cue in episode.cues]
    languages = [episode.language for episode in series.episodes]
    han = next((font for tag, font in _HAN_FONTS.items() if any(each.startswith(tag) for each in languages)), _HAN_FONT)
    if any(map(has_han, texts)):
        find_font(han, "中", _HAN_PACKAGE)  # a box for every letter is worse than an error that says what to install
    return ["Noto Sans", "DejaVu Sans", han]
