"""Tell a name that the notes don't have from a common word in a capital's place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from drafter.grounding import german, lexicon, words
from drafter.grounding.around import Context, after, before, shaped
from drafter.grounding.places import CITIES, GIVEN_NAMES, TITLES
from drafter.grounding.reading import Word, fold, stem
from drafter.patterns import pattern

_NOUN_END = tuple(
    "ing ings tion tions sion sions ment ments ness ity ance ence ances ences ship ships ism ly ed ful less able ible".split()
)
# What a name is the name of: by itself, a capital only says which one is meant ("the Council", "la Ville").
KINDS = frozenset(
    """council government parliament state university college school church board committee county city town village
    street road square avenue lane park bridge hall centre center station lake river valley library museum theatre
    departamento dipartimento abteilung odbor oddeleni
    chief hospital club society association federation union institute foundation department office agency bank festival
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


def is_name(word: Word, run: Sequence[Word], at: int, text: str, context: Context) -> bool:
    """Tell whether a capitalised word, unknown to the notes, is a name here.

    `run` holds the capitalised neighbours.
    """
    folded, language, lowered = word.folded, context.language, context.lowered
    if shaped(word):
        return True
    if folded in TITLES or folded in KINDS or (folded in lowered and folded not in GIVEN_NAMES and language != "de"):
        return False
    said, starts = before(word, text)
    if any(other.folded in GIVEN_NAMES for other in run[:at]) or fold(said) in TITLES:
        return True
    if language == "de":
        return german.is_name(word, run, at, said, starts or context.titled, text, context)
    if folded in GIVEN_NAMES or folded in CITIES:
        return folded not in lowered
    if context.foreign:
        return False
    if language == "cs" and (_CZECH_AGE.search(word.text) or _NEW_YEAR.match(text, word.start)):
        return False
    if not starts and not context.titled:
        return True
    if context.cell and _SCORER.match(text, word.end):
        return not lexicon.ordinary(word.text, language)
    if context.titled or stem(folded, language) in lowered:
        return False
    plain = word.text.lower() in words.stop(language) or folded.endswith(_NOUN_END)
    plain = plain or lexicon.ordinary(word.text, language)
    verb = language != "en" and word.text.endswith(_VERBS[language])
    surname = lexicon.surname(folded)
    if len(run) > at + 1 and not plain:
        return not (verb and language == "cs")
    follows, second = after(word, text)
    if surname and _acts(word, text, language):
        return True
    if context.slot and language != "en" and (surname or (word.text[-3:] == "ová" and not plain)):  # "Small hands"
        return True
    if plain or (language == "cs" and verb and not surname):
        return False
    if language == "cs" and folded.startswith("nej") and not surname:  # a superlative
        return False
    if language in ("it", "es") and len(word.text) > 6 and _CLITIC.search(word.text) and not surname:
        return False
    subject = _does(follows, language) or (language == "en" and follows.endswith("s") and second in _OBJECTS)
    if follows in _SPEAKS or (subject and second in _SPEAKS) or (follows in _AND and second[:1].isupper()):
        return True
    if (
        language == "cs"
        and _CZECH_NAME.search(word.text)
        and (
            subject
            or (context.slot and not _CZECH_CASE.search(word.text))
            or follows in words.stop(language)
            or follows in _BETWEEN
        )
    ):
        return True
    if context.slot and follows and (subject or not follows.isalpha()):
        return True
    if verb or language == "cs":  # whose nouns stand without an article
        return False
    return subject or (follows == "," if surname else _unlisted(word, follows, language))


_SCORER = pattern(r" \d")  # "Iyer 33"
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


def ordinary(
    word: Word, run: Sequence[Word], text: str, context: Context, listed: Callable[[str, str], bool] = lexicon.ordinary
) -> bool:
    """Tell whether a word that stands alone is an ordinary one: in German anywhere, else where a sentence begins.

    What follows a title, a given name or a verb of saying is a name, whatever it means.
    """
    said, starts = before(word, text)
    if len(run) > 1 or shaped(word) or not (starts or context.titled or context.language == "de"):
        return False
    folded = fold(said)
    if said.lower() in german.SAYS or folded in TITLES or folded in GIVEN_NAMES:
        return False
    if starts and lexicon.surname(word.folded) and _acts(word, text, context.language):
        return word.folded in context.lowered
    return listed(word.text, context.language)


_CZECH_AGE = pattern(r"\wilet(?:ý|á|é|ého|ému|ým|ém|ou|ých|ými|í)$")  # Jednasedmdesátiletý
_NEW_YEAR = pattern(r"Nov(?:ý|ého|ému|ém|ým) ro[kc]")
_CZECH_NAME = pattern(r"(?:[cdhklnprsštž]|[^e]m|[^v]a|ová|ý)$")  # no ending of a verb, an adverb, or "Trhákem"
_CZECH_CASE = pattern(r"(?:[ýíé]ch|[ýíé]m[iu]?|[éí]ho|[ns]tý|átý|stý)$")  # an adjective's, or of an ordinal number
_BETWEEN = frozenset(  # Czech
    "mezitím nyní letos loni včera zítra zatím nakonec znovu brzy později předtím kvůli díky podle kromě během ho mu jí jim".split()
)
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
        "ání ení ost ství ník ové ci ti ky ři telé ista isté ka li lo ly la l at it ět ýt ít nout ící ává ívá ývá jte".split()
    ),
}


# What tells no listed surname from the ordinary word: "Short was the list", "Costa la metà".
_NO_ACT = frozenset(
    """is was would est sera était serait fut es era fue será sería è fu sarà sarebbe je byl byla
    s se ne n y l lui no lo le si non la gli už""".split()
)


def _acts(word: Word, text: str, language: str) -> bool:
    """Tell whether what follows a sentence's first word is what a person does, or doesn't."""
    follows, second = after(word, text)
    if follows in ("no", "ne", "non"):
        follows = second
    if language == "de":
        return german.acts(follows)
    return follows in _SPEAKS or (follows not in _NO_ACT and not follows.endswith("ed") and _does(follows, language))


def _does(word: str, language: str) -> bool:
    exact, endings = _SUBJECT[language]
    return word[:1].islower() and (word in exact.split() or word.endswith(tuple(endings.split())))
