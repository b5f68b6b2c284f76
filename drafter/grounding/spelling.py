"""Forms of one word: cases of a name, a misspelling by a letter or two, what derives from it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from drafter.grounding import lexicon
from drafter.grounding.around import Context
from drafter.grounding.common import KINDS
from drafter.grounding.index import Index
from drafter.grounding.places import CODES, GIVEN_NAMES, SAME
from drafter.grounding.reading import Word, fold, stem
from drafter.grounding.rows import CAMEL
from drafter.patterns import pattern

# What a name's case adds to it: Novák, Nováka; Schmidt, Schmidts; Jirka, Jirkovi.
_CASES = {
    "en": ("s", "es"),
    "de": ("s", "es", "ns", "n", "er", "ern", "en", "e"),
    "fr": ("s",),
    "es": ("s", "es"),
    "it": (),
    "cs": tuple((
        "a ovi em e u y i ou o ů ům ech ami ové ova ovu ově ovy ovo ův ovou ových ovým"
        " ovými m mi ho mu ách ích ých ě é ého ému ým ém á ý í"
    ).split()),
}  # fmt: skip
# What makes a place's name an adjective or the people who live there: Brumovický, Berliner, Lyonnais, Burgaleses.
OF_PLACES = {
    "en": tuple("ian ians er ers ite ites ese".split()),
    "de": tuple("er ern isch ische ischen ischer isches".split()),
    "fr": tuple("ais aise aises ois oise oises ien ienne iens iennes in ins".split()),
    "es": tuple("ense enses eno ena enos enas es esa eses esas ino ina ano ana".split()),
    "it": tuple("ese esi ano ana ani ane ino ina ini ine".split()),
    "cs": tuple("ky ka ke keho kemu kem kou kych kym kymi sti cti".split()),
}
_OF_A = ("y", "e", "u", "o", "ou")  # endings of a short Czech name in -a, folded: Eva, Evy, Evě
_CORE = pattern(r"[a-z]?([A-Z]{2,})(?:['’]?s)?")
_HUMPS = pattern(r"(?:[A-Z][a-z]{2,}){2,4}(?:['’]s)?")
_NUMBER = pattern(r" (\d{1,6})(?![\d.,:/]*\d)")
_VOWELS = frozenset("aeiouy")
_SOFTENED = (("k", "c"), ("h", "z"), ("g", "z"), ("ch", "s"))  # before some endings of cases, in Czech


def known(index: Index, folded: str, language: str) -> Sequence[int]:
    """Return the rows that have a word or an inflected form of it."""
    if rows := index.forms.get(folded):
        return rows
    for other in SAME.get(folded) or CODES.get(folded, ()):
        if rows := index.forms.get(other):
            return rows
    if language != "cs" and folded not in GIVEN_NAMES and (same := index.stems.get(stem(folded, index.language))):
        return same
    return _inflected(index, folded, language)


@cache
def _cases(language: str) -> frozenset[str]:
    """Return what a case can add to a name of a language, folded, and nothing."""
    return frozenset(fold(ending) for ending in ("", *_CASES[language])) if _CASES[language] else frozenset()


def _inflected(index: Index, folded: str, language: str) -> Sequence[int]:
    """Find a form that differs by endings of cases alone, on either side."""
    endings = _cases(language)
    if language == "cs" and folded[2:] in _OF_A and (form := f"{folded[:2]}a") in index.people:
        return index.forms[form]
    if language == "cs" and folded[-1:] == "u" and (form := f"{folded[:-1]}o") in index.people:  # Ivo, o Ivu
        return index.forms[form]
    if len(folded) < 4 or not endings:
        return ()
    for form in index.kin.get(folded[:3], ())[:500]:
        if abs(len(form) - len(folded)) > 4:
            continue
        shared = _shared(form, folded)
        one, two = form[shared:], folded[shared:]
        if one in endings and two in endings and shared >= 3:
            return index.forms[form]
        if (
            language == "cs"
            and any(  # Lhotka, Lhotce
                one.startswith(hard) and two.startswith(soft) and one[len(hard) :] in endings and two[1:] in endings
                for first, second in ((one, two), (two, one))
                for hard, soft in _SOFTENED
                for one, two in ((first, second),)
            )
        ):
            return index.forms[form]
        for first, second in ((one, two), (two, one)) if language == "cs" else ():  # the moving e: Marek, Marka; Nitek
            if first[:1] == "e" and second[:1] == first[1:2] and first[2:] in endings and second[1:] in endings:
                return index.forms[form]
    return ()


def misspelt(index: Index, folded: str, context: Context) -> tuple[str, int] | None:
    """Return the name of the notes that is one or two letters away, and how many."""
    limit, size = (1 if len(folded) < 8 else 2), len(folded)
    if size < 4 or folded in KINDS:
        return None
    best: tuple[str, int] | None = None
    letters, seen = set(folded), set[str]()
    for key in (folded[0], "+" + folded[1], folded[1], "+" + folded[0]):
        for form in index.heads.get(key, ())[:2000]:
            if form in seen or abs(len(form) - size) > limit or len(letters.symmetric_difference(form)) > 2 * limit:
                continue
            seen.add(form)
            distance = _apart(form, folded)
            if 0 < distance <= limit and (best is None or distance < best[1]):
                best = (index.names[form], distance)
    if best and (folded in context.lowered or _one_stem(folded, fold(best[0]), context.language)):
        return None
    if best and best[0].isupper() and len(best[0]) > 4:  # stressed rather than a name
        return None
    return None if best and context.language != "de" and _opener(index, best[0], context.language) else best


def _opener(index: Index, name: str, language: str) -> bool:
    """Tell whether the notes have an ordinary word with a capital only where a line or a sentence begins."""
    if fold(name) in index.people or not lexicon.simple(name, language):
        return False
    return re.search(rf"[^\W_],? {re.escape(name)}\b", index.reading.text) is None


def _apart(one: str, two: str) -> int:
    """Return how many letters are changed, added, left out or swapped: Damerau's distance, neighbours swapped once.

    Written out because rapidfuzz takes longer to import than a trace takes otherwise.
    """
    above: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        above, last, row = row, above, [i]
        for j, other in enumerate(two, 1):
            cost = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and other == one[i - 2]:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]


def cut(short: str, long: str) -> bool:
    """Tell whether a word is another without some letters after the first."""
    rest = iter(long)
    return len(short) < len(long) and short[:1] == long[:1] and all(letter in rest for letter in short)


def _one_stem(one: str, other: str, language: str) -> bool:
    """Tell whether two words differ in their last letters alone, as forms of one word do."""
    short = min(len(one), len(other)) - 2
    return one[:short] == other[:short] and stem(one, language) == stem(other, language)


def derivation(index: Index, folded: str) -> str:
    """Return the form of the notes that a word derives from: Berliner from Berlin, organiser from organised."""
    if len(folded) < 6:
        return ""
    if (known := index.derived.get(folded)) is not None:
        return known
    index.derived[folded] = ""
    for form in index.prefixes.get(folded[:5], ())[:500]:
        shared = _shared(form, folded)
        if shared >= 0.72 * min(len(folded), len(form) + 1) and shared >= 0.6 * len(folded):
            index.derived[folded] = form
            break
    return index.derived[folded]


def in_compound(index: Index, folded: str) -> bool:
    """Tell whether a German compound of the notes begins or ends with a noun: Halle, Mehrzweckhalle."""
    if len(folded) < 4 or folded in GIVEN_NAMES or lexicon.surname(folded):
        return False
    size = len(folded)
    long = [form for form in index.names if len(form) > size + 3]
    return any(form.endswith(folded) and not _VOWELS.isdisjoint(form[:-size]) for form in long) or any(
        form.startswith(folded) and any(lexicon.ordinary(form[size + link :], "de") for link in (0, 1, 2))
        for form in long
    )


def genitive(index: Index, word: Word) -> bool:
    """Tell whether a word is a name of the notes with the German ending of the owner: Scharnagls."""
    return word.folded[-1] == "s" and word.folded not in index.forms and word.folded[:-1] in index.people


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    shared = 0
    for letter, same in zip(one, other, strict=False):
        if letter != same:
            break
        shared += 1
    return shared


# -- other shapes of one name ----------------------------------------------------------------------


def together(index: Index, word: Word) -> Sequence[int]:
    """Return the rows that have a word's parts one by one: OpenShift and a long Openshift, "open shift"."""
    folded, parts = word.folded, [fold(part) for part in CAMEL.findall(word.text)]
    ways = [(folded[:at], folded[at:]) for at in range(3, len(folded) - 2)] if 8 <= len(folded) <= 40 else []
    for way in (parts, *ways):
        whole = len(way) > 1 and "".join(way) == folded and all(part in index.forms for part in way)
        if whole and f" {' '.join(way)} " in index.flow[0]:
            return index.forms[way[0]]
    return ()


def core(index: Index, text: str) -> Sequence[int]:
    """Return the rows with the capitals of a word that has a letter before or after them: PRs, iNFT."""
    capitals = _CORE.fullmatch(text)
    return index.forms.get(capitals[1].lower(), ()) if capitals else ()


def humps(index: Index, text: str) -> str:
    """Return the acronym in the notes that the capitals of one word make: JavaScript, JS."""
    short = "".join(filter(str.isupper, text)) if _HUMPS.fullmatch(text) and not text.startswith("Mac") else ""
    return short if index.names.get(short.lower()) == short else ""


def numbered(index: Index, word: Word, text: str) -> Sequence[int]:
    """Return the rows that have a word cut short before the same number: Route 19, "Rte 19"."""
    if not (number := _NUMBER.match(text, word.end)):
        return ()
    flow, at = index.flow[0], 0
    for _ in range(20):
        if (at := flow.find(f" {number[1]} ", at + 1)) < 0:
            break
        before = flow[flow.rfind(" ", 0, at) + 1 : at]
        if len(before) > 1 and cut(before, word.folded):
            return index.forms[before]
    return ()
