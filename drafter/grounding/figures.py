"""The numbers of the notes: by value, by row, and what several of them make."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, combinations

from drafter.grounding.numbers import Quantity, readings
from drafter.grounding.reading import fold, stem
from drafter.grounding.rows import ENOUGH, Rows
from drafter.patterns import pattern

_MOST = 100  # times of a match
_DOTTED = pattern(r"([01]?\d|2[0-3])\.([0-5]\d)")
_UNIT = pattern(r"[ \u00a0-]?([^\W\d_]+³?|€|m3)")
_EACH = pattern(r"\s?(?:/|(?:an?|per|pro|je|par|la|le|por|cada|al?|ogni|za|na)\s)\s?([^\W\d_]{3,})")
_IN_LINK = pattern(r"(?<![^\W_])(?<![.,]\d)\d+(?:\.\d+)*(?![^\W_T])")  # whole numbers of a path, and of a time stamp
_TAKEN = pattern(r"(?<![\d.,:])(\d{1,2})[ h:] ?([0-5]\d)[ ':′] ?([0-5]\d)(?![\d:]|[.,]\d)")
_MINUTES = pattern(r"(?<![\d.,:h])(\d{1,3})(?:['′’]\s?|\smin\.?\s)([0-5]\d)(?![\d])")
_CLOCKED = pattern(r"(?<![\d.,:-])(\d{1,3}):([0-5]\d)(?![\d:])")
_ONE_IN = pattern(
    r"(?<![\w.,/])(\d{1,3})(?:(?: [^\W\d_]+[°º]?)?\.? (?:in|out of|of|sur|de cada|su|von|z|ze) |/)"
    r"(\d{1,3})(?![\w/]|[.,]\d)"
)


class Figures(Rows):
    """The notes with an index of their numbers; each is given with its row."""

    @cached_property
    def placed(self) -> list[tuple[Quantity, int]]:
        """The numbers in order."""
        return [(quantity, self.row(quantity.start)) for quantity in self.reading.quantities]

    @cached_property
    def values(self) -> dict[float, list[tuple[Quantity, int]]]:
        """The numbers by everything that each can mean."""
        found: dict[float, list[tuple[Quantity, int]]] = defaultdict(list)
        apart = self.language in ("en", "es", "it")  # "under 18 150" can be two numbers
        for hit in self.placed:
            quantity, row = hit
            if quantity.marker:
                continue
            parts = map(float, quantity.digits.split()) if apart and " " in quantity.digits else ()
            for value in (*quantity.values, *parts):
                if len(some := found[value]) < ENOUGH:
                    some.append(hit)
            if not quantity.values and ":" in quantity.digits:  # "26:17", which is no time
                for side in [value for part in quantity.digits.split(":")[:3] for value in readings(part)]:
                    if len(some := found[side]) < ENOUGH:
                        some.append((quantity._replace(values=(side,)), row))
            if (time := clock(quantity)) is not quantity:
                found[time.values[0]].append((time, row))
        return found

    @cached_property
    def markers(self) -> dict[int, set[float]]:
        """The numbers of list items, by row."""
        found: dict[int, set[float]] = defaultdict(set)
        for quantity, row in self.placed:
            if quantity.marker:
                found[row].update(quantity.values)
        return found

    @cached_property
    def figures(self) -> dict[int, list[Quantity]]:
        """The plain numbers of each row that has at least one."""
        plain = ((row, [one for one in some if one.kind == "cardinal"]) for row, some in self._all_figures.items())
        return {row: some for row, some in plain if some}

    def figures_of(self, row: int) -> Sequence[Quantity]:
        """Return the numbers and percentages of a row, at most eight."""
        return self._all_figures.get(row, ())

    @cached_property
    def _all_figures(self) -> dict[int, list[Quantity]]:
        found: dict[int, list[Quantity]] = {}
        for quantity, row in self.placed:
            plain = quantity.kind in ("cardinal", "percent") and quantity.values and not quantity.marker
            if plain and len(some := found.setdefault(row, [])) < 8:
                some.append(quantity)
        return found

    def unit_after(self, found: Quantity) -> str:
        """Return the word or sign right after a number of the notes, in lower case, or its currency."""
        if found.unit:
            return found.unit.lower()
        after = _UNIT.match(self.reading.text, found.end)
        return after[1].lower() if after else ""

    def counts_what(self, found: Quantity) -> str:
        """Return the stem of the word that follows a number within its row, or ""."""
        words_of = self.reading.words
        at = bisect_left(self.word_starts, found.end)
        near = self.content(words_of[at : at + 2]) if "\n" not in self.reading.text[found.end : found.end + 3] else ()
        return stem(near[0].folded, self.language) if near else ""

    def named_by(self, found: Quantity) -> str:
        """Return the stem of the word right before a number: "City 5,000"."""
        at = bisect_left(self.word_starts, found.start) - 1
        word = self.reading.words[at] if at >= 0 else None
        if word is None or found.start - word.end > 2 or "\n" in self.reading.text[word.end : found.start]:
            return ""
        return stem(word.folded, self.language)

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
        return [row for quantity, row in self.placed if quantity.kind == "percent"]

    @cached_property
    def times(self) -> list[tuple[Quantity, int]]:
        """Times of day, one of each: 1,440 at most."""
        return [hit for hits in self.values.values() for hit in hits[:1] if hit[0].kind == "time"]

    @cached_property
    def durations(self) -> list[tuple[int, int]]:
        """Times taken, in seconds, with a row: 2h14'37, 2 15 02, 1:02:33, 6'40"."""
        text = self.reading.text
        taken = [(int(m[1]) * 3600 + int(m[2]) * 60 + int(m[3]), self.row(m.start())) for m in _TAKEN.finditer(text)]
        short = [(int(m[1]) * 60 + int(m[2]), self.row(m.start())) for m in _MINUTES.finditer(text)]
        return [*taken[:ENOUGH], *short[:ENOUGH]]

    @cached_property
    def clocked(self) -> list[tuple[int, int]]:
        """Minutes and seconds of a match, in seconds, with a row: 51:02. They can be times of day as well."""
        text = self.reading.text
        return [(int(m[1]) * 60 + int(m[2]), self.row(m.start())) for m in _CLOCKED.finditer(text)][:_MOST]

    @cached_property
    def fractions(self) -> list[tuple[float, int]]:
        """Shares that the notes tell as "1 in 5", "1 de cada 5", "9/10", with a row."""
        return [
            (int(m[1]) / int(m[2]), self.row(m.start()))
            for m in _ONE_IN.finditer(self.reading.text)
            if 0 < int(m[1]) < int(m[2])
        ][:ENOUGH]

    @cached_property
    def linked(self) -> dict[str, int]:
        """Numbers that stand whole in links, as written there, with a row: issue 42 in "/issues/42"."""
        found: dict[str, int] = {}
        for start, _, url in self.reading.urls:
            for m in _IN_LINK.finditer(url):
                found.setdefault(m[0], self.row(start))
        return found

    def figured(self, digits: str) -> tuple[int, ...]:
        """Return the rows that have these figures, character for character."""
        return self._figures.get(digits, ())

    @cached_property
    def _figures(self) -> dict[str, tuple[int, ...]]:
        return {quantity.digits: (row,) for quantity, row in reversed(self.placed) if quantity.digits}

    @cached_property
    def rates(self) -> list[tuple[Quantity, str, int]]:
        """Amounts of money for one of something, with the stem of its name and the row: "30 € per place"."""
        found = []
        for quantity, row in self.placed:
            if (quantity.unit or quantity.values[:1] >= (1000,)) and (
                m := _EACH.match(self.reading.text, quantity.end)
            ):
                found.append((quantity, stem(fold(m[1]), self.language), row))
        return found[:ENOUGH]

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
    def gaps(self) -> dict[float, tuple[int, Quantity, Quantity]]:
        """By how much two large numbers of a row differ, where it has three such at most: income and expenses."""
        found: dict[float, tuple[int, Quantity, Quantity]] = {}
        for row, group in self.figures.items():
            large = [one for one in group if one.values[0] >= 1000 and not 1900 <= one.values[0] <= 2100]
            for one, two in combinations(large, 2) if len(large) < 4 else ():
                found.setdefault(round(abs(one.values[0] - two.values[0]), 4), (row, one, two))
        return found

    @cached_property
    def sums(self) -> dict[float, tuple[int, tuple[Quantity, ...]]]:
        """Sums of two numbers of a row, and of all of up to three neighbouring rows: the row, and the addends."""
        found: dict[float, tuple[int, tuple[Quantity, ...]]] = {}
        for row, group in self.figures.items():
            for run in _runs(group, self.reading.text):
                found.setdefault(round(sum(one.values[0] for one in run), 4), (row, run))
        for row, group in self.figures.items():
            near = [q for other in (row, row + 1, row + 2) for q in self.figures.get(other, ())][:12]
            for one, two in combinations(group, 2):
                found.setdefault(round(one.values[0] + two.values[0], 4), (row, (one, two)))
            for size, total in enumerate(accumulate(q.values[0] for q in near), 1):
                if size > 2:
                    found.setdefault(round(total, 4), (row, tuple(near[:size])))
        return found

    @cached_property
    def counted(self) -> dict[str, dict[float, tuple[str, int]]]:
        """What the notes count: stem of the word after a number, with the numbers, as written, and rows."""
        found: dict[str, dict[float, tuple[str, int]]] = defaultdict(dict)
        for quantity, row in self.placed:
            at = bisect_left(self.word_starts, quantity.end)
            if quantity.marker or quantity.kind == "time" or at == len(self.word_starts):
                continue
            word = self.reading.words[at]
            if word.start - quantity.end <= 2 and word.text.isalpha():
                shown = self.reading.text[quantity.start : word.end]
                for value in quantity.values:
                    found[stem(word.folded, self.language)].setdefault(value, (shown, row))
        return dict(found)


def clock(quantity: Quantity) -> Quantity:
    """Read 9.30 as a time of day."""
    clock = _DOTTED.fullmatch(quantity.digits) if "." in quantity.digits and quantity.kind == "cardinal" else None
    return quantity._replace(kind="time", values=(int(clock[1]) * 60.0 + int(clock[2]),)) if clock else quantity


def _runs(some: Sequence[Quantity], text: str) -> Iterator[tuple[Quantity, ...]]:
    """Yield three numbers or more with nothing but slashes or pluses between: 620 / 810 / 1,370."""
    run: list[Quantity] = []
    for one in (*some, None):
        if run and (one is None or text[run[-1].end : one.start].strip() not in ("/", "+")):
            if len(run) > 2:
                yield tuple(run)
            run = []
        if one is not None:
            run.append(one)
