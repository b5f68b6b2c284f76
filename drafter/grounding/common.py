"""Tell a name that the notes don't have from a common word in a capital's place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from drafter.grounding import words
from drafter.grounding.places import CITIES, GIVEN_NAMES, TITLES
from drafter.grounding.reading import Word, fold, stem
from drafter.patterns import pattern

_OPENERS = pattern(r"(?:^|[.!?…:]\s*|[\"“„«»‘'(\[*–—•|]\s?|\n\s*)$")
_NOUN_END = tuple(
    """ing ings tion tions sion sions ment ness ity ance ence ances ences ship ships ism age ages ure ures ware ly
    ed ful less able ible ous ive ies ees ers ors ants ents ists ics work works shop shops ways wise hood dom
    als""".split()
)
_COMMON_EN = frozenset(
    """demand interest attendance turnout progress support funding income rent water energy health housing
        transport travel
    trade research science art history nature climate wildlife bread tea cake wine beer pizza entry access
    space money cash help
    hope joy pride fun luck silence applause laughter reaction response evidence proof truth peace war sport
    football chess cricket
    mail email post paper print press radio television film theatre dance song songs food crop harvest
    weather wind snow ice fire
    smoke dust noise light dark power fuel gas oil steel wood stone glass metal plastic cloth wool cotton
    leather hand word name
    number list map chart table figure page chapter book story version release update upgrade repair fix bug
    patch build branch
    commit issue ticket task job role rule law tax fee price cost sale offer deal vote poll ballot motion
    majority minority
    total average half double single each sixty ninety forty thirty fifty twenty hundreds thousands dozens
    nobody somebody
    everybody roughly nearly almost around over under between beyond within across along behind beside near
    opposite past since
    people work lunch coffee feedback time food staff today part half day days week weeks month months year
    years morning
    afternoon evening night talk talks slide slide slides plan plans plans result results note notes detail
    details question questions
    answer answers idea ideas topic topics theme themes goal goals step steps next project projects group
    groups team teams
    member members user users test tests tool tools data code video videos photo photos link links budget
    budgets room rooms
    keynote keynotes panel panels demo demos award awards prize prizes winner winners guest guests host hosts
    expert experts thank
    thanks welcome news event events meeting meetings session sessions conference summit workshop recap
    report reports summary
    overview outlook future highlights highlight key main new good great open free full local public young
    old early late second third
    first last final among according based given using due despite following regarding concerning looking
    join read see watch come
    get find learn help let make take keep stay save register women men children kids students teachers
    volunteers visitors delegates
    companies firms experts partners sponsors schools cities towns rain sun weather traffic music tickets
    doors seats talks hopes aims
    asked told known set made held left seen kept built shown driven given taken spoken led closing opening
    side back front top bottom
    bring both background impact value challenge challenges lesson lessons takeaway takeaways decision
    decisions action actions agenda
    begun born gone chosen written broken sold lost won sent spent met paid bought brought caught taught thought grown
    introduction conclusion conclusions context welcome networking discussion why what how""".split()
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
_COMMON_DE = frozenset(
    """anfang ende mitte beginn seit hilfe rahmen rande rand dank bezug sicht kraft anschluss ort ideen idee
        leute mensch menschen
    firma firmen stadt stadte land lander bund geld essen kaffee tee wasser luft welt kind kinder frau frauen
    mann manner schule
    schulen kurs kurse team teams app apps web gast gaste chef platz erfolg ergebnis ergebnisse gesprach
    gesprache vortrag vortrage
    diskurs kritik lob wunsch wunsche bedarf inhalt inhalte beitrag beitrage video videos bild bilder foto
    fotos link links notiz
    notizen text texte artikel blog software hardware code open source nachwuchs angebot angebote nachfrage
    verkehr bus bahn zug rad
    fahrrad auto autos strom energie gas warme klima umwelt natur wald see fluss berg dorf kreis amt amter
    gesetz gesetze verein vereine
    bank kasse budget summe euro cent prozent million millionen milliarde milliarden tausend uhr morgen heute
    gestern donnerstag spass
    dach tur tor licht ton musik film fest feier pause mittag nacht abend fruh start ziel stopp halt tempo
    druck mut sorge sorgen
    grund grunde folge folgen ursache wirkung nutzen wert werte regel regeln norm normen test tests zweck
    sinn art weise lage fehler
    losung losungen fazit ausblick uberblick ruckblick einblick einblicke hintergrund details zusammenarbeit
    interesse interessierte
    anwesende beteiligte engagierte freiwillige studierende lehrende mitarbeitende teilnehmende alles vieles
    weiteres neues gutes
    hause wort worte farbe abschied weitem deutsch englisch mal male vorstand beschluss beschlusse protokoll termin termine antrag antrage
    entwurf""".split()
)


@dataclass(frozen=True, slots=True)
class Context:
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
    window = text[max(word.start - 40, 0) : word.start]
    previous = re.search(r"([^\W\d_]+|\b[^\W\d_]{2,4}\.)\s*$", window)
    before = previous[1].rstrip(".") if previous else ""
    if any(other.folded in GIVEN_NAMES for other in run[:at]) or fold(before) in TITLES:
        return True
    starts = bool(_OPENERS.search(window))
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
    plain = folded in _COMMON_EN or word.text.lower() in words.stop(language) or folded.endswith(_NOUN_END)
    plain = plain or word.text.lower() in _OPENING
    verb = language != "en" and word.text.endswith(_VERBS[language])
    if len(run) > at + 1 and not plain:
        return not (verb and language == "cs")
    if plain or (language == "cs" and verb):
        return False
    after = re.match(r"['’]s\b|,|[ ’']+([^\W\d_]+)(?: ([\w-]+))?", text[word.end : word.end + 40])
    follows, second = ((after[1] or after[0]), after[2] or "") if after else ("", "")
    subject = _does(follows, language) or (language == "en" and follows.endswith("s") and second in _OBJECTS)
    if follows in _SPEAKS or (subject and second in _SPEAKS) or (follows in _AND and second[:1].isupper()):
        return True
    if context.slot and follows and (subject or not follows.isalpha()):
        return True
    return subject and not verb and language not in _BARE


# Languages in which a noun stands without an article: a sentence's first word needs more than a verb to be a name.
_BARE = ("cs",)
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
    "cs": ("je má bude se si už chce měl měla byl byla", "il al ěl ila ala ěla"),
}
# First words that are verbs or common nouns by their endings.
_VERBS = {
    "fr": tuple("tion ment ant ée age s x er é".split()),
    "es": tuple("ción aron ieron ando iendo dad rá ó rán s ado ido mente aban ían".split()),
    "it": tuple("zione zioni mente ando endo ato ati ata ate tà rà ò ono anno".split()),
    "cs": tuple(
        "ání ení ost ství ník ové ci ti ky ři telé ista isté ka li lo ly la l at it ět ící ává ívá ývá".split()
    ),
}
# First words that are neither, and hardly ever a name.
_OPENING = frozenset(
    """reste manque vient vive falta faltan queda quedan sobra llega manca mancano resta restano serve servono torna
    arriva parte nasce cresce bastano tocca segue kdysi odpoledne dopoledne příště víc více méně háček nakonec nejdřív
    nejprve potom poté později večer ráno dnes včera zítra letos loni vloni tentokrát občas často někdy nikdy vždy stále
    znovu opět skoro téměř zhruba asi snad možná bohužel naštěstí zato presto navíc kromě pouze jen právě hlavně zejména
    především celkem spolu dohromady všichni mnozí někteří každý nikdo někdo něco nic vše všechno hotovo konec závěr úvod
    začátek polovina třetina většina""".split()
)


def shaped(word: Word) -> bool:
    """Tell whether the letters alone show a name: NATO, OpenSSL, B2B."""
    text = word.text
    return len(text) > 1 and (sum(c.isupper() for c in text) > 1 or any(c.isdigit() for c in text))


_SAYS = frozenset("sagte sagt rief meinte meint ergänzte antwortete fragte mahnte betonte erklärte erklärt".split())
# What a person does: the verb right before or after a name.
_ACTS = _SAYS | frozenset(
    """berichtete berichtet stellte stellt zeigte zeigt lobte dankte begrüßte kritisierte forderte warnte leitete
    moderierte erzählte erinnerte schlug denkt verglich übernimmt leitet dankt hofft glaubt findet kündigte will
    möchte wünscht""".split()
)
_WITH = frozenset("so laut zufolge von mit bei nach in aus".split())
_PARTICIPLE = r"(?:ein|aus|an|vor|ab|auf|zu|mit|nach|be|ver|er|ent)?ge\w+(?:t|en)$|(?:be|ver|er|ent|zer)\w+t$"
_STRONG_END = tuple(
    """lich weise falls dings mals seits warts gleich zeitig sam isch ung ungen heit heiten keit keiten schaft schaften tion tionen sion tat taten ismus nis nisse nissen innen
    ende enden""".split()
)
# Endings of surnames and of foreign names that German nouns hardly have, and the nouns that do.
_SURNAME_END = tuple(
    """meier meyer maier mayer muller schmidt schmitt hoff huber ov ev rsen nsen kamp horst brink a i o u y c
    j x q w""".split()
)
_VOWEL_NOUNS = frozenset(
    """auto autos kino thema kamera foto video info buro konto euro kilo firma klima aula sofa oma opa party
        hobby city story lobby
    villa pizza cola kilo radio studio risiko tempo niveau cafe menu tabu schema drama komma aroma propaganda
    kultura agenda arena
    gala plaza mensa kita vita dilemma panorama diploma zebra metro kasino motto logo demo memo echo
    portfolio szenario
    ensemble embargo veto limo disko labor labo wlan taxi ski team bau stau tau frau sau schau ansicht umbau
    aufbau neubau abbau
    ausbau anbau einbau vertrauen interview review crew show knowhow workflow cashflow box mix fax index
    komplex reflex juni juli
    mai ei brei hai bonsai partei polizei datei bucherei druckerei backerei art deko ego foyer publikum abc
    zoo
    knie kombi navi uni profi kuli gummi abi alibi safari wiki pony handy baby lady community copy body
    u i bayern mi mitzubringen""".split()
)


def _german(word: Word, run: Sequence[Word], at: int, previous: str, starts: bool, text: str, context: Context) -> bool:
    """Tell a German name from a noun: by lists, by what stands around it, by its ending.

    Every German noun has a capital, so a single unknown word needs a reason to be called a name.
    """
    folded, before = word.folded, previous.lower()
    if folded in _COMMON_DE:
        return False
    if before in _BEFORE_NOUN and not (at and run[at - 1].folded in GIVEN_NAMES):
        return False
    if ((folded in GIVEN_NAMES or folded in CITIES) and word.text.isascii()) or word.text.lower() in GIVEN_NAMES:
        return len(folded) > 3 or len(run) > 1
    if text[max(word.start - 2, 0) : word.start].rstrip()[-1:].isdigit():
        return False
    if (starts and re.match(_PARTICIPLE, folded)) or folded.endswith(_STRONG_END) or context.foreign or context.titled:
        return False
    noun = folded.endswith(_GERMAN_NOUN_END)
    if folded.endswith(_SURNAME_END) and folded not in _VOWEL_NOUNS:
        return True
    opening = at > 0 and run[0].text[-1:] in "enrsm" and run[0].folded not in GIVEN_NAMES and _opens(run[0], text)
    beside = [*run[max(at - 1, 0) : at], *run[at + 1 : at + 2]]
    loose = bool(beside) and all(_is_noun(other) for other in beside)  # "Karte Farbe", "Abschied von Alois"
    if len(run) > 1 and not noun and not opening and not loose and not (at == 0 and starts):
        return not (
            previous[:1].islower() and re.search(r"(?:e|en|er|es|em)$", previous) and before not in words.stop("de")
        )
    after = re.match(r"\s+([^\W\d_]+)", text[word.end : word.end + 30])
    acts = before in _ACTS or (starts and after is not None and after[1] in _ACTS)
    if (acts and not noun) or (before in _SAYS and len(run) == 1):
        return True
    if not context.slot:
        return False
    open_ = after is not None and after[1][0].islower() and after[1] not in words.stop("de")
    return (before in _WITH and not noun) or (starts and open_)


def _is_noun(word: Word) -> bool:
    """Tell whether a neighbour is a noun or "von", not a part of a name."""
    folded = word.folded
    if folded in GIVEN_NAMES or folded in TITLES:
        return False
    return word.text[0].islower() or folded in _COMMON_DE or folded.endswith(_GERMAN_NOUN_END)


def _opens(word: Word, text: str) -> bool:
    """Tell whether a word is the first of its sentence: "Große Freude" is an adjective and a noun."""
    return _OPENERS.search(text[max(word.start - 4, 0) : word.start]) is not None


def _does(word: str, language: str) -> bool:
    exact, endings = _SUBJECT[language]
    return word[:1].islower() and (word in exact.split() or word.endswith(tuple(endings.split())))


def noun(word: Word, language: str) -> bool:
    """Tell whether a German word's ending or meaning makes it a common noun."""
    return language == "de" and (word.folded in _COMMON_DE or word.folded.endswith(_GERMAN_NOUN_END))
