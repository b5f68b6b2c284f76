"""Each site preset, proven by building: what waits is nowhere, what was signed is there, and readers see the sentence.

The generators are those on the PATH, or in `build/generators`, where `.ci/run` installs them from `tests/sites`.
"""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from conftest import REPOSITORY
from helpers import run
from hypothesis import given
from hypothesis import strategies as st

from drafter import document, drafts, head, sites
from drafter.model import Site
from drafter.settings import Settings, replace

SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
SLUG, WAITING = "eu-cluster-conference-prague", "Zwettlmeeting"
TITLE = "EU Cluster Conference Prague"
AUTHOR = "D'Arc </script><i>& Co"  # must end nothing in the page
NOTES = f"---\ntitle: {WAITING}\ndate: 2022-10-04\nplace: Brno\n---\n\n- {WAITING}: forty people met about brewing\n- Ann spoke about {WAITING} taxes\n"
INSTALLED = REPOSITORY / "build" / "generators"
COMMANDS = {
    "hugo": ("hugo", "--quiet"),
    "jekyll": ("jekyll", "build", "-q"),
    "eleventy": ("eleventy", "--quiet"),
    "astro": ("astro", "build"),
    "docusaurus": ("docusaurus", "build", "--no-minify"),
    "mkdocs-material": ("mkdocs", "build", "-q"),
    "pelican": ("pelican", "-q"),
}
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), "")


def program(name: str) -> str:
    folders = (INSTALLED / "node_modules" / ".bin", INSTALLED / "venv" / "bin")
    return shutil.which(name, path=os.pathsep.join(map(str, folders))) or shutil.which(name) or ""


def test_the_table_and_the_settings_name_the_same_presets() -> None:
    assert set(sites.PRESETS) == set(get_args(Site)) == {*COMMANDS, "plain"}


# -- built -----------------------------------------------------------------------------------------


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def browser() -> Iterator[Any]:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM:
        pytest.skip("Chromium is not installed")
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


def seen(browser: Any, site: Path, page: str) -> dict[str, Any]:
    """What a browser makes of a page: what it paints of the sentence, and what the head says to machines."""
    with served(site) as address:
        tab = browser.new_page()
        tab.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
        tab.goto(f"{address}/{page}")
        return {
            "painted": tab.locator("article").get_by_text(SENTENCE, exact=True).first.is_visible(),
            "title": TITLE in tab.locator("body").inner_text(),
            "meta": tab.locator("meta[name=ai-disclosure]").first.get_attribute("content"),
            "data": [
                json.loads(text) for text in tab.locator("script[type='application/ld+json']").all_text_contents()
            ],
        }


