"""The pages of a review: golden files, and that nothing in a draft or its notes gets out of its place."""

from __future__ import annotations

import json
import os
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as st
from review_sample import sample, written
from selectolax.lexbor import LexborHTMLParser

from drafter.accepts import Accepted
from drafter.model import Finding, Sentence
from drafter.page import FORMS, Form, escape, located, markdown, text
from drafter.page.points import KINDS, SIGNS, Row, points, rows

WRITE = os.environ.get("DRAFTER_GOLDEN") == "write"  # read here: tests run with a bare environment
GOLDEN = Path(__file__).parent / "golden" / "review"
SUFFIX = {"text": "txt", "json": "json", "markdown": "md", "html": "html"}


def bare(page: str) -> str:
    """The page without style and script: those have tests of their own."""
    page = re.sub(r"(?s)<style>.*?</style>", "<style></style>", page)
    page = re.sub(r"(?s)<script>.*?</script>", "<script></script>", page)
    return re.sub(r"'sha256-[^']+'", "'sha256-…'", page)


def visible(page: str) -> str:
    return " ".join(LexborHTMLParser(page).body.text(separator=" ").split())  # type: ignore[union-attr]


def test_the_table_is_the_list_that_the_command_line_offers() -> None:
    assert list(FORMS) == list(get_args(Form))


@pytest.mark.parametrize("name", FORMS)
def test_golden(name: str) -> None:
    """To accept a change on purpose, run with DRAFTER_GOLDEN=write and read the difference."""
    path = GOLDEN / f"review.{SUFFIX[name]}"
    got = FORMS[name](sample())
    got = bare(got) if name == "html" else got
    if WRITE:
        path.write_text(got.rstrip("\n") + "\n", "utf-8")
    assert got.rstrip("\n") + "\n" == path.read_text("utf-8")


# -- points ----------------------------------------------------------------------------------------


def test_points_are_in_reading_order_and_told_once() -> None:
    review = sample()
    found = points(review, rows(review))
    body = [(point.line, point.column) for point in found if point.kind != "omission"]
    assert body == sorted(body)
    assert [point.kind for point in found][-2:] == ["omission", "omission"]
    gaps = [point for point in found if point.code == "S411"]
    assert len(gaps) == 1 and gaps[0].severity == "error" and gaps[0].text == "who won?"
    assert {"number", "name", "quotation", "date", "link", "sentence", "praise", "gap", "rule"} <= {
        p.kind for p in found
    }


def test_an_accepted_claim_is_held_by_code_and_text() -> None:
    review = sample()

    def accepted(*by: Accepted) -> list[str]:
        changed = review._replace(accepted=by)
        return [point.text for point in points(changed, rows(changed)) if point.accepted]

    assert accepted(Accepted("G501", "1,200", "r", "w")) == ["1,200"]
    assert accepted(Accepted("G502", "1,200", "r", "w")) == accepted(Accepted("G501", "1,201", "r", "w")) == []


def test_a_reviewer_answers_for_a_whole_sentence_by_its_text() -> None:
    review = sample()
    text = next(row.sentence.text for row in rows(review) if row.sentence.text.startswith("Everybody"))
    changed = review._replace(accepted=(Accepted("G515", text, "we all said so", "Ann"),))
    by = {point.kind: point.accepted for point in points(changed, rows(changed))}
    assert by["praise"] is not None and by["sentence"] is None


def test_every_kind_and_standing_has_a_sign_and_a_word() -> None:
    from drafter.grounding import evidence

    assert set(get_args(evidence.Standing)) <= set(SIGNS)
    assert {*get_args(evidence.ClaimKind), *get_args(evidence.SignalKind)} <= set(KINDS)
    signs = [sign for name, (sign, _) in SIGNS.items() if name not in ("skipped", "unknown")]
    assert len(set(signs)) == len(signs) and all(word for _, word in SIGNS.values())


# -- text ------------------------------------------------------------------------------------------


