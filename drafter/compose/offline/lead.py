"""Who, what, when and where: the title and the first sentences of a post."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from drafter import dates
from drafter.compose.offline import occasion, titles
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.outline import Point, Section
from drafter.compose.offline.wording import capital, content, listed, phrases, split
from drafter.model import Brief, Fact, Notes
from drafter.notes import language as languages

_EVENT = re.compile(
    r"\b(?:meeting|meet(?=$| \d)|call|conference|workshop|summit|session|hackathon|retrospective|assembly|webinar|"
    r"seminar|forum|congress|meet-?up|"
    r"(?:day|days|week|tag|tage|journée|giornata)(?= \d{4}$|$)|festival|sprint|symposium|panel|fair|"
    r"all.hands|stand-?up|breakout|unconference|camp|townhall|"
    r"\w*(?:konferenz|tagung|treffen|sitzung|versammlung|klausur)|barcamp|stammtisch|"
    r"conférence|réunion|atelier|assemblée|rencontres?|journées?|colloque|visio|"
    r"conferencia|reunión|taller|jornadas?|encuentro|asamblea|congreso|"
    r"conferenza|riunione|incontro|assemblea|convegno|"
    r"konference|schůzka|setkání|porada|seminář|workshopu?)\b",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:minutes|notes|report|transcript|agenda|recap|summary|protokoll|notizen|bericht|rapport|"
    r"compte.rendu|cr|"
    r"acta|informe|notas|verbale|resoconto|appunti|zápis|poznámky|log)\b|^dokumentation$",
    re.IGNORECASE,
)
_RECORD_OF = re.compile(  # minutes name their meeting
    r"^(?:minutes|notes|report|protokoll|acta|verbale|compte.rendu|procès.verbal|cr)\b[\s:–-]*"
    r"(?:(?:of|from|on|for)(?: the)? |der |des |de la |de l['’]|du |del |della |dell['’]|de |di |d['’])?",
    re.IGNORECASE,
)
_BEHIND = re.compile(r"[.;,] (?P<label>[^\W\d_]{2,12}): (?P<rest>[^.;:]+)")
_HOURS = re.compile(
    r"^(?:\d{1,2}(?:[:.h]\d{2})?\s*(?:h|uhr|heures?|am|pm|a\.m\.|p\.m\.|hod\.?|utc|cet|"
    r"cest)?\s*(?:[-–]|to\b|bis\b|à|a\b|alle\b|do\b)?\s*){1,2}$",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?<![\d:./-])(?:[01]?\d|2[0-3])[:h][0-5]\d(?!\d|:\d)(?:\s?[-–]\s?(?:[01]?\d|2[0-3])[:h][0-5]\d)?"
    r"(?:\s?(?:am|pm|a\.m\.|p\.m\.|Uhr|UTC|GMT|CET|CEST|ET|EST|EDT|PT|PST|PDT)\b)?",
    re.IGNORECASE,
)
_TAGS = 2  # more of them are for a search engine
_SELF = re.compile(
    r"\b(?:[Ii] am|[Ii]['’]m|[Mm]y name is|[Jj]e suis|[Jj]e m['’]appelle|[Ii]ch bin|[Ss]oy|[Ss]ono|"
    r"[Jj]sem) ([A-ZÀ-Ž][\w'’-]+(?: [A-ZÀ-Ž][\w'’-]+){0,3})"
)
_SPOKEN = re.compile(
    r"\b(?:talk(?:ing)?|speak(?:ing)?|present(?:ing)?|parler(?:ai)?|spreche[n]?|rede[n]?|hablar(?:é)?|"
    r"parlare|parlerò|mluvit) "
    r"(?:to you )?(?:today )?(?:about|on|de|über|di|o) (?P<what>[^.,;:!?]{8,80})"
)


def talk(notes: Notes, ink: Ink, sections: list[Section]) -> tuple[str, str, list[Section]]:
    """Return the title, the speaker and the sections; captions without a title say these themselves.

    `I am Oguz, and I will talk about subgroups` goes into the title and the first sentence of the post.
    """
    if "title" in notes.meta or notes.format != "captions":
        return titles.title(notes, ink), "", sections
    for section in sections[:1]:
        for at, point in enumerate(section.points[:4]):
            parts = split(point.text)
            for part in parts[:4]:
                spoken = _SPOKEN.search(ink.plain(part))
                if spoken:
                    who = _SELF.search(ink.plain(part))
                    left = replace(point, text=" ".join(one for one in parts if one != part))
                    points = (
                        *section.points[:at],
                        *((left,) if left.text else ()),
                        *section.points[at + 1 :],
                    )
                    rest = [replace(section, points=points), *sections[1:]]
                    return capital(spoken["what"].strip()), who[1] if who else "", _named_speaker(rest, who)
    return titles.title(notes, ink), "", sections


def _named_speaker(sections: list[Section], who: re.Match[str] | None) -> list[Section]:
    """Return what a speaker said with the speaker's name for "me": `reach out to Oguz`."""
    if who is None:
        return sections
    return [
        replace(sec, points=tuple(replace(p, text=re.sub(r"\bto me\b", f"to {who[1]}", p.text)) for p in sec.points))
        for sec in sections
    ]


