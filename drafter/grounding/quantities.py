"""Look a number up in the notes: the same value, one that follows from theirs, or none."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from drafter.dates import WEEKDAYS
from drafter.grounding import akin, amounts, counts, nearby, reckoning, timing, words
from drafter.grounding.evidence import Claim, ClaimStanding
from drafter.grounding.index import Index
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import Word, stem
from drafter.grounding.retold import Derivation
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_PREPOSITION = pattern(
    r"\b(?:at|by|from|until|till|to|um|ab|bis|gegen|à|las|alle|ore|v|ve|z|ze|od|do|kolem|and|between|de|a|al|dalle|mezi|zwischen"
    r"|entre)\s$",
    re.IGNORECASE,
)

_DAY_OF = pattern(r"\b(?:día|giorno|jour|el|del|il|le|den|dne)\s$", re.IGNORECASE)  # "el 16", the day

# Before a year of two digits: '89, "del 89", "1987 (or 89?)".
_SHORT_YEAR = pattern(
    r"(?:['’]|\b(?:del|since|seit|dal|depuis|bj\.?|baujahr|rok|roku)\s"
    r"|\b(?:19|20)\d\d[ (,/?]{0,3}(?:or|oder|ou|o|nebo|/)[ (]{0,2})$",
    re.IGNORECASE,
)
_WORD_BEFORE = pattern(r"([^\W\d_]{2,})\s(?:\d\d\s?(?:[,/+&–-]|y|and|und|et|e|a)\s?)?$")  # "veranos 24 y 25"
_PER_HUNDRED = pattern(r"\b(?:cada|of every|in every|sur|su|von|auf|ze?|per)\s$", re.IGNORECASE)
_MEASURE = pattern(r"\s(?:km|kilo|chilo|met[er]|mètr|lit[er]|ton|hect|ett|degr|grad|stup)", re.IGNORECASE)
_CLOCK = pattern(r"([01]?\d|2[0-3])\.([0-5]\d)")  # 9.30 can be a time of day
# What a draft that counts two or three things goes on with: "The first ..."; and how it comes back to two just named.
_FIRST = pattern(
    r"\A(?:The first|One (?:was|is|of)|First,|D(?:er|ie|as) erste|L[ea] premi(?:er|ère)|L['’]une? "
    r"|El primero|La primera|Il primo|La prima|První|Prvním|Jed(?:en|na|ním|nou) )\b"
)
_BOTH = pattern(
    r"\b(?:and|und|et|y|e|a)\b[^\n]*\n?[^\n]*\b(?:the two|die beiden|les deux|l[oa]s dos|i due|le due|oba dva)"
    r"\s(?:are|were|is|sind|sont|son|sono|jsou)\b"
)
# What stands before an hour.
_AT_WORDS = r"\b(?:at|by|from|until|till|um|ab|bis|gegen|à|dès|vers|las?|alle|dalle|ore|ve?|od|do)\s$|[-–@]\s?$"
_AT = pattern(_AT_WORDS, re.I)
_HOUR_BEFORE = pattern(_AT_WORDS + r"|\b(?:[aà]|le)\s$", re.I)
_PART_OF = pattern(r"\s(?:of|de|von|sur|su|z|ze|des|der|dei)\s(?:\w+\s)?\d")  # "ocho de los 31"
_LATE = pattern(
    r"(?:\so'clock)?\s(?:in the (?:afternoon|evening)|at night|pm\b|p\.m|de la (?:tarde|noche)|du soir|de l'après"
    r"|di sera|de[li] pomeriggio|abends|nachmittags|am Abend|večer|odpoledne)"
)
_CLOCK_WORDS = frozenset("o uhr ráno večer odpoledne dopoledne heures h pm am sharp früh morgens abends".split())
_BETWEEN = pattern(r"\b(?:between|zwischen|entre|tra|fra|mezi)\s$", re.IGNORECASE)
_PAST = frozenset("past beyond delà après pasadas passate dopo después po nach".split())  # before a time: it was later
_NEARLY = frozenset("kurz shortly just soon gegen poco peu krátce soon after".split())  # before a time


class Said(NamedTuple):
    """What stands around the numbers of one sentence: made once, however many there are."""

    text: str  # what all offsets are in
    spoken: frozenset[str]  # words in lower case
    beside: frozenset[float]  # all numbers
    content: tuple[Word, ...]  # words that bear meaning, in order
    language: str = "en"
    foreign: bool = False  # the notes are in another language
    listed: int = 0  # items that the draft lists right after the sentence
    rows: Sequence[int] = ()  # of the notes that bear the sentence out, best first
    titled: bool = False  # a heading, which rounds


def look(index: Index, found: Quantity, said: Said) -> Claim:
    """Look a number of a sentence up."""
    text = said.text[found.start : found.end]
    if not found.values or found.digits.count(":") == 2:
        return _verbatim(index, text, found)
    if found.kind == "time":
        return _time(index, said.text, text, found, said.rows)
    hits = [hit for value in found.values for hit in index.values.get(value, ()) if hit[0].kind != "time"]
    if found.unit or found.kind == "percent" or (found.kind == "cardinal" and not found.digits):  # no "s. XVIII"
        hits = [hit for hit in hits if hit[0].unit not in ("century", "edition")]
    if hits and found.unit and all(hit.unit not in ("", found.unit) for hit, _ in hits):
        other = index.shown(hits[0][0])
        return _claim(index, text, found, "altered", [hits[0][1]], f"the notes have {other}: another currency", other)
    if hits:
        return _claim(index, text, found, "supported", [row for _, row in hits], "the notes have this number")
    if derived := _derived(index, found, said):
        return _claim(index, text, found, "derived", [derived[0]], derived[1])
    nearest, row = _nearest(index, found, said)
    reason = f"the notes don't have {text}" + (f"; the nearest is {nearest}" if nearest else "")
    return _claim(index, text, found, "absent", [row], reason, nearest)


def _claim(
    index: Index,
    said: str,
    found: Quantity,
    standing: ClaimStanding,
    rows: Sequence[int],
    reason: str,
    nearest: str = "",
) -> Claim:
    return Claim("number", said, found.start, found.end, standing, index.numbers_of(rows), reason, nearest)


def _verbatim(index: Index, said: str, found: Quantity) -> Claim:
    """Versions and other figures without a value: the same characters, or nothing."""
    rows = index.figured(found.digits) or index.figured(found.digits.replace(":", "."))  # 2:33:07, noted as 2.33.07
    if rows:
        return _claim(index, said, found, "supported", rows, "the notes have these figures")
    if found.digits in index.linked:
        return _claim(index, said, found, "derived", [index.linked[found.digits]], "a link in the notes has it")
    if derived := nearby.result(index, found.digits) or timing.lasted(index, found.digits):
        return _claim(index, said, found, "derived", [derived[0]], derived[1])
    return _claim(index, said, found, "absent", [], f"the notes don't have {said}")


def _time(index: Index, text: str, said: str, found: Quantity, near: Sequence[int]) -> Claim:
    if derived := timing.took(index, text, found) or nearby.result(index, found.digits):
        return _claim(index, said, found, "derived", [derived[0]], derived[1])
    for value in found.values:
        if rows := [row for hit, row in index.values.get(value, ()) if hit.kind == "time"]:
            return _claim(index, said, found, "supported", rows, "the notes have this time")
    for value in found.values:
        for hour in (value // 60, value // 60 % 12 or 12) if value % 60 == 0 else ():
            for hit, row in index.values.get(hour, ()):
                whole = row in near and hour == value // 60
                meant = whole or _AT.search(index.reading.text, max(hit.start - 8, 0), hit.start)
                if hit.kind == "cardinal" and meant:
                    reason = f"the notes have {index.shown(hit)}, read as an hour"
                    return _claim(index, said, found, "derived", [row], reason)
    for lasted, row in index.durations:
        if lasted // 60 in found.values and lasted >= 3600:
            return _claim(index, said, found, "derived", [row], "a time that the notes have")
    bare = found.values[0] % 60 == 0 or len(found.digits) > 2  # not the 5 of "5 h 17"
    if found.digits and bare and (rows := list(index.figured(found.digits))):
        return _claim(index, said, found, "supported", rows, "the notes have these figures")
    before = re.findall(r"\w+", text[max(found.start - 24, 0) : found.start].lower())[-2:]
    if not amounts.APPROXIMATE.isdisjoint(before) or not _NEARLY.isdisjoint(before):
        for hit, row in index.times:
            if any(abs(hit.values[0] - value) <= 15 for value in found.values):
                return _claim(index, said, found, "derived", [row], f"the notes have {index.shown(hit)}")
    best = min(index.times, key=lambda time: abs(time[0].values[0] - found.values[0]), default=None)
    nearest = index.shown(best[0]) if best else ""
    reason = f"the notes don't have the time {said}" + (f"; the nearest is {nearest}" if nearest else "")
    return _claim(index, said, found, "absent", [best[1]] if best else [], reason, nearest)


# -- derived ---------------------------------------------------------------------------------------


def _same_before(index: Index, noted: Quantity, text: str, found: Quantity) -> bool:
    """Tell whether a year's two digits stand in the notes after the word that it follows here: "Haushalt 26"."""
    before = _WORD_BEFORE.search(index.reading.text, max(noted.start - 24, 0), noted.start)
    here = text[max(found.start - 30, 0) : found.start].lower()
    return before is not None and len(noted.digits) == 2 and before[1].lower() in re.findall(r"[^\W\d_]+", here)


