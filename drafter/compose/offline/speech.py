"""What somebody said, told in the third person: `Ken: I'm OK with it` becomes `Ken is OK with it`.

English only, and only where the change is safe: a first person at the start of a sentence whose verb is in
the tables. Everything else keeps its words behind the speaker's name. Singular "they" stands for a
speaker, so that nobody's gender is guessed. Nothing is ever put in quotation marks.
"""

from __future__ import annotations

import re

from drafter.compose.offline.ink import Ink
from drafter.compose.offline.phrases import PHRASES
from drafter.compose.offline.wording import RUN_ON, capital, gaps, plain_words, split, stopped, unnumbered

# Small talk: a turn of these words alone says nothing about the event.
_SMALL = frozenset(
    "hi hello hey morning evening afternoon everyone everybody all folks thanks thank you thx cheers bye "
    "goodbye yes yeah "
    "yep yup no nope ok okay k sure right alright great good cool nice awesome perfect fine sounds sound "
    "well so oh ah um "
    "uh hmm lol haha wow indeed exactly absolutely same think the i me my we it is that that's it's "
    "nothing anything else "
    "particular in on from for at side as either guess today too just us can call a meeting let's start "
    "end done see "
    "don't do not have any to discuss say here there now welcome back sorry hear am and more added "
    "nothing's moving next "
    "one of later ya congrats with".split()
)
_SMALL_OTHER = frozenset(
    "bonjour merci salut oui non d'accord bonsoir hallo danke ja nein tschüss servus moin guten morgen "
    "tag grazie ciao sì "
    "va bene gracias hola sí vale adiós ahoj díky děkuji ano ne dobrý den buongiorno prego bitte".split()
)
# Sentences that only move a meeting along.
_STEERING = re.compile(
    r"^(?:so,? |ok(?:ay)?,? |and |but |yes,? |alright,? )*(?:let['’]?s (?:start|begin|move|get (?:started|"
    r"going)|wrap|go (?:on|ahead))"
    r"|anything else|any ?(?:one|body)? (?:else|other|more)|shall we|(?:so,? )?we can (?:talk|start|move|"
    r"begin|call)|next (?:item|topic) "
    r"|(?:are|is) there any.{0,50}\b(?:discuss|add|raise|talk)|some (?:observations|notes)|moving on|do "
    r"you have any\b|any questions|can you (?:hear|see)|just (?:the )?\w+ of us|have a (?:nice|good|great)"
    r"|nothing (?:\w+ ){0,2}from (?:me|my)|thanks\b|thank you\b|hey\b|hello\b|hi\b|welcome\b|sounds good|"
    r"see you|bye\b|good (?:morning|evening))",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"^(?:many thanks|thanks|thank you(?: very much| all| everyone| so much)?|vielen (?:lieben |"
    r"herzlichen )?dank|herzlichen dank|danke|"
    r"merci(?: beaucoup| à tous| à toutes et à tous)?|(?:muchas )?gracias|grazie(?: mille| a tutti)?|"
    r"díky(?: moc)?|děkujeme)[ .!]*$",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"^(?:i )?(?:fully |totally |strongly )?agree(?:d|s)?[.!]*$|^\+1[.!]*$|^same here[.!]*$|^i think the "
    r"same[.!]*$",
    re.IGNORECASE,
)
_OPENER = re.compile(
    r"^(?:(?:ah|oh|well|so|yes|yeah|yep|no|ok|okay|alright|anyways?|anyhow|hmm|um|uh|right|sure|but|and|"
    r"also|btw|interestingly|basically|actually|honestly|on the other hand)(?:,|\s+–|\.)\s+|"
    r"(?:ah yes|oh yes|ok so|so yeah|but well|but yes|yeah no)\s*,\s+)+(?=\S)",
    re.IGNORECASE,
)
_CONTRACTED = {"'m": "is", "'ve": "has", "'ll": "will", "'d": "would"}
_AUXILIARY = frozenset("can could will would should must may might had was did".split())
_THIRD = {
    "am": "is", "have": "has", "do": "does", "go": "goes", "haven't": "hasn't", "don't": "doesn't",
    "try": "tries", "worry": "worries",
}  # fmt: skip
_VERBS = frozenset(
    "think believe want need see agree suggest propose hope guess wonder wish like prefer know remember "
    "understand plan "
    "expect assume feel recommend support use work run maintain find come look imagine doubt disagree "
    "intend mean object "
    "second share appreciate love say ask".split()
)
_PAST = frozenset(
    "thought made did was had got saw said went took found put ran began wrote came gave knew told left "
    "kept meant felt "
    "sent spoke brought built met heard read tried".split()
)
_BARE = {  # minutes style without a subject: "suggest closing"
    "suggest": "suggested", "propose": "proposed", "agree": "agreed", "want": "wanted",
    "recommend": "recommended",
    "prefer": "preferred", "ask": "asked", "report": "reported", "note": "noted", "offer": "offered",
    "volunteer": "volunteered", "will": "will", "working": "is working", "talks": "talks", "thinks": "thinks",
    "suggests": "suggests", "asks": "asks", "proposes": "proposes", "wants": "wants",
    "agrees": "agrees", "notes": "notes",
    "reports": "reports", "looking": "is looking",
}  # fmt: skip
_ADVERB = (
    r"(?:(?:also|just|really|still|only|currently|recently|already|never|always|now|actually|definitely|"
    r"probably|mostly|"
    r"strongly|personally|then|should|sometimes|often)\s+)"
)
_FIRST = re.compile(
    rf"^I(?P<short>['’](?:m|ve|ll|d))?\s+(?P<adverb>{_ADVERB}*)(?P<verb>[A-Za-z]+(?:['’]t)?)(?P<rest>\b.*)$",
    re.DOTALL,
)
_OWN = tuple(
    (re.compile(pattern), words)
    for pattern, words in (  # the speaker inside a sentence, singular "they"
        (r"\bI am\b", "they are"), (r"\bI was\b", "they were"), (r"\bI['’\"]m\b", "they are"),
        (r"\bI['’]ve\b", "they have"), (r"\bI['’]ll\b", "they will"), (r"\bI['’]d\b", "they would"),
        (r"\bI\b(?![./-])", "they"), (r"\bmyself\b", "themselves"), (r"\bmy\b", "their"),
        (r"\bmine\b", "theirs"),
        (r"\bme\b", "them"), (r"\bMy\b", "Their"),
    )
)  # fmt: skip
_FUNCTION = frozenset(
    "a an the this that these those there here it its it's that's there's they they're we we're we've "
    "we'll you you'll he "
    "she his her their our if when while whether once since although though because as after before "
    "until unless for from "
    "in on at by with without to of and but or so not no nothing some any all both each every one two "
    "three most many much "
    "more few other another such only also maybe perhaps probably what which who how why where then now "
    "currently how's "
    "what's don't doesn't didn't isn't aren't can could should would will must may might is are was were "
    "has have had do "
    "does did let's let need needs interestingly surprisingly especially basically additionally finally "
    "first second "
    "third next people someone everyone anyone per".split()
)
_ASKING = frozenset("how why who where whether".split())
_LONE_LINK = re.compile("([.!?]) ([\U000f0000-\U000fffff])\\.?(?: (?=[A-Z])|$)")  # between two sentences
_QUESTION = re.compile(r"\?[\"”')\]]*$")


