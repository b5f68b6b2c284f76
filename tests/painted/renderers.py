"""Real renderers and a real browser: what they make of the body of a post.

Each renderer takes a list of Markdown bodies and gives a list of HTML fragments, None where it refuses one. One
process serves all posts, so that the whole comparison takes seconds.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Rendered = list[str | None]
HERE = Path(__file__).parent
CHROMIUM = ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()

_JEKYLL = """
require "json"
require "jekyll"
Jekyll.logger.log_level = :error
site = Jekyll::Site.new(Jekyll.configuration("source" => ARGV[0], "destination" => ARGV[0] + "/out", "quiet" => true))
answers = JSON.parse(STDIN.read).each_with_index.map do |body, number|
  begin
    page = Jekyll::PageWithoutAFile.new(site, ARGV[0], "", "n#{number}.md")
    page.content = body
    page.data = {"layout" => nil}
    Jekyll::Renderer.new(site, page, site.site_payload).run
  rescue StandardError
    nil
  end
end
puts JSON.generate(answers)
"""
_HUGO_CONFIG = (
    'baseURL = "http://example.org/"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap", "home", "section", "404"]\n'
)
_UNKNOWN_SHORTCODE = re.compile(r"\{\{[<%]\s*/?\s*(?!/\*|figure\b)")


def markdown_it(bodies: Sequence[str], folder: Path) -> Rendered:
    """CommonMark with tables and strike-through, raw HTML kept."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return [str(parser.render(body)) for body in bodies]


def cmark_gfm(bodies: Sequence[str], folder: Path) -> Rendered:
    """GitHub's renderer in its safe mode: raw HTML dropped."""
    import cmarkgfm

    return [str(cmarkgfm.github_flavored_markdown_to_html(body)) for body in bodies]


def cmark_unsafe(bodies: Sequence[str], folder: Path) -> Rendered:
    """The reference implementation of CommonMark, raw HTML kept."""
    import cmarkgfm
    from cmarkgfm.cmark import Options

    return [str(cmarkgfm.markdown_to_html(body, options=Options.CMARK_OPT_UNSAFE)) for body in bodies]


def hugo(bodies: Sequence[str], folder: Path) -> Rendered:
    """Hugo with its defaults; a post with a shortcode that only a theme could know is left out."""
    site = folder / "hugo"
    (site / "layouts" / "_default").mkdir(parents=True)
    (site / "content" / "p").mkdir(parents=True)
    (site / "config.toml").write_text(_HUGO_CONFIG)
    (site / "layouts" / "_default" / "single.html").write_text("{{ .Content }}")
    for number, body in enumerate(bodies):
        if not _UNKNOWN_SHORTCODE.search(body):
            (site / "content" / "p" / f"n{number}.md").write_bytes(f"---\ntitle: x\n---\n{body}".encode())
    subprocess.run(["hugo", "--source", str(site), "--quiet"], check=True, capture_output=True, timeout=120)
    pages = [site / "public" / "p" / f"n{number}" / "index.html" for number in range(len(bodies))]
    return [page.read_text("utf-8") if page.exists() else None for page in pages]


def jekyll(bodies: Sequence[str], folder: Path) -> Rendered:
    """Jekyll's own renderer, Liquid and then kramdown; a post that it refuses to build is left out."""
    done = subprocess.run(
        ["ruby", "-e", _JEKYLL, str(folder)],
        input=json.dumps(list(bodies)).encode(), capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    answer: Rendered = json.loads(done.stdout)
    return answer


def python_markdown(bodies: Sequence[str], folder: Path) -> Rendered:
    """Python-Markdown as Pelican sets it up."""
    import markdown

    return [str(markdown.markdown(body, extensions=["extra"])) for body in bodies]


def _importable(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None


def _has_jekyll() -> bool:
    return shutil.which("ruby") is not None and shutil.which("jekyll") is not None


RENDERERS: dict[str, tuple[Callable[[Sequence[str], Path], Rendered], Callable[[], bool]]] = {
    "markdown-it": (markdown_it, lambda: True),
    "cmark-gfm": (cmark_gfm, lambda: _importable("cmarkgfm")),
    "cmark": (cmark_unsafe, lambda: _importable("cmarkgfm")),
    "hugo": (hugo, lambda: shutil.which("hugo") is not None),
    "jekyll": (jekyll, _has_jekyll),
    "python-markdown": (python_markdown, lambda: _importable("markdown")),
}


def chromium() -> str | None:
    """Where Chromium is, or None."""
    return next((path for path in CHROMIUM if Path(path).exists()), None)


@contextmanager
def browser() -> Iterator[Callable[[Sequence[str], str], list[bool]]]:
    """Give a function that tells which HTML fragments paint some words, each on a page of its own."""
    from playwright.sync_api import sync_playwright

    script = (HERE / "paint.js").read_text("utf-8").partition("\n")[2]
    with sync_playwright() as play:
        window = play.chromium.launch(executable_path=chromium(), args=FLAGS)
        page = window.new_page()
        page.route("**/*", lambda route: route.abort())

        def painted(fragments: Sequence[str], words: str) -> list[bool]:
            answers: list[Any] = []
            for at in range(0, len(fragments), 50):
                pages = [
                    f"<!doctype html><html><head><title>.</title></head><body>{fragment}</body></html>"
                    for fragment in fragments[at : at + 50]
                ]
                answers += page.evaluate(script, [pages, words])
            return [answer is True for answer in answers]

        yield painted
        window.close()
