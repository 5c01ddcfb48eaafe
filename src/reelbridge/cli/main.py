"""`reelbridge`: the commands in one list, and how errors and exit codes look."""

from __future__ import annotations

import sys

import typer
import typer.main

from reelbridge import __version__
from reelbridge.cli.console import EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, leave_at_once, print_error, say
from reelbridge.cli.lazy import LazyCommand
from reelbridge.core.errors import ReelbridgeError, UsageError

#: name -> where it is and the first sentence of its help, in the order of `--help`
COMMANDS = {
    "demo": ("reelbridge.cli.demo:demo", "Localize the bundled sample series into 14 locales."),
    "new": (
        "reelbridge.cli.new:new",
        "Make a series out of a folder of videos: finds episodes, subtitle files and scripts, writes a series.toml.",
    ),
    "localize": ("reelbridge.cli.localize:localize_command", "Read, translate, check and package a series."),
    "status": (
        "reelbridge.cli.status:status",
        "How a series stands: what is delivered, what needs a person, what failed.",
    ),
    "report": ("reelbridge.cli.report:report", "Make the report page anew and print where it is."),
    "hand-out": (
        "reelbridge.cli.hand_out:hand_out_command",
        "Write the lines into files for translators and reviewers, one for each episode and locale, with notes.",
    ),
    "take-in": ("reelbridge.cli.take_in:take_in_command", "Take what people wrote as decisions."),
    "study": (
        "reelbridge.cli.study:study_command",
        "Show how a series is cut: shots, pace, hooks, peaks, endings, as a page, timelines, lists and a profile.",
    ),
    "compare": (
        "reelbridge.cli.compare:compare_command",
        "Say where episodes leave the way another series is cut, with what to try, as notes on timecodes.",
    ),
    "read": ("reelbridge.cli.read:read", "Read the lines that are burned into the picture of a video."),
    "erase": ("reelbridge.cli.erase:erase", "Take the lines that are burned in off the picture of a video."),
    "check": ("reelbridge.cli.check:check", "Check a subtitle file against the limits of its market."),
    "convert": ("reelbridge.cli.convert:convert", "Convert a subtitle file: SRT, WebVTT, ASS."),
    "evaluate": (
        "reelbridge.cli.evaluate:evaluate_command",
        "Measure a translation against one that people made: BLEU, chrF, names, numbers, length, findings.",
    ),
    "doctor": (
        "reelbridge.cli.doctor:doctor",
        "Look for ffmpeg, engines and fonts, and say how to get what is missing.",
    ),
    "plugins": ("reelbridge.cli.plugins:plugins", "List engines, checks, formats and markets."),
    "bible": (
        "reelbridge.cli.bible:app",
        "The bible of a series: who is who, what things are called, what has happened.",
    ),
    "engines": ("reelbridge.cli.engines:app", "The translating engines: list them, try one."),
    "memory": ("reelbridge.cli.memory:app", "Translation memories: take TMX in and out, search, count."),
}

_root = typer.Typer(
    name="reelbridge",
    help="Take a Chinese micro-drama series to viewers in every market.",
    epilog="Exit codes: 0 done, 3 done but lines need a person, 2 the request is wrong, 1 it failed.",
    no_args_is_help=True,
    # plain help: laying it out with rich costs more than everything else the command does
    rich_markup_mode=None,
)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"reelbridge {__version__}")
        raise typer.Exit


@_root.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_print_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Options that stand before a command."""


app = typer.main.get_group(_root)
for _name, (_target, _help) in COMMANDS.items():
    app.add_command(LazyCommand(_name, _target, help=_help))


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
