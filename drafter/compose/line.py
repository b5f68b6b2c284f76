"""The line to an endpoint: the SDK, one client with its connections, and the gate before it, for all calls.

The SDK takes a third of a second to import, so it is imported at the first call, or by `Line.preload` while the
notes are read. It would add headers from the environment (organisation, custom ones); only those of
`_HEADERS` pass, and redirects are not followed, so that a key stays where it was meant to go.
"""

from __future__ import annotations

import gc
import sys
import threading
import weakref
from collections.abc import Callable
from types import ModuleType
from typing import Any

from drafter.compose.gate import Gate
from drafter.compose.target import Target

_AT_ONCE = 0.25  # seconds
_IMPORTING = threading.Lock()
_HEADERS = frozenset({
    "host", "accept", "accept-encoding", "connection", "user-agent", "content-type", "content-length",
    "transfer-encoding", "authorization",
    "x-stainless-raw-response",  # by this one the SDK itself knows that the raw answer is wanted
})  # fmt: skip


class Line:
    """The way to `target`: one client with its connections, and the gate before it, for all calls."""

    def __init__(self, target: Target) -> None:
        self.target = target
        self.gate = Gate()
        self._making = threading.Lock()
        self._client: Any = None
        self._meanwhile: Callable[[], object] | None = None
        self._begun = False

    def client(self) -> tuple[ModuleType, Any]:
        """The SDK and the client, made at the first use."""
        sdk = load_sdk()
        with self._making:
            if self._client is None:
                self._client = new_client(sdk, self.target)
                weakref.finalize(self, self._client.close).atexit = False
            return sdk, self._client

    def preload(self) -> None:
        """Begin to make the client in the background; a call made meanwhile waits for it."""
        threading.Thread(target=self.client, daemon=True).start()

    def meanwhile(self, do: Callable[[], object]) -> None:
        """Have `do` done in the background while the first answer comes, unless it is there at once."""
        self._meanwhile = do

    def begins(self, ended: threading.Event) -> None:
        """Take note that an answer begins; `ended` will be set at its end."""
        with self._making:
            do, self._begun = None if self._begun else self._meanwhile, True
        if do:
            threading.Thread(target=lambda: ended.wait(_AT_ONCE) or do(), daemon=True).start()


def load_sdk() -> ModuleType:
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


def new_client(sdk: ModuleType, target: Target) -> Any:
    """Return a client of the SDK for `target` that sends its key and no other header of the environment's."""
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
