"""A built site as it lies in a folder: its pages and feeds, and what tells which post each of them shows.

Every file is read once and in time linear in its size; of a page only its names and the beginnings of its
blocks are kept. Pages that send readers on at once (aliases) are none. Stylesheets and scripts are not run.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from drafter.errors import DrafterError
from drafter.patterns import pattern
from drafter.rules import feeds

KEY_WORDS = 6  # the beginning of a block by which it is known again
COMMON = 50  # what more pages share tells nothing about one of them
DEEPEST = 400  # elements open at once; Chromium flattens a page at 512
LARGEST = 20_000_000  # bytes of a page or feed
INLINE = frozenset(
    "a abbr b bdi bdo big br cite code data del dfn em font i img input ins kbd label mark nobr path q rp rt ruby"
    " s samp small span strike strong sub sup svg time tt u use var wbr".split()
)
_SILENT = frozenset("script style template noscript textarea".split())
_IMPLIED = frozenset(  # elements without end, or whose end may be left out
    "html head body p li dt dd tr td th thead tbody tfoot colgroup option optgroup rt rp area base br col embed hr"
    " img input link meta source track wbr param".split()
)
_TAG = pattern(r"<(/?)([a-zA-Z][^\s/>]*)")
_WHOLE_TAG = pattern(r"<(/?)([a-zA-Z][^\s/>]*)(?![^<>]{0,2000}/>)")  # less those that end themselves, as in SVG
_WORD = pattern(r"[^\W_]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_PARTS = pattern(r"\s+(?:[-–—|·•:»«/]|::)\s+|\s*\|\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page: its file, its address below the site's root, and by what it is known."""

    file: str  # as given, with forward slashes
    url: str  # such as `posts/prague/`, without leading slash
    titles: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()

    @property
    def slug(self) -> str:
        """The last part of its address, as `slug_of` writes it."""
        return slug_of(self.url)


@dataclass(slots=True)
class Site:
    """The pages and feed items of a folder, found by slug, title and beginnings of blocks."""

    folder: str
    pages: list[Page] = field(default_factory=list)
    items: list[feeds.Item] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    by_mark: Mapping[str, Sequence[int]] = field(default_factory=dict)  # `s:`, `t:` or `k:` and the mark
    items_of: Mapping[str, Sequence[feeds.Item]] = field(default_factory=dict)  # by slug of the link

    def find(self, slugs: Iterable[str], titles: Iterable[str], keys: Iterable[str]) -> list[Page]:
        """The pages that share any of these marks, in the site's order."""
        marks = [f"{kind}:{mark}" for kind, given in zip("stk", (slugs, titles, keys), strict=True) for mark in given]
        return [self.pages[number] for number in sorted({n for mark in marks for n in self.by_mark.get(mark, ())})]


def words(text: str) -> list[str]:
    """The words of a text as two renderings of it share them: no marks, no case, one form of each letter."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return _WORD.findall(text.casefold())


def name(text: str) -> str:
    """A title as it is compared."""
    return " ".join(words(text))


def slug_of(address: str) -> str:
    """The last telling part of a path or URL: a file's name without suffix, or the folder of an index."""
    parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    if parts and re.fullmatch(r"(?:_?index|readme)(?:\.\w+)?", parts[-1], re.IGNORECASE):
        parts.pop()
    return "-".join(words(re.sub(r"\.(?:x?html?|php|md|markdown|mdx|mkd|mdown)$", "", parts[-1]))) if parts else ""


def read(folder: str) -> Site:
    """Read the built site in `folder`. Raises DrafterError when there is no such folder, or no page in it."""
    if not Path(folder).is_dir():
        raise DrafterError(f"{folder}: no such folder", "build the site first, then name the folder it is built into")
    site = Site(folder)
    for path in _files(folder):
        suffix = path.rpartition(".")[2].lower()
        if suffix in ("html", "htm", "xhtml"):
            if page := _page(path, folder, site):
                site.pages.append(page)
        elif suffix in ("xml", "rss", "atom", "json") and feeds.is_feed(_start(path)):
            found = feeds.read(_posix(path), _bytes(path))
            site.items += found or []
            if found is None:
                site.notices.append(f"{_posix(path)}: a feed that can't be read, so not checked")
    if not site.pages:
        hint = "name the folder that the site is built into, such as public or _site"
        raise DrafterError(f"{folder}: no HTML page in it", hint)
    _index(site)
    return site


