"""OpenAI's chat protocol as values: the body of a request, what to change when it is refused, its events.

Nothing here waits or connects, so one call and a batch over an asynchronous client share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from drafter.compose import answer, trouble
from drafter.compose.target import Target
from drafter.compose.trouble import Trouble
from drafter.model import Prompt, Usage

_OWN = ("model", "messages", "stream", "stream_options")  # no parameter of a template replaces these
LONGEST = 2_000_000  # characters of an answer; more is no post
_UNSUPPORTED = re.compile(
    "unsupported|not support|unknown|unrecogni|unexpected|not permitted|not allowed|deprecated",
    re.IGNORECASE,
)


def request_body(target: Target, prompt: Prompt) -> dict[str, Any]:
    """Return the JSON body that asks for `prompt`, streamed."""
    messages = [{"role": "system", "content": prompt.system}] if prompt.system.strip() else []
    parameters = {name: value for name, value in prompt.parameters.items() if name not in _OWN}
    return {
        "model": target.model, "messages": [*messages, {"role": "user", "content": prompt.user}],
        "stream": True, "stream_options": {"include_usage": True}, **parameters,
    }  # fmt: skip


def adapt(body: Mapping[str, Any], failed: Trouble) -> tuple[dict[str, Any], str] | None:
    """Return (`body` without what the server refused by name, a notice or ""), or None.

    Each step takes something away or renames it, so adapting ends.
    """
    if failed.status not in (400, 422, 501):
        return None
    said = failed.detail
    changed = dict(body)
    if "stream_options" in body and re.search("stream_options|include_usage", said):
        del changed["stream_options"]
        return changed, ""
    if body["stream"] and re.search(r"\bstream", said):
        changed.pop("stream_options", None)
        return {**changed, "stream": False}, ""
    if "max_tokens" in body and "max_completion_tokens" in said:
        changed["max_completion_tokens"] = changed.pop("max_tokens")
        return changed, ""
    for name in body.keys() - set(_OWN):
        if re.search(rf"\b{re.escape(name)}\b", said) and _UNSUPPORTED.search(said):
            del changed[name]
            return changed, f"{name} was left out: the model does not take it"
    return None


def events(chunks: Iterable[bytes], target: Target) -> Iterator[object]:
    """Yield the JSON of each event of a stream, up to its [DONE] or its end.

    Server-sent events as the HTML standard has them (9.2.6), of which this protocol uses `data` alone. Raises
    Trouble for what is not in the protocol.
    """
    data: list[bytes] = []
    for line in _lines(chunks, target):
        name, _, value = line.rstrip(b"\r\n").partition(b":")
        if name == b"data":
            data.append(value.removeprefix(b" "))
        if name or not data:
            continue
        event, data = b"\n".join(data), []
        if event.startswith(b"[DONE]"):
            return
        try:
            yield json.loads(event)
        except (ValueError, RecursionError):
            raise trouble.of_nonsense(target) from None


def _lines(chunks: Iterable[bytes], target: Target) -> Iterator[bytes]:
    """The lines of a stream with their ends, and an empty one after the last."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        if len(held) > LONGEST:
            raise trouble.of_flood(target)
        if b"\n" in chunk or b"\r" in chunk:
            lines = bytes(held).splitlines(keepends=True)
            held = bytearray(b"" if lines[-1].endswith(b"\n") else lines.pop())  # "\r" may be half of "\r\n"
            yield from lines
    yield bytes(held)
    yield b""


class Reader:
    """Adds up the events of one answer: chunks of a stream, or one whole completion.

    Events are JSON as it came or the SDK's objects; whatever has another shape than expected counts as
    nothing, so that a strange server gives an answer that is refused and not a traceback.
    """

    def __init__(self) -> None:
        self.finish_reason = ""
        self.model = ""
        self.usage = Usage()
        self._pieces: list[str] = []
        self._refusal: list[str] = []
        self.length = 0

    @property
    def text(self) -> str:
        """The answer so far."""
        return "".join(self._pieces)

    @property
    def refusal(self) -> str:
        """What the model said in the protocol's own field for refusals."""
        return "".join(self._refusal)

    def feed(self, event: object) -> str:
        """Take one event and return the text it adds."""
        model, usage = field(event, "model"), field(event, "usage")
        if isinstance(model, str) and model:
            self.model = model
        if usage is not None:
            self.usage = Usage(_count(usage, "prompt_tokens"), _count(usage, "completion_tokens"))
        choices = field(event, "choices")
        if not isinstance(choices, list) or not choices or self.finish_reason:
            return ""
        choice = choices[0]
        message = field(choice, "delta") or field(choice, "message")
        piece = _text(field(message, "content"))
        self._refusal.append(_text(field(message, "refusal")))
        if reason := field(choice, "finish_reason"):
            self.finish_reason = answer.line(str(reason), 40)
        self._pieces.append(piece)
        self.length += len(piece)
        return piece


def field(thing: object, name: str) -> object:
    """Return `name` of a JSON object or of an SDK's object; None where there is none."""
    return thing.get(name) if isinstance(thing, dict) else getattr(thing, name, None)


def _text(content: object) -> str:
    """Return the text of a message's content: a string, or parts of which only those of text count."""
    if isinstance(content, list):
        return "".join(_text(field(part, "text")) for part in content if field(part, "type") == "text")
    return content if isinstance(content, str) else ""


def _count(usage: object, name: str) -> int | None:
    value = field(usage, name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None
