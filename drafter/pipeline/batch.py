"""Thousands of drafts through a provider's Batch API: `Submission` sends them off, `known` finds them again.

The provider's list of batches is the truth, the manifest of each (see `manifest`) says which notes are in it. It
is written before anything is sent and again when the provider has answered, and the batch carries its key: so a
submission that broke off at any point is either found at the provider or was never made. A request is known by its
notes' path and by what the draft would be made of, so the same notes are never sent twice, from any machine.
"""

from __future__ import annotations

import datetime as dt
import os
import secrets
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Literal

from drafter import document, drafts
from drafter import settings as configuration
from drafter.compose import batches, rows
from drafter.compose.batches import Batch, Provider
from drafter.errors import DrafterError
from drafter.pipeline import draft as walk
from drafter.pipeline import finish, manifest
from drafter.pipeline.desk import Desk, Wish, choose
from drafter.pipeline.draft import Job, Order
from drafter.pipeline.manifest import Manifest
from drafter.pipeline.order import input_digest
from drafter.settings import Model, Settings

_PATH, _INPUTS = 16, 40  # hexadecimal digits of a row's id; some providers take 64 characters at most
_REMEMBERED = 30 * 86_400  # seconds that providers keep the files of a batch
_SPOOL = 10_000_000  # bytes of requests in memory; more go to a temporary file that has no name


@dataclass(frozen=True, slots=True)
class Known:
    """A batch: what is noted here, and what its provider says of it (None: nothing)."""

    noted: Manifest
    batch: Batch | None
    is_ours: bool = True  # False: submitted elsewhere, and not all of its notes are here


@dataclass(slots=True)
class _Part:
    """One batch in the making."""

    file: IO[bytes]
    rows: dict[str, str] = field(default_factory=dict)
    size: int = 0


class Submission:
    """Notes on their way to a provider: `add` each of them, then `send` what has to be made.

    `order` says what is the same for all of them.
    """

    def __init__(self, provider: Provider, desk: Desk, settings: Settings, order: Order) -> None:
        self._provider, self._desk, self._settings, self._order = provider, desk, settings, order
        self._now = dt.datetime.now().astimezone().replace(microsecond=0)
        self._parts: list[_Part] = []
        self._shelf = drafts.Shelf()
        self._waiting: dict[str, str] = {}  # where the ids of rows are in a batch already
        refused: list[str] = []
        for each in known(provider, settings):
            if each.noted.model != desk.model:
                continue
            refused += each.noted.refused
            if not each.noted.results and each.batch and each.batch.status != "failed":
                self._waiting |= dict.fromkeys(each.noted.rows, each.noted.batch)
        self._refused = tuple(dict.fromkeys(refused))[-5:]

    def add(self, path: str) -> tuple[Job, Literal["new", "kept"] | str]:
        """Take the notes at `path`; return their job, and "new", "kept" or the batch that they are in already.

        Raises DrafterError for notes that can't be used, and for an edited draft that could not be merged.
        """
        if path == "-":
            raise DrafterError("a batch can't take notes from standard input", "save them to a file")
        job = walk.prepare(self._order._replace(notes=path), self._settings, now=self._now, shelf=self._shelf)
        if walk.kept(job, self._desk):
            return job, "kept"
        row = row_of(job, self._desk)
        if row in self._waiting:
            return job, self._waiting[row]
        finish.edits(job, job.place)  # before anything is paid for
        line = rows.request(self._provider.target, job.prompt, row, self._refused)
        if len(line) > batches.MOST_BYTES:
            raise DrafterError(f"{path}: too long for a batch", "split the notes")
        part = self._parts[-1] if self._parts else None
        if part is None or len(part.rows) >= batches.MOST_ROWS or part.size + len(line) > batches.MOST_BYTES:
            part = _Part(tempfile.SpooledTemporaryFile(_SPOOL))  # noqa: SIM115
            self._parts.append(part)
        part.file.write(line)
        part.size += len(line)
        part.rows[row] = drafts.reference(path, self._settings.root)
        return job, "new"

    def send(self) -> Iterator[tuple[Batch, int]]:
        """Send what was added; yield each batch and the number of its requests as it is made."""
        settings, order, target = self._settings, self._order, self._provider.target
        folder = drafts.reference(str(order.folder), settings.root) if order.folder else ""
        for part in self._parts:
            noted = Manifest(
                secrets.token_hex(32), target.base_url, self._desk.model, self._now.isoformat(),
                _portable(order.prompt, settings), dict(order.variables), order.language, folder, order.force,
                rows=part.rows,
            )  # fmt: skip
            manifest.save(settings, noted)
            with part.file as file:
                sent = self._provider.upload(file, f"drafter-{noted.key[:12]}.jsonl")
            batch = self._provider.create(sent, noted.metadata, manifest.KEY)
            manifest.save(settings, replace(noted, batch=batch.id))
            yield batch, len(part.rows)


