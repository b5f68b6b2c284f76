"""The lines of a body as rules about words need them: without code and comments, in linear time.

Not a Markdown parser: whether the disclaimer can be seen is never decided here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from drafter.patterns import pattern
from drafter.tuples import NamedTuple

Numbered = tuple[tuple[int, str], ...]

_FENCE = pattern(r"(?:[ \t]|>|[-*+][ \t]|\d{1,9}[.)][ \t])*(`{3,}(?=[^`]*$)|~{3,})")
_ITEM = pattern(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_OPAQUE = pattern(r"[ \t]*<(pre|script|style|textarea)\b", re.IGNORECASE)
_COMMENT = pattern(r"[ \t]*(?:<!--|\{/\*)[ \t]*drafter:(.*?)(?:-->|\*/\})[ \t]*")
_IGNORE = pattern(
    r"[ \t]*ignore[ \t]+([A-Z]\d{3}(?:[ ,\t]+[A-Z]\d{3})*)(?:[ \t]+reason=(?:\"([^\"]*)\"|'([^']*)'))?[ \t]*"
)
_ENDS = {"<!--": "-->", "{/*": "*/}"}
SILENT_FAMILIES = "S"  # what a comment may answer for: style, never disclosure, review or facts


class Suppression(NamedTuple):
    """A comment that answers for findings below it, in lines `first` to `last`.

    That is up to the next blank line or comment of the kind, so that the lines of two never overlap.
    """

    line: int
    codes: tuple[str, ...]
    reason: str
    first: int
    last: int


def suppressions(lines: Sequence[str], prose: Numbered) -> tuple[Suppression, ...]:
    """The comments `<!-- drafter: ignore S421 reason="..." -->` (in MDX `{/* ... */}`) of a post.

    `lines` are all lines of the file, `prose` those outside code. A comment that can't be read has no codes.
    """
    comments = {}
    for number, _ in prose:
        if "drafter:" in lines[number - 1] and (comment := _COMMENT.fullmatch(lines[number - 1])):
            comments[number] = comment[1]
    found: list[Suppression] = []
    waiting: list[int] = []
    first = 0
    for number in range(min(comments, default=len(lines) + 1), len(lines) + 2):
        ends = number > len(lines) or number in comments or not lines[number - 1].strip()
        if first and ends:
            found += [_suppression(line, comments[line], first, number - 1) for line in waiting]
            waiting, first = [], 0
        if number in comments:
            waiting.append(number)
        elif waiting and not first and not ends:
            first = number
    return (*found, *(_suppression(line, comments[line], line, line) for line in waiting))


def _suppression(line: int, said: str, first: int, last: int) -> Suppression:
    ignore = _IGNORE.fullmatch(said)
    codes = tuple(re.findall(r"[A-Z]\d{3}", ignore[1])) if ignore else ()
    reason = (ignore[2] or ignore[3] or "") if ignore else ""
    return Suppression(line, codes, reason.strip(), first, last)


def silencers(found: Sequence[Suppression]) -> Callable[[str, int], int]:
    """A function from a finding's code and line to the line of the comment that answers for it, 0 for none."""
    regions: dict[int, dict[str, Suppression]] = {}
    for entry in found:
        for code in entry.codes if entry.reason else ():
            if code[0] in SILENT_FAMILIES:
                regions.setdefault(entry.first, {}).setdefault(code, entry)
    firsts = sorted(regions)

    def silencer(code: str, line: int) -> int:
        at = bisect_right(firsts, line) - 1
        entry = regions[firsts[at]].get(code) if at >= 0 else None
        return entry.line if entry and line <= entry.last else 0

    return silencer


def prose(lines: Sequence[str], first: int) -> Numbered:
    """Number and text of the lines outside code blocks; inline code and comments become spaces.

    A line inside a comment or an element such as `<pre>` is left out, the lines that open and close it stay.
    """
    return tuple(_prose(lines, first))


def _prose(lines: Sequence[str], first: int) -> Iterator[tuple[int, str]]:
    fence = until = ""
    listed = blank = False
    for number, line in enumerate(lines, first):
        if fence:
            bare = line.strip(" \t>")
            fence = "" if bare.startswith(fence) and not bare.strip(fence[0]) else fence
            continue
        if until:
            at = line.lower().find(until)
            if at < 0:
                continue
            line = " " * (at + len(until)) + line[at + len(until) :]
            until = ""
        if not line.strip():
            blank = True
            yield number, ""
            continue
        if opening := _FENCE.match(line):
            fence, blank = opening[1], False
            continue
        indented = line.startswith(("    ", "\t"))
        if _ITEM.match(line):
            listed = listed or not indented
        elif blank and not line.startswith((" ", "\t")):
            listed = False
        if indented and blank and not listed:
            continue  # indented code; a blank line before it holds on, so its next line is code too
        blank = False
        if (opaque := _OPAQUE.match(line)) and f"</{opaque[1].lower()}>" not in line.lower():
            until = f"</{opaque[1].lower()}>"
            continue
        line = _without_code(line) if "`" in line else line
        if "<!--" in line or "{/*" in line:
            line, until = _without_comments(line)
        yield number, line


def _without_code(line: str) -> str:
    """`line` with its code spans blanked: a run of backticks reaches to the next run of its length."""
    runs = [(match.start(), match.end()) for match in re.finditer("`+", line)]
    later: dict[int, list[int]] = {}
    for index in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[index][1] - runs[index][0], []).append(index)
    pieces, at, index = [], 0, 0
    while index < len(runs):
        start, end = runs[index]
        same = later[end - start]
        while same and same[-1] <= index:
            same.pop()
        if same:
            close = runs[same[-1]][1]
            pieces += [line[at:start], " " * (close - start)]
            at, index = close, same[-1]
        index += 1
    return "".join([*pieces, line[at:]])


def _without_comments(line: str) -> tuple[str, str]:
    """`line` with its comments blanked, and what ends the one that is left open."""
    pieces, at = [], 0
    for opening in re.finditer(r"<!--|\{/\*", line):
        if opening.start() < at:
            continue
        end = _ENDS[opening[0]]
        close = line.find(end, opening.end())
        if close < 0 and end == "*/}":
            break  # outside MDX that is text
        pieces.append(line[at : opening.start()])
        if close < 0:
            return "".join(pieces), end
        pieces.append(" " * (close + len(end) - opening.start()))
        at = close + len(end)
    return "".join([*pieces, line[at:]]), ""
