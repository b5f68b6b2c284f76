"""The formats of notes, and a reader for each: rows as written in, rows of Markdown out, numbers kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import islice
from pathlib import PurePath
from types import ModuleType

from drafter.notes import captions, inline
from drafter.notes.decode import Row
from drafter.patterns import pattern

_SUFFIXES = {
    ".md": "markdown", ".markdown": "markdown", ".mdown": "markdown", ".mkd": "markdown", ".mdx": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".org": "org", ".vtt": "captions", ".srt": "captions",
    ".typ": "typst", ".irc": "chat", ".txt": "text", ".text": "text", ".log": "text",
}  # fmt: skip
_NOTED, _STAMPED = ("<", "-!-", "***", "=-="), frozenset("[(0123456789")
_PAGE = pattern(r"\s*(?:<\?xml|<!doctype html|<html|<head|<body)\b", re.I)
_ORG_KEY = pattern(r"\s*#\+(\w+):?\s*(.*)", re.I)
_ORG_HEADING = pattern(r"(\*{1,6})\s+(?:(?:TODO|DONE|WAITING|NEXT)\s+)?(?:\[#[A-Z]\]\s+)?(.*)")
_ORG_TAGS = pattern(r"\s+:[\w@:]+:$")
_ORG_LINK = pattern(r"\[\[([^\[\]]+)\](?:\[((?:[^\[\]]|\[[^\[\]]*\])*)\])?\]")
_ORG_CODE = pattern(r"(?<![\w=~])([=~])(\S|\S[^=~\n]*?\S)\1(?![\w=~])")
_ORG_BOLD = pattern(r"(?<![\w*])\*(\S|\S[^*\n]*?\S)\*(?![\w*])")
_ORG_FIELDS = {
    "author": "Author",
    "date": "Date",
    "place": "Place",
    "location": "Place",
    "subtitle": "Subtitle",
}
_TYP_CALL = pattern(r"\s*#(?:set|show|let|import|include|pagebreak|v|h|outline|bibliography)\b")
_TYP_LINK = pattern(r"#link\(\"([^\"()]*)\"\)(?:\[([^\[\]]*)\])?")
_TYP_BOLD = pattern(r"(?<![\w*])\*(\S|\S[^*\n]*?\S)\*(?![\w*])")


def name_of(path: str, rows: list[Row]) -> str:
    """The format of notes, by the file's name and by what its first lines show."""
    found = _SUFFIXES.get(PurePath(path).suffix.lower(), "")
    if found not in ("", "text", "markdown"):
        return found
    if captions.looks_like(rows):
        return "captions"
    first = next((text for _, text in rows if text.strip()), "")
    if found != "markdown" and _PAGE.match(first):
        return "html"
    if _could_be_chat(rows) and _chat().looks_like(rows):
        return "chat"
    if not found and first.lower().startswith(("#+title", "#+date", "#+author")):
        return "org"
    return found or "markdown"


def _chat() -> ModuleType:
    """The reader of logs: its patterns are slow to compile, and most notes are none."""
    from drafter.notes import chat

    return chat


def _could_be_chat(rows: list[Row]) -> bool:
    """Whether a few of the first lines start as what is said at a time, or a client's note, does."""
    starts = (text.lstrip()[:24] for _, text in rows[:400])
    stamped = (start for start in starts if start.startswith(_NOTED) or (start[:1] in _STAMPED and ":" in start))
    return len(list(islice(stamped, 2))) == 2


def _html(rows: list[Row]) -> list[Row]:
    from drafter.notes import webpage

    return webpage.read(rows)


def _org(rows: list[Row]) -> list[Row]:
    out: list[Row] = []
    block, drawer = "", False
    for number, text in rows:
        key = _ORG_KEY.match(text)
        if key and key[1].lower().startswith(("begin_", "end_")):
            block = _org_block(out, number, key)
        elif block == "src":
            out.append((number, text))
        elif key:
            out += _org_key(number, key[1].lower(), key[2])
        elif drawer or re.fullmatch(r"\s*:[A-Z_]+:", text):
            drawer = text.strip().upper() != ":END:"
        elif not re.match(r"\s*# |\s*(?:SCHEDULED|DEADLINE|CLOSED):", text):
            heading = _ORG_HEADING.match(text)
            line = f"{'#' * len(heading[1])} {_ORG_TAGS.sub('', heading[2])}" if heading else text
            out.append((number, ("> " if block == "quote" else "") + _org_inline(line)))
    return out


def _org_block(out: list[Row], number: int, key: re.Match[str]) -> str:
    """Write the fence of a block where it has one; return the kind of block that is now open."""
    begins, kind = key[1].lower().startswith("begin_"), key[1].lower().split("_", 1)[1]
    if kind == "quote":
        out.append((number, ""))
        return "quote" if begins else ""
    out.append((number, "```" + (key[2].split() or [""])[0] if begins else "```"))
    return "src" if begins else ""


def _org_key(number: int, key: str, value: str) -> list[Row]:
    if key == "title" and value:
        return [(number, f"# {value}"), (number, "")]
    if key in _ORG_FIELDS and value:
        return [(number, f"{_ORG_FIELDS[key]}: {value.strip('<>[]')}"), (number, "")]
    return []


def _org_inline(text: str) -> str:
    def link(match: re.Match[str]) -> str:
        url, shown = match[1].removeprefix("file:"), (match[2] or "").strip()
        shown = shown.removeprefix(url).strip() if shown.startswith(url) else shown
        return f"[{shown.replace('[', '(').replace(']', ')')}]({url})" if shown else f"<{url}>"

    if "[[" in text:
        text = _ORG_LINK.sub(link, text)
    text = _ORG_CODE.sub(r"`\2`", text)
    return text if re.match(r"\s*\*\s", text) else _ORG_BOLD.sub(r"**\1**", text)


def _typst(rows: list[Row]) -> list[Row]:
    out: list[Row] = []
    for number, text in rows:
        if _TYP_CALL.match(text) or text.lstrip().startswith("//"):
            continue
        heading = re.match(r"(={1,6})\s+(.*)", text)
        if heading:
            text = f"{'#' * len(heading[1])} {heading[2]}"
        elif re.match(r"\s*\+\s", text):
            text = text.replace("+", "1.", 1)
        elif re.match(r"/ [^:]+:", text):
            text = "- " + text[2:]
        text = _TYP_LINK.sub(lambda m: f"[{m[2]}]({m[1]})" if m[2] else f"<{m[1]}>", text)
        out.append((number, _TYP_BOLD.sub(r"**\1**", text)))
    return out


READERS: Mapping[str, Callable[[list[Row]], list[Row]]] = {
    "markdown": inline.read,
    "text": inline.read,
    "html": _html,
    "org": _org,
    "typst": _typst,
    "chat": lambda rows: _chat().read(rows),
    "captions": captions.read,
}
