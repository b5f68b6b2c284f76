"""Quantities in running text: in digits and in words, in six languages.

A quantity keeps every reading that its spelling allows ("1.234" is 1234 in Germany and 1.234 in Ireland); two
quantities agree when one reading of each does. Times of day are in minutes after midnight.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

Kind = Literal["cardinal", "ordinal", "percent", "time", "vague"]
Word = tuple[int, int, str]  # start, end, lower-cased


class Quantity(NamedTuple):
    """A number as written, with what it can mean. `vague` is "hundreds": at least the value."""

    start: int
    end: int
    values: tuple[float, ...]
    kind: Kind = "cardinal"
    unit: str = ""  # a currency's code
    digits: str = ""  # as written, without unit; "" for words
    marker: bool = False  # the number of a list item


_DIGITS = re.compile(r"\d(?:\d{0,2}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d*(?:[.,:'’]\d+)*)")
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
_ORDINAL_END = frozenset("st nd rd th er ère re e ème eme º ª ° te ten ter".split())
_AFTER = re.compile(
    r"[ \u00a0\u202f-]?(%|€|\$|£|(?:[kKmMT]|Mio\.?|Mrd\.?) ?€|[^\W\d_]+\.?(?:m\.)?(?: (?:cent|ciento|cento)\b)?)"
)
_PLAIN_AFTER = frozenset(("", ",", ".", "\n", ")", ":", ";", "'", '"', "/", "]", "}"))
_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")
_HALF = re.compile(r"[ \u00a0]?([ap])(?:\.m\.|m(?!\w))|[ \u00a0](?:Uhr|hod|hodin)\b", re.IGNORECASE)
_CLOCK_ENDS = frozenset("apAPUhuH")  # what a time of day can go on with: am, pm, Uhr, h
_HOUR = re.compile(r"[ \u00a0]?h(?:[ \u00a0]?(\d{2}))?(?!\w)")


def find(text: str, words: Sequence[Word], language: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order. `words` are its words, with offsets.

    Time is linear in the text. Digits inside a word (H2020) are part of that word's name and no quantity.
    """
    found = [*_in_digits(text, language), *_in_words(text, words, language)]
    found.sort(key=lambda quantity: quantity.start)
    single: list[Quantity] = []
    for quantity in found:
        if not single or quantity.start >= single[-1].end:
            if single and quantity.values:
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


def _in_digits(text: str, language: str) -> Iterator[Quantity]:
    for m in _DIGITS.finditer(text):
        start, end = m.span()
        before = text[start - 1 : start]
        if (before.isalpha() and before not in "vVxX") or before == "_":
            continue
        marker = text[end : end + 2] in (". ", ") ") and not text[
            max(text.rfind("\n", 0, start) + 1, start - 12) : start
        ].strip(" \t*>-(")
        clock = _time(text, m[0], end)
        if clock is not None:
            yield Quantity(start, clock[1], clock[0], "time", digits=m[0])
            continue
        quantity = _with_unit(text, m[0], start, end, marker, language)
        if quantity is not None:
            yield quantity


