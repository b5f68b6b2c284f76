"""What site generators do to a post beyond Markdown: templates, comments, attribute lists, containers.

Each engine hides in its own way, and a post does not say which engine will publish it, so a sentence that
any of them would take away is not present. Everything here works on source text, in one pass, with the
standard library only. A *span* is a stretch of source that an engine treats as one thing.

Sources: Liquid's and liquidjs' tokenizers, Hugo's shortcode lexer, Nunjucks comments, kramdown's extension,
fence and math patterns, MDX expressions, Python-Markdown's fenced_code, Docusaurus and Pandoc containers.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from drafter.disclaimer import proof
from drafter.patterns import pattern
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.disclaimer.verdict import Standing


class Span(NamedTuple):
    """A stretch of the body that some engine takes out or may take out, and in which way."""

    start: int
    end: int
    standing: Standing
    what: str


HIDING = frozenset(
    "hidden hide hides invisible visuallyhidden visually collapse collapsed collapsible sr offscreen "
    "transparent none noshow "
    "nodisplay spoiler spoilers noprint assistive screenreader unlisted".split()
)
_WORD = pattern(r"[^\W_]+")


def without(text: str, mark: str, stop: str) -> str:
    """Return `text` without the stretches from each `mark` to the `stop` after it, in linear time."""
    kept, at = [], 0
    while (start := text.find(mark, at)) >= 0 and (end := text.find(stop, start + len(mark))) >= 0:
        kept.append(text[at:start])
        at = end + len(stop)
    return "".join([*kept, text[at:]])


CONTAINERS = frozenset(
    "note tip info warning danger caution important success attention hint abstract quote callout notice disclaimer "
    "aside alert admonition error question seealso todo secondary primary box div ai".split()
)


def hiding_class(value: str) -> bool:
    """Tell whether a class (or a list of them) is named after being out of sight.

    >>> hiding_class("note sr-only"), hiding_class("ai-note")
    (True, False)
    """
    return not HIDING.isdisjoint(_WORD.findall(value.lower()))


def covering(body: str, start: int, end: int) -> Span | None:
    """Return the first span of any engine that reaches into `body[start:end]`; `body` has LF line ends."""
    return next((span for span in spans(body, start) if span.start < end and span.end > start), None)


def in_code(body: str, start: int, end: int) -> bool:
    """Tell whether some engine takes `body[start:end]` for fenced code, or for a comment that a fence leaves open."""
    return any(span.start < end and span.end > start for span in _fences(body, start))


def spans(body: str, target: int) -> Iterator[Span]:
    """Yield what engines take out of `body` and what begins before `target`, where the sentence stands."""
    above = body[:target]
    if "```" in above or "~~~" in above:
        yield from _fences(body, target)
    if not proof.beyond_markdown("\n" + above):
        return
    code = Code(body)
    if "{" in above:
        from drafter.disclaimer import templates

        yield from templates.liquid(body, code)
        yield from templates.shortcodes(body)
        yield from templates.pairs(body, "{/*", "*/}", "an MDX comment")
        if "{:" in above:
            yield from _kramdown(body, code)
    yield from _mdx(body, target, code)
    yield from _containers(body, code)
    if "$$" in body:
        yield from _math(body, code)


# -- code ------------------------------------------------------------------------------------------

_FENCE = pattern(r"(?m)^[ \t>*+-]*?(?:\d+[.)] +)?(`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$")


class Code:
    """Where fenced code stands, roughly as CommonMark sees it: enough to leave its braces alone."""

    def __init__(self, body: str) -> None:
        self.spans: list[tuple[int, int]] = []
        self.body = body
        fence, opened = "", 0
        for found in _FENCE.finditer(body):
            mark = found[1]
            if not fence:
                fence, opened = mark, found.start()
            elif mark.startswith(fence) and not body[found.end(1) : found.end()].strip():
                self.spans.append((opened, found.end()))
                fence = ""

    def holds(self, at: int) -> bool:
        """Tell whether offset `at` is inside a closed fence, or in code between backticks on its line."""
        line = self.body.rfind("\n", 0, at) + 1
        return self.fenced(at) or (at - line < 2000 and self.body.count("`", line, at) % 2 == 1)

    def fenced(self, at: int) -> bool:
        """Tell whether offset `at` is inside a closed fence."""
        before = bisect_right(self.spans, (at, len(self.body)))
        return before > 0 and at < self.spans[before - 1][1]


_FENCE_LINE = pattern(r"\n( {0,3})(`{3,}|~{3,})([^\n]*)")
_PM_INFO = pattern(r" *(?:\{.*\}|(?:\.?[\w#.+-]* *)?(?:hl_lines=(?:\"[^\"]*\"|'[^']*') *)?)")
_KRAMDOWN_INFO = pattern(r"[ \t\r\f\v]*(?:[^\s`~]\S*)?[ \t\r\f\v]*")
_LONGEST = 32  # a fence of more marks counts as one of this length


def _fences(body: str, target: int) -> Iterator[Span]:
    """Yield fenced code as Python-Markdown and kramdown see it, where both differ from CommonMark.

    In Python-Markdown only a closing fence of the very same length counts, at the margin, and only some info
    strings. In kramdown a longer one counts, a shorter one if there is no other, and the info string is one word.
    """
    lines = [(m.start(), m[1], m[2], m[3]) for m in _FENCE_LINE.finditer("\n" + body)]
    exact: dict[str, list[int]] = {}
    least: dict[str, list[int]] = {}
    for at, indent, mark, rest in lines:
        if not rest.strip():
            if not indent and not rest.strip(" "):
                exact.setdefault(mark, []).append(at)
            for length in range(3, min(len(mark), _LONGEST) + 1):
                least.setdefault(mark[0] * length, []).append(at)
    python_after = kramdown_after = -1
    kept, shown = [], 0  # the text above without what Python-Markdown takes out as code
    for at, indent, mark, rest in lines:
        if at >= target:
            break
        if at > python_after and not indent and _PM_INFO.fullmatch(rest):
            close = _after(at, [exact.get(mark, [])])
            python_after = max(python_after, close)
            if close > at:
                kept.append(body[shown:at])
                shown = close
            yield Span(
                at, close, "not-rendered", "in a code block, as Python-Markdown (MkDocs, Pelican) reads the fences"
            )
        if at > kramdown_after and _KRAMDOWN_INFO.fullmatch(rest):
            close = _after(at, [least.get(mark[:n], []) for n in range(min(len(mark), _LONGEST), 2, -1)])
            kramdown_after = max(kramdown_after, close)
            yield Span(at, close, "not-rendered", "in a code block, as kramdown (Jekyll) reads the fences")
    rest = "".join([*kept, body[shown:target]])
    above = body[:target]
    if above.rfind("<!--") <= above.rfind("-->") and rest.rfind("<!--") > rest.rfind("-->"):
        yield Span(above.find("<!--"), len(body), "hidden", "in a comment whose end Python-Markdown takes for code")


def _after(at: int, choices: list[list[int]]) -> int:
    """Return the first offset after `at` in the first list that has one, else `at`."""
    for places in choices:
        n = bisect_right(places, at)
        if n < len(places):
            return places[n]
    return at


# -- kramdown, MDX, containers, mathematics --------------------------------------------------------

_EXTENSION = pattern(r"(?m)^[ \t>*+-]*\{::(\w+)[^}]*\}")
_ATTRIBUTES = pattern(r"(?m)^[ \t>*+-]*\{:(?![:/])")
_HARMLESS = pattern(r"\{:\s*(?:[.#][\w-]+\s*)+\}\s*")


def _kramdown(body: str, code: Code) -> Iterator[Span]:
    """Yield kramdown's extensions ({::comment} ... {:/}) and attribute lists that run over lines."""
    after = 0
    open_ended = set[str]()
    for found in _EXTENSION.finditer(body):
        if found.start() < after or found[0].endswith("/}") or found[1] in open_ended:
            continue
        stop = re.compile(r"\{:/(?:" + re.escape(found[1]) + r")?\}").search(body, found.end())
        if stop:
            after = stop.end()
            yield Span(found.start(), after, "not-rendered", f"in kramdown's {{::{found[1]}}}")
        else:
            open_ended.add(found[1])
    after = 0
    for found in _ATTRIBUTES.finditer(body):
        if found.start() < after:
            continue
        close = body.find("}", found.end())
        if close < 0:
            return
        after = close
        if body.find("\n", found.end(), close) >= 0 and not code.holds(found.start()):
            yield Span(found.start(), close + 1, "not-rendered", "in a kramdown attribute list")


