"""Notes from their bytes: decoded, read by the reader of their format, sorted into blocks and a brief."""

from __future__ import annotations

import hashlib

from drafter.errors import DrafterError
from drafter.model import Line, Link, Notes
from drafter.notes import brief as briefs
from drafter.notes import decode, facts, files, front, readers, roles
from drafter.notes import language as languages

MAX_LINES = 50_000


def parse(data: bytes, path: str, language: str = "") -> Notes:
    """Read notes from the bytes of the file at `path` (named in messages, and its suffix tells the format).

    `language` is a BCP 47 tag to use where the front matter names none. Raises DrafterError when there is
    nothing to read: no text, no line with a word, or too much of it.
    """
    text, notices = decode.decode(data, path)
    text, mended = decode.repair(text)
    if mended:
        notices.append(f"{mended} characters that had been encoded twice were mended: check them")
    rows = decode.rows(text)
    if len(rows) > MAX_LINES:
        raise DrafterError(f"{path} has more than {MAX_LINES:,} lines", files.TOO_LARGE)
    if not any(line.strip() for _, line in rows):
        raise DrafterError(f"{path} is empty", "write down what you know of the event, then run it again")
    meta, taken, told = front.split(text)
    name = readers.name_of(path, rows[taken:])
    markdown = facts.referred(readers.READERS[name](rows[taken:]))
    markdown = decode.unescape(markdown) if "&" in text else markdown
    head = briefs.Head(meta)
    spoken = languages.primary(head.value("language")) or languages.primary(language)
    spoken = spoken or languages.find(path, markdown)
    blocks = roles.read(markdown, spoken, spoken=name == "chat")
    brief, more = briefs.read(path, meta, blocks, spoken)
    notices += [*told, *more, *_unpublishable(brief.links)]
    if not blocks:
        notices.append(f"{path} has front matter alone: there is nothing to tell but that")
    return Notes(
        path=path,
        text=text,
        lines=_lines(markdown),
        blocks=tuple(blocks),
        brief=brief,
        meta=meta,
        format=name,
        notices=tuple(notices),
        digest="sha256:" + hashlib.sha256(data).hexdigest(),
    )


def _lines(rows: list[decode.Row]) -> tuple[Line, ...]:
    """Rows with text, one for each number: what a page holds on one line stays one line."""
    texts: dict[int, list[str]] = {}
    for number, text in rows:
        if text.strip():
            texts.setdefault(number, []).append(text)
    return tuple(Line(number, " ".join(texts[number])) for number in sorted(texts))


def _unpublishable(links: tuple[Link, ...]) -> list[str]:
    local = [
        link
        for link in links
        if "{{" in link.url or not ("://" in link.url or link.url.startswith(("mailto:", "#", "tel:")))
    ]
    if not local:
        return []
    first = local[0]
    what = f"{first.url} on line {first.line}" + (f" and {len(local) - 1} more" if len(local) > 1 else "")
    return [f"relative links work only on the notes' own site: {what}"]
