"""Which numbers of the notes can be meant by one of a draft, and which can be added up."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from drafter.grounding import words
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.grounding.retold import around, unit_of

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said


def meant(index: Index, hit: Quantity, row: int, found: Quantity, said: Said) -> bool:
    """Tell whether a number of the notes can be meant: in lines near, or with the same unit or the same words."""
    if year(hit) and (found.unit or not found.digits.isdigit()):
        return False
    small = found.values[0] < 20 and not found.digits
    if (not small and any(abs(row - near) <= 1 for near in said.rows)) or (found.unit and found.unit == hit.unit):
        return True
    after = around(said.text, found)[1]
    if (meant_by := measure(index, hit)) and any(unit_of(word)[0] == meant_by for word in after[:2]):
        return True
    if small and not index.counts_what(hit):
        return False
    first = bisect_left(said.content, found.start - 40, key=lambda word: word.start)
    near = (word for word in said.content[first : first + 12] if word.start < found.end + 40)
    counted = {index.counts_what(hit)} if small else index.keys[row]
    return any(stem(word.folded, index.language) in counted for word in near)


def year(one: Quantity) -> bool:
    """Tell whether a number looks like a year."""
    return 1900 <= one.values[0] <= 2100 and not one.unit and one.digits.isdigit()


def measure(index: Index, one: Quantity) -> str:
    """Return what a number of the notes measures: money, length, per cent, or ""."""
    return "%" if one.kind == "percent" else "money" if one.unit else unit_of(index.unit_after(one))[0]


def label(index: Index, one: Quantity) -> str:
    """Return the stem of the word right after a number of the notes, if it can be what is counted."""
    word = fold(index.unit_after(one))
    return "" if len(word) < 3 or word in words.stop(index.language) else stem(word, index.language)


def kindred(index: Index, one: Quantity, two: Quantity, wanted: str) -> bool:
    """Tell whether two numbers of the notes can be added: no other unit, and small ones of the same thing."""
    measures = {measure(index, one), measure(index, two)} - {""}
    if len(measures) > 1 or (wanted and measures and measures != {wanted}) or year(one) or year(two):
        return False
    large = min(one.values[0], two.values[0]) >= 1000 and index.row(one.start) == index.row(two.start)
    odd = any(not measure(index, each_) and label(index, each_) for each_ in (one, two))
    if measures and wanted != "%" and not large and odd:  # large: "350 000 € to find, 210 000 in hand"
        return False
    if wanted == "money" and not measures and _priced(index, one, two):
        return True
    if measures or min(one.values[0], two.values[0]) >= 10:
        return not wanted or bool(measures) or max(one.values[0], two.values[0]) >= 1000
    return len({label(index, one), label(index, two)} - {""}) < 2 and not wanted


def _priced(index: Index, one: Quantity, two: Quantity) -> bool:
    """Tell whether two numbers of a line are prices without a sign: "6,50 → 7,00", "110 Kč, from January 130"."""
    row = index.row(one.start)
    cents = all(each.digits[-3:-2] in (".", ",") for each in (one, two))
    return row == index.row(two.start) and (cents or any(each.unit for each in index.figures_of(row)))
