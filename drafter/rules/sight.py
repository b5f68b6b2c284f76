"""Whether a reader of a built page meets the disclaimer with the article.

What the theme puts around the whole article is trusted to be in sight unless it plainly is not. What stands
around the sentence alone is judged as strictly as raw HTML in a post. Stylesheets and scripts can't be judged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from drafter.disclaimer import browser, engines, styles, wording
from drafter.patterns import pattern
from drafter.rules import site

_NEVER = frozenset(
    "head title script style template noscript textarea select option datalist iframe object video audio canvas svg"
    " math code pre samp listing xmp kbd tt del s strike noembed noframes rp".split()
)
_ELSEWHERE = {"nav": "the navigation", "aside": "an aside", "footer": "a footer", "article": "another article"}
_LEAD = pattern(r"^(?:\[![A-Za-z]+\][+-]?\s*|(?::{3,}|!!!|\?\?\?\+?)\s*\w+\s*|\[[ xX]\]\s+|[^\w\s\"'“‘«(¿¡\[]{1,3}\s+)")
_TAIL = pattern(r"[\s#¶↩§🔗\u200b\ufe0e\ufe0f:]+$")
_PLAIN_CLASS = pattern(  # `overflow-hidden`, `list-none`, `bg-transparent`
    r".*(?:overflow|outline|select|transition|list|events|decoration|shadow|border|bg|text|scroll).*|print:.*|.*hover:.*"
)
_HIDING_CLASS = pattern(
    r"(?:is-|u-|uk-)?(?:hidden|hide|invisible)|[du]-none|sr-only|visually-?hidden|screen-reader-(?:text|only)"
    r"|offscreen|opacity-0"
)
_HIDING_STYLE = pattern(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0?(?:\.0+)?(?:[;!%]|$)|font-size:0?(?:\.\d+)?(?:px|em|rem|%|pt)?(?:[;!]|$)"
    r"|(?<![-\w])(?:max-)?(?:height|width):[01]?(?:px|em|rem|%)?(?:[;!]|$)|clip:rect|clip-path:|text-indent:-|scale\(0|left:-\d{3}"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """Whether the sentence is in sight; if not, `why`: "" when it is nowhere on the page."""

    visible: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """The elements, by identity, that stand around the article's own text; `direct`: with nothing between."""

    all: frozenset[int]
    direct: frozenset[int] = frozenset()


def on_page(html: str, texts: Sequence[str], keys: Iterable[str], title: str) -> Seen:
    """Tell whether the page shows one of `texts` with the article whose blocks have the marks `keys`.

    `title` is the article's own, as `site.name` writes it: a heading that says another belongs to a teaser.
    """
    page = site.tree(html)
    if page is None or page.body is None:
        return Seen(False, "the page is too deeply nested to be looked at")
    around = _article(page, frozenset(keys))
    plain = [_typed(text) for text in texts]
    reasons = []
    for block in _sentences(page, plain):
        leaves = [node for node in block.traverse(include_text=True) if site.words(node.text_content or "")]
        own = around if around.all else _theme(leaves[0])
        why = next((by for leaf in leaves if (by := hidden_by(leaf, own.all))), "") or _elsewhere(block, own, title)
        if not why:
            return Seen(True)
        reasons.append(why)
    return Seen(False, reasons[0] if reasons else "")


def in_item(html: str, texts: Sequence[str]) -> bool:
    """Tell whether the text that a feed reader would show of an item has one of `texts` in it."""
    page = site.tree(html)
    if page is None:
        return False
    shown = [node.text_content or "" for node in browser.texts(page) if not hidden_by(node, frozenset())]
    said = wording.normal(_typed(" ".join(shown)))
    return any(wording.pattern(_typed(text)).search(said) for text in texts if text.strip())


def _typed(text: str) -> str:
    """A text without what typography of a site generator changes in it: dashes, soft hyphens."""
    return re.sub(r"-{2,3}|[–—]", "-", text.replace("\u00ad", ""))


# -- finding it ------------------------------------------------------------------------------------


def _sentences(page: LexborHTMLParser, texts: Sequence[str]) -> Iterator[LexborNode]:
    """Yield the blocks that say one of `texts`, and nothing else but marks at their ends."""
    marks = {word for text in texts for word in sorted(site.words(re.sub(r"\{\w+\}", "", text)), key=len)[-2:]}
    seen: set[int] = set()
    for node in browser.texts(page):
        said = node.text_content or ""
        if not said.isascii():
            said = unicodedata.normalize("NFKC", said).replace("\u00ad", "")
        said = said.casefold()
        if not any(mark in said for mark in marks):
            continue
        block = next((a for a in browser.ancestors(node) if a.tag not in site.INLINE), None)
        if block is None or block.mem_id in seen:
            continue
        seen.add(block.mem_id)
        text = _typed(_text(block))
        if wording.same(text, texts) or wording.same(_TAIL.sub("", _LEAD.sub("", text)), texts):
            yield block


