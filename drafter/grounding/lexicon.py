"""Ordinary words of the six languages, which a capital at the start of a sentence makes no names.

`lexicon/<language>.txt` lists them in lower case, with the forms that no ending tells. `lexicon/surnames.txt` lists
surnames that look like a form of one (Conti, Bauer, Veselý). Both are read when a word would otherwise be flagged.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path

from drafter.grounding.reading import ENDINGS, fold, stem

_INFLECTED = ("es", "en", "s", "n", "e")  # of German nouns, verbs and adjectives; -er also makes surnames
_LINKS = ("", "s", "n", "en", "er", "e", "es")  # between the parts of a German compound
_LONGEST = 40


def ordinary(text: str, language: str) -> bool:
    """Tell whether a word, or the word of which it is a form or a German compound, is in the lexicon."""
    return simple(text, language) or (language == "de" and compound(text, "de"))


def compound(text: str, language: str) -> bool:
    """Tell whether a word is two of the lexicon in one."""
    return _compound(text.lower(), _listed(language))


def surname(folded: str) -> bool:
    """Tell whether a folded word is one of the surnames that look like an ordinary word."""
    return folded in _folded("surnames")


def simple(text: str, language: str) -> bool:
    """Tell whether a word, or the word of which it is a form, is in the lexicon."""
    word, known = text.lower(), _listed(language)
    if word in known:
        return True
    if word in _listed("surnames") or len(word) > _LONGEST or (language == "cs" and word.endswith("ová")):
        return False
    if language == "de":
        return _form(word, known)
    if word.endswith("s") and word[:-1] in known and language != "cs":  # a plural too short for a stem
        return True
    base, folded = stem(fold(word), language), _folded(language)
    return len(base) > 3 and any(base + ending in folded for ending in _endings(language))


@cache
def _listed(name: str) -> frozenset[str]:
    path = Path(__file__).with_name("lexicon") / f"{name}.txt"
    return frozenset(path.read_text("utf-8").split())


@cache
def _folded(language: str) -> frozenset[str]:
    bare = unicodedata.normalize("NFKD", " ".join(_listed(language)))
    return frozenset(bare.encode("ascii", "ignore").decode().split())


@cache
def _endings(language: str) -> tuple[str, ...]:
    """Return what a stem lacks of a form of its word, the stemmer's last step included."""
    return ("", "y", "i", *dict.fromkeys(map(fold, ENDINGS[language])))


def _form(word: str, known: frozenset[str]) -> bool:
    return any(word.endswith(end) and word[: -len(end)] in known for end in _INFLECTED)


def _compound(word: str, known: frozenset[str]) -> bool:
    """Tell whether a word is a known one behind another, with three letters in front and four behind, eight in all."""
    for at in range(3, min(len(word), _LONGEST) - 3):
        first, last = word[:at], word[at:]
        if (
            max(at - 3, len(last) - 4)
            and (last in known or _form(last, known))
            and any(first.endswith(link) and first[: len(first) - len(link)] in known for link in _LINKS)
        ):
            return True
    return False
