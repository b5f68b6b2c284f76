"""Telegraphic points as sentences, where the notes' own words and heading frame them. English only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from drafter.compose.offline.outline import Point
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.wording import FINITE, capital, plain_words, stopped

_GOES_ON = re.compile(  # ... without a subject of its own
    r"(?:like|such as|especially|for example|e\.g\.|that is|that['’]s|and|but|or|which)\b(?! [\w ]+[?:])", re.I
)
_LONE = re.compile("[\U000f0000-\U000fffff]\\.?")  # a link
_OURS = re.compile(r"(?P<who>(?:[Oo]ur|[Mm]y|[Tt]heir) [a-z-]+|[Tt]he point): (?P<what>[a-z][^:?!]+)$")

_THEME = re.compile(r"(?:(?:this|the|our|last|this year['’]s|the year['’]s) )(theme|topic|subject|focus|motto)", re.I)

_DOES = re.compile(r"(?:fits|covers|includes|aims|deals|relates|follows|builds) ")

_MEANWHILE = re.compile(r"(?:before|after|during|around|ahead of|on the (?:evening|day|eve) (?:of|before))\b", re.I)

_ACTIVITY = re.compile(  # "matchmaking, just ahead of it": a noun, for a verb would have an object
    r"(?!(?:morn|even|noth|someth|anyth|everyth|be|hav|dur)ing\b)[a-z]{2,}ing(?=$|[,;]| (?:and|at|by|for|in|on|with)\b)"
)


def framed(points: Sequence[Point], title: str, pen: Pen) -> list[Point]:
    """Return points with telegraphic ones as sentences, where the notes' own words and heading frame them.

    `talent = our angle` is `Our angle was talent`; under "Before the conference" `matchmaking` is
    `There was matchmaking`. English only, for what has been, and only where no verb can be hidden in the words.
    """
    if pen.language != "en" or not pen.past:
        return list(points)
    plain = pen.ink.plain(title)
    theme = _THEME.fullmatch(plain)
    if theme:
        items = continued(points) if all(point.kind == "item" for point in points) else list(points)
        return [_themed(point, at == 0, theme[1].lower()) for at, point in enumerate(items)]
    return [_framed(point, bool(_MEANWHILE.match(plain)), pen) for point in points]


def _themed(point: Point, first: bool, noun: str) -> Point:
    """Return a point below `This year's theme` as a sentence that says what the theme was, or does."""
    if point.kind != "item" or point.children:
        return point
    if _DOES.match(point.text):
        return replace(point, text=f"The {noun} {point.text}")
    if not first or FINITE.search(point.text) or re.search(r"[:.?!]", point.text) or point.text.count(" ") < 3:
        return point
    subject, arrow, rest = (re.sub(r"\s+\+\s+(?=(?:how|what|why) )", ", and ", point.text)).partition(" -> ")
    article = "the " if re.match(r"[a-z][^,]*(?:tion|ment|ity) (?:in|of|for|to) ", rest) else ""
    return replace(point, text=stopped(f"The {noun} was {subject}{f' and {article}{rest}' if arrow else ''}"))


def _framed(point: Point, meanwhile: bool, pen: Pen) -> Point:
    if point.kind not in ("item", "prose") or point.children:
        return point
    text = plain_words(point.text, pen.language)
    ours = _OURS.match(text)
    if ours and not FINITE.search(ours["what"]):
        be = "were" if re.search(r"[^s]s$", ours["who"]) else "was"
        return replace(point, text=stopped(f"{ours['who']} {be} {ours['what']}"))
    if meanwhile and _ACTIVITY.match(text) and not FINITE.search(text):
        return replace(point, text=stopped(f"There was {text}"))
    return point


def continued(points: Sequence[Point]) -> list[Point]:
    """Return the points with those joined to the one before that go on with it, or answer it with a link."""
    found: list[Point] = []
    for point in points:
        plain = found and point.kind == found[-1].kind and not found[-1].children
        if plain and (_GOES_ON.match(point.text) or (found[-1].text.endswith("?") and _LONE.fullmatch(point.text))):
            text = f"{stopped(found[-1].text)} {capital(point.text)}"
            found[-1] = replace(found[-1], text=text, children=point.children)
        elif found and re.match(r"^[+&]\s+\w", point.text) and not found[-1].children:
            found[-1] = replace(
                found[-1],
                text=f"{found[-1].text.rstrip(' .,')} + {point.text[1:].strip()}",
                children=point.children,
            )
        else:
            found.append(replace(point, text=re.sub(r"^[+&]\s+", "", point.text)))
    return found
