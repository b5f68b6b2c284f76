"""The fast path: a proof that the sentence is visible, or no opinion. Never a wrong yes.

The proof is short enough to be checked by reading it. The sentence stands alone between blank lines at the left
margin, so every list, quotation and paragraph above it has ended. What could still hide it is left open above
it (code, HTML, a comment, a template), or changes the whole page (a style, a script): where the text has none
of these, or only ones that are plainly closed, the sentence is seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from drafter.disclaimer import denial
from drafter.patterns import pattern

_WRAPS = ("", "*", "_", "**", "__")
_LONGEST_LEAD = len("> **")
_SOMETHING = pattern(r"\S")
_LEADS = " \t>*+-.)0123456789"
_WIDE = 200  # characters before a mark, in which its line begins or it is surely inside the text of one
_LEADS_FENCE = pattern(r"[ \t>*+-]*(?:\d+[.)] *)?")  # of a list or a quotation
_MARKS_AHEAD = pattern(r"^\W+")  # such as a rule or a container's; a template that goes may leave them with the text
_COUNTED = pattern(r"^[\s>*+-]*\d+[.)]\s")  # an item of a list
_FENCE = pattern(r"\n {0,3}(?:```|~~~)")
_NO_MORE = pattern(r" *\n")
_PLAIN_INFO = pattern(r"(?:```|~~~)\w*\n")  # a fence that every engine takes for one
_TAG = pattern(r"<(?![ \t\n\d=<])[^>]*>?")
_VALUE = r"(?:\"[^\"<>`]*\"|'[^'<>`]*'|[^\s\"'<>=`]+)"
_ATTRIBUTE = (
    rf"(?:\s+(?:src|alt|width|height|class|id|href|title|loading|allowfullscreen|frameborder|allow|align|"
    rf"start|colspan)(?:={_VALUE})?)"
)
_BOXES = r"figure|figcaption|hr|iframe|details|summary|div|aside|section|article|center"
_BLOCK = rf"{_BOXES}|img|br"
_BOX = pattern(rf"</?(?:{_BOXES})\b")
_SAFE_TAG = pattern(
    rf"<(?:(?:{_BLOCK}|kbd|sup|sub){_ATTRIBUTE}*\s*/?|/(?:{_BLOCK}|kbd|sup|sub)\s*|https?://[^\s<>\"`]+)>"
)

_SHORTCODE = pattern(r"\n\{\{<[^{}<>\n]*>\}\}(?=\n|\Z)")  # alone on its line, with the line feed before it


def proves(body: str, texts: Sequence[str]) -> tuple[int, int, str] | None:
    """Return the start and end of a sentence of `texts` that is surely seen, and the sentence; None: not known.

    `body` has LF line ends.
    """
    if "{" in body and "{{" in body:  # Liquid takes shortcodes out, and what stood around them may come together
        bare = _SHORTCODE.sub("\n", "\n" + body)[1:]
        if "{{" in bare or proves(bare, texts) is None:
            return None
    tries = 3  # a copy that is hidden, as in code, may stand before one that is seen
    for wanted in texts:
        if "{" in wanted or not wanted.strip() or wanted != wanted.strip():
            continue
        at = body.find(wanted)
        while at >= 0:
            place = _alone(body, at, at + len(wanted))
            if place and _clear(body, *place, at + len(wanted), wanted):
                return at, at + len(wanted), wanted
            tries -= place is not None
            at = body.find(wanted, at + 1) if tries else -1
    return None


def _alone(body: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the block around the sentence when it is a paragraph of one line, perhaps quoted or emphasised."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    last = len(body) if last < 0 else last
    if start - first > _LONGEST_LEAD:  # without a copy of the line, which may hold the sentence a thousand times
        return None
    wrap = body[first:start].removeprefix("> ")
    if wrap not in _WRAPS or body[end:last].rstrip(" ") != wrap:
        return None
    if first and not body.endswith("\n\n", 0, first) and _SOMETHING.search(body, 0, first):
        return None
    if last < len(body) and not body.startswith("\n\n", last) and _SOMETHING.search(body, last):
        return None
    return first, last


def _clear(body: str, first: int, last: int, end: int, wanted: str) -> bool:
    """Tell whether nothing before or after the block can hide it, take it back or contradict it."""
    above, below = body[:first], body[last:]
    nearest = above[-1000:].rstrip()
    if _introduces(nearest) or _may_be_taken_back(below[:2000].lstrip()):
        return False
    if "{:" in nearest[nearest.rfind("\n") + 1 :]:  # kramdown keeps an attribute list for the next block
        return False
    if "{" in body and "{%" in body:
        return False  # a template engine may leave another text than this one
    rest = f"\n{above}\n{below}"
    if denial.may_contradict(rest) and (
        wanted not in rest or denial.may_contradict(denial.without_copies(rest, wanted))
    ):
        return False
    if "<" in body and not _known_tags(body):
        return False
    above = "\n" + above
    plain = _walk(above)
    if plain is None:
        return False
    if "{{" in above and "{{</" not in body and "{{< /" not in body:  # `proves` looked: none of them holds anything
        above = _SHORTCODE.sub("\n", above)
    beyond = beyond_markdown(above)
    if plain and not beyond:
        return True
    from drafter.disclaimer import engines  # seldom needed

    return engines.covering(body, first, end) is None if beyond else not engines.in_code(body, first, end)


_BEYOND = pattern(r"\n(?:[ \t>]*(?::::|///)|import\b|export\b)")


def beyond_markdown(text: str) -> bool:
    """Tell whether a text, which begins with a line feed, may hold what only some engines know, fences aside."""
    return "{" in text or ("$" in text and "$$" in text) or _BEYOND.search(text) is not None


def _introduces(above: str) -> bool:
    """Tell whether the last text above the block, past what is not shown, may make the sentence somebody else's."""
    while above.endswith("-->"):
        above = above[: max(above.rfind("<!--"), 0)].rstrip()
    last = above[above.rfind("\n") + 1 :]
    if last.startswith("[") and "]:" in last:  # what a link leads to, which stands nowhere on the page
        return True
    return above.rstrip("-=# \n").endswith((":", ",", "…", "...", "："))  # without what makes a heading of it


