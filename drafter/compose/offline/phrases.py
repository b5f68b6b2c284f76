"""The sentences that the offline composer may say on its own account, in six languages.

Every word of a post that is not the writer's stands in this table. A language without an own row gets
the English one. Where a grammar would need gender or case that the notes do not give, the phrase
is built so that it does not.
"""

from __future__ import annotations

from dataclasses import dataclass

from drafter import unsaid


@dataclass(frozen=True, slots=True)
class Phrases:
    """What is said in one language; `{}` marks are filled with the notes' own words."""

    held: str  # an event that has been: name, when, where
    planned: str  # an event to come
    met: str  # a group without an event's name: name, when, where
    topic: str  # a subject: name
    topic_on: str  # a subject and a day: name, when
    report: str  # minutes, a report: name
    dated: str  # a day alone: when
    organised: str
    present: str
    kinds: str  # who came, where the notes name no persons ("cluster managers, industry")
    speaker: str  # one
    speakers: str
    on_day: str  # date
    on_days: str  # first, last
    place: str  # where
    day: str  # day, month, year
    month_day: str
    months: str  # January to December, as they stand behind a day
    decisions: str
    actions: str
    questions: str
    next: str
    links: str
    no_date: str
    open: str  # what the notes name without saying more
    uncertain: str
    gap: str  # a sentence of the notes that breaks off
    and_: str
    said: str  # who, what
    asked: str
    agreed: str
    topics: str
    talk: str  # headings for a part of the notes that has none
    detail: str
    agenda: str
    done: str  # behind an action whose box is ticked
    colon: str
    shared: str  # a turn that is a link: who, what
    by: str  # who spoke on a topic
    organising: str = ""  # the organisers of an event to come, where that is said in another way
    open_the: str = ""  # the same with an article, where the language needs no gender for it


EN = Phrases(
    held="The {name} took place{where}{when}.",
    planned="The {name} will take place{where}{when}.",
    met="The {name} met{when}{where}.",
    topic="The topic was {name}{by}.",
    topic_on="The topic{when}{where} was {name}{by}.",
    report="These points are from the {name}.",
    dated="The notes are from {date}.",
    organised="It was organised by {names}.", organising="It is organised by {names}.",
    present="Those taking part were {names}.",
    kinds="Among those who came were {names}.",
    speaker="The speaker was {names}.",
    speakers="The speakers were {names}.",
    on_day=" on {date}", on_days=" from {first} to {last}", place=" in {place}",
    day="{day} {month} {year}", month_day="{day} {month}",
    months="January February March April May June July August September October November December",
    decisions="Decisions", actions="Actions", questions="Open questions", next="Next steps",
    links="Links",
    no_date=unsaid.NO_DATE["en"],
    open="Not recorded: {what}.", open_the="Not recorded: the {what}.", uncertain="(not certain)",
    gap="(the notes break off here)", and_="and",
    said="{who} said: {what}", asked="{who} asked: {what}", agreed="{who} agreed.", topics="The topics",
    talk="Discussion", detail="In detail", colon=": ",
    agenda="On the agenda",
    done="(done)",
    shared="{who} shared {what}.", by=", with {names}",
)  # fmt: skip

DE = Phrases(
    held="{name} fand{when}{where} statt.",
    planned="{name} findet{when}{where} statt.",
    met="{name} traf sich{when}{where}.",
    topic="Thema war {name}{by}.",
    topic_on="Thema{when}{where} war {name}{by}.",
    report="Diese Punkte stammen aus: {name}.",
    dated="Die Notizen sind vom {date}.",
    organised="Veranstaltet von {names}.",
    present="Teilgenommen haben {names}.",
    kinds="Unter den Teilnehmenden waren {names}.",
    speaker="Es sprach {names}.",
    speakers="Es sprachen {names}.",
    on_day=" am {date}", on_days=" vom {first} bis {last}", place=" in {place}",
    day="{day}. {month} {year}", month_day="{day}. {month}",
    months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    decisions="Beschlüsse", actions="Aufgaben", questions="Offene Fragen", next="Nächste Schritte",
    links="Links",
    no_date=unsaid.NO_DATE["de"],
    open="Nicht festgehalten: {what}.", uncertain="(unsicher)",
    gap="(hier brechen die Notizen ab)", and_="und",
    said="{who}: {what}", asked="{who} fragte: {what}", agreed="{who} stimmte zu.", topics="Themen",
    talk="Diskussion", detail="Im Einzelnen", colon=": ",
    agenda="Auf der Tagesordnung",
    done="(erledigt)",
    shared="{who} teilte {what}.", by=", mit {names}",
)  # fmt: skip

