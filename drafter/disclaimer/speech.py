"""What a block of inline Markdown says to a reader, without the marks of alerts, containers and tasks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token

from drafter.disclaimer import engines, wording

_LEAD = re.compile(
    r"(?:\[!(?P<alert>[A-Za-z]+)\](?P<fold>[+-]?)|(?P<bang>!!!|\?\?\?\+?) *(?P<kind>[\w -]+?)|:{3,} "
    r"*\{?\.?(?P<colon>[A-Za-z][\w-]*)\}?)"
    r"(?: +(?P<title>[^\n]{1,80})|\[(?P<label>[^\]\n]{1,80})\])?\s*"
)
_LABEL = re.compile(r"(?:note|info|warning|important|tip|caution|disclaimer|notice):?", re.IGNORECASE)
_SIGN = re.compile(r"(?:[ℹ⚠🤖📝💡✍🧠📢📣🔔🛈ⓘ👉✏🖊📌🪧🖋➡→]\ufe0f? *){1,2}")
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
            plain = _PLAIN_TAG.fullmatch(child.content) and name not in ("img", "input", "svg", "video", "audio", "q")
            parts.append("" if plain or child.content.startswith("<!--") else "\ufffc")
        elif kind == "code_inline":
            parts.append("`" + child.content + "`")
        elif kind == "image":
            parts.append("\ufffc" + child.content)
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
            or engines.hiding_class(lead["kind"] or lead["colon"] or "")
            or wording.introduced(title.rstrip(':" ') + ":", quoted=True)
        ):
            closed = lines[0]
        lines.pop(0)
        if lead["colon"] and len(lines) > 1 and re.fullmatch(r":{3,}", lines[-1]):
            lines.pop()
    elif len(lines) > 1 and _LABEL.fullmatch(lines[0]) and "blockquote_open" in inside:
        lines.pop(0)
    elif (
        len(lines) > 1
        and lines[1].startswith(": ")
        and len(lines[0]) < 40
        and not wording.introduced(lines[0] + ":", quoted=True)
    ):
        lines = [lines[1][2:], *lines[2:]]  # a definition list
    said = " ".join(lines)
    if "list_item_open" in inside and (task := _TASK.match(said)):
        said = said[task.end() :]
    if "heading_open" in inside:
        said = re.sub(r"\s*\{#[\w-]+\}$", "", said)
    if sign := _SIGN.match(said):
        said = said[sign.end() :]
    return said, closed
