"""The words by which notes say what a line is, in six languages: data, no code.

Labels are compared without case, accents, markup and what stands in parentheses. A role's own language
comes first, then English, then the others, except for the words that mean something else there.
"""

from __future__ import annotations

LANGUAGES = ("en", "de", "fr", "es", "cs", "it")

# what a field or a heading is about; besides the roles of `model.Role` there are
# `author`, `office` (who wrote or chaired: no speaker), `posted`, `section` (says nothing: "Notes")
LABELS: dict[str, dict[str, str]] = {
    "title": {
        "en": "topic, title, subject, meeting, event, session, talk, session title, meeting name, name of event",
        "de": "thema, titel, betreff, veranstaltung, besprechung, sitzung",
        "fr": "sujet, titre, objet, thème, événement, réunion",
        "es": "tema, título, asunto, evento, reunión",
        "cs": "téma, název, předmět, akce, schůzka",
        "it": "argomento, titolo, oggetto, evento, riunione",
    },
    "date": {
        "en": "date, when, day, dates, date and time, date & time, time and date, meeting date, event date, held on",
        "de": "datum, wann, termin, tag, datum und uhrzeit, zeit, zeitpunkt",
        "fr": "date, quand, jour, dates, date et heure",
        "es": "fecha, cuándo, día, fechas, fecha y hora",
        "cs": "datum, kdy, den, termín, datum a čas",
        "it": "data, quando, giorno, data e ora",
    },
    "place": {
        "en": "place, where, location, venue, city, room, meeting place",
        "de": "ort, wo, veranstaltungsort, raum, stadt, tagungsort",
        "fr": "lieu, où, endroit, salle, ville",
        "es": "lugar, dónde, sede, sala, ciudad, ubicación",
        "cs": "místo, kde, místo konání, sál, město",
        "it": "luogo, dove, sede, sala, città, posto",
    },
    "organiser": {
        "en": "organiser, organizer, organisers, organizers, organised by, organized by, host, hosts, "
        "hosted by, "
        "convenor, convener, run by",
        "de": "veranstalter, veranstalterin, veranstaltet von, organisation, organisator, organisiert von, "
        "gastgeber, ausrichter, organisatoren",
        "fr": "organisateur, organisateurs, organisatrice, organisé par, organisation, hôte",
        "es": "organizador, organizadores, organizadora, organiza, organizado por, anfitrión",
        "cs": "pořadatel, pořadatelé, organizátor, organizátoři, pořádá, hostitel",
        "it": "organizzatore, organizzatori, organizzato da, organizzazione, organizza",
    },
    "present": {
        "en": "present, attendees, attendee, participants, roll call, rollcall, attendance, in attendance, "
        "attending, who attended, who was there, who came, guests, guest, participants list, list of "
        "participants, "
        "list of attendees, attendee list, attended, present+, members present, people present, people, who",
        "de": "anwesend, anwesende, teilnehmer, teilnehmende, teilnehmerinnen, teilnehmer*innen, "
        "teilnehmer:innen, teilnehmerinnen und teilnehmer, teilnehmerliste, dabei, gäste, anwesenheit, wer",
        "fr": "présents, présent, présentes, présent.es, participants, participant·es, présences, étaient "
        "présents, "
        "invités, personnes présentes, participantes, présent·es, présents et présentes, liste des présents",
        "es": "asistentes, presentes, participantes, asistencia, invitados, lista de asistentes",
        "cs": "přítomni, přítomní, účastníci, účast, hosté, prezence, přítomen, zúčastnili se",
        "it": "partecipanti, presenti, ospiti, presenze, partecipante, hanno partecipato",
    },
    "absent": {
        "en": "absent, regrets, apologies, excused, not present, absentees, regrets+, apologies for absence, missing",
        "de": "abwesend, entschuldigt, abwesende, nicht anwesend, verhindert",
        "fr": "absents, absent, excusés, absentes, absences, excusé, absents excusés, absent·es",
        "es": "ausentes, excusados, disculpas, ausencias",
        "cs": "omluveni, nepřítomni, omluvení, nepřítomní, chybí",
        "it": "assenti, assenti giustificati, giustificati, scusati",
    },
    "speaker": {
        "en": "speaker, speakers, presenter, presenters, presented by, talk by, panelists, panellists, "
        "panel, "
        "keynote speaker, lecturer, presenter(s), speaker(s)",
        "de": "referent, referentin, referenten, vortragende, vortragender, sprecher, sprecherin, redner, "
        "vortrag von, podium, referentinnen, referent*innen",
        "fr": "intervenant, intervenants, intervenante, intervenantes, orateur, oratrice, orateurs, "
        "conférencier, "
        "conférencière, présenté par, présentateur",
        "es": "ponente, ponentes, orador, oradora, presentador, conferenciante, presentado por",
        "cs": "přednášející, řečník, řečníci, přednáší, mluvčí",
        "it": "relatore, relatori, relatrice, oratore, oratori, presentato da",
    },
    "office": {
        "en": "scribe, scribes, notetaker, note taker, notetakers, note-taker, notes by, minutes by, "
        "minute taker, "
        "moderator, moderators, moderated by, chair, chairs, chaired by, facilitator, facilitators, lead, "
        "leads, "
        "recorder, secretary, leader, session lead, coach, coaches, mentors, chair(s), co-chairs, timekeeper",
        "de": "moderation, protokoll, protokollführer, protokollführerin, protokollant, "
        "protokollantin, schriftführer, schriftführung, leitung, "
        "sitzungsleitung, betreuer, betreuerin, betreuung, trainer, protokollführung, moderator",
        "fr": "animateur, animatrice, modérateur, modératrice, secrétaire, secrétaire de séance, scribe, "
        "président, "
        "rédacteur, animation, prise de notes, président de séance",
        "es": "moderador, moderadora, secretario, secretaria, relator, notas de, facilitador, modera",
        "cs": "moderátor, zapisovatel, zapisovatelka, zapsal, zapsala, předsedající, zápis, vede, moderuje",
        "it": "moderatore, moderatrice, segretario, verbalizzante, facilitatore, modera, verbale di",
    },
    "author": {
        "en": "author, authors, written by",
        "de": "autor, autorin, verfasser",
        "fr": "auteur, autrice, rédigé par",
        "es": "autor, autora, redactado por",
        "cs": "autor, autorka, napsal",
        "it": "autore, autrice, scritto da",
    },
    "posted": {
        "en": "posted, published, publish date, posting date, post date, publication date",
        "de": "veröffentlicht, veröffentlicht am",
        "fr": "publié, publié le, date de publication",
        "es": "publicado, fecha de publicación",
        "cs": "zveřejněno, publikováno",
        "it": "pubblicato, data di pubblicazione",
    },
    "agenda": {
        "en": "agenda, topics, programme, program, schedule, timetable, agenda items, agenda item, "
        "proposed agenda, "
        "topics to discuss, agenda+, discussion topics, meeting agenda",
        "de": "tagesordnung, ablauf, programm, agenda, themen, zeitplan, ablaufplan, tagesordnungspunkte, tops",
        "fr": "ordre du jour, programme, agenda, sujets, points à aborder, déroulé, déroulement",
        "es": "orden del día, agenda, programa, temas, puntos del día, temario",
        "cs": "program, agenda, program schůze, témata, program jednání, body jednání, pořad jednání",
        "it": "ordine del giorno, agenda, programma, argomenti, scaletta, odg, temi",
    },
    "decision": {
        "en": "decisions, decision, resolutions, resolution, resolved, conclusion, conclusions, outcome, "
        "outcomes, "
        "agreements, agreement, agreed, decided, decisions made, decisions taken, "
        "consensus, "
        "key decisions, agreement in the room, rough consensus, verdict",
        "de": "beschlüsse, beschluss, entscheidungen, entscheidung, fazit, einigung, "
        "beschlossen, vereinbarungen, abmachungen, entschieden",
        "fr": "décisions, décision, conclusion, conclusions, relevé de décisions, accords, "
        "résolution, "
        "résolutions, décidé, décisions prises, bilan",
        "es": "decisiones, decisión, acuerdos, acuerdo, conclusiones, conclusión, resoluciones, decisiones tomadas",
        "cs": "rozhodnutí, usnesení, závěr, závěry, dohoda, dohodnuto, shrnutí a závěry",
        "it": "decisioni, decisione, conclusioni, conclusione, accordi, delibere, deliberazioni, decisioni prese",
    },
    "action": {
        "en": "action items, actions, action, action item, todo, todos, to do, to-do, to dos, to-dos, "
        "next steps, "
        "tasks, follow up, follow ups, follow-up, follow-ups, ai, ais, next actions, actions to take, "
        "homework, "
        "action points, action point, next step, assigned tasks",
        "de": "aufgaben, aufgabe, to-dos, todos, todo, nächste schritte, maßnahmen, aktionen, offene "
        "aufgaben, "
        "arbeitsaufträge, handlungsbedarf",
        "fr": "actions, action, actions à mener, à faire, prochaines étapes, tâches, plan d'action, "
        "actions à venir, "
        "suites à donner, étapes suivantes, reste à faire, choses à faire",
        "es": "acciones, acción, tareas, tarea, próximos pasos, siguientes pasos, pendientes, por hacer, compromisos",
        "cs": "úkoly, úkol, akce, další kroky, další postup, kroky, co udělat, akční body, zadané úkoly",
        "it": "azioni, azione, compiti, prossimi passi, cose da fare, da fare, attività da svolgere, passi successivi",
    },
    "question": {
        "en": "questions, question, open questions, open question, q&a, q & a, q, qa, open issues, "
        "unresolved, "
        "questions and answers, unresolved questions, audience questions, unanswered questions, open points",
        "de": "fragen, frage, offene fragen, offene punkte, fragen und antworten, fragerunde",
        "fr": "questions, question, questions ouvertes, questions-réponses, questions en suspens, "
        "points en suspens, questions réponses",
        "es": "preguntas, pregunta, preguntas abiertas, dudas, preguntas y respuestas, cuestiones abiertas",
        "cs": "otázky, otázka, otevřené otázky, dotazy, dotaz, diskuse a dotazy",
        "it": "domande, domanda, domande aperte, questioni aperte, domande e risposte",
    },
    "next": {
        "en": "next meeting, next meetings, next call, next session, next event, next time, next, next date, "
        "upcoming meeting, next telecon, next edition, following meeting, next meetup",
        "de": "nächstes treffen, nächster termin, nächste sitzung, nächste termine, nächstes mal, "
        "nächster call, "
        "nächste besprechung, nächste veranstaltung",
        "fr": "prochaine réunion, prochain rendez-vous, prochaine rencontre, prochaine date, prochaine "
        "séance, "
        "prochain appel, prochaines dates, prochaine visio, prochaines réunions, prochaine fois",
        "es": "próxima reunión, próxima cita, siguiente reunión, próxima sesión, próximo encuentro, próxima fecha",
        "cs": "příští schůzka, další schůzka, příští setkání, příští jednání, další setkání, příští "
        "termín, příště, "
        "další jednání, příští schůze, další schůze",
        "it": "prossima riunione, prossimo incontro, prossimo appuntamento, prossima data, prossima volta",
    },
    "goal": {
        "en": "goals, goal, objectives, objective, aims, aim, purpose, mission",
        "de": "ziele, ziel, zielsetzung, zweck",
        "fr": "objectifs, objectif, buts, but, finalité",
        "es": "objetivos, objetivo, metas, meta, propósito",
        "cs": "cíle, cíl, účel, záměr",
        "it": "obiettivi, obiettivo, scopo, scopi, finalità",
    },
    "link": {
        "en": "links, link, resources, references, further reading, slides, video, recording, see also, "
        "useful links, notes document, url, website, slide deck, recordings, press review",
        "de": "links, ressourcen, quellen, weiterführende links, folien, aufzeichnung, materialien, webseite",
        "fr": "liens, lien, ressources, références, liens utiles, diapositives, enregistrement, vidéo, "
        "revue de presse, pour aller plus loin",
        "es": "enlaces, enlace, recursos, referencias, vídeo, grabación, diapositivas, enlaces útiles",
        "cs": "odkazy, odkaz, zdroje, prezentace, záznam, užitečné odkazy, materiály",
        "it": "link, collegamenti, risorse, riferimenti, registrazione, materiali, collegamenti utili",
    },
    "todo": {
        "en": "to do for the post, todo for the post, for the post, for the blog, for the article, for "
        "the blog post, "
        "to do for the article, to do for the blog, notes for the writer, instructions for the writer, "
        "instructions, for the writer, post todo, before publishing, to do before publishing, writing notes",
        "de": "für den beitrag, für den blogbeitrag, für den artikel, hinweise für den text, "
        "aufgaben für den beitrag, für den text, vor der veröffentlichung, für den blog",
        "fr": "pour l'article, pour le billet, à faire pour l'article, consignes de rédaction, pour le blog, "
        "à faire pour le billet, avant publication, consignes",
        "es": "para el artículo, para la entrada, para el blog, instrucciones de redacción, antes de "
        "publicar, "
        "pendiente para el artículo",
        "cs": "pro článek, do článku, pokyny pro autora, na blog, pro blog, před zveřejněním, úkoly pro článek",
        "it": "per l'articolo, per il post, per il blog, istruzioni di redazione, prima di pubblicare, "
        "da fare per il post",
    },
    "section": {
        "en": "notes, raw notes, minutes, meeting notes, discussion, discussions, meeting minutes, summary, "
        "introduction, transcript, details, description, overview, content, contents, table of contents, "
        "miscellaneous, misc, aob, any other business, main, welcome, abstract, log, irc log",
        "de": "notizen, mitschrift, diskussion, zusammenfassung, einleitung, verschiedenes, inhalt, "
        "besprechung, inhaltsverzeichnis, protokollnotizen, sonstiges, begrüßung",
        "fr": "notes, compte rendu, compte-rendu, discussion, discussions, résumé, divers, introduction, cr, "
        "procès-verbal, sommaire",
        "es": "notas, acta, discusión, resumen, introducción, varios, contenido, índice, minuta",
        "cs": "poznámky, diskuse, diskuze, shrnutí, úvod, různé, obsah",
        "it": "note, appunti, verbale, discussione, riassunto, introduzione, varie, varie ed eventuali, indice",
    },
}