def _time(text: str, digits: str, end: int) -> tuple[tuple[float, ...], int] | None:
    """Read 17:30, 5.30 pm, 5 pm, 17h30 and 17.30 Uhr as minutes; a bare 5:30 can be either half of the day."""
    whole = digits.isdigit()
    clock = None if whole else _CLOCK.match(digits)
    if text[end : end + 2].lstrip(" \u00a0")[:1] in _CLOCK_ENDS:
        half = _HALF.match(text, end)
        french = _HOUR.match(text, end) if whole else None
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
    if not unit and start > 3:
        unit = _CURRENCIES.get(text[max(start - 5, 0) : start].strip(" \u00a0(").lower()[-3:], "")
    kind: Kind = "cardinal"
    stop = end
    for _ in range(3):  # "5.1 Mio. €", "15 per cent", "3rd"
        if text[stop : stop + 1] in _PLAIN_AFTER:
            break
        after = _AFTER.match(text, stop)
        if after is None or text[stop : stop + 1] == "\n":
            break
        word = after[1].rstrip(".").lower()
        glued = stop == end and after.start(1) == stop
        if glued and word in _ORDINAL_END and kind == "cardinal":
            kind = "ordinal"
        elif word in _PERCENT or word in _PERCENT_PAIRS:
            kind = "percent"
        elif word in _FACTORS and (len(word) > 1 or (glued and word == "k")):
            factor = 1e6 if word == "mil" and language != "es" else _FACTORS[word]
            values = tuple(value * factor for value in values)
        elif glued and word == "m":
            values = (*values, *(value * 1e6 for value in values))
        elif word in _CURRENCIES:
            unit = _CURRENCIES[word]
        elif word.endswith("€"):
            values, unit = tuple(value * _FACTORS.get(word.rstrip(" €").rstrip("."), 1e6) for value in values), "EUR"
        elif glued and word in ("s", "er", "ers"):
            stop = after.end(1)
            break
        elif glued and len(word) > 3:
            return None  # 5Gcore: a name
        else:
            break
        stop = after.end(1)
    if stop > end and text[stop - 1] == ".":
        stop -= 1
    return Quantity(start, stop, values, kind, unit, digits, marker and stop == end)


# -- words -----------------------------------------------------------------------------------------

# From two up, in order; variants of one number are joined by "/". One is an article in most languages.
_SMALL = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen",
    "de": "zwei/zweier/zweien/zwo drei/dreier/dreien vier/vieren fünf/fünfen sechs sieben acht neun zehn elf zwölf"
    " dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize - - -",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis/dieciseis"
    " diecisiete dieciocho diecinueve",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici"
    " diciassette diciotto diciannove",
    "cs": "dva/dvě/dvou/dvěma tři/tří/třem/třemi/třech čtyři/čtyř/čtyřem/čtyřmi/čtyřech pět/pěti šest/šesti"
    " sedm/sedmi osm/osmi devět/devíti deset/deseti jedenáct/jedenácti dvanáct/dvanácti třináct/třinácti"
    " čtrnáct/čtrnácti patnáct/patnácti šestnáct/šestnácti sedmnáct/sedmnácti osmnáct/osmnácti devatenáct/devatenácti",
}
_TENS = {
    "en": "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
    "de": "zwanzig dreißig/dreissig vierzig fünfzig sechzig siebzig achtzig neunzig",
    "fr": "vingt/vingts trente quarante cinquante soixante septante octante/huitante nonante",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
    "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "cs": "dvacet/dvaceti třicet/třiceti čtyřicet/čtyřiceti padesát/padesáti šedesát/šedesáti sedmdesát/sedmdesáti"
    " osmdesát/osmdesáti devadesát/devadesáti",
}
_ORDINALS = {  # from third up
    "en": "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth twentieth",
    "de": "dritte vierte fünfte sechste siebte/siebente achte neunte zehnte elfte zwölfte dreizehnte vierzehnte"
    " fünfzehnte sechzehnte siebzehnte achtzehnte neunzehnte zwanzigste",
    "fr": "troisième quatrième cinquième sixième septième huitième neuvième dixième onzième douzième treizième"
    " quatorzième quinzième seizième - - - vingtième",
    "es": "tercero/tercera/tercer cuarto/cuarta quinto/quinta sexto/sexta séptimo/séptima octavo/octava"
    " noveno/novena décimo/décima undécimo/undécima duodécimo/duodécima - - - - - - - vigésimo/vigésima",
    "it": "terzo/terza quarto/quarta quinto/quinta sesto/sesta settimo/settima ottavo/ottava nono/nona"
    " decimo/decima undicesimo/undicesima dodicesimo/dodicesima tredicesimo/tredicesima quattordicesimo/quattordicesima"
    " quindicesimo/quindicesima sedicesimo/sedicesima diciassettesimo diciottesimo diciannovesimo ventesimo/ventesima",
    "cs": "třet čtvrt pát šest sedm osm devát desát jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct"
    " osmnáct devatenáct dvacát",
}
_HUNDREDS = {
    "en": "hundred", "de": "hundert", "fr": "cent cents", "es": "cien ciento", "it": "cento", "cs": "sto stě sta set",
}  # fmt: skip
_OTHERS: dict[str, dict[str, int]] = {
    "en": {"dozen": 12},
    "de": {"dutzend": 12},
    "fr": {"dizaine": 10, "douzaine": 12, "quinzaine": 15, "vingtaine": 20, "trentaine": 30, "quarantaine": 40,
           "cinquantaine": 50, "soixantaine": 60, "centaine": 100},
    "es": {"docena": 12, "decena": 10, "veintena": 20, "treintena": 30, "centenar": 100, "veintiuno": 21,
           "veintiún": 21, "veintiuna": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25,
           "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "doscientos": 200,
           "doscientas": 200, "trescientos": 300, "trescientas": 300, "cuatrocientos": 400, "cuatrocientas": 400,
           "quinientos": 500, "quinientas": 500, "seiscientos": 600, "seiscientas": 600, "setecientos": 700,
           "setecientas": 700, "ochocientos": 800, "ochocientas": 800, "novecientos": 900, "novecientas": 900},
    "it": {"decina": 10, "dozzina": 12, "quindicina": 15, "ventina": 20, "trentina": 30, "quarantina": 40,
           "cinquantina": 50, "centinaio": 100},
    "cs": {"desítka": 10, "tucet": 12},
}  # fmt: skip
_VAGUE = {
    "dozens": 24, "hundreds": 100, "thousands": 1000, "dutzende": 24, "dutzenden": 24, "hunderte": 100,
    "hunderten": 100, "hunderter": 100, "tausende": 1000, "tausenden": 1000, "centaines": 100, "milliers": 1000,
    "dizaines": 20, "decenas": 20, "docenas": 24, "centenares": 100, "cientos": 100, "miles": 1000, "decine": 20,
    "centinaia": 100, "migliaia": 1000, "desítky": 20, "desítek": 20, "stovky": 100, "stovek": 100,
}  # fmt: skip
_CZECH_ENDINGS = ("ý", "á", "é", "ého", "ému", "ým", "ém", "ou", "ých", "ými", "í", "ího", "ímu", "ím")
_RANGE = re.compile(r"\s?[-–—]\s?|\s(?:to|or|and|bis|oder|und|à|ou|et|a|o|y|e|až|nebo)\s")
_ONE = "one un une uno una jeden jedna jedno".split()  # only after tens: alone it is an article
_JOINS = frozenset((" ", "-", "\u00a0", " and ", "-and-", " y ", " et ", "-et-", " e "))


