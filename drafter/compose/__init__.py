"""Composers: what turns notes and a prompt into an answer. There are two, and they are listed here.

`offline` needs no model (see `compose.offline`), `endpoint` asks any OpenAI-compatible server (see
`compose.endpoint`). Whatever they answer becomes a post only through `compose.answer.read`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Protocol

from drafter.model import Completion, Notes, Prompt


class Composer(Protocol):
    """Something that writes a post from notes."""

    @property
    def name(self) -> str:
        """What it is called, a key of `COMPOSERS`."""

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        """Return the answer to `prompt`; `show` is given its pieces as they arrive, safe to print.

        What broke off on the way is returned as far as it came, with a `finish_reason` that isn't
        "stop"; `answer.read` refuses it. Raises ComposerError when nothing came.
        """


# Where each composer is. They are imported at their place of use: one costs a parser, one an SDK.
COMPOSERS: Mapping[str, str] = MappingProxyType({
    "offline": "drafter.compose.offline:OfflineComposer",
    "endpoint": "drafter.compose.endpoint:EndpointComposer",
})  # fmt: skip
