"""`drafter draft` without its command line: what is asked, in plain values; shared by both ways in."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from drafter import console
from drafter.errors import DrafterError
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.model import Prompt
    from drafter.pipeline.desk import Wish
    from drafter.pipeline.jobs import Done
    from drafter.pipeline.order import Order
    from drafter.settings import Model, Settings

# The flags that need no Typer to be read, with their parameters below: see `drafter.door`.
SWITCHES = ("--offline", "--dry-run", "--force")
VALUES = {
    "-p": "prompt", "--prompt": "prompt", "-m": "model", "--model": "model", "--base-url": "base_url",
    "-o": "output", "--output": "output", "--lang": "lang", "--repair": "repair",
}  # fmt: skip
REPAIRS = tuple("012345")  # how often facts that the notes lack may go back to the model
CALLS = 4  # calls under way at the same time where there are several notes: what free accounts allow too


def draft(
    notes: Sequence[str], *, prompt: str = "", variable: Sequence[str] = (), model: str = "", base_url: str = "",
    offline: bool = False, output: str | Path = "", lang: str = "", outline: bool = False,
    from_outline: Path | None = None, dry_run: bool = False, replay: str = "", force: bool = False,
    repair: int = 1, timeout: float = 0, jobs: int = 0,
) -> int:  # fmt: skip
    """Make the drafts, or what was asked for instead of them; print their paths and return the exit code."""
    from drafter import settings as configuration
    from drafter.pipeline import draft as walk
    from drafter.pipeline import jobs as crew
    from drafter.pipeline.desk import Wish, choose

    settings = configuration.load(user=True)
    variables = pairs(variable)
    wish = Wish(model, base_url, offline, timeout)
    if not notes and not from_outline:
        raise DrafterError("no notes are named", "drafter draft notes/meetup.md; `drafter draft --help` shows more")
    folder = Path(output) if output else None
    orders = crew.distinct([walk.Order(path, prompt, variables, lang, folder, force, repair) for path in notes or [""]])
    if outline or from_outline:
        _outline(orders, from_outline, settings, wish, dry_run=dry_run)
        return 0
    if dry_run:
        for order in orders:
            show_prompt(walk.prepare(order, settings, stdin=sys.stdin.buffer).prompt)
        return 0
    desk = choose(wish, settings, agrees=console.asks_consent(), apart=not replay)
    saved = walk.recall(settings, replay) if replay else None
    calls = min(jobs or CALLS, len(orders))
    tally = console.Tally(len(orders), calls, settings.model)
    results = _Results(orders, tally, settings.model)
    common = crew.Round(
        settings, desk, lambda job: console.before_drafting(job.notes, job.private, leaves=desk.host),
        lambda: console.streaming(desk.model, watch=bool(desk.host) and not replay and calls == 1),
        saved, sys.stdin.buffer,
    )  # fmt: skip
    with results.said(), tally.drawn() if calls > 1 else contextlib.nullcontext():
        crew.run(orders, common, results.add, calls)
    for notice in desk.notices if tally.failed < len(orders) and not replay else ():
        console.tell(notice, "hint")
    return results.code


def pairs(values: Sequence[str]) -> dict[str, str]:
    """The `KEY=VALUE` arguments as a mapping."""
    pairs = {}
    for value in values:
        key, equals, text = value.partition("=")
        if not equals or not key.strip():
            raise DrafterError(f"-V {value}: not of the form KEY=VALUE", 'write it like -V audience="our members"')
        pairs[key.strip()] = text
    return pairs


def show_prompt(prompt: Prompt) -> None:
    """Print exactly what a model would be sent, and how much that is."""
    from drafter import prompts

    console.out(f"# System\n\n{prompt.system}\n\n# User\n\n{prompt.user}")
    console.tell(f"template {prompt.name}: about {prompts.estimate_tokens(prompt):,} tokens; nothing was sent", "hint")


def _outline(
    orders: Sequence[Order], from_outline: Path | None, settings: Settings, wish: Wish, *, dry_run: bool
) -> None:
    """Write a plan for each order, or with `from_outline` the post along that plan; print the paths."""
    from drafter.pipeline import outline
    from drafter.pipeline.desk import choose
    from drafter.pipeline.order import prepare

    if from_outline and len(orders) > 1:
        raise DrafterError("a plan is of one post", "name one file of notes, or none: the plan names its own")
    made = outline.read(from_outline) if from_outline else None
    desk = None if dry_run else choose(wish, settings, agrees=console.asks_consent(), apart=True)
    for order in orders:
        asked = order._replace(folder=None)  # `-o` is the folder of plans here
        if from_outline and made:
            asked = outline.order_of(made, from_outline, order, settings)
        job = prepare(asked, settings, stdin=sys.stdin.buffer)
        if desk is None:
            for prompt in outline.prompts_of(job, made):
                show_prompt(prompt)
            continue
        console.before_drafting(job.notes, job.private, leaves=desk.host)
        with console.streaming(desk.model, watch=bool(desk.host)) as show:
            done = (
                outline.draft_along(job, made, desk, show) if made else outline.outline(job, desk, order.folder, show)
            )
        if isinstance(done, outline.Outlined):
            for notice in (*done.notices, f"edit it, then: drafter draft --from-outline {done.path}"):
                console.tell(notice, "hint")
        else:
            console.after_drafting(done, settings.model)
        console.out(str(done.path))
    for notice in desk.notices if desk else ():
        console.tell(notice, "hint")


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

    @contextlib.contextmanager
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
