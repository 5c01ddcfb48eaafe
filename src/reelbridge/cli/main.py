"""`reelbridge`: the commands in one list, and how errors and exit codes look."""

from __future__ import annotations

import sys

import typer

from reelbridge import __version__
from reelbridge.cli import (
    bible,
    check,
    convert,
    demo,
    doctor,
    engines,
    erase,
    evaluate,
    hand_out,
    localize,
    memory,
    new,
    plugins,
    read,
    report,
    status,
    take_in,
)
from reelbridge.cli.console import EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, leave_at_once, print_error, say
from reelbridge.core.errors import ReelbridgeError, UsageError

app = typer.Typer(
    name="reelbridge",
    help="Take a Chinese micro-drama series to viewers in every market.",
    epilog="Exit codes: 0 done, 3 done but lines need a person, 2 the request is wrong, 1 it failed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    # plain help: laying it out with rich costs more than everything else the command does
    rich_markup_mode=None,
)

app.command("demo")(demo.demo)
app.command("new")(new.new)
app.command("localize")(localize.localize_command)
app.command("status")(status.status)
app.command("report")(report.report)
app.add_typer(bible.app, name="bible")
app.command("hand-out")(hand_out.hand_out_command)
app.command("take-in")(take_in.take_in_command)
app.command("read")(read.read)
app.command("erase")(erase.erase)
app.command("check")(check.check)
app.command("convert")(convert.convert)
app.command("evaluate")(evaluate.evaluate_command)
app.command("doctor")(doctor.doctor)
app.add_typer(engines.app, name="engines")
app.add_typer(memory.app, name="memory")
app.command("plugins")(plugins.plugins)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"reelbridge {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Options that stand before a command."""


def main() -> None:
    """Run the command line; errors become sentences and exit codes."""
    try:
        app()
    except UsageError as error:
        print_error(error)
        sys.exit(EXIT_USAGE)
    except ReelbridgeError as error:
        print_error(error)
        leave_at_once(EXIT_FAILURE)
    except SystemExit as ended:
        if ended.code != EXIT_INTERRUPTED:  # what typer makes of Ctrl-C
            raise
        say("stopped; what is done is kept, run again to go on")
        leave_at_once(EXIT_INTERRUPTED)
    except BrokenPipeError:
        # the reader of our output has gone, as with `| head`; nobody is left to tell
        sys.stderr.close()
        sys.exit(EXIT_FAILURE)
