"""Notes: whatever a writer took down, read into numbered lines, blocks and a brief.

    decode ─▶ front ─▶ a reader for the format ─▶ blocks ─▶ roles ─▶ brief
    bytes     head      Markdown rows             pieces    blocks   what the event was

Every line, block and fact carries the number of its line in the writer's own file.
"""

from __future__ import annotations

from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.notes.facts import private
    from drafter.notes.files import LIMIT, read
    from drafter.notes.reading import parse

_HOMES = {"LIMIT": "files", "parse": "reading", "private": "facts", "read": "files"}
__all__ = ["LIMIT", "parse", "private", "read"]


def __getattr__(name: str) -> object:
    """Import what reads notes when it is first asked for: most checks need only to know a language."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"drafter.notes.{_HOMES[name]}"), name)
