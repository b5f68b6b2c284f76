"""What was worked out before, in the user's cache folder, under a digest of all that it was worked out of.

Notes that nobody touched are read once, and each version of a draft is traced once: another look at it takes a third
of the time. Safe to delete at any time. A value is found again by the very code and Python that made it, and only
values of ours are read back (`_Reader`), so whatever lies in that folder can't run code.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import sys
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TypeVar

from drafter import __version__, document, settings, stamps

MOST = 1_000  # values that are kept
LONGEST = 30 * 86_400  # seconds since one was used: they hold parts of notes, which somebody may want to be gone
_FOLDERS = (".", "grounding", "grounding/lexicon", "head", "notes", "sentences")  # of the code that reads and traces
_VALUES = ("drafter.model", "drafter.grounding.evidence")  # modules of named tuples
_TIMES = ("date", "datetime", "timedelta", "timezone")  # in front matter

_Value = TypeVar("_Value")


def remembered(of: object, make: Callable[[], _Value]) -> _Value:
    """Return what `make` returns, or returned when it was asked before; what can't be kept is made each time.

    `of` is all that the value depends on except for our code; its `repr` tells it from others.
    """
    path = _place(of)
    with contextlib.suppress(Exception):  # none there, or not as we wrote it
        with path.open("rb") as file:
            value: _Value = _Reader(file).load()
        os.utime(path)
        return value
    value = make()
    with contextlib.suppress(Exception):  # a full disk, a value that is none of ours: what was asked for is here
        path.parent.mkdir(0o700, parents=True, exist_ok=True)
        document.write(path, pickle.dumps(value), mode=0o600, lasting=False)
        _tidy(path.parent)
    return value


class _Reader(pickle.Unpickler):
    """Reads named tuples of ours and dates; see "Restricting Globals" in the documentation of `pickle`."""

    def find_class(self, module: str, name: str) -> object:
        if module in _VALUES or (module == "datetime" and name in _TIMES):
            found = super().find_class(module, name)
            if module == "datetime" or (isinstance(found, type) and issubclass(found, tuple)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _place(of: object) -> Path:
    told = repr((__version__, sys.version, _code(), of)).encode("utf-8", "surrogatepass")
    return Path(settings.cache_folder(), "values", document.digest(told)[7:])


@cache
def _code() -> tuple[tuple[str, int, int], ...]:
    return stamps.of_code(_FOLDERS)


def _tidy(folder: Path) -> None:
    used = sorted((path.stat().st_mtime, path) for path in folder.iterdir())
    for number, (when, path) in enumerate(reversed(used)):
        if number >= MOST or when < time.time() - LONGEST:
            path.unlink()
