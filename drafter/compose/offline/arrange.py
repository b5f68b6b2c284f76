"""Which part of the post a point of the notes belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from drafter.compose.offline.outline import Point, Section, is_link, outline
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.select import promoted, turns_joined, without_small_talk
from drafter.compose.offline.wording import capital, content, gaps, listed, plain_words, split
from drafter.model import Notes, Role

RESULT = re.compile(
    r"conclusion|take.?aways?|leanings|learnings|summary|outcome|results?$|fazit|ergebnis|zusammenfassung|"
    r"bilan|résumé|"
    r"conclusiones|resumen|conclusion[ie]|riassunto|závěr|shrnutí",
    re.IGNORECASE,
)
_US = re.compile(r"^(?:us|we|our (?:part|talk|slot|role)|nous|wir|nosotros|noi|my)$", re.IGNORECASE)
_APART: tuple[Role, ...] = ("decision", "action", "question", "next")


@dataclass(frozen=True, slots=True)
class Parts:
    """The notes sorted for a post."""

    topics: tuple[Section, ...]
    links: tuple[Section, ...]
    results: tuple[Section, ...]  # conclusions, take-aways: what came of it
    ahead: str  # the notes' own heading over what comes next
    apart: dict[Role, tuple[Point, ...]]  # decisions, actions, open questions, next steps


@dataclass(frozen=True, slots=True)
class Read:
    """The notes as they were read."""

    sections: list[Section]
    loose: list[Point]  # links that stand alone
    bare: list[str]  # headings of topics without a text


def read(notes: Notes, pen: Pen) -> Read:
    """Return the sections with plain titles and without small talk, and what is in none."""
    organisation = pen.read(notes.brief.organisation)
    found: list[Section] = []
    loose: list[Point] = []
    whole = outline(notes, pen.ink)
    for sec in whole:
        points = turns_joined(without_small_talk(sec.points, pen.ink, notes.format == "captions"), pen.ink)
        kept: list[Point] = []
        for point in points:
            alone = is_link(point, pen.ink) and (not sec.title or _only_a_link(point, pen))
            (loose if alone else kept).append(point)
        if not sec.title:
            kept = _agenda(kept, pen)
        if kept:
            title = _title(sec.title, organisation, pen)
            path = tuple(_title(one, organisation, pen) for one in sec.path)
            found += promoted(replace(sec, points=tuple(kept), title=title, path=path), pen.ink)
    return Read(found, loose, _bare(whole, pen))


def _bare(sections: Sequence[Section], pen: Pen) -> list[str]:
    """Return the titles of the topics that notes of a talk name without saying more."""
    if not any(point.kind == "turn" for sec in sections for point in sec.points):
        return []
    following = [*sections[1:], Section(level=0)]
    return [
        capital(plain_words(sec.title, pen.language))
        for sec, after in zip(sections, following, strict=True)
        if sec.title and not (sec.points or sec.role or sec.title.endswith("?")) and after.level <= sec.level
    ]


def _only_a_link(point: Point, pen: Pen) -> bool:
    """Tell whether an agenda is nothing but the address of one."""
    return point.role == "agenda" and not pen.ink.bare(point.text).strip(" .:")


def _agenda(points: list[Point], pen: Pen) -> list[Point]:
    """Return the points with a bare list of agenda items told in one sentence."""
    items = [p for p in points if p.role == "agenda" and p.kind in ("item", "step") and not p.children]
    if len(items) < 2 or len(items) == len(points):
        return points
    names = [plain_words(point.text, pen.language).strip(" .") for point in items]
    one = Point(f"{pen.said.agenda}{pen.said.colon}{listed(names, pen.language)}.", items[0].line, "prose")
    ids = {id(point) for point in items}
    return [one, *(point for point in points if id(point) not in ids)]


def _title(title: str, organisation: str, pen: Pen) -> str:
    """Return a section's title in plain words; "us" is the writer's organisation."""
    if _US.match(title):
        return organisation or title
    return capital(plain_words(gaps(title, pen.language) if "??" in title else title, pen.language))


def parts(sections: Sequence[Section], pen: Pen) -> Parts:
    """Return the sections without what is told apart, and that by its role."""
    apart: dict[Role, list[Point]] = {role: [] for role in _APART}
    kept: list[Section] = []
    for sec in sections:
        if RESULT.search(sec.title) or (sec.role in apart and len(sections) == 1):
            kept.append(sec)
        elif sec.role in apart:
            apart[sec.role].extend(sec.points)
        else:
            stay = []
            for point in sec.points:
                role = _role(point)
                if role:
                    apart[role].append(_with_topic(point, sec, pen) if role == "decision" else point)
                else:
                    stay.append(point)
            kept.append(replace(sec, points=tuple(stay)))
    return Parts(
        tuple(sec for sec in kept if not RESULT.search(sec.title) and sec.role != "link"),
        tuple(sec for sec in kept if sec.role == "link"),
        tuple(sec for sec in kept if RESULT.search(sec.title)),
        next((sec.title for sec in sections if sec.role == "next" and sec.title), ""),
        {role: tuple(points) for role, points in apart.items()},
    )


def _role(point: Point) -> Role:
    """Return the part of the post in which a point is told; "" where it stands.

    A question with an answer below or behind it stays where it is.
    """
    if point.role in ("decision", "action", "next"):
        return point.role
    lone = point.kind in ("item", "step", "prose") and not point.children and len(split(point.text)) == 1
    talk = re.match(r"@?[\w.-]{2,30}(?: [\w.-]{2,30})?: ", point.text)  # somebody's, among the answers
    return "question" if point.role == "question" and lone and not talk else ""


def _with_topic(point: Point, sec: Section, pen: Pen) -> Point:
    """Return a decision with its subject, which its own words may leave to the heading."""
    topic = sec.title or (sec.path[-1] if sec.path else "")
    text = re.sub(r"^\[(.*)\]$", r"\1", point.text)
    words = content(pen.ink.plain(topic), pen.language)
    if words <= content(pen.ink.plain(text), pen.language):
        return replace(point, text=text)
    return replace(point, text=f"{topic}{pen.said.colon}{text}", kind="item")
