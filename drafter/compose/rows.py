"""The lines of a batch's files: what is asked, and what is answered, each under an id of ours.

JSON, a value a line. What a provider wrote has any shape until shown otherwise: what isn't as expected counts as
nothing.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import IO

from drafter import runs
from drafter.compose import endpoint, protocol, trouble
from drafter.compose.target import Target
from drafter.compose.trouble import Trouble
from drafter.model import Completion, Prompt

URL = "/v1/chat/completions"
_LONGEST_LINE = 20_000_000  # bytes; a longer row is no post


@dataclass(frozen=True, slots=True)
class Row:
    """The answer to one request, or why there is none."""

    id: str
    completion: Completion | None = None
    reason: str = ""
    hint: str = ""
    refused: str = ""  # what the provider said of the request itself, for `request`


def request(target: Target, prompt: Prompt, row: str, refused: tuple[str, ...] = ()) -> bytes:
    """Return the line of a batch's file that asks for `prompt` under the id `row`.

    `refused` are what the provider said of earlier requests: what it does not take is left out.
    """
    body = protocol.request_body(target, prompt) | {"stream": False}
    del body["stream_options"]
    for said in refused:
        changed = protocol.adapt(body, Trouble("", status=400, detail=said))
        body = changed[0] if changed else body
    del body["stream"]
    line = {"custom_id": row, "method": "POST", "url": URL, "body": body}
    return json.dumps(line, ensure_ascii=True).encode("ascii") + b"\n"


class Asked:
    """The requests of a batch by their ids; their texts stay in a temporary file."""

    def __init__(self, copy: IO[bytes]) -> None:
        self._copy = copy
        self._places = {text(data, "custom_id"): place for place, data in lines(copy) if text(data, "custom_id")}

    @property
    def ids(self) -> Collection[str]:
        """The ids of the requests."""
        return self._places.keys()

    def prompt(self, row: str) -> tuple[str, str] | None:
        """The texts of system and user that the request `row` sent; None where it isn't one of these."""
        if row not in self._places:
            return None
        self._copy.seek(self._places[row])
        messages = protocol.field(protocol.field(parsed(self._copy.readline(_LONGEST_LINE)), "body"), "messages")
        texts = {"system": "", "user": ""}
        for message in messages if isinstance(messages, list) else ():
            role, text = protocol.field(message, "role"), protocol.field(message, "content")
            if isinstance(role, str) and isinstance(text, str):
                texts[role] = text
        return texts["system"], texts["user"]


def answered(data: object, target: Target) -> Row | None:
    """The answer that the value of a line of an output or error file holds; None where it holds none."""
    row, response, error = text(data, "custom_id"), protocol.field(data, "response"), protocol.field(data, "error")
    if not row:
        return None
    status, body = protocol.field(response, "status_code"), protocol.field(response, "body")
    if isinstance(status, int) and status >= 300:
        said = json.dumps(body)
        failed = trouble.of_status(status, said, {}, target)
        return Row(
            row,
            reason=failed.message,
            hint=failed.hint,
            refused=runs.mask(said[:2_000], target.secrets) if status in (400, 422) else "",
        )
    if error or not isinstance(body, dict):
        said = trouble.quote(json.dumps(error), target) if error else ""
        return Row(row, reason=said or f"{target.host} gave no answer", hint="submit it again")
    reader = protocol.Reader()
    reader.feed(body)
    return Row(row, endpoint.completion(target, reader))


def lines(copy: IO[bytes]) -> Iterator[tuple[int, object]]:
    """Yield where each line begins and what it says; None for what is no JSON."""
    place = copy.tell()
    while line := copy.readline(_LONGEST_LINE):
        rest = line
        while not rest.endswith(b"\n") and (rest := copy.readline(_LONGEST_LINE)):
            line = b""  # it goes on: too long for a row
        after = copy.tell()
        yield place, parsed(line)
        place = after


def parsed(line: bytes) -> object:
    """Return what JSON says; None for what is none."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def text(data: object, name: str) -> str:
    """Return the short text under `name`; "" where there is none."""
    value = protocol.field(data, name)
    return value if isinstance(value, str) and len(value) <= 512 else ""
