"""What a recap keeps of long notes: each thing once, the weightiest first to stay, the order as it was.

Sentences are weighed by what an editor looks for (numbers, names, links, decisions, proposals) and by
how much their words are the subject of the notes as a whole (H. P. Luhn, "The automatic creation
of literature abstracts", IBM Journal, 1958).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from drafter.compose.offline import speech
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.wording import capital, content, split, stopped, title_words, unnumbered

FREE_WORDS = 600  # shorter notes are told whole
MORE_WORDS = 0.25  # of what is beyond that
MOST_WORDS = 1100
_FIRST = 1.0  # weight of being a section's first sentence
_LONG = 6  # content words of a sentence that can share half of them with another
_TWICE = 0.5  # share of the shorter sentence's content words: told twice from here on
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
_DANGLING = re.compile(
    r"^(?:that|this|it|they|so|there|these|those|i mean|for example|e\.g|also|and|but|especially|otherwise)\b",
    re.IGNORECASE,
)


class Once:
    """Remembers the content words of what is told, and tells whether a sentence would tell it again."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._told: list[frozenset[str]] = []
        self._where: dict[str, list[int]] = {}

    def words(self, part: str, who: str, ink: Ink) -> str:
        """Return what is compared of a sentence: all as it will be told, but no names of links.

        In a short one each word counts: there the links belong to it, and who says it does not.
        """
        told = f"{who} {ink.plain(ink.bare(part))}".strip()
        return told if len(content(told, self._language)) >= _LONG else ink.plain(part)

    def again(self, plain: str) -> bool:
        """Tell whether half of the content words of a sentence, or of one told earlier, are in both."""
        words = content(plain, self._language)
        if len(words) < 2:
            return False
        shared: Counter[int] = Counter(at for word in words for at in self._where.get(word, ())[-150:])
        for at, count in shared.items():
            shorter = min(len(words), len(self._told[at]))
            if count >= shorter * (_TWICE if shorter >= _LONG else 1.0) and (shorter > 3 or count == len(words)):
                return True
        return False

    def add(self, plain: str) -> None:
        """Remember a sentence as told."""
        words = content(plain, self._language)
        if len(words) >= 2:
            self._told.append(words)
            for word in words:
                self._where.setdefault(word, []).append(len(self._told) - 1)


def once(points: Iterable[Point], told: Once, ink: Ink) -> Iterator[Point]:
    """Yield the points without the sentences that `told` holds already, and remember theirs."""
    for point in points:
        if point.kind in ("table", "image"):
            yield point
            continue
        kept: list[str] = []
        dropped = False  # what refers to a sentence that is not told goes with it
        for part in _joined(point.text):
            plain = told.words(part, "" if kept else point.who, ink)
            dropped = told.again(plain) or (dropped and bool(_DANGLING.match(part)))
            if not dropped:
                told.add(plain)
                kept.append(part)
        children = tuple(once(point.children, told, ink))
        if kept or children:
            yield replace(point, text=" ".join(kept) or point.text, children=children)


def _joined(text: str) -> list[str]:
    """Return the sentences of a text as they will be told: "And ..." goes with the one before."""
    parts: list[str] = []
    for part in split(text):
        if parts and re.match(r"And [a-z]", part):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return parts


def within(sections: Sequence[Section], ink: Ink, language: str) -> tuple[Section, ...]:
    """Return the sections with as many of their sentences as a recap has room for."""
    units = [part for section in sections for part in _units(section.points)]
    total = sum(_length(part) for _, part in units)
    room = min(FREE_WORDS + int(max(0, total - FREE_WORDS) * MORE_WORDS), MOST_WORDS)
    if total <= room:
        return tuple(sections)
    counts = Counter(word for _, part in units for word in content(ink.plain(part), language))
    weights = [weight(point, ink.plain(part), ink, counts, language) for point, part in units]
    heaviest = set()  # of each section, so that no topic is lost
    start = 0
    for section in sections:
        end = start + sum(1 for _ in _units(section.points))
        if start < end:
            weights[start] += _FIRST  # it says what the others speak of
        if section.title:
            heaviest.add(max(range(start, end), key=weights.__getitem__, default=-1))
        start = end
    kept: set[int] = set()
    for at in sorted(range(len(units)), key=lambda at: (at not in heaviest, -weights[at], at)):
        size = _length(units[at][1])
        if size <= room:
            kept.add(at)
            room -= size
        elif room < 12:
            break
    numbers = iter(range(len(units)))
    return tuple(replace(section, points=tuple(_kept(section.points, numbers, kept))) for section in sections)