def build(preset: str) -> Path:
    name, *arguments = COMMANDS[preset]
    if (INSTALLED / "node_modules").is_dir() and Path("package.json").exists():
        Path("node_modules").symlink_to(INSTALLED / "node_modules")
    quiet = {"ASTRO_TELEMETRY_DISABLED": "1", "DO_NOT_TRACK": "1", "NO_UPDATE_NOTIFIER": "1"}
    done = subprocess.run(
        [program(name), *arguments], env=os.environ | quiet, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return Path(sites.PRESETS[preset].built)


@pytest.mark.parametrize("preset", COMMANDS)
def test_a_site_shows_what_was_signed_and_nothing_else(preset: str, browser: Any) -> None:
    if not program(COMMANDS[preset][0]):
        pytest.skip(f"{COMMANDS[preset][0]} is not installed")
    for source in (REPOSITORY / "tests" / "sites" / preset, REPOSITORY / "docs" / "snippets" / preset):
        shutil.copytree(source, ".", dirs_exist_ok=True)
    assert run("init", "--yes").code == 0
    Path("notes/waiting.md").write_text(NOTES)
    drafted = run("draft", "--offline", f"notes/{SLUG}.md", "notes/waiting.md")
    assert drafted.code == 0, drafted.err
    post = Path(drafted.out.split()[0])
    post.write_text(post.read_text("utf-8").replace("Dimitri", AUTHOR), "utf-8")
    signed = run("approve", post, "--reviewer", "Ana Souza", "--yes")
    assert signed.code == 0, signed.err
    assert run("check").code == 0
    assert run("draft", "--offline", f"notes/{SLUG}.md").out == signed.out, "found again where it went"

    built = build(preset)

    pages = [path for path in built.rglob("*.html") if SLUG in path.as_posix() and SENTENCE in path.read_text("utf-8")]
    assert len(pages) == 1
    page = seen(browser, built, pages[0].relative_to(built).as_posix())
    assert (page["painted"], page["title"], page["meta"]) == (True, True, "none")
    data = next(item for item in page["data"] if "digitalSourceType" in item)
    term = "http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia"
    assert data["digitalSourceType"] == ["https://schema.org/AlgorithmicMediaDigitalSource", term]
    assert (data["headline"], data["author"]["name"], data["editor"]["name"]) == (TITLE, AUTHOR, "Ana Souza")
    assert data["datePublished"].startswith("2022-09-28T") and "Talent in the European" in data["description"]

    files = [path for path in built.rglob("*") if path.is_file()]
    leaks = [path for path in files if WAITING in path.read_text("utf-8", "replace") or WAITING.lower() in path.name]
    assert leaks == [], "neither page nor feed nor list"
    feeds = [path for path in files if path.suffix in (".xml", ".json") and TITLE in path.read_text("utf-8")
             and "sitemap" not in path.name]  # fmt: skip
    assert feeds
    assert all(SENTENCE in path.read_text("utf-8") for path in feeds if path.name not in ("search_index.json",))
    checked = run("check", "--rendered", built)
    assert (checked.code, checked.out.count("\n")) == (0, 1), checked.out
    assert "feed" in checked.err


# -- without building ------------------------------------------------------------------------------


def workspace(site: str, **keys: str) -> None:
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in {"site": site, **keys}.items())
    Path("drafter.toml").write_text(lines)
    Path("notes").mkdir(exist_ok=True)
    Path("notes/waiting.md").write_text(NOTES)


@pytest.mark.parametrize("preset", sites.PRESETS)
def test_a_draft_is_held_signed_and_held_again(preset: str) -> None:
    workspace(preset)
    (path,) = run("draft", "--offline", "notes/waiting.md").out.split()
    first = Path(path).read_text("utf-8")
    assert run("check").code == 0
    signed = run("approve", path, "--reviewer", "Ana Souza", "--yes")
    assert signed.code == 0, signed.err
    assert run("check").code == 0
    assert not sites.is_held(sites.PRESETS[preset], signed.out.strip(), document.read(signed.out.strip()).meta)
    back = run("approve", "--withdraw", signed.out.strip())
    assert (back.code, back.out.strip()) == (0, path)
    assert document.read(path).meta == document.parse(first.encode(), path).meta
    assert run("draft", "--offline", "notes/waiting.md").out.strip() == path


@pytest.mark.parametrize(("preset", "name"), [
    ("plain", "drafts/2022-09-28-x.md"), ("jekyll", "_posts/2022-09-28-x.md"), ("hugo", "content/posts/x.md"),
    ("astro", "drafts/x.md"), ("mkdocs-material", "docs/blog/posts/x.md"),
])  # fmt: skip
def test_names_and_addresses_are_free(preset: str, name: str) -> None:
    workspace(preset)
    for folder, suffix in (("a", ""), ("b", "-2"), ("c", "-3")):
        Path(f"notes/{folder}").mkdir()
        Path(f"notes/{folder}/x-talk.md").write_text(NOTES.replace("place:", "posted: 2022-09-28\nplace:"))
        (path,) = run("draft", "--offline", f"notes/{folder}/x-talk.md").out.split()
        assert path == name.replace("x.md", f"x-talk{suffix}.md")
        assert document.read(path).meta["slug"] == f"x-talk{suffix}"
        if preset == "astro":
            assert run("approve", path, "--reviewer", "Ana", "--yes").code == 0, "a name among the posts is taken, too"
    assert run("draft", "--offline", "--force", "notes/b/x-talk.md").code == 0
    assert "x-talk-2" in run("draft", "--offline", "notes/b/x-talk.md").out


