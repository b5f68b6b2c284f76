r"""Rows of Markdown to raw pieces: the structure alone, before anybody asks what a piece means.

Not a CommonMark parser: notes hold `##TAG` without a space, `1\)`, deep lists of two spaces and lines that
only make sense one by one. Indented text is never code.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from drafter import dates
from drafter.model import BlockKind
from drafter.notes.decode import Row
from drafter.patterns import pattern

_FENCE = pattern(r"(`{3,}|~{3,})\s*([\w+-]*)")
_ITEM = pattern(r"([-*+•‣◦–]|\d{1,3}\\?[.)]|[a-z][)]|\([a-z\d]{1,2}\))(?:\s+(.*)|$)")
_RULE = pattern(r"([-*_])(?:\s*\1){2,}")
_SETEXT = pattern(r"(?:={3,}|-{3,})")
_IMAGE = pattern(r"(?:!\[[^\[\]]*\]\([^()]*\)|\[!\[[^\[\]]*\]\([^()]*\)\]\([^()]*\))")
_CAPTION = pattern(r"([*_])([^*_].*[^*_])\1|((?:figure|fig\.|photo|foto|abb\.|abbildung|obr\.)\W.*)", re.I)
_REFERENCE = pattern(r"\[[^\[\]]{1,200}\]:\s*<?\S+")
_DELIMITER = pattern(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_REACTION = pattern(r"[^\w\s@<\[(\"'`*-][^\w@<\[(\"'`*]*(?:@[\w.-]+[,\s]*)+")
_DAY = pattern(r"\d{1,2}\.\s?(?:([^\W\d_]+)|\d{1,2}\.\s?(?:\d{4}|\d\d)?\b)")
_ATTRIBUTES = pattern(r"\s*\{[:#.][^{}]*\}")
_DOTS = pattern(r"(?:\.{3}|…)\s*")
_NICK = pattern(r"[\w.|`^\[\]{}@-]{1,30}:\s+\S")


class Piece:
    """A piece of notes with the rows it stands on; `kind` "rule" is a line across the page."""

    __slots__ = ("checked", "gap", "item", "kind", "label", "level", "rows", "tail")

    def __init__(self, kind: BlockKind | str, rows: list[Row], *, gap: bool = False) -> None:
        self.kind, self.rows, self.level, self.label = kind, rows, 0, ""
        self.item, self.gap = False, gap  # a list's; an empty line before it
        self.checked = ""  # "x" or " " for a check box
        self.tail: list[Row] = []

    @property
    def text(self) -> str:
        """The rows joined: by a space, or by a line break where lines count."""
        if self.kind in ("code", "table"):
            return "\n".join(text for _, text in self.rows)
        return " ".join(" ".join(text for _, text in self.rows).split())


def _is_date(text: str) -> bool:
    """Whether a line starts with a day ("7. Juni 2023") and not with an item's number."""
    found = _DAY.match(text)
    return found is not None and (found[1] is None or dates.is_month(found[1]))


