"""What people say that says nothing: greetings, thanks, and the words that only move a meeting along."""

from __future__ import annotations

import re

from drafter.compose.offline.wording import capital, split

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
    r"|(?:are|is) there any.{0,50}\b(?:discuss|add|raise|talk)|moving on|do "
    r"you have any\b|any questions|can you (?:hear|see)|just (?:the )?\w+ of us|have a (?:nice|good|great)"
    r"|nothing (?:\w+ ){0,2}from (?:me|my)|thanks\b|thank you\b|hey\b|hello\b|hi\b|welcome\b|sounds good|"
    r"see you|bye\b|good (?:morning|evening))",
    re.IGNORECASE,
)
# Sentences that move it to a topic, which they name.
_TURNS_TO = re.compile(
    r"^(?:(?:so|ok|okay|alright|well|now|and|then),? )*(?:let['’]?s (?:start|begin|continue|go on|move on) with|"
    r"let['’]?s (?:move|go|turn) (?:on )?to|moving on to|we can (?:talk about|move to|start with)|"
    r"(?:the )?(?:next|first|last) (?:topic|item|point)(?: is|:)) "
    r"(?:the )?(?P<topic>[\w/'’ -]{3,40})(?:[.!](?=\s|$)|$)",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"^(?:(?:thanks|thank you)(?: for \w+)? and|let['’]?s (?:get started|start|begin) with) ", re.IGNORECASE
)
_OF_ITSELF = re.compile(r"(?:this is a|in this) (?:[\w-]+ ){0,3}(?:talk|presentation|video|session)\b", re.IGNORECASE)
_BUT = re.compile(r", but (?=(?:it|they|we|there|this|these|you|I) )")
_BREATH = 30  # words of a sentence
_BROKEN = re.compile(r"[^\d]{0,34}\s?(?:\.{3}|…)\s*\??$")  # it breaks off before it says anything
_THANKS = re.compile(
    r"^(?:many thanks|thanks|thank you(?: very much| all| everyone| so much)?|vielen (?:lieben |"
    r"herzlichen )?dank|herzlichen dank|danke|"
    r"merci(?: beaucoup| à tous| à toutes et à tous)?|(?:muchas )?gracias|grazie(?: mille| a tutti)?|"
    r"díky(?: moc)?|děkujeme)[ .!]*$",
    re.IGNORECASE,
)
AGREE = re.compile(
    r"^(?:i )?(?:fully |totally |strongly )?agree(?:d|s)?[.!]*$|^\+1[.!]*$|^same here[.!]*$|^i think the "
    r"same[.!]*$",
    re.IGNORECASE,
)


def turns_to(text: str) -> tuple[str, str]:
    """Return the topic that a turn opens (`Let's start with statuses.`) and the rest of it, or ("", text)."""
    match = _TURNS_TO.match(text)
    return (capital(match["topic"].strip()), text[match.end() :].strip()) if match else ("", text)


def as_written(text: str) -> str:
    """Return what is said in a talk without the words that only lead on, and long sentences in two."""
    parts = (part for part in split(_LEADS_ON.sub("", text)) if not _OF_ITSELF.match(part))
    return " ".join(_BUT.sub(". But ", part) if part.count(" ") > _BREATH else part for part in parts)


def small_talk(text: str) -> bool:
    """Tell whether a sentence of a conversation is a greeting, thanks or steering and nothing more."""
    if _BROKEN.match(text):
        return True
    words = re.findall(r"[^\W\d_][\w'’-]*", text.lower().replace("’", "'"))
    if len(words) <= 14 and _STEERING.match(text) and not re.search(r"\b\d|https?:", text):
        return True
    if ("?" in text and len(words) > 6) or AGREE.match(text):
        return False
    return len(words) <= 14 and all(word in _SMALL or word in _SMALL_OTHER for word in words)


def says_nothing(text: str) -> bool:
    """Tell whether a sentence thanks nobody in particular, or breaks off before it says anything."""
    return bool(_THANKS.match(text) or _BROKEN.match(text))
