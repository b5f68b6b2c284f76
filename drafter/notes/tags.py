"""Tags: HTML cut into text and tags.

Not html.parser: in the Python versions we support it takes minutes for a megabyte of `<!--` and raises
AssertionError for `<![`; and not an HTML5 tree, which forgets the line numbers that evidence needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafter.patterns import pattern

TAG = pattern(r"<(/?)([a-zA-Z][\w:-]*)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_MARKUP = pattern(r"<(?:(!--|!|\?)|/?[a-zA-Z])")
_ATTRIBUTE = pattern(r"([^\s\"'<>=/]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
DROPPED = frozenset("script style template noscript svg iframe object nav footer select textarea".split())
BLOCKS = frozenset(
    "p div section article main header body html center address aside details summary dl form fieldset "
    "figure figcaption hr table thead tbody tfoot caption colgroup pre".split()
)
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "code": "`", "tt": "`", "s": "~~", "del": "~~"}
_INLINE = frozenset(
    "a span br img cite u sub sup small big font mark abbr time q kbd samp var label button input wbr "
    "ins head meta link title td th tr li ul ol dt dd blockquote h1 h2 h3 h4 h5 h6 picture source "
    "video audio".split()
)
KNOWN = DROPPED | BLOCKS | _INLINE | frozenset(MARKS)
NO_LINK = ("#", "javascript:", "data:")

Token = tuple[str, int, str, dict[str, str]]  # "text", "open" or "close"; offset; text or tag; attributes


def cut(text: str) -> Iterator[Token]:
    """Cut HTML into text and tags in linear time; comments and declarations are left out."""
    at = seen = 0  # `at` is where the text that was not yielded yet starts
    while found := _MARKUP.search(text, seen):
        start = found.start()
        tag = None if found[1] else TAG.match(text, start)
        if not found[1] and tag is None:
            seen = start + 1
            continue
        if start > at:
            yield "text", at, text[at:start], {}
        if tag is None:
            closing = "-->" if found[1] == "!--" else ">"
            end = text.find(closing, start + len(found[0]))
            if end < 0:
                return
            at = seen = end + len(closing)
            continue
        name = tag[2].lower()
        yield "close" if tag[1] else "open", start, name, {} if tag[1] else attributes_of(tag[3])
        at = seen = tag.end()
        if not tag[1] and name in ("script", "style"):
            end_tag = re.compile(f"</{name}", re.I).search(text, at)
            if end_tag is None:
                return
            at = seen = end_tag.start()
    if at < len(text):
        yield "text", at, text[at:], {}


def attributes_of(source: str) -> dict[str, str]:
    """The attributes in the source of a tag, by lower-case name, entities decoded."""
    if not source.strip(" /"):
        return {}
    from html import unescape

    found = {}
    for match in _ATTRIBUTE.finditer(source):
        found[match[1].lower()] = unescape(match[2] or match[3] or match[4] or "")
    return found


def target(url: str) -> str:
    """An address as Markdown takes it; the braces of a site's template stay."""
    return url.strip() if "{{" in url else url.strip().replace(" ", "%20")
