"""Which sentences of a draft the notes bear out, which facts it adds, and what it leaves out.

No model and no network: words, numbers, dates, names, quotations and links are looked up. That shows what the
notes have and what they don't; right words in a wrong relation pass.
"""

from __future__ import annotations

from drafter.grounding.evidence import Claim, Evidence, Omission, Signal, Support, Trace
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.grounding.tracing import trace

__all__ = ["Claim", "Evidence", "Omission", "Signal", "Support", "Trace", "trace"]


def __getattr__(name: str) -> object:
    """Import what traces when it is first asked for: what a page shows of evidence needs none of it."""
    if name != "trace":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module("drafter.grounding.tracing"), name)
