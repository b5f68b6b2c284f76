"""What a recap keeps of long notes: the weightiest first to stay, the order as it was.

Sentences are weighed by what an editor looks for (numbers, names, links, decisions, proposals) and by
how much their words are the subject of the notes as a whole (H. P. Luhn, "The automatic creation
of literature abstracts", IBM Journal, 1958).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.compose.offline import chatter
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.once import DANGLING
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.wording import content, split

FREE_WORDS = 1200  # shorter notes are told whole
MORE_WORDS = 0.35  # of what is beyond that
MOST_WORDS = 1500
_FIRST = 1.0  # weight of being a section's first sentence
_EXCHANGE = 80  # words of a conversation that are told or left out together
_WEIGHTY = re.compile(
    r"\b(?:should|must|need|needs|will|propose[sd]?|suggest\w*|plan\w*|decid\w*|agree[ds]?|clos(?:e|ed|"
    r"ing)|because|problem\w*|"
    r"issues?|goals?|results?|support\w*|first|new|fix\w*|soll\w*|muss|müssen|wird|werden|doit|il faut|"
    r"debe\w*|deve|devono|musí\w*)\b",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"I(?:['’]ll| will| can| could) \w|(?:I )?(?:suggest|propose)\b|(?:ich )?(?:werde|mache)\b|"
    r"je (?:vais|ferai)\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?<=[\w,;)] )[A-ZÀ-Þ][\w'’-]+")
_NUMBER = re.compile(r"\d")


_REFERS = re.compile(r"\b(?:that|those|it)[.!]?$", re.IGNORECASE)  # what it refers to stands before it


def within(sections: Sequence[Section], ink: Ink, language: str) -> tuple[Section, ...]:
    """Return the sections with as many of their sentences as a recap has room for."""
    told = [list(units(section.points)) for section in sections]
    parts = [part for one in told for part in one]
    total = sum(_length(part) for _, part in parts)
    room = min(FREE_WORDS + int(max(0, total - FREE_WORDS) * MORE_WORDS), MOST_WORDS)
    if total <= room:
        return tuple(sections)
    counts = Counter(word for _, part in parts for word in content(ink.plain(part), language))
    heaviest = set()  # of each section, so that no topic is lost
    starts: set[int] = set()  # the first of each section: what it refers to is the heading
    groups: list[range] = []  # what is told or left out as one: a sentence, an exchange of a conversation
    weights: list[float] = []
    for section, own in zip(sections, told, strict=True):
        start = len(weights)
        weights += [
            weight(point, ink.plain(part), ink, counts, language, not at) for at, (point, part) in enumerate(own)
        ]
        if own:
            weights[start] += _FIRST  # it says what the others speak of
            starts.add(start)
            groups += _together(own, start)
        if own and section.title:
            heaviest.add(max(range(start, len(weights)), key=weights.__getitem__))

    def rank(group: range) -> tuple[bool, float, int]:
        return heaviest.isdisjoint(group), -sum(weights[at] for at in group) / len(group), group.start

    kept: set[int] = set()
    for group in sorted(groups, key=rank):
        size = sum(_length(parts[at][1]) for at in group)
        if size <= room:
            kept.update(group)
            room -= size
    kept -= {at for at in kept if at and at - 1 not in kept and at not in starts and _REFERS.search(parts[at][1])}
    numbers = iter(range(len(parts)))
    return tuple(replace(section, points=tuple(_kept(section.points, numbers, kept))) for section in sections)


def _together(parts: Sequence[tuple[Point, str]], start: int) -> Iterator[range]:
    """Yield the numbers of sentences that stay together; what is said in a conversation answers what was said before.

    An exchange ends with a turn, a long one with a sentence.
    """
    first, size = 0, 0
    for at, (point, part) in enumerate(parts):
        before = parts[at - 1][0]
        talk = point.kind == before.kind == "turn"
        full = size > (_EXCHANGE * 2 if point is before else _EXCHANGE)
        if at and (full or not talk):
            yield range(start + first, start + at)
            first, size = at, 0
        size += _length(part)
    if parts:
        yield range(start + first, start + len(parts))


def units(points: Iterable[Point]) -> Iterator[tuple[Point, str]]:
    """Yield each sentence with its point, in the order in which `_kept` asks for them."""
    for point in points:
        if point.kind not in ("table", "image"):
            yield from ((point, part) for part in split(point.text))
        yield from units(point.children)


def _kept(points: Iterable[Point], numbers: Iterator[int], kept: set[int]) -> Iterator[Point]:
    for point in points:
        if point.kind in ("table", "image"):
            yield point
            continue
        parts = [part for part in split(point.text) if next(numbers) in kept]
        children = tuple(_kept(point.children, numbers, kept))
        if parts or children:
            yield replace(point, text=" ".join(parts) or point.text, children=children)


def _length(part: str) -> int:
    return part.count(" ") + 1


def weight(point: Point, plain: str, ink: Ink, counts: Mapping[str, int], language: str, first: bool = False) -> float:
    """Return how much an editor would miss a sentence, also the `first` of a section; the unit is arbitrary."""
    words = content(plain, language)
    if not words:
        return -1.0
    subject = sum(min(counts.get(word, 0), 12) for word in words) / (len(words) + 3)
    found = min(subject, 4.0) / 2 + min(len(words), 12) / 8
    found += 1.2 * bool(_NUMBER.search(plain)) + 0.8 * bool(_NAME.search(plain)) + 0.6 * bool(ink.links(point.text))
    found += 1.2 * bool(_WEIGHTY.search(plain)) + 4.0 * (point.role in ("decision", "action", "next", "goal"))
    found += 0.8 * bool(point.children) - 1.0 * (bool(DANGLING.match(plain)) and not first)
    promise = point.kind == "turn" and _PROMISE.match(plain)
    found += 2.0 * bool(promise)
    idle = len(words) < 4 and not _WEIGHTY.search(plain)
    if point.kind == "turn" and not promise and (idle or chatter.small_talk(plain)):
        found -= 1.5
    return found
