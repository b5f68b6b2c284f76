"""The proof and the whole page agree: what is proved visible is visible to the slow path too."""

from __future__ import annotations

import os
import random
import re

import pytest
from hypothesis import given, settings
from test_disclaimer import FRAGMENTS, PROSE, bodies

from drafter import document
from drafter.disclaimer import DEFAULT, judging, painted, proof


def disagreement(body: str) -> str:
    """Return what the slow path has against a post that the proof passes, or an empty string."""
    body = re.sub(r"\r\n?", "\n", body)
    found = proof.proves(body, [DEFAULT])
    if found is None:
        return ""
    assert body[found[0] : found[1]] == DEFAULT
    sightings, denial = painted.examine(body, [DEFAULT])
    if sightings and sightings[0].standing == "visible" and denial is None:
        return ""
    return f"{sightings} in {body!r}"


@settings(max_examples=300, deadline=None)
@given(bodies(), bodies())
def test_a_proof_is_never_contradicted(above: str, below: str) -> None:
    assert disagreement(f"{above}\n\n{DEFAULT}\n\n{below}") == ""


@settings(max_examples=100, deadline=None)
@given(FRAGMENTS, FRAGMENTS)
def test_a_proof_of_a_quoted_sentence_is_never_contradicted(above: str, below: str) -> None:
    assert disagreement(f"{PROSE}\n\n{above}\n\n> *{DEFAULT}*\n\n{below}") == ""


def test_the_proof_knows_ordinary_posts() -> None:
    above = "# Title\n\n![hall](a.jpg)\n\n<!-- note -->\n\n```sh\nls <dir>\n```\n\n- a\n- b\n"
    assert proof.proves(f"{DEFAULT}\n\n{PROSE}\n", [DEFAULT]) == (0, len(DEFAULT), DEFAULT)
    assert proof.proves(f"{above.replace('<dir>', 'dir')}\n*{DEFAULT}*\n", [DEFAULT]) is not None
    for wrong in (
        "- item\n\n   ~~~\n<!-- note -->\n   ~~~",
        "<div hidden>",
        "<!-- open",
        "```",
        "{% if x %}",
        ":::details",
        "$$",
    ):
        assert proof.proves(f"{wrong}\n\n{DEFAULT}\n\n{wrong}\n", [DEFAULT]) is None
    built = "///\n{{< figure src=a >}}\nThis statement is false."
    assert proof.proves(f"{DEFAULT}\n\n{built}\n", [DEFAULT]) is None


def test_a_hidden_copy_does_not_keep_another_from_being_proved() -> None:
    for copy in (
        f"<!-- {DEFAULT} -->",
        f"```text\n{DEFAULT}\n\n{DEFAULT}\n```",
        f"`{DEFAULT}`",
        f"<!--\n{DEFAULT}\n-->",
        f"- item\n\n  ```text\n  {DEFAULT}\n  ```",
    ):
        assert proof.proves(f"{copy}\n\n{DEFAULT}\n", [DEFAULT]) is not None
        assert disagreement(f"{copy}\n\n{DEFAULT}\n") == ""
    named = "AI wrote most of this post."
    assert proof.proves(f"{named}\n\nThis was written without\n\n  ```text\n  {named}\n  ```\n", [named]) is not None
    for mark in ("    ```text\n    ", "  "):  # no fence: then it says "without AI"
        assert proof.proves(f"{named}\n\nThis was written without\n{mark}{named}\n", [named]) is None
    negative = "Words that are not by AI stand here."
    assert proof.proves(f"Written by\n\n{negative}\n\nAn AI\n", [negative]) is None


