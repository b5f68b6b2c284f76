"""Where the sentence stands: early enough for a reader, an excerpt and a feed."""

from __future__ import annotations

from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING

if TYPE_CHECKING:
    from drafter.disclaimer.verdict import Position

FIRST_BLOCKS = 3  # chunks between blank lines among which a reader meets the sentence at the first glance
_FOLD = pattern(r"<!--\s*(?i:more|truncate)\s*-->")
_MDX_FOLD = pattern(r"\{/\*\s*(?i:more|truncate)\s*\*/\}")
_GAP = pattern(r"\n[ \t]*\n")
_ASIDE = pattern(r"(?:#{1,6} |<!--|!\[|\[!\[|:{3,}|\[TOC\]|\{:toc)")


def misplaced(body: str, start: int, end: int, position: Position, *, footnote: bool = False) -> str:
    """Return why a sentence that is seen at `body[start:end]` may be seen too late, or an empty string."""
    if footnote:
        return "in a footnote, which readers meet after a jump; put it at the top as a paragraph of its own"
    above = body[:start]
    folded = _FOLD.search(above) or ("{" in above and _MDX_FOLD.search(above))
    if not folded and _few(above):
        return ""
    if position == "bottom" and _few(body[end:]):
        return ""
    if position == "top" and folded:
        return "below the “more” mark, so summaries and feeds leave it out; move it above"
    return (
        f"not among the first {FIRST_BLOCKS} blocks of the post; move it to the top"
        if position == "top"
        else "neither at the top nor at the end; move it"
    )


def _few(text: str) -> bool:
    """Tell whether fewer than FIRST_BLOCKS blocks stand in `text`, less headings, images, comments and marks."""
    if len(text) > 20_000:
        return False
    seen = 0
    at = 0
    while at <= len(text):
        gap = _GAP.search(text, at)
        chunk = text[at : gap.start() if gap else len(text)].strip()
        at = gap.end() if gap else len(text) + 1
        if chunk.strip(" \t\n>") and not _ASIDE.match(chunk):
            seen += 1
            if seen >= FIRST_BLOCKS:
                return False
    return True
