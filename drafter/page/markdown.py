"""The review as Markdown, short and foldable: for a comment on a pull request or the summary of a CI step.

Everything quoted is plain text whatever it holds: no markup, no mention of a person, no link of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.page import escape, state
from drafter.page.points import KINDS, SIGNS, Point, Row, points, rows
from drafter.page.value import Review

SHOWN = 50  # points and omissions that are listed
SENTENCES = 400  # rows of the table
LARGEST = 60_000  # characters: GitHub refuses a comment above 65,536
_MARKS = re.compile(r"[\\`*_\[\]<>|#~!@&$^{}]|:(?=\S)|(?<=\w)\.(?=\w)|^[-+=](?= )|^\d+(?=[.)])")


def render(review: Review) -> str:
    """Return the review as Markdown, at most 60,000 characters; what doesn't fit is counted."""
    some = rows(review)
    found = points(review, some)
    head = "\n".join(_head(review, some, found))
    table = "\n".join(_sentences(some, LARGEST - len(head) - 1_000))
    return f"{head}\n{table}\n" if table else f"{head}\n"


def plain(text: str, most: int = 300) -> str:
    """`text` as plain text on one line, at most `most` characters of it."""
    one = " ".join(escape.clean(text).split())
    one = one if len(one) <= most else one[: most - 1].rstrip() + "…"
    return _MARKS.sub(lambda match: "".join(f"&#{ord(char)};" for char in match[0]), one)


def code(text: str) -> str:
    """`text` as a code span, whatever back-ticks it holds."""
    one = " ".join(escape.clean(text).split())
    fence = "`" * (max((len(run) for run in re.findall("`+", one)), default=0) + 1)
    pad = " " if one[:1] == "`" or one[-1:] == "`" else ""
    return f"{fence}{pad}{one}{pad}{fence}"


def _head(review: Review, some: tuple[Row, ...], found: tuple[Point, ...]) -> Iterator[str]:
    yield f"### Review: {plain(state.title(review))}"
    yield ""
    yield f"{code(review.draft.path)}"
    yield ""
    for name, text, good in state.summary(review, some, found):
        yield f"- {'✅' if good else '⚠️'} **{name}:** {plain(text)}"
    yield f"- **Human share:** {plain(state.share(review))}"
    open_points = [point for point in found if point.kind != "omission"]
    yield ""
    yield f"#### To check: {sum(point.accepted is None for point in open_points)}"
    yield ""
    if not open_points:
        yield plain(state.nothing(review))
    yield from (_point(point) for point in open_points[:SHOWN])
    yield from _more(open_points)
    left_out = [point for point in found if point.kind == "omission"]
    if left_out:
        listed = [f"- notes, {_line(point.lines[0])}: {plain(point.text)}" for point in left_out[:SHOWN]]
        yield from _folded(f"In the notes and not in the post: {len(left_out)}", [*listed, *_more(left_out)])
    if review.provenance:
        yield from _folded("How it was made", [f"- {plain(name)}: {plain(text)}" for name, text in review.provenance])
    if review.steps:
        yield ""
        yield "#### What to do next"
        yield ""
        for number, step in enumerate(review.steps, 1):
            yield f"{number}. {plain(step.text)}" + (f" {code(step.command)}" if step.command else "")
    yield ""
    yield f"<sub>{plain(state.LIMITS)}</sub>"


def _point(point: Point) -> str:
    rule = f" {point.code}" if point.code else ""
    words = f"**{plain(point.text)}**"
    lines = f" (notes, {', '.join(_line(line) for line in point.lines[:3])})" if point.lines else ""
    done = ""
    if point.accepted:
        done = f" Accepted by {plain(point.accepted.who)}: {plain(point.accepted.reason)}"
    reason = point.reason[:1].upper() + point.reason[1:]
    return f"- {KINDS[point.kind]}{rule}, line {point.line}: {words}<br>{plain(reason)}{lines}.{done}"


def _more(some: list[Point]) -> Iterator[str]:
    if len(some) > SHOWN:
        yield f"- and {len(some) - SHOWN} more"


def _sentences(some: tuple[Row, ...], room: int) -> Iterator[str]:
    """The sentences as a folded table, as far as there is room."""
    lines: list[str] = []
    left = 0
    for row in some:
        if row.standing in ("skipped", "unknown"):
            continue
        notes = ", ".join(_line(line) for line in sorted({support.line for support in row.support}))
        line = f"| {row.sentence.line} | {SIGNS[row.standing][1]} | {plain(row.sentence.text, 200)} | {notes} |"
        room -= len(line) + 1
        if room < 0 or len(lines) == SENTENCES:
            left += 1
        else:
            lines.append(line)
    if lines:
        more = [f"\n{left} more sentences in `drafter review`."] if left else []
        table = ["| line | standing | sentence | notes |", "| ---: | --- | --- | --- |", *lines, *more]
        yield from _folded("Sentence by sentence", table)


def _folded(name: str, lines: list[str]) -> Iterator[str]:
    yield ""
    yield f"<details><summary>{name}</summary>"
    yield ""
    yield from lines
    yield ""
    yield "</details>"


def _line(number: int) -> str:
    return f"line {number}" if number else "head"
