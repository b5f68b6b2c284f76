"""Times told in words: how long something took, the minute of a match, a decade for its year."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from drafter.grounding import amounts, numerals
from drafter.grounding.numbers import Quantity
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index
    from drafter.grounding.retold import Derivation

_H = r"h(?:ours?|eures?|oras?|odin\w*)?|stunden?|stdn?\.?|ora|ore|hodin\w*"
_M, _S = r"m(?:in\w*)?|['′’]", r"s(?:e[cgk]\w*)?|vteřin\w*"
_NEAR = 3  # rows
_HOURS = pattern(rf"[ \u00a0-]?(?:{_H}|{_M})(?!\w)", re.IGNORECASE)
_FINE = pattern(r"[ \u00a0-]?(?:(min\w*|m\b|['’′])|se[cgk]\w*|s\b|vteř\w*)", re.IGNORECASE)  # minutes, seconds
LETTERS = pattern(r"[^\W\d_]+")
_NOON = {
    12.0: "midi noon midday mezzogiorno mediodia mittag poledne",
    24.0: "minuit midnight mitternacht mezzanotte",
}


def _bounded(text: str, found: Quantity) -> bool:
    """Tell whether a sentence calls a number a limit or near: "in under 53 minutes", for 52:38."""
    before = LETTERS.findall(text[max(found.start - 24, 0) : found.start].lower())[-3:]
    return not amounts.LIMITS.isdisjoint(before) or not amounts.APPROXIMATE.isdisjoint(before)


_AND_HALF = pattern(r"\s(?:\w+\s)?(?:and a half|et demie|y media|e mezz[ao]|a půl)\b", re.IGNORECASE)


_PART = pattern(
    r"\d\D{0,6}$|h(?:ours?|eures?|oras?|odin\w*)?\b\D{0,6}$|ore\b\D{0,6}$|tunden?\b\D{0,6}$|min\w*\b\D{0,6}$"
)


def taken(index: Index, text: str, found: Quantity) -> Derivation | None:
    """Minutes and seconds of a time that was taken, and by how many seconds two of them differ: 2h14'37."""
    if derived := took(index, text, found):
        return derived
    value, unit = found.values[0], text[found.end : found.end + 6].strip(" \u00a0")
    half = 30 if _AND_HALF.match(text, found.end) else 0  # three and a half hours, "dreieinhalb Stunden"
    if half or (value % 1 == 0.5 and _HOURS.match(text, found.end)):
        for hit, row in index.values.get(value * 60 + half, ()):
            if hit.kind == "time":
                return row, f"the notes have {index.shown(hit)}"
    if value < 600 and (fine := _FINE.match(text, found.end)):
        size = 60 if fine[1] else 1
        for lasted, row in index.durations if size * value >= 60 else ():
            if lasted == size * value or (lasted < size * value <= lasted * 1.1 and _bounded(text, found)):
                return row, "a time that the notes have"
    if value < 60 and fine:
        for (one, row), (two, _) in pairwise(index.clocked if size == 1 else ()):
            if two - one == value:
                return row, "the time between two that the notes have"
        for lasted, row in index.durations:
            near = [other for other, at in (*index.durations, *index.clocked) if abs(at - row) <= _NEAR]
            apart = size == 1 and any(abs(lasted - other) == value for other in near)
            whole = lasted == value * size or _PART.search(text, max(found.start - 12, 0), found.start)
            if (whole and lasted // size % 60 == value) or apart:
                return row, "a time that the notes have"
    for word in _NOON.get(value, "").split() if unit.startswith(("h", "Uhr", "o'", "ore")) else ():
        if rows := index.forms.get(word):
            return rows[0], f"the notes have {word}"
    return None


def lasted(index: Index, digits: str) -> Derivation | None:
    """A time taken, in hours, minutes and seconds, that the notes write otherwise: 2:31:09 for "2 31 09"."""
    parts = [int(part) for part in re.split(r"[:.]", digits) if part.isdecimal()]
    total = parts[0] * 3600 + parts[1] * 60 + parts[2] if len(parts) == 3 else -1
    return next(((row, "a time that the notes have") for taken, row in index.durations if taken == total), None)


_LONG = pattern(
    rf"(?<![\w.,:])(?:([^\W_]+?)['’\s]?(?:{_H})(?:,?\s(?:(?:and|und|et|y|e|a)\s)?|(?=\d)))?([^\W_]+?)\s?(?:{_M})"
    rf"(?:(?:,?\s(?:(?:and|und|et|y|e|a)\s)?|(?=\d))([^\W_]+?)(?:\s?(?:{_S}|[\"″”])|(?=[.,;)\n]|\Z)))?(?!\w)",
    re.IGNORECASE,
)


def took(index: Index, text: str, found: Quantity) -> Derivation | None:
    """How long something took, told by unit: "seven hours and two minutes", where the notes have 7:02."""
    for m in _LONG.finditer(text, max(found.start - 45, 0), found.end + 45):
        parts = [worth(part, index.language) for part in m.groups()]
        if m.start() <= found.start < m.end() and sum(part is not None for part in parts) > 1:
            hours, minutes, seconds = (part or 0 for part in parts)
            total = hours * 3600 + minutes * 60 + seconds
            for lasted, row in index.durations:
                if lasted == total or any(abs(lasted - other) == total for other, _ in index.durations):
                    return row, "a time that the notes have"
            for (one, row), (two, _) in pairwise(index.clocked):
                if two - one == total:
                    return row, "the time between two that the notes have"
            short = hours * 60 + minutes if parts[2] is None else minutes * 60 + seconds
            for hit, row in index.values.get(short, ()) if parts[0] is None or parts[2] is None else ():
                if hit.kind == "time":
                    return row, f"the notes have {index.shown(hit)}"
    for m in _BARE.finditer(text, max(found.start - 24, 0), found.end + 24):
        hour, minute = worth(m[1], index.language), worth(m[2], index.language)
        if m.start() <= found.start < m.end() and hour and minute and minute < 60:
            for hit, row in index.values.get(hour * 60 + minute, ()):
                if hit.kind == "time" and hit.values[0] == hour * 60 + minute:
                    return row, f"the notes have {index.shown(hit)}"
    return None


_BARE = pattern(  # "un'ora e venti"
    rf"(?<![\w.,:])([^\W_]+?)['’\s](?:{_H})\s(?:(?:and|und|et|y|e|a)\s)?([^\W_]+(?:-[^\W_]+)*)(?![\w%€])", re.IGNORECASE
)
_NOON_LESS = pattern(r"\b(midi|minuit|mezzogiorno|mezzanotte)\s(?:(moins|meno)|et|e)\s$")
_ONE = frozenset("a an eine einer o".split())  # an hour, "o minutu"; the other articles are number words


def worth(word: str | None, language: str) -> float | None:
    """Return the number that a word says, in digits or not, 1 for an article, or None."""
    if word is None or word.isdecimal():
        return None if word is None else float(word)
    return 1.0 if word.lower() in _ONE else numerals.worth(word.lower(), language)


_PLAYED = pattern(r"(?:st|nd|rd|th|\.|e|ème|ª|º|°|[ao])?(?:['’′]|\s(?:play\w+\s|Spiel)?minut)", re.IGNORECASE)
_MINUTE_OF = pattern(r"\bminut[eoay]?\s$", re.IGNORECASE)


def played(index: Index, text: str, found: Quantity) -> Derivation | None:
    """The minute of a match: the 52nd for 51:02, which is after 51 whole ones."""
    ordinal = found.kind == "ordinal" or text[found.end : found.end + 1] in tuple(".'’′°")
    if not (
        (ordinal and _PLAYED.match(text, found.end)) or _MINUTE_OF.search(text, max(found.start - 8, 0), found.start)
    ):
        return None
    if not any(at >= 24 * 60 for at, _ in index.clocked):  # times of day, all of them
        return None
    for at, row in index.clocked:
        if at // 60 + 1 == found.values[0]:
            return row, f"{at // 60}:{at % 60:02} is in this minute"
    return None


# -- decades -----------------------------------------------------------------------------------------

_DECADE = pattern(r"(?:\b(?:ann[ée]es|años|anni|roky)\s(?:\w{3,12}\s(?:et|y|e|a)\s)?|['’])$", re.IGNORECASE)
_LETA = pattern(r"\.?\s(?:let|léta|letech|letům)\b")


def decade(index: Index, text: str, found: Quantity) -> Derivation | None:
    """A decade of which the notes have a year: "the late 1980s", "anni Ottanta", "80. léta"."""
    value = found.values[0]
    if value % 10 or not (20 <= value <= 90 or 1800 <= value < 2100):
        return None
    if not (
        text[found.start : found.end].endswith(("s", "er", "ern"))
        or _DECADE.search(text, max(found.start - 26, 0), found.start)
        or _LETA.match(text, found.end)
    ):
        return None
    for year, row in index.years.items():
        if value in (year // 10 * 10, year % 100 // 10 * 10):
            return row, f"the notes have {year}"
    for short, row in index.values.get(value % 100, ()):  # "50er/60er"
        if index.reading.text[short.start : short.end].endswith(("s", "er", "ern")):
            return row, f"the notes have {index.shown(short)}"
    return None


_CENTURY = pattern(r"(?:st|nd|rd|th|\.)?\s(?:centur|Jahrhundert|stol)")


def century(index: Index, text: str, found: Quantity) -> Derivation | None:
    """A century of which the notes have a year: "siglo XIX" for 1874."""
    if found.unit != "century" and not _CENTURY.match(text, found.end):
        return None
    last = found.values[0] * 100
    near = index.between(last - 99, last) if 10 <= found.values[0] <= 21 else []
    return next(((row, f"the notes have {index.shown(one)}") for one, row in near if len(one.digits) == 4), None)


# -- times of day in words --------------------------------------------------------------------------

# What stands before an hour, or after it, and the minutes that it adds.
_SPOKEN_BEFORE = (
    (pattern(r"\bhalf past\s$", re.I), 30), (pattern(r"\bquarter past\s$", re.I), 15),
    (pattern(r"\bquarter to\s$", re.I), -15), (pattern(r"\b(?:halb|půl)\s$", re.I), -30),
    (pattern(r"\bviertel nach\s$", re.I), 15), (pattern(r"\b(?:viertel vor|tři čtvrtě na)\s$", re.I), -15),
    (pattern(r"\b(?:čtvrt na|viertel)\s$", re.I), -45), (pattern(r"\bdreiviertel\s$", re.I), -15),
)  # fmt: skip
_SPOKEN_AFTER = (
    (pattern(r"\s(?:y media|e mezz[ao]|heures et demie)\b"), 30),
    (pattern(r"\s(?:y cuarto|e un quarto|heures et quart)\b"), 15),
    (pattern(r"\s(?:menos cuarto|meno un quarto|heures moins le quart)\b"), -15),
)
# Minutes and an hour: "ten to five", "fünf vor halb acht"; "quatre heures moins dix", "las tres y veinte".
_MINUTES_FIRST = pattern(
    r"([^\W_]+)\s(?:minut\w*\s)?(?:(to|before|vor|před)|past|after|nach|po)\s(halb\s)?([^\W_]+)", re.I
)
_HOUR_FIRST = pattern(r"([^\W_]+)\s(?:heures?\s(moins\s)?|(menos|meno)\s|[ye]\s)([^\W_]+)", re.I)


def spoken(text: str, found: Quantity, language: str) -> list[float]:
    """Return the minutes after midnight that a time in words can mean: "half past ten", "ten to five"."""
    before, value = text[max(found.start - 20, 0) : found.start], found.values[0]
    if noon := _NOON_LESS.search(before.lower()):
        return [(720 if noon[1] in _NOON[12.0].split() else 1440) + (-value if noon[2] else value)]
    added: list[float] = [minutes for shape, minutes in _SPOKEN_BEFORE if shape.search(before)]
    added += [minutes for shape, minutes in _SPOKEN_AFTER if shape.match(text, found.end)]
    hours = [value * 60 + more for more in added if value <= 12]
    for shape, first in ((_MINUTES_FIRST, True), (_HOUR_FIRST, False)):
        for m in shape.finditer(text, max(found.start - 28, 0), found.end + 28):
            one, two = worth(m[1], language) or 0, worth(m[4], language) or 0
            hour, minute = (two, one) if first else (one, two)
            if found.start in (m.start(1), m.start(4)) and 1 <= hour <= 24 and 1 < minute < 60:
                less = m[2] or (m[3] and not first)
                hours.append(hour * 60 - (30 if first and m[3] else 0) + (-minute if less else minute))
    return [hour % 720 + half for hour in hours for half in (0, 720)]
