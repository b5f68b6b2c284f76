"""The slow path: is the sentence painted? Markdown by markdown-it-py, HTML repair by lexbor.

A block of plain text that says the sentence is rendered into the page under marks that cannot come from
the post, and what a browser makes of the page then tells whether each mark is in sight. The page is built
in several *views*, because renderers disagree on what raw HTML does to the Markdown around it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from drafter.disclaimer import browser, engines, wording
from drafter.disclaimer.verdict import Standing

MOST_BRACKETS = 1_500_000_000  # characters times opening brackets: markdown-it's worst case is quadratic in them
MOST_INLINE = 250_000  # characters that are parsed as inline Markdown, where tags or the sentence's words are
MOST_CANDIDATES = 40


class TooLarge(Exception):
    """The post costs more to look at than a gate may spend."""


@dataclass(slots=True)
class Block:
    """A block of inline Markdown: its source, its lines in the body (0-based), and what it stands in."""

    token: Token
    first: int
    last: int  # after the end
    top: tuple[int, int]  # lines of the outermost block around it
    inside: tuple[str, ...]
    footnote: str = ""
    above: str = ""  # the block of text just before and just after
    below: str = ""


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


@dataclass(slots=True)
class Page:
    """A post as blocks, ready to be looked at."""

    body: str
    lines: list[str]
    tokens: list[Token]
    blocks: list[Block]
    env: dict[str, Any]
    parser: MarkdownIt
    spent: int = 0
    brackets: int = 0
    starts: list[int] = field(default_factory=list)

    def inline(self, block: Block) -> list[Token]:
        """Return the inline tokens of a block, parsed once."""
        token = block.token
        if not token.children:
            size = len(token.content)
            self.spent += size + 100
            self.brackets += size * (1 + token.content.count("[") + token.content.count("]"))
            if self.spent > MOST_INLINE or self.brackets > MOST_BRACKETS:
                raise TooLarge
            token.children = []
            self.parser.inline.parse(token.content, self.parser, self.env, token.children)
        return token.children

    def offset(self, line: int) -> int:
        """Return where a line starts in the body."""
        return self.starts[min(line, len(self.starts) - 1)]


def read(body: str) -> Page:
    """Split a post into blocks; `body` has LF line ends. Raises TooLarge."""
    if body.count("]:") > 20_000:
        raise TooLarge
    parser = MarkdownIt("commonmark", {"maxNesting": 100}).enable(["table", "strikethrough"]).use(footnote_plugin)
    parser.core.ruler.enableOnly(["normalize", "block"])
    env: dict[str, Any] = {}
    tokens = parser.parse(body, env)
    starts = [0, *(m.end() for m in re.finditer("\n", body))]
    return Page(body, body.split("\n"), tokens, list(_blocks(tokens)), env, parser, starts=[*starts, len(body)])


def _blocks(tokens: list[Token]) -> Iterator[Block]:
    inside: list[Token] = []
    previous: Block | None = None
    label = ""
    for token in tokens:
        if token.type == "inline":
            outer = next((t.map for t in inside if t.map), token.map) or [0, 0]
            lines = token.map or outer
            block = Block(token, lines[0], lines[1], (outer[0], max(outer[1], lines[1])), tuple(t.type for t in inside), label)
            if previous:
                previous.below, block.above = token.content[:300], previous.token.content[-500:]
                yield previous
            previous = block
        elif token.nesting == 1:
            inside.append(token)
            if token.type == "footnote_reference_open":
                label = str(token.meta.get("label", ""))
        elif token.nesting == -1:
            inside.pop()
            label = "" if token.type == "footnote_reference_close" else label
        elif token.type in ("fence", "code_block", "hr") and previous:
            yield previous
            previous = None
    if previous:
        yield previous


# -- what a block says -----------------------------------------------------------------------------

_LEAD = re.compile(
    r"(?:\[!(?P<alert>[A-Za-z]+)\](?P<fold>[+-]?)|(?P<bang>!!!|\?\?\?\+?) *(?P<kind>[\w -]+?)|:{3,} *\{?\.?(?P<colon>[A-Za-z][\w-]*)\}?)"
    r"(?: +(?P<title>[^\n]{1,80})|\[(?P<label>[^\]\n]{1,80})\])?\s*"
)
_LABEL = re.compile(r"(?:note|info|warning|important|tip|caution|disclaimer|notice):?", re.IGNORECASE)
_SIGN = re.compile(r"(?:[ℹ⚠🤖📝💡✍🧠📢📣🔔🛈ⓘ👉✏🖊📌🪧🖋➡→]\ufe0f? *){1,2}")
_TASK = re.compile(r"\[[ xX]\] ")
_PLAIN_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s+[\w-]+(?:=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w#./:-]*[\w#.:-]))?)*\s*/?>")


def _plain(children: Sequence[Token]) -> tuple[str, bool]:
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


def _bare(text: str, inside: tuple[str, ...]) -> tuple[str, str]:
    """Return what a block says without the marks of alerts, containers and tasks, and what closes it, if anything."""
    lines = [line.strip(" \t") for line in text.strip("\n").split("\n")]
    closed = ""
    while len(lines) > 1 and engines.attributes_beside(lines[-1]) == "" and lines[-1].startswith("{:"):
        lines.pop()
    if len(lines) > 1 and (lead := _LEAD.fullmatch(lines[0])):
        title = lead["title"] or lead["label"] or ""
        if lead["bang"] == "???" or lead["fold"] == "-":
            closed = lines[0]
        elif engines.hiding_class(lead["kind"] or lead["colon"] or "") or wording.introduced(title.rstrip(':" ') + ":", quoted=True):
            closed = lines[0]
        lines.pop(0)
        if lead["colon"] and len(lines) > 1 and re.fullmatch(r":{3,}", lines[-1]):
            lines.pop()
    elif len(lines) > 1 and _LABEL.fullmatch(lines[0]) and "blockquote_open" in inside:
        lines.pop(0)
    elif len(lines) > 1 and lines[1].startswith(": ") and len(lines[0]) < 40 and not wording.introduced(lines[0] + ":", quoted=True):
        lines = [lines[1][2:], *lines[2:]]  # a definition list
    said = " ".join(lines)
    if "list_item_open" in inside and (task := _TASK.match(said)):
        said = said[task.end() :]
    if "heading_open" in inside:
        said = re.sub(r"\s*\{#[\w-]+\}$", "", said)
    if sign := _SIGN.match(said):
        said = said[sign.end() :]
    return said, closed


# -- looking ---------------------------------------------------------------------------------------


def look(
    body: str, texts: Sequence[str], *, raw_html: bool = False, templates: bool = True
) -> list[Sighting]:
    """Return every place of the post that says one of `texts`, or nearly, the visible ones first.

    `body` has LF line ends. With `raw_html` the sentence may stand inside an HTML block. `templates`: look
    also at what template engines leave of the post. Raises TooLarge.
    """
    page = read(body)
    words = wording.long_words(texts)
    near: list[Sighting] = []
    exact: list[tuple[Block, str]] = []
    for block in page.blocks:
        content = block.token.content
        said = wording.loose(content)
        have = frozenset(said.split())
        if not any(len(want & have) * 2 >= len(want) for want in words) and not _run_together(said, words):
            continue
        text, struck = _plain(page.inline(block))
        bare, closed = _bare(text, block.inside)
        wanted = wording.same(bare, texts)
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
    if templates and any(s.standing == "visible" for s in found):
        for body_as_built in engines.without_templates(body):
            if not any(s.standing == "visible" for s in look(body_as_built, texts, templates=False)):
                what = "out of sight in the page that Jekyll or Eleventy builds from the template tags around it"
                found = [replace(s, standing="hidden", what=what) if s.standing == "visible" else s for s in found]
    if raw_html and not any(s.standing == "visible" for s in found):
        found += _in_raw_html(page, texts)
    return sorted([*found, *near], key=lambda s: (s.standing != "visible", s.footnote))


def _run_together(said: str, words: list[frozenset[str]]) -> bool:
    """Tell whether the words stand there with spaces between the letters, or none between the words."""
    if len(said) > 2000:
        return False
    letters = said.replace(" ", "")
    return any(len(want) > 2 and sum(w in letters for w in want) * 4 >= len(want) * 3 for want in words)


def _near_miss(here: Sighting, text: str, texts: Sequence[str]) -> Sighting:
    """Return what is wrong with a block that has the words but does not say the sentence."""
    if wanted := wording.same(wording.folded(here.text), [wording.folded(t) for t in texts]):
        return replace(here, standing="obfuscated", what="written with invisible or look-alike characters", wanted=wanted)
    if re.search("`[^`]*`", text) and any(_contains(code, texts) for code in re.findall("`([^`]*)`", text)):
        return replace(here, standing="not-rendered", what="in code")
    if re.search("\ufffc", text) and wording.same(text.replace("\ufffc", ""), texts):
        return replace(here, standing="not-rendered", what="the text that stands in for an image")
    return replace(here, standing="altered", what="")


def _contains(text: str, texts: Sequence[str]) -> bool:
    return any(wording.pattern(wanted).search(wording.normal(text)) for wanted in texts if wanted.strip())


def _judge_blocks(page: Page, exact: list[tuple[Block, str]], texts: Sequence[str]) -> list[Sighting]:
    if not exact:
        return []
    unseen = _unseen(page, [block for block, _ in exact])
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
        return replace(here, standing=taken.standing, what=f"{taken.what} (line {page.body.count(chr(10), 0, taken.start) + 1} of the text)")
    around = page.lines[max(0, block.top[0] - 1) : block.top[1] + 1]
    if listed := engines.attributes_beside("\n".join([_waiting_attributes(page, block.top[0]), *around])):
        return replace(here, standing="hidden", what=f"next to the attribute list {listed[:40]}")
    if block.footnote and not _referenced(page, block.footnote):
        return replace(here, standing="not-rendered", what=f"in the footnote [^{block.footnote}], which nothing refers to")
    if page.lines[block.first].startswith("    ") and (block.footnote or not _starts_clear(page, block)):
        return replace(here, standing="not-rendered", what="indented, which some renderers show as code here")
    if _runs_on_from_code(page, block.first):
        return replace(here, standing="not-rendered", what="directly under indented code, which Jekyll lets run on")
    if "\t" in page.lines[block.first].partition(here.text[:5])[0] and "blockquote_open" in block.inside:
        return replace(here, standing="not-rendered", what="after a tab in a quotation, which Jekyll shows as code")
    if _KEPT_BACKSLASH.search(block.token.content):
        return replace(here, standing="altered", what="written with a backslash that MkDocs and Pelican show")
    reason = wording.introduced(block.above, quoted="blockquote_open" in block.inside)
    if reason or wording.taken_back(block.below):
        what = "introduced as somebody else's words" if reason == "quoted" else "taken back by the text beside it"
        return replace(here, standing="altered", what=what)
    return here


def _runs_on_from_code(page: Page, line: int) -> bool:
    """Tell whether the lines above, up to a blank one, begin with an indented one."""
    if not line or not page.lines[line - 1].strip():
        return False
    while line and page.lines[line - 1].strip():
        line -= 1
    return page.lines[line].startswith(("    ", "\t"))


def _starts_clear(page: Page, block: Block) -> bool:
    """Tell whether every renderer sees the list around an indented block.

    Python-Markdown sees none that does not follow a blank line or a heading; cmark ends one at a tag.
    """
    line = block.top[0]
    if line and page.lines[line - 1].strip() and not page.lines[line - 1].startswith("#"):
        return False
    return not any(text.startswith("<") for text in page.lines[line : block.first])


def _waiting_attributes(page: Page, line: int) -> str:
    """Return the attribute list that stands alone above a block, which kramdown keeps for the next one."""
    line -= 1
    while line >= 0 and not page.lines[line].strip():
        line -= 1
    if line >= 0 and page.lines[line].lstrip().startswith("{:") and (line == 0 or not page.lines[line - 1].strip()):
        return page.lines[line]
    return ""


def _referenced(page: Page, label: str) -> bool:
    mark = f"[^{label}]"
    return any(
        mark in block.token.content and not block.footnote and any(t.type == "footnote_ref" for t in page.inline(block))
        for block in page.blocks
    )


# -- views -----------------------------------------------------------------------------------------

_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_MARK = re.compile(_OPEN + r"(\d+)" + _CLOSE)


def _unseen(page: Page, candidates: list[Block]) -> dict[int, tuple[Standing, str]]:
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
    tokens = _with_footnotes_last(page.tokens)

    def rendered(tokens: list[Token]) -> str:
        return str(page.parser.renderer.render(tokens, page.parser.options, page.env))

    first = rendered(tokens)
    yield first
    if re.search("noscript", first, re.IGNORECASE):  # a browser that runs scripts takes its content as text
        yield re.sub("(?i)noscript", "noembed", first)
    if any(token.type == "table_open" for token in tokens):  # CommonMark has no tables
        yield rendered([t.copy(tag="p", type="paragraph" + t.type[t.type.rfind("_") :]) if t.type in _CELLS else t for t in tokens if t.type not in _ROWS])
    if "\\<" in page.body:  # Python-Markdown does not let a backslash take away the meaning of "<"
        yield rendered([t.copy(children=_unescaped(t.children)) if t.children else t for t in tokens])


_CELLS = ("td_open", "td_close", "th_open", "th_close")
_ROWS = ("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close")


def _unescaped(children: list[Token]) -> list[Token]:
    """Return inline tokens in which an escaped "<" and what follows it is raw HTML."""
    raw = False
    found: list[Token] = []
    for child, after in zip(children, [*children[1:], None], strict=True):
        if child.type == "text_special" and child.markup == "\\<":
            raw = bool(after and re.match(r"[a-zA-Z/]", after.content))
        found.append(child.copy(type="html_inline") if raw and child.type in ("text", "text_special") and _OPEN not in child.content else child)
    return found


def _marked(child: Token, index: int) -> Token:
    if child.type in ("text", "text_special") and child.content.strip():
        return child.copy(type="text", content=f"{_OPEN}{index}{_CLOSE}")
    return child


def _with_footnotes_last(tokens: list[Token]) -> list[Token]:
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


_AT_MARGIN = re.compile(r" {0,3}<")
_TAG_IN_FENCE = re.compile(r" {0,3}<[a-zA-Z/?]")
_TAG_OR_COMMENT_IN_FENCE = re.compile(r" {0,3}<[a-zA-Z/?!]")


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
        elif token.type == "inline" and token.children and token.content.startswith("<"):
            if all(c.type == "html_inline" or not c.content.strip() for c in token.children):
                yield "".join(c.content for c in token.children)


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


_KEPT_BACKSLASH = re.compile(r"\\[^\\`*_{}\[\]()>#+.!-]|\\$", re.MULTILINE)


def _in_raw_html(page: Page, texts: Sequence[str]) -> list[Sighting]:
    """Return where an element of an HTML block, painted, says one of `texts`."""
    for token in page.tokens:
        if token.type == "inline" and "<" not in token.content:
            token.children = []
    rendered = page.parser.renderer.render(_with_footnotes_last(page.tokens), page.parser.options, page.env)
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


def contradictions(body: str) -> Iterator[tuple[int, str]]:
    """Yield the line (0-based) and the words of each block that says the post was made without AI."""
    if not wording.may_contradict(body):
        return
    for block in read(body).blocks:
        if wording.may_contradict(block.token.content) and (said := wording.contradiction(block.token.content)):
            yield block.first, said
