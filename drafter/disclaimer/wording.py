"""Words as a reader takes them: when two texts are the same, nearly the same, or say the opposite.

Only the standard library: the proof of visibility uses this module for every post.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# The white space that HTML collapses, and the spaces that look like one. Not `\s`, which also takes
# control characters that a browser draws as boxes.
_SPACE = re.compile("[ \t\n\r\f\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_QUOTES = str.maketrans({"\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "..."})
_PLACEHOLDER = re.compile(r"\{[A-Za-z_][\w-]*\}")
# What a placeholder may stand for: a name, not a sentence, and nothing that turns the meaning round.
_NAME = (
    r"(?!(?i:.{0,60}\b(?:no|not|never|none|nothing|nobody|without|zero|isn't|wasn't)\b))[^.!?:;{}<>|"
    r"]{1,60}(?:\.[^\s.!?:;{}<>|][^.!?:;{}<>|]{0,40}){0,3}"
)


def normal(text: str) -> str:
    """Return `text` with composed letters, plain quotes and single spaces."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).translate(_QUOTES)).strip(" ")


@lru_cache(maxsize=64)
def pattern(wanted: str) -> re.Pattern[str]:
    """Return what `fullmatch`es the normal form of `wanted`, with `{name}` for a short run of text."""
    text, parts, at = normal(wanted), [], 0
    for found in _PLACEHOLDER.finditer(text):
        parts += [re.escape(text[at : found.start()]), _NAME]
        at = found.end()
    return re.compile("".join([*parts, re.escape(text[at:])]))


def same(text: str, texts: Sequence[str]) -> str:
    """Return the one of `texts` that `text` says word for word, or an empty string."""
    said = normal(text)
    return next((wanted for wanted in texts if wanted.strip() and pattern(wanted).fullmatch(said)), "")


# -- near misses -----------------------------------------------------------------------------------

_CYRILLIC_AND_GREEK = dict(zip(
    "АВЕЗІЈКМНОРСТУХЅҮԌԜѴасеіјорѕухһԁԛԝѵӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορυχ",
    "ABE3IJKMHOPCTYXSYGWVaceijopsyxhdqwvlABEZHIKMNOPTYXayiKvopux", strict=True,
))  # fmt: skip
_FOLD = str.maketrans({**_CYRILLIC_AND_GREEK, "ı": "i", "ɑ": "a", "ɡ": "g", "ｌ": "l", "ᴀ": "A", "ɪ": "I"})


def invisible(char: str) -> bool:
    """Tell whether `char` takes no room on the page: zero width, joiners, bidi marks, tags, fillers."""
    return (
        unicodedata.category(char) in ("Cf", "Cc", "Co", "Cn", "Mn", "Me") or char in "\u115f\u1160\u3164\uffa0\u2800"
    ) and char not in "\t\n\r\f"


def folded(text: str) -> str:
    """Return `text` without invisible characters and with look-alike letters as the Latin ones."""
    if text.isascii():
        return normal(text)
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.translate(_FOLD)) if not invisible(c))
    return normal(plain)


def loose(text: str) -> str:
    """Return the words of Markdown source in lower case, without marks, entities or tricks."""
    return re.sub(r"[^\w]+", " ", folded(html.unescape(text))).lower().strip()


def long_words(texts: Sequence[str]) -> list[frozenset[str]]:
    """Return for each text its words of four letters and more, as `loose` writes them."""
    return [
        frozenset(w for w in loose(_PLACEHOLDER.sub(" ", text)).split() if len(w) > 3)
        or frozenset(loose(_PLACEHOLDER.sub(" ", text)).split())
        for text in texts
    ]


# -- what takes the sentence back ------------------------------------------------------------------

