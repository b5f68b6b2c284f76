"""Speakers: which of the labels in notes are people who say something."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from drafter.notes.labels import Label
from drafter.notes.parts import Part
from drafter.patterns import pattern

_CAPITALISED = pattern(r"@?[^\W\d_a-z][\w.-]+")


def accept(parts: list[Part], *, certain: bool) -> None:
    """Make turns of what names a speaker; `certain` where the format itself marks who speaks.

    One label proves little; a name that comes again does, and so does one beside it in the same form, one
    from the list of those present, or a page full of them.
    """
    candidates = [part for part in parts if part.turn]
    count = Counter(part.turn.text for part in candidates if part.turn)
    strong = [
        part
        for part in candidates
        if part.turn and (certain or part.certain or part.turn.style == "angles" or count[part.turn.text] > 1)
    ]
    if not strong:
        return
    speakers = {part.turn.text for part in strong if part.turn}
    if len(strong) > 1:
        speakers |= _named(parts) & count.keys()
    if len(strong) >= 4 and len(speakers) > 1:
        styles = {part.turn.style for part in strong if part.turn}
        speakers |= {d.turn.text for d in candidates if d.turn and d.turn.style in styles and _is_short(d.turn)}
    _spread(parts, speakers)
    _spread(parts[::-1], speakers)
    for part in parts:
        if part.nobody and part.text in speakers:
            part.kind = "rule"
        if part.turn and (part.turn.text in speakers or part.turn.style == "angles"):
            part.kind, part.label, part.text = "turn", part.turn.text, part.turn.rest.strip()


def _is_short(turn: Label) -> bool:
    return " " not in turn.text or turn.style != "plain"


def _spread(parts: list[Part], speakers: set[str]) -> None:
    """Who stands right after a speaker, in the same form, is one too."""
    last: Part | None = None
    for part in parts:
        turn = part.turn
        alike = turn and last and last.turn and (last.kind, last.turn.style) == (part.kind, turn.style)
        if turn and alike and _is_short(turn):
            speakers.add(turn.text)
        last = part if turn and turn.text in speakers else None


def _named(parts: list[Part]) -> set[str]:
    """Names and first names in lists of those present, of speakers, scribes and chairs."""
    found: set[str] = set()
    role = ""
    for part in parts:
        if part.kind in ("heading", "field"):
            role = part.role
        if role in ("present", "speaker", "office") and part.kind in ("field", "item", "paragraph"):
            words_of = _CAPITALISED.findall(part.text[:2000])
            found.update(words_of)
            found.update(f"{one} {two}" for one, two in pairwise(words_of))
    return found