# words that are labels in one language and something else in another: only in their own, with English first
ONLY_AT_HOME = frozenset(
    "data, akce, note, sede, vede, who, wer, tag, meta, but, lead, day, people, link, video, missing, talk, "
    "cr, zápis, temi, url, zeit, dabei, meeting, event, session, result, results, question".split(", ")
)

# a heading such as "Action items from last week": the label, then one of these, then anything
PREPOSITIONS = frozenset(
    "for from of in to by at on with about and / & + - – : | für von aus vom zu zum der des im am und "
    "pour de du des d' la les et au par para del las los y con por pro z ze na k ke a i per dal della di "
    "e".split()
)

# capitalised words before a colon that are nobody's name
NOT_NAMES = frozenset(
    "a note notes example examples warning update updates idea ideas issue issues pr prs pull "
    "request comment "
    "comments proposal proposals status background context summary problem problems solution solutions "
    "option "
    "options pro pros con cons answer answers reason reasons result results step part section phase plan "
    "plans "
    "today tomorrow yesterday week month year time times slide slides code source sources see edit ps nb fyi "
    "tl;dr tldr hint tip important remember monday tuesday wednesday thursday friday saturday sunday january "
    "february march april may june july august september october november december subtopic types type "
    "observation observations feedback concern concerns demo demos version release releases license first "
    "second "
    "third finally also but however now so then there this these here what why how which who when where "
    "beispiel hinweis achtung anmerkung idee problem lösung antwort grund stand exemple remarque "
    "attention idée "
    "problème solution réponse raison ejemplo aviso idea problema solución respuesta příklad poznámka "
    "pozor nápad "
    "problém řešení odpověď esempio nota attenzione problema soluzione risposta montag dienstag mittwoch "
    "donnerstag "
    "freitag samstag sonntag lundi mardi mercredi jeudi vendredi samedi dimanche http https ftp mailto "
    "tel email "
    "e-mail mail phone telephone input output before after total average min max name id description details "
    "deadline budget cost costs price goal goals input scope priority owner assignee contact track day room "
    "workshop keynote panel break lunch coffee dinner welcome proposed resolved action decision "
    "question".split()
)

