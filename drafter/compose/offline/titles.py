"""The title of a post, and the name of an event in it."""

from __future__ import annotations

import re

from drafter import dates
from drafter.compose.offline import occasion
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.wording import phrases, title_words
from drafter.model import Notes

_RECORD = re.compile(
    r"(?:[\s:,–-]+(?:transcript|minutes|notes|recap|irc log|log|protokoll|notizen|verbale|zápis)"
    r"(?: \([^()]*\)| (?:taken )?by [^–-]{3,40})?)+$",
    re.IGNORECASE,
)

_WEEKDAYS = (
    "mon(?:day)?|tue(?:sday)?|wed(?:nesday)?|thu(?:rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|montag|dienstag|mittwoch|"
    "donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|"
    "viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|pondělí|úterý|středa|čtvrtek|pátek|"
    "sobota|neděle"
)

_LOOSE = re.compile(
    rf"(?:[\s,:(–—|-]+(?:{_WEEKDAYS}|on|for|of|from|the|vom|am|du|le|del|dne|week of|held))*[\s,:(–—|-]*$",
    re.IGNORECASE,
)

_LONG = 70  # ... and of one that lists cut

_SHORT = 15  # characters of a title that hardly says anything


def title(notes: Notes, ink: Ink) -> str:
    """Return the title of the post: the notes' own, without the word for the notes themselves."""
    name = _trim(ink.plain(ink.take(first_line(notes) or notes.brief.title)))
    mentions = dates.find(name)
    if mentions and mentions[0].start == 0 and name[:1].isdigit() and notes.brief.starts and event(name):
        name = f"{event(name)}, {occasion.day(notes.brief.starts, phrases(notes.brief.language), notes.brief.language)}"
    return title_words(name) or title_words(ink.plain(ink.take(notes.path.rpartition("/")[2].rpartition(".")[0])))


def first_line(notes: Notes) -> str:
    """Return the first line of notes that have no other title than the name of their file, where it can be one."""
    named = re.sub(r"\W+", "", notes.brief.title.lower())
    file = re.sub(r"\W+", "", re.split(r"[/\\]", notes.path)[-1].lower())
    first = notes.blocks[0] if notes.blocks else None
    if not (named and file.startswith(named) and first and first.kind == "paragraph" and notes.lines):
        return ""
    line = notes.lines[0].text.strip()
    return line if first.line < first.last and 10 <= len(line) <= 120 and not line.endswith((".", ":", ",")) else ""


def long_title(title: str, notes: Notes, speaker: str, ink: Ink) -> str:
    """Return a title of a word or two with its speaker or its day, and a long one without its day."""
    brief = notes.brief
    speakers = [speaker] if speaker else [ink.plain(ink.take(fact.text)) for fact in brief.speakers]
    if len(title) > _LONG and brief.starts:
        return event(title) or title
    if len(title) >= _SHORT or re.search(r"\d", title):
        return title
    if len(speakers) == 1:
        return title + phrases(brief.language).by.format(names=speakers[0])
    return f"{title}, {occasion.day(brief.starts, phrases(brief.language), brief.language)}" if brief.starts else title


def _trim(name: str) -> str:
    """Return a title without the word for the notes themselves (`... Meeting Transcript`)."""
    short = _RECORD.sub("", name).strip()
    return short if len(short.split()) >= 2 else name


def event(name: str) -> str:
    """Return an event's name without dates: `Team Meeting (August 1, 2022)` is the `Team Meeting`."""
    for mention in reversed(dates.find(name)):
        if mention.day is not None:
            name = name[: mention.start].rstrip(" ([,") + " " + name[mention.end :].lstrip(" )],")
    name = re.sub(r"\s+", " ", re.sub(r"([/|])\s*(?=[/|])", "", name))
    name = _LOOSE.sub("", name.strip()).strip(" ,:;–—-/|")
    return name if name.count("(") == name.count(")") else name.strip("()").strip()
