"""The entry point: `drafter` and `python -m drafter`."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from contextlib import suppress

from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import NoReturn


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line `argv` (default: the process's own) and return its exit code."""
    from drafter.door import run

    if argv is not None:
        return run(list(argv))
    gc.set_threshold(50_000)  # imports make many objects that stay: nothing is found among them at every 700th
    return _leave(run(sys.argv[1:]))


def _leave(code: int) -> NoReturn:
    """End the process without taking its modules apart one by one: a tenth of a command's time, and all that is left.

    What Python promises to a program's end is kept: what is registered runs, and what is written is out.
    """
    import atexit
    import os

    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with suppress(AttributeError, OSError, ValueError):  # none, closed, or its reader has gone
            stream.flush()
    os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
