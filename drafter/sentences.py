"""Sentences of a Markdown body: plain text, each with its true line and column in the file.

A scanner of lines, not a full Markdown parser: it is run on every draft at every review, and needs the text
that people read, not the tree. What it doesn't know it treats as text, so that nothing readable is lost.
Time is linear in the body. What a plain text doesn't need, every check of one post is glad to do without: patterns
of markup are compiled when some is met, and the names of months are read when a number stands where a day may.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Literal

from drafter.model import Draft, Sentence
from drafter.patterns import pattern

Kind = Literal["prose", "heading", "item", "cell"]

_LINE = pattern(r"\r\n|\n|\r")
_STARTS = frozenset("`~<=-*_#+•0123456789")  # what a line can start with that isn't plain text
_QUOTE_MARK = pattern(r"[ \t]*(?:>[ \t]?)+")
_FENCE = pattern(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = pattern(r" {0,3}#{1,6}(?:[ \t]+|$)")
_SETEXT = pattern(r" {0,3}(?:=+|-+)[ \t]*$")
_RULER = pattern(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_MARKER = pattern(r"[ \t]*(?:[-*+•]|(\d{1,9})[.)])(?:[ \t]+|$)")
_BOX = pattern(r"\[[ xX]\][ \t]+")
_DEFINITION = pattern(r" {0,3}\[(?!\^)([^\[\]\n]+)\]:[ \t]*<?([^\s<>]+)")
_FOOTNOTE = pattern(r" {0,3}\[\^[^\[\]\s]+\]:[ \t]*")
_OPAQUE = pattern(r"[ \t]*<(script|style|pre|textarea|template)\b", re.IGNORECASE)
_CELL = pattern(r"(?:\\.|[^|\\])+")


class _Block:
    """One unit of Markdown: its raw lines with the place where each starts in the file."""

    def __init__(self, kind: Kind, *lines: tuple[int, int, str]) -> None:
        self.kind = kind
        self.lines = list(lines)


def split(draft: Draft) -> tuple[Sentence, ...]:
    """Return the sentences of a draft's body in reading order, without code, comments and HTML tags.

    Headings, list items and table cells are units of their own. Lines and columns count from 1 in the file.
    """
    references: dict[str, str] = {}
    blocks = list(_Scanner(draft.body, draft.body_line, references).blocks())
    return tuple(sentence for block in blocks for sentence in _sentences(block, references))


def place(sentence: Sentence, offset: int) -> tuple[int, int]:
    """Return the line and column in the file of an offset into a sentence's text."""
    at = bisect_right(sentence.places, offset, key=lambda item: item[0]) - 1
    if at < 0:
        return sentence.line, sentence.column + offset
    start, line, column = sentence.places[at]
    return line, column + offset - start


