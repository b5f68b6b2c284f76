"""Years that the notes name, in full, in short or beside another: 2022/23, "next year 4-5 July 2026"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drafter.grounding.rows import ENOUGH
from drafter.patterns import pattern

if TYPE_CHECKING:
    from drafter.grounding.index import Index

_SHORT_YEARS = pattern(r"(\d\d)(?<![\d/]..)/(\d\d)(?![\d/])")  # 22/23; what comes first is sought first
_LONG_YEARS = pattern(r"((?:19|20)\d)(?<!\d...)(\d)[-–—/]\d\d(?![\d/-]|[.,]\d)")  # 2022–24
_OTHER_WORDS = frozenset(  # folded
    "next last previous nachstes nachstem nachsten letztes letztem vorjahr prochaine prochain derniere dernier"
    " precedente proximo viene pasado anterior prossimo scorso pristi pristiho loni predtim predchozi predloni".split()
)
_OTHER_YEAR = pattern(
    r"(?:(next ye?a?r|nächste[sn] jahr|année prochaine|an prochain|próximo año|año que viene|anno prossimo"
    r"|prossimo anno|příští(?:ho|m)? ro[kc]\w*)|(last year|previous year|letzte[sn] jahr|vorjahr|année (?:dernière"
    r"|précédente)|an dernier|año (?:pasado|anterior)|anno (?:scorso|precedente)|loni|rok předtím|předchozí\w* ro\w+))"
    r"\b(?:[^\n]{0,40}?\b((?:19|20)\d\d)\b)?",
    re.IGNORECASE,
)


def named(index: Index) -> dict[int, int]:
    """Return the years that the notes name anywhere, with a row."""
    found = {date.year: row for date, row in reversed(index.dates) if date.year}
    for value, hits in index.values.items():
        if 1900 <= value <= 2100 and value == int(value):
            found.setdefault(int(value), hits[0][1])
    for m in _SHORT_YEARS.finditer(index.reading.text):
        if int(m[2]) == (int(m[1]) + 1) % 100:
            for year in (2000 + int(m[1]), 2000 + int(m[2])):
                found.setdefault(year, index.row(m.start()))
    for m in _LONG_YEARS.finditer(index.reading.text):
        year = int(m[1][:2] + m[0][-2:])
        if 0 < year - int(m[1] + m[2]) < 50:
            found.setdefault(year, index.row(m.start()))
    for row in _relative(index):
        for m in _OTHER_YEAR.finditer(index.texts[row]):  # "next year: 4-5 July 2026" makes this year 2025
            if m[3]:
                found.setdefault(int(m[3]) - 1 if m[1] else int(m[3]) + 1, row)
    return found


def beside(index: Index) -> dict[int, int]:
    """Return the years after and before the event's, and the last one noted before, where the notes speak of such."""
    found: dict[int, int] = {}
    noted = sorted((row, year) for year, row in index.years.items())
    for row in _relative(index):
        bases = [*noted[:1], *[one for one in noted if one[0] <= row][-1:]]
        for m in _OTHER_YEAR.finditer(index.texts[row]):
            for _, year in bases:
                found.setdefault(year + 1 if m[1] else year - 1, row)
    return found


def _relative(index: Index) -> list[int]:
    """Return the rows that can speak of a year after or before another."""
    return sorted({row for word in _OTHER_WORDS for row in index.forms.get(word, ())})[:ENOUGH]