def test_what_jekyll_keeps_in_drafts_goes_to_its_posts() -> None:
    workspace("jekyll", output="_drafts")
    (path,) = run("draft", "--offline", "notes/waiting.md").out.split()
    named = Path(path).rename("_drafts/waiting.md")
    day = document.read(named).meta["date"]
    signed = run("approve", named, "--reviewer", "Ana Souza", "--yes")
    assert signed.out.strip() == f"_posts/{day:%Y-%m-%d}-waiting.md" and not named.exists()  # type: ignore[str-format]
    assert run("check").code == 0
    assert run("draft", "--offline", "notes/waiting.md").out == signed.out


def test_pictures_come_along_and_nothing_is_replaced() -> None:
    workspace("astro")
    Path("notes/a.png").touch()
    Path("notes/waiting.md").write_text(NOTES + "\n![](https://x.example/b.png)\n\n![A brewer](a.png)\n")
    (path,) = run("draft", "--offline", "notes/waiting.md").out.split()
    text = Path(path).read_text().replace("[[CHECK: describe this picture]]", "A beer")
    assert "![A brewer](../notes/a.png)" in text
    Path(path).write_text(text)
    Path("src/content/blog").mkdir(parents=True)
    other = Path("src/content/blog/waiting.md")
    other.write_text("mine\n")
    refused = run("approve", path, "--reviewer", "Ana", "--yes")
    assert refused.code == 2 and "is there already" in refused.err and other.read_text() == "mine\n"
    other.unlink()
    signed = run("approve", path, "--reviewer", "Ana", "--yes")
    assert signed.code == 0, signed.err
    moved = other.read_text()
    assert "![A brewer](../../../notes/a.png)" in moved and "![A beer](https://x.example/b.png)" in moved
    assert run("check").code == 0 and not Path(path).exists()


def test_a_draft_among_the_posts_of_astro_is_an_error() -> None:
    workspace("astro")
    (path,) = run("draft", "--offline", "notes/waiting.md").out.split()
    Path("src/content/blog").mkdir(parents=True)
    Path(path).rename("src/content/blog/waiting.md")
    result = run("check")
    assert result.code == 1 and "R305" in result.out


def test_half_of_what_eleventy_needs_is_not_enough() -> None:
    eleventy = sites.PRESETS["eleventy"]
    assert not sites.is_held(eleventy, "posts/a.md", {"permalink": False}), "it would be listed"
    assert sites.is_held(eleventy, "posts/a.md", {"permalink": False, "eleventyExcludeFromCollections": True})


@pytest.mark.parametrize(("title", "shown"), [
    ("What we learned: a meetup", "What we learned:\u00a0a meetup"), ('"Talent" in Prague', "“Talent” in Prague"),
    ("Talk #3 of 4", "Talk\u00a0#3 of 4"), ("8th meetup", "8th meetup"),
])  # fmt: skip
def test_pelican_gets_no_quotes(title: str, shown: str) -> None:
    text = head.render(
        sites.dress(sites.PRESETS["pelican"], {"title": title, "draft": True, "tags": ["green tea", "b"]})
    )
    assert text == f"---\ntitle: {shown}\nstatus: skip\ntags: green tea, b\n---\n"


@given(st.text(max_size=30))
def test_whatever_pelican_gets_is_yaml_all_the_same(text: str) -> None:
    written = head.render(sites.dress(sites.PRESETS["pelican"], {"ai_tool": text, "draft": True}))
    found = document.parse((written + "x\n").encode("utf-8", "replace"), "a.md")
    if text.isprintable():
        assert not found.problems and found.meta["ai_tool"] == text


def test_a_preset_names_the_folders_where_the_settings_do_not() -> None:
    from drafter import settings

    workspace("hugo")
    assert settings.load().posts == ("content/posts",)
    workspace("hugo", output="inbox")
    assert (settings.load().posts, settings.load().output) == (("content/posts",), "inbox")
    assert drafts.publishing(Path("inbox"), settings.load()) == Path("inbox"), "a key holds it there"
    assert drafts.publishing(Path("drafts"), replace(Settings(), site="astro", posts=())) == Path("drafts")
