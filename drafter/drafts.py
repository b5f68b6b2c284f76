"""Which file a draft lives in, and whether it may be written: no text of a person is ever lost."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
import re
import threading
from pathlib import Path

from drafter import document, sites
from drafter.errors import DrafterError
from drafter.model import Draft, Notes
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    _Thing = TypeVar("_Thing")

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


class Place(NamedTuple):
    """The file that a draft of certain notes has, or will have."""

    path: Path
    existing: Draft | None = None
    slug: str = ""  # its part of the post's address


_NO_NAMES = frozenset(
    "notes index readme minutes transcript con prn aux nul".split()
)  # the last four: devices of Windows


def slug_of(notes: Notes, title: str) -> str:
    """A short name for URLs and files, from the notes' file name, else from `title`.

    Only ASCII letters, digits and hyphens, so that it stays in its folder and is valid on every system.
    """
    stem = "" if notes.path == "-" else Path(notes.path).name.split(".")[0]
    stem = re.sub(r"^\d{4}-\d{2}-\d{2}[-_ ]*", "", stem)
    for text in (stem, title):
        slug = _slug(text)
        if re.search("[a-z]{3}", slug) and slug not in _NO_NAMES:
            return slug
    return _slug(f"{stem} {title}") or "post"


def _slug(text: str) -> str:
    if len(text) <= MAX_SLUG and re.fullmatch(r"[a-z]+(?:-[a-z0-9]+)*", text):
        return text  # as most files of notes are named
    from slugify import slugify

    return str(slugify(text, max_length=MAX_SLUG, word_boundary=True))


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


class Shelf:
    """What many jobs share: what lies in the folders, read once, and which new names are promised to whom.

    Safe to share between threads.
    """

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.promised: set[Path] = set()
        self._made: dict[Path, dict[object, Path]] = {}
        self._things: dict[object, object] = {}

    def once(self, key: object, make: Callable[[], _Thing]) -> _Thing:
        """Return what `make` returned to the first job that asked for `key`."""
        with self.lock:
            if key not in self._things:
                self._things[key] = make()
            return self._things[key]  # type: ignore[return-value]

    def find(self, folder: Path, notes_ref: str) -> Draft | None:
        """The draft in `folder` that was made of the notes `notes_ref`, as it is now."""
        with self.lock:
            if folder not in self._made:
                drafts = [document.read(path) for path in sorted(folder.glob("*.md"), reverse=True)]
                self._made[folder] = {
                    draft.meta["notes"]: Path(draft.path) for draft in drafts
                    if isinstance(draft.meta.get("notes"), str) and document.DIGEST_KEY in draft.meta
                }  # fmt: skip
            path = self._made[folder].get(notes_ref)
        return document.read(path) if path and path.exists() else None


def find(
    folder: Path, notes_ref: str, date: str, slug: str, settings: Settings | None = None, shelf: Shelf | None = None
) -> Place:
    """Find the draft in `folder` that was made of the notes `notes_ref`, else a free name for one.

    A draft that was approved is found where it went then. The name is that of the site's preset, `DATE-SLUG.md` or
    `SLUG.md`; a file of that name made from other notes is left alone.
    """
    settings, shelf = settings or Settings(), shelf or Shelf()
    published = publishing(folder, settings)
    for where in dict.fromkeys((folder, published)) if notes_ref else ():
        if draft := shelf.find(where, notes_ref):
            return Place(Path(draft.path), draft, str(draft.meta.get("slug") or slug))
    dated = sites.PRESETS[settings.site].dated
    name, number = slug, 1
    with shelf.lock:
        while (
            (path := folder / (f"{date}-{name}.md" if dated else f"{name}.md")) in shelf.promised
            or path.exists() or (published / path.name).exists()
        ):  # fmt: skip
            number += 1
            name = f"{slug}-{number}"
        shelf.promised.add(path)
    return Place(path, slug=name)


def publishing(folder: Path, settings: Settings) -> Path:
    """The folder from which the site publishes what waits in `folder`: another one, where no key holds a post."""
    if settings.site == "jekyll" and folder.name == "_drafts":
        return folder.with_name("_posts")
    output, posts = _waiting(settings)
    return posts if output and os.path.realpath(folder) == os.path.realpath(output) else folder


def published_name(draft: Draft, settings: Settings) -> str:
    """The file name of `draft` among the posts: Jekyll wants the day in front there, and not in `_drafts`."""
    name, date = Path(draft.path).name, draft.meta.get("date")
    if settings.site != "jekyll" or re.match(r"\d{4}-\d\d-\d\d-", name):
        return name
    return f"{date if isinstance(date, dt.date) else dt.date.today():%Y-%m-%d}-{name}"


def holding(folder: Path, settings: Settings) -> Path:
    """The folder in which a post of `folder` waits: another one, where no key holds a post."""
    output, posts = _waiting(settings)
    return output if output and os.path.realpath(folder) == os.path.realpath(posts) else folder


def _waiting(settings: Settings) -> tuple[Path | None, Path]:
    """The folders of drafts (None where the site honours a key) and of posts."""
    output, posts = (
        Path(os.path.relpath(settings.root / name))
        for name in (settings.output, *settings.posts[:1], settings.output)[:2]
    )
    return output if sites.PRESETS[settings.site].waiting else None, posts


def again(place: Place, notes_ref: str) -> Place:
    """The same place with its file as it is now, or one beside it where a draft of other notes has come meanwhile."""
    path, number = place.path, 1
    while path.exists():
        there = document.read(path)
        if place.existing or (notes_ref and there.meta.get("notes") == notes_ref):
            return place._replace(path=path, existing=there)
        number += 1
        path = place.path.with_name(f"{place.path.stem}-{number}.md")
    return place._replace(path=path, existing=None)


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
    import difflib

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
    document.write(written / f"{name}.md", text.encode(), mode=0o600, lasting=False)  # `recall` knows a broken one


def recall(written: Path, draft: Draft) -> str | None:
    """The text that was written before people changed it; None where this machine doesn't have it."""
    name = str(draft.meta.get(document.DIGEST_KEY, "")).removeprefix("sha256:")
    if not re.fullmatch("[0-9a-f]{64}", name):
        return None
    path = written / f"{name}.md"
    text = path.read_text("utf-8", "replace") if path.is_file() else ""
    return text if document.output_digest(text).endswith(name) else None
