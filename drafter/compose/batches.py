"""The Batch API of OpenAI-compatible providers: a file of requests goes up, files of answers come down.

Shapes and limits are those of OpenAI's reference, "Batch" and "Files"; Azure and Groq keep to them. What a
provider says is JSON of any shape until shown otherwise: what isn't as expected counts as nothing.
"""

from __future__ import annotations

import contextlib
import json
import random
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType, TracebackType
from typing import IO, Any, TypeVar

from drafter.compose import answer, endpoint, protocol, trouble
from drafter.compose.line import load_sdk, new_client
from drafter.compose.rows import URL, Asked, Row, answered, lines, parsed, text
from drafter.compose.target import Target
from drafter.compose.trouble import Trouble
from drafter.errors import DrafterError

MOST_ROWS = 50_000  # requests in one batch
MOST_BYTES = 200_000_000  # of its file
ENDED = frozenset({"completed", "failed", "expired", "cancelled"})
TRIES = 5

_ALIKE = frozenset({"openai", "azure", "groq"})  # the presets whose batches have this shape
_ID = re.compile(r"[\w.:-]{1,200}", re.ASCII)
_WINDOW = "24h"
_TIMEOUT = 120.0  # seconds of silence
_LARGEST = 4_000_000_000  # bytes of a file of answers; 50,000 posts are a quarter of that
_MOST_PAGES = 20  # of the list of batches
_SPOOL = 10_000_000  # bytes of a file in memory; more go to a temporary file that has no name

