"""Look a claim up in the notes: numbers, dates, quotations and links. Names have a module of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from drafter.dates import MONTHS, DateMention, matches, weekday
from drafter.grounding import words
from drafter.grounding.evidence import Claim
from drafter.grounding.index import Index, same_link
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import Word, fold, stem

_PREPOSITION = re.compile(r"(?:\b(?:at|by|from|until|till|to|um|ab|bis|gegen|à|las|alle|ore|v|ve|od|do|kolem|and|between|de|a|al|dalle|mezi|zwischen|entre|a las)\s)$", re.I)
_MONTHS = "January February March April May June July August September October November December".split()
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


def quantity(index: Index, text: str, found: Quantity, some: Sequence[Word], foreign: bool = False) -> Claim | None:
    """Look a number up. `text` is the sentence that `found` and its words `some` are in."""
    said = text[found.start : found.end]

    def claim(standing: str, where: Sequence[int], reason: str, nearest: str = "") -> Claim:
        return Claim("number", said, found.start, found.end, standing, index.numbers_of(where), reason, nearest)  # type: ignore[arg-type]

    if not found.values or found.kind == "time":
        return _time(index, text, found, claim) if found.values else _verbatim(index, found, claim)
    hits = [hit for value in found.values for hit in index.values.get(value, ())]
    hits = [hit for hit in hits if hit[0].kind != "time" or found.kind == "time"]
    clash = [hit for hit in hits if found.unit and hit[0].unit and hit[0].unit != found.unit]
    if hits and len(clash) == len(hits):
        other = _shown(index, hits[0][0])
        return claim("altered", [hits[0][1]], f"the notes have {other}: another currency", other)
    if hits:
        return claim("supported", [row for _, row in hits], "the notes have this number")
    if derived := _derived(index, text, found, some, foreign):
        row, how = derived
        return claim("derived", [row] if row >= 0 else [], how)
    nearest, row = _nearest(index, found, some)
    reason = f"the notes don't have {said}" + (f"; the nearest is {nearest}" if nearest else "")
    return claim("absent", [row] if row >= 0 else [], reason, nearest)


def _verbatim(index: Index, found: Quantity, claim) -> Claim | None:  # type: ignore[no-untyped-def]
    """Versions and other figures without a value: the same characters, or nothing."""
    pattern = rf"(?<!\d){re.escape(found.digits)}(?!\d)"
    hit = re.search(pattern, index.reading.text)
    if hit:
        return claim("supported", [index.row(hit.start())], "the notes have these figures")  # type: ignore[no-any-return]
    return claim("absent", [], f"the notes don't have {found.digits}")  # type: ignore[no-any-return]


def _time(index: Index, text: str, found: Quantity, claim) -> Claim | None:  # type: ignore[no-untyped-def]
    for value in found.values:
        for hit, row in index.values.get(value, ()):
            if hit.kind == "time":
                return claim("supported", [row], "the notes have this time")  # type: ignore[no-any-return]
    for value in found.values:
        if value % 60 == 0:
            for hour in (value // 60, value // 60 % 12 or 12):
                for hit, row in index.values.get(hour, ()):
                    if hit.kind == "cardinal":
                        return claim("derived", [row], f"the notes have {_shown(index, hit)}, read as an hour")  # type: ignore[no-any-return]
    times = [(hit, row) for hits in index.values.values() for hit, row in hits if hit.kind == "time"]
    if found.digits and (verbatim := _verbatim(index, found, claim)) and verbatim.standing == "supported":
        return verbatim
    best = min(times, key=lambda t: abs(t[0].values[0] - found.values[0]), default=None)
    nearest = _shown(index, best[0]) if best else ""
    said = text[found.start : found.end]
    reason = f"the notes don't have the time {said}" + (f"; the nearest is {nearest}" if nearest else "")
    return claim("absent", [best[1]] if best else [], reason, nearest)  # type: ignore[no-any-return]


def _shown(index: Index, found: Quantity) -> str:
    return index.reading.text[found.start : found.end]


def _derived(index: Index, text: str, found: Quantity, some: Sequence[Word], foreign: bool) -> tuple[int, str] | None:
    """Find how a number could follow from the notes: an hour, a year, a rounding, a sum, a count, a unit."""
    value = found.values[0]
    spoken = frozenset(word.text.lower() for word in some)
    if found.kind == "vague":
        for other, hits in index.values.items():
            if value <= other < value * 1000:
                return hits[0][1], f"the notes have {_shown(index, hits[0][0])}"
        return None
    if value == int(value) and 1900 <= value <= 2100 and int(value) in index.years:
        return index.years[int(value)], "a date in the notes has this year"
    if found.kind == "ordinal" or _PREPOSITION.search(text[max(found.start - 10, 0) : found.start]):
        for date, row in index.dates:
            if value == date.day or (date.to and value == date.to[2]):
                return row, "a date in the notes has this day"
        for minutes in (value * 60, value * 60 + 720):
            for hit, row in index.values.get(minutes, ()):
                if hit.kind == "time":
                    return row, f"the notes have {_shown(index, hit)}"
    if clock := re.fullmatch(r"([01]?\d|2[0-3])\.([0-5]\d)", found.digits):
        for hit, row in index.values.get(int(clock[1]) * 60.0 + int(clock[2]), ()):
            if hit.kind == "time":
                return row, f"the notes have {_shown(index, hit)}"
    return _rounded(index, text, found) or _converted(index, found) or _summed(index, text, found, spoken) or _counted(index, text, found, foreign)


def _rounded(index: Index, text: str, found: Quantity) -> tuple[int, str] | None:
    before = re.findall(r"[\w~]+", text[max(found.start - 30, 0) : found.start].lower())[-3:]
    loose = not words.APPROXIMATE.isdisjoint(before)
    limits = not words.LIMITS.isdisjoint(before)
    for value in found.values[:1] if found.values[0] >= 10 or found.digits else ():
        for other, hits in index.values.items():
            if hits[0][0].kind == "time" or (hits[0][0].kind == "percent") != (found.kind == "percent"):
                continue
            decimals = len(re.split(r"[.,]", found.digits)[-1]) if re.search(r"[.,]", found.digits) else 0
            if hits[0][0].values[0] != other:
                continue
            exact = other != int(other) and (loose or 20 <= value < 1000) and round(other, decimals) == value
            unit, finer = 10 ** _zeros(value), _zeros(other) < _zeros(value)
            near = (loose or (limits and value >= 100)) and finer and value >= 10 and abs(other - value) <= min(unit, value * 0.1)
            big = value >= 1e5 and finer and abs(other - value) <= value * 0.005
            if exact or near or big:
                return hits[0][1], f"the notes have {_shown(index, hits[0][0])}: rounded?"
    return None


def _zeros(value: float) -> int:
    """Return how many zeros a whole number ends in."""
    digits = str(int(value))
    return len(digits) - len(digits.rstrip("0")) if value == int(value) else -1


def _converted(index: Index, found: Quantity) -> tuple[int, str] | None:
    """Minutes told as hours, and a fraction told as a percentage."""
    value = found.values[0]
    if found.kind == "percent" and 0 < value < 100:
        for hit, row in index.values.get(value / 100, ()):
            return row, f"the notes have {_shown(index, hit)}, told as a percentage"
    for factor in (60.0,):
        for hit, row in index.values.get(value * factor, ()):
            after = index.reading.text[hit.end : hit.end + 9].strip(" -").lower()
            if hit.kind == "cardinal" and after.startswith("min"):
                return row, f"the notes have {_shown(index, hit)} minutes"
    return None


def _summed(index: Index, text: str, found: Quantity, spoken: frozenset[str]) -> tuple[int, str] | None:
    """A sum or a difference of numbers of one line, where the sentence says that it is one."""
    after = re.findall(r"\w+", text[found.end : found.end + 40].partition("\n")[0].lower())[:3]
    total, gap = words.totals(spoken), words.compares(after)
    if not total and not gap:
        return None
    for row, group in index.figures.items():
        values = [q.values[0] for q in group]
        for first, one in enumerate(values):
            for other in range(first + 1, len(values)):
                pair = f"{_shown(index, group[first])} and {_shown(index, group[other])}"
                if total and one + values[other] in found.values:
                    return row, f"the sum of {pair}"
                if gap and abs(one - values[other]) in found.values:
                    return row, f"the difference of {pair}"
        near = [q for other in (row, row + 1, row + 2) for q in index.figures.get(other, ())][:12]
        sums = [q.values[0] for q in near]
        for size in range(2, len(sums) + 1) if total else ():
            if sum(sums[:size]) in found.values or sum(sums[-size:]) in found.values:
                return row, "the sum of " + " + ".join(_shown(index, q) for q in near[:size])
    return None


_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,2}[.)])\s")


def _counted(index: Index, text: str, found: Quantity, foreign: bool) -> tuple[int, str] | None:
    """The number of items of a list in the notes, or of an enumeration in the sentence itself."""
    value = found.values[0]
    if not 2 <= value <= 30 or value != int(value) or found.kind not in ("cardinal", "vague"):
        return None
    after = [fold(w) for w in re.findall(r"[^\W\d_]{3,}", text[found.end : found.end + 60].partition("\n")[0])[:3]]
    keys = {stem(word, index.language) for word in after if word not in words.stop(index.language)}
    named = text[found.end : found.end + 200].partition("\n")[0].partition(":")[2]
    if named and len(re.findall(r"[,;] | (?:and|und|et|y|e|a|i) ", named.partition(".")[0])) + 1 >= value:
        runs = re.findall(r"[A-ZÀ-Ý][\w’'-]+(?: [A-ZÀ-Ý][\w’'-]+)*", named)
        if len(runs) == value:
            return -1, f"the sentence itself names {len(runs)}"
    start = 0
    while start < len(index.texts):
        if not _ITEM.match(index.texts[start]):
            start += 1
            continue
        depth = len(index.texts[start]) - len(index.texts[start].lstrip())
        end, count = start, 0
        while end < len(index.texts) and _ITEM.match(index.texts[end]):
            width = len(index.texts[end]) - len(index.texts[end].lstrip())
            if width < depth:
                break
            count += width == depth
            end += 1
        lead = index.texts[start - 1].strip() if start else ""
        if count == value and lead.endswith((":", "：")) | lead.startswith("#") and (foreign or keys & _stems_of(index, lead)):
            return start - 1, f"the notes list {count} items here"
        start = max(end, start + 1) if count == 1 else start + 1
    return None


def _stems_of(index: Index, text: str) -> set[str]:
    return {stem(fold(word), index.language) for word in re.findall(r"[^\W\d_]{3,}", text)}


def _nearest(index: Index, found: Quantity, some: Sequence[Word]) -> tuple[str, int]:
    """The number of the notes that stands beside the same words, else the closest in value."""
    beside = [stem(w.folded, index.language) for w in index.content(some) if -25 < w.start - found.end < 25]
    rows = {row for key in beside for row in index.stems.get(key, ())[:50]}
    best: tuple[float, str, int] | None = None
    for value, hits in index.values.items():
        for hit, row in hits[:20]:
            if hit.kind == "time":
                continue
            distance = abs(value - found.values[0]) / (abs(value) + abs(found.values[0]) + 1)
            score = (row in rows) * 2 + (hit.kind == found.kind) - distance
            if best is None or score > best[0]:
                best = (score, _shown(index, hit), row)
    return (best[1], best[2]) if best else ("", -1)


# -- dates -----------------------------------------------------------------------------------------


def date(index: Index, text: str, found: DateMention, rows: Sequence[int] = ()) -> Claim:
    """Look a date up: every part that the draft says must be a part of one date in the notes.

    `rows` are those that bear the sentence out: a weekday can follow from a date there.
    """
    said = text[found.start : found.end]

    def claim(standing: str, where: Sequence[int], reason: str, nearest: str = "") -> Claim:
        return Claim("date", said, found.start, found.end, standing, index.numbers_of(where), reason, nearest)  # type: ignore[arg-type]

    if found.month is None:
        return _weekday(index, found, rows, claim)
    row, why = _has(index, found)
    if row < 0 and found.day is None and found.year is None and (rows := _named_month(index, found.month)):
        return claim("supported", rows, "the notes name this month")
    if row < 0:
        nearest, row = _nearest_date(index, found)
        reason = f"the notes don't have {why or said}" + (f"; they have {nearest}" if nearest else "")
        return claim("absent", [row] if row >= 0 else [], reason, nearest)
    if found.weekday is not None and found.day and found.month:
        years = [found.year] if found.year else list(index.years)
        falls = {weekday(year, found.month, found.day) for year in years if year}
        noted = [d.weekday for d, _ in index.dates if matches(d, found) and d.weekday is not None]
        if noted and found.weekday not in noted:
            return claim("altered", [row], f"the notes say {_WEEKDAYS[noted[0]]}", _WEEKDAYS[noted[0]])
        if not noted and falls and found.weekday not in falls:
            real = _WEEKDAYS[next((f for f in falls if f is not None), 0)]
            return claim("altered", [row], f"by calendar this is a {real}", real)
        if not noted:
            return claim("derived", [row], "the weekday follows from the calendar")
    return claim("derived" if why else "supported", [row], why or "the notes have this date")


def _named_month(index: Index, month: int) -> Sequence[int]:
    """Return the rows that have a month's name where it could also be another word, as in "the May call"."""
    return next((index.forms[name] for name in index.names if MONTHS.get(name) == month and len(name) > 2), ())


