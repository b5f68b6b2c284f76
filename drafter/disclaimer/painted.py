"""The slow path: is the sentence painted? Markdown by markdown-it-py, HTML repair by lexbor.

A block of plain text that says the sentence is looked for on the page that a browser would make of the post, and
in what site generators do beyond Markdown. What reads HTML is imported when there is such a block.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html.entities import name2codepoint
from itertools import pairwise

from drafter.disclaimer import denial, engines, speech, templates, wording
from drafter.disclaimer.reading import Block, Page, TooLarge, read
from drafter.disclaimer.verdict import Standing
from drafter.patterns import pattern

__all__ = ["Sighting", "TooLarge", "examine"]

MOST_CANDIDATES = 40


@dataclass(frozen=True, slots=True)
class Sighting:
    """Where words that matter stand, and what becomes of them."""

    standing: Standing
    what: str
    line: int  # 0-based, of the body
    text: str = ""
    wanted: str = ""
    first: int = 0  # lines of the outermost block
    last: int = 0
    footnote: bool = False


def examine(
    body: str, texts: Sequence[str], *, raw_html: bool = False
) -> tuple[list[Sighting], tuple[int, str] | None]:
    """Return the places that say one of `texts`, or nearly, the visible ones first, and a denial.

    `body` has LF line ends. With `raw_html` the sentence may stand inside an HTML block. A denial of what is visible
    is the line (0-based) and the words of a block that says the post was made without AI. Raises TooLarge.
    """
    page = read(body)
    found = _look(page, texts, raw_html=raw_html)
    if not any(s.standing == "visible" for s in found):
        return found, None
    for built in templates.without_templates(body):
        if not any(s.standing == "visible" for s in _look(read(built), texts, raw_html=raw_html)):
            what = "out of sight in the page that Jekyll or Eleventy builds from the template tags around it"
            found = [replace(s, standing="hidden", what=what) if s.standing == "visible" else s for s in found]
    return found, next(_denials(page), None)


def _denials(page: Page) -> Iterator[tuple[int, str]]:
    for block in page.blocks:
        text = block.token.content
        if denial.may_contradict(text) and (said := denial.contradiction(text)):
            yield block.first, said


def _look(page: Page, texts: Sequence[str], *, raw_html: bool) -> list[Sighting]:
    words = wording.long_words(texts)
    near: list[Sighting] = []
    exact: list[tuple[Block, str]] = []
    for block in page.blocks:
        content = block.token.content
        said = wording.loose(content)
        if not wording.may_say(said, words):
            continue
        text, struck = speech.plain(page.inline(block))
        bare, closed = speech.bare(text, block.inside)
        wanted = wording.same(bare, texts) or wording.same(speech.peeled(bare), texts)
        here = Sighting("visible", "", block.first, bare, wanted, *block.top, bool(block.footnote))
        if wanted and struck:
            near.append(replace(here, standing="hidden", what="struck through"))
        elif wanted and closed:
            near.append(replace(here, standing="hidden", what=f"under “{closed[:40]}”"))
        elif wanted and len(exact) < MOST_CANDIDATES:
            exact.append((block, wanted))
        elif len(near) < MOST_CANDIDATES:
            near.append(_near_miss(here, text, texts))
    found = _judge_blocks(page, exact, texts)
    if raw_html and not any(s.standing == "visible" for s in found):
        found += _in_raw_html(page, texts)
    return sorted([*found, *near], key=lambda s: (s.standing != "visible", s.footnote))


def _near_miss(here: Sighting, text: str, texts: Sequence[str]) -> Sighting:
    """Return what is wrong with a block that has the words but does not say the sentence."""
    if wanted := wording.same(wording.folded(here.text), [wording.folded(t) for t in texts]):
        return replace(
            here, standing="obfuscated", what="written with invisible or look-alike characters", wanted=wanted
        )
    if re.search("`[^`]*`", text) and any(_contains(code, texts) for code in re.findall("`([^`]*)`", text)):
        return replace(here, standing="not-rendered", what="in code")
    if re.search("\ufffc", text) and wording.same(text.replace("\ufffc", "").replace("\ufffb", ""), texts):
        return replace(here, standing="not-rendered", what="the text that stands in for an image")
    return replace(here, standing="altered", what="")


def _contains(text: str, texts: Sequence[str]) -> bool:
    return any(wording.pattern(wanted).search(wording.normal(text)) for wanted in texts if wanted.strip())


def _judge_blocks(page: Page, exact: list[tuple[Block, str]], texts: Sequence[str]) -> list[Sighting]:
    if not exact:
        return []
    from drafter.disclaimer import views

    unseen = views.unseen(page, [block for block, _ in exact])
    found: list[Sighting] = []
    for index, (block, wanted) in enumerate(exact):
        here = Sighting("visible", "", block.first, block.token.content, wanted, *block.top, bool(block.footnote))
        found.append(_judge_block(page, block, here, unseen.get(index)))
    return found


def _judge_block(page: Page, block: Block, here: Sighting, unseen: tuple[Standing, str] | None) -> Sighting:
    start, end = page.offset(block.first), page.offset(block.last)
    if unseen:
        return replace(here, standing=unseen[0], what=unseen[1])
    if taken := engines.covering(page.body, start, max(start + 1, end - 1)):
        return replace(
            here,
            standing=taken.standing,
            what=f"{taken.what} (line {page.body.count(chr(10), 0, taken.start) + 1} of the text)",
        )
    around = page.lines[max(0, block.top[0] - 1) : block.top[1] + 1]
    if listed := engines.attributes_beside("\n".join([_waiting_attributes(page, block.top[0]), *around])):
        return replace(here, standing="hidden", what=f"next to the attribute list {listed[:40]}")
    if tag := _self_closed_above(page, block.first):
        return replace(here, standing="hidden", what=f"after {tag[:60]}, which a browser does not take as closed")
    if block.footnote and not _referenced(page, block.footnote):
        return replace(
            here, standing="not-rendered", what=f"in the footnote [^{block.footnote}], which nothing refers to"
        )
    if page.lines[block.first].startswith("    ") and (block.footnote or not _starts_clear(page, block)):
        return replace(here, standing="not-rendered", what="indented, which some renderers show as code here")
    if any(text.startswith("<") for text in page.lines[block.top[0] : block.first]):
        return replace(here, standing="hidden", what="under a tag that ends the list for some renderers")
    if _runs_on_from_code(page, block.first):
        return replace(here, standing="not-rendered", what="directly under indented code, which Jekyll lets run on")
    if "\t" in page.lines[block.first].partition(here.text[:5])[0] and "blockquote_open" in block.inside:
        return replace(here, standing="not-rendered", what="after a tab in a quotation, which Jekyll shows as code")
    if _KEPT_BACKSLASH.search(block.token.content):
        return replace(here, standing="altered", what="written with a backslash that MkDocs and Pelican show")
    if any(name not in name2codepoint and name != "apos" for name in _ENTITY.findall(block.token.content)):
        return replace(here, standing="altered", what="written with an entity that Jekyll shows as it is typed")
    if any(denial.exempting(text) for text in _own_footnotes(page, block)):
        return replace(here, standing="altered", what="taken back by its footnote")
    quoted = "blockquote_open" in block.inside or here.text.strip("*_ ")[:1] in ('"', "'", "“", "‘", "«", "„", "‚")
    above = block.above + ":" if block.token.content.startswith(": ") else block.above
    reason = denial.introduced(above, quoted=quoted)
    if reason or denial.taken_back(block.below):
        what = "introduced as somebody else's words" if reason == "quoted" else "taken back by the text beside it"
        return replace(here, standing="altered", what=what)
    return here


_KEPT_BACKSLASH = pattern(r"\\[^\\`*_{}\[\]()>#+.!-]|\\$", re.MULTILINE)
_ENTITY = pattern(r"&([A-Za-z]\w*);")  # kramdown knows those of HTML 4
_FOOTNOTE_MARK = pattern(r"\[\^([^\]\s]+)\]")


def _own_footnotes(page: Page, block: Block) -> Iterator[str]:
    """Yield the text of the footnotes that a block refers to."""
    if labels := set(_FOOTNOTE_MARK.findall(block.token.content)):
        for other in page.blocks:
            if other.footnote in labels:
                yield other.token.content


# kramdown closes such a tag where a browser leaves it open
_SELF_CLOSED = pattern(r"<(?!(?:area|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b)[a-zA-Z][\w-]*\s[^<>]*/>")


def _self_closed_above(page: Page, line: int) -> str:
    """Return a tag above that is closed only in the eyes of XML, with attributes that hide, or ""."""
    for token in page.tokens:
        if token.type == "html_block" and token.map and token.map[0] < line and "/>" in token.content:
            for found in _SELF_CLOSED.finditer(token.content):
                from drafter.disclaimer import browser

                tree = browser.repaired(found[0] + "x")
                if tree and any(browser.hidden_by(node) for node in browser.texts(tree) if node.text_content == "x"):
                    return found[0]
    return ""


def _runs_on_from_code(page: Page, line: int) -> bool:
    """Tell whether the lines above, up to a blank one, begin with an indented one."""
    if not line or not page.lines[line - 1].strip():
        return False
    while line and page.lines[line - 1].strip():
        line -= 1
    return page.lines[line].startswith(("    ", "\t"))


def _starts_clear(page: Page, block: Block) -> bool:
    """Tell whether every renderer sees the list around an indented block.

    Python-Markdown sees none that does not follow a blank line or a heading, and ends one at a paragraph that is
    indented by less than four.
    """
    line = block.top[0]
    if line and page.lines[line - 1].strip() and not page.lines[line - 1].startswith("#"):
        return False
    within = page.lines[line : block.first]
    return not any(
        not above.strip() and text.strip() and re.match(r" {0,3}(?![-*+ ]|\d+[.)])", text)
        for above, text in pairwise(within)
    )


def _waiting_attributes(page: Page, line: int) -> str:
    """Return the attribute list that stands alone above a block, which kramdown keeps for the next one."""
    line -= 1
    while line >= 0 and not page.lines[line].strip():
        line -= 1
    if line >= 0 and re.match(r"\s*\{:(?!\w+:)", page.lines[line]) and (line == 0 or not page.lines[line - 1].strip()):
        return page.lines[line]
    return ""


def _referenced(page: Page, label: str) -> bool:
    mark = f"[^{label}]"
    return any(
        mark in block.token.content and not block.footnote and any(t.type == "footnote_ref" for t in page.inline(block))
        for block in page.blocks
    )


def _in_raw_html(page: Page, texts: Sequence[str]) -> list[Sighting]:
    """Return where an element of an HTML block, painted, says one of `texts`."""
    from drafter.disclaimer import browser, views

    for token in page.tokens:
        if token.type == "inline" and "<" not in token.content:
            token.children = []
    rendered = page.parser.renderer.render(views.with_footnotes_last(page.tokens), page.parser.options, page.env)
    tree = browser.repaired(rendered)
    found: list[Sighting] = []
    for node in browser.texts(tree) if tree else ():
        said = wording.normal(node.text_content or "")
        parent = node.parent
        if len(said) < 8 or parent is None or not any(_shares_start(said, wanted) for wanted in texts):
            continue
        while parent is not None and parent.tag in ("em", "strong", "i", "b", "span", "a", "small", "mark", "font"):
            parent = parent.parent
        if parent is None or not (wanted := wording.same(html.unescape(parent.text(deep=True)), texts)):
            continue
        leaves = [n for n in parent.traverse(include_text=True) if n.tag == "-text"]
        hidden = next((by for leaf in leaves if (by := browser.hidden_by(leaf))), "")
        if not hidden and tree and not browser.page_hides(tree, list(browser.ancestors(node))):
            line = next((n for n, text in enumerate(page.lines) if said[:12] in wording.normal(text)), 0)
            if engines.covering(page.body, page.offset(line), page.offset(line + 1)) is None:
                found.append(Sighting("visible", "", line, said, wanted, line, line + 1))
    return found


def _shares_start(said: str, wanted: str) -> bool:
    return wording.normal(wanted)[:6] == said[:6] or "{" in wanted[:6]
