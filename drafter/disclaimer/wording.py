"""Words as a reader takes them: when two texts are the same or nearly the same.

Only the standard library.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# The white space that HTML collapses, and the spaces that look like one. Not `\s`, which also takes
# control characters that a browser draws as boxes.
_SPACE = re.compile("[ \t\n\r\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w-]*\}")
# What a placeholder may stand for: a name, not a sentence, and nothing that turns the meaning round.
_NAME = (
    r"(?!(?i:.{0,60}\b(?:no|not|never|none|nothing|nobody|without|zero|isn't|wasn't)\b))[^.!?:;{}<>|"
    r"]{1,60}(?:\.[^\s.!?:;{}<>|][^.!?:;{}<>|]{0,40}){0,3}"
)


def normal(text: str) -> str:
    """Return `text` with composed letters, plain quotes and single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_QUOTES)).strip(" ")


@lru_cache(maxsize=64)
def pattern(wanted: str) -> re.Pattern[str]:
    """Return what `fullmatch`es the normal form of `wanted`, with `{name}` for a short run of text."""
    text, parts, at = normal(wanted), [], 0
    for found in _PLACEHOLDER.finditer(text):
        parts += [re.escape(text[at : found.start()]), _NAME]
        at = found.end()
    return re.compile("".join([*parts, re.escape(text[at:])]))


def same(text: str, texts: Sequence[str]) -> str:
    """Return the one of `texts` that `text` says word for word, or an empty string."""
    said = normal(text)
    return next((wanted for wanted in texts if wanted.strip() and pattern(wanted).fullmatch(said)), "")


# -- near misses -----------------------------------------------------------------------------------

_CYRILLIC_AND_GREEK = dict(zip(
    "АВЕЗІЈКМНОРСТУХЅҮԌԜѴасеіјорѕухһԁԛԝѵӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχ",
    "ABE3IJKMHOPCTYXSYGWVaceijopsyxhdqwvlABEZHIKMNOPTYXayiKvopux", strict=True,
))  # fmt: skip
_FOLD = str.maketrans({**_CYRILLIC_AND_GREEK, "ı": "i", "ɑ": "a", "ɡ": "g", "ｌ": "l", "ᴀ": "A", "ɪ": "I"})


def invisible(char: str) -> bool:
    """Tell whether `char` takes no room on the page: zero width, joiners, bidi marks, tags, fillers."""
    return (
        unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn", "Mn", "Me") or char in "\u115f\u1160\u3164\uffa0\u2800"
    ) and char not in "\t\n\r\f"


def folded(text: str) -> str:
    """Return `text` without invisible characters and with look-alike letters as the Latin ones."""
    if text.isascii():
        return normal(text)
    plain = unicodedata.normalize("NFKD", text.translate(_FOLD))
    return normal(plain.translate({ord(c): None for c in set(plain) if invisible(c)}))


def loose(text: str) -> str:
    """Return the words of Markdown source in lower case, without marks, entities or tricks."""
    if "&" in text:
        import html

        text = html.unescape(text)
    return re.sub(r"[^\w]+", " ", folded(text)).lower().strip()


def long_words(texts: Sequence[str]) -> list[frozenset[str]]:
    """Return for each text its words of four letters and more, as `loose` writes them."""
    return [
        frozenset(w for w in loose(_PLACEHOLDER.sub(" ", text)).split() if len(w) > 3)
        or frozenset(loose(_PLACEHOLDER.sub(" ", text)).split())
        for text in texts
    ]


def may_say(said: str, words: list[frozenset[str]]) -> bool:
    """Tell whether a block, as `loose` writes it, has half the `long_words` of a text, or most in one run."""
    have = frozenset(said.split())
    if any(len(want & have) * 2 >= len(want) for want in words):
        return True
    letters = said.replace(" ", "") if len(said) <= 2000 else ""
    return any(len(want) > 2 and sum(w in letters for w in want) * 4 >= len(want) * 3 for want in words)
