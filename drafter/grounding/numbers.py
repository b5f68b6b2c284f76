"""Quantities in running text: in digits and in words, in six languages.

A quantity keeps every reading that its spelling allows ("1.234" is 1234 in Germany and 1.234 in Ireland); two
quantities agree when one reading of each does. Times of day are in minutes after midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from drafter.grounding import numerals
from drafter.patterns import pattern

Kind = Literal["cardinal", "ordinal", "percent", "time", "vague"]
Place = tuple[int, int, *tuple[str, ...]]  # start, end


class Quantity(NamedTuple):
    """A number as written, with what it can mean. `vague` is "hundreds": at least the value."""

    start: int
    end: int
    values: tuple[float, ...]
    kind: Kind = "cardinal"
    unit: str = ""  # a currency's code; "century"
    digits: str = ""  # as written, without unit; "" for words
    marker: bool = False  # the number of a list item


_DIGITS = re.compile(r"\d(?:\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?:,\d{1,2})?(?!\d)|\d*(?:[.,:'’]\d+)*)")
_CURRENCIES = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "usd": "USD", "eur": "EUR", "euro": "EUR", "euros": "EUR",
    "gbp": "GBP", "czk": "CZK", "kč": "CZK", "chf": "CHF", "dollars": "USD", "dollar": "USD", "pounds": "GBP",
    "dólares": "USD", "dollari": "USD", "eura": "EUR", "korun": "CZK", "franken": "CHF", "francs": "CHF",
}  # fmt: skip
_FACTORS = {
    "k": 1e3, "tsd": 1e3, "thousand": 1e3, "tausend": 1e3, "mille": 1e3, "mil": 1e3, "mila": 1e3, "tisíc": 1e3,
    "tisíce": 1e3, "hundred": 100, "hundert": 100, "million": 1e6, "millions": 1e6, "mn": 1e6, "mio": 1e6,
    "millionen": 1e6, "millón": 1e6, "millones": 1e6, "milione": 1e6, "milioni": 1e6, "milion": 1e6,
    "miliony": 1e6, "milionů": 1e6, "milionu": 1e6, "bn": 1e9, "billion": 1e9, "billions": 1e9, "mrd": 1e9,
    "milliarde": 1e9, "milliarden": 1e9, "milliard": 1e9, "milliards": 1e9, "miliardo": 1e9, "miliardi": 1e9,
    "miliarda": 1e9, "miliardy": 1e9, "miliard": 1e9, "trillion": 1e12, "mld": 1e9, "tis": 1e3, "mill": 1e6, "t": 1e3,
    "mia": 1e9, "mln": 1e6, "tisíců": 1e3, "tisících": 1e3, "tisícům": 1e3, "tisíci": 1e3, "milionech": 1e6,
    "milionům": 1e6, "miliardách": 1e9,
}  # fmt: skip
_PERCENT = frozenset("% percent pct prozent procent procenta procento procentech".split())
_PERCENT_PAIRS = frozenset(("per cent", "pour cent", "por ciento", "per cento"))
_MEASURES = frozenset((*_CURRENCIES, *_FACTORS, *_PERCENT, *_PERCENT_PAIRS))
_GLUED = tuple("krát fach jähr tägig stünd minüt leté letá letý denní stup minut hodin".split())  # 412krát, 20fach
_ORDINAL_END = frozenset("st nd rd th er ère re e ème eme º ª ° te ten ter".split())
_AFTER = pattern(
    r"[ \u00a0\u202f-]?(%|€|\$|£|(?:[kKmMT]|Mio\.?|Mrd\.?) ?€|[^\W\d_]+\.?(?:m\.)?(?: (?:cent|ciento|cento)\b)?)"
)
_PLUS_HALF, _BEFORE_HALF = pattern(r"[ \u00a0]?(?:½|1/2(?![\d/]))"), frozenset("½ \u00a0")  # 7½, 4 1/2
_PLAIN_AFTER = frozenset(("", ",", ".", "\n", ")", ":", ";", "'", '"', "/", "]", "}"))
_CLOCK = pattern(r"(\d{1,2})[:.](\d{2})$")
_HALF = pattern(r"[ \u00a0]?([ap])(?:\.m\.|m(?!\w))|\.?[ \u00a0](?:Uhr|hod|hodin)\b", re.IGNORECASE)
_CLOCK_ENDS = frozenset("apAPUhuH")  # what a time of day can go on with: am, pm, Uhr, h
_HOUR = pattern(r"[ \u00a0]?h(?:[ \u00a0]?(\d{2})(?![.:]\d))?(?!\w|[ \u00a0]?\d)")
_SECOND, _MINUTE_MARKS = pattern(r"['’′]\s?(\d\d)(?!\w)[\"″”]?"), frozenset("'’′")
_MONTH = pattern(r"\d[/.]\s?\d\d?$")  # "23/2 h 13" is no 2 h 13

# 61 euro e 50
_CENTS = pattern(r"(?:[ \u00a0](?:e|et|y|con|und|and|a|&))?[ \u00a0](\d\d)(?![\d%€]|[.,:]\d|[ \u00a0](?![ce]))")


def find(text: str, places: Sequence[Place], words: Sequence[str], language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order. `words` are its words in lower case, `places` where they are.

    Time is linear in the text. Digits inside a word (H2020) are part of that word's name and no quantity.
    """
    found = [*in_digits(text, language), *_in_words(text, places, words, language), *_centuries(text)]
    found.sort(key=lambda quantity: quantity.start)
    single: list[Quantity] = []
    for quantity in found:
        if not single or quantity.start >= single[-1].end:
            if single and quantity.values and quantity.values[0] >= 1000:
                single[-1] = _shared(text, single[-1], quantity)
            single.append(quantity)
    return tuple(single)