def _has(index: Index, found: DateMention) -> tuple[int, str]:
    """Return the row that has a date, or -1; and what is missing, or how it was completed."""
    row, why = _has_day(index, found.year, found.month, found.day)
    if row < 0 and found.ambiguous:
        row, why = _has_day(index, found.year, found.day, found.month)
    if row >= 0 and found.to is not None:
        year, month, day = found.to
        last, why_last = _has_day(index, year, month, day)
        if last < 0:
            return -1, why_last
        why = why or why_last
    return row, why


def _has_day(index: Index, year: int | None, month: int | None, day: int | None) -> tuple[int, str]:
    partly = -1
    for noted, row in index.dates:
        if noted.month is None or not _covers(noted, year, month, day):
            continue
        if year is None or noted.year == year or (noted.to and noted.to[0] == year):
            return row, ""
        if noted.year is None and year in index.years:
            partly = row if partly < 0 else partly
    if partly >= 0:
        return partly, f"the year {year} is noted elsewhere"
    return -1, ""


def _covers(noted: DateMention, year: int | None, month: int | None, day: int | None) -> bool:
    """Tell whether a noted date or interval has this day, or this month when no day is said."""
    for known_month, known_day in ((noted.month, noted.day), (noted.to[1], noted.to[2]) if noted.to else (0, 0)):
        if known_month == month and (day is None or known_day == day):
            return True
    if noted.ambiguous and noted.day == month and (day is None or noted.month == day):
        return True
    if noted.to and noted.day and day and month and noted.month and noted.to[1] and noted.to[2]:
        length = (noted.to[1] - noted.month) * 31 + noted.to[2] - noted.day
        return length <= 14 and (noted.month, noted.day) <= (month, day) <= (noted.to[1], noted.to[2])
    return False


