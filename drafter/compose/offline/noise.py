"""What in notes is no content: office matters, form fields, words to a machine."""

from __future__ import annotations

import re

# Headings over office matters, or over words to the writer or to who fills in a form.
OFFICE = re.compile(
    r"^(?:\w+ )?check ?list|^housekeeping|^how to (?:join|connect|edit|use this)|^(?:zoom|call|meeting|"
    r"dial.?in|connection)"
    r" (?:info|details|link)|^logistics|^template|^instructions|^code of conduct|^(?:anti.?trust|ipr|"
    r"patent)\b"
    r"|^what to bring|^mitbringen|^vorbereiten|^vorbereitung$|^(?:back ?)?channel|^table of contents|"
    r"^toc$|^contents$|^inhalt$|^sommaire$"
    r"|^(?:back|go back)$",
    re.IGNORECASE,
)

# Headings that name the notes, not a subject.
PLAIN = re.compile(
    r"^(?:(?:raw|my|general|meeting|other|quick) )?(?:notes?|notizen|minutes|mitschrift|protokoll|"
    r"compte.rendu|verbale|appunti|zápis|"
    r"poznámky|apuntes|notas|acta|discussion|diskussion|transcript|log|agenda items?)(?: \(.*\))?$",
    re.IGNORECASE,
)

NOTHING = re.compile(
    r"^\W*(?:none|nothing|nil|not available|n/?a|tb[ad]|no|"
    r"keine?r?s?|nichts|aucune?|rien|nada|ninguno|niente|nessuno|"
    r"nic|žádné|empty)?"
    r"(?: (?:updates?|news|issues?|questions?|items?|topics?|announcements?|report))?(?: (?:this|so far|"
    r"yet|today|new|to report|cette|diese)\b[\w ]{0,12})?\W*$",
    re.IGNORECASE,
)

NOISE = re.compile(
    r"\[(?!.*\b(?:resol|decid|agree|clos|chang|action|consens|adopt|approv|postpon|reject|accept|\d)).*\]$|"
    r"\(?missed\b.{0,30}$|slide \d+\W*$|extracted from .{0,40}labell?ed|https?://\S+/(?:j|my)/\d+|"
    r"(?:topic|agenda|scribe|present|chair)\+?:?$|_{3,}$|s/[^/]+/[^/]*/?g?$|(?:agend|rrs|track)?(?:bot|agent)\b|"
    r"agendabot\b|zakim\b|(?:start|stop|turn on)(?:s|ed)? (?:the )?recording|\(?\w+ */ *`?@?git.?hub",
    re.IGNORECASE,
)

CONNECTION = re.compile(  # lower case
    r"\b(?:pass ?code|passwor[dt]|meeting id|dial.?in|join zoom|zoom meeting|is scribing)\b"
)

# Words to a machine, not of the event: never content, whoever wrote them.
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:instructions?|prompts?|above|previous|rules?|"
    r"guidelines?)\b"
    r"|\byou are (?:now )?(?:an?|the) (?:ai|assistant|language model|chatbot)\b|\bas an ai\b|\bsystem "
    r"prompt\b"
    r"|^(?:please )?(?:write|draft|generate|compose) (?:a|an|the|this|me)\b.{0,40}\b(?:post|article|blog|"
    r"summary|recap)\b"
    r"|\b(?:blog|post) uses? an? ai tool\b|\busual disclaimer\b",
    re.IGNORECASE,
)

HINT = re.compile(r"^[*_](?![*_])[^*_]{3,80}[*_]$")

# Without one of these no text is an order: cheaper to look for than the whole pattern.
_ORDER_WORDS = (
    "instruction", "prompt", "ignore", "disregard", "forget", "overrid", "assistant", "chatbot", "model", "post",
    "article", "blog", "summary", "recap", " ai", "rule", "guideline", "above", "previous",
)  # fmt: skip


def orders(plain: str) -> bool:
    """Tell whether a text speaks to whoever writes the post, person or machine, and not of the event."""
    small = plain.lower()
    return any(word in small for word in _ORDER_WORDS) and bool(_ORDER.search(plain))