def test_text_fits_80_columns_and_colour_changes_no_character() -> None:
    plain, coloured = FORMS["text"](sample()), text.render(sample(), colour=True)
    assert max(text.columns(line) for line in plain.splitlines()) <= 80
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == plain != coloured


@effort(deadline=None, max_examples=150)
@given(st.text(max_size=400), st.integers(10, 80))
def test_no_text_is_wider_than_asked(words: str, width: int) -> None:
    lines = list(text.wrap(words, "> ", "  ", width))
    assert all(text.columns(line) <= max(width, 4) for line in lines)
    assert not set("".join(lines)) & {"\x1b", "\x00", "\r", "\n", "\u202e"}
    wanted = re.sub(r"\s", "", text._UNSAFE.sub(" ", words))
    assert re.sub(r"\s", "", "".join(lines)[1:]) == wanted


# -- html: the post --------------------------------------------------------------------------------


def test_every_sentence_is_found_in_the_rendered_post() -> None:
    page = FORMS["html"](sample())
    for row in rows(sample()):
        assert page.count(f'id="s{row.number}"') == 1, row.sentence.text
    assert "could not be placed" not in page


@pytest.mark.parametrize("body", [
    "One *two* **three** `four`. Five [six](https://x.org) seven. Eight.",
    "A soft\nbreak. And a hard  \nbreak here.\n\nSetext\n======\n\nText.",
    "> Quoted one. Quoted two.\n>\n> - item *one*\n> - item two",
    "1. One\n2. Two. Three.\n\n   Four\n\n- [ ] task\n- nested\n  - deeper",
    "| a | b |\n| - | - |\n| one *two* | three `x` |\n| same | same |",
    "Entities &amp; &copy; and \\*escapes\\*. Emoji 🎉 here. 日本語の文。もう一つ。",
    "![A picture](https://x.org/a.png) and text. <b>Bold</b> html. <https://x.org> auto.",
    "[ref][r] and [r]. **Bold starts. Bold ends.** After.\n\n[r]: https://x.org",
    "Same. Same. Same.\n\nSame. Same.",
])  # fmt: skip
def test_markup_does_not_hide_sentences(body: str) -> None:
    review = written(f"---\ntitle: T\n---\n{body}\n")
    tree = LexborHTMLParser(FORMS["html"](review))
    assert tree.css_first(".rest") is None
    for row in rows(review):
        parts = [node.text() for node in tree.css(f'#post span[data-i="{row.number}"]:not(.r)')]
        if row.standing != "skipped":  # of others only the first stretch is marked
            marked = re.sub(r"\s", "", "".join(part.split("\u200b")[0] for part in parts))
            assert marked == re.sub(r"\s", "", row.sentence.text)


def test_a_sentence_that_cannot_be_placed_is_listed() -> None:
    review = written("---\ntitle: T\n---\nShort {{< code >}} text that is fine.\n\n<div>\nraw text here\n</div>\n")
    page = FORMS["html"](review)
    for row in rows(review):
        assert page.count(f'id="s{row.number}"') == 1


def test_pictures_are_named_and_never_loaded() -> None:
    dot = "data:image/png;base64,iVBORw0KGgo="
    page = FORMS["html"](
        written(f"![far](https://evil.example/x.png) ![near]({dot}) ![svg](data:image/svg+xml;base64,AA==)\n")
    )
    tree = LexborHTMLParser(page)
    assert [node.attributes["src"] for node in tree.css("img")] == [dot]
    assert "https://evil.example/x.png" in visible(page) and "far" in visible(page)


def test_headings_never_skip_a_level() -> None:
    page = FORMS["html"](written("---\ntitle: T\n---\n##### deep\n\n# top\n\n#### low\n\n# top again\n"))
    levels = [int(node.tag[1]) for node in LexborHTMLParser(page).css("#post :is(h1,h2,h3,h4,h5,h6)")]
    assert levels[0] == 2 and all(after - before <= 1 for before, after in pairwise(levels))


