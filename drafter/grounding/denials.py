"""The words of a text in order, and the parts of it that deny something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property, lru_cache

from drafter.grounding import words
from drafter.grounding.reading import fold, root, stem
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_SEGMENT = pattern(r"(?<=[^\s\d])[.;!?,](?=\s|$)|[()]|\s[–—-]\s|->")
_PART = pattern(r"[,;:.!?()]|\s(?:and|but|und|aber|et|mais|y|pero|e|ma|a|ale)\s")
WEAK = frozenset("without hardly ohne sans sin senza bez kaum".split())  # "without delay" denies nothing that matters
TOKEN = pattern(r"[^\W_]+(?:-[^\W_]+)*(?:['’](?:t|s)(?![^\W_]))?")
_NOT = ("n't", "n’t")
_NOT_CZECH = tuple("nej nedel nekol nekte nebo nech neho nemoc nebe nemec neco network".split())
_ENDS = pattern(r"(?<=[.!?])\s")
# What makes a denial hang on something else: "if we haven't heard", "then we don't need"; "ob ... nicht".
IF = {
    "en": frozenset(("if", "unless", "when", "once")),
    "de": frozenset(("wenn", "ob", "falls", "sofern")),
    "fr": frozenset(("si", "lorsque")),
    "es": frozenset(("si", "cuando")),
    "it": frozenset(("se", "quando")),
    "cs": frozenset(("jestli", "jestliže", "pokud", "zda", "když")),
}
_THEN = frozenset("then so we you i they it dann so alors entonces allora pak tak".split())
_WHO = frozenset("that which who".split())  # "issues that aren't": denied of those alone
_NOT_SO = frozenset("or oder ou o nebo at".split())  # "or not", "at no cost"


@lru_cache(maxsize=4096)
def noted_in(text: str, language: str) -> Words:
    """Return the words of a line of the notes, kept for the next sentence that it bears out."""
    return Words(text, language)


def _tokens(text: str) -> list[str]:
    return [token.lower() for token in TOKEN.findall(text)]


class Words:
    """A text's words in order, with their stems and which of them deny."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        self.tokens = _tokens(text)
        self.function = words.stop(language)
        self.denials = words.negation(language)
        self.cut_short = language == "en" and any(end in text.lower() for end in _NOT)  # "didn't"

    def stems(self, tokens: Sequence[str]) -> list[str]:
        """Return the stems of those tokens that bear meaning."""
        function, denials, language = self.function, self.denials, self.language
        return [root(t, language) for t in tokens if len(t) > 1 and t not in function and t not in denials]

    def tokens_of(self, keys: Collection[str]) -> list[str]:
        """Return the words that have one of some stems."""
        return [t for t in self.tokens if root(t, self.language) in keys]

    @cached_property
    def content(self) -> frozenset[str]:
        """The stems of the words that bear meaning."""
        return frozenset(self.stems(self.tokens))

    @cached_property
    def every(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(root(t, self.language) for t in self.tokens)

    @cached_property
    def denied(self) -> bool:
        """Whether the text denies something."""
        return self.any_denied(self.tokens)

    @cached_property
    def affirmed(self) -> frozenset[str]:
        """Stems of the parts of the text that deny nothing."""
        clear = (part for part in self.segments(_PART) if not self.any_denied(part))
        return frozenset(key for part in clear for key in self.stems(part))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The parts of the text that deny something."""
        return tuple(_denied(self))

    def denies(self, token: str) -> bool:
        """Tell whether a word denies something."""
        if token in self.denials or (self.language == "en" and token.endswith(_NOT)):
            return True
        return _czech_denial(token) if self.language == "cs" else False

    def any_denied(self, tokens: Sequence[str]) -> bool:
        """Tell whether one of some words denies something."""
        if not self.denials.isdisjoint(tokens):
            return True
        if self.language == "en":
            return self.cut_short and any(t.endswith(_NOT) for t in tokens)
        return self.language == "cs" and any(map(_czech_denial, tokens))

    def segments(self, pattern: re.Pattern[str]) -> Iterator[list[str]]:
        """Yield the words between the places that a pattern finds."""
        for part in pattern.split(self.text):
            yield _tokens(part)


def _czech_denial(token: str) -> bool:
    folded = fold(token)
    return folded.startswith("ne") and len(folded) >= 6 and not folded.startswith(_NOT_CZECH)


class Part(NamedTuple):
    """A part of a line that denies something."""

    tokens: list[str]
    head: list[str]  # stems of what is denied, the nearest first
    about: set[str]  # all stems around
    affirmed: bool  # the line says the same elsewhere without denying it


def _head(noted: Words, segment: Sequence[str], at: int) -> list[str]:
    """Return the stems of the words that a denial denies: the first ones after it, else the last before."""
    token = segment[at]
    if noted.language == "cs" and token not in noted.denials:
        return [stem(fold(token)[2:], "cs")]
    after = [key for key in noted.stems(segment[at + 1 : at + 6]) if not key.isdigit()][:2]
    return after or noted.stems(segment[:at])[-2:][::-1]


def _denied(noted: Words) -> Iterator[Part]:
    """Yield each part of a line that denies something, where it isn't asked and hangs on no condition."""
    before: list[str] = []
    conditions = IF[noted.language]
    open_end = noted.language != "de" and noted.text.rstrip()[-1:].isalnum()
    for segment, asked in _parts(noted):
        if not segment:
            continue
        denials = (i for i, t in enumerate(segment) if noted.denies(t) and not (i and segment[i - 1] in _NOT_SO))
        at = next((i for i in denials if not (i and segment[i - 1].isdigit())), -1)
        cut = open_end and at >= 2 and at == len(segment) - 1 and segment == noted.tokens[-len(segment) :]
        hangs = at >= 0 and (
            not conditions.isdisjoint(segment[:at])
            or (segment[0] in _THEN and not conditions.isdisjoint(before))
            or (at > 0 and not _WHO.isdisjoint((segment[0], segment[at - 1])))
        )
        if (at == 0 or (at > 0 and segment[at] not in WEAK)) and not (asked or cut or hangs):
            head = _head(noted, segment, at)
            affirmed = bool(head) and noted.affirmed.issuperset(head)
            head = head or noted.stems(before)[::-1]
            yield Part(segment, head, set(noted.stems(segment[max(at - 4, 0) : at + 7])) | set(head), affirmed)
        before = segment


def _parts(noted: Words) -> Iterator[tuple[list[str], bool]]:
    """Yield the parts of a line, and whether they are asked.

    A colon ends one only after several words: "Not decided: a fee" is one.
    """
    for sentence in _ENDS.split(noted.text):
        asked = sentence.rstrip().endswith("?")
        for part in _SEGMENT.split(sentence):
            left, colon, right = part.partition(": ")
            if not colon:
                left, colon, right = part.partition(" : ")
            tokens = _tokens(left)
            if colon and len(noted.stems(tokens)) >= 2:
                yield tokens, asked
                part = right
            yield _tokens(part), asked