def _may_be_taken_back(below: str) -> bool:
    """Tell whether the first text below the block, past what is not shown, may say that the sentence does not hold."""
    while below.startswith("<!--"):
        close = below.find("-->")
        if close < 0:
            return True
        below = below[close + 3 :].lstrip()
    if below.startswith("[") and "]:" in below:  # what a link leads to, which stands nowhere on the page
        return True
    return denial.taken_back(_MARKS_AHEAD.sub("", _COUNTED.sub("", below)))


def _known_tags(body: str) -> bool:
    """Tell whether every tag of the post, in code too, is a common one whose attributes change nothing."""
    for tag in _TAG.finditer(body):
        if tag[0].startswith("<!--"):
            stop = body.find("-->", tag.start() + 4)
            comment = body[tag.start() : stop + 3]
            if (
                stop < 0
                or comment.startswith(("<!-->", "<!--->"))
                or "--!>" in comment
                or ("<" in comment[1:] and "\n" in comment)
            ):
                return False
        elif not _is_safe(tag[0]):
            return False
    return True


@lru_cache(maxsize=64)  # the posts of a blog have the same few
def _is_safe(tag: str) -> bool:
    return _SAFE_TAG.fullmatch(tag) is not None


def _walk(text: str) -> bool | None:
    """Tell whether every fence, comment and HTML block above the sentence is plainly closed there; None: not so.

    False: they are, but a fence is of a kind that engines read in different ways. `text` begins with a line feed.
    """
    details = boxes = 0
    plain = True
    fence, tilde, tag = _next(text, "```", 0), _next(text, "~~~", 0), _next(text, "<", 0)
    while (at := min(fence, tilde, tag)) < len(text):  # whichever of what may hide what follows comes first
        line = text.rfind("\n", max(at - _WIDE, 0), at) + 1
        indent = text[line or at - _WIDE : at]
        if not line and not indent.strip(_LEADS):
            return None
        if text[at] != "<":
            end = _after_fence(text, at, indent)
            plain = plain and not indent and bool(_PLAIN_INFO.match(text, at))
        elif indent.strip(" ") or len(indent) > 3:
            end = at + 1  # inside a line: `_known_tags` has seen it
        elif text.startswith("<!--", at):
            end = -1 if indent else _after_comment(text, at)
        else:
            stop = text.find("\n\n", at)
            chunk = text[at : len(text) if stop < 0 else stop]
            boxes += len(_BOX.findall(chunk))
            step = _html_chunk(chunk)
            end = -1 if step is None or not 0 <= details + step <= 1 else at + len(chunk)
            details += step or 0
        if end < 0:
            return None
        if fence < end:
            fence = _next(text, "```", end)
        if tilde < end:
            tilde = _next(text, "~~~", end)
        if tag < end:
            tag = _next(text, "<", end)
    # a box that opens inside a paragraph, or in code, wants a closer look
    closed = details == 0 and ("<" not in text or (boxes == len(_BOX.findall(text)) and not _dangling(text)))
    return plain if closed else None