def attributes_beside(block: str) -> str:
    """Return the attribute list (kramdown, Python-Markdown) in the source of a block that may hide it, or "".

    Lists of plain classes and ids are harmless unless a class is named after being out of sight.
    """
    if "{:" not in block:
        return ""
    for line in block.split("\n"):
        text = line.lstrip(" \t>*+-")
        if (
            text.startswith("{:")
            and text[2:3] not in (":", "/")
            and not (_HARMLESS.fullmatch(text) and not hiding_class(text))
        ):
            return text.strip()
    return ""


_STATEMENT = pattern(r"(?m)^(?:[ \t>*+-]*\{(?![%{#:/])|(?:import|export)\b)")


def _mdx(body: str, target: int, code: Code) -> Iterator[Span]:
    """Yield JavaScript of MDX that is not finished at the next blank line and may swallow what follows."""
    if not (body.find("}", target) >= 0 or body.find("`", target) >= 0 or body.find("*/", target) >= 0):
        return
    after = 0
    for found in _STATEMENT.finditer(body, 0, target):
        if found.start() < after or code.holds(found.start()):
            continue
        stop = body.find("\n\n", found.start())
        after = stop if 0 <= stop <= target else target
        chunk = body[found.start() : after]
        if chunk.count("{") > chunk.count("}") or chunk.count("`") % 2 or chunk.count("/*") > chunk.count("*/"):
            what = "after code that MDX runs on from: " + " ".join(chunk[:30].split())
            yield Span(found.start(), len(body), "hidden", what)
            return


