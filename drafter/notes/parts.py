"""Parts: a piece of notes with its label read: a field, a heading, perhaps somebody who speaks."""

from __future__ import annotations

from drafter.notes import labels
from drafter.notes import language as languages
from drafter.notes.blocks import Piece
from drafter.notes.labels import Label
from drafter.patterns import pattern

_VALUES = frozenset("title date place organiser office author posted".split())  # one value, no section
_IN_HEADINGS = _VALUES | {"present", "absent", "speaker", "decision", "action", "next"}
_TAGGED = pattern(r"\s*\[(name|time|color)=([^\[\]]{0,60})\]")
_BOX = pattern(r"\[([ xX]?)\]\s+")
_HEADING_MARK = pattern(r"(\*\*|__)([^*_]{1,90}?)\1\s*:?")


class Part:
    """A piece on its way to a block."""

    def __init__(self, piece: Piece, language: str, *, spoken: bool = False) -> None:
        self.piece = piece
        self._spoken = spoken  # every bold label is somebody's who speaks
        self.kind = piece.kind
        self.text = _table(piece) if piece.kind == "table" else piece.text
        self.label = piece.label
        self.level = piece.level
        self.checked = ""
        self.turn: Label | None = None  # a speaker, if the notes turn out to have any
        self.certain = False
        self.nobody = False  # a bold line with a colon: a heading, or a speaker who says nothing
        self.role = ""
        if piece.kind in ("paragraph", "item", "quote"):
            self._read_box()
            self._read_label(language)
        elif piece.kind == "heading":
            self._read_heading(language)

    def _read_box(self) -> None:
        if self.piece.item and (box := _BOX.match(self.text)):
            self.checked = box[1].strip().lower() or " "
            self.text = self.text[box.end() :]

    def _read_label(self, language: str) -> None:
        if "[name=" in self.text:
            names = [value for key, value in _TAGGED.findall(self.text) if key == "name"]
            self.text = _TAGGED.sub("", self.text)
            if names and names[0].strip():
                self.turn, self.certain = Label(names[0].strip(), self.text, "tag"), True
            return
        if self._is_bold_heading(language):
            return
        label = labels.find(self.text)
        if label is None or label.text not in self.piece.rows[0][1]:  # a colon further down is the text's own
            return
        role = languages.role_of(label.text, language) if label.style in ("bold", "plain", "linked") else ""
        if role and role != "section":
            self.kind, self.label, self.text, self.role = "field", label.text, label.rest.strip(), role
        elif label.rest.strip() and (labels.is_name(label) or (self._spoken and label.style == "bold")):
            self.turn = label

    def _is_bold_heading(self, language: str) -> bool:
        """A paragraph that is one bold phrase, or a label alone on its line, is a heading in all but name."""
        if self.piece.item or self.kind == "quote" or len(self.piece.rows) > 1 or len(self.text) > 100:
            return False
        bold = _HEADING_MARK.fullmatch(self.text)
        plain = (bold[2] if bold else self.text).strip()
        role = languages.role_of(plain, language, heading=bool(bold))
        alone = self.piece.gap and ":" not in plain and plain[:1].isupper()
        if not plain or (not bold and not (role and alone)) or (role in _VALUES and plain.endswith(":")):
            return False
        if (bold and ":" in plain.rstrip(":")) or plain.endswith((".", "!")):
            return False
        self.kind, self.text, self.role, self.level = "heading", plain.rstrip(": "), role, 7
        if bold and self.piece.text.rstrip(" *_:") != self.piece.text.rstrip(" *_"):
            self.nobody = True
        return True

    def _read_heading(self, language: str) -> None:
        if wrapped := labels.WRAPPED.fullmatch(self.text):
            self.text = wrapped[2]
        label = labels.find(self.text)
        role = languages.role_of(label.text, language) if label else ""
        if label and role == "title" and label.rest.strip():
            self.label, self.text, self.role = label.text, label.rest.strip(), role
        elif label and role in _IN_HEADINGS and label.rest.strip():
            self.kind, self.label, self.text, self.role = "field", label.text, label.rest.strip(), role
        else:
            self.role = languages.role_of(self.text, language, heading=True)


def _table(piece: Piece) -> str:
    """A table as Markdown that renders: a line of dashes after the first row where the writer left it out."""
    rows = [text if text.startswith("|") else f"| {text} |" for _, text in piece.rows]
    if len(rows) > 1 and "-" not in rows[1]:
        cells = max(rows[0].rstrip("|").count("|"), 1)
        rows.insert(1, "|" + "---|" * cells)
    return "\n".join(rows)