def _units(points: Iterable[Point]) -> Iterator[tuple[Point, str]]:
    """Yield each sentence with its point, in the order in which `_kept` asks for them."""
    for point in points:
        if point.kind not in ("table", "image"):
            yield from ((point, part) for part in split(point.text))
        yield from _units(point.children)


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


def weight(point: Point, plain: str, ink: Ink, counts: Mapping[str, int], language: str) -> float:
    """Return how much an editor would miss a sentence; the unit is arbitrary."""
    words = content(plain, language)
    if not words:
        return -1.0
    subject = sum(min(counts.get(word, 0), 12) for word in words) / (len(words) + 3)
    found = min(subject, 4.0) / 2 + min(len(words), 12) / 8
    found += 1.2 * bool(_NUMBER.search(plain)) + 0.8 * bool(_NAME.search(plain)) + 0.6 * bool(ink.links(point.text))
    found += 1.2 * bool(_WEIGHTY.search(plain)) + 4.0 * (point.role in ("decision", "action", "next", "goal"))
    found += 0.8 * bool(point.children) - 1.0 * bool(_DANGLING.match(plain))
    promise = point.kind == "turn" and _PROMISE.match(plain)
    found += 2.0 * bool(promise)
    idle = len(words) < 4 and not _WEIGHTY.search(plain)
    if point.kind == "turn" and not promise and (idle or speech.small_talk(plain)):
        found -= 1.5
    return found


def without_small_talk(points: Iterable[Point], ink: Ink, spoken: bool = False) -> Iterator[Point]:
    """Yield the points without greetings, thanks and reactions; `spoken`: paragraphs are speech too."""
    for point in points:
        if point.kind in ("table", "image"):
            yield point
            continue
        children = tuple(without_small_talk(point.children, ink, spoken))
        text = point.text
        if point.kind == "turn" or spoken:
            text = " ".join(part for part in split(text) if ink.links(part) or not speech.small_talk(ink.plain(part)))
        else:
            text = " ".join(part for part in split(text) if not speech.bare_thanks(part))
        reaction = re.fullmatch(r"[^\w@]*(?:@[\w-]+[^\w@]*)+", ink.plain(text))
        if text == point.text and children == point.children and not reaction:
            yield point
        elif children or (text and not reaction):
            yield replace(point, text=text or point.text, children=children)


def turns_joined(points: Iterable[Point], ink: Ink) -> Iterator[Point]:
    """Yield the points with what one person said in one go in one point."""
    held: Point | None = None
    for point in points:
        if held is not None and held.kind == point.kind == "turn" and held.who == point.who and not held.children:
            size = len(split(held.text))
            if ink.links(held.text) and not ink.bare(held.text).strip(" .:"):
                held = replace(point, text=f"{held.text.strip(' .:')} {capital(point.text)}")
                continue
            if size < 5 and not re.search(r"\?\W*$", held.text):
                text = f"{stopped(held.text, colon=True)} {capital(unnumbered(point.text))}"
                held = replace(held, text=text, children=point.children)
                continue
        if held is not None:
            yield held
        held = point
    if held is not None:
        yield held


def promoted(section: Section, ink: Ink) -> list[Section]:
    """Return a section's long items as sections of their own, where it lists topics (an agenda, say)."""
    if section.role not in ("", "agenda"):
        return [section]
    tall = [p for p in section.points if p.kind in ("item", "step") and sum(1 for _ in _units(p.children)) >= 3]
    if len(tall) < 2 or len(tall) * 2 < len(section.points) or any(len(ink.plain(p.text)) > 70 for p in tall):
        return [section]
    path = (*section.path, section.title) if section.title else section.path
    ids = {id(point) for point in tall}
    short = tuple(point for point in section.points if id(point) not in ids)
    first = [replace(section, points=short)] if short else []
    return first + [Section(title_words(point.text), section.level + 1, "", point.children, path) for point in tall]
