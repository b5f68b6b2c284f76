"""From the answers of a batch that has ended to drafts: what was made before is kept, what failed is named."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from drafter import drafts
from drafter.compose.batches import Batch, Provider
from drafter.compose.rows import Row
from drafter.errors import DrafterError
from drafter.model import Brief, Notes, Prompt
from drafter.pipeline import draft as walk
from drafter.pipeline import manifest
from drafter.pipeline.batch import Known, row_of
from drafter.pipeline.desk import Desk
from drafter.pipeline.draft import Order, Outcome
from drafter.pipeline.manifest import Manifest
from drafter.settings import Settings


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one request."""

    notes: str  # as people type it; "" where they are not here
    outcome: Outcome | None = None
    error: DrafterError | None = None


@dataclass(frozen=True, slots=True)
class _Bench:
    """What is the same for all requests of a batch."""

    noted: Manifest
    desk: Desk
    settings: Settings
    order: Order
    shelf: drafts.Shelf


def collect(
    provider: Provider, desk: Desk, settings: Settings, each: Known, folder: Path | None = None, force: bool = False
) -> Iterator[Result]:
    """Make drafts of what a batch that has ended, or is gone, answered; yield what became of each request.

    Again is harmless: what is made is kept. Raises DrafterError when the provider can't be asked.
    """
    noted, batch = each.noted, each.batch or Batch("", "gone")
    bench = _Bench(noted, desk._replace(model=noted.model), settings, _order(noted, settings, folder), drafts.Shelf())
    asked = None
    with contextlib.suppress(DrafterError):  # what was asked is no longer there, the answers may be
        asked = provider.asked(batch.input) if batch.output else None
    results: dict[str, str] = {}
    refused = list(noted.refused)
    for row in (row for file in (batch.output, batch.errors) if file for row in provider.rows(file)):
        if row is None or row.id not in noted.rows or row.id in results:
            continue  # a broken line, somebody else's request, or a second answer to ours
        refused += [row.refused] if row.refused and row.refused not in refused else []
        result = _settled(bench, row, asked.prompt(row.id) if asked else None, force=force)
        results[row.id] = result.error.message if result.error else ""
        yield result
    why = {"failed": batch.reason or "the batch failed", "expired": "its batch expired before its turn",
           "cancelled": "its batch was cancelled before its turn",
           "gone": f"{desk.host} no longer has its batch"}  # fmt: skip
    for missing in [row for row in noted.rows if row not in results]:
        row = Row(missing, reason=why.get(batch.status, f"{desk.host} returned no answer"))
        result = _settled(bench, row, None, force=force)
        results[missing] = result.error.message if result.error else ""
        yield result
    manifest.save(settings, replace(noted, collected=True, results=results, refused=tuple(refused[-5:])))


def _settled(bench: _Bench, row: Row, asked: tuple[str, str] | None, *, force: bool) -> Result:
    """The draft of one answer: that which is there already, one made now, or why there is none."""
    noted, desk, settings = bench.noted, bench.desk, bench.settings
    path = _as_typed(noted.rows[row.id], settings)
    failed = DrafterError(f"{path or row.id}: {row.reason}", row.hint or "submit it again")
    anew = force or (noted.force and noted.results.get(row.id) != "")
    try:
        if not path:
            raise DrafterError(f"{row.id}: its notes are not in this workspace")
        job = walk.prepare(bench.order._replace(notes=path, force=anew), settings, now=noted.when, shelf=bench.shelf)
        if row_of(job, desk) != row.id:
            raise DrafterError(f"{path}, or its template or settings, changed since it was submitted")
    except DrafterError as error:
        if row.completion is None:
            return Result(path, error=failed)
        unknown = Notes(noted.rows[row.id], "", (), (), Brief())
        _, run = walk.keep(unknown, Prompt("", *(asked or ("", ""))), row.completion, desk, settings)
        hint = f"submit it again; or draft from the old answer, which is kept: --replay {run[7:19]}"
        return Result(path, error=DrafterError(error.message, hint))
    if outcome := walk.kept(job, desk):
        return Result(path, outcome)
    if row.completion is None:
        return Result(path, error=failed)
    prompt = job.prompt._replace(system=asked[0], user=asked[1]) if asked else job.prompt
    try:
        return Result(path, walk.finish(job, desk, *walk.keep(job.notes, prompt, row.completion, desk, settings)))
    except DrafterError as error:
        message = error.message if path in error.message else f"{path}: {error.message}"
        return Result(path, error=DrafterError(message, error.hint, error.detail))


def _order(noted: Manifest, settings: Settings, folder: Path | None) -> Order:
    """What is the same for all notes of a batch. Raises DrafterError for a folder that nobody typed here."""
    if folder is None and noted.output:
        folder = settings.root / noted.output
        if not folder.resolve().is_relative_to(settings.root.resolve()):
            raise DrafterError(f"{noted.batch} was submitted for the folder {noted.output}, outside of the workspace",
                               "say again where its drafts go: -o DIR")  # fmt: skip
    own = settings.root / noted.prompt
    prompt = str(own) if noted.prompt and own.is_file() else noted.prompt
    return Order("", prompt, noted.variables, noted.language, folder, repair=0)


def _as_typed(reference: str, settings: Settings) -> str:
    return Path(os.path.relpath(settings.root / reference)).as_posix() if reference else ""
