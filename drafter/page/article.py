"""The post on the HTML page: as readers will see it, with the standing of each sentence behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.page import escape, post
from drafter.page.escape import html
from drafter.page.located import Span
from drafter.page.points import KINDS, SIGNS, Row
from drafter.page.sheet import HEAD, Sheet

_LEGEND = """<p class="legend" lang="en">Numbers lead to lines of the notes.
<span class="s s-partly">Partly borne out</span>
<span class="s s-unsupported">Not borne out</span>
<mark class="c">Not in the notes</mark></p>
"""


class Article:
    """Draws the post, and knows afterwards which sentences and points have a place in it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.placed: set[int] = set()  # sentences
        self.drawn: set[int] = set()  # points
        self.html = self._draw()

    def _draw(self) -> str:
        review, rows = self.sheet.review, self.sheet.rows
        ink = post.Ink(self._sentence, self._after, self._after_point)
        head = "".join(self._head(ink))
        body = [row for row in rows if row.part == "body"]
        rendered, placed = post.render(review.draft, body, self.sheet.marked, ink)
        self.placed |= placed
        rest = [row for row in rows if row.number not in self.placed]
        language = escape.language(review.evidence.language if review.evidence else "en")
        return (
            f'<article id="post" aria-label="The post" lang="{language}">\n{_LEGEND}{head}{rendered}\n'
            f"{self._unplaced(rest) if rest else ''}</article>"
        )

    def _head(self, ink: post.Ink) -> Iterator[str]:
        """Title and description, which the site puts above the body."""
        for part, tag in (("title", "h2"), ("description", "p")):
            value = self.sheet.review.draft.meta.get(part)
            if isinstance(value, str) and value.strip():
                some = [row for row in self.sheet.rows if row.part == part]
                inner, placed = post.plain(value, some, self.sheet.marked, ink)
                self.placed |= placed
                yield f'<{tag} class="{part}">{inner}</{tag}>\n'
            elif part == "title":
                yield '<h2 class="title none" lang="en">No title</h2>\n'

    def _unplaced(self, rest: Sequence[Row]) -> str:
        items = "".join(
            f'<li><span class="s s-{row.standing}" id="s{row.number}"{self._lines(row)} data-i="{row.number}">'
            f"{html(row.sentence.text)}</span>{self._after(row)}</li>"
            for row in rest
        )  # fmt: skip
        title = "Sentences that could not be placed above"
        return f'<section class="rest"><h3 lang="en">{title}</h3><ul>{items}</ul></section>\n'

    def _lines(self, row: Row) -> str:
        lines = " ".join(line for line, _ in self.sheet.evidence[row.number])
        return f' data-n="{lines}"' if lines else ""

    def _sentence(self, span: Span, text: str) -> str:
        """A stretch of a sentence; its first one carries the sentence's id and its lines of the notes."""
        row = span.row
        first = f' id="s{row.number}"{self._lines(row)}' if span.first else ""
        if row.standing == "skipped" and not span.point:
            return f'<span{first} data-i="{row.number}">{text}</span>' if first else text
        marked = ""
        if span.point:
            marked = " marked"
            point = self.sheet.points[span.point - 1]
            own = f' id="c{span.point}"' if span.point not in self.drawn else ""
            self.drawn.add(span.point)
            text = f'<mark class="c c-{point.kind}{" done" if point.accepted else ""}"{own}>{text}</mark>'
        person = " person" if row.by_person else ""
        return f'<span class="s s-{row.standing}{marked}{person}"{first} data-i="{row.number}">{text}</span>'

    def _after_point(self, number: int) -> str:
        """The label behind marked words: what kind of point this is, as a link to the reason."""
        point = self.sheet.points[number - 1]
        label, done = KINDS[point.kind], ""
        told = "to be filled" if point.kind == "gap" else "see why"
        if point.accepted:
            label, told, done = "accepted", label, " done"
        return (
            f'<a class="k{done}" lang="en" href="#p{number}" data-i="{point.row}">{html(label)}'
            f'<span class="sr">: {html(told)}</span></a>'
        )

    def _after(self, row: Row) -> str:
        """What stands behind a sentence: its standing in words, and the lines of the notes as links."""
        if row.standing in ("skipped", "unknown"):
            return ""
        lines = {label: line for line, label in reversed(self.sheet.evidence[row.number])}
        links = ", ".join(
            f'<a href="#{lines[label]}" aria-label="notes, {"line " if label != HEAD else ""}{label}">{label}</a>'
            for label in sorted(lines, key=lambda label: 0 if label == HEAD else int(label))
        )
        word = SIGNS[row.standing][1]
        shown = f'<span class="sr">{word} </span>' if row.standing in ("supported", "gap") else f"{word} "
        person = '<span class="by">by a person </span>' if row.by_person else ""
        return f'<span class="r r-{row.standing}" lang="en" data-i="{row.number}">{person}{shown}{links}</span>'
