"""Short notes of a club's evening in six languages, all fictional: every usual field, and the post from it."""

from __future__ import annotations

import datetime as dt

import pytest

from drafter import notes
from drafter.compose.offline import OfflineComposer

EVENINGS = {
    "en": """\
# Kite Makers' Spring Meet

When: 4 May 2024, 14:00-17:00
Where: Barn Hall, Hexham
Organiser: Tyne Kite Club
Host: Mill House, 3 Mill Lane, Hexham
Attendees: Ada Finch, Bert Cole, Cleo Park
Apologies: Dan Wood
Speaker: Ada Finch
Chair: Bert Cole
Notes by: Cleo Park

## Agenda
1. Wind report
2. Workshop

## Wind report
- 14 launches, 2 lost lines
- new rig from Ada holds 9 m/s

## Decisions
- Buy two reels.

## Action items
- [x] Bert: order line
- [ ] Cleo: book the field

## Open questions
- Who repairs the winch?

## Next meeting
- 8 June 2024, same place
""",
    "de": """\
# Bienenstammtisch Süd

Wann: 12. April 2024
Wo: Gasthof Linde, Ulm
Veranstalter: Imkerverein Ulm
Gastgeber: Gasthof Linde, Lindenweg 3, 89073 Ulm
Teilnehmende: Ute Brehm, Kai Voss
Entschuldigt: Lars Kühn
Referentin: Ute Brehm
Moderation: Kai Voss
Protokoll: Kai Voss
Betreuer: Lars Kühn

### Tagesordnung
- Bericht
- Varroa

### Varroa
- 18. April: Behandlung beginnt
- 3 Völker verloren

### Beschlüsse
- Sammelbestellung Ameisensäure.

### Aufgaben
- [x] Kai: Liste anlegen
- [ ] Ute: bestellen

### Offene Fragen
- Wer holt die Waage?

### Nächstes Treffen
- 17. Mai 2024
""",
    "fr": """\
# Rencontre du jardin partagé

Date : 6 avril 2024
Lieu : Nantes
Organisateur : Les Mains Vertes
Hôte : Maison du Lac, 4 rue des Saules, 44000 Nantes
Présents : Inès Roux, Paul Gicquel
Excusés : Marc Leduc
Intervenante : Inès Roux
Animateur : Paul Gicquel
Secrétaire : Inès Roux

## Ordre du jour
- Compost
- Semis

## Compost
- 2 bacs pleins
- odeur : trop d'eau

## Décisions
- Acheter un troisième bac.

## À faire
- [x] Paul : devis
- [ ] Inès : affiche

## Questions ouvertes
- Qui garde la clé ?

## Prochaine réunion
- 1er juin 2024
""",
    "es": """\
# Encuentro de radioaficionados

Fecha: 9 de marzo de 2024
Lugar: Gijón
Organiza: Club Onda Norte
Anfitrión: Casa Blanca, Calle Mayor 5, 33201 Gijón
Asistentes: Elena Vega, Raúl Prado
Ausentes: Sara Gil
Ponente: Elena Vega
Moderador: Raúl Prado

## Orden del día
- Antenas
- Concurso

## Antenas
- 3 antenas montadas
- falta cable

## Acuerdos
- Comprar 100 m de cable.

## Tareas
- [x] Raúl: pedir precio
- [ ] Elena: reservar la sala

## Preguntas abiertas
- ¿Quién lleva el mástil?

## Próxima reunión
- 13 de abril de 2024
""",
    "it": """\
# Incontro del coro

Data: 3 maggio 2024
Luogo: Lucca
Organizzatore: Coro delle Mura
Presenti: Anna Neri, Ugo Bassi
Assenti: Lia Conte
Relatrice: Anna Neri
Moderatore: Ugo Bassi

## Ordine del giorno
- Programma
- Costumi

## Costumi
- 12 pronti, 4 da cucire

## Decisioni
- Concerto il 22 giugno.

## Azioni
- [x] Ugo: prenotare la sala
- [ ] Anna: manifesto

## Domande aperte
- Chi suona il piano?

## Prossimo incontro
- 17 maggio 2024
""",
    "cs": """\
# Setkání hvězdářů

Kdy: 5. dubna 2024
Kde: Tábor
Pořadatel: Astroklub Tábor
Účastníci: Jan Holub, Eva Malá
Omluveni: Petr Sýkora
Přednášející: Eva Malá
Zapsal: Jan Holub

## Program
- Dalekohledy
- Výlet

## Dalekohledy
- 2 nové dalekohledy
- chybí stativ

## Rozhodnutí
- Koupíme stativ.

## Úkoly
- [x] Jan: zjistit cenu
- [ ] Eva: objednat autobus

## Otevřené otázky
- Kdo vezme stan?

## Příští setkání
- 3. května 2024
""",
}
BRIEFS = {  # day, place, organisers, present, absent, speakers, open actions
    "en": (dt.date(2024, 5, 4), 'Barn Hall, Hexham', ['Tyne Kite Club', 'Mill House'], ['Ada Finch', 'Bert Cole', 'Cleo Park'], ['Dan Wood'], ['Ada Finch'], ['Cleo: book the field']),
    "de": (dt.date(2024, 4, 12), 'Gasthof Linde, Ulm', ['Imkerverein Ulm', 'Gasthof Linde'], ['Ute Brehm', 'Kai Voss'], ['Lars Kühn'], ['Ute Brehm'], ['Ute: bestellen']),
    "fr": (dt.date(2024, 4, 6), 'Nantes', ['Les Mains Vertes', 'Maison du Lac'], ['Inès Roux', 'Paul Gicquel'], ['Marc Leduc'], ['Inès Roux'], ['Inès : affiche']),
    "es": (dt.date(2024, 3, 9), 'Gijón', ['Club Onda Norte', 'Casa Blanca'], ['Elena Vega', 'Raúl Prado'], ['Sara Gil'], ['Elena Vega'], ['Elena: reservar la sala']),
    "it": (dt.date(2024, 5, 3), 'Lucca', ['Coro delle Mura'], ['Anna Neri', 'Ugo Bassi'], ['Lia Conte'], ['Anna Neri'], ['Anna: manifesto']),
    "cs": (dt.date(2024, 4, 5), 'Tábor', ['Astroklub Tábor'], ['Jan Holub', 'Eva Malá'], ['Petr Sýkora'], ['Eva Malá'], ['Eva: objednat autobus']),
}  # fmt: skip
TOLD = {
    "en": ['took place in Barn Hall, Hexham, on 4 May 2024 (14:00-17:00).', 'The speaker was Ada Finch.', 'Bert: order line (done).', 'On the agenda: Wind report and Workshop.'],
    "de": ['Es sprach Ute Brehm.', '18\\. April: Behandlung beginnt', 'Liste anlegen (erledigt)', 'Auf der Tagesordnung: Bericht und Varroa.', 'Betreuer: Lars Kühn'],
    "fr": ['A pris la parole : Inès Roux.', 'devis (fait)', 'À l’ordre du jour : Compost et Semis.'],
    "es": ['Tomó la palabra Elena Vega.', 'pedir precio (hecho)', 'En el orden del día: Antenas y Concurso.'],
    "it": ['Ha parlato Anna Neri.', 'prenotare la sala (fatto)', 'All’ordine del giorno: Programma e Costumi.'],
    "cs": ['Vystoupení: Eva Malá.', 'zjistit cenu (hotovo)', 'Na programu: Dalekohledy a Výlet.'],
}  # fmt: skip


@pytest.mark.parametrize("language", EVENINGS)
def test_every_usual_field_is_read_in_every_language(language: str) -> None:
    brief = notes.parse(EVENINGS[language].encode(), "evening.md").brief
    assert brief.language == language
    lists = (brief.organisers, brief.present, brief.absent, brief.speakers, brief.actions)
    found = [[fact.text for fact in facts] for facts in lists]
    assert (brief.starts, brief.place, *found) == BRIEFS[language]
    assert [len(facts) for facts in (brief.decisions, brief.questions, brief.next)] == [1, 1, 1]
    assert brief.missing == ()


@pytest.mark.parametrize("language", EVENINGS)
def test_the_post_tells_what_the_fields_say(language: str) -> None:
    text = OfflineComposer().compose(notes.parse(EVENINGS[language].encode(), "evening.md")).text
    assert not [part for part in TOLD[language] if part not in text], text
    assert ",." not in text
