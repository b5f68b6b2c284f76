"""D2, the built site: its pages and feeds show the disclaimer, and no drafts.

These rules are asked with `drafter check --rendered DIR` alone; about a subject without a site they say
nothing. A page is a post's when it shows the post's text, or has both its name in the address and its title.
A draft's has to show nearly all of its text: posts that share a title and paragraphs are common.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePath

from drafter.model import Draft
from drafter.patterns import pattern
from drafter.rules.engine import Hit, rule
from drafter.rules.subject import Subject
from drafter.settings import Settings
from drafter.tuples import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from drafter.rules.feeds import Item
    from drafter.rules.site import Page, Site

ENOUGH = 2  # blocks of a post's text that make a page of its name or title show it
MOST = 0.5  # of its blocks, for a page of another name and title
NEARLY_ALL = 0.8  # of its blocks, for a page that is said to show a draft
_DATE = pattern(r"^(\d{4}-\d{2}-\d{2})[-_ ]+(?=.)")


class Match(NamedTuple):
    """How well a page fits a post, and whether it shows the post at all."""

    page: Page
    score: float
    shows: bool


class Built(Subject):
    """A post with the site that was built from it."""

    def __init__(
        self, draft: Draft, settings: Settings, now: dt.datetime | None = None, *, site: Site, cache: bool = False
    ) -> None:
        super().__init__(draft, settings, now, cache=cache)
        self.site = site

    @cached_property
    def title(self) -> str:
        """The post's title as `site.name` writes it, from its front matter or its first heading."""
        from drafter.rules import site

        for key, value in self.draft.meta.items():
            if key.lower() == "title" and isinstance(value, str | int | float):
                return site.name(re.sub(r"<[^<>]{1,200}>", "", str(value)))
        return next((site.name(s.text) for s in self.sentences if s.kind == "heading"), "")

    @cached_property
    def slugs(self) -> frozenset[str]:
        """The names that the post's page may have in its address."""
        from drafter.rules import site

        path = PurePath(self.draft.path)
        stem = path.parent.name if path.stem.lower() in ("index", "_index", "readme") else path.name
        named = [value for key, value in self.draft.meta.items()
                 if key.lower() in ("slug", "url", "permalink") and isinstance(value, str)]  # fmt: skip
        found = {site.slug_of(name) for name in (stem, _DATE.sub("", stem), *named)}
        return frozenset((found | {self.title.replace(" ", "-")}) - {""})

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The marks of the blocks of the post's own text: less its headings and what it says about AI."""
        from drafter.rules import site

        ours = {site.key_of(site.words(text)) for text in self.not_claims}
        found: list[str] = []
        last = 0
        for sentence in self.sentences:
            starts = sentence.kind in ("item", "cell") or not last
            if starts or any(not self.line_text(n).strip() for n in range(last, sentence.line)):
                key = site.key_of(site.words(sentence.text))
                if key and key not in ours and sentence.kind != "heading":
                    found.append(key)
            last = sentence.line
        return tuple(dict.fromkeys(found))[:40]

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The pages that may be the post's, the best first."""
        found = [self._match(page) for page in self.site.find(self.slugs, [self.title], self.keys)]
        return tuple(sorted(found, key=lambda match: (not match.shows, -match.score, match.page.url)))

    def _match(self, page: Page) -> Match:
        from drafter.rules import site

        slug, title = page.slug in self.slugs, bool(self.title) and self.title in page.titles
        shown = sum(key in page.keys for key in self.keys)
        near = len(self._path_words & set(site.words(page.url)))  # of two such pages, the one in folders named alike
        score = 4 * slug + 3 * title + 5 * shown / max(len(self.keys), 1) + min(near, 20) / 50
        return Match(page, score, self._shows(shown, slug, title))

    def _shows(self, shown: int, slug: bool, title: bool) -> bool:
        share = shown / max(len(self.keys), 1)
        if not self.published:
            known = slug or title or len(self.keys) >= ENOUGH
            return (share >= NEARLY_ALL and known) or (slug and title and not self.keys)
        text = share >= MOST or (shown >= ENOUGH and (slug or title))
        return text or (title and (slug or not self.keys))

    @cached_property
    def _path_words(self) -> frozenset[str]:
        from drafter.rules import site

        date = self.draft.meta.get("date")
        return frozenset(site.words(f"{self.draft.path} {str(date)[:10] if date else ''}"))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The post's page; several where nothing tells them apart."""
        best = [match for match in self.matches if match.shows]
        return tuple(match.page for match in best if match.score >= best[0].score - 0.001)

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """What the feeds say about the post."""
        from drafter.rules import site

        slugs = self.slugs | {page.slug for page in self.pages}
        return tuple(
            item for slug in sorted(slugs) for item in self.site.items_of.get(slug, ())
            if not self.title or not item.title or site.name(item.title) == self.title
        )  # fmt: skip

    @property
    def texts(self) -> tuple[str, ...]:
        """The sentences of which readers have to see one; none where the policy asks for none."""
        return tuple(self.settings.disclaimer.texts.values()) if self.verdict is not None else ()

    @property
    def line(self) -> int:
        """Where findings about what was built of the post are told: at its disclaimer, else its top."""
        return self.verdict.line if self.verdict is not None and self.verdict.visible else 1

    @property
    def scheduled(self) -> bool:
        """Whether the post's date is yet to come, so that generators leave it out."""
        dates = [_moment(v) for k, v in self.draft.meta.items() if k.lower() in ("date", "publishdate", "pubdate")]
        return any(date and date > self.now for date in dates)


