"""The notes as sections of points: what was put together stays together, what is no content falls out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from drafter.compose.offline.ink import Ink, clean
from drafter.compose.offline.noise import CONNECTION, HINT, NOISE, NOTHING, OFFICE, PLAIN, orders
from drafter.compose.offline.verbatim import spelled
from drafter.compose.offline.wording import content, phrases, title_words
from drafter.model import Block, Notes, Role

_TOLD: frozenset[Role] = frozenset(("title", "date", "place", "organiser", "present", "absent", "speaker"))
_ENDS: frozenset[Role] = frozenset(("decision", "action", "question", "next", "goal", "agenda", "link"))

# Headings over lists of links for further reading.
_SHELF = re.compile(
    r"\bres+ources?\b|\bress?ourcen\b|\blinks?\b|\bpress|\breading\b|\breferences?\b|\blern|\blearn|"
    r"\btools?\b|\bliteratur|\bliens?\b|"
    r"\bveille\b|\brecursos\b|\benlaces\b|\brisorse\b|\bodkazy\b|\bzdroje\b|\bbookmarks?\b",
    re.IGNORECASE,
)
# Who ran the meeting: told with those who took part.
OFFICER = re.compile(
    r"^(?:co-?)?(?:chairs?|chairperson|moderators?|facilitators?|scribes?|note ?takers?|secretary|"
    r"leitung|moderation|protokoll|"
    r"protokollant(?:in)?|betreuer(?:innen|in)?|présiden[tc]e?|animateur|animatrice|secrétaire|modérateur|"
    r"moderador(?:a|es)?|secretari[oa]|"
    r"moderatore|moderatrice|segretari[oa]|předseda|moderátor(?:ka)?|zapisovatel(?:ka)?|"
    r"zapsal[a]?)(?:\(s\))?$",
    re.IGNORECASE,
)
_BARE_URL = re.compile(r"<?https?://(?!(?:github|gitlab)\.com/[\w.-]+/[\w.-]+/(?:issues|pull))[^\s<>]+>?$")
_FEW = 8  # links of a list that stays one
_FARM = 15  # links of a list that are named; more are for a bookmark folder and not for a recap
_ORDERED = re.compile(r"^\s*(?:[-*+]\s+)?\d{1,3}\\?[.)]\s")


@dataclass(frozen=True, slots=True)
class Point:
    """One thing the notes say, with what hangs below it."""

    text: str  # wording as `Ink.take` makes it; a table or image: its Markdown
    line: int
    kind: str = "item"  # "item" | "step" | "prose" | "turn" | "quote" | "table" | "image"
    role: Role = ""
    who: str = ""  # the speaker of a turn
    children: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its points; the title is "" where the notes have none that names a subject."""

    title: str = ""
    level: int = 2
    role: Role = ""
    points: tuple[Point, ...] = ()
    path: tuple[str, ...] = field(default=())  # the headings above
    nothing: str = ""  # what the notes have below the heading where they say that there was nothing
    bare: bool = False  # the notes have not even that
    listed: bool = False  # an agenda or another list of the notes names it


def outline(notes: Notes, ink: Ink, first: str = "") -> tuple[Section, ...]:
    """Return the sections of the notes in their order, without what is no content and without a `first` line."""
    reader = _Reader(notes, ink, first)
    blocks: list[Block] = []
    head: Block | None = None
    level = 1
    above = _above_lists(notes.blocks)
    for block in (part for one in notes.blocks for part in spelled(one)):
        if _opens(block) or block.line in above:
            block = block._replace(kind="heading", text=block.label or block.text, level=min(level + 1, 6))
        elif block.kind == "heading":
            level = block.level
        if block.kind == "heading":
            reader.add(head, blocks)
            head, blocks = block, []
        else:
            blocks.append(block)
    reader.add(head, blocks)
    language = notes.brief.language
    titles = {content(ink.plain(section.title), language) for section in reader.sections if section.title}
    items = {content(ink.plain(ink.take(block.text)), language) for block in notes.blocks if block.kind == "item"}
    sections = [replace(one, listed=content(ink.plain(one.title), language) in items) for one in reader.sections]
    known: set[str] = set()
    return tuple(_without_index(_without_farms(one, ink, known), titles, ink, language) for one in sections)


