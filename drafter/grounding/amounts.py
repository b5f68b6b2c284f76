"""Words around a number that say what it is: rounded, a bound, a sum, a difference, how long something took."""

from __future__ import annotations

from collections.abc import Collection

_LASTING = {
    unit: frozenset(forms.split())
    for unit, forms in {
        "day": "day days tag tage tagen jour jours journée journées día días jornadas giorno giorni giornate"
        " den dny dnů dní",
        "hour": "hour hours stunde stunden heure heures hora horas ora ore hodina hodiny hodin hodinách hodinám",
        "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane týden týdny týdnů",
        "year": "year years jahr jahre jahren an ans année années año años anno anni rok roky let letech",
        "month": "month months monat monate monaten mois mes meses mese mesi měsíc měsíce měsíců měsících",
        "minute": "minute minutes minuten min minuto minutos minuti minuta minuty minut",
    }.items()
}
# Words before a rounded number, and words before a bound.
APPROXIMATE = frozenset(
    """about around nearly almost roughly approximately some ~ circa rund etwa ca ungefähr fast knapp
        annähernd environ presque
    quelque autour unos unas cerca casi aproximadamente alrededor quasi intorno asi skoro kolem zhruba téměř
    přibližně near frôle frôlent frôlait frise approche approchent sfiora rasente ronda rondan
    près""".split()
)
COLLECTIVE = frozenset(
    """dizaine douzaine quinzaine vingtaine trentaine quarantaine cinquantaine soixantaine centaine decena docena
    veintena treintena centenar decina dozzina quindicina ventina trentina quarantina cinquantina centinaio desítka
    tucet""".split()
)
LIMITS = frozenset(
    """keine keinen necelé necelá necelou necelý necelého
    under over than least most exceeding up über mehr weniger gut plus moins más menos più meno oltre přes
        necelých víc více
    méně""".split()
)
_TOTAL = frozenset(
    """total totalling altogether combined overall sum together insgesamt zusammen gesamt summe ensemble somme
    totalité suma
    conjunto totale complessivo complessivamente celkem dohromady součet""".split()
)
_AMONG = frozenset(
    "including among darunter davon dont parmi incluidos incluidas entre compresi cui včetně toho".split()
)
# Before a number: it is a difference; it is what is left of another that the sentence has too.
_DIFFERENCE = frozenset(
    """difference unterschied differenz différence écart diferencia differenza rozdíl surplus deficit überschuss
    fehlbetrag excédent déficit superávit avanzo disavanzo přebytek přebytkem schodek schodkem between zwischen
    saved spart économise ahorro risparmio sobrecoste surcoût mehrkosten rose fell risen fallen dropped grew
    gestiegen gesunken stieg sank wuchs salito salita sceso scesa aumento calo cresciuto subió bajó aumentó
    hausse baisse augmenté perdu gagné vzrostl vzrostla klesl klesla stoupl stoupla nárůst pokles""".split()
)
_LEFT = frozenset(
    """zbytek zbytku resto remainder
    only remaining left rest nur lediglich übrig bleiben seulement reste restent restant manque solo sólo
    quedan faltan
    soltanto restano rimangono resta rimane jen pouze zbývá zbývají zbylo zbylých remain remains bleibt
    verbleiben verbleibenden restlichen restants restantes restanti zbývající zbývajících zbylí
    rest quedaban queda altri autres otros demás ostatní übrige übrigen""".split()
)
_LEAVES = frozenset("leaves leave leaving lässt laisse laissent deja dejan lascia lasciano".split())  # so much money
_ONLY = frozenset("only nur lediglich seulement solo sólo soltanto jen pouze".split())
# Before or after a number: so much is missing, or is taken off or put on.
_MISSING = frozenset(
    """missing short lacking gap shortfall fehlen fehlt fehlten fehlte lücke manque manquent manquaient trou faltan
    falta faltaban faltarán mancano manca mancavano chybí chybějí chybělo chybějících schází
    scházejí fehlende fehlenden off cut cuts raised lowered kürzt gekürzt
    retranche retranchera retire réduit ajoute recorta recortará reduce ridotto riduce taglia snížila snížil zvýšil
    zvýšila schodek""".split()
)
_EACH = frozenset(
    """each apiece average je stück pièce unité cada uno jeweils
    durchschnittlich schnitt chacun chacune moyenne media promedio ciascuno ciascuna
    ognuno každý každá každé každého průměrně""".split()
)
_ORDER = frozenset(
    "after before into later po před nach vor später après avant después antes dopo prima"
    " později poté nato potom tard tarde tardi danach darauf zuvor earlier afterwards dříve".split()
)
_BY = frozenset("up down plus minus".split())  # right before a number: it is a difference
_CHANGED = (  # how words begin that say that something changed
    "grimp", "augment", "diminu", "baiss", "hauss", "recul", "progress", "retir", "rédui", "steig", "stieg", "gestieg",
    "sink", "sank", "gesunk", "wuchs", "wachs", "gewachs", "erhöh", "senk", "gekürz", "rose", "rise", "fall", "fell",
    "drop", "grew", "grow", "increas", "decreas", "climb", "shr", "subir", "subi", "baja", "aument", "crec", "disminu",
    "reduj", "sali", "scend", "sces", "cresc", "dimin", "ridu", "ridott", "vzrost", "klesn", "klesl", "stoup", "zvýš",
    "sníž", "přiby", "ubyl", "alourd", "allég", "verteuer", "verbillig", "zdraž", "zlevn", "encare", "abarat", "rincar",
)  # fmt: skip
HALVES = frozenset(  # folded
    """half halves equally halfte halb halftig halftige halftigen moitie mitad meta mezzo pul polovina polovinu
    polovice""".split()
)
_THAT_IS = frozenset("decir ie soit cioè heißt also sprich tedy tj means".split())
_POINTS = ("point", "punkt", "punt", "bod", "procentní")
_OTHERS = frozenset(
    """other others rivals competitors opponents andere anderen konkurrenten mitbewerber gegner autres
    concurrents rivaux adversaires otros otras rivales competidores altri altre avversari concorrenti rivali
    ostatní ostatních soupeřů soupeři konkurentů""".split()
)
_MORE = frozenset(
    """hinzu dazu zusätzlich cheaper dearer faster slower quicker longer shorter higher lower older younger
    günstiger teurer billiger schneller langsamer länger kürzer höher niedriger älter jünger mieux
    levnější dražší rychlejší pomalejší delší kratší vyšší nižší more fewer less rise rose increase increased
    drop fell difference up down additional mehr weniger below above beneath dessous dessus debajo encima
    darunter darüber sotto sopra oltre over über encima pod nad sooner earlier früher tôt dříve
        gestiegen gesunken plus
    moins supplémentaires más menos più meno víc více méně""".split()
)


