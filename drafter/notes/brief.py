"""What the notes say about the event as a whole, from front matter and blocks. Nothing is guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import PurePath

from drafter import dates
from drafter.model import Block, Brief, Fact
from drafter.notes import facts, people, words
from drafter.notes import language as languages
from drafter.patterns import pattern

_KEYS = {
    "date": "date when datum fecha data day event_date start_date starts start dates event-date eventdate",
    "ends": "end_date ends end to until event_end",
    "posted": "posted published publish_date publishdate post_date pubdate publication_date",
    "place": "place location venue where city ort lieu lugar luogo misto veranstaltungsort",
    "organisers": "organisers organizers organiser organizer organisation_by hosts host organised_by "
    "veranstalter "
    "organisateur organisateurs organizador organizzatore poradatel hosted_by",
    "present": "present attendees participants attendance who teilnehmer anwesend participants presents "
    "asistentes "
    "participantes partecipanti presenti ucastnici pritomni people guests",
    "absent": "absent regrets apologies excused",
    "speakers": "speakers speaker presenter presenters panelists referent referenten intervenants ponentes relatori",
    "author": "author authors by autor auteur autore",
    "organisation": "organisation organization company org",
    "tags": "tags keywords categories topics",
    "title": "title event name titel titre titulo titolo nazev",
    "language": "language lang locale sprache langue",
    "next": "next next_meeting next-meeting nextmeeting",
}
_SUFFIX = pattern(
    r"\s*(?:[-–—:|,]\s*|\()(?:(?:raw|meeting|session|my)\s+)?(?:notes|minutes|transcript|notizen"
    r"|protokoll|mitschrift|"
    r"compte[- ]rendu|notas|acta|poznámky|zápis|appunti|verbale)\)?$",
    re.I,
)
_NOT_THE_EVENT = pattern(
    r"\b(?:next|deadline|due|updated?|created|posted|published|until|since|nachste|frist|bis|prochaine?"
    r"|avant|proxim|"
    r"hasta|pristi|dalsi|do|prossim|entro)\b"
)
_INTERVAL = pattern(r"(\d{4}-\d\d-\d\d)\S*?\s*(?:/|--|\.\.|–|—|\bto\b|\s-\s)\s*(\d{4}-\d\d-\d\d)")
_ISO = pattern(r"(?<!\d)(\d{4})[-_.]?(\d\d)[-_.]?(\d\d)(?!\d)")


class Head:
    """Front matter, asked by meaning instead of by key."""

    def __init__(self, meta: Mapping[str, object]) -> None:
        self._meta = {languages.fold(str(key)).replace(" ", "_"): value for key, value in meta.items()}

    def values(self, meaning: str) -> tuple[str, ...]:
        """All values under the first key with this meaning that has any."""
        for key in _KEYS[meaning].split() if self._meta else ():
            found = tuple(_leaves(self._meta.get(key)))
            if found:
                return found
        return ()

    def value(self, meaning: str) -> str:
        """The first value, or ""."""
        return next(iter(self.values(meaning)), "")

    def text(self, key: str) -> str:
        """The value of one key when it is text."""
        value = self._meta.get(key)
        return " ".join(value.split()) if isinstance(value, str) else ""


def _leaves(value: object, depth: int = 0) -> Iterator[str]:
    if isinstance(value, str):
        if (text := " ".join(value.split())) and not people.is_nothing(text):
            yield text
    elif isinstance(value, list | tuple) and depth < 3:
        for item in value[:300]:
            yield from _leaves(item, depth + 1)
    elif isinstance(value, Mapping) and depth < 3:
        named = next((value[key] for key in ("name", "title", "value") if key in value), None)
        yield from _leaves(named if named is not None else list(value.values()), depth + 1)


def read(path: str, meta: Mapping[str, object], blocks: Sequence[Block], language: str) -> tuple[Brief, list[str]]:
    """Return the brief and what to tell the writer about it."""
    head, notices = Head(meta), list[str]()
    title = _title(path, head, blocks)
    starts, ends = _when(path, head, blocks, notices)
    listed = {role: people.listed(blocks, role) for role in ("organiser", "present", "absent", "speaker")}
    found = facts.read(blocks)
    place = head.value("place") or _field(blocks, "place")
    brief = Brief(
        title=title,
        language=language,
        starts=starts,
        ends=ends,
        posted=_day(head.value("posted")) or _posted(blocks),
        place=place,
        organisers=_or(head.values("organisers"), listed["organiser"]),
        present=_or(head.values("present"), listed["present"] or people.speaking(blocks)),
        absent=_or(head.values("absent"), listed["absent"]),
        speakers=_or(head.values("speakers"), listed["speaker"]),
        author=", ".join(head.values("author")) or _author(blocks, language),
        organisation=head.value("organisation"),
        tags=tuple(tag for value in head.values("tags") for tag in re.split(r"\s*[,;]\s*", value) if tag),
        links=facts.links(meta, blocks),
        decisions=found["decision"],
        actions=found["action"],
        questions=found["question"],
        next=tuple(Fact(text) for text in head.values("next")) + found["next"],
    )
    return _with_missing(brief), notices


def _or(meta: tuple[str, ...], noted: tuple[Fact, ...]) -> tuple[Fact, ...]:
    return tuple(Fact(text) for text in meta) or noted


def _with_missing(brief: Brief) -> Brief:
    has = {
        "date": brief.starts,
        "place": brief.place,
        "outcome": brief.decisions or brief.actions,
        "organiser": brief.organisers,
        "participants": brief.present or brief.speakers,
    }
    return brief._replace(missing=tuple(name for name, value in has.items() if not value))


# -- title -----------------------------------------------------------------------------------------


def _title(path: str, head: Head, blocks: Sequence[Block]) -> str:
    if title := _tidy(head.value("title")):
        return title
    first = next((b for b in blocks if _names_the_event(b)), None)
    title = _tidy(people.plain(first.text)) if first else ""
    return title or _first_line(blocks) or _from_path(path)


def _first_line(blocks: Sequence[Block]) -> str:
    """A first line that stands alone and is no sentence."""
    first = blocks[0] if blocks else None
    if first is None or first.kind != "paragraph" or first.line != first.last or first.role:
        return ""
    text = people.plain(first.text)
    title = 8 <= len(text) <= 90 and text[0].isupper() and text[-1] not in ".?!:;,…" and "://" not in text
    return _tidy(text) if title and len(blocks) > 1 else ""


def _names_the_event(block: Block) -> bool:
    if block.role == "title" and block.text:
        return True
    if block.kind != "heading" or block.role:
        return False
    return languages.role_of(block.text, "", heading=False) != "section" and not block.text.endswith(":")


def _tidy(title: str) -> str:
    title = " ".join(title.split()).strip("#*_ ")
    shorter = _SUFFIX.sub("", title).strip(" -–—:|,")
    return shorter if len(shorter) > 3 else title


def _from_path(path: str) -> str:
    name = PurePath(path).name if path != "-" else ""
    stem = name.split(".")[0] if name else ""
    stem = _ISO.sub(" ", stem)
    text = " ".join(re.split(r"[\s_-]+", stem)).strip()
    text = re.sub(r"\s+(?:notes|minutes|notizen|notas|appunti)$", "", text, flags=re.I)
    return text[:1].upper() + text[1:]


# -- dates -----------------------------------------------------------------------------------------


def _day(text: str) -> dt.date | None:
    return _span(text)[0]


def _span(text: str) -> tuple[dt.date | None, dt.date | None, bool]:
    """First and last day that `text` states in full, and whether it states one that can be read two ways."""
    if interval := _INTERVAL.search(text):
        first, last = _iso(interval[1]), _iso(interval[2])
        if first and last and first <= last:
            return first, last, False
    doubtful = False
    for mention in dates.find(text[:2000]):
        if mention.ambiguous:
            doubtful = True
            continue
        first = _date(mention.year, mention.month, mention.day)
        if first is None:
            continue
        to = mention.to or (None, None, None)
        last = _date(to[0] or mention.year, to[1] or mention.month, to[2]) if mention.to else first
        return first, last if last and last >= first else first, False
    return None, None, doubtful


def _date(year: int | None, month: int | None, day: int | None) -> dt.date | None:
    if not (year and month and day):
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _iso(text: str) -> dt.date | None:
    match = _ISO.search(text)
    return _date(int(match[1]), int(match[2]), int(match[3])) if match else None


def _when(path: str, head: Head, blocks: Sequence[Block], notices: list[str]) -> tuple[dt.date | None, dt.date | None]:
    """The days of the event: front matter, a date field, the title, the first lines, the file's name."""
    doubtful: list[str] = []
    for text in _dated(head, blocks):
        first, last, doubt = _span(text)
        if first:
            end = _day(head.value("ends"))
            return first, end if end and end >= first else last
        if doubt:
            doubtful.append(text)
    if day := _iso(PurePath(path).name if path != "-" else ""):
        return day, day
    if doubtful:
        notices.append(
            f"the date in {people.plain(doubtful[0])[:60]!r} can be read two ways and was not used: "
            "add `date: YYYY-MM-DD` to the front matter"
        )
    return None, None


