"""What a browser paints of a page: HTML5 repair by lexbor, then one question to each ancestor of a text.

Allow-lists throughout: an element, attribute, style or class that is not known to leave its text in sight
counts as hiding it. Source: the HTML standard (parsing, rendering: "hidden elements"), CSS 2.2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from drafter.disclaimer import engines, styles
from drafter.patterns import pattern

DEEPEST = 400  # elements open at once; Chromium flattens a page at 512

_SHOWN = frozenset(
    "html body main article section aside div header footer nav p blockquote center figure figcaption address hgroup "
    "ul ol li dl dt dd table caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 form fieldset legend label button "
    "span em strong i b u a small big mark cite abbr acronym dfn time ins font bdi nobr sup sub var "
    "details summary menu output".split()
)
_CODE = frozenset("code pre samp listing xmp tt kbd".split())
_ATTRIBUTES = frozenset(
    "class id lang title align valign role markdown cite href rel target name datetime width border "
    "cellpadding cellspacing "
    "colspan rowspan scope start type value itemprop itemscope itemtype itemid property typeof open "
    "face translate tabindex "
    "aria-label aria-labelledby aria-describedby aria-level aria-live download ping hreflang "
    "referrerpolicy for dir style color size".split()
)
_VOID_TAGS = frozenset("area base br col embed hr img input link meta source track wbr param".split())
_TAG = pattern(r"<(/?)([a-zA-Z][^\s/>]*)")


# A component of MDX that closes itself; a browser leaves it open, as an element without a look of its own.
_COMPONENT = pattern(r"<([A-Z][\w.]*)((?:[^<>\"']|\"[^\"\n]*\"|'[^'\n]*')*)/>")
_HTML_NAMES = frozenset(
    "address applet area article aside audio base body button canvas code col datalist del details dialog dir embed "
    "font form frame frameset head header html iframe image img input link listing map mark marquee math menu meta "
    "meter nobr noembed noframes noscript object option output param picture plaintext pre progress ruby s samp "
    "script select slot source strike style summary sup svg table tbody td template textarea th title track video "
    "xmp rp rt rb rtc optgroup bdo tt kbd code hr br wbr search keygen bgsound command desc".split()
)


def _close_components(html: str) -> str:
    return _COMPONENT.sub(_closed, html) if "/>" in html else html


def _closed(tag: re.Match[str]) -> str:
    risky = re.search(r"hidden|style|class|popover|inert|\bon[a-z]", tag[2], re.IGNORECASE)
    return tag[0] if risky or tag[1].lower() in _HTML_NAMES or tag[1].lower() in _SHOWN else ""


def repaired(html: str) -> LexborHTMLParser | None:
    """Return the page as a browser repairs it, or None for one too deeply nested to be looked at."""
    html = _close_components(html)
    depth = 0
    opened: dict[str, int] = {}
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if found[1]:
            if opened.get(name):  # an end tag without its start closes nothing
                opened[name] -= 1
                depth -= 1
        elif name not in _VOID_TAGS:
            opened[name] = opened.get(name, 0) + 1
            depth += 1
            if depth > DEEPEST:
                return None
    return LexborHTMLParser("<!doctype html><html><head><title>.</title></head><body>" + html + "</body></html>")


def track(html: str, opened: list[str]) -> None:
    """Add to `opened` the names of the elements that `html` opens, and take off those that it closes."""
    for found in _TAG.finditer(_close_components(engines.without(html, "<!--", "-->"))):
        name = found[2].lower()
        if not found[1]:
            if name not in _VOID_TAGS and len(opened) < DEEPEST:
                opened.append(name)
        elif name in opened:
            while opened.pop() != name:
                pass


def texts(page: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield the text nodes of a page in order; what only a template holds is not among them."""
    if page.root is None:
        return
    for node in page.root.traverse(include_text=True):
        if node.tag == "-text":
            yield node


def ancestors(node: LexborNode) -> Iterator[LexborNode]:
    """Yield the elements around a node, innermost first."""
    parent = node.parent
    while parent is not None and parent.tag not in (None, "-undef", "-document"):
        yield parent
        parent = parent.parent