def _next(text: str, mark: str, start: int) -> int:
    """Return where `mark` is next in a text; its length, when it isn't."""
    at = text.find(mark, start) if text.find(mark[0], start) >= 0 else -1  # one letter is found ten times as fast
    return at if at >= 0 else len(text)


def _after_fence(text: str, at: int, indent: str) -> int:
    """Return the end of the fenced code that opens at `at`, or of the backticks in a line; -1: look closer.

    Below a list item the fence is indented, and so is all that it holds: then it ends where the list does, too.
    """
    if indent.strip(" "):
        return -1 if _LEADS_FENCE.fullmatch(indent) else at + 3
    mark = text[at] * 3
    first = text.find("\n", at)
    rest = text[at:first].lstrip(mark[0])
    mark = text[at : first - len(rest)]
    close = text.find(f"\n{indent}{mark}", first) if first > 0 else -1
    if close < 0 or "`" in rest or not _NO_MORE.match(text, close + 1 + len(indent + mark)):
        return -1
    code = text[first:close]
    if not indent:
        return -1 if _FENCE.search(code) else close + 1 + len(mark)
    code = re.sub(r"<!--[^\n<>]*-->", "x", code)  # whole in its line: nothing stays open
    if re.search(r"```|~~~|<|\n(?! *\n|" + indent + ")", f"{code}\n{indent}"):
        return -1
    return close + 1 + len(indent + mark)


def _after_comment(text: str, at: int) -> int:
    """Return the end of the line on which the comment ends that opens at `at`; -1: not there, not alone, or code."""
    close = text.find("-->", at + 4)
    end = text.find("\n", close)
    held = text[at:end]
    code = "```" in held or "~~~" in held
    return end if close > 0 and end > 0 and not code and not text[close + 3 : end].strip() else -1


def _html_chunk(chunk: str) -> int | None:
    """Return how many <details> an HTML block opens less those it closes; None when it needs a closer look."""
    if chunk.startswith("<details>\n<summary>") and chunk.endswith("</summary>") and chunk.count("<") == 3:
        return 1
    if chunk == "</details>":
        return -1
    if "```" in chunk or "~~~" in chunk or "<!--" in chunk or chunk.count("<") != chunk.count(">"):
        return None
    opened: list[str] = []
    for tag in re.finditer(r"<(/?)([a-z]+)\b((?:[^<>\"']|\"[^\"<>]*\"|'[^'<>]*')*)>|<", chunk):
        name = tag[2]
        if name is None or (not tag[1] and name in ("details", "summary")):
            return None
        if tag[1]:
            if not opened or opened.pop() != name:
                return None
        elif name not in ("img", "br", "hr"):
            opened.append(name)
    return 0 if not opened else None


_INLINE_COMMENT = pattern(r"<!--(?:(?!-->)[^\n])*(?:-->)?")


def _dangling(text: str) -> bool:
    """Tell whether a comment inside a line is left open."""
    return any(
        not found[0].endswith("-->") for found in _INLINE_COMMENT.finditer(text) if text[found.start() - 1] != "\n"
    )
