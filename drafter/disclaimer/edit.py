"""Put the sentence into a post, or repair it there, without touching another byte."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from drafter.disclaimer import proof, wording
from drafter.disclaimer.judging import judge
from drafter.disclaimer.verdict import Fix, Position, Verdict
from drafter.model import Draft

_TITLE = re.compile(
    r"(?:[ \t]*(?:\r\n|\r|\n))*(?: {0,3}# [^\r\n]*| {0,3}[^\s#>\-*+<`~|\[{:!=_0-9][^\r\n]*(?:\r\n|\r|"
    r"\n)=+[ \t]*)(?=\r\n|\r|\n|\Z)"
)

_BLANK_END = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r|\n)\Z")


def newline(text: str) -> str:
    """Return the line ending that a text uses, LF for a text of one line."""
    found = re.search(r"\r\n|\r|\n", text)
    return found[0] if found else "\n"


def add(body: str, sentence: str, position: Position = "top") -> str:
    """Return `body` with `sentence` as a paragraph of its own between blank lines.

    At the top it goes under a level-one heading that starts the body. Every other byte stays.
    """
    end = newline(body)
    if position == "bottom":
        kept = body if body.endswith(end) or not body else body + end
        gap = "" if not body.strip() or _BLANK_END.search(kept) else end
        return kept + gap + sentence + end
    title = _TITLE.match(body)
    if title:
        head, rest = body[: title.end()] + end, body[title.end() :]
        rest = rest[len(end) :] if rest.startswith(end) else rest
    else:
        blank = re.match(r"(?:[ \t]*(?:\r\n|\r|\n))*", body)
        cut = blank.end() if blank else 0
        head, rest = body[:cut], body[cut:]
    lead = end if title else ""
    rest = re.sub(r"\A(?:[ \t]*(?:\r\n|\r|\n))+", "", rest) if title and not rest.strip() else rest
    gap = "" if not rest or re.match(r"[ \t]*(?:\r\n|\r|\n)", rest) else end
    return head + lead + sentence + end + gap + rest


def fix(
    draft: Draft, texts: Sequence[str], sentence: str, position: Position = "top", *, raw_html: bool = False,
    verdict: Verdict | None = None,
) -> Fix:  # fmt: skip
    """Return the text of the whole file with the sentence visible, or None and why the file is left alone.

    `verdict`: what `judge` says of the draft, where that is known.

    A copy that is misspelt by invisible or look-alike characters is replaced in place; otherwise a copy is put in.
    Applied to its own result it changes nothing. The byte-order mark is not part of the text.
    """
    verdict = verdict or judge(draft, texts, raw_html=raw_html, position=position)
    if verdict.visible:
        return Fix(None, "the disclaimer is already visible")
    if verdict.standing == "contradicted":
        return Fix(None, verdict.message)
    head = draft.text[: len(draft.text) - len(draft.body)]
    tries = [_replaced(draft, verdict.line, sentence)] if verdict.standing in ("obfuscated", "altered") else []
    tries += [add(draft.body, sentence, p) for p in dict.fromkeys((position, "top"))]
    for body in tries:
        if body is None:
            continue
        text = (head if not head or head.endswith(("\n", "\r")) else head + newline(head)) + body
        after = judge(draft._replace(text=text, body=body), texts, raw_html=raw_html, position=position)
        if after.visible:
            return Fix(text)
    return Fix(None, f"a copy of the disclaimer put at the {position} would not be visible either: {after.message}")


def mendable(body: str, texts: Sequence[str], position: Position) -> bool:
    """Tell quickly whether `fix` would surely put a sentence into a post that lacks it; False: not known."""
    body = body.replace("\r\n", "\n")
    return "\r" not in body and any(proof.proves(add(body, texts[0], p), texts) for p in (position, "top"))


def _replaced(draft: Draft, line: int, sentence: str) -> str | None:
    """Return the body with the paragraph of one line at `line` of the file replaced.

    None when it is not that, or when a word of the writer's would be lost.
    """
    lines = re.split(r"(\r\n|\r|\n)", draft.body)
    at = 2 * (line - draft.body_line)
    if not 0 <= at < len(lines) or not lines[at].strip():
        return None
    around = [lines[i].strip() for i in (at - 2, at + 2) if 0 <= i < len(lines)]
    if any(around) or re.match(r"[ \t>*+#`~<|:!-]|\d+[.)]", lines[at]):
        return None
    if _words(lines[at]) - _words(sentence):
        return None
    lines[at] = sentence
    return "".join(lines)


def _words(text: str) -> set[str]:
    return {word.strip("*_") for word in wording.folded(html.unescape(text)).lower().split()}
