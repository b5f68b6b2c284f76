"""The command line: options in, one pipeline call, an exit code out. One module for each group of commands."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Annotated

import typer

from drafter import __version__, console

COMMANDS = {  # where each is, in the order of the help
    "init": "workspace", "draft": "drafting", "check": "checking", "review": "reviewing", "accept": "reviewing",
    "approve": "reviewing", "revise": "revising", "explain": "revising", "export": "exporting",
    "schema": "exporting", "rule": "checking", "prompt": "prompts", "batch": "batching",
}  # fmt: skip
GROUPS = ("prompt", "batch")  # commands with commands of their own


def application(argv: Sequence[str] = ()) -> typer.Typer:
    """The command that `argv` begins with, or all of them where it begins with none, as for help and completion.

    To read the options of all commands takes Typer as long as its import.
    """
    app = typer.Typer(
        name="drafter",
        help="From event notes to a post that is disclosed, traced to its notes, reviewed and signed.",
        rich_markup_mode=None,  # plain help starts twice as fast
        pretty_exceptions_enable=False,
        no_args_is_help=True,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_main)
    for name in argv[:1] if argv and argv[0] in COMMANDS else COMMANDS:
        module = import_module(f"drafter.cli.{COMMANDS[name]}")
        if name in GROUPS:
            app.add_typer(module.app, name=name)
        else:
            app.command()(getattr(module, name))
    return app


def _version(wanted: bool) -> None:
    if wanted:
        console.out(f"drafter {__version__}")
        raise typer.Exit


def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass
