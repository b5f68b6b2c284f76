"""A saved web page to Markdown rows, every piece of text under its own line."""

from __future__ import annotations

import re
from html import unescape

from drafter.notes import tags
from drafter.notes.decode import Row
from drafter.patterns import pattern

_SPEAKER = pattern(r"(?:^|\s)(?:name|speaker|nick|nickname)(?:\s|$)")
_FURNITURE = pattern(r"\b(?:logo|icon|avatar|badge|banner)\b", re.I)  # of the page, not of the event
_HIDDEN = pattern(r"display\s*:\s*none", re.I)


class _Writer:
    """Takes tags and text in, gives Markdown rows out; every piece of text keeps its own line."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.title = ""
        self._pieces: list[Row] = []
        self._prefix = ""
        self._lists: list[str] = []
        self._link: tuple[int, str] | None = None
        self._cells: list[str] | None = None  # of the table row that is open
        self._cell_from = 0
        self._row_at = 1
        self._close_mark = ""  # what the next </span> writes
        self._in_title = self._in_pre = self._term = False

    def text(self, number: int, text: str) -> int:
        """Add text that starts on line `number`; return the number of lines it spans."""
        lines = text.split("\n")
        for step, line in enumerate(lines):
            if self._in_title:
                self.title += line + " "
            elif self._in_pre or line:
                self._pieces.append((number + step, line))
        return len(lines) - 1

    def open(self, number: int, tag: str, attributes: dict[str, str]) -> None:
        if tag == "title":
            self._in_title = True
        elif tag in ("td", "th"):
            self._cell(number)
        elif tag == "tr":
            self._flush(number)
            self._cells, self._cell_from, self._row_at = [], 0, number
        elif self._cells is not None and tag not in ("a", "img", "table") and tag not in tags.MARKS:
            self._pieces.append((number, " "))
        elif tag == "a":
            self._link = (len(self._pieces), attributes.get("href", "").strip())
        elif tag == "img":
            self._image(number, attributes)
        elif tag == "br":
            self._pieces.append((number, "\n"))
        elif tag in tags.MARKS:
            self._pieces.append((number, tags.MARKS[tag]))
        elif tag == "cite" or _SPEAKER.search(attributes.get("class", "")):
            self._pieces.append((number, "**"))
            self._close_mark = tag
        else:
            self._block(number, tag)

    def _block(self, number: int, tag: str) -> None:
        if tag in ("ul", "ol"):
            self._flush(number)
            self._lists.append(tag)
        elif tag == "li":
            self._flush(number)
            mark = "1. " if self._lists[-1:] == ["ol"] else "- "
            self._prefix = "  " * min(max(len(self._lists) - 1, 0), 20) + mark
        elif tag == "dd":
            if self._term:
                self._pieces.append((number, ": "))
            self._term = False
        elif tag == "dt":
            self._flush(number, gap=True)
            self._term = True
        elif re.fullmatch(r"h[1-6]", tag):
            self._flush(number, gap=True)
            self._prefix = "#" * int(tag[1]) + " "
        elif tag == "blockquote":
            self._flush(number, gap=True)
            self._prefix = "> "
        elif tag in tags.BLOCKS:
            self._flush(number, gap=not self._lists)
            if tag == "table":
                self._cells = None
            elif tag == "pre":
                self._in_pre = True

    def close(self, number: int, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in ("td", "th"):
            self._cell(number)
        elif tag == "tr":
            self._end_row(number)
        elif tag == "a" and self._link is not None:
            self._end_link(number)
        elif tag in tags.MARKS:
            if self._pieces and self._pieces[-1][1] == tags.MARKS[tag]:
                self._pieces.pop()  # nothing between
            else:
                self._pieces.append((number, tags.MARKS[tag]))
        elif tag == self._close_mark:
            self._pieces.append((number, "**"))
            self._close_mark = ""
        elif tag in ("ul", "ol"):
            self._flush(number)
            if self._lists:
                self._lists.pop()
        elif tag in ("li", "dd", "blockquote") or (tag in tags.BLOCKS or re.fullmatch(r"h[1-6]", tag)):
            if self._cells is None:
                self._flush(number, gap=tag not in ("li", "dd") and not self._lists)
            self._in_pre = self._in_pre and tag != "pre"

    def _image(self, number: int, attributes: dict[str, str]) -> None:
        source = tags.target(attributes.get("src", ""))
        furniture = _FURNITURE.search(attributes.get("alt", ""))
        if source and not source.startswith("data:") and not furniture:
            alt = " ".join(attributes.get("alt", "").split()).replace("[", "(").replace("]", ")")
            self._pieces.append((number, f"![{alt}]({source})"))

    def _end_link(self, number: int) -> None:
        start, href = self._link or (0, "")
        self._link = None
        shown = "".join(text for _, text in self._pieces[start:]).strip()
        if not shown or not href or href.startswith(tags.NO_LINK) or unescape(shown) == href:
            return
        line, text = self._pieces[start]
        self._pieces[start] = (line, text[: len(text) - len(text.lstrip())] + "[" + text.lstrip())
        self._pieces.append((number, f"]({tags.target(href)})"))

    def _cell(self, number: int) -> None:
        if self._cells is not None:
            text = "".join(piece for _, piece in self._pieces[self._cell_from :]).replace("|", "/")
            if text.strip() or self._cell_from:
                self._cells.append(" ".join(unescape(text).split()))
            self._pieces = [(number, "")]
            self._cell_from = 1

    def _end_row(self, number: int) -> None:
        if self._cells is not None:
            self._cell(number)
            cells = [cell for i, cell in enumerate(self._cells) if cell or i % 2 == 0]
            if any(cells):
                self.rows.append((self._row_at, "| " + " | ".join(cells) + " |"))
        self._cells, self._pieces = None, []

    def _flush(self, number: int, *, gap: bool = False) -> None:
        """End the block: one row for each line it takes in the file, the first one with the prefix."""
        lines: dict[int, list[str]] = {}
        whole = self._prefix.startswith("#")
        for line, text in self._pieces:
            lines.setdefault(next(iter(lines), line) if whole else line, []).append(text)
        prefix, indent = self._prefix, " " * len(self._prefix) if self._prefix[:1] in (" ", "-", "1") else ""
        for line, texts in lines.items():
            joined = unescape("".join(texts)).replace("****", "").replace("\xa0", " ")
            for text in joined.split("\n"):
                if clean := " ".join(text.split()):
                    self.rows.append((line, prefix + clean))
                    prefix = indent
        if (lines and prefix != self._prefix) or not indent:
            self._prefix = ""
        self._pieces, self._link = [], None
        self._term = False
        if gap and self.rows and self.rows[-1][1]:
            self.rows.append((number, ""))

    def finish(self, number: int) -> list[Row]:
        self._flush(number)
        return self.rows


def read(rows: list[Row]) -> list[Row]:
    """Turn the rows of an HTML page into rows of Markdown under the same numbers."""
    writer = _Writer()
    at = position = 0  # index into rows, and the offset up to which newlines are counted
    text = "\n".join(line for _, line in rows)
    hidden, depth = "", 0
    for kind, offset, value, attributes in tags.cut(text):
        at += text.count("\n", position, offset)
        position = offset
        number = rows[min(at, len(rows) - 1)][0] if rows else 1
        if hidden:
            if value == hidden and kind != "text":
                depth += 1 if kind == "open" else -1
                hidden = hidden if depth else ""
        elif kind == "text":
            writer.text(number, value)
        elif kind == "close":
            writer.close(number, value)
        elif value in tags.DROPPED or "hidden" in attributes or _HIDDEN.search(attributes.get("style", "")):
            hidden, depth = ("", 0) if value in ("img", "br", "input", "hr") else (value, 1)
        else:
            writer.open(number, value, attributes)
    last = rows[-1][0] if rows else 1
    found = [(min(number, last), line) for number, line in writer.finish(last)]
    title = " ".join(unescape(writer.title).split())
    if title and not any(line.startswith("#") for _, line in found):
        found.insert(0, (rows[0][0], f"# {title}"))
    return found
