"""Each thing once: what is told is remembered, and what would tell it again is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from drafter.compose.offline.ink import Ink
from drafter.compose.offline.outline import Point
from drafter.compose.offline.wording import content, split, stop_words

_LONG = 6  # words of a sentence that can share half of them with another, as rule S431 counts them
_TWICE, _SAID_TWICE = 0.5, 0.67  # share of a sentence's words, of what somebody said: told twice from here on ...
_SHARED = 5  # ... and so many; fewer may be no more than the subject of the notes
_WORD = re.compile(r"[^\W\d_]\w{2,}|\d+")
DANGLING = re.compile(
    r"^(?:that|this|it|they|so|there|these|those|i mean|for example|e\.g|also|and|but|especially|otherwise)\b",
    re.IGNORECASE,
)


class Once:
    """Remembers the content words of what is told, and tells whether a sentence would tell it again."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._told: list[tuple[frozenset[str], frozenset[str]]] = []  # content words, and all cut as S431 does
        self._where: dict[str, list[int]] = {}

    def words(self, part: str, who: str, ink: Ink) -> str:
        """Return what is compared of a sentence: all as it will be told, but no names of links.

        In a short one each word counts: there the links belong to it, and who says it does not.
        """
        told = f"{who} {ink.plain(ink.bare(part))}".strip()
        return told if len(content(told, self._language)) >= _LONG else ink.plain(part)

    def again(self, plain: str, share: float = _TWICE) -> bool:
        """Tell whether a `share` of the content words of a sentence stand in one told earlier."""
        words, cut = content(plain, self._language), self._cut(plain)
        if len(words) < 2:
            return False
        for at in {at for word in words for at in self._where.get(word, ())[-150:]}:
            told, told_cut = self._told[at]
            shorter = min(len(words), len(told))
            if min(len(cut), len(told_cut)) >= _LONG and len(cut & told_cut) >= max(_SHARED, len(cut) * share):
                return True
            if shorter < _LONG and len(words & told) == shorter and (shorter > 3 or shorter == len(words)):
                return True
        return False

    def _cut(self, plain: str) -> frozenset[str]:
        stop = stop_words(self._language)
        return frozenset(word[:6] for word in _WORD.findall(plain.lower()) if word not in stop)

    def is_in(self, asked: str, answer: str) -> bool:
        """Tell whether an answer has half of the content words of a question."""
        words = content(asked, self._language)
        return len(words & content(answer, self._language)) * 2 >= max(len(words), _SHARED)

    def add(self, plain: str) -> None:
        """Remember a sentence as told."""
        words = content(plain, self._language)
        if len(words) >= 2:
            self._told.append((words, self._cut(plain)))
            for word in words:
                self._where.setdefault(word, []).append(len(self._told) - 1)


def once(points: Iterable[Point], told: Once, ink: Ink) -> Iterator[Point]:
    """Yield the points without the sentences that `told` holds already, and remember theirs."""
    for point in _unasked(tuple(points), told):
        if point.kind in ("table", "image"):
            yield point
            continue
        kept: list[str] = []
        share = _SAID_TWICE if point.kind == "turn" else _TWICE
        dropped = False  # what refers to a sentence that is not told goes with it
        for part in _joined(point.text):
            plain = told.words(part, "" if kept else point.who, ink)
            dropped = told.again(plain, share) or (dropped and bool(DANGLING.match(part)))
            if not dropped:
                told.add(plain)
                kept.append(part)
        children = tuple(once(point.children, told, ink))
        if kept or children:
            yield replace(point, text=" ".join(kept) or point.text, children=children)


def _unasked(points: Sequence[Point], told: Once) -> Iterator[Point]:
    """Yield the points without the questions that their answers, by somebody else, repeat."""
    for at, point in enumerate(points):
        answer = points[at + 1] if at + 1 < len(points) else point
        parts = split(point.text) if point.kind == answer.kind == "turn" and point.who != answer.who else ()
        if parts and parts[-1].endswith("?") and told.is_in(parts[-1], answer.text):
            if len(parts) > 1 or point.children:
                yield replace(point, text=" ".join(parts[:-1]))
            continue
        yield point


def _joined(text: str) -> list[str]:
    """Return the sentences of a text as they will be told: "And ..." goes with the one before."""
    parts: list[str] = []
    for part in split(text):
        if parts and re.match(r"And [a-z]", part):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts
