"""The notes, indexed once: every word, quantity, date, link and phrase with the lines that have it."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from drafter.dates import DateMention, weekday
from drafter.dates import find as find_dates
from drafter.grounding import amounts, counts, shorthand, years
from drafter.grounding.figures import Figures, clock
from drafter.grounding.reading import fold
from drafter.grounding.rows import ENOUGH
from drafter.grounding.shorthand import NO_WEEKDAY
from drafter.patterns import pattern

Day = tuple[int, int, int]  # year, month, day

_DAY_IN_LINK = pattern(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(\d\d)\2(\d\d)(?!\d)")
_WEEK = 7  # days
_MONTH_SPAN = pattern(r"(?<!\w)([^\W\d_]{3,9})\.?\s?[-–—/]\s?([^\W\d_]{3,9})(?!\w)")  # mar–sep
_LINKED = pattern(r"[^\W_]+")
_CYCLE = range(2010, 2038)  # of the calendar: all that a year can be
_TRACKING = pattern(r"(?<=[?&])(?:utm_\w+|ref(?:_\w+)?|fbclid|gclid|mc_[ce]id|si|igshid)=[^&#]*&?")


class Index(Figures):
    """The notes as grounding looks things up in them: words, numbers, and here dates, links and lists."""

    @cached_property
    def dates(self) -> list[tuple[DateMention, int]]:
        """Each date once, with its row."""
        same = {(d.year, d.month, d.day, d.to, d.weekday): d for d in reversed(self.reading.dates)}
        return sorted(((d, self.row(d.start)) for d in same.values()), key=lambda hit: hit[0].start)

    @cached_property
    def urls(self) -> dict[str, tuple[str, int]]:
        """Links by what their spellings share, each as written first, with its row."""
        return {same_link(url): (url, self.row(start)) for start, _, url in reversed(self.reading.urls)}

    @cached_property
    def addresses(self) -> tuple[str, list[int]]:
        """The words in each link, decoded and folded, one link a line; and the row of each."""
        from urllib.parse import unquote

        links = ((_LINKED.findall(unquote(url)), self.row(start)) for start, _, url in self.reading.urls)
        lines = [(f" {' '.join(map(fold, parts))} ", row) for parts, row in links]
        return "\n".join(line for line, _ in lines), [row for _, row in lines]

    @cached_property
    def _run_together(self) -> str:
        return self.addresses[0].replace(" ", "")

    def addressed(self, letters: str) -> int:
        """Return the row of the link that has eight letters or more, whatever stands between them, or -1."""
        at = self._run_together.find(letters) if len(letters) >= 8 else -1
        return self.addresses[1][self._run_together.count("\n", 0, at)] if at >= 0 else -1

    @cached_property
    def shorthand(self) -> shorthand.Shorthand:
        """Dates in forms that only can be meant as such."""
        certain = {row for date, row in self.dates if date.year}  # a weekday there doesn't have to be a date's
        known = [date for date in self.reading.dates if date.month or self.row(date.start) not in certain]
        return shorthand.find(self.reading.text, self.language, known)

    def numbered(self, found: DateMention) -> int:
        """Return the row that has a date as "Fri 3rd" or "by the 3rd", in a noted month or the next, or -1."""
        months = {date.month for date, _ in self.dates if date.month}
        if (
            found.to
            or found.year
            or not found.day
            or not found.month
            or not {found.month, found.month - 1 or 12} & months
        ):
            return -1
        for number in (NO_WEEKDAY, *range(7)) if found.weekday is None else (found.weekday,):
            if (at := self.shorthand.numbered.get((number, found.day), -1)) >= 0:
                return self.row(at)
        return -1

    @cached_property
    def linked_days(self) -> list[tuple[DateMention, int]]:
        """Days in links: "/2024/11/28", "28-decembre-2024", "20241128T1200"."""
        found: dict[tuple[int | None, ...], tuple[DateMention, int]] = {}
        for start, _, url in self.reading.urls:
            row = self.row(start)
            slug = re.sub(r"[-_/.]+", " ", url)
            named = (day for day in find_dates(slug) if day.month and day.day)
            plain = (DateMention(*m.span(), int(m[1]), int(m[3]), int(m[4])) for m in _DAY_IN_LINK.finditer(url))
            for day in (*named, *plain):
                if weekday(day.year or 2000, day.month or 0, day.day or 0) is not None:
                    found.setdefault((day.year, day.month, day.day), (day, row))
        return list(found.values())

    @cached_property
    def lists(self) -> counts.Counts:
        """How many of what the notes list, and those of the brief."""
        found = counts.find(self.texts, self.language)
        places = {number: row for row, number in reversed([*enumerate(self.lines)])}
        for kind, facts in self.facts.items():
            if facts:
                found.setdefault(len(facts), {}).setdefault(f"*{kind}", places.get(facts[0], 0))
        return found

    @cached_property
    def outcomes(self) -> frozenset[int]:
        """Rows that tell what came out: decisions, and what stands under a heading that says so."""
        decided = set(self.facts.get("decision", ()))
        rows = {row for row, number in enumerate(self.lines) if number in decided}
        under = False
        for row, text in enumerate(self.texts):
            if text.startswith("#"):
                under = not counts.keys(text, self.language).isdisjoint(("*decision", "*result"))
            if under:
                rows.add(row)
        return frozenset(rows)

    @cached_property
    def years(self) -> dict[int, int]:
        """Years that the notes name anywhere, with a row."""
        return years.named(self)

    @cached_property
    def years_beside(self) -> dict[int, int]:
        """The years after and before others, where the notes speak of such."""
        return years.beside(self)

    def years_of(self, month: int, day: int) -> list[int]:
        """Return the years that a day can be in: its own in the notes, else those of whole dates, else any.

        A weekday that is noted beside a date without a year decides among them, and among all where none is whole.
        """
        own = [year for year, *rest in self.whole if rest == [month, day]]
        near = {year + round((noted - month) / 12) for year, noted, _ in self.whole}  # the nearest such day to each
        fits = {year + round((noted - month) / 12) for year, noted in self._fitting}
        return own or sorted(near & fits or near or fits) or list(self.years)[:ENOUGH]

    @cached_property
    def whole(self) -> list[Day]:
        """The days that are noted with their year: what other years are, is a guess."""
        return [(date.year, date.month or 1, date.day) for date, _ in self.dates if date.year and date.day][:ENOUGH]

    @cached_property
    def _fitting(self) -> list[tuple[int, int]]:
        """Years, with the month, in which the days that are noted without a year fall on their noted weekdays."""
        noted = [d for d, _ in self.dates if d.weekday is not None and d.month and d.day and not d.year][:ENOUGH]
        named = set(self.years)
        found: list[tuple[int, int]] = []
        for date in noted:
            years = [y for y in _CYCLE if weekday(y, date.month or 0, date.day or 0) == date.weekday]
            found += [(year, date.month or 0) for year in [y for y in years if y in named] or years]
        return found

    @cached_property
    def days(self) -> dict[int, int]:
        """Days of the month in the notes' dates, with a row."""
        found: dict[int, int] = {}
        for date, row in self.dates:
            for day in (date.day, date.to[2] if date.to else None):
                if day:
                    found.setdefault(day, row)
        return found

    @cached_property
    def spans(self) -> dict[float, tuple[int, str]]:
        """How long the notes' intervals last, in minutes, with a row and as written: whole days and times of a line."""
        found: dict[float, tuple[int, str]] = {}
        text = self.reading.text
        for date, row in self.dates:
            if date.to and date.month and date.day and date.to[2]:
                year = date.year or 2023
                try:
                    first = dt.date(year, date.month, date.day)
                    last = dt.date(date.to[0] or year, date.to[1] or date.month, date.to[2])
                except ValueError:
                    continue
                found.setdefault(((last - first).days + 1) * 1440.0, (row, text[date.start : date.end]))
        times = [quantity for quantity in map(clock, self.reading.quantities) if quantity.kind == "time"]
        for one, two in (*pairwise(times), *zip(times, times[2:], strict=False)):
            if "\n" not in text[one.end : two.start]:
                lasting = two.values[0] - one.values[0]
                for span in {lasting % 1440, abs(lasting)}:  # over midnight, or "9:40 instead of 9:30"
                    found.setdefault(span, (self.row(one.start), text[one.start : two.end][:60]))
        return found

    @cached_property
    def calendar(self) -> tuple[dict[Day, int], dict[Day, int]]:
        """Rows by year, month and day, where 0 stands for any or none: of all days, and of those that are named.

        The days within an interval of up to two weeks are days of the notes that they don't name; those of more than
        a week, only where the notes have their number: "rain on the 29th".
        """
        all_: dict[Day, int] = {}
        named: dict[Day, int] = {}
        for date, row in self.dates:
            if date.month is None:
                continue
            ends = [(date.month, date.day), *([date.to[1:]] if date.to else [])]
            ends += [(date.day, date.month)] if date.ambiguous else []
            years = {0, date.year or -1, (date.to[0] if date.to else None) or date.year or -1}
            inner = within(date)
            if len(inner) > _WEEK:
                inner = [day for day in inner if day[1] in self.values]
            for found, days in ((named, ends), (all_, [*ends, *inner])):
                for month, day in days:
                    for year in years:
                        found.setdefault((year, month or 0, day or 0), row)
                        found.setdefault((year, month or 0, 0), row)
        return all_, named

    @cached_property
    def halved(self) -> int:
        """The row of a word for a half, or -1."""
        return next((rows[0] for form, rows in self.forms.items() if form in amounts.HALVES), -1)

    @cached_property
    def spanned(self) -> dict[int, int]:
        """The months that a span of short names begins or ends with, with a row: "mar–sep"."""
        found: dict[int, int] = {}
        for m in _MONTH_SPAN.finditer(self.reading.text):
            first, last = map(shorthand.month_of, m.groups())
            if first and last:
                found |= dict.fromkeys((first, last), self.row(m.start()))
        return found

    @cached_property
    def weekdays_noted(self) -> dict[tuple[int | None, int | None], list[DateMention]]:
        """Dates that are noted with a weekday, by month and day."""
        found: dict[tuple[int | None, int | None], list[DateMention]] = defaultdict(list)
        for date, _ in self.dates:
            if date.weekday is not None:
                found[date.month, date.day].append(date)
        return dict(found)

    @cached_property
    def _dated_rows(self) -> dict[int, list[DateMention]]:
        found: dict[int, list[DateMention]] = defaultdict(list)
        for date, row in self.dates:
            if date.month and date.day and len(found[row]) < ENOUGH:
                found[row].append(date)
        return {row: dates for row, dates in found.items() if dates}

    @cached_property
    def in_dates(self) -> set[int]:
        """Where the numbers stand that are parts of dates."""
        starts = [quantity.start for quantity in self.reading.quantities]
        spans = ((bisect_left(starts, date.start), bisect_left(starts, date.end)) for date, _ in self.dates)
        return {starts[at] for first, end in spans for at in range(first, end)}

    @cached_property
    def months(self) -> dict[int, list[int]]:
        """The months that each row names with their year, counted from the year 0."""
        found: dict[int, list[int]] = defaultdict(list)
        for date, row in self.dates:
            if date.year and date.month and len(found[row]) < ENOUGH:
                found[row].append(12 * date.year + date.month - 1)
        return dict(found)

    def dated(self, row: int) -> Sequence[DateMention]:
        """Return the days that a row has, with month and day."""
        return self._dated_rows.get(row, ())

    @cached_property
    def named_weekdays(self) -> dict[int, int]:
        """Weekdays that the notes name, with a row."""
        return {date.weekday: row for date, row in reversed(self.dates) if date.weekday is not None}

    def weekdays(self, rows: Iterable[int] = ()) -> dict[int, int]:
        """Return weekdays with a row: those named, and those of some dates by calendar.

        These dates are the first of the notes, which is the event's, those in the given rows, and those that only
        the brief knows. Notes that name weekdays leave none to guess from a date without a year.
        """
        found = dict(self.named_weekdays)
        first = next(iter(self._dated_rows), -1)
        for row in dict.fromkeys((first, *self._brief_rows, *rows)):
            for date in self._dated_rows.get(row, ()):
                guessed = self.years_of(date.month or 0, date.day or 0)[:2] if len(self.named_weekdays) < 2 else ()
                for year in [date.year] if date.year else guessed:
                    last = date.to[2] if date.to and date.to[1] == date.month and date.to[2] else date.day or 0
                    for day in range(date.day or 0, min(last, (date.day or 0) + 6) + 1):
                        falls = weekday(year or 0, date.month or 0, day)
                        if falls is not None:
                            found.setdefault(falls, row)
        return found

    def first_weekdays(self, later: int) -> set[int]:
        """Return the weekdays that so many days after the notes' first date can be."""
        date = next((date for date, _ in self.dates if date.month and date.day), None)
        if date is None:
            return set()
        years = [date.year] if date.year else self.years_of(date.month or 0, date.day or 0)
        falls = (
            {date.weekday} if date.weekday is not None else {weekday(y, date.month or 0, date.day or 0) for y in years}
        )
        return {(day + later) % 7 for day in falls if day is not None}

    @cached_property
    def _brief_rows(self) -> list[int]:
        return [row for row in self._dated_rows if not self.lines[row]][:ENOUGH]


def within(date: DateMention) -> list[tuple[int, int]]:
    """Return the months and days of an interval of up to two weeks."""
    if not (date.to and date.month and date.day and date.to[1] and date.to[2]):
        return []
    try:
        first = dt.date(date.year or 2024, date.month, date.day)
        last = dt.date(first.year, date.to[1], date.to[2])
    except ValueError:
        return []
    days = [first + dt.timedelta(days=day) for day in range(min((last - first).days, 15))]
    return [(day.month, day.day) for day in days] if len(days) < 15 else []


def same_link(url: str) -> str:
    """Return what two spellings of one link share: no scheme, no www, no last slash, no parameters that only track."""
    bare = re.sub(r"^(?:https?://|mailto:)?(?:www\.)?", "", url.strip(), flags=re.IGNORECASE)
    if "?" in bare:
        bare = _TRACKING.sub("", bare).replace("?#", "#").rstrip("?&")
    host, slash, path = bare.partition("/")
    return (host.lower() + slash + path).rstrip("/#")
