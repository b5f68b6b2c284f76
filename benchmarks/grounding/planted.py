"""What `perturb.py` plants, by language. Nothing here is read by drafter itself."""

from __future__ import annotations

import random
import re

NUMBER_WORDS = {
    "en": "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig",
    "fr": "deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve veinte",
    "it": "due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti",
    "cs": "dva tři čtyři pět šest sedm osm devět deset jedenáct dvanáct třináct čtrnáct patnáct šestnáct sedmnáct osmnáct devatenáct dvacet",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
}
WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    "de": "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche",
    "es": "lunes martes miércoles jueves viernes sábado domingo",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica",
    "cs": "pondělí úterý středu čtvrtek pátek sobotu neděli",
}
SHORT_WEEKDAYS = {
    "en": "mo tu we th fr sa su",
    "de": "mo di mi do fr sa so",
    "fr": "lu ma me je ve sa di",
    "es": "l|lu m|ma x|mi j|ju v|vi s|sa d|do",
    "it": "lu ma me gi ve sa do",
    "cs": "po út st čt pá so ne",
}
PEOPLE = {
    "en": "Marcus Dunleavy,Harriet Colbourne,Deepak Iyer,Siobhan Rafferty,Owain Bevan,Nkechi Adeyemi,Colin Trask,Yuki Tanabe",
    "de": "Henning Lüdtke,Roswitha Kempf,Aylin Demirci,Torsten Gerlach,Wiebke Asmussen,Jonas Eberl,Marlies Vogt,Emre Kaya",
    "fr": "Gaspard Lemoine,Béatrice Aubry,Youssef Haddad,Clémence Pruvost,Armand Delcourt,Noémie Barthez,Fanta Keita,Loïc Morvan",
    "es": "Ramón Iglesias,Pilar Urrutia,Ximena Cordero,Álvaro Benítez,Nuria Casals,Joaquín Robledo,Itziar Goñi,Mateo Sandoval",
    "it": "Gianluca Ferraris,Rosaria Esposito,Amedeo Bianchi,Noemi Castellani,Fulvio Gallo,Samira Haddadi,Ettore Marchetti,Ilaria Conti",
    "cs": "Bořivoj Havránek,Radka Šimková,Oldřich Pospíšil,Zdeňka Vaňková,Kryštof Beneš,Dalibor Kučera,Milada Horáková,Vilém Ptáček",
}
PLACES = {
    "en": "Carlisle Ghent Aberdeen Sheffield Utrecht Galway Norwich Tallinn",
    "de": "Rostock Bamberg Graz Erfurt Ludwigsburg Kassel Bregenz Celle",
    "fr": "Angers Limoges Namur Colmar Valence Roubaix Pau Quimper",
    "es": "Burgos Cádiz Logroño Almería Badajoz Gijón Huesca Toledo",
    "it": "Perugia Trento Lecce Ferrara Udine Modena Cuneo Siracusa",
    "cs": "Olomouc Kroměříž Chrudim Tábor Znojmo Opava Písek Jihlava",
}
# Places in our recaps that have no person's name: what `place` replaces.
PLACES_OF = {
    "en-quillcon": ("Leuven", "Ljubljana"), "en-tideway": ("Brightholm", "Wexel"), "en-allotment": ("Greyfriars Lane",),
    "de-radweg": ("Elmstadt",), "de-imkerei": ("Kassel", "Hohenwart"), "de-hacknacht": ("Jena", "LeiseRouten"),
    "fr-compost": ("Verdissimo", "Montreuil-sur-Orne"), "fr-libre": ("Besançon", "Dijon"), "fr-phare": ("Brest",),
    "es-huerta": ("Villafranca de Arás",), "es-congreso": ("Zaragoza", "Soria", "Vigo"), "es-teatro": ("Galicia",),
    "it-sentieri": ("Borgolieve",), "it-museo": ("Fabrizia",), "it-coop": ("Foligno", "Spello"),
    "cs-lokalka": ("Jindřichov",), "cs-forum": ("Boston",), "de-freibad": ("Oberau", "Niederau"), "de-schach": ("Waldhofen",),
    "en-choir": ("Larkhill",), "en-database": ("Dunmore", "Inishdara"), "es-agua": ("Tiemblo", "Arrabal"),
    "es-datos": ("Sotogrande", "Puerto Alameda"), "fr-dentelle": ("Morlincourt", "Vaubécourt-sur-Orne"),
    "fr-cyclo": ("Villarnoux", "Pierre-Levée"), "it-ferrovia": ("Pontefreddo", "Rocca Tesa", "Lonigo Piano"),
    "it-batteri": ("Torrealta", "Pieve Orsina"),
    "cs-sad": (), "cs-knihovna": ("Telči", "Alvero"), "cs-robot": ("Tektra",),
}  # fmt: skip
# Single names, of people whom the recap calls by one name, besides the last names that the notes have.
LONE = {
    "de-schach": ("Sommer", "Haddad", "Altmann", "Köberl", "Dressel"), "de-freibad": ("Stiegl", "Zirngibl", "Tanner"),
    "de-radweg": ("Mahlow", "Brandhorst", "Oberpichler", "Tekin"), "en-quillcon": ("Ben", "Jun"), "de-imkerei": ("Drexler", "Hartwig"),
    "en-tideway": ("Ashdown", "Owen", "Priya"), "en-allotment": ("Hal", "Winifred"), "es-teatro": ("Teo",), "es-congreso": ("Lucía",),
    "it-coop": ("Berenice",), "cs-knihovna": ("Vojta",), "fr-libre": ("Camille", "Fontenelle"), "fr-compost": ("Solène",),
}  # fmt: skip
QUOTES = {
    "en": "this is only the beginning of a long road",
    "de": "das ist erst der Anfang einer langen Reise",
    "fr": "ce n'est que le début d'une longue histoire",
    "es": "esto es solo el principio de un largo camino",
    "it": "questo è solo l'inizio di un lungo cammino",
    "cs": "tohle je teprve začátek dlouhé cesty",
}
WORDS = {"en": "truly", "de": "wirklich", "fr": "vraiment", "es": "realmente", "it": "veramente", "cs": "opravdu"}
NEGATIONS = {
    "en": (
        (r"was not (approved|decided)", r"was \1"), (r"There will be no new", "There will be a new"),
        (r"must not be", "must be"), (r"nobody stood", "somebody stood"), (r"Nothing was decided", "Everything was decided"),
        (r"spoke against", "spoke for"),
    ),
    "de": (
        (r"nicht entschieden", "entschieden"), (r"wird der Verein keinen", "wird der Verein einen"), (r"vergab keinen", "vergab einen"),
    ),
    "fr": (
        (r"il n'y aura pas de poules", "il y aura des poules"), (r"ne sera pas vendu", "sera vendu"),
        (r"ne se sont pas mis d'accord", "se sont mis d'accord"),
    ),
    "es": (
        (r"no ha llegado todavía", "ha llegado"), (r"no hubo acuerdo", "hubo acuerdo"), (r"no habrá grabación", "habrá grabación"),
        (r"no quiere subir", "quiere subir"),
    ),
    "it": ((r"non è stato riparato", "è stato riparato"), (r"Non ci saranno", "Ci saranno"), (r"non chiude", "chiude")),
    "cs": ((r"zatím neschválil", "schválil"), (r"se nerozhodlo", "se rozhodlo"), (r"neudělila cenu", "udělila cenu"), (r"ještě není hotový", "je hotový")),
}  # fmt: skip
INVENTED = {
    "en": ("The evening ended with fireworks over the harbour and a concert by a local brass band.",
           "Volunteers will also repaint the playground next summer."),
    "de": ("Zum Abschluss spielte eine Blaskapelle, und ein Feuerwerk erhellte den Hafen.",
           "Im kommenden Sommer soll außerdem der Spielplatz gestrichen werden."),
    "fr": ("La soirée s'est achevée par un feu d'artifice et le concert d'une fanfare du quartier voisin.",
           "L'été prochain, des ouvriers repeindront aussi le gymnase."),
    "es": ("La noche terminó con fuegos artificiales y un concierto de una banda juvenil.",
           "El próximo verano se pintará además el polideportivo."),
    "it": ("La serata si è conclusa con i fuochi d'artificio e il concerto di una banda giovanile.",
           "La prossima estate verrà ridipinta anche la palestra."),
    "cs": ("Večer zakončil ohňostroj a koncert dechové hudby na náměstí.",
           "Příští léto dobrovolníci natřou také dětské hřiště."),
}  # fmt: skip
OUTCOMES = {
    "en-quillcon": ((r"proposed a steering group with five members\. Nothing was decided: Ben will draft", "launched a steering group with five members. Ben will draft"),
                    (r"could take place in Ljubljana in autumn 2024, but this has yet to be confirmed", "took place in Ljubljana in autumn 2024")),
    "de-hacknacht": ((r"Sie könnte im November stattfinden, der Ort ist noch offen", "Die nächste wurde für November beschlossen"),),
    "fr-phare": ((r"n'est pour l'instant qu'une idée, qui sera discutée le 3 juillet", "a été décidée le 3 juillet"),),
    "es-teatro": ((r"En febrero se hablará de una posible escuela de verano, una idea de Teo", "Se aprobó la escuela de verano de Teo"),),
    "it-sentieri": ((r"Resta da decidere se usare un'app per le segnalazioni, come propone", "È stata approvata un'app per le segnalazioni di"),),
    "cs-sad": ((r"O včelínech, které navrhla Eliška Dvorská, se bude jednat 18\. ledna", "Spolek schválil včelíny, které navrhla Eliška Dvorská"),),
}  # fmt: skip
PERSON = re.compile(r"(?<![\w-])([A-ZÀ-ÝČŠŽŘĎŤŇĽĚŮ][\w’'-]+) ((?:de |van |Van )?[A-ZÀ-ÝČŠŽŘĎŤŇĽĚŮ][\w’'-]{2,})(?!\w)")