class _Scanner:
    """Goes through the lines once and hands out blocks; keeps what CommonMark's containers need."""

    def __init__(self, body: str, first: int, references: dict[str, str]) -> None:
        self.lines = _LINE.split(body)
        self.first = first
        closing = [index for index, line in enumerate(self.lines) if "-->" in line] if "<!--" in body else []
        self.last_comment = first + closing[-1] if closing else 0
        self.references = references
        self.open: _Block | None = None
        self.fence = ""  # the mark that closes the code we are in
        self.until = ""  # the text that ends the comment or opaque element we are in
        self.indent = 0  # where the text of the list item we are in starts; 0 outside lists
        self.quoted = False
        self.table = False

    def blocks(self) -> Iterator[_Block]:
        for index, line in enumerate(self.lines):
            yield from self.line(index, line)
        yield from self.flush()

    def flush(self) -> Iterator[_Block]:
        if self.open is not None:
            yield self.open
        self.open = None

    def line(self, index: int, line: str) -> Iterator[_Block]:
        if self.until:
            end = re.search(self.until, line, re.IGNORECASE)
            if not end:
                return
            self.until = ""
            line = " " * end.end() + line[end.end() :]
        quote = _QUOTE_MARK.match(line)
        at = quote.end() if quote else 0
        text = line[at:]
        if self.fence and self.in_code(text, bool(quote)):
            return
        if not text.strip():
            self.table = False
            yield from self.flush()
            return
        if bool(quote) != self.quoted and (quote or self.open is None):
            yield from self.flush()
            self.indent = 0
        self.quoted = bool(quote)
        yield from self.start(index, text, at)

    def in_code(self, text: str, quoted: bool) -> bool:
        """Tell whether this line still belongs to a fence; leaves the fence when it is closed."""
        bare = text.strip()
        if bare.startswith(self.fence) and not bare.strip(self.fence[0]):
            self.fence = ""
            return True
        left = self.quoted and not quoted
        outdented = bool(bare) and self.indent > 0 and len(text) - len(text.lstrip()) < min(self.indent, 2)
        if left or outdented:
            self.fence = ""
            return False
        return True

    def start(self, index: int, text: str, at: int) -> Iterator[_Block]:
        """Decide what a line that isn't blank, code or comment is."""
        number = self.first + index
        width = len(text) - len(text.lstrip(" \t"))
        if self.open is None and not width:
            marker = _MARKER.match(text)
            self.indent = self.indent if marker and not self.reads_as_text(marker, text) else 0
        if self.open is None and text[:width].expandtabs(4).count(" ") >= self.indent + 4 and not self.table:
            marker = _MARKER.match(text) if self.indent else None
            if marker is None:
                return  # indented code
        if text[width] not in _STARTS:  # most lines
            yield from self.block_of_text(index, text, at)
            return
        if fence := _FENCE.match(text):
            self.fence = fence[1]
            yield from self.flush()
            return
        if opaque := _OPAQUE.match(text):
            yield from self.flush()
            end = f"</{opaque[1].lower()}>"
            self.until = "" if end in text.lower() else end
            return
        if self.open is not None and self.open.kind == "prose" and _SETEXT.match(text):
            self.open.kind = "heading"
            yield from self.flush()
            return
        if _RULER.match(text):
            yield from self.flush()
            return
        if heading := _HEADING.match(text):
            yield from self.flush()
            title = re.sub(r"(?<=[ \t])#+$", "", text[heading.end() :].rstrip()).rstrip()
            yield _Block("heading", (number, at + heading.end() + 1, title))
            return
        yield from self.block_of_text(index, text, at)

    def block_of_text(self, index: int, text: str, at: int) -> Iterator[_Block]:
        number = self.first + index
        if self.table or self.opens_table(index, text):
            yield from self.flush()
            yield from self.row(number, text, at)
        else:
            yield from self.text(number, text, at)

    def opens_table(self, index: int, text: str) -> bool:
        if "|" not in text or index + 1 == len(self.lines):
            return False
        below = self.lines[index + 1].strip("> \t")
        self.table = "-" in below and "|" in below and not below.strip("|:- \t")
        return self.table

    def row(self, number: int, text: str, at: int) -> Iterator[_Block]:
        if not text.strip("|:- \t"):
            return
        for cell in _CELL.finditer(text):
            if bare := cell[0].strip():
                start = cell.start() + cell[0].index(bare)
                yield _Block("cell", (number, at + start + 1, bare))

    def text(self, number: int, text: str, at: int) -> Iterator[_Block]:
        """Add a line of a paragraph or a list item to the open block, or open one."""
        start = 0
        kind: Kind = "item" if self.indent else "prose"
        while (marker := _MARKER.match(text, start)) and not self.reads_as_text(marker, text):
            yield from self.flush()
            start, kind = marker.end(), "item"
            self.indent = max(marker.end(), 1)
        if kind == "item" and start and (box := _BOX.match(text, start)):
            start = box.end()
        if self.open is None:
            if definition := _DEFINITION.match(text, start):
                self.references.setdefault(_label(definition[1]), definition[2])
                return
            if footnote := _FOOTNOTE.match(text, start):
                start = footnote.end()
            self.open = _Block(kind)
        start += len(text[start:]) - len(text[start:].lstrip())
        comment = text.find("<!--", start)
        if comment >= 0 and "-->" not in text[comment:]:
            self.until = "-->" if number < self.last_comment else ""
            text = text[:comment] if self.until else text
        self.open.lines.append((number, at + start + 1, text[start:]))

    def reads_as_text(self, marker: re.Match[str], text: str) -> bool:
        """Tell whether what looks like a list's number is a date, or cannot interrupt a paragraph."""
        if marker[1] is None:
            return self.open is not None and marker.end() == len(text)
        word = re.match(r"\w+", text[marker.end() :])
        if len(marker[1]) <= 2 and word and _is_month(word[0]):
            return True
        return self.open is not None and self.open.kind == "prose" and marker[1] != "1"


