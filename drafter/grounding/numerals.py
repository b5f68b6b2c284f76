"""Number words of six languages, cardinal and ordinal, and long German and Italian numbers in one word."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

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
    "en": "hundred", "de": "hundert", "fr": "cent cents", "es": "cien ciento", "it": "cento",
    "cs": "sto stě sta set stovek stovky",
}  # fmt: skip
_OTHERS: dict[str, dict[str, int]] = {
    "en": {"dozen": 12},
    "de": {"dutzend": 12, "zweit": 2, "dritt": 3, "viert": 4, "fünft": 5, "sechst": 6, "siebt": 7},  # "zu dritt"
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
_CZECH_ENDINGS = ("ý", "á", "é", "ého", "ému", "ým", "ém", "ou", "ých", "ými", "í", "ího", "ímu", "ím")
_CZECH_TENS = "dvacát třicát čtyřicát padesát šedesát sedmdesát osmdesát devadesát"
_ONE = "one un une uno una jeden jedna jedno".split()  # only after tens: alone it is an article


@cache
def table(language: str) -> Mapping[str, tuple[float, bool]]:
    """Return the number words of a language: value, and whether an ordinal."""
    known: dict[str, tuple[float, bool]] = {}
    for first, step, names in ((2, 1, _SMALL), (20, 10, _TENS)):
        for number, variants in enumerate(names[language].split()):
            known.update({name: (first + step * number, False) for name in variants.split("/") if name != "-"})
    known.update(dict.fromkeys(_HUNDREDS[language].split(), (100, False)))
    known.update(dict.fromkeys(_ONE, (1, False)))
    known.update({name: (value, False) for name, value in _OTHERS[language].items()})
    for number, variants in enumerate(_ORDINALS[language].split(), 3):
        for name in variants.split("/"):
            if language == "de":
                known.update({name + ending: (number, True) for ending in ("", "n", "r", "s", "m")})
            elif language == "cs":
                known.update({name + ending: (number, True) for ending in _CZECH_ENDINGS})
            elif name != "-":
                known[name] = (number, True)
                known[name + "s"] = (number, True)
    _compounds(language, known)
    _ordinal_tens(language, known)
    if times := {"cs": "krát", "de": "mal"}.get(language):  # small ones are no figures: "einmal", "dvakrát"
        known.update({name + times: one for name, one in list(known.items()) if one[0] > 4 and not one[1]})
    return known


_SPANISH_TENS = "trigésim cuadragésim quincuagésim sexagésim septuagésim octogésim nonagésim"
_LAST = {"first": 1, "second": 2, "unième": 1, "primer": 1, "primero": 1, "primera": 1, "segundo": 2, "segunda": 2}


def ends(word: str) -> tuple[float, bool] | None:
    """Return what a small ordinal that is no number alone adds to the tens before it: thirty-first, vingt et unième."""
    return (_LAST[word], True) if word in _LAST else None


def _ordinal_tens(language: str, known: dict[str, tuple[float, bool]]) -> None:
    """Add thirtieth, trentième, trigésimo and trentunesimo."""
    tens = [variants.split("/")[0] for variants in _TENS[language].split()]
    if language == "es":
        known.update({f"{stem}{e}": (n, True) for n, stem in _counted(30, _SPANISH_TENS.split()) for e in ("o", "a")})
    for value, name in _counted(20, tens):
        if language == "en":
            known[name[:-1] + "ieth"] = (value, True)
        elif language == "fr" and value > 20:
            known[name.removesuffix("s").removesuffix("e") + "ième"] = (value, True)
    for name, (number, _) in list(known.items()) if language == "it" else ():
        if 20 < number < 100 and name[-1] in "aeiouéì":
            stem = name if number % 10 in (3, 6) else name[:-1]
            known.update({stem.replace("é", "e") + ending: (number, True) for ending in ("esimo", "esima")})


def _counted(first: int, names: list[str]) -> list[tuple[int, str]]:
    return [(first + 10 * at, name) for at, name in enumerate(names)]


def _compounds(language: str, known: dict[str, tuple[float, bool]]) -> None:
    """Add the numbers that are written as one word: dreiundzwanzig, ventitré, třiadvacet."""
    ones = [variants.split("/")[0] for variants in _SMALL[language].split()[:8]]
    if language == "de":
        known["anderthalb"] = (1.5, False)
        known.update({f"{one}einhalb": (number + 0.5, False) for number, one in enumerate(["ein", *ones], 1)})
    tens = [variants.split("/") for variants in _TENS[language].split()]
    for row, names in enumerate(tens, 2):
        for name in names:
            for one, small in enumerate(["ein", *ones] if language == "de" else ["uno", *ones], 1):
                if language == "de":
                    known[f"{small}und{name}"] = (10 * row + one, False)
                    known.update({f"{small}und{name}ste{e}": (10 * row + one, True) for e in ("", "n", "r", "s")})
                    known.update({f"{name}ste{e}": (10 * row, True) for e in ("", "n", "r", "s")})
                elif language == "it":
                    stem = name[:-1] if one in (1, 8) else name
                    known[stem + small] = (10 * row + one, False)
                    if one == 3:
                        known[stem + "tré"] = (10 * row + one, False)
                elif language == "cs" and one > 1:
                    known[f"{small}a{name}"] = (10 * row + one, False)
    for number, tens_name in enumerate(_CZECH_TENS.split() if language == "cs" else (), 2):
        known.update({tens_name + ending: (10.0 * number, True) for ending in _CZECH_ENDINGS})
        for one, small in enumerate(ones, 2):
            known.update({f"{small}a{tens_name}{ending}": (10.0 * number + one, True) for ending in _CZECH_ENDINGS})


# What long words are cut at, and what it counts.
MARKS = {"de": (("tausend", 1000), ("hundert", 100)), "it": (("mila", 1000), ("mille", 1000), ("cento", 100))}


def _long(word: str, language: str) -> float | None:
    """Read long German and Italian numbers in one word: zweihundertfünfzig, duemila, trecento."""
    for mark, factor in MARKS.get(language, ()):
        if mark not in word or len(word) > 60:
            continue
        head, _, tail = word.partition(mark)
        left = 1.0 if head in ("", "ein") else worth(head, language)
        right = 0.0 if not tail else worth(tail.removeprefix("und"), language)
        if left is not None and right is not None and right < factor:
            return left * factor + right
    return None


def worth(word: str, language: str) -> float | None:
    """Return the number that a word says, or None."""
    known = table(language).get(word)
    return float(known[0]) if known else _long(word, language)
