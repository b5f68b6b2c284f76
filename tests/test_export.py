"""`drafter export`: what a site without files gets, and what it doesn't."""

from __future__ import annotations

import html
import io
import json
import re
import shutil
import sys
from pathlib import Path
from unittest import mock

import pytest
from helpers import Result, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from drafter import document
from drafter.__main__ import main
from drafter.page import export
from drafter.settings import Settings

SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
HEAD = """---
title: "Forty people in Prague"
date: 2022-09-28T09:00:00+02:00
draft: true
description: "Forty met."
author: "Dimitri"
ai_byline: "Dimitri + Claude 2"
ai_tool: "Claude 2 (Anthropic)"
ai_disclosure: ai-generated
ai_source_type: "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
review_status: pending
---
"""
TEXT = "Forty people met in Prague on Tuesday evening. They talked about bees.\n"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or ""


def post(body: str = f"{SENTENCE}\n\n{TEXT}", head: str = HEAD, *, approved: bool = False) -> str:
    Path("post.md").write_text(head + body, "utf-8")
    if approved:
        signed = run("approve", "post.md", "--reviewer", "Ana Souza", "--yes")
        assert signed.code == 0, signed.err
    return "post.md"


def look(body: str, form: str = "fragment") -> Result:
    """The export of an unapproved post with this text below its disclaimer."""
    return run("export", post(f"{SENTENCE}\n\n{body}"), "--unapproved", "--output-format", form)


def data(page: str) -> dict[str, object]:
    found = re.findall(r"<script([^>]*)>(.*?)</script>", page, re.S)
    assert [attributes for attributes, _ in found] == [' type="application/ld+json"']
    return dict(json.loads(found[0][1]))


# -- who may leave ---------------------------------------------------------------------------------


def test_an_approved_post_leaves_with_title_byline_disclaimer_text() -> None:
    done = run("export", post(approved=True))
    assert done.code == 0 and done.err == ""
    order = ["<h1>Forty people in Prague</h1>", "<p>Dimitri + Claude 2</p>", f"<p>{SENTENCE}</p>", "<p>Forty people"]
    places = [done.out.index(part) for part in order]
    assert places == sorted(places)
    assert done.out.startswith('<!DOCTYPE html>\n<html lang="en">') and '<meta charset="utf-8">' in done.out
    assert '<meta name="ai-disclosure" content="ai-generated">' in done.out


def test_a_post_that_nobody_approved_stays() -> None:
    done = run("export", post())
    assert (done.code, done.out) == (2, "")
    assert "not approved" in done.err and "drafter approve post.md" in done.err and done.err.count("\n") == 1
    told = run("export", "post.md", "--unapproved")
    assert told.code == 0 and SENTENCE in told.out and "not approved" in told.err


def test_a_change_after_the_approval_stops_it() -> None:
    path = Path(post(approved=True))
    path.write_text(path.read_text("utf-8").replace("bees", "wasps"), "utf-8")
    done = run("export", path)
    assert (done.code, done.out) == (2, "") and "its text or its record changed" in done.err


def test_an_approval_by_somebody_who_may_not_counts_for_nothing() -> None:
    path = post(approved=True)
    Path("drafter.toml").write_text('reviewers = ["Eva Novak"]\n', "utf-8")
    done = run("export", path)
    assert (done.code, done.out) == (2, "") and "Ana Souza" in done.err


@pytest.mark.parametrize(
    "body",
    [
        TEXT,
        f"<!-- {SENTENCE} -->\n\n{TEXT}",
        f"`{SENTENCE}`\n\n{TEXT}",
        f"~~{SENTENCE}~~\n\n{TEXT}",
        f"<p>{SENTENCE}</p>\n\n{TEXT}",
        f"{SENTENCE}\n\nThis article was written without AI.\n",
        f"<details>\n\n{SENTENCE}\n\n</details>\n\n{TEXT}",
        f"![{SENTENCE}](a.png)\n\n{TEXT}",
    ],
)
@pytest.mark.parametrize("form", ["html", "fragment", "text"])
def test_without_a_disclaimer_in_sight_nothing_leaves(body: str, form: str) -> None:
    done = run("export", post(body), "--unapproved", "--output-format", form, "-o", "out.html")
    assert (done.code, done.out) == (2, "") and "readers would not see the disclaimer" in done.err
    assert not Path("out.html").exists()


