"""Text that notes set apart as it is: a block of code whose language is "text"."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from itertools import groupby

from drafter.model import Block

_TEXT = frozenset(("text", "txt", "quote", "plain", "plaintext"))
_TAG = re.compile(r"\[#[\w-]+\]")


def spelled(block: Block) -> Iterator[Block]:
    """Yield a block; one of text as its paragraphs, and terms with their meanings below them as items."""
    if block.kind != "code" or block.label.lower() not in _TEXT:
        yield block
        return
    head: list[str] = []
    lines = textwrap.dedent(block.text.expandtabs(4)).split("\n")
    for below, run in groupby(lines, lambda line: not line.strip() or line[0] == " "):
        text = [re.sub(r"^[-*] ", ", ", line.strip()) for line in run if not _TAG.fullmatch(line.strip())]
        meaning = " ".join(filter(None, text))
        if below and head:
            said = f"{', '.join(head)}: {meaning}" if meaning else " ".join(head)
            yield block._replace(kind="item" if meaning else "paragraph", text=said, label="")
        head = [] if below else text
    if head:
        yield block._replace(kind="paragraph", text=" ".join(head), label="")
