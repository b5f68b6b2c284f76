"""`drafter draft`."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from drafter import console
from drafter.cli import completing, outlining
from drafter.cli.prompts import pairs, show_prompt
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.pipeline.jobs import Done
    from drafter.pipeline.order import Order
    from drafter.settings import Model

CALLS = 4  # calls under way at the same time where there are several notes: what free accounts allow too


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
    from drafter import settings as configuration
    from drafter.pipeline import draft as walk
    from drafter.pipeline import jobs as crew
    from drafter.pipeline.desk import Wish, choose

    settings = configuration.load(user=True)
    variables = pairs(variable or [])
    wish = Wish(model, base_url, offline, timeout)
    if not notes and not from_outline:
        raise DrafterError("no notes are named", "drafter draft notes/meetup.md; `drafter draft --help` shows more")
    orders = crew.distinct([walk.Order(path, prompt, variables, lang, output, force, repair) for path in notes or [""]])
    if outline or from_outline:
        outlining.run(orders, from_outline, settings, choose(wish, settings, agrees=console.asks_consent()))
        return
    if dry_run:
        for order in orders:
            show_prompt(walk.prepare(order, settings, stdin=sys.stdin.buffer).prompt)
        return
    desk = choose(wish, settings, agrees=console.asks_consent())
    saved = walk.recall(settings, replay) if replay else None
    calls = min(jobs or CALLS, len(orders))
    tally = console.Tally(len(orders), calls, settings.model)
    results = _Results(orders, tally, settings.model)
    common = crew.Round(
        settings, desk, lambda job: console.before_drafting(job.notes, job.private, leaves=desk.host),
        lambda: console.streaming(desk.model, watch=bool(desk.host) and not replay and calls == 1),
        saved, sys.stdin.buffer,
    )  # fmt: skip
    with results.said(), tally.drawn() if calls > 1 else nullcontext():
        crew.run(orders, common, results.add, calls)
    for notice in desk.notices if tally.failed < len(orders) and not replay else ():
        console.tell(notice, "hint")
    if results.code:
        raise typer.Exit(results.code)


class _Results:
    """What became of the orders: told as it happens, and the paths printed in the order of the arguments."""

    def __init__(self, orders: Sequence[Order], tally: console.Tally, prices: Model) -> None:
        self.tally, self.prices, self.code = tally, prices, 0
        self._names = [order.notes for order in orders]
        self._paths: dict[str, str] = {}
        self._several = len(orders) > 1

    def add(self, one: Done) -> None:
        """Tell of one more. Our own bugs are raised, but one of several jobs stops no other."""
        name = one.order.notes
        self.tally.add(one.outcome)
        if one.outcome:
            console.after_drafting(one.outcome, self.prices, name if self._several else "")
        elif isinstance(one.error, DrafterError):
            self.code = max(self.code, 2)
            console.show_error(_named(one.error, name) if self._several else one.error)
        elif one.error:
            if not self._several:
                raise one.error
            self.code = 3
            console.show_bug(one.error)
        self._paths[name] = str(one.outcome.path) if one.outcome else ""
        while self._names and self._names[0] in self._paths:
            self._print(self._names.pop(0))

    def _print(self, name: str) -> None:
        if path := self._paths.pop(name, ""):
            console.out(path)

    @contextmanager
    def said(self) -> Iterator[None]:
        """Say at the end how many there were, and what is left of a command that was stopped."""
        try:
            yield
        finally:
            for name in self._names:  # those before them were stopped
                self._print(name)
            if self._several:
                left = f"; {self.tally.left:,} left: the same command goes on with them" if self.tally.left else ""
                failed = "; what failed is named above" if self.tally.failed else ""
                console.tell(f"{self.tally}{failed}{left}", "error" if failed else "warning" if left else "good")


def _named(error: DrafterError, name: str) -> DrafterError:
    message = error.message if name in error.message else f"{name}: {error.message}"
    return DrafterError(message, error.hint, error.detail)
