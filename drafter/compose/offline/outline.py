"""The notes as sections of points: what was put together stays together, what is no content falls out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from drafter.compose.offline.ink import Ink, clean
from drafter.compose.offline.wording import content, phrases, title_words
from drafter.model import Block, Notes, Role

_TOLD: frozenset[Role] = frozenset(("title", "date", "place", "organiser", "present", "absent", "speaker"))
_ENDS: frozenset[Role] = frozenset(("decision", "action", "question", "next", "goal", "agenda", "link"))

# Headings over office matters, or over words to the writer or to who fills in a form.
_OFFICE = re.compile(
    r"^(?:\w+ )?check ?list|^housekeeping|^how to (?:join|connect|edit|use this)|^(?:zoom|call|meeting|"
    r"dial.?in|connection)"
    r" (?:info|details|link)|^logistics|^template|^instructions|^code of conduct|^(?:anti.?trust|ipr|"
    r"patent)\b"
    r"|^what to bring|^mitbringen|^vorbereiten|^vorbereitung$|^(?:back ?)?channel|^table of contents|"
    r"^toc$|^contents$|^inhalt$|^sommaire$"
    r"|^(?:back|go back)$",
    re.IGNORECASE,
)
# Headings that name the notes, not a subject.
_PLAIN = re.compile(
    r"^(?:(?:raw|my|general|meeting|other|quick) )?(?:notes?|notizen|minutes|mitschrift|protokoll|"
    r"compte.rendu|verbale|appunti|zápis|"
    r"poznámky|apuntes|notas|acta|discussion|diskussion|transcript|log|agenda items?)(?: \(.*\))?$",
    re.IGNORECASE,
)
_NOTHING = re.compile(
    r"^\W*(?:none|nothing|nil|not available|n/?a|tb[ad]|no|"
    r"keine?r?s?|nichts|aucune?|rien|nada|ninguno|niente|nessuno|"
    r"nic|žádné|empty)?"
    r"(?: (?:updates?|news|issues?|questions?|items?|topics?|announcements?|report))?(?: (?:this|so far|"
    r"yet|today|new|to report|cette|diese)\b[\w ]{0,12})?\W*$",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\[(?!.*\b(?:resol|decid|agree|clos|chang|action|consens|adopt|approv|postpon|reject|accept)).*\]$|"
    r"\(?missed\b.{0,30}$|slide \d+\W*$|extracted from .{0,40}labell?ed|https?://\S+/(?:j|my)/\d+|"
    r"(?:topic|agenda|scribe|present|chair)\+?:?$|_{3,}$|s/[^/]+/[^/]*/?g?$|(?:agend|rrs|track)?(?:bot|agent)\b|"
    r"agendabot\b|zakim\b|(?:start|stop|turn on)(?:s|ed)? (?:the )?recording|\(?\w+ */ *`?@?git.?hub",
    re.IGNORECASE,
)
_CONNECTION = re.compile(  # lower case
    r"\b(?:pass ?code|passwor[dt]|meeting id|dial.?in|join zoom|zoom meeting|is scribing)\b"
)
# Headings over lists of links for further reading.
_SHELF = re.compile(
    r"\bres+ources?\b|\bress?ourcen\b|\blinks?\b|\bpress|\breading\b|\breferences?\b|\blern|\blearn|"
    r"\btools?\b|\bliteratur|\bliens?\b|"
    r"\bveille\b|\brecursos\b|\benlaces\b|\brisorse\b|\bodkazy\b|\bzdroje\b|\bbookmarks?\b",
    re.IGNORECASE,
)
# Words to a machine, not of the event: never content, whoever wrote them.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|above|previous|rules?|"
    r"guidelines?)\b"
    r"|\byou are (?:now )?(?:an?|the) (?:ai|assistant|language model|chatbot)\b|\bas an ai\b|\bsystem "
    r"prompt\b"
    r"|^(?:please )?(?:write|draft|generate|compose) (?:a|an|the|this|me)\b.{0,40}\b(?:post|article|blog|"
    r"summary|recap)\b"
    r"|\b(?:blog|post) uses? an? ai tool\b|\busual disclaimer\b",
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
_ORDERED = re.compile(r"^\s*(?:[-*+]\s+)?\d{1,3}\\?[.)]\s")
_HINT = re.compile(r"^[*_](?![*_])[^*_]{3,80}[*_]$")

# Without one of these no text is an order: cheaper to look for than the whole pattern.
_ORDER_WORDS = (
    "instruction", "prompt", "ignore", "disregard", "forget", "overrid", "assistant", "chatbot", "model", "post",
    "article", "blog", "summary", "recap", " ai", "rule", "guideline", "above", "previous",
)  # fmt: skip


def orders(plain: str) -> bool:
    """Tell whether a text speaks to whoever writes the post, person or machine, and not of the event."""
    small = plain.lower()
    return any(word in small for word in _ORDER_WORDS) and bool(_ORDER.search(plain))


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
    reader = _Reader(notes, ink)
    blocks: list[Block] = []
    head: Block | None = None
    level = 1
    for block in notes.blocks:
        if _opens(block):
            block = replace(block, kind="heading", text=block.label, level=min(level + 1, 6))
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
    return tuple(_without_index(_without_farms(one, ink), titles, ink, language) for one in reader.sections)


def _opens(block: Block) -> bool:
    """Tell whether a field without a value announces what follows, as a heading does (`Objectives:`)."""
    empty = block.kind == "field" and block.label.strip() and not block.text.strip() and not block.level
    return bool(empty) and block.role not in _TOLD and not OFFICER.match(block.label)


class _Reader:
    """Reads the blocks of notes into sections, one after the other."""

    def __init__(self, notes: Notes, ink: Ink) -> None:
        self.sections: list[Section] = []
        self._ink, self._language = ink, notes.brief.language
        self._title = content(notes.brief.title, self._language)
        self._numbered = frozenset(line.number for line in notes.lines if _ORDERED.match(line.text))
        speakers = [block.line for block in notes.blocks if block.role == "speaker" and block.kind == "field"]
        self._own = frozenset(speakers if len(speakers) > 2 else ())  # a speaker for each part: told there
        self._above: list[tuple[int, str]] = []  # level and title of the headings that are open
        self._begun = False

    def add(self, head: Block | None, blocks: Sequence[Block]) -> None:
        """Add a section, unless it is an office matter, an order to the writer, or metadata."""
        title = title_words(self._ink.take(head.text)) if head else ""
        bare = self._ink.plain(title)
        role: Role = head.role if head else ""
        if _OFFICE.search(bare) or role in ("todo", "present", "absent") or orders(bare):
            return
        if _PLAIN.match(bare) or role in _TOLD or (not self._begun and self._same(bare)):
            title = ""
        level = head.level if head else 1
        while self._above and self._above[-1][0] >= level:
            self._above.pop()
        path = tuple(one for _, one in self._above if one)
        self._above.append((level, title))
        points = self._points([block for block in blocks if block.role != "todo"])
        self._begun = self._begun or bool(points)
        self.sections.append(Section(title, level, role if role in _ENDS else "", points, path))

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
        if (
            block.kind == "paragraph"
            and not self._begun
            and content(self._ink.plain(text), self._language) == self._title
        ):
            return None  # a first line without a mark that the title was taken from
        if orders(self._ink.plain(text)) or _HINT.match(block.text.strip()):
            return None
        if block.kind == "field" and block.label and (block.role == "next" or block.role not in _ENDS):
            label = self._ink.take(block.label).rstrip(" :")
            if _BARE_URL.match(block.text.strip()):
                text = self._ink.take(f"[{label}]({block.text.strip(' <>')})")
            else:
                text = f"{label}: {text}" if text else label
        plain = self._ink.plain(text)
        nothing = _NOTHING.match(plain.partition(": ")[2] or plain) and not self._ink.links(text)
        if nothing or _NOISE.match(plain) or _CONNECTION.search(plain.lower()) or not re.search(r"\w", plain):
            return None
        if block.done:
            text = f"{text.rstrip(' .')} {phrases(self._language).done}"
        role: Role = block.role if block.role in _ENDS else ""
        who = self._ink.plain(self._ink.take(block.label)).strip(" :") if block.kind == "turn" else ""
        return Point(text, block.line, self._kind(block), role, who)

    def _told_elsewhere(self, block: Block) -> bool:
        """Tell whether a field is told at the head of the post."""
        if block.kind != "field" or block.line in self._own:
            return False
        return block.role in _TOLD or bool(block.text.strip() and OFFICER.match(block.label))

    def _kind(self, block: Block) -> str:
        if block.kind in ("turn", "quote"):
            return block.kind
        if block.kind == "paragraph" or block.role == "speaker":
            return "prose"
        dated = _ORDERED.match(block.text)  # "- 18. April": the number was not the list's
        return "step" if block.line in self._numbered and not dated else "item"


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


def _without_farms(section: Section, ink: Ink) -> Section:
    """Return a section without its lists of links, which are for a bookmark folder and not for a recap."""
    shelf = bool(_SHELF.search(ink.plain(section.title)))
    lone = [point for point in section.points if is_link(point, ink) or (shelf and _leads(point, ink))]
    if len(lone) <= 5:
        return section
    farm = {id(point) for point in lone}
    return replace(section, points=tuple(point for point in section.points if id(point) not in farm))


def _without_index(section: Section, titles: set[frozenset[str]], ink: Ink, language: str) -> Section:
    """Return a section without the points that only name other sections, as an agenda does."""
    if not titles:
        return section
    points = tuple(p for p in section.points if p.children or content(ink.plain(p.text), language) not in titles)
    if section.role == "agenda" and points and not any(point.children for point in section.points):
        return section  # a few points of an agenda are none
    return replace(section, points=points)


def _leads(point: Point, ink: Ink) -> bool:
    """Tell whether a point starts with a link."""
    return point.kind not in ("table", "image") and bool(ink.links(point.text[:1]))


def is_link(point: Point, ink: Ink) -> bool:
    """Tell whether a point is a link and little else."""
    if point.kind in ("table", "image", "turn"):
        return False
    return bool(ink.links(point.text)) and not point.children and len(ink.bare(point.text).split()) <= 3