def test_a_sentence_in_raw_html_is_refused_even_where_the_site_would_keep_it() -> None:
    Path("drafter.toml").write_text("[disclaimer]\nraw_html = true\n", "utf-8")
    done = run("export", post(f"<p>{SENTENCE}</p>\n\n{TEXT}"), "--unapproved")
    assert done.code == 2 and "plain Markdown" in done.err


def test_the_policy_may_ask_for_none() -> None:
    Path("drafter.toml").write_text('[disclaimer]\nrequired = "ai"\n', "utf-8")
    assert run("export", post(TEXT, '---\ntitle: "A"\nai_disclosure: none\n---\n'), "--unapproved").code == 0


def test_the_rules_about_built_sites_agree() -> None:
    path = post(approved=True)
    Path("built").mkdir()
    for form in ("html", "fragment"):
        run("export", path, "--output-format", form, "-o", "built/forty-people-in-prague.html")
        done = run("check", path, "--rendered", "built", "--select", "D,R")
        assert done.code == 0 and "nothing found" in done.out and "1 HTML pages" in done.err, (done.out, done.err)


# -- what leaves -----------------------------------------------------------------------------------


def test_machines_learn_who_wrote_it_and_how() -> None:
    found = data(run("export", post(approved=True)).out)
    assert found["@type"] == "BlogPosting" and found["headline"] == "Forty people in Prague"
    assert found["author"] == [{"@type": "Person", "name": "Dimitri"}]
    assert found["editor"] == {"@type": "Person", "name": "Ana Souza"}
    assert found["digitalSourceType"] == [
        "https://schema.org/TrainedAlgorithmicMediaDigitalSource",
        "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
    ]
    assert found["datePublished"] == "2022-09-28T09:00:00+02:00"


def test_a_tool_is_no_author() -> None:
    head = '---\ntitle: "A"\nauthors: [{name: "Ann"}, "GPT-4"]\nai_tool: "GPT-4"\n---\n'
    done = run("export", post(f"{SENTENCE}\n\n{TEXT}", head), "--unapproved")
    assert data(done.out)["author"] == [{"@type": "Person", "name": "Ann"}]


def test_a_title_cannot_end_the_script_or_the_heading() -> None:
    head = "---\ntitle: '</script><script>alert(1)</script><b>'\n---\n"
    done = run("export", post(f"{SENTENCE}\n\n{TEXT}", head), "--unapproved")
    assert data(done.out)["headline"] == "</script><script>alert(1)</script><b>"
    assert "<b>" not in done.out


def test_nothing_is_written_that_an_editor_would_strip_or_run() -> None:
    body = (
        "| a | b |\n|:--|--:|\n| 1 | 2 |\n\n```python\nprint(1)\n```\n\n"
        'Seen: <script>alert(1)</script> <b onclick="x">bold</b> <!-- c --> H<sub>2</sub>O[^1]\n\n'
        '<div style="x">\n\nInside.\n\n</div>\n\n[js](javascript:alert(1))\n\n[^1]: A note.\n'
    )
    done = look(body)
    data(done.out)
    assert not re.search(r"<[^>]*\s(?:style|class|id|on\w+)=", done.out)
    assert "<b" not in done.out and "<div" not in done.out and "<!--" not in done.out and "javascript:alert" in done.out
    assert 'href="javascript' not in done.out
    assert "H<sub>2</sub>O<sup>1</sup>" in done.out and "<p>Inside.</p>" in done.out
    assert '<div style="x">' in done.err and "<script>" in done.err and "</b>" not in done.err


def test_relative_addresses_are_told_with_their_lines() -> None:
    done = look("![A bee](bees/one.jpg) and [us](/about), [them](https://bees.example/), [below](#x).\n")
    line = HEAD.count("\n") + 3
    assert f"post.md:{line}: the picture bees/one.jpg is relative" in done.err
    assert f"post.md:{line}: the link /about is relative" in done.err and done.err.count("relative") == 2


