"""The notes, indexed once: every word, quantity, date, link and phrase with the lines that have it."""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, combinations, pairwise, product

from drafter.dates import DateMention, weekday
from drafter.dates import find as find_dates
from drafter.grounding import counts, places, shorthand, words
from drafter.grounding.numbers import Quantity
from drafter.grounding.reading import Reading, Word, fold, read, stem

Day = tuple[int, int, int]  # year, month, day

CAMEL = re.compile(r"[A-Z]?[a-zß-öø-ÿ]{2,}|[A-Z]{2,}(?![a-z])|[A-Z][a-z]+")
_ENOUGH = 20  # places of one value that are kept
_DOTTED = re.compile(r"([01]?\d|2[0-3])\.([0-5]\d)")
_WORDS = re.compile(r"[^\W\d_]+")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_IN_LINK = re.compile(r"(?<![^\W_])(?<![.,]\d)\d+(?:\.\d+)*(?![^\W_T])")  # whole numbers of a path, and of a time stamp
_DAY_IN_LINK = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/_]?)(\d\d)\2(\d\d)(?!\d)")
_UNIT = re.compile(r"[ \u00a0-]?([^\W\d_]+³?|€|m3)")
_TAKEN = re.compile(r"(?<![\d.,:])(\d{1,2})[ h:] ?([0-5]\d)[ ':′] ?([0-5]\d)(?![\d:.,])")
_ONE_IN = re.compile(r"(?<![\w.,/])(\d{1,3})(?: (?:in|out of|of|sur|de cada|su|von|z|ze) |/)(\d{1,3})(?![\w/]|[.,]\d)")
_TRACKING = re.compile(r"(?<=[?&])(?:utm_\w+|ref(?:_\w+)?|fbclid|gclid|mc_[ce]id|si|igshid)=[^&#]*&?")
_FILLERS = frozenset("of the and for in on de du des la le les et von für der die und del y di e".split())