def small_talk(text: str) -> bool:
    """Tell whether a sentence of a conversation is a greeting, thanks or steering and nothing more."""
    words = re.findall(r"[^\W\d_][\w'’-]*", text.lower().replace("’", "'"))
    if len(words) <= 14 and _STEERING.match(text) and not re.search(r"\b\d|https?:", text):
        return True
    if ("?" in text and len(words) > 6) or _AGREE.match(text):
        return False
    return len(words) <= 14 and all(word in _SMALL or word in _SMALL_OTHER for word in words)


def bare_thanks(text: str) -> bool:
    """Tell whether a sentence thanks nobody in particular."""
    return bool(_THANKS.match(text))


def told(who: str, text: str, language: str, small: frozenset[str], handles: frozenset[str], ink: Ink) -> str:
    """Return what somebody said as sentences that name the speaker.

    `small` are words that the notes write in lower case, `handles` names that start with a small letter.
    """
    said = PHRASES.get(language, PHRASES["en"])
    text = unnumbered(text.strip())
    text = _LONE_LINK.sub(lambda m: f" ({m[2]}){m[1]} " if ink.links(m[2]) else m[0], text).strip()
    head, _, tail = text.partition(" ")
    if (
        ink.links(head[:1])
        and not ink.bare(head).strip(".,;:")
        and (not tail or tail[:1].isupper() or tail[:1] in "|–-")
    ):
        rest, link = tail.strip(" |–-"), head.rstrip(".,;:")
        if not rest:
            return said.shared.format(who=who, what=link)
        first, *others = split(rest)
        text = " ".join([re.sub(r"(?<=[\w)\]\"'”])([.?!…]*)$", rf" ({link})\1", first, count=1), *others])
    text = RUN_ON.sub(lambda m: m[1].upper(), gaps(plain_words(text, language), language))
    if language == "en":
        text = re.sub(r"^Don(?=['’]t (?:think|know|see|want|believe|have|like)\b)", "I don", _OPENER.sub("", text))
    if _AGREE.match(text):
        return said.agreed.format(who=who)
    parts = split(text)
    if not parts:
        return ""
    if language != "en":
        form = said.asked if _QUESTION.search(parts[0]) and len(parts) == 1 else said.said
        return form.format(who=who, what=" ".join(stopped(capital(part, handles)) for part in parts))
    first, *others = parts
    opening = _reported(who, first, small, handles)
    return " ".join([opening, *(stopped(capital(own(_OPENER.sub("", part)), handles)) for part in others)])


