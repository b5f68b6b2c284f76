"""Read pairs of notes and faithful recaps: NAME.notes.* beside NAME.recap.md, the language first in the name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drafter import notes
from drafter.model import Draft, Notes

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, slots=True)
class Pair:
    name: str
    language: str
    notes: str
    recap: str


def pairs(folder: Path = DATA) -> Iterator[Pair]:
    for recap in sorted(folder.glob("*.recap.md")):
        name = recap.name.removesuffix(".recap.md")
        notes = next(iter(sorted(folder.glob(f"{name}.notes.*"))))
        body = re.sub(r"\A---\n.*?\n---\n+", "", recap.read_text("utf-8"), flags=re.DOTALL)
        yield Pair(name, name[:2], notes.read_text("utf-8"), body)


def as_notes(text: str) -> Notes:
    return notes.parse(text.encode(), "notes.md")


def as_draft(text: str) -> Draft:
    return Draft("-", text, {}, text, 1)
