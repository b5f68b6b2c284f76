"""A text as grounding reads it: words, links, dates and quantities, all with offsets into the text."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from itertools import accumulate
from operator import itemgetter
from typing import cast

from drafter import dates
from drafter.grounding import numbers, words
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_LINK = r"(?:https?://|www\.)[^\s<>\[\]|\"”“»{}]+"
_URL = pattern(_LINK)
_ADDRESS = pattern(rf"{_LINK}|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WORD = re.compile(r"([^\W_]+(?:['’](?:s|t|re|ve|ll|d|m|S)(?![^\W_]))?)")
ENDINGS = {
    "en": "ations ation ingly ings ing edly ed ies es ers er ly s ments ment e y".split(),
    "de": "ungen ung ischen ische enden ende ern em en er es et st e n s t".split(),
    "fr": "ations ation ements ement aient antes ants ante ant ées ées és ée ait ent er es ez é e s a x".split(),
    "es": "aciones ación ciones ción adas ados ando iendo aron ieron ada ado ida ido aba ar er ir es os as"
    " ó é o a e s".split(),
    "it": "azioni azione zioni zione ate ati ata ato ute uti uta uto ando endo are ere ire ono ano i e o a ò".split(),
    "cs": "ování ními ních ního ními ých ými ého ému ovi ách ech ami emi ích ím ům ou ém ým ali ala alo al"
    " ili ila ilo il ci ce í é ý á ě y a e i o u m t".split(),
}  # fmt: skip
# Irregular English forms that recaps use all the time.
_IRREGULAR = {
    form: base
    for base, forms in {
        "say": "said says", "hold": "held", "meet": "met meeting meetings", "take": "took taken", "give": "gave given",
        "show": "shown showed", "speak": "spoke spoken speaker speakers", "come": "came", "go": "went gone",
        "make": "made", "find": "found", "lead": "led", "run": "ran", "bring": "brought", "think": "thought",
        "begin": "began begun", "keep": "kept", "leave": "left", "lose": "lost", "win": "won winner winners",
        "choose": "chose chosen", "write": "wrote written", "see": "saw seen", "know": "knew known",
        "get": "got gotten",
        "tell": "told", "send": "sent", "buy": "bought", "build": "built", "pay": "paid", "teach": "taught",
        "feel": "felt", "draw": "drew drawn", "grow": "grew grown growth", "rise": "rose risen", "fall": "fell fallen",
        "break": "broke broken", "drive": "drove driven", "person": "people persons", "child": "children kid kids",
        "woman": "women", "man": "men", "become": "became", "decide": "decision decisions decided",
    }.items()
    for form in forms.split()
}  # fmt: skip


class Word(NamedTuple):
    """A word with its place; `folded` is lower-case without diacritics and possessive."""

    start: int
    end: int
    text: str
    folded: str


_word = cast(Callable[[tuple[int, int, str, str]], Word], partial(tuple.__new__, Word))  # as _make, twice as fast


class Reading(NamedTuple):
    """A text with everything in it that can be looked up. Sequences are in order of `start`."""

    text: str
    language: str
    words: tuple[Word, ...]
    urls: tuple[tuple[int, int, str], ...]
    dates: tuple[dates.DateMention, ...]
    quantities: tuple[numbers.Quantity, ...]


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """Return a word in lower case without diacritics and without a possessive ending."""
    lowered = word.lower()
    if lowered[-2:] in ("'s", "’s"):
        lowered = lowered[:-2]
    if lowered.isascii():
        return lowered
    lowered = lowered.replace("ß", "ss").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def stem(folded: str, language: str) -> str:
    """Return what the inflected forms of a word share, roughly: the longest known ending taken off."""
    word = folded
    if language == "en":
        word = _IRREGULAR.get(word, word)
    size = len(word)
    if size < 4 or word.isdigit():
        return word
    least = 3 if language == "en" else 4
    for ending in _endings(language).get(word[-1], ()):
        if size - len(ending) >= least and word.endswith(ending):
            word = word[: -len(ending)]
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    if len(word) > 3 and word[-1] in "iy":
        word = word[:-1]
    return word


@lru_cache(maxsize=1 << 16)
def root(word: str, language: str) -> str:
    """Return the stem of a word as written."""
    return stem(fold(word), language)


@lru_cache(maxsize=8)
def _endings(language: str) -> dict[str, list[str]]:
    """Endings by their last letter, the longest first."""
    found: dict[str, list[str]] = {}
    for ending in sorted({fold(e) for e in ENDINGS[language]}, key=len, reverse=True):
        found.setdefault(ending[-1], []).append(ending)
    return found


def read(text: str, language: str = "", links: Sequence[tuple[int, int, str]] = ()) -> Reading:
    """Read a text. `links` are link texts with their targets; bare addresses are found here."""
    language = language or words.language(text)
    urls, bare = _addresses(text)
    found = _words(bare)
    mentions = dates.find(bare, language)
    lowered = list(map(str.lower, map(itemgetter(2), found)))
    quantities = _outside(numbers.find(bare, found, lowered, language), mentions)
    known = {(start, end) for start, end, _ in urls}
    both = sorted({*urls, *(link for link in links if link[:2] not in known)})
    return Reading(text, language, found, tuple(both), mentions, quantities)


def words_of(text: str) -> tuple[Word, ...]:
    """Read the words of a text, and nothing else."""
    return _words(_addresses(text)[1])


def _words(bare: str) -> tuple[Word, ...]:
    pieces = _WORD.split(bare)  # gaps and words in turn: all places at once, no match objects
    ends = list(accumulate(map(len, pieces)))
    said = pieces[1::2]
    return tuple(map(_word, zip(ends[0::2], ends[1::2], said, map(fold, said), strict=False)))


def _addresses(text: str) -> tuple[list[tuple[int, int, str]], str]:
    """Return the links and addresses of a text, and the text with NUL in their places."""
    found = (_ADDRESS if "@" in text else _URL).finditer(text)
    urls = [(m.start(), m.start() + len(url), url) for m in found for url in (_trimmed(m[0]),)]
    pieces, at = [], 0
    for start, end, _ in urls:
        pieces += [text[at:start], "\x00" * (end - start)]
        at = end
    return urls, "".join([*pieces, text[at:]])


def _outside(
    quantities: Sequence[numbers.Quantity], mentions: Sequence[dates.DateMention]
) -> tuple[numbers.Quantity, ...]:
    """Leave out the quantities that are parts of dates."""
    if not mentions:
        return tuple(quantities)
    starts = [mention.start for mention in mentions]

    def free(quantity: numbers.Quantity) -> bool:
        at = bisect_right(starts, quantity.end - 1) - 1
        return at < 0 or mentions[at].end <= quantity.start

    return tuple(quantity for quantity in quantities if free(quantity))


def _trimmed(url: str) -> str:
    bare = url.rstrip(".,;:!?'*_")
    while bare.endswith(")") and bare.count(")") > bare.count("("):
        bare = bare[:-1].rstrip(".,;:!?'*_")
    return bare