def test_every_link_inside_the_page_has_a_goal_and_ids_are_unique() -> None:
    tree = LexborHTMLParser(FORMS["html"](sample()))
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    goals = {str(node.attributes["href"])[1:] for node in tree.css('a[href^="#"]')}
    assert goals <= set(ids) and len(goals) > 20
    lines = {line for node in tree.css("[data-n]") for line in str(node.attributes["data-n"]).split()}
    assert lines <= set(ids)


def test_without_notes_the_page_says_so() -> None:
    review = sample()._replace(
        notes=None,
        evidence=None,
        no_evidence="its notes, n.md, are not here",
        share=None,
        no_share="no record",
    )
    for name, render in FORMS.items():
        page = render(review)
        told = visible(page) if name == "html" else unescape(page)
        assert "its notes, n.md, are not here" in " ".join(told.split()), name
        assert "no record" in told and "borne out," not in told


# -- hostile input ---------------------------------------------------------------------------------

EVIL = [
    "<script>alert(1)</script>", "</script><script>alert(1)</script>", "</style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))", "[x](JaVaScRiPt:alert(1))", "<javascript:alert(1)>", "![x](javascript:alert(1))",
    '[x](https://a.b/"onmouseover="alert(1))', "[x](data:text/html,<script>alert(1)</script>)", "[x](vbscript:x)",
    '"><svg onload=alert(1)>', "<iframe src=https://evil.example>", "<a href='javascript:alert(1)'>x</a>", "-->", "<!--",
    "]]>", "<style>*{display:none}</style>", "`</code><script>alert(1)</script>`", "&lt;script&gt;", "\u202eevil\u202c",
    "<base href=https://evil.example>", "<meta http-equiv=refresh content=0>", "<form action=https://evil.example>",
    "<link rel=stylesheet href=https://evil.example>", "```\n</code></pre><script>\n```", "| <script> | b |\n|-|-|\n| <x onclick=y> | z |",
    "<div onclick=alert(1)>\n**text**\n</div>", "\x00\x1b[31m", "[x](\x01javascript:alert(1))", "[x](https://a\u202eb)",
    "<!-- comment\n\n</script> -->", "{{ template }}", "[[CHECK: <script>]]", "“<b onclick=x>quoted words here</b>”", "520 <u>",
]  # fmt: skip
TAGS = frozenset(
    "html head meta title style body a header h1 h2 h3 h4 h5 h6 span ul ol li b main section div p q button kbd article mark"
    " code pre blockquote table thead tbody tr th td em strong s br hr img aside dialog dl dt dd label input form script".split()
)


def assert_inert(page: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\u202a-\u202e\ud800-\udfff]", page)
    tree = LexborHTMLParser(page)
    ours = tree.css("script")
    assert len(ours) == 1 and not ours[0].attributes
    assert len(tree.css("style")) == 1 and len(tree.css("form")) == 1 and len(tree.css("meta")) == 6
    for node in tree.css("*"):
        assert node.tag in TAGS, node.html
        for name, value in node.attributes.items():
            assert not name.startswith("on") and name not in ("style", "srcdoc", "action", "formaction"), node.html
            if name in ("href", "src"):
                assert re.match(r"#|https?://|mailto:|data:image/(png|gif|jpeg|webp);base64,", value or "", re.I), (
                    node.html
                )
    policy = tree.css_first("meta[http-equiv]").attributes["content"] or ""  # type: ignore[union-attr]
    assert "unsafe" not in policy and policy.startswith("default-src 'none'")


