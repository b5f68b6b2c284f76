"""The sentence for readers: seen or not, put in, repaired."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafter import document
from drafter.disclaimer import DEFAULT, add, fix, judge
from drafter.model import Draft

CASES = Path(__file__).parent / "cases"
HEAD = "---\ntitle: A meeting\n---\n"
PROSE = "Forty people met on Tuesday to talk about clusters."


def post(body: str, head: str = HEAD) -> Draft:
    return document.parse((head + body).encode("utf-8", "surrogatepass"), "post.md")


def standing(body: str, texts: list[str] | None = None) -> str:
    return judge(post(body), texts or [DEFAULT]).standing


# -- the cases, each with its expectation in its front matter ------------------------------------------


@pytest.mark.parametrize("path", sorted(CASES.glob("*/*.md")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_case(path: Path) -> None:
    draft = document.parse(path.read_bytes(), path.name)
    verdict = judge(draft, [DEFAULT])
    assert verdict.standing == draft.meta["expect"]
    assert verdict.visible == (path.parent.name == "pass")
    lines = draft.text.splitlines() or [""]
    assert 1 <= verdict.line <= len(lines) + 1
    if verdict.visible:
        assert verdict.message == "" and verdict.wanted == DEFAULT
    else:
        assert "\n" not in verdict.message and len(verdict.message) < 500


# -- what a verdict says -------------------------------------------------------------------------------


def test_line_and_column_are_those_of_the_file() -> None:
    verdict = judge(post(f"# Title\n\n*{DEFAULT}*\n\n{PROSE}\n"), [DEFAULT])
    assert (verdict.line, verdict.column) == (6, 2)
    assert judge(post(f"{PROSE}\n\n```\n{DEFAULT}\n```\n"), [DEFAULT]).line == 7


def test_a_finding_says_what_to_write() -> None:
    verdict = judge(post(PROSE), [DEFAULT])
    assert "write it as plain Markdown" in verdict.message and DEFAULT in verdict.message
    assert judge(post(f"<div hidden>\n\n{DEFAULT}\n\n</div>"), [DEFAULT]).message.startswith(
        "the disclaimer is inside <div hidden>"
    )


def test_raw_html_counts_where_the_generator_keeps_it() -> None:
    body = f'<aside class="ai-note">\n<p>{DEFAULT}</p>\n</aside>\n\n{PROSE}\n'
    assert standing(body) == "raw-html"
    assert judge(post(body), [DEFAULT], raw_html=True).visible
    for hidden in (
        f'<aside style="display:none">\n<p>{DEFAULT}</p>\n</aside>\n\n{PROSE}\n',
        f"<!-- {DEFAULT} -->\n\n{PROSE}\n",
        f"<script>{DEFAULT}</script>\n\n{PROSE}\n",
        f"<details>\n<p>{DEFAULT}</p>\n</details>\n\n{PROSE}\n",
    ):
        assert not judge(post(hidden), [DEFAULT], raw_html=True).visible


@pytest.mark.parametrize(
    ("body", "position", "misplaced"),
    [
        (f"{DEFAULT}\n\n{PROSE}\n", "top", False),
        (f"# T\n\n{PROSE}\n\n{DEFAULT}\n\n{PROSE}\n", "top", False),
        (f"{PROSE}\n\n" * 5 + DEFAULT, "top", True),
        (f"{PROSE}\n\n" * 5 + DEFAULT, "bottom", False),
        (f"{DEFAULT}\n\n" + f"{PROSE}\n\n" * 5, "bottom", False),
        (f"{PROSE}\n\n" * 5 + DEFAULT + f"\n\n{PROSE}" * 5, "bottom", True),
        (f"{PROSE}\n\n<!--more-->\n\n{DEFAULT}\n", "top", True),
        (f"{PROSE}\n\n<!-- truncate -->\n\n{DEFAULT}\n", "top", True),
        (f"{PROSE}\n\n{{/* truncate */}}\n\n{DEFAULT}\n", "top", True),
        (f"{PROSE}[^1]\n\n[^1]: {DEFAULT}\n", "top", True),
        (f"<!-- {DEFAULT} -->\n\n{DEFAULT}\n\n<!--more-->\n\n{PROSE}\n", "top", False),
    ],
)
def test_placement(body: str, position: str, misplaced: bool) -> None:
    verdict = judge(post(body), [DEFAULT], position="top" if position == "top" else "bottom")
    assert verdict.visible and bool(verdict.misplaced) == misplaced


def test_texts_are_alternatives_and_may_have_placeholders() -> None:
    texts = ["Hinweis: Die meisten Artikel entstehen mit KI.", "This article was drafted with {tool}."]
    assert judge(post("Hinweis: Die meisten Artikel entstehen mit KI.\n"), texts).wanted == texts[0]
    assert judge(post("This article was drafted with Claude 2.1 (Anthropic).\n"), texts).wanted == texts[1]
    for wrong in ("nothing", "no AI", "Claude. That is a joke", "", "x" * 300):
        assert not judge(post(f"This article was drafted with {wrong}.\n"), texts).visible


def test_no_sentence_is_never_seen() -> None:
    for texts in ([], [""], ["  "]):
        assert not judge(post(PROSE), texts).visible


def test_a_denial_counts_only_where_the_post_speaks_of_itself() -> None:
    assert standing(f"{DEFAULT}\n\n{PROSE} This post was written without any AI.\n") == "contradicted"
    assert standing(f"{DEFAULT}\n\nThe speaker's first novel was written without AI.\n") == "visible"
    assert standing(f"{DEFAULT}\n\n```\nThis post was written without AI.\n```\n") == "visible"
    assert standing(f'{DEFAULT}\n\nShe asked for a line, "This article was written without AI".\n') == "visible"


# -- putting it in -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", f"{DEFAULT}\n"),
        (f"{PROSE}\n", f"{DEFAULT}\n\n{PROSE}\n"),
        (f"\n{PROSE}\n", f"\n{DEFAULT}\n\n{PROSE}\n"),
        (f"# T\n\n{PROSE}\n", f"# T\n\n{DEFAULT}\n\n{PROSE}\n"),
        (f"# T\n{PROSE}\n", f"# T\n\n{DEFAULT}\n\n{PROSE}\n"),
        ("# T", f"# T\n\n{DEFAULT}\n"),
        (f"T\n=\n\n{PROSE}\n", f"T\n=\n\n{DEFAULT}\n\n{PROSE}\n"),
        (f"# T\r\n\r\n{PROSE}\r\n", f"# T\r\n\r\n{DEFAULT}\r\n\r\n{PROSE}\r\n"),
        ("- a\n- b\n", f"{DEFAULT}\n\n- a\n- b\n"),
        ("    code\n", f"{DEFAULT}\n\n    code\n"),
        ("<!-- open\n", f"{DEFAULT}\n\n<!-- open\n"),
    ],
)
def test_add_at_the_top(body: str, expected: str) -> None:
    assert add(body, DEFAULT) == expected
    assert judge(post(add(body, DEFAULT)), [DEFAULT]).visible


def test_add_at_the_bottom() -> None:
    assert add(f"{PROSE}\n", DEFAULT, "bottom") == f"{PROSE}\n\n{DEFAULT}\n"
    assert add(PROSE, DEFAULT, "bottom") == f"{PROSE}\n\n{DEFAULT}\n"
    assert add(f"{PROSE}\r\n", DEFAULT, "bottom") == f"{PROSE}\r\n\r\n{DEFAULT}\r\n"
    assert add("", DEFAULT, "bottom") == f"{DEFAULT}\n"


def test_fix_leaves_alone_what_is_right_and_what_it_cannot_help() -> None:
    assert fix(post(f"{DEFAULT}\n\n{PROSE}\n"), [DEFAULT], DEFAULT).text is None
    assert "contradicts" in fix(post(f"{DEFAULT}\n\nNo AI was used.\n"), [DEFAULT], DEFAULT).reason
    hopeless = fix(post(f"{PROSE}\n\n<style>p {{ display: none }}</style>\n"), [DEFAULT], DEFAULT)
    assert hopeless.text is None and "<style>" in hopeless.reason


def test_fix_replaces_a_tampered_copy_and_keeps_a_hidden_one() -> None:
    tampered = post(DEFAULT.replace("AI", "A\u200bI") + f"\n\n{PROSE}\n")
    assert fix(tampered, [DEFAULT], DEFAULT).text == f"{HEAD}{DEFAULT}\n\n{PROSE}\n"
    hidden = post(f"{PROSE}\n\n<!-- {DEFAULT} -->\n")
    assert fix(hidden, [DEFAULT], DEFAULT).text == f"{HEAD}{DEFAULT}\n\n{PROSE}\n\n<!-- {DEFAULT} -->\n"


def test_fix_under_front_matter_without_a_final_line_end() -> None:
    fixed = fix(document.parse(b"---\ntitle: x\n---", "x.md"), [DEFAULT], DEFAULT)
    assert fixed.text is not None and judge(document.parse(fixed.text.encode(), "x.md"), [DEFAULT]).visible


@pytest.mark.parametrize("path", sorted((CASES / "fail").glob("*.md")), ids=lambda path: path.stem)
def test_fix_makes_a_case_pass_or_leaves_it(path: Path) -> None:
    draft = document.parse(path.read_bytes(), path.name)
    fixed = fix(draft, [DEFAULT], DEFAULT)
    if fixed.text is None:
        assert fixed.reason
        return
    again = document.parse(document.encode(draft, fixed.text), path.name)
    assert judge(again, [DEFAULT]).visible
    assert fix(again, [DEFAULT], DEFAULT).text is None
    assert again.meta == draft.meta and again.bom == draft.bom


# -- properties ----------------------------------------------------------------------------------------

FRAGMENTS = st.sampled_from(
    [
        PROSE, DEFAULT, f"*{DEFAULT}*", f"> {DEFAULT}", f"- {DEFAULT}", f"    {DEFAULT}", "- a\n- b", "1. a", "> q", ">",
        "```", "```py", "~~~", "````", "    code", "# H", "H\n---", "***", "---", "<!--", "-->", "<!-- c -->", "<!-->",
        "<div>", "<div hidden>", "</div>", "<details>", "<details>\n<summary>s</summary>", "</details>", "<s>", "</s>",
        "<p hidden>", "</p>", "<script>", "</script>", "<style>p{display:none}</style>", "<pre>", "</pre>", "<textarea>",
        "text `<!--` more", "a < b", "<b>", "{% raw %}", "{% endraw %}", "{% if x %}", "{% endif %}", "{{", "}}", "{#", "#}",
        "{/*", "*/}", "{: hidden}", "{: .note}", "{::comment}", "{:/}", ":::note", ":::details", ":::", "$$", "[^1]: x",
        "see[^1]", "| a |\n|---|\n| b |", "![a](b)", "[x]: /u", "export const a = `", "`", "\t", "  ", "\u200b", "\\<div>",
        "{{< figure src=\"x\" >}}", "{{< note >}}", "{{< /note >}}", "- x\n\n  ```\n  <div hidden>\n  ```", "??? note",
        "<iframe src=\"x\"></iframe>", "<img src=\"a.png\" alt=\"b\">", "<figure>\n  <img src=\"x\">\n</figure>",
    ]
)  # fmt: skip
JOINTS = st.sampled_from(["\n\n", "\n\n", "\n\n", "\n", "\r\n", "\n\n\n", " "])


@st.composite
def bodies(draw: st.DrawFn) -> str:
    parts = draw(st.lists(st.tuples(FRAGMENTS, JOINTS), max_size=8))
    return "".join(part + joint for part, joint in parts)


@settings(max_examples=150, deadline=None)
@given(bodies(), st.sampled_from(["top", "bottom"]))
def test_fix_works_once_or_not_at_all(body: str, where: str) -> None:
    position = "top" if where == "top" else "bottom"
    draft = post(body)
    fixed = fix(draft, [DEFAULT], DEFAULT, position)
    if fixed.text is None:
        assert fixed.reason
        return
    again = document.parse(fixed.text.encode(), "post.md")
    assert judge(again, [DEFAULT], position=position).visible
    assert fix(again, [DEFAULT], DEFAULT, position).text is None
    kept = fixed.text.replace(DEFAULT, "")
    assert not set(body.replace(DEFAULT, "").split()) - set(kept.split())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_a_verdict(data: bytes) -> None:
    draft = document.parse(data + DEFAULT.encode() + data, "post.md")
    verdict = judge(draft, [DEFAULT])
    assert verdict.visible or verdict.message


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_any_text_gets_a_verdict_and_a_fix_or_a_reason(before: str, after: str) -> None:
    draft = post(
        before.encode("utf-8", "replace").decode()
        + "\n\n"
        + DEFAULT
        + "\n\n"
        + after.encode("utf-8", "replace").decode()
    )
    fixed = fix(draft, [DEFAULT], DEFAULT)
    assert fixed.reason or judge(document.parse((fixed.text or "").encode(), "x"), [DEFAULT]).visible


# -- hostile posts: linear, or refused -----------------------------------------------------------------

HOSTILE = {
    "unclosed tags": "<div>" * 50_000, "brackets": "[" * 400_000, "emphasis": "*a _b " * 66_000, "quotes": ">" * 400_000,
    "images": "![" * 200_000, "comments": "<!--" * 100_000, "fences": "```\n" * 100_000, "braces": "{{" * 200_000,
    "tags": "{%" * 200_000, "containers": ":::note\n" * 50_000, "pairs": "{% if %}" * 50_000, "lists": "- " * 200_000,
    "paragraphs": "<b>x</b> hello\n\n" * 25_000, "definitions": "[a]: b\n" * 57_000, "footnotes": "[^1]: x\n\n" * 40_000,
    "attributes": "{: a\n" * 80_000, "dollars": "$$\n" * 130_000, "less": "<a " * 133_000, "exports": "export {`\n\n" * 35_000,
    "entities": "&#65;" * 80_000, "backticks": "".join("`" * (n % 900 + 1) + " " for n in range(880)), "carets": "[^" * 200_000,
    "copies": (DEFAULT + " ") * 5_000, "copies alone": (DEFAULT + "\n") * 5_000, "lines": "\n" * 400_000, "tables": "|" * 200_000,
    "nested lists": "".join(" " * n + "- a\n" for n in range(890)), "ends": "*/}" * 133_000, "hidden": "\u200b" * 400_000,
    "raws": "{% raw %}" * 40_000, "extensions": "{::comment}\n" * 36_000, "statements": "export {\n" * 40_000 + "}",
    "closed attributes": "{: a\n" * 80_000 + "}", "css comments": "<style>" + "/*" * 190_000 + "</style>",
    "details": "<details>\n" * 350 + "<p>a</p>\n" * 40_000, "closed": "<!-- a -->\n\n" * 33_000, "escapes": "\\<a" * 130_000,
    "styles": "<style>" + "a{}" * 100_000 + "p{display:none}" * 5_000, "letters": "Disclaimer most articles " * 16_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_post_is_judged_in_time(name: str) -> None:
    # 400 KB in about a second on a quiet machine; the bound here only tells linear from quadratic
    harder = DEFAULT.replace("AI", "&#65;I")
    hostile = HOSTILE[name]
    for body in (f"{hostile}\n\n{harder}\n", f"{harder}\n\n{hostile}", f"{hostile}\n\n{DEFAULT}\n"):
        started = time.process_time()
        verdict = judge(post(body), [DEFAULT])
        assert time.process_time() - started < 3
        assert verdict.visible or verdict.message


def test_prose_of_any_size_is_proved_and_what_is_not_is_refused() -> None:
    prose = f"{PROSE}\n\n" * 600_000
    started = time.process_time()
    assert judge(post(f"{DEFAULT}\n\n{prose}"), [DEFAULT]).visible
    assert judge(post(f"<x>\n\n{DEFAULT}\n\n{prose}"), [DEFAULT]).standing == "unchecked"
    assert time.process_time() - started < 10


def test_a_comment_inside_a_paragraph_parts_no_block() -> None:
    comment = "\n    <!-- indented like this it stands inside the paragraph -->\n"
    assert judge(
        post(DEFAULT.replace("s on ", f"s{comment}on ").replace("n using", f"n{comment}using")), [DEFAULT]
    ).visible


def test_words_that_no_block_has_together_are_no_sentence() -> None:
    words = [*DEFAULT.split(), "<!-- c -->", "\n    <!-- c -->\n", "\n<!-- c -->\n", "\n\n", "\n \n", "> ", "- ", "`"]
    random = Random(1)
    for _ in range(300):
        made = post(" ".join(random.choice([*words, *DEFAULT.split()]) for _ in range(30)))
        assert judge(made, [DEFAULT]) == judge(made, [DEFAULT], raw_html=True)  # which always looks at every block


def test_a_clean_post_is_judged_without_a_markdown_parser() -> None:
    code = (
        "import sys; from drafter.model import Draft; from drafter.disclaimer import judge, DEFAULT as D\n"
        "body = '# T\\n\\n' + D + '\\n\\n```py\\nx\\n```\\n\\nText with <br> and a [link](/x).\\n'\n"
        "assert judge(Draft('x', body, {}, body), [D]).visible\n"
        "heavy = {'markdown_it', 'selectolax', 'yaml', 'rapidfuzz', 'mdit_py_plugins', 'html.parser'} & set(sys.modules)\n"
        "assert not heavy, heavy"
    )
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=root, check=False)
    assert done.returncode == 0, done.stderr


def test_front_matter_below_a_blank_line_hides_in_hugo() -> None:
    hidden = document.parse(f"\n---\nsummary: |\n\n  {DEFAULT}\n\n---\n\nText.\n".encode(), "post.md")
    assert judge(hidden, [DEFAULT]).standing == "not-rendered"
    shown = document.parse(f"\n---\ntitle: x\n---\n\n{DEFAULT}\n\nText.\n".encode(), "post.md")
    assert (judge(shown, [DEFAULT]).standing, judge(shown, [DEFAULT]).line) == ("visible", 6)


@pytest.mark.parametrize("where", ["{over}\n\n{sentence}\n\n{prose}\n", "{sentence}\n\n{prose}\n\n{over}\n"])
def test_a_layer_inside_a_declaration_that_is_no_declaration_for_all(where: str) -> None:
    over = '<!X\n<div style="position:fixed;top:0;left:0;width:100%;height:100%;background:#fff"></div>'
    assert standing(where.format(over=over, sentence=DEFAULT, prose=PROSE)) == "hidden"
    assert standing(f"<!DOCTYPE html>\n\n{DEFAULT}\n\n{PROSE}\n") == "visible"


def test_what_is_no_post_costs_no_time() -> None:
    assert standing(":::a\n" * 80_000 + f"\n\n{DEFAULT}\n") == "unchecked"
    assert standing(f"{DEFAULT}\n\n" + f"{PROSE}\n\n" * 60_000) == "visible"
