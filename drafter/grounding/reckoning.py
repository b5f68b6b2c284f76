"""What follows from the notes' numbers by reckoning: sums, differences, shares, other units, and how long it took.

The more figures a number has, the less likely it agrees by chance: three are taken as they are; fewer need a word
that says so ("in all", "more than"), or the other number beside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice, permutations
from typing import TYPE_CHECKING

from drafter.grounding import amounts
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import stem
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said

Derivation = tuple[int, str]  # row of the notes, -1 for none; how the number follows

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
        or _next(index, found, said)
    )


def _near(text: str, found: Quantity) -> tuple[list[str], list[str]]:
    """Return up to four words before a number and after it, in lower case."""
    before = _LETTERS.findall(text[max(found.start - 40, 0) : found.start].lower())[-4:]
    after = _LETTERS.findall(text[found.end : found.end + 45].partition("\n")[0].lower())[:4]
    return before, after


# -- sums, differences, products ---------------------------------------------------------------------


def _summed(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """A sum or a difference of numbers of one line, where the sentence says that it is one."""
    before, after = _near(said.text, found)
    if amounts.others((*before[-2:], *after[:2])):  # all but the one who is told about
        for hit, row in index.values.get(found.values[0] + 1, ()):
            return row, f"the notes have {index.shown(hit)}, less one"
    for value in found.values:
        if amounts.totals(said.spoken) and value in index.totals:
            return index.totals[value], "the sum of a list"
        if value in index.sums:
            row, some = index.sums[value]
            addends = {quantity.values[0] for quantity in some}
            part = (
                len(addends) == 2
                and value > 10
                and not addends.isdisjoint(said.beside)
                and amounts.includes(said.spoken)
            )
            if part or amounts.totals(said.spoken) or _labelled(index, some, found, said):
                return row, "the sum of " + " + ".join(map(index.shown, some))
        if (
            found.kind == "cardinal"
            and (amounts.compares(after[:3]) or amounts.differs(before[:-1] if before[-1:] in _ENDS else before))
            and (gap := index.gap(value))
        ):
            row, one, two = gap
            return row, f"the difference of {index.shown(one)} and {index.shown(two)}"
    return None


def _labelled(index: Index, some: Sequence[Quantity], found: Quantity, said: Said) -> bool:
    """Tell whether a sentence goes on with the word after each of two numbers: "212 k buffet, 88 k souvenirs"."""
    if len(some) != 2 or any(value in said.beside for quantity in some for value in quantity.values):
        return False
    labels = {index.counts_what(quantity) for quantity in some}
    near = (word for word in said.content if found.end < word.start < found.end + 60)
    return len(labels) == 2 and labels <= {stem(word.folded, index.language) for word in near}


def _worked(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """What two numbers of a line that bears the sentence out make: a sum, a difference, a product, a share."""
    if found.kind not in ("cardinal", "percent") or not said.rows:
        return None
    before, after = _near(said.text, found)
    gap = (
        amounts.compares(after[:3])
        or amounts.differs(before[:-1] if before[-1:] in _ENDS else before)
        or before[-2:] in (["plus", "von"], ["minus", "von"])
    )
    gap = gap or amounts.lasts(after[:1], "year") or _THAN.search(said.text, found.end, found.end + 45) is not None
    total = amounts.totals(said.spoken)
    for value in found.values:
        figures = len(f"{value:.10g}".replace(".", "").strip("0"))
        for row in said.rows:
            for quantity in index.figures_of(row):
                if value >= 1000 and value in (quantity.values[0] * 1e3, quantity.values[0] * 1e6):
                    return row, f"the notes have {index.shown(quantity)}, in thousands or millions?"
            for how, kind, one, two in _made(index.figures_of(row), value, found.kind == "percent"):
                beside = [not said.beside.isdisjoint(quantity.values) for quantity in (one, two)]
                told = (
                    (gap and kind == "-") or (total and kind in "+*") or (any(beside) and kind == "*" and value > 100)
                )
                told = bool(
                    told
                    or (kind == "+" and re.fullmatch(r"[^\d]{0,12}\+\D{0,12}", index.reading.text[one.end : two.start]))
                )
                left = kind == "-" and beside[0] and amounts.leaves(before)
                points = kind == "-" and one.kind == two.kind == "percent"
                long = figures > 2 and min(one.values[0], two.values[0]) >= 10
                long = long and (kind == "-" or (kind == "+" and not any(beside)))
                if told or left or long or points or (all(beside) and kind in "-%"):
                    return row, f"{how} {index.shown(one)} and {index.shown(two)}"
    return None


def _made(some: Sequence[Quantity], value: float, percent: bool) -> Iterator[tuple[str, str, Quantity, Quantity]]:
    """Yield the pairs of numbers that make a value, also in thousands or millions that stand once for a row."""
    wanted = {value} | {value / factor for factor in (1e3, 1e6) if value >= factor and not percent}
    left = 100 - sum(quantity.values[0] for quantity in some if quantity.kind == "percent")
    for one, two in permutations([quantity for quantity in some if quantity.values], 2):
        a, b = one.values[0], two.values[0]
        shares = (one.kind == "percent", two.kind == "percent")
        if shares == (False, True):
            if not percent and any(_same(value, a * part / 100) for part in (b, 100 - b, left)):
                yield "a share of", "+", one, two
        elif shares[0] == shares[1]:
            if shares[0] == percent or shares[0]:
                if any(_same(each, a - b) for each in wanted):
                    yield "the difference of", "-", one, two
                if any(_same(each, a + b) for each in wanted):
                    yield "the sum of", "+", one, two
            if not percent and not shares[0] and min(a, b) > 1 and any(_same(each, a * b) for each in wanted):
                yield "the product of", "*", one, two
            if percent and not shares[0] and b > 0 and value in (round(100 * a / b), round(100 * abs(a - b) / b)):
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


_OF = pattern(r"(?:out of(?: every)?|in(?: every)?|sur|de cada|su(?: ogni)?|von|z|ze|de)\s+(?:les\s+)?$", re.IGNORECASE)
_EACH = pattern(r"(?:jede[rsmn]?|každ\w+)\s+$", re.IGNORECASE)
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
    if not below and (_EACH.search(before) or (_OF.search(before) and value <= 10)):
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
    ("min", "time", 1), ("hour std stunde heure hora ora ore hod h", "time", 60),
    ("day tag jour día giorn dn den", "time", 1440), ("week woche semaine semana settiman týd", "time", 10080),
    ("month monat mois mes mes", "months", 1), ("year jahr an años año ann rok let", "months", 12),
    ("decade jahrzehnt décennie década decenni desetilet", "months", 120),
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
        if any(word == name or (len(name) > 2 and word.startswith(name)) for name in names.split()):
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


def _next(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """The one after the noted: the notes have the 12th edition, the draft announces the 13th."""
    if found.kind != "ordinal" and not (found.digits and said.text[found.end : found.end + 1] == "."):
        return None
    keys = {stem(word.folded, index.language) for word in said.content if 0 < word.start - found.end < 30}
    for hit, row in index.values.get(found.values[0] - 1, ()):
        if (counted := index.counts_what(hit)) and counted in keys:
            return row, f"the notes have {index.shown(hit)}: the next?"
    return None
