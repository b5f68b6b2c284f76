"""Days, months and weekdays as hurried notes write them: "30/6", "gio 27 + ven 28 marzo", "L–V", "Dec!!", "VI–IX".

`dates.find` reads what surely is a date. This is the second look, at the notes alone and only when a draft's
date isn't found there: a form that can be that date is taken for it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from drafter.dates import MONTHS, WEEKDAYS, DateMention
from drafter.patterns import pattern
from drafter.tuples import NamedTuple


class Shorthand(NamedTuple):
    """What the notes may mean, with where they say it: (month, day or 0), and weekdays from 0 for Monday.

    `numbered` are days of a month that isn't said, with their weekday or none: "Fri 3rd", "by the 3rd".
    """

    days: Mapping[tuple[int, int], int]
    weekdays: Mapping[int, Sequence[int]]
    numbered: Mapping[tuple[int, int], int]


_FIGURES = pattern(
    r"(?<![\w./:,])(\d{1,2})(?:er)?(?:\s?[/.]\s?|-)(\d{1,2})(?!\d|[:.,]\d|\s?(?:%|€|km)|h\b|\sh\b(?!\s?\d))"
)
_TO_FIGURES = pattern(r"\s?[-–—]\s?(?:1[3-9]|2\d|3[01])[/.]\d")
_NIGHT = pattern(r"(?<![\w./:,-])(\d{1,2})\s?[-–]\s?(\d{1,2})(?:/|\.\s?)([01]?\d)(?![\w:/]|[.,]\d)")
_NIGHTS = pattern(
    r"\b(?:nuit|nacht|night|noche|notte|noci?|week-?end|wochenende|fin de semana|fine settimana|víkend)\D{1,9}"
    r"([0-3]?\d)\.?\s?(?:[-–/]|to|and|auf|zum|und|au|et|al|y|e|na|a)\s?(?:den\s)?([0-3]?\d)(?![\d:/]|[.,]\d)",
    re.IGNORECASE,
)
_YEAR_END = pattern(
    r"\b(?:end of (?:the )?year|year[- ]end|jahresende|fin (?:de l['’]|d['’])ann[ée]e|fin de año|fine (?:dell['’])?anno"
    r"|kon(?:ec|ce) roku)\b",
    re.IGNORECASE,
)
_END_OF = pattern(r"\b(?:end of|ende|fin(?:ales)?(?: d[eu'’])?|fine(?: di)?|kon(?:ec|ce))\s?$", re.IGNORECASE)
_LAST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)  # days
_BEFORE_DAY = pattern(r"\b(?:am|vom|bis|zum|ab|seit|dne|do|od|il|al|dal|el|le|au|on|by|until)\s$", re.IGNORECASE)
NO_WEEKDAY = -1
_BARE_DAY = pattern(
    r"\b(?:the|le|el|il|am|zum|dem|den|do|dne)\s([0-3]?\d)(?:st|nd|rd|th|er|\.)?(?=[,;:)]?\s*(?:\n|\Z)|[,;:)]\s(?!\d))",
    re.I,
)
_LETTERS = pattern(r"[^\W\d_]+")
_DAY = pattern(r"(?<![\d.,:/])\d{1,2}(?![\d:]|[.,/]\d|\s?(?:%|€))")
_ROMAN = pattern(r"(?<![\w])([IVX]{1,4})\.?\s?[-–]\s?([IVX]{1,4})(?!\w)")
_DAY_ROMAN = pattern(r"(?<![\w.,:/-])(\d{1,2})[-./]([IVX]{1,4})(?!\w)")
_ROMANS = {name: number for number, name in enumerate("I II III IV V VI VII VIII IX X XI XII".split(), 1)}
_DOUBTFUL = frozenset("may march mars mar mai mag set sett led gen dic dec jan sep jun sat ago ott".split())
_SHORT = {
    "en": "mo/mon/mons tu/tue/tues we/wed/weds th/thu/thur fr/fri/fris sa/sat/sats su/sun/suns",
    "de": "mo di/dienst mi do fr/freit sa so/sonnt",
    "fr": "lu/lun ma/mar me/mer/merc je/jeu ve/ven/vend sa/sam di/dim",
    "es": "l/lu/lun m/ma/mar/mart x/mi/mié/mie/miér/mier j/ju/jue/juev v/vi/vie/vier s/sá/sáb/sab d/do/dom",
    "it": "lu/lun ma/mar/mart me/mer/merc gi/gio/giov ve/ven sa/sab do/dom",
    "cs": "po út/ut st/stř čt/ct/čtvrt pá/pa so/sob ne/ned",
}
# Short forms that are no other word: read where they stand alone, "MRT Di.", "mele čt, 280 kg".
_LONE = {
    "en": "Mon Mons Tue Tues Wed Weds Thu Thur Thurs Fri Fris Sat Sats Sun Suns", "de": "Mo Di Mi Do Fr Sa",
    "fr": "lun ven sam dim Lun Ven Dim", "es": "lun mié jue vie sáb Lun Mié Jue Vie Sáb Dom",
    "it": "lun gio ven sab dom Lun Gio Ven Sab Dom", "cs": "út čt pá so Út Čt Pá So",
}  # fmt: skip
# Cut after four letters or more: no other words, or none with a full stop and what follows. Read anywhere.
_CUT = {
    "en": "Weds", "de": r"Dienst\.(?= \d)|Freit\.|Sonnt\.", "fr": r"merc|vend\.", "es": "mart|mi[ée]r|juev|vier",
    "it": "mart|merc|giov", "cs": r"čtvrt\.|stř\.(?=[ ,]+(?:\d|a |až ))",
}  # fmt: skip
_PART = r"(?:morn|evening|night|abend|früh|nachm|vorm|matin|soir|après|tarde|noche|mattina|sera|pomer|ráno|večer|odp)"
_AND = r"(?:\s?(?:->|[-–—/,+&>→])\s?|\s(?:and|und|bis|oder|o|et|ou|à|y|a|e|o|i|až|nebo)\s)"
_PAIR = pattern(rf"(?<![\w'’])([^\W\d_]{{1,12}})(?=(?:\.\s?)?{_AND}([^\W\d_]{{1,12}})(?![\w'’]))", re.IGNORECASE)
# Words for a day later or earlier, by language: "hier" is one in French alone, "mañana" is a morning too.
_BESIDE = {
    "en": {"tomorrow": 1, "yesterday": -1}, "de": {"morgen": 1, "gestern": -1}, "fr": {"demain": 1, "hier": -1},
    "es": {"mañana": 1, "manana": 1, "ayer": -1}, "it": {"domani": 1, "ieri": -1}, "cs": {"zítra": 1, "včera": -1},
}  # fmt: skip
_NO_DAY = pattern(
    r"(?:\b(?:auf|von|am|la|una|por|lunes|martes|miércoles|jueves|viernes|sábado|domingo)|tag)\s$", re.IGNORECASE
)


def find(text: str, language: str, known: Sequence[DateMention]) -> Shorthand:
    """Read all of a text's short forms, in linear time.

    `known` are its dates, from which "tomorrow" counts, and the weekdays that it names without one.
    """
    days: dict[tuple[int, int], int] = {}
    for month, day, at in (*_in_figures(text, language), *_named(text), *_relative(text, language, known)):
        days.setdefault((month, day), at)
        if day > 12 or not text[at].isdigit():  # "2/3" names no month
            days.setdefault((month, 0), at)
    weekdays: dict[int, list[int]] = {}
    named = ((date.weekday, date.start) for date in known if date.weekday is not None and not date.month)
    dated = [date.weekday for date in known[:40] if date.weekday is not None and date.day]
    near = (((day + step) % 7, at) for step, at in _steps(text, language) for day in dated)
    for number, at in (*named, *_weekdays(text, language), *near):
        if len(weekdays.setdefault(number, [])) < 100:
            weekdays[number].append(at)
    names, beside, _ = _short(language)
    lone = (
        m for m in beside.finditer(text) if len(m[1]) > 1 and m[2] and m[3] is None and not _dated(text, m.end(), names)
    )
    numbered = {(names[m[1].lower()], int(m[2])): m.start() for m in lone}
    numbered |= {(NO_WEEKDAY, int(m[1])): m.start() for m in _BARE_DAY.finditer(text)}
    return Shorthand(days, weekdays, numbered)


def _in_figures(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    for m in _FIGURES.finditer(text):
        one, two = int(m[1]), int(m[2])
        if (one, two) == (24, 7):  # around the clock
            continue
        day_of = _BEFORE_DAY.search(text, max(m.start() - 8, 0), m.start()) and text[m.end(1)] == "/"  # "depuis le 1/4"
        if (day_of or _TO_FIGURES.match(text, m.end())) and language != "en" and 1 <= two <= 12:  # "1/6 – 31/8"
            yield two, 0, m.start()
        decimal = "." in m[0] and " " not in m[0] and m[2][0] != "0" and text[m.end() : m.end() + 1] not in (".", ":")
        if decimal and not _BEFORE_DAY.search(text, max(m.start() - 8, 0), m.start()):
            continue
        for day, month in ((one, two), (two, one)):
            if 1 <= day <= 31 and 1 <= month <= 12:
                yield month, day, m.start()
    for m in _NIGHT.finditer(text):  # "22-23/01"
        for day in (int(m[1]), int(m[2])):
            if day <= 31 and 1 <= int(m[3]) <= 12:
                yield int(m[3]), day, m.start()
    for m in _DAY_ROMAN.finditer(text):  # "29-V"
        if (month := _ROMANS.get(m[2], 0)) and 1 <= int(m[1]) <= 31:
            yield month, int(m[1]), m.start()
    for m in _ROMAN.finditer(text):
        first, last = _ROMANS.get(m[1], 0), _ROMANS.get(m[2], 0)
        for month in range(first, last + 1) if first else ():
            yield month, 0, m.start()


def _named(text: str) -> Iterator[tuple[int, int, int]]:
    """Find months by name and the days beside them, also with words between: "sab 6 e dom 7 settembre"."""
    if end := _YEAR_END.search(text):
        yield 12, 31, end.start()
    for m in _LETTERS.finditer(text):
        word, ended = m[0].lower(), text[m.end() : m.end() + 1] == "."
        month = MONTHS.get(word, 0) if len(word) > 2 else 0
        if not month and not ended:
            continue
        near = text[max(m.start() - 24, 0) : m.start()].rpartition("\n")[2]
        close = near[-3:].strip(" .-/")[-1:].isdigit() or text[m.end() : m.end() + 3].strip(" .")[:1].isdigit()
        if not month:
            month = _cut(word) if close else 0
        elif word in _DOUBTFUL and not (close or ended or (m[0][0].isupper() and m[0] != text[:3])):
            continue
        if not month:
            continue
        yield month, 0, m.start()
        if _END_OF.search(near):
            yield month, _LAST[month - 1], m.start()
        line = text[m.end() : m.end() + 80].partition("\n")[0]
        if night := _NIGHTS.search(line):
            yield from ((month, int(day), m.start()) for day in night.groups())
        beside = (*_DAY.finditer(near), *_DAY.finditer(text[m.end() : m.end() + 8].partition("\n")[0]))
        for day in (int(number[0]) for number in beside):
            if 1 <= day <= 31:
                yield month, day, m.start()


def month_of(word: str) -> int:
    """Return the month that a word names, whole or cut short, or 0."""
    return MONTHS.get(word.lower(), 0) or _cut(word.lower())


def _cut(word: str) -> int:
    """Return the month whose name begins so and no other's, or 0: "27 ag.", "3 febbr."."""
    months = {month for name, month in MONTHS.items() if name.startswith(word)} if word == "ag" or len(word) > 3 else ()
    return months.pop() if len(months) == 1 else 0


