"""What takes the sentence back: a text that denies it, somebody else's words, a word of refusal below it.

Only the standard library, and patterns are compiled where they are first needed: the proof of visibility asks
two questions of this module about every post, and both are mostly answered without a pattern.
"""

from __future__ import annotations

import re

from drafter.patterns import pattern

# Only where it is plainly about this post: "this article was ...", or a paragraph that opens with it.
_AI = r"(?:AI|A\.I\.|LLMs?|ChatGPT|artificial intelligence|generative (?:AI|tools?))"
_WRITTEN = r"(?:written|made|created|produced|drafted|generated)"
_WITHOUT = (
    r"(?:entirely |completely |wholly |fully |100 ?% |solely by (?:a )?humans?,? )?(?:without|with no) "
    r"(?:(?:the )?(?:any )?(?:use of|help of|help from|assistance of|assistance from|using) )?(?:any |an )?" + _AI
)
_THIS = r"\b[Tt]his (?:blog )?(?:post|article|text|page|piece|entry|story|report|blog)\b"

_CONTRADICTION = pattern(
    "|".join((
        rf"(?<![\"'\u201c\u2018\u00ab]){_THIS} (?:was|is|has been) {_WRITTEN} {_WITHOUT}\b",
        rf"(?<![\"'\u201c\u2018\u00ab]){_THIS} (?:was|is|has) (?:not|never)(?: been)? {_WRITTEN} (?:by|"
        rf"with|using|with the help of) (?:an? |any )?{_AI}\b",
        rf"^{_WRITTEN.replace('(?:', '(?i:', 1)} {_WITHOUT}\b(?: tools?| assistance| help)?\s*(?:[.!]|$)",
        rf"\b[Nn]o (?:{_AI}|AI tools?) (?:was|were|has been|have been) (?:used|involved) (?:in|for|to|"
        rf"when|while)\b[^.!?]{{0,30}}\bthis (?:post|article|text|page|piece|entry|story|report|blog)\b",
        rf"^[Nn]o (?:{_AI}|AI tools?) (?:was|were|has been|have been) (?:used|involved)(?: here| to "
        rf"write this| in writing this| in making this)?\s*(?:[.!]|$)",
        r"\b[Dd]ies(?:er|e|es) (?:Beitrag|Artikel|Text|Bericht|Seite)\b[^.!?]{0,20}\b(?:ohne|keiner?) "
        r"(?:den Einsatz von |Einsatz von |Hilfe von |Verwendung von )?(?:KI|künstliche[r]? "
        r"Intelligenz)\b",
        r"\b[Cc]e(?:t|tte)? (?:article|billet|texte|page)\b[^.!?]{0,20}\bsans (?:l'aide d'une |l'aide "
        r"de l'|recours à l'|utiliser l'|utiliser d')?(?:IA|intelligence artificielle)\b",
        r"\b[Ee]st[ea] (?:artículo|texto|entrada|página)\b[^.!?]{0,25}\bsin (?:ayuda de |usar |el uso "
        r"de )?(?:la )?(?:IA|inteligencia artificial)\b",
        r"\b[Qq]uest[oa] (?:articolo|testo|pagina|post)\b[^.!?]{0,20}\bsenza (?:l'aiuto dell'|l'uso "
        r"dell'|usare l')?\s*(?:IA|intelligenza artificiale)\b",
        r"\b[Ee]ste (?:artigo|texto|post)\b[^.!?]{0,20}\bsem (?:ajuda de |o uso de |usar )?(?:a "
        r")?(?:IA|inteligência artificial)\b",
        r"\b[Dd](?:it|eze) (?:artikel|tekst|bericht|pagina)\b[^.!?]{0,20}\bzonder (?:hulp van |"
        r"gebruik van )?(?:AI|kunstmatige intelligentie)\b",
    ))
)  # fmt: skip

_NEGATIVE = pattern(  # each of these has one
    r"\b(?:no|not|never|without|ohne|keine?r?|sans|sin|senza|sem|zonder)\b", re.IGNORECASE
)
_SHORT_TRIGGER = pattern(r"I(?:A|(?<=[AK]I)|(?<=A\.I)\.)")  # IA, AI, KI, A.I.: found by their rarest letter
_TRIGGERS = (  # each after a rare letter of its own, or of "zonder": one letter is found ten times as fast as several
    ("L", "LLM"), ("G", "ChatGPT"), ("ü", "ünstliche"), ("r", "rtifici"), ("z", "kunstmatige"), ("v", "enerative"),
)  # fmt: skip

# Another speaker, then a verb of saying, then a colon or a verb alone: "Their blog says:".
_ATTRIBUTION = pattern(
    r"\b(?:says?|said|states?|stated|writes?|wrote|reads?(?=\s*[:：])|claims?|claimed|puts it|according to|"
    r"quot(?:e|es|ed|ing)|declares?|"
    r"prints?|carries|has this (?:note|line|sentence)|schreibt|schrieb|sagt|sagte|steht|heißt es|laut|zitat|"
    r"zitiert|écrit|dit|affirme|selon|indique|dice|escribe|según|afirma|scrive|secondo|afferma|diz|escreve|"
    r"segundo|schrijft|zegt|volgens)\b",
    re.IGNORECASE,
)

