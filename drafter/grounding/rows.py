"""The rows of the notes, and every word in them: its forms, its stem, whether it names somebody, and where it is."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import attrgetter

from drafter.grounding import places, words
from drafter.grounding.reading import Reading, Word, fold, read, stem
from drafter.patterns import pattern

CAMEL = pattern(r"[A-Z]?[a-zß-öø-ÿ]{2,}|[A-Z]{2,}(?![a-z])|[A-Z][a-z]+")
_LETTERS = pattern(r"[^\W\d_]{2,}")
_NICK = pattern(r"@([a-z]{6,30})\b|\*\*([a-z]{6,30})_?:\*\*")
ENOUGH = 20  # places of one thing that are kept, or looked at
_FOLDED = attrgetter("folded")
_FILLERS = frozenset("of the and for in on de du des la le les et von für der die und del y di e".split())


class Rows:
    """The lines of the notes that say something, with an index of their words.

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
        self.derived: dict[str, str] = {}  # what words were found to derive from
        self.noted_as: dict[str, str] = {}  # under which stems words were looked up
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
        self._index_words()

    def row(self, offset: int) -> int:
        """Return the row (index into `lines`) of an offset into the whole text."""
        return bisect_right(self.starts, offset) - 1

    def numbers_of(self, rows: Iterable[int]) -> tuple[int, ...]:
        """Return the notes' line numbers of some rows, at most five."""
        return tuple(dict.fromkeys(self.lines[row] for row in rows if row >= 0))[:5]

    def _index_words(self) -> None:
        forms, names = self.forms, self.names
        bounds = [bisect_left(self.word_starts, start) for start in self.starts] + [len(self.word_starts)]
        self.sizes = [end - first for first, end in pairwise(bounds)]
        for row, (first, end) in enumerate(pairwise(bounds)):
            some = self.reading.words[first:end]
            for folded in dict.fromkeys(map(_FOLDED, some)):
                if (rows := forms.get(folded)) is None:
                    forms[folded] = [row]
                else:
                    rows.append(row)
            for _, _, text, folded in [word for word in some if not word.text.islower()]:
                if text[0].isupper():
                    names.setdefault(folded, text)
                    if not text[1:].islower() and not text.isupper():
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
        found: dict[str, list[int]] = {}
        language = self.language
        for form, rows in self.forms.items():
            key = stem(form, language)
            found[key] = found[key] + rows if key in found else rows
        return {key: tuple(rows) if len(rows) == 1 else tuple(sorted(set(rows))) for key, rows in found.items()}

    @cached_property
    def keys(self) -> list[set[str]]:
        """The stems of each row."""
        found: list[set[str]] = [set() for _ in self.texts]
        for key, rows in self.stems.items():
            for row in rows:
                found[row].add(key)
        return found

    @cached_property
    def early(self) -> list[float]:
        """What each row has in advance of the later ones."""
        return [0.5 / (1 + row) for row in range(len(self.texts))]

    @cached_property
    def damping(self) -> list[float]:
        """What the weight of each row's words is divided by: long lines have something of everything."""
        return [(size + 8) ** 0.35 for size in self.sizes]

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

    @cached_property
    def prefixes(self) -> dict[str, list[str]]:
        """Folded words, none of them a person's name, by their first five letters."""
        found: dict[str, list[str]] = defaultdict(list)
        people = self.people
        for form in self.forms:
            if len(form) >= 5 and form not in people:
                found[form[:5]].append(form)
        return found

    @cached_property
    def kin(self) -> dict[str, list[str]]:
        """Folded names by their first three letters: where other cases of a name would be."""
        found: dict[str, list[str]] = defaultdict(list)
        for form in self.names:
            found[form[:3]].append(form)
        return found

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
    def lowered(self) -> frozenset[str]:
        """Folded words that the notes write in lower case."""
        return frozenset(w.folded for w in self.reading.words if w.text[0].islower())

    @cached_property
    def word_starts(self) -> list[int]:
        """Where each word begins."""
        return [word.start for word in self.reading.words]

    @cached_property
    def flow(self) -> tuple[str, list[int], list[int]]:
        """The notes as folded words with single spaces, and where each word starts there and in the text."""
        forms = [word.folded for word in self.reading.words]
        starts = list(accumulate([len(form) + 1 for form in forms], initial=1))
        return " " + " ".join(forms) + " ", starts[:-1], self.word_starts

    @cached_property
    def acronyms(self) -> dict[str, tuple[str, int]]:
        """Initials of every run of capitalised words in the notes, with the run and its row."""
        found: dict[str, tuple[str, int]] = {}
        run: list[Word] = []
        for word in (*(w for w in self.reading.words if w.text[0].isupper() or w.folded in _FILLERS), None):
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

    def shortened(self, before: str, folded: str) -> bool:
        """Tell whether the notes write a word by three or four of its letters after the same one: "Customs Hse"."""
        flow, at = self.flow[0], -1
        for _ in range(ENOUGH if len(folded) > 4 else 0):
            if (at := flow.find(f" {before} ", at + 1)) < 0:
                return False
            short = flow[at + len(before) + 2 : at + len(before) + 7].partition(" ")[0]
            if 3 <= len(short) <= min(4, len(folded) - 2) and short[0] == folded[0] and _within(short, folded):
                return short not in words.stop(self.language)
        return False

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Words that the notes cut short, three letters or more: "Univ. de", "Univ. Bramwick"."""
        text = self.reading.text
        stops = {m.start() for m in re.finditer(r"\. ", text)}
        short = [w for w in self.reading.words if w.end in stops and len(w.folded) >= 3]
        return frozenset(w.folded for w in short if len(w.folded) == 4 or text[w.end + 2 : w.end + 3].islower())

    def contracted(self, folded: str) -> bool:
        """Tell whether the notes write a long word without its middle: "ayto" for "ayuntamiento"."""
        near = self._short.get(folded[:2], ()) if len(folded) >= 9 else ()
        return any(form[-2:] == folded[-2:] and 2 * len(form) <= len(folded) and _within(form, folded) for form in near)

    @cached_property
    def _short(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        function = words.stop(self.language)
        for form in self.forms:
            if 4 <= len(form) <= 6 and form not in function:
                found[form[:2]].append(form)
        return found

    def abbreviated(self, folded: str, following: str = "") -> bool:
        """Tell whether the notes cut a word short, with a full stop, or before the same word: "Env Agency"."""
        sizes = range(3, min(len(folded) - 1, 9))
        if following:
            flow = self.flow[0]
            if f" {following} " not in flow:
                return False
            if any(f" {folded[:size]} {following} " in flow for size in sizes):
                return True
            text = self.reading.text  # with a full stop, also two letters, or without the middle: "Hnos. Arrieta"
            stops = {w.folded for w in self.reading.words if text.startswith(". ", w.end) and 1 < len(w.folded) < 6}
            return any(
                short[0] == folded[0] and _within(short, folded) and f" {short} {following} " in flow
                for short in stops - places.TITLES
            )
        return any(folded[:size] in self.abbreviations for size in sizes)

    @cached_property
    def _nicks(self) -> set[str]:
        return {fold(m[1] or m[2]) for m in _NICK.finditer(self.reading.text)}

    def nick_of(self, folded: str) -> str:
        """Return the nick in a chat's log that is one or two letters before a surname: gkellogg, Kellogg; or ""."""
        if len(folded) < 5:
            return ""
        return next(
            (n for n in self._nicks if n.endswith(folded) and 0 < len(n) - len(folded) < 3 and n in self.forms), ""
        )

    @cached_property
    def people(self) -> frozenset[str]:
        """Folded names of people: what follows a given name or a title, and the given names."""
        found: set[str] = set(self.known_people)
        last: Word | None = None
        given = False
        for word in [w for w in self.reading.words if w.folded in places.TITLES or not w.text[0].islower()]:
            gap = self.reading.text[last.end : word.start] if last else "\n"
            capital = word.text[0].isupper() and len(word.text) > 1
            after = capital and given and gap in (" ", "-", ". ")
            is_given = capital and word.folded in places.GIVEN_NAMES
            if is_given or after:
                found.add(word.folded)
            given = is_given or (word.folded in places.TITLES and gap != "-") or (after and gap == "-")
            last = word
        return frozenset(found)

    @cached_property
    def people_in(self) -> dict[int, set[str]]:
        """The folded names of people in each row that has some."""
        found: dict[int, set[str]] = defaultdict(set)
        for form in self.people.intersection(self.forms):
            for row in self.forms[form]:
                found[row].add(form)
        return dict(found)

    @cached_property
    def denying(self) -> frozenset[int]:
        """Rows that can deny something: by a word for it, "n't" or the Czech prefix."""
        denials = {fold(word) for word in words.negation(self.language)}
        denials.update(form for form in self.forms if form[-3:] in ("n't", "n’t"))
        if self.language == "cs":
            denials.update(form for form in self.forms if form.startswith("ne"))
        return frozenset(row for form in denials.intersection(self.forms) for row in self.forms[form])


def _within(short: str, long: str) -> bool:
    """Tell whether all letters of one word stand in another, in order."""
    rest = iter(long)
    return all(letter in rest for letter in short)
