"""Pictures of the notes come along into the post, each with alternative text or a gap that asks for it."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path

from drafter.model import Notes

_IMAGE = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*)\]"
    r"\(\s*<?(?P<source>[^\s<>()]+)>?(?P<title>[^()]*)\)"
)


def carry(body: str, notes: Notes, folder: Path) -> str:
    """Return `body` with every image of the notes in it, and no image without alternative text.

    Images that the composer left out go to the end, with their captions; relative sources are rewritten
    to be found from `folder`; where no alternative text is known, a gap asks for it.
    """
    missing = [_as_image(block.text, block.label) for block in notes.blocks
               if block.kind == "image" and not _has_source(body, block.text)]  # fmt: skip
    if missing:
        body = body.rstrip("\n") + "\n\n" + "\n\n".join(missing) + "\n"
    base = "" if notes.path == "-" else posixpath.dirname(Path(notes.path).as_posix())
    return _IMAGE.sub(lambda match: _place(match, base, folder), body)


def _has_source(body: str, image: str) -> bool:
    match = _IMAGE.search(image)
    return match is None or f"({match['source']}" in body or f"(<{match['source']}" in body


def _as_image(text: str, caption: str) -> str:
    return f"{text}\n*{caption}*" if caption and caption not in text else text


def _place(match: re.Match[str], base: str, folder: Path) -> str:
    alt = match["alt"].strip() or "[[CHECK: describe this picture]]"
    source = match["source"]
    if not re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\{", source) and base != folder.as_posix():
        source = Path(os.path.relpath(Path(base) / source, folder)).as_posix() if _exists(base, source) else source
    return f"![{alt}]({source}{match['title']})"


def _exists(base: str, source: str) -> bool:
    try:
        return (Path(base) / source).exists()
    except (OSError, ValueError):
        return False