def _weekday(index: Index, found: DateMention, rows: Sequence[int], claim) -> Claim:  # type: ignore[no-untyped-def]
    day = found.weekday or 0
    for noted, row in index.dates:
        if noted.weekday == day:
            return claim("supported", [row], "the notes have this weekday")  # type: ignore[no-any-return]
    weekdays = index.weekdays(rows)
    if day in weekdays:
        return claim("derived", [weekdays[day]], "a date in the notes falls on this weekday")  # type: ignore[no-any-return]
    others = ", ".join(_WEEKDAYS[other] for other in sorted(weekdays))
    reason = f"no date in the notes is a {_WEEKDAYS[day]}" + (f"; they have {others}" if others else "")
    return claim("absent", list(weekdays.values())[:1], reason, others)  # type: ignore[no-any-return]


def _nearest_date(index: Index, found: DateMention) -> tuple[str, int]:
    def score(noted: DateMention) -> int:
        parts = ((noted.month, found.month, 4), (noted.day, found.day, 3), (noted.year, found.year, 1))
        return sum(weight for a, b, weight in parts if a is not None and a == b)

    best = max(index.dates, key=lambda hit: score(hit[0]), default=None)
    return (index.reading.text[best[0].start : best[0].end], best[1]) if best else ("", -1)


