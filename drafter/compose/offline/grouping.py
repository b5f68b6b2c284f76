"""A long flat list in groups, each under a word or two of the notes' own that its points share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from drafter.compose.offline import post
from drafter.compose.offline.framing import continued
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.wording import capital, content

_MANY = 20  # points of a list that nobody reads to its end
_GROUP = 3  # points of a group, at least
_GROUPS = 7
_WORD = re.compile(r"[^\W\d_][\w-]{2,}")


def grouped(section: Section, pen: Pen) -> list[Section]:
    """Return a section without a heading in parts where it is a long flat list; what shares no word comes first."""
    left = continued(section.points)
    if section.title or section.role or len(left) < _MANY or not _is_flat(left):
        return [section]
    terms = [_terms(pen.ink.plain(point.text), pen.language) for point in left]
    spelt: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for found in terms:
        for stem, words in found.items():
            spelt[stem][words] += 1
    taken: list[tuple[str, list[Point]]] = []
    free = set(range(len(left)))
    while len(taken) < _GROUPS:
        counts = Counter(stem for at in sorted(free) for stem in terms[at])
        best = max(counts.items(), key=lambda item: (item[1] * (1 + (" " in item[0])), item[0]), default=("", 0))
        if best[1] < _GROUP or best[1] * 2 > len(left):
            break
        hits = [at for at in sorted(free) if best[0] in terms[at]]
        name = max(spelt[best[0]].items(), key=lambda item: (sum(map(str.isupper, item[0])), item[1], item[0]))[0]
        taken.append((capital(name), [left[at] for at in hits]))
        free -= set(hits)
    if len(taken) < 2 or len(free) * 2 > len(left):
        return [section]
    taken.sort(key=lambda group: group[1][0].line)
    rest = [Section(section.title, section.level, "", tuple(left[at] for at in sorted(free)), section.path)]
    parts = [Section(title, section.level, "", tuple(points), section.path) for title, points in taken]
    return [*(one for one in rest if one.points), *parts]


def _is_flat(points: Sequence[Point]) -> bool:
    """Tell whether points are remarks without an order: no talk, no text, no timetable."""
    kinds = {point.kind for point in points}
    timed = sum(point.text[:1].isdigit() for point in points)
    loose = kinds == {"item"} or (kinds == {"prose"} and post.jotted(points))
    return loose and timed * 3 < len(points) and not any(point.children for point in points)


def _terms(text: str, language: str) -> dict[str, str]:
    """Return the content words of a text and their pairs as `stem: spelling`."""
    words = [(" ".join(content(word, language)), word) for word in _WORD.findall(text)]
    found = {stem: word for stem, word in words if stem}
    pairs = {f"{a} {b}": f"{x} {y}" for (a, x), (b, y) in pairwise(words) if a and b}
    return found | pairs
