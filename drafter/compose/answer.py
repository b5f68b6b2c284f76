"""From what a model answered to a post: refuse what is none, take off what is wrapped around it.

Everything here is data from outside. An answer passes four gates (finished, not empty, not a web page,
not a refusal), then loses its wrapping, each layer with a notice: thinking aloud, chatter, a code fence
around the whole, a head of its own, a disclaimer of its own. Every step is linear in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import NamedTuple

from drafter.compose import chatter, wrapping
from drafter.errors import ComposerError
from drafter.model import Completion

_AGAIN = "run it again"
_ROOM = "raise max_tokens in the prompt's head, ask for less, or choose another model"

# Why an answer is no post, by its finish_reason. Composers translate their endpoint's word for "complete"
# into "stop"; the words after the blank line are their own, for answers that broke off on the way.
REFUSED: Mapping[str, tuple[str, str]] = {
    "length": ("the answer was cut off at the token limit", _ROOM),
    "max_tokens": ("the answer was cut off at the token limit", _ROOM),
    "model_length": ("the answer was cut off: the model's context is full", _ROOM),
    "content_filter": ("the endpoint's content filter stopped the answer", "change the notes or the model"),
    "tool_calls": ("the model called a tool instead of writing", "choose another model or prompt"),
    "function_call": ("the model called a tool instead of writing", "choose another model or prompt"),
    "": ("the answer ended without saying that it is complete", _AGAIN),

    "refusal": ("the model refused to write the post", "change the notes, the prompt or the model"),
    "timeout": ("the answer was not complete when the time was up", "raise --timeout"),
    "connection": ("the connection broke before the answer was complete", _AGAIN),
    "error": ("the endpoint reported an error before the answer was complete", _AGAIN),
}  # fmt: skip

_MAX_TITLE, _MAX_DESCRIPTION, _MAX_TAG, _MAX_TAGS = 200, 400, 60, 20
_SHORT = 700  # characters; a refusal is a paragraph, a post that quotes one is longer

_ESCAPES = re.compile(r"\x1b\[[0-9;:?<=>!]{0,64}[ -/]{0,8}[@-~]|\x1b\][^\x07\x1b\n]{0,4096}(?:\x07|\x1b\\)")
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # C0 (but tab and newline), DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # bidirectional controls
    "\u200b\u2060\ufeff\U000e0000-\U000e007f]"  # invisible: zero width, byte-order mark, tags
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>\n]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_UNDERLINE = re.compile(r" {0,3}=+[ \t]*\Z")  # makes the line above a heading of level 1
_INLINE = re.compile(r"\*\*|__|`|(?<!\w)[*_]|[*_](?!\w)")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\s]{0,500}\)")


class Answer(NamedTuple):
    """A post as a model wrote it, unwrapped; `notices` say what was taken off.

    `title`, `description` and `tags` are single lines of plain text, "" or () where the model gave none;
    `body` is Markdown that ends in one newline.
    """

    title: str
    description: str
    tags: tuple[str, ...]
    body: str
    notices: tuple[str, ...] = ()


def clean(text: str) -> str:
    """Return `text` with line feeds alone, without escape sequences, control and invisible characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return _SURROGATES.sub("\ufffd", _CONTROLS.sub("", _ESCAPES.sub("", text)))


