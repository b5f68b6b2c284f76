"""What follows from two or more numbers of the notes: sums, differences, products, percentages.

The more figures a number has, the less likely it agrees by chance: three are taken as they are; fewer need a word
that says so ("in all", "more than"), or the other number beside them.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.grounding import akin, amounts, made, nearby, retold
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.grounding.retold import LETTERS, Derivation, around, equal, unit_of
from drafter.grounding.told import Told, told_of
from drafter.patterns import pattern

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
    near = _near(index, found, said)
    for label in (index.counts_what, index.named_by):
        labels = {label(quantity) for quantity in some}
        if len(labels) == 2 and labels <= near:
            return True
    return False


def _near(index: Index, found: Quantity, said: Said) -> set[str]:
    """Return the stems of the words soon after a number."""
    first = bisect_left(said.content, found.end, key=lambda word: word.start)
    near = (word for word in said.content[first : first + 12] if word.start < found.end + 60)
    return {stem(word.folded, index.language) for word in near}


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
    for other in (
        said.beside if found.values[0] >= 1000 and len(said.beside) <= 12 else ()
    ):  # "it made 1,148, lifting the fund to 20,648"
        for one, row in index.values.get(round(found.values[0] - other, 4), ()) if other >= 100 else ():
            if any(
                abs(near - row) <= 2 and two is not one and not _unalike(index.unit_after(one), index.unit_after(two))
                for two, near in index.values.get(other, ())
            ):
                return row, f"the sum of {index.shown(one)} and {other:.10g}"
    whole = round(sum({*said.beside, found.values[0]}), 4)
    for one, row in index.values.get(whole, ()) if whole >= 1000 and amounts.remains(said.spoken) else ():
        if one.kind == "cardinal" and told.measure in ("", akin.measure(index, one)):
            return row, f"what is left of {index.shown(one)}"
    for value in found.values:
        if value >= 100 and (derived := _rest(index, value, said) or (_priced(index, value) if found.unit else None)):
            return derived
        for row in said.rows:
            for quantity in index.figures_of(row):
                if value >= 1000 and value in (quantity.values[0] * 1e3, quantity.values[0] * 1e6):
                    return row, f"the notes have {index.shown(quantity)}, in thousands or millions?"
        for row in _rows(index, said, 2 if told.total else 10) if told.gap or told.left or told.total else said.rows:
            own = index.figures_of(row)
            for how, kind, one, two in made.pairs(own, value, found.kind == "percent", told):
                if _reasoned(index, found, said, told, value, kind, one, two):
                    return row, f"{how} {index.shown(one)} and {index.shown(two)}"
            if told.gap or told.left:
                near = [q for other in range(row - 2, row + 3) for q in index.figures_of(other)][:16]
                for one, two in made.differing(near, made.wanted(value, found.kind == "percent", told)):
                    if _paired(index, said, told, one, two):
                        return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
        if (told.gap or told.left) and (derived := _apart(index, found, value, said, told)):
            return derived
    return None


def _rest(index: Index, value: float, said: Said) -> Derivation | None:
    """What a line's amounts leave of the first, where it says who has the rest: "286,000: state 150,000, rest city"."""
    for row in said.rows:
        some = index.figures_of(row)
        if len(some) < 3 or not amounts.remains(LETTERS.findall(index.texts[row].lower())):
            continue
        whole, *parts = (one.values[0] for one in some if one.kind == "cardinal" and not akin.year(one))
        if any(equal(whole - sum(parts[:size]), value) for size in range(2, len(parts) + 1)):
            return row, f"what is left of {index.shown(some[0])}"
    return None


def _priced(index: Index, value: float) -> Derivation | None:
    """What all of the counted cost at the noted price for one: 12,360 for 412 places at 30 € a place."""
    for rate, each, row in index.rates:
        for hit, _ in index.values.get(round(value / rate.values[0], 4), ()) if rate.values[0] > 1 else ():
            if hit is not rate and index.counts_what(hit).endswith(each):
                return row, f"the product of {index.shown(rate)} and {index.shown(hit)}"
    return None


def _unalike(one: str, other: str) -> bool:
    """Tell whether two numbers are followed by different signs of units: 500 lx, 4000 K."""
    return 0 < len(one) < 3 and 0 < len(other) < 3 and one != other


def _unlike(one: Quantity, two: Quantity, points: bool) -> bool:
    """Tell whether only one of two is a percentage, and the other not told in the same breath: "78 % vs 71"."""
    far = 24 if points else 8
    return (one.kind == "percent") != (two.kind == "percent") and max(one.start, two.start) - min(
        one.end, two.end
    ) > far


def _paired(index: Index, said: Said, told: Told, one: Quantity, two: Quantity) -> bool:
    """Tell whether a difference of two numbers of lines that are near can be meant."""
    if not akin.kindred(index, one, two, told.measure) or _unlike(one, two, told.measure == "%"):
        return False
    if min(one.values[0], two.values[0]) < 2:  # any notes have a 1
        return False
    beside = any(not said.beside.isdisjoint(each.values) for each in (one, two) if each is one or each.values[0] >= 10)
    together = index.row(one.start) == index.row(two.start)
    if not together and min(one.values[0], two.values[0]) < 20 and index.unit_after(one) != index.unit_after(two):
        return False
    if beside or min(one.values[0], two.values[0]) >= 1000 or not told.gap:
        return beside or told.gap
    same = together and bool(told.measure)
    return same or index.unit_after(one) == index.unit_after(two) != ""


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


