"""A post as blocks of Markdown, in time that grows with its size and not with its tangles.

Blocks are found by markdown-it-py; the inline Markdown of a block is parsed only when somebody asks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

MOST_BRACKETS = 1_500_000_000  # characters times opening brackets: markdown-it's worst case is quadratic in them
MOST_LINES = 50_000  # of a post: markdown-it looks at each line in a dozen ways
MOST_INLINE = 250_000  # characters that are parsed as inline Markdown, where tags or the sentence's words are


class TooLarge(Exception):
    """The post costs more to look at than a gate may spend."""


@dataclass(slots=True)
class Block:
    """A block of inline Markdown: its source, its lines in the body (0-based), and what it stands in."""

    token: Token
    first: int
    last: int  # after the end
    top: tuple[int, int]  # lines of the outermost block around it
    inside: tuple[str, ...]
    footnote: str = ""
    above: str = ""  # the block of text just before and just after
    below: str = ""


@dataclass(slots=True)
class Page:
    """A post as blocks, ready to be looked at."""

    body: str
    lines: list[str]
    tokens: list[Token]
    blocks: list[Block]
    env: dict[str, Any]
    parser: MarkdownIt
    spent: int = 0
    brackets: int = 0
    starts: list[int] = field(default_factory=list)

    def inline(self, block: Block) -> list[Token]:
        """Return the inline tokens of a block, parsed once."""
        token = block.token
        if not token.children:
            size = len(token.content)
            self.spent += size + 100
            self.brackets += size * (1 + token.content.count("[") + token.content.count("]"))
            if self.spent > MOST_INLINE or self.brackets > MOST_BRACKETS:
                raise TooLarge
            token.children = []
            self.parser.inline.parse(token.content, self.parser, self.env, token.children)
        return token.children

    def offset(self, line: int) -> int:
        """Return where a line starts in the body."""
        return self.starts[min(line, len(self.starts) - 1)]


def read(body: str) -> Page:
    """Split a post into blocks; `body` has LF line ends. Raises TooLarge."""
    if body.count("]:") > 20_000 or body.count("\n") > MOST_LINES:
        raise TooLarge
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, Any] = {}
    tokens = parser.parse(body, env)
    starts = [0, *(m.end() for m in re.finditer("\n", body))]
    return Page(body, body.split("\n"), tokens, list(_blocks(tokens)), env, parser, starts=[*starts, len(body)])


def _parts(token: Token) -> bool:
    """Tell whether a token stands between two blocks so that the first does not introduce the second."""
    if token.type == "html_block":
        return not token.content.lstrip().startswith("<!--")
    return token.type in ("fence", "code_block", "hr")


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    inside: list[Token] = []
    previous: Block | None = None
    label = ""
    for token in tokens:
        if token.type == "inline":
            outer = next((t.map for t in inside if t.map), token.map) or [0, 0]
            lines = token.map or outer
            block = Block(
                token, lines[0], lines[1], (outer[0], max(outer[1], lines[1])), tuple(t.type for t in inside), label
            )
            if previous:
                previous.below, block.above = token.content[:300], previous.token.content[-500:]
                yield previous
            previous = block
        elif token.nesting == 1:
            inside.append(token)
            if token.type == "footnote_reference_open":
                label = str(token.meta.get("label", ""))
        elif token.nesting == -1:
            inside.pop()
            label = "" if token.type == "footnote_reference_close" else label
        elif previous and _parts(token):
            yield previous
            previous = None
    if previous:
        yield previous
