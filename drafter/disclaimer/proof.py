"""The fast path: a proof that the sentence is visible, or no opinion. Never a wrong yes.

The proof is short enough to be checked by reading it. The sentence stands alone between blank lines at the left
margin, so every list, quotation and paragraph above it has ended. What could still hide it is left open above
it (code, HTML, a comment, a template), or changes the whole page (a style, a script): where the text has none
of these, or only ones that are plainly closed, the sentence is seen.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from drafter.disclaimer import engines, wording

_WRAPS = ("", "*", "_", "**", "__")
_OPENER = re.compile(r"\n {0,3}(`{3,}|~{3,}|<)")
_WALKED = re.compile(r"\n[ \t>*+-]*(?:\d+[.)] *)?(?:```|~~~)")
_TAG = re.compile(r"<(?![ \t\n\d=<])[^>]*>?")
_VALUE = r"(?:\"[^\"<>`]*\"|'[^'<>`]*'|[^\s\"'<>=`]+)"
_ATTRIBUTE = (
    rf"(?:\s+(?:src|alt|width|height|class|id|href|title|loading|allowfullscreen|frameborder|allow|align|"
    rf"start|colspan)(?:={_VALUE})?)"
)
_BOXES = r"figure|figcaption|hr|iframe|details|summary|div|aside|section|article|center"
_BLOCK = rf"{_BOXES}|img|br"
_BOX = re.compile(rf"</?(?:{_BOXES})\b")
_SAFE_TAG = re.compile(
    rf"<(?:(?:{_BLOCK}|kbd|sup|sub){_ATTRIBUTE}*\s*/?|/(?:{_BLOCK}|kbd|sup|sub)\s*|https?://[^\s<>\"`]+)>"
)

_SHORTCODE = re.compile(r"^\{\{<[^{}<>\n]*>\}\}$", re.MULTILINE)  # alone on its line


def proves(body: str, texts: Sequence[str]) -> tuple[int, int, str] | None:
    """Return the start and end of a sentence of `texts` that is surely seen, and the sentence; None: not known.

    `body` has LF line ends.
    """
    if "{{" in body:  # Liquid takes Hugo's shortcodes out, and what stood around them may then come together
        bare = _SHORTCODE.sub("", body)
        if "{{" in bare or proves(bare, texts) is None:
            return None
    for wanted in texts:
        if "{" in wanted or not wanted.strip() or wanted != wanted.strip():
            continue
        at = body.find(wanted)
        while at >= 0:
            place = _alone(body, at, at + len(wanted))
            if place:
                clear = _clear(body, *place, at + len(wanted))
                return (at, at + len(wanted), wanted) if clear else None
            at = body.find(wanted, at + 1)
    return None


def _alone(body: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the block around the sentence when it is a paragraph of one line, perhaps quoted or emphasised."""
    first = body.rfind("\n", 0, start) + 1
    last = body.find("\n", end)
    last = len(body) if last < 0 else last
    before, after = body[first:start], body[end:last].rstrip(" ")
    if before.removeprefix("> ") not in _WRAPS or after != before.removeprefix("> "):
        return None
    if first and not body.endswith("\n\n", 0, first) and body[:first].strip():
        return None
    if last < len(body) and not body.startswith("\n\n", last) and body[last:].strip():
        return None
    return first, last


def _clear(body: str, first: int, last: int, end: int) -> bool:
    """Tell whether nothing before or after the block can hide it, take it back or contradict it."""
    above, below = body[:first], body[last:]
    nearest = above.rstrip()[-1000:]
    if nearest.endswith((":", ",", "…", "...", "：")) or wording.taken_back(below):
        return False
    if nearest.endswith("-->") and ":\n\n<!--" in nearest:
        return False
    if "{:" in nearest[nearest.rfind("\n") + 1 :]:  # kramdown keeps an attribute list for the next block
        return False
    if wording.may_contradict(above) or wording.may_contradict(below):
        return False
    if "{%" in body:
        return False  # a template engine may leave another text than this one
    if engines.covering(body, first, end):
        return False
    if "<" not in body:
        return ("```" not in above and "~~~" not in above) or _walk(above)
    return _known_tags(body) and _walk(above)


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
        elif not _SAFE_TAG.fullmatch(tag[0]):
            return False
    return True


def _walk(above: str) -> bool:
    """Tell whether every fence, comment and HTML block above the sentence is plainly closed there."""
    text = "\n" + above
    at, details, boxes = 0, 0, 0
    if len(_WALKED.findall(text)) != len(re.findall(r"\n {0,3}(?:```|~~~)", text)):
        return False  # a fence in a list or a quotation
    while found := _OPENER.search(text, at):
        mark = found[1]
        if mark != "<":
            line_end = text.find("\n", found.end())
            if line_end < 0 or "`" in text[found.end() : line_end] or found[0][1] == " ":
                return False
            close = re.compile(r"\n" + mark[0] + "{" + str(len(mark)) + r",} *(?=\n)").search(text, line_end)
            if close is None or re.search(r"(?m)^ {1,3}(?:```|~~~)", text[line_end : close.start()]):
                return False
            at = close.end()
        elif text.startswith("<!--", found.end() - 1):
            close_at = text.find("-->", found.end() + 3)
            if close_at < 0 or found[0][1] == " ":
                return False
            at = text.find("\n", close_at)
            if text[close_at + 3 : at].strip():
                return False
        else:
            stop = text.find("\n\n", found.end())
            chunk = text[found.end() - 1 : len(text) if stop < 0 else stop]
            boxes += len(_BOX.findall(chunk))
            step = _html_chunk(chunk)
            if step is None:
                return False
            details += step
            if details < 0 or details > 1:
                return False
            at = found.end() + len(chunk) - 1
    # a box that opens inside a paragraph, or in code, wants a closer look
    return details == 0 and boxes == len(_BOX.findall(text)) and not _dangling(text)


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


_INLINE_COMMENT = re.compile(r"<!--(?:(?!-->)[^\n])*(?:-->)?")


def _dangling(text: str) -> bool:
    """Tell whether a comment inside a line is left open."""
    return any(
        not found[0].endswith("-->") for found in _INLINE_COMMENT.finditer(text) if text[found.start() - 1] != "\n"
    )
