"""How a word stands in its sentence: what is before and after it, and whether a sentence begins with it."""

from __future__ import annotations

import re

from drafter.grounding.reading import Word
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_OPENERS = pattern(r"(?:^|[.!?…:]\s*|[\"“„«»‘'(\[*–—•|¿¡]\s?|\n\s*)$")
_LAST = frozenset("frau. herr. pan. pani. paní. pana. lady. sir.".split())  # no titles, but the last of a sentence
_BOTH = pattern(r"[A-ZÄÖÜ][a-zäöüß]{2,}In(?:nen)?")  # men and women, in German


class Context(NamedTuple):
    """What tells a name from a noun: the draft's language and words, and how this sentence is set."""

    language: str
    lowered: frozenset[str]  # words that the draft or the notes write in lower case
    titled: bool = False  # a heading or cell, where every word may be capitalised
    cell: bool = False
    foreign: bool = False  # the notes are in another language
    slot: bool = False  # a line that bears the sentence out has a person whom the sentence doesn't name


def before(word: Word, text: str) -> tuple[str, bool]:
    """Return the word before another, "" if there is none or a sentence ends there, and whether a sentence begins."""
    window = text[max(word.start - 40, 0) : word.start]
    found = re.search(r"([^\W\d_]+|\b[^\W\d_]{2,4}\.)\s*$", window)
    said = found[1] if found and found[1].lower() not in _LAST else ""
    return said.rstrip("."), _OPENERS.search(window) is not None


def opens(word: Word, text: str) -> bool:
    """Tell whether a word is the first of its sentence: "Große Freude" is an adjective and a noun."""
    return _OPENERS.search(text[max(word.start - 4, 0) : word.start]) is not None


def after(word: Word, text: str) -> tuple[str, str]:
    """Return what follows a word, "'s" or a comma or a word, and the word after that; "" for none."""
    found = re.match(r"['’]s\b|,|[ ’']+([^\W\d_]+)(?: ([\w-]+))?", text[word.end : word.end + 40])
    return ((found[1] or found[0]), found[2] or "") if found else ("", "")


def shaped(word: Word) -> bool:
    """Tell whether the letters alone show a name: NATO, OpenSSL, B2B; not "TeilnehmerInnen"."""
    text = word.text
    several = sum(c.isupper() for c in text) > 1 and not _BOTH.fullmatch(text)
    return len(text) > 1 and (several or any(c.isdigit() for c in text))
