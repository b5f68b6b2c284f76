"""The head of an answer: title, description and tags, as YAML, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from itertools import chain

from drafter.compose.offline import post
from drafter.compose.offline.outline import Section
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.select import weight
from drafter.compose.offline.wording import listed, split

TEASER = 155  # characters that search engines and link previews show of a description
_SHORT, _LONG = 25, 45  # a description is no shorter: a decision, any other sentence
_LOOSE = re.compile(
    r"(?:this|that|these|those|they|it|there|so|he|she|das|dies|ceci|cela|esto|questo|to)\b", re.IGNORECASE
)
_NO_TOPIC = re.compile(
    r"(?:links?|intro(?:duction)?|einleitung|general|allgemein\w*|agenda|discussion|notes|minutes|other|"
    r"misc\w*|sonstiges|"
    r"divers|anwesen\w*.*|next .*|upcoming .*|\W*)$",
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
    news: Sequence[str], titles: Iterable[str], sections: Iterable[Section], opening: Sequence[str], pen: Pen
) -> str:
    """Return one plain sentence that says something specific, at most 155 characters long.

    The news (own part, decisions, conclusions) first, then the topics, then the weightiest sentence.
    """
    points = [p for sec in sections for p in sec.points if p.kind in ("prose", "item", "step", "turn")][:40]
    heavy = sorted(points, key=lambda p: -weight(p, pen.ink.plain(p.text), pen.ink, {}, pen.language))
    others = chain(_topics(titles, pen), (post.told(point, pen) for point in heavy), opening)
    for choice, least in chain(((text, _SHORT) for text in news), ((text, _LONG) for text in others)):
        for part in split(pen.ink.plain(choice)):
            if least <= len(part) <= TEASER and not part.endswith("?") and not _LOOSE.match(part):
                return part
    return _cut(pen.ink.plain(next(iter((*news, *opening)), "")))


def _topics(titles: Iterable[str], pen: Pen) -> list[str]:
    """Return the sentences that name the topics of the post, the longest first."""
    plain = [re.sub(r"\s*\(@[^()]*\)", "", pen.ink.plain(one)).rstrip(" .") for one in dict.fromkeys(titles)]
    named = [one for one in plain if 3 <= len(one) <= 70 and not one.endswith("?") and not _NO_TOPIC.match(one)]
    counts = (count for count in (5, 4, 3, 2) if len(named) >= count)
    return [f"{pen.said.topics}{pen.said.colon}{listed(named[:count], pen.language)}." for count in counts]


def _cut(text: str) -> str:
    """Return a text cut at a word so that it fits the description."""
    return text if len(text) <= TEASER else text[: TEASER - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
