"""`reelbridge take-in`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reelbridge.app.decisions import CONFLICTS_FILE
from reelbridge.app.taking_in import TakeInRequest, TakenIn, take_in
from reelbridge.cli.console import EXIT_DONE, EXIT_REVIEW, count, print_json, say
from reelbridge.cli.options import AsJson, SeriesFolder
from reelbridge.model.decision import Conflict, Side


def take_in_command(
    folder: SeriesFolder,
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FILES]",
            help="What people sent back: .xlf, .csv, .xlsx, .srt. Without files: the conflicts that are open.",
            show_default=False,
        ),
    ] = None,
    by: Annotated[
        str,
        typer.Option(
            "--by",
            metavar="NAME",
            help="Who wrote it; a later file by the same person is no conflict.",
            show_default=False,
        ),
    ] = "",
    prefer: Annotated[
        Side | None,
        typer.Option(
            "--prefer",
            help="Where a line changed meanwhile: take the file's text or leave the series'.",
            show_default=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Take what people wrote as decisions. Nothing is lost: a line that changed meanwhile is shown, and kept."""
    taken = take_in(folder, TakeInRequest(files=tuple(files or ()), by=by, prefer=prefer), on_wait=_say_waiting)
    if as_json:
        print_json(taken)
    else:
        _print(folder, taken)
    is_clear = not (taken.conflicts or taken.refused or taken.unmatched)
    raise typer.Exit(EXIT_DONE if is_clear else EXIT_REVIEW)


def _say_waiting(holder: str) -> None:
    say(f"Files are being taken in already ({holder}); waiting for that to end. Ctrl-C stops waiting.")


def _print(folder: Path, taken: TakenIn) -> None:
    for refused in taken.refused:
        say(f"not taken: episode {refused.episode}, {refused.locale}, {refused.cue_id}: {refused.reason}")
    for sentence in taken.unmatched:
        say(f"not taken: {sentence}")
    say(
        f"{count(taken.changed, 'line')} written anew, {taken.approved} approved, "
        f"{taken.unchanged} with nothing new, {count(len(taken.conflicts), 'conflict')}"
    )
    if taken.conflicts:
        _print_conflicts(taken.conflicts)
        say(
            f"These lines changed while somebody worked on them. They are kept in {CONFLICTS_FILE}; say "
            f"`reelbridge take-in {folder} --prefer file` for what stands in the file, `--prefer series` to leave them."
        )
    if taken.changed or taken.approved:
        say(f"run `reelbridge localize {folder}` to apply")


def _print_conflicts(conflicts: tuple[Conflict, ...]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    for name in ("line", "original", "was given", "is there now", "in the file"):
        table.add_column(name, overflow="fold")
    for conflict in conflicts:
        decision = conflict.decision
        is_new_source = conflict.source_now != decision.source
        source = f"{decision.source}\nnow: {conflict.source_now or 'gone'}" if is_new_source else decision.source
        cells = (
            f"episode {decision.episode}, {decision.locale}, {decision.cue_id}",
            source,
            decision.before,
            conflict.text_now,
            f"{decision.text}\nby {decision.by}" if decision.by else decision.text,
        )
        table.add_row(*(Text(cell) for cell in cells))  # what people write is no markup
    Console().print(table)
