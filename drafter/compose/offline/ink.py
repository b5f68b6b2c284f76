"""Inline Markdown of the notes taken apart and put together again, safely.

`Ink.take` turns links and code into single private characters, so that the wording can be worked
on as plain text; `Ink.give` writes Markdown in which every other character is literal: no HTML,
no template tag of a site generator, no accidental heading or list.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from urllib.parse import unquote, urlsplit

from drafter import sentences

_BASE = 0xF0000  # a plane of characters without meaning: ours while a text is worked on
_ROOM = 0xFFF0
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
_GONE = "\x00"
_CUT = "\x01"  # around the words of a link that leads nowhere outside the notes' own site
_POINTS = re.compile(  # what only points at such a link: "(slides)", a file's name, "Here the slides."
    rf"\s*\({_CUT}[^{_CUT}]{{0,200}}{_CUT}\)|^\W*{_CUT}[\w.-]+\.\w{{2,5}}{_CUT}\W*$|"
    rf"(?:^|(?<=[.!?] ))(?:here|see|hier|siehe|voici|voir|aquí|ver|ecco|vedi|zde|viz)\b[^.!?{_CUT}]{{0,40}}"
    rf"{_CUT}[^{_CUT}]{{0,200}}{_CUT}[.!]?",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f\u200d]+")
_SMILEY = re.compile(r"(?:(?<=\s)|^)[:;]-?[)(DP](?=[\s.,!?]|$)")
_OPAQUE = re.compile(  # an identifier, not a word
    r"(?=[^/]*\d)(?=[^/]*[a-z])(?=[^/]*[A-Z])[\w-]{8,}|[0-9a-f-]{20,}|(?=\w*\d)(?=\w*[A-Za-z])\w{16,}"
)
_CAMEL = re.compile(r"[a-z][A-Z]")
_ELIDED = re.compile(r"\b(?:([cdjlmnst]|qu) (?=[aeiouhâéèê])|(?<=[a-z]{2}) (?=s ))", re.IGNORECASE)  # l'open, the bee's
_NOTHING_SPECIAL = re.compile(r"[A-Za-z0-9 ,.'\"()?!/+=-]*")  # most lines: no mark to take apart
_ENTITY = re.compile(r"&#?\w{1,32};")
_LABELLED = re.compile(  # "**Recording**: https://..." is a link with a text
    r"^\*{0,2}([A-Za-zÀ-ž][\w ’'-]{2,40})\*{0,2}\s*:\*{0,2}\s*<?(https?://(?!(?:github|"
    r"gitlab)\.com/[\w.-]+/[\w.-]+/(?:issues|pull))"
    r"[^\s<>]{4,2000})>?$"
)
_TEMPLATE = re.compile(r"\{\{[^{}]{0,300}\}\}|\{%[^{}]{0,300}%\}|\{#[^{}]{0,300}#\}|<your[_ ][^<>]{1,40}>|\{\?\}")
_TAG = re.compile(r"<(script|style)\b[^<>]{0,500}>[^<]{0,5000}</\1\s*>|</?[A-Za-z][^<>]{0,500}>|<!--.{0,2000}?-->")
_SPAN = re.compile(
    r"(?P<image>!\[(?P<alt>[^\[\]]{0,500})\]\([^()\s]{0,2000}(?:\([^()\s]{0,500}\))?[^()]{0,300}\))"
    r"|\[(?P<text>(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500})\]"
    r"\(\s*<?(?P<url>[^()\s<>]{0,2000}(?:\([^()\s]{0,500}\)[^()\s<>]{0,500})?)>?(?:\s+\"[^\"]{0,300}\")?\s*\)"
    r"|<(?P<auto>https?://[^\s<>]{1,2000})>"
    r"|(?P<bare>https?://[^\s<>\"'\]]{1,2000})"
    r"|(?P<tick>`{1,3})(?P<code>[^`]{1,300})(?P=tick)"
)
_EMPHASIS = re.compile(
    r"(?<![\w*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\w*])|(?<!\w)_{1,3}(?=[^\s_])|(?<=[^\s_])_{1,3}(?!\w)"
)
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_ESCAPE = re.compile(r"[*`\[\]{]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|~(?=~)|&(?=#?\w{1,30};)|\\(?=[!-/:-@\[-`{-~])")
_START = re.compile(r"^(?:(?P<sign>[#>+=|~:-])|(?P<number>\d{1,9})(?P<dot>[.)]))")
_FORGE = re.compile(r"https?://(?:github|gitlab)\.com/([\w.-]+/[\w.-]+)/(?:-/)?(?:issues|pull|merge_requests)/(\d+)")


class Ink:
    """The spans of one post: what `take` has taken out of the wording and `give` puts back."""

    def __init__(self, private: Iterable[str] = ()) -> None:
        self._spans: list[tuple[str, str]] = []  # what is read, and the target ("" for code)
        self._private = tuple(sorted({text for text in private if text.strip()}, key=len, reverse=True))

    def take(self, text: str) -> str:
        """Return the wording of inline Markdown; links and code are one private character each."""
        if not self._private and _NOTHING_SPECIAL.fullmatch(text):
            return " ".join(text.split())
        text = clean(text).replace("\n", " ")
        text = self._without_private(text)
        text = _LABELLED.sub(r"[\1](\2)", text)
        text = _TAG.sub(" ", _SPAN.sub(self._span, _TEMPLATE.sub("", text)))
        text = _POINTS.sub("", text).replace(_CUT, "") if _CUT in text else text
        text = _ENTITY.sub(lambda m: clean(html.unescape(m[0])), text)
        text = _CONTROL.sub("", _SMILEY.sub("", _EMOJI.sub("", text)))
        text = _UNESCAPE.sub(r"\1", _EMPHASIS.sub("", text))
        return re.sub(r"\s+", " ", text).strip()

    def _without_private(self, text: str) -> str:
        """Return a text without addresses and phone numbers; a sentence that is about one goes with it."""
        found = [secret for secret in self._private if secret in text]
        if not found:
            return text
        for secret in found:
            text = text.replace(secret, _GONE)
        text = re.sub(rf"\s*(?:\[{_GONE}\]\({_GONE}\)|[(<\[]\s*{_GONE}\s*[)>\]])", "", text)
        return " ".join(text[start:end] for start, end in sentences.spans(text) if _GONE not in text[start:end])

    def _span(self, match: re.Match[str]) -> str:
        if match["image"]:
            return ""
        if match["code"]:
            code = match["code"].strip()
            return code if "{" in code else self._keep(code, "")
        bare = match["auto"] or match["bare"]
        if bare:
            target = bare.rstrip(".,;:!?*_)") if match["bare"] else bare
            rest = bare[len(target) :].strip("*_")
            return self._link("", target) + rest
        return self._link(match["text"], match["url"])

    def _link(self, text: str, target: str) -> str:
        words = re.sub(r"[`*]|<[^<>]{0,200}>", "", _UNESCAPE.sub(r"\1", html.unescape(text)))
        words = _EMOJI.sub("", words).strip().strip("_")
        url = safe_url(target)
        if not url:
            return "" if target.startswith("mailto:") and "@" in words else f"{_CUT}{words}{_CUT}"
        if not words or (words.startswith(("http://", "https://")) and " " not in words):
            words = url_words(url)
        elif words.startswith(("http://", "https://")):
            words = words.split(" ", 1)[1]
        return self._keep(words, url)

    def _keep(self, words: str, target: str) -> str:
        if len(self._spans) >= _ROOM:
            return words
        self._spans.append((clean(words), target))
        return chr(_BASE + len(self._spans) - 1)

    def give(self, wording: str) -> str:
        """Return Markdown of a wording: one line, safe wherever a paragraph or an item may stand."""
        line = _ESCAPE.sub(lambda m: "&amp;" if m[0] == "&" else "\\" + m[0], wording)
        line = _START.sub(lambda m: "\\" + m["sign"] if m["sign"] else f"{m['number']}\\{m['dot']}", line)
        return _PRIVATE.sub(self._markdown, line)

    def _markdown(self, match: re.Match[str]) -> str:
        words, target = self._spans[ord(match[0]) - _BASE]
        if not target:
            return f"`{words}`"
        return f"[{_ESCAPE.sub(lambda m: '&amp;' if m[0] == '&' else chr(92) + m[0], words)}]({target})"

    def plain(self, wording: str) -> str:
        """Return what a reader reads: the words of links and code, without any mark."""
        return _PRIVATE.sub(lambda m: self._spans[ord(m[0]) - _BASE][0], wording)

    def links(self, wording: str) -> tuple[str, ...]:
        """Return the targets of the links in a wording, in order."""
        spans = (self._spans[ord(char) - _BASE] for char in _PRIVATE.findall(wording))
        return tuple(target for _, target in spans if target)

    def bare(self, wording: str) -> str:
        """Return the wording without its links."""
        return _PRIVATE.sub(lambda m: "" if self._spans[ord(m[0]) - _BASE][1] else m[0], wording)


def clean(text: str) -> str:
    """Return a text without control, private and direction characters."""
    return _CONTROL.sub("", _PRIVATE.sub("", text))


def safe_url(target: str) -> str:
    """Return a target that can be published: absolute, http or https, one word; else ""."""
    target = html.unescape(target).strip()
    if not re.match(r"https?://[^/\s?#]+\.[^\s]", target) or re.search(r"[\s{}<>\x00-\x1f]", target):
        return ""
    if "@" in target.split("/")[2]:
        return ""
    return target.replace("(", "%28").replace(")", "%29").replace("|", "%7C").replace("\\", "%5C")


def url_words(url: str) -> str:
    """Return words that say where a bare URL leads, all of them taken from the URL itself."""
    forge = _FORGE.match(url)
    if forge:
        return f"{forge[1]}#{forge[2]}"
    try:
        parts = urlsplit(url)
    except ValueError:
        return "link"
    host = parts.netloc.removeprefix("www.")
    steps = [unquote(step) for step in parts.path.split("/") if step]
    for step in reversed(steps[-2:]):
        last = re.sub(r"\.\w{2,5}$", "", step)
        words = re.sub(r"^\d{4,} | \d{4,}$", "", clean(re.sub(r"[-_+\s]+", " ", last)).strip())
        speaking = len(re.findall(r"[^\W\d_]{3,}", words)) >= 2 and not (_OPAQUE.search(last) or _CAMEL.search(last))
        if speaking and " " in words and len(words) <= 90:
            words = _ELIDED.sub(lambda m: f"{m[1] or ''}’", words)
            return f"{words[0].upper()}{words[1:]} ({host})"
    steps = [step for step in steps if not _OPAQUE.search(step)]
    if len("/".join((host, *steps))) > 45 and len(steps[-1]) <= 30:
        steps = ["…", steps[-1]]
    while steps and len(host) + sum(len(step) + 1 for step in steps) > 45:
        steps.pop()
    return clean("/".join((host, *steps)))
