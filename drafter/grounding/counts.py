"""What the notes list, by how many: "two awards" follows from a section or a line that has two.

A count is only known under the words that introduce the list, and under the kind of thing they name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from drafter.grounding import words
from drafter.grounding.reading import fold, stem
from drafter.patterns import pattern

Counts = dict[int, dict[str, int]]  # how many: stem or kind of what: row of the notes

_ITEM = pattern(r"(\s*)(?:[-*+•]|\d{1,2}[.)])\s")
_HEADING = pattern(r"(#{1,6})\s")
_LETTERS = pattern(r"[^\W\d_]{3,}")
_AND = {"en": "and|&", "de": "und|&", "fr": "et|&", "es": "y|e", "it": "e|ed", "cs": "a|i"}
_DEEP = 8  # lists in lists
_MOST = 60  # items of a line, words of a lead


def find(texts: Sequence[str], language: str) -> Counts:
    """Return what the rows of some notes list, in time linear in them."""
    found: Counts = defaultdict(dict)
    for count, lead, row in (*_sections(texts), *_rows(texts, language), *_numbered(texts)):
        for key in keys(lead, language):
            found[count].setdefault(key, row)
    for run in _runs(texts):
        for key in _shared([texts[row] for row in run], language):
            found[len(run)].setdefault(key, run[0])
    return dict(found)


def keys(text: str, language: str) -> set[str]:
    """Return the stems of a text's words, and the kinds of thing that they name."""
    some = [word for word in _LETTERS.findall(text[:400]) if word.lower() not in words.stop(language)][:_MOST]
    return {stem(fold(word), language) for word in some} | {f"*{kind}" for word in some if (kind := words.kind(word))}


_NUMBERED = pattern(
    r"([^\W\d_]{3,})\.?\s(?:(?:č|n|nº|nr|no)\.?\s)?(\d+(?:,\s\d+)*),?\s(?:and|und|et|y|e|a|&|\+)\s\d+(?![\d%€:.,]*\d|\s?[%€])",
    re.I,
)


def _numbered(texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Yield how many things a row tells by their numbers: "berths 5, 6 and 7"."""
    for row, text in enumerate(texts):
        for m in _NUMBERED.finditer(text[:2000]):
            yield m[2].count(",") + 2, m[1], row


@cache
def _separator(language: str) -> re.Pattern[str]:
    also = _AND[language]
    return re.compile(rf"[,;]\s+(?:(?:{also})\s)?|\s(?:{also}|\+)\s", re.IGNORECASE)


def parts(text: str, language: str) -> int:
    """Return how many things a text lists: by commas, semicolons and "and"; brackets and a colon's left don't count."""
    bare = re.sub(r"\([^()]*\)", "", text[:2000]) if "(" in text else text[:2000]
    return len([part for part in _separator(language).split(bare) if part.strip(" .")])


def _sections(texts: Sequence[str]) -> Iterator[tuple[int, str, int]]:
    """Yield the items below a heading, a line that ends in a colon, and an item with items of its own."""
    open_: list[list[int]] = []  # row, width of its own mark, direct items, all items without items of their own
    topics: dict[int, list[int]] = defaultdict(list)
    questions: list[int] = []
    for row, text in enumerate([*texts, "# "]):
        item, heading = _ITEM.match(text), _HEADING.match(text)
        width = len(item[1]) if item else -1
        plain = not item and not text[:1].isspace()
        while open_ and (heading or (item and width <= open_[-1][1]) or (plain and open_[-1][1] >= -1)):
            lead, _, direct, leaves = open_.pop()
            for count in {direct, leaves} - {0}:
                yield count, texts[lead], lead
        if item:
            if open_:
                open_[-1][2] += 1
            inner = bool(open_) and open_[-1][1] >= 0 and open_[-1][2] == 1  # the item above is none of the last
            for over in open_[-_DEEP:-1]:
                over[3] += not inner
            if open_:
                open_[-1][3] += 1
        if heading or item or text.rstrip().endswith(":"):
            open_.append([row, -2 if heading else width, 0, 0])
        if heading and row < len(texts):
            topics[len(heading[1])].append(row)
        if text.rstrip().endswith("?"):
            questions.append(row)
    for rows in topics.values():
        yield len(rows), words.TOPIC, rows[0]
    if questions:
        yield len(questions), words.QUESTION, questions[0]


def _runs(texts: Sequence[str]) -> Iterator[list[int]]:
    """Yield the rows of each list of three items or more, without what its items hold."""
    run, width = list[int](), 0
    for row, text in enumerate([*texts, "end"]):
        item = _ITEM.match(text)
        if item and run and len(item[1]) == width:
            run.append(row)
        elif (item and (not run or len(item[1]) < width)) or not text[:1].isspace():
            if len(run) > 2:
                yield run
            run, width = ([row], len(item[1])) if item else ([], 0)


def _shared(items: Sequence[str], language: str) -> set[str]:
    """Return the stems that every item of a list has, of links too; and what a list of links or of steps is."""
    found = keys(items[0], language)
    for item in items[1:]:
        found &= keys(item, language)
        if not found:
            break
    if all("://" in item for item in items):
        found |= keys(words.LINK, language)
    return found | keys(words.STEP, language) if all(item.lstrip()[:1].isdigit() for item in items) else found


def _rows(texts: Sequence[str], language: str) -> Iterator[tuple[int, str, int]]:
    """Yield the parts of lines such as "Awards: best paper, best demo" and "prizes to Hana and Petr"."""
    heading = ""
    for row, text in enumerate(texts):
        if _HEADING.match(text):
            heading = text
            continue
        lead, colon, rest = text[:2000].partition(":")
        if _NUMBERED.search(lead):  # "berths 5, 6 and 7, then the rest": no list of four
            continue
        count = parts(rest if colon else lead, language)
        if 2 <= count <= 30:
            yield count, lead if colon else f"{_separator(language).split(lead, maxsplit=1)[0]} {heading}", row
            if colon and len(lead) < 30:
                yield count, heading, row
