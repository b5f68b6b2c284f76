"""Which part of the post a point of the notes belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from drafter.compose.offline import chatter
from drafter.compose.offline.outline import Point, Section, is_link, outline
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.turns import laid_out, promoted, turns_joined, without_small_talk
from drafter.compose.offline.wording import capital, content, gaps, listed, plain_words, split
from drafter.model import Notes, Role

RESULT = re.compile(
    r"conclusion|take.?aways?|leanings|learnings|summary|outcome|results?$|fazit|ergebnis|zusammenfassung|"
    r"bilan|résumé|"
    r"conclusiones|resumen|conclusion[ie]|riassunto|závěr|shrnutí",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\b(?:both|beiden?|les deux|amb[oae]s|entramb[ie]|oboj[ei]|obě|oba)\b", re.IGNORECASE)
_US = re.compile(r"^(?:us|we|our (?:part|talk|slot|role)|nous|wir|nosotros|noi|my)$", re.IGNORECASE)
LAST = re.compile(  # what readers look for last
    r"copyright|licen[cs]e\b|lizenz|urheber|credits|ress?ou?rcen|resources|recursos|risorse|"
    r"revue de presse|press review",
    re.IGNORECASE,
)
_LABEL = re.compile(  # what a heading of ours says
    r"(?:decided|decisions?|agreed|resolved|resolution|beschl[uü]ss\w*|beschlossen|décidé|décisions?|decidido|decisi[oó]n|"
    r"deciso|decisione|rozhodnuto|rozhodnutí|actions?(?: items?)?|aufgaben?|tareas?|compit[oi]|azion[ei]|úkol\w?|"
    r"(?:open )?questions?|fragen?|preguntas?|domand[ae]|otázk[ay]) ?: (?=\S)",
    re.IGNORECASE,
)
_RUN_BY = re.compile(
    r"(?:(?:was )?(?:run|organi[sz]ed|hosted) by|veranstaltet (?:von|vom)|organis[ée]e? par|organizad[oa] por|"
    r"organizzat[oa] da|pořád)\b",
    re.IGNORECASE,
)
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
    nothing: list[str]  # sentences on topics of which the notes say that there was nothing
    over: str  # a heading that stands above all others


def read(notes: Notes, pen: Pen, first: str = "") -> Read:
    """Return the sections with plain titles and without small talk, and what is in none.

    `first` is a first line that is the title.
    """
    organisation = pen.read(notes.brief.organisation)
    found: list[Section] = []
    loose: list[Point] = []
    whole = tuple(_with_both(outline(notes, pen.ink, first), pen))
    for sec in (part for one in whole for part in _by_topic(one)):
        spoken = notes.format == "captions"
        points = turns_joined(without_small_talk(sec.points, pen.ink, spoken), pen.ink)
        kept: list[Point] = []
        for point in laid_out(points) if spoken else points:
            if _RUN_BY.match(point.text) and _tells_organisers(point, notes, pen):
                continue
            alone = is_link(point, pen.ink) and (not sec.title or _only_a_link(point, pen))
            (loose if alone else kept).append(point)
        if not sec.title:
            kept = _agenda(kept, pen)
        elif pen.past and sec.role == "agenda" and len(whole) > 1 and _only_names(kept, pen):
            sec, kept = replace(sec, title="", role=""), [_on_the_agenda(kept, pen)]
        if kept and not sec.title and found and not (found[-1].title or found[-1].path or sec.path):
            found[-1] = replace(found[-1], points=(*found[-1].points, *kept))
        elif kept:
            title = _title(sec.title, organisation, pen)
            path = tuple(_title(one, organisation, pen) for one in sec.path)
            found += promoted(replace(sec, points=tuple(kept), title=title, path=path), pen.ink)
    over = _over(found)
    if over:
        found = [replace(sec, path=sec.path[1:]) if sec.path else replace(sec, title="") for sec in found]
    return Read(found, loose, _nothing(whole, pen), over)


def _over(sections: list[Section]) -> str:
    """Return a heading that stands above all sections, so that it tells no topic from another, or ""."""
    outer = {(*sec.path, sec.title)[0] for sec in sections} - {""}
    whole = len(outer) == 1 and all(sec.path or sec.title for sec in sections)
    return outer.pop() if whole and sum(bool(sec.path) for sec in sections) > 1 else ""


def _by_topic(section: Section) -> Iterator[Section]:
    """Yield a conversation in the parts that its own turns announce; any other section as it is."""
    part: list[Point] = []
    title = section.title
    for point in section.points:
        topic, rest = chatter.turns_to(point.text) if point.kind == "turn" and not section.title else ("", point.text)
        if topic:
            yield replace(section, title=title, points=tuple(part))
            part, title = [], topic
        if rest or not topic:
            part.append(replace(point, text=rest))
    yield replace(section, title=title, points=tuple(part))


def _tells_organisers(point: Point, notes: Notes, pen: Pen) -> bool:
    """Tell whether a point says who ran the event, which the first paragraph says already."""
    names = content(" ".join(pen.read(fact.text) for fact in notes.brief.organisers), pen.language)
    return not point.children and len(names & content(pen.ink.plain(point.text), pen.language)) >= 2


def _nothing(sections: Sequence[Section], pen: Pen) -> list[str]:
    """Return sentences on topics that an agenda names without more, and on those on which there was nothing."""
    agenda: list[str] = []
    found: dict[str, list[str]] = {}
    for sec in sections:
        title = plain_words(sec.title, pen.language)
        if title and " " in sec.nothing.strip():
            found.setdefault(sec.nothing, []).append(title)
        elif title and sec.bare and sec.listed:
            agenda.append(title)
    told = [f"{pen.said.agenda}{pen.said.colon}{listed(agenda, pen.language)}."] if agenda else []
    return [*told, *(pen.whole(f"{listed(who, pen.language)}{pen.said.colon}{said}") for said, who in found.items())]


def _with_both(sections: Sequence[Section], pen: Pen) -> Iterator[Section]:
    """Yield the sections; one that speaks of "both" has the heading above, below which there is nothing, as well."""
    above: Section | None = None
    for sec in sections:
        if above and above.level == sec.level and _BOTH.search(" ".join(point.text for point in sec.points)):
            sec, above = replace(sec, title=f"{above.title} {pen.said.and_} {sec.title}"), None
        if above:
            yield above
        above = sec if sec.title and sec.bare and not sec.role else None
        if not above:
            yield sec
    if above:
        yield above


def _only_a_link(point: Point, pen: Pen) -> bool:
    """Tell whether an agenda is nothing but the address of one."""
    return point.role == "agenda" and not pen.ink.bare(point.text).strip(" .:")


def _agenda(points: list[Point], pen: Pen) -> list[Point]:
    """Return the points with a bare list of agenda items told in one sentence."""
    items = [p for p in points if p.role == "agenda" and p.kind in ("item", "step") and not p.children]
    if len(items) < 2 or len(items) == len(points):
        return points
    ids = {id(point) for point in items}
    return [_on_the_agenda(items, pen), *(point for point in points if id(point) not in ids)]


def _only_names(points: Sequence[Point], pen: Pen) -> bool:
    """Tell whether an agenda names its items and says nothing more."""
    return len(points) > 1 and all(
        point.kind in ("item", "step") and not point.children and len(pen.ink.plain(point.text).split()) <= 6
        and not re.search(r"\d", point.text)
        for point in points
    )  # fmt: skip


def _on_the_agenda(items: Sequence[Point], pen: Pen) -> Point:
    names = [plain_words(point.text, pen.language).strip(" .") for point in items]
    return Point(f"{pen.said.agenda}{pen.said.colon}{listed(names, pen.language)}.", items[0].line, "prose")


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
            apart[sec.role] += [
                one for point in sec.points for one in (_each(point) if sec.role == "action" else [point])
            ]
        else:
            stay = []
            for point in sec.points:
                role = _role(point)
                point = _unlabelled(point, role)
                if role == "action":
                    apart[role] += _each(point)
                elif role:
                    apart[role].append(_with_topic(point, sec, pen) if role == "decision" else point)
                else:
                    stay.append(point)
            kept.append(replace(sec, points=tuple(stay)))
    topics = [sec for sec in kept if not RESULT.search(sec.title) and (sec.role != "link" or sec.path)]
    return Parts(
        tuple(sorted(topics, key=lambda sec: bool(LAST.search((*sec.path, sec.title)[0])))),
        tuple(sec for sec in kept if sec.role == "link" and not sec.path),
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


def _each(point: Point) -> list[Point]:
    """Return actions that stand on one line one by one: `Ann -> book the hall; Bo -> buy rope`."""
    parts = point.text.split("; ") if not point.children and point.kind != "turn" else []
    if len(parts) > 1 and all(re.match(r"\w[^:;]{1,40}(?: (?:->|→)|:) ", part) for part in parts):
        return [replace(point, text=part, kind="item") for part in parts]
    return [point]


def _unlabelled(point: Point, role: Role) -> Point:
    """Return a point without the label that says what it is, as its heading will: `decided: a second day`."""
    label = _LABEL.match(point.text) if role and point.kind in ("item", "step", "prose") else None
    return replace(point, text=point.text[label.end() :]) if label else point


def _with_topic(point: Point, sec: Section, pen: Pen) -> Point:
    """Return a decision with its subject, which its own words may leave to the heading."""
    topic = sec.title or (sec.path[-1] if sec.path else "")
    words = content(pen.ink.plain(topic), pen.language)
    if words <= content(pen.ink.plain(point.text), pen.language):
        return point
    return replace(point, text=f"{topic}{pen.said.colon}{point.text}", kind="item")