def _derived(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """Find how a number could follow from the notes: a year, a day, an hour, a rounding, a sum, a count."""
    value, text = found.values[0], said.text
    if value == 2 and not found.digits and _BETWEEN.search(text, max(found.start - 10, 0), found.start):
        return -1, "between two of anything"
    if found.kind == "vague":
        near = index.between(value, value * 1000)
        return (near[0][1], f"the notes have {index.shown(near[0][0])}") if near else None
    if value in index.years:
        return index.years[int(value)], "a date in the notes has this year"
    if 1900 <= value < 2100 and value in index.years_beside:
        return index.years_beside[int(value)], "the notes speak of the year after or before"
    whole = f"{value:.0f}" if not found.digits and not found.unit and value >= 10 else found.digits
    if len(whole) > 1 and found.digits in ("", text[found.start : found.end]):  # "148" of the notes' "148 mil."
        for quantity, row in index.values.get(value * 1e6, []) + index.values.get(value * 1e3, []):
            if quantity.digits == whole:
                return row, f"the notes have {index.shown(quantity)}"
    for short, row in index.values.get(value % 100, ()) if 1900 <= value < 2100 else ():
        if short.kind == "percent" or short.unit:
            continue
        if _SHORT_YEAR.search(index.reading.text, max(short.start - 14, 0), short.start) or _same_before(
            index, short, text, found
        ):
            return row, f"the notes have {index.shown(short)}"
    if found.digits in index.linked and (len(found.digits) > 1 or text[max(found.start - 1, 0) : found.start] in "/#"):
        return index.linked[found.digits], "a link in the notes has this number"
    if value == 100 and index.percents and _PER_HUNDRED.search(text[max(found.start - 12, 0) : found.start]):
        return index.percents[0], "the notes have a percentage"
    clock = _CLOCK.fullmatch(found.digits)
    minutes = [int(clock[1]) * 60.0 + int(clock[2])] if clock else []
    if found.kind == "ordinal" or _PREPOSITION.search(text[max(found.start - 10, 0) : found.start]):
        if value in index.days:
            return index.days[int(value)], "a date in the notes has this day"
        following = re.findall(r"\w+", re.split(r"[,.;:\n]", text[found.end : found.end + 12], maxsplit=1)[0].lower())[
            :1
        ]
        counts_nothing = not _PART_OF.match(text, found.end) and (
            not following or following[0] in words.stop(said.language) or following[0] in _CLOCK_WORDS
        )
        figures = found.digits.isdigit()  # "9,50" is a price
        if figures or amounts.lasts(following, "hour") or (value <= 12 and value % 1 == 0 and counts_nothing):
            minutes += [value * 60, value * 60 + 720]
    if 1 <= value < 60:
        minutes += timing.spoken(text, found, said.language)
    plain = found.kind == "cardinal" and found.digits and not found.unit and value in index.days
    if plain and _DAY_OF.search(text, max(found.start - 8, 0), found.start):
        return index.days[int(value)], "a date in the notes has this day"
    before = text[max(found.start - 16, 0) : found.start].lower().split()
    if value in index.days and before and len(before[-1]) > 4 and before[-1] in WEEKDAYS:
        return index.days[int(value)], "a date in the notes has this day"
    for minute in minutes:
        for hit, row in index.values.get(minute, ()):
            if hit.kind == "time":
                return row, f"the notes have {index.shown(hit)}"
    late = value < 12 and _LATE.match(text, found.end)
    for hit, row in index.values.get(value + 12, ()) if late else ():  # "a diez de la noche", for "de 6 a 22"
        if hit.kind == "cardinal" and _HOUR_BEFORE.search(index.reading.text, max(hit.start - 8, 0), hit.start):
            return row, f"the notes have {index.shown(hit)}, read as an hour"
    if minutes and not (amounts.APPROXIMATE | _NEARLY).isdisjoint(before):  # "quasi alle undici e mezza"
        for hit, row in index.times:
            if any(abs(hit.values[0] - minute) <= 5 for minute in minutes):
                return row, f"the notes have {index.shown(hit)}"
    if minutes and not _PAST.isdisjoint(re.findall(r"\w+", " ".join(before))[-2:]):  # "au-delà de 21 heures", for 21h10
        for hit, row in index.times:
            if any(0 < hit.values[0] - minute <= 15 for minute in minutes):
                return row, f"the notes have {index.shown(hit)}"
    return (
        timing.decade(index, text, found)
        or timing.century(index, text, found)
        or _rounded(index, found, said)
        or reckoning.follows(index, found, said)
        or _named(found, said)
        or _counted(index, found, said)
    )


def _rounded(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """A rounder number close by, where the sentence says "about", or a decimal told as a whole."""
    before = re.findall(r"[\w~]+", said.text[max(found.start - 30, 0) : found.start].lower())[-3:]
    text, value, titled = said.text, found.values[0], said.titled
    loose, limits = not amounts.APPROXIMATE.isdisjoint(before), not amounts.LIMITS.isdisjoint(before)
    loose = loose or (titled and value >= 1000)
    plain = not found.digits and value >= 100 and value % 100 == 0  # "cento voci" for 101
    about = text[found.start : found.end].lower() in amounts.COLLECTIVE  # "une dizaine"
    if value < 10 and not found.digits and not (loose or limits):
        return None
    decimals = len(re.split(r"[.,]", found.digits)[-1]) if re.search(r"[.,]", found.digits) else 0
    unit = 10 ** _zeros(value) if _zeros(value) >= 0 else 0
    for hit, row in index.between(value * 0.9 - 1, value * 1.1 + 1):
        other = hit.values[0]
        if (hit.kind == "percent") != (found.kind == "percent"):
            continue
        finer = _zeros(other) < _zeros(value)
        exact = (
            other != int(other)
            and not _CLOCK.fullmatch(hit.digits)
            and (loose or limits or 20 <= value < 1000 or (value >= 10 and _MEASURE.match(text, found.end)))
            and round(other, decimals) == value
        )
        near = (
            (loose or (limits and value >= 100))
            and finer
            and value >= 10
            and abs(other - value) <= min(unit, value / 10)
        )
        big = value >= 1e5 and finer and abs(other - value) <= value * 0.005
        off = 0.15 if about else 0.03 if plain and titled else 0.01 if plain else 0.0
        if (exact or near or big or abs(other - value) <= value * off) and (
            (titled and value >= 100) or (near and value >= 1e5) or akin.meant(index, hit, row, found, said)
        ):
            return row, f"the notes have {index.shown(hit)}: rounded?"
    return None


def _zeros(value: float) -> int:
    """Return how many zeros a whole number ends in, -1 for a decimal."""
    if value != int(value):
        return -1
    digits = str(int(value))
    return len(digits) - len(digits.rstrip("0"))


def _named(found: Quantity, said: Said) -> Derivation | None:
    """The number of things that the sentence itself goes on to list: after a colon; after a comma, if no other."""
    value, (rest, _, rest_of) = found.values[0], said.text[found.end : found.end + 600].partition("\n")
    if not 2 <= value <= 30 or found.kind != "cardinal":
        return None
    lead, _, listed = rest.partition(". ")[0].partition(":")
    if any((timing.worth(word, said.language) or 0) > 1 for word in re.findall(r"\w+", lead)):
        listed = ""  # it's the other number's
    named = len(re.findall(r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*", listed))
    plain = re.split(r", | [–—] ", rest.partition(". ")[0], maxsplit=1)[1:] if len(said.beside) == 1 else []
    choice = re.sub(r"\b(?:or|oder|ou|o|nebo)\b", ",", plain[0]) + " ," if plain else ""
    if value <= 3 and (_FIRST.search(rest_of) or _BOTH.search(said.text, max(found.start - 160, 0), found.end + 9)):
        return -1, f"the draft goes on to tell, or has told, {int(value)}"
    if value in (counts.parts(listed, said.language), named, counts.parts(choice, said.language)):
        return -1, f"the sentence itself lists {int(value)}"
    return None


def _counted(index: Index, found: Quantity, said: Said) -> Derivation | None:
    """The number of items of a list whose heading or lead has the word that is counted: in the notes or the draft."""
    value = found.values[0]
    if found.kind != "cardinal" or not 2 <= value <= 100 or value != int(value):
        return None
    if said.listed == value:
        return -1, f"the draft itself goes on to list {int(value)}"
    lists = index.lists.get(int(value))
    if not lists:
        return None
    after = re.split(r"[\n,;:.!?]", said.text[found.end : found.end + 60], maxsplit=1)[0]
    near = counts.keys(" ".join(re.findall(r"[^\W\d_]{3,}", after)[:2]), index.language)
    row = next((lists[key] for key in sorted(near) if key in lists), next(iter(lists.values())) if said.foreign else -1)
    return (row, f"the notes list {int(value)} items here") if row >= 0 else None


def _nearest(index: Index, found: Quantity, said: Said) -> tuple[str, int]:
    """Return the number of the notes that stands beside the same words, else the closest in value, with its row."""
    value = found.values[0]
    first = bisect_left(said.content, found.end - 24, key=lambda word: word.start)
    near = [w for w in said.content[first : first + 10] if w.start - found.end < 25]
    keys = [stem(w.folded, index.language) for w in near]
    rows = dict.fromkeys(row for key in keys[:8] for row in index.stems.get(key, ())[:20])
    hits = [(quantity, row) for row in rows for quantity in index.figures.get(row, ())]
    best = min(hits, key=lambda hit: abs(hit[0].values[0] - value), default=None) or index.closest(value)
    return (index.shown(best[0]), best[1]) if best else ("", -1)