class _Gatherer:
    def __init__(self, begins: Callable[[str, str], bool]) -> None:
        self.pieces: list[Piece] = []
        self._begins = begins
        self._indents: list[int] = []
        self._open = False  # whether the next plain line belongs to the last piece
        self._gap = True
        self._fence = ""
        self._dots = False  # whether the last piece went on in a line that begins with dots

    def add(self, number: int, raw: str) -> None:
        text = raw.strip()
        if text[-1:] == "\\" and not self._fence:  # a hard break
            text = text.rstrip("\\ ")
        if self._fence:
            self._in_fence(number, raw, text)
        elif text[:1] == "{" and _ATTRIBUTES.fullmatch(text):  # for a site's generator
            return
        elif not text:
            self._open, self._gap = False, True
        elif not self._block(number, raw, text):
            self._plain(number, text, raw[0] in " \t")

    def _new(self, kind: str, number: int, text: str, *, keep_open: bool = False, **more: object) -> Piece:
        piece = Piece(kind, [(number, text)], gap=self._gap)
        for name, value in more.items():
            setattr(piece, name, value)
        self.pieces.append(piece)
        self._open, self._gap, self._dots = keep_open, False, False
        return piece

    def _last(self, *kinds: str) -> Piece | None:
        """The last piece, when it is one of `kinds` and no empty line has come since."""
        piece = self.pieces[-1] if self.pieces else None
        return piece if piece and piece.kind in kinds and not self._gap else None

    def _in_fence(self, number: int, raw: str, text: str) -> None:
        if text.startswith(self._fence) and not text.strip(self._fence[0]):
            self._fence = ""
            self.pieces[-1].tail.append((number, ""))
        else:
            self.pieces[-1].rows.append((number, raw))

    def _block(self, number: int, raw: str, text: str) -> bool:
        """Take a line that shows by its first character what it is."""
        first = text[0]
        if first in "`~" and (fence := _FENCE.match(text)) and "`" not in text[len(fence[1]) :]:
            piece = self._new("code", number, "", label=fence[2])
            piece.tail, piece.rows = [(number, "")], []
            self._fence = fence[1]
            return True
        if first == "#" and self._heading(number, text):
            return True
        if first in "=-*_" and self._line_across(number, text):
            return True
        if first == "|" or self._in_table(text):
            self._row(number, text)
            return True
        if first == ">" and not text.startswith(">>"):
            self._quote(number, text.lstrip("> \t"))
            return True
        if (item := _ITEM.match(text)) and (item[2] or first in "-*+") and not _is_date(text):
            self._item(number, raw, item[2] or "")
            return True
        return first in "![" and self._image_or_reference(number, text)

    def _heading(self, number: int, text: str) -> bool:
        title = text.lstrip("#")
        level = len(text) - len(title)
        if level > 6 or (level == 1 and title[:1] not in (" ", "\t", "")):  # a hashtag
            return False
        stripped = title.strip()
        closed = stripped.rstrip("#")
        title = closed.rstrip() if closed != stripped and closed[-1:] in ("", " ") else stripped
        self._indents.clear()
        if title.endswith("}") and (mark := title.rfind("{")) > 0 and _ATTRIBUTES.fullmatch(title, mark):
            title = title[:mark].rstrip()
        if title:
            self._new("heading", number, title, level=level)
        self._gap = True
        return True

    def _line_across(self, number: int, text: str) -> bool:
        above = self._last("paragraph") if self._open else None
        if above and len(above.rows) == 1 and _SETEXT.fullmatch(text) and len(above.text) <= 150:
            above.kind, above.level = "heading", 1 if text[0] == "=" else 2
            above.tail.append((number, ""))
            self._open, self._gap = False, True
            self._indents.clear()
            return True
        if not _RULE.fullmatch(text) and not (text[0] == "=" and _SETEXT.fullmatch(text)):
            return False
        self._indents.clear()
        self._new("rule", number, "")
        self._gap = True
        return True

    def _in_table(self, text: str) -> bool:
        """A row without outer pipes: after a table's row, or the line of dashes under the first one."""
        if "|" not in text:
            return False
        if self._last("table"):
            return True
        above = self._last("paragraph")
        if above and len(above.rows) == 1 and "|" in above.text and _DELIMITER.fullmatch(text):
            above.kind = "table"
            return True
        return False

    def _row(self, number: int, text: str) -> None:
        if table := self._last("table"):
            table.rows.append((number, text))
        else:
            self._new("table", number, text)

    def _quote(self, number: int, text: str) -> None:
        quote = self._last("quote")
        if quote and text and self._open and not self._begins(text, quote.rows[0][1]):
            quote.rows.append((number, text))
        elif text:
            self._new("quote", number, text, keep_open=True)
        else:
            self._open = False

    def _item(self, number: int, raw: str, text: str) -> None:
        expanded = raw.expandtabs(4)
        indent = len(expanded) - len(expanded.lstrip())
        if _REACTION.fullmatch(text):
            return
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if not self._indents or indent > self._indents[-1] + 1:
            self._indents.append(indent)
        inner = _ITEM.match(text)
        if inner and inner[2] and not inner[1].startswith("+") and not _is_date(text):  # "- 1. text"
            text = inner[2]
        self._new("item", number, text, keep_open=True, level=len(self._indents) - 1, item=True)

    def _image_or_reference(self, number: int, text: str) -> bool:
        if _REFERENCE.match(text) and not self._begins(text, ""):
            self._open = False
            return True
        image = _IMAGE.match(text)
        if not image or (len(text) - image.end() > 0 and not text[image.end() :].isspace()):
            return False
        self._new("image", number, text, keep_open=True)
        return True

    def _plain(self, number: int, text: str, indented: bool) -> None:
        last = self.pieces[-1] if self.pieces else None
        if last and _DOTS.match(text) and text.strip(". …"):
            speaker = last if last.kind in ("paragraph", "item") else None
            if speaker:
                speaker.rows.append((number, _DOTS.sub("", text, count=1)))
                self._open, self._gap, self._dots = True, False, True
                return
        if last and last.kind == "image" and not self._gap:
            caption = _CAPTION.fullmatch(text)
            if caption and not last.label:
                last.label = caption[2] or caption[3]
                last.tail.append((number, ""))
                return
        elif last and self._open and not self._begins(text, last.rows[0][1]) and not self._answers(last, text):
            last.rows.append((number, text))
            return
        if not indented:
            self._indents.clear()
        self._new("paragraph", number, text, keep_open=True)

    def _answers(self, last: Piece, text: str) -> bool:
        """Whether a line is the next one's in a log: what was said before it trails off or went on with dots."""
        return bool(_NICK.match(text)) and (self._dots or last.rows[-1][1].endswith(("...", "…")))


def gather(rows: list[Row], begins: Callable[[str, str], bool]) -> list[Piece]:
    """Cut rows of Markdown into pieces; `begins(line, above)` says whether a plain line is one."""
    gatherer = _Gatherer(begins)
    for number, text in rows:
        gatherer.add(number, text)
    return gatherer.pieces