def _shared(text: str, one: Quantity, two: Quantity) -> Quantity:
    """Give the first number of a range the last one's thousands or millions too: "18 to 25 million"."""
    factor = next((f for f in (1e9, 1e6, 1e3) if two.values[0] >= f), 1)
    if factor == 1 or one.kind != "cardinal" or not one.values or not 1 < one.values[0] < 1000:
        return one
    if any(value >= 1000 for value in readings(two.digits)) or not _RANGE.fullmatch(text, one.end, two.start):
        return one
    return one._replace(values=(*one.values, *(value * factor for value in one.values)))


@lru_cache(maxsize=4096)
def readings(digits: str) -> tuple[float, ...]:
    """Return what a number in digits can mean: points and commas group or divide."""
    if digits.isdigit():
        return (float(digits),) if len(digits) <= 24 else ()
    bare = re.sub(r"[ \u00a0\u202f'’]", "", digits)
    marks = [mark for mark in bare if mark in ".,"]
    if len(bare) > 24:
        return ()
    if not marks:
        return (float(bare),) if bare.isdigit() else ()
    parts = re.split(r"[.,]", bare)
    if len(marks) > 1 and len(set(marks)) == 1:
        return (float("".join(parts)),) if all(len(part) == 3 for part in parts[1:]) else ()
    whole, last = "".join(parts[:-1]), parts[-1]
    if not whole.isdigit() or not last.isdigit():
        return ()
    decimal = float(f"{whole}.{last}")
    if len(marks) == 1 and len(last) == 3 and len(whole) <= 3 and whole != "0":
        return (float(whole + last), decimal)
    return (decimal,)


# -- digits ----------------------------------------------------------------------------------------


def in_digits(text: str, language: str) -> Iterator[Quantity]:
    """Yield the quantities that are written in digits."""
    for m in _DIGITS.finditer(text):
        start, end = m.span()
        before = text[start - 1 : start]
        if before == "_":  # "file_2", but "_150_" is emphasis
            before = text[max(start - 4, 0) : start].rstrip("_")[-1:]
            if before.isalnum():
                continue
        if before.isalpha() and before not in "vVxX":
            continue
        marker = text[end : end + 2] in (". ", ") ") and not text[
            max(text.rfind("\n", 0, start) + 1, start - 12) : start
        ].strip(" \t>(")
        clock = _time(text, m[0], end)
        if clock is not None:
            second = _SECOND.match(text, clock[1]) if text[clock[1] : clock[1] + 1] in _MINUTE_MARKS else None
            if second:  # 2h31'09"
                digits = f"{m[0]}:{text[second.start() - 2 : second.start()]}:{second[1]}"
                yield Quantity(start, second.end(), clock[0], "time", digits=digits)
            else:
                yield Quantity(start, clock[1], clock[0], "time", digits=m[0])
            continue
        quantity = _with_unit(text, m[0], start, end, marker, language)
        if quantity is not None:
            yield quantity


