"""Labels: what stands before a colon, or in brackets, and names a field or a speaker."""

from __future__ import annotations

import re

from drafter.notes import language as languages
from drafter.notes import words
from drafter.patterns import pattern
from drafter.tuples import NamedTuple

_BOLD = pattern(
    r"(\*\*?)([^*\n]{1,60}?)\s?(?::\s?\1|\1\s?:)(?!/)\s*(.*)|(__?)([^_\n]{1,60}?)\s?(?::\s?\4|\4\s?:)(?!/)\s*(.*)",
    re.S,
)
_LINKED = pattern(r"\[([^\[\]\n]{1,60})\]\([^()\s]*\)\s?:\s+(.*)", re.S)
_PLAIN = pattern(r"([^\W\d][^:：\n|<>\[]{0,58}?)\s?[:：](?![/:])\s*(.*)", re.S)
_BRACKETS = pattern(r"\[([^\[\]\n]{1,40})\](?![(:\[])\s+(\S.*)", re.S)
_ANGLES = pattern(r"(?:[\[(]?\d{1,2}:\d\d(?::\d\d)?[\])]?\s*)?<([^<>\s@/:][^<>/:\n]{0,40})>\s+(\S.*)", re.S)
_CLOCK = pattern(r"[\[(]?\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?[\])]?\s+(?:-\s+)?(?=[^\W\d_][^:]{0,40}:\s)")
WRAPPED = pattern(r"(\*\*|__|\*|_)([^*_].*[^*_]|[^*_])\1", re.S)
_NAME = pattern(
    r"@?[\w][\w.'’|`-]*(?:\s(?:[A-ZÀ-Þ(][\w.'’()-]*|de|van|von|der|den|da|di|del|la|le|el|al|bin|ten)){0,4}"
)


class Label(NamedTuple):
    """What stands before a colon (or in brackets) at the start of a piece, and what follows."""

    text: str
    rest: str
    style: str  # "bold", "plain", "brackets", "angles"


def find(text: str) -> Label | None:
    """The label at the start of `text`, whatever its form."""
    first = text[:1]
    if first in "*_":
        if bold := _BOLD.match(text):
            return Label((bold[2] or bold[5]).strip(), bold[3] if bold[2] else bold[6], "bold")
        wrapped = WRAPPED.fullmatch(text)
        return find(wrapped[2]) if wrapped else None
    if first == "[":
        if brackets := _BRACKETS.match(text):
            return Label(brackets[1].strip(), brackets[2], "brackets")
        linked = _LINKED.match(text)
        return Label(linked[1].strip(), linked[2], "linked") if linked else None
    if (first == "<" or first.isdigit()) and (angles := _ANGLES.match(text)):
        return Label(angles[1].strip(), angles[2], "angles")
    if ":" not in text[:64] and "：" not in text[:64]:
        return None
    if first.isdigit() or first in "[(":
        text = _CLOCK.sub("", text, count=1)
    plain = _PLAIN.match(text.lstrip("`"))
    return Label(plain[1].strip().strip("`"), plain[2], "plain") if plain else None


def is_name(label: Label) -> bool:
    """Whether a label could be a person's: a handle, or a few capitalised words."""
    text = label.text
    if (
        label.style == "linked"
        or len(text) > 40
        or not _NAME.fullmatch(text)
        or languages.fold(text.split()[0]) in words.NOT_NAMES
    ):
        return False
    if " " not in text and languages.fold(text) in words.NOT_NAMES:
        return False
    if label.style in ("bold", "angles") and " " not in text:
        return True
    if label.style == "brackets":
        return text[0].isupper() and not text.isupper()
    return (text[0].isupper() or text[0] == "@") and not (text.isupper() and len(text) > 5)