_CONTAINER = pattern(r"(?m)^[ \t>]*(:{3,}|/{3,})[ \t]*([^\n]*)$")


def _containers(body: str, code: Code) -> Iterator[Span]:
    """Yield :::containers and ///blocks whose kind is not known to be shown open."""
    if ":::" not in body and "///" not in body:
        return
    opened: list[tuple[int, str, str]] = []
    for found in _CONTAINER.finditer(body):
        if code.fenced(found.start(1)):
            continue
        kind = found[2].strip()
        if kind and not kind.strip(":/ \t"):
            kind = ""
        if kind:
            opened.append((found.start(), found[1][0], kind))
        elif opened and opened[-1][1] == found[1][0]:
            start, _, name = opened.pop()
            yield from _container(start, found.end(), name)
    for start, _, name in opened:
        yield from _container(start, len(body), name)


def opens_in_sight(kind: str) -> bool:
    """Tell whether a container of this kind, with its attributes, is known to show what it holds."""
    words = _WORD.findall(kind.lower())
    known = words and words[0] in CONTAINERS and HIDING.isdisjoint(words)
    return bool(known) and not re.search(r"\b(?:style|display|opacity)\b|\bhidden\b", kind, re.IGNORECASE)


def _container(start: int, end: int, kind: str) -> Iterator[Span]:
    if not opens_in_sight(kind):
        yield Span(start, end, "hidden", f"in the container “{kind[:30]}”, which may be closed")


def _math(body: str, code: Code) -> Iterator[Span]:
    after = 0
    for found in re.finditer(r"(?m)^[ >]{0,4}\$\$", body):
        if found.start() < after or code.holds(found.start()):
            continue
        close = body.find("$$", found.end())
        if close < 0:
            return
        after = close + 2
        yield Span(found.start(), after, "hidden", "in a formula between $$ and $$")
