"""A draft as readers will see it: Markdown rendered to a few known elements, with its sentences marked.

Raw HTML is shown, never used; pictures from elsewhere are named, never loaded. The elements and attributes below
are all that can come out, whatever goes in.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.model import Draft
from drafter.page import escape
from drafter.page.located import Span, Text, locate
from drafter.page.points import Point, Row
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it.token import Token

_TAGS = frozenset("p ul ol li blockquote table thead tbody tr th td em strong s".split())
LIMIT = 2_000_000  # characters of a body that are rendered; a longer one is shown as plain text


@dataclass(frozen=True, slots=True)
class Ink:
    """How sentences and points are drawn; the page decides that, this module where."""

    sentence: Callable[[Span, str], str]  # a stretch of a sentence and its escaped text
    after: Callable[[Row], str]  # what stands after a sentence
    after_point: Callable[[int], str]  # what stands after a point, given its number


def render(
    draft: Draft, rows: Sequence[Row], points: Mapping[int, Sequence[tuple[int, Point]]], ink: Ink
) -> tuple[str, set[int]]:
    """Return the body as HTML, headings from level 3, and the numbers of the sentences that are marked in it."""
    from markdown_it import MarkdownIt

    body = draft.body.replace("\r\n", "\n").replace("\r", "\n")
    if len(body) > LIMIT:
        return f"<pre>{escape.html(body)}</pre>", set()
    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = [_Block(token, draft.body_line) for token in markdown.parse(body)]
    texts = [block.text for block in blocks if block.text is not None]
    found = locate(texts, rows, points)
    return _Writer(ink, _levels(blocks)).write(blocks), found


def plain(
    text: str, rows: Sequence[Row], points: Mapping[int, Sequence[tuple[int, Point]]], ink: Ink
) -> tuple[str, set[int]]:
    """Return a plain text, such as the title, as HTML, and the numbers of the sentences marked in it."""
    lines = [row.sentence.line for row in rows] or [1]
    held = Text(min(lines), max(lines), text)
    found = locate([held], rows, points)
    writer = _Writer(ink, {})
    writer.text(held, 0, len(text))
    writer.flush()
    return "".join(writer.out), found


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a block's inside: text from `start` to `end`, or a mark-up that opens or closes."""

    kind: str
    start: int
    end: int
    value: str = ""


class _Block:
    """A token of the parser, with the text that it holds as one string."""

    def __init__(self, token: Token, body_line: int) -> None:
        self.token = token
        self.pieces: list[_Piece] = []
        self.text: Text | None = None
        if token.type not in ("inline", "html_block"):
            return
        self.size = 0
        self.parts: list[str] = []
        for piece in self._inline(token.children or []) if token.type == "inline" else self._raw(token.content):
            self.pieces.append(piece)
        first, last = token.map or (0, 0)
        self.text = Text(body_line + first, body_line + max(last - 1, first), "".join(self.parts))

    def _add(self, kind: str, text: str, value: str = "") -> _Piece:
        start = self.size
        self.parts.append(text)
        self.size += len(text)
        return _Piece(kind, start, self.size, value)

    def _inline(self, tokens: Sequence[Token]) -> Iterator[_Piece]:
        for token in tokens:
            kind = token.type
            if kind in ("text", "text_special"):
                yield self._add("text", token.content)
            elif kind == "code_inline":
                yield self._add("code", token.content)
            elif kind in ("softbreak", "hardbreak"):
                yield self._add(kind, "\n")
            elif kind == "image":
                alt = [child.content or ("\n" if "break" in child.type else "") for child in token.children or []]
                yield self._add("image", "".join(alt), str(token.attrs.get("src", "")))
            elif kind == "html_inline":
                yield self._add("raw", "", token.content)
            elif kind == "link_open":
                yield self._add("link", "", str(token.attrs.get("href", "")))
            elif kind == "link_close":
                yield self._add("unlink", "")
            elif token.tag in _TAGS:
                yield self._add("tag", "", f"<{'/' if token.nesting < 0 else ''}{token.tag}>")

    def _raw(self, content: str) -> Iterator[_Piece]:
        """Raw HTML: its tags and comments, and the text between them, all to be shown as they are."""
        at = 0
        while at < len(content):
            comment = content.startswith("<!--", at)
            if content[at] == "<":
                end = content.find("-->" if comment else ">", at)
                end = len(content) if end < 0 else end + (3 if comment else 1)
                yield self._add("raw", "", content[at:end])
            else:
                end = content.find("<", at)
                end = len(content) if end < 0 else end
                yield self._add("text", content[at:end])
            at = end