def includes(words: Collection[str]) -> bool:
    """Tell whether a sentence names a part of a sum, as in "49 came, six guests among them"."""
    return not _AMONG.isdisjoint(words)


def compares(words: Collection[str]) -> bool:
    """Tell whether a sentence announces a difference."""
    return not _MORE.isdisjoint(words)


def differs(words: Collection[str]) -> bool:
    """Tell whether the words before a number call it a difference."""
    return not _DIFFERENCE.isdisjoint(words)


def others(words: Collection[str]) -> bool:
    """Tell whether words beside a number say that it counts all but one."""
    return not _OTHERS.isdisjoint(words)


def leaves(words: Collection[str], value: float) -> bool:
    """Tell whether the words before a number call it what is left of another."""
    return not _LEFT.isdisjoint(words) or (value >= 100 and not _LEAVES.isdisjoint(words))


def misses(words: Collection[str]) -> bool:
    """Tell whether words next to a number say that so much is missing, or put on or taken off."""
    return not _MISSING.isdisjoint(words)


def orders(words: Collection[str]) -> bool:
    """Tell whether words after a time say that it is one before or after something."""
    return not _ORDER.isdisjoint(words)


def steps(words: Collection[str]) -> bool:
    """Tell whether the word right before a number says that something changed by it."""
    return not _BY.isdisjoint(words)


def changes(words: Collection[str]) -> bool:
    """Tell whether words before a number say that something grew or shrank."""
    return any(word.startswith(_CHANGED) for word in words)


def explains(words: Collection[str]) -> bool:
    """Tell whether the words before a number say that it follows from what was just said."""
    return not _THAT_IS.isdisjoint(words)


def shares(words: Collection[str]) -> bool:
    """Tell whether words next to a number say that it is for each, or the mean."""
    return not _EACH.isdisjoint(words)


def points(words: Collection[str]) -> bool:
    """Tell whether words next to a percentage are for percentage points."""
    return any(word.startswith(_POINTS) for word in words)


def remains(words: Collection[str]) -> bool:
    """Tell whether a sentence says that something is left over."""
    return not (_LEFT - _ONLY).isdisjoint(words)


def lasts(words: Collection[str], unit: str) -> bool:
    """Tell whether words next to a number say that it counts days, hours or minutes."""
    return not _LASTING[unit].isdisjoint(words)


def totals(words: Collection[str]) -> bool:
    """Tell whether a sentence announces a sum."""
    return not _TOTAL.isdisjoint(words)