class Index:
    """The notes as grounding looks things up in them.

    Made of (line number, text) pairs; `facts` are the lines of those that they list by kind: decisions, people.
    """

    def __init__(
        self,
        lines: Iterable[tuple[int, str]],
        language: str = "",
        people: Iterable[str] = (),
        facts: Mapping[str, Sequence[int]] | None = None,
    ) -> None:
        self.facts = facts or {}
        self._people_in: dict[str, frozenset[str]] = {}
        kept = [(number, text) for number, text in lines if text.strip()]
        self.lines = [number for number, _ in kept]
        self.texts = [text for _, text in kept]
        self.starts: list[int] = []
        at = 0
        for text in self.texts:
            self.starts.append(at)
            at += len(text) + 1
        self.reading: Reading = read("\n".join(self.texts), language)
        self.language = self.reading.language
        self.known_people = {
            fold(part) for name in people for part in re.findall(r"[^\W\d_]{2,}", name) if part[0].isupper()
        }
        self.forms: dict[str, list[int]] = {}  # folded word: rows, ascending
        self.names: dict[str, str] = {}  # folded word: as written with a capital
        self.sizes = [0] * len(self.texts)
        self._index_words()
        self.values: dict[float, list[tuple[Quantity, int]]] = defaultdict(list)
        for quantity in self.reading.quantities:
            if not quantity.marker:
                row = self.row(quantity.start)
                for value in quantity.values:
                    if len(self.values[value]) < _ENOUGH:
                        self.values[value].append((quantity, row))
                if " " in quantity.digits and self.language in ("en", "es", "it"):  # "under 18 150" can be two numbers
                    for part in map(float, quantity.digits.split()):
                        if len(self.values[part]) < _ENOUGH:
                            self.values[part].append((quantity, row))
                if (time := _clock(quantity)) is not quantity:
                    self.values[time.values[0]].append((time, row))
        same = {(d.year, d.month, d.day, d.to, d.weekday): d for d in reversed(self.reading.dates)}
        self.dates = sorted(((d, self.row(d.start)) for d in same.values()), key=lambda hit: hit[0].start)
        self.urls = {same_link(url): (url, self.row(start)) for start, _, url in reversed(self.reading.urls)}

    def row(self, offset: int) -> int:
        """Return the row (index into `lines`) of an offset into the whole text."""
        return bisect_right(self.starts, offset) - 1

    def numbers_of(self, rows: Iterable[int]) -> tuple[int, ...]:
        """Return the notes' line numbers of some rows, at most five."""
        return tuple(dict.fromkeys(self.lines[row] for row in rows if row >= 0))[:5]

    def _index_words(self) -> None:
        forms, names, sizes = self.forms, self.names, self.sizes
        ends = [*self.starts[1:], len(self.reading.text) + 1]
        row = 0
        for start, _, text, folded in self.reading.words:
            while start >= ends[row]:
                row += 1
            sizes[row] += 1
            rows = forms.get(folded)
            if rows is None:
                forms[folded] = [row]
            elif rows[-1] != row:
                rows.append(row)
            if text[0].isupper():
                names.setdefault(folded, text)
                if not text.isupper() and not text[1:].islower():
                    for part in CAMEL.findall(text):
                        self._add(fold(part), row)
        for start, _, url in self.reading.urls:
            row = self.row(start)
            for part in _LETTERS.findall(url):
                self._add(fold(part), row)
        for form, text in [(form, text) for form, text in names.items() if "ů" in text]:  # Dům, Domu
            names.setdefault(other := fold(text.replace("ů", "o")), text)
            forms.setdefault(other, forms[form])
        for form, rows in [(form, rows) for form, rows in self.forms.items() if form in places.SAME]:
            for other in places.SAME[form]:
                self.forms.setdefault(other, rows)

    def _add(self, folded: str, row: int) -> None:
        rows = self.forms.setdefault(folded, [])
        if not rows or rows[-1] != row:
            rows.append(row)

    @cached_property
    def stems(self) -> dict[str, tuple[int, ...]]:
        """Rows by stem."""
        found: dict[str, set[int]] = defaultdict(set)
        for form, rows in self.forms.items():
            found[stem(form, self.language)].update(rows)
        return {key: tuple(sorted(rows)) for key, rows in found.items()}

    @cached_property
    def keys(self) -> list[set[str]]:
        """The stems of each row."""
        found: list[set[str]] = [set() for _ in self.texts]
        for key, rows in self.stems.items():
            for row in rows:
                found[row].add(key)
        return found

    @cached_property
    def damping(self) -> list[float]:
        """What the weight of each row's words is divided by: long lines have something of everything."""
        return [(size + 8) ** 0.35 for size in self.sizes]

    @cached_property
    def prefixes(self) -> dict[str, list[str]]:
        """Folded words by their first four letters."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in self.forms:
            if len(form) >= 4:
                found[form[:4]].append(form)
        return found

    @cached_property
    def _short(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        function = words.stop(self.language)
        for form in self.forms:
            if 4 <= len(form) <= 6 and form not in function:
                found[form[:2]].append(form)
        return found

    @cached_property
    def kin(self) -> dict[str, list[str]]:
        """Folded names by their first three letters: where other cases of a name would be."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in self.names:
            found[form[:3]].append(form)
        return found

    @cached_property
    def lowered(self) -> frozenset[str]:
        """Folded words that the notes write in lower case."""
        return frozenset(w.folded for w in self.reading.words if w.text[0].islower())

    @cached_property
    def heads(self) -> dict[str, list[str]]:
        """Folded names by their first letter and by their second: where a misspelling would be looked for."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in self.names:
            if len(form) >= 4:
                for key in {form[0], "+" + form[1]}:
                    found[key].append(form)
        return found

    @cached_property
    def acronyms(self) -> dict[str, tuple[str, int]]:
        """Initials of every run of capitalised words in the notes, with the run and its row."""
        found: dict[str, tuple[str, int]] = {}
        run: list[Word] = []
        for word in (*self.reading.words, None):
            gap = self.reading.text[run[-1].end : word.start] if run and word else "\n"
            joined = word is not None and run and gap in (" ", "-", " & ", "/", ", ")
            if word and joined and (word.text[0].isupper() or word.folded in _FILLERS):
                run.append(word)
                continue
            for first in range(len(run)):
                for last in range(first + 2, min(len(run), first + 8) + 1):
                    part = run[first:last]
                    initials = "".join(w.text[0] for w in part if w.text[0].isupper()).lower()
                    phrase = self.reading.text[part[0].start : part[-1].end]
                    found.setdefault(initials, (phrase, self.row(part[0].start)))
            run = [word] if word and word.text[0].isupper() else []
        return found

    @cached_property
    def people(self) -> frozenset[str]:
        """Folded names of people: what follows a given name or a title, and the given names."""
        found: set[str] = set(self.known_people)
        last: Word | None = None
        given = False
        for word in self.reading.words:
            if word.text[0].islower() and word.folded not in places.TITLES:  # most words
                last, given = None, False
                continue
            gap = self.reading.text[last.end : word.start] if last else "\n"
            capital = word.text[0].isupper() and len(word.text) > 1
            after = capital and given and gap in (" ", "-", ". ")
            is_given = capital and word.folded in places.GIVEN_NAMES
            if is_given or after:
                found.add(word.folded)
            given = is_given or (word.folded in places.TITLES and gap != "-") or (after and gap == "-")
            last = word
        return frozenset(found)

    def people_in(self, text: str) -> frozenset[str]:
        """Return the folded names of people in a line of the notes."""
        if text not in self._people_in:
            self._people_in[text] = self.people.intersection(fold(word) for word in _WORDS.findall(text[:4000]))
        return self._people_in[text]

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words that the notes cut short, three letters or more: "Univ. de", "Univ. Bramwick"."""
        text = self.reading.text
        short = (w for w in self.reading.words if len(w.folded) >= 3 and text[w.end : w.end + 2] == ". ")
        return frozenset(w.folded for w in short if len(w.folded) == 4 or text[w.end + 2 : w.end + 3].islower())

    def contracted(self, folded: str) -> bool:
        """Tell whether the notes write a long word without its middle: "ayto" for "ayuntamiento"."""
        near = self._short.get(folded[:2], ()) if len(folded) >= 9 else ()
        return any(form[-2:] == folded[-2:] and 2 * len(form) <= len(folded) and _within(form, folded) for form in near)

    def abbreviated(self, folded: str, following: str = "") -> bool:
        """Tell whether the notes cut a word short, with a full stop, or before the same word: "Env Agency"."""
        sizes = range(3, min(len(folded) - 1, 9))
        if following:
            return any(f" {folded[:size]} {following} " in self.flow[0] for size in sizes)
        return any(folded[:size] in self.abbreviations for size in sizes)

    @cached_property
    def flow(self) -> tuple[str, list[int], list[int]]:
        """The notes as folded words with single spaces, and where each word starts there and in the text."""
        at, starts = 1, []
        for word in self.reading.words:
            starts.append(at)
            at += len(word.folded) + 1
        text = " " + " ".join(word.folded for word in self.reading.words) + " "
        return text, starts, [word.start for word in self.reading.words]

    @cached_property
    def figures(self) -> dict[int, list[Quantity]]:
        """The plain numbers of each row that has at least one, at most eight of them."""
        found: dict[int, list[Quantity]] = defaultdict(list)
        for quantity in self.reading.quantities:
            row = self.row(quantity.start)
            if quantity.kind == "cardinal" and quantity.values and not quantity.marker and len(found[row]) < 8:
                found[row].append(quantity)
        return dict(found)

    def figures_of(self, row: int) -> Sequence[Quantity]:
        """Return the numbers and percentages of a row, at most eight."""
        return self._all_figures.get(row, ())

    @cached_property
    def _all_figures(self) -> dict[int, list[Quantity]]:
        found: dict[int, list[Quantity]] = defaultdict(list)
        for quantity in self.reading.quantities:
            row = self.row(quantity.start)
            plain = quantity.kind in ("cardinal", "percent") and not quantity.marker
            if plain and quantity.values and len(found[row]) < 8:
                found[row].append(quantity)
        return dict(found)

    def unit_after(self, found: Quantity) -> str:
        """Return the word or sign right after a number of the notes, in lower case, or its currency."""
        if found.unit:
            return found.unit.lower()
        after = _UNIT.match(self.reading.text, found.end)
        return after[1].lower() if after else ""

    @cached_property
    def totals(self) -> dict[float, int]:
        """Sums down a list: of the numbers with the same unit in rows that follow each other, with the first row."""
        found: dict[float, int] = {}
        columns: dict[tuple[str, bool], dict[int, float]] = defaultdict(dict)
        for row, some in self._all_figures.items():
            for quantity in some:
                scaled = quantity.values[0] >= 1000 * len(quantity.digits or "1")
                if unit := quantity.unit or ("*" if scaled else "") or self.unit_after(quantity):
                    columns[unit, scaled].setdefault(row, quantity.values[0])
        for column in columns.values():
            for first in column:
                total, row = 0.0, first
                while row in column and row < first + 12:
                    total, row = total + column[row], row + 1
                    if row > first + 1:
                        found.setdefault(round(total, 4), first)
        return found

    @cached_property
    def durations(self) -> list[tuple[int, int]]:
        """Times taken, in seconds, with a row: 2h14'37, 2 15 02, 1:02:33."""
        taken = _TAKEN.finditer(self.reading.text)
        return [(int(m[1]) * 3600 + int(m[2]) * 60 + int(m[3]), self.row(m.start())) for m in taken][:_ENOUGH]

    @cached_property
    def fractions(self) -> list[tuple[float, int]]:
        """Shares that the notes tell as "1 in 5", "1 de cada 5", "9/10", with a row."""
        return [
            (int(m[1]) / int(m[2]), self.row(m.start()))
            for m in _ONE_IN.finditer(self.reading.text)
            if 0 < int(m[1]) < int(m[2])
        ][:_ENOUGH]

    def counts_what(self, found: Quantity) -> str:
        """Return the stem of the word that follows a number within its row, or ""."""
        words_of = self.reading.words
        at = bisect_left(words_of, found.end, key=lambda word: word.start)
        near = self.content(words_of[at : at + 2]) if "\n" not in self.reading.text[found.end : found.end + 3] else ()
        return stem(near[0].folded, self.language) if near else ""

    def shown(self, found: Quantity) -> str:
        """Return a quantity of the notes as they write it."""
        return self.reading.text[found.start : found.end]

    @cached_property
    def _ordered(self) -> tuple[list[float], list[tuple[Quantity, int]]]:
        hits = [h for hits in self.values.values() for h in hits[:1] if h[0].kind != "time"]
        hits.sort(key=lambda hit: hit[0].values[0])
        return [hit[0].values[0] for hit in hits], hits

    def between(self, low: float, high: float) -> list[tuple[Quantity, int]]:
        """Return quantities of the notes with a value in a range, one for each value, at most fifty."""
        values, hits = self._ordered
        first = bisect_left(values, low)
        return hits[first : min(bisect_right(values, high), first + 50)]

    def closest(self, value: float) -> tuple[Quantity, int] | None:
        """Return the quantity of the notes that is closest to a value, of those from a quarter to four times it."""
        values, hits = self._ordered
        at = bisect_left(values, value)
        near = (hit for hit in hits[max(at - 1, 0) : at + 1] if value / 4 <= hit[0].values[0] <= value * 4)
        return min(near, key=lambda hit: abs(hit[0].values[0] - value), default=None)

    @cached_property
    def percents(self) -> list[int]:
        """The rows with a percentage."""
        return [self.row(quantity.start) for quantity in self.reading.quantities if quantity.kind == "percent"]

    @cached_property
    def times(self) -> list[tuple[Quantity, int]]:
        """Times of day, one of each: 1,440 at most."""
        return [hit for hits in self.values.values() for hit in hits[:1] if hit[0].kind == "time"]

    @cached_property
    def shorthand(self) -> shorthand.Shorthand:
        """Dates in forms that only can be meant as such."""
        return shorthand.find(self.reading.text, self.language, [date for date, _ in self.dates])

    @cached_property
    def linked(self) -> dict[str, int]:
        """Numbers that stand whole in links, as written there, with a row: issue 42 in "/issues/42"."""
        found: dict[str, int] = {}
        for start, _, url in self.reading.urls:
            for m in _IN_LINK.finditer(url):
                found.setdefault(m[0], self.row(start))
        return found

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

    def figured(self, digits: str) -> tuple[int, ...]:
        """Return the rows that have these figures, character for character."""
        return self._figures.get(digits, ())

    @cached_property
    def _figures(self) -> dict[str, tuple[int, ...]]:
        return {q.digits: (self.row(q.start),) for q in reversed(self.reading.quantities) if q.digits}

    @cached_property
    def sums(self) -> dict[float, tuple[int, tuple[Quantity, ...]]]:
        """Sums of two numbers of a row, and of all of up to three neighbouring rows: the row, and the addends."""
        found: dict[float, tuple[int, tuple[Quantity, ...]]] = {}
        for row, group in self.figures.items():
            near = [q for other in (row, row + 1, row + 2) for q in self.figures.get(other, ())][:12]
            for one, two in combinations(group, 2):
                found.setdefault(round(one.values[0] + two.values[0], 4), (row, (one, two)))
            for size, total in enumerate(accumulate(q.values[0] for q in near), 1):
                if size > 2:
                    found.setdefault(round(total, 4), (row, tuple(near[:size])))
        return found

    @cached_property
    def gaps(self) -> dict[float, tuple[int, Quantity, Quantity]]:
        """Differences of two numbers of a row or of neighbouring rows: the row, and the numbers."""
        found: dict[float, tuple[int, Quantity, Quantity]] = {}
        for row, group in self.figures.items():
            for one, two in combinations(group, 2):
                found.setdefault(round(abs(one.values[0] - two.values[0]), 4), (row, one, two))
        what = {q.start: self.counts_what(q) for group in self.figures.values() for q in group}
        for row, group in self.figures.items():
            below = [q for other in (row + 1, row + 2) for q in self.figures.get(other, ())]
            for one, two in product(group[:4], below[:6]):
                alike = what[one.start] == what[two.start] != ""
                if alike or min(one.values[0], two.values[0]) >= 1000:
                    found.setdefault(round(abs(one.values[0] - two.values[0]), 4), (row, one, two))
        return found

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
    def denying(self) -> frozenset[int]:
        """Rows that can deny something: by a word for it, "n't" or the Czech prefix."""
        denials = {fold(word) for word in words.negation(self.language)}
        prefix = "ne" if self.language == "cs" else " "

        def denies(form: str) -> bool:
            return form in denials or form.endswith(("n't", "n’t")) or form.startswith(prefix)

        return frozenset(row for form, rows in self.forms.items() if denies(form) for row in rows)

    @cached_property
    def counted(self) -> dict[str, dict[float, tuple[str, int]]]:
        """What the notes count: stem of the word after a number, with the numbers, as written, and rows."""
        found: dict[str, dict[float, tuple[str, int]]] = defaultdict(dict)
        words_at = [word.start for word in self.reading.words]
        for quantity in self.reading.quantities:
            at = bisect_left(words_at, quantity.end)
            if quantity.marker or quantity.kind == "time" or at == len(words_at):
                continue
            word = self.reading.words[at]
            if word.start - quantity.end <= 2 and word.text.isalpha():
                row = self.row(quantity.start)
                shown = self.reading.text[quantity.start : word.end]
                for value in quantity.values:
                    found[stem(word.folded, self.language)].setdefault(value, (shown, row))
        return dict(found)

    @cached_property
    def years(self) -> dict[int, int]:
        """Years that the notes name anywhere, with a row."""
        found = {date.year: row for date, row in reversed(self.dates) if date.year}
        for value, hits in self.values.items():
            if 1900 <= value <= 2100 and value == int(value):
                found.setdefault(int(value), hits[0][1])
        for m in re.finditer(r"(?<![\d/])(\d\d)/(\d\d)(?![\d/])", self.reading.text):  # 22/23
            if int(m[2]) == (int(m[1]) + 1) % 100:
                for year in (2000 + int(m[1]), 2000 + int(m[2])):
                    found.setdefault(year, self.row(m.start()))
        for m in re.finditer(r"(?<!\d)((?:19|20)\d)(\d)[-–—/]\d\d(?![\d.,/-])", self.reading.text):  # 2022–24
            year = int(m[1][:2] + m[0][-2:])
            if 0 < year - int(m[1] + m[2]) < 50:
                found.setdefault(year, self.row(m.start()))
        return found

    def years_of(self, month: int, day: int) -> list[int]:
        """Return the years that a day can be in: its own in the notes, else those of whole dates, else any."""
        whole = [(date.year, date.month or 1, date.day) for date, _ in self.dates if date.year and date.day][:_ENOUGH]
        own = [year for year, *rest in whole if rest == [month, day]]
        near = {year + round((noted - month) / 12) for year, noted, _ in whole}  # the nearest such day to each
        return own or sorted(near) or list(self.years)[:_ENOUGH]

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
        times = [quantity for quantity in map(_clock, self.reading.quantities) if quantity.kind == "time"]
        for one, two in pairwise(times):
            if two.start - one.end <= 8 or "\n" not in text[one.end : two.start]:
                found.setdefault(two.values[0] - one.values[0], (self.row(one.start), text[one.start : two.end][:60]))
        return found

    @cached_property
    def calendar(self) -> tuple[dict[Day, int], dict[Day, int]]:
        """Rows by year, month and day, where 0 stands for any or none: of all days, and of those that are named.

        The days within an interval of up to two weeks are days of the notes that they don't name.
        """
        all_: dict[Day, int] = {}
        named: dict[Day, int] = {}
        for date, row in self.dates:
            if date.month is None:
                continue
            ends = [(date.month, date.day), *([date.to[1:]] if date.to else [])]
            ends += [(date.day, date.month)] if date.ambiguous else []
            years = {0, date.year or -1, (date.to[0] if date.to else None) or date.year or -1}
            for found, days in ((named, ends), (all_, [*ends, *within(date)])):
                for month, day in days:
                    for year in years:
                        found.setdefault((year, month or 0, day or 0), row)
                        found.setdefault((year, month or 0, 0), row)
        return all_, named

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
            if date.month and date.day and len(found[row]) < _ENOUGH:
                found[row].append(date)
        return {row: dates for row, dates in found.items() if dates}

    @cached_property
    def named_weekdays(self) -> dict[int, int]:
        """Weekdays that the notes name, with a row."""
        return {date.weekday: row for date, row in reversed(self.dates) if date.weekday is not None}

    def weekdays(self, rows: Iterable[int] = ()) -> dict[int, int]:
        """Return weekdays with a row: those named, and those of some dates by calendar.

        These dates are the first of the notes, which is the event's, those in the given rows, and those that only
        the brief knows.
        """
        found = dict(self.named_weekdays)
        first = next(iter(self._dated_rows), -1)
        for row in dict.fromkeys((first, *self._brief_rows, *rows)):
            for date in self._dated_rows.get(row, ()):
                for year in [date.year] if date.year else list(self.years)[:4]:
                    last = date.to[2] if date.to and date.to[1] == date.month and date.to[2] else date.day or 0
                    for day in range(date.day or 0, min(last, (date.day or 0) + 6) + 1):
                        falls = weekday(year or 0, date.month or 0, day)
                        if falls is not None:
                            found.setdefault(falls, row)
        return found

    @cached_property
    def _brief_rows(self) -> list[int]:
        return [row for row in self._dated_rows if not self.lines[row]][:_ENOUGH]

    @cached_property
    def _weights(self) -> list[float]:
        size = len(self.texts)
        return [math.log(1 + size / (1 + rows)) for rows in range(size + 1)]

    def weight(self, key: str) -> float:
        """Return how much a stem says: the rarer in the notes, the more."""
        return self._weights[len(self.stems.get(key, ()))]

    def content(self, some: Sequence[Word]) -> list[Word]:
        """Return the words that bear meaning."""
        function = words.stop(self.language)
        return [w for w in some if w.text.lower() not in function and (len(w.folded) > 1 or w.text.isdigit())]


def _clock(quantity: Quantity) -> Quantity:
    """Read 9.30 as a time of day."""
    clock = _DOTTED.fullmatch(quantity.digits) if quantity.kind == "cardinal" else None
    return quantity._replace(kind="time", values=(int(clock[1]) * 60.0 + int(clock[2]),)) if clock else quantity


def _within(short: str, long: str) -> bool:
    """Tell whether all letters of one word stand in another, in order."""
    rest = iter(long)
    return all(letter in rest for letter in short)


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