# -- quotations and links --------------------------------------------------------------------------

_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(?…\)?|\.\.\.")
_TOKEN = re.compile(r"[^\W_]+(?:['’](?:s|t|re|ve|ll|d|m|S)(?![^\W_]))?")


def quotation(index: Index, text: str, start: int, end: int) -> Claim | None:
    """Look a quotation up word for word; capitals, spaces, quotes and punctuation don't count."""
    said = text[start:end]
    flow, starts, places = index.flow
    where: list[int] = []
    missing = ""
    parts = [[fold(w) for w in _TOKEN.findall(part)] for part in _LEFT_OUT.split(said)]
    parts = [part for part in parts if part]
    if not parts:
        return None
    for part in parts:
        at = flow.find(" " + " ".join(part) + " ")
        if at < 0:
            missing = " ".join(part)
            break
        where.append(index.row(places[bisect_right(starts, at + 1) - 1]))
    if not missing:
        return Claim("quotation", said, start, end, "supported", index.numbers_of(where), "word for word in the notes")
    content = [w for part in parts for w in part if w not in words.stop(index.language)]
    if len(content) <= 1 and all(stem(w, index.language) in index.stems for w in content):
        return None
    nearest, row, ratio = _nearest_text(index, missing)
    where = [row] if row >= 0 else []
    if ratio >= 85:
        reason = f"not word for word; the notes have: {nearest}"
        return Claim("quotation", said, start, end, "altered", index.numbers_of(where), reason, nearest)
    reason = "the notes don't have these words" + (f"; the nearest is: {nearest}" if nearest else "")
    return Claim("quotation", said, start, end, "absent", index.numbers_of(where), reason, nearest)