def _time(text: str, digits: str, end: int) -> tuple[tuple[float, ...], int] | None:
    """Read 17:30, 5.30 pm, 5 pm, 17h30 and 17.30 Uhr as minutes; a bare 5:30 can be either half of the day."""
    whole = digits.isdigit()
    clock = None if whole else _CLOCK.match(digits)
    if text[end : end + 3].lstrip(". \u00a0")[:1] in _CLOCK_ENDS:
        half = _HALF.match(text, end)
        french = _HOUR.match(text, end) if whole else None
        if french and french[1] and text[end] != "h" and _MONTH.search(text, max(end - 6, 0), end):
            french = None
    elif clock:
        half = french = None
    else:
        return None
    if clock and (":" in digits or half):
        hour, minute = int(clock[1]), int(clock[2])
    elif whole and len(digits) <= 2 and (half or french):
        hour, minute = int(digits), int(french[1]) if french and french[1] else 0
    else:
        return None
    if hour > 24 or minute > 59:
        return None
    value = float(hour * 60 + minute)
    stop = half.end() if half else french.end() if french else end
    if half and half[1]:
        value = hour % 12 * 60 + minute + (720 if half[1] in "pP" else 0)
        return (value,), stop
    return ((value, value + 720) if hour < 12 and not half and not french else (value,)), stop


def _with_unit(text: str, digits: str, start: int, end: int, marker: bool, language: str) -> Quantity | None:
    values = readings(digits)
    unit = _CURRENCIES.get(text[start - 1 : start], "") if start else ""
    if not unit and start > 3 and text[start - 1] in " \u00a0(":
        unit = _CURRENCIES.get(text[max(start - 5, 0) : start].strip(" \u00a0(").lower()[-3:], "")
    kind: Kind = "cardinal"
    if text[end : end + 1] in _BEFORE_HALF and (half := _PLUS_HALF.match(text, end)):
        values, end = (*values, *(value + 0.5 for value in values)), half.end()
    stop = end
    for _ in range(3):  # "5.1 Mio. €", "15 per cent", "3rd"
        if text[stop : stop + 1] in _PLAIN_AFTER:
            break
        after = _AFTER.match(text, stop)
        if after is None or text[stop : stop + 1] == "\n":
            break
        word = after[1].rstrip(".").lower()
        glued = stop == end and after.start(1) == stop
        if not glued and word not in _MEASURES and word[-1:] != "€" and after[1] != "M":  # most words
            break
        if glued and word in _ORDINAL_END and kind == "cardinal":
            kind = "ordinal"
        elif word in _PERCENT or word in _PERCENT_PAIRS:
            kind = "percent"
        elif word in _FACTORS and (len(word) > 1 or (glued and word == "k")):
            factor = 1e6 if word == "mil" and language != "es" else _FACTORS[word]
            scaled = tuple(value * factor for value in values)
            values = (*values, *scaled) if word == "mn" and not unit else scaled  # "mn" can be minutes
        elif word == "m" and (glued or after[1] == "M"):
            values = (*values, *(value * 1e6 for value in values))
        elif word in _CURRENCIES:
            unit = _CURRENCIES[word]
            if digits.isdigit() and (cents := _CENTS.match(text, after.end(1))):
                return Quantity(start, cents.end(), (values[0] + int(cents[1]) / 100,), kind, unit, digits)
        elif word.endswith("€"):
            values, unit = tuple(value * _FACTORS.get(word.rstrip(" €").rstrip("."), 1e6) for value in values), "EUR"
        elif glued and word in ("s", "er", "ers"):
            stop = after.end(1)
            break
        elif glued and len(word) > 3 and not word.startswith(_GLUED):
            return None  # 5Gcore: a name
        else:
            break
        stop = after.end(1)
    if stop > end and text[stop - 1] == ".":
        stop -= 1
    return Quantity(start, stop, values, kind, unit, digits, marker and stop == end)


# -- centuries -------------------------------------------------------------------------------------

