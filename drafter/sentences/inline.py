"""The text that people read in inline Markdown, with the places that it comes from, and its links."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from drafter.patterns import pattern

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


def label(text: str) -> str:
    """Return what all spellings of a reference's name share."""
    return " ".join(text.split()).casefold()


class Plain:
    """The plain text of a block as it is put together, with where each piece came from."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.origins: list[tuple[int, int]] = []  # plain offset, raw offset
        self.links: list[tuple[int, int, str]] = []
        self.brackets: list[tuple[int, int, bool]] = []  # piece, plain offset, image

    def add(self, text: str, raw: int) -> None:
        """Append a piece that comes from the offset `raw`."""
        if text:
            if not self.origins or raw - self.size != self.origins[-1][1] - self.origins[-1][0]:
                self.origins.append((self.size, raw))
            self.pieces.append(text)
            self.size += len(text)


def plain(raw: str, references: Mapping[str, str]) -> Plain:
    """Take the markup out of inline Markdown."""
    out, at = Plain(), 0
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
    token: re.Match[str], raw: str, out: Plain, codes: Mapping[int, list[int]], references: Mapping[str, str]
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


def _close(token: re.Match[str], out: Plain, references: Mapping[str, str]) -> int:
    if not out.brackets:
        out.add("]", token.start())
        return token.start() + 1
    piece, at, image = out.brackets.pop()
    url = token["url"]
    if url is None:
        named = token["ref"] or "".join(out.pieces[piece + 1 :])
        url = references.get(label(named))
    if url is None:
        out.add("]", token.start())
        return token.start() + 1
    if not image:
        out.links.append((at, out.size, url.strip("<>")))
    # the bracket itself isn't read: blank it, and keep every offset as it is
    out.pieces[piece] = "\x00" * len(out.pieces[piece])
    return token.end()


def without_blanks(plain: Plain) -> tuple[str, list[tuple[int, int]], list[tuple[int, int, str]]]:
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
