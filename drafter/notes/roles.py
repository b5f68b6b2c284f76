"""Roles: what a block is to the event, by its own label, its own words or the heading above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import cast, get_args

from drafter import dates
from drafter.model import Block, BlockKind, Role
from drafter.notes import labels, people, speakers, words
from drafter.notes import language as languages
from drafter.notes.blocks import gather
from drafter.notes.decode import Row
from drafter.notes.parts import Part
from drafter.patterns import pattern

_ROLES = frozenset(get_args(Role))
_INHERITED = frozenset("todo decision action next question absent present speaker link goal".split())
_ONE = frozenset(("title", "date", "place"))  # fields with one value, however long the list below them
_QUESTION = pattern(r"[^?]\?[\s)\"'”’*_]*$")
_DECIDED = pattern(words.DECIDED + r"\s*[:：]")
_OUTCOME = pattern(r"\[\s*(?:\w+ ){0,3}?" + words.OUTCOME + r"\b[^\[\]]*\][.\s]*")
_PROSE = pattern(words.PROSE)
_ACTION = pattern(words.ACTION + r"\s*[:：]")


def read(rows: list[Row], language: str, *, spoken: bool = False) -> list[Block]:
    """Cut Markdown rows into blocks, each with its kind, its label and its role.

    `spoken`: the format says who speaks, so that every name before a colon is a speaker's.
    """

    def begins(text: str, above: str) -> bool:
        label = labels.find(text)
        if label is None:
            return False
        if labels.is_name(label) or (spoken and label.style == "bold") or languages.role_of(label.text, language):
            return True
        first = labels.find(above) if len(label.text.split()) <= 3 else None  # one more line of a form
        return first is not None and bool(languages.role_of(first.text, language))

    pieces = gather(rows, begins)
    parts = [Part(piece, language, spoken=spoken) for piece in pieces]
    speakers.accept(parts, certain=spoken)
    return list(_with_roles(parts, language))


class _Context:
    """Under which heading and which field the reader of the notes is."""

    def __init__(self) -> None:
        self.sections: list[tuple[int, str]] = []
        self.field = ""  # role of the field whose list goes on
        self.field_level = -1  # -1: a field that is no list item
        self.listing = False  # a piece of its list has come
        self.real_level = 1

    def heading(self, part: Part) -> int:
        """Enter a section; return the level of its heading."""
        if part.level == 7:  # a bold line
            level = min(self.real_level + 1, 6)
        else:
            level = self.real_level = part.level
        while self.sections and self.sections[-1][0] >= level:
            self.sections.pop()
        above = self.sections[-1][1] if self.sections else ""
        role = part.role or (above if above in _INHERITED else "")
        self.sections.append((level, role))
        self.field = ""
        return level

    def enter(self, role: str, part: Part) -> None:
        """Begin a field: what is nested under it, or follows an empty one, belongs to it."""
        self.field = role if part.piece.item or not part.text else ""
        self.field_level = part.level if part.piece.item else -1
        self.listing = False

    @property
    def section(self) -> str:
        return self.sections[-1][1] if self.sections else ""

    def listed(self, part: Part) -> str:
        """The role of the field above, if the piece belongs to its list."""
        if not self.field:
            return ""
        began, self.listing = self.listing, True
        if self.field in _ONE and not _goes_on(self.field, part, began):
            self.field = ""
            return ""
        nested = self.field_level >= 0
        if part.piece.item and part.level > self.field_level and (nested or not began or not part.piece.gap):
            return self.field
        if part.kind == "paragraph" and not part.piece.item and not nested and not part.piece.gap:
            return self.field
        self.field = ""
        return ""


def _goes_on(role: str, part: Part, began: bool) -> bool:
    """Whether a piece under an empty field is its value: the first piece, for a date any number of days."""
    return bool(dates.find(part.text[:200])) if role == "date" else not began


def _with_roles(parts: Iterable[Part], language: str) -> Iterator[Block]:
    context = _Context()
    titled = False
    for part in parts:
        level = part.level
        if part.kind == "rule":
            context.field = ""
            continue
        if part.kind in ("paragraph", "item") and people.is_placeholder(part.text):
            continue
        if part.kind == "heading":
            if part.role == "title" and titled:
                part.role = ""
            titled = True
            level = context.heading(part)
            role = part.role
        elif part.kind == "field":
            role = part.role
            inherited = context.section
            if inherited == "todo" or (inherited == "next" and role not in ("decision", "present", "absent")):
                role = inherited
            if part.piece.kind == "heading":
                context.heading(part)
                level = 0
            else:
                context.enter(role, part)
        else:
            role = _role(part, context)
        known = cast(Role, role if role in _ROLES else "")
        rows = [*part.piece.rows, *part.piece.tail]
        kind = cast(BlockKind, part.kind)
        first, last = min(n for n, _ in rows), max(n for n, _ in rows)
        yield Block(kind, part.text, first, last, level, part.label, known, part.checked == "x")


def _role(part: Part, context: _Context) -> str:
    inherited = context.listed(part) or context.section
    if part.kind in ("code", "image") or inherited == "todo":
        return inherited
    plain = languages.fold(part.text[:400])
    question = bool(_QUESTION.search(part.text[-200:]))
    if part.kind != "table" and not question:
        prose = part.kind != "turn" and _PROSE.search(plain)  # what one says is not yet what all decide
        if _DECIDED.match(plain.lstrip("*_ ")) or _OUTCOME.fullmatch(plain) or prose:
            return "decision"
        if _ACTION.match(plain.lstrip("*_ ")):
            return "action"
        if languages.is_next(plain.lstrip("*_ ")) and part.kind != "turn":
            return "next"
    if question and inherited in ("", "agenda", "goal", "decision", "section", "title", "date"):
        return "question"
    if part.checked and not inherited:
        return "action"
    return inherited