def _reported(who: str, text: str, small: frozenset[str], handles: frozenset[str]) -> str:
    """Return the first sentence of a turn, with its owner."""
    first = _first_person(who, text)
    if first:
        return stopped(first)
    if _QUESTION.search(text):
        return f"{who} asked: {capital(own(text), handles)}"
    head = text.split(" ", 1)[0].rstrip(",:;").replace("’", "'")
    word = head.lower()
    if word in _BARE and head.islower() and not text.startswith("will be "):
        return stopped(f"{who} {_BARE[word]}{own(text[len(word) :])}")
    if re.match(r"[Yy]ou(?:r|['’]\w+)? ", text):
        return f"{who}: {capital(stopped(text))}"
    plain = head[1:] == head[1:].lower()  # not an acronym, not a name with capitals inside
    if head[:1].islower() or (plain and (word in _FUNCTION or word in small)):
        start = text if head.startswith("I'") or head == "I" else text[:1].lower() + text[1:]
        return stopped(f"{who} {'asked' if word in _ASKING else 'said'} {own(start)}")
    if head == "I" or head.startswith("I'"):
        return stopped(f"{who} said {own(text)}")
    return stopped(f"{who}: {own(text)}")


def _first_person(who: str, text: str) -> str:
    """Return `I think that ...` as `Ken thinks that ...`; "" where the verb is not known."""
    match = _FIRST.match(text)
    if not match:
        return ""
    short, verb, adverb = (
        (match["short"] or "").replace("’", "'"),
        match["verb"].replace("’", "'"),
        match["adverb"],
    )
    rest = own(match["rest"])
    if short:
        return f"{who} {_CONTRACTED[short]} {adverb}{verb}{rest}"
    if verb in _THIRD:
        return f"{who} {adverb}{_THIRD[verb]}{rest}"
    if verb in _VERBS:
        modal = adverb.split()[-1:] == ["should"]
        ending = "" if modal else "es" if verb.endswith(("s", "sh", "ch", "x")) else "s"
        return f"{who} {adverb}{verb}{ending}{rest}"
    if (
        verb in _AUXILIARY
        or verb in _PAST
        or verb.endswith("ed")
        or verb.removesuffix("n't") in _AUXILIARY
        or verb == "can't"
    ):
        return f"{who} {adverb}{verb}{rest}"
    return ""


def own(text: str) -> str:
    """Return a sentence with its speaker in the third person."""
    for pattern, words in _OWN:
        text = pattern.sub(words, text)
    return text
