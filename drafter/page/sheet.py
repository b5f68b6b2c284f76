"""What the parts of the HTML page share: numbered sentences and points, lines of the notes, and the ids of all."""

from __future__ import annotations

from drafter.page import points, state
from drafter.page.points import Point, Row
from drafter.page.value import Review

HEAD = "head"  # how the page calls the front matter of the notes, which has line 0


class Sheet:
    """One review, with everything that is looked up more than once worked out once."""

    def __init__(self, review: Review) -> None:
        self.review = review
        self.rows = points.rows(review)
        self.points = points.points(review, self.rows)
        self.lines = _note_lines(review)  # number and text; number 0 is a value of the front matter
        self._head = {text: f"n0-{index}" for index, (number, text) in enumerate(self.lines) if number == 0}
        self._known = {number for number, _ in self.lines}
        self.marked: dict[int, list[tuple[int, Point]]] = {}  # numbered points in each sentence, by its number
        for number, point in enumerate(self.points, 1):
            if point.row and point.end > point.start:
                self.marked.setdefault(point.row, []).append((number, point))
        self.evidence = {row.number: self._evidence(row) for row in self.rows}  # id and label, best line first
        self.uses: dict[str, list[int]] = {}  # sentences that use a line of the notes, by its id
        for row, lines in self.evidence.items():
            for line, _ in lines:
                self.uses.setdefault(line, []).append(row)

    def line_id(self, number: int, text: str = "") -> str:
        """The id of a line of the notes, of front matter by its text; "" when the page doesn't have it."""
        if number == 0:
            return self._head.get(text, next(iter(self._head.values()), ""))
        return f"n{number}" if number in self._known else ""

    def _evidence(self, row: Row) -> tuple[tuple[str, str], ...]:
        found = [(self.line_id(s.line, s.text), str(s.line) if s.line else HEAD) for s in row.support]
        return tuple(dict.fromkeys((line, label) for line, label in found if line))


def _note_lines(review: Review) -> list[tuple[int, str]]:
    if review.notes is None:
        return []
    head = [(0, text) for text in state.head_lines(review.notes)]
    return [*head, *((line.number, line.text) for line in review.notes.lines)]
