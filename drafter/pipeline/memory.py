"""What earlier checks found clean, kept in the user's cache folder. Safe to delete at any time.

A note is the path of a clean post with its size, times and number on the disk as they were before it was read.
It holds for the very version, code, libraries and settings that made it, and only while the file is untouched.
Notes are made for what depends on nothing but a post's bytes and the settings: never for its notes, its approval,
the clock or a built site, and never for a finding.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Iterable, Mapping, Sequence

from drafter import __version__, stamps
from drafter.settings import cache_folder

WORTH = 20  # posts; fewer are read faster than remembered
MOST = 200_000  # notes in one file
RACY = 2_000_000_000  # nanoseconds: a file as young as this may change again and keep its times


class Memory:
    """The notes of one working folder, and the states of files as this run has seen them."""

    def __init__(self, path: str = "", header: str = "", notes: Mapping[str, str] | None = None) -> None:
        self._path, self._header, self._notes = path, header, notes or {}
        self._seen: dict[str, str] = {}

    def has(self, path: str) -> bool:
        """Whether `path` was found clean and hasn't been touched since."""
        if not self._path:
            return False
        try:
            state = os.stat(path)  # hot
        except (OSError, ValueError):
            return False
        mark = f"{state.st_size}:{state.st_mtime_ns}:{state.st_ctime_ns}:{state.st_ino}"
        if self._notes.get(path) == mark:
            return True
        if max(state.st_mtime_ns, state.st_ctime_ns) < time.time_ns() - RACY:
            self._seen[path] = mark
        return False

    def keep(self, clean: Iterable[str]) -> None:
        """Note that the files `clean`, which `has` was asked about, are so; whatever fails is passed over."""
        fresh = {path: self._seen[path] for path in clean if path in self._seen and "\0" not in path}
        if not fresh or not self._path:
            return
        kept = {**self._notes, **fresh} if len(self._notes) < MOST else fresh
        text = "\0".join([self._header, *(part for note in kept.items() for part in note)])
        draft = f"{self._path}.{os.getpid()}"
        with contextlib.suppress(OSError):
            os.makedirs(os.path.dirname(self._path), 0o700, exist_ok=True)
            with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(text.encode("utf-8", "surrogateescape"))
            os.replace(draft, self._path)


def recall(code: Sequence[str], settings: object) -> Memory:
    """The notes made in this folder by the same `code` (folders of ours) and libraries under the same `settings`."""
    with contextlib.suppress(OSError):
        here = os.getcwd()
        libraries = [(path, os.stat(path).st_mtime_ns) for path in sys.path if path.endswith("-packages")]
        header = repr((__version__, sys.version, stamps.of_code(code), libraries, settings, here)).replace("\0", "")
        name = int.from_bytes(os.fsencode(here), "big") % (
            2**61 - 1
        )  # of two folders of one name, the last one's stays
        path = os.path.join(cache_folder(), "proved", f"{name:016x}")
        try:
            with open(path, "rb") as file:
                found, *rest = file.read().decode("utf-8", "surrogateescape").split("\0")
        except FileNotFoundError:
            found, rest = "", []
        return Memory(path, header, dict(zip(rest[::2], rest[1::2], strict=False)) if found == header else {})
    return Memory()