def _moment(value: object) -> dt.datetime | None:
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        value = dt.datetime(value.year, value.month, value.day)
    if isinstance(value, str):
        try:
            value = dt.datetime.fromisoformat(value.strip())
        except ValueError:
            return None
    return value.astimezone() if isinstance(value, dt.datetime) and 1 < value.year < 9999 else None


@rule("D201", locked=True, fix="mend the theme or the post, build the site again, and check again")
def page_without_disclaimer(subject: Subject) -> Iterator[Hit]:
    """The built page of the post doesn't show the sentence that readers must see.

    A theme may drop or hide what the post has. Looked for is the sentence as plain text of one block, in sight,
    with the article: not in the navigation, the site's footer, or the teaser of another post. What stylesheets and
    scripts do to a page is not seen here.

    Bad:
        <html><head><title>Forty people in Prague | The blog</title></head><body><article>
        <h1>Forty people in Prague</h1>
        <p hidden>Disclaimer: Most of the articles on the blog are written using an AI tool.</p>
        <p>Forty people met in Prague.</p>
        </article></body></html>

    Good:
        <html><head><title>Forty people in Prague | The blog</title></head><body><article>
        <h1>Forty people in Prague</h1>
        <p>Disclaimer: Most of the articles on the blog are written using an AI tool.</p>
        <p>Forty people met in Prague.</p>
        </article></body></html>
    """
    if isinstance(subject, Built) and subject.texts and subject.published:
        from drafter.rules import sight, site

        for page in subject.pages:
            seen = sight.on_page(site.html_of(page.file), subject.texts, subject.keys, subject.title)
            if not seen.visible:
                yield Hit(subject.line, 1, f"{page.file} {_lacks(seen.why)}")


def _lacks(why: str) -> str:
    return f"has the disclaimer where readers don't meet it: {why}" if why else "doesn't show the disclaimer"


@rule("D202", severity="warning", fix="put the sentence first in the post, or have the feed carry whole posts")
def feed_without_disclaimer(subject: Subject) -> Iterator[Hit]:
    """A feed shows text of the post without the sentence.

    Many readers never see the page. What feed readers show is looked at: an item's content, else its summary. An
    item of a title and a link alone shows no text, so nothing is asked of it.

    Bad:
        <rss version="2.0"><channel><item><title>Forty people in Prague</title>
        <link>https://blog.example/prague/</link>
        <description>Forty people met in Prague.</description>
        </item></channel></rss>

    Good:
        <rss version="2.0"><channel><item><title>Forty people in Prague</title>
        <link>https://blog.example/prague/</link>
        <description>Disclaimer: Most of the articles on the blog are written using an AI tool. Forty people met in
        Prague.</description>
        </item></channel></rss>
    """
    if isinstance(subject, Built) and subject.texts and subject.published and subject.items:
        from drafter.rules import sight

        found = [item.feed for item in subject.items if item.content and not sight.in_item(item.content, subject.texts)]
        if found:
            more = f" and {len(set(found)) - 1} more feeds" if len(set(found)) > 1 else ""
            yield Hit(subject.line, 1, f"{found[0]}{more}: the post's text is there without the disclaimer")


@rule("D203", severity="warning", fix="build the site again; the post's page has to show its title and text")
def page_not_found(subject: Subject) -> Iterator[Hit]:
    """The post would be published, but none of the built pages is plainly its own.

    Then nothing can be said about what readers see: the site is older than the post, the folder is another site's,
    or the theme shows neither title nor text. Where several pages fit equally well, each is judged. Posts whose date
    is yet to come are not asked for.

    Bad:
        <html><head><title>Fifty people in Brno</title></head><body><article>
        <h1>Fifty people in Brno</h1>
        <p>Fifty people met in Brno.</p>
        </article></body></html>

    Good:
        <html><head><title>Forty people in Prague</title></head><body><article>
        <h1>Forty people in Prague</h1>
        <p>Disclaimer: Most of the articles on the blog are written using an AI tool.</p>
        <p>Forty people met in Prague.</p>
        </article></body></html>
    """
    if not isinstance(subject, Built) or not subject.published or subject.scheduled:
        return
    pages = subject.pages
    if not pages:
        near = f"; {subject.matches[0].page.file} shows another text" if subject.matches else ""
        yield Hit(subject.line, 1, f"no page in {subject.site.folder} shows this post{near}")
    elif len(pages) > 1:
        yield Hit(subject.line, 1, f"{len(pages)} pages fit this post: {', '.join(page.file for page in pages[:3])}")


@rule("D204", fix="build the site without drafts; if it was, its generator needs another key (`site` in drafter.toml)")
def draft_with_page(subject: Subject) -> Iterator[Hit]:
    """The post is a draft, and the built site shows it all the same.

    A draft that readers get is a published text without review. Several generators ignore `draft: true`, and others
    build drafts when they are told to.

    Bad:
        <html><head><title>Forty people in Prague</title></head><body><article>
        <h1>Forty people in Prague</h1>
        <p>Forty people met in Prague.</p>
        </article></body></html>

    Good:
        <html><head><title>Fifty people in Brno</title></head><body><article>
        <h1>Fifty people in Brno</h1>
        <p>Fifty people met in Brno.</p>
        </article></body></html>
    """
    if isinstance(subject, Built) and not subject.published:
        for page in subject.pages[:1]:
            yield Hit(subject.key_line("draft"), 1, f"{page.file} shows this draft to readers")


RULES = (page_without_disclaimer, feed_without_disclaimer, page_not_found, draft_with_page)
