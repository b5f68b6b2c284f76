"""A number of the notes told otherwise: as a share, in another unit, as how long it took, or the next of a row."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from itertools import islice, permutations
from typing import TYPE_CHECKING

from drafter.grounding import amounts, timing
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import fold, stem
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.quantities import Said

Derivation = tuple[int, str]  # row of the notes, -1 for none; how the number follows

LETTERS = timing.LETTERS
_MOST = 100  # spans and percentages of the notes that one number is held against


def follows(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Return which number of the notes a sentence tells otherwise, or nothing."""
    return (
        _lasting(index, found, said)
        or timing.taken(index, said.text, found)
        or timing.played(index, said.text, found)
        or _rhythm(index, found, said)
        or _next(index, found, said)
    )


def around(text: str, found: Quantity) -> tuple[list[str], list[str]]:
    """Return up to four words before a number and after it, in lower case."""
    before = LETTERS.findall(text[max(found.start - 40, 0) : found.start].lower())[-4:]
    after = LETTERS.findall(text[found.end : found.end + 45].partition("\n")[0].lower())[:4]
    return before, after


def equal(one: float, other: float) -> bool:
    """Tell whether two values are the same but for what floating point loses."""
    return one > 0 and abs(one - other) <= 1e-6 * one


# -- shares ------------------------------------------------------------------------------------------

_PARTS = {
    3: "third thirds tiers drittel tercio tercios terzo terzi třetina třetinu třetiny třetině třetin",
    4: "čtvrtě quarter quarters quart quarts viertel cuarto cuartos cuarta quarto quarti čtvrtina čtvrtinu čtvrtiny"
    " čtvrtin",
    5: "fifth fifths cinquième cinquièmes fünftel quinto quinta quintos quinti pětina pětinu pětiny pětin",
    6: "sixth sixths sixième sixièmes sechstel sexto sexta sesto sesti šestina šestinu šestiny šestin",
    8: "eighth eighths huitième huitièmes achtel octavo octava ottavo ottavi osmina osminu osminy osmin",
    10: "tenth tenths dixième dixièmes zehntel décimo décima decimo decimi desetina desetinu desetiny desetin",
}


@cache
def _denominators() -> dict[str, int]:
    return {word: number for number, forms in _PARTS.items() for word in forms.split()}


_OF = pattern(
    r"\b(?:one|une?|un[ao]|eine?[rmn]?|jede[rnms]?|jed(?:en|na|no))\s"
    r"(?:(?:\w+\s)?(?:out of(?: every)?|in(?: every)?|sur|de cada|su(?: ogni)?)|von|z|ze)\s+(?:les\s+)?$",
    re.IGNORECASE,
)
_OUT_OF = pattern(
    r"\s(?:[^\W\d]+\s)?(?:(?:out of|in|of|su)(?: every| ogni)?|sur|de cada|von|z|ze)\s([^\W_]+$|[^\W_]+|$)"
)
_EACH = pattern(r"\b(?:jede[rsmn]?|každ\w+)\s+$", re.IGNORECASE)
_HOUR = pattern(r"\s?(?:d['’]|de |of an |einer )?(?:heure|hora|ora|hour|stunde)", re.IGNORECASE)