def _index(site: Site) -> None:
    marks: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(site.pages):
        for mark in (f"s:{page.slug}", *(f"t:{t}" for t in page.titles), *(f"k:{k}" for k in page.keys)):
            marks[mark].append(number)
    site.by_mark = {mark: numbers for mark, numbers in marks.items() if len(numbers) <= COMMON}
    items: dict[str, list[feeds.Item]] = defaultdict(list)
    for item in site.items:
        items[slug_of(item.link)].append(item)
    site.items_of = items


def _files(folder: str) -> Iterator[str]:
    for place, folders, names in os.walk(folder):
        folders.sort()
        yield from (os.path.join(place, name) for name in sorted(names))  # noqa: PTH118 (hot)


def _posix(path: str) -> str:
    return path.replace(os.sep, "/")


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (hot)
            return file.read(LARGEST)
    except OSError:
        return b""


def _start(path: str) -> bytes:
    try:
        with open(path, "rb") as file:  # noqa: PTH123 (hot)
            return file.read(2000)
    except OSError:
        return b""


# -- pages -----------------------------------------------------------------------------------------


def html_of(path: str) -> str:
    """The text of an HTML file in the encoding that it names, UTF-8 where it names none that is known."""
    data = _bytes(path)
    found = _CHARSET.search(data[:2000])
    encoding = found[1].decode("ascii", "replace") if found and not data.startswith(b"\xef\xbb\xbf") else "utf-8-sig"
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("utf-8-sig", "replace")


def tree(html: str) -> LexborHTMLParser | None:
    """The page as a browser repairs it; None when it nests too deeply to be looked at."""
    return None if _deep(html, _TAG) and _deep(html, _WHOLE_TAG) else LexborHTMLParser(html)


def _deep(html: str, tag: re.Pattern[str]) -> bool:
    opened: Counter[str] = Counter()
    depth = 0
    for end, name in tag.findall(html.lower()):
        if name in _IMPLIED:
            continue
        if not end:
            opened[name] += 1
            depth += 1
            if depth > DEEPEST:
                return True
        elif opened[name]:
            opened[name] -= 1
            depth -= 1
    return False


def _page(path: str, folder: str, site: Site) -> Page | None:
    file, url = _posix(path), _posix(os.path.relpath(path, folder))
    url = re.sub(r"(^|/)index\.x?html?$", r"\1", url)
    page = tree(html_of(path))
    if page is None:
        site.notices.append(f"{file}: too deeply nested to be read, so no post's page")
        return None
    if any((e.attributes.get("http-equiv") or "").lower() == "refresh" for e in page.css("meta[http-equiv]")):
        return None
    return Page(file, url, frozenset(_titles(page)), frozenset(key for key, _ in blocks(page)))


def _titles(page: LexborHTMLParser) -> Iterator[str]:
    for element in page.css("title")[:1]:
        text = element.text(deep=True)
        yield from (name(part) for part in (text, *_PARTS.split(text)) if name(part))
    for element in page.css('meta[property="og:title"], meta[name="twitter:title"]')[:2]:
        yield name(element.attributes.get("content") or "")
    for element in page.css("h1")[:20]:
        yield name(element.text(deep=True))


def key_of(given: Sequence[str]) -> str:
    """The mark of a block that begins with these words; "" for fewer than two."""
    return " ".join(given[:KEY_WORDS]) if len(given) > 1 else ""


def blocks(page: LexborHTMLParser) -> Iterator[tuple[str, LexborNode]]:
    """Yield the mark of each block of text of a page, and the text node with which it begins."""
    if page.body is None:
        return
    said: list[str] = []
    first: LexborNode | None = None
    silent = False
    for node in page.body.traverse(include_text=True):
        tag = node.tag or ""
        if tag == "-text":
            if not silent and len(said) < KEY_WORDS and (found := words((node.text_content or "")[:200])):
                first = first or node
                said += found
        elif tag[:1] != "-":
            silent = tag in _SILENT
            if tag not in INLINE:
                if first is not None and (key := key_of(said)):
                    yield key, first
                said, first = [], None
    if first is not None and (key := key_of(said)):
        yield key, first