_UNTRUE = (
    r"\b(?:not true|untrue|false|a lie|ignore|does not apply|do(?:es)?n't apply|not apply|wrong|never "
    r"say|do not write|don't write|"
    r"no longer|bad example|just kidding|joking|joke|disregard|falsch|gilt nicht|stimmt nicht|faux|"
    r"ne s'applique pas|falso|no se aplica|non si applica|não se aplica|onwaar|geldt niet)\b"
)
_NEGATION = pattern(_UNTRUE, re.IGNORECASE)

_OURSELVES = pattern(
    r"\b(?:[Ww]e|I|[Oo]ur|[Mm]y|us|[Tt]his (?:blog|site|page|post|article)|[Ww]ir|[Uu]nser\w*|[Nn]ous|[Nn]otre|"
    r"[Nn]uestr\w+|[Nn]ostr\w+|[Nn]oss\w+|[Oo]nze|[Ww]ij)\b"
)


def contradiction(text: str) -> str:
    """Return the words with which a block of plain text denies that an AI tool had a part in this post."""
    from drafter.disclaimer.wording import normal

    said = normal(text)
    found = _CONTRADICTION.search(said) if _NEGATIVE.search(said) else None
    return found[0] if found else ""


def may_contradict(body: str) -> bool:
    """Tell quickly whether `contradiction` could find anything in `body`, whose own disclaimer was cut out."""
    for letter, trigger in _TRIGGERS:  # a loop: `any` costs as much again
        if letter in body and trigger in body:
            return True
    return _SHORT_TRIGGER.search(body) is not None


_MARK = r"(?:(?<=[`\"~>-])|\n\n|\n(?:```|~~~)\w*\n|\n {1,3}(?:```|~~~)\w+\n)[ \n]*"


def without_copies(text: str, wanted: str) -> str:
    """Return `text` without what can't be part of a denial: copies of the sentence after a mark that ends its words.

    Each denial has its negative word just before the name of a tool; so has no sentence that is without one, nor
    what stands before it and a mark, such as that of a comment or of code, or in another paragraph.
    """
    return text if _NEGATIVE.search(wanted) else re.sub(_MARK + re.escape(wanted), "", text)


def introduced(before: str, *, quoted: bool) -> str:
    """Return "quoted" or "taken back" when the text just above the sentence makes it somebody else's or untrue.

    `quoted`: the sentence stands in a block quotation. An empty string means neither.
    """
    said = before.strip()[-400:]
    if not said.endswith((":", "：")) and not (quoted and said.endswith((",", "…", "..."))):
        return ""
    last = re.split(r"(?<=[.!?])\s", said)[-1]
    if _NEGATION.search(last):
        return "taken back"
    if _ATTRIBUTION.search(last) and not _OURSELVES.search(last):
        return "quoted"
    return ""


_BEGINS = pattern(  # as all that follow do
    r"\W*(?:that|not|this|just|kidding|the (?:above|previous|sentence|statement|line|disclaimer))\b", re.IGNORECASE
)
_BACK = r"(?:written|made|created|produced|drafted|generated)"

_TAKEN_BACK = pattern(
    r"\W*(?:the (?:above|previous|sentence above|statement above|line above|disclaimer)\b|"
    r"this (?:statement|sentence|disclaimer|notice)\b|(?:just )?kidding\b)",
    re.IGNORECASE,
)

_DENIED = pattern(r"\b(?:is|was)(?: not|n't)\b|\bkidding\b", re.IGNORECASE)

_SAYS_NO = pattern(
    r"\W*(?:that\b(?=.*" + _UNTRUE + r")|not (?:this(?: one| post| article)?|true|really)\s*(?:[.,;!]|$)|"
    r"this (?:one|post|article|text) (?:is|was)(?: not|n't)\s*(?:[.,;!)]|$|an? exception|one of|among|"
    + _BACK
    + r"\s*(?:[.,;!]|$|(?:that|this) way|like that|"
    r"(?:by|with|using) (?:an? |any |the help of )*(?:it\b|one\b|such|tool|machine|" + _AI + r"))))",
    re.IGNORECASE,
)


def taken_back(after: str) -> bool:
    """Tell whether the text just below the sentence says that it does not hold."""
    said = after[:300].lstrip()[:200]
    if not _BEGINS.match(said):
        return False
    first = re.split(r"(?<=[.!?])\s|\n\s*\n", said, maxsplit=1)[0]
    if _SAYS_NO.match(first):
        return True
    return bool(_TAKEN_BACK.match(first) and (_NEGATION.search(first) or _DENIED.search(first)))


def exempting(note: str) -> bool:
    """Tell whether a footnote to the sentence says no to it, or sets something apart."""
    return bool(re.search(r"\b(?:not|no|never|none|except|excluding|unlike|false|untrue)\b|n't\b", note, re.IGNORECASE))
