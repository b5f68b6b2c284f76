"""Which pairs of numbers make another: by sum, difference, product or share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import permutations
from typing import TYPE_CHECKING

from drafter.grounding.numbers import Quantity
from drafter.grounding.retold import equal
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.told import Told


def wanted(value: float, percent: bool, told: Told) -> list[float]:
    """Return what a value can be in the notes: in thousands or millions too, cents in whole money."""
    some = [value, *(value / factor for factor in (1e3, 1e6) if value >= factor and not percent)]
    if told.size < 1 and told.size in (0.1, 0.01):
        return [*some, value * told.size]
    return [*some, value / 100] if told.size == 1 and told.measure == "money" else some


def differing(some: Sequence[Quantity], sought: Sequence[float]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the pairs of numbers that differ by one of the wanted."""
    by_value = {round(one.values[0], 4): one for one in some}
    for two in some:
        for each in sought:
            if (one := by_value.get(round(two.values[0] + each, 4))) is not None:
                yield one, two


def _alike(one: Quantity, two: Quantity) -> tuple[float, float]:
    """Return the values of two numbers, both in thousands or millions where one of them is: "3.4 M (2023: 3.1)"."""
    a, b = one.values[0], two.values[0]
    if "percent" in (one.kind, two.kind):
        return a, b
    return a * _scale(two, a), b * _scale(one, b)


def _scale(one: Quantity, other: float) -> float:
    """Return in what a number is told, 1000 for "95 k", if another of the same size can be meant so too; else 1."""
    if not _SHORT_NUMBER.fullmatch(one.digits):
        return 1.0
    written = float(one.digits.replace(",", "."))
    scale = one.values[0] / written if written else 1.0
    return scale if scale >= 1000 and written / 10 < other < written * 10 else 1.0


_SHORT_NUMBER = pattern(r"\d{1,3}(?:[.,]\d{1,2})?")


def _long(each: float, value: float) -> bool:
    """Tell whether a value in thousands or millions, if it is in such, has more than one figure."""
    return each == value or each >= 10 or each % 1 > 0


def pairs(
    some: Sequence[Quantity], value: float, percent: bool, told: Told
) -> Iterator[tuple[str, str, Quantity, Quantity]]:
    """Yield the pairs of numbers that make a value, also in thousands or millions that stand once for a row."""
    sought = wanted(value, percent, told)
    low, high = min(sought) * 0.999, max(sought) * 1.001  # most pairs are out of the question
    rounded = told.about and value >= 10 and value % 10 ** max(len(f"{value:.0f}") - 2, 1) == 0  # two figures, noughts
    left = 100 - sum(quantity.values[0] for quantity in some if quantity.kind == "percent")
    for one, two in permutations([quantity for quantity in some if quantity.values], 2):
        a, b = _alike(one, two)
        shares = (one.kind == "percent", two.kind == "percent")
        if shares == (False, True):
            if not percent and any(equal(value, a * part / 100) for part in (b, 100 - b, left)):
                yield "a share of", "of", one, two
            elif rounded and not percent and abs(value - a * b / 100) <= value / 20:
                yield "about a share of", "~", one, two
        elif shares[0] == shares[1]:
            if shares[0] == percent or shares[0]:
                if (low < a - b < high and any(equal(each, a - b) and _long(each, value) for each in sought)) or (
                    b != two.values[0] and equal(value * b / two.values[0], a - b)
                ):
                    yield "the difference of", "-", one, two
                elif rounded and told.gap and value >= 100 and abs(value - a + b) <= value / 20:
                    yield "about the difference of", "-", one, two
                if low < a + b < high and any(equal(each, a + b) for each in sought):
                    yield "the sum of", "+", one, two
            if not percent and not shares[0] and min(a, b) > 1:
                if low < a * b < high and any(
                    equal(each, a * b) for each in sought if each in (value, value / 100) or each >= 100
                ):
                    yield "the product of", "*", one, two
                if (
                    (told.each or told.measure == "money")
                    and low < a / b < high
                    and any(equal(each, a / b) for each in sought)
                ):
                    yield "a part of", "/", one, two
            if percent and not shares[0] and b > 0:
                made = (100 * a / b, 100 * abs(a - b) / b)
                if value in [round(part) for part in made] or (
                    told.about and value in [part // 5 * 5 for part in made]
                ):
                    yield "a percentage, of", "%", one, two