def hidden_by(node: LexborNode) -> str:
    """Return the element that keeps the text of `node` out of sight, as written, or an empty string."""
    child, shrunk = node, 0
    for element in ancestors(node):
        tag = element.tag or ""
        if (tag not in _SHOWN and tag not in engines.CONTAINERS) or tag in _CODE:
            return f"<{tag}>"
        if tag in ("small", "sub", "sup"):
            shrunk += 1
            if shrunk > 2:
                return f"<{tag}>"
        attributes = element.attributes
        if tag == "details" and "open" not in attributes and not _first_summary(element, child):
            return "<details>, which is closed"
        for name, value in attributes.items():
            if _hides(tag, name, value or ""):
                return f'<{tag} {name}="{value}">' if value else f"<{tag} {name}>"
        child = element
    return ""


def _first_summary(details: LexborNode, child: LexborNode) -> bool:
    first = details.child
    while first is not None and first.tag != "summary":
        first = first.next
    return first is not None and first.mem_id == child.mem_id


def _hides(tag: str, name: str, value: str) -> bool:
    name = name.lower()
    if name.startswith("data-") or name.startswith("on"):
        return name.startswith("on")
    if name not in _ATTRIBUTES:  # those of a component are its own affair
        return tag in _SHOWN or engines.hiding_class(name) or name in ("popover", "inert", "closed", "folded")
    if name == "class":
        return engines.hiding_class(value)
    if name == "style":
        return not styles.harmless_style(value)
    if name == "dir":
        return value.strip().lower() not in ("", "ltr", "auto")
    if name == "color":
        return not styles.dark(value)
    if name == "size":
        return tag == "font" and value.strip() not in ("2", "3", "4", "5", "6", "7", "+1", "+2", "-1")
    if name == "width":
        return not re.fullmatch(r"\s*(?:[1-9]\d{2,}(?:px)?|[2-9]\d%|100%)\s*", value)
    return False


# -- the rest of the page --------------------------------------------------------------------------

_RULE = pattern(r"([^{}]{1,2000})\{([^{}]{0,5000})\}")
_CODE_THAT_CHANGES = pattern(
    r"document\s*\.\s*(?:write|open|body|documentElement|close|head)|innerHTML|outerHTML|textContent|"
    r"innerText|\.remove|display|hidden|"
    r"visibility|opacity|location|\beval\b|(?-i:\bFunction\b)|constructor|atob|fromCharCode|insertRule|adoptedStyle|"
    r"replace(?:With|Child)|querySelector|\.style|"
    r"getElementsBy|\.className|classList|createElement\(\s*.style|[\w)\]]\s*\[\s*[\"'`]|\.hide|cssText|"
    r"attachShadow|\.children|\.firstChild|NodeFilter|treeWalker",
    re.IGNORECASE,
)


def page_hides(page: LexborHTMLParser, chain: list[LexborNode]) -> str:
    """Return what on the page, other than the elements around it, may hide a text with ancestors `chain`."""
    names = {element.tag or "" for element in chain}
    marks = {m for e in chain for a in ("class", "id") for m in (e.attributes.get(a) or "").split()}
    for style in page.css("style"):
        if (style.attributes.get("media") or "").strip().lower() == "print":
            continue
        if selector := _style_hides(style.text(deep=True), names, marks):
            return f"a <style> rule for {selector!r}"
    for element in page.css("script,meta,link,base,dialog,template,frameset,body,marquee,slot"):
        if reason := _element_hides(element):
            return reason
    for element in page.css("[style]"):
        if reason := _overlays(element):
            return reason
    html = page.html or ""
    found = re.search(r"<[^<>]{1,3000}\son\w+\s*=([^<>]{1,3000})", html, re.IGNORECASE) if " on" in html else None
    if found and _CODE_THAT_CHANGES.search(found[1]):
        return "an event handler that changes the page"
    return ""


