"""Tell a name that the notes don't have from a common word in a capital's place."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from drafter.grounding import lexicon, words
from drafter.grounding.places import CITIES, GIVEN_NAMES, TITLES
from drafter.grounding.reading import Word, fold, stem
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_OPENERS = pattern(r"(?:^|[.!?…:]\s*|[\"“„«»‘'(\[*–—•|¿¡]\s?|\n\s*)$")
_NOUN_END = tuple(
    "ing ings tion tions sion sions ment ments ness ity ance ence ances ences ship ships ism ly ed ful less able ible".split()
)
# What a name is the name of: by itself, a capital only says which one is meant ("the Council", "la Ville").
KINDS = frozenset(
    """council government parliament state university college school church board committee county city town village
    street road square avenue lane park bridge hall centre center station lake river valley library museum theatre
    hospital club society association federation union institute foundation department office agency bank festival
    conference committee internet book law act week day year
    ville etat region mairie conseil departement commune assemblee bureau comite association federation republique
    universite ecole eglise rue place gare pont lac salle maison bibliotheque musee theatre fete internet toile
    ayuntamiento junta diputacion gobierno estado consejo consejeria comunidad xunta alcaldia concejo universidad
    instituto escuela iglesia calle plaza avenida puente centro casa biblioteca museo teatro asociacion federacion
    comune regione provincia stato governo consiglio giunta chiesa universita scuola via piazza viale ponte sala
    museo associazione federazione istituto ministero camera assessorato
    obec mesto rada kraj ministerstvo stat svaz spolek skola kostel ulice namesti most dum sal knihovna muzeum divadlo
    univerzita urad sbor klub nadace fond sdruzeni""".split()
)
# German: what stands before a noun and hardly ever before a name.
_BEFORE_NOUN = frozenset(
    """der die das den dem des ein eine einen einem einer eines kein keine keinen keinem keiner mein meine
        dein sein seine seinen
    seinem seiner ihr ihre ihren ihrem ihrer unser unsere unseren unserem unserer euer eure dieser diese
    dieses diesen diesem jeder
    jede jedes jeden jedem alle allen aller viele vielen vieler mehr mehrere mehreren einige einigen manche
    wenige wenigen beide beiden
    zum zur im am vom beim ins ans welche welcher solche weitere weiteren andere anderen zwei drei vier fünf
    sechs sieben acht neun
    zehn elf zwölf kaum etwas viel genug zwanzig dreißig vierzig fünfzig hundert rund etwa""".split()
)
_GERMAN_NOUN_END = tuple(
    """ung heit keit schaft tion sion tat nis nisse ling linge lein mente anz enz ur ik ie age ade ei or ist ant
    ent erin er ern loge graph eure us um material system systeme projekt projekte arbeit werk werke platz zeit
    tag woche monat monate jahr jahre raume saal halle geld mittel plan plane stelle weg wege gruppe kreis
    bericht berichte thema ziel ziele stand blick rat recht rechte schritt schritte punkt punkte feld netz netze
    abend runde liste karte markt preis preise buch form fall falle satz satze teil teile zahl seite stunde
    minute en""".split()
)


class Context(NamedTuple):
    """What tells a name from a noun: the draft's language and words, and how this sentence is set."""

    language: str
    lowered: frozenset[str]  # words that the draft or the notes write in lower case
    titled: bool = False  # a heading or cell, where every word may be capitalised
    foreign: bool = False  # the notes are in another language
    slot: bool = False  # a line that bears the sentence out has a person whom the sentence doesn't name


