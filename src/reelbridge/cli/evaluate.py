"""`reelbridge evaluate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.evaluating import Evaluation, evaluate
from reelbridge.cli.console import print_json, say
from reelbridge.cli.options import AsJson
from reelbridge.translate.evaluating import Hits


def evaluate_command(
    source: Annotated[Path, typer.Option("--source", metavar="FILE", help="The lines in Chinese: text or subtitles.")],
    hypothesis: Annotated[Path, typer.Option("--hypothesis", metavar="FILE", help="The translation to be measured.")],
    reference: Annotated[Path, typer.Option("--reference", metavar="FILE", help="A translation that people made.")],
    locale: Annotated[str, typer.Option("--to", metavar="LOCALE", help="The language of both.")] = "en",
    terms: Annotated[
        Path | None,
        typer.Option("--terms", metavar="TBX", help="Words with a fixed rendering.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Measure a translation against one that people made: BLEU, chrF, names, numbers, length, findings."""
    found = evaluate(source, hypothesis, reference, locale=locale, terms=terms)
    if as_json:
        print_json(found)
        return
    _print(found)
    for note in found.notes:
        say(f"note: {note}")


def _print(found: Evaluation) -> None:
    compared = found.comparison
    rows = [
        ("lines", f"{compared.lines}", ""),
        ("without a translation", f"{compared.empty}", ""),
        ("BLEU", f"{compared.bleu.value:.2f}", compared.bleu.signature),
        ("chrF", f"{compared.chrf.value:.2f}", compared.chrf.signature),
        ("", "translation", "reference"),
        ("numbers kept", *_shares(compared.numbers)),
        ("names kept", *_shares(compared.names)),
        ("terms kept", *_shares(compared.terms)),
        ("characters", f"{compared.lengths.hypothesis}", f"{compared.lengths.reference}"),
        ("median length ratio", f"{compared.lengths.median_ratio:.2f}", "1.00"),
        ("", "", ""),
        ("lines with an error in 100", f"{found.error_lines.hypothesis:.2f}", f"{found.error_lines.reference:.2f}"),
    ]
    rows += [
        (f"  {each.severity.value} {each.check_id}", f"{each.hypothesis:.2f}", f"{each.reference:.2f}")
        for each in found.findings
    ]
    for name, ours, theirs in rows:
        typer.echo(f"{name:28} {ours:>16}   {theirs}".rstrip())


def _shares(hits: Hits) -> tuple[str, str]:
    if not hits.source:
        return "none in source", ""
    return f"{hits.hypothesis} of {hits.source}", f"{hits.reference} of {hits.source}"
