"""Sentences of a Markdown body: plain text, each with its true line and column in the file.

A scanner of lines, not a full Markdown parser: it is run on every draft at every review, and needs the text
that people read, not the tree. What it doesn't know it treats as text, so that nothing readable is lost.
Time is linear in the body. What a plain text doesn't need, every check of one post is glad to do without: patterns
of markup are compiled when some is met, and the names of months are read when a number stands where a day may.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from drafter.model import Draft, Sentence
from drafter.sentences import inline
from drafter.sentences.blocks import Block, Scanner
from drafter.sentences.ends import quotations, spans

__all__ = ["place", "quotations", "spans", "split"]


def split(draft: Draft) -> tuple[Sentence, ...]:
    """Return the sentences of a draft's body in reading order, without code, comments and HTML tags.

    Headings, list items and table cells are units of their own. Lines and columns count from 1 in the file.
    """
    references: dict[str, str] = {}
    blocks = list(Scanner(draft.body, draft.body_line, references).blocks())
    return tuple(sentence for block in blocks for sentence in _sentences(block, references))


def place(sentence: Sentence, offset: int) -> tuple[int, int]:
    """Return the line and column in the file of an offset into a sentence's text."""
    at = bisect_right(sentence.places, offset, key=lambda item: item[0]) - 1
    if at < 0:
        return sentence.line, sentence.column + offset
    start, line, column = sentence.places[at]
    return line, column + offset - start


def _sentences(block: Block, references: Mapping[str, str]) -> Iterator[Sentence]:
    raw = "\n".join(text for _, _, text in block.lines)
    starts = [0]
    for _, _, text in block.lines:
        starts.append(starts[-1] + len(text) + 1)
    plain = inline.plain(raw, references)
    text, origins, links = inline.without_blanks(plain)
    keys = [offset for offset, _ in origins]

    def where(offset: int) -> tuple[int, int]:
        at = origins[max(bisect_right(keys, offset) - 1, 0)]
        source = at[1] + offset - at[0]
        row = min(bisect_right(starts, source) - 1, len(block.lines) - 1)
        line, column, _ = block.lines[row]
        return line, column + source - starts[row]

    for start, end in spans(text):
        first = bisect_right(keys, start)
        last = bisect_right(keys, end - 1)
        marks = [start, *keys[first:last]]
        places = tuple((mark - start, *where(mark)) for mark in marks)
        inside = tuple((max(s, start) - start, min(e, end) - start, u) for s, e, u in links if s < end and e > start)
        yield Sentence(text[start:end], *where(start), block.kind, inside, places)
