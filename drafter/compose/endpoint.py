"""The composer that asks a model: any OpenAI-compatible endpoint, through the `openai` package.

One deadline covers import, connection, every try and the whole answer, so the call runs in a thread and
the caller waits on a queue: no timeout of a socket or a resolver can stretch it, and Ctrl-C is felt at
once. `protocol` builds the request and reads its events, and knows nothing of that.

The SDK takes a third of a second to import, so it is imported at the call, or by `preload` while the
notes are read. It would add headers from the environment (organisation, custom ones); only those of
`_HEADERS` pass, and redirects are not followed, so that a key stays where it was meant to go.
"""

from __future__ import annotations

import gc
import json
import queue
import random
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from drafter import runs
from drafter.compose import answer, protocol, trouble
from drafter.compose.target import Source, Target, needs_consent, resolve
from drafter.compose.trouble import Trouble
from drafter.errors import ComposerError
from drafter.model import Completion, Notes, Prompt

__all__ = ["EndpointComposer", "Source", "Target", "needs_consent", "preload", "resolve"]

TRIES = 5
_LONGEST = 2_000_000  # characters of an answer; more is no post
_GRACE = 1.0  # seconds to wait for the token counts after the text is complete
_LONGEST_WORD = 300  # characters held back before they are shown, see `_Screen`
_LONGEST_WAIT = 86_400.0  # seconds; sockets know no infinity
_IMPORTING = threading.Lock()
_HEADERS = frozenset({
    "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length",
    "transfer-encoding", "authorization",
    "x-stainless-raw-response",  # by this one the SDK itself knows that the raw answer is wanted
})  # fmt: skip


def preload() -> None:
    """Begin to import the SDK in the background; a call made meanwhile waits for it."""
    threading.Thread(target=_sdk, daemon=True).start()


def _sdk() -> ModuleType:
    """Import the SDK: 850 modules, which the garbage collector would walk again and again meanwhile."""
    with _IMPORTING:
        if "openai" in sys.modules:
            return sys.modules["openai"]
        enabled = gc.isenabled()
        gc.disable()
        try:
            import openai
        finally:
            if enabled:
                gc.enable()
        gc.freeze()  # and it need never walk them later
        return openai


@dataclass(frozen=True, slots=True)
class EndpointComposer:
    """Asks `target`. `timeout` is in seconds, for everything; `pause` before the second try, then doubled."""

    target: Target
    timeout: float = 300.0
    pause: float = 0.5
    name: str = "endpoint"

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        """Return the model's answer to `prompt`; see `Composer.compose`. The notes are in it."""
        started = time.monotonic()
        call = _Call(self.target, prompt, started + self.timeout, self.pause)
        screen, reader = _Screen(show, self.target), protocol.Reader()
        failed: Trouble | None = None
        try:
            for event in call.events():
                screen.add(reader.feed(event))
                if error := protocol.field(event, "error"):
                    raise trouble.of_event(error, self.target)
                if reader.length > _LONGEST:
                    raise Trouble(f"{self.target.host} sends without end", "choose another model or prompt")
                if reader.finish_reason:
                    call.deadline = min(call.deadline, time.monotonic() + _GRACE)
        except Trouble as caught:
            failed = caught
        except _Late:
            failed = trouble.of_deadline(self.target, self.timeout, call.last)
        finally:
            call.stop()
        screen.end()
        return self._completion(reader, failed, time.monotonic() - started, tuple(call.notices))

    def _completion(
        self, reader: protocol.Reader, failed: Trouble | None, seconds: float, notices: tuple[str, ...]
    ) -> Completion:
        """Put together what came. A failure after the end of the text was announced doesn't matter."""
        secrets, reason, text = self.target.secrets, reader.finish_reason, reader.text
        if failed and not reason:
            if not text:
                raise ComposerError(failed.message, failed.hint) from None
            reason = failed.reason
        error = failed.message if failed and not reader.finish_reason else ""
        if reason in self.target.finish_reasons:
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
    """One call with all its tries, made in a thread of its own; `events` are read from any other."""

    def __init__(self, target: Target, prompt: Prompt, deadline: float, pause: float) -> None:
        self.target, self.deadline, self.pause = target, deadline, pause
        self.last: Trouble | None = None
        self.notices: list[str] = []
        self._body = protocol.request_body(target, prompt)
        self._queue: queue.SimpleQueue[tuple[str, Any]] = queue.SimpleQueue()
        self._stopped = threading.Event()

    def events(self) -> Iterator[object]:
        """Yield the answer's events. Raises Trouble when the last try fails, `_Late` at the deadline."""
        # A daemon: a thread that hangs in a resolver or a socket must not keep the program from ending.
        threading.Thread(target=self._work, daemon=True).start()
        while True:
            left = self.deadline - time.monotonic()
            if left <= 0:
                raise _Late
            try:
                # In short turns, because a long wait can't be interrupted on every system.
                kind, value = self._queue.get(timeout=min(left, 0.5))
            except queue.Empty:
                continue
            if kind == "end":
                return
            if kind == "error":
                raise value
            yield value

    def stop(self) -> None:
        """Let the thread end at the next event or pause."""
        self._stopped.set()

    def _work(self) -> None:
        try:
            sdk = _sdk()
            with _client(sdk, self.target) as client:
                self._tries(sdk, client)
        except BaseException as error:
            self._queue.put(("error", error))
        else:
            self._queue.put(("end", None))

    def _tries(self, sdk: ModuleType, client: Any) -> None:
        tries, begun = 1, False
        while True:
            try:
                for event in _ask(sdk, client, self.target, self._body, self.deadline - time.monotonic()):
                    if self._stopped.is_set():
                        return
                    begun = True
                    self._queue.put(("event", event))
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

    def _rest(self, failed: Trouble, tries: int) -> None:
        """Wait before the next try, or raise `failed` where another one makes no sense."""
        backoff = self.pause * 2 ** (tries - 1) * random.uniform(0.75, 1.25)
        wait = backoff if failed.wait is None else failed.wait
        if not failed.again or tries >= TRIES or self._stopped.is_set():
            raise failed
        if time.monotonic() + wait >= self.deadline:
            raise Trouble(f"{failed.message}; the next try would be in {wait:.0f} s, after the time is up",
                          "raise --timeout, or try again later")  # fmt: skip
        self._stopped.wait(wait)