def _is_month(word: str) -> bool:
    from drafter import dates

    return dates.is_month(word)


# -- inline ----------------------------------------------------------------------------------------

_URL = r"(?:<[^<>\n]*>|[^\s()<>]*+(?:\([^\s()<>]*+\)[^\s()<>]*+)*+)"
_INLINE = pattern(
    r"(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<code>`+)"
    r"|(?P<note>\[\^[^\[\]\s]{1,40}\])"
    r"|(?P<open>!?\[)"
    rf"|(?P<close>\](?:\([ \t\n]*+(?P<url>{_URL})[ \t\n]*+(?:\"[^\"]*+\"|'[^']*+'|\([^()]*+\))?[ \t\n]*+\)"
    r"|\[(?P<ref>[^\[\]\n]*+)\])?)"
    r"|(?P<comment><!--)"
    r"|(?P<auto><(?:https?|mailto):[^<>\s]*+>)"
    r"|(?P<tag></?[A-Za-z][^<>]*+>)"
    r"|(?P<entity>&\#?\w{1,31};)"
    r"|(?P<shortcode>\{\{[^{}\n]*+\}\}|\{%[^%\n]*+%\})"
    r"|(?P<mark>\*+|_+|~~)"
    r"|(?P<bare>(?:https?://|www\.)[^\s<>\[\]`|\"”“»]+)"
    r"|(?P<newline>\\?\n)"
)
_SPECIAL = pattern(r"[\\`!\[\]<&{*_~\n]|http|www")
_BREAKING = pattern(
    r"</?(?:p|div|li|ul|ol|d[ltd]|t[rdh]|table|h[1-6]|br|hr|section|article|aside|details|summary|blockquote"
    r"|fig\w+|header|footer)\b",
    re.IGNORECASE,
)


def _label(text: str) -> str:
    return " ".join(text.split()).casefold()