FR = Phrases(
    held="{name} a eu lieu{when}{where}.",
    planned="{name} aura lieu{when}{where}.",
    met="Réunion de {name}{when}{where}.",
    topic="Le sujet : {name}{by}.",
    topic_on="Le sujet{when}{where} : {name}{by}.",
    report="Ces points viennent du document « {name} ».",
    dated="Les notes datent du {date}.",
    organised="Organisation : {names}.",
    present="Étaient présents : {names}.",
    kinds="Parmi les participants : {names}.",
    speaker="A pris la parole : {names}.",
    speakers="Ont pris la parole : {names}.",
    on_day=" le {date}", on_days=" du {first} au {last}", place=" à {place}",
    day="{day} {month} {year}", month_day="{day} {month}",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    decisions="Décisions", actions="Actions à mener",
    questions="Questions ouvertes", next="Prochaines étapes",
    links="Liens",
    no_date=unsaid.NO_DATE["fr"],
    open="Non précisé : {what}.", uncertain="(à confirmer)",
    gap="(les notes s’arrêtent ici)", and_="et",
    said="{who} : {what}", asked="{who} a demandé : {what}", agreed="{who} était d’accord.",
    topics="Au programme",
    talk="Discussion", detail="En détail", colon=" : ",
    agenda="À l’ordre du jour",
    done="(fait)",
    shared="{who} a partagé {what}.", by=" ({names})",
)  # fmt: skip

ES = Phrases(
    held="{name} tuvo lugar{when}{where}.",
    planned="{name} tendrá lugar{when}{where}.",
    met="Reunión de {name}{when}{where}.",
    topic="El tema fue {name}{by}.",
    topic_on="El tema{when}{where} fue {name}{by}.",
    report="Estos puntos proceden de: {name}.",
    dated="Las notas son del {date}.",
    organised="Organización: {names}.",
    present="Participaron {names}.",
    kinds="Entre los participantes: {names}.",
    speaker="Tomó la palabra {names}.",
    speakers="Tomaron la palabra {names}.",
    on_day=" el {date}", on_days=" del {first} al {last}", place=" en {place}",
    day="{day} de {month} de {year}", month_day="{day} de {month}",
    months="enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    decisions="Decisiones", actions="Tareas", questions="Preguntas abiertas", next="Próximos pasos",
    links="Enlaces",
    no_date=unsaid.NO_DATE["es"],
    open="Sin precisar: {what}.", uncertain="(sin confirmar)",
    gap="(las notas se interrumpen aquí)", and_="y",
    said="{who}: {what}", asked="{who} preguntó: {what}", agreed="{who} estuvo de acuerdo.", topics="Temas",
    talk="Discusión", detail="En detalle", colon=": ",
    agenda="En el orden del día",
    done="(hecho)",
    shared="{who} compartió {what}.", by=" ({names})",
)  # fmt: skip

IT = Phrases(
    held="{name} ha avuto luogo{when}{where}.",
    planned="{name} avrà luogo{when}{where}.",
    met="Incontro di {name}{when}{where}.",
    topic="Il tema: {name}{by}.",
    topic_on="Il tema{when}{where}: {name}{by}.",
    report="Questi punti vengono da: {name}.",
    dated="Gli appunti sono del {date}.",
    organised="Organizzazione: {names}.",
    present="Hanno partecipato {names}.",
    kinds="Tra i partecipanti: {names}.",
    speaker="Ha parlato {names}.",
    speakers="Hanno parlato {names}.",
    on_day=" il {date}", on_days=" dal {first} al {last}", place=" a {place}",
    day="{day} {month} {year}", month_day="{day} {month}",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    decisions="Decisioni", actions="Azioni", questions="Domande aperte", next="Prossimi passi", links="Link",
    no_date=unsaid.NO_DATE["it"],
    open="Non precisato: {what}.", uncertain="(da confermare)",
    gap="(gli appunti si interrompono qui)", and_="e",
    said="{who}: {what}", asked="{who} ha chiesto: {what}", agreed="{who} era d’accordo.", topics="Temi",
    talk="Discussione", detail="In dettaglio", colon=": ",
    agenda="All’ordine del giorno",
    done="(fatto)",
    shared="{who} ha condiviso {what}.", by=" ({names})",
)  # fmt: skip

