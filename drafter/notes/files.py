"""The file behind notes: found, refused or loaded; office documents are converted."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from drafter.errors import DrafterError
from drafter.model import Notes

LIMIT = 1_000_000  # bytes; about 250,000 tokens, more than notes are and most models take in
_USUAL = 1 << 16  # bytes; nearly all notes have fewer, and what is asked for is set aside at once
TOO_LARGE = "give the part of the notes that the post is about"
_CONVERTED = frozenset((".pdf", ".docx", ".pptx"))
_GROWTH = 20  # a document may be that much larger than the text in it


def read(
    path: str, *, stdin: BinaryIO | None = None, language: str = "", limit: int = LIMIT,
    remembered: Callable[[object, Callable[[], Notes]], Notes] | None = None,
) -> Notes:  # fmt: skip
    """Read the notes at `path`; "-" is standard input (`stdin`, else the process's own).

    PDF, DOCX and PPTX are converted first, where `drafter[convert]` is installed. `remembered` may know what was made
    of the same bytes before, see `cache`. Raises DrafterError for what is missing, a folder, unreadable, empty, no
    text, or more than `limit` bytes.
    """
    data, told = load(path, stdin, limit)

    def parse() -> Notes:
        from drafter.notes import reading

        return reading.parse(data, path, language)

    found = remembered((path, language, data), parse) if remembered else parse()
    return found._replace(notices=(told, *found.notices)) if told else found


def load(path: str, stdin: BinaryIO | None, limit: int) -> tuple[bytes, str]:
    """Return the bytes of the notes at `path` ("-": `stdin`, else the process's own) and what to tell.

    Raises DrafterError for what is missing, a folder, unreadable, or more than `limit` bytes.
    """
    if path == "-":
        data = (stdin or sys.stdin.buffer).read(limit + 1)
    elif Path(path).suffix.lower() in _CONVERTED:
        _open(path, limit * _GROWTH)
        data = _convert(path).encode()
    else:
        data = _open(path, limit)
    if len(data) > limit:
        raise _too_large(path, limit)
    converted = path != "-" and Path(path).suffix.lower() in _CONVERTED
    return data, f"{path} was converted: line numbers are those of the converted text" if converted else ""


def _too_large(path: str, limit: int) -> DrafterError:
    return DrafterError(f"{path} is larger than {limit:,} bytes", TOO_LARGE)


def _open(path: str, limit: int) -> bytes:
    where = Path(path)
    try:
        if where.is_dir():
            raise DrafterError(f"{path} is a folder, not notes", _example(where))
        with where.open("rb") as file:
            data = file.read(_USUAL)
            if len(data) == _USUAL:
                data += file.read(limit + 1 - _USUAL)
    except FileNotFoundError:
        raise DrafterError(f"{path} does not exist", _did_you_mean(where)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise DrafterError(f"{path} cannot be read: {reason}", "check the path and its permissions") from None
    if len(data) > limit:
        raise _too_large(path, limit)
    return data


def _siblings(folder: Path) -> list[str]:
    try:
        names = sorted(entry.name for entry in folder.iterdir() if not entry.name.startswith("."))
    except (OSError, ValueError):
        return []
    return names[:1000]


def _did_you_mean(where: Path) -> str:
    import difflib

    close = difflib.get_close_matches(where.name, _siblings(where.parent), n=1)
    if close:
        return f"did you mean {where.parent / close[0]}?"
    return "check the path" if where.parent.is_dir() else f"there is no folder {where.parent}"


def _example(folder: Path) -> str:
    names = [name for name in _siblings(folder) if name.lower().endswith((".md", ".txt", ".org", ".html"))]
    return f"name the notes in it, such as {folder / names[0]}" if names else "name a file of notes"


def _convert(path: str) -> str:
    """The text of a PDF, DOCX or PPTX, by markitdown (optional, slow to import)."""
    try:
        from markitdown import MarkItDown
    except ImportError:
        raise DrafterError(
            f"{path} needs a converter that is not installed",
            "pip install 'markitdown[pdf,docx,pptx]' (what the extra drafter[convert] brings)",
        ) from None
    try:
        return str(MarkItDown(enable_plugins=False).convert_local(path).text_content)
    except Exception as error:  # markitdown passes on whatever its many parsers raise
        reason = " ".join(str(error).split())[:120]
        raise DrafterError(f"{path} cannot be converted: {reason}", "save it as text and try again") from None