def _reasoned(
    index: Index, found: Quantity, said: Said, told: Told, value: float, kind: str, one: Quantity, two: Quantity
) -> bool:
    """Tell whether there is a reason to reckon a number so: a word, a sign, the numbers beside it, or its length."""
    before, after = around(said.text, found)
    if kind in "+-" and not told.total and 1 in (one.values[0], two.values[0]):
        return False  # "less one" is told otherwise, and any list has a 1
    if kind in "+-" and told.end and not told.total:
        return False
    between = index.reading.text[min(one.end, two.end) : max(one.start, two.start)]
    beside = [not said.beside.isdisjoint(quantity.values) for quantity in (one, two)]
    whole = kind == "+" and any(beside) and _WHOLE.search(said.text, max(found.start - 16, 0), found.start)
    if whole or (kind == "/" and all(beside)):
        return True
    if kind == "+" and _PLUS.fullmatch(between) and not {one.start, two.start} & index.in_dates:
        return True
    keys = index.keys[index.row(one.start)]
    near = (word for word in said.content if found.start - 25 < word.start < found.end + 25)
    beside_word = kind == "-" and any(stem(word.folded, index.language) in keys for word in near)
    if kind == "-" and (
        (two.start < one.start and _RATIO.fullmatch(between) and beside_word)
        or (amounts.lasts(after[:1], "year") and min(one.values[0], two.values[0]) >= 1000)
    ):
        return True
    if (
        kind == "-"
        and beside[0]
        and (told.left or amounts.remains(said.spoken) or _OF_THEM.match(said.text, found.end))
    ):
        return True
    if kind in "+-" and one.kind == two.kind and not akin.kindred(index, one, two, told.measure):
        return kind == "-" and all(beside) and (told.gap or value >= 20)
    labels = {akin.label(index, each) for each in (one, two)}
    labels = {label[:3] for label in labels}  # "logements", noted as "logts"
    bare = kind == "-" and told.gap and not akin.measure(index, one) and not any(beside)
    if bare and (len(labels - {""}) > 1 or (min(one.values[0], two.values[0]) < 10 and "" in labels)):
        return False
    if told.left and kind == "-" and told.measure == "money" and two.values[0] >= 1000:
        return True
    if (told.gap and kind == "-") or (told.total and kind in "+*") or (told.each and kind == "/"):
        return True
    if kind in "+-" and beside[0] and amounts.compares((index.unit_after(two),)):  # "212, 18 fewer than in 2020"
        return True
    measures = {akin.measure(index, one), akin.measure(index, two)}
    own = told.measure in measures if told.measure else "money" in measures  # no room × people
    if (kind == "*" and any(beside) and value > 100 and own) or (
        kind == "of"
        and (
            value >= 100
            or (beside[0] and value >= 20)
            or (beside[1] and _SHARED.search(said.text, found.start - 60, found.end + 60))
        )
    ):
        return True
    if kind == "-" and value >= 10 and one.start < two.start and _FROM_TO.fullmatch(between):
        return True
    if kind == "-" and one.start < two.start and amounts.remains((*before, *after[:1])):
        return min(one.values[0], two.values[0]) >= 100 or 0 < two.start - one.end < 16
    if kind == "+" and found.kind == "percent" and index.named_by(one) in _near(index, found, said):
        return True  # "Land und Kreis tragen 85 Prozent"
    if kind == "%" and not all(beside):
        return (any(beside) and _FROM_TO.fullmatch(between) is not None) or (
            told.about and min(one.values[0], two.values[0]) >= 20 and akin.kindred(index, one, two, "")
        )
    if kind in "+-" and value >= 20 and _of_a_kind(index, one, two, told.measure, between):
        return True
    figures = len(f"{value:.10g}".replace(".", "").strip("0"))
    long = figures > 2 and min(one.values[0], two.values[0]) >= 10
    return (
        (long and (kind == "-" or (kind == "+" and not any(beside))))
        or (
            all(beside)
            and (kind == "%" or (kind == "-" and value >= 20 and two.values[0] >= 10 and len(labels - {""}) < 2))
        )
        or kind == "~"
    )


def _of_a_kind(index: Index, one: Quantity, two: Quantity, measure: str, between: str) -> bool:
    """Tell whether a line has two numbers and few others, which measure what a third does, or change: 1450 → 2100."""
    if len(index.figures_of(index.row(one.start))) > _FEW:
        return False
    measures = {akin.measure(index, one), akin.measure(index, two)}
    units = {unit for unit in (unit_of(index.unit_after(each)) for each in (one, two)) if unit[0]}
    alike = measure != "" and measures <= {"", measure} and len(units) < 2  # no kilos from tonnes
    return (alike and ("" not in measures or min(one.values[0], two.values[0]) >= 100)) or (
        _CHANGE.fullmatch(between) is not None
    )


_PLUS = pattern(r"[^\d,;:()\n]{0,24}\+\D{0,12}")  # "63 present + 21 by proxy"
_FEW = 5  # numbers of a line, any two of which can be meant
_CHANGE = pattern(r"\s?\w{0,3}\s?(?:->|→|=>|of|von|sur)\s?\$?")  # $3.65M of $5.2M
_SHARED = pattern(r"%|per ?cent|[Pp]ro[zc]ent|pour cent|por ciento")
_OF_THEM = pattern(r"\s(?:of|von|sur|des|de|su|z|ze)\s(?:(?:the|den|der|los|las|les|i|gli)\s)?\d")  # 57 of the 520
_WHOLE = pattern(r"\d\s(?:of|der|von|des|de|delle|dei|sur|su|z|ze)\s(?:(?:the|den|las|los|les)\s)?$")  # 102 of the 140
_FROM_TO = pattern(r"[^\d\n]{0,8}(?:\s(?:to|auf|à|a|na|vs\.?|statt)\s|->|→)[^\d\n]{0,8}")  # de 60 a 75 €
_RATIO = pattern(r"\s(?:in|out of|of|su|sur|de|von|z|ze)\s")  # 3 su 7