def _opens(block: Block) -> bool:
    """Tell whether a field without a value announces what follows, as a heading does (`Objectives:`)."""
    empty = block.kind == "field" and block.label.strip() and not block.text.strip() and not block.level
    return bool(empty) and block.role not in _TOLD and not OFFICER.match(block.label)


def _above_lists(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the lines that are headings in all but name: several short ones, each right above a list."""
    found = [
        block.line
        for block, after in pairwise(blocks[1:])
        if block.kind == "paragraph" and after.kind == "item" and after.line == block.last + 1
        and block.text.count(" ") < 4 and block.text[-1:].isalnum()
    ]  # fmt: skip
    return frozenset(found if len(found) > 1 else ())


class _Reader:
    """Reads the blocks of notes into sections, one after the other."""

    def __init__(self, notes: Notes, ink: Ink, first: str) -> None:
        self._first = ink.take(first)
        self.sections: list[Section] = []
        self._ink, self._language = ink, notes.brief.language
        self._title = content(notes.brief.title, self._language)
        self._numbered = frozenset(line.number for line in notes.lines if _ORDERED.match(line.text))
        speakers = [block.line for block in notes.blocks if block.role == "speaker" and block.kind == "field"]
        self._own = frozenset(speakers if len(speakers) > 2 else ())  # a speaker for each part: told there
        self._above: list[tuple[int, str]] = []  # level and title of the headings that are open
        self._begun = False
        heads = [block for block in notes.blocks if block.kind == "heading" and block.level == 1]
        self._file = heads[0] if len(heads) == 1 and "title" in notes.meta else None

    def add(self, head: Block | None, blocks: Sequence[Block]) -> None:
        """Add a section, unless it is an office matter, an order to the writer, or metadata."""
        title = title_words(self._ink.take(head.text)) if head else ""
        bare = self._ink.plain(title)
        role: Role = head.role if head else ""
        if OFFICE.search(bare) or role in ("todo", "present", "absent") or orders(bare):
            return
        over = not self._begun and (head is self._file or self._same(bare))  # names the notes, not a subject
        if PLAIN.match(bare) or role in _TOLD or over:
            title = ""
        level = head.level if head else 1
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        path = tuple(one for _, one in self._above if one)
        self._above.append((level, title))
        points = self._points([block for block in blocks if block.role != "todo"])
        self._begun = self._begun or bool(points)
        empty = all(NOTHING.match(block.text) for block in blocks)
        said = " ".join(self._ink.plain(self._ink.take(block.text)) for block in blocks) if empty else ""
        self.sections.append(Section(title, level, role if role in _ENDS else "", points, path, said, not blocks))

    def _same(self, title: str) -> bool:
        """Tell whether a heading only repeats the title of the notes."""
        words = content(title, self._language)
        return bool(words) and words <= self._title and len(words) * 2 > len(self._title)

    def _points(self, blocks: Sequence[Block]) -> tuple[Point, ...]:
        """Return the points of a section, items nested as the notes nest them (four deep at most)."""
        top: list[_Node] = []
        open_nodes: list[tuple[int, _Node]] = []
        for block in blocks:
            point = self._point(block)
            if point is None:
                continue
            depth = min(block.level, 3) if block.kind in ("item", "turn", "field") else 0
            while open_nodes and open_nodes[-1][0] >= depth:
                open_nodes.pop()
            node = _Node(point, block.kind == "field" and not block.text.strip())
            (open_nodes[-1][1].children if open_nodes else top).append(node)
            open_nodes.append((depth, node))
        return tuple(node.close() for node in top if not node.empty)

    def _point(self, block: Block) -> Point | None:
        """Return the point of a block, or None where it says nothing about the event."""
        if block.kind in ("image", "table"):
            return Point(clean(block.text), block.line, block.kind)
        if block.kind == "code" or self._told_elsewhere(block):
            return None
        text = self._ink.take(block.text)
        if block.kind == "paragraph" and self._first and not self._begun:
            text = text.removeprefix(self._first).lstrip(" .,")
        if (
            block.kind == "paragraph"
            and not self._begun
            and content(self._ink.plain(text), self._language) == self._title
        ):
            return None  # a first line without a mark that the title was taken from
        if orders(self._ink.plain(text)) or HINT.match(block.text.strip()):
            return None
        if block.kind == "field" and block.label:
            label = self._ink.take(block.label).rstrip(" :")
            if _BARE_URL.match(block.text.strip()):
                text = self._ink.take(f"[{label}]({block.text.strip(' <>')})")
            elif block.role == "next" or block.role not in _ENDS:
                text = f"{label}: {text}" if text else label
        plain = self._ink.plain(text)
        nothing = NOTHING.match(plain.partition(": ")[2] or plain) and not self._ink.links(text)
        if nothing or NOISE.match(plain) or CONNECTION.search(plain.lower()) or not re.search(r"\w", plain):
            return None
        text = re.sub(r"^\[(.*)\]$", r"\1", text)
        if block.done:
            text = f"{text.rstrip(' .')} {phrases(self._language).done}"
        role: Role = block.role if block.role in _ENDS else ""
        who = self._ink.plain(self._ink.take(block.label)).strip(" :") if block.kind == "turn" else ""
        return Point(text, block.line, self._kind(block), role, who)

    def _told_elsewhere(self, block: Block) -> bool:
        """Tell whether a field is told at the head of the post."""
        if block.kind != "field" or block.line in self._own:
            return False
        return block.role in _TOLD or is_office(block)

    def _kind(self, block: Block) -> str:
        if block.kind in ("turn", "quote"):
            return block.kind
        if block.kind == "paragraph" or block.role == "speaker":
            return "prose"
        dated = _ORDERED.match(block.text)  # "- 18. April": the number was not the list's
        return "step" if block.line in self._numbered and not dated else "item"


def is_office(block: Block) -> bool:
    """Tell whether a field says who ran the meeting; `Minutes: https://...` does not."""
    return bool(block.text.strip() and OFFICER.match(block.label) and not _BARE_URL.match(block.text.strip()))


class _Node:
    """A point that is still open: its children are being read."""

    def __init__(self, point: Point, hollow: bool) -> None:
        self.point, self.hollow, self.children = point, hollow, list[_Node]()

    @property
    def empty(self) -> bool:
        """Whether this is a label without a value and without anything below it."""
        return self.hollow and not self.children

    def close(self) -> Point:
        """Return the point with all that is below it."""
        return replace(self.point, children=tuple(child.close() for child in self.children if not child.empty))


def _without_farms(section: Section, ink: Ink, known: set[str]) -> Section:
    """Return a section with a list of many links as one line of their names, of too many without.

    `known` are the targets in earlier lines.
    """
    shelf = bool(_SHELF.search(ink.plain(section.title)))
    lone = [point for point in section.points if is_link(point, ink) or (shelf and _leads(point, ink))]
    if len(lone) <= _FEW:
        return section
    names = []
    for point in lone if len(lone) <= _FARM else ():
        char = next(char for char in point.text if ink.links(char))
        target = re.sub(r"^https?://(?:www\.)?|/+$", "", ink.links(char)[0]).lower()
        names += [char] if target not in known else []
        known.add(target)
    line = (Point(", ".join(names), lone[0].line, "prose"),) if names else ()
    farm = {id(point) for point in lone}
    return replace(section, points=(*(point for point in section.points if id(point) not in farm), *line))


def _without_index(section: Section, titles: set[frozenset[str]], ink: Ink, language: str) -> Section:
    """Return a section without the points that only name other sections, as an agenda does."""
    if not titles:
        return section
    points = tuple(_unnamed(section.points, titles, ink, language))
    if section.role == "agenda" and points and not any(point.children for point in section.points):
        return section  # a few points of an agenda are none
    return replace(section, points=points)


def _unnamed(points: Sequence[Point], titles: set[frozenset[str]], ink: Ink, language: str) -> Iterator[Point]:
    """Yield the points without those that only name sections; a list of which some do no more than that stays whole."""
    named = [content(ink.plain(point.text), language) in titles for point in points]
    some = sum(named) * 3 < len(points) * 2
    for point, names in zip(points, named, strict=True):
        children = tuple(_unnamed(point.children, titles, ink, language)) if names else point.children
        if children or some or not names:
            yield replace(point, children=children)


def _leads(point: Point, ink: Ink) -> bool:
    """Tell whether a point starts with a link."""
    return point.kind not in ("table", "image") and bool(ink.links(point.text[:1]))


def is_link(point: Point, ink: Ink) -> bool:
    """Tell whether a point is a link and little else."""
    if point.kind in ("table", "image", "turn"):
        return False
    return bool(ink.links(point.text)) and not point.children and len(ink.bare(point.text).split()) <= 3
