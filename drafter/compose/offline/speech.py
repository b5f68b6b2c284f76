"""What somebody said, told in the third person: `Ken: I'm OK with it` becomes `Ken is OK with it`.

English only, and only where the change is safe: a first person at the start of a sentence whose verb is in
the tables. Everything else keeps its words behind the speaker's name. Singular "they" stands for a
speaker, so that nobody's gender is guessed. Nothing is ever put in quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.compose.offline.chatter import AGREE
from drafter.compose.offline.ink import Ink
from drafter.compose.offline.phrases import PHRASES
from drafter.compose.offline.wording import FINITE, RUN_ON, capital, gaps, plain_words, split, stopped, unnumbered

_LETS_START = re.compile(r",? (?:so|and) we can (?:start|begin|go on)[.!]?$", re.IGNORECASE)
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
_DID = frozenset("added fixed enabled removed updated changed merged closed opened tested released moved".split())
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
    "third people someone everyone anyone per".split()
)
_JOINS = frozenset("so but and or then".split())  # to what was said before
_PRONOUNS = frozenset("this that it there these those we they he she you".split())
_ASKING = frozenset("how why who where whether".split())
_DIRECT = re.compile(  # what only makes sense in the speaker's own mouth
    r"\b(?:[Ww]e|us|[Oo]urs?|[Yy]ours?|[Yy]ou|[Ll]et['’]?s|[Tt]oday|[Tt]onight|[Tt]omorrow|[Yy]esterday)(?![\w-])(?!\.\w)"
)
_ASKS = re.compile(
    r"(?:what|who|whose|which|how|why|when|where|is|are|was|were|do|does|did|has|have|had|can|could|will|would|shall|"
    r"should|may|might|must|any(?:one|body|thing)?)(?:n['’]t)?\b(?![^?]*:\s)",
    re.IGNORECASE,
)
_LONE_LINK = re.compile("([.!?]) ([\U000f0000-\U000fffff])\\.?(?: (?=[A-Z])|$)")  # between two sentences
_QUESTION = re.compile(r"\?[\"”')\]]*$")


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
        shared = said.shared.format(who=who, what=link)
        return _and_said(who, shared, told(who, rest, language, small, handles, ink)) if rest else shared
    text = _LETS_START.sub("", text)
    text = RUN_ON.sub(lambda m: m[1].upper(), gaps(plain_words(text, language), language))
    text = re.sub(r"(?<=\w)(?:\.{3}|…)$", ".", text)
    if language == "en":
        text = re.sub(r"^Don(?=['’]t (?:think|know|see|want|believe|have|like)\b)", "I don", _OPENER.sub("", text))
    if AGREE.match(text):
        return said.agreed.format(who=who)
    if language == "en" and re.fullmatch(r"(?:yes|yep|no|nope)[.!]?", text, re.IGNORECASE):
        return f"{who} said {'yes' if text[0] in 'yY' else 'no'}."
    parts = split(text)
    if not parts:
        return ""
    if language != "en":
        form = said.asked if _QUESTION.search(parts[0]) and len(parts) == 1 else said.said
        return form.format(who=who, what=" ".join(stopped(capital(part, handles)) for part in parts))
    if _DIRECT.search(text) and not (len(parts) == 1 and _ASKS.match(text)):
        return _direct(who, parts, handles)
    first, *others = parts
    found, asked = [_reported(who, first, small, handles)], bool(_QUESTION.search(first))
    if others and found[0].startswith(f"{who}: "):
        return _direct(who, parts, handles)
    for part in others:
        text = stopped(capital(own(_OPENER.sub("", part)), handles))
        asks = bool(_QUESTION.search(text))
        word = text.removeprefix("Also ").partition(" ")[0].lower()
        if asks and not asked:
            text = f"They asked: {text}"
        elif (word in _PAST or word in _DID) and not re.search(r"\b(?:is|are|was|were|has|have)\b", text):
            text = f"They {text[:1].lower()}{text[1:]}"
        elif re.match(r"(?:Especially|Particularly|Except) ", text) and found[-1].endswith("."):
            found[-1], text = f"{found[-1][:-1]}, {text[:1].lower()}{text[1:]}", ""
        found.append(text)
        asked = asks
    return " ".join(one for one in found if one)


def _direct(who: str, parts: Sequence[str], handles: frozenset[str]) -> str:
    """Return what somebody said in their own words, behind their name."""
    return f"{who}: {' '.join(stopped(capital(_OPENER.sub('', part), handles)) for part in parts)}"


def _and_said(who: str, shared: str, rest: str) -> str:
    """Return that somebody shared a link, and what they said then."""
    if rest.startswith(f"{who}: "):
        return f"{shared.rstrip('.')}{rest[len(who) :]}"
    return f"{shared} {continued(who, rest)}"


def continued(who: str, text: str) -> str:
    """Return a sentence on what somebody said behind another that names them."""
    return re.sub(rf"^{re.escape(who)} (?=said |(?!need)[a-z]+ed:? )", "They ", text)


def _reported(who: str, text: str, small: frozenset[str], handles: frozenset[str]) -> str:
    """Return the first sentence of a turn, with its owner."""
    if _QUESTION.search(text):
        return f"{who} asked: {capital(text, handles)}" if _ASKS.match(text) else f"{who}: {capital(text, handles)}"
    first = _first_person(who, text)
    if first:
        return stopped(first)
    label = re.fullmatch(r"([A-Z][^.?!:]{3,40}):", text)
    if label and text.count(" ") < 5:
        return f"{own(label[1])} ({who}):"
    if text.startswith("For me, "):
        return stopped(f"For {who}, {own(text[8:])}")
    head = text.split(" ", 1)[0].rstrip(",:;").replace("’", "'")
    word = head.lower()
    if word in _BARE and head.islower() and not text.startswith("will be "):
        return stopped(f"{who} {_BARE[word]}{own(text[len(word) :])}")
    plain = head[1:] == head[1:].lower()  # not an acronym, not a name with capitals inside
    if head[:1].islower() or (plain and (word in _FUNCTION or word in small)):
        bare = word not in _PRONOUNS and len(text.split()) <= 12 and not FINITE.search(text)
        if bare or word in _JOINS:
            return stopped(f"{who}: {capital(own(text), handles)}")
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
