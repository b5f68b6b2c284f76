"""What follows from the notes' numbers by reckoning: sums, differences, shares, other units, and how long it took.

The more figures a number has, the less likely it agrees by chance: three are taken as they are; fewer need a word
that says so ("in all", "more than"), or the other number beside them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, permutations
from typing import TYPE_CHECKING, NamedTuple

from drafter.grounding import amounts, numerals, words
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said

Derivation = tuple[int, str]  # row of the notes, -1 for none; how the number follows

_PLUS = (["plus", "von"], ["minus", "von"])
_FROM = frozenset("from von de da z ze od to auf à a na".split())
_ENDS = (["between"], ["zwischen"], ["tra"], ["fra"], ["mezi"])  # one end of a range comes next
_LETTERS = pattern(r"[^\W\d_]+")
_MOST = 100  # spans and percentages of the notes that one number is held against
_THAN = pattern(r"er(?:e[nrs]?)? (?:als|than)\b|ší než\b")  # "22 degrees warmer than"


def follows(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Return how a number of a sentence follows from numbers of the notes, or nothing."""
    return (
        _share(index, found, said)
        or _converted(index, said.text, found)
        or _summed(index, found, said)
        or _worked(index, found, said)
        or _lasting(index, found, said)
        or _timed(index, said.text, found)
        or _rhythm(index, found, said)
        or _next(index, found, said)
    )


def _near(text: str, found: Quantity) -> tuple[list[str], list[str]]:
    """Return up to four words before a number and after it, in lower case."""
    before = _LETTERS.findall(text[max(found.start - 40, 0) : found.start].lower())[-4:]
    after = _LETTERS.findall(text[found.end : found.end + 45].partition("\n")[0].lower())[:4]
    return before, after


# -- what is akin ------------------------------------------------------------------------------------


def akin(index: Index, hit: Quantity, row: int, found: Quantity, said: Said) -> bool:
    """Tell whether a number of the notes can be meant: in lines near, or with the same unit or the same words."""
    if _year(hit) and (found.unit or not found.digits.isdigit()):
        return False
    small = found.values[0] < 20 and not found.digits
    if (not small and any(abs(row - near) <= 1 for near in said.rows)) or (found.unit and found.unit == hit.unit):
        return True
    after = _near(said.text, found)[1]
    if (measure := _measure(index, hit)) and any(_unit(word)[0] == measure for word in after[:2]):
        return True
    if small and not index.counts_what(hit):
        return False
    first = bisect_left(said.content, found.start - 40, key=lambda word: word.start)
    near = (word for word in said.content[first : first + 12] if word.start < found.end + 40)
    meant = {index.counts_what(hit)} if small else index.keys[row]
    return any(stem(word.folded, index.language) in meant for word in near)


def _year(one: Quantity) -> bool:
    return 1900 <= one.values[0] <= 2100 and not one.unit and one.digits.isdigit()


def _measure(index: Index, one: Quantity) -> str:
    """Return what a number of the notes measures: money, length, per cent, or ""."""
    return "%" if one.kind == "percent" else "money" if one.unit else _unit(index.unit_after(one))[0]


def _label(index: Index, one: Quantity) -> str:
    """Return the stem of the word right after a number of the notes, if it can be what is counted."""
    word = fold(index.unit_after(one))
    return "" if len(word) < 3 or word in words.stop(index.language) else stem(word, index.language)


def _kindred(index: Index, one: Quantity, two: Quantity, wanted: str) -> bool:
    """Tell whether two numbers of the notes can be added: no other unit, and small ones of the same thing."""
    measures = {_measure(index, one), _measure(index, two)} - {""}
    if len(measures) > 1 or (wanted and measures and measures != {wanted}) or _year(one) or _year(two):
        return False
    if measures and any(not _measure(index, each_) and _label(index, each_) for each_ in (one, two)):
        return False
    if measures or min(one.values[0], two.values[0]) >= 10:
        return not wanted or bool(measures) or max(one.values[0], two.values[0]) >= 1000
    return len({_label(index, one), _label(index, two)} - {""}) < 2 and not wanted


