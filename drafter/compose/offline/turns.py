"""The points of a section made ready to be told: small talk out, what belongs together joined, topics apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from drafter.compose.offline import chatter
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.select import units
from drafter.compose.offline.wording import capital, split, stopped, title_words, unnumbered

_HEAD = 8  # words that announce a list
_GO = 9  # sentences that one person says in one go
_YES_NO = re.compile(r"(?:yes|no|yep|nope|ja|nein|oui|non|sí|no|sì|ano|ne)[.!]?", re.IGNORECASE)
_TITLE = re.compile(r"[A-Z][\w-]*(?: [\w-]+){1,4}")  # a turn that only names what the next is about
_NUMBERED = re.compile(r"\d{1,2}[.)]\s+(?=\D)")


def without_small_talk(points: Iterable[Point], ink: Ink, spoken: bool = False) -> Iterator[Point]:
    """Yield the points without greetings, thanks and reactions; `spoken`: paragraphs are speech too."""
    asked = ""  # who asked what may be answered by a yes
    to = True  # whether something has been said that can be agreed to
    for point in points:
        if point.kind in ("table", "image"):
            yield point
            continue
        if point.text == "+1" and not to:
            continue
        to = bool(ink.bare(point.text).strip(" .:"))
        children = tuple(without_small_talk(point.children, ink, spoken))
        text = point.text
        asker, asked = asked, point.who if text.endswith("?") else ""
        if asker and asker != point.who and _YES_NO.fullmatch(text):
            yield point
            continue
        if spoken:
            text = capital(chatter.as_written(text))
        if point.kind == "turn" or spoken:
            text = " ".join(part for part in split(text) if ink.links(part) or not chatter.small_talk(ink.plain(part)))
        else:
            text = " ".join(part for part in split(text) if not chatter.says_nothing(part))
        reaction = re.fullmatch(r"[^\w@]*(?:@[\w-]+[^\w@]*)+", ink.plain(text))
        if text == point.text and children == point.children and not reaction:
            yield point
        elif children or (text and not reaction):
            yield replace(point, text=text or point.text, children=children)


def laid_out(points: Iterable[Point]) -> Iterator[Point]:
    """Yield the points of a talk; a sentence that announces three long parts (`The steps: first ...`) is a list."""
    for point in points:
        held: list[str] = []
        for part in split(point.text) if point.kind == "prose" else ():
            head, colon, rest = part.partition(": ")
            parts = re.split(r", (?:and |or )?", rest.rstrip("."))
            if colon and len(parts) > 2 and len(head.split()) <= _HEAD and all(one.count(" ") > 3 for one in parts):
                yield from [replace(point, text=" ".join(held))] if held else []
                yield replace(point, text=f"{head}:")
                yield from (replace(point, text=one, kind="item") for one in parts)
                held = []
            else:
                held.append(part)
        if held or point.kind != "prose":
            yield replace(point, text=" ".join(held)) if held else point


def turns_joined(points: Iterable[Point], ink: Ink) -> Iterator[Point]:
    """Yield the points with what one person said in one go in one point."""
    held: Point | None = None
    for point in points:
        same = held is not None and held.kind == point.kind == "turn" and held.who == point.who
        if held is not None and same and all(child.kind == "step" for child in held.children):
            size = len(split(held.text))
            if _NUMBERED.match(point.text) and (held.text.endswith(":") or held.children):
                step = Point(unnumbered(point.text), point.line, "step")
                held = replace(held, children=(*held.children, step, *point.children))
                continue
            if held.children or _YES_NO.fullmatch(held.text):
                yield held
                held = point
                continue
            if _TITLE.fullmatch(held.text):
                yield replace(point, text=f"{held.text} – {re.sub('^(?:This|Next|The)(?= )', _small, point.text)}")
                held = None
                continue
            if ink.links(held.text) and not ink.bare(held.text).strip(" .:"):
                held = replace(point, text=f"{held.text.strip(' .:')} {capital(point.text)}")
                continue
            if size < _GO and not re.search(r"\?\W*$", held.text):
                text = f"{stopped(held.text, colon=True)} {capital(unnumbered(point.text))}"
                held = replace(held, text=text, children=point.children)
                continue
        if held is not None:
            yield held
        held = point
    if held is not None:
        yield held


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


def promoted(section: Section, ink: Ink) -> list[Section]:
    """Return a section's long items as sections of their own, where it lists topics (an agenda, say)."""
    if section.role not in ("", "agenda"):
        return [section]
    tall = [p for p in section.points if p.kind in ("item", "step") and sum(1 for _ in units(p.children)) >= 3]
    if len(tall) < 2 or len(tall) * 2 < len(section.points) or any(len(ink.plain(p.text)) > 70 for p in tall):
        return [section]
    path = (*section.path, section.title) if section.title else section.path
    tall = [point for point in section.points if point.children]
    ids = {id(point) for point in tall}
    short = tuple(point for point in section.points if id(point) not in ids)
    first = [replace(section, points=short)] if short else []
    return first + [Section(title_words(point.text), section.level + 1, "", point.children, path) for point in tall]
