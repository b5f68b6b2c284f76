"""`drafter draft`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from drafter import console
from drafter.cli.prompts import pairs, show_prompt
from drafter.errors import DrafterError


def draft(
    notes: Annotated[list[str], typer.Argument(metavar="NOTES...", help="Files of notes; - is standard input.")],
    prompt: Annotated[str, typer.Option("-p", "--prompt", help="Template: a name or a path.")] = "",
    variable: Annotated[
        list[str] | None,
        typer.Option("-V", "--variable", metavar="KEY=VALUE", help="An input of the template."),
    ] = None,
    model: Annotated[str, typer.Option("-m", "--model", help="NAME, PROVIDER/NAME or local.")] = "",
    base_url: Annotated[str, typer.Option(metavar="URL", help="Any OpenAI-compatible endpoint.")] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Use no model: select and join the notes.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Folder of drafts.")] = None,
    lang: Annotated[str, typer.Option(metavar="L", help="Language to write in, such as de.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be sent; send nothing.")] = False,
    replay: Annotated[str, typer.Option(metavar="RUN", help="Draft again from a saved answer.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Draft anew; an edited draft is backed up.")] = False,
    repair: Annotated[
        int, typer.Option(metavar="N", min=0, max=5, help="How often facts that the notes lack go back to the model.")
    ] = 1,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="For one draft, all tries.", min=0)] = 0,
) -> None:
    """Turn notes into a draft that is ready for review, and print its path.

    \b
    drafter draft notes/meetup.md                     no model: the offline composer
    drafter draft notes/meetup.md -m openai/gpt-5.2   any OpenAI-compatible model
    drafter draft notes/meetup.md --dry-run           see the prompt, send nothing
    """
    from drafter import settings as configuration
    from drafter.pipeline import draft as walk
    from drafter.pipeline.desk import Wish, choose

    settings = configuration.load(user=True)
    variables = pairs(variable or [])
    orders = [walk.Order(path, prompt, variables, lang, output, force, repair) for path in notes]
    if dry_run:
        for order in orders:
            show_prompt(walk.prepare(order, settings, stdin=sys.stdin.buffer).prompt)
        return
    desk = choose(Wish(model, base_url, offline, timeout), settings, agrees=console.asks_consent())
    saved = walk.recall(settings, replay) if replay else None
    failed = 0
    for order in orders:
        try:
            job = walk.prepare(order, settings, stdin=sys.stdin.buffer)
            console.before_drafting(job.notes, job.private, leaves=desk.host)
            with console.streaming(desk.model, watch=bool(desk.host) and not replay) as show:
                outcome = walk.draft(job, desk, show, saved)
        except DrafterError as error:
            console.show_error(error)
            failed += 1
            continue
        console.after_drafting(outcome, settings.model)
        console.out(str(outcome.path))
    for notice in desk.notices if failed < len(orders) and not replay else ():
        console.tell(notice, "hint")
    if failed:
        if len(orders) > 1:
            console.tell(f"{failed} of {len(orders)} failed, see above", "error")
        raise typer.Exit(2)