# the start of a block that reports a decision (folded: no accents, lower case)
DECIDED = (
    r"(?:resolved|resolution|decision|decided|agreed|accepted|approved|consensus|agreement(?: in the room)?|"
    r"beschluss|beschlossen|entscheidung|entschieden|decision|decide|resolu|acuerdo|acordado|decidido|"
    r"rozhodnuti|rozhodnuto|usneseni|dohodnuto|schvaleno|decisione|deciso|deliberato|approvato)"
)
# a whole line in square brackets that reports an outcome
OUTCOME = (
    r"(?:resolved|closed|closing|agreed|decided|approved|accepted|rejected|adopted|postponed|deferred"
    r"|changed|moved|"
    r"merged|consensus|beschlossen|geschlossen|angenommen|abgelehnt|verschoben|vertagt|decide|adopte"
    r"|approuve|rejete|"
    r"reporte|acordado|aprobado|rechazado|aplazado|schvaleno|odlozeno|zamitnuto|deciso|approvato|rinviato"
    r"|respinto)"
)
# prose that states a decision
PROSE = (
    r"\b(?:(?:we|they|it was|it is|the group|everyone|everybody|all|the board|the committee|members)"
    r" (?:have |has |had |all |unanimously )?(?:decided|agreed|resolved|voted) (?:to|that|on|upon|against)\b|"
    r"(?:es )?wurde (?:einstimmig )?(?:beschlossen|entschieden|vereinbart)|(?:wir|alle) haben (?:uns )?"
    r"(?:beschlossen|entschieden|geeinigt)|(?:il a ete|nous avons|on a|a ete) (?:decide|convenu|vote|adopte)|"
    r"se (?:ha )?(?:decidio|decidido|acordo|acordado|aprobo)|(?:bylo|jsme se|bylo) (?:rozhodnuto"
    r"|dohodnuto|dohodli|"
    r"schvaleno)|(?:si e|e stato|abbiamo) (?:deciso|concordato|approvato))\b"
)
ACTION = (
    r"(?:action(?: item)?s?|ai|todo|to-do|follow[- ]?up|aufgabe|massnahme|a faire|tache|accion|tarea|ukol"
    r"|azione|compito)"
)
# a value that says there is nothing
NOTHING = (
    r"(?:none|nothing|nobody|no one|n/a|na|tbd|tba|tbc|tbr|todo|no(?: (?:action items?|decisions?"
    r"|questions?|actions?))"
    r"(?: (?:were |was )?(?:taken|recorded|noted))?|none (?:this|so|were|yet|today|noted|taken"
    r"|recorded)\b.{0,30}|keine?|niemand|"
    r"nichts|offen|aucune?|neant|personne|rien|ninguno|ninguna|nadie|nada|zadne|zadny|nikdo|nic|nessuno"
    r"|nessuna|"
    r"niente|-+|–|—|\?+|x|\.{2,}|…)"
)

# letters that one language has and the others (nearly) do not
LETTERS = {"en": "", "de": "äöüß", "fr": "çœêë", "es": "ñ¿¡", "cs": "ěřůčžď", "it": "òì"}

STOP_WORDS: dict[str, str] = {
    "en": "the and of to is that for it with this are was we on as be have not you they will from by at our",
    "de": "der die und das ist nicht ein eine mit für auf den zu von im wir es dem sind auch wird werden des bei",
    "fr": "le les et des est une dans pour que qui sur pas nous avec au ce sont plus par du il en aux cette être",
    "es": "el los y las una para que con por del es en se no más como al está son lo su sobre hay esta muy",
    "cs": "je že se na to jsme pro by ale jako jsou bylo byla byl nebo jak který tak už pak má při které v ve",
    "it": "il che di per non una sono con della gli è anche del nel alla le dei più come da questo si abbiamo ha",
}
