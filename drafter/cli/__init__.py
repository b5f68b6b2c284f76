"""The command line: options in, one pipeline call, an exit code out. One module for each group of commands."""

from __future__ import annotations

from typing import Annotated

import typer

from drafter import __version__, console
from drafter.cli import batching, checking, drafting, exporting, prompts, reviewing, revising, workspace

app = typer.Typer(
    name="drafter",
    help="From event notes to a post that is disclosed, traced to its notes, reviewed and signed.",
    rich_markup_mode=None,  # plain help starts twice as fast
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(workspace.init)
app.command()(drafting.draft)
app.command()(checking.check)
app.command()(reviewing.review)
app.command()(reviewing.accept)
app.command()(reviewing.approve)
app.command()(revising.revise)
app.command()(revising.explain)
app.command()(exporting.export)
app.command()(exporting.schema)
app.command()(checking.rule)
app.add_typer(prompts.app, name="prompt")
app.add_typer(batching.app, name="batch")


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