def _client(sdk: ModuleType, target: Target) -> Any:
    allowed = set(_HEADERS)
    if target.preset and target.preset.name == "openai":
        allowed |= {"openai-organization", "openai-project"}  # the user's, for the provider they belong to

    def only_ours(request: Any) -> None:
        for name in list(request.headers):
            if name.lower() not in allowed:
                del request.headers[name]
        request.headers["Authorization"] = f"Bearer {target.key}"
        if target.preset and target.preset.name == "azure":
            request.headers["api-key"] = target.key

    web = sdk.DefaultHttpxClient(
        event_hooks={"request": [only_ours]},
        follow_redirects=False,
        trust_env=not target.is_local,  # no proxy between us and ourselves
        verify=target.base_url.startswith("https:"),  # without TLS, loading certificates is wasted time
    )
    return sdk.OpenAI(api_key=target.key, base_url=target.base_url, max_retries=0, http_client=web)


def _ask(sdk: ModuleType, client: Any, target: Target, body: Mapping[str, Any], timeout: float) -> Iterator[object]:
    """Send one request and yield its events: a stream's chunks, or the one body of a server without."""
    own = {name: body[name] for name in ("model", "messages", "stream")}
    rest = {name: value for name, value in body.items() if name not in own}
    try:
        raw = client.chat.completions.with_raw_response.create(**own, extra_body=rest, timeout=max(timeout, 0.1))
        kind = raw.headers.get("content-type", "").lower()
        if body["stream"] and "json" not in kind and "html" not in kind:
            yield from _chunks(raw.parse(), target)
            return
        raw.http_response.read()
        yield _whole(raw.http_response.text, target)
    except sdk.APIStatusError as error:
        said = error.response
        raise trouble.of_status(said.status_code, said.text, said.headers, target) from None
    except sdk.APITimeoutError:
        raise Trouble(f"no answer from {target.host} in time", "raise --timeout", "timeout") from None
    except sdk.APIConnectionError as error:
        raise trouble.of_connection(error, target) from None
    except sdk.APIError as error:  # an error object inside the stream
        raise trouble.of_event(error.body or error.message, target) from None
    except Exception as error:
        # A body that is cut short is the one place where the SDK lets its HTTP library's errors through.
        if not type(error).__module__.startswith(("httpx", "httpcore")):
            raise
        raise trouble.of_connection(error, target) from None


def _chunks(stream: Iterator[object], target: Target) -> Iterator[object]:
    try:
        yield from stream
    except (ValueError, TypeError, AttributeError, RecursionError):  # the SDK, reading no protocol of its
        raise trouble.of_nonsense(target) from None


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
