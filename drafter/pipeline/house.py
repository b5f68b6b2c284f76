"""How the house writes, for the prompt: its `style.md`, and those of its posts that are most like the notes."""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from drafter import approval, document, drafts, style
from drafter.errors import DrafterError
from drafter.model import Draft, Notes
from drafter.pipeline import scope
from drafter.prompts import House
from drafter.settings import Settings

MAX_POSTS = 2_000  # files looked at; the last by name, which are the latest where names begin with dates

_WORD = re.compile(r"[^\W\d_]{4,}")


class _Library(NamedTuple):
    """Posts that readers have: what notes each was made of, its text, and where each word stands, with its weight."""

    notes: tuple[str, ...]
    texts: tuple[str, ...]
    places: Mapping[str, tuple[array[int], array[float]]]


def house(settings: Settings, notes: Notes, shelf: drafts.Shelf) -> House:
    """The house style and, within its budget of tokens, whole posts that readers have, most similar first.

    Drafts are no examples, nor are posts made of these notes. Raises DrafterError for a broken `style.md`.
    """
    wanted = style.load(settings.style_file)
    left = 4 * wanted.example_tokens  # bytes; see prompts.estimate_tokens
    chosen = []
    for text in _by_likeness(shelf.once("posts", lambda: _library(settings)), notes) if left and wanted.digest else ():
        if (size := len(text.encode())) <= left:
            chosen.append(text)
            left -= size
    return House(wanted.text, tuple(chosen))


def _library(settings: Settings) -> _Library:
    posts = list(_published(settings))
    counts = [Counter(_WORD.findall(text.lower())) for _, text in posts]
    spread = Counter(word for count in counts for word in count)
    places: defaultdict[str, tuple[array[int], array[float]]] = defaultdict(lambda: (array("I"), array("f")))
    for at, count in enumerate(counts):
        weights = {
            word: (1 + math.log(times)) * math.log(1 + len(posts) / spread[word]) for word, times in count.items()
        }
        norm = math.hypot(*weights.values()) or 1
        for word, weight in weights.items():
            places[word][0].append(at)
            places[word][1].append(weight / norm)
    return _Library(tuple(notes for notes, _ in posts), tuple(text for _, text in posts), dict(places))


def _published(settings: Settings) -> Iterator[tuple[str, str]]:
    """Yield the notes, and title and text without the disclaimer, of the posts that readers have."""
    try:
        files = scope.collect((), settings).files
    except DrafterError:  # no folder of posts yet
        return
    for file in files[-MAX_POSTS:]:
        draft = document.read(Path(file))
        if not draft.problems and _is_example(draft, settings):
            yield str(draft.meta.get("notes", "")), _text(draft, settings)


def _is_example(draft: Draft, settings: Settings) -> bool:
    if approval.is_due(draft):
        return draft.meta.get(approval.STATUS) == "approved"
    return approval.is_published(draft, settings.site)


def _text(draft: Draft, settings: Settings) -> str:
    body = draft.body
    for sentence in settings.disclaimer.texts.values():
        body = body.replace(sentence, "")
    return f"# {draft.meta.get('title', '')}\n\n{body.strip()}"


def _by_likeness(library: _Library, notes: Notes) -> list[str]:
    """The texts by the rare words that they share with the notes: cosine of TF-IDF (Salton 1988)."""
    likeness: Counter[int] = Counter()
    for word in set(_WORD.findall(" ".join(line.text for line in notes.lines).lower())):
        for at, weight in zip(*library.places.get(word, ((), ())), strict=True):
            likeness[at] += weight
    mine = Path(notes.path).name
    others = [at for at, made_of in enumerate(library.notes) if not made_of.endswith(mine)]
    return [library.texts[at] for at in sorted(others, key=lambda at: -likeness[at])]
