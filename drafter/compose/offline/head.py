"""The head of an answer: title, description and tags, as YAML, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain, islice

from drafter.compose.offline import post
from drafter.compose.offline.arrange import LAST
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.select import weight
from drafter.compose.offline.wording import listed, split

TEASER = 155  # characters that search engines and link previews show of a description
_SHORT, _LONG = 40, 50  # a description is no shorter: a decision, any other sentence
_LOOSE = re.compile(  # what points back: at the start, or anywhere
    r"^(?:(?:[\w'’-]+ ){0,3}(?:this|that|these|those|they|it|them|there|so|he|she)|"
    r"das|dies\w*|ceci|cela|esto|questo|to|and|but|und|et|y|e|a)\b|"
    r"\b(?:the same|this|these|(?:by|for|from|in|of|on|to|with) (?:it|that|them))\b|"
    r"\b(?:dort|dies\w*|(?:der|die|das)selbe\w*|le même|la même|lo mismo|lo stesso|stejn\w+)\b",
    re.IGNORECASE,
)
_HOLDERS = re.compile(r"\s*\(@[^()]*\)")  # whose topic it is
_NO_TOPIC = re.compile(
    r"(?:links?|intro(?:duction)?|einleitung|general|allgemein\w*|agenda|discussion|notes|minutes|other|misc\w*|"
    r"sonstiges|ablauf|programm?|schedule|timetable|objectives|ziele|res+ou?rcen.*|resources|urheber.*|licen[cs]e|"
    r"en cours|activités?\b.*|status(?:es)?|updates?|news|aktuelles|workshops?|talks?|decisions?|themen|"
    r"revue de presse|divers|anwesen\w*.*|next .*|upcoming .*|\W*)$",
    re.IGNORECASE,
)


def head(title: str, description: str, tags: Iterable[str], pen: Pen) -> str:
    """Return the YAML head; JSON's double quotes are YAML's."""
    read = [_quoted(tag) for tag in map(pen.read, tags) if tag]
    fields = [
        f"title: {_quoted(title)}",
        f"description: {_quoted(description)}",
        f"tags: [{', '.join(read)}]",
    ]
    return "\n".join(["---", *fields, "---", ""])


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def description(
    news: Sequence[str],
    titles: Iterable[Sequence[str]],
    sections: Iterable[Section],
    opening: Sequence[str],
    pen: Pen,
) -> str:
    """Return a plain sentence or two that say something specific, at most 155 characters long.

    The news (own part, decisions, conclusions) first, then the topics (`titles`: those of each level), then the
    weightiest sentence that stands on its own; before it what the occasion was, where there is room.
    """
    first = re.sub(r" \([^()]*\)", "", pen.ink.plain(opening[0])) if opening else ""
    talk = first.startswith(pen.said.topic_on.partition("{")[0])
    least = max(_SHORT - len(first), 12)
    fresh = [part for text in news for part in split(_HOLDERS.sub("", pen.ink.plain(text))) if _stands(part, least)]
    topics = _topics(titles, _LONG if talk else _LONG - len(first), pen)
    others = chain(() if talk and len(first) >= _LONG else _weighty(sections, pen), opening)
    more = (part for text in others for part in split(pen.ink.plain(text)) if _stands(part, _LONG))
    found = chain(  # with whether the occasion is said before it
        ((text, talk or len(text) < _LONG) for text in _joined(fresh)),
        ((text, not talk) for text in topics),
        ((text, True) for text in more),
    )
    text, led = next(found, ("", False))
    if led and first not in text and len(first) + len(text) < TEASER:
        return f"{first} {text}"
    return text or _cut(pen.ink.plain(next(iter((*news, *opening)), "")))


def _weighty(sections: Iterable[Section], pen: Pen) -> Iterator[str]:
    """Yield what the sections say, the weightiest first, but nothing that stands in somebody's own words."""
    points = (p for sec in sections if not (sec.role == "link" or LAST.search(sec.title)) for p in _said(sec.points))
    for point in sorted(islice(points, 60), key=lambda p: -weight(p, pen.ink.plain(p.text), pen.ink, {}, pen.language)):
        text = "" if point.children else post.told(point, pen)
        if not text.startswith(f"{point.who}: "):
            yield text


def _said(points: Iterable[Point]) -> Iterator[Point]:
    """Yield the points that say something, and what somebody said in steps."""
    for point in points:
        if point.kind in ("prose", "item", "step", "turn"):
            yield point
            yield from _said(point.children) if point.kind == "turn" else ()


def _stands(text: str, least: int) -> bool:
    """Tell whether a sentence has the length of a teaser and can be understood without those before it."""
    return least <= len(text) <= TEASER and text[-1:] not in "?:" and not _LOOSE.search(text)


def _joined(sentences: Sequence[str]) -> Iterator[str]:
    """Yield the first sentence, a short one with those behind it."""
    text = next(iter(sentences), "")
    for more in sentences[1:3]:
        text = f"{text} {more}" if len(text) < _LONG and len(text) + len(more) < TEASER else text
    if text:
        yield text


def _topics(titles: Iterable[Sequence[str]], least: int, pen: Pen) -> Iterator[str]:
    """Yield the sentence that names topics of the post, as many as there is room for, of `least` characters."""
    for level in accumulate(map(list, titles)):
        yield from _named(level, least, pen)


def _named(titles: Sequence[str], least: int, pen: Pen) -> Iterator[str]:
    plain = [_HOLDERS.sub("", pen.ink.plain(one)).rstrip(" .!") for one in dict.fromkeys(titles)]
    named = [one for one in plain if 3 <= len(one) <= 70 and not one.endswith("?") and not _NO_TOPIC.match(one)]
    for count in range(min(5, len(named)), 1, -1):
        text = f"{pen.said.topics}{pen.said.colon}{listed(named[:count], pen.language)}."
        if least <= len(text) <= TEASER:
            yield text


def _cut(text: str) -> str:
    """Return a text cut at a word so that it fits the description."""
    return text if len(text) <= TEASER else text[: TEASER - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
