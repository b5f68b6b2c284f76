"""Look dates, quotations and links up in the notes."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache

from drafter.dates import MONTHS, DateMention, matches, weekday
from drafter.grounding import numerals, words
from drafter.grounding.evidence import Claim, ClaimStanding
from drafter.grounding.index import Day, Index, same_link
from drafter.grounding.reading import fold, stem
from drafter.grounding.spelling import cut
from drafter.patterns import pattern

_OTHER_WORDS = frozenset("march mar mars mag set sett gen led dec dic dez jun mai".split())
_ONLY_MONTHS = {"fr": {3: "mars", 5: "mai"}, "de": {5: "mai"}}  # in other languages they are other words, too
_DAY_AFTER = pattern(r"\s(\d{1,2})(?!\d|[:.,h]\d|\s?(?:h|Uhr|am|pm)\b)")  # "Monday 13"
_TOMORROW = {"en": pattern(r"\b[Tt]omorrow\b"), "de": pattern(r"(?<!tag )(?<!am )(?<!\w)morgen\b")}
_NOW = range(2001, 2032)  # years whose last two digits can be read as a day
_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


# -- dates -----------------------------------------------------------------------------------------


def date(index: Index, text: str, found: DateMention, rows: Sequence[int] = ()) -> Claim:
    """Look a date up: every part that the draft says must be a part of one date in the notes.

    `rows` are those that bear the sentence out: a weekday can follow from a date there.
    """
    said = text[found.start : found.end]
    if found.month is None:
        after = _DAY_AFTER.match(text, found.end)
        standing, where, reason, nearest = _weekday(index, found, rows, int(after[1]) if after else 0)
    else:
        standing, where, reason, nearest = _day(index, found, said)
    return Claim("date", said, found.start, found.end, standing, index.numbers_of(where), reason, nearest)


Verdict = tuple[ClaimStanding, Sequence[int], str, str]  # standing, rows, reason, nearest


def _day(index: Index, found: DateMention, said: str) -> Verdict:
    row, why = _has(index, found)
    if row < 0 and found.day is None and found.year is None and (rows := _named_month(index, found.month or 0)):
        return "supported", rows, "the notes name this month", ""
    if row < 0 and found.day is None and found.year is None and (row := index.spanned.get(found.month or 0, -1)) >= 0:
        return "derived", [row], "the notes have a span of months", ""
    if row < 0 and (row := _short(index, found)) >= 0:
        why = "the notes write it short"
    if row < 0 and found.weekday is not None and (row := _coming(index, found)) >= 0:
        return "derived", [row], "the first such weekday after the date", ""
    if row < 0 and found.day and found.to is None:
        links = [hit for hit in index.linked_days if matches(hit[0], found) and found.year in (None, hit[0].year)]
        for linked_day, linked in links:
            falls_on = weekday(linked_day.year or 0, linked_day.month or 0, linked_day.day or 0)
            if found.weekday not in (None, falls_on) and falls_on is not None:
                return "altered", [linked], f"by calendar this is a {_WEEKDAYS[falls_on]}", _WEEKDAYS[falls_on]
            return "derived", [linked], "a link in the notes has this date", ""
    if row < 0:
        nearest, row = _nearest_date(index, found)
        reason = f"the notes don't have {why or said}" + (f"; they have {nearest}" if nearest else "")
        return "absent", [row], reason, nearest
    if found.weekday is not None and found.day and found.month:
        dated = index.weekdays_noted.get((found.month, found.day), ())
        noted = [d.weekday for d in dated if matches(d, found) and d.weekday is not None]
        if found.to and found.to[1] and _on_last(index, found):
            return "supported", [row], "the last of these days is such a weekday", ""
        if noted and found.weekday not in noted:
            return "altered", [row], f"the notes say {_WEEKDAYS[noted[0]]}", _WEEKDAYS[noted[0]]
        years = [found.year] if found.year else index.years_of(found.month, found.day)
        falls = {weekday(year, found.month, found.day) for year in years if year} - {None}
        if not noted and found.weekday not in falls and not _beside(index, found, row):
            if falls and (found.year or index.whole):
                real = _WEEKDAYS[min(day for day in falls if day is not None)]
                return "altered", [row], f"by calendar this is a {real}", real
            if falls or (found.weekday not in index.named_weekdays and found.weekday not in index.shorthand.weekdays):
                return "absent", [row], f"the notes name no {_WEEKDAYS[found.weekday]}", ""
        if not noted:
            return "derived", [row], "the weekday follows from the calendar", ""
    return "derived" if why else "supported", [row], why or "the notes have this date", ""


def _on_last(index: Index, found: DateMention) -> bool:
    """Tell whether a weekday before an interval is its last day's: "Thursday and Friday, 13 and 14 March"."""
    year, month, day = found.to or (None, 0, 0)
    if any(date.weekday == found.weekday for date in index.weekdays_noted.get((month, day), ())):
        return True
    years = [year or found.year] if year or found.year else index.years_of(month or 0, day or 0)
    return any(weekday(one or 0, month or 0, day or 0) == found.weekday for one in years)


