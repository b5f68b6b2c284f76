"""`drafter draft`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from drafter.cli import completing


def draft(
    notes: Annotated[
        list[str] | None, typer.Argument(metavar="NOTES...", help="Files of notes; - is standard input.")
    ] = None,
    prompt: Annotated[
        str, typer.Option("-p", "--prompt", autocompletion=completing.templates, help="Template: a name or a path.")
    ] = "",
    variable: Annotated[
        list[str] | None,
        typer.Option("-V", "--variable", metavar="KEY=VALUE", help="An input of the template."),
    ] = None,
    model: Annotated[
        str, typer.Option("-m", "--model", autocompletion=completing.models, help="NAME, PROVIDER/NAME or local.")
    ] = "",
    base_url: Annotated[str, typer.Option(metavar="URL", help="Any OpenAI-compatible endpoint.")] = "",
    offline: Annotated[bool, typer.Option("--offline", help="Use no model: select and join the notes.")] = False,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Folder of drafts.")] = None,
    lang: Annotated[str, typer.Option(metavar="L", help="Language to write in, such as de.")] = "",
    outline: Annotated[bool, typer.Option("--outline", help="Write a plan to edit, in outlines/; no draft.")] = False,
    from_outline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the post along an edited plan.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print what would be sent; send nothing.")] = False,
    replay: Annotated[str, typer.Option(metavar="RUN", help="Draft again from a saved answer.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Draft anew; an edited draft is backed up.")] = False,
    repair: Annotated[
        int, typer.Option(metavar="N", min=0, max=5, help="How often facts that the notes lack go back to the model.")
    ] = 1,
    timeout: Annotated[float, typer.Option(metavar="SECONDS", help="For one draft, all tries.", min=0)] = 0,
    jobs: Annotated[
        int,
        typer.Option(
            "-j",
            "--jobs",
            metavar="N",
            min=0,
            max=200,
            help="Calls to the model at the same time; 0: 1, or 4 for several notes.",
        ),
    ] = 0,
) -> None:
    """Turn notes into a draft that is ready for review, and print its path; several notes are several drafts.

    Paths are printed in the order of the notes. A failure stops no other draft, and after Ctrl-C or a crash the
    same command goes on: finished drafts are kept, and answers that had arrived are used and not paid for again.

    \b
    drafter draft notes/meetup.md                     no model: the offline composer
    drafter draft notes/meetup.md -m openai/gpt-5.2   any OpenAI-compatible model
    drafter draft notes/meetup.md --dry-run           see the prompt, send nothing
    drafter draft notes/*.md -m local -j 16           16 calls at the same time
    drafter draft notes/long.md --outline             a plan first; edit it, then --from-outline FILE
    """
    from drafter import drafting

    code = drafting.draft(
        notes or [], prompt=prompt, variable=variable or [], model=model, base_url=base_url, offline=offline,
        output=output or "", lang=lang, outline=outline, from_outline=from_outline, dry_run=dry_run, replay=replay,
        force=force, repair=repair, timeout=timeout, jobs=jobs,
    )  # fmt: skip
    raise typer.Exit(code)
