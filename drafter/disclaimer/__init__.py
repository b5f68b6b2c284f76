"""The required sentence for readers: is it seen, put it in, repair it.

`judge` answers one question: would a reader of this post see the sentence, whichever of the usual site generators
publishes it? `check`, `--fix` and `draft` all ask here. `proof` alone answers it for nearly all posts, so the rest
is imported when it is asked for.
"""

from __future__ import annotations

from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.disclaimer.edit import add, fix, mendable
    from drafter.disclaimer.judging import judge
    from drafter.disclaimer.verdict import DEFAULT, Fix, Position, Standing, Verdict

__all__ = ["DEFAULT", "Fix", "Position", "Standing", "Verdict", "add", "fix", "judge", "mendable"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    home = {"add": "edit", "fix": "edit", "mendable": "edit", "judge": "judging"}.get(name, "verdict")
    return getattr(import_module(f"drafter.disclaimer.{home}"), name)