def _short(index: Index, found: DateMention) -> int:
    """Return the row that has a date in a short form, or -1."""
    if (
        found.year
        and not found.day
        and (row := index.calendar[1].get((0, found.month or 0, found.year % 100), -1)) >= 0
    ):
        return row  # "sept. 26" can be a month of 2026
    ends = [(found.month or 0, found.day or 0), *([(found.to[1] or 0, found.to[2] or 0)] if found.to else [])]
    known = index.shorthand.days
    if found.year and not found.day and found.year in _NOW and (found.month or 0, found.year % 100) in known:
        return index.row(known[found.month or 0, found.year % 100])  # "set 24 – ago 25"
    if (row := index.numbered(found)) >= 0:
        return row
    if any(end not in known for end in ends) or (found.year and index.years and found.year not in index.years):
        return -1
    return index.row(known[ends[0]])


def _coming(index: Index, found: DateMention) -> int:
    """Return the row with a weekday's name that means a day of the week after the notes' first date, or -1."""
    first, row = next(((date, row) for date, row in index.dates if date.month and date.day), (found, -1))
    row_of = next((row for date, row in index.dates if date.month is None and date.weekday == found.weekday), -1)
    if row < 0 or row_of < 0 or not found.day:
        return -1
    try:
        start, day = (dt.date(found.year or 2023, date.month or 1, date.day or 1) for date in (first, found))
    except ValueError:
        return -1
    noted = (
        {first.weekday}
        if first.weekday is not None
        else {
            weekday(year, start.month, start.day)
            for year in ([first.year] if first.year else index.years_of(start.month, start.day))
        }
    )
    noted |= {number for number in range(7) if _beside(index, found._replace(weekday=number), row)}
    ahead = (day - start).days
    return (
        row_of
        if 0 < ahead <= 7 and any(one is not None and (one + ahead) % 7 == found.weekday for one in noted)
        else -1
    )


def _beside(index: Index, found: DateMention, row: int) -> bool:
    """Tell whether the row with a date names its weekday in short: "dim 11 oct"."""
    return any(index.row(at) == row for at in index.shorthand.weekdays.get(found.weekday or 0, ()))


def _named_month(index: Index, month: int) -> Sequence[int]:
    """Return the rows that have a month's name where it could also be another word, as in "the May call"."""
    names = (*_names_of(month), _ONLY_MONTHS.get(index.language, {}).get(month, ""))
    return next((index.forms[name] for name in names if name in index.forms), ())


@cache
def _names_of(month: int) -> tuple[str, ...]:
    """Return a month's names, folded, those left out that are other words too."""
    return tuple(fold(name) for name in MONTHS if MONTHS[name] == month and fold(name) not in _OTHER_WORDS)


def _has(index: Index, found: DateMention) -> tuple[int, str]:
    """Return the row that has a date, or -1; and what is missing, or how it was completed.

    An interval's ends must be named; a single day may lie within an interval of the notes.
    """
    known = index.calendar[0 if found.to is None else 1]
    row, why = _has_day(index, known, (found.year, found.month, found.day))
    if row < 0 and found.ambiguous:
        row, why = _has_day(index, known, (found.year, found.day, found.month))
    if row >= 0 and found.to is not None:
        last, why_last = _has_day(index, known, found.to)
        if last < 0:
            return -1, why_last
        why = why or why_last
    return row, why


def _has_day(index: Index, known: Mapping[Day, int], day: Sequence[int | None]) -> tuple[int, str]:
    year, rest = day[0], (day[1] or 0, day[2] or 0)
    row = known.get((year or 0, *rest), -1)
    if row < 0 and year in index.years and (-1, *rest) in known:
        return known[-1, *rest], f"the year {year} is noted elsewhere"
    return row, ""


def _weekday(index: Index, found: DateMention, rows: Sequence[int], number: int) -> Verdict:
    """Look a weekday up, with the `number` of its day if the draft says one: "Monday 13"."""
    day = found.weekday or 0
    dated = [(noted, row) for noted, row in index.dates if noted.day == number and noted.month] if number else []
    falls = {date.weekday for date, _ in dated}
    for date, _ in dated:
        years = [date.year] if date.year else index.years_of(date.month or 0, number) if index.whole else []
        falls |= {weekday(year, date.month or 0, number) for year in years}
    if day not in falls and (real_ones := [one for one in falls if one is not None]):
        real = _WEEKDAYS[min(real_ones)]
        return "altered", [dated[0][1]], f"by calendar this is a {real}", real
    if day in index.named_weekdays:
        return "supported", [index.named_weekdays[day]], "the notes have this weekday", ""
    known = index.weekdays(rows)
    if day in known:
        return "derived", [known[day]], "a date in the notes falls on this weekday", ""
    if day in index.shorthand.weekdays:
        return "derived", [index.row(index.shorthand.weekdays[day][0])], "the notes write it short", ""
    tomorrow = _TOMORROW[index.language].search(index.reading.text) if index.language in _TOMORROW else None
    if tomorrow and day in index.first_weekdays(1):
        return "derived", [index.row(tomorrow.start())], "the day after the notes' first date", ""
    others = ", ".join(_WEEKDAYS[other] for other in sorted(known))
    reason = f"no date in the notes is a {_WEEKDAYS[day]}" + (f"; they have {others}" if others else "")
    return "absent", list(known.values())[:1], reason, others


