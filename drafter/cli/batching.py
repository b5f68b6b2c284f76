"""`drafter batch submit | status | collect`."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drafter import console, drafting
from drafter.errors import DrafterError

if TYPE_CHECKING:
    from drafter.compose.batches import Provider
    from drafter.pipeline.batch import Known
    from drafter.settings import Settings

app = typer.Typer(
    help="Thousands of drafts through a provider's Batch API: cheaper, within a day.",
    no_args_is_help=True,
    rich_markup_mode=None,
)

_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds between two looks at the provider

_Model = Annotated[str, typer.Option("-m", "--model", help="PROVIDER/NAME, as for draft.")]
_BaseUrl = Annotated[str, typer.Option(metavar="URL", help="Any endpoint with OpenAI's files and batches.")]
_Id = Annotated[str, typer.Argument(metavar="[ID]", help="A batch; without, all of them.", show_default=False)]


@app.command()
def submit(
    notes: Annotated[list[str], typer.Argument(metavar="NOTES...", help="Files of notes.")],
    prompt: Annotated[str, typer.Option("-p", "--prompt", help="Template: a name or a path.")] = "",
    variable: Annotated[
        list[str] | None,
        typer.Option("-V", "--variable", metavar="KEY=VALUE", help="An input of the template."),
    ] = None,
    model: _Model = "",
    base_url: _BaseUrl = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Folder of drafts.")] = None,
    lang: Annotated[str, typer.Option(metavar="L", help="Language to write in, such as de.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Draft anew; an edited draft is backed up.")] = False,
) -> None:
    """Send notes off to be drafted within a day, and print the id of each batch.

    What is drafted already is kept, and what waits in a batch is not sent again: after anything that went wrong,
    the same command sends the rest.

    \b
    drafter batch submit notes/*.md -m openai/gpt-5.2
    """
    from drafter import settings as configuration
    from drafter.compose.batches import Provider
    from drafter.pipeline import batch
    from drafter.pipeline.desk import Wish, choose
    from drafter.pipeline.draft import Order
    from drafter.pipeline.jobs import distinct

    settings = configuration.load(user=True)
    order = Order("", prompt, drafting.pairs(variable or []), lang, output, force, repair=0)
    desk = choose(Wish(model, base_url), settings, agrees=console.asks_consent())
    if desk.target is None:
        raise DrafterError("no model is named", "add -m PROVIDER/MODEL, or draft without one: `drafter draft NOTES...`")
    failed, standings = 0, Counter[str]()
    with Provider(desk.target) as provider:
        submission = batch.Submission(provider, desk, settings, order)
        for one in distinct([order._replace(notes=path) for path in notes]):
            try:
                job, standing = submission.add(one.notes)
            except DrafterError as error:
                console.show_error(error)
                failed += 1
                continue
            standings[standing] += 1
            if standing == "new":
                console.before_drafting(job.notes, job.private, leaves=desk.host)
        for standing, count in standings.items():
            if standing == "kept":
                console.tell(
                    f"{count:,} kept: nothing has changed since they were drafted; --force drafts them again", "hint"
                )
            elif standing != "new":
                again = f"`drafter batch collect {standing}` makes drafts of them"
                console.tell(f"{count:,} not sent again: they are in {standing}; {again}", "hint")
        for sent, count in submission.send():
            console.tell(f"{count:,} to be written by {desk.model} at {desk.host}", "good")
            console.out(sent.id)
    if failed:
        raise typer.Exit(2)


@app.command()
def status(
    id_: _Id = "",
    model: _Model = "",
    base_url: _BaseUrl = "",
    output_format: Annotated[Literal["text", "json"], typer.Option(help="How to print it.")] = "text",
) -> None:
    """Say how far batches are, a line each: id, state, done, failed and all requests, age, model.

    \b
    drafter batch status
    """
    from drafter import settings as configuration
    from drafter.compose.batches import Provider
    from drafter.pipeline import batch
    from drafter.pipeline.desk import Wish

    settings = configuration.load(user=True)
    rows: list[dict[str, str | int]] = []
    for desk in batch.desks(Wish(model, base_url), settings, console.asks_consent(), id_):
        assert desk.target
        with Provider(desk.target) as provider:
            rows += [_standing(each, desk.host) for each in batch.known(provider, settings, id_)]
    if output_format == "json":
        console.out(json.dumps(rows, indent=2))
        return
    for row in rows:
        console.out(_line(row))
    if not rows:
        console.tell("there are no batches", "hint")


@app.command()
def collect(
    id_: _Id = "",
    wait: Annotated[bool, typer.Option("--wait", help="Stay until everything has ended.")] = False,
    model: _Model = "",
    base_url: _BaseUrl = "",
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="DIR", help="Folder of drafts.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Make drafts anew; edited ones are backed up.")] = False,
) -> None:
    """Make drafts of what batches have answered, and print the path of each.

    It may run as often as you like, and on another machine with the same workspace and key: say -m there as it was
    submitted.

    \b
    drafter batch collect --wait
    """
    from drafter import settings as configuration
    from drafter.compose.batches import Provider
    from drafter.pipeline import batch
    from drafter.pipeline import collect as walk
    from drafter.pipeline.desk import Wish

    settings = configuration.load(user=True)
    prices = configuration.Model()  # none: those of the settings are for single calls
    tally = console.Tally(0, 1, prices)
    for desk in batch.desks(Wish(model, base_url), settings, console.asks_consent(), id_):
        assert desk.target
        with Provider(desk.target) as provider:
            done: set[str] = set()
            for found in _looks(provider, settings, id_, wait=wait):
                for each in found:
                    if each.noted.batch in done or not _has_ended(each):
                        continue
                    for result in walk.collect(provider, desk, settings, each, output, force):
                        tally.add(result.outcome)
                        if result.error:
                            console.show_error(result.error)
                        if result.outcome:
                            console.after_drafting(result.outcome, prices, result.notes)
                            console.out(str(result.outcome.path))
                    done.add(each.noted.batch)
    if tally.made + tally.kept + tally.failed == 0:
        console.tell("nothing to collect", "hint")
    else:
        again = "; the same `drafter batch submit` sends those that failed again" if tally.failed else ""
        console.tell(f"{tally}{again}", "error" if tally.failed else "good")
    if tally.failed:
        raise typer.Exit(2)


def _looks(provider: Provider, settings: Settings, id_: str, *, wait: bool) -> Iterator[list[Known]]:
    """What there is to collect, again and again until it has all ended where `wait` asks for that."""
    from drafter.pipeline import batch

    pause, told = _FIRST_WAIT, list[dict[str, str | int]]()
    while True:
        found = batch.known(provider, settings, id_)
        for each in found:
            if not each.is_ours:
                console.tell(f"{each.noted.batch} has other notes than this workspace and is left alone; "
                             f"`drafter batch collect {each.noted.batch}` takes what is here", "hint")  # fmt: skip
        found = [each for each in found if id_ or not each.noted.collected]
        yield found
        running = [_standing(each, provider.target.host) for each in found if not _has_ended(each)]
        if told != (told := [row | {"age": 0} for row in running]):
            console.tell("\n".join(map(_line, running)), "hint")
        if running and not wait:
            console.tell("not ended yet: --wait stays until it has", "hint")
        if not (wait and running):
            return
        time.sleep(pause)
        pause = min(pause * 1.5, _LONGEST_WAIT)


def _has_ended(each: Known) -> bool:
    return each.batch is None or each.batch.has_ended


def _standing(each: Known, host: str) -> dict[str, str | int]:
    """How far a batch is: as it was collected, else as the provider says."""
    noted, batch = each.noted, each.batch
    state = (
        "elsewhere" if noted.is_left_alone else "collected" if noted.collected else batch.status if batch else "gone"
    )
    good = sum(not reason for reason in noted.results.values())
    counts = (batch.done, batch.failed, batch.total) if batch and not noted.results else (
        good, len(noted.results) - good, len(noted.rows))  # fmt: skip
    age = max(0, int(time.time() - noted.when.timestamp()))
    return {"id": noted.batch, "state": state, "done": counts[0], "failed": counts[1],
            "total": counts[2] or len(noted.rows), "age": age, "model": noted.model, "host": host}  # fmt: skip


def _line(row: Mapping[str, str | int]) -> str:
    counts = f"{row['done']} done, {row['failed']} failed of {row['total']}"
    age = dt.timedelta(seconds=int(row["age"]))
    return f"{row['id']}  {row['state']}  {counts}  {age} ago  {row['model']} at {row['host']}"