def opening(notes: Notes, name: str, hours: str, speaker: str, ink: Ink) -> list[str]:
    """Return the first sentences: what took place, when, where, by whom; as far as the notes say it."""
    brief, said = notes.brief, phrases(notes.brief.language)
    where = occasion.where(brief, said, ink)
    names = [ink.take(fact.text) for fact in brief.organisers]
    clock = [
        m[0]
        for b in notes.blocks
        if b.role == "date" and b.kind == "field"
        for m in _CLOCK.finditer(ink.plain(ink.take(b.text)))
    ]
    hours = hours or listed(clock[:1], brief.language)
    when = occasion.when(brief, said) + (f" ({hours})" if hours else "")
    first = _first(notes, name, when, where, speaker, ink).replace(",.", ".")
    if not first and len(content(name, brief.language)) > 1 and not (_EVENT.search(name) or _REPORT.search(name)):
        first = said.topic.format(name=name, by="")
    found = [first] if first else []
    if names:
        form = said.organising if said.organising and occasion.to_come(brief) else said.organised
        found.append(
            form.format(names=listed(["the " + n if _article(n, brief.language) else n for n in names], brief.language))
        )
    return found


def _article(name: str, language: str) -> bool:
    """Tell whether an English organisation takes "the": several words, the last one a common office word."""
    return (
        language == "en"
        and bool(
            re.search(
                r"\b(?:Commission|Ministry|Council|Agency|Union|Association|Foundation|Institute|"
                r"University of|Office|Group)\b",
                name,
            )
        )
        and not name.lower().startswith("the ")
    )


def _first(notes: Notes, name: str, when: str, where: str, speaker: str, ink: Ink) -> str:
    brief, said = notes.brief, phrases(notes.brief.language)
    short = titles.event(name)
    by = ""
    speakers = [ink.take(fact.text) for fact in brief.speakers if len(brief.speakers) < 3] or [speaker] * bool(speaker)
    if speakers and not (brief.present and brief.speakers):
        by = said.by.format(names=listed(speakers, brief.language))
    if not short:
        return said.dated.format(date=occasion.day(brief.starts, said, brief.language)) if brief.starts else ""
    if _EVENT.search(short) and not _REPORT.search(short):
        if when or where:
            short = short.removeprefix("The ").removeprefix("the ") if brief.language == "en" else short
            form = said.planned if occasion.to_come(brief) else said.held
            return form.format(name=short, when=when, where=where)
        return said.topic.format(name=short, by=by) if by else ""
    named_by = _RECORD_OF.match(short)
    if named_by and brief.language != "cs":
        rest = capital(short[named_by.end() :].strip())
        if rest and (_EVENT.search(rest) or brief.present) and (when or where) and not dates.find(name):
            form = said.held if _EVENT.search(rest) else said.met
            return form.format(name=rest, when=when, where=where)
    if _REPORT.search(name):
        meeting = _RECORD_OF.sub("", ink.plain(ink.take(str(notes.meta.get("description") or ""))))
        if brief.starts and _EVENT.search(meeting) and dates.find(meeting) and len(meeting) <= 80:
            return f"{name}{said.colon}{meeting.rstrip('.')}."
        name += where
        dated = f" {said.dated.format(date=occasion.day(brief.starts, said, brief.language))}" if brief.starts else ""
        return said.report.format(name=name) + (
            "" if re.search(r"\d", name.replace(str(brief.starts or "")[:4], "")) and dates.find(name) else dated
        )
    short = re.sub(r"^[Tt]he ", "", short) if brief.language == "en" else short
    subject = [
        tag for tag in map(ink.take, brief.tags) if not content(tag, brief.language) <= content(name, brief.language)
    ]
    if len(brief.tags) <= _TAGS and subject and not brief.present:  # what a short title leaves out
        short = f"{short} ({listed(subject, brief.language)})"
    if brief.present and (when or where):
        return said.met.format(name=short, when=when, where=where)
    if when or where:
        return said.topic_on.format(name=short, when=when, where=where, by=by)
    return said.topic.format(name=short, by=by) if by else ""


def people(facts: Sequence[Fact], ink: Ink, language: str, form: str) -> str:
    """Return the sentence that names people, or ""."""
    names = list(dict.fromkeys(_name(fact.text, ink) for fact in facts))
    names = [name for name in names if name]
    return form.format(names=listed(names, language)) if names else ""


