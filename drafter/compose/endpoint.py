"""The composer that asks a model: any OpenAI-compatible endpoint, through the `openai` package.

One deadline covers import, connection, every try and the whole answer, so the call runs in a thread and
the caller waits for its end: no timeout of a socket or a resolver can stretch it, and Ctrl-C is felt at
once. `protocol` builds the request and reads its events, and knows nothing of that. Many calls at the same
time, each in a thread, share one client with its connections, and one gate, see `gate`.

The events of a stream are read as the JSON that they are: the SDK's object of each takes most of the time
that an answer costs here.
"""

from __future__ import annotations

import contextlib
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any

from drafter import runs
from drafter.compose import answer, protocol, trouble
from drafter.compose.line import Line
from drafter.compose.target import Source, Target, needs_consent, resolve
from drafter.compose.trouble import Trouble
from drafter.errors import ComposerError
from drafter.model import Completion, Notes, Prompt

__all__ = ["EndpointComposer", "Line", "Source", "Target", "completion", "needs_consent", "resolve", "troubles"]

TRIES = 5
_LATER = 1.0  # seconds by which a socket outlives the deadline, so that this is what ends a call
_GRACE = 1.0  # seconds to wait for the token counts after the text is complete
_WAITED, _GULP = 0.001, 0.01  # seconds after which a chunk wasn't there yet, and in which several come
_LONGEST_WORD = 300  # characters held back before they are shown, see `_Screen`
_LONGEST_WAIT = 86_400.0  # seconds; sockets know no infinity


class EndpointComposer:
    """Asks `target`. `timeout` is in seconds, for everything; `pause` before the second try, then doubled."""

    name = "endpoint"

    def __init__(self, target: Target, timeout: float = 300.0, pause: float = 0.5) -> None:
        self.target, self.timeout, self.pause = target, timeout, pause
        self.line = Line(target)

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        """Return the model's answer to `prompt`; see `Composer.compose`. The notes are in it.

        `show` is called from another thread, and not after this has returned.
        """
        started = time.monotonic()
        call = _Call(self.line, prompt, started + self.timeout, self.pause, _Screen(show, self.target))
        try:
            failed = call.run()
        except _Late:
            failed = trouble.of_deadline(self.target, self.timeout, call.last)
        finally:
            call.stop()
        call.screen.end()
        return completion(self.target, call.reader, failed, time.monotonic() - started, tuple(call.notices))


def completion(
    target: Target,
    reader: protocol.Reader,
    failed: Trouble | None = None,
    seconds: float = 0.0,
    notices: tuple[str, ...] = (),
) -> Completion:
    """Put together what came of `target`. A failure after the end of the text was announced doesn't matter."""
    secrets, reason, text = target.secrets, reader.finish_reason, reader.text
    if failed and not reason:
        if not text:
            raise ComposerError(failed.message, failed.hint) from None
        reason = failed.reason
    error = failed.message if failed and not reader.finish_reason else ""
    if reason in target.finish_reasons:
        reason = "stop"
    if reader.refusal.strip() and not text.strip():
        reason, text = "refusal", reader.refusal
    return Completion(
        runs.mask(text, secrets), runs.mask(answer.line(reader.model, 120), secrets), reason,
        reader.usage, seconds, error, notices,
    )  # fmt: skip


class _Late(Exception):
    """The deadline has passed."""


