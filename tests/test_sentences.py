"""Sentences of a Markdown body, with their true places in the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafter import sentences
from drafter.model import Draft


def split(body: str, head: str = "") -> list[tuple[str, str]]:
    draft = Draft("x.md", head + body, {}, body, head.count("\n") + 1)
    return [(sentence.kind, sentence.text) for sentence in sentences.split(draft)]


def test_blocks_are_units_and_code_is_none() -> None:
    body = (
        "# A *title* #\n\nOne. Two\nlines.\n\n- item\n- [x] done\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n"
        "```\ncode.\n```\n\n    indented\n\n<!-- hidden\nstill -->\n\n> quoted\n\nSetext\n===\n"
    )
    assert split(body) == [
        ("heading", "A title"), ("prose", "One."), ("prose", "Two lines."), ("item", "item"), ("item", "done"),
        ("cell", "a"), ("cell", "b"), ("cell", "1"), ("cell", "2"), ("prose", "quoted"), ("heading", "Setext"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Dr. Novák met Mr. J. F. Smith in the U.S. last year.", "Das geht z. B. am 26. September.", "Es war der 3. Platz.",
     "It starts at 9 a.m. tomorrow.", "26. September 2022 was sunny.", "Er sagte: „So. Und so.“",
     "“We won. We really did,” she said."],
)  # fmt: skip
def test_one_sentence_stays_one(text: str) -> None:
    assert [found for _, found in split(text)] == [text]


def test_links_keep_their_targets_and_text_its_words() -> None:
    body = 'See [the *page*](https://a.example/x_(y) "t"), <https://b.example> or [ref].\n\n[ref]: https://c.example\n'
    (sentence,) = sentences.split(Draft("x", body, {}, body, 1))
    assert sentence.text == "See the page, https://b.example or ref."
    assert [(sentence.text[s:e], url) for s, e, url in sentence.links] == [
        ("the page", "https://a.example/x_(y)"), ("https://b.example", "https://b.example"), ("ref", "https://c.example"),
    ]  # fmt: skip


def test_places_point_into_the_file() -> None:
    head = "---\ntitle: x\n---\n"
    body = "Plain **bold** and\n  a [link](https://x.example) end.\n"
    (sentence,) = sentences.split(Draft("x", head + body, {}, body, 4))
    lines = (head + body).split("\n")
    for word in ("Plain", "bold", "link", "end"):
        line, column = sentences.place(sentence, sentence.text.index(word))
        assert lines[line - 1][column - 1 :].startswith(word)


def test_snake_case_and_stars_between_spaces_are_text() -> None:
    assert split("Use snake_case and 2 * 3 \\* 4 &amp; so.") == [("prose", "Use snake_case and 2 * 3 * 4 & so.")]


@pytest.mark.parametrize(
    "body", ["[" * 20_000, "](a \"" * 8_000, "<a " * 20_000, "<!--\n" * 8_000, "`` ` " * 8_000, "." * 40_000,
             "x](" + " " * 40_000, "- " * 20_000, "> " * 20_000, "“a" * 20_000, "a\n" * 20_000 + "<!--"],
)  # fmt: skip
def test_hostile_markdown_takes_linear_time(body: str) -> None:
    started = time.process_time()
    split(body)
    assert time.process_time() - started < 5


@given(st.text('ab .!?\n*_`[]()<>!-#|&;\\"“”1\x00é', max_size=120))
def test_any_body_gives_sentences_with_places_inside_it(body: str) -> None:
    lines = body.replace("\r", "\n").split("\n")
    for sentence in sentences.split(Draft("x", body, {}, body, 1)):
        assert sentence.text.strip()
        for offset in range(len(sentence.text)):
            line, column = sentences.place(sentence, offset)
            assert 1 <= line <= len(lines)
            assert column >= 1
