"""Feeds of a built site: RSS 2.0 and 1.0, Atom (RFC 4287), JSON Feed 1 and 1.1."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Item:
    """What a feed says about one post: `content` is what a feed reader shows of it, as HTML, "" for nothing."""

    feed: str
    title: str
    link: str
    content: str


def is_feed(start: bytes) -> bool:
    """Whether a file that begins so looks like a feed; a sitemap or a search index does not."""
    return any(mark in start for mark in (b"<rss", b"<feed", b"<rdf:RDF", b"jsonfeed.org/version"))


def read(name: str, data: bytes) -> list[Item] | None:
    """The items of the feed in `data`; None for one that can't be read. Entities of its own are refused."""
    try:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
            return list(_json(name, data))
        if b"<!ENTITY" in data:
            return None
        return list(_xml(name, ElementTree.fromstring(data)))
    except (ValueError, RecursionError, ElementTree.ParseError, LookupError):
        return None


def _json(name: str, data: bytes) -> Iterator[Item]:
    items = json.loads(data).get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, Mapping):
            title, link, page, text, summary = (
                value if isinstance(value := item.get(key), str) else ""
                for key in ("title", "url", "content_html", "content_text", "summary")
            )
            yield Item(name, title, link, page or html.escape(text) or html.escape(summary))


def _xml(name: str, root: ElementTree.Element) -> Iterator[Item]:
    for element in root.iter():
        if _local(element) in ("item", "entry"):
            parts: dict[str, str] = {}
            for child in element:
                tag = _local(child)
                if tag == "link" and child.get("rel", "alternate") == "alternate":
                    parts.setdefault(tag, child.get("href") or (child.text or "").strip())
                elif tag in ("title", "guid", "id"):
                    parts.setdefault(tag, "".join(child.itertext()).strip())
                elif tag in ("encoded", "content", "description", "summary"):
                    parts.setdefault(tag, _html(child))
            shown = next((parts[tag] for tag in ("encoded", "content", "description", "summary") if parts.get(tag)), "")
            link = parts.get("link") or parts.get("guid") or parts.get("id") or ""
            yield Item(name, html.unescape(parts.get("title", "")), link, shown)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _html(element: ElementTree.Element) -> str:
    """The HTML that an element holds: as its text, or as elements (Atom's type `xhtml`)."""
    if element.get("type") == "text":
        return html.escape("".join(element.itertext()))
    if not len(element):
        return (element.text or "").strip()
    for child in element.iter():
        child.tag = _local(child)
    return "".join(ElementTree.tostring(child, "unicode", method="html") for child in element)