def _relative(text: str, language: str, known: Iterable[DateMention]) -> Iterator[tuple[int, int, int]]:
    """Reckon "tomorrow" and "yesterday" from every date."""
    steps = list(_steps(text, language))
    for date in list(known)[:40] if steps else ():
        if date.month and date.day:
            try:
                base = dt.date(date.year or 2023, date.month, date.day)
            except ValueError:
                continue
            for step, at in steps:
                day = base + dt.timedelta(days=step)
                yield day.month, day.day, at


def _steps(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Yield how many days later or earlier the words for it mean, and where each stands first."""
    for word, step in _BESIDE[language].items():
        for m in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            if not _NO_DAY.search(text, max(m.start() - 12, 0), m.start()):
                yield step, m.start()
                break


@cache
def _short(language: str) -> tuple[Mapping[str, int], re.Pattern[str], re.Pattern[str]]:
    names = {name: day for name, day in WEEKDAYS.items() if len(name) > 4}
    names |= {form: day for day, forms in enumerate(_SHORT[language].split()) for form in forms.split("/")}
    some = "|".join(sorted(names, key=len, reverse=True))
    to = "–-" if language == "cs" else ""  # "st 17–18"; elsewhere so is "so 10–12 Leute"
    at = r"(?:h|ore|alle)\.?\s(?=\d)"
    timed = rf"(?<=h \d\d)|(?<=e \d\d)|[.:/h {to}]\s?\d|\s?(?:h|hod|uhr)\b"
    beside = rf"(?:{_PART}|(?:{at})?(\d{{1,2}})(?=({timed})?))"
    lone = "|".join(
        dict.fromkeys((*_LONE[language].split(), *(n.upper() for n in _LONE[language].split() if len(n) > 2)))
    )
    dated = lone + ("|[Mm]ar|[Mm]er|[Jj]eu" if language in ("fr", "es", "it") else "")
    return (
        names,
        re.compile(rf"(?<![\w'’])((?!po\b)(?:{some}))\.?\s?,?\s?{beside}", re.IGNORECASE),
        re.compile(
            rf"(?<![\w'’./-])(?:({lone})(?=\s?[,;)/\n]|\s[^\W\d_]|\.\s\(|\.?\s*(?:\n|\Z))"
            rf"|({dated})\.?\s(?=[0-3]?\d(?![\d.,]*\w|\s?[%€]))|((?i:{_CUT[language]}))(?!\w))"
        ),
    )


def _weekdays(text: str, language: str) -> Iterator[tuple[int, int]]:
    """Find weekdays cut short beside another or before a day or a time: "po–pá", "st 15.30"."""
    names, alone, lone = _short(language)
    for m in _PAIR.finditer(text):
        both = (m[1].lower(), m[2].lower())
        if names.keys() >= {*both} and (len(m[1]) > 1 or (m[1].isupper() and m[2].isupper())):
            yield from ((names[one], m.start()) for one in both)
    for m in alone.finditer(text):
        if len(m[1]) > 1 and (m[2] is None or m[3] is not None or _dated(text, m.end(), names)):
            yield names[m[1].lower()], m.start()
    for m in lone.finditer(text):
        if (day := names.get((m[1] or m[2] or m[3].rstrip(".")).lower())) is not None:
            yield day, m.start()


def _dated(text: str, at: int, names: Mapping[str, int]) -> bool:
    """Tell whether a number is followed by the name of a month or a weekday."""
    for m in _LETTERS.finditer(text, at, at + 20):
        if m.start() > at + 4 or any(map(str.isdigit, text[at : m.start()])):
            return False
        if m[0].lower() in names or m[0].lower() in MONTHS:
            return True
    return False
