"""What follows from two or more numbers of the notes: sums, differences, products, percentages.

The more figures a number has, the less likely it agrees by chance: three are taken as they are; fewer need a word
that says so ("in all", "more than"), or the other number beside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.grounding import akin, amounts, made, nearby, reasons, retold
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.grounding.retold import LETTERS, Derivation, around, equal, unit_of
from drafter.grounding.told import Told, told_of

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said


def follows(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Return how a number of a sentence follows from numbers of the notes, or nothing."""
    return (
        retold.share(index, found, said)
        or retold.converted(index, said.text, found)
        or _summed(index, found, said)
        or _worked(index, found, said)
        or retold.follows(index, found, said)
        or nearby.follows(index, found, said)
    )


def _summed(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """A sum of a list or of lines that follow each other, where the sentence says that it is one."""
    before, after = around(said.text, found)
    if amounts.others((*before[-2:], *after[:2])):  # all but the one who is told about
        for hit, row in index.values.get(found.values[0] + 1, ()):
            if found.digits or akin.meant(index, hit, row, found, said):
                return row, f"the notes have {index.shown(hit)}, less one"
    if found.kind != "cardinal":
        return None
    value = found.values[0]
    if found.unit and value >= 1000 and len(f"{value:.0f}".rstrip("0")) > 2 and value in index.gaps:
        row, one, two = index.gaps[value]
        return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
    told = told_of(found, said)
    for value in found.values:
        if told.total and value in index.totals:
            return index.totals[value], "the sum of a list"
        if value in index.sums:
            row, some = index.sums[value]
            addends = {quantity.values[0] for quantity in some}
            beside = len(addends) == 2 and value > 10 and not addends.isdisjoint(said.beside)
            part = beside and amounts.includes(
                LETTERS.findall(said.text[found.end : found.end + 180].partition("\n")[0].lower())
            )
            alike = all(akin.kindred(index, some[0], other, told.measure) for other in some[1:])
            near = any(akin.meant(index, one, index.row(one.start), found, said) for one in some)
            large = [one for one in index.figures_of(row) if one.values[0] >= 1000 and not akin.year(one)]
            whole = bool(found.unit) and near and len(large) == 2 and {*large} == {*some}  # all the money of a line
            part = part or (
                len(addends) > 2 and value >= 100 and index.row(some[-1].start) == row and _slashed(index, some)
            )
            if part or whole or (told.total and alike and near) or _labelled(index, some, found, said):
                return row, "the sum of " + " + ".join(map(index.shown, some))
    return None


def _slashed(index: Index, some: Sequence[Quantity]) -> bool:
    """Tell whether numbers stand in a row with nothing but slashes or pluses between."""
    text = index.reading.text
    return all(text[one.end : two.start].strip() in ("/", "+") for one, two in pairwise(some))


def _labelled(index: Index, some: Sequence[Quantity], found: Quantity, said: Said) -> bool:
    """Tell whether a sentence goes on with the word after, or before, each of two numbers: "212 k buffet, 88 k bar"."""
    if len(some) != 2 or any(value in said.beside for quantity in some for value in quantity.values):
        return False
    near = reasons.words_near(index, found, said)
    for label in (index.counts_what, index.named_by):
        labels = {label(quantity) for quantity in some}
        if len(labels) == 2 and labels <= near:
            return True
    return False


def _rows(index: Index, said: Said, least: float) -> list[int]:
    """Return the lines that bear a sentence out, and those that have its other numbers, not below the least."""
    others = [row for value in said.beside if value >= least for _, row in index.values.get(value, ())[:3]]
    return list(dict.fromkeys((*said.rows, *others[:8])))


def _worked(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """What two numbers near the lines that bear the sentence out make: a sum, a difference, a product, a share."""
    if found.kind not in ("cardinal", "percent") or akin.year(found):
        return None
    told = told_of(found, said)
    if derived := nearby.worked(index, found, said, told):
        return derived
    if derived := _lifted(index, found.values[0], said):
        return derived
    least = 1000 if found.values[0] >= 1000 else 0  # 60.000 can be 60
    whole = round(sum(value for value in {*said.beside, found.values[0]} if value >= least), 4)
    lacking = amounts.remains(said.spoken) or amounts.misses(said.spoken)
    for one, row in index.values.get(whole, ()) if whole >= 1000 and lacking else ():
        if one.kind == "cardinal" and told.measure in ("", akin.measure(index, one)):
            return row, f"what is left of {index.shown(one)}"
    for value in found.values:
        derived = _rest(index, value, said)
        if not derived and value >= (100 if found.unit else 1000):
            derived = _priced(index, value) or _rest_of_line_above(index, value, said)
        if derived:
            return derived
        for row in said.rows:
            for quantity in index.figures_of(row):
                if value >= 1000 and value in (quantity.values[0] * 1e3, quantity.values[0] * 1e6):
                    return row, f"the notes have {index.shown(quantity)}, in thousands or millions?"
        for row in _rows(index, said, 2 if told.total else 10) if told.gap or told.left or told.total else said.rows:
            own = index.figures_of(row)
            for how, kind, one, two in made.pairs(own, value, found.kind == "percent", told):
                if reasons.reasoned(index, found, said, told, value, kind, one, two):
                    return row, f"{how} {index.shown(one)} and {index.shown(two)}"
            if told.gap or told.left:
                near = [q for other in range(row - 2, row + 3) for q in index.figures_of(other)][:16]
                for one, two in made.differing(near, made.wanted(value, found.kind == "percent", told)):
                    if reasons.paired(index, said, told, one, two):
                        return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
        if (told.gap or told.left) and (derived := _apart(index, found, value, said, told)):
            return derived
    return None


def _lifted(index: Index, value: float, said: Said) -> Derivation | None:
    """What a number of the sentence lifts a third one to: "it made 1,148, lifting the fund to 20,648"."""
    for other in said.beside if value >= 1000 and len(said.beside) <= 12 else ():
        for one, row in index.values.get(round(value - other, 4), ()) if other >= 100 else ():
            for two, near in index.values.get(other, ()):
                alike = not reasons.unalike(index.unit_after(one), index.unit_after(two))
                if abs(near - row) <= 2 and two is not one and alike:
                    return row, f"the sum of {index.shown(one)} and {other:.10g}"
    return None


def _rest(index: Index, value: float, said: Said) -> Derivation | None:
    """What a line's amounts leave of the first, where it says who has the rest: "286,000: state 150,000, rest city"."""
    for row in said.rows:
        shares = [one.values[0] for one in index.figures_of(row) if one.kind == "percent"]
        if (
            len(shares) > 1
            and equal(100 - sum(shares), value)
            and amounts.remains(LETTERS.findall(index.texts[row].lower()))
        ):
            return row, "what the shares of this line leave of a hundred"
        some = [one for one in index.figures_of(row) if one.kind == "cardinal" and not akin.year(one)]
        if value < 100 or len(some) < 3 or not amounts.remains(LETTERS.findall(index.texts[row].lower())):
            continue
        whole, *parts = (one.values[0] for one in some)
        if any(equal(whole - sum(parts[:size]), value) for size in range(2, len(parts) + 1)):
            return row, f"what is left of {index.shown(some[0])}"
    return None


def _rest_of_line_above(index: Index, value: float, said: Said) -> Derivation | None:
    """What the amounts of a line leave of one in the line above, where it says "the rest"."""
    for row in said.rows:
        if row and amounts.remains(LETTERS.findall(index.texts[row].lower())):
            for whole in index.figures_of(row - 1):
                if whole.unit and any(equal(whole.values[0] - part.values[0], value) for part in index.figures_of(row)):
                    return row, f"what is left of {index.shown(whole)}"
    return None


def _priced(index: Index, value: float) -> Derivation | None:
    """What all of the counted cost at the noted price for one: 12,360 for 412 places at 30 € a place."""
    for rate, each, row in index.rates:
        for hit, _ in index.values.get(round(value / rate.values[0], 4), ()) if rate.values[0] > 1 else ():
            if hit is not rate and index.counts_what(hit).endswith(each):
                return row, f"the product of {index.shown(rate)} and {index.shown(hit)}"
        if unit_of(each) == ("months", 1) and equal(12 * rate.values[0], value):
            return row, f"twelve times {index.shown(rate)}"
    return None


def _apart(index: Index, found: Quantity, value: float, said: Said, told: Told) -> Derivation | None:
    """A difference to another number of the sentence, of two of the same things, or what is left of a sum."""
    for other in said.beside:
        for sum_ in (other + value, other - value) if other >= 10 and value >= 10 else ():
            if sum_ < 10:  # any notes have a 1
                continue
            for one, row in index.values.get(sum_, ()):
                for two, beside in index.values.get(other, ()):
                    near = abs(row - beside) <= 3 or min(sum_, other) >= 100
                    if not near and index.unit_after(one) != index.unit_after(two):
                        continue
                    if one.kind == two.kind != "time" and akin.kindred(index, one, two, told.measure):
                        return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
    word = LETTERS.match(said.text, min(found.end + 1, len(said.text)))
    same = index.counted.get(stem(fold(word[0]), index.language), {}) if word and told.gap else {}
    for first, (shown, row) in same.items():
        if first + value in same and first > 0:
            return row, f"the difference of {same[first + value][0]} and {shown}"
    for row in said.rows if told.measure and value >= 100 else ():
        some = [q for near in (row, row + 1, row - 1) for q in index.figures_of(near)][:12]
        for part in (q for q in some if q.kind == "percent"):
            for one in (q for q in some if q.values[0] > value and akin.measure(index, q) == told.measure):
                left = one.values[0] * (100 - part.values[0]) / 100 - value
                if any(equal(left, two.values[0]) for two in some if two.kind != "percent"):
                    return row, f"what is left of {index.shown(one)}"
    return None
