"""The command line: options in, one pipeline call, an exit code out. One module for each group of commands.

Exit codes: 0 done, 1 findings, 2 the person at the keyboard can fix it, 3 our bug, 130 interrupted.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, NoReturn

import typer

from drafter import __version__, console
from drafter.cli import checking, drafting, prompts, reviewing
from drafter.errors import DrafterError

app = typer.Typer(
    name="drafter",
    help="From event notes to a post that is disclosed, traced to its notes, reviewed and signed.",
    rich_markup_mode=None,  # plain help starts twice as fast
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(drafting.draft)
app.command()(checking.check)
app.command()(reviewing.review)
app.command()(reviewing.accept)
app.command()(reviewing.approve)
app.command()(checking.rule)
app.add_typer(prompts.app, name="prompt")


def run(argv: Sequence[str]) -> int:
    """Run one command line; every error ends here, as one line and an exit code."""
    _prepare_process()
    try:
        app(args=list(argv), prog_name="drafter")
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 0 if stop.code is None else 2
    except DrafterError as error:
        console.show_error(error)
        return 2
    except KeyboardInterrupt:
        console.tell("drafter: interrupted; nothing is half-written")
        return 130
    except BrokenPipeError:  # the reader of our output has gone, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        console.show_bug(error)
        return 3
    return 0


def _prepare_process() -> None:
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")  # a console that lacks a character is no reason to fail
    with contextlib.suppress(ValueError):  # signals belong to the main thread
        signal.signal(signal.SIGTERM, _terminated)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _version(wanted: bool) -> None:
    if wanted:
        console.out(f"drafter {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