def _nearest_text(index: Index, folded: str) -> tuple[str, int, float]:
    """The line of the notes that is closest to some text: of the 40 that share most of its words."""
    counts: dict[int, int] = {}
    for word in set(folded.split()[:60]):
        for row in index.forms.get(word, ())[:400]:
            counts[row] = counts.get(row, 0) + 1
    rows = sorted(counts, key=lambda row: (-counts[row], row))[:40]
    best = ("", -1, 0.0)
    for row in rows:
        line = " ".join(fold(w) for w in _TOKEN.findall(index.texts[row][:2000]))
        ratio = fuzz.partial_ratio(folded, line) if len(line) >= len(folded) * 0.6 else fuzz.ratio(folded, line)
        if ratio > best[2]:
            best = (index.texts[row].strip()[:200], row, ratio)
    return best


def link(index: Index, said: str, start: int, end: int, url: str) -> Claim | None:
    """Look a link's target up. Anchors inside the post are the post's own."""
    if url.startswith("#") or not url:
        return None
    key = same_link(url)
    hit = index.urls.get(key)
    if hit is None and not re.match(r"https?://|www\.|mailto:", url):
        at = index.reading.text.find(url.lstrip("./"))
        hit = (url, index.row(at)) if at >= 0 and url.strip("./") else None
    if hit:
        return Claim("link", url, start, end, "supported", index.numbers_of([hit[1]]), "the notes have this link")
    near = process.extractOne(key, list(index.urls), scorer=fuzz.ratio) if index.urls else None
    nearest, row = index.urls[near[0]] if near else ("", -1)
    standing = "altered" if near and near[1] >= 85 else "absent"
    reason = f"the notes don't have the link {url}" + (f"; the nearest is {nearest}" if nearest else "")
    where = index.numbers_of([row]) if row >= 0 else ()
    return Claim("link", url, start, end, standing, where, reason, nearest)  # type: ignore[arg-type]