def is_name(word: Word, run: Sequence[Word], at: int, text: str, context: Context) -> bool:
    """Tell whether a capitalised word, unknown to the notes, is a name here.

    `run` holds the capitalised neighbours.
    """
    folded, language, lowered = word.folded, context.language, context.lowered
    if shaped(word):
        return True
    if folded in TITLES or folded in KINDS or (folded in lowered and folded not in GIVEN_NAMES and language != "de"):
        return False
    before, starts = _before(word, text)
    if any(other.folded in GIVEN_NAMES for other in run[:at]) or fold(before) in TITLES:
        return True
    if language == "de":
        return _german(word, run, at, before, starts or context.titled, text, context)
    if folded in GIVEN_NAMES or folded in CITIES:
        return folded not in lowered
    if context.foreign:
        return False
    if not starts and not context.titled:
        return True
    if context.titled or stem(folded, language) in lowered:
        return False
    plain = word.text.lower() in words.stop(language) or folded.endswith(_NOUN_END)
    plain = plain or lexicon.ordinary(word.text, language)
    verb = language != "en" and word.text.endswith(_VERBS[language])
    surname = lexicon.surname(folded)
    if len(run) > at + 1 and not plain:
        return not (verb and language == "cs")
    follows, second = _after(word, text)
    if surname and _acts(word, text, language):
        return True
    if plain or (language == "cs" and verb and not surname):
        return False
    subject = _does(follows, language) or (language == "en" and follows.endswith("s") and second in _OBJECTS)
    if follows in _SPEAKS or (subject and second in _SPEAKS) or (follows in _AND and second[:1].isupper()):
        return True
    if (
        language == "cs"
        and _CZECH_NAME.search(word.text)
        and (subject or follows in words.stop(language) or follows in _BETWEEN)
    ):
        return True
    if context.slot and follows and (subject or not follows.isalpha()):
        return True
    if verb or language == "cs":  # whose nouns stand without an article
        return False
    return subject or (follows == "," if surname else _unlisted(word, follows, language))


def _after(word: Word, text: str) -> tuple[str, str]:
    """Return what follows a word, "'s" or a comma or a word, and the word after that; "" for none."""
    after = re.match(r"['’]s\b|,|[ ’']+([^\W\d_]+)(?: ([\w-]+))?", text[word.end : word.end + 40])
    return ((after[1] or after[0]), after[2] or "") if after else ("", "")


# Verbs with a pronoun behind: "Mettetelo", "Déjalo", "Dale".
_CLITIC = pattern(
    r"(?:r|ndo|te)(?:l[aeio]|[cnsv][ei])$|(?:(?:r|ndo)(?:se|nos|l[aeo]s)|[áéí]\w{1,4}l[aeo]s?|^[DHP]\w{1,2}l[aeo]s?)$"
)


def _unlisted(word: Word, follows: str, language: str) -> bool:
    """Tell whether a sentence's first word, which the lexicon doesn't have, is sooner a name than a rare word."""
    if language == "en":  # whose words hardly change; what is in no language we know passes for it
        return not lexicon.compound(word.text, "en") and (follows in (",", "'s", "’s") or lexicon.simple(follows, "en"))
    if _CLITIC.search(word.text):
        return False
    return follows == "," or (follows.islower() and follows not in words.stop(language))


def _before(word: Word, text: str) -> tuple[str, bool]:
    """Return the word before another, "" if there is none or a sentence ends there, and whether a sentence begins."""
    window = text[max(word.start - 40, 0) : word.start]
    found = re.search(r"([^\W\d_]+|\b[^\W\d_]{2,4}\.)\s*$", window)
    before = found[1] if found else ""
    if before.lower() in (
        "frau.",
        "herr.",
        "pan.",
        "pani.",
        "paní.",
        "pana.",
        "lady.",
        "sir.",
    ):  # the last of a sentence
        before = ""
    return before.rstrip("."), _OPENERS.search(window) is not None


def ordinary(
    word: Word, run: Sequence[Word], text: str, context: Context, listed: Callable[[str, str], bool] = lexicon.ordinary
) -> bool:
    """Tell whether a word that stands alone is an ordinary one: in German anywhere, else where a sentence begins.

    What follows a title, a given name or a verb of saying is a name, whatever it means.
    """
    before, starts = _before(word, text)
    if len(run) > 1 or shaped(word) or not (starts or context.titled or context.language == "de"):
        return False
    if before.lower() in _SAYS or (before and fold(before) in TITLES | GIVEN_NAMES):
        return False
    if starts and lexicon.surname(word.folded) and _acts(word, text, context.language):
        return word.folded in context.lowered
    return listed(word.text, context.language)