def share(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """A fraction told where the notes have a percentage or two numbers, and the other way round."""
    text, value = said.text, found.values[0]
    word = text[found.start : found.end].lower()
    if value == 50 and found.kind == "percent" and (row := index.halved) >= 0:
        return row, "the notes have a half"
    if found.kind == "percent":
        return next(
            ((row, "the notes have a fraction") for part, row in index.fractions if equal(part * 100, value)), None
        )
    below, above, end = _denominators().get(word, 0), 1.0, found.end
    before = text[max(found.start - 24, 0) : found.start]
    if (
        not below
        and value == int(value)
        and ((_EACH.search(before) and not _rhythmic(text, found)) or (_OF.search(before) and value <= 10))
    ):
        below = int(value)
    if not below and value <= 9:
        after = LETTERS.match(text, found.end + 1)
        below, above = (_denominators().get(after[0].lower(), 0) if after else 0), value
        end = after.end() if after and below else end
    elif below:
        counted = [one for one in said.beside if one < below]
        above = counted[0] if len(counted) == 1 and re.search(r"[^\W_]\s(?:\w+ )?$", before) else 1.0
    if below < 2:
        return _parted(index, found, said, before) or _halved(index, found)
    if below == 4 and _HOUR.match(text, end):
        near = [hit for hit in index.between(13 * above, 17 * above) if index.unit_after(hit[0]).startswith("min")]
        if near:
            return near[0][1], f"the notes have {index.shown(near[0][0])} minutes"
        if derived := _between_times(index, said, 15 * above):
            return derived
    is_limit = not amounts.LIMITS.isdisjoint(LETTERS.findall(before.lower())[-2:])  # "necelé dvě třetiny"
    slack = 0.04 if is_limit else 0.02
    for part in {above / below, 1 / below} if above < below else ():
        for row in (*said.rows, *index.percents[:_MOST]):
            for quantity in index.figures_of(row):
                if quantity.kind == "percent" and min(
                    abs(quantity.values[0] / 100 - part), abs(1 - quantity.values[0] / 100 - part)
                ) <= (0.01 if below == 10 else min(slack, part / 10)):
                    return row, f"the notes have {index.shown(quantity)}"
        for row in said.rows:
            some = [quantity.values[0] for quantity in index.figures_of(row) if quantity.values]
            if any(b and abs(a / b - part) <= 0.015 for a, b in permutations(some, 2)):
                return row, "a share of two numbers of this line"
    return None


def _rhythmic(text: str, found: Quantity) -> bool:
    """Tell whether a number is how often: "every five minutes"."""
    after = around(text, found)[1]
    return bool(after) and unit_of(after[0])[0] in ("time", "months")


def _halved(index: Index, found: Quantity) -> Derivation | None:
    """Half of a number, where the notes say "half" beside it: 310,000, half of it from a fund."""
    for hit, row in index.values.get(found.values[0] * 2, ()) if found.values[0] >= 10 else ():
        beside = index.reading.text[hit.end : hit.end + 40].partition("\n")[0].lower()
        if not amounts.HALVES.isdisjoint(map(fold, LETTERS.findall(beside))):
            return row, f"half of {index.shown(hit)}"
    return None


def _parted(index: Index, found: Quantity, said: Said, before: str) -> Derivation | None:
    """Return the percentage that a sentence tells as "seven out of ten", asked for either number."""
    value = found.values[0]
    pairs = [(one, value) for one in said.beside] if _OUT_OF.search(before) else []
    if m := _OUT_OF.match(said.text, found.end):
        pairs.append((value, timing.worth(m[1], index.language) or 0))
    parts = [above / below for above, below in pairs if 0 < above < below and below in (3, 4, 5, 10, 20, 100)]
    for row in (*said.rows, *(index.percents[:_MOST] if said.titled else ())) if parts else ():
        for one in index.figures_of(row):
            if one.kind == "percent" and any(abs(one.values[0] / 100 - part) <= 0.02 for part in parts):
                return row, f"the notes have {index.shown(one)}"
    return None


# -- units -------------------------------------------------------------------------------------------

# What a unit begins with: what it measures, and how many of the smallest. Longer ones first where one begins another.
_UNITS = (
    ("cent cts ct p pence penny cént centes halé", "money", 1),
    ("€ eur $ usd £ gbp dollar pound kč czk korun", "money", 100),
    ("kwh", "work", 1), ("mwh", "work", 1e3), ("gwh", "work", 1e6),
    ("s sec sek second sekund segundo vteřin", "time", 1 / 60), ("min minut", "time", 1),
    ("hour std stunde heure hora ora ore hod h", "time", 60),
    ("day tag jour día giorn dn den dny dnů dní dnech", "time", 1440),
    ("week woche semaine semana settiman týd", "time", 10080),
    ("decade jahrzehnt décennie década decenni desetilet", "months", 120),
    ("month monat mon mois mes", "months", 1), ("year jahr j an ans años año ann rok let", "months", 12),
    ("centur jahrhundert siècle siglo secol stolet", "months", 1200),
    ("q quint metrá", "weight", 100), ("km kilom chilom", "length", 1e3), ("m met mètr", "length", 1),
    ("cm centim zentim", "length", 0.01),
    ("kg kilo chil", "weight", 1), ("t ton tun", "weight", 1e3), ("g gram", "weight", 1e-3),
    ("ha hektar hectar hectár ettar", "area", 1),
    ("hl hectol hektol ettol", "volume", 100), ("l lit", "volume", 1), ("m³ m3 kubik cub kubík", "volume", 1e3),
)  # fmt: skip


@cache
def unit_of(word: str) -> tuple[str, float]:
    """Return what a unit measures and its size; short ones must stand whole."""
    for names, what, size in _UNITS:
        if any(
            word == name or (len(name) > 2 and name not in ("min", "mon", "sec", "sek") and word.startswith(name))
            for name in names.split()
        ):
            return what, size
    return "", 0.0


_CENTS = pattern(r"\d\s(?:cents?|pence|penny|Cent|centimes?|céntimos?|centesimi|halé\w+)\b[^.\n]*$")


_TO_CENTS = pattern(  # "de 90 a 70 céntimos"
    r"\s(?:a|to|auf|à|na|y|e|und|and|et|o|or|statt|místo)\s\d+\s(?:cents?|pence|penny|Cent|centimes?|céntimos?|centesimi|halé\w+)\b"
)


def converted(index: Index, text: str, found: Quantity) -> Derivation | None:
    """The same in another unit: 90 minutes as hours and a half, 0.84 € as 84 cents; a fraction as a percentage."""
    value = found.values[0]
    if found.kind == "percent" and 0 < value < 100:
        for hit, row in index.values.get(value / 100, ()):
            return row, f"the notes have {index.shown(hit)}, told as a percentage"
    after = re.match(r"[\s-]?([^\W\d_]+|€)", text[found.end : found.end + 24])
    what, size = ("money", 100.0) if found.unit else unit_of(after[1].lower()) if after else ("", 0.0)
    if (
        not what
        and value < 100
        and value / 100 in index.values
        and (_CENTS.search(text, max(found.start - 60, 0), found.start) or _TO_CENTS.match(text, found.end))
    ):
        return index.values[value / 100][0][1], f"the notes have {index.shown(index.values[value / 100][0][0])}"
    if not what:
        return None
    half = (
        size / 2
        if re.match(r"\W\w+ (?:and a half|et demie?|y medi[oa]|e mezz[ao])", text[found.end : found.end + 40])
        else 0
    )
    for _, kind, other in _UNITS:
        if kind == what and (other != size or half):
            exact = round((value * size + half) / other, 6)
            about = [] if found.digits or value % 1 == 0 else [float(exact // 1)]  # 17 days: "knapp zweieinhalb Wochen"
            for hit, row in (hit for each in (exact, *about) for hit in index.values.get(each, ())):
                noted = unit_of(index.unit_after(hit))
                if noted == (what, other) or (what == "money" and size < other and not noted[0] and value < 100):
                    return row, f"the notes have {index.shown(hit)} {index.unit_after(hit)}"
    return None


# -- how long ----------------------------------------------------------------------------------------


def _lasting(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Days of an interval of dates, hours and minutes of one of times, years and weeks between two dates."""
    if found.kind != "cardinal":
        return None
    before, after = around(said.text, found)
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
            if (
                unit == "minute" and value >= 60 and not _HOURS.search(said.text, max(found.start - 14, 0), found.start)
            ):  # "1 h 10" can be how long
                for hit, row in index.values.get(value, ()):
                    if hit.kind == "time" and row in said.rows:
                        return row, f"the notes have {index.shown(hit)}"
            rough = slack > 0 and (unit != "minute" or value % 5 == 0)
            for span, (row, how) in islice(index.spans.items(), _MOST if rough else 0):
                if abs(span - value * size) <= slack * value * size:
                    return row, f"the notes have {how}"
        if unit == "day" and amounts.orders(after[1:3]) and (row := _days_apart(index, said, value)) >= 0:
            return row, "two dates of this line are so far apart"
        later = size <= 60 and amounts.orders(after[1:3])  # "35 minutes after the start"
        if later and (derived := _between_times(index, said, value * size)):
            return derived
    if amounts.lasts(after[:1], "month"):
        near = said.text[max(found.start - 90, 0) : found.end + 90]
        for row, months in index.months.items():
            here = row in said.rows or any(str(month // 12) in near for month in months)
            if here and any(abs(one - other) == value for one in months for other in months):
                return row, "two months of this line are so far apart"
    if amounts.lasts(after[:2], "year"):
        event = next((date.year for date, _ in index.dates if date.year and date.day), None)
        for row in said.rows:
            told = [int(m[1] or m[2] + m[4]) for m in _YEAR.finditer(index.texts[row][:2000])]
            told += [int(m[2] + m[3]) for m in _YEAR.finditer(index.texts[row][:2000]) if m[2]]
            if any(abs(one - other) == value for one in told for other in (*told, event or one)):
                return row, "the years since then"
    return None


def _days_apart(index: Index, said: Said, days: float) -> int:
    """Return the row, of those that bear a sentence out, with two dates so many days apart, years aside; or -1."""
    for row in said.rows:
        noted = [(one.month or 0, one.day or 0) for one in index.dated(row)]
        places = [dt.date(2023, month, min(day, 28) if month == 2 else day) for month, day in noted if day <= 30]
        if any(abs((one - other).days) == days for one in places for other in places):
            return row
    return -1


def _between_times(index: Index, said: Said, minutes: float) -> Derivation | None:
    """Two times of day that are so many minutes apart, in lines near those that bear a sentence out."""
    times = [hit for hit in index.times if any(abs(hit[1] - row) <= 2 for row in said.rows)][:_MOST]
    for one, two in permutations(times, 2):
        if one[0].values[0] - two[0].values[0] == minutes:
            return one[1], f"the notes have {index.shown(two[0])} and {index.shown(one[0])}"
    return None


_YEAR = pattern(r"(?<![\d.,])(?:((?:19|20)\d\d)(?!\d|[-–/]\d\d(?!\d))|(19|20)(\d\d)[-–/](\d\d))")  # 1950–68
_HOURS = pattern(r"\b(?:h|hour|heure|hora|ora|Stunde|hodin)\w{0,2}[,\s]*(?:and|et|y|e|und|a)?\s$", re.IGNORECASE)
_RHYTHMS = {
    2: "bimes bimens bimonth zweimonat dvoumes",
    3: "trimes quart vierteljahr ctvrtlet",
    6: "semes halbjahr polole",
}


def _rhythm(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Every two, three or six months, where the notes have one word for it."""
    after = around(said.text, found)[1]
    if found.values[0] in _RHYTHMS and after and unit_of(after[0]) == ("months", 1):
        some = tuple(_RHYTHMS[int(found.values[0])].split())
        for form, rows in index.forms.items():
            if form.startswith(some):
                return rows[0], f"the notes have {form}"
    return None


def _next(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """The one after the noted: the notes have the 12th edition, the draft announces the 13th."""
    if found.kind != "ordinal" and not (found.digits and said.text[found.end : found.end + 1] == "."):
        return None
    for row in said.rows:
        if found.values[0] in index.markers.get(row, ()):
            return row, "the notes have it in this place of a list"
    keys = {stem(word.folded, index.language) for word in said.content if 0 < word.start - found.end < 30}
    for hit, row in index.values.get(found.values[0] - 1, ()):
        if (counted := index.counts_what(hit)) and counted in keys:
            return row, f"the notes have {index.shown(hit)}: the next?"
    return None
