"""Small closed lists of words in six languages, and which language a text is in.

Only words that a grammar lists: function words, negations, words that mark a plan or an outcome. What a text
is about is never listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from functools import cache

from drafter.patterns import pattern

LANGUAGES = ("en", "de", "fr", "es", "it", "cs")

# Function words: they neither bear a sentence out nor name anything.
_STOP = {
    "en": """a about above after again against all already also although am among an and another any anyone
        anything
        are aren't around as at away back be because been before behind being below besides between beyond
        both but by can
        can't cannot could did didn't do does doesn't doing don't done down during each either else ever
        every everyone
        everything few first for from further furthermore had has have haven't having he her here hers
        herself him himself his
        how however i i'd i'll i'm i've if in instead into is isn't it it's its itself just last later least
        less like
        many may maybe me meanwhile might mine more moreover most much must my myself near neither never next
        no nobody none nor not
        nothing now of off often on once one only onto or other others otherwise our ours ourselves out over
        own per perhaps
        quite rather really said same say says several shall she should since so some someone something soon
        still such
        than that that's the their theirs them themselves then there therefore these they this those though
        through throughout thus
        to together too toward towards under unless unlike until up upon us very via was wasn't we we're
        we've well were weren't what
        what's whatever when where whereas whether which while who whoever whole whom whose why will with
        within without won't
        would wouldn't yes yet you your yours yourself yourselves let let's lots both despite due upon
        additionally finally overall besides likewise hence indeed instead nevertheless nonetheless plus
        please thanks thank hello hi dear ok okay today tomorrow yesterday tonight currently recently""",
    "de": """ab aber alle allem allen aller alles allerdings als also am an andere anderem anderen anderer
        anderes auch auf
        aus außerdem ausserdem bei beim bereits bis bisher da dabei dadurch dafür dagegen daher damit danach
        daneben dann
        daran darauf daraus darf darin darüber darum darunter das dass davon davor dazu dein dem den denen
        denn dennoch der deren des
        deshalb dessen die dies diese diesem diesen dieser dieses doch dort durch ebenfalls ebenso eigentlich
        ein eine einem einen
        einer eines einig einige einigen einiger einiges einmal er es etwa etwas euch euer fast für ganz gar
        gegen gibt ging gut
        habe haben hat hatte hatten her hier hin hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer ihres im
        immer in indem
        ins insgesamt ist ja jede jedem jeden jeder jedes jedoch jene jetzt kann kein keine keinem keinen
        keiner können konnte
        konnten künftig laut lassen mal man manche mehr mehrere mein meist mich mir mit möchte müssen musste
        nach nachdem
        neben nein nicht nichts noch nun nur ob oder ohne rund schon sehr sei sein seine seinem seinen seiner
        seit selbst sich sie
        sind so sobald sodass sogar solche soll sollen sollte sollten somit sondern sonst sowie sowohl statt
        stets trotz über
        überhaupt um und uns unser unsere unserem unseren unserer unter viel viele vielen vieler vom von vor
        vorbei während war waren
        warum was weder wegen weil weiter weitere weiteren weiterhin welche welchem welchen welcher welches
        wenig wenige wenn wer
        werde werden wie wieder will wir wird wo wobei wodurch wollen wollte wollten worden wurde wurden zu
        zudem zuerst zuletzt
        zum zunächst zur zusammen zusätzlich zwar zwischen anschließend schließlich insbesondere
        beispielsweise dank heute
        morgen gestern bitte danke dazwischen darüber hinaus sowie außer""",
    "fr": """a à afin ai ainsi alors après as assez au aucun aucune aujourd'hui auprès aussi autant autour
        autre autres
        aux avait avaient avant avec avoir ayant beaucoup bien bientôt ça car ce ceci cela celle celles celui
        cependant certain
        certaine certaines certains ces cet cette ceux chacun chaque chez comme comment d'abord dans de début
        déjà demain depuis
        dernier dernière derrière des dès désormais deux devant doit doivent donc dont du durant elle elles
        en encore enfin
        ensemble ensuite entre es est et étaient était étant été être eu eux fait faire fin furent fut grâce
        hier hors ici il ils
        j'ai jamais je jusqu'à jusque l la là le les leur leurs lors lorsque lui m ma mais malgré me même
        mêmes mes
        moi moins mon n ne ni non nos notamment notre nous on ont or ou où par parce parfois parmi pas
        pendant peu peut peuvent
        plus plusieurs plutôt pour pourquoi pourtant environ pouvoir près presque puis puisque qu quand que
        quel quelle quelles
        quelqu'un quelque quelques quels qui quoi rien s sa sans sauf se selon sera seront ses seul seule
        seulement si sinon soit
        son sont sous souvent sur surtout ta tandis tant te tel telle tels tous tout toute toutefois toutes
        très trop tu un une
        va vers voici voilà vos votre vous vu y également parallèlement finalement aura auront merci""",
    "es": """a acerca además ahora al algo algún alguna algunas alguno algunos allí ambos ante antes aquel
        aquella
        aquí así aún aunque ayer bajo bastante bien cada casi como cómo con contra cual cuál cuales cualquier
        cuando cuándo
        cuanto de debajo debe deben del demás dentro desde después detrás donde dónde dos durante e él el
        ella ellas ello ellos en
        encima entonces entre era eran eres es esa esas ese eso esos esta está estaba estaban estado estamos
        están estar estas
        este esto estos fin fue fueron ha había habían haber hace hacia han hasta hay he hemos hizo hoy
        incluso la las le les
        lo los luego mañana más me mediante mejor menos mi mientras mis mismo misma mismos mucha muchas mucho
        muchos muy nada
        nadie ni ningún ninguna ninguno no nos nosotros nuestra nuestras nuestro nuestros nunca o os otra
        otras otro otros para
        pero poco pocos podrá por porque pronto pudo puede pueden pues que qué quien quién quienes se sea
        según ser será serán
        si sí sido siempre sin sino sobre solo sólo somos son su sus suya también tampoco tan tanta tanto te
        tendrá tenemos
        tiene tienen toda todas todavía todo todos tras tu tuvo un una unas uno unos usted ustedes va vamos
        varios varias y ya yo
        finalmente asimismo gracias igualmente""",
    "it": """a abbiamo ad adesso agli ai al alcuna alcune alcuni alcuno all alla alle allo allora altra altre
        altri altro
        anche ancora anzi appena attraverso avanti aver avere aveva avevano avrà ben bene c che chi ci
        ciascuno ciò cioè
        circa coi col come con contro cosa così cui d da dagli dai dal dall dalla dalle dallo davanti degli
        dei del dell
        della delle dello dentro di dietro domani dopo dove due dunque durante e è ecco ed egli era erano
        esse essendo essere
        essi fa fare fatto fin fine fino forse fra fu furono già gli grazie ha hai hanno ho i ieri il in
        infatti infine insieme
        inoltre intanto invece io l la là le lei li lì lo loro lui lungo ma mai me meglio meno mentre mi mia
        mie mio molta
        molte molti molto ne negli nei nel nell nella nelle nello nessun nessuna nessuno niente no noi non
        nostra nostre nostri nostro
        nulla o od oggi ogni ognuno oltre oppure ora per perché perciò però più poca poche pochi poco poi
        presso prima
        proprio può possono qua qual quale quali qualche quando quanta quanto quasi quel quella quelle quelli
        quello questa
        queste questi questo qui quindi sarà saranno se sé sempre senza sei si sì sia siamo sin sino solo
        soltanto sono sopra soprattutto
        sotto sta stata state stati stato stessa stesso su sua sue sugli sui sul sull sulla sulle suo suoi
        tale tali tanto
        te ti tra tramite tu tua tutta tuttavia tutte tutti tutto un una uno vi via viene vengono voi
        vostro""",
    "cs": """a aby ačkoli ale ani ano asi až ba bez bude budeme budou budu by byl byla byli bylo byly být co
        což či
        dál dále další dalších do dokud dosud i jak jakmile jako jakož jaká jaké jaký je jeden jedna jedno
        jeho jej její jejich
        jen jenom jenž ještě ji jiná jiné jiný již jsem jsi jsme jsou jste k kam kde kdo kdy když ke která
        které kteří který kterou
        kterých kterým která-li ku ma má mají mají mezi mi mimo mít mne mnoho mnou moc mohl mohla mohou moje
        můj může my na
        nad nade nám námi nás náš naše našeho našem naší našim ne nebo nebyl nebyla nebyli nebylo nebyly
        nechť než ni nic nich ním nimi
        o od ode on ona oni ono ony pak po pod podle pokud pouze potom prave pro proč proti proto protože
        před přede přes při
        s se si sice skoro snad spolu sve své svého svém svou svých svým svůj ta tak také takže takový tam
        tato te tě tedy
        ten tento teto této ti tím tím to tohle toho tohoto tom tomto tomu toto tu tuto ty tyto těch těmi u
        už v vám vás váš
        ve vedle velmi vsak však všech všechno všechny všichni vy z za zatím zda zde ze že zejména dnes včera
        zítra navíc
        nakonec rovněž společně kromě během celkem zhruba díky několik několika mnoha více méně""",
}

_NEGATION = {
    "en": """not no never none nobody nothing neither nor without cannot can't don't doesn't didn't won't
        wouldn't isn't
        aren't wasn't weren't couldn't shouldn't hasn't haven't hadn't nowhere refused rejected declined
        cancelled
        canceled postponed failed unable lacks lacked hardly denied dropped""",
    "de": """nicht kein keine keinen keinem keiner keines nie niemals niemand nichts ohne weder abgelehnt
        verschoben
        abgesagt verworfen gescheitert kaum""",
    "fr": "ne n' n pas aucun aucune jamais rien personne sans ni refusé rejeté annulé reporté nullement",
    "es": "no nunca jamás nadie nada ningún ninguna ninguno sin ni tampoco rechazó rechazado cancelado aplazado rechazada",
    "it": "non no nessun nessuno nessuna mai niente nulla senza né respinto respinta annullato rinviato rinviata",
    "cs": """ne není nejsou nebyl nebyla nebylo nebyly nebyli nebude nebudou nikdy nikdo nic žádný žádná
        žádné žádného bez ani
        nemá nemají zamítnut zamítnuto zrušeno odloženo""",
}

# Something is missing or wrong, without a word that denies.
_LACKING = {
    "en": "fails fail failed lack lacks lacking absence excluding exclude excludes except falsely wrongly incorrectly instead",
    "de": "fehlt fehlen mangelt ausgenommen außer fälschlich",
    "fr": "manque manquent excepté sauf échoue faussement",
    "es": "falta faltan excepto salvo carece falsamente",
    "it": "manca mancano eccetto tranne falsamente",
    "cs": "chybí vyjma mylně",
}

# A thing is planned, asked or floated ...
_PLAN = {
    "en": """will would plan plans planned planning propose proposed proposal proposes should could might may
        maybe perhaps idea
        ideas suggest suggested suggestion tbd tbc todo agenda upcoming intend intends expected tentative
        consider considering
        discuss hopes hope aims aim wants want pending option draft undecided unclear open considered""",
    "de": """wird werden soll sollen sollte plan planen plant geplant vorschlag vorgeschlagen vorschläge
        könnte könnten
        idee ideen vielleicht eventuell agenda beabsichtigt erwartet überlegen offen prüfen möglich möchte
        will unklar""",
    "fr": """sera seront prévoit prévu prévue propose proposé proposition devrait pourrait idée idées
        peut-être
        projet envisage envisagé souhaite éventuellement option ouvert discuter examiner""",
    "es": """será serán prevé previsto prevista propone propuesta propuesto debería podría idea ideas quizá
        quizás tal
        vez planea plan pendiente considerar posible quiere""",
    "it": """sarà saranno prevede previsto prevista propone proposta proposto dovrebbe potrebbe idea idee
        forse
        progetto intende valutare possibile vuole aperto""",
    "cs": """bude budou plán plánuje plánujeme plánován navrhuje návrh navrženo měl měla mělo mohl mohla
        mohlo nápad nápady
        možná snad zvážit chce chceme případně otevřené uvažuje""",
}

# ... or it has happened.
_OUTCOME = {
    "en": """decided agreed approved adopted launched resolved signed confirmed concluded completed finished
        won elected
        awarded announced passed voted accepted finalised finalized established released took""",
    "de": """beschlossen beschloss entschieden entschied vereinbart vereinbarten genehmigt verabschiedet
        gestartet
        unterzeichnet bestätigt abgeschlossen gewonnen gewählt einigten veröffentlicht angenommen
        verkündet""",
    "fr": """décidé approuvé adopté lancé signé confirmé conclu achevé gagné élu voté convenu validé accepté
        publié
        décidée approuvée adoptée lancée signée confirmée""",
    "es": """decidió decidieron acordó acordaron aprobó aprobaron adoptó lanzó firmó confirmó concluyó ganó
        eligió votó
        aprobado aprobada acordado decidido lanzado firmado""",
    "it": """deciso approvato adottato lanciato firmato confermato concluso vinto eletto votato concordato
        accettato
        approvata adottata lanciata firmata confermata decisa""",
    "cs": """rozhodl rozhodla rozhodli rozhodlo schválil schválila schválili schváleno schválen přijal
        přijali přijato
        spustil spustili spuštěn podepsal podepsali potvrdil potvrdili dohodli zvolili zvolen zvítězil
        odsouhlasili""",
}

_PRAISE = {
    "en": """groundbreaking ground-breaking inspiring inspirational unforgettable outstanding remarkable
        exceptional
        incredible amazing fantastic wonderful brilliant excellent world-class cutting-edge state-of-the-art
        seamless vibrant
        thrilling exciting invaluable unparalleled unprecedented revolutionary visionary stunning impressive
        spectacular
        extraordinary transformative game-changing best greatest leading renowned prestigious pivotal unique
        memorable
        resounding breathtaking vital crucial seminal fascinating dynamic""",
    "de": """bahnbrechend bahnbrechende inspirierend inspirierende unvergesslich unvergessliche herausragend
        herausragende
        außergewöhnlich außergewöhnliche fantastisch fantastische großartig großartige wunderbar wunderbare
        brillant
        exzellent exzellente beeindruckend beeindruckende einzigartig einzigartige revolutionär wegweisend
        wegweisende
        führende renommierte hervorragend hervorragende spektakulär beste voller erfolg""",
    "fr": """exceptionnel exceptionnelle remarquable inspirant inspirante inoubliable extraordinaire
        fantastique magnifique
        brillant brillante excellent excellente passionnant passionnante unique incontournable
        révolutionnaire prestigieux
        prestigieuse impressionnant impressionnante meilleur meilleure formidable""",
    "es": """excepcional extraordinario extraordinaria inolvidable inspirador inspiradora fantástico
        fantástica maravilloso
        maravillosa brillante excelente apasionante único única revolucionario impresionante prestigioso
        prestigiosa
        innovador destacado mejor espectacular""",
    "it": """eccezionale straordinario straordinaria indimenticabile stimolante fantastico fantastica
        meraviglioso
        meravigliosa brillante eccellente appassionante unico unica rivoluzionario impressionante prestigioso
        prestigiosa
        spettacolare migliore""",
    "cs": """výjimečný výjimečná výjimečné mimořádný mimořádná mimořádné nezapomenutelný nezapomenutelná
        inspirativní
        fantastický fantastická skvělý skvělá skvělé úžasný úžasná úžasné jedinečný jedinečná jedinečné
        revoluční
        působivý prestižní nejlepší průlomový průlomová průlomové vynikající""",
}

_REPORTING = {
    "en": """offer offers offered offering provide provides provided providing include includes included
        including feature
        features featured featuring present presents presented presenting introduce introduces introduced
        introducing suggest
        suggests suggested suggesting propose proposes proposed proposing recommend recommends recommended
        explain explains explained
        explaining describe describes described describing discuss discusses discussed discussing discussion
        discussions mention
        mentions mentioned mentioning highlight highlights highlighted highlighting emphasise emphasize
        emphasises emphasizes
        emphasizing emphasized stress stressed stresses inform informs informed contact contacts contacted
        contacting ask asks asked
        asking inquire inquires inquired state states stated stating note notes noted noting report reports
        reported reporting announce
        announces announced expect expects expected believe believes believed believing consider considers
        considered considering
        determine determines determined identify identified identifies indicate indicates indicated
        indicating demonstrate demonstrates
        demonstrated reveal reveals revealed compare compares compared conclude concludes concluded confirm
        confirms confirmed warn warns
        warned express expresses expressed share shares shared talk talks talked regarding concerning various
        several certain particular
        potential possible current currently previous overall additional group groups team member members
        participant participants
        speaker speakers attendee attendees company firm organisation organization document article text
        author meeting session
        conversation topic topics point points issue issues opinion opinions view views way ways aspect
        aspects part parts type types kind
        kinds range variety amount process use uses used using need needs needed want wants wanted look looks
        looking help helps helped
        helping allow allows allowed enable enables ensure ensures aim aims intend seek seeks begin begins
        start called call calls named
        titled known based related associated given different significant important main key due lead leads
        led leading show shows
        showed showing seen see speak spoke said says say tell told claim claims claimed argue argues argued
        add adds added address
        addressed cover covers covered focus focuses focused attend attended attending take takes took taking
        place hold held host hosted
        gather gathered join joined participate participated participating receive received conduct conducts
        conducted clarify clarifies
        clarified outline outlines outlined illustrate illustrates illustrated showcase showcases examine
        examining explore explores
        utilise utilize utilized employed comprise comprises consist consists contain contains involve
        involves representative
        individual individuals people person someone option options choice choices multiple numerous diverse
        distinct specific
        approximately ultimately eventually additionally respectively notably previously presently also well
        while""",
}

# Words for the kinds of thing that notes list, in all six languages at once.
_KINDS = {
    kind: frozenset(forms.split())
    for kind, forms in {
        "question": """question questions frage fragen pregunta preguntas domanda domande otázka otázky otázek issues
            unklar offen""",
        "action": """action actions task tasks todo todos step steps aufgabe aufgaben schritt schritte maßnahme
            maßnahmen tâche tâches étape étapes faire tarea tareas paso pasos acción acciones compito compiti
            azione azioni passo passi úkol úkoly úkolů krok kroky kroků""",
        "decision": """decision decisions decided resolution resolutions beschluss beschlüsse entscheidung
            entscheidungen décision décisions décidé decisión decisiones acuerdo acuerdos decisione decisioni deciso
            rozhodnutí usnesení""",
        "topic": """topic topics subject subjects theme themes section sections part parts point points item items
            talk talks session sessions agenda thema themen punkt punkte teil teile vortrag vorträge sujet sujets
            thème thèmes partie parties exposé exposés tema temas punto puntos charla charlas temi punti parte parti
            téma témata témat bod body bodů přednáška přednášky přednášek""",
        "person": """person persons people participant participants attendee attendees present member members guest
            guests speaker speakers teilnehmer teilnehmende teilnehmenden teilnehmerinnen anwesend anwesende anwesenden
            leute menschen personen participants présent présents personne personnes membres asistente asistentes
            presentes personas miembros partecipante partecipanti presenti persone membri účastník účastníci účastníků
            přítomni přítomní lidí lidé člen členů""",
        "result": """result results outcome outcomes conclusion conclusions ergebnis ergebnisse fazit résultat
            résultats conclusion resultado resultados conclusiones risultato risultati conclusioni výsledek výsledky
            závěr závěry""",
        "award": """award awards prize prizes preis preise prix premio premios premi cena ceny cen""",
    }.items()
}
# A sentence about the notes themselves: what they don't say.
_ABOUT_NOTES = pattern(
    r"\b(?:notes?|minutes|transcript|log|notizen|protokoll|mitschrift|notas|acta|appunti|verbale|poznámky|zápis) "
    r"(?:(?:do|does|did) not|don['’]t|doesn['’]t|(?:record|records|give|gives|name|names|mention|hold|say|show|list)s? no|are silent"
    r"|leave|n['’]e|ne |no |non |nennen|sagen|halten|geben|enthalten|erwähnen|neuv|nezazn|neříkaj|neobsah|o tom)",
    re.IGNORECASE,
)

TOPIC, QUESTION = "topics", "questions"
LINK, STEP = "links liens enlaces collegamenti odkazy odkazů", "steps schritte étapes pasos passi kroky kroků"

# What states a judgement without saying whose: how it begins, and how it can go on.
_SEEN = "noted said felt believed agreed acknowledged"
_UNOWNED = tuple(
    f"{start} {end}".rstrip()
    for start, ends in (
        ("experts", "say agree believe"), ("it was", _SEEN), ("it is", _SEEN), ("it was widely", _SEEN),
        ("it is widely", _SEEN), ("many", "believe felt agree say"), ("critics", "say argue"), ("observers", ""),
        ("it is clear", "that"), ("it is evident", "that"), ("it is obvious", "that"),
        ("fachleute sind sich", "einig"), ("viele", "glauben meinen"), ("experten", "sagen meinen"),
        ("es ist", "klar offensichtlich"), ("es war", "klar offensichtlich"), ("les experts", ""),
        ("beaucoup", "pensent estiment"), ("il est", "clair évident"), ("los expertos", ""),
        ("muchos", "creen opinan"), ("es evidente", ""), ("gli esperti", ""), ("molti", "credono ritengono"),
        ("è chiaro", "che"), ("è evidente", "che"), ("odborníci se", "shodují"), ("odborníci", "tvrdí"),
        ("mnozí", "věří soudí"), ("je jasné,", "že"), ("je zřejmé,", "že"),
    )
    for end in ends.split() or [""]
)  # fmt: skip

_JUDGING = frozenset(max(some.split()[:-1] or [some], key=len).strip(",") for some in _UNOWNED)  # one word of each


_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


@cache
def _set(table: str, language: str) -> frozenset[str]:
    source = {
        "stop": _STOP,
        "negation": _NEGATION,
        "plan": _PLAN,
        "outcome": _OUTCOME,
        "praise": _PRAISE,
        "lacking": _LACKING,
        "reporting": _REPORTING,
    }[table]
    if language not in source:
        return frozenset()
    return frozenset(source[language].split())


def stop(language: str) -> frozenset[str]:
    """Return the function words of a language."""
    return _set("stop", language)


def negation(language: str) -> frozenset[str]:
    """Return the words that deny something."""
    return _set("negation", language)


def lacking(language: str) -> frozenset[str]:
    """Return words that say that something is missing or otherwise."""
    return _set("lacking", language)


def reporting(language: str) -> frozenset[str]:
    """Return words with which a draft reports what notes only list; they add no fact."""
    return _set("reporting", language)


def plan(language: str) -> frozenset[str]:
    """Return the words that mark a plan, a proposal or a question."""
    return _set("plan", language)


def outcome(language: str) -> frozenset[str]:
    """Return the verbs that report a decision or a result."""
    return _set("outcome", language)


STILL_OPEN = pattern(  # an outstanding issue is an open one, not praised
    r"\boutstanding (?:pull )?(?:issue|question|work|task|item|matter|request|bug|action|point|ticket|payment|amount|fee)"
)


def praise(language: str) -> frozenset[str]:
    """Return words of praise and superlatives."""
    return _set("praise", language)


def about_notes(text: str) -> bool:
    """Tell whether a sentence says what the notes don't say."""
    return _ABOUT_NOTES.search(text) is not None


@cache
def _kinds() -> dict[str, str]:
    return {form: kind for kind, forms in _KINDS.items() for form in forms}


def kind(word: str) -> str:
    """Return what kind of thing a word stands for where notes list some of it, or ""."""
    return _kinds().get(word.lower(), "")


def unowned(text: str, tokens: Collection[str]) -> str:
    """Return the phrase that states a judgement without saying whose, or "". `tokens` are the text's words."""
    if _JUDGING.isdisjoint(tokens):
        return ""
    lowered = f" {text.lower()}"
    for phrase in _UNOWNED:
        at = lowered.find(phrase)
        if at > 0 and not lowered[at - 1].isalnum():
            return text[at - 1 : at - 1 + len(phrase)]
    return ""


def language(text: str, default: str = "en") -> str:
    """Return the language, of the six, whose function words a text uses most."""
    counts = Counter(_WORD.findall(text[:20_000].lower()))
    scores = {name: sum(map(counts.__getitem__, stop(name).intersection(counts))) for name in LANGUAGES}
    best = max(LANGUAGES, key=lambda name: (scores[name], name == default))
    return best if scores[best] > 1 else default