# -- sums, differences, products ---------------------------------------------------------------------


class _Told(NamedTuple):
    """What the words around a number say that it is."""

    gap: bool
    total: bool
    left: bool
    each: bool
    about: bool
    measure: str  # what its own unit measures
    size: float


def _told(found: Quantity, said: Said) -> _Told:
    before, after = _near(said.text, found)
    ends = before[:-1] if before[-1:] in _ENDS else before
    end = bool(before) and before[-1] in _FROM and before[-2:] not in _PLUS  # "rose from 44 to 57"
    close = _LETTERS.findall(re.split(r"[,;.:\n]", said.text[found.end : found.end + 45].lower(), maxsplit=1)[0])
    gap = amounts.compares(close[:4]) or amounts.differs(ends) or before[-2:] in _PLUS
    gap = gap or amounts.misses(before) or amounts.misses(after[:3])
    gap = gap or amounts.points(after[:1]) or _THAN.search(said.text, found.end, found.end + 45) is not None
    start = said.text.rfind("\n", 0, found.start) + 1
    clause = re.split(r"\d", said.text[max(start, found.start - 90) : found.start])[-1]
    total = amounts.totals({*_LETTERS.findall(clause.lower()), *after})
    bounds = amounts.APPROXIMATE | amounts.LIMITS
    measure, size = ("money", 100.0) if found.unit else _unit(after[0]) if after else ("", 0.0)
    if found.kind == "percent" or amounts.points(after[:1]):
        measure, size = "%", 1.0
    return _Told(
        gap and not end, total, amounts.leaves(before), amounts.shares((*before[-2:], *after[:3])),
        not bounds.isdisjoint(before[-2:]), measure, size,
    )  # fmt: skip


