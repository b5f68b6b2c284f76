"""Lists of names as notes hold them: with commas, on lines of their own, as items, as handles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from drafter.model import Block, Fact
from drafter.notes import language as languages
from drafter.notes import words
from drafter.patterns import pattern

_NOTHING = pattern(words.NOTHING + r"[\s.!]*")
_PLACEHOLDER = pattern(r"(?:<[^<>]*>|\{[^{}]*\}|\[(?:your|name|insert|fill)\b[^\[\]]*\]|_{2,}|\.{3,}|[\s,;.?])+", re.I)
_LINK = pattern(
    r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)|\[[^\[\]]*\])"
)
_EMPHASIS = pattern(r"(?<![\w*])(\*{1,3})(?=\S)([^*]+)(?<=\S)\1(?!\w)|(?<![\w_])(_{1,2})(?=\S)([^_]+)(?<=\S)\3(?!\w)")
_AND = pattern(r",?\s+(?:and|und|et|y|e|a|&)\s+(?=[A-ZÀ-Ž@])")
_ABBREVIATED = pattern(r"\b[A-Z][a-z]?\.$")  # Jr.
# "12 Mill Lane", "10115 Berlin", "Hafenstraße 4": from the first such part on an organiser's value is an address
_ADDRESS = pattern(
    r"\d{1,5}[a-z]?\s+\D|(?=.*\d).*(?:str(?:\.|aße|asse)|gasse|weg|platz|allee|ulice|náměstí|"
    r"\b(?:via|viale|calle|piazza|plaza|rue|avenue|lane|road|street))\b",
    re.I,
)
_PLURALS = ("s", "s)", "i", "en", "by", "von", "par", "por", "da")
_MAX_NAMES = 300


def plain(text: str) -> str:
    """Inline Markdown as the text a reader sees."""
    if "[" in text:
        text = _LINK.sub(r"\1", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub(lambda m: m[2] or m[4], text)
        text = _EMPHASIS.sub(lambda m: m[2] or m[4], text)
    return " ".join(text.replace("`", "").replace("<http", "http").split())


def is_nothing(text: str) -> bool:
    """Whether a value says that there is none, or was never filled in."""
    return bool(_NOTHING.fullmatch(languages.fold(text[:80].strip(" *_()[]")))) or bool(
        _PLACEHOLDER.fullmatch(text[:200])
    )


def is_placeholder(text: str) -> bool:
    """Whether a line is what a template leaves for its writer: `<your_name>`, `{?}`."""
    return text[:1] in ("<", "{", "`") and "://" not in text and bool(_PLACEHOLDER.fullmatch(text[:200].strip("`")))


def listed(blocks: Sequence[Block], role: str) -> tuple[Fact, ...]:
    """The names in the blocks of one role, once each, in the order of the notes."""
    found: dict[str, Fact] = {}
    for block in blocks:
        if block.role != role or block.kind in ("heading", "code", "image", "quote"):
            continue
        for name in _names(block):
            found.setdefault(languages.fold(name), Fact(name, block.line))
            if len(found) >= _MAX_NAMES:
                return tuple(found.values())
    return tuple(found.values())


def speaking(blocks: Sequence[Block]) -> tuple[Fact, ...]:
    """Who is quoted as speaking: who speaks at a meeting takes part in it."""
    turns = [block for block in blocks if block.kind == "turn" and block.label]
    if len(turns) < 3 or len({turn.label for turn in turns}) < 2:
        return ()
    found: dict[str, Fact] = {}
    for turn in turns:
        found.setdefault(languages.fold(turn.label), Fact(turn.label, turn.line))
    return tuple(found.values())[:_MAX_NAMES]


def _names(block: Block) -> Iterator[str]:
    if block.kind == "table":
        yield from _in_table(block.text)
        return
    text = plain(block.text)
    if block.kind == "turn":  # "Google: Alice, Bob" in a list of guests
        text = f"{block.label}: {text}"
    if not text or is_nothing(text) or (text.startswith("(") and text.endswith(")")):
        return
    if block.kind == "paragraph" and len(text) > 60 and text.count(",") < 2 and text.endswith((".", "?", "!")):
        return  # a sentence about them
    parts = _split(text)
    if block.role == "organiser":
        parts = _without_address(parts)
    if block.kind == "item" and len(parts) > 1 and not _are_people(parts):
        parts = [text]  # "Jane Doe, ACME" is one person
    if len(parts) == 2 and block.role in ("speaker", "organiser") and not block.label.lower().endswith(_PLURALS):
        parts = [text]  # "Speaker: Jane Doe, ACME"
    for part in parts:
        name = part.strip(" ,;:-–.") + ("." if _ABBREVIATED.search(part.strip()) else "")
        if name and not is_nothing(name) and len(name) <= 120:
            yield name


def _without_address(parts: list[str]) -> list[str]:
    """Names without the address behind them: "Blue Barn, 12 Mill Lane, Leeds" is the Blue Barn."""
    at = next((at for at, part in enumerate(parts) if at and _ADDRESS.match(part.strip())), len(parts))
    return parts[:at]


def _are_people(parts: list[str]) -> bool:
    handles = all(part.strip().startswith("@") for part in parts)
    return handles or len(parts) > 4 or (len(parts) > 2 and all(len(part.split()) > 1 for part in parts))


def _split(text: str) -> list[str]:
    """Cut at commas and semicolons outside parentheses, and at an "and" before a name."""
    separator = ";" if ";" in text else "," if "," in text else "|" if " | " in text else ""
    parts, depth, start = [], 0, 0
    for match in re.finditer(r"[()\[\],;|]", text):
        char = match[0]
        if char in "([":
            depth += 1
        elif char in ")]":
            depth = max(depth - 1, 0)
        elif char == separator and not depth:
            parts.append(text[start : match.start()])
            start = match.end()
    parts.append(text[start:])
    split_and = len(parts) > 1 or len(text.split()) <= 8
    return [piece for part in parts for piece in (_AND.split(part) if split_and else [part]) if piece.strip()]


def _in_table(text: str) -> Iterator[str]:
    rows = text.split("\n")
    for row in rows[2:] if len(rows) > 1 else rows:
        name = plain(row.strip().strip("|").split("|")[0])
        if name and not is_nothing(name):
            yield name
