"""What a block of inline Markdown says to a reader, without the marks of alerts, containers and tasks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from markdown_it.token import Token

from drafter.disclaimer import denial, engines

_LEAD = re.compile(
    r"(?:\[!(?P<alert>[A-Za-z]+)\](?P<fold>[+-]?)|(?P<bang>!!!|\?\?\?\+?) *(?P<kind>[\w -]+?)|(?::{3,}|/{3,}) "
    r"*\{?\.?(?P<colon>[A-Za-z][\w-]*)\}?)"
    r"(?: +(?:\| *)?(?P<title>[^\n]{1,80})|\[(?P<label>[^\]\n]{1,80})\])?\s*"
)
_LABEL = re.compile(r"(?:note|info|warning|important|tip|caution|disclaimer|notice):?", re.IGNORECASE)
_LABELLED = re.compile(
    r"(?:(?:please )?note|info|warning|important|tip|caution|notice|attention|heads[- ]up|n\.?b\.?|p\.?s\.?|hinweis|"
    r"anmerkung|achtung|remarque|nota|aviso|let op)(?: ?:| [–—-]) ",
    re.IGNORECASE,
)
_EMOJI_NAME = (
    r":(?:robot|robot_face|warning|information_source|memo|bulb|writing_hand|pencil2?|mega|loudspeaker|brain): *"
)
_DENYING = "❌❎⛔🚫✖✗✘🙅👎🤥🛑🚭\u2800\ufffc\ufffd"  # and two that are no signs
_MOST_SIGNS = 12  # characters
_LONGEST = 2000
_PICTURE = r"\ufffc([^\ufffb\ufffc]*)\ufffb\s*"
_PAIRS = ('""', "''", "“”", "‘’", "«»", "„“", "‚‘", "()", "[]")
_MARKS = "*†‡§•→ℹ–—"
_TASK = re.compile(r"\[[ xX]\] ")
_PLAIN_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s+[\w-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w#./:-]*[\w#.:-]))?)*\s*/?>")


def plain(children: Sequence[Token]) -> tuple[str, bool]:
    """Return the text of inline tokens, a line per line, with marks where it is not plain, and if it is struck."""
    parts: list[str] = []
    struck = any_struck = 0
    for child in children:
        kind = child.type
        if kind in ("text", "text_special"):
            parts.append(child.content)
            any_struck += bool(struck and child.content.strip())
        elif kind in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif kind == "html_inline":
            tag = re.match(r"</?([a-zA-Z][\w-]*)", child.content)
            name = tag[1].lower() if tag else ""
            plain = _PLAIN_TAG.fullmatch(child.content) and name not in ("input", "svg", "video", "audio", "q")
            picture = "\ufffc\ufffb" if name == "img" else ""
            parts.append(picture if plain or child.content.startswith("<!--") else "\ufffc")
        elif kind == "code_inline":
            parts.append("`" + child.content + "`")
        elif kind == "image":
            parts.append(f"\ufffc{child.content}\ufffb")
        elif kind == "footnote_ref":
            parts.append("[^]")
        elif kind == "s_open":
            struck += 1
        elif kind == "s_close":
            struck -= 1
    return "".join(parts), bool(any_struck)


def bare(text: str, inside: tuple[str, ...]) -> tuple[str, str]:
    """Return what a block says without the marks of alerts, containers and tasks, and what closes it, if anything."""
    lines = [line.strip(" \t") for line in text.strip("\n").split("\n")]
    closed = ""
    while len(lines) > 1 and engines.attributes_beside(lines[-1]) == "" and lines[-1].startswith("{:"):
        lines.pop()
    if len(lines) > 1 and (lead := _LEAD.fullmatch(lines[0])):
        title = lead["title"] or lead["label"] or ""
        if (
            lead["bang"] == "???"
            or lead["fold"] == "-"
            or engines.hiding_class(lead["kind"] or "")
            or (lead["colon"] and not engines.opens_in_sight(lead["colon"]))
            or denial.introduced(title.rstrip(':" ') + ":", quoted=True)
        ):
            closed = lines[0]
        lines.pop(0)
    elif len(lines) > 1 and _LABEL.fullmatch(lines[0]) and "blockquote_open" in inside:
        lines.pop(0)
    elif (
        len(lines) > 1
        and lines[1].startswith(": ")
        and len(lines[0]) < 40
        and not denial.introduced(lines[0] + ":", quoted=True)
    ):
        lines = [lines[1][2:], *lines[2:]]  # a definition list
    if len(lines) > 1 and re.fullmatch(r":{3,}|/{3,}", lines[-1]):
        lines.pop()
    said = " ".join(lines)
    if "list_item_open" in inside and (task := _TASK.match(said)):
        said = said[task.end() :]
    if "heading_open" in inside:
        said = re.sub(r"\s*\{#[\w-]+\}$", "", said)
    return said, closed


def peeled(said: str) -> str:
    """Return what a block says without what may stand around a sentence and takes nothing from it.

    Pictures, signs and emoji, a label ("Note:"), a mark of a footnote, a pair of quotation marks or parentheses.
    """
    if len(said) > _LONGEST:
        return said
    for _ in range(6):
        said = re.sub(r"^: +", "", said)  # of a definition list, below a blank line
        said = re.sub(rf"^{_PICTURE}|\s*{_PICTURE}$", _unless_denying, said)
        said = re.sub(rf"^{_EMOJI_NAME}| {_EMOJI_NAME}$", "", said.strip().removesuffix("[^]").strip())
        said = _without_signs(_without_signs(said)[::-1])[::-1]
        if label := _LABELLED.match(said):
            said = said[label.end() :]
        if said[:1] + said[-1:] in _PAIRS:
            said = said[1:-1]
    return said


def _unless_denying(picture: re.Match[str]) -> str:
    alt = picture[1] or picture[2] or ""
    return picture[0] if denial.introduced(alt + ":", quoted=True) else ""


def _without_signs(text: str) -> str:
    """Return `text` without the marks and signs (Unicode's "symbol, other": emoji) that it begins with."""
    at, signs = 0, 0
    for at, char in enumerate(text[: _MOST_SIGNS + 1]):  # noqa: B007
        if (unicodedata.category(char) == "So" and char not in _DENYING) or char in _MARKS:
            signs += 1
        elif char not in " \ufe0f\u200d\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff":
            break
    return text[at:] if signs else text
