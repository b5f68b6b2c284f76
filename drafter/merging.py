"""A person's edits and a new version of the same draft become one text; no line that a person wrote is lost.

The body is merged by lines, by git, with the usual marks where both sides changed the same
place. Front matter is merged key by key and never holds marks: a broken head would hide the post from the gate.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from drafter import document, head
from drafter.errors import DrafterError
from drafter.model import Draft

OURS = frozenset("ai_run ai_input_digest ai_notes_digest ai_output_digest".split())  # the record of the new version
MADE_BY = frozenset("ai_disclosure ai_source_type ai_tool".split())  # who wrote the new version, if it says anew
MINE, NEW = "your edits", "from the changed notes"
MAX_LINES = 10_000  # of a body; what is longer is no post, and comparing it may take minutes

_CONFLICT = re.compile(rf"^<{{7}} {MINE}\r?\n(?P<mine>(?:.*\n)*?)={{7}}\r?\n(?:.*\n)*?>{{7}} {NEW}\r?\n", re.MULTILINE)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


@dataclass(frozen=True, slots=True)
class Merged:
    """The merged text of a whole file, and what there is to tell about it."""

    text: str
    taken: int = 0  # places of the body and keys of the head where the new version was taken
    conflicts: int = 0  # places of the body that hold both versions between marks
    notices: tuple[str, ...] = ()


def merge(base: str, theirs: Draft, new: str) -> Merged:
    """Merge what a person made of `base`, `theirs`, with a `new` version of `base` (both texts of whole files).

    Line endings and byte-order mark are those of `theirs`. Raises DrafterError when its front matter can't be
    edited or the text is too long to compare.
    """
    before, after = document.parse(base.encode(), theirs.path), document.parse(new.encode(), theirs.path)
    values, notices = _head(before.meta, theirs.meta, after.meta, as_text=theirs.head_format == "json")
    body, taken, conflicts = merge_lines(before.body, theirs.body, after.body)
    edited = head.edit(theirs.text[: len(theirs.text) - len(theirs.body)], values)
    return Merged(edited + body, taken + len(values.keys() - OURS), conflicts, notices)


def merge_lines(base: str, theirs: str, new: str) -> tuple[str, int, int]:
    """Merge three texts by lines: the result, how often `new` was taken, how many conflicts it holds.

    `base` and `new` are read with the line endings of `theirs`; the result ends with one. Raises DrafterError
    for too many lines and where there is no git.
    """
    newline = "\r\n" if "\r\n" in theirs else "\n"
    ground, mine, other = (_lines(text, newline) for text in (base, theirs, new))
    if max(map(len, (ground, mine, other))) > MAX_LINES:
        raise DrafterError(f"more than {MAX_LINES:,} lines can't be merged", "add --force to draft it again")
    if mine in (ground, other):
        return "".join(other), _changes(ground, other) if mine == ground else 0, 0
    merged = _git_merge_file("".join(mine), "".join(ground), "".join(other))
    kept = _lines(_CONFLICT.sub(lambda found: found["mine"], merged), newline)
    return merged, _changes(mine, kept), len(_CONFLICT.findall(merged))


def _changes(before: Sequence[str], after: Sequence[str]) -> int:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return sum(tag != "equal" for tag, *_ in matcher.get_opcodes())


def _git_merge_file(mine: str, base: str, other: str) -> str:
    """Git's own three-way merge of three texts: see git-merge-file(1)."""
    git = shutil.which("git")
    if git is None:
        raise DrafterError(
            "merging your edits needs git, which is not installed", "install it; or --force, which keeps a backup"
        )
    with tempfile.TemporaryDirectory(prefix="drafter-") as folder:
        paths = []
        for name, text in (("mine", mine), ("base", base), ("new", other)):
            paths.append(Path(folder, name))
            paths[-1].write_bytes(text.encode())
        command = [git, "merge-file", "-p", "-q", "-L", MINE, "-L", "as drafted", "-L", NEW, *map(str, paths)]
        done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode > 127:  # up to there it is the number of conflicts
        raise DrafterError(
            "git can't merge your edits with the new draft", "add --force to draft it again; a backup is kept"
        )
    return done.stdout.decode()


def _lines(text: str, newline: str) -> list[str]:
    """The lines of `text`, each with its own ending but where `newline` is wanted for a plain line feed."""
    lines: list[str] = _LINE.findall(text)
    if lines and not lines[-1].endswith(("\n", "\r")):
        lines[-1] += newline
    if newline == "\r\n":
        return [line[:-1] + newline if line.endswith("\n") and not line.endswith("\r\n") else line for line in lines]
    return lines


# -- front matter ----------------------------------------------------------------------------------


def _head(
    base: Mapping[str, object], theirs: Mapping[str, object], new: Mapping[str, object], *, as_text: bool
) -> tuple[dict[str, head.Value | None], tuple[str, ...]]:
    """The keys to set in the person's head (None: to take out), and what to tell.

    With `as_text`, dates are written as strings: JSON has no others.
    """
    values: dict[str, head.Value | None] = {}
    notices = []
    # what a model wrote and the person edited is still there when the new version was made without one
    still = new.get("ai_disclosure") == "none" and theirs.get("ai_disclosure", "none") != "none"
    for key in dict.fromkeys((*base, *new)):
        if still and key in MADE_BY | {"ai_run", "ai_byline"}:
            continue
        first, mine, other = (_plain(meta.get(key)) for meta in (base, theirs, new))
        if other == mine or (other == first and key not in OURS):
            continue
        if mine != first and key not in OURS | MADE_BY:
            notices.append(f"{key}: yours is kept; from the notes it would be {_short(other)}")
            continue
        if mine != first and key in MADE_BY:
            notices.append(f"{key}: it is now {_short(other)}, as the new version was made")
        values[key] = _value(new.get(key), as_text)
    return values, tuple(notices)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value


def _value(value: object, as_text: bool) -> head.Value | None:
    if isinstance(value, dt.date) and as_text:
        return value.isoformat()
    return value  # type: ignore[return-value]  # our own head: what `head.render` took


def _short(value: object) -> str:
    text = "none" if value is None else ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return repr(text if len(text) <= 80 else text[:79] + "…")