def line(text: str, limit: int) -> str:
    """Return `text` cleaned, on one line, and at most `limit` characters long."""
    text = " ".join(clean(text[: 4 * limit + 200]).split())
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def read(completion: Completion, disclaimers: Collection[str] = ()) -> Answer:
    """Return the post in `completion`.

    `disclaimers` are the site's own sentences: one that the model wrote is taken out, because code puts
    it in. Raises ComposerError for an answer that is no post: unfinished, empty, a refusal, a web page.
    """
    _refuse_unfinished(completion)
    notices: list[str] = []
    text = clean(completion.text).strip("\n")
    text = wrapping.without_thoughts(text, notices)
    if not text.strip():
        raise ComposerError("the answer is empty", "run it again, or choose another model")
    _refuse_page(text)
    _refuse_refusal(text)
    head = wrapping.Head()
    for _ in range(2):  # layers come in any order: a head before the fence, chatter before the head
        text = wrapping.without_fence(text, notices)
        text = wrapping.without_chatter(text, notices)
        text = wrapping.without_head(text, head, notices)
    if wrapping.is_fence_open(text):
        raise ComposerError("the answer is cut off: its last code fence is never closed", _AGAIN)
    own, text = text, _without_disclaimers(text, disclaimers)
    if text != own:
        notices.append("the model's own copy of the disclaimer was removed; it is put in by code")
    title, body = _title(text.strip("\n"))
    if not body.strip():
        raise ComposerError("the answer has no text besides its title", "run it again, or choose another model")
    _refuse_page(body)
    _refuse_refusal(body)
    return Answer(
        title or _plain(head.title, _MAX_TITLE), _plain(head.description, _MAX_DESCRIPTION),
        _tags(head.tags), body.strip("\n").rstrip() + "\n", tuple(dict.fromkeys(notices)),
    )  # fmt: skip


def _refuse_unfinished(completion: Completion) -> None:
    reason = completion.finish_reason
    if reason == "stop" and not completion.error:
        return
    unknown = f"the answer ended with the unknown finish_reason {line(reason, 40)!r}", _AGAIN
    message, hint = REFUSED.get(reason, unknown)
    if reason == "length" and not completion.text.strip():
        message = "the model used up its token limit before it wrote anything"
    raise ComposerError(completion.error or message, hint)


def _refuse_page(text: str) -> None:
    if _WEB_PAGE.match(text):
        raise ComposerError(
            "the answer is a web page, not a post", "check the base URL; a login page may be in between"
        )


def _refuse_refusal(text: str) -> None:
    if len(text) <= _SHORT and chatter.is_refusal(text):
        raise ComposerError(f"the model refused: {line(text, 120)}", REFUSED["refusal"][1])


def _title(text: str) -> tuple[str, str]:
    """Split a first heading of level 1 from `text`: (plain title, the rest)."""
    first, _, rest = text.partition("\n")
    if first.startswith(("# ", "#\t")):
        bare = first[1:].strip()
        closed = bare.rstrip("#")
        return _plain(closed if closed[-1:] in ("", " ", "\t") else bare, _MAX_TITLE), rest
    second, _, after = rest.partition("\n")
    if first[:1].isalnum() and _UNDERLINE.match(second):
        return _plain(first, _MAX_TITLE), after
    return "", text


def _plain(text: str, limit: int) -> str:
    return line(_INLINE.sub("", _LINK.sub(r"\1", text[: 4 * limit + 200])), limit)


def _tags(tags: Collection[str]) -> tuple[str, ...]:
    plain = (_plain(tag, _MAX_TAG).lstrip("#").strip(" \"',[]") for tag in list(tags)[:100])
    return tuple(dict.fromkeys(tag for tag in plain if tag))[:_MAX_TAGS]


def _without_disclaimers(text: str, disclaimers: Collection[str]) -> str:
    """Return `text` without the lines and paragraphs that say one of `disclaimers`; itself when none does."""
    wanted = {_said(each) for each in disclaimers} - {""}
    if not wanted:
        return text
    kept, found = [], False
    for paragraph, is_code in wrapping.paragraphs(text):
        if not is_code and _said(paragraph) in wanted:
            found = True
            continue
        lines = paragraph.split("\n")
        rest = lines if is_code else [each for each in lines if _said(each) not in wanted]
        found = found or len(rest) < len(lines)
        kept.append("\n".join(rest))
    return "\n\n".join(each for each in kept if each.strip()) if found else text


def _said(text: str) -> str:
    """Return what `text` says to a reader, without markup, case and typography."""
    text = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    return " ".join(re.sub(r"[*_`~>#\"“”„«»]", "", text).split())
