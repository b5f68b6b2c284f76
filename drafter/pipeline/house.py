"""How the house writes, for the prompt: its `style.md`, and those of its posts that are most like the notes."""

from __future__ import annotations

import math
import re
from collections import Counter
from pathlib import Path

from drafter import approval, document, style
from drafter.errors import DrafterError
from drafter.model import Draft, Notes
from drafter.pipeline import scope
from drafter.prompts import House
from drafter.settings import Settings

MAX_POSTS = 2_000  # files looked at; the last by name, which are the latest where names begin with dates

_WORD = re.compile(r"[^\W\d_]{4,}")


def house(settings: Settings, notes: Notes) -> House:
    """The house style and, within its budget of tokens, whole posts that readers have, most similar first.

    Drafts are no examples, nor are posts made of these notes. Raises DrafterError for a broken `style.md`.
    """
    wanted = style.load(settings.style_file)
    left = 4 * wanted.example_tokens  # bytes; see prompts.estimate_tokens
    chosen = []
    for text in _by_likeness(_published(settings, notes), notes) if left and wanted.digest else ():
        if (size := len(text.encode())) <= left:
            chosen.append(text)
            left -= size
    return House(wanted.text, tuple(chosen))


def _published(settings: Settings, notes: Notes) -> list[str]:
    """Title and text of the posts that readers have, without the disclaimer."""
    try:
        files = scope.collect((), settings).files
    except DrafterError:  # no folder of posts yet
        return []
    found = []
    for file in files[-MAX_POSTS:]:
        draft = document.read(Path(file))
        made_of_these = str(draft.meta.get("notes", "")).endswith(Path(notes.path).name)
        if not draft.problems and not made_of_these and _is_example(draft, settings):
            found.append(_text(draft, settings))
    return found


def _is_example(draft: Draft, settings: Settings) -> bool:
    if approval.is_due(draft):
        return draft.meta.get(approval.STATUS) == "approved"
    return approval.is_published(draft, settings.site)


def _text(draft: Draft, settings: Settings) -> str:
    body = draft.body
    for sentence in settings.disclaimer.texts.values():
        body = body.replace(sentence, "")
    return f"# {draft.meta.get('title', '')}\n\n{body.strip()}"


def _by_likeness(texts: list[str], notes: Notes) -> list[str]:
    """`texts` by the rare words that they share with the notes: cosine of TF-IDF (Salton 1988)."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    spread = Counter(word for count in counts for word in count)
    wanted = set(_WORD.findall(" ".join(line.text for line in notes.lines).lower()))

    def weight(word: str, times: int) -> float:
        return (1 + math.log(times)) * math.log(1 + len(texts) / spread[word])

    def likeness(count: Counter[str]) -> float:
        norm = math.sqrt(sum(weight(*item) ** 2 for item in count.items())) or 1
        return sum(weight(word, times) for word, times in count.items() if word in wanted) / norm

    ranked = sorted(zip(texts, counts, strict=True), key=lambda pair: -likeness(pair[1]))
    return [text for text, _ in ranked]
