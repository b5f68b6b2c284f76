"""The proof and the whole page agree: what is proved visible is visible to the slow path too."""

from __future__ import annotations

import re

from hypothesis import given, settings
from test_disclaimer import FRAGMENTS, PROSE, bodies

from drafter.disclaimer import DEFAULT, painted, proof


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
    for wrong in ("<div hidden>", "<!-- open", "```", "{% if x %}", ":::details", "$$"):
        assert proof.proves(f"{wrong}\n\n{DEFAULT}\n\n{wrong}\n", [DEFAULT]) is None