_Result = TypeVar("_Result")


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as its provider tells it; "" and 0 where it doesn't say."""

    id: str
    status: str
    metadata: Mapping[str, str] = field(default_factory=dict)
    input: str = ""  # the ids of its files
    output: str = ""
    errors: str = ""
    done: int = 0
    failed: int = 0
    total: int = 0
    created: int = 0  # seconds since 1970
    reason: str = ""  # why it failed as a whole, one line

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come."""
        return self.status in ENDED


class Provider:
    """The batches of the account that `target` has a key for. A context manager: it holds a connection.

    Every method raises DrafterError when the provider can't be asked, after some tries where these help.
    """

    def __init__(self, target: Target, pause: float = 0.5) -> None:
        preset = target.preset
        if preset and preset.name not in _ALIKE:
            raise _without(target, f"{preset.name} has no Batch API of OpenAI's kind")
        self.target = target
        self._pause = pause
        self._files = contextlib.ExitStack()  # those that live as long as this
        self._sdk = load_sdk()
        self._client = new_client(self._sdk, target)
        self._client.timeout = _TIMEOUT

    def __enter__(self) -> Provider:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._files.close()
        self._client.close()

    def upload(self, file: IO[bytes], name: str) -> str:
        """Send a file of requests and return its id."""

        def send() -> str:
            file.seek(0)
            files = self._client.files.with_raw_response
            return self._known(self._json(files.create(file=(name, file, "application/jsonl"), purpose="batch")))

        return self._tried(send)

    def create(self, file: str, metadata: Mapping[str, str], key: str) -> Batch:
        """Start a batch on an uploaded file.

        `key` names the value in `metadata` by which the batch is known: a request that broke off may have
        been heard, so the batch is looked for before another try.
        """
        tries = 0

        def start() -> Batch:
            nonlocal tries
            tries += 1
            for batch in self.newest() if tries > 1 else ():
                if batch.metadata.get(key) == metadata[key]:
                    return batch
            create = self._client.batches.with_raw_response.create
            return self._batch(self._json(
                create(completion_window=_WINDOW, endpoint=URL, input_file_id=file, metadata=dict(metadata))
            ))  # fmt: skip

        return self._tried(start)

    def newest(self) -> Iterator[Batch]:
        """Yield the account's batches, the newest first."""
        after = ""
        for _ in range(_MOST_PAGES):
            page = self._tried(partial(self._page, after))
            listed = protocol.field(page, "data")
            rows = listed if isinstance(listed, list) else []
            batches = [self._batch(each) for each in rows if _ID.fullmatch(text(each, "id"))]
            yield from batches
            if not batches or protocol.field(page, "has_more") is not True or batches[-1].id == after:
                return
            after = batches[-1].id

    def get(self, id_: str) -> Batch | None:
        """The batch with that id; None where the provider has none."""

        def ask() -> Batch | None:
            try:
                return self._batch(self._json(self._client.batches.with_raw_response.retrieve(id_)))
            except self._sdk.NotFoundError:
                return None

        return self._tried(ask)

    def rows(self, file: str) -> Iterator[Row | None]:
        """Yield the answers in a file of a batch; None for a line that is none."""
        with self._copy(file) as copy:
            for _, data in lines(copy):
                yield answered(data, self.target)

    def asked(self, file: str) -> Asked:
        """What was asked, from a batch's input file."""
        return Asked(self._files.enter_context(self._copy(file)))

    def _page(self, after: str) -> object:
        more = {"after": after} if after else {}
        return self._json(self._client.batches.with_raw_response.list(limit=100, **more))

    def _copy(self, file: str) -> IO[bytes]:
        copy = tempfile.SpooledTemporaryFile(_SPOOL)  # noqa: SIM115
        try:
            self._tried(partial(self._download, file, copy))
        except BaseException:
            copy.close()
            raise
        copy.seek(0)
        return copy

    def _download(self, file: str, copy: IO[bytes]) -> None:
        copy.seek(0)
        copy.truncate()
        try:
            with self._client.files.with_streaming_response.content(file) as response:
                for piece in response.iter_bytes():
                    copy.write(piece)
                    if copy.tell() > _LARGEST:
                        raise Trouble(f"{self.target.host} sends without end")
        except self._sdk.NotFoundError:
            raise Trouble(f"{self.target.host} no longer has the file {file}", "submit its notes again") from None

    def _json(self, raw: Any) -> object:
        said = raw.http_response.text
        if said.lstrip()[:1] == "<":
            raise trouble.of_page(self.target)
        return parsed(said.encode("utf-8", "replace"))

    def _batch(self, data: object) -> Batch:
        counts, metadata = protocol.field(data, "request_counts"), protocol.field(data, "metadata")
        pairs = metadata.items() if isinstance(metadata, dict) else ()
        errors = protocol.field(protocol.field(data, "errors"), "data")
        return Batch(
            self._known(data), answer.line(text(data, "status"), 40),
            MappingProxyType({name: value for name, value in pairs if isinstance(value, str)}),
            text(data, "input_file_id"), text(data, "output_file_id"), text(data, "error_file_id"),
            _count(counts, "completed"), _count(counts, "failed"), _count(counts, "total"),
            _count(data, "created_at"),
            trouble.quote(json.dumps(errors), self.target) if errors else "",
        )  # fmt: skip

    def _known(self, data: object) -> str:
        """The id in an answer; without one, this is no Batch API."""
        if not _ID.fullmatch(id_ := text(data, "id")):
            raise trouble.of_nonsense(self.target)
        return id_

    def _tried(self, do: Callable[[], _Result]) -> _Result:
        for attempt in range(1, TRIES + 1):
            try:
                with self._speaking():
                    return do()
            except Trouble as failed:
                self._rest(failed, attempt)
        raise AssertionError("the last try raises")

    def _rest(self, failed: Trouble, attempt: int) -> None:
        """Wait before another try, or raise what `failed` means where that makes no sense."""
        if not failed.again or attempt == TRIES or (failed.wait or 0) > _TIMEOUT:
            raise DrafterError(failed.message, failed.hint) from None
        backoff = self._pause * 2 ** (attempt - 1) * random.uniform(0.75, 1.25)
        time.sleep(backoff if failed.wait is None else failed.wait)

    @contextlib.contextmanager
    def _speaking(self) -> Iterator[None]:
        with endpoint.troubles(self._sdk, self.target):
            try:
                yield
            except self._sdk.APIStatusError as error:
                if error.response.status_code not in (404, 405, 501):
                    raise
                raise _without(self.target, f"{self.target.host} has no Batch API at this address") from None
            except self._sdk.APITimeoutError:
                raise Trouble(f"no answer from {self.target.host} in time", "try again later", again=True) from None


def _without(target: Target, message: str) -> DrafterError:
    model = f"{target.preset.name}/{target.model}" if target.preset else target.model
    return DrafterError(message, f"`drafter draft NOTES... -m {model} -j 8` drafts now, eight at a time")


def _count(counts: object, name: str) -> int:
    value = protocol.field(counts, name)
    return value if isinstance(value, int) and 0 < value < 1 << 40 else 0
