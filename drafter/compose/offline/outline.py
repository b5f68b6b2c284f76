"""The notes as sections of points: what the writer put together stays together, what is no content falls out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drafter.model import Block, Notes, Role

from .ink import Ink, clean
from .wording import content, title_words

_TOLD: frozenset[Role] = frozenset(("title", "date", "place", "organiser", "present", "absent", "speaker"))
_ENDS: frozenset[Role] = frozenset(("decision", "action", "question", "next", "goal", "agenda", "link"))

# Headings whose content is about the meeting as an office matter, or addressed to the writer or the reader of a form.
_OFFICE = re.compile(
    r"^(?:\w+ )?check ?list|^housekeeping|^how to (?:join|connect|edit|use this)|^(?:zoom|call|meeting|dial.?in|connection)"
    r" (?:info|details|link)|^logistics|^template|^instructions|^code of conduct|^(?:anti.?trust|ipr|patent)\b"
    r"|^what to bring|^mitbringen|^vorbereiten|^vorbereitung$|^(?:back ?)?channel|^table of contents|^toc$|^contents$|^inhalt$|^sommaire$"
    r"|^(?:back|go back)$|^urheber|^licen[sc]e|^lizenz|^licence",
    re.IGNORECASE,
)
# Headings that name the notes, not a subject.
_PLAIN = re.compile(
    r"^(?:(?:raw|my|general|meeting|other|quick) )?(?:notes?|notizen|minutes|mitschrift|protokoll|compte.rendu|verbale|appunti|zápis|"
    r"poznámky|apuntes|notas|acta|discussion|diskussion|transcript|log|agenda items?)(?: \(.*\))?$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"^\W*(?:none|nothing|n/?a|tb[ad]|nil|no|keine?r?s?|nichts|aucune?|rien|nada|ninguno|niente|nessuno|nic|žádné|empty)?"
    r"(?: (?:this|so far|yet|today|new|to report|cette|diese)\b[\w ]{0,12})?\W*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"^\[(?!.*\b(?:resol|decid|agree|clos|chang|action|consens|adopt|approv|postpon|reject|accept)).*\]$|^\(?missed\b.{0,30}$"
    r"|\b(?:pass ?code|passwor[dt]|meeting id|dial.?in|join zoom|zoom meeting)\b"
    r"|^slide \d+\W*$|^https?://\S+/(?:j|my)/\d+|^(?:topic|agenda|scribe|present|chair)\+?:?$|^_{3,}$"
    r"|^s/[^/]+/[^/]*/?g?$|^(?:agend|rrs|track)?(?:bot|agent)\b|^agendabot\b|^zakim\b|\bis scribing\b|^(?:start|stop|turn on)(?:s|ed)? (?:the )?recording|^\(?\w+ */ *`?@?git.?hub",
    re.IGNORECASE,
)
# Headings over lists of links for further reading.
_SHELF = re.compile(
    r"\bres+ources?\b|\bress?ourcen\b|\blinks?\b|\bpress|\breading\b|\breferences?\b|\blern|\blearn|\btools?\b|\bliteratur|\bliens?\b|"
    r"\bveille\b|\brecursos\b|\benlaces\b|\brisorse\b|\bodkazy\b|\bzdroje\b|\bbookmarks?\b",
    re.IGNORECASE,
)
# Words to a machine, not of the event: never content, whoever wrote them.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|above|previous|rules?|guidelines?)\b"
    r"|\byou are (?:now )?(?:an?|the) (?:ai|assistant|language model|chatbot)\b|\bas an ai\b|\bsystem prompt\b"
    r"|^(?:please )?(?:write|draft|generate|compose) (?:a|an|the|this|me)\b.{0,40}\b(?:post|article|blog|summary|recap)\b"
    r"|\b(?:blog|post) uses? an? ai tool\b|\busual disclaimer\b",
    re.IGNORECASE,
)
# Who ran the meeting: told with those who took part.
OFFICER = re.compile(
    r"^(?:co-?)?(?:chairs?|chairperson|moderators?|facilitators?|hosts?|scribes?|note ?takers?|secretary|leitung|moderation|protokoll|"
    r"protokollant(?:in)?|betreuer(?:innen|in)?|présiden[tc]e?|animateur|animatrice|secrétaire|modérateur|moderador(?:a|es)?|secretari[oa]|"
    r"moderatore|moderatrice|segretari[oa]|předseda|moderátor(?:ka)?|zapisovatel(?:ka)?|zapsal[a]?)(?:\(s\))?$",
    re.IGNORECASE,
)
_ORDERED = re.compile(r"^\s*(?:[-*+]\s+)?\d{1,3}\\?[.)]\s")
_HINT = re.compile(r"^[*_](?![*_])[^*_]{3,80}[*_]$")


_ORDER_WORD = re.compile(r"instruction|prompt|ignore|disregard|forget|overrid|assistant|\bai\b|chatbot|model|post\b|article|blog|summary|recap", re.I)


def orders(plain: str) -> bool:
    """Tell whether a text speaks to whoever writes the post, person or machine, and not of the event."""
    return bool(_ORDER_WORD.search(plain) and _ORDER.search(plain))


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


def outline(notes: Notes, ink: Ink) -> tuple[Section, ...]:
    """Return the sections of the notes in their order, without what is no content."""
    found: list[Section] = []
    blocks: list[Block] = []
    head: Block | None = None
    for block in (*notes.blocks, None):
        opens = block is not None and block.kind == "field" and block.label and not block.text.strip() and not block.level
        if opens and block is not None:
            block = replace(block, kind="heading", text=block.label, level=min((head.level if head else 1) + 1, 6))
        if block is None or block.kind == "heading":
            section = _section(head, blocks, notes, ink, found)
            if section is not None:
                found.append(section)
            head, blocks = block, []
        else:
            blocks.append(block)
    titles = {content(ink.plain(section.title), notes.brief.language) for section in found if section.title}
    return tuple(_without_index(_without_farms(section, ink), titles, ink, notes.brief.language) for section in found)


def _section(
    head: Block | None, blocks: Sequence[Block], notes: Notes, ink: Ink, before: Sequence[Section]
) -> Section | None:
    """Return one section; None where it is an office matter, an order to the writer, or metadata."""
    title = title_words(ink.take(head.text)) if head else ""
    bare = ink.plain(title)
    role: Role = head.role if head else ""
    if _OFFICE.search(bare) or role in ("todo", "present", "absent") or orders(bare):
        return None
    if head is not None and (_PLAIN.match(bare) or role in _TOLD or (not any(s.points for s in before) and _same(bare, notes))):
        title = ""
    level = head.level if head else 1
    path = _path(level, before)
    points = tuple(_points([b for b in blocks if b.role not in ("todo",)], notes, ink))
    return Section(title, level, role if role in _ENDS else "", points, path)


def _path(level: int, before: Sequence[Section]) -> tuple[str, ...]:
    """Return the titles of the headings that stand above one of this level."""
    for section in reversed(before):
        if section.level < level:
            return (*section.path, section.title) if section.title else section.path
    return ()


def _same(title: str, notes: Notes) -> bool:
    """Tell whether a heading only repeats the title of the notes."""
    language = notes.brief.language
    words, whole = content(title, language), content(notes.brief.title, language)
    return bool(words) and words <= whole and len(words) * 2 > len(whole)


def _points(blocks: Sequence[Block], notes: Notes, ink: Ink) -> tuple[Point, ...]:
    """Return the points of a section, items nested as the notes nest them (four deep at most)."""
    numbered = frozenset(line.number for line in notes.lines if _ORDERED.match(line.text))
    top: list[_Node] = []
    open_nodes: list[tuple[int, _Node]] = []
    for block in blocks:
        point = _point(block, numbered, ink)
        if point is None:
            continue
        depth = min(block.level, 3) if block.kind in ("item", "turn", "field") else 0
        while open_nodes and open_nodes[-1][0] >= depth:
            open_nodes.pop()
        node = _Node(point)
        (open_nodes[-1][1].children if open_nodes else top).append(node)
        open_nodes.append((depth, node))
    return tuple(node.point_() for node in top)


class _Node:
    """A point that is still open: its children are being read."""

    def __init__(self, point: Point) -> None:
        self.point, self.children = point, list[_Node]()

    def point_(self) -> Point:
        return replace(self.point, children=tuple(child.point_() for child in self.children))


def _point(block: Block, numbered: frozenset[int], ink: Ink) -> Point | None:
    """Return the point of a block, or None where it says nothing about the event."""
    if block.kind == "field" and OFFICER.match(block.label):
        return None
    if block.kind == "code" or (block.kind == "field" and block.role in _TOLD):
        return None
    if block.kind in ("image", "table"):
        return Point(clean(block.text), block.line, block.kind)
    text = ink.take(block.text)
    plain = ink.plain(text)
    if orders(plain) or _NOISE.search(plain) or _HINT.match(block.text.strip()):
        return None
    if block.kind == "field" and block.label and block.role not in _ENDS:
        text = f"{ink.take(block.label).rstrip(' :')}: {text}" if text else ink.take(block.label)
    if _NOTHING.match(plain) and not ink.links(text) or not re.search(r"\w", plain):
        return None
    role: Role = block.role if block.role in _ENDS else ""
    who = ink.plain(ink.take(block.label)).strip(" :") if block.kind == "turn" else ""
    return Point(text, block.line, _kind(block, numbered), role, who)


def _kind(block: Block, numbered: frozenset[int]) -> str:
    if block.kind in ("turn", "quote"):
        return block.kind
    if block.kind == "paragraph":
        return "prose"
    return "step" if block.line in numbered else "item"


def _without_farms(section: Section, ink: Ink) -> Section:
    """Return a section without its lists of links, which are for a bookmark folder and not for a recap."""
    shelf = bool(_SHELF.search(ink.plain(section.title)))
    lone = [point for point in section.points if is_link(point, ink) or shelf and _leads(point, ink)]
    if len(lone) <= 5:
        return section
    return replace(section, points=tuple(point for point in section.points if point not in lone))


def _without_index(section: Section, titles: set[frozenset[str]], ink: Ink, language: str) -> Section:
    """Return a section without the points that only name other sections, as an agenda does."""
    points = tuple(p for p in section.points if p.children or content(ink.plain(p.text), language) not in titles)
    return replace(section, points=points)


def _leads(point: Point, ink: Ink) -> bool:
    """Tell whether a point starts with a link."""
    return point.kind not in ("table", "image") and bool(ink.links(point.text[:1]))


def is_link(point: Point, ink: Ink) -> bool:
    """Tell whether a point is a link and little else."""
    if point.kind in ("table", "image", "turn"):
        return False
    return bool(ink.links(point.text)) and not point.children and len(ink.bare(point.text).split()) <= 3