_CENTURY = r"(?:si[èe]cle|siglo|secol|sec\.|s\.|stol(?:\.|et)|centur|Jahrhundert)"
_ROMAN = pattern(
    rf"(?<![\w.])([XVI]{{2,5}}|[XVI](?=e|ère?|\.|\ssecol))(?:e|ème|ère?)?(?!\w)(?=\.?(?:\s?(?:[-–/]|et|e|ou|o|au|a)\s?[XVI]+e?\.?)?\s{_CENTURY})"
    r"|(?:(?<=\bsiglo )|(?<=\bsiglos )|(?<=\bsec\. )|(?<=\bs\. ))([XVI]{1,5})(?!\w)"
)
_EDITIONS = tuple(f"{sign}{after}" for sign in "IVX" for after in (" ", ". ", "ª ", "º ", "° "))
_CENTURIES = ("siècle", "siecle", "secol", "stol.", "stolet", "centur", "Jahrhundert", *(
    f"{before}{sign}{after}" for sign in "IVX" for before, after in (
        ("siglo ", ""), ("siglos ", ""), ("sec. ", ""), ("s. ", ""), ("", " siglo"), ("", " sec."), ("", " s."))
))  # fmt: skip
_EDITION = pattern(  # XIX edizione, "la XX ed."
    r"(?<![\w.])([XVI]{1,6})\.?[ªº°]?\s(?:[Ee]di[czt]i|[ÉéE]diti|ed\b|[Cc]ongr|ročn|Aufl|[Cc]onvegn|[Jj]ornad|[Ff]est)"
)
_LETTERS = {"I": 1, "V": 5, "X": 10}


def _centuries(text: str) -> Iterator[Quantity]:
    """Find "XVIe siècle", "XVI secolo" and "siglo XVI"."""
    for m in _EDITION.finditer(text) if any(word in text for word in _EDITIONS) else ():
        yield Quantity(m.start(1), m.end(1), (_worth(m[1]),), "ordinal", "edition")
    if not any(word in text for word in _CENTURIES):  # which takes a tenth of the search
        return
    for m in _ROMAN.finditer(text):
        yield Quantity(*m.span(), (_worth(m[1] or m[2]),), "ordinal", "century")


def _worth(roman: str) -> float:
    """Return the number that Roman letters write."""
    worth = [_LETTERS[letter] for letter in roman]
    return float(sum(one if one >= two else -one for one, two in zip(worth, [*worth[1:], 0], strict=True)))


# -- words -----------------------------------------------------------------------------------------

_VAGUE = {
    "dozens": 24, "hundreds": 100, "thousands": 1000, "dutzende": 24, "dutzenden": 24, "hunderte": 100,
    "hunderten": 100, "hunderter": 100, "tausende": 1000, "tausenden": 1000, "centaines": 100, "milliers": 1000,
    "dizaines": 20, "decenas": 20, "docenas": 24, "centenares": 100, "cientos": 100, "miles": 1000, "decine": 20,
    "centinaia": 100, "migliaia": 1000, "desítky": 20, "desítek": 20, "stovky": 100, "stovek": 100,
}  # fmt: skip
_SEVERAL = frozenset("several mehrere mehreren mehrerer plusieurs".split())
_FEW = frozenset(
    "few wenige wenigen einige einigen paar quelques pocos pocas unos unas algunos algunas qualche poche pochi alcune"
    " alcuni několik několika pár".split()
)
_RANGE = pattern(r"\s?[-–—]\s?|\s(?:to|or|and|bis|oder|und|à|ou|et|a|o|y|e|až|nebo)\s")
_THOUSAND = frozenset("thousand mille mil tisíc".split())  # alone
_THOUSANDS = _THOUSAND | {"tisíce"}
_SPACES = frozenset((" ", "\u00a0"))
_JOINS = frozenset((" ", "-", "\u00a0", " and ", "-and-", " y ", " et ", "-et-", " e "))