@cache
def _table(language: str) -> dict[str, tuple[int, bool]]:
    """Return the number words of a language: value, and whether an ordinal."""
    table: dict[str, tuple[int, bool]] = {}
    for first, step, names in ((2, 1, _SMALL), (20, 10, _TENS)):
        for number, variants in enumerate(names[language].split()):
            table.update({name: (first + step * number, False) for name in variants.split("/") if name != "-"})
    table.update(dict.fromkeys(_HUNDREDS[language].split(), (100, False)))
    table.update(dict.fromkeys(_ONE, (1, False)))
    table.update({name: (value, False) for name, value in _OTHERS[language].items()})
    for number, variants in enumerate(_ORDINALS[language].split(), 3):
        for name in variants.split("/"):
            if language == "de":
                table.update({name + ending: (number, True) for ending in ("", "n", "r", "s", "m")})
            elif language == "cs":
                table.update({name + ending: (number, True) for ending in _CZECH_ENDINGS})
            elif name != "-":
                table[name] = (number, True)
                table[name + "s"] = (number, True)
    _compounds(language, table)
    return table


def _compounds(language: str, table: dict[str, tuple[int, bool]]) -> None:
    """Add the numbers that are written as one word: dreiundzwanzig, ventitré, třiadvacet."""
    ones = [variants.split("/")[0] for variants in _SMALL[language].split()[:8]]
    tens = [variants.split("/") for variants in _TENS[language].split()]
    for row, names in enumerate(tens, 2):
        for name in names:
            for one, small in enumerate(["ein", *ones] if language == "de" else ["uno", *ones], 1):
                if language == "de":
                    table[f"{small}und{name}"] = (10 * row + one, False)
                    table.update({f"{small}und{name}ste{e}": (10 * row + one, True) for e in ("", "n", "r", "s")})
                    table.update({f"{name}ste{e}": (10 * row, True) for e in ("", "n", "r", "s")})
                elif language == "it":
                    stem = name[:-1] if one in (1, 8) else name
                    table[stem + small] = (10 * row + one, False)
                    if one == 3:
                        table[stem + "tré"] = (10 * row + one, False)
                elif language == "cs" and one > 1:
                    table[f"{small}a{name}"] = (10 * row + one, False)


