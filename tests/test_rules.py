"""Rules: each one's own examples, choosing among them, comments that silence."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as effort
from hypothesis import strategies as st

from drafter import document, rules
from drafter.errors import DrafterError
from drafter.model import Finding
from drafter.rules import Subject
from drafter.settings import Disclaimer, Settings, replace

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
SENTENCE = "Disclaimer: Most of the articles on the blog are written using an AI tool."
ALL = rules.all_rules()
BY_BYTES = {"S401", "S406", "D109"}  # their bad posts can't be written in a docstring; tested below
OF_SITES = {"D201", "D202", "D203", "D204"}  # their examples are pages and feeds; run in test_rendered


def judge(text: str | bytes, codes: str = "", settings: Settings | None = None) -> tuple[Finding, ...]:
    data = text if isinstance(text, bytes) else text.encode()
    chosen, _ = rules.choose([codes] if codes else [])
    return rules.run(Subject(document.parse(data, "post.md"), settings or Settings(), NOW), chosen)


def codes(text: str | bytes, select: str = "", settings: Settings | None = None) -> list[str]:
    return [finding.code for finding in judge(text, select, settings)]


def example_settings(found: dict[str, str]) -> Settings:
    """The workspace of an example: its settings and, where it names them, its notes."""
    if "Notes" in found:
        Path("notes.md").write_text(found["Notes"], "utf-8")
    if "Style" in found:
        Path("style.md").write_text(f"---\n{found['Style']}---\n", "utf-8")
    return replace(Settings(), folder=str(Path.cwd()), **tomllib.loads(found.get("Settings", "")))


@pytest.mark.parametrize("code", sorted(set(ALL) - BY_BYTES - OF_SITES))
def test_the_bad_example_trips_the_rule_and_the_good_one_does_not(code: str) -> None:
    found = rules.examples(ALL[code].info)
    assert {"Bad", "Good"} <= set(found), f"{code} needs both examples"
    settings = example_settings(found)
    assert code in codes(found["Bad"], settings=settings)
    assert code not in codes(found["Good"], settings=settings)


@pytest.mark.parametrize("code", sorted(ALL))
def test_every_rule_explains_itself(code: str) -> None:
    info = ALL[code].info
    assert re.fullmatch("[A-Z][0-9]{3}", info.code) and info.code == code
    assert info.summary.endswith(".") and len(info.manual) > 40
    assert info.fix and "\n" not in info.fix
    assert len({entry.name for entry in ALL.values()}) == len(ALL)


def test_the_disclaimer_rules_are_locked_and_no_other() -> None:
    assert [code for code, entry in ALL.items() if entry.locked] == [*(f"D10{n}" for n in range(1, 10)), "D201"]


def test_posts_that_no_docstring_can_hold() -> None:
    assert "S401" in codes(b"---\ntitle: x\n---\n\xff\xfe caf\xe9")
    assert "S406" in codes(f"# Title\n\n{SENTENCE}\n\n" + "word " * 250_000)


def test_what_is_too_large_to_look_at_does_not_pass() -> None:
    words = "word " * 210_000
    assert codes(f"<div hidden>\n\n{SENTENCE}\n\n{words}", "D10") == ["D109"]
    assert codes(f"{SENTENCE}\n\n{words}", "D10") == []


def test_findings_have_true_places_and_are_sorted() -> None:
    text = f'---\ntitle: "Prague"\nauthor: "ChatGPT"\n---\n{SENTENCE}\n\nSee\n[here](https://a.example/b) and [x](#).\n'
    found = judge(text)
    assert [(f.line, f.column, f.code) for f in found] == [(3, 1, "D113"), (8, 2, "S421"), (8, 34, "S422")]
    assert all(f.snippet == text.split("\n")[f.line - 1] for f in found)


# -- choosing --------------------------------------------------------------------------------------


def test_select_takes_beginnings_and_lists() -> None:
    assert {code[0] for code in rules.choose(["D,R3"])[0]} == {"D", "R"}
    assert list(rules.choose(["d101"])[0]) == ["D101"]
    assert set(rules.choose()[0]) == set(ALL)


def test_ignore_leaves_locked_rules_and_says_so() -> None:
    chosen, notices = rules.choose([], ["D", "S431"])
    assert {"D101", "D108"} <= set(chosen) and "D113" not in chosen and "S431" not in chosen
    assert len(notices) == 1 and "can't be ignored" in notices[0]


def test_a_selection_from_a_file_keeps_locked_rules() -> None:
    assert {"D101", "S401"} <= set(rules.choose(["S"], by_hand=False)[0])
    assert "D113" not in rules.choose(["S"], by_hand=False)[0]


@pytest.mark.parametrize("wrong", ["D9", "Q1", "disclaimer-missing", "X", "S4O1", "É"])
def test_an_unknown_code_is_refused_with_the_nearest(wrong: str) -> None:
    with pytest.raises(DrafterError) as caught:
        rules.choose([wrong])
    assert wrong.upper() in caught.value.message.upper()
    with pytest.raises(DrafterError):
        rules.choose([], [wrong])


def test_a_name_finds_its_rule() -> None:
    assert rules.lookup("disclaimer-missing").code == rules.lookup("d101").code == "D101"
    with pytest.raises(DrafterError, match="no rule") as caught:
        rules.lookup("disclamer-missing")
    assert "D101" in caught.value.hint


# -- disclosure ------------------------------------------------------------------------------------


def head(**keys: object) -> str:
    import json

    lines = "".join(f"{key}: {json.dumps(value)}\n" for key, value in ({"title": "Prague"} | keys).items())
    return f"---\n{lines}---\n"


IPTC = "http://cv.iptc.org/newscodes/digitalsourcetype/"


@pytest.mark.parametrize(("keys", "expected"), [
    ({}, []),
    ({"ai_disclosure": "none"}, []),
    ({"ai_disclosure": "ai-generated"}, ["D111"]),
    ({"ai_disclosure": "none", "ai_source_type": IPTC + "trainedAlgorithmicMedia"}, ["D112"]),
    ({"ai_disclosure": "none", "ai_source_type": IPTC + "algorithmicMedia", "ai_tool": "offline"}, []),
    ({"ai_disclosure": "ai-generated", "ai_tool": "M", "ai_source_type": IPTC + "humanEdits"}, ["D112"]),
    ({"ai_disclosure": "ai-generated", "ai_tool": "M", "ai_source_type": IPTC + "minorHumanEdits"}, ["D112"]),
    ({"ai_disclosure": "AI generated", "ai_tool": "M", "ai_source_type": IPTC + "trainedAlgorithmicMedia"}, ["D112"]),
    ({"ai_disclosure": ["x"], "ai_tool": "M", "ai_source_type": IPTC + "trainedAlgorithmicMedia"}, ["D111", "D112"]),
    ({"author": "Claude Monet"}, []),
    ({"author": "Claude"}, []),
    ({"authors": ["Jean-Claude Juncker", "Gemma Arterton", "Al Gore", "Ai Weiwei"]}, []),
    ({"author": "Claude 2"}, ["D113"]),
    ({"authors": [{"name": "ChatGPT"}, {"name": "Ann"}]}, ["D113"]),
    ({"authors": {"name": "GPT-4o"}}, ["D113"]),
    ({"author": "Ann and AI"}, ["D113"]),
])  # fmt: skip
def test_machine_readable_keys(keys: dict[str, object], expected: list[str]) -> None:
    assert codes(head(**keys) + f"{SENTENCE}\n\nForty people met.\n", "D") == expected


def test_only_ai_posts_need_the_disclaimer_where_the_policy_says_so() -> None:
    settings = replace(Settings(), disclaimer=Disclaimer(required="ai"))
    assert codes(head(ai_disclosure="none") + "Forty people met.\n", "D10", settings) == []
    assert codes(head(ai_disclosure="ai-assisted") + "Forty people met.\n", "D10", settings) == ["D101"]
    assert codes(head() + "Forty people met.\n", "D10", settings) == ["D101"]
    assert codes("---\nai_disclosure: none\ntitle: [\n---\nForty people met.\n", "D10", settings) == ["D101"]


# -- review ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("site", "keys", "expected"), [
    ("plain", {"draft": True, "ai_disclosure": "ai-generated"}, []),
    ("plain", {"ai_disclosure": "ai-generated"}, ["R301"]),
    ("plain", {"draft": False, "review_status": "pending", "ai_disclosure": "none"}, ["R301"]),
    ("plain", {"ai_disclosure": "none"}, []),
    ("plain", {"layout": "post", "review": True}, []),
    ("hugo", {"draft": True, "ai_disclosure": "ai-generated"}, []),
    ("hugo", {"draft": "true", "ai_disclosure": "ai-generated"}, ["R305"]),
    ("jekyll", {"draft": True, "ai_disclosure": "ai-generated"}, ["R305"]),
    ("jekyll", {"published": False, "ai_disclosure": "ai-generated"}, []),
    ("eleventy", {"permalink": False, "eleventyExcludeFromCollections": True, "ai_disclosure": "ai-generated"}, []),
    ("eleventy", {"draft": True, "permalink": False, "ai_disclosure": "ai-generated"}, ["R305"]),
    ("eleventy", {"draft": True, "ai_disclosure": "ai-generated"}, ["R305"]),
    ("astro", {"draft": True, "ai_disclosure": "ai-generated"}, ["R305"]),
    ("astro", {"draft": False, "ai_disclosure": "ai-generated"}, ["R301"]),
    ("pelican", {"Status": "draft", "ai_disclosure": "ai-generated"}, []),
    ("docusaurus", {"draft": True, "ai_disclosure": "ai-generated"}, []),
    ("plain", {"review_status": "approved", "reviewed_by": "Ann"}, ["R303", "R303", "R304"]),
])  # fmt: skip
def test_who_may_be_published(site: str, keys: dict[str, object], expected: list[str]) -> None:
    settings = replace(Settings(), site=site)
    assert sorted(codes(head(**keys) + "Forty people met.\n", "R", settings)) == expected


def test_a_post_in_a_staging_folder_is_not_published() -> None:
    settings = replace(Settings(), site="astro", posts=("src/content/blog",), output="staging", folder=str(Path.cwd()))
    data = (head(draft=True, ai_disclosure="ai-generated") + "Forty people met.\n").encode()
    chosen, _ = rules.choose(["R"])
    staged = rules.run(Subject(document.parse(data, "staging/post.md"), settings, NOW), chosen)
    public = rules.run(Subject(document.parse(data, "src/content/blog/post.md"), settings, NOW), chosen)
    assert (staged, [f.code for f in public]) == ((), ["R305"])


# -- structure -------------------------------------------------------------------------------------


def style(body: str, **keys: object) -> list[tuple[int, str, str]]:
    text = head(**keys) + body
    above = text.count("\n") - body.count("\n")
    return [(f.line - above, f.code, f.severity) for f in judge(text, "S,U")]


def test_a_gap_is_a_reminder_on_a_draft_and_an_error_for_readers() -> None:
    assert style("They met at [[CHECK: where?]].\n", draft=True) == [(1, "S411", "warning")]
    assert style("They met at [[CHECK: where?]].\n") == [(1, "S411", "error")]
    assert [f.line for f in judge(head(description="In [[CHECK: where?]]") + "Hello.\n", "S411")] == [3]
    assert style("Write `[[CHECK: x]]` for a gap:\n\n```\n[[CHECK: y]]\n```\n") == []


@pytest.mark.parametrize("text", [
    "As an AI language model, I can't attend events.",
    "Sure! Here is a blog post about the meetup:",
    "Hier ist Ihr Blogbeitrag über das Treffen:",
    "Voici votre article de blog :",
    "Let me know if you'd like me to adjust the tone.",
])  # fmt: skip
def test_chatter_of_a_model(text: str) -> None:
    assert style(f"{text}\n\nForty people met.\n") == [(1, "S413", "warning")]
    assert style(f"{text}\n\nForty people met.\n", ai_disclosure="ai-generated") == [(1, "S413", "error")]


@pytest.mark.parametrize("text", [
    "As an AI company we train forty managers.",
    "Here is what they agreed on: nothing.",
    "Here are the slides of the talk.",
    "Let me know if you want to join us in Brno.",
    "I hope this helps.",
    "The talk [Your first parser](https://a.example/x) was full.",
    "We used `<your_name>` and [insert][1].\n\n[1]: https://a.example/y",
    "Use {{ site.url }} or {{< figure src=\"a.png\" >}}.",
    "He said [sic] that <aside> is fine.",
    "- [ ] insert coin\n- [x] done",
    "“We need [your own] data,” she said, “and [hier im Bild] people.” Press [Enter] to add a [name].",
])  # fmt: skip
def test_what_people_write_is_no_leftover(text: str) -> None:
    assert style(f"{text}\n\nForty people met.\n", ai_disclosure="ai-generated") == []


@pytest.mark.parametrize(
    "text",
    [
        "We thank [Insert name].",
        "Dear <your_name>,",
        "We thank [Your Name], host.",
        "[bitte einfügen Ort]",
        "On [date TBD] we meet.",
        "Lorem ipsum dolor sit amet.",
    ],
)
def test_placeholders(text: str) -> None:
    assert [code for _, code, _ in style(text + "\n")] == ["S412"]


@pytest.mark.parametrize(("text", "code"), [
    ("More is [here](https://a.example/b).", "S421"),
    ("Mehr steht [hier](https://a.example/b).", "S421"),
    ("[Cliquez ici](https://a.example/b) pour lire.", "S421"),
    ("To see the programme, click here.", "S421"),
    ("The [programme](#) is public.", "S422"),
    ("The [programme](URL) is public.", "S422"),
    ("The [programme](https://example.com/x) is public.", "S422"),
    ("The [programme](https://example.org/x) is public.", ""),
    ("The [programme](#programme) is public.", ""),
    ("The [programme of the day](https://a.example/b) is here.", ""),
    ("See <https://a.example/b> and https://a.example/c.", ""),
    ("![](photo.jpg) was taken by Ann.", ""),
    ("Do not write `[here](#)`.", ""),
])  # fmt: skip
def test_links(text: str, code: str) -> None:
    assert [found for _, found, _ in style(f"{text}\n")] == ([code] if code else [])


def test_empty_sections() -> None:
    assert style("## One\n\n## Two\n\nText.\n\n### Three\n\n## Four\n") == [
        (1, "S432", "warning"), (7, "S432", "warning"), (9, "S432", "warning"),
    ]  # fmt: skip
    assert style("## One\n\n### Sub\n\nText.\n\n## Code\n\n```\nx\n```\n\n## Image\n\n![alt](a.png)\n") == []
    assert style("## One\n\n```\n## Two\n## Three\n```\n") == []


def test_two_sections_about_the_same() -> None:
    body = "## Goals\n\nForty managers.\n\n## Objectives\n\nMore talent.\n"
    assert style(body) == [(5, "S431", "warning")]


def test_a_comparison_and_a_list_of_links_tell_nothing_twice() -> None:
    fast = "Sharing data between the threads of a threadgroup is fast thanks to shared memory. "
    faster = "Sharing it between the threads of a subgroup is faster, because the data needs no shared memory."
    assert style(fast + faster + "\n") == []
    told = "The threads of a threadgroup share their data fast, thanks to the memory they share.\n"
    assert style(f"A day.\n\n{told}\nAnother day.\n\n{told}") == [(7, "S431", "warning")]
    links = "- [Codecademy](https://a.example) and [Code School](https://b.example): learn languages in your browser\n"
    assert style(f"## One\n\nFirst.\n\n{links}\n## Two\n\nSecond.\n\n{links}") == []


def test_a_merge_left_open() -> None:
    assert style("<<<<<<< yours\nForty.\n=======\nFifty.\n>>>>>>> new\n") == [(1, "S414", "error")]
    assert style("```\n<<<<<<< yours\n=======\n>>>>>>> new\n```\n") == []


def test_a_title_is_a_key_or_a_heading() -> None:
    for text in ("# Prague\n\nForty.\n", "Prague\n===\n\nForty.\n", '+++\ntitle = "Prague"\n+++\nForty.\n'):
        assert codes(text, "S405") == []
    assert codes('---\ntitle: ""\n---\nForty.\n', "S405") == ["S405"]


# -- comments that silence -------------------------------------------------------------------------

HERE = "It is [here](https://a.example/b)."


@pytest.mark.parametrize("comment", [
    '<!-- drafter: ignore S421 reason="its name" -->', "<!-- drafter: ignore S421, S422 reason='its name' -->",
    '{/* drafter: ignore S421 reason="its name" */}', '<!--drafter:ignore S421 reason="its name"-->',
])  # fmt: skip
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_reason_silences_the_paragraph_below(comment: str, gap: str) -> None:
    found = style(f"{comment}{gap}First line.\n{HERE}\n\n{HERE}\n")
    assert [code for _, code, _ in found if code == "S421"] == ["S421"]
    assert found[-1][1] == "S421"


def test_comments_that_do_nothing_are_found() -> None:
    assert style(f"<!-- drafter: ignore S421 -->\n{HERE}\n") == [(1, "U902", "warning"), (2, "S421", "warning")]
    assert style(f"<!-- drafter: ignore everything -->\n{HERE}\n")[0][1] == "U902"
    assert style('<!-- drafter: ignore S421 reason="x" -->\nText.\n') == [(1, "U901", "warning")]
    assert style('<!-- drafter: ignore R301 reason="x" -->\nText.\n') == [(1, "U903", "warning")]
    assert style(f'```\n<!-- drafter: ignore S421 reason="x" -->\n```\n{HERE}\n') == [(4, "S421", "warning")]


def test_a_comment_is_unused_only_when_its_rule_was_asked() -> None:
    text = head() + '<!-- drafter: ignore S421 reason="x" -->\nText.\n'
    assert codes(text, "U") == [] and codes(text, "U,S421") == ["U901"]


def test_comments_may_stand_one_above_the_other() -> None:
    two = '<!-- drafter: ignore S422 reason="a" -->\n\n<!-- drafter: ignore S421 reason="b" -->\n'
    assert style(f"{two}It is [here](#).\n") == []
    many = f'<!-- drafter: ignore S421 reason="x" -->\n{HERE}\n' * 3_000
    assert style(many + f"\n{HERE}\n") == [(6_002, "S421", "warning")]


def test_no_comment_silences_the_disclaimer() -> None:
    text = head() + '<!-- drafter: ignore D101 reason="no room" -->\nForty people met.\n'
    assert codes(text, "D1,U") == ["D101", "U903"]


# -- hostile ---------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from([
    "---\n", "+++\n", "title: x\n", "draft: true\n", "ai_disclosure: none\n", "review_digest: v1\n", "reviewed_by: [a]\n",
    "ai_tool: &a [*a]\n", "author: {name: [x]}\n", "authors: [1, null, {}]\n", "```\n", "~~~\n", "<!--", "-->", "{/*", "*/}",
    "[here](#)", "[](", "[[CHECK", "]]", "# A\n", "\n", "\r", "\r\n", "`", "``", "drafter: ignore S421 reason=\"\"", SENTENCE,
    "<pre>", "</pre>", "\x00", "\ufeff", "\u2028", "<<<<<<< x\n", ">>>>>>> y\n", "    ", "- ", "> ", "| a |\n",
])  # fmt: skip


@effort(deadline=None, max_examples=150)
@given(st.lists(FRAGMENTS | st.text(max_size=5), max_size=25).map("".join))
def test_any_text_gives_findings_and_no_traceback(text: str) -> None:
    draft = document.parse(text.encode("utf-8", "surrogatepass"), "post.md")
    found = rules.run(Subject(draft, Settings(), NOW), ALL)
    assert found == tuple(sorted(found))
    last = len(draft.text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert all(1 <= f.line <= last and f.column >= 1 and f.message for f in found)


@effort(deadline=None, max_examples=100)
@given(st.binary(max_size=60))
def test_any_bytes_give_findings_and_no_traceback(data: bytes) -> None:
    assert rules.run(Subject(document.parse(data, "post.md"), Settings(), NOW), ALL)
