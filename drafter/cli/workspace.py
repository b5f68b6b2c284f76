"""`drafter init`."""

from __future__ import annotations

import difflib
import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from drafter import console, sites
from drafter.cli import asking
from drafter.cli.reviewing import git_name
from drafter.model import Site
from drafter.settings import PROJECT_FILE, Disclaimer

if TYPE_CHECKING:
    from drafter.pipeline.workspace import Made

Ci = Literal["github", "gitlab", "none"]


def init(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="New or not; default: this one.")] = Path(),
    site: Annotated[Site | None, typer.Option(help="Its generator; default: found by its configuration.")] = None,
    organisation: Annotated[str, typer.Option(metavar="O", help="Yours, as posts call it.")] = "",
    author: Annotated[str, typer.Option(metavar="A", help="Who writes, a person.")] = "",
    disclaimer: Annotated[str, typer.Option(metavar="TEXT", help="The sentence that readers must see.")] = "",
    lang: Annotated[str, typer.Option(metavar="L", help="Of the posts; default: as the notes.")] = "",
    model: Annotated[str, typer.Option("-m", "--model", metavar="M", help="PROVIDER/NAME or local.")] = "",
    ci: Annotated[Ci | None, typer.Option(help="Where the posts are checked; default: by the repository.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask: take what is found.")] = False,
) -> None:
    """Make a folder, or a site that is there, a workspace: settings, example notes, prompts, hook and CI.

    Asks on a terminal for what no option says. Files that are there are kept.

    \b
    drafter init                                       here
    drafter init blog --site hugo --ci github --yes    asks nothing
    """
    from drafter.pipeline import workspace

    found = workspace.guess(folder)
    asks = not yes and console.is_terminal(sys.stdin) and not (folder / PROJECT_FILE).exists()
    if asks:
        site = site or _choice("Site generator", found.site, sites.PRESETS)
        organisation = organisation or asking.text("Your organisation")
        author = author or asking.text("Who writes", git_name())
        lang = lang or asking.text("Language of the posts, such as de (empty: as the notes)")
        disclaimer = disclaimer or asking.text("The sentence that readers must see", Disclaimer().text(lang))
        model = model or asking.text("Model, such as openai/gpt-5.2 or local (empty: none)")
        ci = ci or _choice("Where the posts are checked", found.ci or "github", get_args(Ci))
    made = workspace.make(folder, workspace.Wish(site or found.site, organisation, author, disclaimer, lang, model, ci))
    _show(folder, made)


def _choice(question: str, default: str, choices: Collection[str]) -> Any:
    """One of `choices`, asked until it is one."""
    question = f"{question} ({', '.join(choices)})"
    while (answer := asking.text(question, default)) not in choices:
        near = difflib.get_close_matches(answer, choices, 1)
        console.tell(f"{answer!r} is none of these" + (f"; did you mean {near[0]}?" if near else ""), "warning")
    return answer


def _show(folder: Path, made: Made) -> None:
    for name in made.written:
        console.out((folder / name).as_posix())
    if made.kept:
        console.tell(f"kept as they are: {', '.join(made.kept)}", "hint")
    for text in made.told:
        console.tell(text, "warning")
    if made.new:
        console.tell("Next:" if folder.resolve() == Path.cwd() else f"Next, in {folder}:", "good")
        for line in (f"draft {made.notes}", f"review {made.draft}", f"approve {made.draft}"):
            console.tell(f"  drafter {line}")