def _name(text: str, ink: Ink) -> str:
    """Return a name as the notes write it, a handle in brackets behind it."""
    name = ink.take(text)
    return re.sub(r"\s+/\s+(\S+)$", r" (\1)", name)


def own_part(points: Sequence[Point], notes: Notes, ink: Ink) -> Point | None:
    """Return the first point about the writer's own organisation: for its readers the news."""
    organisation = notes.brief.organisation
    if not organisation:
        return None
    for point in points:
        said = organisation.lower() in ink.plain(point.text).lower()
        if said and point.kind in ("item", "prose") and not point.children:
            return point
    return None


def named(points: Sequence[Point], notes: Notes, ink: Ink) -> tuple[str, str, Point] | None:
    """Return the event's own name, its hours ("" if not noted), and the point that gives only these.

    `2022 European Cluster Conference, 26 + 27 Sept, Prague` says nothing that the first sentence of the
    post does not.
    """
    brief = notes.brief
    for point in points[:3]:
        plain = ink.plain(point.text)
        if point.kind not in ("item", "prose") or len(plain) > 160:
            continue
        parts = [part.strip() for part in re.split(r",\s+|\s+[–|-]\s+", plain)]
        if len(parts) > 5:
            continue
        hours = [part for part in parts if _HOURS.match(part)]
        dated = [part for part in parts if _is_date(part, brief)]
        others = [part for part in parts if part not in (*dated, *hours)]
        if dated and not [part for part in others if not (_is_place(part, brief) or _is_day(part))]:
            return "", "–".join(hours), point  # the event's date, time and place alone
        if len(parts) < 2:
            continue
        rest = [
            part for part in parts if part not in hours and not _is_date(part, brief) and not _is_place(part, brief)
        ]
        if (
            len(rest) == 1
            and len(rest) < len(parts)
            and _EVENT.search(rest[0])
            and rest[0][0].isupper() | rest[0][0].isdigit()
        ):
            return rest[0], "–".join(hours), point
    return None


def over(heading: str, ink: Ink) -> tuple[str, str] | None:
    """Return the event and the time that a heading above all others names: `Breakout A - 2019-12-16 17:00 UTC`."""
    plain = ink.plain(heading)
    clock = _CLOCK.search(plain)
    if not (clock and _EVENT.search(plain) and dates.find(plain)):
        return None
    return titles.event((plain[: clock.start()] + plain[clock.end() :]).strip()), clock[0]


def _is_day(part: str) -> bool:
    """Tell whether a few words are a day."""
    return part.count(" ") < 5 and any(mention.day for mention in dates.find(part))


def _is_date(part: str, brief: Brief) -> bool:
    mentions = dates.find(part)
    if not mentions or brief.starts is None:
        return False
    rest = (
        "".join(part[mentions[at - 1].end if at else 0 : m.start] for at, m in enumerate(mentions))
        + part[mentions[-1].end :]
    )
    return (
        mentions[0].day is not None
        and mentions[0].month in (brief.starts.month, None)
        and len(re.sub(r"[\W\d_]", "", rest)) <= 3
    )


def _is_place(part: str, brief: Brief) -> bool:
    words = content(part, brief.language)
    return bool(words) and words <= content(brief.place, brief.language)


def dated(notes: Notes) -> Brief:
    """Return the brief with the days that only the first line of the notes gives, where that is their title."""
    for one in dates.find(titles.first_line(notes)) if notes.brief.starts is None else ():
        if one.year and one.month and one.day and not one.ambiguous:
            first = dt.date(one.year, one.month, one.day)
            last = dt.date(*one.to) if one.to and all(one.to) else first  # type: ignore[arg-type]
            return notes.brief._replace(starts=first, ends=max(first, last))
    return notes.brief


def placed(notes: Notes) -> Brief:
    """Return the brief with the place that stands behind the date: `7 March. Where: Leuven`, `7 March, 18:00, Ulm`."""
    for block in notes.blocks if not notes.brief.place else ():
        behind = _BEHIND.search(block.text) if block.kind == "field" and block.role == "date" else None
        if behind and languages.role_of(behind["label"], notes.brief.language) == "place":
            return notes.brief._replace(place=behind["rest"])
    first = next((block for block in notes.blocks if block.kind != "heading"), None)
    parts = first.text.split(", ") if first and first.kind in ("item", "paragraph") and not notes.brief.place else []
    if len(parts) > 1 and _is_date(parts[0], notes.brief):
        rest = parts[2:] if _HOURS.match(parts[1]) else parts[1:]
        if 0 < len(rest) < 3 and all(len(part.split()) < 5 for part in rest) and rest[0][:1].isupper():
            return notes.brief._replace(place=", ".join(rest).rstrip("."))
    return notes.brief