class _Call:
    """One call with all its tries, made in a thread of its own while `run` waits for its end."""

    def __init__(self, line: Line, prompt: Prompt, deadline: float, pause: float, screen: _Screen) -> None:
        self.line, self.target, self.deadline, self.pause, self.screen = line, line.target, deadline, pause, screen
        self.reader = protocol.Reader()
        self.last: Trouble | None = None
        self.notices: list[str] = []
        self._body = protocol.request_body(self.target, prompt)
        self._error: BaseException | None = None
        self._ended, self._stopped = threading.Event(), threading.Event()
        self._reading = threading.Lock()

    def run(self) -> Trouble | None:
        """Return what the last try failed of, if it did. Raises `_Late` at the deadline."""
        # A daemon: a thread that hangs in a resolver or a socket must not keep the program from ending.
        threading.Thread(target=self._work, daemon=True).start()
        # In short turns, because a long wait can't be interrupted on every system, and the deadline moves.
        while not self._ended.wait(min(max(self.deadline - time.monotonic(), 0), 0.5)):
            if time.monotonic() >= self.deadline:
                raise _Late
        if self._error is None or isinstance(self._error, Trouble):
            return self._error
        raise self._error

    def stop(self) -> None:
        """Let the thread end at the next event or pause; nothing is read or shown from here on."""
        self._stopped.set()
        with self._reading:
            pass

    def _work(self) -> None:
        try:
            self._tries(*self.line.client())
        except BaseException as error:
            self._error = error
        self._ended.set()

    def _tries(self, sdk: ModuleType, client: Any) -> None:
        tries, begun = 1, False
        while True:
            try:
                for event in self._ask(sdk, client):
                    if not begun:
                        self.line.begins(self._ended)
                    begun = True
                    with self._reading:
                        if self._stopped.is_set():
                            return
                        self._take(event)
                return
            except Trouble as failed:
                self.last = failed
                if begun:  # text was shown and paid for: the same again could say it differently
                    raise
                if (adapted := protocol.adapt(self._body, failed)) is not None:
                    self._body, notice = adapted
                    self.notices += [notice] if notice else []
                    continue
                self._rest(failed, tries)
                tries += 1

    def _ask(self, sdk: ModuleType, client: Any) -> Iterator[object]:
        """Send a request when the gate lets it through, and yield its events."""
        gate = self.line.gate
        if not gate.enter(self.deadline, self._stopped):
            raise self._too_late(self.last or Trouble(f"{self.target.host} is limiting requests"), gate.shut)
        limited, wait = False, 0.0
        try:
            with troubles(sdk, self.target):
                said = _send(sdk, client, self._body, self.deadline + _LATER - time.monotonic())
            wait = trouble.wait_told(said.headers) or 0.0
        except Trouble as failed:
            limited, wait = failed.status == 429 and failed.again, failed.wait or 0.0
            raise
        finally:
            gate.leave(limited=limited, wait=wait)
        with troubles(sdk, self.target):
            kind = said.headers.get("content-type", "").lower()
            if not self._body["stream"] or "json" in kind or "html" in kind:
                said.read()
                yield _whole(said.text, self.target)
                return
            yield from self._events(said)

    def _events(self, said: Any) -> Iterator[object]:
        chunks = said.iter_bytes()
        try:
            yield from protocol.events(chunks if self.screen.is_watched else self._in_gulps(chunks), self.target)
            self._ended.set()
            with contextlib.suppress(Exception):  # read to its end, a connection can be used again
                while not self._stopped.is_set() and next(chunks, None) is not None:
                    pass
        finally:
            said.close()

    def _in_gulps(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """Yield `chunks`; after one that had to be waited for, more may come: waking up takes longer than reading."""
        while True:
            asked = time.monotonic()
            chunk = next(chunks, None)
            if chunk is None:
                return
            yield chunk
            if time.monotonic() - asked > _WAITED:
                self._stopped.wait(_GULP)

    def _take(self, event: object) -> None:
        self.screen.add(self.reader.feed(event))
        if error := protocol.field(event, "error"):
            raise trouble.of_event(error, self.target)
        if self.reader.length > protocol.LONGEST:
            raise trouble.of_flood(self.target)
        if self.reader.finish_reason:
            self.deadline = min(self.deadline, time.monotonic() + _GRACE)

    def _rest(self, failed: Trouble, tries: int) -> None:
        """Wait before the next try, or raise `failed` where another one makes no sense.

        The time that a server names is waited for at the gate, with all other calls. While it limits and names
        one, the deadline alone ends the tries.
        """
        told = failed.wait is not None
        if not failed.again or (tries >= TRIES and not (told and failed.status == 429)) or self._stopped.is_set():
            raise failed
        wait = self.pause * 2 ** min(tries - 1, 4) * random.uniform(0.75, 1.25)
        if told:
            wait = 0.0 if tries == 1 else wait / 2
        if time.monotonic() + max(wait, self.line.gate.shut) >= self.deadline:
            raise self._too_late(failed, max(wait, self.line.gate.shut))
        self._stopped.wait(wait)

    def _too_late(self, failed: Trouble, wait: float) -> Trouble:
        return Trouble(f"{failed.message}; the next try would be in {wait:.0f} s, after the time is up",
                       "raise --timeout, or try again later")  # fmt: skip


def _send(sdk: ModuleType, client: Any, body: Mapping[str, Any], timeout: float) -> Any:
    """Send one request and return the response of the SDK's HTTP library, its body still unread.

    Through the SDK's door for any path: behind the one for chat, all that it can do with answers is imported.
    """
    raw = client.post(
        "/chat/completions", body=body, stream=body["stream"], stream_cls=sdk.Stream[object], cast_to=object,
        options={"timeout": min(max(timeout, 0.1), _LONGEST_WAIT), "headers": {"X-Stainless-Raw-Response": "true"}},
    )  # fmt: skip
    return raw.http_response


@contextlib.contextmanager
def troubles(sdk: ModuleType, target: Target) -> Iterator[None]:
    """Raise what the SDK and its HTTP library raise as a `Trouble`."""
    try:
        yield
    except sdk.APIStatusError as error:
        said = error.response
        raise trouble.of_status(said.status_code, said.text, said.headers, target) from None
    except sdk.APITimeoutError:
        raise Trouble(f"no answer from {target.host} in time", "raise --timeout", "timeout") from None
    except sdk.APIConnectionError as error:
        raise trouble.of_connection(error, target) from None
    except Exception as error:
        # A body that is cut short is the one place where the SDK lets its HTTP library's errors through.
        if not type(error).__module__.startswith(("httpx", "httpcore")):
            raise
        raise trouble.of_connection(error, target) from None


def _whole(text: str, target: Target) -> object:
    if text.lstrip()[:1] == "<":
        raise trouble.of_page(target)
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not ("choices" in data or "error" in data):
        raise trouble.of_nonsense(target)
    return data


class _Screen:
    """Shows an answer by whole words, so that no key and no escape sequence slips through in two halves."""

    def __init__(self, show: Callable[[str], None] | None, target: Target) -> None:
        self._show, self._secrets, self._held = show, target.secrets, ""

    @property
    def is_watched(self) -> bool:
        return self._show is not None

    def add(self, piece: str) -> None:
        if self._show is None or not piece:
            return
        self._held += piece
        end = max(self._held.rfind(" "), self._held.rfind("\n")) + 1
        if not end and len(self._held) > _LONGEST_WORD:
            end = len(self._held)
        self._emit(end)

    def end(self) -> None:
        self._emit(len(self._held))

    def _emit(self, end: int) -> None:
        ready, self._held = self._held[:end], self._held[end:]
        if ready and self._show is not None:
            self._show(answer.clean(runs.mask(ready, self._secrets)))