_MARKS = {"de": (("tausend", 1000), ("hundert", 100)), "it": (("mila", 1000), ("mille", 1000), ("cento", 100))}


def _long(word: str, language: str, table: dict[str, tuple[int, bool]]) -> float | None:
    """Read long German and Italian numbers in one word: zweihundertfünfzig, duemila, trecento."""
    for mark, factor in _MARKS.get(language, ()):
        if mark not in word or len(word) > 60:
            continue
        head, _, tail = word.partition(mark)
        left = 1.0 if head in ("", "ein") else _part(head, language, table)
        right = 0.0 if not tail else _part(tail.removeprefix("und"), language, table)
        if left is not None and right is not None and right < factor:
            return left * factor + right
    return None


def _part(word: str, language: str, table: dict[str, tuple[int, bool]]) -> float | None:
    if word in table:
        return float(table[word][0])
    return _long(word, language, table)


def _in_words(text: str, words: Sequence[Word], language: str) -> Iterator[Quantity]:
    table = _table(language)
    inside = tuple(mark for mark, _ in _MARKS.get(language, ()))
    at = 0
    for spot, (start, end, word) in enumerate(words):
        if word not in table and word not in _VAGUE and not (inside and any(mark in word for mark in inside)):
            continue
        if spot < at:
            continue
        at = spot + 1
        if word in _VAGUE:
            yield Quantity(start, end, (float(_VAGUE[word]),), "vague")
            continue
        value = _part(word, language, table)
        if value is None or value == 1 or word in ("set", "sta"):
            continue
        ordinal = word in table and table[word][1]
        if language in ("fr", "es", "en", "cs") or value < 1000:
            value, ordinal, at = _composed(text, words, at, value, ordinal, table)
            end = words[at - 1][1]
        factor = words[at][2] if at < len(words) and text[end : words[at][0]] in _JOINS else ""
        if factor in _FACTORS and not ordinal and len(factor) > 2:
            value, end, at = value * _FACTORS[factor], words[at][1], at + 1
        if factor in _PERCENT or text[end : end + 10].strip().lower().startswith(tuple(_PERCENT_PAIRS)):
            yield Quantity(start, end, (value,), "percent")
        else:
            yield Quantity(start, end, (value,), "ordinal" if ordinal else "cardinal")


def _composed(
    text: str, words: Sequence[Word], at: int, value: float, ordinal: bool, table: dict[str, tuple[int, bool]]
) -> tuple[float, bool, int]:
    """Go on with "hundred and", "twenty" + "three", "quatre" + "vingt" + "dix"."""
    while at < len(words) and not ordinal:
        skip = 1 if words[at][2] in ("and", "y", "et", "e") and at + 1 < len(words) else 0
        following = words[at + skip][2]
        if text[words[at - 1][1] : words[at + skip][0]].lower() not in _JOINS or following not in table:
            break
        number, is_ordinal = table[following]
        low = value % 100
        if number == 100 and 1 < value < 10 and not skip:
            value *= 100
        elif number == 20 and value % 10 == 4 and low == 4 and following.startswith("vingt"):
            value += 76
        elif (
            (number < 100 and value >= 100 and low == 0 and not (skip and value < 100))
            or (words[at - 1][2] == "dix" and 7 <= number <= 9 and not skip)
            or (number < 20 and low in (60, 80) and number >= 10 and following[:2] not in ("te", "el", "tw"))
            or (number < 10 and low >= 20 and low % 10 == 0)
        ):
            value += number
        else:
            break
        ordinal = is_ordinal
        at += skip + 1
    return value, ordinal, at
