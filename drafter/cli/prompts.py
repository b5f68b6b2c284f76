"""`drafter prompt list | show | new | lint`."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from drafter import console, drafting
from drafter.cli import completing

app = typer.Typer(help="List, show, make and check prompt templates.", no_args_is_help=True, rich_markup_mode=None)


@app.command("list")
def list_() -> None:
    """Name the templates: the project's own first, then the packaged ones.

    \b
    drafter prompt list
    """
    from drafter import prompts
    from drafter import settings as configuration

    templates = prompts.available(configuration.load().prompt_folders)
    width = max(len(template.name) for template in templates)
    for template in templates:
        inputs = ", ".join(one.name + ("" if one.default is not None else " (required)") for one in template.inputs)
        console.out(f"{template.name:{width}}  {template.description}" + (f"  [-V {inputs}]" if inputs else ""))


@app.command("show")
def show_(
    name: Annotated[str, typer.Argument(help="A template's name or path.", autocompletion=completing.templates)],
    notes: Annotated[str, typer.Argument(help="Notes to fill it with; without, the template itself.")] = "",
    variable: Annotated[list[str] | None, typer.Option("-V", "--variable", metavar="KEY=VALUE")] = None,
    lang: Annotated[str, typer.Option(metavar="L")] = "",
) -> None:
    """Print a template, or exactly what a model would be sent for NOTES.

    \b
    drafter prompt show event-recap
    drafter prompt show event-recap notes/meetup.md
    """
    from drafter import prompts
    from drafter import settings as configuration
    from drafter.pipeline import draft as walk

    settings = configuration.load(user=True)
    if not notes:
        console.out(prompts.load(name, settings.prompt_folders).source.rstrip("\n"))
        return
    order = walk.Order(notes, name, drafting.pairs(variable or []), lang)
    drafting.show_prompt(walk.prepare(order, settings, stdin=sys.stdin.buffer).prompt)


@app.command("new")
def new_(name: Annotated[str, typer.Argument(help="Its name, such as our-meetups.")]) -> None:
    """Make a template of your own from the default one, and print its path.

    \b
    drafter prompt new our-meetups
    """
    from drafter import prompts
    from drafter import settings as configuration

    settings = configuration.load()
    console.out(os.path.relpath(prompts.new(name, settings.prompt_folders[0])))


@app.command("lint")
def lint_(
    names: Annotated[
        list[str] | None, typer.Argument(help="Default: all templates.", autocompletion=completing.templates)
    ] = None,
) -> None:
    """Check templates for everything that would stop a draft.

    \b
    drafter prompt lint                 all of them
    drafter prompt lint our-meetups     one
    """
    from drafter import prompts
    from drafter import settings as configuration

    folders = configuration.load().prompt_folders
    templates = [prompts.load(name, folders) for name in names] if names else prompts.available(folders)
    flaws = [(template, flaw) for template in templates for flaw in prompts.lint(template)]
    for template, flaw in flaws:
        console.out(f"{template.path}:{flaw.line}: {flaw.message}")
    console.tell(f"{len(templates)} templates checked, {len(flaws)} flaws", "error" if flaws else "good")
    if flaws:
        raise typer.Exit(1)