def _dated(head: Head, blocks: Sequence[Block]) -> Iterator[str]:
    yield head.value("date")
    yield from (b.text for b in blocks if b.role == "date" and b.kind != "heading")
    yield head.value("title")
    yield head.text("description")
    yield head.text("subtitle")
    headings = 0
    for index, block in enumerate(blocks[:12]):
        if block.kind == "heading" and headings < 3 and block.role in ("", "title", "agenda"):
            headings += 1
            yield block.text
        elif block.role in ("", "title") and headings < 2 and index < 5 and _is_dateline(block):
            yield block.text


def _is_dateline(block: Block) -> bool:
    """Whether a block says little more than when: no sentence, no deadline."""
    plain = people.plain(block.text)
    return (
        block.kind in ("paragraph", "item", "field")
        and len(plain) <= 120
        and not _NOT_THE_EVENT.search(languages.fold(plain))
        and not re.search(r"[.!?]\s+[A-Z].*[.!?]$", plain)
    )


# -- single fields ---------------------------------------------------------------------------------


def _field(blocks: Sequence[Block], role: str) -> str:
    for block in blocks:
        if block.role == role and block.kind != "heading":
            text = people.plain(block.text)
            if text and not people.is_nothing(text) and len(text) <= 200:
                return text
    return ""


def _posted(blocks: Sequence[Block]) -> dt.date | None:
    return next((_day(b.text) for b in blocks if b.kind == "field" and _is("posted", b)), None)


def _author(blocks: Sequence[Block], language: str) -> str:
    found = next((b.text for b in blocks if b.kind == "field" and _is("author", b)), "")
    text = people.plain(found)
    return "" if people.is_nothing(text) else text


def _is(name: str, block: Block) -> bool:
    return languages.fold(block.label) in _labels(name)


@cache
def _labels(name: str) -> frozenset[str]:
    return frozenset(languages.fold(label) for labels in words.LABELS[name].values() for label in labels.split(", "))
