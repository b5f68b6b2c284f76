"""The post on paper: sections, paragraphs and lists from points."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.compose.offline import speech
from drafter.compose.offline.framing import continued
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.outline import Point
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.wording import FINITE, capital, gaps, listed, plain_words, split, stopped

_SENTENCE_END = re.compile(r"[.!?:…]\s+\S|[!?…]$")
_MANY = 6  # paragraphs
_SHORT = 60  # characters: shorter items may stand in a row


def apart(points: Sequence[Point], pen: Pen) -> list[str]:
    """Return the Markdown blocks of decisions, actions and the like: each its own item."""
    if len(points) > 1 and all(point.kind != "turn" for point in points):
        return _items([replace(p, kind="item") for p in points if p.kind not in ("table", "image")], pen, apart=True)
    return section(points, pen)


def section(points: Sequence[Point], pen: Pen) -> list[str]:
    """Return the Markdown blocks of a section's points."""
    found: list[str] = []
    groups = list(_groups(points))
    announced = False
    for at, group in enumerate(groups):
        kind = group[0].kind
        if kind in ("table", "image"):
            found.extend(
                _table(point.text, pen.ink) if kind == "table" else _image(point.text, pen.ink) for point in group
            )
        elif kind == "turn":
            found.extend(_talk(group, pen))
        elif kind == "quote":
            found.extend("> " + pen.ink.give(stopped(point.text)) for point in group)
        elif kind == "prose" and jotted(group):
            found.extend(_items([replace(point, kind="item") for point in group], pen, apart=True))
        elif kind == "prose":
            blocks = list(_prose(group, pen))
            listed_next = at + 1 < len(groups) and groups[at + 1][0].kind in ("item", "step", "table")
            announced = listed_next and _announces(group[-1], groups[at + 1][0]) and not group[-1].children
            if announced:
                blocks[-1] = re.sub(r"[.?]$", "", blocks[-1]) + pen.said.colon.rstrip()
            found.extend(blocks)
        else:
            found.extend(_items(group, pen, apart=announced and len(group) > 2))
            announced = False
    return [block for block in found if block]


def jotted(points: Sequence[Point]) -> bool:
    """Tell whether paragraphs are remarks that were jotted down: many, short, and some questions or without a stop."""
    words = sum(len(point.text.split()) for point in points)
    loose = sum("?" in point.text or not point.text.endswith((".", "!", ":")) for point in points)
    return len(points) >= _MANY and words <= 40 * len(points) and loose * 4 >= len(points)


def _announces(point: Point, first: Point) -> bool:
    """Tell whether a paragraph is the heading of a list in all but name: a colon, or a few words right above it."""
    few = len(point.text.split()) <= 4 and point.text[-1:].isalnum() and first.line == point.line + 1
    return few or point.text.endswith(":")