@pytest.mark.parametrize("evil", EVIL)
def test_known_attacks_are_inert_everywhere(evil: str) -> None:
    inner = json.dumps(evil)
    draft = f"---\ntitle: {inner}\ndescription: {inner}\nai_tool: {inner}\nlang: {inner}\n---\n{evil}\n\nText {evil} text.\n\n- {evil}\n"
    noted = f"---\nplace: {inner}\nlanguage: {inner}\n{inner}: x\n---\n# N {evil}\n\n- {evil} text 12\n"
    finding = Finding("draft.md", 3, 1, "S401", evil, "error", evil)
    review = written(draft, noted, findings=(finding,), provenance=((evil, evil),), no_share=evil, disclaimer=evil)
    assert_inert(FORMS["html"](review))
    json.loads(FORMS["json"](review))
    assert "\x1b" not in FORMS["text"](review)


pieces = st.lists(
    st.one_of(
        st.sampled_from(EVIL),
        st.text(max_size=30),
        st.sampled_from(["\n\n", "\n", "# ", "> ", "- ", "**", "[", "](", ")", "|", "`", "_", "\\", "<", "&"]),
    ),
    max_size=14,
)


@effort(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(pieces, pieces)
def test_any_text_is_inert(draft: list[str], noted: list[str]) -> None:
    review = written("---\ntitle: T\n---\n" + "".join(draft), "- note\n" + "".join(noted))
    page = FORMS["html"](review)
    assert_inert(page)
    tree = LexborHTMLParser(page)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids)) and {f"s{row.number}" for row in rows(review)} <= set(ids)
    json.loads(FORMS["json"](review))
    FORMS["text"](review)
    markdown.render(review)


@pytest.mark.parametrize("evil", EVIL)
def test_a_pull_request_comment_is_inert(evil: str) -> None:
    from markdown_it import MarkdownIt

    one = f"@someone #12 **bold** {evil} https://evil.example www.evil.example $x$ :smile:"
    quoted = markdown.plain(one, 500)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(f"- a: {quoted}")
    tree = LexborHTMLParser(rendered)
    assert {node.tag for node in tree.css("body *")} <= {"ul", "li"}, rendered
    assert "@" not in quoted and "://" not in quoted and "www." not in quoted
    cell = MarkdownIt("gfm-like", {"linkify": False}).render(f"| a |\n|-|\n| {quoted} |")
    assert LexborHTMLParser(cell).css("td") and len(LexborHTMLParser(cell).css("td")) == 1


def test_a_comment_is_never_longer_than_github_takes() -> None:
    review = written("---\ntitle: T\n---\n" + "The number 4711 was <b> & | *said* in 1999 by @Ann. " * 3_000)
    assert len(markdown.render(review)) < 65_536


def test_links_that_open() -> None:
    assert escape.link("https://x.org/?a=1&b=2") == "https://x.org/?a=1&amp;b=2" and escape.link("mailto:a@b.c")
    for bad in (
        "javascript:alert(1)",
        " javascript:x",
        "//evil.example",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://",
        "HTTP:x",
        "/local",
    ):
        assert escape.link(bad) == ""


# -- size ------------------------------------------------------------------------------------------


def test_time_is_linear() -> None:
    import time

    def seconds(count: int) -> float:
        line = "word " * 200 + "x" * 50 + ". "
        texts = [located.Text(1, 1, line * count)]
        some = [Row(n, Sentence("missing sentence " + str(n), 1, 1), "partly") for n in range(count * 4)]
        start = time.perf_counter()
        located.locate(texts, some, {})
        return time.perf_counter() - start

    seconds(5)
    small, large = min(seconds(20) for _ in range(3)), min(seconds(80) for _ in range(3))
    assert large < 12 * small + 0.05


def test_a_very_long_body_is_shown_as_text() -> None:
    from drafter.page import post

    draft = written("---\ntitle: T\n---\nOne.\n").draft
    huge = draft._replace(body="<b>x " * (post.LIMIT // 5 + 1))
    ink = post.Ink(lambda span, inner: inner, lambda row: "", lambda number: "")
    page, found = post.render(huge, [], {}, ink)
    assert page.startswith("<pre>&lt;b&gt;") and not found
