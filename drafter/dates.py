"""Dates in running text, in English, German, French, Spanish, Italian and Czech at once.

Finds what a text says and no more: a date without a year has no year. Month and weekday names are those of
Unicode CLDR (wide, abbreviated and inflected forms), written out here because loading them costs more than a
whole review. Time is linear in the text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import accumulate

from drafter.patterns import pattern
from drafter.tuples import NamedTuple

Day = tuple[int | None, int | None, int | None]  # year, month, day


class DateMention(NamedTuple):
    """A date as a text states it; None stands for what it doesn't say. Months and days count from 1."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    to: Day | None = None  # last day of an interval
    weekday: int | None = None  # 0 is Monday
    ambiguous: bool = False  # 04/02/2022: day and month could be meant the other way round


_MONTHS = (
    "january jan januar jänner januaries janvier janv enero ene gennaio genn gen leden ledna lednu lednem",
    "february feb febr februar feber février févr fevr fév febrero febbraio febb únor února únoru únorem",
    "march mar märz maerz mär mrz mars marzo březen března březnu březnem bře",
    "april apr avril avr abril abr aprile duben dubna dubnu dubnem",
    "may mai mayo maggio mag květen května květnu květnem kvě",
    "june jun juni juin junio giugno giu červen června červnu červnem čvn",
    "july jul juli juillet juil julio luglio lug červenec července červenci červencem čvc",
    "august aug août aout agosto ago srpen srpna srpnu srpnem srp",
    "september sept sep septembre septiembre setiembre settembre sett set září záři",
    "october oct oktober okt octobre octubre ottobre ott říjen října říjnu říjnem říj",
    "november nov novembre noviembre listopad listopadu listopadem",
    "december dec dezember dez décembre déc diciembre dic dicembre prosinec prosince prosinci prosincem",
)
_WEEKDAYS = (
    "monday mondays mon montag montags mo lundi lundis lun lunes lunedì pondělí pondělka po",
    "tuesday tuesdays tue tues dienstag dienstags di mardi mardis martes martedì úterý úterka út",
    "wednesday wednesdays wed weds mittwoch mittwochs mittw mi mercredi mercredis mer miércoles miérc mierc mié"
    " mercoledì středa středu středy středě st",
    "thursday thursdays thu thur thurs donnerstag donnerstags donnerst do jeudi jeudis jeu jueves jue giovedì gio"
    " čtvrtek čtvrtka čt",
    "friday fridays fri freitag freitags fr vendredi vendredis ven viernes vier vie venerdì pátek pátku pátkem pá",
    "saturday saturdays sat samstag samstags samst sonnabend sa samedi samedis sam sábado sábados sáb sabato sab"
    " sobota sobotu soboty so",
    "sunday sundays sun sonntag sonntags so dimanche dimanches dim domingo domingos dom domenica neděle neděli nedělí"
    " ne",
)


def _numbered(first: int, rows: tuple[str, ...]) -> dict[str, int]:
    """Return the number of each name, long ones also as hurried people write them, without accents: "zari"."""
    names = {name: number for number, row in enumerate(rows, first) for name in row.split()}
    return {_bare(name): number for name, number in names.items() if len(name) > 3} | names


def _bare(name: str) -> str:
    return name.translate(str.maketrans("áéíýůúžščřěňťďàèìòùû", "aeiyuuzscrentdaeiouu"))


MONTHS = _numbered(1, _MONTHS)
WEEKDAYS = _numbered(0, _WEEKDAYS)
# Words of other meanings: months only where a day, a year or a preposition says so.
_DOUBTFUL = frozenset(
    "may march mars mar mai set ago gen dic mag jan dec jun sep apr abr ott giu lug led jul august augusta".split()
)
_SHORT_MONTHS = frozenset("mars mayo juin juni juli june july août září märz maerz".split())
_PREPOSITIONS = frozenset(
    "the in of since until till by during for early late mid this last next every from between to through before after"
    " von en de du dès depuis jusqu'en d' in im seit bis ab vom anfang mitte ende di da dal a fino desde hasta del v ve"
    " od do"
    " na fin début courant and und et y e".split()
)
_SHORT_DAYS = frozenset("mon tue tues wed weds thu thur thurs fri".split())  # read as weekdays when standing alone
_TWO_LETTERS = {"de": "mo di mi do fr sa so", "cs": "po út st čt pá so ne"}  # other words elsewhere: "Do 14. kola"
_DATED = pattern(r"\.?,?\s[0-3]?\d\.?(?:\s?[/.]\s?(1?\d)(?![\d:,])|\s(?:de\s)?([^\W\d_]+))")

