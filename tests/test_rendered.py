"""`check --rendered DIR`: pages and feeds of a built site, made by hand and by real generators."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from helpers import run
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st

from drafter import rules
from drafter.errors import DrafterError
from drafter.model import Finding
from drafter.pipeline import check as walk
from drafter.pipeline import rendered
from drafter.pipeline.check import Order
from drafter.rules import sight, site
from drafter.rules.rendered import RULES
from drafter.settings import Settings, replace

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
TEXT = "Forty people met in Prague and talked about clusters.\n\nThey want to meet again in spring.\n\n- Anna speaks about tax\n- Ben speaks about law\n"
TITLE = "Forty people in Prague"
BODY = f"<p>{SENTENCE}</p><p>Forty people met in Prague and talked about clusters.</p><p>They want to meet again in spring.</p>"


def post(name: str = "drafts/2022-09-28-prague.md", body: str = f"{SENTENCE}\n\n{TEXT}", **keys: object) -> None:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in ({"title": TITLE} | keys).items())
    path.write_text(f"---\n{head}---\n{body}", "utf-8")


def page(
    name: str = "prague/index.html",
    article: str = BODY,
    title: str = TITLE,
    around: str = "<main><article>|</article></main>",
) -> None:
    path = Path("public") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before, after = around.split("|")
    path.write_text(
        f"<!doctype html><html lang=en><head><meta charset=utf-8><title>{title} | The blog</title>"
        "<meta http-equiv='X-UA-Compatible' content='IE=edge'><style>.x{display:none}</style>"
        "<script>document.documentElement.className='js'</script><link rel=stylesheet href=/a.css></head>"
        f"<body class='no-js'><nav><a href=/>Home</a></nav>{before}<h1>{title}</h1>{article}{after}<footer>2022</footer></body></html>",
        "utf-8",
    )


def check(*paths: str, **settings: object) -> tuple[Finding, ...]:
    order = Order(select=("D2",), rendered="public")
    return walk.check(paths, replace(Settings(), folder=str(Path.cwd()), **settings), order, now=NOW).report.findings


def codes(*paths: str, **settings: object) -> list[str]:
    return [finding.code for finding in check(*paths, **settings)]


# -- the rules' own examples -----------------------------------------------------------------------


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.code)
def test_the_bad_example_trips_the_rule_and_the_good_one_does_not(entry: rules.Rule) -> None:
    found = rules.examples(entry.info)
    post(body=f"{SENTENCE}\n\nForty people met in Prague.\n", draft="true" if entry.code == "D204" else "false")
    for which in ("Bad", "Good"):
        feed = found[which].startswith("<rss")
        page(article=f"<p>{SENTENCE}</p><p>Forty people met in Prague.</p>")
        target = Path("public/index.xml" if feed else "public/prague/index.html")
        target.write_text(found[which], "utf-8")
        assert (entry.code in codes()) == (which == "Bad"), which


def test_without_a_site_the_rules_say_nothing() -> None:
    from drafter import document

    subject = rules.Subject(document.parse(b"# x\n", "x.md"), Settings(), NOW)
    assert [hit for entry in RULES for hit in entry.find(subject)] == []


# -- does the page show it? ------------------------------------------------------------------------

ARTICLE = "<p>Forty people met in Prague and talked about clusters.</p><p>They want to meet again in spring.</p>"
SHOWN = {
    "paragraph": BODY,
    "emphasis and a link": f"<p><em>{SENTENCE.replace('AI tool', '<a href=/ai><b>AI tool</b></a>')}</em></p>{ARTICLE}",
    "hard break": f"<p>{SENTENCE.replace('blog are', 'blog<br>are')}</p>{ARTICLE}",
    "alert": f"<blockquote><p>[!NOTE]\n{SENTENCE}</p></blockquote>{ARTICLE}",
    "admonition": f'<div class="admonition note overflow-hidden"><p class="admonition-title">Note</p><p>{SENTENCE}</p></div>{ARTICLE}',
    "list item": f"<ul><li>{SENTENCE}</li></ul>{ARTICLE}",
    "table": f"<table><tr><td>{SENTENCE}</td></tr></table>{ARTICLE}",
    "heading with a mark": f'<h2>{SENTENCE} <a hidden aria-hidden="true" href="#d">#</a></h2>{ARTICLE}',
    "typography": f"<p>{SENTENCE.replace('Disclaimer', 'Dis&shy;claimer').replace('AI tool', 'AI&nbsp;tool')}</p>{ARTICLE}",
    "list item with a link": f"<ul><li><p>{SENTENCE.replace('AI tool', '<a href=/ai>AI tool</a>')}</p></li></ul>{ARTICLE}",
    "footnote": f'{ARTICLE}<section><ol><li id="fn1"><p>{SENTENCE}&nbsp;<a href="#fnref1">↩︎</a></p></li></ol></section>',
    "aside": f"<aside>{SENTENCE}</aside>{ARTICLE}",
    "below the text": f"<div>{ARTICLE}</div><footer><p>{SENTENCE}</p></footer>",
    "below": f"{ARTICLE}<footer><p>{SENTENCE}</p></footer>",
    "open details": f"<details open><summary>AI</summary><p>{SENTENCE}</p></details>{ARTICLE}",
}
LACKS = {
    "dropped": ARTICLE,
    "comment": f"<!-- <p>{SENTENCE}</p> -->{ARTICLE}",
    "hidden": f"<div hidden><p>{SENTENCE}</p></div>{ARTICLE}",
    "style": f'<p style="display:none">{SENTENCE}</p>{ARTICLE}',
    "tiny": f'<p style="font-size:1px">{SENTENCE}</p>{ARTICLE}',
    "class": f'<p class="sr-only">{SENTENCE}</p>{ARTICLE}',
    "own class": f'<p class="ai-hidden">{SENTENCE}</p>{ARTICLE}',
    "aria": f'<p aria-hidden="true">{SENTENCE}</p>{ARTICLE}',
    "details": f"<details><summary>AI</summary><p>{SENTENCE}</p></details>{ARTICLE}",
    "template": f"<template><p>{SENTENCE}</p></template>{ARTICLE}",
    "noscript": f"<noscript><p>{SENTENCE}</p></noscript>{ARTICLE}",
    "code": f"<pre><code>{SENTENCE}</code></pre>{ARTICLE}",
    "struck": f"<p><del>{SENTENCE}</del></p>{ARTICLE}",
    "a part hidden": f"<p>{SENTENCE.replace('AI tool', '<span hidden>AI tool</span>')}</p>{ARTICLE}",
    "attribute": f'<p><img alt="{SENTENCE}" src="x.png"></p>{ARTICLE}',
    "escaped": f"<p>&lt;p&gt;{SENTENCE}&lt;/p&gt;</p>{ARTICLE}",
    "negated": f"<p>{SENTENCE.replace('are', 'are not')}</p>{ARTICLE}",
    "with company": f"<p>{SENTENCE} This one is not.</p>{ARTICLE}",
    "another article": f"{ARTICLE}<article><h2>Other</h2><p>{SENTENCE}</p></article>",
    "a list of teasers": f'{ARTICLE}<ul><li><a href="/o/">Another post</a><p>{SENTENCE}</p></li></ul>',
    "a teaser": f'{ARTICLE}<div><h3><a href="/o/">Another post</a></h3><p>{SENTENCE}</p></div>',
    "unclosed comment": f"<!-- {BODY}",
}


@pytest.mark.parametrize("name", SHOWN)
def test_a_page_that_shows_it(name: str) -> None:
    post()
    page(article=SHOWN[name])
    assert codes() == []


@pytest.mark.parametrize("name", LACKS)
def test_a_page_that_does_not_show_it(name: str) -> None:
    post()
    page(article=LACKS[name])
    assert codes() == ["D201"]


@pytest.mark.parametrize("around", [
    "<div class='overflow-hidden no-js' style='position:relative;background:#111;color:#eee'><main>|</main></div>",
    "<my-layout x-data='{open:false}'><div data-pagefind-body>|</div></my-layout>",
    f"<header><p>{SENTENCE}</p></header><main><article>|</article></main>",
    "<table><tr><td>|</td><td>menu</td></tr></table>",
])  # fmt: skip
def test_a_theme_may_be_built_as_it_likes(around: str) -> None:
    post()
    page(article=ARTICLE if SENTENCE in around else BODY, around=around)
    assert codes() == []


@pytest.mark.parametrize("around", [
    f"<main><article>|</article></main><footer><p>{SENTENCE}</p></footer>",
    f"<nav><p>{SENTENCE}</p></nav><main>|</main>",
    f"<main><article>|</article><aside><p>{SENTENCE}</p></aside></main>",
    f"<div hidden><p>{SENTENCE}</p></div><main>|</main>",
])  # fmt: skip
def test_apart_from_the_article_it_does_not_count(around: str) -> None:
    post()
    page(article=ARTICLE, around=around)
    (finding,) = check()
    assert finding.code == "D201" and "public/prague/index.html" in finding.message
    assert finding.line == 4, "told where the post has its disclaimer"


def test_an_article_that_is_hidden_as_a_whole() -> None:
    post()
    page(around="<main><article style='display: none'>|</article></main>")
    assert codes() == ["D201"]


def test_a_page_without_the_text_is_known_by_name_and_title() -> None:
    post()
    page(article="<div id=app></div>")
    assert codes() == ["D201"]


def test_another_language_another_sentence_and_policies() -> None:
    post(body="Hinweis: Die meisten Artikel in diesem Blog werden mit einem KI-Werkzeug geschrieben.\n\n" + TEXT)
    page(
        article=BODY.replace(
            SENTENCE, "Hinweis: Die meisten Artikel in diesem Blog werden mit einem KI-Werkzeug geschrieben."
        )
    )
    assert codes() == []
    from drafter.settings import Disclaimer

    post(body=TEXT, ai_disclosure="none")
    page(article=ARTICLE)
    assert codes(disclaimer=Disclaimer(required="ai")) == []
    assert codes() == ["D201"]


# -- which page is whose? --------------------------------------------------------------------------


@pytest.mark.parametrize("name", [
    "prague.html", "2022/09/28/prague.html", "2022-09-28-prague/index.html", "blog/forty-people-in-prague/index.html",
    "x/17.html",
])  # fmt: skip
def test_a_page_is_found_by_its_address_or_its_text(name: str) -> None:
    post()
    page(name, article=ARTICLE)
    page(
        "index.html",
        f"<h2><a href=/x>{TITLE}</a></h2><p>{SENTENCE}</p><p>Forty people met in Prague and talked about clusters.</p>",
        "Home",
    )
    (finding,) = check()
    assert finding.code == "D201" and finding.message.startswith(f"public/{name} ")


def test_a_theme_that_prints_another_title_or_an_address_of_its_own() -> None:
    post(slug="spring-meeting")
    page("spring-meeting/index.html", title="The blog")
    assert codes() == []
    post(permalink="/a/b.html")
    page("a/b.html")
    shutil.rmtree("public/spring-meeting")
    assert codes() == []


def test_a_weekly_meeting_has_the_same_title_each_week() -> None:
    for week in ("01", "08", "15"):
        text = f"In week {week} we met in the library again.\n\nThe talk number {week} was about tax.\n"
        post(f"drafts/2022-09-{week}-weekly.md", f"{SENTENCE}\n\n{text}", title="Weekly")
        shown = "" if week == "08" else f"<p>{SENTENCE}</p>"
        page(
            f"2022/09/{week}/weekly.html",
            shown + "".join(f"<p>{line}</p>" for line in text.split("\n") if line),
            "Weekly",
        )
    assert [(f.path, f.code) for f in check()] == [("drafts/2022-09-08-weekly.md", "D201")]


def test_a_translation_with_the_same_name_is_another_page() -> None:
    post("posts/en/prague.md")
    post(
        "posts/de/prague.md",
        f"{SENTENCE}\n\nVierzig Leute trafen sich in Prag.\n\nSie wollen sich wiedersehen.\n",
        title="Vierzig in Prag",
    )
    page("en/prague/index.html")
    page(
        "de/prague/index.html",
        "<p>Vierzig Leute trafen sich in Prag.</p><p>Sie wollen sich wiedersehen.</p>",
        "Vierzig in Prag",
    )
    assert [(f.path, f.code) for f in check(posts=("posts",))] == [("posts/de/prague.md", "D201")]


def test_a_published_post_without_a_page() -> None:
    post()
    page("brno/index.html", "<p>Fifty people met in Brno.</p>", "Brno")
    assert codes() == ["D203"]
    page("prague/index.html", "<p>A city with many bridges.</p>", "Prague")
    (finding,) = check()
    assert finding.severity == "warning" and "public/prague/index.html shows another text" in finding.message


def test_an_alias_is_no_page() -> None:
    post()
    page("new/index.html")
    Path("public/prague").mkdir()
    Path("public/prague/index.html").write_text(
        f'<title>{TITLE}</title><meta http-equiv="refresh" content="0; url=/new/">'
    )
    assert codes() == []


def test_two_pages_that_fit_are_both_judged() -> None:
    post()
    page("a/prague/index.html")
    page("b/prague/index.html", ARTICLE)
    assert sorted(codes()) == ["D201", "D203"]


def test_a_post_that_is_yet_to_come_needs_no_page() -> None:
    post(date="2027-01-01T10:00:00+01:00")
    page("brno/index.html", "<p>Fifty people met in Brno.</p>", "Brno")
    assert codes() == []


def test_a_draft_with_a_page() -> None:
    post(draft="true")
    page("brno/index.html", "<p>Fifty people met in Brno.</p>", "Brno")
    assert codes() == []
    page("tags/prague/index.html", "<p>Everything about Prague.</p>", "Prague")
    assert codes() == [], "a page of the same name alone shows no draft"
    page(
        "forty/index.html",
        title="Weekly",
        article="<p>Forty people met in Prague and talked about tax.</p><p>They want to meet again in spring.</p><p>The end.</p>",
    )
    assert codes() == [], "paragraphs that other posts have, too"
    page(
        "x/index.html",
        title="Home",
        article=ARTICLE + "<ul><li>Anna speaks about tax</li><li>Ben speaks about law</li></ul>",
    )
    (finding,) = check()
    assert (finding.code, finding.severity, finding.line) == ("D204", "error", 3)


def test_jekyll_ignores_draft_true() -> None:
    post("_posts/2022-09-28-prague.md", draft="true")
    page(article=BODY + "<ul><li>Anna speaks about tax<li>Ben speaks about law</ul>")
    assert codes(site="jekyll", posts=("_posts",)) == []
    post("_posts/2022-09-28-prague.md", published="false")
    assert codes(site="jekyll", posts=("_posts",)) == ["D204"]


def test_only_the_posts_that_were_named_are_asked_for() -> None:
    post()
    post("drafts/brno.md", f"{SENTENCE}\n\nFifty people met in Brno.\n", title="Brno")
    page()
    assert codes("drafts/2022-09-28-prague.md") == []
    assert "D203" in codes()


def test_nothing_built_is_nothing_checked() -> None:
    post()
    with pytest.raises(DrafterError, match="no such folder"):
        check()
    Path("public").mkdir()
    Path("public/a.css").write_text("p{}")
    with pytest.raises(DrafterError, match="no HTML page"):
        check()


# -- feeds -----------------------------------------------------------------------------------------

RSS = '<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>B</title>{}</channel></rss>'
ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>B</title>{}</feed>'
LINK = "https://blog.example/base/prague/"


def escaped(html: str) -> str:
    return html.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def rss(inner: str, link: str = LINK) -> str:
    return RSS.format(f"<item><title>{TITLE}</title><link>{link}</link>{inner}</item>")


def atom(inner: str) -> str:
    return ATOM.format(f'<entry><title type="html">{TITLE}</title><link rel="alternate" href="{LINK}"/>{inner}</entry>')


@pytest.mark.parametrize(("feed", "lacks"), [
    (rss(f"<description>{SENTENCE} Forty people met.</description>"), False),
    (rss("<description>Forty people met.</description>"), True),
    (rss(f"<description>Forty people met.</description><content:encoded><![CDATA[{BODY}]]></content:encoded>"), False),
    (rss(f"<description>{SENTENCE}</description><content:encoded><![CDATA[{ARTICLE}]]></content:encoded>"), True),
    (rss(f"<description>{escaped(f'<div hidden>{SENTENCE}</div><p>Forty people</p>')}</description>"), True),
    (rss(f"<description>{escaped(f'<!-- {SENTENCE} --><p>Forty people</p>')}</description>"), True),
    (rss("<guid>x</guid>"), False),
    (rss("<description>Forty people met.</description>", "https://blog.example/other/"), False),
    (atom(f'<content type="html">{escaped(BODY)}</content><summary type="html">{escaped(ARTICLE)}</summary>'), False),
    (atom(f'<content type="html">{escaped(ARTICLE)}</content>'), True),
    (atom(f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{BODY}</div></content>'), False),
    (atom(f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p hidden="">{SENTENCE}</p>{ARTICLE}</div></content>'), True),
    (atom(f"<summary>{SENTENCE}</summary>"), False),
])  # fmt: skip
def test_xml_feeds(feed: str, lacks: bool) -> None:
    post()
    page()
    Path("public/feed.xml").write_text(feed)
    assert codes() == (["D202"] if lacks else [])


@pytest.mark.parametrize(("content", "lacks"), [
    ({"content_html": BODY}, False), ({"content_html": ARTICLE}, True), ({"content_text": f"{SENTENCE}\n\nForty"}, False),
    ({"summary": "Forty people met."}, True), ({}, False),
])  # fmt: skip
def test_json_feeds(content: dict[str, str], lacks: bool) -> None:
    import json

    post()
    page()
    item = {"id": "1", "url": LINK, "title": TITLE, **content}
    Path("public/feed.json").write_text(
        json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "B", "items": [item]})
    )
    assert codes() == (["D202"] if lacks else [])


def test_many_feeds_are_one_warning_and_broken_ones_are_told() -> None:
    post()
    page()
    for name in ("index", "tags", "all"):
        Path(f"public/{name}.xml").write_text(rss("<description>Forty people met.</description>"))
    (finding,) = check()
    assert finding.code == "D202" and "public/all.xml and 2 more feeds" in finding.message
    Path("public/broken.rss").write_text("<rss><channel><item></rss>")
    Path("public/bomb.xml").write_text(
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><rss><channel>&b;</channel></rss>'
    )
    Path("public/sitemap.xml").write_text("<urlset><url><loc>https://blog.example</loc></url></urlset>")
    _, notices = rendered.subjects("public")
    assert [n.split(":")[0] for n in notices] == ["looked at in public", "public/bomb.xml", "public/broken.rss"]


# -- hostile and large -----------------------------------------------------------------------------


def test_a_page_that_nests_without_end_is_not_looked_at() -> None:
    post()
    page()
    Path("public/deep.html").write_text("<div></b>" * 50_000 + "Forty people met in Prague and talked about clusters.")
    began = time.monotonic()
    assert codes() == []
    assert time.monotonic() - began < 5
    assert any("too deeply nested" in notice for notice in rendered.subjects("public")[1])


def test_minified_html_leaves_ends_out() -> None:
    post()
    page(article=BODY.replace("</p>", "") + "<ul>" + "<li>one<p>two" * 2000 + "</ul>")
    assert codes() == []


@effort(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=300),
    st.sampled_from(["a.html", "feed.xml", "feed.json"]),
    st.sampled_from([b"", b"<rss ", b"<p>Forty", b'{"x": "jsonfeed.org/version", ', b"<meta charset=x>"]),
)
def test_any_bytes_as_a_page_or_feed(data: bytes, name: str, start: bytes) -> None:
    post()
    page()
    (Path("public") / name).write_bytes(start + data)
    assert "D201" not in codes()


@given(st.text(max_size=200))
def test_whatever_surrounds_it_a_comment_never_shows_it(text: str) -> None:
    html = f"<article><p>{text.replace('<', '').replace('Disclaimer', '')}</p><!-- {SENTENCE} --></article>"
    assert not sight.on_page(html, [SENTENCE], [], "").visible


def test_the_time_is_linear_in_the_number_of_pages() -> None:
    """Twice the pages and posts take about twice the time; the pages share titles and first words."""

    def build(count: int) -> float:
        shutil.rmtree("public", ignore_errors=True)
        shutil.rmtree("drafts", ignore_errors=True)
        for n in range(count):
            text = f"Meeting number {n} took place.\n\nAs always we were in the library.\n"
            post(f"drafts/{n}.md", f"{SENTENCE}\n\n{text}", title="Weekly")
            page(
                f"p/{n}/index.html",
                f"<p>{SENTENCE}</p><p>Meeting number {n} took place.</p><p>As always we were in the library.</p>",
                "Weekly",
            )
        began = time.perf_counter()
        assert codes() == []
        return time.perf_counter() - began

    small = build(100)
    assert build(300) < 9 * small + 0.5


# -- real generators -------------------------------------------------------------------------------

POSTS = {
    "good": f"{SENTENCE}\n\n{TEXT}",
    "raw": f"<aside>{SENTENCE}</aside>\n\nFifty people met in Brno and talked about prices.\n\nThey left at ten.\n",
    "hidden": f"## {SENTENCE} {{style=\"display:none\"}}\n\nSixty people met in Ghent and talked about food.\n\nThey stayed.\n",
    "held": f"{SENTENCE}\n\nSeventy people met in Pilsen and drank.\n\nThey went home by train.\n",
}  # fmt: skip


def hugo(layout: str, *flags: str) -> None:
    for name, body in POSTS.items():
        post(
            f"content/posts/{name}.md",
            body,
            title=f"Meeting {name}",
            date="2022-09-28",
            draft="true" if name == "held" else "false",
        )
    for name, text in {
        "hugo.toml": "", "config.toml": 'baseURL = "https://blog.example/base/"\ntitle = "The blog"\n',
        "layouts/_default/single.html": layout,
        "layouts/_default/list.html": "<title>{{ .Title }}</title>{{ range .RegularPages }}<article><h2><a href='{{ .Permalink }}'>{{ .Title }}</a></h2>{{ .Summary }}</article>{{ end }}",
    }.items():  # fmt: skip
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    Path("hugo.toml").unlink()
    subprocess.run(["hugo", "--quiet", *flags], check=True, capture_output=True)


SINGLE = "<html><head><title>{{ .Title }} | {{ .Site.Title }}</title></head><body><main><h1>{{ .Title }}</h1><div>{{ .Content }}</div></main></body></html>"
needs_hugo = pytest.mark.skipif(not shutil.which("hugo"), reason="hugo is not installed")
needs_jekyll = pytest.mark.skipif(not shutil.which("jekyll"), reason="jekyll is not installed")


def by_post(**settings: object) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for finding in check(**settings):
        found.setdefault(Path(finding.path).stem.removeprefix("2022-09-28-"), []).append(finding.code)
    return found


@needs_hugo
def test_hugo_drops_raw_html_and_honours_drafts() -> None:
    hugo(SINGLE)
    assert by_post(site="hugo", posts=("content/posts",)) == {"raw": ["D201", "D202"], "hidden": ["D201"]}


@needs_hugo
def test_hugo_told_to_build_drafts_and_minify() -> None:
    hugo(SINGLE, "--buildDrafts", "--minify")
    assert by_post(site="hugo", posts=("content/posts",))["held"] == ["D204"]
    assert "good" not in by_post(site="hugo", posts=("content/posts",))


@needs_hugo
def test_a_hugo_theme_that_prints_or_drops_the_sentence() -> None:
    hugo(SINGLE.replace("<div>", f"<p class=ai>{SENTENCE}</p><div>"))
    assert "D201" not in str(by_post(site="hugo", posts=("content/posts",)))
    hugo(SINGLE.replace("{{ .Content }}", f'{{{{ replace .Content "{SENTENCE}" "" | safeHTML }}}}'))
    assert by_post(site="hugo", posts=("content/posts",))["good"] == ["D201"]


@needs_jekyll
def test_jekyll_applies_its_attribute_lists_and_ignores_draft() -> None:
    for name, body in POSTS.items():
        keys = {"published": "false"} if name == "held" else {"draft": "true"}
        post(
            f"_posts/2022-09-28-{name}.md",
            body.replace("{style=", "{: style="),
            title=f"Meeting {name}",
            layout="post",
            **keys,
        )
    post(
        "_posts/2022-09-28-list.md",
        f'{SENTENCE}\n{{: style="display:none"}}\n\nEighty people met in Linz and sang.\n\nThey went home.\n',
        title="Meeting list",
        layout="post",
    )
    Path("_layouts").mkdir()
    Path("_layouts/post.html").write_text(
        "<html><head><title>{{ page.title }}</title></head><body><h1>{{ page.title }}</h1>{{ content }}</body></html>"
    )
    Path("feed.xml").write_text('---\n---\n<rss version="2.0"><channel>{% for p in site.posts %}<item><title>{{ p.title | xml_escape }}</title>'
                                "<link>https://blog.example{{ p.url }}</link><description>{{ p.excerpt | xml_escape }}</description></item>{% endfor %}</channel></rss>")  # fmt: skip
    subprocess.run(["jekyll", "build", "-q", "-d", "public"], check=True, capture_output=True)
    assert by_post(site="jekyll", posts=("_posts",)) == {"hidden": ["D201"], "list": ["D201", "D202"]}
    subprocess.run(["jekyll", "build", "-q", "--unpublished", "-d", "public"], check=True, capture_output=True)
    assert by_post(site="jekyll", posts=("_posts",))["held"] == ["D204"]


def test_what_two_renderings_of_a_text_share() -> None:
    assert site.name("“It’s” -- *5°* …") == site.name('"It\'s" – 5°')
    assert site.slug_of("https://x.example/a/My%20post/index.html?x#y") == "my-post"
    assert site.slug_of("content/posts/2022-09-28-eu_cluster.md") == "2022-09-28-eu-cluster"
    assert site.slug_of("/") == ""


def test_the_command_line_judges_post_and_page_together() -> None:
    post()
    page(article=ARTICLE)
    result = run("check", "--rendered", "public")
    assert result.code == 1 and "D201" in result.out and "looked at in public: 1 HTML pages" in result.err
    assert run("check").code == 0
    assert run("check", "--rendered", "public", "--ignore", "D").code == 1, "D201 is locked"
    assert run("check", "--rendered", "gone").code == 2
    page()
    assert run("check", "--rendered", "public").code == 0
