"""What stands around the topics of a post: who took part, links, what the notes leave open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from drafter import dates
from drafter.compose.offline import lead, post
from drafter.compose.offline.outline import Point, is_office
from drafter.compose.offline.pen import Pen
from drafter.compose.offline.wording import capital, listed, plain_words, stopped
from drafter.model import Notes

_READ = 50_000  # characters in which a date is looked for
_LINKS = 8  # more of them are a bookmark folder


def people(notes: Notes, opening: Iterable[str], pen: Pen) -> list[str]:
    """Return the sentences that say who took part, spoke and ran the meeting, as far as still untold."""
    kinds = all(fact.text[:1].islower() for fact in notes.brief.present) and any(
        " " in fact.text for fact in notes.brief.present
    )
    form = pen.said.kinds if kinds else pen.said.present
    told = [lead.people(notes.brief.present, pen.ink, pen.language, form)]
    known = " ".join(pen.ink.plain(one) for one in opening)
    fields = [block for block in notes.blocks if block.kind == "field" and block.role == "speaker"]
    speakers = [fact for fact in notes.brief.speakers if pen.read(fact.text) not in known]
    if len(fields) <= 2:  # more of them stand in the parts they spoke in
        form = pen.said.speakers if len(speakers) > 1 else pen.said.speaker
        told.append(lead.people(speakers, pen.ink, pen.language, form))
    officers: dict[str, list[str]] = {}
    for block in notes.blocks:
        if block.kind == "field" and is_office(block):
            label = capital(pen.read(block.label).replace("(s)", "").strip(" :"))
            officers.setdefault(label, []).append(plain_words(pen.ink.take(block.text), pen.language))
    held: dict[str, list[str]] = {}  # who held several offices is named once
    for label, names in officers.items():
        held.setdefault(listed(names, pen.language), []).append(label)
    for who, labels in held.items():
        offices = [labels[0], *(label if pen.language == "de" else label.lower() for label in labels[1:])]
        told.append(stopped(f"{listed(offices, pen.language)}{pen.said.colon}{who}"))
    return [text for text in told if text]


def links(notes: Notes, event: str, loose: Sequence[Point], blocks: Iterable[str], pen: Pen) -> list[str]:
    """Return the links beside the text of the notes: front matter, the writer's own list, lone lines."""
    todo = {number for b in notes.blocks if b.role == "todo" for number in range(b.line, b.last + 1)}
    body = "\n".join(blocks)
    wordings = []
    for link in notes.brief.links:
        if link.line == 0 or link.line in todo:
            label = capital(pen.read(link.text)).replace("[", "(").replace("]", ")")
            label = f"{label}: {event}" if label and " " not in label else label
            wordings.append(pen.ink.take(f"[{label}]({link.url})" if label else link.url))
    lines: dict[str, str] = {}
    for wording in (*wordings, *(point.text for point in loose)):
        for target in pen.ink.links(wording)[:1]:
            if target not in body:
                lines.setdefault(target, f"- {pen.ink.give(wording)}")
    if not 0 < len(lines) <= _LINKS:
        return []
    heading = post.heading(pen.said.links, 2, pen.ink)
    return [*([] if heading in body.split("\n") else [heading]), "\n".join(lines.values())]


def left_open(notes: Notes, nothing: Sequence[str], pen: Pen) -> list[str]:
    """Return what there was not, and that the day is missing where the notes have room for it and no date in them."""
    told = list(nothing)
    asked = any(block.role == "date" for block in notes.blocks)
    if asked and not notes.brief.starts and not any(one.day and one.year for one in dates.find(notes.text[:_READ])):
        told.append(pen.said.no_date)
    return [pen.ink.give(" ".join(told))] if told else []