_CZECH_NAME = pattern(r"(?:[cdhklmnprsštž]|[^v]a|ová|ý)$")  # no verb's or adverb's ending
_BETWEEN = frozenset("mezitím nyní letos loni včera zítra zatím nakonec znovu brzy později předtím".split())  # Czech
_AND = frozenset("and et y e a i".split())  # "Ferraris e Lindqvist"
_OBJECTS = frozenset("the a an that his her their its it to at up out".split())  # after a verb: "credits the weir"
# What hardly anything but a person does.
_SPEAKS = frozenset(
    """said says asked asks told tells explained explains argued argues warned thinks thought hopes hoped promised
    suggested proposed chaired thanked welcomed spoke speaks wants replied answered joked admitted insisted objected
    elected re-elected appointed re-appointed works leads runs retires remains steps
    dit explique demande répond ajoute estime propose raconte rappelle souhaite expliqua répondit remercie anime
    dijo dice explicó explica pregunta preguntó respondió pidió propuso agradeció recordó contó quiere advirtió
    disse dice spiega chiede risponde ricorda propone racconta vuole ringrazia ha spiegato ammette avverte
    řekl řekla říká vysvětlil vysvětlila dodal dodala navrhl navrhla upozornil upozornila poděkoval poděkovala
    zeptal zeptala odpověděl odpověděla vyprávěl vyprávěla chce poznamenal poznamenala""".split()
)


# What a sentence's first word is followed by where it is a person or a place that does something: words, endings.
_SUBJECT = {
    "en": ("is was has had will would can could may might must should does did came went gave took made got", "ed"),
    "fr": ("a est sera était doit peut va se s ne n avait aura y l lui fut dit", "era ira ait ut"),
    "es": ("es era fue ha será se no va tiene quiere puede debe acoge había pide lo le cree piensa", "ó rá aba ría"),
    "it": ("è era fu ha sarà si non va deve può vuole aveva ospita lo la gli", "rà ò ava eva bbe tte isce"),
    "cs": ("je má bude se si už chce měl měla byl byla", "il al ěl áhl ila ala ěla aly ily ěly"),
}
# First words that are verbs or common nouns by their endings.
_VERBS = {
    "fr": tuple("tion ment ant ée age er é és ées era erai eront irai iront erons ait aient ez".split()),
    "es": tuple(
        "ción ando iendo dad ó ado ido mente aba aban ábamos ía ían íamos rá rás rán remos ré aron ieron ara aran iera ieran".split()
    ),
    "it": tuple(
        "zione zioni mente ando endo ato ati ata ate tà rà ò ono anno remo bbe bbero ava avano eva evano iva ivano sse ssero".split()
    ),
    "cs": tuple(
        "ání ení ost ství ník ové ci ti ky ři telé ista isté ka li lo ly la l at it ět ící ává ívá ývá jte".split()
    ),
}


# What tells no listed surname from the ordinary word: "Short was the list", "Costa la metà".
_NO_ACT = frozenset(
    """is was would est sera était serait fut es era fue será sería è fu sarà sarebbe je byl byla
    s se ne n y l lui no lo le si non la gli už""".split()
)


def _acts(word: Word, text: str, language: str) -> bool:
    """Tell whether what follows a sentence's first word is what a person does, or doesn't."""
    follows, second = _after(word, text)
    if follows in ("no", "ne", "non"):
        follows = second
    if language == "de":
        return follows in _ACTS
    return follows in _SPEAKS or (follows not in _NO_ACT and not follows.endswith("ed") and _does(follows, language))


def shaped(word: Word) -> bool:
    """Tell whether the letters alone show a name: NATO, OpenSSL, B2B; not "TeilnehmerInnen"."""
    text = word.text
    several = sum(c.isupper() for c in text) > 1 and not _BOTH.fullmatch(text)
    return len(text) > 1 and (several or any(c.isdigit() for c in text))