CS = Phrases(
    held="Proběhla akce {name}{when}{where}.",
    planned="Proběhne akce {name}{when}{where}.",
    met="Setkání: {name}{when}{where}.",
    topic="Téma: {name}{by}.",
    topic_on="Téma{when}{where}: {name}{by}.",
    report="Tyto body pocházejí ze zápisu: {name}.",
    dated="Poznámky jsou z {date}.",
    organised="Pořádali: {names}.",
    present="Přítomni: {names}.",
    kinds="Mezi účastníky: {names}.",
    speaker="Vystoupení: {names}.",
    speakers="Vystoupili: {names}.",
    on_day=" {date}", on_days=" od {first} do {last}", place=" ({place})",
    day="{day}. {month} {year}", month_day="{day}. {month}",
    months="ledna února března dubna května června července srpna září října listopadu prosince",
    decisions="Rozhodnutí", actions="Úkoly", questions="Otevřené otázky", next="Další kroky", links="Odkazy",
    no_date=unsaid.NO_DATE["cs"],
    open="Neuvedeno: {what}.", uncertain="(nejisté)",
    gap="(zde poznámky končí)", and_="a",
    said="{who}: {what}", asked="Otázka ({who}): {what}", agreed="{who}: souhlas.", topics="Témata",
    talk="Diskuse", detail="Podrobně", colon=": ",
    agenda="Na programu",
    done="(hotovo)",
    shared="{who}: odkaz {what}.", by=" ({names})",
)  # fmt: skip

PHRASES = {"en": EN, "de": DE, "fr": FR, "es": ES, "it": IT, "cs": CS}

STOP_WORDS = {
    "en": "a about above after again all also am an and any are as ask asked at be because been before being below "
    "between both but by can "
    "could did do does doing don down during each either else few for from further get got had has have "
    "having he her here hers "
    "him his how i if in into is it its just let like made make many may me might more most much must my "
    "need no nor not now of "
    "off on once one only or other our ours out over own per really same say says said she should so "
    "some such than that the "
    "their theirs them then there these they thing things this those through to too under until up us "
    "use used very via was we "
    "well went were what when where which while who whom whose why will with within without would yes "
    "yet you your i'm i've i'll i'd it's it'll we're we've we'll we'd you're you've you'll they're they've they'll "
    "he's she's that's there's here's what's who's let's don't doesn't didn't isn't aren't wasn't weren't can't "
    "couldn't won't wouldn't shouldn't hasn't haven't",
    "de": "aber alle als also am an auch auf aus bei bin bis da damit dann das dass dem den denn der des "
    "die dies diese dieser doch "
    "du durch ein eine einem einen einer eines er es für gibt hat habe haben hier ich ihr ihre im in ist "
    "ja kann kein keine "
    "man mehr mein mit nach nicht noch nur ob oder schon sein seine sich sie sind so sowie über um und "
    "uns unser unter vom von "
    "vor war waren was wenn wer werden wie wir wird wo zu zum zur",
    "fr": "a à au aux avec c ce ces cet cette comme d dans de des donc du elle en entre est et été être "
    "eu fait il ils j je l la le "
    "les leur lui m mais me même n ne nos notre nous on ont ou où par pas plus pour qu que qui s sa sans "
    "se ses si son sont "
    "sur t ta tous tout toute très tu un une vers vos votre vous y",
    "es": "a al ante como con contra cual cuando de del desde donde e el ella en entre era es esa ese "
    "esta este esto fue ha han hasta "
    "hay la las le les lo los más me mi muy ni no nos nuestra nuestro o para pero por porque que qué "
    "quien se ser si sí sin "
    "sobre son su sus también tiene todo tu un una uno unos y ya yo",
    "it": "a ad ai al alla alle allo anche c che chi ci come con cui da dai dal dalla de dei del della "
    "delle dello di e è ed era essere "
    "fra gli ha hanno i il in io l la le lo loro ma mi nei nel nella noi non o per perché più quale "
    "quando questa questo se "
    "si sia sono su sua sui sul sulla suo tra tutti tutto un una uno",
    "cs": "a aby ale ani asi až bez bude by byl byla byli bylo být co či další do i já jak jako je jeho "
    "jejich její jen ještě již jsem "
    "jsme jsou k kde kdy když ke která které který má mezi mít na nad ne nebo než o od po pod podle pro "
    "proto protože před "
    "při s se si tak také tam te ten to toho tom tu už v ve však z za ze že",
}
