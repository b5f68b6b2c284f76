"""Whether there is a reason to take two numbers of the notes for what a draft's number comes from.

Any number is the sum or the difference of two others somewhere: a word, a sign, the numbers beside it, or many figures
have to say that it is meant so.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from drafter.grounding import akin, amounts
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import stem
from drafter.grounding.retold import around, unit_of
from drafter.grounding.told import Told
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said


def paired(index: Index, said: Said, told: Told, one: Quantity, two: Quantity) -> bool:
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


def reasoned(
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
    other = sum(beside) == 1 and not told.total and not amounts.includes(said.spoken)  # "five and eight", of 5 + 3
    if kind == "+" and _PLUS.fullmatch(between) and not other and not {one.start, two.start} & index.in_dates:
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
    if kind == "+" and found.kind == "percent" and index.named_by(one) in words_near(index, found, said):
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


def words_near(index: Index, found: Quantity, said: Said) -> set[str]:
    """Return the stems of the words soon after a number."""
    first = bisect_left(said.content, found.end, key=lambda word: word.start)
    near = (word for word in said.content[first : first + 12] if word.start < found.end + 60)
    return {stem(word.folded, index.language) for word in near}


def unalike(one: str, other: str) -> bool:
    """Tell whether two numbers are followed by different signs of units: 500 lx, 4000 K."""
    return 0 < len(one) < 3 and 0 < len(other) < 3 and one != other


def _unlike(one: Quantity, two: Quantity, points: bool) -> bool:
    """Tell whether only one of two is a percentage, and the other not told in the same breath: "78 % vs 71"."""
    far = 24 if points else 8
    return (one.kind == "percent") != (two.kind == "percent") and max(one.start, two.start) - min(
        one.end, two.end
    ) > far


_PLUS = pattern(r"[^\d,;:()\n]{0,24}\+\D{0,12}")  # "63 present + 21 by proxy"
_FEW = 5  # numbers of a line, any two of which can be meant
_CHANGE = pattern(r"\s?\w{0,3}\s?(?:->|→|=>|of|von|sur)\s?\$?")  # $3.65M of $5.2M
_SHARED = pattern(r"%|per ?cent|[Pp]ro[zc]ent|pour cent|por ciento")
_OF_THEM = pattern(r"\s(?:of|von|sur|des|de|su|z|ze)\s(?:(?:the|den|der|los|las|les|i|gli)\s)?\d")  # 57 of the 520
_WHOLE = pattern(r"\d\s(?:of|der|von|des|de|delle|dei|sur|su|z|ze)\s(?:(?:the|den|las|los|les)\s)?$")  # 102 of the 140
_FROM_TO = pattern(r"[^\d\n]{0,8}(?:\s(?:to|auf|à|a|na|vs\.?|statt)\s|->|→)[^\d\n]{0,8}")  # de 60 a 75 €
_RATIO = pattern(r"\s(?:in|out of|of|su|sur|de|von|z|ze)\s")  # 3 su 7
