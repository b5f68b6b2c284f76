"""A post as pages: which of some blocks a browser leaves out of sight, in any way of building the page.

Candidates are rendered into the page under marks that cannot come from the post. The page is built in several
*views*, because renderers disagree on what raw HTML does to the Markdown around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.token import Token

from drafter.disclaimer import browser
from drafter.disclaimer.reading import Block, Page, TooLarge
from drafter.disclaimer.verdict import Standing
from drafter.patterns import pattern

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_MARK = pattern(_OPEN + r"(\d+)" + _CLOSE)


def unseen(page: Page, candidates: list[Block]) -> dict[int, tuple[Standing, str]]:
    """Return for each candidate that a browser does not paint, by its index, how and why."""
    tagged = "<" in page.body
    numbers = {id(block.token): index for index, block in enumerate(candidates)}
    pieces = dict.fromkeys(range(len(candidates)), 0)
    for block in page.blocks:
        token = block.token
        if id(token) in numbers:
            index = numbers[id(token)]
            token.children = [_marked(child, index) for child in page.inline(block)]
            pieces[index] = sum(child.content.startswith(_OPEN) for child in token.children)
        elif tagged and "<" in token.content:
            page.inline(block)
        else:
            token.children = []
    if not tagged:
        return {}
    unseen: dict[int, tuple[Standing, str]] = {}
    for view in _views(page):
        _inspect(view, pieces, unseen)
    nested = any(block.inside != ("paragraph_open",) or page.lines[block.first][:1] in " \t" for block in candidates)
    bare = "".join(_bare_view(page, numbers, nested=nested))
    _inspect(bare, dict.fromkeys(pieces, 1), unseen)
    for index, block in enumerate(candidates):
        if index not in unseen and _in_container(bare, index) and not _same_source(block):
            unseen[index] = ("altered", "inside HTML, where Jekyll and MkDocs show Markdown as it is typed")
    return unseen


def _views(page: Page) -> Iterator[str]:
    """Yield the whole page as renderers write it, which differ in a few ways that matter to raw HTML."""
    tokens = with_footnotes_last(page.tokens)

    def rendered(tokens: list[Token]) -> str:
        return str(page.parser.renderer.render(tokens, page.parser.options, page.env))

    first = rendered(tokens)
    yield first
    if re.search("noscript", first, re.IGNORECASE):  # a browser that runs scripts takes its content as text
        yield re.sub("(?i)noscript", "noembed", first)
    if _DECLARATION.search(first):  # Python-Markdown takes it for text, and the tags in it for tags
        yield _DECLARATION.sub("&lt;!", first)
    if any(token.type == "table_open" for token in tokens):  # CommonMark has no tables
        yield rendered(
            [
                t.copy(tag="p", type="paragraph" + t.type[t.type.rfind("_") :]) if t.type in _CELLS else t
                for t in tokens
                if t.type not in _ROWS
            ]
        )
    if "\\<" in page.body:  # Python-Markdown does not let a backslash take away the meaning of "<"
        yield rendered([t.copy(children=_unescaped(t.children)) if t.children else t for t in tokens])


_DECLARATION = pattern(r"<!(?=[a-zA-Z])")
_CELLS = ("td_open", "td_close", "th_open", "th_close")
_ROWS = ("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close")


def _unescaped(children: list[Token]) -> list[Token]:
    """Return inline tokens in which an escaped "<" and what follows it is raw HTML."""
    raw = False
    found: list[Token] = []
    for child, after in zip(children, [*children[1:], None], strict=True):
        if child.type == "text_special" and child.markup == "\\<":
            raw = bool(after and re.match(r"[a-zA-Z/]", after.content))
        found.append(
            child.copy(type="html_inline")
            if raw and child.type in ("text", "text_special") and _OPEN not in child.content
            else child
        )
    return found


def _marked(child: Token, index: int) -> Token:
    if child.type in ("text", "text_special") and child.content.strip():
        return child.copy(type="text", content=f"{_OPEN}{index}{_CLOSE}")
    return child


def with_footnotes_last(tokens: list[Token]) -> list[Token]:
    """Return the tokens with footnotes at the end, as plain divisions."""
    body: list[Token] = []
    notes: list[Token] = []
    depth = 0
    for token in tokens:
        if token.type == "footnote_reference_open":
            depth += 1
            continue
        if token.type == "footnote_reference_close":
            depth -= 1
            continue
        (notes if depth else body).append(token)
    return body + notes


_AT_MARGIN = pattern(r" {0,3}<")
_TAG_IN_FENCE = pattern(r" {0,3}<[a-zA-Z/?]")
_TAG_OR_COMMENT_IN_FENCE = pattern(r" {0,3}<[a-zA-Z/?!]")


def _bare_view(page: Page, numbers: dict[int, int], *, nested: bool) -> Iterator[str]:
    """Yield the raw HTML and the candidates alone: the view of engines that take HTML blocks whole.

    Python-Markdown and kramdown take everything up to the closing tag as it is. Python-Markdown without an
    extension does so in a fence of a list too, and MDX for a paragraph of nothing but tags. `nested`: with
    the HTML of lists and quotations, for a candidate that may belong to one.
    """
    opened: list[str] = []
    shown = -1  # the last line that was given whole
    for token in page.tokens:
        if token.type == "inline" and id(token) in numbers:
            yield f"{_OPEN}{numbers[id(token)]}{_CLOSE}\n"
        elif token.map is None or token.map[0] < shown:
            continue
        elif opened and token.type in ("inline", "fence", "code_block", "html_block"):
            raw = "\n".join(page.lines[token.map[0] : token.map[1]])
            browser.track(raw, opened)
            shown = token.map[1]
            yield raw + "\n"
        elif token.type == "html_block" and (nested or _AT_MARGIN.match(page.lines[token.map[0]])):
            browser.track(token.content, opened)
            yield token.content
        elif token.type == "fence" and "<" in token.content and page.lines[token.map[0]].startswith(" "):
            yield _html_in_fence(page, page.lines[token.map[0] + 1 : token.map[1]])
        elif token.type == "inline" and token.content.startswith("<") and _only_tags(token.children or []):
            yield token.content


def _only_tags(children: list[Token]) -> bool:
    return all(child.type == "html_inline" or not child.content.strip() for child in children)


def _html_in_fence(page: Page, lines: list[str]) -> str:
    opener = _TAG_OR_COMMENT_IN_FENCE if "-->" in page.body else _TAG_IN_FENCE
    start = next((n for n, line in enumerate(lines) if opener.match(line)), len(lines))
    return "\n".join(lines[start:]) + "\n"


def _inspect(view: str, pieces: dict[int, int], unseen: dict[int, tuple[Standing, str]]) -> None:
    """Add to `unseen` each candidate of which a piece is not in sight in this view."""
    tree = browser.repaired(view)
    if tree is None:
        raise TooLarge
    seen = dict.fromkeys(pieces, 0)
    for node in browser.texts(tree):
        text = node.text_content or ""
        if _OPEN not in text:
            continue
        for found in _MARK.finditer(text):
            index = int(found[1])
            if index not in seen or index in unseen:
                continue
            seen[index] += 1
            if by := browser.hidden_by(node):
                unseen[index] = ("not-rendered" if by in ("<code>", "<pre>") else "hidden", f"inside {by}")
            elif by := browser.page_hides(tree, list(browser.ancestors(node))):
                unseen[index] = ("hidden", f"out of sight because of {by}")
    for index, count in seen.items():
        if index not in unseen and count != pieces[index]:
            unseen[index] = ("hidden", "swallowed by HTML above it that is not closed")


def _in_container(bare: str, index: int) -> bool:
    """Tell whether raw HTML that does not ask for Markdown is open around a candidate."""
    tree = browser.repaired(bare)
    for node in browser.texts(tree) if tree else ():
        if f"{_OPEN}{index}{_CLOSE}" in (node.text_content or ""):
            around = [a for a in browser.ancestors(node) if a.tag not in ("html", "body")]
            return bool(around) and not any("markdown" in a.attributes for a in around)
    return False


def _same_source(block: Block) -> bool:
    """Tell whether the source of a block is plain but for marks at its two ends."""
    return not re.search(r"[\[\]*_`<>\\]", block.token.content.strip().strip("*_> "))