def _summed(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """A sum of a list or of lines that follow each other, where the sentence says that it is one."""
    before, after = _near(said.text, found)
    if amounts.others((*before[-2:], *after[:2])):  # all but the one who is told about
        for hit, row in index.values.get(found.values[0] + 1, ()):
            return row, f"the notes have {index.shown(hit)}, less one"
    if found.kind != "cardinal":
        return None
    told = _told(found, said)
    for value in found.values:
        if told.total and value in index.totals:
            return index.totals[value], "the sum of a list"
        if value in index.sums:
            row, some = index.sums[value]
            addends = {quantity.values[0] for quantity in some}
            beside = len(addends) == 2 and value > 10 and not addends.isdisjoint(said.beside)
            part = beside and amounts.includes(said.spoken)
            alike = all(_kindred(index, some[0], other, told.measure) for other in some[1:])
            near = any(akin(index, one, index.row(one.start), found, said) for one in some)
            if part or (told.total and alike and near) or _labelled(index, some, found, said):
                return row, "the sum of " + " + ".join(map(index.shown, some))
    return None


def _labelled(index: Index, some: Sequence[Quantity], found: Quantity, said: Said) -> bool:
    """Tell whether a sentence goes on with the word after each of two numbers: "212 k buffet, 88 k souvenirs"."""
    if len(some) != 2 or any(value in said.beside for quantity in some for value in quantity.values):
        return False
    labels = {index.counts_what(quantity) for quantity in some}
    near = (word for word in said.content if found.end < word.start < found.end + 60)
    return len(labels) == 2 and labels <= {stem(word.folded, index.language) for word in near}


def _rows(index: Index, said: Said) -> list[int]:
    """Return the lines that bear a sentence out, and those that have its other numbers."""
    others = [hits[0][1] for value in said.beside if value >= 10 and (hits := index.values.get(value))]
    return list(dict.fromkeys((*said.rows, *others[:4])))


def _worked(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """What two numbers near the lines that bear the sentence out make: a sum, a difference, a product, a share."""
    if found.kind not in ("cardinal", "percent") or _year(found):
        return None
    told = _told(found, said)
    for value in found.values:
        for row in said.rows:
            for quantity in index.figures_of(row):
                if value >= 1000 and value in (quantity.values[0] * 1e3, quantity.values[0] * 1e6):
                    return row, f"the notes have {index.shown(quantity)}, in thousands or millions?"
        for row in _rows(index, said) if told.gap or told.left else said.rows:
            own = index.figures_of(row)
            for how, kind, one, two in _made(index, own, value, found.kind == "percent", told):
                if _reasoned(index, found, said, told, value, kind, one, two):
                    return row, f"{how} {index.shown(one)} and {index.shown(two)}"
            if told.gap or told.left:
                near = [q for other in range(row - 2, row + 3) for q in index.figures_of(other)][:16]
                for one, two in _differing(near, _wanted(value, found.kind == "percent", told)):
                    if _paired(index, said, told, one, two):
                        return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
        if (told.gap or told.left) and (derived := _apart(index, found, value, said, told)):
            return derived
    return None


def _paired(index: Index, said: Said, told: _Told, one: Quantity, two: Quantity) -> bool:
    """Tell whether a difference of two numbers of lines that are near can be meant."""
    if not _kindred(index, one, two, told.measure):
        return False
    beside = any(not said.beside.isdisjoint(each.values) for each in (one, two))
    if beside or min(one.values[0], two.values[0]) >= 1000 or not told.gap:
        return beside or told.gap
    same = index.row(one.start) == index.row(two.start) and bool(told.measure)
    return same or index.unit_after(one) == index.unit_after(two) != ""


def _apart(index: Index, found: Quantity, value: float, said: Said, told: _Told) -> Derivation | None:
    """A difference to another number of the sentence, of two of the same things, or what is left of a sum."""
    for other in said.beside:
        for sum_ in (other + value, other - value) if other >= 10 and value >= 10 else ():
            for one, row in index.values.get(sum_, ()):
                for two, _ in index.values.get(other, ()):
                    if one.kind == two.kind != "time" and _kindred(index, one, two, told.measure):
                        return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
    word = _LETTERS.match(said.text, min(found.end + 1, len(said.text)))
    same = index.counted.get(stem(fold(word[0]), index.language), {}) if word and told.gap else {}
    for first, (shown, row) in same.items():
        if first + value in same and first > 0:
            return row, f"the difference of {same[first + value][0]} and {shown}"
    for row in said.rows if told.measure and value >= 100 else ():
        some = [q for near in (row, row + 1, row - 1) for q in index.figures_of(near)][:12]
        for part in (q for q in some if q.kind == "percent"):
            for one in (q for q in some if q.values[0] > value and _measure(index, q) == told.measure):
                left = one.values[0] * (100 - part.values[0]) / 100 - value
                if any(_same(left, two.values[0]) for two in some if two.kind != "percent"):
                    return row, f"what is left of {index.shown(one)}"
    return None


def _reasoned(
    index: Index, found: Quantity, said: Said, told: _Told, value: float, kind: str, one: Quantity, two: Quantity
) -> bool:
    """Tell whether there is a reason to reckon a number so: a word, a sign, the numbers beside it, or its length."""
    between = index.reading.text[min(one.end, two.end) : max(one.start, two.start)]
    beside = [not said.beside.isdisjoint(quantity.values) for quantity in (one, two)]
    whole = kind == "+" and any(beside) and _WHOLE.search(said.text, max(found.start - 16, 0), found.start)
    if whole or (kind == "/" and all(beside)):
        return True
    if kind == "+" and re.fullmatch(r"[^\d]{0,12}\+\D{0,12}", between):
        return True
    keys = index.keys[index.row(one.start)]
    near = (word for word in said.content if found.start - 25 < word.start < found.end + 25)
    beside_word = kind == "-" and any(stem(word.folded, index.language) in keys for word in near)
    if kind == "-" and (
        (two.start < one.start and _RATIO.fullmatch(between) and beside_word)
        or amounts.lasts(_near(said.text, found)[1][:1], "year")
    ):
        return True
    if (
        kind == "-"
        and beside[0]
        and (told.left or amounts.remains(said.spoken) or _OF_THEM.match(said.text, found.end))
    ):
        return True
    if kind in "+-" and one.kind == two.kind and not _kindred(index, one, two, told.measure):
        return kind == "-" and all(beside)
    labels = {_label(index, each) for each in (one, two)}
    few = min(one.values[0], two.values[0]) < 10 and not _measure(index, one) and not any(beside)
    if kind == "-" and told.gap and few and (len(labels) > 1 or "" in labels):
        return False
    if (told.gap and kind == "-") or (told.total and kind in "+*") or (told.each and kind == "/"):
        return True
    if kind == "*" and any(beside) and value > 100:
        return True
    if kind == "%" and not all(beside):
        return told.about and min(one.values[0], two.values[0]) >= 20 and _kindred(index, one, two, "")
    figures = len(f"{value:.10g}".replace(".", "").strip("0"))
    long = figures > 2 and min(one.values[0], two.values[0]) >= 10
    return (
        (long and (kind == "-" or (kind == "+" and not any(beside))))
        or (all(beside) and (kind == "%" or (kind == "-" and value >= 20)))
        or kind == "~"
    )


_OF_THEM = pattern(r"\s(?:of|von|sur|des|de|su|z|ze)\s(?:(?:the|den|der|los|las|les|i|gli)\s)?\d")  # 57 of the 520
_WHOLE = pattern(r"\d\s(?:of|der|von|des|de|delle|dei|sur|su|z|ze)\s(?:(?:the|den|las|los|les)\s)?$")  # 102 of the 140
_RATIO = pattern(r"\s(?:in|out of|of|su|sur|de|von|z|ze)\s")  # 3 su 7


def _wanted(value: float, percent: bool, told: _Told) -> list[float]:
    """Return what a value can be in the notes: in thousands or millions too, cents in whole money."""
    some = [value, *(value / factor for factor in (1e3, 1e6) if value >= factor and not percent)]
    return [*some, value / 100] if told.size == 1 and told.measure == "money" else some


def _differing(some: Sequence[Quantity], wanted: Sequence[float]) -> Iterator[tuple[Quantity, Quantity]]:
    """Yield the pairs of numbers that differ by one of the wanted."""
    by_value = {round(one.values[0], 4): one for one in some}
    for two in some:
        for each in wanted:
            if (one := by_value.get(round(two.values[0] + each, 4))) is not None:
                yield one, two


def _made(
    index: Index, some: Sequence[Quantity], value: float, percent: bool, told: _Told
) -> Iterator[tuple[str, str, Quantity, Quantity]]:
    """Yield the pairs of numbers that make a value, also in thousands or millions that stand once for a row."""
    wanted = _wanted(value, percent, told)
    low, high = min(wanted) * 0.999, max(wanted) * 1.001  # most pairs are out of the question
    left = 100 - sum(quantity.values[0] for quantity in some if quantity.kind == "percent")
    for one, two in permutations([quantity for quantity in some if quantity.values], 2):
        a, b = one.values[0], two.values[0]
        shares = (one.kind == "percent", two.kind == "percent")
        if shares == (False, True):
            if not percent and any(_same(value, a * part / 100) for part in (b, 100 - b, left)):
                yield "a share of", "+", one, two
            elif (
                told.about
                and not percent
                and value >= 10
                and value % 10 == 0
                and abs(value - a * b / 100) <= value / 20
            ):
                yield "about a share of", "~", one, two
        elif shares[0] == shares[1]:
            if shares[0] == percent or shares[0]:
                if low < a - b < high and any(_same(each, a - b) for each in wanted):
                    yield "the difference of", "-", one, two
                if low < a + b < high and any(_same(each, a + b) for each in wanted):
                    yield "the sum of", "+", one, two
            if not percent and not shares[0] and min(a, b) > 1:
                if low < a * b < high and any(_same(each, a * b) for each in wanted):
                    yield "the product of", "*", one, two
                if (
                    (told.each or told.measure == "money")
                    and low < a / b < high
                    and any(_same(each, a / b) for each in wanted)
                ):
                    yield "a part of", "/", one, two
            if percent and not shares[0] and b > 0:
                made = (100 * a / b, 100 * abs(a - b) / b)
                if value in [round(part) for part in made] or (
                    told.about and value in [part // 5 * 5 for part in made]
                ):
                    yield "a percentage, of", "%", one, two


def _same(one: float, other: float) -> bool:
    return one > 0 and abs(one - other) <= 1e-6 * one


# -- shares ------------------------------------------------------------------------------------------

_PARTS = {
    3: "third thirds tiers drittel tercio tercios terzo terzi třetina třetinu třetiny třetině",
    4: "quarter quarters quart quarts viertel cuarto cuartos cuarta quarto quarti čtvrtina čtvrtinu čtvrtiny",
    5: "fifth fifths cinquième cinquièmes fünftel quinto quinta quintos quinti pětina pětinu pětiny",
    6: "sixth sixths sixième sixièmes sechstel sexto sexta sesto sesti šestina šestinu šestiny",
    8: "eighth eighths huitième huitièmes achtel octavo octava ottavo ottavi osmina osminu osminy",
    10: "tenth tenths dixième dixièmes zehntel décimo décima decimo decimi desetina desetinu desetiny",
}


@cache
def _denominators() -> dict[str, int]:
    return {word: number for number, forms in _PARTS.items() for word in forms.split()}


_OF = pattern(
    r"\b(?:one|une?|un[ao]|eine?[rmn]?|jede[rnms]?|jed(?:en|na|no))\s(?:\w+\s)?"
    r"(?:out of(?: every)?|in(?: every)?|sur|de cada|su(?: ogni)?|von|z|ze|de)\s+(?:les\s+)?$",
    re.IGNORECASE,
)
_EACH = pattern(r"\b(?:jede[rsmn]?|každ\w+)\s+$", re.IGNORECASE)
_HOUR = pattern(r"\s?(?:d['’]|de |of an |einer )?(?:heure|hora|ora|hour|stunde)", re.IGNORECASE)


def _share(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """A fraction told where the notes have a percentage or two numbers, and the other way round."""
    text, value = said.text, found.values[0]
    word = text[found.start : found.end].lower()
    if found.kind == "percent":
        return next(
            ((row, "the notes have a fraction") for part, row in index.fractions if _same(part * 100, value)), None
        )
    below, above = _denominators().get(word, 0), 1.0
    before = text[max(found.start - 24, 0) : found.start]
    if not below and value == int(value) and (_EACH.search(before) or (_OF.search(before) and value <= 10)):
        below = int(value)
    if not below and value <= 9:
        after = _LETTERS.match(text, found.end + 1)
        below, above = (_denominators().get(after[0].lower(), 0) if after else 0), value
    elif below:
        counted = [one for one in said.beside if one < below]
        above = counted[0] if len(counted) == 1 and re.search(r"[^\W_]\s(?:\w+ )?$", before) else 1.0
    if below < 2:
        return None
    if below == 4 and _HOUR.match(text, found.end):
        near = [hit for hit in index.between(13 * above, 17 * above) if index.unit_after(hit[0]).startswith("min")]
        if near:
            return near[0][1], f"the notes have {index.shown(near[0][0])} minutes"
    for part in {above / below, 1 / below}:
        for row in (*said.rows, *index.percents[:_MOST]):
            for quantity in index.figures_of(row):
                if (
                    quantity.kind == "percent"
                    and min(abs(quantity.values[0] / 100 - part), abs(1 - quantity.values[0] / 100 - part)) <= 0.02
                ):
                    return row, f"the notes have {index.shown(quantity)}"
        for row in said.rows:
            some = [quantity.values[0] for quantity in index.figures_of(row) if quantity.values]
            if any(b and abs(a / b - part) <= 0.015 for a, b in permutations(some, 2)):
                return row, "a share of two numbers of this line"
    return None


# -- units -------------------------------------------------------------------------------------------

# What a unit begins with: what it measures, and how many of the smallest. Longer ones first where one begins another.
_UNITS = (
    ("cent cts ct cént centes halé", "money", 1), ("€ eur $ usd £ gbp dollar pound kč czk korun", "money", 100),
    ("kwh", "work", 1), ("mwh", "work", 1e3), ("gwh", "work", 1e6),
    ("min minut", "time", 1), ("hour std stunde heure hora ora ore hod h", "time", 60),
    ("day tag jour día giorn dn den", "time", 1440), ("week woche semaine semana settiman týd", "time", 10080),
    ("decade jahrzehnt décennie década decenni desetilet", "months", 120),
    ("month monat mon mois mes", "months", 1), ("year jahr j an años año ann rok let", "months", 12),
    ("centur jahrhundert siècle siglo secol stolet", "months", 1200),
    ("q quint metrá", "weight", 100), ("km kilom chilom", "length", 1e3), ("m met mètr", "length", 1),
    ("cm centim zentim", "length", 0.01),
    ("kg kilo chil", "weight", 1), ("t ton tun", "weight", 1e3), ("g gram", "weight", 1e-3),
    ("hl hect", "volume", 100), ("l lit", "volume", 1), ("m³ m3 kubik cub kubík", "volume", 1e3),
)  # fmt: skip


@cache
def _unit(word: str) -> tuple[str, float]:
    """Return what a unit measures and its size; short ones must stand whole."""
    for names, what, size in _UNITS:
        if any(
            word == name or (len(name) > 2 and name not in ("min", "mon") and word.startswith(name))
            for name in names.split()
        ):
            return what, size
    return "", 0.0


def _converted(index: Index, text: str, found: Quantity) -> Derivation | None:
    """The same in another unit: 90 minutes as hours and a half, 0.84 € as 84 cents; a fraction as a percentage."""
    value = found.values[0]
    if found.kind == "percent" and 0 < value < 100:
        for hit, row in index.values.get(value / 100, ()):
            return row, f"the notes have {index.shown(hit)}, told as a percentage"
    after = re.match(r"[\s-]?([^\W\d_]+|€)", text[found.end : found.end + 24])
    what, size = _unit(after[1].lower()) if after else ("", 0.0)
    if not what:
        return None
    half = (
        size / 2
        if re.match(r"\W\w+ (?:and a half|et demie?|y medi[oa]|e mezz[ao])", text[found.end : found.end + 40])
        else 0
    )
    for _, kind, other in _UNITS:
        if kind == what and (other != size or half):
            for hit, row in index.values.get(round((value * size + half) / other, 6), ()):
                if _unit(index.unit_after(hit)) == (what, other):
                    return row, f"the notes have {index.shown(hit)} {index.unit_after(hit)}"
    return None


# -- how long ----------------------------------------------------------------------------------------


def _lasting(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Days of an interval of dates, hours and minutes of one of times, years and weeks between two dates."""
    if found.kind != "cardinal":
        return None
    before, after = _near(said.text, found)
    value = found.values[0]
    slack = 0.12 if not amounts.APPROXIMATE.isdisjoint(before) or not amounts.LIMITS.isdisjoint(before) else 0.0
    for unit, size in (("day", 1440.0), ("hour", 60.0), ("minute", 1.0), ("week", 10080.0)):
        if amounts.lasts(after[:2], unit):
            if value * size in index.spans:
                row, how = index.spans[value * size]
                return row, f"the notes have {how}"
            if unit == "hour":  # "19 h" can be how long
                for hit, row in index.values.get(value * 60, ()):
                    if hit.kind == "time" and hit.digits.isdigit():
                        return row, f"the notes have {index.shown(hit)}"
            for span, (row, how) in islice(index.spans.items(), _MOST if slack else 0):
                if abs(span - value * size) <= slack * value * size:
                    return row, f"the notes have {how}"
    if amounts.lasts(after[:2], "year"):
        event = next((date.year for date, _ in index.dates if date.year and date.day), None)
        for row in said.rows:
            told = [int(m[1] or m[2] + m[4]) for m in _YEAR.finditer(index.texts[row][:2000])]
            told += [int(m[2] + m[3]) for m in _YEAR.finditer(index.texts[row][:2000]) if m[2]]
            if any(abs(one - other) == value for one in told for other in (*told, event or one)):
                return row, "the years since then"
    return None


_YEAR = pattern(r"(?<![\d.,])(?:((?:19|20)\d\d)(?!\d|[-–/]\d\d(?!\d))|(19|20)(\d\d)[-–/](\d\d))")  # 1950–68
_NOON = {
    12.0: "midi noon midday mezzogiorno mediodia mittag poledne",
    24.0: "minuit midnight mitternacht mezzanotte",
}


def _timed(index: Index, text: str, found: Quantity) -> Derivation | None:
    """Minutes and seconds of a time that was taken, and by how many seconds two of them differ: 2h14'37."""
    if derived := took(index, text, found):
        return derived
    value, unit = found.values[0], text[found.end : found.end + 6].strip(" \u00a0")
    if unit.startswith(("s", "Sek", "m", "'", "′")) and value < 60:
        size = 60 if unit[0] in "m'′" else 1
        for taken, row in index.durations:
            apart = any(abs(taken - other) == value for other, _ in index.durations) and size == 1
            if taken // size % 60 == value or apart:
                return row, "a time that the notes have"
    for word in _NOON.get(value, "").split() if unit.startswith(("h", "Uhr", "o'", "ore")) else ():
        if rows := index.forms.get(word):
            return rows[0], f"the notes have {word}"
    return None


_H, _M, _S = r"h(?:ours?|eures?|oras?|odin\w*)?|stunden?|ora|ore|hodin\w*", r"m(?:in\w*)?|['′’]", r"s(?:e[ck]\w*)?"
_LONG = pattern(
    rf"(?<![\w.,:])(?:([^\W_]+?)\s?(?:{_H})(?:,?\s(?:(?:and|und|et|y|e|a)\s)?|(?=\d)))?([^\W_]+?)\s?(?:{_M})"
    rf"(?:(?:,?\s(?:(?:and|und|et|y|e|a)\s)?|(?=\d))([^\W_]+?)\s?(?:{_S}|[\"″”]))?(?!\w)",
    re.IGNORECASE,
)


def took(index: Index, text: str, found: Quantity) -> Derivation | None:
    """How long something took, told by unit: "seven hours and two minutes", where the notes have 7:02."""
    for m in _LONG.finditer(text, max(found.start - 45, 0), found.end + 45):
        parts = [_worth(part, index.language) for part in m.groups()]
        if m.start() <= found.start < m.end() and sum(part is not None for part in parts) > 1:
            hours, minutes, seconds = (part or 0 for part in parts)
            total = hours * 3600 + minutes * 60 + seconds
            for taken, row in index.durations:
                if taken == total or any(abs(taken - other) == total for other, _ in index.durations):
                    return row, "a time that the notes have"
            short = hours * 60 + minutes if parts[2] is None else minutes * 60 + seconds
            for hit, row in index.values.get(short, ()) if parts[0] is None or parts[2] is None else ():
                if hit.kind == "time":
                    return row, f"the notes have {index.shown(hit)}"
    return None


def _worth(word: str | None, language: str) -> float | None:
    return None if word is None else float(word) if word.isdecimal() else numerals.worth(word.lower(), language)


_RHYTHMS = {
    2: "bimes bimens bimonth zweimonat dvoumes",
    3: "trimes quart vierteljahr ctvrtlet",
    6: "semes halbjahr polole",
}


def _rhythm(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Every two, three or six months, where the notes have one word for it."""
    after = _near(said.text, found)[1]
    if found.values[0] in _RHYTHMS and after and _unit(after[0]) == ("months", 1):
        some = tuple(_RHYTHMS[int(found.values[0])].split())
        for form, rows in index.forms.items():
            if form.startswith(some):
                return rows[0], f"the notes have {form}"
    return None


def _next(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """The one after the noted: the notes have the 12th edition, the draft announces the 13th."""
    if found.kind != "ordinal" and not (found.digits and said.text[found.end : found.end + 1] == "."):
        return None
    keys = {stem(word.folded, index.language) for word in said.content if 0 < word.start - found.end < 30}
    for hit, row in index.values.get(found.values[0] - 1, ()):
        if (counted := index.counts_what(hit)) and counted in keys:
            return row, f"the notes have {index.shown(hit)}: the next?"
    return None