def _in_words(text: str, places: Sequence[Place], words: Sequence[str], language: str) -> Iterator[Quantity]:
    table = numerals.table(language)
    inside = tuple(mark for mark, _ in numerals.MARKS.get(language, ()))
    spots = [at for at, word in enumerate(words) if word in table or word in _VAGUE or word in _THOUSAND]
    if inside:
        spots = sorted({*spots, *(at for at, word in enumerate(words) for mark in inside if mark in word)})
    at = 0
    for spot in spots:
        if spot < at:
            continue
        start, end = places[spot][:2]
        word = words[spot]
        at = spot + 1
        few = words[spot - 1] if spot else ""
        if few in _FEW and (word in _VAGUE or numerals.worth(word, language) in (100, 1000)):
            continue  # "a few hundred" states no value
        some = numerals.worth(word, language) if few in _SEVERAL else None
        if word in _VAGUE or some in (100, 1000):
            yield Quantity(start, end, (some or float(_VAGUE[word]),), "vague")
            continue
        value = numerals.worth(word, language)
        if word in _THOUSAND and language not in numerals.MARKS:
            rest, stop = _rest_of_thousand(text, places, words, at, table)
            if rest >= 100:  # "mil doscientas"
                yield Quantity(start, places[stop - 1][1], (1000.0 + rest,))
                at = stop
            continue
        if value is None or value == 1 or word in ("set", "sta", "stovek", "stovky"):
            continue
        ordinal = word in table and table[word][1]
        if language in ("fr", "es", "en", "cs") or value < 1000:
            value, ordinal, at = _composed(text, places, words, at, value, ordinal, table)
            end = places[at - 1][1]
        factor = words[at] if at < len(words) and text[end : places[at][0]] in _JOINS else ""
        if factor in _FACTORS and not ordinal and len(factor) > 2:
            value, end, at = value * _FACTORS[factor], places[at][1], at + 1
            if factor in _THOUSANDS:  # "deux mille trois cent cinquante"
                rest, stop = _rest_of_thousand(text, places, words, at, table)
                value, end, at = (value + rest, places[stop - 1][1], stop) if rest >= 10 else (value, end, at)
        pair = text[end : end + 11].strip().lower().startswith(tuple(_PERCENT_PAIRS))
        if factor in _PERCENT or pair:
            at += 2 * pair  # "ciento" is a number word, too
            yield Quantity(start, end, (value,), "percent")
        else:
            yield Quantity(start, end, (value,), "ordinal" if ordinal else "cardinal")


def _rest_of_thousand(
    text: str, places: Sequence[Place], words: Sequence[str], at: int, table: Mapping[str, tuple[float, bool]]
) -> tuple[float, int]:
    """Read what follows a thousand: its value, 0 for nothing, and the word after it."""
    word = words[at] if at < len(words) else ""
    if word not in table or table[word][1] or text[places[at - 1][1] : places[at][0]] not in _SPACES:
        return 0, at
    value, ordinal, stop = _composed(text, places, words, at + 1, table[word][0], False, table)
    return (0, at) if ordinal or value >= 1000 else (value, stop)


def _composed(
    text: str, places: Sequence[Place], words: Sequence[str], at: int, value: float, ordinal: bool,
    table: Mapping[str, tuple[float, bool]],
) -> tuple[float, bool, int]:  # fmt: skip
    """Go on with "hundred and", "twenty" + "three", "quatre" + "vingt" + "dix"."""
    while at < len(words) and not ordinal:
        skip = 1 if words[at] in ("and", "y", "et", "e") and at + 1 < len(words) else 0
        following = words[at + skip]
        after = table.get(following) or (numerals.ends(following) if value % 10 == 0 and value >= 20 else None)
        if text[places[at - 1][1] : places[at + skip][0]].lower() not in _JOINS or after is None:
            break
        if skip and words[at] == "e" and following.startswith("un"):  # "cento e un premio"
            break
        number, is_ordinal = after
        low = value % 100
        if number == 100 and 1 < value < 20 and not skip:  # "třináct set"
            value *= 100
        elif number == 20 and value % 10 == 4 and low == 4 and following.startswith("vingt"):
            value += 76
        elif (
            (number < 100 and value >= 100 and low == 0 and not (skip and value < 100))
            or (words[at - 1] == "dix" and 7 <= number <= 9 and not skip)
            or (number < 20 and low in (60, 80) and number >= 10 and following[:2] not in ("te", "el", "tw"))
            or (number < 10 and low >= 20 and low % 10 == 0)
        ):
            value += number
        else:
            break
        ordinal = is_ordinal
        at += skip + 1
    return value, ordinal, at