def in_link(text: str, at: int) -> bool:
    start = max(text.rfind(" ", 0, at), text.rfind("(", 0, at))
    return "://" in text[start:at]


def in_date(text: str, start: int, end: int) -> bool:
    names = "|".join(" ".join(MONTHS.values()).split())
    after = re.match(
        rf"\.?(?:er)?(?: (?:and|und|et|y|e|a|to)(?: el)? \d+\.?| a \d+\.)?[ –.-]*(?:\d+\. ?)?(?:de )?(?:{names})",
        text[end : end + 30],
        re.IGNORECASE,
    )
    before = re.search(rf"(?:{names})\.?(?: de)? $", text[max(start - 20, 0) : start], re.IGNORECASE)
    return bool(after or before or re.match(r"\. \d+\. ", text[end : end + 6]))


def other_digits(text: str, rng: random.Random) -> str:
    """Change a number by a little or a lot, in the same notation."""
    digits = [at for at, c in enumerate(text) if c.isdigit()]
    chars = list(text)
    for at in rng.sample(digits, rng.randint(1, min(2, len(digits)))):
        chars[at] = rng.choice("123456789".replace(chars[at], ""))
    return "".join(chars)


def has_number(notes: str, text: str) -> bool:
    """Tell whether the notes have these digits, whatever groups them, or their word."""
    bare = re.sub(r"\D", "", text)
    if any(re.sub(r"\D", "", m[0]) in (bare, bare.rstrip("0")) for m in re.finditer(r"\d+(?:[.,:  ]\d+)*", notes)):
        return True
    value = int(bare)
    if re.search(rf"(?<!\d)0?{bare}(?!\d)", notes):  # also in 13:00 and in 34.000
        return True
    return any(2 <= value <= 20 and table.split()[value - 2] in notes.lower() for table in NUMBER_WORDS.values())