def _nearest_date(index: Index, found: DateMention) -> tuple[str, int]:
    def score(noted: DateMention) -> int:
        parts = ((noted.month, found.month, 4), (noted.day, found.day, 3), (noted.year, found.year, 1))
        return sum(weight for a, b, weight in parts if a is not None and a == b)

    best = max(index.dates[:200], key=lambda hit: score(hit[0]), default=None)
    return (index.reading.text[best[0].start : best[0].end], best[1]) if best else ("", -1)


# -- quotations and links --------------------------------------------------------------------------

_LEFT_OUT = pattern(r"\[[^\]]*\]|\(?…\)?|\.\.\.")
IN_LINK = "an address in the notes has it"
_TOKEN = pattern(r"[^\W_]+(?:['’](?:s|t|re|ve|ll|d|m|S)(?![^\W_]))?")


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
    if len(content) <= 1 and sum(map(len, parts)) <= 3 and all(stem(w, index.language) in index.stems for w in content):
        return None
    if (row := _written_out(index, parts)) >= 0:
        return Claim("quotation", said, start, end, "supported", index.numbers_of([row]), "the notes have it cut short")
    if (row := index.addressed("".join(word for part in parts for word in part))) >= 0:
        return Claim("quotation", said, start, end, "derived", index.numbers_of([row]), IN_LINK)
    nearest, row, ratio = _nearest_text(index, missing)
    where = [row] if row >= 0 else []
    if ratio >= 70:
        reason = f"not word for word; the notes have: {nearest}"
        return Claim("quotation", said, start, end, "altered", index.numbers_of(where), reason, nearest)
    reason = "the notes don't have these words" + (f"; the nearest is: {nearest}" if nearest else "")
    return Claim("quotation", said, start, end, "absent", index.numbers_of(where), reason, nearest)


def _written_out(index: Index, parts: Sequence[Sequence[str]]) -> int:
    """Return the row that has a quotation but for words cut short ("pr" for "pour") or short ones' endings, or -1."""
    wanted = [word for part in parts for word in part]
    language, function = index.language, words.stop(index.language)
    few = len(wanted) <= 5  # a title, which a sentence inflects: im „Schwarzen Montag“
    some = [index.forms[word][:20] for word in wanted if word in index.forms]
    for row in {row for rows in sorted(some, key=len)[: 2 if few else 1] for row in rows}:
        line = [fold(word) for word in _TOKEN.findall(index.texts[row][:2000])]
        for at in range(len(line) - len(wanted) + 1):
            pairs = zip(line[at:], wanted, strict=False)
            if all(
                a == b
                or (cut(a, b) and a not in function)
                or (few and (stem(a, language) == stem(b, language) or a.rstrip("s") == b.rstrip("s")))
                or (a.isdecimal() and numerals.worth(b, language) == float(a))
                for a, b in pairs
            ):
                return row
    return -1


def _nearest_text(index: Index, folded: str) -> tuple[str, int, float]:
    """The line of the notes that is closest to some text: of the 40 that share most of its words."""
    counts: dict[int, int] = {}
    for word in set(folded.split()[:60]):
        for row in index.forms.get(word, ())[:400]:
            counts[row] = counts.get(row, 0) + 1
    from rapidfuzz import fuzz

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
    elif hit is None and (
        bare := re.search(rf"(?<![\w.@/-]){re.escape(key)}/?(?![\w/?&=%#-]|\.\w)", index.reading.text)
    ):
        hit = (url, index.row(bare.start()))  # without a scheme
    if hit:
        return Claim("link", url, start, end, "supported", index.numbers_of([hit[1]]), "the notes have this link")
    from rapidfuzz import fuzz, process

    near = process.extractOne(key, list(index.urls)[:2000], scorer=fuzz.ratio) if index.urls else None
    nearest, row = index.urls[near[0]] if near else ("", -1)
    standing: ClaimStanding = "altered" if near and near[1] >= 85 else "absent"
    reason = f"the notes don't have the link {url}" + (f"; the nearest is {nearest}" if nearest else "")
    where = index.numbers_of([row]) if row >= 0 else ()
    return Claim("link", url, start, end, standing, where, reason, nearest)
