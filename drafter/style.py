"""House style: how an organisation wants its posts to sound, in one file that people and machines read.

`style.md` in the workspace is Markdown for the model and the writer: voice, person, spelling, what to call
things. Its front matter, if it has one, holds what the T rules check word by word:

    ---
    avoid: [leverage, reach out]          # never in a post
    prefer: {utilise: use, e-mail: email} # what is found: what to write instead
    vocabularies: [styles/config/vocabularies/Blog/reject.txt]   # Vale's lists of words to avoid
    max_sentence_words: 30
    max_lix: 55
    example_tokens: 1500                  # of earlier posts that a model is shown; 0 for none
    ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from drafter import document
from drafter.errors import DrafterError
from drafter.tuples import NamedTuple

MAX_BYTES = 64 * 1024
_NUMBERS = ("max_sentence_words", "max_lix", "example_tokens")
_KEYS = ("avoid", "prefer", "vocabularies", *_NUMBERS)


class Style(NamedTuple):
    """A house style; the defaults are what holds without a `style.md`."""

    text: str = ""  # for the model and the writer
    avoid: tuple[str, ...] = ()  # regular expressions, as Vale reads its lists
    prefer: Mapping[str, str] = MappingProxyType({})
    max_sentence_words: int = 40
    max_lix: int = 65
    example_tokens: int = 1500
    digest: str = ""  # of the file; "" without one


def load(path: Path) -> Style:
    """The house style in the file at `path`; the defaults when there is no such file.

    Raises DrafterError for a file that can't be read, an unknown key or a value of the wrong type.
    """
    try:
        state = path.stat()
        return _read(path, (state.st_mtime_ns, state.st_size))
    except FileNotFoundError:
        return Style()
    except OSError as error:
        raise DrafterError(f"{path}: can't be read ({error.strerror})", "mend the file, or move it away") from None


@lru_cache(maxsize=4)
def _read(path: Path, stamp: tuple[int, int]) -> Style:
    """Read the file once for all posts of a run; another `stamp` means that it was changed since."""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DrafterError(f"{path}: more than {MAX_BYTES // 1024} KB", "a house style is a page or two")
    page = document.parse(data.replace(b"\r\n", b"\n"), path.as_posix())
    for problem in page.problems:
        if problem.kind != "byte-order-mark":
            raise DrafterError(f"{path}:{problem.line}: {problem.message}", "mend that line")
    for key in page.meta:
        if key not in _KEYS:
            raise DrafterError(f"{path}: unknown key {key}", "known: " + ", ".join(_KEYS))
    numbers = {name: _number(page.meta[name], path, name) for name in _NUMBERS if name in page.meta}
    listed = tuple(_as_pattern(word) for word in _words(page.meta, "avoid", path))
    files = (path.parent / name for name in _words(page.meta, "vocabularies", path))
    avoid = (*listed, *(pattern for file in files for pattern in _vocabulary(file)))
    return Style(page.body.strip(), avoid, _pairs(page.meta, path), digest=document.digest(data), **numbers)


def _words(meta: Mapping[str, object], key: str, path: Path) -> tuple[str, ...]:
    value = meta.get(key, [])
    if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
        raise DrafterError(f"{path}: {key} must be a list of words", f'write {key}: [one, "two words"]')
    return tuple(word.strip() for word in value)


def _pairs(meta: Mapping[str, object], path: Path) -> Mapping[str, str]:
    value = meta.get("prefer", {})
    if not isinstance(value, dict) or not all(isinstance(a, str) and isinstance(b, str) for a, b in value.items()):
        raise DrafterError(f"{path}: prefer must say what to write instead of what", "write prefer: {utilise: use}")
    return MappingProxyType(dict(value))


def _number(value: object, path: Path, key: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise DrafterError(f"{path}: {key} must be a whole number", f"write {key}: {getattr(Style(), key)}")
    return value


def _as_pattern(word: str) -> str:
    return rf"(?i:{re.escape(word)})"


def _vocabulary(path: Path) -> Iterator[str]:
    """The entries of a Vale vocabulary: a line each, a regular expression that tells upper from lower case."""
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise DrafterError(f"{path}: can't be read ({error})", "mend `vocabularies` in the house style") from None
    for number, line in enumerate(lines, 1):
        entry = line.strip()
        if not entry or entry.startswith("#"):
            continue
        # flags of the whole, such as (?i), may stand at the start of an entry only, and ours is inside another
        entry = re.sub(r"^\(\?([a-z]+)\)(.*)$", r"(?\1:\2)", entry)
        try:
            re.compile(rf"\b(?:{entry})\b")
        except re.error as error:
            raise DrafterError(f"{path}:{number}: {entry!r} is no pattern ({error})", "mend that line") from None
        yield entry
