"""Patterns that are compiled when they are first asked: a post needs few of them, and all take longer than it does."""

from __future__ import annotations

import re


def pattern(source: str, flags: int = 0) -> re.Pattern[str]:
    """What `re.compile` returns, as far as its methods and attributes go; `source` is looked at when one is used."""
    return _Later(source, flags)  # type: ignore[return-value]


class _Later:
    def __init__(self, source: str, flags: int) -> None:
        self._asked = source, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("_"):
            raise AttributeError(name)
        found: object = getattr(re.compile(*self._asked), name)
        setattr(self, name, found)  # from now on as fast as the pattern itself
        return found
