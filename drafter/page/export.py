"""A post for a site that takes no files: HTML to paste or to upload, or plain text.

The body is CommonMark with tables, struck text and footnotes. Nothing comes out that the editor of a site would
strip, or that acts: no classes, no styles, no script but the JSON-LD, and of raw HTML a few harmless tags alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from drafter import keys, sites
from drafter.keys import text_of
from drafter.model import Draft
from drafter.page import escape
from drafter.settings import Settings

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Form = Literal["html", "fragment", "text"]

_KEPT_TAGS = frozenset(("<br>", "<br/>", "<br />", "<sub>", "</sub>", "<sup>", "</sup>"))
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
# https://schema.org/IPTCDigitalSourceEnumeration has a name of its own for each IPTC term; these are ours
_SCHEMA_TERMS = frozenset(("trainedAlgorithmicMedia", "compositeWithTrainedAlgorithmicMedia", "algorithmicMedia"))
_FOOTNOTES = {  # the plugin's own have classes and links that only work in the page they were made for
    "footnote_block_open": "<hr>\n<ol>\n", "footnote_block_close": "</ol>\n",
    "footnote_open": "<li>", "footnote_close": "</li>\n", "footnote_anchor": "",
}  # fmt: skip


@dataclass(slots=True)
class Copy:
    """A post parsed for export, and what its writer has to know about it."""

    draft: Draft
    language: str
    settings: Settings
    title: str = ""
    tokens: list[Token] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    @property
    def byline(self) -> str:
        """Who wrote it, as readers see it: with the tool where one had a part."""
        return text_of(self.draft.meta.get("ai_byline")).strip() or ", ".join(_people(self.draft))


def read(draft: Draft, language: str, settings: Settings) -> Copy:
    """Parse `draft`, which is written in `language`, for `render`."""
    copy = Copy(draft, escape.language(language), settings, _clean(text_of(draft.meta.get("title"))).strip())
    copy.tokens = _parser().parse(_clean(draft.body))
    _take_title(copy)
    shift = bool(copy.title) and any(token.tag == "h1" for token in copy.tokens)
    for token in copy.tokens:
        if shift and token.type.startswith("heading_"):
            token.tag = f"h{min(int(token.tag[1]) + 1, 6)}"
        _tidy(token, copy, draft.body_line + (token.map or [0])[0])
    return copy


def render(copy: Copy, form: Form) -> str:
    """Return the post as a page (`html`), as what belongs inside one (`fragment`), or as plain text."""
    if form == "text":
        return "\n\n".join(_text(copy)) + "\n"
    parser = _parser()
    body = f"<h1>{escape.html(copy.title)}</h1>\n" if copy.title else ""
    body += f"<p>{escape.html(copy.byline)}</p>\n" if copy.byline else ""
    body += str(parser.renderer.render(copy.tokens, parser.options, {}))
    data = json.dumps(linked_data(copy), indent=2).replace("<", "\\u003c")
    script = f'<script type="application/ld+json">\n{data}\n</script>\n'
    if form == "fragment":
        return body + script
    level = escape.html(text_of(copy.draft.meta.get("ai_disclosure")))
    meta = f'<meta name="ai-disclosure" content="{level}">\n' if level else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{copy.language}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape.html(copy.title or copy.draft.path)}</title>\n{meta}{script}</head>\n"
        f"<body>\n<article>\n{body}</article>\n</body>\n</html>\n"
    )


def linked_data(copy: Copy) -> Mapping[str, object]:
    """The post as a schema.org BlogPosting. Its authors are people; the tool is in the credit and the source type."""
    meta, preset = copy.draft.meta, sites.PRESETS[copy.settings.site]
    tags = meta.get("tags")
    source = text_of(meta.get("ai_source_type"))
    term = source.rpartition("/")[2]
    known = [f"https://schema.org/{term[0].upper()}{term[1:]}DigitalSource"] if term in _SCHEMA_TERMS else []
    found: dict[str, object] = {
        "headline": copy.title,
        "description": text_of(meta.get(preset.key("description"))),
        "inLanguage": copy.language,
        "datePublished": text_of(meta.get(preset.key("date"))),
        "author": [{"@type": "Person", "name": name} for name in _people(copy.draft)],
        "editor": _named("Person", text_of(meta.get("reviewed_by"))),
        "publisher": _named("Organization", copy.settings.organisation),
        "creditText": text_of(meta.get("ai_byline")),
        "keywords": [text_of(tag) for tag in tags[:100]] if isinstance(tags, list) else text_of(tags),
        "digitalSourceType": [*known, source] if source else "",
    }
    return {"@context": "https://schema.org", "@type": "BlogPosting", **{k: v for k, v in found.items() if v}}


def _named(kind: str, name: str) -> Mapping[str, str]:
    return {"@type": kind, "name": name} if name else {}


def _people(draft: Draft) -> list[str]:
    """The authors that the front matter names, less those that are tools."""
    told = [name.strip() for key in ("author", "authors") for name in keys.names(draft.meta.get(key))]
    tool = text_of(draft.meta.get("ai_tool"))
    return [name for name in dict.fromkeys(told) if name and not keys.names_tool(name, tool)]


# -- the body --------------------------------------------------------------------------------------


def _clean(text: str) -> str:
    """`text` without the characters that the review page shows as replaced."""
    return escape.clean(text).replace("\ufffd", "")


def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    parser = MarkdownIt("commonmark", {"xhtmlOut": False}).enable(["table", "strikethrough"]).use(footnote_plugin)
    for name, html in _FOOTNOTES.items():
        parser.add_render_rule(name, lambda self, *given, html=html: html)
    parser.add_render_rule("footnote_ref", lambda self, tokens, at, *given: f"<sup>{_number(tokens[at])}</sup>")
    return parser


def _number(token: Token) -> int:
    return int(token.meta["id"]) + 1


def _take_title(copy: Copy) -> None:
    """Take a first heading of level 1 out of the body where it is the title."""
    first = copy.tokens[:3]
    if len(first) == 3 and first[0].tag == "h1":
        said = "".join(_words(first[1].children or []))
        if not copy.title or said.strip() == copy.title:
            copy.title = said.strip()
            del copy.tokens[:3]


def _tidy(token: Token, copy: Copy, line: int) -> None:
    """Take out of a token what a site's editor would strip, and note what the writer has to see to."""
    token.attrs = {key: value for key, value in token.attrs.items() if key in ("href", "src", "alt", "title", "start")}
    token.info = ""  # a code block's language would become a class
    place = f"{copy.draft.path}:{line}"
    if token.type in ("html_inline", "html_block"):
        tag = token.content.strip()
        token.content = tag.lower() if tag.lower() in _KEPT_TAGS else ""
        comment = tag.startswith("<!--") and tag.find("-->") == len(tag) - 3
        if not (token.content or comment or tag.startswith("</")):
            copy.notices.append(f"{place}: raw HTML is left out: {tag.split(chr(10))[0][:60]}")
    for key, what in (("src", "picture"), ("href", "link")):
        address = str(token.attrs.get(key, ""))
        if address and not _ADDRESS.match(address):
            todo = "upload it and put its new address in" if what == "picture" else "write its whole address"
            copy.notices.append(f"{place}: the {what} {address[:100]} is relative: {todo}")
    for child in token.children or []:
        _tidy(child, copy, line)