# Only where it is plainly about this post: "this article was ...", or a paragraph that opens with it.
_AI = r"(?:AI|A\.I\.|LLMs?|ChatGPT|artificial intelligence|generative (?:AI|tools?))"
_WRITTEN = r"(?:written|made|created|produced|drafted|generated)"
_WITHOUT = (
    r"(?:entirely |completely |wholly |fully |100 ?% |solely by (?:a )?humans?,? )?(?:without|with no) "
    r"(?:(?:the )?(?:any )?(?:use of|help of|help from|assistance of|assistance from|using) )?(?:any |an )?" + _AI
)
_THIS = r"\b[Tt]his (?:blog )?(?:post|article|text|page|piece|entry|story|report|blog)\b"
_CONTRADICTION = re.compile(
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
_TRIGGERS = ("AI", "A.I.", "LLM", "ChatGPT", "KI", "IA", "rtifici", "ünstliche", "kunstmatige", "enerative")
# Another speaker, then a verb of saying, then a colon or a verb alone: "Their blog says:".
_ATTRIBUTION = re.compile(
    r"\b(?:says?|said|states?|stated|writes?|wrote|reads?(?=\s*[:：])|claims?|claimed|puts it|according to|"
    r"quot(?:e|es|ed|ing)|declares?|"
    r"prints?|carries|has this (?:note|line|sentence)|schreibt|schrieb|sagt|sagte|steht|heißt es|laut|zitat|zitiert|"
    r"écrit|dit|affirme|selon|indique|dice|escribe|según|afirma|scrive|secondo|afferma|diz|escreve|"
    r"segundo|schrijft|zegt|volgens)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:not true|untrue|false|a lie|ignore|does not apply|do(?:es)?n't apply|not apply|wrong|never "
    r"say|do not write|don't write|"
    r"no longer|bad example|just kidding|joking|joke|disregard|falsch|gilt nicht|stimmt nicht|faux|ne s'applique pas|"
    r"falso|no se aplica|non si applica|não se aplica|onwaar|geldt niet)\b",
    re.IGNORECASE,
)
_OURSELVES = re.compile(
    r"\b(?:[Ww]e|I|[Oo]ur|[Mm]y|us|[Tt]his (?:blog|site|page|post|article)|[Ww]ir|[Uu]nser\w*|[Nn]ous|[Nn]otre|"
    r"[Nn]uestr\w+|[Nn]ostr\w+|[Nn]oss\w+|[Oo]nze|[Ww]ij)\b"
)


def contradiction(text: str) -> str:
    """Return the words with which a block of plain text denies that an AI tool had a part in this post."""
    found = _CONTRADICTION.search(normal(text))
    return found[0] if found else ""


def may_contradict(body: str) -> bool:
    """Tell quickly whether `contradiction` could find anything in `body`, whose own disclaimer was cut out."""
    for trigger in _TRIGGERS:  # noqa: SIM110 -- `any` costs as much again, for every post
        if trigger in body:
            return True
    return False


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


_BACK = r"(?:written|made|created|produced|drafted|generated)"
_TAKEN_BACK = re.compile(
    r"\W*(?:the (?:above|previous|sentence above|statement above|line above|disclaimer)\b|"
    r"this (?:statement|sentence|disclaimer|notice)\b|(?:just )?kidding\b)",
    re.IGNORECASE,
)
_DENIED = re.compile(r"\b(?:is|was)(?: not|n't)\b|\bkidding\b", re.IGNORECASE)
_SAYS_NO = re.compile(
    r"\W*(?:that\b(?=.*" + _NEGATION.pattern + r")|not (?:this(?: one| post| article)?|true|really)\s*(?:[.,;!]|$)|"
    r"this (?:one|post|article|text) (?:is|was)(?: not|n't)\s*(?:[.,;!)]|$|an? exception|one of|among|"
    + _BACK
    + r"\s*(?:[.,;!]|$|(?:that|this) way|like that|"
    r"(?:by|with|using) (?:an? |any |the help of )*(?:it\b|one\b|such|tool|machine|" + _AI + r"))))",
    re.IGNORECASE,
)


def taken_back(after: str) -> bool:
    """Tell whether the text just below the sentence says that it does not hold."""
    first = re.split(r"(?<=[.!?])\s|\n\s*\n", after[:300].lstrip()[:200], maxsplit=1)[0]
    if _SAYS_NO.match(first):
        return True
    return bool(_TAKEN_BACK.match(first) and (_NEGATION.search(first) or _DENIED.search(first)))


def exempting(note: str) -> bool:
    """Tell whether a footnote to the sentence says no to it, or sets something apart."""
    return bool(re.search(r"\b(?:not|no|never|none|except|excluding|unlike|false|untrue)\b|n't\b", note, re.IGNORECASE))
