"""Two versions of a Markdown body: what differs, and the old one with some of the differences taken.

A body is cut into units, paragraphs and single lines of lists, tables and code. What is not taken stays byte for
byte: line endings, wrapping, space at line ends and the blank lines between units are never a difference.
"""

from __future__ import annotations

import difflib
import itertools
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.compose import answer

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
# A line that begins a unit of its own: item, heading, table, quotation, HTML, link target, indented code.
_ALONE = re.compile(
    r"[ \t]*(?:[-*+]|\d{1,9}[.)]|#{1,6})(?:[ \t\r\n]|$)|[ \t]*(?:\||>|<|\[[^\]\n]{1,99}\]:)|(?: {4}|\t)"
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph or a line; `before` and `after` are the line ends around it, shared with its neighbours."""

    text: str
    key: str  # equal where nothing differs
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A difference: the units from `start` up to `end` of the old body become `new`."""

    start: int
    end: int
    old: tuple[Unit, ...]
    new: tuple[Unit, ...]


def split(text: str) -> tuple[Unit, ...]:
    """Cut `text` into units; `join` of them is `text`, unless it is blank."""
    runs = list(_runs(_LINE.findall(text)))
    found: list[Unit] = []
    before = ""
    for lines, exact in runs:
        block = "".join(lines)
        if not block.strip() and not exact:
            if found:
                found[-1] = replace(found[-1], after=found[-1].after + block)
            before += block
            continue
        bare = block.rstrip("\r\n")
        end = block[len(bare) :]
        found.append(Unit(bare, _key(bare, exact), before, end))
        before = end
    return tuple(found)


def _runs(lines: Sequence[str]) -> Iterator[tuple[list[str], bool]]:
    """The lines of each unit, and whether they are code; a blank line outside code is one of its own."""
    held: list[str] = []
    fence = ""
    for line in lines:
        mark = _FENCE.match(line)
        continues = not (fence or mark or _ALONE.match(line)) and line.strip()
        if held and not continues:
            yield held, False
            held = []
        if continues or not (fence or mark or not line.strip()):
            held.append(line)
        else:
            yield [line], bool(fence or mark)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    if held:
        yield held, False


def _key(text: str, exact: bool) -> str:
    told = answer.clean(text)
    if exact or told.startswith(("    ", "\t")):
        return told.rstrip()
    return " " * (len(told) - len(told.lstrip())) + " ".join(told.split())


def join(units: Sequence[Unit], first: str, last: str, newline: str) -> str:
    """The text of `units` between the line ends `first` and `last`; new neighbours get the larger of their gaps."""
    pairs = zip(units, _gaps(units, last, newline), strict=True)
    return first + "".join(unit.text + gap for unit, gap in pairs)


def _gaps(units: Sequence[Unit], last: str, newline: str) -> list[str]:
    """The line ends after each of `units`."""
    inner = (max(unit.after, following.before, key=len) or newline for unit, following in itertools.pairwise(units))
    return [*inner, last] if units else []


def differences(old: Sequence[Unit], kept: Collection[int], new: str, newline: str) -> tuple[list[Hunk], int]:
    """What differs between `old`, but for the units `kept`, and the text `new`, in order.

    The number counts differences that reach across a kept unit and are therefore left out. What is new gets
    `newline` as its line ending.
    """
    places = [at for at in range(len(old)) if at not in kept]
    fresh = split(new.replace("\n", newline))
    mine, others = [old[at].key for at in places], [unit.key for unit in fresh]
    hunks, left_out = [], 0
    for kind, i1, i2, j1, j2 in difflib.SequenceMatcher(None, mine, others).get_opcodes():
        if kind == "equal":
            continue
        pairs = [(i1, i2, j1, j2)]
        if i2 - i1 == j2 - j1:
            pairs = [(i1 + n, i1 + n + 1, j1 + n, j1 + n + 1) for n in range(i2 - i1)]
        for a, b, c, d in pairs:
            start = places[a] if a < b else places[a - 1] + 1 if a else places[0] if places else len(old)
            end = places[b - 1] + 1 if a < b else start
            if end - start != b - a:
                left_out += 1
            else:
                hunks.append(Hunk(start, end, tuple(old[start:end]), fresh[c:d]))
    return hunks, left_out


def take(
    body: str, old: Sequence[Unit], hunks: Sequence[Hunk], taken: Collection[int], newline: str
) -> tuple[str, list[range]]:
    """`body` with the hunks of the indexes `taken`, and for each hunk its lines there (1-based, in the new body)."""
    if not taken:
        return body, [range(0)] * len(hunks)
    units: list[Unit] = []
    spans = [(0, 0)] * len(hunks)
    at = 0
    for number, hunk in enumerate(hunks):
        if number not in taken:
            continue
        units += old[at : hunk.start]
        spans[number] = (len(units), len(units) + len(hunk.new))
        units += hunk.new
        at = hunk.end
    units += old[at:]
    first, last = (old[0].before, old[-1].after) if old else (body, newline)
    text = join(units, first, last, newline)
    lines = [1 + _count(first)]
    for unit, gap in zip(units, _gaps(units, newline, newline), strict=True):
        lines.append(lines[-1] + _count(unit.text) + _count(gap))
    return text, [range(lines[start], lines[end]) for start, end in spans]


def _count(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")
