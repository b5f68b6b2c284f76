"""What the words around a number say that it is: a difference, a sum, what is left, what each has."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from drafter.grounding import amounts
from drafter.grounding.numbers import Quantity
from drafter.grounding.retold import LETTERS, around, unit_of
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.quantities import Said


_PLUS = (["plus", "von"], ["minus", "von"])
_FROM = frozenset("from von de da z ze od to auf à a na".split())
_ENDS = (["between"], ["zwischen"], ["tra"], ["fra"], ["mezi"])  # one end of a range comes next
_THAN = pattern(r"er(?:e[nrs]?)? (?:als|than)\b|ší než\b")  # "22 degrees warmer than"
_UP_TO = pattern(r"[^\d.;\n]{0,25}?\b(?:to|auf|à|a|al|na|až)\s")  # the other end


class Told(NamedTuple):
    """What the words around a number say that it is."""

    gap: bool
    end: bool  # of a change: from so many to so many
    total: bool
    left: bool
    each: bool
    about: bool  # or bounded
    bounded: bool
    measure: str  # what its own unit measures
    size: float


_FINE = (  # what is told in tenths, and in hundredths
    (("tenth", "zehntel", "dixième", "décima", "decim", "desetin"), 0.1),
    (("hundredth", "hundertstel", "centième", "centésim", "centesim", "setin"), 0.01),
)


def told_of(found: Quantity, said: Said) -> Told:
    """Return what a sentence says of one of its numbers."""
    before, after = around(said.text, found)
    ends = before[:-1] if before[-1:] in _ENDS else before[:-2] if before[-2:-1] in _ENDS else before
    right = LETTERS.search(said.text[max(found.start - 12, 0) : found.start].rstrip().lower()[::-1])
    last = right[0][::-1] if right and not right.start() else ""
    by = last in ("de", "di", "von", "um") and not _UP_TO.match(said.text, found.end)  # "augmentera de 150 000 euros"
    end = last in _FROM and not by and before[-2:] not in _PLUS  # "rose from 44 to 57"
    end = end or ends is not before  # "zwischen 4 500 und 6 800"
    rest = re.split(r"[,;.:\n]", said.text[found.end : found.end + 45].lower(), maxsplit=1)[0]
    close = LETTERS.findall(rest)
    gap = amounts.compares(close[:4]) or amounts.differs(ends) or before[-2:] in _PLUS
    gap = gap or amounts.misses([word for word in before if word != "off"]) or amounts.misses(after[:3])
    gap = gap or amounts.steps((last,)) or (said.language == "cs" and "o" in before[-2:])
    gap = gap or amounts.points(after[:1]) or _THAN.search(rest) is not None
    start = said.text.rfind("\n", 0, found.start) + 1
    clause = re.split(r"\d", said.text[max(start, found.start - 90) : found.start])[-1]
    gap = gap or (found.values[0] >= 100 and amounts.changes(LETTERS.findall(clause.lower())[-8:]))
    total = amounts.totals({*LETTERS.findall(clause.lower().replace("put together", "")), *after})
    bounds = amounts.APPROXIMATE | amounts.LIMITS
    measure, size = ("money", 100.0) if found.unit else unit_of(after[0]) if after else ("", 0.0)
    if found.kind == "percent" or amounts.points(after[:1]):
        measure, size = "%", 1.0
    size = next((part for names, part in _FINE if after and after[0].startswith(names)), size)
    left = amounts.leaves(before, found.values[0]) or amounts.remains(after[:1])
    return Told(
        gap and not end, end, total, left, amounts.shares((*before[-2:], *after[:3])),
        not bounds.isdisjoint(before[-2:]), not amounts.LIMITS.isdisjoint(before[-2:]), measure, size,
    )  # fmt: skip