def _groups(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Yield runs of points that are told in one way."""
    group: list[Point] = []
    for point in points:
        if group and _manner(group[-1]) != _manner(point):
            yield group
            group = []
        group.append(point)
    if group:
        yield group


def _table(text: str, ink: Ink) -> str:
    """Return a small pipe table with its heading row ruled off; "" for one that is no reading matter."""
    rows = [re.split(r"(?<!\\)\|", line.strip().strip("|")) for line in text.split("\n") if line.strip(" |:-")]
    width = max((len(row) for row in rows), default=0)
    if not 2 <= len(rows) <= 20 or not 2 <= width <= 6:
        return ""
    cells = [[ink.give(ink.take(cell)).replace("|", "\\|") for cell in row] + [""] * (width - len(row)) for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _image(text: str, ink: Ink) -> str:
    """Return an image that can be published, with its alternative text."""
    match = re.match(r"!\[([^\[\]]*)\]\(\s*<?([^\s()<>]+)>?", text)
    if not match or "{" in match[2] or not re.match(r"(?:https?://|[\w./-]+$)", match[2]):
        return ""
    return f"![{ink.give(ink.plain(ink.take(match[1])))}]({match[2]})"


def _manner(point: Point) -> str:
    return "item" if point.kind == "step" else point.kind


def _prose(points: Sequence[Point], pen: Pen) -> Iterator[str]:
    """Yield paragraphs; short ones that follow each other are joined."""
    held: list[str] = []
    for point in points:
        text = pen.whole(point.text)
        if held and text[:1].islower():  # a name: where it does not begin a line, nobody sees a new sentence
            yield pen.ink.give(" ".join(held))
            held = []
        if point.children:
            held.append(_inline(point, pen))
        else:
            held.append(text)
        if sum(len(part) for part in held) > 320:
            yield pen.ink.give(" ".join(held))
            held = []
    if held:
        yield pen.ink.give(" ".join(held))


def _items(points: Sequence[Point], pen: Pen, apart: bool = False) -> list[str]:
    """Return items as a paragraph where they are a few whole sentences, else as a list (`apart`: always)."""
    points = continued(points)
    whole = [_is_sentence(point.text, pen) for point in points]
    flat = all(not point.children and point.kind != "step" for point in points)  # a text may name them by number
    if flat and len(points) <= 4 and all(whole) and not apart:
        return [pen.ink.give(" ".join(pen.whole(point.text) for point in points))]
    if len(points) == 1:
        return _single(points[0], pen)
    numbered = all(point.kind == "step" for point in points)
    lines = [
        line for at, point in enumerate(points, 1) for line in _item(point, f"{at}. " if numbered else "- ", "", pen)
    ]
    fragments = not any(point.text.rstrip().endswith((".", "!", "?")) for point in points)
    if fragments and all(
        len(re.sub(r"\(http\S*\)", "", line).split()) <= 9 and not _SENTENCE_END.search(line) for line in lines
    ):
        lines = [line.removesuffix(".") for line in lines]  # a list of names and fragments has no stops
    return ["\n".join(lines)]


def _single(point: Point, pen: Pen) -> list[str]:
    """Return a lone item as a paragraph, what hangs below it as a list."""
    if not point.children or _fits_inline(point, pen):
        return [pen.ink.give(_inline(point, pen))]
    head, below = pen.whole(point.text), section(point.children, pen)
    if below and re.match(r"(?:- |1\. |\|)", below[0]) and not point.text.endswith("?"):
        head = re.sub(r"\.$", ":", head)
    return [pen.ink.give(head), *below]


def _item(point: Point, mark: str, indent: str, pen: Pen) -> Iterator[str]:
    """Yield the lines of an item and of those below it."""
    if not point.children or _fits_inline(point, pen):
        yield f"{indent}{mark}{pen.ink.give(_inline(point, pen))}"
        return
    head = told(point, pen)
    if point.kind != "turn":
        head = re.sub(r"(?<![.!?…])\.$", pen.said.colon.rstrip(), head)
    yield f"{indent}{mark}{pen.ink.give(head)}"
    for child in point.children:
        if child.kind in ("table", "image"):
            continue
        if len(indent) < 4:
            yield from _item(child, "- ", indent + " " * len(mark), pen)
        else:
            yield f"{indent}{' ' * len(mark)}- {pen.ink.give(_inline(child, pen))}"


def told(point: Point, pen: Pen) -> str:
    """Return a point as whole sentences, a turn with its speaker."""
    if point.kind == "turn":
        return speech.told(point.who, point.text, pen.language, pen.small, pen.handles, pen.ink)
    return pen.whole(point.text)


def _fits_inline(point: Point, pen: Pen) -> bool:
    """Tell whether all below an item is so short that it can stand in the same line."""
    if len({bool(pen.ink.links(child.text)) for child in point.children}) > 1:
        return False
    colons = sum(":" in child.text for child in point.children)
    return colons * 3 <= len(point.children) and all(
        not child.children
        and child.kind in ("item", "step")
        and len(pen.ink.plain(child.text)) <= _SHORT
        and ("??" in child.text or not re.search(r"[.!?](?:\s|$)|:$", child.text.rstrip(".")))
        for child in point.children
    )


def _inline(point: Point, pen: Pen) -> str:
    """Return an item with what hangs below it in one line, as in `A: b, c and d`."""
    if not point.children:
        return told(point, pen)
    head = plain_words(point.text, pen.language).rstrip(" :.")
    asides, names = [], []
    for child in point.children:
        text = plain_words(child.text, pen.language)
        if "?" in text or child.kind == "turn" or child.children:
            asides.append(_inline(child, pen) if child.children else told(child, pen))
        else:
            names.append(re.sub(r"^(?:The|A|An) (?=[a-z])", lambda m: m[0].lower(), text.rstrip(" .;,")))
    if not names:
        return " ".join([pen.whole(point.text), *asides])
    joined = "; ".join(names) if any(re.search("[,:]", name) for name in names) else listed(names, pen.language)
    colon = pen.said.colon
    return " ".join([stopped(f"{capital(gaps(head, pen.language), pen.handles)}{colon}{joined}"), *asides])


def _is_sentence(text: str, pen: Pen) -> bool:
    """Tell whether an item reads as a sentence: long enough, with a verb (English) or a stop."""
    plain = pen.ink.plain(plain_words(text, pen.language))
    if pen.language != "en":
        return plain.endswith((".", "!", "?")) and len(plain.split()) >= 6
    least = 3 if plain.endswith(".") else 5
    return len(plain.split()) >= least and bool(FINITE.search(plain))


def _talk(points: Sequence[Point], pen: Pen) -> Iterator[str]:
    """Yield what people said: an exchange is a paragraph, a question opens a new one, so does a long turn."""
    held: list[str] = []
    size, before = 0, ""
    for point in points:
        steps = [child for child in point.children if child.kind == "step"]
        if len(steps) > 1 and len(steps) == len(point.children):
            yield from [pen.ink.give(" ".join(held))] if held else []
            yield from (re.sub(r"\.$", ":", pen.ink.give(told(point, pen))), *_items(steps, pen))
            held, size, before = [], 0, ""
            continue
        parts = [told(point, pen), *_replies(point.children, pen)]
        text = " ".join(part for part in parts if part)
        length = len(split(text))
        direct = re.match(
            rf"{re.escape(point.who)}(?: shared .)?: ", text
        )  # where such words end shows by the end of the paragraph
        if held and (("?" in point.text and size > 1) or size + length > 4 or point.children or direct):
            yield pen.ink.give(" ".join(held))
            held, size = [], 0
        if held and pen.language == "en" and before == point.who:
            text = speech.continued(point.who, text)
        before = point.who
        held.append(text)
        size += length
        if point.children or direct:
            yield pen.ink.give(" ".join(held))
            held, size = [], 0
    if held:
        yield pen.ink.give(" ".join(held))


def _replies(points: Iterable[Point], pen: Pen) -> Iterator[str]:
    for point in points:
        if point.kind in ("table", "image"):
            continue
        yield told(point, pen)
        yield from _replies(point.children, pen)


def heading(title: str, level: int, ink: Ink) -> str:
    """Return a heading; a section of the post is level 2."""
    return f"{'#' * min(max(level, 2), 4)} {ink.give(title)}"


def below(parts: Sequence[tuple[tuple[str, ...], list[str]]], run_in: int, ink: Ink) -> list[str]:
    """Return the blocks below a heading: each part's path of further headings, and what stands there.

    Parts of `run_in` words on average, or fewer, have their headings in their first line.
    """
    inner = [written for path, written in parts if path]
    short = sum(len(block.split()) for written in inner for block in written) <= run_in * len(inner)
    found: list[str] = []
    before: tuple[str, ...] = ()
    for path, written in parts:
        new = next((at for at in range(len(path)) if before[: at + 1] != path[: at + 1]), len(path))
        before = path
        if short and path[new:]:
            name = ink.give(": ".join(path[new:]))
            apart = re.match(r"(?:- |\d+\. |[>|!])", written[0])
            label = f"**{name}**" if name.endswith(("?", "!")) else f"**{name}{':' if apart else '.'}**"
            found += [label, *written] if apart else [f"{label} {written[0]}", *written[1:]]
        else:
            found += [*(heading(title, 3 + at, ink) for at, title in enumerate(path) if at >= new), *written]
    return found