def has_value(notes: str, word: str, table: list[str]) -> bool:
    value = table.index(word) + 2
    return bool(re.search(rf"(?<!\d){value}(?!\d)|(?<!\d){value + 12}[:.h]|(?<!\w){word}", notes, re.IGNORECASE))


def has_month(notes: str, month: int) -> bool:
    names = [table.split()[month - 1][:3].lower() for table in MONTHS.values()]
    figures = rf"[-./ ]0?{month}[-./]|(?<![\d.,:/])(?:\d{{1,2}}\s?[-./]\s?0?{month}|0?{month}/\d{{1,2}})(?!\d)"
    return any(name in notes.lower() for name in names) or bool(re.search(figures, notes))


def has_weekday(notes: str, day: int, language: str) -> bool:
    """Tell whether the notes name a weekday, counted from 0, whole or cut: "Fr 27", "pá", "L-V"."""
    name = WEEKDAYS[language].split()[day][:3].lower()
    short = SHORT_WEEKDAYS[language].split()[day]
    beside = r"[-–—/,+&>]\s?"
    cut = rf"(?<!\w)(?:{short})\.?\s?(?:\d|{beside}[^\W\d])|[^\W\d]\.?\s?{beside}(?:{short})(?!\w)"
    return name in notes.lower() or bool(re.search(cut, notes, re.IGNORECASE))


def fresh(pool: str, notes: str, rng: random.Random) -> str:
    return rng.choice([name for name in pool.split(",") if not any(part in notes for part in name.split())])