def _levels(blocks: Sequence[_Block]) -> dict[int, int]:
    """The level on the page of each heading, by its index: from 3 on, and never skipping one."""
    heads = [(n, int(b.token.tag[1:])) for n, b in enumerate(blocks) if b.token.type.startswith("heading_")]
    top = min((level for _, level in heads), default=1)
    levels, last = {}, 2
    for index, level in heads:
        if blocks[index].token.nesting > 0:
            last = min(3 + level - top, last + 1, 6)
        levels[index] = last
    return levels


@dataclass(slots=True)
class _Writer:
    """Writes blocks out; what follows a sentence waits until no link is open, for links don't nest."""

    ink: Ink
    levels: Mapping[int, int]
    out: list[str] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    links: list[bool] = field(default_factory=list)  # whether each open link was written as one

    def write(self, blocks: Sequence[_Block]) -> str:
        for index, block in enumerate(blocks):
            token = block.token
            if block.text is not None:
                self.inside(block, raw=token.type == "html_block")
            elif token.type in ("fence", "code_block"):
                self.out.append(f'<pre tabindex="0"><code>{escape.html(token.content)}</code></pre>\n')
            elif token.type == "hr":
                self.out.append("<hr>\n")
            elif index in self.levels:
                self.out.append(f"<{'/' if token.nesting < 0 else ''}h{self.levels[index]}>")
            elif token.tag in _TAGS and not token.hidden:
                self.out.append(self.tag(token))
        return "".join(self.out)

    def tag(self, token: Token) -> str:
        if token.nesting < 0:
            return f"</{token.tag}></div>\n" if token.tag == "table" else f"</{token.tag}>\n"
        start = token.attrs.get("start")
        if token.tag == "ol" and isinstance(start, int):
            return f'<ol start="{start}">'
        return '<div class="wide" tabindex="0"><table>' if token.tag == "table" else f"<{token.tag}>"

    def inside(self, block: _Block, *, raw: bool) -> None:
        assert block.text is not None
        if raw:
            self.out.append('<div class="rawblock">')
        for piece in block.pieces:
            self.piece(block.text, piece)
        self.links.clear()
        self.flush()
        if raw:
            self.out.append("</div>\n")

    def piece(self, text: Text, piece: _Piece) -> None:
        if piece.kind == "text":
            self.text(text, piece.start, piece.end)
        elif piece.kind == "code":
            self.out.append("<code>")
            self.text(text, piece.start, piece.end)
            self.out.append("</code>")
        elif piece.kind == "image":
            self.image(text, piece)
        elif piece.kind == "raw":
            self.out.append(f'<code class="raw">{escape.html(piece.value)}</code>')
        elif piece.kind == "hardbreak":
            self.out.append("<br>\n")
        elif piece.kind == "softbreak":
            self.text(text, piece.start, piece.end)
        elif piece.kind == "link":
            self.link(piece.value)
        elif piece.kind == "unlink":
            if self.links and self.links.pop():
                self.out.append("</a>")
            self.flush()
        else:
            self.out.append(piece.value)

    def link(self, url: str) -> None:
        target = escape.link(url)
        opened = bool(target) and True not in self.links
        if opened:
            self.out.append(f'<a href="{target}" rel="noopener noreferrer">')
        elif not target:
            self.out.append(f'<span class="nolink">[{escape.html(url)}]</span> ')
        self.links.append(opened)

    def image(self, text: Text, piece: _Piece) -> None:
        source = escape.picture(piece.value)
        if source:
            alt = escape.html(text.text[piece.start : piece.end])
            self.out.append(f'<img src="{source}" alt="{alt}">')
        self.out.append('<span class="picture"><span class="what">Picture</span> ')
        self.text(text, piece.start, piece.end)
        if not source:
            self.out.append(f' <span class="source">{escape.html(piece.value)}</span>')
        self.out.append("</span>")

    def text(self, text: Text, start: int, end: int) -> None:
        """Write a stretch of text, cut where sentences and points begin and end."""
        spans, at = text.spans, start
        index = _first_after(spans, start)
        while at < end:
            if index == len(spans) or spans[index].start >= end:
                self.out.append(escape.html(text.text[at:end]))
                break
            span = spans[index]
            if at < span.start:
                self.out.append(escape.html(text.text[at : span.start]))
                at = span.start
            stop = min(span.end, end)
            self.out.append(self.ink.sentence(
                Span(at, stop, span.row, span.point, span.first and at == span.start, span.last, span.closes),
                escape.html(text.text[at:stop])))  # fmt: skip
            at = stop
            if stop == span.end:
                index += 1
                if span.closes:
                    self.waiting.append(self.ink.after_point(span.point))
                if span.last:
                    self.waiting.append(self.ink.after(span.row))
                self.flush()

    def flush(self) -> None:
        """Write what waits, unless a link is open."""
        if True not in self.links:
            self.out += self.waiting
            self.waiting.clear()


def _first_after(spans: Sequence[Span], offset: int) -> int:
    """The index of the first span that ends after `offset`."""
    return bisect_right(spans, offset, key=lambda span: span.end)
