"""A scanner of lines: the blocks of a Markdown body that are text, with the place of each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from drafter.patterns import pattern
from drafter.sentences.ends import is_month
from drafter.sentences.inline import label

Kind = Literal["prose", "heading", "item", "cell"]

_LINE = pattern(r"\r\n|\n|\r")
_STARTS = frozenset("`~<=-*_#+•0123456789")  # what a line can start with that isn't plain text
_QUOTE_MARK = pattern(r"[ \t]*(?:>[ \t]?)+")
_FENCE = pattern(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = pattern(r" {0,3}#{1,6}(?:[ \t]+|$)")
_SETEXT = pattern(r" {0,3}(?:=+|-+)[ \t]*$")
_RULER = pattern(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MARKER = pattern(r"[ \t]*(?:[-*+•]|(\d{1,9})[.)])(?:[ \t]+|$)")
_BOX = pattern(r"\[[ xX]\][ \t]+")
_DEFINITION = pattern(r" {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)")
_FOOTNOTE = pattern(r" {0,3}\[\^[^\[\]\s]+\]:[ \t]*")
_OPAQUE = pattern(r"[ \t]*<(script|style|pre|textarea|template)\b", re.IGNORECASE)
_CELL = pattern(r"(?:\\.|[^|\\])+")


class Block:
    """One unit of Markdown: its raw lines with the place where each starts in the file."""

    def __init__(self, kind: Kind, *lines: tuple[int, int, str]) -> None:
        self.kind = kind
        self.lines = list(lines)


class Scanner:
    """Goes through the lines once and hands out blocks; keeps what CommonMark's containers need."""

    def __init__(self, body: str, first: int, references: dict[str, str]) -> None:
        self.lines = _LINE.split(body)
        self.first = first
        closing = [index for index, line in enumerate(self.lines) if "-->" in line] if "<!--" in body else []
        self.last_comment = first + closing[-1] if closing else 0
        self.references = references
        self.open: Block | None = None
        self.fence = ""  # the mark that closes the code we are in
        self.until = ""  # the text that ends the comment or opaque element we are in
        self.indent = 0  # where the text of the list item we are in starts; 0 outside lists
        self.quoted = False
        self.table = False

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks in order; headings, items and cells each stand alone."""
        for index, line in enumerate(self.lines):
            yield from self._line(index, line)
        yield from self._flush()

    def _flush(self) -> Iterator[Block]:
        if self.open is not None:
            yield self.open
        self.open = None

    def _line(self, index: int, line: str) -> Iterator[Block]:
        if self.until:
            end = re.search(self.until, line, re.IGNORECASE)
            if not end:
                return
            self.until = ""
            line = " " * end.end() + line[end.end() :]
        quote = _QUOTE_MARK.match(line)
        at = quote.end() if quote else 0
        text = line[at:]
        if self.fence and self._in_code(text, bool(quote)):
            return
        if not text.strip():
            self.table = False
            yield from self._flush()
            return
        if bool(quote) != self.quoted and (quote or self.open is None):
            yield from self._flush()
            self.indent = 0
        self.quoted = bool(quote)
        yield from self._start(index, text, at)

    def _in_code(self, text: str, quoted: bool) -> bool:
        """Tell whether this line still belongs to a fence; leaves the fence when it is closed."""
        bare = text.strip()
        if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
            self.fence = ""
            return True
        left = self.quoted and not quoted
        outdented = bool(bare) and self.indent > 0 and len(text) - len(text.lstrip()) < min(self.indent, 2)
        if left or outdented:
            self.fence = ""
            return False
        return True

    def _start(self, index: int, text: str, at: int) -> Iterator[Block]:
        """Decide what a line that isn't blank, code or comment is."""
        number = self.first + index
        width = len(text) - len(text.lstrip(" \t"))
        if self.open is None and not width:
            marker = _MARKER.match(text)
            self.indent = self.indent if marker and not self._reads_as_text(marker, text) else 0
        if self.open is None and text[:width].expandtabs(4).count(" ") >= self.indent + 4 and not self.table:
            marker = _MARKER.match(text) if self.indent else None
            if marker is None:
                return  # indented code
        if text[width] not in _STARTS:  # most lines
            yield from self._block_of_text(index, text, at)
            return
        if fence := _FENCE.match(text):
            self.fence = fence[1]
            yield from self._flush()
            return
        if opaque := _OPAQUE.match(text):
            yield from self._flush()
            end = f"</{opaque[1].lower()}>"
            self.until = "" if end in text.lower() else end
            return
        if self.open is not None and self.open.kind == "prose" and _SETEXT.match(text):
            self.open.kind = "heading"
            yield from self._flush()
            return
        if _RULER.match(text):
            yield from self._flush()
            return
        if heading := _HEADING.match(text):
            yield from self._flush()
            title = re.sub(r"(?<=[ \t])#+$", "", text[heading.end() :].rstrip()).rstrip()
            yield Block("heading", (number, at + heading.end() + 1, title))
            return
        yield from self._block_of_text(index, text, at)

    def _block_of_text(self, index: int, text: str, at: int) -> Iterator[Block]:
        number = self.first + index
        if self.table or self._opens_table(index, text):
            yield from self._flush()
            yield from self._row(number, text, at)
        else:
            yield from self._text(number, text, at)

    def _opens_table(self, index: int, text: str) -> bool:
        if "|" not in text or index + 1 == len(self.lines):
            return False
        below = self.lines[index + 1].strip("> \t")
        self.table = "-" in below and "|" in below and not below.strip("|:- \t")
        return self.table

    def _row(self, number: int, text: str, at: int) -> Iterator[Block]:
        if not text.strip("|:- \t"):
            return
        for cell in _CELL.finditer(text):
            if bare := cell[0].strip():
                start = cell.start() + cell[0].index(bare)
                yield Block("cell", (number, at + start + 1, bare))

    def _text(self, number: int, text: str, at: int) -> Iterator[Block]:
        """Add a line of a paragraph or a list item to the open block, or open one."""
        start = 0
        kind: Kind = "item" if self.indent else "prose"
        while (marker := _MARKER.match(text, start)) and not self._reads_as_text(marker, text):
            yield from self._flush()
            start, kind = marker.end(), "item"
            self.indent = max(marker.end(), 1)
        if kind == "item" and start and (box := _BOX.match(text, start)):
            start = box.end()
        if self.open is None:
            if definition := _DEFINITION.match(text, start):
                self.references.setdefault(label(definition[1]), definition[2])
                return
            if footnote := _FOOTNOTE.match(text, start):
                start = footnote.end()
            self.open = Block(kind)
        start += len(text[start:]) - len(text[start:].lstrip())
        comment = text.find("<!--", start)
        if comment >= 0 and "-->" not in text[comment:]:
            self.until = "-->" if number < self.last_comment else ""
            text = text[:comment] if self.until else text
        self.open.lines.append((number, at + start + 1, text[start:]))

    def _reads_as_text(self, marker: re.Match[str], text: str) -> bool:
        """Tell whether what looks like a list's number is a date, or cannot interrupt a paragraph."""
        if marker[1] is None:
            return self.open is not None and marker.end() == len(text)
        word = re.match(r"\w+", text[marker.end() :])
        if len(marker[1]) <= 2 and word and is_month(word[0]):
            return True
        return self.open is not None and self.open.kind == "prose" and marker[1] != "1"
