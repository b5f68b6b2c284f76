"""Where the sentences of a draft are in rendered Markdown: found by line and text, whatever the markup between."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from drafter.page.points import Point, Row

_UNREAD = re.compile(r"\{\{[^{}\n]*+\}\}|\{%[^%\n]*+%\}|\[\^[^\[\]\s]{1,40}\]")  # not part of sentences
_WORD = re.compile(r"[^\s\0\ufffd]+")
_TRIES = 40  # texts of one line that are looked at for a sentence: cells of a table
_WINDOW = 2_000  # characters between two sentences of one text, at most


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that belongs to one sentence, and perhaps to one of its points."""

    start: int
    end: int
    row: Row
    point: int = 0  # number of the point, from 1; 0: none
    first: bool = False  # the first stretch of its sentence
    last: bool = False  # the last stretch of its sentence
    closes: bool = False  # the last stretch of its point


@dataclass(slots=True)
class Text:
    """What a reader reads of one block, as one string, with the lines of the file that it is on."""

    first: int
    last: int
    text: str
    spans: list[Span] = field(default_factory=list)
    squeezed: str = ""
    origin: Sequence[int] = ()  # offset in `text` of each character of `squeezed`
    at: int = 0  # in `squeezed`: up to here sentences were found

    def squeeze(self) -> None:
        """Prepare for searching: without white space and what sentences don't have."""
        unread = [match.span() for match in _UNREAD.finditer(self.text)]
        origin: list[int] = []
        start = 0
        for left, right in (*unread, (len(self.text), len(self.text))):
            origin += _letters(self.text, start, left)
            start = right
        self.origin = origin
        self.squeezed = "".join(self.text[at] for at in origin)


def locate(texts: Sequence[Text], rows: Iterable[Row], points: Mapping[int, Sequence[tuple[int, Point]]]) -> set[int]:
    """Give every text its spans and return the numbers of the sentences that were found.

    `points` has, by number of the sentence, the numbered points in it. A sentence that isn't found is left out.
    """
    by_line: dict[int, list[Text]] = {}
    for text in texts:
        text.squeeze()
        for line in range(text.first, text.last + 1):
            by_line.setdefault(line, []).append(text)
    found = set()
    for row in rows:
        here = by_line.get(row.sentence.line, [])
        while len(here) > 1 and here[0].at >= len(here[0].squeezed):
            here.pop(0)
        wanted = "".join(_WORD.findall(row.sentence.text))
        for text in here[:_TRIES]:
            at = text.squeezed.find(wanted, text.at, text.at + len(wanted) + _WINDOW) if wanted else -1
            if at >= 0:
                text.at = at + len(wanted)
                text.spans += _spans(text, at, row, points.get(row.number, ()))
                found.add(row.number)
                break
    return found


def _letters(text: str, start: int, end: int) -> list[int]:
    """Where in a stretch of `text` the characters are that aren't white space."""
    return [at for word in _WORD.finditer(text, start, end) for at in range(*word.span())]


def _spans(text: Text, at: int, row: Row, points: Sequence[tuple[int, Point]]) -> Iterator[Span]:
    """Cut a sentence that starts at `at` of the squeezed text where its points begin and end."""
    keys = _letters(row.sentence.text, 0, len(row.sentence.text))  # squeezed -> sentence
    whole = len(keys)
    cuts: list[tuple[int, int, int]] = []
    done = 0
    for number, point in sorted(points, key=lambda item: (item[1].start, -item[1].end)):
        start, end = (bisect_left(keys, offset) for offset in (point.start, point.end))
        if point.end > point.start and start >= done and end > start:
            cuts += [(done, start, 0)] if start > done else []
            cuts.append((start, end, number))
            done = end
    cuts += [(done, whole, 0)] if done < whole else []
    left = stop = text.origin[at] if cuts else 0
    for index, (start, end, number) in enumerate(cuts):
        last = index == len(cuts) - 1
        left = text.origin[at + start] if number else stop
        stop = text.origin[at + end - 1] + 1 if last or number else text.origin[at + end]
        yield Span(left, stop, row, number, not index, last, bool(number))