def _style_hides(css: str, names: set[str], marks: set[str]) -> str:
    """Return the first selector of a style sheet that may hide an element with these names and classes."""
    css = engines.without(css, "/*", "*/")
    if len(css) > 50_000:
        return "too many selectors to read"
    if re.search(r"@import|@layer|\\", css) or css.count("{") != css.count("}"):
        return css.strip()[:40] or "@"
    css = re.sub(r"@media\s+print\s*\{(?:[^{}]*\{[^{}]*\})*\s*\}", " ", css)
    css = re.sub(r"@(?:media|supports|container)[^{;]*\{", " ", css)
    for selectors, declarations in _RULE.findall(css):
        if selectors.strip().startswith("@") or styles.harmless_style(declarations):
            continue
        for selector in selectors.split(","):
            if _reaches(selector.strip(), names, marks):
                return str(selector.strip()[:60])
    return ""


def _reaches(selector: str, names: set[str], marks: set[str]) -> bool:
    """Tell whether a CSS selector may match an element named in `names` with a class or id of `marks`."""
    if not selector:
        return False
    for mark in re.findall(r"[.#]([\w-]+)", re.sub(r":not\([^)]*\)|\[[^\]]*\]", "", selector)):
        if mark not in marks and not re.search(r"[+~]|:is|:where|:has", selector):
            return False
    last = re.split(r"[\s>+~]+", selector)[-1]
    tag = re.match(r"[\w-]*", last)
    return not (tag and tag[0] and tag[0].lower() not in names)


def _element_hides(element: LexborNode) -> str:
    tag, attributes = element.tag or "", element.attributes
    if tag == "script":
        kind = (attributes.get("type") or "").lower()
        source = (attributes.get("src") or "").strip().lower()
        if source.startswith(("data:", "javascript:", "blob:")):
            return "a <script> that cannot be followed"
        runs = not kind or "javascript" in kind or "ecmascript" in kind or kind == "module"
        if runs and "src" not in attributes and _CODE_THAT_CHANGES.search(element.text(deep=True)):
            return "a <script> that changes the page"
    elif tag == "meta" and "http-equiv" in attributes:
        return "<meta http-equiv>, which may leave the page"
    elif tag == "link" and "stylesheet" in (attributes.get("rel") or "").lower():
        source = (attributes.get("href") or "").strip().lower()
        return (
            ""
            if source.startswith(("http:", "https:", "/")) or ("://" not in source and ":" not in source)
            else "a style sheet in a link"
        )
    elif tag == "dialog" and "open" in attributes:
        return "<dialog open>, which covers the page"
    elif tag == "template" and any("shadow" in name for name in attributes):
        return "<template shadowrootmode>"
    elif tag in ("frameset", "slot"):
        return f"<{tag}>"
    return ""


def _overlays(element: LexborNode) -> str:
    """Return the element's style when it may lie over other text."""
    style = re.sub(r"\s+", "", engines.without(element.attributes.get("style") or "", "/*", "*/")).lower()
    if _far_away(element, style):
        return ""
    held = "position:absolute" in style and any(
        re.search(r"position\s*:\s*relative", a.attributes.get("style") or "", re.IGNORECASE)
        for a in ancestors(element)
    )
    moved = re.search(
        r"position:(?:fixed|sticky)|margin[\w-]*:[^;]*(?<![\w])-[\d.]|z-index|transform:|(?:top|left|inset):-|\\", style
    )
    if moved or ("position:absolute" in style and not held):
        return f"<{element.tag} style=…> that may cover it"
    return ""


def _far_away(element: LexborNode, style: str) -> bool:
    """Tell whether a small element stands far off the page, as the trap for robots in a sign-up form does."""
    placed = re.fullmatch(r"(?:position:absolute|left:-\d{4,5}px|top:-\d{4,5}px|;)+", style)
    if not placed or "px" not in style or len(element.text(deep=True)) > 200:
        return False
    inside = [node for node in element.traverse() if node.mem_id != element.mem_id]
    return not any(
        {"style", "class", "id", "width", "height", "size", "cols"} & node.attributes.keys() for node in inside
    )