def test_what_lacks_the_words_is_missing_for_the_slow_path_too(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(5)
    lines = [*LINES, f"<!-- {DEFAULT} -->", f"<!-- {DEFAULT} -->", f"\\<!-- {DEFAULT} -->", f"`<!--` {DEFAULT} -->", f'<a title="<!--">{DEFAULT}<b title="-->">']  # fmt: skip
    texts = ["\n".join(chance.choices(lines, k=6)) for _ in range(150)]
    posts = [document.parse(text.encode(), "p.md") for text in texts if not proof.proves(text, [DEFAULT])]
    quick = [judging.judge(post, [DEFAULT]).standing for post in posts]
    monkeypatch.setattr(judging, "_may_say", lambda body, words: True)
    assert quick == [judging.judge(post, [DEFAULT]).standing for post in posts]
    assert {"missing", "not-rendered"} <= set(quick)


# -- many proofs, by chance ----------------------------------------------------------------------------

PROOFS = int(os.environ.get("DRAFTER_PROOFS", "400"))  # how many are held against the slow path; 100,000 by hand
LINES = [
    "", "", "", "", PROSE, PROSE, "- item", "  - item", "1. item", "> quote", "> - both", "# Title", "---", "***", "    code", "\tcode",
    "```", "```", "```", "~~~", "~~~", "````", "```python", "``` {.c}", "~~~ x y", "  ```", "  ```", "  ```sh", "    ```", "   ~~~", "   ~~~", "- ```", "> ```", " ```",
    "  indented", "   indented", "<div>", "</div>", "<div hidden>", "<details>", "<details open>", "</details>", "<summary>more</summary>",
    "<details>\n<summary>more</summary>", "<!-- note -->", "<!--", "-->", "<!-->", "<!-- a", "b -->", "text <!-- c --> text", "text <!-- open", "  <!-- in list -->",
    "<figure>", "</figure>", '<img src="a.jpg" alt="b">', "<br>", "text <kbd>x</kbd>", "<script>", "</script>", "<pre>", "</pre>", "<style>p{display:none}</style>",
    "<iframe src='x'></iframe>", "<center>", "</center>", "<https://example.org>", "a < b", "`<div>`", "use ```x``` here", "{{< figure src=a >}}", "{{< note >}}", "{{< /note >}}",
    "{% raw %}", "{% endraw %}", "{{ x }}", "{:.hidden}", "{: .note}", ":::note", ":::", "///", "$$", "import x from 'y'", "export const a = {", "}", "The blog says:", "They said,",
    "This statement is false.", "This post was written without AI.", "No AI was used here.", "| a | b |\n|---|---|\n| c | d |", "[^1]: note", "[a]: b", "<!x", "<?x ?>", "\\<div>", "&lt;div>",
    "```\ncode\n```", "```\n<div>\n```", "```\n<!-- c -->\n```", "- item\n\n  ```python\n  code\n\n  more\n  ```", "1. item\n\n   ~~~\n   code\n   ~~~", "- item\n\n  ```\n  <div>\n  ```", "- item\n\n  ```\n  <!-- c -->\n  ```",
    DEFAULT, f"<!-- {DEFAULT} -->", f"```\n{DEFAULT}\n```", f"```text\n{DEFAULT}", f"- item\n\n  ```text\n  {DEFAULT}\n  ```", f"  ```text\n{DEFAULT}", f"`{DEFAULT}`", f'[a](b "{DEFAULT}")', "This post was written without", "AI",
    "- item\n\n    ```\n    code\n    ```", "- item\n\n  ```\nout\n  ```", "  ```\n  code\n  ```", "<!--\n```\n-->\n```", "```\n<!--\n```\n-->",
]  # fmt: skip


def test_many_proofs_by_chance_are_never_contradicted() -> None:
    chance = random.Random(int(os.environ.get("DRAFTER_SEED", "1")))
    proofs = tried = 0
    while proofs < PROOFS:
        above, below = ("\n".join(chance.choices(LINES, k=chance.randint(0, 9))) for _ in range(2))
        shape = chance.choice(["{}", "{}", "*{}*", "> {}", "_{}_", "> **{}**"]).format(DEFAULT)
        gaps = chance.choice(["\n\n", "\n\n", "\n\n", "\n", "\n\n\n"]), chance.choice(["\n\n", "\n\n", "\n"])
        body = f"{above}{gaps[0]}{shape}{gaps[1]}{below}\n"
        tried += 1
        if proof.proves(body, [DEFAULT]):
            proofs += 1
            assert disagreement(body) == ""
    assert tried < 200 * proofs
