"""Text from notes and drafts made harmless for a page. Everything that the HTML page shows goes through here."""

from __future__ import annotations

import re
from html import escape

# Control characters, direction overrides ("Trojan Source"), lone surrogates and noncharacters: shown as U+FFFD.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_OPENS = re.compile(r"(?:https?://[^\s/?#]|mailto:[^\s@]+@)", re.IGNORECASE)
_PICTURE = re.compile(r"data:image/(?:png|gif|jpeg|webp);base64,[A-Za-z0-9+/=]+\Z", re.IGNORECASE)


def clean(text: str) -> str:
    """`text` without characters that no page may hold or that make text look like something else."""
    return _UNSAFE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def html(text: str) -> str:
    """`text` for HTML: between tags, and inside double quotes of an attribute."""
    return escape(clean(text), quote=True)


def link(url: str) -> str:
    """The target of a link for an attribute, or "" when a page shouldn't open it: web and mail addresses only."""
    bare = clean(url)
    return html(bare) if _OPENS.match(bare) and "\ufffd" not in bare else ""


def picture(url: str) -> str:
    """A picture that the text itself holds, for an attribute; "" for every other: nothing is loaded."""
    return html(url) if _PICTURE.match(url) else ""


def language(tag: str) -> str:
    """A language tag that is one, else English."""
    return tag if re.fullmatch(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}", tag) else "en"