def desks(wish: Wish, settings: Settings, agrees: Callable[[str], bool] | None = None, id_: str = "") -> list[Desk]:
    """The providers to ask for batches, or for that one: who is named, else those of the batches noted here.

    A manifest lies in the project's folder, so its address is trusted as little as one in the project's file.
    Raises DrafterError where there is none.
    """
    here = () if wish.model or wish.base_url else manifest.load(settings)
    noted = {each.base_url: each for each in here if id_ in ("", each.batch)}
    if not noted:
        chosen = choose(wish, settings, agrees=agrees)
        if chosen.target:
            return [chosen]
        raise DrafterError("no batch is known here, and no model is named",
                           "add -m PROVIDER/MODEL as it was submitted")  # fmt: skip
    environ = {name: value for name, value in os.environ.items() if name != "DRAFTER_MODEL"}
    found = []
    for each in noted.values():
        trusted = settings.model.trust_project_endpoint
        model = Model(each.model, each.base_url, trust_project_endpoint=trusted)
        theirs = configuration.replace(settings, model=model, base_url_from="project")
        own = settings.model.base_url == each.base_url and settings.base_url_from != "project"
        found.append(choose(Wish(base_url=each.base_url if own else ""), theirs, environ, agrees))
    return found


def known(provider: Provider, settings: Settings, id_: str = "") -> list[Known]:
    """The batches of `provider` that are noted here or were submitted elsewhere, the oldest first; or that one.

    What broke off while it was submitted is mended: the provider has the batch, or it was never made. Raises
    DrafterError when there is no batch `id_`.
    """
    base_url, now = provider.target.base_url, time.time()
    listed = {batch.metadata[manifest.KEY]: batch for batch in provider.newest() if manifest.KEY in batch.metadata}
    found: list[Known] = []
    here = _Here(settings.root)
    for noted in manifest.load(settings):
        batch = listed.pop(noted.key, None)
        if noted.base_url != base_url:
            continue
        if not noted.batch and batch:
            noted = replace(noted, batch=batch.id)
            manifest.save(settings, noted)
        if not noted.batch:
            manifest.forget(settings, noted)
        elif id_ == noted.batch and batch and noted.is_left_alone:
            found.append(_adopted(provider, settings, noted, batch, here, is_named=True))
        elif id_ in ("", noted.batch):
            found.append(Known(noted, batch or (None if noted.collected and not id_ else provider.get(noted.batch))))
    for batch in listed.values():
        elsewhere = manifest.of_metadata(batch.metadata, base_url, batch.id)
        if elsewhere is None or id_ not in ("", batch.id) or batch.status == "failed":
            continue
        if now - elsewhere.when.timestamp() < _REMEMBERED:
            found.append(_adopted(provider, settings, elsewhere, batch, here, is_named=bool(id_)))
    if id_ and not found:
        raise DrafterError(f"{provider.target.host} has no batch {id_} of drafter's",
                           "`drafter batch status` names them")  # fmt: skip
    return sorted(found, key=lambda each: each.noted.when)


def _adopted(
    provider: Provider, settings: Settings, noted: Manifest, batch: Batch, here: _Here, *, is_named: bool
) -> Known:
    """A batch that was submitted elsewhere, its notes found by their paths.

    One with other notes is another workspace's: that is noted, so that it is looked at only once.
    """
    found = {row: here.find(row) for row in provider.asked(batch.input).ids}
    ours = is_named or (bool(found) and all(found.values()))
    noted = replace(noted, rows=found, collected=not ours)
    manifest.save(settings, noted)
    return Known(noted, batch, ours)


def _portable(prompt: str, settings: Settings) -> str:
    """A template's name, or its path as seen from the workspace."""
    return drafts.reference(prompt, settings.root) if prompt and Path(prompt).is_file() else prompt


def row_of(job: Job, desk: Desk) -> str:
    """The id of a request: where its notes are, and what its draft would be made of."""
    reference = drafts.reference(job.order.notes, job.settings.root)
    return f"{_place(reference)}-{input_digest(job, desk)[7 : 7 + _INPUTS]}"


def _place(reference: str) -> str:
    return document.digest(reference.encode("utf-8", "surrogateescape"))[7 : 7 + _PATH]


class _Here:
    """The notes of a workspace by the digest of their paths; walked when the first is looked for."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._found: Mapping[str, str] | None = None

    def find(self, row: str) -> str:
        """The notes of a row as seen from the workspace; "" where they are not here."""
        if self._found is None:
            self._found = {_place(reference): reference for reference in self._references()}
        return self._found.get(row[:_PATH], "")

    def _references(self) -> Iterator[str]:
        for folder, folders, names in os.walk(self._root):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                if Path(name).suffix.lower() in drafts.NOTES_SUFFIXES:
                    yield drafts.reference(os.path.join(folder, name), self._root)  # noqa: PTH118
