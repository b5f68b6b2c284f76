"""Which file a draft lives in, and whether it may be written: no text of a person is ever lost."""

from __future__ import annotations

import contextlib
import difflib
import os
import re
from dataclasses import dataclass
from pathlib import Path

from drafter import document
from drafter.errors import DrafterError
from drafter.model import Draft, Notes

INPUT_KEY = "ai_input_digest"
NOTES_KEY = "ai_notes_digest"  # of the notes' bytes, as part of what the other digest covers
NOTES_SUFFIXES = frozenset(
    (
        ".md .markdown .mdown .mkd .mdx .txt .text .rst .adoc .html .htm .xhtml .org .vtt .srt .log .irc .typ"
        " .pdf .docx .pptx"
    ).split()
)
_SYSTEM = (("/", "proc"), ("/", "sys"), ("/", "dev"), ("/", "etc"))
_UNRESOLVED = re.compile(r"^(?:<{7}|>{7}) ", re.M)
MAX_SLUG = 60  # characters; longer file names break on some systems once date and folders are added


@dataclass(frozen=True, slots=True)
class Place:
    """The file that a draft of certain notes has, or will have."""

    path: Path
    existing: Draft | None = None


def slug_of(notes: Notes, title: str) -> str:
    """A short name for URLs and files, from the notes' file name, else from `title`.

    Only ASCII letters, digits and hyphens, so that it stays in its folder and is valid on every system.
    """
    from slugify import slugify

    stem = "" if notes.path == "-" else Path(notes.path).name.split(".")[0]
    stem = re.sub(r"^\d{4}-\d{2}-\d{2}[-_ ]*", "", stem)
    for text in (stem, title):
        slug = slugify(text, max_length=MAX_SLUG, word_boundary=True)
        if re.search("[a-z]{3}", slug) and slug not in ("notes", "index", "readme", "minutes", "transcript"):
            return str(slug)
    return str(slugify(f"{stem} {title}", max_length=MAX_SLUG, word_boundary=True)) or "post"


def reference(path: str, root: Path) -> str:
    """How front matter names the notes at `path`: relative to the workspace `root`, "" for standard input."""
    if path == "-":
        return ""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:  # another drive on Windows
        return Path(path).resolve().as_posix()


def notes_of(draft: Draft, root: Path) -> tuple[Path | None, str]:
    """The file of the notes that `draft` names, else None and why.

    Looked for below the workspace `root`, then beside the draft and in the folders above it. Front matter is
    data from others: only files that look like notes are opened, no hidden ones.
    """
    name = draft.meta.get("notes")
    if not isinstance(name, str) or not name.strip():
        return None, "the post names no notes (`notes:` in its front matter)"
    path = Path(name.strip())
    hidden = any(part.startswith(".") and part not in (".", "..") for part in path.parts)
    if hidden or path.suffix.lower() not in NOTES_SUFFIXES or path.parts[:2] in _SYSTEM or "\0" in name:
        return None, f"its notes, {name.strip()}, don't look like a file of notes"
    for folder in (root, *Path(os.path.realpath(draft.path)).parents):
        with contextlib.suppress(OSError, ValueError):  # such as a name too long for the file system
            if (folder / path).is_file():
                return folder / path, ""
    return None, f"its notes, {name.strip()}, are not here"


def find(folder: Path, notes_ref: str, date: str, slug: str) -> Place:
    """Find the draft in `folder` that was made of the notes `notes_ref`, else a free name for one.

    The name is `DATE-SLUG.md`; a file of that name made from other notes is left alone.
    """
    for path in sorted(folder.glob("*.md")) if notes_ref and folder.is_dir() else ():
        draft = document.read(path)
        if draft.meta.get("notes") == notes_ref and document.DIGEST_KEY in draft.meta:
            return Place(path, draft)
    path = folder / f"{date}-{slug}.md"
    number = 2
    while path.exists():
        path = folder / f"{date}-{slug}-{number}.md"
        number += 1
    return Place(path)


def again(place: Place) -> Place:
    """The same place with its file as it is now."""
    return Place(place.path, document.read(place.path) if place.path.exists() else None)


def is_current(place: Place, input_digest: str) -> bool:
    """Whether the draft on disk was made of these very inputs, edited since or not."""
    return place.existing is not None and place.existing.meta.get(INPUT_KEY) == input_digest


def base_of_merge(place: Place, written: Path, notes_digest: str) -> str | None:
    """The text as it was first written, where a person's edits and what changed notes say have to be merged.

    None when nobody has edited the draft. `written` is the folder of the texts as they were written (see
    `remember`), `notes_digest` that of the notes as they are now. Raises DrafterError, with the diff, for an
    edited draft that isn't merged: its notes are the same, or what was first written is not on this machine.
    """
    draft = place.existing
    if draft is None or document.is_untouched(draft):
        return None
    base = recall(written, draft)
    reason = _why_not_merged(draft, base, notes_digest)
    if not reason:
        return base
    diff = "" if base is None else "".join(difflib.unified_diff(
        base.splitlines(keepends=True), draft.text.splitlines(keepends=True),
        "as drafter wrote it", place.path.as_posix()))  # fmt: skip
    raise DrafterError(
        f"{place.path} was edited since it was drafted, and {reason}: it is not overwritten",
        "add --force to draft it again (a backup is kept), or -o DIR for another folder",
        diff,
    )


def _why_not_merged(draft: Draft, base: str | None, notes_digest: str) -> str:
    """Why the edits in `draft` can't be merged into a text made from other notes; "" when they can."""
    if base is None:
        return "the text as it was first written is not on this machine"
    if document.parse(base.encode(), "").meta.get(NOTES_KEY) in (notes_digest, None):
        return "its notes have not changed"
    if broken := next((problem for problem in draft.problems if problem.kind != "byte-order-mark"), None):
        return f"line {broken.line}: {broken.message}"
    if _UNRESOLVED.search(draft.body):
        return f"an earlier merge is not settled (`drafter check {draft.path} --select S414` finds its marks)"
    return ""


def backup(path: Path) -> Path:
    """Copy the file at `path` beside it under a free `.bak` name and return that."""
    target, number = path.with_name(path.name + ".bak"), 2
    while target.exists():
        target = path.with_name(f"{path.name}.bak{number}")
        number += 1
    document.write(target, path.read_bytes())
    return target


def remember(written: Path, text: str) -> None:
    """Keep the text of a draft as it is written: the base of later diffs. Private, like the runs."""
    ignore = written.parent / ".gitignore"
    if not ignore.exists():
        document.write(ignore, b"*\n")
    name = document.output_digest(text).removeprefix("sha256:")
    document.write(written / f"{name}.md", text.encode(), mode=0o600)


def recall(written: Path, draft: Draft) -> str | None:
    """The text that was written before people changed it; None where this machine doesn't have it."""
    name = str(draft.meta.get(document.DIGEST_KEY, "")).removeprefix("sha256:")
    if not re.fullmatch("[0-9a-f]{64}", name):
        return None
    path = written / f"{name}.md"
    return path.read_text("utf-8") if path.is_file() else None
