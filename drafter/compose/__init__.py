"""Composers: what turns notes and a prompt into an answer. There are two.

`compose.offline.OfflineComposer` needs no model, `compose.endpoint.EndpointComposer` asks any
OpenAI-compatible server. Import each where it is used: one brings a parser, one an SDK. Whatever
they answer becomes a post only through `compose.answer.read`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from drafter.model import Completion, Notes, Prompt


class Composer(Protocol):
    """Something that writes a post from notes."""

    @property
    def name(self) -> str:
        """What it is called, in records and messages."""

    def compose(self, notes: Notes, prompt: Prompt, show: Callable[[str], None] | None = None) -> Completion:
        """Return the answer to `prompt`; `show` is given its pieces as they arrive, safe to print.

        What broke off on the way is returned as far as it came, with a `finish_reason` that isn't
        "stop"; `answer.read` refuses it. Raises ComposerError when nothing came.
        """