def test_headings_start_below_the_title() -> None:
    done = look("# Forty people in Prague\n\n# One\n\n## Two\n")
    assert "<h2>One</h2>" in done.out and "<h3>Two</h3>" in done.out
    alone = run("export", post(f"# Only here\n\n{SENTENCE}\n\n## Next\n", ""), "--unapproved")
    assert alone.out.count("Only here") == 3 and "<h1>Only here</h1>" in alone.out and "<h2>Next</h2>" in alone.out


def test_as_plain_text() -> None:
    done = look(
        "## Why\n\n1. one\n   - [in](https://a.example)\n2. two\n\n> said  \n> so\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
        "text",
    )
    assert done.out.split("\n\n")[2:] == [
        SENTENCE, "Why", "1. one\n   - in (https://a.example)\n2. two", "> said\n> so", "a | b\n1 | 2\n",
    ]  # fmt: skip


def test_a_file_is_written_and_named_but_never_the_post_itself() -> None:
    done = run("export", post(approved=True), "-o", "out.html")
    assert done.out == "out.html\n" and SENTENCE in Path("out.html").read_text("utf-8")
    before = Path("post.md").read_bytes()
    done = run("export", "post.md", "-o", Path("../work/post.md"))
    assert done.code == 2 and Path("post.md").read_bytes() == before


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_letters_survive_any_console(encoding: str) -> None:
    console = io.TextIOWrapper(raw := io.BytesIO(), encoding)
    path = post(f"{SENTENCE}\n\nPříliš žluťoučký kůň.\n")
    with mock.patch.multiple(sys, stdout=console, stderr=io.StringIO()):
        assert main(["export", path, "--unapproved"]) == 0
    assert "Příliš žluťoučký kůň." in html.unescape(raw.getvalue().decode("utf-8"))


def test_line_ends_of_windows_and_a_byte_order_mark_change_nothing() -> None:
    plain = look("One\ntwo.\n\n```\ncode\n```\n").out
    text = Path("post.md").read_text("utf-8").replace("\n", "\r\n")
    Path("post.md").write_bytes(text.encode())
    assert run("export", "post.md", "--unapproved", "--output-format", "fragment").out == plain


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from(list("ab <>[]()!*`_|-#:\n\\/\"'&^{}0\x00\u202e")), max_size=120))
def test_no_body_lets_a_tag_of_its_own_through(body: str) -> None:
    draft = document.parse(f"{HEAD}{SENTENCE}\n\n{body}".encode(), "post.md")
    for form in ("html", "fragment"):
        made = export.render(export.read(draft, "en", Settings()), form)  # type: ignore[arg-type]
        data(made)
        tags = set(re.findall(r"</?([a-zA-Z][^\s>]*)", made))
        assert tags <= set(
            "html head meta title script body article h1 h2 h3 h4 h5 h6 p em strong s code pre a img br hr ul ol li"
            " blockquote table thead tbody tr th td sup sub".split()
        )
    export.render(export.read(draft, "en", Settings()), "text")


# -- in a browser ----------------------------------------------------------------------------------


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")
def test_a_reader_sees_it_and_pasting_keeps_it() -> None:
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    run("export", post(approved=True), "-o", "out.html")
    Path("editor.html").write_text("<!DOCTYPE html><title>e</title><div contenteditable autofocus><br></div>", "utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        context = browser.new_context()
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(Path("out.html").resolve().as_uri())
        box = page.get_by_text(SENTENCE, exact=True).bounding_box()
        assert box and box["width"] > 100 and box["height"] > 10 and 0 <= box["y"] < 300
        hit = "([x, y]) => document.elementFromPoint(x, y).textContent"
        assert page.evaluate(hit, [box["x"] + 5, box["y"] + box["height"] / 2]) == SENTENCE
        assert asked == [page.url]
        page.keyboard.press("Control+A")
        page.keyboard.press("Control+C")
        page.goto(Path("editor.html").resolve().as_uri())
        page.focus("div")
        page.keyboard.press("Control+V")
        pasted = page.locator("div[contenteditable]")
        assert pasted.locator("p", has_text=SENTENCE).is_visible()
        assert pasted.locator("h1").inner_text() == "Forty people in Prague"
        assert "BlogPosting" not in pasted.inner_text()
        browser.close()
