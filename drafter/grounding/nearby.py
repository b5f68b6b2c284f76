"""What follows from numbers that the draft has beside another one, or has told just before it."""

from __future__ import annotations

from itertools import islice, permutations, product
from typing import TYPE_CHECKING

from drafter.grounding import amounts, numbers
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.grounding.retold import Derivation, around, equal
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said
    from drafter.grounding.reckoning import Told

_NEAR, _FAR = 400, 3000  # characters of the draft before a number: another has just been told there, or been told
_MOST = 16  # numbers told that one is held against
_EACH = pattern(r"\W(?:an?|per|pro|je|par|la|le|por|cada|al?|all['’]|ogni|za|na)\s([^\W\d_]{3,})")
_SHARE = pattern(r"\s(?:of|der|von|des|de|du|dell[aeo]|dei|degli|del|z|ze)\b")


def follows(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """Return what two numbers of the draft make, one of which can be a share of the other, or nothing."""
    if derived := _inside(index, found, said, told):
        return derived
    if found.unit or (found.kind == "percent" and (told.about or _SHARE.match(said.text, found.end))):
        return _just_told(index, found, said, told)
    return None


def _inside(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """What two other numbers of the sentence leave over, or a share of one: "30 % of 18,600, so 5,580"."""
    before = around(said.text, found)[0]
    explained = amounts.explains(before) and bool(index.percents)
    if not (told.left or explained) or len(said.beside) > 12:
        return None
    value = found.values[0]
    for one, two in permutations(said.beside - {value}, 2):
        left = told.left and two > 1 and any(equal(one - two, value * factor) for factor in (1, 1e3, 1e6))
        if left or (explained and two <= 100 and equal(one * two / 100, value)):
            return (said.rows or (-1,))[0], f"it follows from {one:.10g} and {two:.10g}, beside it"
    return None


def _just_told(index: Index, found: Quantity, said: Said, told: Told) -> Derivation | None:
    """Money added up or shared out, and a part of what a line counts: "81 of 142 hands, about 57 %"."""
    value = found.values[0]
    recent = _recent(index, found, said, _NEAR)
    if found.kind == "percent":
        for one, row in recent:
            some = [other.values[0] for other in index.figures_of(row) if other.kind == "cardinal" and not other.unit]
            if len(some) > 2 and one.values[0] in some and round(100 * one.values[0] / sum(some)) == value:
                return row, f"a percentage of {sum(some):.10g}, the sum of this line"
        return None
    label = _EACH.match(said.text, found.end)
    each = stem(fold(label[1]), index.language) if label else ""
    for (one, row), (two, _) in permutations(recent, 2) if each else ():
        part = one.values[0] / two.values[0] if two.values[0] else 0.0
        if index.counts_what(two) == each and abs(part - value) <= (1.0 if told.bounded else 0.5):
            return row, f"a part of {index.shown(one)} and {index.shown(two)}"
    big = value >= 1e4 and len(f"{value:.0f}".rstrip("0")) > 2
    for (one, row), (two, _) in product(recent, _recent(index, found, said, _FAR)) if big else ():
        if min(one.values[0], two.values[0]) >= 1e4 and equal(one.values[0] + two.values[0], value):
            return row, f"the sum of {index.shown(one)} and {index.shown(two)}"
    return None


def _recent(index: Index, found: Quantity, said: Said, back: int) -> list[tuple[Quantity, int]]:
    """Return the last numbers of the notes that the draft has told before another, within so many characters."""
    before = numbers.in_digits(said.text[max(found.start - back, 0) : found.start], said.language)
    values = [value for quantity in before if quantity.kind != "time" for value in quantity.values]
    hits = (hit for value in dict.fromkeys(values[::-1]) for hit in index.values.get(value, ())[:2])
    return list(islice((hit for hit in hits if hit[0].kind != "time"), _MOST))
