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


def move(body: str, folder: Path, to: Path) -> str:
    """Return `body` with its pictures as they are found from `to`, where its file goes from `folder`."""
    base = folder.as_posix()
    return _IMAGE.sub(lambda match: match[0].replace(match["source"], _source(match["source"], base, to)), body)


def _place(match: re.Match[str], base: str, folder: Path) -> str:
    alt = match["alt"].strip() or "[[CHECK: describe this picture]]"
    return f"![{alt}]({_source(match['source'], base, folder)}{match['title']})"


def _source(source: str, base: str, folder: Path) -> str:
    """How a file in `folder` names the picture that one in `base` calls `source`."""
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/|#|\{", source) or base == folder.as_posix() or not _exists(base, source):
        return source
    return Path(os.path.relpath(Path(base) / source, folder)).as_posix()


def _exists(base: str, source: str) -> bool:
    try:
        return (Path(base) / source).exists()
    except (OSError, ValueError):
        return False
