"""From the shorthand of notes to plain words, one rule a line; what a rule does not know stays as it was.

All functions take and give wording as `Ink.take` makes it. None of them adds a fact.
"""

from __future__ import annotations

import re
from functools import lru_cache

from drafter import dates, sentences
from drafter.compose.offline.phrases import PHRASES, STOP_WORDS, Phrases

_WORD = re.compile(r"[^\W_][\w'’.-]*[^\W_]|[^\W_]")
_ENDING = re.compile(r"[.!?…][^\w\s]*\s|[\n\x00\xa0。！？]")

# Signs that stand for a word in every language: pattern, what replaces it ("{and}" is the language's word).
_SIGNS: tuple[tuple[str, str], ...] = (
    (r"^(?:[-–*•·]\s+)+", ""),
    (r"^(?:->|=>|→|\.{3}|…)\s*", ""),
    (r"(?<=\s)(?:->|=>|-->)(?=\s)", "→"),
    (r"(?<=\s)--?(?=\s)", "–"),
    (r"(?<=[a-zß-ÿ,)])\s+&\s+(?=[a-zß-ÿ(])", " {and} "),
    (r"(?<=[\w,)])\s+\+\s+(?=[\w(])(?!.*=)", " {and} "),
    (r"\s+([,.])(?=\s|$)", r"\1"),
    (r"\(\s*\)|\[\s*\]", ""),
    (r"(?<=[a-z]{3})\((?=[a-z]{2,} )", " ("),
    (r"\s*:\s*,", ":"),
    (r"!{2,}", "!"),
    (
        r"(?<=\w)\. (agreed|decided|approved|rejected|beschlossen|angenommen|abgelehnt|adopté|aprobado|approvato)\.?$",
        r" (\1)",
    ),
    (r"(?<=\w)\.\.(?=\s|$)", "."),
    (r"(?<=\d) ?[-–] ?(?=\d+\.? [^\W\d_]{3})", "–"),
    (r"[,;]\s*$", ""),
)
# English shorthand. Each of these has one reading.
_ENGLISH: tuple[tuple[str, str], ...] = (
    (r"\bw/o\s?", "without "),
    (r"\bw/\s?(?=[a-zA-Z])", "with "),
    (r"\bb/c\b", "because"),
    (r"\bppl\b", "people"),
    (r"\bconf\b(?!\.\w)", "conference"),
    (r"\bthx\b", "thanks"),
    (r"\bmtg\b", "meeting"),
    (r"\bmtgs\b", "meetings"),
    (r"\bi(?=['’](?:m|ve|ll|d)\b)", "I"),
    (r"(?<![\w.])i(?=\s[a-z])", "I"),
    (r"^(\d+(?:st|nd|rd|th)) (one|edition|time|year)\b", r"It was the \1 \2"),
    (r"(?<=, )new (?=\w+ (?:every|each) )", "with a new "),
    (r"^R(?=elates to )", "It r"),
    (r"(?<=@)([\w-]+) (?=[A-Z][a-z]+ \d{1,2}: )", r"\1; "),
    (r"^[Aa]lso about ", "It was also about "),
    (r"^(?=(?:fits|covers|includes|aims|deals|relates|follows|builds) )", "It "),
    (r" [–-] topic:? (?=[\"“])", " on the topic "),
    (r"^[Pp]oint: ", "The point: "),
    (r"^[Tt]hanks (?=[A-Z])", "Thanks to "),
    (r"^((?:If|When) [^,–]{8,80}) – (?=(?:we|you|they|it|the) )", r"\1, "),
)
_SHORT_ARROW = re.compile(r"^([^\s:→,.][^:→,.]{0,40}?)\s+→\s+([^→]+)$")
_FROM_TO = re.compile(r"(\bfrom\s+\S+|\b\d[\d.,:%]*)\s+→\s+(?=\S)")
_NAMED = re.compile(r"^([^=]{3,120}?)\s+=\s+((?:our|my|their|the)\s+\w[\w-]*(?:\s+\w[\w-]*)?)$", re.IGNORECASE)
_SLASHED = re.compile(  # possessive, or a long word with hyphens is tried from each of them
    r"(?<![\w/-])([a-z][\w-]*+(?: [a-z][\w-]*+)?(?: / [a-z][\w-]*+(?: [a-z][\w-]*+)?){2,})(?![\w/])"
)
_CAME = re.compile(r"^[Ww]ho came: ([^.;:]+)$")
# English words of which a sentence has at least one.
FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|could|will|would|should|must|may|might|do|does|did|don['’]t|"
    r"doesn['’]t|isn['’]t|aren['’]t|"
    r"there['’]s|it['’]s|we['’](?:re|ve|ll)|I['’]m|gives?|provides?|returns?|reduces?|made|makes|needs?|"
    r"wants?|means|"
    r"[a-z]+ed)\b"
)
_HOLDERS = re.compile(r"\s+[–—-]+\s+(@[\w-]+(?:, @[\w-]+)*)$")
_ASKS = re.compile(
    r"^(?:How|What|Who|Why|Where|When|Which) (?:do|does|did|is|are|was|were|can|could|should|would|will) "
    r"(?!n['’]t)[\w ,'’/-]+$"
)
_AGENDA_ITEM = re.compile(
    r"^(?:TOP|Punkt|Item|Agenda item|Point|Punto|Bod) \d{1,2}(?: ?[:.)–-]|(?= [–-]))\s*(?=\w)", re.I
)
RUN_ON = re.compile(
    r"(?:(?<=[a-z]{3}[.?!] )|(?<=['’]s[.?!] ))(?<!etc\. )(?<!resp\. )([a-z])(?=[a-z]+['’ ,:])"
)  # a sentence that starts small
_PAIR = re.compile(r"(?<=\w) / (?=\w)")
_OPEN = re.compile(
    r"^(?P<what>[^?]{2,200}?)\s*(?:\?{2,}|\?\s*[-–(])\s*[-–(]*\s*"
    r"(?P<why>not in (?:my|the) notes|not noted|unknown|missed(?: it| that| this)?|no idea|not sure|"
    r"unsure|tbd|tba|to check|check)?"
    r"\s*\)?\s*\?*$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"(?:do|does|did|is|are|was|can|could|should|shall|will|would|who|what|where|when|why|how|which|wer|was|wo|wann|warum|"
    r"wie|brauchen|sollen|können|qui|quoi|où|quand|pourquoi|comment|faut-il|¿?quién|¿?qué|¿?cuándo|¿?cómo|chi|cosa|"
    r"quando|perché|kdo|co|kdy|kde|proč|jak)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"\(?\?{2,}\s*([\w][\w -]{0,30}?)\s*\?{2,}\)?")
_BREAK = re.compile(r"\s*(?:\.{3}|…)\s*\?+$")


@lru_cache(maxsize=64)
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language that carry no content, English ones for a language not known."""
    return frozenset(STOP_WORDS.get(language, STOP_WORDS["en"]).split())


@lru_cache(maxsize=8192)
def content(text: str, language: str) -> frozenset[str]:
    """Return the words of a plain text that carry content, folded to lower case and the singular."""
    return frozenset(stem for word in _WORD.findall(text) if (stem := _stem(word, language)))


@lru_cache(maxsize=8192)
def _stem(word: str, language: str) -> str:
    """Return a word folded, "" for one without content."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    if word.partition("'")[0] in stop_words(language) or not (len(word) > 1 or word.isdigit()):
        return ""
    return word[:-1] if len(word) > 3 and word[-1] == "s" and word[-2] != "s" else word


def phrases(language: str) -> Phrases:
    """Return the phrases of a language, the English ones for a language not known."""
    return PHRASES.get(language, PHRASES["en"])


@lru_cache(maxsize=8)
def _shorthand(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = (*_SIGNS, *(_ENGLISH if language == "en" else ()))
    return tuple((re.compile(pattern), words.replace("{and}", phrases(language).and_)) for pattern, words in table)


@lru_cache(maxsize=4096)
def plain_words(text: str, language: str) -> str:
    """Return a wording with the shorthand of notes written out."""
    said = phrases(language)
    if language != "fr":
        text = re.sub(r"\s+([;:!])(?=\s|$)", r"\1", text)
    for pattern, repl in _shorthand(language):
        text = pattern.sub(repl, text)
    text = _FROM_TO.sub(r"\1 – ", text) if "→" in text and language != "en" else _FROM_TO.sub(r"\1 to ", text)
    text = _SHORT_ARROW.sub(rf"\1{said.colon}\2", text)
    text = re.sub(r" → (?=[^\W\d_]+ [^→]*$)", " – ", text)
    named = _NAMED.match(text)
    if named and language == "en":
        text = f"{named[2]}: {named[1]}"
    came = _CAME.match(text) if language == "en" else None
    if came:
        text = f"Among those who came were {listed(came[1].split(', '), language)}"
    text = _SLASHED.sub(lambda m: listed(m[1].split(" / "), language), text)
    return " ".join(_PAIR.sub("/", text).split())


def gaps(text: str, language: str) -> str:
    """Return a wording in which the writer's marks of doubt (`??`) are said in plain words."""
    said = phrases(language)
    text = _MARKED.sub(lambda m: f"({said.open[0].lower()}{said.open[1:].format(what=m[1]).rstrip('.')})", text)
    if text.endswith("??") and _ASKED.match(text):
        return f"{text.rstrip('? ')}?"
    left = _OPEN.match(text) if "??" in text or "?" in text[:-1] else None
    if left and (left["why"] or "??" in text):
        what = left["what"].strip(" -–:,(")
        if len(what.split()) <= 6:
            plain = (
                language == "en"
                and re.fullmatch(r"[a-z][a-z -]+", what)
                and not what.startswith(("the ", "a ", "who", "how"))
            )
            return said.open_the.format(what=what) if plain else said.open.format(what=what)
        return f"{what} {said.uncertain}."
    if _BREAK.search(text):
        return f"{_BREAK.sub('', text)} … {said.gap}?"
    return re.sub(r"\?{2,}", "?", text)


def listed(parts: list[str] | tuple[str, ...], language: str) -> str:
    """Join parts as a sentence lists them: `a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    and_ = phrases(language).and_
    if language == "es" and re.match(r"[Hh]?[IiÍí](?![aeo])", parts[-1]):
        and_ = "e"  # y becomes e before the sound i
    return f"{', '.join(parts[:-1])} {and_} {parts[-1]}"


def capital(text: str, lower: frozenset[str] = frozenset()) -> str:
    """Return a wording that starts with a capital, unless it starts with a name or code that doesn't.

    `lower` are names that are written small (handles).
    """
    match = re.match(r"[\"“„«'¿¡]*([^\W\d_][\w'’.@+/-]*)", text)
    if not match or match[1].strip(".'’") in lower or not match[1][0].islower():
        return text
    word = match[1].rstrip(".'’-")
    if re.search(r"[A-Z\d_@+./]", word[1:]):
        return text
    at = match.start(1)
    return text[:at] + text[at].upper() + text[at + 1 :]


def stopped(text: str, colon: bool = False) -> str:
    """Return a wording with a final stop where it has none; `colon`: an announcing colon stays."""
    text = text.rstrip(" ,;–-→")
    if _ASKS.match(text) and text[-1:].isalnum():
        return text + "?"
    if not text or re.search(r"[.!?…:]([\"”“»’')\]]*)$", text):
        return text if colon else re.sub(r"\s?:$", ".", text)
    return text + "."


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, ...]:
    """Return the sentences of a wording."""
    if not _ENDING.search(text):  # most items are one
        return (text.strip(),) if text.strip() else ()
    return tuple(text[start:end].strip() for start, end in sentences.spans(text) if text[start:end].strip())


def sentence(text: str, language: str, lower: frozenset[str] = frozenset()) -> str:
    """Return a wording as one or more whole sentences: written out, with capitals and stops."""
    parts: list[str] = []
    for part in split(RUN_ON.sub(lambda m: m[1].upper(), gaps(plain_words(text, language), language))):
        if parts and language == "en" and re.match(r"And [a-z]", part) and parts[-1].endswith("."):
            parts[-1] = f"{parts[-1][:-1]}, and {stopped(part[4:])}"
        else:
            parts.append(stopped(capital(part, lower)))
    return " ".join(part for part in parts if part)


def unnumbered(text: str) -> str:
    """Return a wording without the number in front of it; "18. April" is a day."""
    mark = re.match(r"\d{1,2}[.)]\s+(?=\D)([^\W\d_]*)", text)
    return text if mark is None or dates.is_month(mark[1]) else text[mark.start(1) :]


def title_words(text: str) -> str:
    """Return a heading without shouting, numbering, label colon or trailing marks."""
    text = _AGENDA_ITEM.sub("", unnumbered(re.sub(r"^[-–*•]\s+", "", text))).strip(" :-–→")
    text = text if re.search(r"\b\w\.\w\.$", text) else text.strip(".")
    text = re.sub(r", \d{1,3} ?min(?:\.|ute[ns]?|uti|ut)?(?=\)|$)", "", _HOLDERS.sub(r" (\1)", text))
    letters = [char for char in text if char.isalpha()]
    shouted = all(char.isupper() for char in letters) and re.fullmatch(r"[^\W\d]+(?: [^\W\d]+)*\??", text)
    if shouted and any(len(word) > 5 for word in text.split()):
        text = text.capitalize()
    return capital(text)