_MIDDLE = pattern(r"\bmid?-$", re.I)  # mi-avril, mid-June
_BEFORE_DAY = pattern(r"\b(?:am|vom|bis|zum|ab|seit|dne|od|do)\s$", re.I)
_SHORT = r"\b(?:Mo|Di|Mi|Do|Fr|Sa|So|Lun|Mar|Mer|Jeu|Ven|Gio|Vie|Sab|Dim|Dom)\b"
_AND_DAY = r"(?:\s?[-–/,+&]\s?|\s(?:bis|statt|und|oder|à|al|až|a)\s)"
_BEFORE_OTHER, _AFTER_OTHER = (
    pattern(_AND_DAY + _SHORT),
    pattern(_SHORT + _AND_DAY + "$"),
)  # "Mi–Sa", "Mi statt Fr"
_LONG_DAYS = frozenset(name for name in WEEKDAYS if len(name) > 4) - _SHORT_DAYS
_NAMES = frozenset(MONTHS) | frozenset(WEEKDAYS)
_ORDINALS = {
    name: number
    for number, names in enumerate(
        (
            "first premier primero primo erste ersten erster prvního 1er",
            "second zweite zweiten zweiter druhého", "third dritte dritten dritter třetího", "fourth vierten čtvrtého",
            "fifth fünften pátého", "sixth sechsten šestého", "seventh siebten sedmého", "eighth achten osmého",
            "ninth neunten devátého", "tenth zehnten desátého",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip

_WORD = re.compile(r"([^\W\d_]{2,})")
_FIGURES = re.compile(
    r"\d(?:\d{3}(?P<dash>[-/.])(?P<m>\d{1,2})(?:(?P=dash)(?P<d>\d{1,2}))?(?![\d])"
    r"|\d?(?P<sep>\.[ \xa0]?|[/-])(?:[-–—/+&][ \xa0]?(?P<last>\d{1,2})\.[ \xa0]?)?(?P<two>\d{1,2})"
    r"(?:(?P=sep)[ \xa0]?(?P<y>[12]\d{3}|\d\d)(?!\d)|(?P<plain>\.)))"
)
_HOURS = pattern(r"\d\d(?:\s(?:a|až|bis)\s\d\d?)?\s?(?:h|hod|Uhr)\b")  # "8.3. 10 a 13 h"
_ROMANS = "I II III IV V VI VII VIII IX X XI XII".split()
_ROMAN_MONTH = pattern(
    rf"(?<![\w.,:/-])(\d{{1,2}})(?P<sep>[-./])(?P<m>{'|'.join(_ROMANS)})(?P=sep)(?P<y>[12]\d{{3}}|\d\d)(?!\w)"
)
_MONTH_OF_YEAR = pattern(r"(?<![\w.,/-])(0?[1-9]|1[0-2])/((?:19|20)\d\d)(?![\w/])")  # 2/2024
_BEFORE_ROMAN = tuple(sep + sign for sep in "-./" for sign in "IVX")
_D = r"(\d{1,2})(?:st|nd|rd|th|er|ère|re|º|°|ª|\.)?"
_TO = (
    r"(?:/|\s*[-–—&+,]\s*|\s+(?:to|and|until|till|through|or|bis|und|oder|auf|au|et|al|y|o|a|e|až|na|i)\s+"
    r"(?:(?:the|zum|den|dem|le|el|il|do)\s+)?)"
)
_DAY_BEFORE_FIGURES = pattern(
    r"(?<![\d.,:/])(\d{1,2})\.?(?:\s?[-–+&]\s?|\s(?:au|bis|to|auf|al|až|na|y|e|et|und|and|a)\s)(?:([^\W\d_]{2,10})\.?\s)?$"
)
_TO_DAY = _TO + r"(?:([^\W\d_]{2,4})\.?\s+)?"  # "ven 12 – dom 14 settembre"
_YEAR = r"([12]\d{3}|['’]\d\d)(?![\w-]|[.,]\d)"
_DAYS_BEFORE = pattern(rf"(?<![\w.,:/-]){_D}(?:{_TO_DAY}{_D})?(?:{_TO_DAY}{_D})?(?:\s*|\s+(?:of|de|di)\s+|\s*-)$", re.I)
_DECIMAL = pattern(r"\d,\d")
_WORD_BEFORE = pattern(r"(?<!\w)([^\W\d_]{5,9})\s+(?:(?:of|de|di)\s+)?$")
_YEAR_AFTER = pattern(rf"\.?(?:,|\s+(?:de|del|of|di)\s)?\s*{_YEAR}", re.I)
_DAYS_AFTER = pattern(
    r"\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?![\d\w]|[:.,]\d|\s*%)"
    rf"(?:{_TO}(\d{{1,2}})(?:st|nd|rd|th)?(?![\d\w]|[:.,]\d|\s*%|\s+[^\W\d_]))?(?:,?\s*{_YEAR})?",
    re.I,
)
_APART = frozenset(", a|, ein|, einem|, einen|, un|, una".split("|"))  # 3 July, a Monday
_BRACKET = pattern(r"\.?,?\s?\((?:[^()\n]{0,24}[ ,])?")  # 13-14 Nov. (day 1, Thursday)
_GLUE = pattern(r"[,.]?[^\S\n]*(?:(?:the|den|dem|der|le|el|il|dne|on|am|al|lo)\s)?[^\S\n]*", re.I)
_BETWEEN = pattern(
    r"\s*(?:[-–—/]|,?\s(?:to|until|till|through|bis|au|al|až|do|hasta|fino|a)"
    r"(?:\s(?:the|zum|den|le|el|il|al|do))?\s)\s*",
    re.I,
)


def is_month(word: str) -> bool:
    """Tell whether a word is a month's name, whole or abbreviated, in one of the six languages."""
    return word.lower() in MONTHS


def find(text: str, language: str = "") -> tuple[DateMention, ...]:
    """Return the dates in a text, in order and without overlaps. Offsets are in characters.

    Where the `language` is known and not English, "Mon" and "Fri" alone are words like any other.
    """
    found = [*_in_figures(text), *_in_words(text, language)]
    found.sort(key=lambda date: (date.start, -date.end))
    single: list[DateMention] = []
    for date in found:
        if not single or date.start >= single[-1].end:
            single.append(date)
    return tuple(_joined(text, single))


def matches(one: DateMention, other: DateMention) -> bool:
    """Tell whether two mentions can be the same date: nothing that both say differs."""
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return all(a is None or b is None or a == b for a, b in pairs)


def weekday(year: int, month: int, day: int) -> int | None:
    """Return the weekday by calendar, 0 for Monday, or None for a day that doesn't exist."""
    try:
        return dt.date(year, month, day).weekday()
    except ValueError:
        return None


def _in_figures(text: str) -> Iterator[DateMention]:
    """Find 2022-09-26, 26.9.2022, 26.-27.9.2022, 26. 9., 26-IX-2022 and 04/02/2022."""
    for m in _ROMAN_MONTH.finditer(text) if any(mark in text for mark in _BEFORE_ROMAN) else ():
        yield from _valid(DateMention(*m.span(), _year(m["y"]), _ROMANS.index(m["m"]) + 1, int(m[1])))
    for m in _MONTH_OF_YEAR.finditer(text) if "/20" in text or "/19" in text else ():
        yield DateMention(*m.span(), int(m[2]), int(m[1]))
    for m in _FIGURES.finditer(text):
        start, end = m.span()
        before, after = text[max(start - 2, 0) : start], text[end : end + 2]
        if before[-1:].isalnum() or before[-1:] in tuple("_.,:") or (before[-1:] in tuple("-/") and not _range(before)):
            continue
        if m["dash"]:
            if not m["d"] and (m["dash"] != "-" or len(m["m"]) != 2 or after[:1] in tuple("-/_") or int(m["m"]) > 12):
                continue
            if after[:1].isalpha() and after[:1] not in "Tt":
                continue
            day = int(m["d"]) if m["d"] else None
            yield from _valid(DateMention(start, end, int(m[0][:4]), int(m["m"]), day))
        elif m["y"] and m["sep"][0] == "." and m.start("y") > m.end("two") + 1 and _HOURS.match(text, m.start("y")):
            yield from _valid(DateMention(start, m.end("two") + 1, None, int(m["two"]), int(m[0].partition(".")[0])))
        elif m["y"]:
            first = _DAY_BEFORE_FIGURES.search(text, max(start - 20, 0), start)
            if not (
                after[:1].isalnum() or after[:1] in tuple("_/-") or (after[:1] in tuple(".,") and after[1:].isdigit())
            ):
                yield from (_from(first, date) for date in _by_position(m))
        elif m["sep"].startswith(".") and (_plain_day(m, after) or _BEFORE_DAY.search(text, max(start - 8, 0), start)):
            day = int(re.match(r"\d+", m[0])[0])  # type: ignore[index]
            to = (None, int(m["two"]), int(m["last"])) if m["last"] else None
            yield from _valid(DateMention(start, end, None, int(m["two"]), day, to))


def _from(first: re.Match[str] | None, date: DateMention) -> DateMention:
    """Return a date as the end of an interval where a day stands before it: "2 au 3/10/2024", "17 y dom 18/10/26"."""
    if first is None or date.to or not date.day or not 0 < int(first[1]) < date.day:
        return date
    if first[2] and first[2].lower() not in WEEKDAYS:
        return date
    return date._replace(start=first.start(), day=int(first[1]), to=(date.year, date.month, date.day), ambiguous=False)


def _range(before: str) -> bool:
    return len(before) == 1 or before[0].isdigit() or before[0] in ". )"


def _by_position(m: re.Match[str]) -> Iterator[DateMention]:
    """Read a date in figures with the day first, unless it cannot be one."""
    one, two = int(re.match(r"\d+", m[0])[0]), int(m["two"])  # type: ignore[index]
    dotted = m["sep"].startswith(".")
    day, month = (two, one) if not dotted and two > 12 >= one else (one, two)
    year = _year(m["y"])
    doubt = not dotted and one <= 12 and two <= 12 and one != two
    to = (year, month, int(m["last"])) if m["last"] else None
    yield from _valid(DateMention(*m.span(), year, month, day, to, ambiguous=doubt))


def _plain_day(m: re.Match[str], after: str) -> bool:
    """Tell 26.9. from a version or a section's number at the end of a sentence."""
    one = re.split(r"\D", m[0], maxsplit=1)[0]
    clear = (
        " " in m["sep"] or "\xa0" in m["sep"] or m["last"] or (len(one) == 2 and len(m["two"]) == 2) or int(one) > 12
        or (after[:1] != "" and after[:1] in ":,;)–-")
    )  # fmt: skip
    return bool(clear) and not after[:1].isalnum()


def _year(text: str | None) -> int | None:
    if not text:
        return None
    digits = text.lstrip("'’")
    number = int(digits)
    if len(digits) == 4:
        return number
    return 2000 + number if number < 70 else 1900 + number


def _valid(date: DateMention) -> Iterator[DateMention]:
    days = [date.day, date.to[2] if date.to else None]
    if (date.month is None or 1 <= date.month <= 12) and all(day is None or 1 <= day <= 31 for day in days):
        yield date


def _in_words(text: str, language: str) -> Iterator[DateMention]:
    pieces = _WORD.split(text.replace("İ", "I").lower())  # lower case changes the length of no other letter
    if _NAMES.isdisjoint(pieces):
        return
    ends = list(accumulate(map(len, pieces)))
    for at in [at for at, piece in enumerate(pieces) if piece in _NAMES]:
        start, end, lowered = ends[at - 1], ends[at], pieces[at]
        if lowered in MONTHS:
            yield from _with_month(text, start, end, lowered, language)
        if lowered in WEEKDAYS and _stands(text[start:end], text, end, language):
            yield DateMention(start, end, weekday=5 if (language, lowered) == ("cs", "so") else WEEKDAYS[lowered])


def _with_month(text: str, start: int, end: int, lowered: str, language: str) -> Iterator[DateMention]:
    """Read the days and the year that stand around a month's name."""
    month, word = MONTHS[lowered], text[start:end]
    whole = len(lowered) > 4 or lowered in _SHORT_MONTHS
    stopped = whole and text[end : end + 1] == "."  # "ab April. 35 Haushalte": no name cut short
    after = None if stopped else _YEAR_AFTER.match(text, end)
    year = _year(after[1]) if after else None
    tied = text[start - 1 : start] == "-" and text[start - 2 : start - 1].isalpha()
    if tied and not _MIDDLE.search(text, max(start - 5, 0), start):
        return
    verb = year is None and word in (("may", "march", "set", "mar") if language in ("", "en") else ("may", "march"))
    tail = text[max(start - 48, 0) : start].split()[-2:]
    dated = any(char.isdigit() for piece in tail for char in piece)
    before = _DAYS_BEFORE.search(text, max(start - 48, 0), start) if dated else None
    if before and lowered in _DOUBTFUL and _DECIMAL.search(before[0]):  # "20,8 mag"
        return
    if before and not verb:
        days = [int(before[at]) for at in (1, 3, 5) if before[at]]
        odd = any(before[at] and before[at].lower() not in WEEKDAYS for at in (2, 4))
        if len(days) > 1 and (odd or days[-1] <= days[0]):  # "meetup 27 – 11 September": no interval
            before, days = _DAYS_BEFORE.search(text, before.start(2 * len(days) - 1), start) or before, days[-1:]
        to = (year, month, days[-1]) if len(days) > 1 else None
        yield from _valid(DateMention(before.start(), after.end() if after else end, year, month, days[0], to))
        return
    ordinal = _WORD_BEFORE.search(text, max(start - 20, 0), start)
    if ordinal and ordinal[1].lower() in _ORDINALS and not verb:
        yield DateMention(ordinal.start(), after.end() if after else end, year, month, _ORDINALS[ordinal[1].lower()])
        return
    following = None if after or stopped else _DAYS_AFTER.match(text, end)
    if following and (word[0].isupper() or lowered not in _DOUBTFUL):
        if int(following[1]) > 31 and not following[2]:  # "April 45", not "Ende Februar 74 Frauen"
            if language == "de" and text[following.end(1) : following.end(1) + 2].lstrip(" ")[:1].isalpha():
                return
            yield DateMention(start, following.end(1), 1900 + int(following[1]), month)
            return
        year = _year(following[3])
        last = int(following[2] or 0)
        if last > 31:  # "November 7, 91-year-old"
            yield from _valid(DateMention(start, following.end(1), None, month, int(following[1])))
            return
        to = (year, month, last) if last else None
        yield from _valid(DateMention(start, following.end(), year, month, int(following[1]), to))
    elif after and (year is not None) and not (word.islower() and lowered in ("may", "march", "set")):
        yield DateMention(start, after.end(), year, month)
    elif _alone(word, text, start) and not (word == "mai" and language == "it"):  # never
        yield DateMention(start, end, None, month)


def _stands(word: str, text: str, end: int, language: str) -> bool:
    """Tell whether a weekday's name is one here: "Mo" and "so" are, only beside a date and in their own language."""
    lowered, capital = word.lower(), word[0].isupper()
    if lowered in _LONG_DAYS or (language in ("", "en") and capital and lowered in _SHORT_DAYS):
        return True
    if language and len(lowered) == 2 and lowered not in _TWO_LETTERS.get(language, ""):
        return False
    if capital and (
        _BEFORE_OTHER.match(text, end) or _AFTER_OTHER.search(text, max(end - len(word) - 12, 0), end - len(word))
    ):
        return True
    after = text[end : end + 12].lstrip("., ")
    dated = (after[:1].isdigit() and not after[:4].isdigit()) or is_month(re.split(r"\W", after, maxsplit=1)[0])
    if capital or text[end : end + 1] == "." or not dated or language in ("", "en", "de"):
        return dated and (capital or text[end : end + 1] == ".")
    day = _DATED.match(text, end)  # "sab 31 gen", "ne 2. února", not "po 3 letech"
    return day is not None and (day[1] is not None or is_month(day[2]))


def _alone(word: str, text: str, start: int) -> bool:
    """Tell whether a month's name without day and year is one."""
    lowered = word.lower()
    if lowered not in _DOUBTFUL and (len(lowered) > 4 or lowered in _SHORT_MONTHS):
        return True
    before = re.split(r"[\s(]+", text[max(start - 16, 0) : start].lower().replace("’", "'").rstrip())[-1]
    before = before.rsplit("'", 1)[-1] or before
    return (word[0].isupper() or lowered in ("mars", "mai", "août", "aout")) and before in _PREPOSITIONS


def _joined(text: str, found: list[DateMention]) -> list[DateMention]:
    """Put "Monday" and "26 September", then "30 September" and "2 October" together."""
    out: list[DateMention] = []
    for date in found:
        last = out[-1] if out else None
        if last is None:
            out.append(date)
        elif last.month is None and date.day and date.weekday is None and _fits(_GLUE, text, last, date):
            out[-1] = date._replace(start=last.start, weekday=last.weekday)
        elif last.day and last.weekday is None and date.month is None and _trails(text, last, date):
            out[-1] = last._replace(end=date.end, weekday=date.weekday)
        elif last.day and date.day and not last.to and _fits(_BETWEEN, text, last, date):
            to = date.to or (date.year or last.year, date.month, date.day)
            out[-1] = last._replace(end=date.end, year=last.year or date.year, to=to)
        else:
            out.append(date)
    return out


def _fits(pattern: re.Pattern[str], text: str, one: DateMention, two: DateMention) -> bool:
    return two.start - one.end <= 16 and pattern.fullmatch(text, one.end, two.start) is not None


def _trails(text: str, one: DateMention, two: DateMention) -> bool:
    """Tell whether a weekday follows its date, in brackets or as a part: 26 September (Monday); 3. Juli, ein Montag."""
    if text[two.end : two.end + 1] == ")" and _BRACKET.fullmatch(text, one.end, two.start):
        return True
    return two.start - one.end < 9 and text[one.end : two.start].strip() in _APART
