"""Forms of one word: cases of a name, a misspelling by a letter or two, what derives from it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from drafter.grounding.common import Context
from drafter.grounding.index import Index
from drafter.grounding.places import CODES, GIVEN_NAMES, SAME
from drafter.grounding.reading import fold, stem

# What a name's case adds to it: Novák, Nováka; Schmidt, Schmidts; Jirka, Jirkovi.
_CASES = {
    "en": ("s", "es"),
    "de": ("s", "es", "ns", "n", "er", "ern", "en", "e"),
    "fr": ("s",),
    "es": ("s", "es"),
    "it": (),
    "cs": tuple(
        "a ovi em e u y i ou o ů ům ech ami ové ova ovy ovo ův ovou m mi ách ích ě é ého ému ým ém á ý í".split()
    ),
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
        # the moving e of Czech: Marek, Marka
        if language == "cs" and one[:1] == "e" and one[2:] in endings and two[:1] == one[1:2] and two[1:] in endings:
            return index.forms[form]
    return ()


def misspelt(index: Index, folded: str, context: Context) -> tuple[str, int] | None:
    """Return the name of the notes that is one or two letters away, and how many."""
    limit, size = (1 if len(folded) < 8 else 2), len(folded)
    if size < 4:
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
    return best


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


def _shared(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    shared = 0
    for letter, same in zip(one, other, strict=False):
        if letter != same:
            break
        shared += 1
    return shared
