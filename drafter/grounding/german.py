"""German, where every noun has a capital: tell a name from a noun by lists, by what stands around it, by its ending."""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.grounding import lexicon, words
from drafter.grounding.around import Context, after, opens
from drafter.grounding.places import CITIES, GIVEN_NAMES, TITLES
from drafter.grounding.reading import Word, fold
from drafter.patterns import pattern

# What stands before a noun and hardly ever before a name.
_BEFORE_NOUN = frozenset(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine dein sein
    seine seinen seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure dieser diese
    dieses diesen diesem jeder jede jedes jeden jedem alle allen aller viele vielen vieler mehr mehrere mehreren
    einige einigen manche wenige wenigen beide beiden zum zur im am vom beim ins ans welche welcher solche weitere
    weiteren andere anderen zwei drei vier fünf sechs sieben acht neun zehn elf zwölf kaum etwas viel genug zwanzig
    dreißig vierzig fünfzig hundert rund etwa""".split()
)
_NOUN_END = tuple(
    """ung heit keit schaft tion sion tat nis nisse ling linge lein mente anz enz ur ik ie age ade ei or ist ant
    ent erin er ern loge graph eure us um material system systeme projekt projekte arbeit werk werke platz zeit
    tag woche monat monate jahr jahre raume saal halle geld mittel plan plane stelle weg wege gruppe kreis
    bericht berichte thema ziel ziele stand blick rat recht rechte schritt schritte punkt punkte feld netz netze
    abend runde liste karte markt preis preise buch form fall falle satz satze teil teile zahl seite stunde
    minute en""".split()
)
SAYS = frozenset("sagte sagt rief meinte meint ergänzte antwortete fragte mahnte betonte erklärte erklärt".split())
# What a person does: the verb right before or after a name.
_ACTS = SAYS | frozenset(
    """berichtete berichtet stellte stellt zeigte zeigt lobte dankte begrüßte kritisierte forderte warnte leitete
    moderierte erzählte erinnerte schlug denkt verglich übernimmt leitet dankt hofft glaubt findet kündigte will
    möchte wünscht""".split()
)
_ADJECTIVES = tuple(
    f"{stem}{ending}"
    for stem in "ig isch lich bar sam haft los voll reich frei end ert iert ste wert fach".split()
    for ending in ("", "e", "en", "er", "es", "em")
)
_TRADES = ("tin", "rin", "gin")
_ACTIVE = pattern(r"[a-zäöü]{2,}te?|war|wird|kam|ging|nahm|gab|sprach|blieb|hielt|will|kann|darf|muss|soll")
_COPULAS = frozenset("ist war wird wurde hat hatte kam ging bleibt kommt gibt will kann soll muss geht".split())
_WITH = frozenset("so laut zufolge von mit bei nach in aus".split())
_PARTICIPLE = (
    r"(?:ein|aus|an|vor|ab|auf|zu|mit|nach|be|ver|er|ent|fort|fest|um|hin|her|durch|teil|los|bei|weiter|wieder|zurück)?"
    r"ge\w+(?:t|en)$|(?:be|ver|er|ent|zer)\w+t$"
)
_STRONG_END = tuple(
    """lich weise falls dings mals seits warts gleich zeitig sam isch ung ungen heit heiten keit keiten schaft schaften
    tion tionen sion tat taten ismus nis nisse nissen innen ende enden""".split()
)
# Endings of surnames and of foreign names that German nouns hardly have.
_SURNAME_END = tuple(
    """meier meyer maier mayer muller schmidt schmitt hoff huber ov ev rsen nsen kamp horst brink a i o u y c
    j x q w""".split()
)


def is_name(
    word: Word, run: Sequence[Word], at: int, previous: str, starts: bool, text: str, context: Context
) -> bool:  # fmt: skip
    """Tell a German name from a noun: by lists, by what stands around it, by its ending.

    Every German noun has a capital, so a single unknown word needs a reason to be called a name.
    """
    folded, before = word.folded, previous.lower()
    if starts and lexicon.surname(folded) and acts(after(word, text)[0]):
        return True
    if lexicon.ordinary(word.text, "de"):
        return False
    if before in _BEFORE_NOUN and not (at and run[at - 1].folded in GIVEN_NAMES):
        return False
    if ((folded in GIVEN_NAMES or folded in CITIES) and word.text.isascii()) or word.text.lower() in GIVEN_NAMES:
        return len(folded) > 3 or len(run) > 1
    if text[max(word.start - 2, 0) : word.start].rstrip()[-1:].isdigit():
        return False
    if (starts and re.match(_PARTICIPLE, folded)) or folded.endswith(_STRONG_END) or context.foreign or context.titled:
        return False
    noun = folded.endswith(_NOUN_END) and not folded.endswith("er")
    if folded.endswith(_SURNAME_END):
        return True
    opening = at > 0 and _adjective(run[0].text) and run[0].folded not in GIVEN_NAMES and opens(run[0], text)
    titled = (starts and (_adjective(word.text) or word.text.endswith(_TRADES))) or (
        len(run) > 1 and run[1].folded in GIVEN_NAMES  # Kassier Wilfried Köberl
    )
    beside = [*run[max(at - 1, 0) : at], *run[at + 1 : at + 2]]
    loose = bool(beside) and all(_is_noun(other) for other in beside)  # "Karte Farbe", "Abschied von Alois"
    if len(run) > 1 and not noun and not opening and not loose and not (at == 0 and titled):
        return not (
            previous[:1].islower() and re.search(r"(?:e|en|er|es|em)$", previous) and before not in words.stop("de")
        )
    following = re.match(r"\s+([^\W\d_]+)", text[word.end : word.end + 30])
    doing = before in _ACTS or (starts and following is not None and following[1] in _ACTS)
    if (doing and not noun) or (before in SAYS and len(run) == 1):
        return True
    if len(run) == 1 and starts and not noun and following is not None and _ACTIVE.fullmatch(following[1]):
        changed = (
            _adjective(word.text)
            or word.text.startswith("Un")
            or (word.text.endswith("er") and following[1] in _COPULAS)
        )
        if not (changed or following[1] in words.stop("de") - _COPULAS or fold(before) in words.stop("de")):
            return True  # "Lüdtke gibt die Kasse": a thing that one can count has an article
    if not context.slot:
        return False
    open_ = following is not None and following[1][0].islower() and following[1] not in words.stop("de")
    return (before in _WITH and not noun) or (starts and open_)


def _is_noun(word: Word) -> bool:
    """Tell whether a neighbour is a noun or "von", not a part of a name."""
    folded = word.folded
    if folded in GIVEN_NAMES or folded in TITLES:
        return False
    return word.text[0].islower() or folded.endswith(_STRONG_END) or lexicon.ordinary(word.text, "de")


def _adjective(text: str) -> bool:
    """Tell whether a word can be an adjective or a participle by the lexicon or its ending."""
    short = text.lower().removesuffix("er").removesuffix("em")
    return lexicon.ordinary(text, "de") or lexicon.ordinary(short, "de") or text.endswith(_ADJECTIVES)


def noun(word: Word) -> bool:
    """Tell whether a word's ending or meaning makes it a common noun."""
    return word.folded.endswith(_NOUN_END) or lexicon.ordinary(word.text, "de")


def acts(following: str) -> bool:
    """Tell whether the word behind a name is something that a person does."""
    return following in _ACTS
