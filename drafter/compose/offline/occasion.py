"""When and where: dates and places as a post says them."""

from __future__ import annotations

import datetime as dt
import re

from drafter.compose.offline.ink import Ink
from drafter.compose.offline.phrases import Phrases
from drafter.model import Brief

_REMOTE = re.compile(
    r"\b(?:online|virtual|remote|zoom|jitsi|teams|meet|hangouts?|visio|webex|discord|irc|bbb)\b|[\d@/:]",
    re.IGNORECASE,
)


def when(brief: Brief, said: Phrases) -> str:
    """Return " on 26 and 27 September 2022", or "" where the notes give no date."""
    first, last = brief.starts, brief.ends or brief.starts
    if first is None or last is None:
        return ""
    if first == last:
        return said.on_day.format(date=day(first, said, brief.language))
    if (last - first).days == 1 and first.month == last.month:
        dot = "." if brief.language in ("de", "cs") else ""
        return said.on_day.format(date=f"{first.day}{dot} {said.and_} {day(last, said, brief.language)}")
    pattern = said.month_day if first.year == last.year else said.day
    return said.on_days.format(first=day(first, said, brief.language, pattern), last=day(last, said, brief.language))


def to_come(brief: Brief) -> bool:
    """Tell whether the event lies after the day the post is to carry."""
    return bool(brief.starts and brief.posted and brief.starts > brief.posted)


def day(date: dt.date | None, said: Phrases, language: str, pattern: str = "") -> str:
    """Return a date as the notes' language writes it (the names of CLDR, which Babel takes 0.1 s to load)."""
    if date is None:
        return ""
    month = said.months.split()[date.month - 1]
    text = (pattern or said.day).format(day=date.day, month=month, year=date.year)
    return re.sub(r"^1 ", "1er ", text) if language == "fr" else text


def where(brief: Brief, said: Phrases, ink: Ink) -> str:
    """Return " in Prague, Czech Republic"; a place that is no town stands in brackets."""
    place = ink.take(brief.place).strip(" .,")
    if not place:
        return ""
    words = place.partition(",")[0].split()
    if _REMOTE.search(place) or len(place.split()) > 5 or (brief.language != "en" and len(words) > 1):
        return f" ({place})"
    comma = "," if "," in place and brief.starts and said.held.find("{where}") < said.held.find("{when}") else ""
    return said.place.format(place=place) + comma
