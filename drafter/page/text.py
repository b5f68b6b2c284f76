"""The review for a terminal: at most 80 columns, signs and words before colours."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from drafter.page import state
from drafter.page.points import KINDS, SIGNS, Point, Row, points, rows
from drafter.page.value import Review

WIDTH = 80
_COLOURS = {"title": "1", "good": "32", "partly": "33", "unsupported": "31", "gap": "31", "error": "1;31",
            "warning": "33", "quiet": "2", "command": "36"}  # fmt: skip
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def render(review: Review, colour: bool = False) -> str:
    """Return the review as text without a final newline; `colour` adds ANSI colours for a terminal.

    No line is wider than 80 columns, but for a command, a path or another single word that is longer.
    """
    some = rows(review)
    found = points(review, some)
    return "\n".join(_Writer(colour).review(review, some, found))


def columns(text: str) -> int:
    """How many columns of a terminal `text` takes: two for wide characters, none for marks on others."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.combining(char) > 0 for char in text)


def wrap(text: str, first: str = "", rest: str = "", width: int = WIDTH) -> Iterator[str]:
    """Yield `text` as lines of at most `width` columns, the first after `first`, the others after `rest`.

    Words that are too long are cut: a hostile note must not push anything out of sight.
    """
    line = _UNSAFE.sub(" ", first)
    used, indent = columns(line), columns(rest)
    fresh = True
    for word in _UNSAFE.sub(" ", text).split():
        size = columns(word)
        if not fresh and used + 1 + size > width:
            yield line
            line, used, fresh = rest, indent, True
        while used + (not fresh) + size > width:
            cut = _fitting(word, width - used - (not fresh))
            yield line + ("" if fresh else " ") + word[:cut]
            word = word[cut:]
            size = columns(word)
            line, used, fresh = rest, indent, True
        line += word if fresh else f" {word}"
        used += size + (not fresh)
        fresh = False
    yield line.rstrip()


def _fitting(word: str, room: int) -> int:
    """How many characters of `word` fit into `room` columns, at least one."""
    used = 0
    for index, char in enumerate(word):
        used += columns(char)
        if used > room:
            return max(index, 1)
    return len(word)


class _Writer:
    """Writes the parts one after another; knows only whether there is colour."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def paint(self, text: str, style: str) -> str:
        code = _COLOURS.get(style, "") if self.colour and text else ""
        return f"\x1b[{code}m{text}\x1b[0m" if code else text

    def painted(self, lines: Iterator[str], style: str) -> Iterator[str]:
        yield from (self.paint(line, style) for line in lines)

    def review(self, review: Review, some: tuple[Row, ...], found: tuple[Point, ...]) -> Iterator[str]:
        yield from self.painted(wrap(state.title(review)), "title")
        yield from self.painted(wrap(review.draft.path), "quiet")
        yield ""
        for name, text, good in state.summary(review, some, found):
            sign = "+" if good else "o"
            yield from self.head(f"{sign} {name:<11} ", text, "good" if good else "warning")
        yield from self.head("  Human share ", state.share(review), "")
        yield from self.section("The post")
        for row in some:
            yield from self.sentence(row)
        open_points = [point for point in found if point.kind != "omission"]
        yield from self.section(f"To check: {sum(point.accepted is None for point in open_points)}")
        if not open_points:
            yield from wrap(state.nothing(review), "  ", "  ")
        for number, point in enumerate(open_points, 1):
            yield from self.point(number, point)
        left_out = [point for point in found if point.kind == "omission"]
        if left_out:
            yield from self.section(f"In the notes and not in the post: {len(left_out)}")
            for point in left_out:
                yield from wrap(point.text, f"  notes {_line(point.lines[0]):>4}  ", " " * 14)
        yield from self.section("How it was made")
        for name, text in review.provenance or (("", "the draft doesn't say"),):
            yield from wrap(text, f"  {name + ': ' if name else ''}", "    ")
        yield from self.section("What to do next")
        for number, step in enumerate(review.steps, 1):
            yield from wrap(step.text, f"  {number}. ", "     ")
            if step.command:
                yield "     " + self.paint(_UNSAFE.sub(" ", step.command), "command")
        yield ""
        yield from self.painted(wrap(state.LIMITS), "quiet")

    def head(self, label: str, text: str, style: str) -> Iterator[str]:
        first, *rest = wrap(text, label, " " * len(label))
        yield self.paint(first[: len(label)], style) + first[len(label) :]
        yield from rest

    def section(self, name: str) -> Iterator[str]:
        yield ""
        yield self.paint(name, "title")
        yield ""

    def sentence(self, row: Row) -> Iterator[str]:
        """A sentence: its line, its sign and word, its text, and the lines of the notes."""
        sign, word = SIGNS[row.standing]
        label = f"{row.sentence.line:>5} {sign} {word:<14} "
        used = sorted({support.line for support in row.support})
        tail = f" [notes {', '.join(map(_line, used))}]" if used else ""
        tail += " [by a person]" if row.by_person else ""
        first, *rest = wrap(row.sentence.text + tail, label, " " * len(label))
        style = {"supported": "good", "skipped": "quiet", "unknown": "quiet"}.get(row.standing, row.standing)
        yield self.paint(label, style) + first[len(label) :]
        yield from rest

    def point(self, number: int, point: Point) -> Iterator[str]:
        """A point: what kind, which words, why, and the nearest that the notes have."""
        code = f" {point.code}" if point.code else ""
        done = " (accepted)" if point.accepted else ""
        words = point.text if point.kind == "rule" else f"“{point.text}”"
        label = f"{number:>4}. "
        head = wrap(f"{KINDS[point.kind]}{code}{done}, line {point.line}: {words}", label, " " * 6)
        yield from self.painted(head, "good" if point.accepted else point.severity)
        lines = f" [notes {', '.join(map(_line, point.lines))}]" if point.lines else ""
        near = f"; nearest: {point.nearest}" if point.nearest and point.nearest not in point.reason else ""
        yield from wrap(f"{point.reason}{near}{lines}", " " * 6, " " * 6)
        if point.accepted:
            yield from wrap(f"{point.accepted.who}: {point.accepted.reason}", " " * 6, " " * 6)


def _line(number: int) -> str:
    return str(number) if number else "head"