class _Plain:
    """The plain text of a block as it is put together, with where each piece came from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.origins: list[tuple[int, int]] = []  # plain offset, raw offset
        self.links: list[tuple[int, int, str]] = []
        self.brackets: list[tuple[int, int, bool]] = []  # piece, plain offset, image

    def add(self, text: str, raw: int) -> None:
        if text:
            if not self.origins or raw - self.size != self.origins[-1][1] - self.origins[-1][0]:
                self.origins.append((self.size, raw))
            self.pieces.append(text)
            self.size += len(text)


def _plain(raw: str, references: Mapping[str, str]) -> _Plain:
    """Take the markup out of inline Markdown."""
    out, at = _Plain(), 0
    codes: dict[int, list[int]] = {}
    for run in re.finditer(r"`+", raw):
        codes.setdefault(len(run[0]), []).append(run.start())
    look = 0
    while special := _SPECIAL.search(raw, look):
        token = _INLINE.match(raw, special.start())
        if token is None:
            look = special.end()
            continue
        out.add(raw[at : token.start()], at)
        at = look = _token(token, raw, out, codes, references)
    out.add(raw[at:], at)
    return out


def _token(
    token: re.Match[str], raw: str, out: _Plain, codes: Mapping[int, list[int]], references: Mapping[str, str]
) -> int:
    """Write what one piece of markup reads as; returns where to go on."""
    kind, text, start, end = token.lastgroup, token[0], token.start(), token.end()
    if token["close"]:
        return _close(token, out, references)
    if kind == "escape":
        out.add(text[1], start + 1)
    elif kind == "code":
        runs = codes.get(len(text), [])
        after = bisect_right(runs, start)
        if after == len(runs):
            out.add(text, start)
        else:
            out.add(raw[end : runs[after]].replace("\n", " "), end)
            return runs[after] + len(text)
    elif kind == "open":
        out.add(text, start)
        out.brackets.append((len(out.pieces) - 1, out.size, text[0] == "!"))
    elif kind == "comment":
        close = raw.find("-->", end)
        return close + 3 if close >= 0 else len(raw)
    elif kind in ("auto", "bare"):
        shown = text[1:-1] if kind == "auto" else text.rstrip(".,;:!?'*_)")
        shown += ")" if kind == "bare" and shown.count("(") > shown.count(")") and ")" in text else ""
        out.links.append((out.size, out.size + len(shown), shown))
        out.add(shown, start + (kind == "auto"))
        return end if kind == "auto" else start + len(shown)
    elif kind == "tag" and _BREAKING.match(text):
        out.add("\n", start)
    elif kind == "entity":
        from html import unescape

        out.add(unescape(text), start)
    elif kind == "mark":
        out.add(_mark(text, raw[start - 1 : start], raw[end : end + 1]), start)
    elif kind == "newline":
        hard = len(text) > 1 or raw[start - 2 : start] == "  "
        out.add("\n" if hard else " ", start)
        out.origins.append((out.size, end))
    return end


def _mark(text: str, before: str, after: str) -> str:
    """Keep stars and underscores that are text: `2 * 3`, `snake_case`."""
    if text[0] == "_":
        return text if before.isalnum() and after.isalnum() else ""
    return text if text[0] == "*" and not before.strip() and not after.strip() else ""


def _close(token: re.Match[str], out: _Plain, references: Mapping[str, str]) -> int:
    if not out.brackets:
        out.add("]", token.start())
        return token.start() + 1
    piece, at, image = out.brackets.pop()
    url = token["url"]
    if url is None:
        named = token["ref"] or "".join(out.pieces[piece + 1 :])
        url = references.get(_label(named))
    if url is None:
        out.add("]", token.start())
        return token.start() + 1
    if not image:
        out.links.append((at, out.size, url.strip("<>")))
    # the bracket itself isn't read: blank it, and keep every offset as it is
    out.pieces[piece] = "\x00" * len(out.pieces[piece])
    return token.end()


# -- sentences -------------------------------------------------------------------------------------

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
        month = following is not None and (_is_month(following[0]) or following[0].isdigit())
        return not month and not (before and before[-1].lower() in _BEFORE_ORDINAL)
    return True


def _sentences(block: _Block, references: Mapping[str, str]) -> Iterator[Sentence]:
    raw = "\n".join(text for _, _, text in block.lines)
    starts = [0]
    for _, _, text in block.lines:
        starts.append(starts[-1] + len(text) + 1)
    plain = _plain(raw, references)
    text, origins, links = _without_blanks(plain)
    keys = [offset for offset, _ in origins]

    def where(offset: int) -> tuple[int, int]:
        at = origins[max(bisect_right(keys, offset) - 1, 0)]
        source = at[1] + offset - at[0]
        row = min(bisect_right(starts, source) - 1, len(block.lines) - 1)
        line, column, _ = block.lines[row]
        return line, column + source - starts[row]

    for start, end in spans(text):
        first = bisect_right(keys, start)
        last = bisect_right(keys, end - 1)
        marks = [start, *keys[first:last]]
        places = tuple((mark - start, *where(mark)) for mark in marks)
        inside = tuple((max(s, start) - start, min(e, end) - start, u) for s, e, u in links if s < end and e > start)
        yield Sentence(text[start:end], *where(start), block.kind, inside, places)


def _without_blanks(plain: _Plain) -> tuple[str, list[tuple[int, int]], list[tuple[int, int, str]]]:
    """Drop the brackets of links, blanked with NUL, and move every offset accordingly."""
    text = "".join(plain.pieces)
    if "\x00" not in text:
        return text, plain.origins or [(0, 0)], plain.links
    gaps = [(m.start(), m.end()) for m in re.finditer("\x00+", text)]
    ends = [end for _, end in gaps]
    removed = [0]
    for start, end in gaps:
        removed.append(removed[-1] + end - start)

    def moved(offset: int) -> int:
        return offset - removed[bisect_right(ends, offset)]

    origins = plain.origins + [(end, _raw(plain.origins, end)) for end in ends if end < len(text)]
    origins = sorted({(moved(offset), raw) for offset, raw in origins if text[offset : offset + 1] != "\x00"})
    links = [(moved(start), moved(end), url) for start, end, url in plain.links]
    return text.replace("\x00", ""), origins or [(0, 0)], links


def _raw(origins: list[tuple[int, int]], offset: int) -> int:
    at = origins[bisect_right(origins, offset, key=lambda item: item[0]) - 1]
    return at[1] + offset - at[0]