# -- plain text ------------------------------------------------------------------------------------


def _text(copy: Copy) -> Iterator[str]:
    """The post's blocks as plain text: for sites that know neither HTML nor Markdown."""
    yield from (text for text in (copy.title, copy.byline) if text)
    marks: list[str] = []  # of the lists and quotations around a block: "- ", "3. ", "> "
    counts: list[int] = []
    run: list[str] = []  # lines of a list or table, which stand together
    for at, token in enumerate(copy.tokens):
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            counts.append(int(token.attrs.get("start", 1)) if kind[0] == "o" else 0)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            counts.pop()
        elif kind == "list_item_open":
            marks.append(f"{counts[-1]}. " if counts[-1] else "- ")
            counts[-1] += bool(counts[-1])
        elif kind == "footnote_open":
            marks.append(f"{_number(token)}. ")
        elif kind == "blockquote_open":
            marks.append("> ")
        elif kind in ("list_item_close", "blockquote_close", "footnote_close"):
            marks.pop()
        elif kind in ("inline", "fence", "code_block"):
            said = "".join(_words(token.children)) if token.children is not None else token.content.rstrip("\n")
            cell = at > 0 and copy.tokens[at - 1].tag in ("td", "th")
            if cell and run and copy.tokens[at - 2].type != "tr_open":
                run[-1] += f" | {said}"
            elif said.strip():
                run.append(_marked(said, marks))
        if run and not marks and not counts and copy.tokens[at].level == 0 and kind != "table_open":
            yield "\n".join(run)
            run.clear()


def _marked(said: str, marks: list[str]) -> str:
    """`said` below its marks; of a list's item only the first block carries its mark."""
    first = "".join(marks)
    marks[:] = [mark if mark == "> " else " " * len(mark) for mark in marks]
    return first + said.replace("\n", "\n" + "".join(marks))


def _words(tokens: Sequence[Token]) -> Iterator[str]:
    """Inline Markdown as plain text; the target of a link stands behind it where its text doesn't say it."""
    said, target = "", ""
    for token in tokens:
        kind, piece = token.type, token.content
        if kind == "hardbreak" or (kind == "html_inline" and piece.startswith("<br")):
            piece = "\n"
        elif kind == "softbreak":
            piece = " "
        elif kind in ("image", "html_inline"):
            piece = ""
        elif kind == "footnote_ref":
            piece = f"[{_number(token)}]"
        elif kind == "link_open":
            said, target = "", str(token.attrs.get("href", ""))
        elif kind == "link_close" and target.removeprefix("mailto:") != said:
            piece = f" ({target})"
        said += piece
        yield piece
