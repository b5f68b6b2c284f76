"""What the notes hold and the draft never uses: decisions, actions, headline names, dates, numbers and links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafter.grounding import words
from drafter.grounding.evidence import Omission, OmissionKind
from drafter.grounding.index import Index, same_link, within
from drafter.grounding.reading import Reading, stem, words_of
from drafter.model import Fact, Notes

_USED = 0.5  # a decision counts as told when the draft has this share of its words


def find(index: Index, notes: Notes, draft: Reading) -> tuple[Omission, ...]:
    """Return what a draft, read, leaves out, in the order of the notes."""
    stems = {stem(word.folded, index.language) for word in draft.words}
    forms = {word.folded for word in draft.words}
    found = [
        *_told(index, "decision", notes.brief.decisions, stems),
        *_told(index, "action", notes.brief.actions, stems),
        *_names(notes, forms, stems, index),
        *_dates(index, draft),
        *_numbers(index, draft),
        *_links(index, draft),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda omission: omission.line))


def _told(index: Index, kind: OmissionKind, facts: Sequence[Fact], stems: set[str]) -> Iterator[Omission]:
    for fact in facts:
        keys = {stem(word.folded, index.language) for word in index.content(words_of(fact.text))}
        if keys and len(keys & stems) < _USED * len(keys):
            yield Omission(kind, fact.text, fact.line)


def _names(notes: Notes, forms: set[str], stems: set[str], index: Index) -> Iterator[Omission]:
    """People and organisations that the notes put at the head: speakers and organisers, and few participants."""
    people = notes.brief.present if len(notes.brief.present) <= 8 else ()
    for fact in (*notes.brief.organisers, *notes.brief.speakers, *people):
        parts = [
            w for w in words_of(fact.text) if w.text[:1].isupper() and w.text.lower() not in words.stop(index.language)
        ]
        told = any(w.folded in forms or stem(w.folded, index.language) in stems for w in parts)
        if parts and not told:
            yield Omission("name", fact.text, fact.line)


def _dates(index: Index, draft: Reading) -> Iterator[Omission]:
    told: dict[tuple[int, int], set[int | None]] = {}  # month and day (0: the whole month): years
    for other in draft.dates:
        days = [(other.month or 0, other.day or 0), *within(other)]
        days += [(other.to[1] or 0, other.to[2] or 0)] if other.to else []
        for day in days:
            told.setdefault(day, set()).add(other.year)
    for mention, row in index.dates:
        if mention.month is None or mention.day is None or not index.lines[row]:
            continue
        years = told.get((mention.month, mention.day), set()) | told.get((mention.month, 0), set())
        if not years or not (mention.year is None or None in years or mention.year in years):
            yield Omission("date", index.reading.text[mention.start : mention.end], index.lines[row])


def _numbers(index: Index, draft: Reading) -> Iterator[Omission]:
    told = {value for quantity in draft.quantities for value in quantity.values}
    told |= {float(date.year) for date in draft.dates if date.year}
    for quantity, row in index.placed:
        weighty = quantity.kind == "percent" or quantity.unit or (quantity.values and max(quantity.values) >= 10)
        if quantity.marker or quantity.kind in ("time", "ordinal", "vague") or not weighty or not index.lines[row]:
            continue
        if not any(value in told for value in quantity.values):
            yield Omission("number", index.reading.text[quantity.start : quantity.end], index.lines[row])


def _links(index: Index, draft: Reading) -> Iterator[Omission]:
    told = {same_link(url) for _, _, url in draft.urls}
    for key, (url, row) in index.urls.items():
        if key not in told:
            yield Omission("link", url, index.lines[row])