_BOTH = pattern(r"[A-ZÄÖÜ][a-zäöüß]{2,}In(?:nen)?")  # men and women, in German


_SAYS = frozenset("sagte sagt rief meinte meint ergänzte antwortete fragte mahnte betonte erklärte erklärt".split())
# What a person does: the verb right before or after a name.
_ACTS = _SAYS | frozenset(
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
_PARTICIPLE = r"(?:ein|aus|an|vor|ab|auf|zu|mit|nach|be|ver|er|ent|fort|fest|um|hin|her|durch|teil|los|bei|weiter|wieder|zurück)?ge\w+(?:t|en)$|(?:be|ver|er|ent|zer)\w+t$"
_STRONG_END = tuple(
    """lich weise falls dings mals seits warts gleich zeitig sam isch ung ungen heit heiten keit keiten schaft schaften tion tionen sion tat taten ismus nis nisse nissen innen
    ende enden""".split()
)
# Endings of surnames and of foreign names that German nouns hardly have.
_SURNAME_END = tuple(
    """meier meyer maier mayer muller schmidt schmitt hoff huber ov ev rsen nsen kamp horst brink a i o u y c
    j x q w""".split()
)


def _german(word: Word, run: Sequence[Word], at: int, previous: str, starts: bool, text: str, context: Context) -> bool:
    """Tell a German name from a noun: by lists, by what stands around it, by its ending.

    Every German noun has a capital, so a single unknown word needs a reason to be called a name.
    """
    folded, before = word.folded, previous.lower()
    if starts and lexicon.surname(folded) and _acts(word, text, "de"):
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
    noun = folded.endswith(_GERMAN_NOUN_END) and not folded.endswith("er")
    if folded.endswith(_SURNAME_END):
        return True
    opening = at > 0 and _adjective(run[0].text) and run[0].folded not in GIVEN_NAMES and _opens(run[0], text)
    titled = (starts and (_adjective(word.text) or word.text.endswith(_TRADES))) or (
        len(run) > 1 and run[1].folded in GIVEN_NAMES  # Kassier Wilfried Köberl
    )
    beside = [*run[max(at - 1, 0) : at], *run[at + 1 : at + 2]]
    loose = bool(beside) and all(_is_noun(other) for other in beside)  # "Karte Farbe", "Abschied von Alois"
    if len(run) > 1 and not noun and not opening and not loose and not (at == 0 and titled):
        return not (
            previous[:1].islower() and re.search(r"(?:e|en|er|es|em)$", previous) and before not in words.stop("de")
        )
    after = re.match(r"\s+([^\W\d_]+)", text[word.end : word.end + 30])
    acts = before in _ACTS or (starts and after is not None and after[1] in _ACTS)
    if (acts and not noun) or (before in _SAYS and len(run) == 1):
        return True
    if len(run) == 1 and starts and not noun and after is not None and _ACTIVE.fullmatch(after[1]):
        changed = (
            _adjective(word.text) or word.text.startswith("Un") or (word.text.endswith("er") and after[1] in _COPULAS)
        )
        if not (changed or after[1] in words.stop("de") - _COPULAS or fold(before) in words.stop("de")):
            return True  # "Lüdtke gibt die Kasse": a thing that one can count has an article
    if not context.slot:
        return False
    open_ = after is not None and after[1][0].islower() and after[1] not in words.stop("de")
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


def _opens(word: Word, text: str) -> bool:
    """Tell whether a word is the first of its sentence: "Große Freude" is an adjective and a noun."""
    return _OPENERS.search(text[max(word.start - 4, 0) : word.start]) is not None


def _does(word: str, language: str) -> bool:
    exact, endings = _SUBJECT[language]
    return word[:1].islower() and (word in exact.split() or word.endswith(tuple(endings.split())))


def noun(word: Word, language: str) -> bool:
    """Tell whether a German word's ending or meaning makes it a common noun."""
    return language == "de" and (word.folded.endswith(_GERMAN_NOUN_END) or lexicon.ordinary(word.text, "de"))
