"""Where the sentences of a plain text end, and what it has in quotation marks."""

from __future__ import annotations

import re

from drafter.patterns import pattern

_END = pattern(r"(?<![.!?…])[.!?…]++[\"'”’“»)\]*]*+(?=\s)|\n|[。！？]")
_WORD_BEFORE = pattern(r"[^\s(\[\"“„«]*$")
_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof st sr jr vs no nr nos inc ltd approx fig figs vol ed eds gen col rep sen hon rev dept est"
    " bzw ca evtl ggf inkl exkl zzgl bspw sog vgl abb str tel hr fr dipl ing phdr mudr mgr bc judr rndr mvdr paeddr"
    " thdr mga csc doc avv geom"
    " tzv např resp cca popř mj tzn čl odst sv std stdn sek hod"
    " mm mme mlle art env sig sigg dott ssa sra sres srta ud uds pág núm av avda pp p ex cf al e.g i.e"
    " jan feb febr mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc".split()
)
_STARTERS = frozenset(
    "the a an it we he she they in on at this that these there after before then but and our his her i you"
    " der die das es wir er sie im am nach dann aber le la les il elle nous ils el los se en después"
    " gli lo ha v na to ten ta po".split()
)
_BEFORE_ORDINAL = frozenset(
    "am den der die das dem des vom zum beim im bis ab seit und dne od do po ve na až a při k ke ze s".split()
)
_MARKS = '“„«»"‘'
_QUOTATION = pattern(
    r"“([^“”\n]{2,600})”|„([^„“”\n]{2,600})[“”]|«([^«»\n]{2,600})»|»([^«»\n]{2,600})«"
    r"|(?<![\w\"])\"(?=\S)([^\"\n]{2,600}?)(?<=\S)\"(?!\w)|(?<!\w)‘(?=\S)([^‘\n]{8,600}?)’(?!\w)"
)


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each text in quotation marks, without the marks."""
    found = []
    for match in _QUOTATION.finditer(text) if any(mark in text for mark in _MARKS) else ():
        start, end = match.span(match.lastindex or 0)
        found.append((start + len(text[start:end]) - len(text[start:end].lstrip()), end))
    return tuple(found)


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return start and end of each sentence of a plain text; a line break ends a sentence."""
    quoted = quotations(text)
    found: list[tuple[int, int]] = []
    start = 0
    inside = 0
    for end in _END.finditer(text):
        while inside < len(quoted) and quoted[inside][1] <= end.start():
            inside += 1
        if inside < len(quoted) and quoted[inside][0] <= end.start() and end.end() < quoted[inside][1]:
            continue
        if end[0] == "\n" or _ends(text, start, end):
            _append(found, text, start, end.end())
            start = end.end()
    _append(found, text, start, len(text))
    return tuple(found)


def _append(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    bare = piece.strip(" \t\r\n\x00\xa0")
    if bare:
        lead = piece.index(bare[0])
        lead = len(piece) - len(piece.lstrip(" \t\r\n\x00\xa0"))
        found.append((start + lead, start + lead + len(bare)))


def _ends(text: str, start: int, end: re.Match[str]) -> bool:
    """Tell whether a full stop, question or exclamation mark ends a sentence here."""
    after = text[end.end() : end.end() + 40].lstrip().lstrip("\"'“„«(‘[\x00*")
    following = re.match(r"[\w'’]+", after)
    if after[:1].islower() and not after.startswith(("http://", "https://")):
        return False
    if end[0][0] != ".":
        return True
    found = _WORD_BEFORE.search(text, max(start, end.start() - 40), end.start())
    word = found[0] if found else ""
    starter = following is not None and following[0].lower() in _STARTERS and following[0][0].isupper()
    if word.lower().strip("\x00(") in _ABBREVIATIONS:
        return False
    bare = word.replace(".", "")
    if (len(bare) == 1 and bare.isalpha()) or ("." in word and all(len(p) <= 2 for p in word.split("."))):
        return starter and not bare.isdigit() and len(word) > 1
    if bare.isdigit() and len(bare) <= 2 and end[0] == ".":
        before = text[max(start, end.start() - len(word) - 12) : end.start() - len(word)].split()
        if not before and end.start() - len(word) - start < 2:
            return False
        month = following is not None and (is_month(following[0]) or following[0].isdigit())
        return not month and not (before and before[-1].lower() in _BEFORE_ORDINAL)
    return True


def is_month(word: str) -> bool:
    """Tell whether a word is a month's name; the names are read when a number stands where a day may."""
    from drafter import dates

    return dates.is_month(word)