def _text(block: LexborNode) -> str:
    parts = []
    for node in block.traverse(include_text=True):
        if node.tag == "-text":
            parts.append(node.text_content or "")
        elif node.tag == "br":
            parts.append(" ")
        if len(parts) > 500:
            break
    return wording.normal("".join(parts))


def _article(page: LexborHTMLParser, keys: frozenset[str]) -> Around:
    """The elements around any of the blocks of the article's own text; none where that isn't on the page."""
    found: set[int] = set()
    direct: set[int] = set()
    for node in [node for key, node in site.blocks(page) if key in keys][:40]:
        chain = [a.mem_id for a in browser.ancestors(node) if a.tag not in ("p", *site.INLINE)]
        found.update(chain)
        direct.update(chain[:1])
    return Around(frozenset(found), frozenset(direct))


def _theme(node: LexborNode) -> Around:
    """The elements that are taken for the theme's where the article's text isn't on the page."""
    chain = list(browser.ancestors(node))
    at = next((n for n, element in enumerate(chain) if element.tag in ("article", "main", "body")), len(chain))
    return Around(frozenset(element.mem_id for element in chain[at:]))


# -- judging it ------------------------------------------------------------------------------------


def hidden_by(node: LexborNode, shared: frozenset[int]) -> str:
    """What keeps a text node out of sight, "" for nothing; the elements in `shared` stand around more than it."""
    child = node
    for element in browser.ancestors(node):
        tag, attributes = element.tag or "", element.attributes
        if tag in _NEVER:
            return f"inside <{tag}>"
        if tag == "details" and "open" not in attributes and child.tag != "summary":
            return "inside <details>, which is closed"
        if tag == "dialog" and "open" not in attributes:
            return "inside <dialog>, which is closed"
        for name, value in attributes.items():
            if _hides(name.lower(), value or "", element.mem_id in shared):
                return f'inside <{tag} {name}="{value[:60]}">' if value else f"inside <{tag} {name}>"
        child = element
    return ""


def _hides(name: str, value: str, shared: bool) -> bool:
    if name in ("hidden", "popover"):
        return True
    if name == "aria-hidden":
        return value.strip().lower() != "false"
    if name == "class":
        classes = value.lower().split()
        if any(_HIDING_CLASS.fullmatch(entry) for entry in classes):
            return True
        return not shared and any(engines.hiding_class(entry) for entry in classes if not _PLAIN_CLASS.fullmatch(entry))
    if name == "style" and not styles.harmless_style(value):
        return not shared or bool(_HIDING_STYLE.search(re.sub(r"\s+|/\*.*?\*/", "", value).lower()))
    return False


def _elsewhere(block: LexborNode, around: Around, title: str) -> str:
    """Where the sentence belongs to something else on the page: a teaser, the navigation, the site's footer."""
    for element in (block, *browser.ancestors(block)):
        if element.mem_id in around.all:
            return ""
        tag = element.tag or ""
        if tag in _ELSEWHERE and not _belongs(element, tag, around):
            return f"in {_ELSEWHERE[tag]}, apart from the article"
        if (tag == "li" and _links_on(element, block)) or (tag in ("div", "section") and _is_teaser(element, title)):
            return "in the teaser of another post"
    return ""


def _belongs(element: LexborNode, tag: str, around: Around) -> bool:
    """Tell whether an aside stands among the article's paragraphs, or a footer at the article's end."""
    if tag not in ("aside", "footer"):
        return False
    parent = element.parent
    if parent is not None and parent.mem_id in around.direct:
        return True
    return tag == "footer" and any(a.tag == "article" and a.mem_id in around.all for a in browser.ancestors(element))


def _links_on(item: LexborNode, block: LexborNode) -> bool:
    """Tell whether an item of a list has a link besides those in the sentence itself."""
    return any(
        site.words(link.text(deep=True)) and all(a.mem_id != block.mem_id for a in browser.ancestors(link))
        for link in item.css("a[href]")
    )


def _is_teaser(element: LexborNode, title: str) -> bool:
    return any(
        site.name(heading.text(deep=True)) != title
        for heading in element.css("h1 a[href], h2 a[href], h3 a[href], h4 a[href], a[href] h2, a[href] h3, a[href] h4")
        if site.name(heading.text(deep=True))
    )
