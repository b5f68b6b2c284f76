"""The HTML inside Markdown notes: tables, links and pictures are turned, comments and other tags go."""

from __future__ import annotations

import re

from drafter.notes import tags
from drafter.notes.decode import Row
from drafter.patterns import pattern

_MAX_ELEMENT = 400  # lines of a table or list in HTML
_EMPTY = pattern(r"<(i|b|em|strong|code|tt|s|del)\b[^<>]*></\1>", re.I)
_CAPTURE = pattern(r"\s{0,3}<(table|ul|ol|dl|style|script|iframe|video|svg|figure)\b", re.I)
_FENCE = pattern(r"\s*(```|~~~)")


def read(rows: list[Row]) -> list[Row]:
    """Turn the HTML inside Markdown rows into Markdown; comments (hints of a template) go."""
    out: list[Row] = []
    at, fence, comment = 0, "", False
    unclosed = -1  # up to here no element of several lines ends
    while at < len(rows):
        number, text = rows[at]
        mark = _FENCE.match(text)
        if mark and not comment and (not fence or mark[1] == fence):
            fence = "" if fence else mark[1]
        elif not fence and ("<" in text or comment):
            if not comment and at > unclosed and (start := _CAPTURE.match(text)):
                end = _captured(rows, at, start[1].lower())
                unclosed = at if end else at + _MAX_ELEMENT
                if end:
                    from drafter.notes import webpage  # notes seldom have a table in HTML

                    out += [(number, ""), *webpage.read(rows[at:end]), (rows[end - 1][0], "")]
                    at = end
                    continue
            text, comment = _uncomment(text, comment)
            text = _inline(text) if "<" in text else text
            if not text.strip() and rows[at][1].strip():
                at += 1  # a line of markup alone is not the end of a paragraph
                continue
        out.append((number, text))
        at += 1
    return out


def _captured(rows: list[Row], at: int, tag: str) -> int:
    """The index after the row that closes the element opened at `at`; 0 when none does soon."""
    depth = 0
    for index in range(at, min(at + _MAX_ELEMENT, len(rows))):
        lowered = rows[index][1].lower()
        depth += lowered.count(f"<{tag}") - lowered.count(f"</{tag}")
        if depth <= 0:
            return index + 1
    return 0


def _uncomment(text: str, inside: bool) -> tuple[str, bool]:
    kept: list[str] = []
    at = 0
    while True:
        if inside:
            end = text.find("-->", at)
            if end < 0:
                return "".join(kept), True
            at, inside = end + 3, False
        start = text.find("<!--", at)
        if start < 0:
            kept.append(text[at:])
            return "".join(kept), False
        kept.append(text[at:start])
        at, inside = start + 4, True


def _inline(text: str) -> str:
    if not any(tag[2].lower() in tags.KNOWN for tag in tags.TAG.finditer(text)):
        return text
    indent = text[: len(text) - len(text.lstrip())]
    marks: dict[str, list[str]] = {}

    def turn(tag: re.Match[str]) -> str:
        name, closing = tag[2].lower(), bool(tag[1])
        if name not in tags.KNOWN:
            return tag[0]
        attributes = {} if closing else tags.attributes_of(tag[3])
        if name == "img":
            source = tags.target(attributes.get("src", ""))
            return f"![{attributes.get('alt', '')}]({source})" if source else ""
        if name == "a":
            href = tags.target(attributes.get("href", ""))
            stack = marks.setdefault("a", [])
            if closing:
                return stack.pop() if stack else ""
            usable = bool(href) and not href.startswith(tags.NO_LINK)
            stack.append(f"]({href})" if usable else "")
            return "[" if usable else ""
        if name in ("cite", *tags.MARKS):
            return tags.MARKS.get(name, "**")
        return " " if name == "br" else ""

    turned = tags.TAG.sub(turn, _EMPTY.sub("", text.strip()))
    turned += "".join(reversed(marks.get("a", [])))
    return indent + re.sub(r"(?<!!)\[\s*\]\([^()\s]*\)", "", turned).strip()
